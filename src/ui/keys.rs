//! From key presses to actions: who owns a key, and what it means where the person is.

use eframe::egui::{self, Event, Key};

use crate::app::action::Action;
use crate::app::shown::route::{Above, AnswerPart, Beside, FindPart, MockPart, Place, Route};
use crate::ui::bindings::{BINDINGS, Context};

/// The contexts that hold where the person is, the innermost first.
pub fn contexts(route: Route) -> Vec<Context> {
    let mut contexts = match route.above {
        Some(Above::Menu) => match route.place {
            Place::Mock { .. } => vec![Context::MockMenu],
            Place::Stage { .. } => vec![Context::Menu],
            _ => Vec::new(),
        },
        Some(Above::Keys | Above::Palette | Above::Dialog | Above::Working) => Vec::new(),
        None => of_place(route.place),
    };
    contexts.extend([Context::Anywhere, Context::Always]);
    contexts
}

fn of_place(place: Place) -> Vec<Context> {
    match place {
        Place::Today | Place::Rehearse => vec![Context::Begin, Context::Screens],
        Place::Closed => vec![Context::Closed, Context::Begin, Context::Screens],
        Place::MockSetup => vec![Context::MockSetup, Context::Screens],
        Place::MockDebrief => vec![Context::MockDebrief, Context::Screens],
        Place::Readiness => vec![Context::Rows, Context::Begin, Context::Screens],
        Place::Stories => vec![Context::Stories, Context::Screens],
        Place::Banks | Place::Bank | Place::History | Place::Settings => {
            vec![Context::Screens]
        }
        Place::Review { editing: true } => vec![Context::ReviewItem, Context::Screens],
        Place::Review { editing: false } => vec![Context::Review, Context::Screens],
        Place::Rescore => vec![Context::Rescore, Context::Screens],
        Place::Stage { part, beside } => with_beside(beside, of_drill(part)),
        Place::Find(FindPart::Look) => vec![Context::FindLook],
        Place::Find(FindPart::Say | FindPart::Told) => vec![Context::FindOnward],
        Place::Find(FindPart::Choose) => vec![Context::FindChoose],
        Place::Find(FindPart::Name) => vec![Context::FindName],
        Place::Mock { part, beside } => with_beside(beside, &of_mock(part)),
    }
}

fn with_beside(beside: Beside, contexts: &[Context]) -> Vec<Context> {
    let gap = beside.gap.then_some(Context::Gap);
    let notes = beside.notes.then_some(Context::Notes);
    gap.into_iter().chain(notes).chain(contexts.iter().copied()).collect()
}

/// The contexts of a drill's answer: those of any answer, and what only a drill has.
fn of_drill(part: AnswerPart) -> &'static [Context] {
    match part {
        AnswerPart::Think => &[Context::Think, Context::DrillThink],
        AnswerPart::Answer => &[Context::Answer],
        AnswerPart::Probes => &[Context::Probes],
        AnswerPart::Score => &[Context::Score, Context::DrillScore],
    }
}

fn of_answer(part: AnswerPart) -> Context {
    match part {
        AnswerPart::Think => Context::Think,
        AnswerPart::Answer => Context::Answer,
        AnswerPart::Probes => Context::Probes,
        AnswerPart::Score => Context::Score,
    }
}

/// The contexts of a mock interview; an answer has the keys of a drill.
fn of_mock(part: MockPart) -> Vec<Context> {
    match part {
        MockPart::Door => vec![Context::MockDoor],
        MockPart::Talk => vec![Context::MockTalk],
        MockPart::Question(Some(AnswerPart::Answer)) => vec![Context::MockAnswer, Context::Answer],
        MockPart::Question(part) => part.map(of_answer).into_iter().collect(),
        MockPart::Telling => vec![Context::MockTell],
        MockPart::Score => vec![Context::MockScore, Context::Score],
        MockPart::Vote => vec![Context::MockVote],
        MockPart::Marks => vec![Context::MockMarks],
        MockPart::Over => Vec::new(),
    }
}

/// Takes the keys that mean something out of this frame's input and returns what they do.
///
/// A text field owns every key but those that hold everywhere and the chords that lead elsewhere; a focused widget owns Space and
/// Enter. Repeats are ignored. `was_in_text` tells whether a field had the keyboard in the last
/// frame: Esc takes it away before anything else sees the key.
pub fn take_actions(ctx: &egui::Context, route: Route, was_in_text: bool) -> Vec<Action> {
    // An open list owns all keys.
    if egui::Popup::is_any_open(ctx) {
        return Vec::new();
    }
    let in_text = ctx.text_edit_focused();
    let on_widget = ctx.memory(|m| m.focused().is_some());
    let in_palette = route.above == Some(Above::Palette);
    let contexts = contexts(route);
    let mut actions = Vec::new();
    ctx.input_mut(|input| {
        let mut taken: Vec<Key> = Vec::new();
        input.events.retain(|event| {
            // The letter of a key that has been taken would land in the field that the action opens.
            if let Event::Text(text) = event {
                return !taken.iter().any(|key| text.eq_ignore_ascii_case(key.symbol_or_name()));
            }
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            let owned_by_widget = on_widget && !in_text && matches!(key, Key::Space | Key::Enter);
            if owned_by_widget {
                return true;
            }
            let action = contexts
                .iter()
                .filter(|context| !in_text || **context == Context::Always || leaves_text(*key, *modifiers))
                .find_map(|context| meaning(*context, *key, *modifiers));
            match action {
                // By now the field has let go of the keyboard, and that was all that was meant. The
                // palette is all field.
                Some(Action::Escape) if was_in_text && !in_palette => true,
                Some(action) => {
                    if !repeat {
                        actions.push(action);
                    }
                    taken.push(*key);
                    false
                }
                None => true,
            }
        });
    });
    actions
}

/// Whether a key is a chord that a text field has no use for: it undoes by itself.
fn leaves_text(key: Key, modifiers: egui::Modifiers) -> bool {
    modifiers.command && key != Key::Z
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
