//! One thing that the person has and that is stored by itself: which it is, and what it holds.

use uuid::Uuid;

use crate::domain::attempt::{Attempt, Moment};
use crate::domain::bank::Bank;
use crate::domain::find::FindRecord;
use crate::domain::mock::record::Mock;
use crate::domain::overlay::Overlay;
use crate::domain::profile::Profile;
use crate::domain::recording::Recording;
use crate::domain::review::Review;
use crate::domain::story::Story;

/// Which of the things that the person has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The profile, of which there is one.
    Profile,
    /// The attempt with this id.
    Attempt(Uuid),
    /// The moment with this id.
    Moment(Uuid),
    /// The story with this id.
    Story(String),
    /// The person's own bank with this id.
    Bank(String),
    /// What was changed about the bank with this id.
    Overlay(String),
    /// The import with this id.
    Import(Uuid),
    /// The mock interview with this id.
    Mock(Uuid),
    /// The drill of finding stories with this id.
    Find(Uuid),
    /// The recording of the attempt with this id.
    Recording(Uuid),
}

/// What one of them holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Target, settings, banks switched on and off.
    Profile(Box<Profile>),
    /// An answer.
    Attempt(Box<Attempt>),
    /// A memory in one line.
    Moment(Box<Moment>),
    /// An example in four sections.
    Story(Box<Story>),
    /// A bank of the person's own.
    Bank(Box<Bank>),
    /// What was changed about a bank.
    Overlay(Box<Overlay>),
    /// An import, under review or accepted.
    Import(Box<Review>),
    /// A mock interview, going on or over.
    Mock(Box<Mock>),
    /// A drill of finding stories.
    Find(Box<FindRecord>),
    /// What is known of a recording.
    Recording(Box<Recording>),
}

impl Entry {
    /// Which it is.
    pub fn key(&self) -> Key {
        match self {
            Self::Profile(_) => Key::Profile,
            Self::Attempt(attempt) => Key::Attempt(attempt.id),
            Self::Moment(moment) => Key::Moment(moment.id),
            Self::Story(story) => Key::Story(story.id.clone()),
            Self::Bank(bank) => Key::Bank(bank.id.clone()),
            Self::Overlay(overlay) => Key::Overlay(overlay.bank.clone()),
            Self::Import(import) => Key::Import(import.id),
            Self::Mock(mock) => Key::Mock(mock.id),
            Self::Find(find) => Key::Find(find.id),
            Self::Recording(recording) => Key::Recording(recording.attempt),
        }
    }
}

macro_rules! entries {
    ($($kind:ident($value:ty)),* $(,)?) => {
        $(impl From<$value> for Entry {
            fn from(value: $value) -> Self {
                Self::$kind(Box::new(value))
            }
        })*
    };
}

entries!(
    Profile(Profile),
    Attempt(Attempt),
    Moment(Moment),
    Story(Story),
    Bank(Bank),
    Overlay(Overlay),
    Import(Review),
    Mock(Mock),
    Find(FindRecord),
    Recording(Recording),
);
