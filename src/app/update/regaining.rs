//! A folder that was only read so far can be written: what it holds by now, joined with what was not saved here.

use std::collections::BTreeSet;

use super::super::model::Model;
use crate::domain::notebook::{Holdings, Key};
use crate::store::Contents;

/// Takes over what the folder holds by now, and keeps what this window could not save or is still being typed. What is on
/// stage goes on.
pub(super) fn adopt(model: &mut Model, contents: Contents) {
    model.data.access = contents.access;
    // What was told while it could not be written no longer holds.
    model.notices.retain(|notice| !notice.text.to_lowercase().starts_with("nothing can be saved"));
    for notice in contents.notices {
        if !model.notices.contains(&notice) {
            model.notices.push(notice);
        }
    }
    let open = model.history.open.as_ref().map(|open| open.id);
    let is_edited = open.is_some_and(|id| model.notebook.attempt(id) != model.history.open.as_deref());
    model.data.altered = contents.altered;
    model.data.unknown = contents.unknown;
    // An answer that is open in the history is ours as it is edited, not as the notebook has it.
    let typed = model.saving.typed.keys().filter(|key| !matches!(key, Key::Attempt(_)));
    let ours: BTreeSet<Key> = model.saving.failed.iter().chain(typed).cloned().collect();
    let has = joined(model.notebook.holdings(), contents.has, &ours);
    // An answer that another window left in its middle is offered, unless it is here and only not saved; where one is on
    // stage here, the store keeps it aside.
    if model.stage.is_none() && model.recovered.is_none() {
        model.recovered = contents.running.and_then(|value| model.checkpoint(&has, value));
    }
    model.notebook.replace(has, model.now.wall);
    // What another window wrote is not undone by this one's steps.
    model.timeline.forget();
    if !is_edited {
        model.history.open = open.and_then(|id| model.notebook.attempt(id)).cloned().map(Box::new);
    }
    model.history.list(&model.notebook.attempts, &model.notebook.recordings);
    model.look();
}

/// What the folder holds, with ours in place of its own; what we could not take away from it is not taken in again.
fn joined(here: &Holdings, mut folder: Holdings, ours: &BTreeSet<Key>) -> Holdings {
    for key in ours {
        folder.set(key, here.get(key));
    }
    folder
}
