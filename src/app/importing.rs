//! Has a reader read what was given to be imported, on whatever thread it is called: files and pasted text.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::domain::catalog::Catalog;
pub use crate::reader::{Imported, Reader, Refused};
use crate::reader::{PASTED, Request, Source, Wanted, name_of};

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
            Self::File(path) => name_of(Path::new(path)),
            Self::Text(_) => PASTED.to_owned(),
        }
    }
}

/// An import: what to read, and what reading depends on.
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

/// Has `reader` read all that is given, and tells each result. It stops if `cancelled`.
pub fn run(
    job: &ImportJob,
    reader: &dyn Reader,
    cancelled: &dyn Fn() -> bool,
    report: &mut dyn FnMut(ImportReport),
) {
    for (at, given) in job.given.iter().enumerate() {
        if cancelled() {
            break;
        }
        report(ImportReport::Reading(at));
        let source = match given {
            ImportSource::File(path) => Source::File(at_home(Path::new(path))),
            ImportSource::Text(text) => Source::Text(text.clone()),
        };
        let request =
            Request { source: &source, wanted: Wanted::Review, catalog: &job.catalog, now: job.now };
        match reader.read(&request, cancelled) {
            Ok(Some(found)) => report(ImportReport::Read(found)),
            Ok(None) => break,
            Err(refused) => report(ImportReport::NotRead(refused)),
        }
    }
    report(ImportReport::Done);
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
