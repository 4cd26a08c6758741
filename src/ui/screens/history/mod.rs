//! History: every attempt by day, found by its kind and its words.

mod answer;
pub mod recording;

use eframe::egui::{self, RichText, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, HistoryCommand};
use crate::app::history::{HistoryDay, HistoryKind, HistoryRow};
use crate::app::model::Model;
use crate::domain::attempt::{Attempt, Mode};
use crate::domain::plan::minutes;
use crate::domain::words::{count, grouped};
use crate::ui::bindings::Context;

use super::super::tokens::{COLUMN, colours, height, plain, serif, size, space, strong, width};
use super::super::widgets::{cell, empty_state, fields, muted, note, primary_action, row, times_strip};
use super::super::{Outbox, attention};

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if let Some(attempt) = &model.history.open {
        attention::scrolled(
            ui,
            egui::ScrollArea::vertical().id_salt(("attempt", attempt.id)).auto_shrink(false),
            |ui| {
                ui.set_max_width(COLUMN.min(ui.available_width() - space::L));
                answer::one(ui, model, attempt, out);
            },
        );
        return;
    }
    if model.notebook.attempts.is_empty() {
        let example = [
            "19:10 · 3.5 of 5 · Dive Deep · When did a number surprise you?",
            "Situation 0:24 of 0:27 · Task 0:15 of 0:18 · Action 1:31 of 1:48 · Result 0:20 of 0:27",
            "Next time I will say the number first",
        ];
        empty_state(ui, "This will list every answer with its times and scores.", &example, |ui| {
            primary_action(ui, Context::Screens, Action::Start, "Start a rehearsal", out);
        });
        return;
    }
    let kinds = HistoryKind::ALL.map(|kind| (kind, kind.name().to_owned()));
    if let Some(kind) = fields::choice_row(ui, model.history.kind, kinds) {
        out.push(Command::History(HistoryCommand::ShowKind(kind)));
    }
    let hint = "principle, question, note, transcript";
    if let Some(text) =
        fields::line(ui, "history filter", "Show answers that hold these words", &model.history.filter, hint)
    {
        out.push(Command::History(HistoryCommand::Filter(text)));
    }
    let rows = &model.history.rows;
    let (found, total) = (model.history.found, model.notebook.attempts.len());
    note(ui, format!("{} of {}, the newest first", grouped(found), count(total, "answer")));
    if rows.is_empty() {
        muted(ui, "No answer is of this kind and holds all of these words.");
    }
    egui::ScrollArea::vertical().id_salt("history").auto_shrink(false).show_rows(
        ui,
        height::HISTORY_ROW,
        rows.len(),
        |ui, range| {
            for row in &rows[range] {
                match row {
                    HistoryRow::Day(day) => day_row(ui, day),
                    HistoryRow::Answer(index) => {
                        if let Some(attempt) = model.notebook.attempts.get(*index) {
                            attempt_row(ui, model, attempt, out);
                        }
                    }
                }
            }
            attention::attend(ui);
        },
    );
}

/// The day, and what was spoken on it: "Tuesday 30 June 2026 · 4 answers, 12 min aloud".
fn day_row(ui: &mut Ui, day: &HistoryDay) {
    let date = day.date.format("%A %-d %B %Y");
    let text = format!("{date} · {}, {} min aloud", count(day.answers, "answer"), minutes(day.secs));
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), height::HISTORY_ROW), egui::Sense::hover());
    let layout = egui::Layout::left_to_right(egui::Align::Max);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink(space::XS)).layout(layout));
    child.label(RichText::new(text).font(strong(size::BODY)));
}

fn attempt_row(ui: &mut Ui, model: &Model, attempt: &Attempt, out: &mut Outbox) {
    let (when, score) = (attempt.started.format("%H:%M").to_string(), score_text(model, attempt));
    let label = row_label(model, attempt);
    let muted = colours(ui).muted;
    let wide = ui.available_width() > width::WIDE_LIST;
    let response = row(ui, ("attempt", attempt.id), &label, height::HISTORY_ROW, false, |ui| {
        ui.vertical(|ui| {
            // Two lines of text within one row, not two rows of controls.
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = height::LINE;
            ui.add_space((height::HISTORY_ROW - 2.0 * height::LINE) / 2.0);
            ui.horizontal(|ui| {
                cell(ui, width::TIME, RichText::new(when).font(plain(size::SMALL)).color(muted));
                cell(ui, width::SCORE, RichText::new(score).font(plain(size::SMALL)));
                if wide {
                    cell(ui, width::PRINCIPLE, RichText::new(&attempt.principle).font(strong(size::SMALL)));
                }
                ui.add(egui::Label::new(&attempt.question.text).truncate());
            });
            ui.horizontal(|ui| {
                let room = egui::vec2(width::TIME + width::SCORE, height::SMALL_STRIP);
                match (attempt.planned_secs, attempt.section_secs) {
                    (Some(planned), Some(spoken)) => times_strip::small(ui, room, &planned, &spoken),
                    _ => {
                        ui.allocate_exact_size(room, egui::Sense::hover());
                    }
                }
                if model.notebook.recording(attempt.id).is_some() {
                    ui.label(RichText::new("Recorded").font(plain(size::SMALL)).color(muted));
                }
                if let Some(words) = attempt.next_time.as_deref().filter(|words| !words.trim().is_empty()) {
                    let text = RichText::new(format!("Next time I will {words}"));
                    ui.add(egui::Label::new(text.font(serif(size::SMALL)).color(muted)).truncate());
                }
            });
        });
    });
    if response.clicked() {
        out.push(Command::History(HistoryCommand::Open(Some(attempt.id))));
    }
}

fn when_text(attempt: &Attempt) -> String {
    attempt.started.format("%-d %b %Y, %H:%M").to_string()
}

/// What a row is called for those who do not see its columns.
pub fn row_label(model: &Model, attempt: &Attempt) -> String {
    let (when, score) = (when_text(attempt), score_text(model, attempt));
    let recorded = if model.notebook.recording(attempt.id).is_some() { ", recorded" } else { "" };
    format!("{when}, {}, {score}{recorded}: {}", attempt.principle, attempt.question.text)
}

fn score_text(model: &Model, attempt: &Attempt) -> String {
    match attempt.mode {
        Mode::WarmUp => return "warm-up".to_owned(),
        Mode::Shorter => return "shorter".to_owned(),
        Mode::Part => return "a part".to_owned(),
        Mode::Drill | Mode::Phone | Mode::Loop | Mode::Other(_) => {}
    }
    if model.notebook.profile.settings.quiet {
        return "hidden".to_owned();
    }
    attempt.scores.mean().map_or_else(|| "unscored".to_owned(), |mean| format!("{mean:.1} of 5"))
}
