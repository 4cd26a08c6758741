//! Scoring an answer again, blind: its first scores stay out of sight until the new ones are saved.

use eframe::egui::{self, RichText, Ui};

use crate::app::action::{Action, ScoreAction};
use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::second_scores::{RescoreCommand, Rescoring};
use crate::domain::attempt::Attempt;
use crate::domain::rubric::{Dimension, Score, Scores, Yardstick};
use crate::domain::second_scores::difference;
use crate::ui::bindings::Context;

use super::super::tokens::{COLUMN, plain, serif, size, space, strong};
use super::super::widgets::{button_with, keys_of, muted, note, primary_action, scoring};
use super::super::{Outbox, attention};
use super::history::recording;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(again) = &model.rescoring else { return };
    let Some(attempt) = model.notebook.attempt(again.attempt) else {
        muted(ui, "This answer is no longer there.");
        leave_button(ui, "Go back", out);
        return;
    };
    attention::scrolled(ui, egui::ScrollArea::vertical().id_salt("again").auto_shrink(false), |ui| {
        ui.set_max_width(COLUMN.min(ui.available_width() - space::L));
        ui.label(RichText::new(&attempt.question.text).font(serif(size::HEADING)));
        muted(ui, format!("{} · {}", attempt.principle, attempt.started.format("%A %-d %B %Y, %H:%M")));
        if again.saved {
            both(ui, model, attempt, again, out);
        } else {
            score(ui, model, attempt, again, out);
        }
        ui.add_space(space::XXL);
    });
}

fn score(ui: &mut Ui, model: &Model, attempt: &Attempt, again: &Rescoring, out: &mut Outbox) {
    if model.notebook.recording(attempt.id).is_some() {
        ui.add_space(space::S);
        note(ui, "What you said");
        recording::to_hear(ui, model, attempt, out);
    }
    if let Some(text) = &attempt.note {
        ui.add_space(space::S);
        note(ui, "Your note on it");
        ui.label(text);
    }
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        if let Some(dimension) = scoring::dimensions(ui, &again.scores, again.step) {
            out.push(Command::Rescore(RescoreCommand::GoTo(dimension)));
        }
    });
    ui.add_space(space::M);
    match again.step {
        Some(dimension) => {
            let scored = again.scores.get(dimension);
            let fact = scoring::fact(dimension, attempt);
            let yardstick = Yardstick { rubric: again.scores.rubric(), ..Yardstick::of(attempt) };
            if let Some(value) = scoring::anchors(ui, &yardstick, dimension, scored, fact) {
                out.push(Command::Do(Action::Score(ScoreAction::Digit(value))));
            }
        }
        None if again.scores.count() == 0 => {
            ui.label("Nothing is scored yet. Score one dimension or more, or leave.");
        }
        None => {
            ui.label(RichText::new("All six were asked. Save, and see both.").font(strong(size::LEAD)));
        }
    }
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        if again.scores.count() > 0 {
            primary_action(ui, Context::Rescore, Action::SaveRescore, "Save the new scores", out);
        }
        leave_button(ui, "Leave without saving", out);
    });
    note(ui, "Your first scores are hidden until these are saved. These never count towards readiness.");
}

fn leave_button(ui: &mut Ui, text: &str, out: &mut Outbox) {
    let keys = keys_of(ui, Context::Always, Action::Escape);
    if button_with(ui, text, keys.as_deref()).clicked() {
        out.push(Command::Rescore(RescoreCommand::Leave));
    }
}

/// Both scores side by side, and what this one adds to the bias.
fn both(ui: &mut Ui, model: &Model, attempt: &Attempt, again: &Rescoring, out: &mut Outbox) {
    ui.add_space(space::M);
    ui.label(RichText::new("✓ Saved").font(strong(size::LEAD)));
    if model.notebook.profile.settings.quiet {
        muted(ui, "Scores are hidden in quiet mode.");
    } else {
        side_by_side(ui, &attempt.scores, &again.scores);
        if let Some(gap) = difference(&attempt.scores, &again.scores) {
            let words = match format!("{:.1}", gap.abs()).as_str() {
                "0.0" => "The same on the whole as at first.".to_owned(),
                by if gap > 0.0 => format!("{by} less than at first, on the whole."),
                by => format!("{by} more than at first, on the whole."),
            };
            ui.label(words);
        }
        let measure = crate::domain::calibration::Measure::Again;
        muted(ui, measure.words(model.notebook.readiness_table().calibration.bias(measure)));
    }
    ui.add_space(space::M);
    primary_action(ui, Context::Rescore, Action::SaveRescore, "Done", out);
}

fn side_by_side(ui: &mut Ui, first: &Scores, again: &Scores) {
    let value = |score: Option<Score>| score.map_or_else(|| "–".to_owned(), |s| s.value().to_string());
    let mean = |scores: &Scores| scores.mean().map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"));
    egui::Grid::new("both scores").num_columns(3).spacing([space::XL, space::XS]).show(ui, |ui| {
        for head in ["Of 5", "At first", "Again, blind"] {
            ui.label(RichText::new(head).font(strong(size::SMALL)));
        }
        ui.end_row();
        for dimension in Dimension::ALL {
            ui.label(dimension.name());
            ui.label(value(first.get(dimension)));
            ui.label(value(again.get(dimension)));
            ui.end_row();
        }
        for text in ["Mean".to_owned(), mean(first), mean(again)] {
            ui.label(RichText::new(text).font(plain(size::BODY)));
        }
        ui.end_row();
    });
}
