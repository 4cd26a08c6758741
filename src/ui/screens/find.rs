//! On stage: a question, and how fast a story comes; then which it is, and which principle it was.

use eframe::egui::{Id, RichText, ScrollArea, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, StageCommand};
use crate::app::find::{FindAction, Finding, by_title};
use crate::app::model::Model;
use crate::domain::countdown::Remaining;
use crate::domain::find::{FindPhase, FindQuestion};
use crate::ui::bindings::Context;

use super::super::tokens::{TARGET, colours, height, plain, serif, size, space, strong};
use super::super::widgets::{
    Labelled, button_with, fields, heading, keys_of, muted, note, primary_action, row, warning,
};
use super::super::{Outbox, attention};
use super::stage;

/// Draws the drill.
pub fn show(ui: &mut Ui, model: &Model, finding: &Finding, out: &mut Outbox) {
    let Some(asked) = finding.find.question() else { return };
    let controls = |ui: &mut Ui, out: &mut Outbox| controls(ui, finding, out);
    stage::set(ui, model, None, out, controls, |ui, _, out| {
        let (at, of) = finding.find.place();
        ui.horizontal(|ui| {
            ui.label(RichText::new("Find a story").font(strong(size::BODY)).color(colours(ui).accent));
            muted(ui, format!("· {at} of {of}"));
        });
        let room = ui.available_height();
        attention::scrolled(ui, ScrollArea::vertical().id_salt("find").auto_shrink(false), |ui| {
            let is_looking = matches!(finding.find.phase(), FindPhase::Listen | FindPhase::Look(_));
            let makes_way = stage::is_low(ui) && !is_looking;
            ui.add_space(if makes_way { 0.0 } else { space::L });
            if makes_way {
                // Where there is hardly room, what is to be chosen has it.
                muted(ui, &asked.question.text);
            } else if model.question_hidden() {
                ui.label(RichText::new("Listen: the question is being read.").font(serif(size::HEADING)));
            } else {
                let room = (room * 0.36).max(height::QUESTION_LEAST);
                stage::question(ui, &asked.question.text, model.window.full_screen, room);
            }
            ui.add_space(if makes_way { 0.0 } else { space::M });
            match finding.find.phase() {
                FindPhase::Listen => {
                    muted(ui, "The clock begins when the question has been read.");
                }
                FindPhase::Look(watch) => {
                    let left = Remaining::of(finding.find.limit(), watch.elapsed(model.now.mono));
                    let clock = RichText::new(left.clock()).font(plain(size::STAGE));
                    ui.label(clock);
                    muted(ui, "Which of your stories? Press Space as soon as you have one.");
                }
                FindPhase::Say => say(ui, finding),
                FindPhase::Choose => choose(ui, model, finding, out),
                FindPhase::Name => name(ui, asked, out),
                FindPhase::Told | FindPhase::Over => told(ui, model, finding, asked),
            }
        });
    });
}

fn say(ui: &mut Ui, finding: &Finding) {
    let words = match finding.find.looked() {
        Some((secs, true)) => format!("{secs:.1} s."),
        _ => format!(
            "Time is up, {} s. Take the first that comes to mind now.",
            finding.find.limit().as_secs()
        ),
    };
    ui.label(RichText::new(words).font(strong(size::LEAD)));
    ui.label("Say its first sentence aloud. There is no clock any more.");
}

fn choose(ui: &mut Ui, model: &Model, finding: &Finding, out: &mut Outbox) {
    heading(ui, "Which story is it?");
    let stories = by_title(model.notebook.to_tell());
    if stories.is_empty() {
        muted(ui, "No story is written yet. Press 0; the question is kept as one without a story.");
    }
    for (i, story) in stories.into_iter().enumerate() {
        let number = u8::try_from(i + 1).ok().filter(|number| *number <= 9);
        let title = story.shown_title();
        let label = number.map_or_else(|| title.to_owned(), |number| format!("{number}: {title}"));
        let chosen = i == finding.at;
        let response = row(ui, ("found", &story.id), &label, height::ROW, chosen, |ui| {
            let shown = number.map_or_else(|| "  ".to_owned(), |number| number.to_string());
            let accent = colours(ui).accent;
            ui.label(RichText::new(shown).font(strong(size::BODY)).color(accent));
            ui.label(title);
        });
        if chosen {
            fields::show_when_it_comes(ui, Id::unique("found chosen").with(i), &response);
        }
        if response.clicked() {
            out.push(Command::Stage(StageCommand::Found(story.id.clone())));
        }
    }
}

fn name(ui: &mut Ui, asked: &FindQuestion, out: &mut Outbox) {
    heading(ui, "Which principle is it?");
    for (number, choice) in (1..).zip(&asked.choices) {
        let action = Action::Find(FindAction::Name(number));
        let keys = keys_of(ui, Context::FindName, action);
        if button_with(ui, choice, keys.as_deref()).labelled(choice).clicked() {
            out.push(Command::Do(action));
        }
    }
}

/// What it was, whether that story tells it, and how the two principles differ.
fn told(ui: &mut Ui, model: &Model, finding: &Finding, asked: &FindQuestion) {
    let find = &finding.find;
    let named = find.named().unwrap_or_default();
    if named == asked.principle {
        ui.label(RichText::new(format!("✓ It was {}.", asked.principle)).font(strong(size::LEAD)));
    } else {
        warning(ui, &format!("It was {}, and you took it for {named}.", asked.principle));
        if let Some(words) = model.notebook.catalog().told_apart(&asked.principle, named) {
            ui.label(words);
        }
    }
    match find.story.as_deref().and_then(|id| model.notebook.story(id)) {
        Some(story) if story.tells(&asked.principle) => {
            let sign = if story.is_complete() { "✓ " } else { "" };
            let rest = if story.is_complete() { "" } else { ", and is not complete yet" };
            ui.label(format!("{sign}“{}” tells {}{rest}.", story.shown_title(), asked.principle));
        }
        Some(story) => {
            let what = if story.principles.is_empty() { "no principle" } else { "other principles" };
            ui.label(format!(
                "“{}” is kept under {what}. Does it tell {}?",
                story.shown_title(),
                asked.principle
            ));
        }
        None => {
            ui.label(format!("No story: a hole for {}.", asked.principle));
        }
    }
    let fitting = model.notebook.stories_for(&asked.principle);
    let fitting = fitting.iter().find(|story| Some(&story.id) != find.story.as_ref() && story.is_complete());
    if let Some(story) = fitting {
        note(ui, format!("You could also tell “{}”.", story.shown_title()));
    }
}

/// What can be done in each part.
fn controls(ui: &mut Ui, finding: &Finding, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let onward = Action::Find(FindAction::Onward);
        match finding.find.phase() {
            FindPhase::Listen | FindPhase::Look(_) => {
                let have = Action::Find(FindAction::HaveOne);
                primary_action(ui, Context::FindLook, have, "I have one", out);
            }
            FindPhase::Say => primary_action(ui, Context::FindOnward, onward, "I have said it", out),
            FindPhase::Choose => {
                primary_action(ui, Context::FindChoose, onward, "This one", out);
                let none = Action::Find(FindAction::Story(0));
                stage::text_action(ui, Context::FindChoose, none, "I have none", out);
            }
            FindPhase::Name => {}
            FindPhase::Told | FindPhase::Over => {
                let (at, of) = finding.find.place();
                let text = if at == of { "See what it came to" } else { "Next question" };
                primary_action(ui, Context::FindOnward, onward, text, out);
            }
        }
        let keys = keys_of(ui, Context::Always, Action::Escape);
        if button_with(ui, "Leave; what is done is kept", keys.as_deref()).clicked() {
            out.push(Command::Do(Action::Escape));
        }
        ui.add_space(TARGET);
    });
}
