//! What the person has: profile, attempts, moments, stories, own banks, edits, imports, mock interviews.

use std::sync::Arc;

use uuid::Uuid;

use super::entry::{Entry, Key};
use crate::domain::attempt::{Attempt, Moment};
use crate::domain::bank::Bank;
use crate::domain::find::FindRecord;
use crate::domain::mock::record::Mock;
use crate::domain::overlay::Overlay;
use crate::domain::profile::Profile;
use crate::domain::recording::{self, Recording};
use crate::domain::review::Review;
use crate::domain::story::Story;

/// Everything the person has. Each list keeps its order whatever comes and goes, so that what is seen now is what is
/// seen after the next start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holdings {
    /// What the person set; defaults if there is none.
    pub profile: Profile,
    /// The attempts, by time started, then id. Shared, so that an export takes them along at no cost.
    pub attempts: Arc<Vec<Attempt>>,
    /// The moments, by time noted, then id.
    pub moments: Vec<Moment>,
    /// The stories, by id.
    pub stories: Vec<Story>,
    /// The person's own banks, by id.
    pub banks: Vec<Bank>,
    /// What the person changed about banks of either kind, by the bank's id.
    pub overlays: Vec<Overlay>,
    /// The imports, under review and accepted, by the time they were made, then id.
    pub imports: Vec<Review>,
    /// The mock interviews, going on and over, by the time they were made, then id.
    pub mocks: Vec<Mock>,
    /// The drills of finding stories, by the time they were made, then id.
    pub finds: Vec<FindRecord>,
    /// The recordings, by the time they were made, then attempt.
    pub recordings: Vec<Recording>,
}

impl Holdings {
    /// Puts every list into its order.
    pub fn sort(&mut self) {
        Arc::make_mut(&mut self.attempts).sort_by_key(|a| (a.started, a.id));
        self.moments.sort_by_key(|m| (m.noted, m.id));
        self.stories.sort_by(|a, b| a.id.cmp(&b.id));
        self.banks.sort_by(|a, b| a.id.cmp(&b.id));
        self.overlays.sort_by(|a, b| a.bank.cmp(&b.bank));
        self.imports.sort_by_key(|import| (import.made, import.id));
        self.mocks.sort_by_key(|mock| (mock.made, mock.id));
        self.finds.sort_by_key(|find| (find.made, find.id));
        self.recordings.sort_by_key(|recording| (recording.made, recording.attempt));
    }

    /// The attempt with this id.
    pub fn attempt(&self, id: Uuid) -> Option<&Attempt> {
        self.attempts.iter().rfind(|a| a.id == id)
    }

    /// The moment with this id.
    pub fn moment(&self, id: Uuid) -> Option<&Moment> {
        self.moments.iter().find(|m| m.id == id)
    }

    /// The story with this id.
    pub fn story(&self, id: &str) -> Option<&Story> {
        self.stories.iter().find(|s| s.id == id)
    }

    /// The person's own bank with this id, as its file has it.
    pub fn own_bank(&self, id: &str) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.id == id)
    }

    /// What the person changed about the bank with this id.
    pub fn overlay(&self, bank: &str) -> Option<&Overlay> {
        self.overlays.iter().find(|overlay| overlay.bank == bank)
    }

    /// A bank of the person's own without what says nothing.
    pub fn tidied(&self, bank: &Bank) -> Bank {
        bank.tidied(self.overlay(&bank.id).map_or(&[], |overlay| &overlay.added))
    }

    /// The same, to be changed: one that changes nothing where there is none.
    pub fn overlay_or_new(&self, bank: &str) -> Overlay {
        self.overlay(bank).cloned().unwrap_or_else(|| Overlay::new(bank))
    }

    /// The import with this id.
    pub fn import(&self, id: Uuid) -> Option<&Review> {
        self.imports.iter().find(|import| import.id == id)
    }

    /// The mock interview with this id.
    pub fn mock(&self, id: Uuid) -> Option<&Mock> {
        self.mocks.iter().find(|mock| mock.id == id)
    }

    /// The drill of finding stories with this id.
    pub fn find(&self, id: Uuid) -> Option<&FindRecord> {
        self.finds.iter().find(|find| find.id == id)
    }

    /// The recording of the attempt with this id.
    pub fn recording(&self, attempt: Uuid) -> Option<&Recording> {
        recording::of(&self.recordings, attempt)
    }

    /// The keys of everything there is.
    pub fn keys(&self) -> Vec<Key> {
        let attempts = self.attempts.iter().map(|a| Key::Attempt(a.id));
        let moments = self.moments.iter().map(|m| Key::Moment(m.id));
        let stories = self.stories.iter().map(|s| Key::Story(s.id.clone()));
        let banks = self.banks.iter().map(|b| Key::Bank(b.id.clone()));
        let overlays = self.overlays.iter().map(|o| Key::Overlay(o.bank.clone()));
        let imports = self.imports.iter().map(|i| Key::Import(i.id));
        let mocks = self.mocks.iter().map(|m| Key::Mock(m.id));
        let listed = attempts.chain(moments).chain(stories).chain(banks).chain(overlays).chain(imports);
        let finds = self.finds.iter().map(|f| Key::Find(f.id));
        let recordings = self.recordings.iter().map(|r| Key::Recording(r.attempt));
        std::iter::once(Key::Profile).chain(listed).chain(mocks).chain(finds).chain(recordings).collect()
    }

    /// What goes by this key.
    pub fn get(&self, key: &Key) -> Option<Entry> {
        match key {
            Key::Profile => Some(self.profile.clone().into()),
            Key::Attempt(id) => self.attempt(*id).cloned().map(Entry::from),
            Key::Moment(id) => self.moment(*id).cloned().map(Entry::from),
            Key::Story(id) => self.story(id).cloned().map(Entry::from),
            Key::Bank(id) => self.own_bank(id).cloned().map(Entry::from),
            Key::Overlay(bank) => self.overlay(bank).cloned().map(Entry::from),
            Key::Import(id) => self.import(*id).cloned().map(Entry::from),
            Key::Mock(id) => self.mock(*id).cloned().map(Entry::from),
            Key::Find(id) => self.find(*id).cloned().map(Entry::from),
            Key::Recording(id) => self.recording(*id).cloned().map(Entry::from),
        }
    }

    /// Puts this under its key, or takes what is there away; returns what was there.
    pub fn set(&mut self, key: &Key, entry: Option<Entry>) -> Option<Entry> {
        match entry {
            Some(entry) => self.put(entry),
            None => self.take(key),
        }
    }

    /// Puts one in, in place of the one of its key if there is one; returns that.
    fn put(&mut self, entry: Entry) -> Option<Entry> {
        match entry {
            Entry::Profile(new) => Some(std::mem::replace(&mut self.profile, *new).into()),
            Entry::Attempt(new) => {
                let id = new.id;
                place(Arc::make_mut(&mut self.attempts), *new, |a| a.id == id, |a| (a.started, a.id))
                    .map(Entry::from)
            }
            Entry::Moment(new) => {
                let id = new.id;
                place(&mut self.moments, *new, |m| m.id == id, |m| (m.noted, m.id)).map(Entry::from)
            }
            Entry::Story(new) => {
                let id = new.id.clone();
                place(&mut self.stories, *new, |s| s.id == id, |s| s.id.clone()).map(Entry::from)
            }
            Entry::Bank(new) => {
                let id = new.id.clone();
                place(&mut self.banks, *new, |b| b.id == id, |b| b.id.clone()).map(Entry::from)
            }
            Entry::Overlay(new) => {
                let bank = new.bank.clone();
                place(&mut self.overlays, *new, |o| o.bank == bank, |o| o.bank.clone()).map(Entry::from)
            }
            Entry::Import(new) => {
                let id = new.id;
                place(&mut self.imports, *new, |i| i.id == id, |i| (i.made, i.id)).map(Entry::from)
            }
            Entry::Mock(new) => {
                let id = new.id;
                place(&mut self.mocks, *new, |m| m.id == id, |m| (m.made, m.id)).map(Entry::from)
            }
            Entry::Find(new) => {
                let id = new.id;
                place(&mut self.finds, *new, |f| f.id == id, |f| (f.made, f.id)).map(Entry::from)
            }
            Entry::Recording(new) => {
                let id = new.attempt;
                place(&mut self.recordings, *new, |r| r.attempt == id, |r| (r.made, r.attempt))
                    .map(Entry::from)
            }
        }
    }

    /// Takes the one of this key out and returns it. The profile goes back to what it is at first.
    fn take(&mut self, key: &Key) -> Option<Entry> {
        match key {
            Key::Profile => Some(std::mem::take(&mut self.profile).into()),
            Key::Attempt(id) => take(Arc::make_mut(&mut self.attempts), |a| a.id == *id).map(Entry::from),
            Key::Moment(id) => take(&mut self.moments, |m| m.id == *id).map(Entry::from),
            Key::Story(id) => take(&mut self.stories, |s| s.id == *id).map(Entry::from),
            Key::Bank(id) => take(&mut self.banks, |b| b.id == *id).map(Entry::from),
            Key::Overlay(bank) => take(&mut self.overlays, |o| o.bank == *bank).map(Entry::from),
            Key::Import(id) => take(&mut self.imports, |i| i.id == *id).map(Entry::from),
            Key::Mock(id) => take(&mut self.mocks, |m| m.id == *id).map(Entry::from),
            Key::Find(id) => take(&mut self.finds, |f| f.id == *id).map(Entry::from),
            Key::Recording(id) => take(&mut self.recordings, |r| r.attempt == *id).map(Entry::from),
        }
    }
}

/// The last that is it: what is changed is most often among the newest.
fn take<T>(all: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> Option<T> {
    all.iter().rposition(is_it).map(|at| all.remove(at))
}

fn place<T, O: Ord>(
    all: &mut Vec<T>,
    new: T,
    is_it: impl Fn(&T) -> bool,
    order: impl Fn(&T) -> O,
) -> Option<T> {
    let old = take(all, is_it);
    let at = all.partition_point(|known| order(known) < order(&new));
    all.insert(at, new);
    old
}
