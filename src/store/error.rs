//! What can go wrong with the data folder, in words a person can act on.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::schema::attempt::AttemptProblem;
use crate::domain::bank::BankFault;

/// Why the store could not do what it was asked. Nothing was lost: what was to be saved is still
/// with the caller, and what was stored before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The platform tells no home folder.
    #[error("Greenroom cannot find your home folder; say where its data goes with --data DIR")]
    NoHome,
    /// A file stands where a folder should be.
    #[error("{} is a file, but a folder is needed there; move it away or choose another folder with --data DIR", .path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// There is no data folder here.
    #[error("there is no data folder at {}; check the path", .path.display())]
    NoFolder {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The data folder could not be made.
    #[error("Greenroom cannot make its data folder {}: {source}; choose another with --data DIR, or allow writing there", .path.display())]
    CreateFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder is open for reading only.
    #[error("nothing can be saved: {why}")]
    ReadOnly {
        /// Why, and what to do about it.
        why: String,
    },
    /// A file could not be read.
    #[error("{} cannot be read: {source}; check that the disk is there and that you may read it", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("{} was not saved: {source}; free some space or check the disk, then save again", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system did not confirm that the data reached the disk.
    #[error("{} may not have reached the disk: {source}; check the disk, then save again", .path.display())]
    Sync {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// One entry is longer than a journal line may be.
    #[error(
        "this entry is {bytes} bytes long, more than the {limit} a journal line may have; shorten the note"
    )]
    TooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The most a line may have, in bytes.
        limit: usize,
    },
    /// An id cannot name a file.
    #[error("the id “{id}” cannot name a file; use letters, digits, “-”, “_” and “.”, at most {limit} bytes")]
    BadId {
        /// The id.
        id: String,
        /// The most bytes an id may have.
        limit: usize,
    },
    /// An attempt does not hold together.
    #[error("the attempt was not saved: {0}")]
    Attempt(#[from] AttemptProblem),
    /// A moment has no words.
    #[error("the moment was not saved: it has no text; write a line")]
    EmptyMoment,
    /// A bank does not hold together.
    #[error("the bank was not saved: {0}")]
    Bank(#[from] BankFault),
    /// A value cannot be written as JSON.
    #[error("this cannot be written as JSON: {0}; report it, please")]
    Encode(#[from] serde_json::Error),
    /// Erasing was begun and could not be finished. What is left is written down and goes at the next start.
    #[error(
        "some of it is erased and some is not yet: {source}; the rest goes at the next start, or when you erase it again"
    )]
    Unfinished {
        /// What stood in the way.
        source: Box<StoreError>,
    },
    /// Several changes that are one were made, and not all of it could be put in its place yet.
    #[error(
        "some of it is saved and some is not yet: {source}; the rest is saved when you try again, or at the next start"
    )]
    Unsettled {
        /// What stood in the way.
        source: Box<StoreError>,
    },
    /// There is no such backup.
    #[error("there is no backup “{name}”; the list of backups shows which there are")]
    NoBackup {
        /// The name asked for.
        name: String,
    },
    /// A backup is not what was written. It is left as it is.
    #[error("the backup “{name}” is damaged ({reason}) and was not used; choose another")]
    BrokenBackup {
        /// Its name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl StoreError {
    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source }
    }

    pub(crate) fn sync(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Sync { path: path.to_owned(), source }
    }

    pub(crate) fn unfinished(source: Self) -> Self {
        Self::Unfinished { source: Box::new(source) }
    }

    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Read { path: path.to_owned(), source }
    }
}

/// Why a file that the person named was not written. What was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveAsError {
    /// Something has the name already.
    #[error("{} is there already and was left as it is; choose another name", .path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The name is that of a folder.
    #[error("{} is a folder; add a file's name to it", .path.display())]
    IsAFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The name is that of a device or the like.
    #[error("{} is no ordinary file and was left as it is; choose another name", .path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The folder is not there.
    #[error("there is no folder {}; make it, or choose another", .folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The disk did not take it.
    #[error("{} was not written: {source}; check that you may write there and that there is room", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Something that could not be read and was left exactly where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct SetAside {
    /// The file, relative to the data folder where it lies in one.
    pub file: String,
    /// Where in the file: "line 3", "line 3, column 5" or "questions\[3\]".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Why, in plain words.
    pub reason: String,
}

impl SetAside {
    pub(crate) fn new(file: &str, place: Option<String>, reason: impl Into<String>) -> Self {
        Self { file: file.to_owned(), place, reason: reason.into() }
    }

    /// From what serde found: its place counts lines and columns from 1.
    pub(crate) fn from_json(file: &str, error: &serde_json::Error) -> Self {
        let place = (error.line() > 0).then(|| format!("line {}, column {}", error.line(), error.column()));
        Self::new(file, place, format!("not readable as JSON of this kind: {}", json_reason(error)))
    }
}

/// What serde found, without the place it appends.
pub(crate) fn json_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{}, {place}: {}", self.file, self.reason),
            None => write!(f, "{}: {}", self.file, self.reason),
        }
    }
}

/// Something the person should be told, in plain words. Nothing was lost by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What it is about, mostly a file's name within the data folder.
    pub subject: String,
    /// One or two sentences.
    pub text: String,
}

impl Notice {
    /// A notice about `subject`.
    pub fn new(subject: impl Into<String>, text: impl Into<String>) -> Self {
        Self { subject: subject.into(), text: text.into() }
    }

    pub(crate) fn of_set_aside(aside: &SetAside) -> Self {
        let place = aside.place.as_ref().map_or(String::new(), |p| format!(" ({p})"));
        Self::new(
            aside.file.clone(),
            format!("Set aside{place}: {}. It is kept as it is and not used.", aside.reason),
        )
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject, self.text)
    }
}
