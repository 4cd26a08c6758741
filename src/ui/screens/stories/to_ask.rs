//! What to ask the interviewer, round by round, with room for the answers; and imported notes on the interview.

use eframe::egui::{Id, Ui};

use crate::app::action::{Action, StoriesAction};
use crate::app::command::{Command, StoriesCommand};
use crate::app::model::Model;
use crate::domain::review::{Kind, Review};
use crate::domain::to_ask::{Listed, Source, ToAsk};
use crate::domain::words::capital;
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{combo, space};
use super::super::super::widgets::list::{self, List};
use super::super::super::widgets::{Labelled, button, fields, heading, muted, note, primary_action};

/// Who usually sits there; the stages of the person's own interview come before them.
const USUAL: [&str; 5] = ["recruiter", "hiring manager", "peer", "senior leader", "bar raiser"];

/// Draws the page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    muted(
        ui,
        "Two or three for each interviewer. The last minutes of a mock interview show them, and so does the sheet for the eve.",
    );
    primary_action(ui, Context::Stories, Action::Stories(StoriesAction::New), "Write a question to ask", out);
    let listed = model.notebook.to_ask();
    let mut rounds: Vec<&str> = Vec::new();
    for one in &listed {
        if !rounds.contains(&one.ask.round.as_str()) {
            rounds.push(&one.ask.round);
        }
    }
    for round in rounds {
        let title = if round.is_empty() { "For whoever is there".to_owned() } else { capital(round) };
        heading(ui, &title);
        for one in listed.iter().filter(|one| one.ask.round == round) {
            question(ui, model, one, out);
        }
    }
    notes(ui, model);
}

fn question(ui: &mut Ui, model: &Model, listed: &Listed<'_>, out: &mut Outbox) {
    let ask = &listed.ask;
    let send = |out: &mut Outbox, ask: ToAsk| {
        out.push(Command::Stories(StoriesCommand::EditToAsk(Box::new(ask))));
    };
    let from = match listed.source {
        Source::Own => "Question".to_owned(),
        Source::Import(name) => format!("Question, from {name}"),
        Source::Bank(title) => format!("Question, of the bank {title}"),
    };
    let hint = "What would make you say in a year that this was a good hire?";
    if let Some(text) = fields::lines(ui, Id::unique("to ask").with(&ask.id), &from, &ask.text, hint, 1) {
        send(out, ToAsk { text, ..ask.clone() });
    }
    if ask.text.is_empty() {
        fields::focus_when_shown(ui, Id::unique("to ask").with(&ask.id));
    }
    let id = Id::unique("their answer").with(&ask.id);
    if let Some(answer) = fields::lines(ui, id, "What they answered", &ask.answer, "", 1) {
        send(out, ToAsk { answer, ..ask.clone() });
    }
    ui.push_id(("to ask", &ask.id), |ui| {
        ui.horizontal_wrapped(|ui| {
            let mut rounds: Vec<String> = vec![String::new()];
            let stages =
                model.notebook.profile.target.stages.iter().map(|stage| stage.name.trim().to_owned());
            rounds.extend(stages.filter(|name| !name.is_empty()));
            rounds.extend(USUAL.map(str::to_owned));
            if !rounds.contains(&ask.round) {
                rounds.push(ask.round.clone());
            }
            let chosen = rounds.iter().position(|round| *round == ask.round);
            let name = |round: &String| {
                if round.is_empty() { "Whoever is there".to_owned() } else { capital(round) }
            };
            let shown = name(&ask.round);
            let items = rounds.iter().map(|round| (round.clone(), name(round))).collect();
            let list = List { name: "For", named: true, shown: &shown, width: combo::KIND };
            if let Some(round) = list::pick(ui, ("asked in", ask.id.as_str()), list, chosen, items) {
                send(out, ToAsk { round, ..ask.clone() });
            }
            let is_own = listed.source == Source::Own;
            let text = if is_own { "Delete" } else { "Not this one" };
            if button(ui, text).labelled(&format!("{text}: {}", ask.text)).clicked() {
                let ask = Box::new(ask.clone());
                out.push(Command::Stories(StoriesCommand::DropToAsk(ask, is_own)));
            }
        });
    });
    ui.add_space(space::M);
}

/// Notes on the interview, as imported.
fn notes(ui: &mut Ui, model: &Model) {
    let taken = |review: &&Review| review.items.iter().any(|item| item.stored && item.kind() == Kind::Note);
    let mut reviews = model.notebook.imports.iter().filter(taken).peekable();
    if reviews.peek().is_none() {
        return;
    }
    heading(ui, "Notes on the interview");
    for review in reviews {
        note(ui, format!("From {}", review.origin.name));
        for item in review.items.iter().filter(|item| item.stored && item.kind() == Kind::Note) {
            ui.label(format!("• {}", item.text()));
        }
    }
}
