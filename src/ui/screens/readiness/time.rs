//! Where the time goes: seconds by section, probes held, days of practice, and the dimensions that lag.

use eframe::egui::Ui;

use crate::app::model::Model;
use crate::chart::figure::Figure;

use super::super::super::Outbox;
use super::super::super::tokens::{height, space, width};
use super::super::super::widgets::{figure, heading, note, table};

/// Draws the view.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if model.notebook.attempts.is_empty() {
        let sentence = "This will show where the seconds of your answers go, and on which days you practised. It starts with one answer.";
        super::nothing_yet(ui, sentence, out);
        return;
    }
    let Some(time) = &model.readiness.figures.time else { return };
    super::ranges(ui, model, out);
    titled(ui, &time.sections);
    if time.sections.is_empty() {
        note(ui, "Press 1 to 4, or ← and →, while you answer: that tells which section you are in.");
    }
    if !time.latest.is_empty() {
        titled(ui, &time.latest);
        heading(ui, "Each section, answer by answer");
        beside(ui, &time.trend);
    }
    titled(ui, &time.depth);
    titled(ui, &time.calendar);
    titled(ui, &time.dimensions);
    if !time.lagging.rows.is_empty() {
        let title = "Which dimension lags within each principle";
        heading(ui, title);
        table::plain_table(ui, "lagging", title, &time.lagging);
    }
}

/// A figure under its title and what it says; that alone where there is nothing to draw.
fn titled(ui: &mut Ui, shown: &Figure) {
    heading(ui, &shown.title);
    ui.label(&shown.said);
    if !shown.is_empty() {
        figure::large(ui, "time", shown, height::FIGURE_AMONG_OTHERS);
    }
}

/// Figures in as many columns as there is room for.
fn beside(ui: &mut Ui, figures: &[Figure]) {
    let columns = if ui.available_width() >= 2.0 * width::FIGURE_BESIDE + space::L { 2 } else { 1 };
    for line in figures.chunks(columns) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            ui.columns(columns, |columns| {
                for (ui, shown) in columns.iter_mut().zip(line) {
                    ui.label(&shown.said);
                    figure::large(ui, "trend", shown, height::FIGURE_AMONG_OTHERS);
                }
            });
        });
    }
}
