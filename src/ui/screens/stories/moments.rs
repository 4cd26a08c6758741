//! Moments: memories in one line, and eleven short questions that bring them to mind.

use std::time::Duration;

use eframe::egui::{RichText, Ui};

use crate::app::action::{Action, StoriesAction};
use crate::app::command::{Command, PromptStep, StoriesCommand};
use crate::app::model::Model;
use crate::app::stories::Prompting;
use crate::domain::attempt::Moment;
use crate::domain::countdown::Remaining;
use crate::domain::story::prompts::{PROMPT_SECS, PROMPTS};
use crate::domain::words::count;
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{colours, plain, serif, size, space};
use super::super::super::widgets::{
    Labelled, action_button, button, button_with, fields, muted, note, primary_action,
};

/// Draws the page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if let Some(prompting) = &model.story.prompting {
        prompt(ui, model, prompting, out);
        return;
    }
    muted(ui, "Memories in one line, stories to be. Press M while you answer, or write one down here.");
    ui.horizontal_wrapped(|ui| {
        let new = Action::Stories(StoriesAction::New);
        primary_action(ui, Context::Stories, new, "Write a moment", out);
        action_button(ui, Context::Stories, Action::Stories(StoriesAction::Prompts), out);
    });
    ui.add_space(space::S);
    if model.notebook.moments.is_empty() {
        note(ui, "No moment yet. The eleven questions take two minutes each, and you can stop after any.");
    }
    // The newest first: what was just written is on top.
    for moment in model.notebook.moments.iter().rev() {
        one(ui, moment, out);
    }
}

fn one(ui: &mut Ui, moment: &Moment, out: &mut Outbox) {
    let label = format!("Moment of {}", moment.noted.format("%-d %b %Y"));
    line(ui, moment, &label, out);
    if moment.text.is_empty() {
        fields::focus_when_shown(ui, fields::line_id(("moment", moment.id)));
    }
    ui.push_id(("moment buttons", moment.id), |ui| {
        ui.horizontal_wrapped(|ui| {
            let named = |what: &str| format!("{what}: {}", moment.text);
            if button(ui, "Make it a story").labelled(&named("Make it a story")).clicked() {
                out.push(Command::Stories(StoriesCommand::FromMoment(moment.id)));
            }
            if button(ui, "Delete").labelled(&named("Delete this moment")).clicked() {
                out.push(Command::Stories(StoriesCommand::DeleteMoment(moment.id)));
            }
        });
    });
    ui.add_space(space::S);
}

/// The field of a moment; whether Enter was pressed in it.
fn line(ui: &mut Ui, moment: &Moment, label: &str, out: &mut Outbox) -> bool {
    let hint = "The customer who called on a Sunday";
    let (text, entered) = fields::line_to_enter(ui, ("moment", moment.id), label, &moment.text, hint);
    if let Some(text) = text {
        out.push(Command::Stories(StoriesCommand::EditMoment(Box::new(Moment { text, ..moment.clone() }))));
    }
    entered
}

/// One of the questions, its clock, and the line for what it brings.
fn prompt(ui: &mut Ui, model: &Model, prompting: &Prompting, out: &mut Outbox) {
    let Some(asked) = PROMPTS.get(prompting.at) else { return };
    note(ui, format!("{} of {} · {}", prompting.at + 1, PROMPTS.len(), asked.about));
    ui.label(RichText::new(asked.text).font(serif(size::QUESTION)));
    ui.add_space(space::S);
    muted(ui, asked.help);
    ui.add_space(space::M);
    let elapsed = prompting.watch.elapsed(model.now.mono);
    let remaining = Remaining::of(Duration::from_secs(PROMPT_SECS), elapsed);
    let words = if remaining.is_over() { "over; take the time it needs" } else { "left" };
    let c = colours(ui);
    ui.label(RichText::new(format!("{} {words}", remaining.clock())).font(plain(size::LEAD)).color(c.muted));
    let mut next = false;
    if let Some(moment) = model.notebook.moment(prompting.moment) {
        next = line(ui, moment, "What comes to mind, in one line", out);
        fields::focus_when_shown(ui, fields::line_id(("moment", moment.id)));
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        let is_last = prompting.at + 1 == PROMPTS.len();
        let text = if is_last { "That was the last" } else { "Next question" };
        next |= button_with(ui, text, Some("Enter")).clicked();
        if button_with(ui, "Enough for today", Some("Esc")).clicked() {
            out.push(Command::Stories(StoriesCommand::Prompts(PromptStep::Leave)));
        }
    });
    if next {
        out.push(Command::Stories(StoriesCommand::Prompts(PromptStep::Next)));
    }
    note(
        ui,
        format!(
            "{} so far. An empty line is left out; what you wrote is saved.",
            count(prompting.found, "moment")
        ),
    );
}
