//! `greenroom packet`: writes a scoring packet for a friend, and reads what comes back.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use uuid::Uuid;

use crate::domain::attempt::Attempt;
use crate::domain::calibration::{Bias, Measure, friend_differences};
use crate::domain::mock::friend::Joined;
use crate::domain::notebook::{Befriending, Change, Notebook};
use crate::domain::second_scores::{Added, FriendScores};
use crate::domain::words::counted;
use crate::export::packet::{Packet, Recording, packet_html};
use crate::import;
use crate::store::{Access, Store, is_round_scores, parse_round_scores, parse_scores, sound_file};

use super::{Output, Problem, file, folder, here, notebook, now, open, read};

#[derive(Debug, Args)]
pub(super) struct PacketArgs {
    /// The answer: its id, the beginning of it, or `last` for the last scored one.
    #[arg(value_name = "ATTEMPT", required_unless_present = "read", conflicts_with = "read")]
    attempt: Option<String>,
    /// Where to write the packet; else to standard output.
    #[arg(short, long, value_name = "FILE", conflicts_with = "read")]
    out: Option<PathBuf>,
    /// Put the recording of the answer in.
    #[arg(long, conflicts_with = "read")]
    recording: bool,
    /// Replace a file that is there.
    #[arg(long, requires = "out")]
    force: bool,
    /// Add the scores in these files, which packets gave back, to their answers.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    read: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &PacketArgs) -> Result<(), Problem> {
    match &args.attempt {
        Some(wanted) => write(data, wanted, args),
        None => read_back(data, args),
    }
}

// -- Writing -----------------------------------------------------------------------------------

fn write(data: Option<PathBuf>, wanted: &str, args: &PacketArgs) -> Result<(), Problem> {
    let recordings = folder(data.clone())?.join("recordings");
    let notebook = notebook(read(data)?.has, here())?;
    let attempt = find(&notebook.attempts, wanted)?;
    let recording = if args.recording {
        let bytes = std::fs::read(sound_file(&recordings, attempt.id))
            .map_err(|e| Problem::Told(format!("this answer has no recording here: {e}")))?;
        Some(Recording { mime: "audio/wav".to_owned(), bytes })
    } else {
        None
    };
    let recording = recording.as_ref();
    let meaning =
        notebook.catalog().principle(&attempt.principle).map(|principle| principle.meaning.as_str());
    // Wholly random: the page's script is allowed by it.
    let id = Uuid::new_v4();
    let html = packet_html(&Packet { id, attempt, meaning, recording });
    let mut out = super::screen::out();
    let Some(path) = &args.out else {
        out.write_all(html.as_bytes())?;
        return Ok(());
    };
    file::save(path, html.as_bytes(), args.force)?;
    let shown = path.display().to_string();
    if args.output.json {
        writeln!(out, "{}", json!({"file": shown, "packet": id, "attempt": attempt.id}))?;
    } else {
        writeln!(
            out,
            "{shown}: a packet for the answer to “{}”. Send it to a friend; what comes back: greenroom packet --read FILE",
            attempt.question.text
        )?;
    }
    Ok(())
}

/// The attempt that is meant.
fn find<'a>(attempts: &'a [Attempt], wanted: &str) -> Result<&'a Attempt, Problem> {
    if wanted == "last" {
        let last = attempts.iter().rev().find(|attempt| attempt.is_evidence());
        return last.ok_or_else(|| Problem::Told("there is no scored answer yet".to_owned()));
    }
    let lower = wanted.to_lowercase();
    let mut found = attempts.iter().filter(|attempt| attempt.id.to_string().starts_with(&lower));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Problem::Told(format!(
            "no answer has an id that begins with “{wanted}”; “last” means the last scored one"
        ))),
        (Some(_), Some(_)) => {
            Err(Problem::Told(format!("several answers' ids begin with “{wanted}”; give more of it")))
        }
    }
}

// -- Reading back ------------------------------------------------------------------------------

fn read_back(data: Option<PathBuf>, args: &PacketArgs) -> Result<(), Problem> {
    let (mut store, contents) = open(data)?;
    if let Access::ReadOnly { why } = &contents.access {
        return Err(Problem::Told(format!("nothing can be saved: {why}")));
    }
    let mut notebook = notebook(contents.has, here())?;
    let mut failed = false;
    let mut rows = Vec::new();
    for path in &args.read {
        let file = path.display().to_string();
        match one(&mut store, &mut notebook, path)? {
            Ok((mut row, words)) => {
                if !args.output.json {
                    writeln!(super::screen::out(), "{file}: {words}")?;
                }
                row["file"] = json!(file);
                rows.push(row);
            }
            Err(why) => {
                failed = true;
                let _ = writeln!(super::screen::err(), "greenroom: {file}: {}", why.replace('\n', " "));
            }
        }
    }
    if args.output.json {
        writeln!(super::screen::out(), "{}", serde_json::to_string_pretty(&rows)?)?;
    }
    if failed { Err(Problem::AlreadyTold) } else { Ok(()) }
}

/// Adds what a friend's file holds, and says what was done as JSON and in words; or why it was not.
fn one(
    store: &mut Store,
    notebook: &mut Notebook,
    path: &Path,
) -> Result<Result<(serde_json::Value, String), String>, Problem> {
    match round_of(path, notebook) {
        Ok(Some((joined, by))) => join(store, notebook, joined, &by).map(Ok),
        Ok(None) => match scores_of(path, notebook) {
            Ok((adding, given)) => add(store, notebook, adding, &given).map(Ok),
            Err(why) => Ok(Err(why)),
        },
        Err(why) => Ok(Err(why)),
    }
}

/// The round that a friend led, if the file is of one, with their name.
fn round_of(path: &Path, notebook: &Notebook) -> Result<Option<(Joined, String)>, String> {
    let bytes = import::bytes_of(path)?;
    if !is_round_scores(&bytes) {
        return Ok(None);
    }
    let round = parse_round_scores(&bytes).map_err(|e| e.to_string())?;
    let joined = notebook.joining(&round).map_err(|e| e.to_string())?;
    Ok(Some((joined, round.by)))
}

/// Stores what a friend heard who led a round, and says so as JSON and in words.
fn join(
    store: &mut Store,
    notebook: &mut Notebook,
    joined: Joined,
    by: &str,
) -> Result<(serde_json::Value, String), Problem> {
    let mut change = Change::default();
    for attempt in joined.attempts {
        change = change.and_put(attempt);
    }
    let mock = joined.mock.id;
    let applied = notebook.apply(&change.and_put(joined.mock), here());
    store.write(&notebook.to_store(&applied.keys), now())?;
    let row = json!({"mock": mock, "by": by, "answers": joined.answers});
    let answers = counted(joined.answers, "answer", "answers");
    Ok((row, format!("what {by} heard of {answers} was added; greenroom export debrief-md shows it")))
}

/// The scores in a file, and what adding them would do.
fn scores_of(path: &Path, notebook: &Notebook) -> Result<(Befriending, FriendScores), String> {
    let scores = parse_scores(&import::bytes_of(path)?).map_err(|e| e.to_string())?;
    let adding = notebook.befriending(&scores).map_err(|e| e.to_string())?;
    Ok((adding, scores.given))
}

/// Stores the scores beside the person's own, and what was done, as JSON and in words.
fn add(
    store: &mut Store,
    notebook: &mut Notebook,
    adding: Befriending,
    given: &FriendScores,
) -> Result<(serde_json::Value, String), Problem> {
    let Befriending { change, attempt, added } = adding;
    let applied = notebook.apply(&change, here());
    store.write(&notebook.to_store(&applied.keys), now())?;
    let done = match &added {
        Added::New => "added",
        Added::Instead(_) => "put in place of the first",
        Added::Same => "there already",
    };
    let row = json!({
        "attempt": attempt.id,
        "packet": given.packet,
        "by": given.by,
        "replaced": matches!(added, Added::Instead(_)),
        "same": added == Added::Same,
        "mean": given.scores.mean(),
        "own_mean": attempt.scores.mean(),
    });
    let words = format!("scores of {} for “{}”: {done}", given.by, attempt.question.text);
    let bias = Bias::of(&friend_differences(notebook.attempts.iter()));
    Ok((row, format!("{words}. {}", Measure::Friend.words(bias.as_ref()))))
}
