//! Going from place to place, and looking at readiness.

use super::super::command::{PromptStep, ReadinessCommand};
use super::super::effect::Effect;
use super::super::model::{Modal, Model, Screen};
use super::{attempts, browse, listening, moments, second_scores, stories, voice};

/// Goes to a screen; not while a rehearsal is on stage.
pub(super) fn go(model: &mut Model, screen: Screen) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    second_scores::leave(model);
    if screen != Screen::Rehearse || model.screen == Screen::Rehearse {
        model.rehearse.closed = None;
    }
    if screen == Screen::Rehearse && model.screen == Screen::Rehearse {
        (model.mock.setup, model.mock.debrief) = (None, None);
    }
    // A story that is open stays so while the person looks elsewhere; gone to again, the list is meant.
    let mut effects = if screen == Screen::Stories {
        stories::leave(model)
    } else {
        moments::prompt(model, PromptStep::Leave)
    };
    effects.extend(browse::leave(model, screen));
    model.screen = screen;
    // A page that is gone to begins at its top.
    model.turn += 1;
    model.modal = None;
    model.importing.open = None;
    model.importing.outcome = None;
    model.importing.refused.clear();
    model.exporting.outcome = None;
    stories::drop_blank(model);
    effects.extend(attempts::close(model));
    if screen == Screen::Settings {
        // A voice, or a program that writes down, may have been installed since.
        effects.push(voice::look_for(model));
        if !model.notebook.profile.settings.record.command.trim().is_empty() {
            effects.push(listening::look_for(model));
        }
    }
    effects
}

/// Shows the sheet for the interview.
pub(super) fn show_sheet(model: &mut Model) {
    model.modal = Some(Modal::Sheet(Box::new(model.sheet())));
}

/// Looking at readiness.
pub(super) fn readiness(model: &mut Model, command: ReadinessCommand) -> Vec<Effect> {
    match command {
        ReadinessCommand::Choose(name) => choose(model, name),
        ReadinessCommand::Show(view) => model.readiness.view = view,
        ReadinessCommand::SetRange(range) => model.readiness.range = range,
        ReadinessCommand::ShowPrinciple(name) => {
            let effects = go(model, Screen::Readiness);
            if model.stage.is_none() && model.readiness.chosen.as_ref() != Some(&name) {
                choose(model, name);
            }
            return effects;
        }
    }
    Vec::new()
}

/// Opens the row of a principle; the open one closes.
fn choose(model: &mut Model, name: String) {
    model.readiness.chosen = if model.readiness.chosen.as_ref() == Some(&name) { None } else { Some(name) };
}

/// The row above or below.
pub(super) fn choose_row(model: &mut Model, down: bool) {
    let names: Vec<&String> = model.notebook.readiness_table().rows.iter().map(|row| &row.name).collect();
    let at = names.iter().position(|name| Some(*name) == model.readiness.chosen.as_ref());
    let to = match (at, down) {
        (None, _) => 0,
        (Some(i), true) => (i + 1).min(names.len().saturating_sub(1)),
        (Some(i), false) => i.saturating_sub(1),
    };
    model.readiness.chosen = names.get(to).map(|name| (*name).clone());
}
