//! From key presses to actions: who owns a key, and what it means where the person is.

use eframe::egui::{self, Event, Key};

use crate::domain::mock::record::Place;
use crate::domain::rehearsal::{Phase, Rehearsal};

use super::action::{Action, BINDINGS, Context};
use super::mock::Running;
use super::model::{Model, Overlay, Screen};

/// The contexts that hold where the person is, the innermost first.
pub fn contexts(model: &Model) -> Vec<Context> {
    let mut contexts = Vec::new();
    match (&model.overlay, &model.stage) {
        (Some(Overlay::Menu), Some(_)) => contexts.push(Context::Menu),
        (Some(Overlay::Menu), None) if model.mock.running.is_some() => contexts.push(Context::MockMenu),
        (Some(_), _) => {}
        (None, Some(stage)) => {
            if stage.rehearsal.gap().is_some() {
                contexts.push(Context::Gap);
            }
            if stage.open_notes().is_some() {
                contexts.push(Context::Notes);
            }
            contexts.push(of_phase(&stage.rehearsal));
        }
        (None, None) if model.mock.running.is_some() => {
            contexts.extend(model.mock.running.iter().flat_map(in_mock));
        }
        (None, None) if model.again.is_some() => contexts.extend([Context::Again, Context::Screens]),
        (None, None) => {
            if model.closed.is_some() && model.screen == Screen::Rehearse {
                contexts.push(Context::Closed);
            }
            if model.importing.open.is_some() && model.screen == Screen::Banks {
                contexts.push(Context::Review);
            }
            if model.screen == Screen::Readiness {
                contexts.push(Context::Rows);
            }
            if model.open_setup().is_some() {
                contexts.push(Context::MockSetup);
            } else if model.open_debrief().is_some() {
                contexts.push(Context::MockDebrief);
            } else if matches!(model.screen, Screen::Today | Screen::Rehearse | Screen::Readiness) {
                contexts.push(Context::Begin);
            }
            contexts.push(Context::Screens);
        }
    }
    contexts.extend([Context::Anywhere, Context::Always]);
    contexts
}

fn of_phase(rehearsal: &Rehearsal) -> Context {
    match rehearsal.phase() {
        Phase::Think(_) => Context::Think,
        Phase::Answer(_) => Context::Answer,
        Phase::Probe(..) => Context::Probes,
        Phase::Score(_) | Phase::Done => Context::Score,
    }
}

/// The contexts of a mock interview; an answer has the keys of a drill.
fn in_mock(running: &Running) -> Vec<Context> {
    let mut contexts = Vec::new();
    if running.run.gap().is_some() {
        contexts.push(Context::Gap);
    }
    if running.open_notes().is_some() {
        contexts.push(Context::Notes);
    }
    match running.run.place() {
        Place::Door => contexts.push(Context::MockDoor),
        Place::Intro | Place::Own | Place::Close => contexts.push(Context::MockTalk),
        Place::Question(_) => contexts.extend(running.run.rehearsal().map(of_phase)),
        Place::Score(_) if running.telling.is_some() => contexts.push(Context::MockTell),
        Place::Score(_) => contexts.extend([Context::MockScore, Context::Score]),
        Place::Vote => contexts.push(Context::MockVote),
        Place::Debrief => {}
    }
    contexts
}

/// Takes the keys that mean something out of this frame's input and returns what they do.
///
/// A text field owns every key but those that hold everywhere; a focused widget owns Space and
/// Enter. Repeats are ignored. `was_in_text` tells whether a field had the keyboard in the last
/// frame: Esc takes it away before anything else sees the key.
pub fn take_actions(ctx: &egui::Context, model: &Model, was_in_text: bool) -> Vec<Action> {
    let in_text = ctx.text_edit_focused();
    let on_widget = ctx.memory(|m| m.focused().is_some());
    let in_palette = matches!(model.overlay, Some(Overlay::Palette(_)));
    let contexts = contexts(model);
    let mut actions = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            let owned_by_widget = on_widget && !in_text && matches!(key, Key::Space | Key::Enter);
            if owned_by_widget {
                return true;
            }
            let action = contexts
                .iter()
                .filter(|context| !in_text || **context == Context::Always)
                .find_map(|context| meaning(*context, *key, *modifiers));
            match action {
                // By now the field has let go of the keyboard, and that was all that was meant. The
                // palette is all field.
                Some(Action::Escape) if was_in_text && !in_palette => true,
                Some(action) => {
                    if !repeat {
                        actions.push(action);
                    }
                    false
                }
                None => true,
            }
        });
    });
    actions
}

fn meaning(context: Context, key: Key, modifiers: egui::Modifiers) -> Option<Action> {
    BINDINGS
        .iter()
        .filter(|b| b.context == context && b.keys.logical_key == key)
        .find(|b| {
            // "?" needs Shift on most keyboards, "+" on some.
            let shift_free = matches!(key, Key::Questionmark | Key::Plus);
            modifiers.command == b.keys.modifiers.command
                && !modifiers.alt
                && (shift_free || modifiers.shift == b.keys.modifiers.shift)
        })
        .map(|b| b.action)
}
