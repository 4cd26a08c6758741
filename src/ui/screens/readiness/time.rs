//! Where the time goes: seconds by section, probes held, days of practice, and the dimensions that lag.

use eframe::egui::Ui;

use crate::app::model::Model;
use crate::chart::figure::{Figure, Table, number, words};
use crate::domain::recording::usual;

use super::super::super::Outbox;
use super::super::super::tokens::{height, space, width};
use super::super::super::widgets::{figure, heading, note, table};

/// How many recordings are listed.
const LATEST: usize = 10;

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
    telling(ui, model);
    titled(ui, &time.depth);
    titled(ui, &time.calendar);
    titled(ui, &time.dimensions);
    if !time.lagging.rows.is_empty() {
        let title = "Which dimension lags within each principle";
        heading(ui, title);
        table::plain_table(ui, "lagging", title, &time.lagging);
    }
}

/// How answers were told, from the recordings: what changed, and the latest of them.
fn telling(ui: &mut Ui, model: &Model) {
    let told = &model.recording.told;
    if told.is_empty() {
        return;
    }
    let title = "How you tell it, from your recordings";
    heading(ui, title);
    match usual::trend(told) {
        None => {
            let words = format!(
                "What changed is told from {} recordings on; there are {}.",
                2 * usual::LEAST,
                told.len()
            );
            note(ui, words);
        }
        Some(trend) => {
            let secs = |(older, newer): (f64, f64)| format!("{older:.1} s before, {newer:.1} s lately");
            let share = |(older, newer): (f64, f64)| {
                format!("{:.0} % before, {:.0} % lately", older * 100.0, newer * 100.0)
            };
            ui.label(format!("First word after {}.", secs(trend.first_word_secs)));
            ui.label(format!("Longest pause {}.", secs(trend.longest_pause_secs)));
            ui.label(format!("Talk, of talk and pauses: {}.", share(trend.talk_share)));
            if let Some(result) = trend.result_share {
                ui.label(format!("Of the talk, the result: {}.", share(result)));
            }
            note(
                ui,
                format!(
                    "The middle one of the older and of the newer half of {} recordings. Facts, not scores.",
                    trend.recordings
                ),
            );
        }
    }
    let mut shown = Table::new([
        words("Answer"),
        number("First word, s"),
        number("Longest pause, s"),
        number("Talk, %"),
        number("Result, %"),
    ]);
    for told in told.iter().rev().take(LATEST) {
        let Some(attempt) = model.notebook.attempt(told.attempt) else { continue };
        let measures = &told.measures;
        let result =
            measures.result_share.map_or_else(|| "–".to_owned(), |share| format!("{:.0}", share * 100.0));
        shown.rows.push(vec![
            attempt.started.format("%-d %b %Y, %H:%M").to_string(),
            format!("{:.1}", measures.first_word_secs),
            measures.longest_pause.map_or_else(|| "–".to_owned(), |pause| format!("{:.1}", pause.secs)),
            format!("{:.0}", measures.talk_share() * 100.0),
            result,
        ]);
    }
    table::plain_table(ui, "telling", title, &shown);
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
