//! Mock interviews: setting one up, the rounds, the break, the vote, the debrief.

pub mod debrief;
pub mod list;
mod rest;
mod round;
mod score;
pub mod setup;
mod vote;

use eframe::egui::{RichText, Ui};

use crate::app::action::{Action, StageAction};
use crate::app::command::Command;
use crate::app::mock::{Interview, MockAction};
use crate::app::model::Model;
use crate::app::stage::Stage;
use crate::domain::mock::record::{InterviewPart, Mock};
use crate::domain::words::capital;
use crate::ui::bindings::Context;

use super::super::tokens::{size, space, strong};
use super::super::widgets::{button_with, keys_of, muted, note, primary_action};
use super::super::{Outbox, modals};
use super::stage;

/// Draws the mock interview that is on stage.
pub fn show(ui: &mut Ui, model: &Model, stage: &Stage, interview: &Interview, out: &mut Outbox) {
    let controls = |ui: &mut Ui, out: &mut Outbox| match interview.run.place() {
        InterviewPart::Question(_) => {
            if let Some(on) = stage.on_stage() {
                stage::controls(ui, model, &on, out);
            }
        }
        InterviewPart::Score(_) => score::controls(ui, interview, out),
        InterviewPart::Vote => vote::controls(ui, interview, out),
        InterviewPart::Door => rest::controls(ui, out),
        InterviewPart::Intro | InterviewPart::Own | InterviewPart::Close => {
            round::controls(ui, interview, out);
        }
        InterviewPart::Debrief => {}
    };
    stage::set(ui, model, stage.open_notes(), out, controls, |ui, notes, out| {
        round::top(ui, model, interview, out);
        match interview.run.place() {
            InterviewPart::Door => rest::show(ui, model, interview),
            InterviewPart::Intro | InterviewPart::Question(_) | InterviewPart::Own | InterviewPart::Close => {
                round::show(ui, model, stage, interview, notes, out);
            }
            InterviewPart::Score(_) => score::show(ui, model, stage, interview, out),
            InterviewPart::Vote => vote::show(ui, model, interview, out),
            InterviewPart::Debrief => {}
        }
    });
}

/// What leads away from the stage, and what each way keeps.
pub fn leave_menu(ui: &mut Ui, interview: &Interview, out: &mut Outbox) {
    modals::title(ui, "Leave the mock interview?");
    let run = &interview.run;
    let answering = run.rehearsal().is_some();
    muted(
        ui,
        if run.is_under_way() { "Both clocks stand still." } else { "No clock of the interview runs." },
    );
    ui.add_space(space::S);
    primary_action(ui, Context::MockMenu, Action::Stage(StageAction::Resume), "Resume", out);
    let mut way = |ui: &mut Ui, action: Action, text: &str, keeps: &str| {
        ui.add_space(space::S);
        let keys = keys_of(ui, Context::MockMenu, action);
        if button_with(ui, text, keys.as_deref()).clicked() {
            out.push(Command::Do(action));
        }
        note(ui, keeps);
    };
    let waits = "Everything is kept and waits as it stands, also when you close Greenroom.";
    way(ui, Action::Mock(MockAction::Wait), MockAction::Wait.text(), waits);
    // What is recorded has no second take.
    if answering && !run.mock().plan.form.cuts_off() {
        way(
            ui,
            Action::Stage(StageAction::Restart),
            "Restart this question",
            "What was answered to it is dropped; the interview's clock goes on.",
        );
        way(
            ui,
            Action::Stage(StageAction::Skip),
            "Skip this question",
            "What was answered to it is dropped; the next one is asked.",
        );
    }
    let (keep, drop) = if answering {
        (
            "The running answer is stored as it stands, and the debrief opens.",
            "The running answer is thrown away. Those before it stay, and the debrief opens.",
        )
    } else {
        (
            "What was answered and scored is kept, and the debrief opens.",
            "Scores that are half given are thrown away. All answers stay, and the debrief opens.",
        )
    };
    way(ui, Action::Stage(StageAction::Keep), "End it, and keep what there is", keep);
    let text = if answering {
        "End it, and drop the running answer"
    } else {
        "End it, and drop what is half filled in"
    };
    way(ui, Action::Stage(StageAction::Drop), text, drop);
}

/// "Loop, round 2 of 4 is next".
pub fn standing_words(mock: &Mock) -> String {
    let form = capital(mock.plan.form.name());
    let round = match mock.plan.rounds.len() {
        1 => "the interview".to_owned(),
        rounds => format!("round {} of {rounds}", mock.round + 1),
    };
    let where_it_is = match mock.place {
        InterviewPart::Door if mock.for_friend && mock.is_new() => {
            "a friend leads it: drop their file here, or lead it yourself".to_owned()
        }
        InterviewPart::Door => format!("{round} is next"),
        InterviewPart::Intro => format!("in the introduction of {round}"),
        InterviewPart::Question(index) => format!("at question {} of {round}", index + 1),
        InterviewPart::Own => format!("at your own questions in {round}"),
        InterviewPart::Close => format!("at the close of {round}"),
        InterviewPart::Score(_) => format!("{round} is to be scored"),
        InterviewPart::Vote => format!("{round} waits for its vote"),
        InterviewPart::Debrief => "it is over".to_owned(),
    };
    format!("{form}, {where_it_is}")
}

/// A fault's words as a sentence.
fn sentence(text: &str) -> String {
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{}{end}", capital(text))
}

/// A line that leads.
fn lead(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(strong(size::LEAD)));
}
