//! Before a round, and in the break between two.

use eframe::egui::{ScrollArea, Ui};

use crate::app::action::Action;
use crate::app::mock::{Interview, MockAction};
use crate::app::model::Model;
use crate::domain::countdown::Remaining;
use crate::domain::countdown::clock_of;
use crate::domain::mock::people::{Person, role_in_words};
use crate::domain::mock::reacting::grace;
use crate::domain::mock::record::Told;
use crate::domain::mock::run::At;
use crate::domain::words::capital;
use crate::ui::bindings::Context;

use super::super::super::tokens::{colours, space};
use super::super::super::widgets::{muted, note, primary_action};
use super::super::super::{Outbox, attention};
use super::super::stage::{clock::large_clock, leave_button};
use super::lead;

/// Draws the door of the round that is next.
pub fn show(ui: &mut Ui, model: &Model, interview: &Interview) {
    let (run, c) = (&interview.run, colours(ui));
    let at = At { mono: model.now.mono, wall: model.now.wall };
    attention::scrolled(ui, ScrollArea::vertical().id_salt("door").auto_shrink(false), |ui| {
        ui.add_space(space::L);
        if let Some(remaining) = run.part_remaining(at) {
            let (words, colour) = match remaining {
                Remaining::Left(_) => ("left of the break", c.ink),
                Remaining::Over(_) => ("over the break; take the time you need", c.warning),
            };
            large_clock(ui, &remaining.clock(), words, colour, false);
            ui.add_space(space::M);
        }
        let round = run.round();
        let role = role_in_words(round.role);
        let form = run.mock().plan.form;
        let said = |person: &Person| {
            let role = person.role().map_or_else(|| role.clone(), role_in_words);
            if person.name.is_empty() { capital(&role) } else { format!("{}, {role}", person.name) }
        };
        let chair = interview.person();
        let all: Vec<String> = chair
            .into_iter()
            .flat_map(|chair| std::iter::once(chair).chain(chair.others()))
            .map(said)
            .collect();
        let who = if form.cuts_off() { "questions on a screen".to_owned() } else { all.join("; ") };
        lead(ui, &format!("Next: {who}, {} min", round.minutes));
        let manner = match (form.is_fixed(), round.others.is_empty()) {
            (true, _) => form.line(),
            (false, true) => round.manner.line(),
            (false, false) => "They take turns, each in their own manner.",
        };
        muted(ui, manner);
        if form.cuts_off() {
            muted(
                ui,
                "When 30 s are over your 2 min begin of themselves. Say the result early: the end is cut off.",
            );
            return;
        }
        let seats = std::iter::once(round.manner).chain(round.others.iter().map(|seat| seat.manner));
        let grace = clock_of(seats.map(grace).min().unwrap_or_default().as_secs_f64());
        if interview.interrupts && !form.is_fixed() {
            muted(
                ui,
                format!(
                    "An answer that runs {grace} over its time is interrupted: say the result, and end it."
                ),
            );
        }
        let judge = if form.is_marked() { "mark" } else { "vote" };
        muted(
            ui,
            format!(
                "An introduction, questions with follow-ups, your own questions, the close. Then you score and {judge}."
            ),
        );
        muted(ui, "Two clocks run: the interview's, and that of what you are at.");
        if run.mock().round > 0 {
            note(ui, "The last vote is sealed. You can leave now and come back tomorrow.");
            told_so_far(ui, model, interview);
        }
    });
}

/// The stories that the interviewers before were told: they compare notes.
fn told_so_far(ui: &mut Ui, model: &Model, interview: &Interview) {
    let mut told: Vec<String> = Vec::new();
    for (_, answer) in interview.run.mock().answers() {
        let words = match &answer.told {
            Some(Told::Story(id)) => model.notebook.story(id).map(|story| story.shown_title().to_owned()),
            Some(Told::Words(words)) => Some(words.clone()),
            None => None,
        };
        told.extend(words.filter(|words| !told.contains(words)));
    }
    if told.is_empty() {
        return;
    }
    ui.add_space(space::M);
    muted(ui, "Told so far today:");
    for story in told {
        ui.label(format!("• {story}"));
    }
}

/// What can be done before a round.
pub fn controls(ui: &mut Ui, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, Context::MockDoor, Action::Mock(MockAction::Onward), "Go in", out);
        leave_button(ui, out);
    });
}
