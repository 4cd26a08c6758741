//! A change of what the person has, as a value: what is put in and what goes.

use super::entry::{Entry, Key};

/// What is put in, each in place of the one of its key if there is one, and what goes. A key is in it once.
///
/// The way back of a change is a change too ([`super::Applied::back`]), and so is what is to be stored
/// ([`super::Notebook::to_store`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    parts: Vec<(Key, Option<Entry>)>,
}

impl Change {
    /// This is put in.
    pub fn put(entry: impl Into<Entry>) -> Self {
        Self::default().and_put(entry)
    }

    /// The one of this key goes.
    pub fn remove(key: Key) -> Self {
        Self::default().and_remove(key)
    }

    /// Besides, this is put in.
    #[must_use]
    pub fn and_put(mut self, entry: impl Into<Entry>) -> Self {
        let entry = entry.into();
        self.set(entry.key(), Some(entry));
        self
    }

    /// Besides, the one of this key goes.
    #[must_use]
    pub fn and_remove(mut self, key: Key) -> Self {
        self.set(key, None);
        self
    }

    /// Besides, and in place of what this says of the same keys, all of `later`.
    #[must_use]
    pub fn and(mut self, later: Self) -> Self {
        for (key, entry) in later.parts {
            self.set(key, entry);
        }
        self
    }

    /// This, and of `other` what it says of other keys. Of two ways back, the one that leads further back goes first.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        other.and(self)
    }

    pub(super) fn set(&mut self, key: Key, entry: Option<Entry>) {
        match self.parts.iter_mut().find(|(known, _)| *known == key) {
            Some(part) => part.1 = entry,
            None => self.parts.push((key, entry)),
        }
    }

    /// Each key with what is put in, or `None` where it goes.
    pub fn parts(&self) -> &[(Key, Option<Entry>)] {
        &self.parts
    }

    /// The same, to be taken over.
    pub fn into_parts(self) -> Vec<(Key, Option<Entry>)> {
        self.parts
    }

    /// What is put in, to be amended; its key stays.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.parts.iter_mut().filter_map(|(_, entry)| entry.as_mut())
    }

    /// The keys it is about.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.parts.iter().map(|(key, _)| key)
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl FromIterator<(Key, Option<Entry>)> for Change {
    fn from_iter<I: IntoIterator<Item = (Key, Option<Entry>)>>(parts: I) -> Self {
        let mut change = Self::default();
        for (key, entry) in parts {
            change.set(key, entry);
        }
        change
    }
}
