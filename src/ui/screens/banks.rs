//! Banks: where questions come from, imported, switched on and off, opened.

use eframe::egui::{self, Align, Layout, RichText, Ui};

use crate::app::browse::{BrowseCommand, Group};
use crate::app::command::{BanksCommand, Command};
use crate::app::model::Model;
use crate::domain::bank::{Bank, Question};

use super::super::Outbox;
use super::super::tokens::{size, space, strong, width};
use super::super::widgets::{Labelled, button, fields, heading, muted, note, warning};
use super::{bank, import, principle};
use crate::domain::words::counted;

/// Draws the screen: the list, or the page that is open.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(open) = model.open_bank() else {
        list(ui, model, out);
        return;
    };
    match model.browse.principle.as_ref().and_then(|id| open.principle(id)) {
        Some(chosen) => principle::show(ui, model, open, chosen, out),
        None => bank::show(ui, model, open, out),
    }
}

fn list(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    import::show(ui, model, out);
    ui.add_space(space::S);
    if button(ui, "Write a bank…").clicked() {
        out.push(Command::Browse(BrowseCommand::NewBank));
    }
    muted(
        ui,
        "For a company whose principles are not here: name them, say what they mean, and add what is asked. A bank \
         that you have as a JSON file is added as you would import any file; question_banks/README.md describes it.",
    );
    for group in Group::ALL {
        let mut banks = model
            .notebook
            .catalog()
            .banks()
            .iter()
            .filter(|b| Group::of(b, model.notebook.is_own(&b.id)) == group)
            .peekable();
        if banks.peek().is_none() {
            continue;
        }
        heading(ui, group.name());
        if group == Group::Frameworks {
            muted(ui, "Questions come from the banks with a tick. More than one framework can be in play.");
        }
        for bank in banks {
            one_bank(ui, model, bank, out);
        }
    }
    for broken in &model.data.broken_banks {
        warning(ui, &format!("{}: {}", broken.subject, broken.text));
    }
}

fn one_bank(ui: &mut Ui, model: &Model, bank: &Bank, out: &mut Outbox) {
    ui.push_id(("bank", &bank.id), |ui| {
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - width::OPEN;
            ui.allocate_ui_with_layout(egui::vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                let title = RichText::new(&bank.title).font(strong(size::BODY));
                let spacing = ui.spacing_mut();
                let below_the_title = spacing.icon_width + spacing.icon_spacing;
                spacing.item_spacing.y = 0.0;
                switch(ui, model, bank, title, out);
                // A line of text, not of something to press.
                ui.spacing_mut().interact_size.y = 0.0;
                ui.horizontal_wrapped(|ui| {
                    ui.add_space(below_the_title);
                    note(ui, what_it_holds(model, bank));
                });
                ui.add_space(space::S);
                if model.notebook.is_own(&bank.id) {
                    let away = button(ui, "Remove");
                    if away.on_hover_text("It can be undone; export a bank under Settings").clicked() {
                        out.push(Command::Banks(BanksCommand::Remove(bank.id.clone())));
                    }
                }
            });
            if button(ui, "Open…").labelled(&format!("Open {}", bank.title)).clicked() {
                out.push(Command::Browse(BrowseCommand::Bank(Some(bank.id.clone()))));
            }
        });
    });
}

/// The switch of a bank, with the words that it shows.
pub fn switch(ui: &mut Ui, model: &Model, bank: &Bank, shown: RichText, out: &mut Outbox) {
    let label = format!("Ask from {}", bank.title);
    if let Some(on) = fields::switch_showing(ui, shown, &label, model.notebook.profile.is_on(bank)) {
        out.push(Command::Banks(BanksCommand::Switch(bank.id.clone(), on)));
    }
}

/// "320 questions, 305 never asked · 16 principles".
pub fn what_it_holds(model: &Model, bank: &Bank) -> String {
    let principles = counted(bank.principles.len(), "principle", "principles");
    format!("{} · {principles}", fresh_words(model, bank, bank.questions.iter()))
}

/// "20 questions, 18 never asked". What the person asks the interviewer has no such count.
pub fn fresh_words<'a>(model: &Model, bank: &Bank, questions: impl Iterator<Item = &'a Question>) -> String {
    let (mut all, mut asked_of_one, mut fresh) = (0, 0, 0);
    for question in questions {
        all += 1;
        if !bank.is_to_ask(question) {
            asked_of_one += 1;
            fresh += usize::from(model.notebook.asked().last_asked(&question.id).is_none());
        }
    }
    let all = counted(all, "question", "questions");
    if asked_of_one == 0 { all } else { format!("{all}, {fresh} never asked") }
}
