//! One bank: its principles with how much of each is fresh, and a search through its questions.

use eframe::egui::{self, RichText, Ui};

use crate::app::browse::BrowseCommand;
use crate::app::command::Command;
use crate::app::model::Model;
use crate::domain::bank::{Bank, Principle};

use super::super::Outbox;
use super::super::tokens::{colours, height, plain, size, space, strong, width};
use super::super::widgets::{button, cell, fields, heading, muted, note, row};
use super::banks::{fresh_words, switch, what_it_holds};
use super::own_bank;
use crate::domain::words::counted;

/// The most questions that a search shows.
const MOST: usize = 50;

/// Draws the page of a bank.
pub fn show(ui: &mut Ui, model: &Model, bank: &Bank, out: &mut Outbox) {
    if button(ui, "← All banks").clicked() {
        out.push(Command::Browse(BrowseCommand::Bank(None)));
    }
    ui.add_space(space::S);
    let title = if bank.title.is_empty() { "Untitled bank" } else { &bank.title };
    ui.label(RichText::new(title).font(strong(size::HEADING)));
    switch(ui, model, bank, RichText::new("Ask from this bank"), out);
    note(ui, what_it_holds(model, bank));
    ui.add_space(space::S);
    if model.notebook.is_own(&bank.id) {
        own_bank::bank(ui, model, &bank.id, out);
        if model.browse.describing {
            return;
        }
        ui.add_space(space::S);
    }
    let hint = "a deadline that moved";
    let label = "Words in a question, or a principle's name";
    if let Some(text) = fields::line(ui, ("bank search", &bank.id), label, &model.browse.search, hint) {
        out.push(Command::Browse(BrowseCommand::Search(text)));
    }
    if !model.browse.search.trim().is_empty() {
        found(ui, model, bank, out);
        return;
    }
    heading(ui, "Principles");
    for principle in &bank.principles {
        principle_row(ui, model, bank, principle, out);
    }
}

fn principle_row(ui: &mut Ui, model: &Model, bank: &Bank, principle: &Principle, out: &mut Outbox) {
    let counts = fresh_words(model, bank, bank.questions_of(&principle.id));
    let label = format!("Open {}: {counts}", principle.name);
    let wide = ui.available_width() > width::WIDE_BANK;
    let response = row(ui, ("principle", &bank.id, &principle.id), &label, height::BANK_ROW, false, |ui| {
        let share = if wide { 0.32 } else { 0.55 };
        cell(ui, ui.available_width() * share, RichText::new(&principle.name).font(strong(size::BODY)));
        let muted = colours(ui).muted;
        let counts = RichText::new(counts).font(plain(size::SMALL)).color(muted);
        if wide {
            cell(ui, width::COUNTS, counts);
            let (_, described) = super::principle::described(model, bank, principle);
            let meaning = RichText::new(&described.meaning).font(plain(size::SMALL)).color(muted);
            ui.add(egui::Label::new(meaning).truncate()).on_hover_text(&described.meaning);
        } else {
            ui.add(egui::Label::new(counts).truncate());
        }
    });
    if response.clicked() {
        out.push(Command::Browse(BrowseCommand::Principle(Some(principle.id.clone()))));
    }
}

fn found(ui: &mut Ui, model: &Model, bank: &Bank, out: &mut Outbox) {
    let found = &model.browse.found;
    let all = counted(bank.questions.len(), "question", "questions");
    if found.is_empty() {
        muted(ui, format!("None of {all} holds all of these words. Try fewer."));
        return;
    }
    note(ui, format!("{} of {all}", found.len()));
    for question in found.iter().take(MOST).filter_map(|id| bank.question(id)) {
        let label = format!("Go to: {}", question.text);
        let response = row(ui, ("found", &question.id), &label, height::BANK_ROW, false, |ui| {
            let principle = question.principles.first().and_then(|id| bank.principle(id));
            if let Some(principle) = principle.filter(|_| ui.available_width() > width::WIDE_BANK) {
                let name = RichText::new(&principle.name).font(plain(size::SMALL));
                cell(ui, ui.available_width() * 0.24, name.color(colours(ui).muted));
            }
            ui.add(egui::Label::new(&question.text).truncate());
        });
        if response.on_hover_text(&question.text).clicked() {
            out.push(Command::Browse(BrowseCommand::GoTo(question.id.clone())));
        }
    }
    if found.len() > MOST {
        muted(ui, format!("and {} more; type another word", found.len() - MOST));
    }
}
