//! Making changes: to the notebook, on the timeline, and on to the disk.

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::timeline::{Done, Span};
use super::writes;
use crate::domain::notebook::{Applied, Change, Entry, Key};

/// Makes a change, which can be taken back as one step, and has it written at once.
pub(super) fn make(model: &mut Model, change: &Change, done: Done) -> Vec<Effect> {
    let applied = take_up(model, change);
    let effects = writes::write(model, &applied.keys);
    note(model, applied.back, done, Span::Alone);
    effects
}

/// Makes a change that belongs to a longer one, of this entry: together they are one step.
pub(super) fn make_within(model: &mut Model, change: &Change, done: Done, of: Key) -> Vec<Effect> {
    let applied = take_up(model, change);
    let effects = writes::write(model, &applied.keys);
    note(model, applied.back, done, Span::Within(of));
    effects
}

/// Notes the step. All that is done while a mock interview is on stage is one, whatever else it is about.
fn note(model: &mut Model, back: Change, done: Done, span: Span) {
    let (done, span) = match model.interview() {
        Some(interview) => (Done::MockRun, Span::Within(Key::Mock(interview.run.mock().id))),
        None => (done, span),
    };
    model.timeline.note(back, done, span, model.now.mono);
}

/// Makes a change that is typed: what is typed without a pause is one step, and is written a second after it began.
pub(super) fn type_in(model: &mut Model, change: &Change, done: Done) {
    let applied = take_up(model, change);
    writes::touch_all(model, applied.keys);
    note(model, applied.back, done, Span::Typed);
}

/// Makes a change that is written like one that is typed and is no step: `amend` makes it in what the steps would bring back.
pub(super) fn adjust(model: &mut Model, change: &Change, amend: impl Fn(&mut Entry)) {
    let applied = take_up(model, change);
    writes::touch_all(model, applied.keys);
    model.timeline.amend(amend);
}

/// Makes a change that is neither a step nor written: it is on the disk already, or is not to be there yet.
pub(super) fn take_up(model: &mut Model, change: &Change) -> Applied {
    let was_behind = model.notebook.is_behind();
    let applied = model.notebook.apply(change, model.now.wall);
    follow(model, &applied);
    if was_behind {
        model.look();
    }
    applied
}

/// As [`take_up`] for words while they are typed: what follows from them comes when the typing is settled.
pub(super) fn type_ahead(model: &mut Model, change: &Change, done: Done) {
    let applied = model.notebook.take_down(change, model.now.wall);
    writes::touch_all(model, applied.keys);
    note(model, applied.back, done, Span::Typed);
}

/// What is listed on screen follows.
fn follow(model: &mut Model, applied: &Applied) {
    if applied.keys.iter().any(|key| matches!(key, Key::Attempt(_)))
        || (!model.history.filter.is_empty()
            && applied.keys.iter().any(|key| matches!(key, Key::Recording(_))))
    {
        model.history.list(&model.notebook.attempts, &model.notebook.recordings);
    }
    model.recording.stale |= applied.keys.iter().any(|key| matches!(key, Key::Recording(_)));
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
    writes::write(model, std::slice::from_ref(key))
}
