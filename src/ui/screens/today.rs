//! Today: the interview that is coming, and the one next action.

use eframe::egui::{self, RichText, Ui};

use crate::app::action::{Action, Context};
use crate::app::command::{Command, RecoveredChoice};
use crate::app::model::{Fix, Model, Screen};
use crate::domain::countdown::clock;
use crate::domain::draw::ago;
use crate::domain::readiness::State;
use crate::domain::rehearsal::PROBE_SECS;
use crate::domain::standing::Row;

use super::super::Outbox;
use super::super::tokens::{colours, plain, size, space, strong};
use super::super::widgets::{button, button_with, card, heading, keys_of, muted, primary, primary_action};
use super::import;

/// Seconds it takes to score an answer (DESIGN 3.2).
const SCORE_SECS: u64 = 25;
/// Minutes it takes to outline a story (DESIGN 3.4).
const OUTLINE_MIN: u64 = 6;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    target_line(ui, model, out);
    ui.add_space(space::L);
    if model.recovered.is_some() {
        recovered(ui, model, out);
        ui.add_space(space::L);
    }
    imports(ui, model, out);
    next(ui, model, out);
    heading(ui, "Weakest now");
    if model.attempts.iter().all(|a| !a.is_evidence()) {
        muted(ui, "After your first scored answer this shows where it would help most to go on.");
    } else {
        weakest(ui, model);
    }
    if let Some(last) = model.attempts.last() {
        heading(ui, "Last answer");
        ui.label(&last.question.text);
        let mut text = format!("{}, {}", last.principle, ago(last.started, model.now.wall));
        if let Some(next_time) = &last.next_time {
            text = format!("{text}. Next time: {next_time}");
        }
        muted(ui, text);
    }
}

/// The import that waits longest, or that there is such a thing.
fn imports(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    import::reading(ui, model, out);
    if let Some(review) = model.imports.iter().find(|review| review.waits()) {
        muted(ui, "What you imported waits for your review.");
        import::waits(ui, review, out);
        ui.add_space(space::S);
    } else if model.imports.is_empty() && model.attempts.is_empty() {
        ui.horizontal_wrapped(|ui| {
            muted(
                ui,
                "Do you have the recruiter's e-mail, a job description or notes? Drop them on this window.",
            );
            let keys = keys_of(ui, Context::Screens, Action::Import);
            if button_with(ui, "Import files…", keys.as_deref()).clicked() {
                out.push(Command::Do(Action::Import));
            }
        });
        ui.add_space(space::S);
    }
}

fn weakest(ui: &mut Ui, model: &Model) {
    for row in model.standing.rows.iter().take(3) {
        ui.label(RichText::new(&row.name).font(strong(size::BODY)));
        muted(ui, standing_text(row, model));
        ui.add_space(space::XS);
    }
}

/// The minutes a drill of `questions` takes, thinking apart.
pub fn drill_minutes(model: &Model, questions: u32) -> u64 {
    let setup = &model.setup;
    let one = u64::from(setup.budget.total_secs) + u64::from(setup.probes) * PROBE_SECS + SCORE_SECS;
    (one * u64::from(questions) / 60).max(1)
}

fn target_line(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let target = &model.profile.target;
    ui.horizontal_wrapped(|ui| {
        if target.is_empty() {
            muted(ui, "Which interview is it for? Naming it sets the principles that count most.");
            if button(ui, "Name the interview…").clicked() {
                out.push(Command::Do(Action::Go(Screen::Settings)));
            }
            return;
        }
        let today = model.now.wall.date_naive();
        let who: Vec<&str> =
            [target.company.as_str(), target.role.as_str()].into_iter().filter(|s| !s.is_empty()).collect();
        let who = if who.is_empty() { "Your interview".to_owned() } else { who.join(", ") };
        let text = match target.next_stage(today) {
            Some((stage, date)) => {
                let when = match (date - today).num_days() {
                    0 => "today".to_owned(),
                    1 => "tomorrow".to_owned(),
                    days => format!("in {days} days"),
                };
                let name = if stage.name.is_empty() { "Interview" } else { &stage.name };
                format!("{name} {when} · {who}")
            }
            None if target.stages.iter().any(|stage| stage.date.is_some()) => {
                format!("{who} · all dates are past")
            }
            None => format!("{who} · no date set"),
        };
        ui.label(RichText::new(text).font(plain(size::LEAD)));
        if target.next_stage(today).is_none() && button(ui, "Set a date…").clicked() {
            out.push(Command::Do(Action::Go(Screen::Settings)));
        }
    });
}

fn next(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    card(ui, |ui| {
        let (text, why) = next_words(model);
        ui.label(RichText::new(text).font(strong(size::LEAD)));
        if !why.is_empty() {
            muted(ui, why);
        }
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            primary_action(ui, Context::Begin, Action::Next, "Start", out);
            let keys = keys_of(ui, Context::Begin, Action::Start);
            let other = button_with(ui, &format!("Instead: {}", model.setup_line()), keys.as_deref());
            if other.on_hover_text(Action::Start.text()).clicked() {
                out.push(Command::Do(Action::Start));
            }
        });
    });
}

/// The one next action in words, and why.
pub fn next_words(model: &Model) -> (String, String) {
    let questions = model.setup.questions;
    let minutes = drill_minutes(model, questions);
    let drill = format!("{} ({minutes} min)", count(questions, "question"));
    match model.next_action() {
        Fix::Outline(principle) => (
            format!("Next: outline a {principle} story ({OUTLINE_MIN} min), then {drill}"),
            format!("{principle} is a key principle and no complete story tells it yet."),
        ),
        Fix::Drill(principle) => {
            let row = model.standing.rows.iter().find(|row| row.name == principle);
            (
                format!("Next: {principle}, {drill}"),
                row.map_or_else(String::new, |row| standing_text(row, model)),
            )
        }
        Fix::Redo => ("Next: a rehearsal".to_owned(), String::new()),
    }
}

/// Where one principle stands, in a sentence.
pub fn standing_text(row: &Row, model: &Model) -> String {
    let r = &row.readiness;
    if model.profile.settings.quiet {
        return format!(
            "{}. Scores are hidden in quiet mode.",
            count(u32::try_from(r.answers).unwrap_or(u32::MAX), "answer")
        );
    }
    let stories = match row.stories {
        0 => "no complete story".to_owned(),
        1 => "1 complete story".to_owned(),
        n => format!("{n} complete stories"),
    };
    match r.state {
        State::NotPractised => format!("Not practised, {stories}."),
        _ => format!("Counts as {:.1} of 5, {}, {stories}.", r.low, r.state.name()),
    }
}

/// "1 question", "4 questions".
pub fn count(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// As [`count`], for a noun with a plural of its own.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

fn recovered(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(checkpoint) = &model.recovered else { return };
    card(ui, |ui| {
        ui.label(RichText::new("An answer was running when Greenroom stopped").font(strong(size::LEAD)));
        ui.label(RichText::new(&checkpoint.brief.drawn.text).font(super::super::tokens::serif(size::LEAD)));
        let spoken = checkpoint.answer_time.map_or_else(
            || "Nothing had been answered yet.".to_owned(),
            |time| format!("{} had been spoken.", clock(time.as_secs())),
        );
        muted(ui, spoken);
        ui.horizontal_wrapped(|ui| {
            if primary(ui, "Resume it", None).clicked() {
                out.push(Command::Recovered(RecoveredChoice::Resume));
            }
            if button(ui, "Keep it as it is").clicked() {
                out.push(Command::Recovered(RecoveredChoice::Keep));
            }
            if button(ui, "Drop it").clicked() {
                out.push(Command::Recovered(RecoveredChoice::Drop));
            }
        });
        let colour = colours(ui).muted;
        ui.add(egui::Label::new(
            RichText::new("Kept: it goes to History without scores. Dropped: it is gone.")
                .color(colour)
                .font(plain(size::SMALL)),
        ));
    });
}
