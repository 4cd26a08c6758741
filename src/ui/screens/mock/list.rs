//! The mock interviews on the screens to begin from: what can be started, what waits, what is over.

use eframe::egui::Ui;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::mock::{MockAction, MockCommand, over, waiting};
use crate::app::model::Model;
use crate::domain::mock::plan::MockForm;
use crate::domain::mock::record::Mock;
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::space;
use super::super::super::widgets::{
    Labelled, action_button, button, button_with, heading, keys_of, muted, note,
};
use super::{capital, readiness_table};
use crate::domain::words::counted;

/// Of those that are over so many are shown, the newest.
const MOST_OVER: usize = 8;

/// Draws the part of the rehearse screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    heading(ui, "Mock interviews");
    for (i, mock) in waiting(&model.mocks).enumerate() {
        waits_row(ui, mock, i == 0, out);
    }
    for (form, line) in [
        (
            MockForm::Phone,
            "One interview of 45 or 60 min, or as long as your target has it: an introduction, 2 to 6 questions with follow-ups, your own questions.",
        ),
        (
            MockForm::Loop,
            "3 to 6 interviews of 45 to 60 min by different people, with breaks. Half the length or two rounds are possible.",
        ),
    ] {
        ui.add_space(space::XS);
        action_button(ui, Context::Begin, Action::Mock(MockAction::SetUp(form)), out);
        muted(ui, line);
    }
    let mut ended = over(&model.mocks).take(MOST_OVER).peekable();
    if ended.peek().is_some() {
        ui.add_space(space::S);
        note(ui, "Over");
    }
    for mock in ended {
        ui.horizontal_wrapped(|ui| {
            let words = over_words(mock);
            ui.label(&words);
            if button(ui, "Open the debrief").labelled(&format!("Open the debrief: {words}")).clicked() {
                out.push(Command::Mock(MockCommand::Open(mock.id)));
            }
        });
    }
}

/// The mock interview that waits, as one line with the button that goes on; nothing if none does.
pub fn waits(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if let Some(mock) = waiting(&model.mocks).next() {
        waits_row(ui, mock, true, out);
        ui.add_space(space::S);
    }
}

fn waits_row(ui: &mut Ui, mock: &Mock, newest: bool, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let words = readiness_table(mock);
        ui.label(&words);
        let action = Action::Mock(MockAction::GoOn);
        let keys = keys_of(ui, Context::Begin, action).filter(|_| newest);
        if button_with(ui, "Go on", keys.as_deref()).labelled(&format!("Go on: {words}")).clicked() {
            out.push(Command::Mock(MockCommand::Open(mock.id)));
        }
    });
}

/// "Loop of 30 June 2026, 2 rounds".
fn over_words(mock: &Mock) -> String {
    let form = capital(mock.plan.form.name());
    let day = mock.ended.unwrap_or(mock.made).format("%-d %B %Y, %H:%M");
    let answers = counted(mock.answers().count(), "answer", "answers");
    match mock.plan.rounds.len() {
        1 => format!("{form} of {day}, {answers}"),
        rounds => format!("{form} of {day}, {rounds} rounds, {answers}"),
    }
}
