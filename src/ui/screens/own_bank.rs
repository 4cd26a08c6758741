//! The fields of a bank that the person writes: its title, and each principle with its name and what it means.

use eframe::egui::{self, Id, Ui};

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
    let (text, entered) =
        fields::line_to_enter(ui, title, "Title, such as the company", &typed.title, "Northwind");
    if let Some(text) = text {
        edited.title = text;
    }
    if let Some(first) = typed.principles.first().filter(|_| entered) {
        go_on(ui, name_of(first));
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
        "Enter goes on. Saved as you type. Then open each principle and add what is asked about it, four questions or more, so that the same one does not come again at once.",
    );
}

/// The field of a principle's name.
fn name_of(principle: &Principle) -> Id {
    fields::line_id(("own principle", &principle.id))
}

/// Gives the next field the keyboard.
fn go_on(ui: &Ui, field: Id) {
    // The field is drawn further down: the same Enter would leave it at once.
    ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    ui.memory_mut(|m| m.request_focus(field));
}

/// One principle's name and meaning.
fn one(ui: &mut Ui, number: usize, principle: &Principle, edited: &mut Bank, out: &mut Outbox) {
    let Some(at) = edited.principles.iter().position(|p| p.id == principle.id) else { return };
    ui.add_space(space::S);
    let label = format!("Principle {number}: name");
    let (text, entered) = fields::line_to_enter(
        ui,
        ("own principle", &principle.id),
        &label,
        &principle.name,
        "Keep your word",
    );
    if let Some(text) = text {
        edited.principles[at].name = text;
    }
    let meaning = ("own meaning", &principle.id);
    if entered {
        go_on(ui, fields::line_id(meaning));
    }
    // One that was added comes up to be named; the first waits for the title.
    if number > 1 && principle.name.is_empty() {
        fields::focus_when_shown(ui, name_of(principle));
    }
    let label = format!("Principle {number}: what it means, in a line");
    let hint = "Promise what you can do, and do what you promised.";
    let (text, entered) = fields::line_to_enter(ui, meaning, &label, &principle.meaning, hint);
    if let Some(text) = text {
        edited.principles[at].meaning = text;
    }
    // Enter goes on to the next, and after the last to a new one.
    match edited.principles.get(at + 1).filter(|_| entered) {
        Some(next) => go_on(ui, name_of(next)),
        None if entered => out.push(Command::Browse(BrowseCommand::AddPrinciple)),
        None => {}
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
    if bank.framework.is_none() || bank.says_nothing() {
        return;
    }
    if target.framework.as_ref() == Some(&bank.id) {
        note(ui, format!("{} is assessed by these principles.", target.who()));
        return;
    }
    if button(ui, "Prepare for these principles").clicked() {
        let mut target = target.clone();
        target.framework = Some(bank.id.clone());
        if target.company.trim().is_empty() {
            target.company.clone_from(&bank.title);
        }
        out.push(Command::Settings(SettingsCommand::SetTarget(Box::new(target))));
    }
}

/// The fields of one principle on its own page: what is listened for, how it is missed, other names.
pub fn principle(ui: &mut Ui, model: &Model, bank: &Bank, id: &str, out: &mut Outbox) {
    let Some(typed) = model.notebook.own_bank(&bank.id) else { return };
    let Some(at) = typed.principles.iter().position(|p| p.id == id) else { return };
    if !model.browse.describing {
        if button(ui, "Edit its signs and other names…").clicked() {
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
