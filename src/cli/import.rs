//! `greenroom import`: shows what an import would find; stores nothing.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::domain::catalog::Catalog;
use crate::import::draft::Draft;
use crate::import::{formats, limits, recognise};

use super::{Output, Problem, catalog, read};

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The files: Markdown, HTML, text, CSV, JSON, YAML, Word, Excel, PDF, e-mail, Anki.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &ImportArgs) -> Result<(), Problem> {
    let catalog = catalog(&read(data)?)?;
    let mut drafts = Vec::new();
    let mut failed = false;
    for file in &args.files {
        match draft_of(file, &catalog) {
            Ok(draft) => drafts.push(draft),
            Err(why) => {
                failed = true;
                let _ =
                    writeln!(std::io::stderr(), "greenroom: {}: {}", file.display(), why.replace('\n', " "));
            }
        }
    }
    let mut out = std::io::stdout().lock();
    if args.output.json {
        match drafts.as_slice() {
            [] => {}
            [one] if args.files.len() == 1 => writeln!(out, "{}", serde_json::to_string_pretty(one)?)?,
            several => writeln!(out, "{}", serde_json::to_string_pretty(several)?)?,
        }
    } else {
        for draft in &drafts {
            summary(&mut out, draft)?;
        }
    }
    if failed { Err(Problem::AlreadyTold) } else { Ok(()) }
}

fn draft_of(file: &Path, catalog: &Catalog) -> Result<Draft, String> {
    let name =
        file.file_name().map_or_else(|| file.display().to_string(), |n| n.to_string_lossy().into_owned());
    let opened = std::fs::File::open(file).map_err(|e| format!("it cannot be opened: {e}"))?;
    let mut bytes = Vec::new();
    // One byte more than the limit is enough to know that there is more.
    let most = limits::MAX_BYTES as u64 + 1;
    opened.take(most).read_to_end(&mut bytes).map_err(|e| format!("it cannot be read: {e}"))?;
    let document = formats::read(&name, &bytes).map_err(|e| e.to_string())?;
    Ok(recognise::recognise(&document, catalog))
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
    for question in &draft.questions {
        writeln!(out, "  - {} [{}]", question.text, question.principles.join(", "))?;
    }
    for warning in &draft.warnings {
        writeln!(out, "  note: {warning}")?;
    }
    Ok(())
}
