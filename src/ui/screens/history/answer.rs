//! One answer of the history: what was asked, its times and scores, what can be edited or done with it.

use eframe::egui::{self, Id, RichText, Ui};

use crate::app::action::Action;
use crate::app::command::{
    Command, DataCommand, ExportCommand, HistoryCommand, PartOf, RehearseCommand, StoriesCommand,
};
use crate::app::effect::Erase;
use crate::app::model::{Model, Screen};
use crate::app::second_scores::RescoreCommand;
use crate::domain::attempt::Attempt;
use crate::domain::calibration::can_be_scored_again;
use crate::domain::countdown::clock_of;
use crate::domain::rubric::{Dimension, Rubric, Score, Scores, Yardstick};
use crate::domain::star::Structure;
use crate::examples::examples;

use super::super::super::Outbox;
use super::super::super::tokens::{TARGET, serif, size, space, strong};
use super::super::super::widgets::example;
use super::super::super::widgets::times_strip::times_strip;
use super::super::super::widgets::{button, fields, muted, note, primary};
use super::recording;

/// Draws the page of the answer that is open.
pub fn one(ui: &mut Ui, model: &Model, attempt: &Attempt, out: &mut Outbox) {
    if button(ui, "← All answers").clicked() {
        out.push(Command::History(HistoryCommand::Open(None)));
    }
    ui.add_space(space::S);
    ui.label(RichText::new(&attempt.question.text).font(serif(size::HEADING)));
    let when = attempt.started.format("%A %-d %B %Y, %H:%M");
    muted(ui, format!("{} · {when} · {}", attempt.principle, attempt.mode.id()));
    facts(ui, model, attempt);
    story_told(ui, model, attempt, out);
    ui.add_space(space::M);
    if model.notebook.profile.settings.quiet {
        muted(ui, "Scores are hidden in quiet mode.");
    } else {
        scores(ui, attempt, out);
    }
    let edit = |out: &mut Outbox, attempt: Attempt| {
        out.push(Command::History(HistoryCommand::Edit(Box::new(attempt))));
    };
    let some = |text: String| Some(text).filter(|t| !t.trim().is_empty());
    let next_time = attempt.next_time.as_deref().unwrap_or_default();
    if let Some(text) =
        fields::line(ui, "edit next time", "Next time I will …", next_time, "start with the number")
    {
        edit(out, Attempt { next_time: some(text), ..attempt.clone() });
    }
    let note_text = attempt.note.as_deref().unwrap_or_default();
    if let Some(text) =
        fields::lines(ui, Id::unique("edit note"), "Note", note_text, "What happened, for yourself", 3)
    {
        edit(out, Attempt { note: some(text), ..attempt.clone() });
    }
    recording::panel(ui, model, attempt, out);
    example::examples(ui, examples(), attempt);
    ui.add_space(space::M);
    let changed = model.notebook.attempt(attempt.id) != Some(attempt);
    if changed {
        note(ui, "Saved as you type. “Leave it as it was” takes it back.");
    }
    ui.horizontal_wrapped(|ui| {
        if changed {
            if primary(ui, "Save and go back", None).clicked() {
                out.push(Command::History(HistoryCommand::Save));
            }
            if button(ui, "Leave it as it was").clicked() {
                out.push(Command::History(HistoryCommand::Open(Some(attempt.id))));
            }
        }
        if !changed && !attempt.mode.is_retold() && button(ui, "Answer it again").clicked() {
            out.push(Command::Rehearse(RehearseCommand::Again(attempt.id)));
        }
        if !changed && !attempt.mode.is_retold() {
            ui.menu_button("A part again…", |ui| {
                let planned = attempt.planned_secs.unwrap_or_default();
                let structure = Structure::of_planned(&planned);
                for section in structure.sections().iter().copied() {
                    if button(ui, structure.name(section)).clicked() {
                        let of = PartOf::Answer(attempt.id);
                        out.push(Command::Rehearse(RehearseCommand::Part(of, section)));
                        ui.close();
                    }
                }
            });
        }
        let recorded = model.notebook.recording(attempt.id).is_some();
        let can = can_be_scored_again(attempt, recorded, model.now.wall);
        if can && !model.notebook.readiness_table().calibration.scored_today {
            let again = button(ui, "Score it again, blind…");
            if again.on_hover_text("Your scores are hidden until the new ones are saved").clicked() {
                out.push(Command::Rescore(RescoreCommand::Start(attempt.id)));
            }
        }
        if attempt.is_evidence() && button(ui, "Scoring packet for a friend…").clicked() {
            out.push(Command::Export(ExportCommand::AskPacket(attempt.id)));
        }
        if button(ui, "Delete").on_hover_text("It can be undone").clicked() {
            out.push(Command::History(HistoryCommand::Delete(attempt.id)));
        }
        if button(ui, "Erase for good…").clicked() {
            out.push(Command::Data(DataCommand::AskErase(Erase::Attempt(attempt.id))));
        }
    });
}

/// Leads to the story that was told: what is heard here is mended there.
fn story_told(ui: &mut Ui, model: &Model, attempt: &Attempt, out: &mut Outbox) {
    let story = attempt.story.as_deref().and_then(|story| model.notebook.story(story));
    let Some(story) = story else { return };
    let told = format!("Open the story: {}", story.shown_title());
    if button(ui, &told).clicked() {
        out.push(Command::Do(Action::Go(Screen::Stories)));
        out.push(Command::Stories(StoriesCommand::Open(Some(story.id.clone()))));
    }
}

fn facts(ui: &mut Ui, model: &Model, attempt: &Attempt) {
    let recorded = if model.notebook.recording(attempt.id).is_some() { " · recorded, below" } else { "" };
    if let Some(answer) = attempt.answer_secs {
        let planned: Option<f64> = attempt.planned_secs.map(|p| p.0.iter().sum());
        let planned = planned.map_or_else(String::new, |p| format!(" of {} planned", clock_of(p)));
        ui.label(format!("Answer: {}{planned}{recorded}", clock_of(answer)));
    }
    match (attempt.section_secs, attempt.planned_secs) {
        (Some(spent), Some(planned)) => {
            times_strip(ui, attempt.id, &planned, &spent);
        }
        _ => {
            muted(ui, "Sections were not marked.");
        }
    }
    for probe in &attempt.probes {
        ui.label(format!("↳ {} ({}, {:.0} s)", probe.text, probe.outcome.id(), probe.secs));
    }
    if let Some(predicted) = attempt.predicted {
        ui.label(format!("You expected {} of 5.", predicted.value()));
    }
    if let Some(scope) = attempt.scope {
        ui.label(format!("Scope, for the level “{}”: {}.", scope.level.name(), scope.reach.name()));
    }
    if attempt.plain_words {
        ui.label("The question was shown in plain words too.");
    }
    if attempt.scores.count() > 0 && attempt.scores.rubric() < Rubric::CURRENT {
        note(ui, "Scored by the older rubric: setting and delivery count fully in its mean.");
    }
}

fn scores(ui: &mut Ui, attempt: &Attempt, out: &mut Outbox) {
    let beside = beside(attempt);
    // Many friends are wider than a narrow window.
    egui::ScrollArea::horizontal().id_salt("scores").show(ui, |ui| grid(ui, attempt, &beside, out));
    for given in &attempt.friend_scores {
        if let Some(remark) = &given.note {
            ui.label(format!("{}: “{remark}”", given.by));
        }
    }
    if !beside.is_empty() {
        note(ui, "Only the scores under You count towards readiness.");
    }
}

fn grid(ui: &mut Ui, attempt: &Attempt, beside: &[Beside<'_>], out: &mut Outbox) {
    egui::Grid::new("edit scores").num_columns(2 + beside.len()).spacing([space::L, space::XS]).show(
        ui,
        |ui| {
            if !beside.is_empty() {
                for head in ["", "You"].into_iter().chain(beside.iter().map(|other| other.head.as_str())) {
                    ui.label(RichText::new(head).font(strong(size::SMALL)));
                }
                ui.end_row();
            }
            for dimension in Dimension::ALL {
                ui.label(dimension.name());
                ui.horizontal(|ui| digits(ui, attempt, dimension, out));
                for other in beside {
                    let score = other.scores.get(dimension);
                    let shown = score.map_or_else(|| "–".to_owned(), |s| s.value().to_string());
                    let said = format!("{}: {dimension} {shown}", other.head);
                    let response = ui.label(shown);
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
                }
                ui.end_row();
            }
        },
    );
}

/// Scores that stand beside the person's own first ones.
struct Beside<'a> {
    /// Whose they are, and of which day.
    head: String,
    scores: &'a Scores,
}

fn beside(attempt: &Attempt) -> Vec<Beside<'_>> {
    let day = |at: chrono::DateTime<chrono::FixedOffset>| at.format("%-d %b").to_string();
    let again = attempt
        .rescored
        .as_ref()
        .map(|again| Beside { head: format!("You again, {}", day(again.at)), scores: &again.scores });
    let others = attempt
        .friend_scores
        .iter()
        .map(|given| Beside { head: format!("{}, {}", given.by, day(given.at)), scores: &given.scores });
    again.into_iter().chain(others).collect()
}

/// The five scores as buttons, of which the one that holds is marked.
fn digits(ui: &mut Ui, attempt: &Attempt, dimension: Dimension, out: &mut Outbox) {
    let anchors = Yardstick::of(attempt).anchors(dimension);
    for value in 1..=5u8 {
        let here = attempt.scores.get(dimension).is_some_and(|s| s.value() == value);
        let response = fields::marked_button(ui, &value.to_string(), here, 1.5 * TARGET);
        response.widget_info(|| {
            let label = format!("{dimension} {value} of 5");
            egui::WidgetInfo::selected(egui::Role::RadioButton, true, here, label)
        });
        if response.on_hover_text(&anchors[usize::from(value) - 1]).clicked() {
            let mut edited = attempt.clone();
            // The score that holds, pressed again, is unset.
            edited.scores.set(dimension, if here { None } else { Score::new(value) });
            out.push(Command::History(HistoryCommand::Edit(Box::new(edited))));
        }
    }
}
