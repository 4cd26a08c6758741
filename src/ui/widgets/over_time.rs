//! The chart of one principle over time, drawn with `egui_plot`, and the same content as a table.

use chrono::Datelike;
use eframe::egui::{self, RichText, Stroke, Ui};
use egui_plot::{
    FilledArea, GridInput, GridMark, HLine, HoverPosition, Line, LineStyle, Plot, PlotPoints, Points,
};

use crate::chart::over_time::{Dot, OverTime, SCORE_AXIS, date_of};

use super::super::tokens::{colours, plain, size, space, strong};

/// The chart's height in points.
const HEIGHT: f32 = 260.0;
/// The most rows of the table on screen; the copy has all.
const TABLE_ROWS: usize = 200;
/// The table's columns. Scores are 1 to 5.
const HEADS: [&str; 5] = ["Answer given", "Mean score", "Estimate after it", "Band from", "Band to"];

/// Draws the chart. `name` is the principle's.
pub fn chart(ui: &mut Ui, name: &str, series: &OverTime) {
    let c = colours(ui);
    let (from, to) = series.days;
    let margin = ((to - from) * 0.03).max(0.5);
    let points = |value: fn(&crate::chart::over_time::Sample) -> f64| -> Vec<[f64; 2]> {
        series.line.iter().map(|s| [s.day, value(s)]).collect()
    };
    let days: Vec<f64> = series.line.iter().map(|s| s.day).collect();
    let lows: Vec<f64> = series.line.iter().map(|s| s.low).collect();
    let highs: Vec<f64> = series.line.iter().map(|s| s.high).collect();
    let dots: Vec<[f64; 2]> = series.dots.iter().map(|d| [d.day, d.score]).collect();
    let response = Plot::new("over time")
        .height(HEIGHT)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_background(false)
        .show_crosshair(false)
        .grid_color(c.edge.gamma_multiply(0.35))
        .grid_fade(0.0)
        .default_x_bounds(from - margin, to + margin)
        .default_y_bounds(SCORE_AXIS.0 - 0.15, SCORE_AXIS.1 + 0.15)
        .auto_bounds(false)
        .y_grid_spacer(|_| (1..=5).map(|v| GridMark { value: f64::from(v), step_size: 1.0 }).collect())
        .x_grid_spacer(|input| day_marks(&input))
        .y_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .x_axis_formatter(|mark, _| day_text(mark.value))
        .label_formatter(|at| match at {
            HoverPosition::NearDataPoint { position, .. } => {
                Some(format!("{}: {:.1} of 5", day_text(position.x), position.y))
            }
            HoverPosition::Elsewhere { .. } => None,
        })
        .show(ui, |plot| {
            if !days.is_empty() {
                plot.add(
                    FilledArea::new("band", &days, &lows, &highs)
                        .fill_color(c.accent.gamma_multiply(0.18))
                        .stroke(Stroke::NONE)
                        .allow_hover(false),
                );
                plot.line(
                    Line::new("estimate", PlotPoints::from(points(|s| s.estimate)))
                        .color(c.accent)
                        .width(2.0)
                        .allow_hover(false),
                );
            }
            plot.hline(
                HLine::new("ready", series.ready)
                    .color(c.muted)
                    .width(1.0)
                    .style(LineStyle::Dashed { length: 6.0 })
                    .allow_hover(false),
            );
            plot.points(Points::new("answers", PlotPoints::from(dots)).color(c.ink).radius(3.5));
        });
    let last = series.line.last();
    let said = last.map_or_else(
        || format!("Chart of {name} over time. No scored answers yet."),
        |s| {
            format!(
                "Chart of {name} over time. {} scored answers; estimate {:.1}, counts as {:.1} of 5.",
                series.dots.len(),
                s.estimate,
                s.low
            )
        },
    );
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &said));
    super::note(
        ui,
        "Dots: your mean score of each answer. Line: the estimate; shaded: its band. Dashed: ready from 3.25 for the band's lower edge.",
    );
}

/// The same content as a table, the newest first.
pub fn table(ui: &mut Ui, series: &OverTime) {
    if series.dots.len() > TABLE_ROWS {
        super::note(
            ui,
            format!("The latest {TABLE_ROWS} of {} answers. The copy has all.", series.dots.len()),
        );
    }
    egui::Grid::new("over time table").num_columns(5).spacing([space::XL, space::XS]).striped(true).show(
        ui,
        |ui| {
            for head in HEADS {
                ui.label(RichText::new(head).font(strong(size::SMALL)));
            }
            ui.end_row();
            for dot in series.dots.iter().rev().take(TABLE_ROWS) {
                for cell in cells(dot) {
                    ui.label(RichText::new(cell).font(plain(size::SMALL)));
                }
                ui.end_row();
            }
        },
    );
}

/// The table as tab-separated text, for copying.
pub fn table_text(series: &OverTime) -> String {
    let rows = series.dots.iter().map(|dot| cells(dot).join("\t"));
    std::iter::once(HEADS.join("\t")).chain(rows).collect::<Vec<_>>().join("\n")
}

fn cells(dot: &Dot) -> [String; 5] {
    let score = |value: f64| format!("{value:.2}");
    let when = dot.at.format("%-d %b %Y, %H:%M").to_string();
    [when, score(dot.score), score(dot.after.estimate), score(dot.after.low), score(dot.after.high)]
}

fn day_text(day: f64) -> String {
    date_of(day).map_or_else(String::new, |date| date.format("%-d %b").to_string())
}

/// A mark a day, a week or a month, so that about six fit.
fn day_marks(input: &GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let step = [1.0, 2.0, 7.0, 14.0, 28.0, 91.0, 182.0, 364.0]
        .into_iter()
        .find(|step| (to - from) / step <= 7.0)
        .unwrap_or(728.0);
    // Weeks begin on Monday; 1 January 1970 was a Thursday.
    let base = date_of(from).map_or(0.0, |d| f64::from(d.weekday().num_days_from_monday()));
    let first = if step >= 7.0 { from.floor() - base } else { from.floor() };
    let mut marks = Vec::new();
    let mut value = first;
    while value <= to && marks.len() < 64 {
        if value >= from {
            marks.push(GridMark { value, step_size: step });
        }
        value += step;
    }
    marks
}
