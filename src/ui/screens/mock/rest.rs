//! Before a round, and in the break between two.

use eframe::egui::{ScrollArea, Ui};

use crate::app::action::Action;
use crate::app::mock::{Interview, MockAction};
use crate::app::model::Model;
use crate::domain::countdown::Remaining;
use crate::domain::countdown::clock_of;
use crate::domain::mock::people::role_in_words;
use crate::domain::mock::reacting::grace;
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
        let who = interview.person().filter(|person| !person.name.is_empty());
        let who = who.map_or_else(|| capital(&role), |person| format!("{}, {role}", person.name));
        lead(ui, &format!("Next: {who}, {} min", round.minutes));
        muted(ui, round.manner.line());
        let grace = clock_of(grace(round.manner).as_secs_f64());
        if interview.interrupts {
            muted(
                ui,
                format!(
                    "An answer that runs {grace} over its time is interrupted: say the result, and end it."
                ),
            );
        }
        muted(
            ui,
            "An introduction, questions with follow-ups, your own questions, the close. Then you score and vote.",
        );
        muted(ui, "Two clocks run: the interview's, and that of what you are at.");
        if run.mock().round > 0 {
            note(ui, "The last vote is sealed. You can leave now and come back tomorrow.");
        }
    });
}

/// What can be done before a round.
pub fn controls(ui: &mut Ui, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, Context::MockDoor, Action::Mock(MockAction::Onward), "Go in", out);
        leave_button(ui, out);
    });
}
