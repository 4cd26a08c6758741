//! One question on a principle's page: its words, what is known of it, what can be done; and its fields.

use eframe::egui::{Id, Label, Response, RichText, Ui};

use crate::app::browse::BrowseCommand;
use crate::app::command::{Command, RehearseCommand};
use crate::app::model::Model;
use crate::domain::bank::{Bank, Evidence, Question};
use crate::domain::draw::{Scope, ago};
use crate::domain::level::{Level, Levels};
use crate::domain::overlay::Edited;

use super::super::Outbox;
use super::super::tokens::{colours, plain, serif, size, space};
use super::super::widgets::{Labelled, button, card, fields, muted, note, primary};

/// Draws a question, or its fields while it is edited. The one gone to from the search stands on a card.
pub fn show(ui: &mut Ui, model: &Model, bank: &Bank, question: &Question, out: &mut Outbox) {
    if model.browse.editing.as_deref() == Some(question.id.as_str()) {
        editor(ui, model, bank, &question.id, out);
        return;
    }
    ui.add_space(space::L);
    let gone_to = model.browse.at.as_deref() == Some(question.id.as_str());
    let words = ui
        .push_id(("question", &question.id), |ui| {
            if gone_to {
                card(ui, |ui| one(ui, model, bank, question, out))
            } else {
                one(ui, model, bank, question, out)
            }
        })
        .inner;
    if gone_to {
        fields::scroll_when_shown(ui, Id::unique("gone to").with(&question.id), &words);
    }
}

fn one(ui: &mut Ui, model: &Model, bank: &Bank, question: &Question, out: &mut Outbox) -> Response {
    ui.spacing_mut().item_spacing.y = space::XS;
    let c = colours(ui);
    let ink = if question.hidden { c.muted } else { c.ink };
    let text = RichText::new(&question.text).font(serif(size::LEAD)).color(ink);
    let words = ui.add(Label::new(text).wrap());
    for probe in &question.probes {
        ui.label(RichText::new(format!("↳ {probe}")).font(plain(size::SMALL)).color(c.muted));
    }
    let facts = facts(model, bank, question);
    if !facts.is_empty() {
        note(ui, facts);
    }
    ui.horizontal_wrapped(|ui| buttons(ui, model, bank, question, out));
    words
}

fn buttons(ui: &mut Ui, model: &Model, bank: &Bank, question: &Question, out: &mut Outbox) {
    // Which question a button is about is said by its place; those who do not see it hear it.
    let named = |ui: &mut Ui, text: &str| button(ui, text).labelled(&format!("{text}: {}", question.text));
    let id = || question.id.clone();
    let to_ask = bank.is_to_ask(question);
    if !question.hidden && !to_ask && named(ui, "Rehearse this").clicked() {
        out.push(Command::Rehearse(RehearseCommand::StartWith(Scope::Question(id()))));
    }
    let mut send = |command| out.push(Command::Browse(command));
    if named(ui, "Edit…").clicked() {
        send(BrowseCommand::Edit(Some(id())));
    }
    if is_edited(model, bank, &question.id) && named(ui, "Take my edit back").clicked() {
        send(BrowseCommand::TakeBack(id()));
    }
    if question.hidden && named(ui, "Ask it again").clicked() {
        send(BrowseCommand::Hide(id(), false));
    }
    if !question.hidden && !to_ask && named(ui, "Never ask").clicked() {
        send(BrowseCommand::Hide(id(), true));
    }
}

fn is_edited(model: &Model, bank: &Bank, id: &str) -> bool {
    model.notebook.overlay(&bank.id).is_some_and(|overlay| overlay.edited.contains_key(id))
}

fn is_added(model: &Model, bank: &Bank, id: &str) -> bool {
    model.notebook.overlay(&bank.id).is_some_and(|overlay| overlay.added(id).is_some())
}

/// "For managers · wants a failure · last asked 3 days ago".
fn facts(model: &Model, bank: &Bank, question: &Question) -> String {
    let mut facts: Vec<String> = Vec::new();
    let main = question.principles.first().and_then(|id| bank.principle(id));
    if let Some(main) = main.filter(|main| model.browse.principle.as_ref() != Some(&main.id)) {
        facts.push(format!("mainly about {}", main.name));
    }
    if let Some(levels) = question.levels.told() {
        facts.push(format!("level: {levels}"));
    }
    if let Some(evidence) = question.evidence {
        facts.push(format!("wants {}", wanted(evidence)));
    }
    if question.hidden {
        facts.push("never asked again, as you said".to_owned());
    } else if !bank.is_to_ask(question) {
        let last = model.notebook.asked().last_asked(&question.id);
        facts.push(match last {
            Some(at) => format!("last asked {}", ago(at, model.now.wall)),
            None => "never asked".to_owned(),
        });
    }
    if is_added(model, bank, &question.id) {
        facts.push("added by you".to_owned());
    } else if is_edited(model, bank, &question.id) {
        facts.push("in your words".to_owned());
    }
    sentence(&facts.join(" · "))
}

/// With a capital at the beginning.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The fields of the question with this id, which may not be in the bank yet.
pub fn editor(ui: &mut Ui, model: &Model, bank: &Bank, id: &str, out: &mut Outbox) {
    ui.add_space(space::L);
    card(ui, |ui| {
        let words = words(model, bank, id);
        let mut edited = words.clone();
        let field = |what: &str| Id::unique("question field").with((what.to_owned(), id.to_owned()));
        let hint = "Tell me about a time …";
        if let Some(text) = fields::lines(ui, field("text"), "Question", &words.text, hint, 2) {
            edited.text = text;
        }
        fields::focus_when_shown(ui, field("text"));
        let probes = words.probes.join("\n");
        let hint = "What did you give up for it?";
        if let Some(text) = fields::lines(ui, field("probes"), "Follow-ups, one a line", &probes, hint, 3) {
            edited.probes = text.split('\n').map(str::to_owned).collect();
        }
        if let Some(added) = model.notebook.overlay(&bank.id).and_then(|overlay| overlay.added(id)) {
            tags(ui, added, out);
        }
        if edited != words {
            out.push(Command::Browse(BrowseCommand::Write(id.to_owned(), edited)));
        }
        let edited = is_edited(model, bank, id);
        if let Some(question) = model.notebook.as_it_came(&bank.id, id).filter(|_| edited) {
            note(ui, format!("As it came: {}", question.text));
        }
        note(
            ui,
            "Saved a second after you stop typing. Your answers so far keep the words they were asked in.",
        );
        ui.horizontal_wrapped(|ui| {
            if primary(ui, "Done", None).clicked() {
                out.push(Command::Browse(BrowseCommand::Edit(None)));
            }
            if edited && button(ui, "Take my edit back").clicked() {
                out.push(Command::Browse(BrowseCommand::TakeBack(id.to_owned())));
            }
            if is_added(model, bank, id) && button(ui, "Delete this question").clicked() {
                out.push(Command::Browse(BrowseCommand::Delete(id.to_owned())));
            }
        });
        if words.text.trim().is_empty() {
            muted(ui, "Without words it is not kept.");
        }
    });
}

/// Which levels a question of the person's own suits, and what it wants; none pressed means any.
fn tags(ui: &mut Ui, question: &Question, out: &mut Outbox) {
    let tag = |levels: Levels, evidence: Option<Evidence>, out: &mut Outbox| {
        out.push(Command::Browse(BrowseCommand::Tag(question.id.clone(), levels, evidence)));
    };
    note(ui, "Levels it suits; none means all");
    ui.horizontal_wrapped(|ui| {
        let named = question.levels.named();
        for level in Level::ALL {
            if let Some(on) = fields::chip(ui, level.name(), named.contains(&level)) {
                let levels =
                    Level::ALL.into_iter().filter(|l| if *l == level { on } else { named.contains(l) });
                tag(Levels::new(levels.map(|l| l.id().to_owned()).collect()), question.evidence, out);
            }
        }
    });
    note(ui, "What it wants to hear about");
    ui.horizontal_wrapped(|ui| {
        for (evidence, words) in Evidence::ALL.map(|e| (e, wanted(e))) {
            if let Some(on) = fields::chip(ui, words, question.evidence == Some(evidence)) {
                tag(question.levels.clone(), on.then_some(evidence), out);
            }
        }
    });
}

fn wanted(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Success => "a success",
        Evidence::Failure => "a failure",
        Evidence::Conflict => "a conflict",
        Evidence::Number => "a number",
    }
}

/// The words of a question as typed, blanks and all.
fn words(model: &Model, bank: &Bank, id: &str) -> Edited {
    let overlay = model.notebook.overlay(&bank.id);
    let typed = overlay
        .and_then(|overlay| overlay.edited.get(id).cloned().or_else(|| overlay.added(id).map(Edited::of)));
    typed.or_else(|| bank.question(id).map(Edited::of)).unwrap_or_default()
}
