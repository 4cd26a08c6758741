//! Settings: whether answers are recorded, by which microphone, how much they may take, and what writes them down.

use eframe::egui::{self, RichText, Stroke, Ui};

use crate::app::command::{Command, HistoryCommand};
use crate::app::model::{Model, Screen};
use crate::app::recording::{MicrophoneTrial, RecordingCommand, TRIAL_SECS, megabytes};
use crate::domain::profile::{RecordSettings, Settings};
use crate::domain::recording::{BYTES_A_SECOND, Recording};
use crate::domain::words::counted;

use super::super::super::Outbox;
use super::super::super::tokens::{RADIUS, colours, space, wave};
use super::super::super::widgets::{button, fields, margin, muted, note, warning};
use crate::app::action::Action;

/// How many of the oldest recordings are listed.
const OLDEST: usize = 3;
/// The level from which on sound is clipped.
const CLIPPED: f32 = 0.98;

/// Draws the part.
pub fn show(ui: &mut Ui, model: &Model, settings: &Settings, edited: &mut Settings, out: &mut Outbox) {
    let set = &settings.record;
    let where_to = "Only answers and follow-ups are recorded, never what you say while you think. A recording stays in this folder, is in no backup, and Greenroom sends it nowhere.";
    margin::beside(ui, where_to, |ui| {
        if let Some(on) = fields::switch(ui, "Record my answers", set.on) {
            edited.record.on = on;
        }
        let headphones = "I wear headphones: no cue and no screen reader is heard in a recording";
        if let Some(on) = fields::switch(ui, headphones, set.headphones) {
            edited.record.headphones = on;
        }
    });
    if model.recording.screen_reader && !set.headphones {
        warning(
            ui,
            "A screen reader is on. Without headphones it is heard in the recording, and nothing is measured.",
        );
    }
    microphone(ui, model, set, edited, out);
    budget(ui, model, set, edited, out);
    program(ui, model, set, edited);
}

fn microphone(ui: &mut Ui, model: &Model, set: &RecordSettings, edited: &mut Settings, out: &mut Outbox) {
    let send = |out: &mut Outbox, command| out.push(Command::Recording(command));
    let chosen = if set.microphone.is_empty() { "the system's own choice" } else { &set.microphone };
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("Microphone: {chosen}"));
        if button(ui, "List the microphones").clicked() {
            send(out, RecordingCommand::ListMicrophones);
        }
    });
    if let Some(names) = &model.recording.microphones {
        let own = (String::new(), "The system's own choice".to_owned());
        let listed = std::iter::once(own).chain(names.iter().map(|name| (name.clone(), name.clone())));
        ui.horizontal_wrapped(|ui| {
            for (name, shown) in listed {
                let holds = set.microphone == name;
                let response = fields::marked_button(ui, &shown, holds, 0.0);
                response.widget_info(|| {
                    egui::WidgetInfo::selected(
                        egui::Role::RadioButton,
                        true,
                        holds,
                        format!("Microphone: {shown}"),
                    )
                });
                if response.clicked() {
                    edited.record.microphone = name;
                }
            }
        });
        if names.is_empty() {
            muted(ui, "The system names no microphone. Connect one and list them again.");
        }
    }
    let trial = model.recording.trial.as_ref();
    ui.horizontal_wrapped(|ui| {
        // One button in both states, so that it keeps the keyboard.
        let going = trial.is_some_and(|trial| trial.going);
        let text = if going {
            format!("Say something for {TRIAL_SECS} s…")
        } else {
            format!("Try the microphone, {TRIAL_SECS} s")
        };
        if button(ui, &text).clicked() && !going {
            send(out, RecordingCommand::TryMicrophone);
        }
        if let Some(trial) = trial {
            level(ui, trial);
        }
    });
    let Some(trial) = trial.filter(|trial| !trial.going) else { return };
    if !trial.why.is_empty() && trial.heard.is_none() {
        warning(ui, &trial.why);
    } else if trial.heard.is_some() {
        ui.horizontal_wrapped(|ui| {
            muted(ui, trial.verdict());
            let plays = model.recording.listening.as_ref().is_some_and(|l| l.attempt.is_none());
            if plays {
                if button(ui, "■ Stop").clicked() {
                    send(out, RecordingCommand::Stop);
                }
            } else if button(ui, "▶ Hear it").clicked() {
                send(out, RecordingCommand::HearTrial);
            }
        });
    }
}

/// How loud it is now, with a mark at the loudest so far.
fn level(ui: &mut Ui, trial: &MicrophoneTrial) {
    let c = colours(ui);
    let (rect, response) =
        ui.allocate_exact_size(egui::vec2(wave::LEVEL, wave::LEVEL_HEIGHT), egui::Sense::hover());
    let percent = (trial.loudest * 100.0).round();
    let said = format!("Level, loudest so far {percent:.0} %");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &said));
    ui.painter().rect_filled(rect, RADIUS, c.sunk);
    // As the ear hears it: a tenth of the range is half as loud.
    let x_of = |level: f32| rect.left() + rect.width() * level.clamp(0.0, 1.0).sqrt();
    let now = egui::Rect::from_min_max(rect.min, egui::pos2(x_of(trial.level), rect.bottom()));
    ui.painter().rect_filled(now, RADIUS, if trial.level > CLIPPED { c.warning } else { c.accent });
    ui.painter().vline(x_of(trial.loudest), rect.y_range(), Stroke::new(2.0, c.ink));
    ui.painter().rect_stroke(rect, RADIUS, Stroke::new(1.0, c.edge), egui::StrokeKind::Inside);
}

fn budget(ui: &mut Ui, model: &Model, set: &RecordSettings, edited: &mut Settings, out: &mut Outbox) {
    ui.add_space(space::S);
    let range = RecordSettings::BUDGET_MB;
    if let Some(megabytes) = fields::number(ui, "Room for recordings", set.budget_mb, range, 100, " MB") {
        edited.record.budget_mb = megabytes;
    }
    let all = &model.notebook.recordings;
    let minutes = set.budget() / (BYTES_A_SECOND * 60);
    if all.is_empty() {
        let (hours, rest) = (minutes / 60, minutes % 60);
        let holds = if hours == 0 { format!("{rest} min") } else { format!("{hours} h") };
        note(ui, format!("It holds about {holds}. There is no recording yet."));
        return;
    }
    let taken = megabytes(model.recording.sounds.values().sum());
    note(
        ui,
        format!(
            "{}: {taken} MB of {} MB. When that is full no new answer is recorded; nothing is deleted by itself. The oldest, to go first if you want:",
            counted(all.len(), "recording", "recordings"),
            set.budget_mb
        ),
    );
    for recording in all.iter().take(OLDEST) {
        let Some(attempt) = model.notebook.attempt(recording.attempt) else {
            ui.push_id(recording.attempt, |ui| without_answer(ui, recording, out));
            continue;
        };
        ui.push_id(recording.attempt, |ui| {
            ui.horizontal_wrapped(|ui| {
                let day = attempt.started.format("%-d %b %Y");
                let text = format!("{day}, {}, {} MB", attempt.principle, megabytes(recording.bytes()));
                ui.label(RichText::new(&text));
                if button(ui, "Look at it").labelled_by_text(&text) {
                    out.push(Command::Do(Action::Go(Screen::History)));
                    out.push(Command::History(HistoryCommand::Open(Some(recording.attempt))));
                }
                if button(ui, "Drop").on_hover_text("It can be undone").labelled_by_text(&text) {
                    out.push(Command::Recording(RecordingCommand::Drop(recording.attempt)));
                }
            });
        });
    }
}

/// One whose answer is not here: undone, or on its way from another computer.
fn without_answer(ui: &mut Ui, recording: &Recording, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let day = recording.made.format("%-d %b %Y");
        let text = format!("{day}, of no answer here, {} MB", megabytes(recording.bytes()));
        ui.label(RichText::new(&text));
        if button(ui, "Drop").on_hover_text("It can be undone").labelled_by_text(&text) {
            out.push(Command::Recording(RecordingCommand::Drop(recording.attempt)));
        }
    });
}

/// A button of a row: what it does, and to which row, for those who do not see it.
trait OfRow {
    fn labelled_by_text(self, row: &str) -> bool;
}

impl OfRow for egui::Response {
    fn labelled_by_text(self, row: &str) -> bool {
        self.ctx.accesskit_node_builder(self.id, |node| node.set_description(row));
        self.clicked()
    }
}

fn program(ui: &mut Ui, model: &Model, set: &RecordSettings, edited: &mut Settings) {
    ui.add_space(space::S);
    let hint = "such as whisper-cli -m MODEL -f {wav}; empty for none";
    let how = "Words are parted by blanks; put quotes around one that holds blanks. {wav} stands for the recording. What the program writes is kept: plain text, SRT, VTT, or JSON with times. Greenroom sends nothing; whether that program does is its own affair, so choose one that works offline.";
    margin::beside(ui, how, |ui| {
        if let Some(line) =
            fields::line(ui, "transcript program", "Program that writes down", &set.command, hint)
        {
            edited.record.command = line;
        }
    });
    if set.command.trim().is_empty() {
        return;
    }
    match &model.recording.program {
        Some(Ok(path)) => note(ui, format!("This writes down: {path}. It may itself use the network.")),
        Some(Err(why)) => warning(ui, why),
        None => note(ui, "Looking for it…"),
    };
    let verbatim = "It writes every sound, “um” included, so fillers can be counted";
    if let Some(on) = fields::switch(ui, verbatim, set.verbatim) {
        edited.record.verbatim = on;
    }
}
