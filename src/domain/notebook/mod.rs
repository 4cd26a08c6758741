//! What the person has as one value: it changes by changes alone, and everything that follows from it follows here.
//!
//! ```text
//! Holdings    what the person has; read through the notebook, changed by it alone
//! Change      what is put in and what goes: done, undone and stored as the same value
//! Derived     catalogue, history of asking, readiness, coverage, plan: worked out from the holdings after a change
//! ```

mod change;
mod derived;
mod entry;
mod holdings;
mod lookup;
mod taking_over;

use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::attempt::Attempt;
use super::bank::Bank;
use super::catalog::Catalog;
use super::coverage::Coverage;
use super::draw::{Drawn, History};
use super::plan::Plan;
use super::readiness_table::ReadinessTable;
use super::story::telling::Tellings;

pub use change::Change;
use derived::Derived;
pub use derived::{Standing, Touched};
pub use entry::{Entry, Key};
pub use holdings::Holdings;
pub use taking_over::{Accepting, Befriending, TakingBack};

/// A question that was asked since the notebook was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The attempt at it, which may be stored later, or never.
    pub attempt: Uuid,
    /// The question's key.
    pub question: String,
    /// The principle's name when it was asked.
    pub principle: String,
    /// When.
    pub at: DateTime<FixedOffset>,
}

impl Asked {
    /// The question of an attempt with this id.
    pub fn of(attempt: Uuid, drawn: &Drawn, at: DateTime<FixedOffset>) -> Self {
        Self { attempt, question: drawn.id.clone(), principle: drawn.principle.clone(), at }
    }
}

/// What a change came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    /// What is to be written: what changed, and nothing that is as it was.
    pub keys: Vec<Key>,
    /// What takes it back.
    pub back: Change,
    /// What was, or is to be, worked out again.
    pub touched: Touched,
}

/// What the person has, and what follows from it. It reads as [`Holdings`]; only [`Self::apply`] changes it.
#[derive(Debug)]
pub struct Notebook {
    has: Holdings,
    /// The banks that came with the program.
    built_in: Vec<Arc<Bank>>,
    /// What was asked since it was opened, in that order, skipped questions too.
    shown: Vec<Asked>,
    derived: Derived,
    /// What is behind what was typed.
    behind: Touched,
}

impl Deref for Notebook {
    type Target = Holdings;

    fn deref(&self) -> &Holdings {
        &self.has
    }
}

impl Notebook {
    /// A notebook of what a person has. `shown` was asked already and is not among the attempts yet.
    pub fn new<B: Into<Arc<Bank>>>(
        mut has: Holdings,
        built_in: Vec<B>,
        shown: Vec<Asked>,
        now: DateTime<FixedOffset>,
    ) -> Self {
        has.sort();
        let built_in = built_in.into_iter().map(Into::into).collect();
        let mut notebook =
            Self { has, built_in, shown, derived: Derived::default(), behind: Touched::default() };
        notebook.renew(Touched::ALL, now);
        notebook
    }

    /// Makes the change, and works out what follows from it.
    pub fn apply(&mut self, change: &Change, now: DateTime<FixedOffset>) -> Applied {
        let applied = self.take_down(change, now);
        self.catch_up(now);
        applied
    }

    /// Makes the change and leaves what follows from it behind, for words while they are typed: [`Self::catch_up`] is
    /// called before anything else looks.
    pub fn take_down(&mut self, change: &Change, now: DateTime<FixedOffset>) -> Applied {
        let mut applied = Applied::default();
        for (key, new) in change.parts() {
            self.set(key, new.as_ref(), now, &mut applied);
        }
        self.behind = self.behind.and(applied.touched);
        applied
    }

    /// Whether what follows is behind what was typed.
    pub fn is_behind(&self) -> bool {
        self.behind != Touched::default()
    }

    /// Works out what is behind.
    pub fn catch_up(&mut self, now: DateTime<FixedOffset>) {
        let behind = std::mem::take(&mut self.behind);
        self.renew(behind, now);
    }

    /// Works out again what the time alone changes: evidence fades, and days begin.
    pub fn grow_older(&mut self, now: DateTime<FixedOffset>) {
        self.renew(Touched::READINESS, now);
    }

    /// Has this in place of what it had, as when the folder was read again. What was asked since stays asked.
    pub fn replace(&mut self, mut has: Holdings, now: DateTime<FixedOffset>) {
        has.sort();
        self.has = has;
        self.renew(Touched::ALL, now);
    }

    /// Notes that a question was asked.
    pub fn note_asked(&mut self, asked: Asked) {
        let name = self.derived.catalog.canonical(&asked.principle);
        self.derived.asked.note(&asked.question, &name, asked.at);
        self.shown.push(asked);
    }

    fn set(&mut self, key: &Key, new: Option<&Entry>, now: DateTime<FixedOffset>, applied: &mut Applied) {
        let old = self.has.set(key, new.cloned());
        if old.as_ref() == new {
            return;
        }
        applied.touched = applied.touched.and(Touched::by(old.as_ref(), new, now));
        match (&old, new) {
            (None, Some(Entry::Attempt(attempt))) => applied.touched.asked |= !self.is_asked_now(attempt),
            (Some(Entry::Attempt(attempt)), None) => self.shown.retain(|asked| asked.attempt != attempt.id),
            _ => {}
        }
        applied.keys.push(key.clone());
        applied.back.set(key.clone(), old);
    }

    /// Whether a new attempt is among what was asked, or is by now because it is the newest; else its place in the
    /// history of asking is to be found.
    fn is_asked_now(&mut self, attempt: &Attempt) -> bool {
        if attempt.redo_of.is_some()
            || attempt.mode.is_retold()
            || self.shown.iter().any(|asked| asked.attempt == attempt.id)
        {
            return true;
        }
        let is_newest = self.has.attempts.last().is_some_and(|last| last.id == attempt.id)
            && self.shown.last().is_none_or(|last| last.at <= attempt.started);
        if is_newest {
            self.note_asked(Asked {
                attempt: attempt.id,
                question: attempt.question.key().to_owned(),
                principle: attempt.principle.clone(),
                at: attempt.started,
            });
        }
        is_newest
    }

    fn renew(&mut self, touched: Touched, now: DateTime<FixedOffset>) {
        self.derived.renew(touched, &self.has, &self.built_in, &self.shown, now);
    }

    // -- What is to be stored ------------------------------------------------------------------

    /// What the disk has to hold for these keys.
    pub fn to_store<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> Change {
        keys.into_iter().map(|key| (key.clone(), self.as_stored(key))).collect()
    }

    /// What the disk has to hold for this key; nothing for what says nothing.
    fn as_stored(&self, key: &Key) -> Option<Entry> {
        match self.has.get(key)? {
            // A moment without words is none yet.
            Entry::Moment(moment) if moment.text.trim().is_empty() => None,
            Entry::Overlay(overlay) => {
                Some(overlay.tidied()).filter(|overlay| !overlay.is_empty()).map(Entry::from)
            }
            Entry::Bank(bank) => {
                Some(self.has.tidied(&bank)).filter(|bank| !bank.says_nothing()).map(Entry::from)
            }
            entry => Some(entry),
        }
    }

    // -- What follows --------------------------------------------------------------------------

    /// What the person has, as a value of its own.
    pub fn holdings(&self) -> &Holdings {
        &self.has
    }

    /// The banks that came with the program, as they came.
    pub fn built_in(&self) -> &[Arc<Bank>] {
        &self.built_in
    }

    /// All banks as the person wants them, and what is looked up in them.
    pub fn catalog(&self) -> &Catalog {
        &self.derived.catalog
    }

    /// What has been asked, for the draw.
    pub fn asked(&self) -> &History {
        &self.derived.asked
    }

    /// What was asked since the notebook was opened, in that order, skipped questions too.
    pub fn shown(&self) -> &[Asked] {
        &self.shown
    }

    /// Readiness and coverage by principle.
    pub fn readiness_table(&self) -> &ReadinessTable {
        &self.derived.readiness_table
    }

    /// The days up to the interview.
    pub fn plan(&self) -> &Plan {
        &self.derived.plan
    }

    /// How often, when and how well each story was told.
    pub fn tellings(&self) -> &Tellings {
        &self.derived.tellings
    }

    /// Which principles have stories to tell.
    pub fn coverage(&self) -> &Coverage {
        &self.derived.coverage
    }

    /// How often readiness was worked out: what is made from it is as it was while this is.
    pub fn readiness_count(&self) -> u64 {
        self.derived.count
    }
}
