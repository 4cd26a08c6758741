//! Scoring: one dimension at a time with its anchors and the measured fact beside it.

use eframe::egui::{self, Id, RichText, Ui};

use crate::app::action::{Action, AidAction, ScoreAction, StageAction};
use crate::app::command::{Command, StageCommand};
use crate::app::model::Model;
use crate::app::stage::Scored;
use crate::domain::level::Reach;
use crate::domain::rehearsal::ScoreStep;
use crate::domain::rubric::{Dimension, Scores, Yardstick};
use crate::ui::bindings::Context;

use super::super::tokens::{TARGET, size, space, strong};
use super::super::widgets::{
    Labelled, action_button, button_with, fields, keys_of, muted, note, primary_action, scoring,
};
use super::super::{Outbox, attention};
use super::stage::{is_low, leave_button};

/// The id of the field for the closing line, so that it can be given the keyboard.
pub fn next_time_id() -> Id {
    Id::unique("next time")
}

/// Draws the score phase. `more` stands under the question.
pub fn show(
    ui: &mut Ui,
    model: &Model,
    scored: &Scored<'_>,
    more: impl FnOnce(&mut Ui, &mut Outbox),
    out: &mut Outbox,
) {
    attention::scrolled(ui, egui::ScrollArea::vertical().id_salt("score").auto_shrink(false), |ui| {
        // On a low or magnified window the anchors come first; the arrows go from one dimension to the next.
        if is_low(ui) {
            note(ui, place_of(scored.step));
            more(ui, out);
        } else {
            muted(ui, scored.question);
            more(ui, out);
            ui.add_space(space::S);
            steps(ui, scored.scores, scored.step, out);
            ui.add_space(space::M);
        }
        match scored.step {
            ScoreStep::Dimension(dimension) => {
                anchors(ui, scored, dimension, out);
                advice(ui, scored);
            }
            ScoreStep::NextTime => {
                closing(ui, scored.next_time, scored.scores, out);
                scope(ui, model, scored, out);
            }
        }
        if let Some(text) = scored.note {
            ui.add_space(space::M);
            let id = Id::unique("attempt note");
            let label = "Note on this answer";
            if let Some(text) = fields::lines(ui, id, label, text, "What happened, for yourself", 3) {
                out.push(Command::Stage(StageCommand::SetNote(text)));
            }
            fields::focus_when_shown(ui, id);
        }
    });
    if scored.step == ScoreStep::NextTime && model.modal.is_none() {
        fields::focus_when_shown(ui, next_time_id());
    }
}

/// What can be done while scoring; it stands still at the foot of the stage. `more` comes before the
/// way out.
pub fn controls(ui: &mut Ui, out: &mut Outbox, more: impl FnOnce(&mut Ui, &mut Outbox)) {
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, Context::Score, Action::Stage(StageAction::Save), "Save and go on", out);
        if is_low(ui) {
            ui.menu_button("More…", |ui| others(ui, out, more));
        } else {
            others(ui, out, more);
        }
    });
}

fn others(ui: &mut Ui, out: &mut Outbox, more: impl FnOnce(&mut Ui, &mut Outbox)) {
    action_button(ui, Context::Score, Action::Stage(StageAction::Aid(AidAction::Note)), out);
    let keys = keys_of(ui, Context::Score, Action::Stage(StageAction::Aid(AidAction::Story)));
    if button_with(ui, "Fix the story…", keys.as_deref()).clicked() {
        out.push(Command::Do(Action::Stage(StageAction::Aid(AidAction::Story))));
    }
    more(ui, out);
    leave_button(ui, out);
}

/// Where one is among the steps: "3 of 7".
fn place_of(step: ScoreStep) -> String {
    let all = Dimension::ALL.len() + 1;
    match step {
        ScoreStep::Dimension(dimension) => format!("{dimension}, {} of {all}  ← →", dimension as usize + 1),
        ScoreStep::NextTime => format!("Next time, {all} of {all}  ←"),
    }
}

/// The six dimensions and the closing line, as a row that can be pressed.
fn steps(ui: &mut Ui, scores: &Scores, step: ScoreStep, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let asked = match step {
            ScoreStep::Dimension(dimension) => Some(dimension),
            ScoreStep::NextTime => None,
        };
        if let Some(dimension) = scoring::dimensions(ui, scores, asked) {
            out.push(Command::Stage(StageCommand::GoToScore(ScoreStep::Dimension(dimension))));
        }
        let here = step == ScoreStep::NextTime;
        if ui
            .add(egui::Button::new("Next time").selected(here).min_size(egui::vec2(TARGET, TARGET)))
            .clicked()
        {
            out.push(Command::Stage(StageCommand::GoToScore(ScoreStep::NextTime)));
        }
    });
}

/// What the question's source lists, what an imported guide expects at the person's level, and an imported tip.
fn advice(ui: &mut Ui, scored: &Scored<'_>) {
    if !scored.checklist.is_empty() {
        ui.add_space(space::S);
        note(ui, "Did the answer touch on these?");
        for point in scored.checklist {
            ui.label(format!("• {point}"));
        }
    }
    if !scored.expected.is_empty() {
        ui.add_space(space::S);
        note(ui, "Expected at the level you aim at");
        for text in scored.expected {
            ui.label(format!("• {text}"));
        }
    }
    if let Some(tip) = scored.tip {
        ui.add_space(space::S);
        muted(ui, format!("Tip: {tip}"));
    }
}

fn anchors(ui: &mut Ui, scored: &Scored<'_>, dimension: Dimension, out: &mut Outbox) {
    let fact = scoring::fact(dimension, &scored.attempt);
    let yardstick = Yardstick { rubric: scored.scores.rubric(), ..Yardstick::of(&scored.attempt) };
    if let Some(value) = scoring::anchors(ui, &yardstick, dimension, scored.scores.get(dimension), fact) {
        out.push(Command::Do(Action::Score(ScoreAction::Digit(value))));
    }
}

/// The story's scope, noted against the level aimed at: never a score, and none where no level is known.
fn scope(ui: &mut Ui, model: &Model, scored: &Scored<'_>, out: &mut Outbox) {
    let Some(level) = model.notebook.profile.target.aims_at().filter(|_| model.drill().is_some()) else {
        return;
    };
    let noted = scored.attempt.scope.filter(|scope| scope.level == level).map(|scope| scope.reach);
    ui.add_space(space::M);
    note(ui, format!("Scope expected at the level “{}”: {}. This story's was:", level.name(), level.scope()));
    ui.horizontal_wrapped(|ui| {
        for reach in Reach::ALL {
            let here = noted == Some(reach);
            let response = fields::marked_button(ui, reach.name(), here, TARGET);
            if response.labelled(&format!("Scope: {}", reach.name())).clicked() {
                let reach = (!here).then_some(reach);
                out.push(Command::Stage(StageCommand::SetReach(reach)));
                // Enter saves again, and does not press this once more.
                ui.memory_mut(|m| m.request_focus(next_time_id()));
            }
        }
    });
}

fn closing(ui: &mut Ui, text: &str, scores: &Scores, out: &mut Outbox) {
    ui.label(RichText::new("Next time I will …").font(strong(size::LEAD)));
    let mut edited = text.to_owned();
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
        out.push(Command::Stage(StageCommand::SetNextTime(edited)));
    }
    // Enter in the field saves: there is nothing else to come.
    if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
        out.push(Command::Do(Action::Stage(StageAction::Save)));
    }
    for (promise, number) in scores.promises().into_iter().zip(1..) {
        let action = Action::Stage(StageAction::Promise(number));
        let keys = keys_of(ui, Context::Score, action);
        if button_with(ui, promise, keys.as_deref())
            .labelled(&format!("Next time I will {promise}"))
            .clicked()
        {
            out.push(Command::Do(action));
        }
    }
    note(ui, "One line, or none. It comes back when this principle is asked again. Enter saves.");
}
