//! `greenroom import`: shows what an import would find; stores what a person would accept, if asked to.

use crate::domain::words::listed;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::domain::notebook::Notebook;
use crate::domain::review::Review;
use crate::import::draft::Draft;
use crate::reader::{self, Reader, Request, Source, Wall, Wanted};
use crate::store::{Access, Store};

use super::{Output, Problem, here, notebook, now, open, read};

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The files: Markdown, HTML, text, CSV, JSON, YAML, Word, Excel, PDF, e-mail, transcripts, source, Anki.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Store what Enter accepts in the review: all but what was derived, or is in the banks already.
    #[arg(long)]
    accept: bool,
    /// The files are not about one's own interview: no stories, moments, weights, stages or notes.
    #[arg(long, requires = "accept")]
    not_mine: bool,
    /// The level of a levelling guide whose expectations are taken.
    #[arg(long, value_name = "LEVEL", requires = "accept")]
    level: Option<String>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &ImportArgs) -> Result<(), Problem> {
    let mut desk = Desk::open(data, args)?;
    let mut drafts: Vec<Result<Imported, Failed>> = Vec::new();
    let mut failed = false;
    for file in &args.files {
        match desk.import(file, args)? {
            Ok(draft) => drafts.push(Ok(draft)),
            Err(why) => {
                failed = true;
                drafts.push(Err(Failed::of(file, &why)));
                let _ = writeln!(
                    super::screen::err(),
                    "greenroom: {}: {}",
                    file.display(),
                    why.replace('\n', " ")
                );
            }
        }
    }
    let mut out = super::screen::out();
    if args.output.json {
        match drafts.as_slice() {
            [Ok((one, _))] => writeln!(out, "{}", serde_json::to_string_pretty(one)?)?,
            [Err(_)] => {}
            several => {
                // A file that failed keeps its place among the drafts.
                let several = several
                    .iter()
                    .map(|draft| match draft {
                        Ok((draft, _)) => serde_json::to_value(draft),
                        Err(failed) => serde_json::to_value(failed),
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                writeln!(out, "{}", serde_json::to_string_pretty(&several)?)?;
            }
        }
    } else {
        for (draft, taken) in drafts.iter().filter_map(|draft| draft.as_ref().ok()) {
            summary(&mut out, draft)?;
            if let Some(taken) = taken {
                writeln!(out, "  added: {taken}")?;
            }
        }
    }
    if failed { Err(Problem::AlreadyTold) } else { Ok(()) }
}

/// A file that could not be read, as it stands among the drafts of several.
#[derive(Debug, Serialize)]
struct Failed {
    source: FailedSource,
    error: String,
}

#[derive(Debug, Serialize)]
struct FailedSource {
    name: String,
}

impl Failed {
    fn of(file: &Path, why: &str) -> Self {
        Self { source: FailedSource { name: reader::name_of(file) }, error: why.to_owned() }
    }
}

/// What a file held, and how many items of it were stored.
type Imported = (Draft, Option<usize>);

/// Where imports go: nowhere, or into the data folder.
struct Desk {
    notebook: Notebook,
    store: Option<Store>,
    reader: Wall,
}

impl Desk {
    fn open(data: Option<PathBuf>, args: &ImportArgs) -> Result<Self, Problem> {
        let (store, contents) = if args.accept {
            let (store, contents) = open(data)?;
            if let Access::ReadOnly { why } = &contents.access {
                return Err(Problem::Told(format!("nothing can be saved: {why}")));
            }
            (Some(store), contents)
        } else {
            (None, read(data)?)
        };
        Ok(Self { notebook: notebook(contents.has, here())?, store, reader: Wall::of_this_program() })
    }

    /// Reads one file and stores what is accepted of it. The inner error is about this file only.
    fn import(&mut self, file: &Path, args: &ImportArgs) -> Result<Result<Imported, String>, Problem> {
        let source = Source::File(file.to_owned());
        let wanted = if self.store.is_none() { Wanted::Draft } else { Wanted::DraftAndReview };
        let request = Request { source: &source, wanted, catalog: self.notebook.catalog(), now: here() };
        let (draft, review) = match self.reader.read(&request, &|| false) {
            Ok(Some(reader::Imported::Draft(draft, review))) => (*draft, review),
            Ok(_) => return Ok(Err("it was not read to the end. Try again.".to_owned())),
            Err(refused) => return Ok(Err(refused.why)),
        };
        let Some(mut review) = review else { return Ok(Ok((draft, None))) };
        let present = self.notebook.present();
        review.leave_what_is_here(&present);
        review.own = Some(!args.not_mine);
        review.level = args.level.clone().or_else(|| self.notebook.profile.target.guide_level.clone());
        let brings_nothing = review.to_add() == 0 && present.same_file(&review).is_some();
        let taken = if review.items.is_empty() || brings_nothing { 0 } else { self.accept(&review)? };
        Ok(Ok((draft, Some(taken))))
    }

    /// Stores a review as if it had been accepted in the window; how many items were taken.
    fn accept(&mut self, review: &Review) -> Result<usize, Problem> {
        let Some(store) = &mut self.store else { return Ok(0) };
        let accepting = self.notebook.accepting(review, review.made);
        let applied = self.notebook.apply(&accepting.change, here());
        store.write(&self.notebook.to_store(&applied.keys), now())?;
        Ok(accepting.taken)
    }
}

fn summary(out: &mut impl Write, draft: &Draft) -> std::io::Result<()> {
    writeln!(out, "{} ({})", draft.source.name, draft.source.kind)?;
    let counts = [
        (draft.questions.len(), "questions"),
        (draft.weights.len(), "weights"),
        (draft.tips.len(), "tips"),
        (draft.expectations.len(), "expectations"),
        (draft.stories.len(), "stories"),
        (draft.moments.len(), "moments"),
        (draft.interview.len(), "interview stages"),
        (draft.ask_them.len(), "questions to ask"),
        (draft.notes.len(), "notes"),
    ];
    for (n, what) in counts.into_iter().filter(|(n, _)| *n > 0) {
        writeln!(out, "  {n} {what}")?;
    }
    for (name, found) in [("company", &draft.company), ("role", &draft.role)] {
        if let Some(found) = found {
            writeln!(out, "  {name}: {}", found.text)?;
        }
    }
    for question in &draft.questions {
        writeln!(out, "  - {} [{}]", question.text, listed(&question.principles))?;
    }
    for warning in &draft.warnings {
        writeln!(out, "  note: {warning}")?;
    }
    Ok(())
}
