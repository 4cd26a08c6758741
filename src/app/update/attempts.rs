//! The attempts so far: filtering, opening, editing, deleting, and putting one into the record.

use uuid::Uuid;

use super::super::command::HistoryCommand;
use super::super::effect::{Effect, StoreJob};
use super::super::model::Model;
use super::super::timeline::Done;
use super::{changes, notices, writes};
use crate::domain::attempt::Attempt;
use crate::domain::notebook::{Change, Key};

pub(super) fn apply(model: &mut Model, command: HistoryCommand) -> Vec<Effect> {
    match command {
        HistoryCommand::Filter(filter) => {
            model.history.filter = filter;
            model.history.list(&model.notebook.attempts, &model.notebook.recordings);
            Vec::new()
        }
        HistoryCommand::ShowKind(kind) => {
            model.history.kind = kind;
            model.history.list(&model.notebook.attempts, &model.notebook.recordings);
            Vec::new()
        }
        HistoryCommand::Open(id) => {
            // Asked for again, the open attempt is shown as it was; any other way out keeps the edits.
            let again = id.is_some() && model.history.open.as_ref().map(|open| open.id) == id;
            let effects = if again { put_as_it_was(model) } else { close(model) };
            model.history.open = id.and_then(|id| model.notebook.attempt(id)).cloned().map(Box::new);
            effects
        }
        HistoryCommand::Edit(attempt) => {
            let id = attempt.id;
            model.history.open = Some(attempt);
            writes::touch(model, Key::Attempt(id));
            Vec::new()
        }
        HistoryCommand::Save => close(model),
        HistoryCommand::Delete(id) => delete(model, id),
    }
}

/// Stores an answer as it was given.
pub(super) fn put(model: &mut Model, attempt: Attempt) -> Vec<Effect> {
    changes::make(model, &Change::put(attempt), Done::AnswerStored)
}

/// The open attempt as it was before it was edited: what was written of the edit meanwhile is written over.
fn put_as_it_was(model: &mut Model) -> Vec<Effect> {
    let Some(open) = model.history.open.take() else { return Vec::new() };
    let key = Key::Attempt(open.id);
    let typed = model.saving.typed.remove(&key).is_some();
    let edited = model.notebook.attempt(open.id).is_some_and(|known| *known != *open);
    // Typed and taken back by hand, something else may have been written meanwhile.
    if typed || edited { changes::write_again(model, &key) } else { Vec::new() }
}

/// Closes the open attempt; what was changed is stored.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    let Some(open) = model.history.open.take() else { return Vec::new() };
    let key = Key::Attempt(open.id);
    let typed = model.saving.typed.remove(&key).is_some();
    match model.notebook.attempt(open.id) {
        Some(known) if *known != *open => changes::make(model, &Change::put(*open), Done::AnswerChanged),
        // Typed and taken back by hand: something else may have been written meanwhile.
        Some(_) if typed => changes::write_again(model, &key),
        Some(_) | None => Vec::new(),
    }
}

/// Takes an attempt that was erased for good out of everything.
pub(super) fn erased(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let change = model.notebook.forgetting(id);
    changes::take_up(model, &change);
    model.timeline.forget();
    for key in [Key::Attempt(id), Key::Recording(id)] {
        model.saving.failed.remove(&key);
        model.saving.typed.remove(&key);
    }
    model.recording.sounds.remove(&id);
    model.history.open.take_if(|open| open.id == id);
    model.recovered.take_if(|checkpoint| checkpoint.brief.id == id);
    notices::tell(model, "History", "The answer was erased for good.");
    vec![Effect::Store(StoreJob::ListBackups)]
}

fn delete(model: &mut Model, id: Uuid) -> Vec<Effect> {
    // What was being edited goes with it, and comes back with it.
    if model.history.open.as_ref().is_some_and(|open| open.id == id) {
        let open = model.history.open.take();
        if let Some(open) = open.filter(|_| model.notebook.attempt(id).is_some()) {
            changes::take_up(model, &Change::put(*open));
        }
    }
    let mut change = Change::remove(Key::Attempt(id));
    if model.notebook.recording(id).is_some() {
        change = change.and_remove(Key::Recording(id));
    }
    changes::make(model, &change, Done::AnswerDeleted)
}
