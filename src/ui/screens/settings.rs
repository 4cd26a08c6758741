//! Settings: how rehearsals run, sound, look, and the data folder.

use eframe::egui::{self, RichText, Ui};

use crate::app::command::{Command, DataCommand, SettingsCommand};
use crate::app::model::{Erase, Model};
use crate::app::voice::{ReadingState, SAMPLE};
use crate::domain::profile::{Practice, Settings, Theme};
use crate::domain::star::{Budget, Shares};

use super::super::Outbox;
use super::super::tokens::{plain, size, space};
use super::super::widgets::{button, fields, heading, muted, note, warning};
use super::takeaway;
use super::today::interview_line;
use crate::app::action::Action;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    heading(ui, "Interview");
    muted(ui, interview_line(&model.profile.target, model.now.wall.date_naive()));
    if button(ui, Action::NameInterview.text()).clicked() {
        out.push(Command::Do(Action::NameInterview));
    }
    let settings = &model.profile.settings;
    let mut edited = settings.clone();
    practice(ui, settings, &mut edited);
    heading(ui, "Rehearsal");
    rehearsal(ui, settings, &mut edited);
    heading(ui, "Sound");
    sound(ui, model, settings, &mut edited, out);
    heading(ui, "Spoken questions");
    voice(ui, model, settings, &mut edited, out);
    heading(ui, "Look");
    look(ui, settings, &mut edited);
    if edited != *settings {
        out.push(Command::Settings(SettingsCommand::Set(Box::new(edited))));
    }
    heading(ui, "Data");
    data(ui, model, out);
    heading(ui, "Export");
    takeaway::show(ui, model, out);
}

/// The time given, which the plan of the days up to the interview keeps to.
fn practice(ui: &mut Ui, settings: &Settings, edited: &mut Settings) {
    heading(ui, "Time for practice");
    let given = &settings.practice;
    if let Some(minutes) =
        fields::number(ui, "Minutes a day", given.minutes_a_day, Practice::MINUTES, 5, " min")
    {
        edited.practice.minutes_a_day = minutes;
    }
    note(ui, "Days off, on which nothing is planned");
    ui.horizontal_wrapped(|ui| {
        for (i, day) in Practice::WEEK.into_iter().enumerate() {
            if let Some(off) = fields::switch(ui, weekday(day), given.days_off[i]) {
                edited.practice.days_off[i] = off;
            }
        }
    });
    note(
        ui,
        "The plan on Today keeps to this. A day that is missed is not made up for: what is left is planned anew.",
    );
}

fn weekday(day: chrono::Weekday) -> &'static str {
    match day {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}

fn rehearsal(ui: &mut Ui, settings: &Settings, edited: &mut Settings) {
    let whole = Budget::MIN_SECS..=Budget::MAX_SECS;
    if let Some(secs) = fields::number(ui, "Length of an answer", settings.budget.total_secs, whole, 10, " s")
    {
        edited.budget.total_secs = secs;
    }
    let presets =
        Budget::PRESET_SECS.map(|secs| (secs, crate::domain::countdown::clock(secs.into()) + " min"));
    if let Some(secs) = fields::choice(ui, "or one of these", settings.budget.total_secs, presets) {
        edited.budget.total_secs = secs;
    }
    shares(ui, settings, edited);
    if let Some(n) =
        fields::number(ui, "Questions in a drill", settings.questions, 1..=Settings::MAX_QUESTIONS, 1, "")
    {
        edited.questions = n;
    }
    if let Some(n) =
        fields::number(ui, "Probes to each, at most", settings.probes, 0..=Settings::MAX_PROBES, 1, "")
    {
        edited.probes = n;
    }
    if let Some(quiet) = fields::switch(ui, "Quiet mode: keep scores, do not show them", settings.quiet) {
        edited.quiet = quiet;
    }
}

fn shares(ui: &mut Ui, settings: &Settings, edited: &mut Settings) {
    let presets = Shares::PRESETS.into_iter().map(|s| (s, s.to_string()));
    if let Some(shares) =
        fields::choice(ui, "Situation / task / action / result", settings.budget.shares, presets)
    {
        edited.budget.shares = shares;
    }
    let own = settings.budget.shares.percent();
    ui.horizontal_wrapped(|ui| {
        note(ui, "or your own; the action takes the rest:");
        for (i, name) in [(0usize, "Situation"), (1, "Task"), (3, "Result")] {
            // The action keeps at least 1 %.
            let most = own[i] + own[2].saturating_sub(1);
            let number = fields::Number {
                name: &format!("{name}, per cent of the answer"),
                prefix: &format!("{name} "),
                suffix: " %",
                range: (1.0, most.into()),
                step: 1.0,
            };
            let share = fields::whole(ui, number, own[i].into()).and_then(|share| u8::try_from(share).ok());
            if let Some(share) = share {
                let mut percent = own;
                percent[2] = own[2] + own[i] - share;
                percent[i] = share;
                if let Some(shares) = Shares::new(percent) {
                    edited.budget.shares = shares;
                }
            }
        }
    });
}

fn sound(ui: &mut Ui, model: &Model, settings: &Settings, edited: &mut Settings, out: &mut Outbox) {
    match &model.sound {
        Some(Ok(device)) => note(ui, format!("Cues sound on: {device}")),
        Some(Err(why)) => note(ui, format!("No sound device now: {why}. Every cue is also shown.")),
        None => note(ui, "Cues sound on the system's default device."),
    };
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("Volume of the cues");
        let mut percent = (settings.volume * 100.0).round();
        if ui.add(egui::Slider::new(&mut percent, 0.0..=100.0).suffix(" %")).labelled_by(label.id).changed() {
            edited.volume = percent / 100.0;
        }
        if button(ui, "Hear a chime").clicked() {
            out.push(Command::Settings(SettingsCommand::TryChime));
        }
    });
    if let Some(muted) = fields::switch(ui, "Mute: cues are only shown", settings.muted) {
        edited.muted = muted;
    }
    if let Some(on) = fields::switch(ui, "Chime at planned section boundaries too", settings.boundary_chimes)
    {
        edited.boundary_chimes = on;
    }
}

fn voice(ui: &mut Ui, model: &Model, settings: &Settings, edited: &mut Settings, out: &mut Outbox) {
    let set = &settings.voice;
    if let Some(on) = fields::switch(ui, "Read each question aloud", set.on) {
        edited.voice.on = on;
    }
    if let Some(hide) =
        fields::switch(ui, "Hide the question while it is read, as on a telephone", set.hide_question)
    {
        edited.voice.hide_question = hide;
    }
    let hint = "such as espeak-ng -s 150; empty for what is found";
    if let Some(line) = fields::line(ui, "voice program", "Program that reads", &set.command, hint) {
        edited.voice.command = line;
    }
    note(
        ui,
        "Words are parted by blanks; put quotes around one that holds blanks. {text} stands for the question; without it the program gets the question on its standard input.",
    );
    match &model.voice.found {
        Some(Ok(path)) => note(ui, format!("This reads: {path}")),
        Some(Err(why)) => warning(ui, why),
        None => note(ui, "Looking for a program that reads…"),
    };
    let Some(trial) = &model.voice.trial else {
        if button(ui, "Try the voice").clicked() {
            out.push(Command::Settings(SettingsCommand::TryVoice));
        }
        return;
    };
    let speaks = matches!(trial.state, ReadingState::Asked | ReadingState::Speaking);
    ui.horizontal_wrapped(|ui| {
        let (text, command) = if speaks {
            ("Stop the voice", Command::Settings(SettingsCommand::HushVoice))
        } else {
            ("Try the voice", Command::Settings(SettingsCommand::TryVoice))
        };
        if button(ui, text).clicked() {
            out.push(command);
        }
        match trial.state {
            ReadingState::Asked => muted(ui, "Starting…"),
            ReadingState::Speaking => muted(ui, format!("It reads: {SAMPLE}")),
            ReadingState::Ended => muted(ui, "✓ It was read to the end. Did you hear it?"),
            ReadingState::Stopped => muted(ui, "It was stopped."),
            ReadingState::Failed => warning(ui, &trial.why),
        };
    });
}

fn look(ui: &mut Ui, settings: &Settings, edited: &mut Settings) {
    let themes = Theme::ALL.map(|theme| {
        let name = match theme {
            Theme::System => "As the system",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        };
        (theme, name.to_owned())
    });
    if let Some(theme) = fields::choice(ui, "Theme", settings.theme, themes) {
        edited.theme = theme;
    }
    let zooms = [0.8f32, 1.0, 1.2, 1.5, 2.0].map(|zoom| (zoom, format!("{:.0} %", zoom * 100.0)));
    if let Some(zoom) = fields::choice(ui, "Size (Ctrl and +, −, 0)", settings.zoom, zooms) {
        edited.zoom = zoom;
    }
}

fn data(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        ui.label("Everything is kept in this folder:");
        ui.label(RichText::new(&model.folder).font(plain(size::BODY)).strong());
        if button(ui, "Copy the path").clicked() {
            ui.ctx().copy_text(model.folder.clone());
        }
    });
    note(
        ui,
        "For another folder start Greenroom with --data FOLDER, or set GREENROOM_DATA. Nothing is ever sent anywhere.",
    );
    if let Some(why) = model.why_read_only() {
        warning(ui, why);
    }
    ui.add_space(space::S);
    ui.label("Backups: one a day, the last 7 and 4 weekly ones are kept.");
    for backup in &model.backups {
        ui.push_id(&backup.name, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(&backup.text);
                if button(ui, "Restore…").clicked() {
                    out.push(Command::Data(DataCommand::AskRestore(backup.name.clone())));
                }
            });
        });
    }
    if model.backups.is_empty() {
        muted(ui, "No backup yet.");
    }
    ui.horizontal_wrapped(|ui| {
        if button(ui, "Back up now").clicked() {
            out.push(Command::Data(DataCommand::BackUp));
        }
        if button(ui, "Erase everything for good…").clicked() {
            out.push(Command::Data(DataCommand::AskErase(Erase::Everything)));
        }
    });
}
