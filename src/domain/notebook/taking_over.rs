//! Changes that follow from what others wrote: an import that is accepted, sorted or taken back, a friend's scores.

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::Notebook;
use super::change::Change;
use super::entry::Key;
use crate::domain::attempt::Attempt;
use crate::domain::mock::friend::{FriendRound, Joined, NotJoined};
use crate::domain::profile::{Profile, Target};
use crate::domain::review::Review;
use crate::domain::review::before::Present;
use crate::domain::second_scores::{self, Added, FriendFile, NotAdded};

/// What accepting an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepting {
    /// All of it, as one change; the import as accepted is among it.
    pub change: Change,
    /// How many items are taken over.
    pub taken: usize,
    /// Whether stages of the interview are set.
    pub sets_stages: bool,
    /// Whether the target is changed.
    pub sets_target: bool,
}

/// What taking an import back would do.
#[derive(Clone, Debug, PartialEq)]
pub struct TakingBack {
    /// All of it, as one change; the import, which waits again, is among it.
    pub change: Change,
    /// How many stories and moments stay because the person has changed them since.
    pub kept: usize,
}

/// What adding a friend's scores would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Befriending {
    /// The attempt with them, or nothing where the very same are there already.
    pub change: Change,
    /// The attempt with them.
    pub attempt: Attempt,
    /// What became of what was there.
    pub added: Added,
}

impl Notebook {
    /// What is here, for a review to be compared with.
    pub fn present(&self) -> Present<'_> {
        Present {
            imports: &self.imports,
            stories: &self.stories,
            moments: &self.moments,
            target: &self.profile.target,
        }
    }

    /// Takes over what is chosen of an import, which need not be among the imports yet.
    pub fn accepting(&self, import: &Review, at: DateTime<FixedOffset>) -> Accepting {
        let mut review = import.clone();
        let before = review.stored();
        let bank = self.own_bank(&review.bank_id());
        let accepted = review.accept(self.catalog(), &self.profile.target, bank, at);
        let mut change = Change::default();
        if let Some(bank) = accepted.bank {
            change = change.and_put(bank);
        }
        for (bank, joined) in accepted.joined {
            let mut overlay = self.overlay_in(&change, &bank);
            // Given again it changes nothing.
            overlay.joined.retain(|known| known.from != joined.from);
            overlay.joined.push(joined);
            change = change.and_put(overlay);
        }
        for story in accepted.stories {
            change = change.and_put(story);
        }
        for moment in accepted.moments {
            change = change.and_put(moment);
        }
        let sets_target = accepted.target.is_some();
        if let Some(target) = accepted.target {
            change = change.and_put(self.with_target(target));
        }
        let (taken, sets_stages) = (review.stored() - before, !review.was.is_empty());
        Accepting { change: change.and_put(review), taken, sets_stages, sets_target }
    }

    /// Undoes an import: it waits again. What the person has changed since stays.
    pub fn taking_back(&self, import: Uuid) -> Option<TakingBack> {
        let mut review = self.import(import)?.clone();
        let target = &self.profile.target;
        let back = review.take_back(self.catalog(), target, &self.stories, &self.moments);
        let mut change = Change::put(review);
        if let Some(bank) = back.bank {
            change = change.and_remove(Key::Bank(bank));
        }
        for story in back.stories {
            change = change.and_remove(Key::Story(story));
        }
        for moment in back.moments {
            change = change.and_remove(Key::Moment(moment));
        }
        for overlay in &self.overlays {
            let mut parted = overlay.clone();
            parted.joined.retain(|known| !back.joined.contains(&known.from));
            if parted != *overlay {
                change = change.and_put(parted);
            }
        }
        if let Some(target) = back.target {
            change = change.and_put(self.with_target(target));
        }
        Some(TakingBack { change, kept: back.kept })
    }

    /// Gives a question that was taken over from an import other principles.
    pub fn sorting(&self, import: Uuid, item: u32, principles: Vec<String>) -> Option<Change> {
        let mut review = self.import(import)?.clone();
        let bank = self.own_bank(&review.bank_id());
        let bank = review.sort(item, principles, self.catalog(), bank)?;
        Some(Change::put(bank).and_put(review))
    }

    /// Adds a friend's scores beside the person's own.
    ///
    /// # Errors
    /// [`NotAdded`], if the answer they are for is not here, or is to another question.
    pub fn befriending(&self, file: &FriendFile) -> Result<Befriending, NotAdded> {
        let mut attempt = second_scores::attempt_of(file, self.attempts.iter())?.clone();
        let added = second_scores::add(&mut attempt.friend_scores, file.given.clone());
        let change = if added == Added::Same { Change::default() } else { Change::put(attempt.clone()) };
        Ok(Befriending { change, attempt, added })
    }

    /// What a friend heard who led a mock interview, added to it.
    ///
    /// # Errors
    /// [`NotJoined`], if the mock interview is not here, or asks something else.
    pub fn joining(&self, file: &FriendRound) -> Result<Joined, NotJoined> {
        let mock = self.mock(file.mock).ok_or(NotJoined::UnknownMock)?;
        file.join(mock, |id| self.attempt(id))
    }

    /// Takes an attempt out of everything that names it.
    pub fn forgetting(&self, attempt: Uuid) -> Change {
        let mut change = Change::remove(Key::Attempt(attempt)).and_remove(Key::Recording(attempt));
        for mock in &self.mocks {
            let mut without = mock.clone();
            if without.forget(attempt) {
                change = change.and_put(without);
            }
        }
        change
    }

    /// The profile with another target.
    pub fn with_target(&self, target: Target) -> Profile {
        Profile { target, ..self.profile.clone() }
    }

    /// The overlay of a bank as `change` would have it.
    fn overlay_in(&self, change: &Change, bank: &str) -> crate::domain::overlay::Overlay {
        let key = Key::Overlay(bank.to_owned());
        let changed = change.parts().iter().find(|(known, _)| *known == key);
        match changed {
            Some((_, Some(super::Entry::Overlay(overlay)))) => (**overlay).clone(),
            _ => self.overlay_or_new(bank),
        }
    }
}
