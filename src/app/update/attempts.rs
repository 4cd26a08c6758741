//! The attempts so far: filtering, opening, editing, deleting, and putting one into the record.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::attempt::Attempt;

use super::super::command::HistoryCommand;
use super::super::derived::Asked;
use super::super::effect::{Effect, StoreJob};
use super::super::model::{Dirty, Model, Undo};
use super::super::saving::Unsaved;
use super::{notices, writes};

pub(super) fn apply(model: &mut Model, command: HistoryCommand) -> Vec<Effect> {
    match command {
        HistoryCommand::Filter(filter) => {
            model.history.filter = filter;
            model.filter_history();
            Vec::new()
        }
        HistoryCommand::ShowKind(kind) => {
            model.history.kind = kind;
            model.filter_history();
            Vec::new()
        }
        HistoryCommand::Open(id) => {
            // Asked for again, the open attempt is shown as it was; any other way out keeps the edits.
            let again = id.is_some() && model.history.open.as_ref().map(|open| open.id) == id;
            let effects = if again { put_as_it_was(model) } else { close(model) };
            model.history.open = id.and_then(|id| model.attempt(id)).cloned().map(Box::new);
            effects
        }
        HistoryCommand::Edit(attempt) => {
            model.history.open = Some(attempt);
            writes::touch(model, Dirty::OpenAnswer);
            Vec::new()
        }
        HistoryCommand::Save => close(model),
        HistoryCommand::Delete(id) => delete(model, id),
    }
}

/// Puts an attempt, new or edited, into the model and has it stored.
pub(super) fn put(model: &mut Model, attempt: Attempt) -> Vec<Effect> {
    let asked = model.asked_now.iter().any(|asked| asked.attempt == attempt.id);
    if !asked && model.attempt(attempt.id).is_none() && attempt.redo_of.is_none() {
        model.note_asked(Asked {
            attempt: attempt.id,
            question: attempt.question.key().to_owned(),
            principle: attempt.principle.clone(),
            at: attempt.started,
        });
    }
    Arc::make_mut(&mut model.attempts).retain(|a| a.id != attempt.id);
    let at = model.attempts.partition_point(|a| (a.started, a.id) < (attempt.started, attempt.id));
    Arc::make_mut(&mut model.attempts).insert(at, attempt.clone());
    attempts_changed(model);
    vec![Effect::Store(StoreJob::PutAttempt(Box::new(attempt)))]
}

/// The open attempt as it was before it was edited: what was written of the edit meanwhile is written over.
fn put_as_it_was(model: &mut Model) -> Vec<Effect> {
    let typed = model.dirty.remove(&Dirty::OpenAnswer).is_some();
    let edited = model.history.open.as_deref();
    // Typed and taken back by hand, something else may have been written meanwhile.
    let before = edited.and_then(|open| model.attempt(open.id).filter(|known| typed || *known != open));
    before.cloned().map(|known| Effect::Store(StoreJob::PutAttempt(Box::new(known)))).into_iter().collect()
}

/// Closes the open attempt; what was changed is stored.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    let typed = model.dirty.remove(&Dirty::OpenAnswer).is_some();
    let Some(open) = model.history.open.take() else { return Vec::new() };
    match model.attempt(open.id).filter(|known| **known != *open).cloned() {
        Some(before) => {
            model.undo = Some(Undo::Edited(Box::new(before)));
            put(model, *open)
        }
        // Typed and taken back by hand: something else may have been written meanwhile.
        None if typed => vec![Effect::Store(StoreJob::PutAttempt(open))],
        None => Vec::new(),
    }
}

/// Takes an attempt that was erased for good out of the model.
pub(super) fn erased(model: &mut Model, id: Uuid) -> Vec<Effect> {
    Arc::make_mut(&mut model.attempts).retain(|a| a.id != id);
    model.saving.failed.remove(&Unsaved::Attempt(id));
    model.recovered.take_if(|checkpoint| checkpoint.brief.id == id);
    model.forget_asked(id);
    attempts_changed(model);
    notices::tell(model, "History", "The answer was erased for good.");
    vec![Effect::Store(StoreJob::ListBackups)]
}

fn delete(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(at) = model.attempts.iter().position(|a| a.id == id) else { return Vec::new() };
    model.dirty.remove(&Dirty::OpenAnswer);
    let known = Arc::make_mut(&mut model.attempts).remove(at);
    // Undoing brings it back as it was seen.
    let open = model.history.open.take().filter(|open| open.id == id);
    let attempt = open.map_or(known, |open| *open);
    model.undo = Some(Undo::Attempt(Box::new(attempt)));
    model.forget_asked(id);
    attempts_changed(model);
    vec![Effect::Store(StoreJob::DeleteAttempt(id))]
}

fn attempts_changed(model: &mut Model) {
    model.readiness_changed();
    model.filter_history();
}

/// Puts an attempt that was deleted back.
pub(super) fn put_back(model: &mut Model, attempt: Attempt) -> Vec<Effect> {
    let id = attempt.id;
    let effects = put(model, attempt);
    model.forget_asked(id);
    effects
}
