//! The process behind the wall: confines itself, reads one request and its file, answers, ends.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use uuid::Uuid;

use crate::import::limits;

use super::wire::{Answer, RequestLine};
use super::{COMMAND, Here, MAX_ANSWER, Request, confine};

/// Whether this process was started to read behind the wall.
pub fn is_asked() -> bool {
    let mut arguments = std::env::args_os().skip(1);
    arguments.next().is_some_and(|first| first == COMMAND) && arguments.next().is_none()
}

/// Reads the request and the file on standard input and writes the answer to standard output. Why nothing could be
/// answered goes to standard error: the process that asked reads it.
pub fn run() -> ExitCode {
    match answer() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}

fn answer() -> Result<(), String> {
    confine::confine()?;
    let mut input = BufReader::new(io::stdin().lock());
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line).map_err(|e| format!("the request could not be read: {e}"))?;
    let request: RequestLine =
        serde_json::from_slice(&line).map_err(|e| format!("the request could not be read: {e}"))?;
    drop(line);
    let mut bytes = Vec::new();
    input
        .take(limits::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| format!("the file could not be read: {e}"))?;
    let read = {
        let (source, catalog) = (request.source(), request.catalog());
        let request =
            Request { source: &source, wanted: request.wanted(), catalog: &catalog, now: request.now() };
        Here { new_id: Uuid::now_v7 }.read_bytes(&request, &bytes, &|| false)
    };
    drop(bytes);
    let read = read.map(|found| found.ok_or("nothing was read"));
    let answer = match read {
        Ok(Ok(imported)) => Answer::of(Ok(imported)),
        Ok(Err(why)) => return Err(why.to_owned()),
        Err(refused) => Answer::of(Err(refused)),
    };
    let answer = serde_json::to_vec(&answer).map_err(|e| format!("the answer could not be written: {e}"))?;
    let answer = if answer.len() as u64 > MAX_ANSWER { too_much() } else { answer };
    let mut out = io::stdout().lock();
    out.write_all(&answer).and_then(|()| out.flush()).map_err(|e| format!("nobody takes the answer: {e}"))
}

/// The answer where there is more to say than a person could look through.
fn too_much() -> Vec<u8> {
    let why =
        "What was found in the file is more than can be reviewed. Split it, or paste the part you need.";
    let answer = Answer::Refused { bank: false, why: why.to_owned() };
    serde_json::to_vec(&answer).unwrap_or_default()
}
