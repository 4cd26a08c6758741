//! Writing changes: each entry where it belongs, several as one.

use super::error::StoreError;
use super::opening::{Stamp, Store};
use crate::domain::notebook::{Change, Entry, Key};

impl Store {
    /// Writes a change of what the person has; it is on the disk when this returns. One of several entries is one change
    /// there too: after whatever interruption all of it is stored, or none ([`Store::together`]).
    ///
    /// # Errors
    /// If it could not be written; then nothing of it is there, but for [`StoreError::Unsettled`].
    pub fn write(&mut self, change: &Change, at: Stamp) -> Result<(), StoreError> {
        match change.parts() {
            [(key, entry)] => self.write_part(key, entry.as_ref(), at),
            several => self.together(at, |store| {
                several.iter().try_for_each(|(key, entry)| store.write_part(key, entry.as_ref(), at))
            }),
        }
    }

    fn write_part(&mut self, key: &Key, entry: Option<&Entry>, at: Stamp) -> Result<(), StoreError> {
        match (entry, key) {
            (Some(Entry::Profile(profile)), _) => self.write_profile(profile),
            (Some(Entry::Attempt(attempt)), _) => self.put_attempt(attempt, at),
            (Some(Entry::Moment(moment)), _) => self.put_moment(moment, at),
            (Some(Entry::Story(story)), _) => self.write_story(story),
            (Some(Entry::Bank(bank)), _) => self.write_bank(bank),
            (Some(Entry::Overlay(overlay)), _) => self.write_overlay(overlay),
            (Some(Entry::Import(import)), _) => self.write_import(import),
            (Some(Entry::Mock(mock)), _) => self.write_mock(mock),
            (None, Key::Profile) => self.write_profile(&crate::domain::profile::Profile::default()),
            (None, Key::Attempt(id)) => self.delete_attempt(*id, at),
            (None, Key::Moment(id)) => self.delete_moment(*id, at),
            (None, Key::Story(id)) => self.remove_story(id),
            (None, Key::Bank(id)) => self.remove_bank(id),
            (None, Key::Overlay(bank)) => self.remove_overlay(bank),
            (None, Key::Import(id)) => self.remove_import(*id),
            (None, Key::Mock(id)) => self.remove_mock(*id),
        }
    }
}
