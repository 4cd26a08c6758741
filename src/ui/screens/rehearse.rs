//! Setting a rehearsal up: one line that can be changed, and one key that starts it.

use eframe::egui::{self, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, RehearseCommand};
use crate::app::model::Model;
use crate::domain::draw::Scope;
use crate::domain::profile::Settings;
use crate::domain::session::Setup;
use crate::domain::star::Budget;
use crate::domain::words::count;
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{COLUMN, combo, height, space};
use super::super::widgets::list::{self, List};
use super::super::widgets::{
    action_button, button_with, fields, heading, keys_of, muted, note, primary_action, row,
};
use super::mock;
use super::today::drill_minutes;

/// The most questions shown for a search.
const MOST_FOUND: usize = 30;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if let Some(setup) = model.open_setup() {
        mock::setup::show(ui, model, setup, out);
        return;
    }
    if let Some((mock, debrief)) = model.open_debrief() {
        mock::debrief::show(ui, model, mock, debrief, out);
        return;
    }
    kind(ui, "Answer", &answer_words(model));
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, Context::Begin, Action::Start, "Start", out);
        let text = if model.rehearse.open { "Done" } else { "Change…" };
        let keys = keys_of(ui, Context::Begin, Action::ChangeSetup);
        if button_with(ui, text, keys.as_deref()).clicked() {
            out.push(Command::Rehearse(RehearseCommand::ChangeSetup(!model.rehearse.open)));
        }
        action_button(ui, Context::Begin, Action::WarmUp, out);
    });
    if model.rehearse.open {
        change(ui, model, out);
    }
    mock::list::show(ui, model, out);
    kind(ui, "Five minutes", "One question, 1:30 to answer it, one probe, six scores.");
    action_button(ui, Context::Begin, Action::Short, out);
    heading(ui, "One question of your choice");
    search(ui, model, out);
    mock::list::ended(ui, model, out);
}

/// One of the things to rehearse, and what it will be.
pub fn kind(ui: &mut Ui, name: &str, words: &str) {
    heading(ui, name);
    muted(ui, words);
    ui.add_space(space::XS);
}

/// "Chosen for you · 3:00 · 4 questions, up to 3 probes each. About 32 min, aloud; nothing is recorded."
fn answer_words(model: &Model) -> String {
    let probes = match model.rehearse.setup.probes {
        0 => "no probes".to_owned(),
        n => format!("up to {} each", count(n as usize, "probe")),
    };
    let minutes = drill_minutes(model, model.rehearse.setup.questions);
    format!("{}, {probes}. About {minutes} min, aloud; {}.", model.setup_line(), model.recorded_words())
}

fn change(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let setup = &model.rehearse.setup;
    let mut send = |setup: Setup| out.push(Command::Rehearse(RehearseCommand::SetSetup(setup)));
    ui.add_space(space::M);
    scope(ui, model, &mut send);
    let lengths = Budget::PRESET_SECS
        .into_iter()
        .chain(Some(setup.budget.total_secs).filter(|secs| !Budget::PRESET_SECS.contains(secs)));
    let lengths = lengths.map(|secs| (secs, crate::domain::countdown::clock(secs.into()) + " min"));
    if let Some(total_secs) = fields::choice(ui, "Length of an answer", setup.budget.total_secs, lengths) {
        send(Setup { budget: Budget { total_secs, ..setup.budget }, ..setup.clone() });
    }
    if let Some(shares) = fields::shares(ui, setup.budget.shares) {
        send(Setup { budget: Budget { shares, ..setup.budget }, ..setup.clone() });
    }
    let questions = (1..=8u32).map(|n| (n, n.to_string()));
    if let Some(questions) = fields::choice(ui, "Questions", setup.questions, questions) {
        send(Setup { questions, ..setup.clone() });
    }
    let probes = (0..=Settings::MAX_PROBES).map(|n| (n, n.to_string()));
    if let Some(probes) = fields::choice(ui, "Probes to each, at most", setup.probes, probes) {
        send(Setup { probes, ..setup.clone() });
    }
    note(ui, "What holds for every rehearsal is under Settings.");
}

fn scope(ui: &mut Ui, model: &Model, send: &mut impl FnMut(Setup)) {
    let setup = &model.rehearse.setup;
    let chosen = match &setup.scope {
        Scope::InPlay | Scope::Planned(_) | Scope::Question(_) => "Chosen for you".to_owned(),
        Scope::Principle(name) => name.clone(),
        Scope::Bank(id) => {
            let title =
                model.notebook.catalog().banks().iter().find(|b| b.id == *id).map_or(id, |b| &b.title);
            format!("Bank: {title}")
        }
    };
    let mut items = vec![(Scope::InPlay, "Chosen for you".to_owned())];
    let rows = model.notebook.readiness_table().rows.iter();
    items.extend(rows.map(|row| (Scope::Principle(row.name.clone()), row.name.clone())));
    let banks = model.notebook.catalog().enabled_banks();
    items.extend(banks.map(|bank| (Scope::Bank(bank.id.clone()), format!("Bank: {}", bank.title))));
    let at = items.iter().position(|(scope, _)| *scope == setup.scope);
    let picked = ui.horizontal(|ui| {
        let width = combo::SCOPE;
        list::pick(ui, "scope", List { name: "What is asked", named: true, shown: &chosen, width }, at, items)
    });
    if let Some(scope) = picked.inner {
        send(Setup { scope, ..setup.clone() });
    }
}

fn search(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let text = &model.rehearse.search;
    let (typed, entered) = fields::line_to_enter(
        ui,
        "question search",
        "Words in the question, or a principle",
        text,
        "a number that surprised you",
    );
    if let Some(text) = typed {
        out.push(Command::Rehearse(RehearseCommand::SearchQuestion(text)));
    }
    if text.trim().is_empty() {
        return;
    }
    let found: Vec<_> = model.notebook.catalog().search(text).take(MOST_FOUND + 1).collect();
    if found.is_empty() {
        muted(ui, "No question holds all of these words. Try fewer.");
    }
    if let (true, Some(first)) = (entered, found.first()) {
        let scope = Scope::Question(first.question.id.clone());
        out.push(Command::Rehearse(RehearseCommand::StartWith(scope)));
    }
    ui.set_max_width(COLUMN);
    for bq in found.iter().take(MOST_FOUND) {
        let question = &bq.question.text;
        let label = format!("Ask: {question}");
        let response = row(ui, ("found", &bq.question.id), &label, height::ROW, false, |ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                note(ui, bq.principle_names().next().unwrap_or_default());
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(question).truncate());
                });
            });
        });
        if response.on_hover_text(question).clicked() {
            out.push(Command::Rehearse(RehearseCommand::StartWith(Scope::Question(bq.question.id.clone()))));
        }
    }
    if found.len() > MOST_FOUND {
        muted(ui, format!("The first {MOST_FOUND} are shown. More words narrow it down."));
    }
    note(ui, "Enter asks the first.");
}
