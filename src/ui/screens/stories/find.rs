//! How fast stories are found: the drill, and what all drills say together.

use eframe::egui::{RichText, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, StoriesCommand, StoriesLook};
use crate::app::find::FindAction;
use crate::app::model::Model;
use crate::chart::figure::{Table, number, words};
use crate::domain::find::LIMITS;
use crate::domain::words::{count, counted};
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{plain, size, space};
use super::super::super::widgets::{fields, heading, muted, note, primary_action, table};

/// Questions without a story that are listed.
const MOST: usize = 8;

/// Draws the page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    muted(
        ui,
        "Ten questions. Press Space as soon as you have a story; then say its first sentence, choose it, and name the principle. About five minutes, and nothing is scored.",
    );
    let limits = LIMITS.map(|secs| (secs, format!("Ends at {secs} s")));
    if let Some(secs) = fields::choice_row(ui, model.story.limit_secs, limits) {
        out.push(Command::Stories(StoriesCommand::Look(StoriesLook::Limit(secs))));
    }
    let begin = Action::Find(FindAction::Begin);
    primary_action(ui, Context::Stories, begin, "Find a story, ten times", out);
    let trends = &model.story.trends;
    let Some((when, median, in_time, of)) = trends.drills.last() else {
        ui.add_space(space::S);
        note(
            ui,
            "This will show how fast you find one, which principles you take for others, and which stories you always take.",
        );
        return;
    };
    heading(ui, "Seconds to find one");
    let date = when.format("%-d %b");
    let last = format!(
        "{date}: {median:.1} s as the median; {in_time} of {} in time.",
        counted(*of, "question", "questions")
    );
    ui.label(RichText::new(last).font(plain(size::LEAD)));
    if let [.., (_, before, ..), _] = trends.drills[..] {
        muted(ui, format!("The drill before: {before:.1} s."));
    }
    let mut drills = Table::new([words("Day"), number("Median, s"), number("In time"), number("Questions")]);
    for (when, median, in_time, of) in &trends.drills {
        let day = when.format("%-d %b %Y").to_string();
        drills.rows.push(vec![day, format!("{median:.1}"), in_time.to_string(), of.to_string()]);
    }
    table::twin(ui, "find", "Drills of finding stories", &drills);
    mistaken(ui, model);
    overused(ui, model);
    without(ui, model);
}

/// Which principles were taken for which others, each with how its bank says they differ.
fn mistaken(ui: &mut Ui, model: &Model) {
    let mistaken = &model.story.trends.mistaken;
    if mistaken.is_empty() {
        return;
    }
    heading(ui, "Taken for another");
    for (was, named, times) in mistaken {
        ui.label(format!("{was}, taken for {named}: {times} ×"));
        if let Some(words) = model.notebook.catalog().told_apart(was, named) {
            muted(ui, words);
        }
    }
}

/// The stories that were chosen far more often than others.
fn overused(ui: &mut Ui, model: &Model) {
    let chosen = &model.story.trends.chosen;
    let all: usize = chosen.iter().map(|(_, times)| times).sum();
    // A third of all choices is more than a loop can bear: it is told to different interviewers once.
    let often: Vec<_> = chosen.iter().filter(|(_, times)| *times >= 3 && times * 3 > all).collect();
    if often.is_empty() {
        return;
    }
    heading(ui, "Always the same one");
    for (id, times) in often {
        let title =
            model.notebook.story(id).map_or("a story that is no longer there", |story| story.shown_title());
        ui.label(format!("{title}: {times} of {}", count(all, "choice")));
    }
}

fn without(ui: &mut Ui, model: &Model) {
    let without = &model.story.trends.without;
    if without.is_empty() {
        return;
    }
    heading(ui, "Without a story");
    for asked in without.iter().take(MOST) {
        ui.label(format!("• {}", asked.text));
    }
    if without.len() > MOST {
        note(ui, format!("and {} more", without.len() - MOST));
    }
}
