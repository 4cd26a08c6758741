//! The session has closed: what moved, one thing to fix, and tomorrow's first question.

use eframe::egui::{RichText, Ui};

use crate::app::action::Action;
use crate::app::model::{Closed, Model, Suggestion};
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{plain, serif, size, space, strong};
use super::super::widgets::{action_button, heading, muted, primary_action};
use crate::domain::words::count;

/// Draws the closing page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(closed) = &model.closed else { return };
    let answers = closed.session.attempts.len();
    ui.label(
        RichText::new(format!("Session closed: {}", count(answers, "answer"))).font(strong(size::HEADING)),
    );
    moved(ui, model, closed);
    heading(ui, "One thing to fix");
    let (text, button) = fix_words(closed);
    ui.label(RichText::new(text).font(plain(size::LEAD)));
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, Context::Closed, Action::Next, &button, out);
        if closed.debrief.weakest_attempt.is_some() && closed.fix != Suggestion::Redo {
            action_button(ui, Context::Closed, Action::Redo, out);
        }
    });
    if let Some(weakest) = closed.debrief.weakest_attempt.and_then(|id| model.attempt(id)) {
        muted(ui, format!("The weakest answer: {}", weakest.question.text));
    }
    if let Some(tomorrow) = &closed.tomorrow {
        heading(ui, "Tomorrow's first question");
        ui.label(RichText::new(&tomorrow.text).font(serif(size::LEAD)));
        muted(ui, format!("Drawn now; by tomorrow the draw may know better. {}", tomorrow.reason));
    }
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        action_button(ui, Context::Closed, Action::Start, out);
        action_button(ui, Context::Closed, Action::Go(crate::app::model::Screen::Today), out);
    });
}

fn moved(ui: &mut Ui, model: &Model, closed: &Closed) {
    heading(ui, "What moved");
    if model.profile.settings.quiet {
        muted(ui, "Scores are kept and not shown: quiet mode is on.");
        return;
    }
    if closed.debrief.moved.is_empty() {
        muted(ui, "Nothing was scored, so readiness stays where it was.");
    }
    for moved in &closed.debrief.moved {
        let (before, after) = (moved.before.low, moved.after.low);
        let text = if moved.before.answers == 0 {
            format!("{}: counts as {after:.1} of 5, the first evidence there is", moved.principle)
        } else {
            format!("{}: counted as {before:.1} of 5, now {after:.1}", moved.principle)
        };
        ui.label(text);
    }
    if let Some((dimension, mean, n)) = closed.debrief.weakest_dimension {
        let over = count(n, "answer");
        muted(ui, format!("Lowest: {dimension}, {mean:.1} of 5 over {over}."));
    }
}

fn fix_words(closed: &Closed) -> (String, String) {
    match &closed.fix {
        Suggestion::Outline(principle) => (
            format!("No complete story tells {principle} yet. Outline one; it takes about 6 min."),
            "Outline a story".to_owned(),
        ),
        Suggestion::Drill(principle) => {
            (format!("{principle} would help most now."), format!("Drill {principle}"))
        }
        Suggestion::Planned(names) => {
            let left = count(names.len(), "answer");
            (format!("Today's list goes on: {left} to give."), "Go on with the list".to_owned())
        }
        Suggestion::WarmUp => ("One more warm-up, then the sheet.".to_owned(), "Start a warm-up".to_owned()),
        Suggestion::Sheet => (
            "You are warm. Read your sheet once; that is all for now.".to_owned(),
            "Open the sheet".to_owned(),
        ),
        Suggestion::Redo => (
            "Do the weakest answer once more while it is fresh.".to_owned(),
            "Redo the weakest answer".to_owned(),
        ),
    }
}
