//! Calibration: how the person's own scores compare with predictions, a second look and a friend.

use eframe::egui::{RichText, Ui};

use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::second_scores::RescoreCommand;
use crate::domain::attempt::Attempt;
use crate::domain::calibration::Measure;
use crate::domain::draw::ago;
use crate::domain::readiness_table::ReadinessTable;
use crate::domain::tunables::FRIEND_ANSWERS;

use super::super::super::Outbox;
use super::super::super::tokens::{height, serif, size, space};
use super::super::super::widgets::{card, figure, heading, muted, note, primary};
use crate::domain::words::counted;

/// Draws the view: the three biases in words, today's offer, and the charts' tables.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let calibration = &model.notebook.readiness_table().calibration;
    muted(
        ui,
        "Self-scores say more when you know how they lean. None of these comparisons changes your own scores; only friends' scores, once there are enough, correct what they count as.",
    );
    for measure in Measure::ALL {
        heading(ui, measure.name());
        ui.label(measure.words(calibration.bias(measure)));
        if measure == Measure::Again {
            ui.add_space(space::XS);
            offer(ui, model, out);
        }
        if measure == Measure::Friend {
            muted(ui, corrected(model.notebook.readiness_table()));
        }
    }
    let Some(charts) = &model.readiness.figures.calibration else { return };
    for shown in [&charts.biases, &charts.predicted, &charts.by_dimension] {
        if !shown.is_empty() {
            heading(ui, &shown.title);
            figure::large(ui, "calibration", shown, height::FIGURE);
        }
    }
}

/// The answer that can be scored again today, or why there is none.
fn offer(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let calibration = &model.notebook.readiness_table().calibration;
    match calibration.offered.and_then(|id| model.notebook.attempt(id)) {
        Some(attempt) => card(ui, |ui| offered(ui, model, attempt, out)),
        None if calibration.scored_today => {
            muted(ui, "✓ Today's is done. One answer a day is scored again.");
        }
        None => {
            note(
                ui,
                "None today: it takes an answer with a note from the last two weeks that is a day old or more.",
            );
        }
    }
}

fn offered(ui: &mut Ui, model: &Model, attempt: &Attempt, out: &mut Outbox) {
    ui.label(RichText::new(&attempt.question.text).font(serif(size::LEAD)));
    muted(ui, format!("{}, {}", attempt.principle, ago(attempt.started, model.now.wall)));
    if primary(ui, "Score it again, blind", None).clicked() {
        out.push(Command::Rescore(RescoreCommand::Start(attempt.id)));
    }
}

/// Whether friends' scores correct readiness yet, and by how much.
fn corrected(readiness_table: &ReadinessTable) -> String {
    match readiness_table.correction {
        None => {
            let more = FRIEND_ANSWERS.saturating_sub(readiness_table.by_friends);
            let answers = counted(more, "more answer", "more answers");
            format!("Readiness is not corrected yet: that takes {answers} scored by a friend.")
        }
        Some(by) if by >= 0.0 => {
            format!("Readiness counts each of your answers {by:.1} points lower, by your friends' scores.")
        }
        Some(by) => {
            let by = by.abs();
            format!("Readiness counts each of your answers {by:.1} points higher, by your friends' scores.")
        }
    }
}
