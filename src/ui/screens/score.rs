//! Scoring: one dimension at a time with its anchors and the measured fact beside it.

use eframe::egui::{self, Id, RichText, Ui};

use crate::app::action::{Action, Context};
use crate::app::command::Command;
use crate::app::model::{Model, Stage};
use crate::domain::rehearsal::{Phase, ScoreStep};
use crate::domain::rubric::{Dimension, Scores};

use super::super::Outbox;
use super::super::tokens::{TARGET, size, space, strong};
use super::super::widgets::{
    action_button, button_with, fields, keys_of, muted, note, primary_action, scoring,
};
use super::stage::{is_closing, leave_button};

/// The id of the field for the closing line, so that it can be given the keyboard.
pub fn next_time_id() -> Id {
    Id::unique("next time")
}

/// Draws the score phase.
pub fn show(ui: &mut Ui, model: &Model, stage: &Stage, out: &mut Outbox) {
    egui::ScrollArea::vertical().id_salt("score").auto_shrink(false).show(ui, |ui| {
        let rehearsal = &stage.rehearsal;
        muted(ui, &rehearsal.brief.drawn.text);
        ui.add_space(space::S);
        let step = match rehearsal.phase() {
            Phase::Score(step) => *step,
            _ => ScoreStep::NextTime,
        };
        steps(ui, &rehearsal.scores, step, out);
        ui.add_space(space::M);
        match step {
            ScoreStep::Dimension(dimension) => {
                anchors(ui, model, stage, dimension, out);
                advice(ui, stage);
            }
            ScoreStep::NextTime => closing(ui, stage, out),
        }
        if stage.note_open {
            ui.add_space(space::M);
            let id = Id::unique("attempt note");
            if let Some(text) = fields::lines(
                ui,
                id,
                "Note on this answer",
                &rehearsal.note,
                "What happened, for yourself",
                3,
            ) {
                out.push(Command::SetNote(text));
            }
            fields::focus_when_shown(ui, id);
        }
    });
    if is_closing(stage) && model.overlay.is_none() {
        fields::focus_when_shown(ui, next_time_id());
    }
}

/// What can be done while scoring; it stands still at the foot of the stage.
pub fn controls(ui: &mut Ui, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, Context::Score, Action::Save, "Save and go on", out);
        action_button(ui, Context::Score, Action::Note, out);
        let keys = keys_of(ui, Context::Score, Action::Story);
        if button_with(ui, "Fix the story…", keys.as_deref()).clicked() {
            out.push(Command::Do(Action::Story));
        }
        leave_button(ui, out);
    });
}

/// The six dimensions and the closing line, as a row that can be pressed.
fn steps(ui: &mut Ui, scores: &Scores, step: ScoreStep, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let asked = match step {
            ScoreStep::Dimension(dimension) => Some(dimension),
            ScoreStep::NextTime => None,
        };
        if let Some(dimension) = scoring::dimensions(ui, scores, asked) {
            out.push(Command::GoToScore(ScoreStep::Dimension(dimension)));
        }
        let here = step == ScoreStep::NextTime;
        if ui
            .add(egui::Button::new("Next time").selected(here).min_size(egui::vec2(TARGET, TARGET)))
            .clicked()
        {
            out.push(Command::GoToScore(ScoreStep::NextTime));
        }
    });
}

/// What an imported guide expects at the person's level, and an imported tip.
fn advice(ui: &mut Ui, stage: &Stage) {
    if !stage.expected.is_empty() {
        ui.add_space(space::S);
        note(ui, "Expected at the level you aim at");
        for text in &stage.expected {
            ui.label(format!("• {text}"));
        }
    }
    if let Some(tip) = stage.tips.last() {
        ui.add_space(space::S);
        muted(ui, format!("Tip: {tip}"));
    }
}

fn anchors(ui: &mut Ui, model: &Model, stage: &Stage, dimension: Dimension, out: &mut Outbox) {
    let fact = scoring::fact(dimension, &stage.rehearsal.attempt(model.now.mono));
    if let Some(value) = scoring::anchors(ui, dimension, stage.rehearsal.scores.get(dimension), fact) {
        out.push(Command::Do(Action::Digit(value)));
    }
}

fn closing(ui: &mut Ui, stage: &Stage, out: &mut Outbox) {
    let text = &stage.rehearsal.next_time;
    ui.label(RichText::new("Next time I will …").font(strong(size::LEAD)));
    let mut edited = text.clone();
    let response = ui.add(
        egui::TextEdit::singleline(&mut edited)
            .id(next_time_id())
            .hint_text("start with the number")
            .desired_width(f32::INFINITY)
            .min_size(egui::vec2(0.0, TARGET))
            .align(egui::Align2::LEFT_CENTER),
    );
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, text, &edited, "start with the number");
        info.label = Some("Next time I will".to_owned());
        info
    });
    if response.changed() {
        out.push(Command::SetNextTime(edited));
    }
    // Enter in the field saves: there is nothing else to come.
    if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
        out.push(Command::Do(Action::Save));
    }
    note(ui, "One line, or none. It comes back when this principle is asked again. Enter saves.");
}
