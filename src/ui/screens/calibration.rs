//! Calibration: how the person's own scores compare with predictions, a second look and a friend.

use eframe::egui::{self, Align, Layout, RichText, Ui};

use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::others::AgainCommand;
use crate::chart::figure::{Figure, Table};
use crate::domain::attempt::Attempt;
use crate::domain::calibration::Measure;
use crate::domain::draw::ago;

use super::super::Outbox;
use super::super::tokens::{plain, serif, size, space, strong};
use super::super::widgets::{Labelled, button, card, heading, muted, note, primary};

/// Draws the view: the three biases in words, today's offer, and the charts' tables.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if model.profile.settings.quiet {
        muted(ui, "Scores are hidden in quiet mode.");
        return;
    }
    let calibration = &model.standing.calibration;
    muted(
        ui,
        "Self-scores say more when you know how they lean. None of these comparisons changes your own scores.",
    );
    for measure in Measure::ALL {
        heading(ui, measure.name());
        ui.label(measure.words(calibration.bias(measure)));
        if measure == Measure::Again {
            ui.add_space(space::XS);
            offer(ui, model, out);
        }
    }
    let charts = &model.calibration;
    for figure in [&charts.biases, &charts.predicted, &charts.by_dimension] {
        if !figure.is_empty() {
            as_table(ui, figure);
        }
    }
}

/// The answer that can be scored again today, or why there is none.
fn offer(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let calibration = &model.standing.calibration;
    match calibration.offered.and_then(|id| model.attempt(id)) {
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
        out.push(Command::Again(AgainCommand::Start(attempt.id)));
    }
}

fn as_table(ui: &mut Ui, figure: &Figure) {
    heading(ui, &figure.title);
    ui.push_id(&figure.title, |ui| {
        egui::ScrollArea::horizontal().show(ui, |ui| table(ui, &figure.table));
        note(ui, &figure.note);
        let copy = button(ui, "Copy the table").labelled(&format!("Copy the table: {}", figure.title));
        if copy.clicked() {
            ui.ctx().copy_text(figure.table.text());
        }
    });
}

fn table(ui: &mut Ui, table: &Table) {
    egui::Grid::new("table")
        .num_columns(table.heads.len() + 1)
        .spacing([space::L, space::XS])
        .striped(true)
        .show(ui, |ui| {
            row(ui, table, &table.heads, |text| RichText::new(text).font(strong(size::SMALL)));
            for cells in &table.rows {
                row(ui, table, cells, |text| RichText::new(text).font(plain(size::SMALL)));
            }
        });
}

fn row(ui: &mut Ui, table: &Table, cells: &[String], dressed: impl Fn(&str) -> RichText) {
    for (cell, is_number) in cells.iter().zip(&table.numbers) {
        if *is_number {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(dressed(cell)));
        } else {
            ui.label(dressed(cell));
        }
    }
    // The last column of a grid takes all the room there is; let it be one without content.
    ui.label("");
    ui.end_row();
}
