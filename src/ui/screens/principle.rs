//! One principle of a bank: what it means, what is listened for, how it is missed, how it differs; its questions.

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

use crate::app::browse::BrowseCommand;
use crate::app::command::Command;
use crate::app::model::Model;
use crate::domain::bank::{AskedBy, Bank, Principle, Question};

use super::super::Outbox;
use super::super::tokens::{plain, size, space, strong};
use super::super::widgets::{button, heading, note};
use super::banks::fresh_words;
use super::{own_bank, question};

/// Draws the page of a principle.
pub fn show(ui: &mut Ui, model: &Model, bank: &Bank, principle: &Principle, out: &mut Outbox) {
    if button(ui, &format!("← {}", bank.title)).clicked() {
        out.push(Command::Browse(BrowseCommand::Principle(None)));
    }
    ui.add_space(space::S);
    ui.label(RichText::new(&principle.name).font(strong(size::HEADING)));
    description(ui, model, bank, principle);
    if model.notebook.is_own(&bank.id) {
        own_bank::principle(ui, model, bank, &principle.id, out);
    }
    heading(ui, "Questions");
    note(ui, fresh_words(model, bank, bank.questions_of(&principle.id)));
    if principle.asked_by == AskedBy::Candidate {
        by_round(ui, model, bank, principle, out);
    } else {
        let is_main = |q: &&Question| q.principles.first() == Some(&principle.id);
        for one in bank.questions_of(&principle.id).filter(is_main) {
            question::show(ui, model, bank, one, out);
        }
        let mut others = bank.questions_of(&principle.id).filter(|q| !is_main(q)).peekable();
        if others.peek().is_some() {
            heading(ui, "Mainly about another principle");
        }
        for one in others {
            question::show(ui, model, bank, one, out);
        }
    }
    // A question that has no words yet is not in the bank.
    if let Some(id) = model.browse.editing.as_ref().filter(|id| bank.question(id).is_none()) {
        question::editor(ui, model, bank, id, out);
        return;
    }
    ui.add_space(space::L);
    if button(ui, "Add a question…").clicked() {
        out.push(Command::Browse(BrowseCommand::Add));
    }
}

/// Where a principle is described: here, or in another bank if here it is only named.
pub fn described<'a>(
    model: &'a Model,
    bank: &'a Bank,
    principle: &'a Principle,
) -> (&'a Bank, &'a Principle) {
    if !principle.meaning.is_empty() {
        return (bank, principle);
    }
    let with_words = |b: &'a Arc<Bank>| {
        let found = b.principles.iter().find(|p| p.name == principle.name && !p.meaning.is_empty())?;
        Some((&**b, found))
    };
    model.notebook.catalog().banks().iter().find_map(with_words).unwrap_or((bank, principle))
}

fn description(ui: &mut Ui, model: &Model, bank: &Bank, principle: &Principle) {
    let (from, described) = described(model, bank, principle);
    if !described.meaning.is_empty() {
        ui.label(RichText::new(&described.meaning).font(plain(size::LEAD)));
    }
    if from.id != bank.id {
        note(ui, format!("Described in {}.", from.title));
    }
    let points = [("They listen for", &described.signs), ("Common ways to miss", &described.misses)];
    for (title, lines) in points.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        part(ui, title);
        for line in lines {
            ui.label(format!("• {line}"));
        }
    }
    if !described.differs.is_empty() {
        part(ui, "How it differs");
        for (other, words) in &described.differs {
            let name = from.principle(other).map_or(other.as_str(), |p| p.name.as_str());
            ui.label(format!("• From {name}: {words}"));
        }
    }
}

fn part(ui: &mut Ui, title: &str) {
    ui.add_space(space::M);
    ui.label(RichText::new(title).font(strong(size::BODY)));
}

/// What the person asks the interviewer, round by round.
fn by_round(ui: &mut Ui, model: &Model, bank: &Bank, principle: &Principle, out: &mut Outbox) {
    let round_of = |question: &Question| round_name(question.round.as_deref());
    let mut rounds: Vec<String> = Vec::new();
    for question in bank.questions_of(&principle.id) {
        let round = round_of(question);
        if !rounds.contains(&round) {
            rounds.push(round);
        }
    }
    for round in rounds {
        part(ui, &round);
        for question in bank.questions_of(&principle.id).filter(|q| round_of(q) == round) {
            question::show(ui, model, bank, question, out);
        }
    }
}

/// "Hiring manager", "Any round".
fn round_name(round: Option<&str>) -> String {
    question::sentence(round.filter(|round| *round != "any").unwrap_or("any round"))
}
