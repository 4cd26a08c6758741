//! Banks: where questions come from, imported, switched on and off.

use eframe::egui::{self, RichText, Ui};

use crate::app::command::Command;
use crate::app::model::Model;
use crate::domain::bank::{Bank, Principle};

use super::super::Outbox;
use super::super::tokens::{colours, plain, size, space, strong};
use super::super::widgets::{button, card, fields, heading, muted, note, warning};
use super::import;
use super::today::count;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    import::show(ui, model, out);
    heading(ui, "Banks");
    for bank in model.catalog.banks() {
        card(ui, |ui| one_bank(ui, model, bank, out));
        ui.add_space(space::S);
    }
    for broken in &model.broken_banks {
        warning(ui, &format!("{}: {}", broken.subject, broken.text));
    }
    muted(
        ui,
        "A bank of your own is a JSON file; add it as you would import any file. Its format is described in \
         question_banks/README.md; greenroom bank new begins one.",
    );
}

fn one_bank(ui: &mut Ui, model: &Model, bank: &Bank, out: &mut Outbox) {
    let on = model.profile.is_on(bank);
    let own = model.own_banks.iter().any(|b| b.id == bank.id);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&bank.title).font(strong(size::LEAD)));
        if let Some(on) = fields::switch(ui, &format!("Ask from {}", bank.title), on) {
            out.push(Command::SwitchBank(bank.id.clone(), on));
        }
    });
    let questions = count(u32::try_from(bank.questions.len()).unwrap_or(u32::MAX), "question");
    let principles = count(u32::try_from(bank.principles.len()).unwrap_or(u32::MAX), "principle");
    let fresh = bank.questions.iter().filter(|q| model.asked.last_asked(&q.id).is_none()).count();
    let whose = if own { "yours" } else { "came with Greenroom" };
    note(ui, format!("{questions}, {fresh} never asked, {principles}, {whose}"));
    if own && button(ui, "Take away").on_hover_text("The file is kept in the folder recovered").clicked() {
        out.push(Command::RemoveBank(bank.id.clone()));
    }
    let counts = bank.principles.iter().map(|p| (p, bank.questions_of(&p.id).count()));
    egui::CollapsingHeader::new(format!("Show the questions of {}", bank.title))
        .id_salt(("bank", &bank.id))
        .show(ui, |ui| {
            for (principle, n) in counts {
                one_principle(ui, bank, principle, n);
            }
        });
}

fn one_principle(ui: &mut Ui, bank: &Bank, principle: &Principle, n: usize) {
    let n = u32::try_from(n).unwrap_or(u32::MAX);
    let title = format!("{}: {}", principle.name, count(n, "question"));
    egui::CollapsingHeader::new(title).id_salt(("principle", &bank.id, &principle.id)).show(ui, |ui| {
        if !principle.meaning.is_empty() {
            muted(ui, &principle.meaning);
        }
        for question in bank.questions_of(&principle.id) {
            ui.add_space(space::XS);
            ui.label(&question.text);
            for probe in &question.probes {
                let colour = colours(ui).muted;
                ui.label(RichText::new(format!("   ↳ {probe}")).font(plain(size::SMALL)).color(colour));
            }
        }
    });
}
