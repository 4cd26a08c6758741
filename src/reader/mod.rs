//! Reads one file that came from somewhere: a port, with a wall between the file and the program behind it.
//!
//! What reads a file trusts nothing in it, and still a library may be brought down by one: take all memory, never end,
//! or abort. So the program reads behind a wall. [`Wall`] starts a second process of the same binary, which limits
//! itself (`confine.rs`), takes the request and the file's bytes from its standard input, and gives one answer on its
//! standard output. Whatever becomes of it, the program that asked goes on. [`Here`] reads on the spot; unit tests and
//! benches use it.

mod child;
mod confine;
mod here;
mod wall;
mod wire;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::domain::bank::Bank;
use crate::domain::catalog::Catalog;
use crate::domain::mock::friend::FriendRound;
use crate::domain::review::Review;
use crate::domain::second_scores::FriendFile;
use crate::import::draft::Draft;

pub use child::{is_asked as is_child, run as run_child};
#[cfg(not(target_os = "linux"))]
pub use confine::CountingAllocator;
pub use here::Here;
pub use wall::Wall;

/// Most bytes of memory that reading a file may take: 1 GiB, or a quarter of the computer's memory where that is less
/// (`confine.rs`). The thickest packets that are read (30 MB of Markdown) take some 700 MiB.
pub const MAX_MEMORY: u64 = 1 << 30;
/// Most seconds of processor time that reading a file may take. A packet of 10 MB takes about one.
pub const MAX_CPU: Duration = Duration::from_secs(30);
/// Longest that a file is waited for, whatever it does with the time.
pub const MAX_WAIT: Duration = Duration::from_mins(1);
/// Most bytes of an answer: as many as a file may have.
pub const MAX_ANSWER: u64 = 32 << 20;

/// What pasted text is called.
pub const PASTED: &str = "Pasted text";
/// What a second process is started with, alone. Not for people, so neither help nor completions know it.
pub const COMMAND: &str = "read-behind-the-wall";

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The file at this path.
    File(PathBuf),
    /// Text that was pasted.
    Text(String),
}

impl Source {
    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => name_of(path),
            Self::Text(_) => PASTED.to_owned(),
        }
    }
}

/// The name of the file at `path`, without its folder; the path itself where it ends in no name.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What is to be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Wanted {
    /// A review; a Greenroom bank and a friend's scores are told apart.
    Review,
    /// The draft.
    Draft,
    /// The draft, and its review.
    DraftAndReview,
}

/// Everything that reading depends on.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What is to be read.
    pub source: &'a Source,
    /// What is to be made of it.
    pub wanted: Wanted,
    /// The principles and questions that are known.
    pub catalog: &'a Catalog,
    /// When it was asked for.
    pub now: DateTime<FixedOffset>,
}

/// What a file turned out to hold.
#[derive(Debug)]
pub enum Imported {
    /// Something to review.
    Review(Box<Review>),
    /// A draft, and its review if that was wanted.
    Draft(Box<Draft>, Option<Box<Review>>),
    /// A bank, which is added as it is.
    Bank(Box<Bank>),
    /// A friend's scores for an answer.
    Scores(Box<FriendFile>),
    /// What a friend heard who led a mock interview.
    FriendRound(Box<FriendRound>),
}

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What it is called.
    pub name: String,
    /// Whether it says of itself that it is a bank.
    pub bank: bool,
    /// Why, in words for the person.
    pub why: String,
}

/// Reads one thing at a time.
pub trait Reader: Send + Sync {
    /// Reads what is asked for; `None` if `cancelled` said so before it was done.
    ///
    /// # Errors
    /// Why it was not taken, in words for the person.
    fn read(&self, request: &Request<'_>, cancelled: &dyn Fn() -> bool) -> Result<Option<Imported>, Refused>;
}
