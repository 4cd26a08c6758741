//! The fields of a bank that the person writes: its title, and each principle with its name and what it means.

use eframe::egui::{Id, Ui};

use crate::app::browse::BrowseCommand;
use crate::app::command::{Command, SettingsCommand};
use crate::app::model::Model;
use crate::domain::bank::{Bank, Principle};

use super::super::Outbox;
use super::super::tokens::space;
use super::super::widgets::{Labelled, button, fields, heading, note, primary};

/// Draws the fields of the bank as they are typed, or the way to them.
pub fn bank(ui: &mut Ui, model: &Model, id: &str, out: &mut Outbox) {
    let Some(typed) = model.notebook.own_bank(id) else { return };
    if !model.browse.describing {
        ui.horizontal_wrapped(|ui| {
            if button(ui, "Edit title and principles…").clicked() {
                out.push(Command::Browse(BrowseCommand::Describe(true)));
            }
            prepare(ui, model, typed, out);
        });
        return;
    }
    let mut edited = typed.clone();
    let title = ("own bank", id);
    if let Some(text) = fields::line(ui, title, "Title, such as the company", &typed.title, "Northwind") {
        edited.title = text;
    }
    fields::focus_when_shown(ui, fields::line_id(title));
    for (number, principle) in (1..).zip(&typed.principles) {
        one(ui, number, principle, &mut edited, out);
    }
    if edited != *typed {
        out.push(Command::Browse(BrowseCommand::WriteBank(Box::new(edited))));
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if button(ui, "Add a principle").clicked() {
            out.push(Command::Browse(BrowseCommand::AddPrinciple));
        }
        if primary(ui, "Done", None).clicked() {
            out.push(Command::Browse(BrowseCommand::Describe(false)));
        }
    });
    note(
        ui,
        "Saved as you type. Then open each principle and add what they ask. Four questions or more keep one from coming round at once.",
    );
}

/// One principle's name and meaning.
fn one(ui: &mut Ui, number: usize, principle: &Principle, edited: &mut Bank, out: &mut Outbox) {
    let Some(at) = edited.principles.iter().position(|p| p.id == principle.id) else { return };
    ui.add_space(space::S);
    let name = ("own principle", &principle.id);
    let label = format!("Principle {number}: name");
    if let Some(text) = fields::line(ui, name, &label, &principle.name, "Keep your word") {
        edited.principles[at].name = text;
    }
    // One that was added comes up to be named; the first waits for the title.
    if number > 1 {
        fields::focus_when_shown(ui, fields::line_id(name));
    }
    let label = format!("Principle {number}: what it means, in a line");
    let hint = "Promise what you can do, and do what you promised.";
    let meaning = ("own meaning", &principle.id);
    if let Some(text) = fields::line(ui, meaning, &label, &principle.meaning, hint) {
        edited.principles[at].meaning = text;
    }
    let named =
        if principle.name.trim().is_empty() { format!("principle {number}") } else { principle.name.clone() };
    if button(ui, "Remove").labelled(&format!("Remove {named}")).on_hover_text("It can be undone").clicked() {
        out.push(Command::Browse(BrowseCommand::RemovePrinciple(principle.id.clone())));
    }
}

/// Lets these be the principles that the interview assesses.
fn prepare(ui: &mut Ui, model: &Model, bank: &Bank, out: &mut Outbox) {
    let target = &model.notebook.profile.target;
    if bank.framework.is_none() || target.framework.as_ref() == Some(&bank.id) || bank.says_nothing() {
        return;
    }
    if button(ui, "Prepare for these principles").clicked() {
        let mut target = target.clone();
        target.framework = Some(bank.id.clone());
        out.push(Command::Settings(SettingsCommand::SetTarget(Box::new(target))));
    }
}

/// The fields of one principle on its own page: what is listened for, how it is missed, other names.
pub fn principle(ui: &mut Ui, model: &Model, bank: &Bank, id: &str, out: &mut Outbox) {
    let Some(typed) = model.notebook.own_bank(&bank.id) else { return };
    let Some(at) = typed.principles.iter().position(|p| p.id == id) else { return };
    if !model.browse.describing {
        if button(ui, "Edit what they listen for…").clicked() {
            out.push(Command::Browse(BrowseCommand::Describe(true)));
        }
        return;
    }
    heading(ui, "What they listen for");
    let mut edited = typed.clone();
    let known = &typed.principles[at];
    let field = |what: &str| Id::unique("own principle lines").with((what.to_owned(), id.to_owned()));
    let lists = [
        ("signs", "Signs of a good answer, one a line", &known.signs, "Says what was promised, and to whom"),
        ("misses", "Common ways to miss it, one a line", &known.misses, "The promise was somebody else's"),
        ("aka", "Other names for it, one a line", &known.aka, "Reliability"),
    ];
    for (what, label, list, hint) in lists {
        if let Some(text) = fields::lines(ui, field(what), label, &list.join("\n"), hint, 3) {
            let lines = text.split('\n').map(str::to_owned).collect();
            let principle = &mut edited.principles[at];
            match what {
                "signs" => principle.signs = lines,
                "misses" => principle.misses = lines,
                _ => principle.aka = lines,
            }
        }
    }
    fields::focus_when_shown(ui, field("signs"));
    if edited != *typed {
        out.push(Command::Browse(BrowseCommand::WriteBank(Box::new(edited))));
    }
    if primary(ui, "Done", None).clicked() {
        out.push(Command::Browse(BrowseCommand::Describe(false)));
    }
}
