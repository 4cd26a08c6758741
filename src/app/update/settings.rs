//! The settings and the target.

use crate::audio::Sound;
use crate::domain::interviews::InterviewChange;
use crate::domain::notebook::{Change, Entry};
use crate::domain::profile::{Profile, Settings};
use crate::domain::session::Setup;

use super::super::command::SettingsCommand;
use super::super::effect::{AudioJob, Effect};
use super::super::model::{Modal, Model, setup_from};
use super::super::timeline::Done;
use super::{changes, listening, voice};

/// The smallest and largest scale of the window.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;

pub(super) fn apply(model: &mut Model, command: SettingsCommand) -> Vec<Effect> {
    match command {
        SettingsCommand::Set(settings) => set(model, *settings),
        SettingsCommand::ChangeInterview(change) => {
            let (aside, today) = ((model.new_id)(), model.now.wall.date_naive());
            let mut profile = model.notebook.profile.clone();
            profile.change_interview(&change, aside, today);
            // What is sorted belongs to the interview it was of.
            model.asked_sheet = None;
            model.rehearse.closed = None;
            // A new one wants a name.
            if matches!(change, InterviewChange::Another | InterviewChange::Copy) {
                model.modal = Some(Modal::Interview);
            }
            changes::make(model, &Change::put(profile), Done::InterviewChanged)
        }
        SettingsCommand::RemoveInterview(id) => {
            let mut profile = model.notebook.profile.clone();
            profile.kept.retain(|kept| kept.id != id);
            changes::make(model, &Change::put(profile), Done::InterviewRemoved)
        }
        SettingsCommand::SetTarget(mut target) => {
            target.keep_logs_with_stages(&model.notebook.profile.target);
            let profile = model.notebook.with_target(*target);
            changes::type_in(model, &Change::put(profile), Done::InterviewChanged);
            Vec::new()
        }
        SettingsCommand::TryChime => vec![Effect::Audio(AudioJob::Play(Sound::LastFifth))],
        SettingsCommand::TryVoice => voice::try_it(model),
        SettingsCommand::HushVoice => voice::hush(model),
    }
}

/// The effect that tells the audio thread how loud to be.
pub(super) fn volume(model: &Model) -> Effect {
    let settings = &model.notebook.profile.settings;
    Effect::Audio(AudioJob::Volume(settings.volume, settings.muted))
}

fn set(model: &mut Model, settings: Settings) -> Vec<Effect> {
    let before = model.notebook.profile.settings.clone();
    let (zoom, volume, muted) = (settings.zoom, settings.volume, settings.muted);
    // How large and how loud is set in passing, on stage too, and nobody means it by undoing.
    let in_passing = Settings { volume, muted, zoom, ..before.clone() } == settings;
    let change = Change::put(Profile { settings, ..model.notebook.profile.clone() });
    if in_passing {
        changes::adjust(model, &change, |entry| {
            if let Entry::Profile(profile) = entry {
                let settings = &mut profile.settings;
                (settings.zoom, settings.volume, settings.muted) = (zoom, volume, muted);
            }
        });
    } else {
        changes::type_in(model, &change, Done::SettingsChanged);
    }
    follow(model, &before)
}

/// What follows from other settings than those before: the next rehearsal, the cues, the voice.
pub(super) fn follow(model: &mut Model, before: &Settings) -> Vec<Effect> {
    let settings = &model.notebook.profile.settings;
    let of_setup = |s: &Settings| (s.questions, s.budget, s.probes);
    if of_setup(settings) != of_setup(before) {
        let scope = model.rehearse.setup.scope.clone();
        model.rehearse.setup = Setup { scope, ..setup_from(settings) };
    }
    let another_voice = settings.voice != before.voice;
    let mut effects = vec![volume(model)];
    let another_program = settings.record.command != before.record.command;
    if another_voice {
        effects.push(voice::look_for(model));
    }
    if another_program {
        effects.push(listening::look_for(model));
    }
    effects
}

pub(super) fn zoom(model: &mut Model, by: f32) -> Vec<Effect> {
    zoom_to(model, model.notebook.profile.settings.zoom + by)
}

pub(super) fn zoom_to(model: &mut Model, zoom: f32) -> Vec<Effect> {
    let zoom = ((zoom * 10.0).round() / 10.0).clamp(*ZOOM.start(), *ZOOM.end());
    set(model, Settings { zoom, ..model.notebook.profile.settings.clone() })
}
