//! The session has closed: the evening first, then what moved, one thing to fix, and tomorrow's first question.

use eframe::egui::{RichText, Ui};

use crate::app::action::Action;
use crate::app::model::{Closed, Model, Screen, Suggestion};
use crate::domain::evening::{Evening, Moved};
use crate::domain::words::{before_it_counts, count, to_ready};
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{plain, serif, size, space};
use super::super::widgets::times_strip::times_strip;
use super::super::widgets::{action_button, heading, muted, note, primary_action};

/// The page's heading.
pub fn title(model: &Model) -> &'static str {
    let warm_up = model.rehearse.closed.as_ref().is_some_and(|closed| closed.evening.warm_up);
    if warm_up { "Warm." } else { "Your evening" }
}

/// Draws the closing page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(closed) = &model.rehearse.closed else { return };
    let (evening, quiet) = (&closed.evening, model.notebook.profile.settings.quiet);
    ui.label(RichText::new(evening.words(quiet)).font(plain(size::LEAD)));
    if let Some(sections) = &evening.sections {
        ui.add_space(space::S);
        times_strip(ui, "evening", &sections.planned, &sections.spoken);
        if sections.answers < evening.answers {
            note(
                ui,
                format!("Parts were marked in {} of {}.", sections.answers, count(evening.answers, "answer")),
            );
        }
    }
    promises(ui, evening);
    retries(ui, evening, quiet);
    next(ui, model, closed, out);
    moved(ui, model, evening);
    if let Some(tomorrow) = &closed.tomorrow {
        heading(ui, "Tomorrow's first question");
        ui.label(RichText::new(&tomorrow.text).font(serif(size::LEAD)));
        muted(ui, format!("Drawn now; by tomorrow the draw may know better. {}", tomorrow.reason));
    }
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        // So close to the interview nothing new is begun.
        if !model.notebook.plan().is_close() {
            action_button(ui, Context::Closed, Action::Start, out);
        }
        if closed.next != Suggestion::Redo && evening.weakest.is_some() {
            action_button(ui, Context::Closed, Action::Redo, out);
        }
        action_button(ui, Context::Closed, Action::Go(Screen::Today), out);
    });
}

fn promises(ui: &mut Ui, evening: &Evening) {
    if evening.promises.is_empty() {
        return;
    }
    heading(ui, "Next time I will …");
    for promise in &evening.promises {
        ui.label(RichText::new(format!("… {}", promise.words)).font(serif(size::LEAD)));
        if evening.promises.len() > 1 {
            note(ui, &promise.principle);
        }
    }
}

/// What was given again: before, and after.
fn retries(ui: &mut Ui, evening: &Evening, quiet: bool) {
    if evening.retries.is_empty() || quiet {
        return;
    }
    heading(ui, "Before and after");
    for retry in &evening.retries {
        ui.label(retry.words());
        note(ui, &retry.question);
    }
}

/// The one thing to fix, and the one key that does it.
fn next(ui: &mut Ui, model: &Model, closed: &Closed, out: &mut Outbox) {
    let fix = closed.evening.fix.filter(|_| closed.next == Suggestion::Redo);
    heading(ui, if fix.is_some() { "One thing to fix" } else { "What comes next" });
    let (text, button) = match &fix {
        Some(fix) => {
            let quiet = model.notebook.profile.settings.quiet;
            let words = if quiet { fix.what.advice() } else { fix.what.words() };
            (words, "Give it again".to_owned())
        }
        None => next_words(&closed.next),
    };
    ui.label(RichText::new(text).font(plain(size::LEAD)));
    if let Some(attempt) = fix.and_then(|fix| model.notebook.attempt(fix.attempt)) {
        muted(ui, &attempt.question.text);
    }
    ui.add_space(space::XS);
    primary_action(ui, Context::Closed, Action::Next, &button, out);
}

fn moved(ui: &mut Ui, model: &Model, evening: &Evening) {
    if evening.warm_up {
        return;
    }
    heading(ui, "What moved");
    if model.notebook.profile.settings.quiet {
        muted(ui, "Scores are kept and not shown: quiet mode is on.");
        return;
    }
    if evening.moved.is_empty() {
        muted(ui, "Nothing was scored, so readiness stays where it was.");
    }
    for moved in &evening.moved {
        ui.label(moved_words(moved));
    }
}

/// What a principle counts as now and why: no figure under three answers.
fn moved_words(moved: &Moved) -> String {
    let Moved { principle, before, after } = moved;
    if let Some(words) = before_it_counts(after) {
        return format!("{principle}: {words}.");
    }
    let low = after.low;
    let given = after.given.map_or_else(String::new, |given| {
        format!(": you gave {given:.1} over {}", count(after.answers, "answer"))
    });
    let counts = if before.mean.is_none() || before_it_counts(before).is_some() {
        format!("{principle} counts from today, as {low:.1} of 5")
    } else {
        let was = format!("{:.1}", before.low);
        let before =
            if was == format!("{low:.1}") { "as before".to_owned() } else { format!("before as {was}") };
        format!("{principle} counts as {low:.1} of 5, {before}")
    };
    let next = to_ready(after);
    let next = if next.is_empty() { next } else { format!("; {next}") };
    format!("{counts}{given}{next}.")
}

fn next_words(next: &Suggestion) -> (String, String) {
    match next {
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
        Suggestion::Redo => ("Another question while it is fresh.".to_owned(), "Start".to_owned()),
    }
}
