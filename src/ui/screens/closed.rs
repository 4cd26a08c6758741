//! The session has closed: the evening first, then what moved, one thing to fix, and tomorrow's first question.

use eframe::egui::{RichText, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, HistoryCommand, StoriesCommand};
use crate::app::model::{Closed, Model, Screen, Suggestion};
use crate::chart::figure::{Table, number};
use crate::domain::attempt::{Attempt, Mode};
use crate::domain::countdown::clock_of;
use crate::domain::evening::{Evening, Moved};
use crate::domain::star::Section;
use crate::domain::story::lengths::Kept;
use crate::domain::words::{before_it_counts, count, listed, to_ready};
use crate::examples::examples;
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{plain, serif, size, space};
use super::super::widgets::example;
use super::super::widgets::times_strip::times_strip;
use super::super::widgets::{action_button, button, heading, muted, note, primary_action, table};

/// The page's heading.
pub fn title(model: &Model) -> &'static str {
    match &model.rehearse.closed {
        Some(closed) if closed.session.setup.mode == Mode::Shorter => "Told shorter",
        Some(closed) if closed.session.setup.mode == Mode::Part => "One part",
        Some(closed) if closed.evening.warm_up => "Warm.",
        _ => "Your evening",
    }
}

/// Draws the closing page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(closed) = &model.rehearse.closed else { return };
    if closed.session.setup.mode.is_retold() {
        retold(ui, model, closed, out);
        return;
    }
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
    recorded(ui, model, closed, out);
    retries(ui, evening, quiet);
    next(ui, model, closed, out);
    moved(ui, model, evening);
    sounds_like(ui, model, closed);
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

/// The way to what was recorded; nothing plays here.
fn recorded(ui: &mut Ui, model: &Model, closed: &Closed, out: &mut Outbox) {
    let answers = closed.session.attempts.iter().filter(|id| model.notebook.recording(**id).is_some());
    let answers: Vec<&Attempt> = answers.filter_map(|id| model.notebook.attempt(*id)).collect();
    if answers.is_empty() {
        return;
    }
    heading(ui, "Recorded");
    note(ui, "Hear one now, or tomorrow: the next day judges fairer.");
    for attempt in answers {
        if button(ui, &format!("Hear the answer: {}", attempt.question.text)).clicked() {
            out.push(Command::Do(Action::Go(Screen::History)));
            out.push(Command::History(HistoryCommand::Open(Some(attempt.id))));
        }
    }
}

/// What the questions of the evening can sound like, folded: one's own answer came first.
fn sounds_like(ui: &mut Ui, model: &Model, closed: &Closed) {
    let answers = closed.session.attempts.iter().filter_map(|id| model.notebook.attempt(*id));
    let with_some = answers.filter(|attempt| example::has_some(examples(), attempt));
    let answers: Vec<&Attempt> = with_some.collect();
    if answers.is_empty() {
        return;
    }
    heading(ui, "What it can sound like");
    for attempt in answers {
        muted(ui, &attempt.question.text);
        example::examples(ui, examples(), attempt);
    }
}

/// A story told for its own sake: what each length kept, or how the part went; and the way back to the story.
fn retold(ui: &mut Ui, model: &Model, closed: &Closed, out: &mut Outbox) {
    let attempts: Vec<&Attempt> =
        closed.session.attempts.iter().filter_map(|id| model.notebook.attempt(*id)).collect();
    for attempt in attempts.iter().filter(|attempt| attempt.mode == Mode::Part) {
        ui.label(RichText::new(&attempt.question.text).font(serif(size::LEAD)));
        let planned = attempt.planned_secs.map_or(0.0, |planned| planned.0.iter().sum());
        let spoken = attempt.answer_secs.unwrap_or_default();
        let name = attempt.part().map_or("part", Section::name);
        ui.label(format!("{name}: {} of {} planned.", clock_of(spoken), clock_of(planned)));
    }
    let kept = Kept::of(attempts.iter().copied());
    if !kept.is_empty() {
        table::plain_table(ui, "kept", "What each length kept", &kept_table(&kept));
        for kept in kept.iter().filter(|kept| !kept.left_out().is_empty()) {
            let left = listed(kept.left_out().into_iter().map(|section| section.name().to_lowercase()));
            muted(ui, format!("{} left out: {left}.", clock_of(kept.planned)));
        }
        if kept.iter().all(|kept| kept.sections.is_none()) {
            note(ui, "Press 1 to 4 while you tell it, and this says what each length kept.");
        }
    }
    note(ui, "It counts as evidence for nothing.");
    next(ui, model, closed, out);
    ui.add_space(space::M);
    let story = attempts.iter().find_map(|attempt| attempt.story.clone());
    ui.horizontal_wrapped(|ui| {
        action_button(ui, Context::Closed, Action::Go(Screen::Today), out);
        if let Some(story) = story
            && button(ui, "Open the story").clicked()
        {
            out.push(Command::Do(Action::Go(Screen::Stories)));
            out.push(Command::Stories(StoriesCommand::Open(Some(story))));
        }
    });
}

/// A row a length: seconds planned and spoken, and those of each section.
fn kept_table(kept: &[Kept]) -> Table {
    let mut columns = vec![number("Planned"), number("Spoken")];
    columns.extend(Section::ALL.map(|section| number(section.name())));
    let mut table = Table::new(columns);
    for kept in kept {
        let mut row = vec![clock_of(kept.planned), clock_of(kept.spoken)];
        row.extend(Section::ALL.map(|section| {
            kept.sections.map_or_else(|| "not marked".to_owned(), |secs| clock_of(secs[section]))
        }));
        table.rows.push(row);
    }
    table
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
        Suggestion::Find => (
            "Ten questions, and how fast a story comes to each. About five minutes.".to_owned(),
            "Find a story, ten times".to_owned(),
        ),
        Suggestion::Redo => ("Another question while it is fresh.".to_owned(), "Start".to_owned()),
    }
}
