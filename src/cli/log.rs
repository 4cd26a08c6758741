//! `greenroom log --stdin`: stores attempts given as JSON lines.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use uuid::Uuid;

use crate::store::{Access, AttemptBody, Store, StoreError};

use super::{Problem, now, open};

#[derive(Debug, Args)]
pub(super) struct LogArgs {
    /// Read the attempts from standard input, one a line.
    #[arg(long, required = true)]
    stdin: bool,
    /// Answer as JSON, which is what this command always does.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(data: Option<PathBuf>, _args: &LogArgs) -> Result<(), Problem> {
    let (mut store, contents) = open(data)?;
    if let Access::ReadOnly { why } = contents.access {
        return Err(Problem::Told(format!("nothing can be saved: {why}")));
    }
    let mut bad = false;
    for (number, line) in (1..).zip(std::io::stdin().lock().split(b'\n')) {
        let line = line.map_err(|e| Problem::Told(format!("line {number} cannot be read: {e}")))?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match save(&mut store, &line) {
            // Said only now: the line has reached the disk.
            Ok(id) => acknowledge(id).map_err(|e| {
                // Not only a reader that has seen enough: the lines after this one are not saved.
                Problem::Told(format!(
                    "line {number} is saved, but its id could not be written: {e}; what comes after it is not saved"
                ))
            })?,
            Err(LineProblem::Store(e)) => return Err(e.into()),
            Err(LineProblem::Bad(why)) => {
                bad = true;
                let _ = writeln!(super::screen::err(), "greenroom: line {number}: {}", why.replace('\n', " "));
            }
        }
    }
    if bad { Err(Problem::AlreadyTold) } else { Ok(()) }
}

fn acknowledge(id: Uuid) -> std::io::Result<()> {
    let mut out = super::screen::out();
    writeln!(out, "{}", json!({"saved": id}))?;
    out.flush()
}

enum LineProblem {
    /// The line is not an attempt; the next one may be.
    Bad(String),
    /// The disk did not take it; the next one would fare no better.
    Store(StoreError),
}

fn save(store: &mut Store, line: &[u8]) -> Result<Uuid, LineProblem> {
    let bad = |why: String| LineProblem::Bad(why);
    let text = std::str::from_utf8(line).map_err(|e| bad(format!("it is not UTF-8: {e}")))?;
    let body = AttemptBody::from_json(text).map_err(|e| bad(e.to_string()))?;
    body.check().map_err(|e| bad(e.to_string()))?;
    let id = Uuid::now_v7();
    match store.put_attempt_bodies(vec![(id, body)], now()) {
        Ok(()) => Ok(id),
        Err(e @ StoreError::TooLong { .. }) => Err(bad(e.to_string())),
        Err(e) => Err(LineProblem::Store(e)),
    }
}
