//! The debrief: what each interviewer heard, the votes opened, then what to practise with a drill each, and how it went.

use eframe::egui::{RichText, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, ExportCommand};
use crate::app::exporting::{Export, PageForm};
use crate::app::mock::{MockAction, MockCommand, WORK_ON};
use crate::app::model::Model;
use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::record::Mock;
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{size, space, strong};
use super::super::super::widgets::{
    Labelled, action_button, button, button_with, heading, keys_of, muted, page, primary_action,
};

/// Draws the debrief: first what was heard; on a key what to practise, and what it comes to.
pub fn show(ui: &mut Ui, model: &Model, mock: &Mock, debrief: &Debrief, out: &mut Outbox) {
    let (Some(meeting), Some(after)) = (model.debrief_meeting(), model.debrief_after()) else { return };
    page::show(ui, &meeting);
    if model.mock.practise {
        work_on(ui, model, debrief, out);
        ui.push_id("after", |ui| page::blocks(ui, &after));
    } else {
        ui.add_space(space::M);
        let on = Action::Mock(MockAction::OnInDebrief);
        primary_action(ui, Context::MockDebrief, on, &format!("{WORK_ON}, and what it comes to"), out);
    }
    heading(ui, "Export, or go on");
    ui.horizontal_wrapped(|ui| {
        if button(ui, "Save or print…").clicked()
            && let Some(page) = model.debrief_page()
        {
            let what = Export::Page { page: Box::new(page), name: "greenroom-debrief", form: PageForm::Pdf };
            out.push(Command::Export(ExportCommand::Ask(Box::new(what))));
        }
        action_button(ui, Context::MockDebrief, Action::Mock(MockAction::Repeat), out);
        let keys = keys_of(ui, Context::Always, Action::Escape);
        if button_with(ui, "Close the debrief", keys.as_deref()).clicked() {
            out.push(Command::Mock(MockCommand::CloseDebrief));
        }
    });
    muted(ui, format!("Plan number {}.", mock.plan.seed));
}

/// The things to work on, each with its drill.
fn work_on(ui: &mut Ui, model: &Model, debrief: &Debrief, out: &mut Outbox) {
    heading(ui, WORK_ON);
    if debrief.work_on.is_empty() {
        muted(ui, "No answer was given, so there is nothing to go by.");
    }
    for (number, work) in (1u8..).zip(&debrief.work_on) {
        ui.add_space(space::XS);
        ui.label(RichText::new(&work.what).font(strong(size::BODY)));
        ui.horizontal_wrapped(|ui| {
            let key = number.to_string();
            if button_with(ui, "Drill", Some(&key)).labelled(&format!("Drill: {}", work.what)).clicked() {
                out.push(Command::Do(Action::Mock(MockAction::WorkOn(number))));
            }
            // Why tells a score or a vote.
            if !model.notebook.profile.settings.quiet {
                muted(ui, &work.why);
            }
        });
    }
}
