//! Making changes: to the notebook, on the timeline, and on to the disk.

use super::super::effect::{Effect, StoreJob};
use super::super::model::Model;
use super::super::timeline::{Done, Span};
use super::writes;
use crate::domain::notebook::{Applied, Change, Key};

/// Makes a change, which can be taken back as one step, and has it written at once.
pub(super) fn make(model: &mut Model, change: &Change, done: Done) -> Vec<Effect> {
    step(model, change, done, Span::Alone)
}

/// As [`make`]; all that is done within the entry of this key is one step.
pub(super) fn make_within(model: &mut Model, change: &Change, done: Done, within: Key) -> Vec<Effect> {
    step(model, change, done, Span::Within(within))
}

fn step(model: &mut Model, change: &Change, done: Done, span: Span) -> Vec<Effect> {
    let applied = take_up(model, change);
    let effects = writes::write(model, &applied.keys);
    model.timeline.note(applied.back, done, span, model.now.mono);
    effects
}

/// Makes a change that is typed: what is typed without a pause is one step, and is written a second after it began.
pub(super) fn type_in(model: &mut Model, change: &Change, done: Done) {
    typed(model, change, done, Span::Typed);
}

/// As [`type_in`], within the entry of this key.
pub(super) fn type_in_within(model: &mut Model, change: &Change, done: Done, within: Key) {
    typed(model, change, done, Span::Within(within));
}

fn typed(model: &mut Model, change: &Change, done: Done, span: Span) {
    let applied = take_up(model, change);
    for key in &applied.keys {
        writes::touch(model, key.clone());
    }
    model.timeline.note(applied.back, done, span, model.now.mono);
}

/// Makes a change that is neither a step nor written: it is on the disk already, or is not to be there yet.
pub(super) fn take_up(model: &mut Model, change: &Change) -> Applied {
    let applied = model.notebook.apply(change, model.now.wall);
    follow(model, &applied);
    applied
}

/// As [`take_up`] for words while they are typed: what follows from them comes when the typing is settled.
pub(super) fn type_ahead(model: &mut Model, change: &Change, done: Done) {
    let applied = model.notebook.take_down(change, model.now.wall);
    for key in &applied.keys {
        writes::touch(model, key.clone());
    }
    model.timeline.note(applied.back, done, Span::Typed, model.now.mono);
}

/// What is listed on screen follows.
pub(super) fn follow(model: &mut Model, applied: &Applied) {
    if applied.keys.iter().any(|key| matches!(key, Key::Attempt(_))) {
        model.history.list(&model.notebook.attempts);
    }
    if applied.touched.catalog {
        model.look();
    }
    if let Some(view) = &mut model.importing.open
        && applied.keys.contains(&Key::Import(view.id))
        && let Some(review) = model.notebook.import(view.id)
    {
        view.lay_out(review);
    }
}

/// Has it stored as it is now, though nothing changed: what was written meanwhile is written over.
pub(super) fn write_again(model: &mut Model, key: &Key) -> Vec<Effect> {
    model.saving.typed.remove(key);
    vec![Effect::Store(StoreJob::Write(model.to_store([key])))]
}
