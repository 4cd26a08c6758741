//! Reads what was given to be imported, on whatever thread it is called: files, dropped or chosen, and pasted text.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::domain::bank::Bank;
use crate::domain::catalog::Catalog;
use crate::domain::review::Review;
use crate::domain::second_scores::FriendFile;
use crate::import::{self, formats, recognise, review};
use crate::store;

use super::effect::Event;

/// What is called the name of text that was pasted.
const PASTED: &str = "Pasted text";

/// One thing to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportSource {
    /// The file at this path; `~/` is the person's home.
    File(String),
    /// Text that was pasted.
    Text(String),
}

impl ImportSource {
    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => Path::new(path)
                .file_name()
                .map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned()),
            Self::Text(_) => PASTED.to_owned(),
        }
    }
}

/// Everything that reading needs, so that it depends on nothing else.
#[derive(Clone, Debug)]
pub struct ImportJob {
    /// Its number; reports carry it.
    pub number: u64,
    /// What to read, in this order.
    pub given: Vec<ImportSource>,
    /// The principles and questions that are known.
    pub catalog: Arc<Catalog>,
    /// When it was asked for.
    pub now: DateTime<FixedOffset>,
    /// Where new ids come from.
    pub new_id: fn() -> Uuid,
}

/// What a file turned out to hold.
#[derive(Debug)]
pub enum Imported {
    /// Something to review.
    Review(Box<Review>),
    /// A bank, which is added as it is.
    Bank(Box<Bank>),
    /// A friend's scores for an answer.
    Scores(Box<FriendFile>),
}

/// A file that was not taken.
#[derive(Debug)]
pub struct Refused {
    /// What it is called.
    pub name: String,
    /// Whether it says of itself that it is a bank.
    pub bank: bool,
    /// Why, in words for the person.
    pub why: String,
}

/// What is reported while an import is read.
#[derive(Debug)]
pub enum ImportReport {
    /// The file with this number, from 0, is being read.
    Reading(usize),
    /// A file was read.
    Read(Imported),
    /// A file could not be read, or nothing was found.
    NotRead(Refused),
    /// All files have had their turn, or the person stopped it.
    Done,
}

/// Reads all that is given and tells each result. Between two steps it stops if `cancelled`.
pub fn run(job: &ImportJob, cancelled: &dyn Fn() -> bool, tell: &mut dyn FnMut(Event)) {
    let mut report = |report| tell(Event::Import(job.number, report));
    for (at, given) in job.given.iter().enumerate() {
        if cancelled() {
            break;
        }
        report(ImportReport::Reading(at));
        match read(given, job, cancelled) {
            Ok(Some(found)) => report(ImportReport::Read(found)),
            Ok(None) => break,
            Err(refused) => report(ImportReport::NotRead(refused)),
        }
    }
    report(ImportReport::Done);
}

/// `None` if it was cancelled.
fn read(
    given: &ImportSource,
    job: &ImportJob,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Imported>, Refused> {
    let name = given.name();
    let no_file = |why: String| Refused { name: name.clone(), bank: false, why };
    let document = match given {
        ImportSource::Text(text) if store::is_scores(text.as_bytes()) => {
            return scores(&name, text.as_bytes()).map(Some);
        }
        ImportSource::Text(text) => formats::read_pasted(text).map_err(|e| no_file(e.to_string()))?,
        ImportSource::File(path) => {
            let bytes = import::bytes_of(&at_home(Path::new(path))).map_err(no_file)?;
            if is_bank(&name, &bytes) {
                let no_bank =
                    |e: store::SetAside| Refused { name: name.clone(), bank: true, why: e.to_string() };
                let bank = store::parse_bank(&name, &bytes).map_err(no_bank)?;
                return Ok(Some(Imported::Bank(Box::new(bank.to_bank()))));
            }
            if store::is_scores(&bytes) {
                return scores(&name, &bytes).map(Some);
            }
            formats::read(&name, &bytes).map_err(|e| no_file(e.to_string()))?
        }
    };
    if cancelled() {
        return Ok(None);
    }
    let mut draft = recognise::recognise(&document, &job.catalog);
    if let ImportSource::Text(_) = given {
        PASTED.clone_into(&mut draft.source.name);
    }
    if cancelled() {
        return Ok(None);
    }
    let review = review::review(&document, draft, &job.catalog, job.now, job.new_id);
    if review.items.is_empty() {
        return Err(no_file(review.warnings.join(" ")));
    }
    Ok(Some(Imported::Review(Box::new(review))))
}

/// A friend's scores.
fn scores(name: &str, bytes: &[u8]) -> Result<Imported, Refused> {
    let refused =
        |why: store::ScoresProblem| Refused { name: name.to_owned(), bank: false, why: format!("{why}.") };
    Ok(Imported::Scores(Box::new(store::parse_scores(bytes).map_err(refused)?)))
}

/// Whether a file says of itself that it is a Greenroom bank.
fn is_bank(name: &str, bytes: &[u8]) -> bool {
    let json = Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let head = &bytes[..bytes.len().min(4096)];
    json && head.windows(15).any(|part| part == b"greenroom-bank/")
}

/// Where a path leads that a person typed: `~` is their home.
pub(super) fn at_home(path: &Path) -> PathBuf {
    match path.strip_prefix("~") {
        Ok(rest) => {
            directories::BaseDirs::new().map_or_else(|| path.into(), |dirs| dirs.home_dir().join(rest))
        }
        Err(_) => path.to_owned(),
    }
}
