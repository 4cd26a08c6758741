//! The mock interviews on the screens to begin from: what can be started, what waits, what is over.

use eframe::egui::Ui;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::mock::{MockAction, MockCommand, over, waiting, with_friends};
use crate::app::model::Model;
use crate::domain::mock::generate::form_of;
use crate::domain::mock::plan::MockForm;
use crate::domain::mock::record::Mock;
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{combo, space};
use super::super::super::widgets::list::{self, List};
use super::super::super::widgets::{
    Labelled, action_button, button, button_with, card, heading, keys_of, muted, primary,
};
use super::super::rehearse;
use super::{capital, lead, standing_words};
use crate::domain::words::counted;

/// Of those that are over so many are shown, the newest.
const MOST_OVER: usize = 8;

/// Draws the part of the rehearse screen: what waits, else the form of the next stage; the other form behind a list.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let (form, why) = next_form(model);
    let line = form.line();
    rehearse::kind(ui, "Interview", &format!("{why}{line}"));
    for (i, mock) in waiting(&model.notebook.mocks).enumerate() {
        waits_row(ui, mock, i == 0, out);
    }
    for mock in with_friends(&model.notebook.mocks) {
        waits_row(ui, mock, false, out);
    }
    ui.horizontal_wrapped(|ui| {
        action_button(ui, Context::Begin, Action::Mock(MockAction::SetUp(form)), out);
        let others = MockForm::ALL.into_iter().filter(|other| *other != form);
        let items: Vec<(MockForm, String)> = others.map(|other| (other, capital(other.name()))).collect();
        let list = List { name: "Other forms", named: false, shown: "Other forms", width: combo::INTERVIEWS };
        if let Some(form) = list::pick(ui, "other forms", list, None, items) {
            out.push(Command::Do(Action::Mock(MockAction::SetUp(form))));
        }
    });
}

/// The form of the next stage, and why it is that.
fn next_form(model: &Model) -> (MockForm, String) {
    let next = model.notebook.profile.target.next_stage(model.now.wall.date_naive());
    let Some((stage, _)) = next.filter(|(stage, _)| !stage.name.trim().is_empty()) else {
        return (MockForm::Phone, String::new());
    };
    let form = form_of(stage).unwrap_or(MockForm::Phone);
    (form, format!("Your next stage is “{}”. ", stage.name.trim()))
}

/// The mock interviews that are over, the newest first.
pub fn ended(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let mut ended = over(&model.notebook.mocks).take(MOST_OVER).peekable();
    if ended.peek().is_none() {
        return;
    }
    heading(ui, "Debriefs");
    for mock in ended {
        ui.horizontal_wrapped(|ui| {
            let words = over_words(mock);
            ui.label(&words);
            if button(ui, "Open").labelled(&format!("Open the debrief: {words}")).clicked() {
                out.push(Command::Mock(MockCommand::Open(mock.id)));
            }
        });
    }
}

/// The mock interview that waits, as the one thing to do next.
pub fn waits(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(mock) = waiting(&model.notebook.mocks).next() else { return };
    card(ui, |ui| {
        let words = standing_words(mock);
        lead(ui, &words);
        muted(ui, "It waits as you left it. Its clock stands still until you go on.");
        ui.add_space(space::S);
        let keys = keys_of(ui, Context::Begin, Action::Next);
        if primary(ui, "Go on", keys.as_deref()).labelled(&format!("Go on: {words}")).clicked() {
            out.push(Command::Mock(MockCommand::Open(mock.id)));
        }
    });
}

fn waits_row(ui: &mut Ui, mock: &Mock, newest: bool, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let words = standing_words(mock);
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
