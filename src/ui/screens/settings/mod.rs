//! Settings: how rehearsals run, sound, look, and the data folder.

mod recording;

use eframe::egui::{self, RichText, Ui};

use crate::app::command::{Command, DataCommand, SettingsCommand, WindowCommand};
use crate::app::effect::Erase;
use crate::app::model::Model;
use crate::app::voice::{ReadingState, SAMPLE};
use crate::domain::profile::{Calm, Practice, Settings, Theme};
use crate::domain::star::{Budget, Section, Shares};
use crate::licences;

use super::super::Outbox;
use super::super::tokens::{TARGET, plain, size, space, strong};
use super::super::widgets::{HeadingLevel, Labelled, button, fields, headed, margin, muted, note, warning};
use super::takeaway;
use super::today::interview_line;
use crate::app::action::Action;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let to = index(ui);
    let heading = |ui: &mut Ui, part: Part| part.heading(ui, to);
    heading(ui, Part::Interview);
    muted(ui, interview_line(&model.notebook.profile.target, model.now.wall.date_naive()));
    if button(ui, Action::NameInterview.text()).clicked() {
        out.push(Command::Do(Action::NameInterview));
    }
    let settings = &model.notebook.profile.settings;
    let mut edited = settings.clone();
    heading(ui, Part::Practice);
    practice(ui, settings, &mut edited);
    heading(ui, Part::Rehearsal);
    rehearsal(ui, settings, &mut edited);
    heading(ui, Part::Calm);
    calm(ui, settings, &mut edited);
    heading(ui, Part::Sound);
    sound(ui, model, settings, &mut edited, out);
    heading(ui, Part::Voice);
    voice(ui, model, settings, &mut edited, out);
    heading(ui, Part::Recording);
    recording::show(ui, model, settings, &mut edited, out);
    heading(ui, Part::Look);
    look(ui, settings, &mut edited);
    if edited != *settings {
        out.push(Command::Settings(SettingsCommand::Set(Box::new(edited))));
    }
    heading(ui, Part::Data);
    data(ui, model, out);
    heading(ui, Part::Export);
    takeaway::show(ui, model, out);
    heading(ui, Part::About);
    about(ui);
}

/// A part of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Interview,
    Practice,
    Rehearsal,
    Calm,
    Sound,
    Voice,
    Recording,
    Look,
    Data,
    Export,
    About,
}

impl Part {
    const ALL: [Self; 11] = [
        Self::Interview,
        Self::Practice,
        Self::Rehearsal,
        Self::Calm,
        Self::Sound,
        Self::Voice,
        Self::Recording,
        Self::Look,
        Self::Data,
        Self::Export,
        Self::About,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Interview => "Interview",
            Self::Practice => "Time for practice",
            Self::Rehearsal => "Rehearsal",
            Self::Calm => "Calm",
            Self::Sound => "Sound",
            Self::Voice => "Spoken questions",
            Self::Recording => "Recording",
            Self::Look => "Look",
            Self::Data => "Data",
            Self::Export => "Export",
            Self::About => "About",
        }
    }

    /// Its heading; where it was asked `to` come here, it is scrolled to, and Tab goes on from it.
    fn heading(self, ui: &mut Ui, to: Option<Self>) {
        ui.add_space(space::L);
        let label = headed(ui, self.name(), strong(size::LEAD), HeadingLevel::Part);
        let id = egui::Id::unique("part of settings").with(self);
        // It gets the keyboard once it is in sight: the page follows the focus, and would scroll a second time.
        let came = ui.data_mut(|data| data.remove_temp::<()>(id)).is_some();
        if came || ui.memory(|m| m.has_focus(id)) {
            ui.interact(label.rect, id, egui::Sense::focusable_noninteractive());
        }
        if came {
            ui.memory_mut(|m| m.request_focus(id));
        }
        if to == Some(self) {
            label.scroll_to_me(Some(egui::Align::Min));
            ui.data_mut(|data| data.insert_temp(id, ()));
            ui.ctx().request_repaint();
        }
    }
}

/// The parts by name. Returns the one to go to.
fn index(ui: &mut Ui) -> Option<Part> {
    let mut to = None;
    ui.horizontal_wrapped(|ui| {
        for part in Part::ALL {
            let text = RichText::new(part.name()).font(plain(size::SMALL));
            let button = egui::Button::new(text).min_size(egui::vec2(0.0, TARGET));
            if ui.add(button).labelled(&format!("Go to {}", part.name())).clicked() {
                to = Some(part);
            }
        }
    });
    to
}

/// How much the stage shows and hurries.
fn calm(ui: &mut Ui, settings: &Settings, edited: &mut Settings) {
    let set = &settings.calm;
    if let Some(secs) = fields::number(ui, "Time to think", set.think_secs, Calm::THINK_SECS, 15, " s") {
        edited.calm.think_secs = secs;
    }
    if set.think_secs == 0 {
        note(ui, "Nothing counts down while you think; the clock counts up.");
    }
    if let Some(on) = fields::switch(ui, "Hide the clock until the last fifth; T shows it", set.hide_clock) {
        edited.calm.hide_clock = on;
    }
    if let Some(on) = fields::switch(ui, "Hide the principle until the score", set.hide_principle) {
        edited.calm.hide_principle = on;
    }
    let outline = "Hide the lines of the story that you tell while you answer";
    if let Some(on) = fields::switch(ui, outline, set.hide_outline) {
        edited.calm.hide_outline = on;
    }
    if let Some(on) = fields::switch(ui, "Let nothing fade or move", set.still) {
        edited.calm.still = on;
    }
}

/// The time given, which the plan of the days up to the interview keeps to.
fn practice(ui: &mut Ui, settings: &Settings, edited: &mut Settings) {
    let given = &settings.practice;
    if let Some(minutes) =
        fields::number(ui, "Minutes a day", given.minutes_a_day, Practice::MINUTES, 5, " min")
    {
        edited.practice.minutes_a_day = minutes;
    }
    let plan = "The plan on Today keeps to this. A day that is missed is not made up for: what is left is planned anew.";
    margin::beside(ui, plan, |ui| {
        note(ui, "Days off, on which nothing is planned");
        ui.horizontal_wrapped(|ui| {
            for (i, day) in Practice::WEEK.into_iter().enumerate() {
                if let Some(off) = fields::chip(ui, weekday(day), given.days_off[i]) {
                    edited.practice.days_off[i] = off;
                }
            }
        });
    });
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
    if let Some(shares) = fields::shares(ui, settings.budget.shares) {
        edited.budget.shares = shares;
    }
    let structure = settings.budget.shares.structure();
    let own = settings.budget.shares.percent();
    ui.horizontal_wrapped(|ui| {
        note(ui, "or your own; the action takes the rest:");
        let given = structure.sections().iter().copied().filter(|section| *section != Section::Action);
        for (i, name) in given.map(|section| (section as usize, structure.name(section))) {
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
    let how = "Words are parted by blanks; put quotes around one that holds blanks. {text} stands for the question; without it the program gets the question on its standard input.";
    margin::beside(ui, how, |ui| {
        if let Some(line) = fields::line(ui, "voice program", "Program that reads", &set.command, hint) {
            edited.voice.command = line;
        }
    });
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
    let other = "For another folder start Greenroom with --data FOLDER, or set GREENROOM_DATA. Nothing is ever sent anywhere.";
    margin::beside(ui, other, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label("Everything is kept in this folder:");
            ui.label(RichText::new(&model.data.folder).font(plain(size::BODY)).strong());
            if button(ui, "Copy the path").clicked() {
                ui.ctx().copy_text(model.data.folder.clone());
            }
        });
    });
    if let Some(why) = model.why_read_only() {
        warning(ui, why);
        if button(ui, "Try to save again").clicked() {
            out.push(Command::Window(WindowCommand::Retry));
        }
    }
    ui.add_space(space::S);
    ui.label("Backups: one a day, the last 7 and 4 weekly ones are kept.");
    for backup in &model.data.backups {
        ui.push_id(&backup.name, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(&backup.text);
                if button(ui, "Restore…").clicked() {
                    out.push(Command::Data(DataCommand::AskRestore(backup.name.clone())));
                }
            });
        });
    }
    if model.data.backups.is_empty() {
        muted(ui, "No backup yet.");
    }
    ui.horizontal_wrapped(|ui| {
        if button(ui, "Back up now").clicked() {
            out.push(Command::Data(DataCommand::BackUp));
        }
        if button(ui, "Erase what you removed…").clicked() {
            out.push(Command::Data(DataCommand::AskErase(Erase::Removed)));
        }
        if button(ui, "Erase everything for good…").clicked() {
            out.push(Command::Data(DataCommand::AskErase(Erase::Everything)));
        }
    });
}

/// The version, and what is embedded with its licences.
fn about(ui: &mut Ui) {
    ui.label(concat!("Greenroom ", env!("CARGO_PKG_VERSION")));
    muted(ui, "Nothing is ever sent anywhere: the program opens no network connection.");
    egui::CollapsingHeader::new("Licences").id_salt("licences").show(ui, |ui| {
        for work in &licences::WORKS {
            ui.label(RichText::new(format!("{} ({})", work.name, work.licence)).font(strong(size::BODY)));
            muted(ui, work.says);
        }
        if button(ui, "Copy the texts").clicked() {
            ui.ctx().copy_text(licences::text());
        }
        note(ui, "The command greenroom licences prints them.");
    });
}
