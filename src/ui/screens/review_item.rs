//! One item of a review: its words, its source and why it was recognised; and its fields while it is edited.

use eframe::egui::{self, Id, RichText, Ui};

use crate::app::action::{Action, ReviewAction};
use crate::app::command::{Command, ImportCommand, ReviewCommand};
use crate::app::model::Model;
use crate::domain::profile::Target;
use crate::domain::review::stage::{fit, said_of};
use crate::domain::review::{Body, Choice, Field, Item, Range, Review, Twin};
use crate::domain::star::Section;
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{combo, plain, serif, size, space, strong};
use super::super::widgets::list::{self, List};
use super::super::widgets::{action_button, button, button_with, fields, keys_of, muted, note};
use super::review::fate;

/// How much one press of a button adds to a length, in minutes.
const MINUTES_STEP: f64 = 5.0;

/// What is chosen, in full, with what can be done about it.
pub fn show(ui: &mut Ui, model: &Model, review: &Review, item: &Item, out: &mut Outbox) {
    if !item.stored {
        buttons(ui, item, out);
    } else if matches!(item.body, Body::Question { .. }) {
        let keys = keys_of(ui, Context::Review, Action::Review(ReviewAction::Edit));
        if button_with(ui, "Its principles", keys.as_deref()).clicked() {
            out.push(Command::Do(Action::Review(ReviewAction::Edit)));
        }
    }
    words(ui, item);
    if let Some(words) = against_target(item, &model.notebook.profile.target) {
        note(ui, words);
    }
    if item.waits_for_principle() {
        let names = item.proposed.join(" and ");
        note(ui, format!("The text names no principle. Proposed by its words: {names}."));
    }
    let (_, fate) = fate(review, item);
    let line = format!("Line {}: {}", item.line, item.excerpt);
    ui.add(egui::Label::new(RichText::new(line).font(plain(size::SMALL))).wrap());
    note(ui, format!("{} · {} · {fate}", item.kind().name(), item.why));
    if let Some(twin) = &item.twin {
        muted(ui, twin_words(review, twin));
    }
}

fn buttons(ui: &mut Ui, item: &Item, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let take = if item.choice == Choice::Take { "Skip" } else { "Add" };
        let keys = keys_of(ui, Context::Review, Action::Review(ReviewAction::Take));
        if button_with(ui, take, keys.as_deref()).clicked() {
            out.push(Command::Import(ImportCommand::Review(ReviewCommand::Toggle(item.id))));
        }
        action_button(ui, Context::Review, Action::Review(ReviewAction::Edit), out);
        if item.waits_for_principle() {
            let use_it = format!("Use {}", item.proposed.join(" and "));
            let keys = keys_of(ui, Context::Review, Action::Review(ReviewAction::UseProposed));
            if button_with(ui, &use_it, keys.as_deref()).clicked() {
                out.push(Command::Import(ImportCommand::Review(ReviewCommand::UseProposed(item.id))));
            }
        }
        if item.twin.is_some() && item.choice != Choice::Merged {
            action_button(ui, Context::Review, Action::Review(ReviewAction::Merge), out);
        }
    });
}

/// What the target says already where the item would go.
fn against_target(item: &Item, target: &Target) -> Option<String> {
    match &item.body {
        Body::Target { field, .. } if !item.stored => {
            let known = match field {
                Field::Company => &target.company,
                Field::Role => &target.role,
            };
            let known = known.trim();
            let differs = !known.is_empty() && item.text() != format!("{}: {known}", field.name());
            differs.then(|| format!("Your interview says {known}, which stays."))
        }
        Body::Stage { .. } if !item.stored => {
            let fitted = fit(&item.body, target, &[])?;
            let known = &target.stages[fitted.into?];
            let (now, before) = (said_of(&fitted.after), said_of(known));
            Some(format!("Goes into your stage {}: {now}, was: {before}.", known.name))
        }
        _ => None,
    }
}

fn words(ui: &mut Ui, item: &Item) {
    match &item.body {
        Body::Question { text, probes, checklist, .. } => {
            ui.add(egui::Label::new(RichText::new(text).font(serif(size::LEAD))).wrap());
            for probe in probes {
                note(ui, format!("↳ {probe}"));
            }
            if !checklist.is_empty() {
                note(ui, "To check the answer against while scoring:");
                for point in checklist {
                    note(ui, format!("• {point}"));
                }
            }
        }
        Body::Story { title, question, sections, .. } => {
            let title = if title.is_empty() { crate::domain::story::UNTITLED } else { title };
            ui.label(RichText::new(title).font(strong(size::LEAD)));
            if !question.is_empty() {
                note(ui, format!("Told for: {question}"));
            }
            for (section, text) in sections.iter() {
                let text = if text.is_empty() { "nothing written" } else { text };
                ui.add(egui::Label::new(format!("{section}: {text}")).wrap());
            }
        }
        Body::Weight { principle, weight } => {
            ui.label(format!("{principle} is drawn {weight} times as often as others."));
        }
        Body::Stage { .. } | Body::Target { .. } => {
            ui.label(item.text());
        }
        Body::Expectation { text, competency, level } => {
            ui.add(egui::Label::new(text).wrap());
            let of: Vec<&str> =
                [competency.as_str(), level].into_iter().filter(|words| !words.is_empty()).collect();
            note(ui, of.join(" · "));
        }
        Body::Moment { text, .. } | Body::Tip { text, .. } | Body::AskThem { text } | Body::Note { text } => {
            ui.add(egui::Label::new(text).wrap());
        }
    }
}

fn twin_words(review: &Review, twin: &Twin) -> String {
    let percent = twin.alike() * 100.0;
    match twin {
        Twin::Bank { text, bank, .. } => format!("{percent:.0} % like “{text}” in {bank}"),
        Twin::Item { id, .. } => {
            let text = review.item(*id).map(Item::text).unwrap_or_default();
            format!("{percent:.0} % like “{text}” in this file")
        }
    }
}

/// The fields of an item.
pub fn edit(ui: &mut Ui, model: &Model, item: &Item, out: &mut Outbox) {
    if button(ui, "← The whole review").clicked() {
        out.push(Command::Import(ImportCommand::Review(ReviewCommand::Editing(false))));
    }
    ui.add_space(space::S);
    let mut edited = item.clone();
    if item.stored {
        ui.add(egui::Label::new(RichText::new(item.text()).font(serif(size::LEAD))).wrap());
        principles(ui, model, &mut edited);
        note(ui, "Its words are edited under Banks, where it is now.");
        if edited != *item {
            out.push(Command::Import(ImportCommand::Edit(Box::new(edited))));
        }
        return;
    }
    kinds(ui, item, out);
    let id = |what: &str| Id::unique("review field").with((what.to_owned(), item.id));
    // The first field has the keyboard at once; a story's title is its first.
    let first = if matches!(item.body, Body::Story { .. }) { "title" } else { "text" };
    if !matches!(item.body, Body::Weight { .. }) {
        fields::focus_when_shown(ui, id(first));
    }
    let lines = |ui: &mut Ui, what: &str, label: &str, text: &mut String, rows: usize| {
        if let Some(new) = fields::lines(ui, id(what), label, text, "", rows) {
            *text = new;
        }
    };
    match &mut edited.body {
        Body::Question { text, probes, checklist, .. } => {
            lines(ui, "text", "Question", text, 3);
            let mut all = probes.join("\n");
            lines(ui, "probes", "Follow-ups, one a line", &mut all, 3);
            *probes = all.split('\n').map(str::to_owned).collect();
            if probes.iter().all(String::is_empty) {
                probes.clear();
            }
            if !checklist.is_empty() {
                let mut all = checklist.join("\n");
                lines(ui, "checklist", "To check against while scoring, one a line", &mut all, 3);
                *checklist = all.split('\n').map(str::to_owned).collect();
                if checklist.iter().all(String::is_empty) {
                    checklist.clear();
                }
            }
        }
        Body::Story { title, sections, .. } => {
            lines(ui, "title", "Title", title, 1);
            for section in Section::ALL {
                lines(ui, section.name(), section.name(), &mut sections[section], 3);
            }
        }
        Body::Target { field, text } => lines(ui, "text", field.name(), text, 1),
        Body::Stage { name, date, minutes, interviewers, rounds } => {
            lines(ui, "text", "Stage", name, 1);
            if let Some(day) = *date {
                ui.horizontal(|ui| {
                    ui.label(day.format("%A %-d %B %Y").to_string());
                    if button(ui, "Not this day").clicked() {
                        *date = None;
                    }
                });
            }
            range(ui, "Length of one talk", " min", 480, minutes);
            range(ui, "Interviewers at one time", "", 12, interviewers);
            range(ui, "Talks, one after another", "", 12, rounds);
        }
        Body::Weight { .. } => {
            muted(ui, "Choose the principle that counts most.");
        }
        Body::Moment { text, .. }
        | Body::Tip { text, .. }
        | Body::Expectation { text, .. }
        | Body::AskThem { text }
        | Body::Note { text } => lines(ui, "text", "Words", text, 3),
    }
    if !item.principles().is_empty() || takes_principles(item) {
        principles(ui, model, &mut edited);
    }
    note(ui, format!("Line {}: {}", item.line, item.excerpt));
    if edited != *item {
        out.push(Command::Import(ImportCommand::Edit(Box::new(edited))));
    }
}

/// Fewest and most of something; 0 stands for not known.
fn range(ui: &mut Ui, what: &str, suffix: &str, most: u32, range: &mut Option<Range>) {
    note(ui, format!("{what}, 0 if not known"));
    let [mut from, mut to] = range.unwrap_or([0, 0]);
    let (low, high) = (format!("{what}: least"), format!("{what}: most"));
    let number = |name, prefix| fields::Number {
        name,
        prefix,
        suffix,
        range: (0.0, f64::from(most)),
        step: if most > 100 { MINUTES_STEP } else { 1.0 },
    };
    ui.horizontal_wrapped(|ui| {
        if let Some(new) = fields::whole(ui, number(&low, "from "), from) {
            from = new;
            to = if new == 0 { 0 } else { to.max(new) };
        }
        if let Some(new) = fields::whole(ui, number(&high, "to "), to) {
            to = new;
            from = if from == 0 { new } else { from.min(new) };
        }
    });
    *range = (to > 0).then_some([from, to]);
}

/// What an item is, and what else it could be.
fn kinds(ui: &mut Ui, item: &Item, out: &mut Outbox) {
    let kinds = item.other_kinds();
    if kinds.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        let chosen = kinds.iter().position(|kind| *kind == item.kind());
        let items = kinds.iter().map(|kind| (*kind, kind.name().to_owned())).collect();
        let list = List { name: "It is one of", named: true, shown: item.kind().name(), width: combo::KIND };
        if let Some(kind) = list::pick(ui, ("review kind", item.id), list, chosen, items) {
            let command = ReviewCommand::ChangeKind(item.id, kind);
            out.push(Command::Import(ImportCommand::Review(command)));
        }
    });
}

fn takes_principles(item: &Item) -> bool {
    matches!(
        item.body,
        Body::Question { .. } | Body::Story { .. } | Body::Tip { .. } | Body::Expectation { .. }
    )
}

fn principles(ui: &mut Ui, model: &Model, item: &mut Item) {
    let one = matches!(item.body, Body::Weight { .. } | Body::Expectation { .. });
    note(ui, if one { "Principle" } else { "Principles" });
    let names: Vec<String> = item.principles().iter().filter(|name| !name.is_empty()).cloned().collect();
    ui.horizontal_wrapped(|ui| {
        for name in &names {
            if one {
                ui.label(name);
            } else if button(ui, &format!("{name} ×")).on_hover_text("Take this principle off").clicked() {
                item.set_principles(names.iter().filter(|n| *n != name).cloned().collect());
            }
        }
        let shown = if one { "Change…" } else { "Add…" };
        let list = List { name: "Add a principle", named: false, shown, width: combo::ADD };
        let in_play = model.notebook.catalog().in_play().iter().filter(|known| !names.contains(&known.name));
        let items = in_play.map(|known| (known.name.clone(), known.name.clone())).collect();
        if let Some(name) = list::pick(ui, ("review principle", item.id), list, None, items) {
            let mut all = names.clone();
            all.push(name);
            item.set_principles(all);
        }
    });
}
