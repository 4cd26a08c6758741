//! Taking the last step back, and doing it again.

use super::super::browse::Browse;
use super::super::effect::Effect;
use super::super::model::{Modal, Model};
use super::super::timeline::{Done, Step, Timeline};
use super::{attempts, browse, changes, mock, second_scores, settings, stories, writes};
use crate::domain::notebook::Change;
use crate::domain::profile::Profile;

/// Takes the last step back; not while something is on stage, whose answer it could take away.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    go(model, Timeline::take_undo, Timeline::undone)
}

/// Does the step again that was taken back last.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    go(model, Timeline::take_again, Timeline::done_again)
}

/// Takes the next step the one way and notes the way back.
fn go(
    model: &mut Model,
    take: fn(&mut Timeline) -> Option<Step>,
    note: fn(&mut Timeline, &Step, Change),
) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    // What is being edited is a step too, and the last one.
    let open = model.history.open.as_ref().map(|open| open.id);
    let mut effects = attempts::close(model);
    effects.extend(browse::leave_fields(model));
    stories::drop_blank(model);
    let before = model.notebook.profile.clone();
    while let Some(step) = take(&mut model.timeline) {
        let applied = changes::take_up(model, &step.change);
        // What was typed and taken back by hand is no step.
        if applied.keys.is_empty() {
            continue;
        }
        effects.extend(writes::write(model, &applied.keys));
        browse::tidy(model, &applied.keys);
        effects.extend(tidy(model, step.done, &before));
        note(&mut model.timeline, &step, applied.back);
        break;
    }
    model.history.open = open.and_then(|id| model.notebook.attempt(id)).cloned().map(Box::new);
    effects
}

/// What is open goes with what it is about, and what follows from the settings follows.
fn tidy(model: &mut Model, done: Done, before: &Profile) -> Vec<Effect> {
    let notebook = &model.notebook;
    model.story.open.take_if(|id| notebook.story(id).is_none());
    model.rescoring.take_if(|again| notebook.attempt(again.attempt).is_none());
    model.importing.open.take_if(|view| notebook.import(view.id).is_none_or(|import| !import.waits()));
    model.importing.outcome = None;
    model.mock.debrief.take_if(|(id, _)| notebook.mock(*id).is_none_or(|mock| !mock.is_over()));
    if let Some(bank) = model.browse.bank.clone() {
        match notebook.bank(&bank) {
            None => model.browse = Browse::default(),
            Some(bank) => {
                model.browse.editing.take_if(|id| bank.question(id).is_none());
                model.browse.at.take_if(|id| bank.question(id).is_none());
            }
        }
    }
    if matches!(&model.modal, Some(Modal::Story(id)) if model.notebook.story(id).is_none()) {
        model.modal = None;
    }
    let notebook = &model.notebook;
    model
        .rehearse
        .closed
        .take_if(|closed| closed.session.attempts.iter().any(|id| notebook.attempt(*id).is_none()));
    mock::renew_debrief(model);
    if done == Done::FriendAdded {
        model.notices.retain(|notice| !notice.subject.starts_with(second_scores::SUBJECT));
    }
    if before.settings == model.notebook.profile.settings {
        return Vec::new();
    }
    settings::follow(model, &before.settings)
}
