//! Readiness: the dashboard, all principles over time, where the time goes, and how one's own scores compare.

mod calibration;
mod over_time;
mod principles;
mod time;

use eframe::egui::Ui;

use crate::app::action::Action;
use crate::app::command::{Command, ReadinessCommand, SettingsCommand};
use crate::app::figures::ReadinessView;
use crate::app::model::Model;
use crate::chart::range::Range;
use crate::domain::profile::Settings;
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::space;
use super::super::widgets::{button, empty_state, fields, note, primary_action};

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if model.notebook.profile.settings.quiet {
        empty_state(ui, "Quiet mode is on: scores are kept and not shown.", &[], |ui| {
            if button(ui, "Show scores").clicked() {
                let settings = Settings { quiet: false, ..model.notebook.profile.settings.clone() };
                out.push(Command::Settings(SettingsCommand::Set(Box::new(settings))));
            }
        });
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let views = |views: [ReadinessView; 2]| views.map(|view| (view, view.name().to_owned()));
        let first = fields::choice_row(ui, model.readiness.view, views(ReadinessView::FIRST));
        note(ui, "Behind it:");
        let behind = fields::choice_row(ui, model.readiness.view, views(ReadinessView::BEHIND));
        if let Some(view) = first.or(behind) {
            out.push(Command::Readiness(ReadinessCommand::Show(view)));
        }
    });
    ui.add_space(space::S);
    match model.readiness.view {
        ReadinessView::Principles => principles::show(ui, model, out),
        ReadinessView::OverTime => over_time::show(ui, model, out),
        ReadinessView::Time => time::show(ui, model, out),
        ReadinessView::Calibration => calibration::show(ui, model, out),
    }
}

/// Whether no answer was scored yet.
fn is_empty(model: &Model) -> bool {
    model.notebook.readiness_table().rows.iter().all(|row| row.readiness.answers == 0)
}

/// What a view shows before there is anything to show, and the one action that fills it.
fn nothing_yet(ui: &mut Ui, sentence: &str, out: &mut Outbox) {
    let example = [
        "Dive Deep · counts as 2.9 · 4 answers, you gave 3.8 · 1 story",
        "Counts as: the lower edge of what your own scores support so far.",
    ];
    empty_state(ui, sentence, &example, |ui| {
        primary_action(ui, Context::Begin, Action::Start, "Start a rehearsal", out);
    });
}

/// The buttons that choose the days shown.
fn ranges(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let ranges = Range::ALL.map(|range| (range, range.name().to_owned()));
    if let Some(range) = fields::choice_row(ui, model.readiness.range, ranges) {
        out.push(Command::Readiness(ReadinessCommand::SetRange(range)));
    }
}
