//! What is still to be written: documents being typed, and what the disk did not take.

use std::time::Duration;

use super::super::effect::{Effect, StoreJob};
use super::super::model::Model;
use crate::domain::notebook::{Change, Entry, Key};

/// How long after a change a document that is being typed is written, whether or not more is typed meanwhile: who types
/// without a pause loses no more than who stops to think.
pub(super) const WRITE_AFTER: Duration = Duration::from_secs(1);

impl Model {
    /// What the disk has to hold for these keys. An answer that is being edited in the history is written as it is edited;
    /// the notebook goes on with what it was until it is closed, so that the edit is one step.
    pub(super) fn to_store<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> Change {
        let as_edited = |(key, entry): (Key, Option<Entry>)| match (&key, entry) {
            (Key::Attempt(id), Some(entry)) => {
                let edited = self.is_unwritten(&key).then(|| self.as_shown(*id)).flatten().cloned();
                (key, Some(edited.map_or(entry, Entry::from)))
            }
            (_, entry) => (key, entry),
        };
        self.notebook.to_store(keys).into_parts().into_iter().map(as_edited).collect()
    }

    /// Whether something was typed, or stored in vain, that is not on the disk.
    fn is_unwritten(&self, key: &Key) -> bool {
        self.saving.typed.contains_key(key) || self.saving.failed.contains(key)
    }
}

/// Has these written as one change, now.
pub(super) fn write(model: &mut Model, keys: &[Key]) -> Vec<Effect> {
    if keys.is_empty() {
        return Vec::new();
    }
    let change = model.to_store(keys);
    for key in keys {
        model.saving.typed.remove(key);
    }
    vec![Effect::Store(StoreJob::Write(change))]
}

/// Notes that a document was edited; it is written a second after the first change that is not on disk.
pub(super) fn touch(model: &mut Model, key: Key) {
    let due = model.now.mono + WRITE_AFTER;
    model.saving.typed.entry(key).or_insert(due);
}

/// Notes that these were.
pub(super) fn touch_all(model: &mut Model, keys: Vec<Key>) {
    for key in keys {
        touch(model, key);
    }
}

/// Writes the documents whose time has come, or `all` of them, each by itself.
pub(super) fn write_due(model: &mut Model, all: bool) -> Vec<Effect> {
    let now = model.now.mono;
    let typed = model.saving.typed.iter();
    let due: Vec<Key> = typed.filter(|&(_, &at)| all || at <= now).map(|(key, _)| key.clone()).collect();
    due.iter().flat_map(|key| write(model, std::slice::from_ref(key))).collect()
}

/// Tries again what could not be stored, as it is by now.
pub(super) fn retry(model: &mut Model) -> Vec<Effect> {
    let regain = model.why_read_only().map(|_| StoreJob::Regain);
    let failed = model.saving.failed.iter().map(|key| StoreJob::Write(model.to_store([key])));
    regain.into_iter().chain(failed).map(Effect::Store).collect()
}
