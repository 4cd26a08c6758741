//! The settings and the target.

use crate::audio::Sound;
use crate::domain::interviews::{InterviewChange, KeptInterview};
use crate::domain::profile::{Settings, Target};

use super::super::command::SettingsCommand;
use super::super::effect::{AudioJob, Effect};
use super::super::model::{Dirty, Modal, Model, Undo, setup_from};
use super::{voice, writes};

/// The smallest and largest scale of the window.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;

pub(super) fn apply(model: &mut Model, command: SettingsCommand) -> Vec<Effect> {
    match command {
        SettingsCommand::Set(settings) => set(model, *settings),
        SettingsCommand::ChangeInterview(change) => {
            let (aside, today) = ((model.new_id)(), model.now.wall.date_naive());
            model.profile.change_interview(&change, aside, today);
            model.closed = None;
            // A new one wants a name.
            if matches!(change, InterviewChange::Another | InterviewChange::Copy) {
                model.modal = Some(Modal::Interview);
            }
            interviews_changed(model);
            Vec::new()
        }
        SettingsCommand::RemoveInterview(id) => {
            if let Some(at) = model.profile.kept.iter().position(|kept| kept.id == id) {
                let kept = model.profile.kept.remove(at);
                model.undo = Some(Undo::Interview(Box::new(kept)));
                interviews_changed(model);
            }
            Vec::new()
        }
        SettingsCommand::SetTarget(target) => {
            let counts = |target: &Target| (target.framework.clone(), target.key_principles.clone());
            let today = model.now.wall.date_naive();
            let next =
                |target: &Target| target.next_stage(today).map(|(stage, date)| (stage.name.clone(), date));
            let before = &model.profile.target;
            let (counted, moved) = (counts(before) != counts(&target), next(before) != next(&target));
            model.profile.target = *target;
            if counted {
                model.banks_changed();
            } else if moved {
                model.plan_changed();
            }
            writes::touch(model, Dirty::Profile);
            Vec::new()
        }
        SettingsCommand::TryChime => vec![Effect::Audio(AudioJob::Play(Sound::LastFifth))],
        SettingsCommand::TryVoice => voice::try_it(model),
        SettingsCommand::HushVoice => voice::hush(model),
    }
}

fn interviews_changed(model: &mut Model) {
    model.banks_changed();
    writes::touch(model, Dirty::Profile);
}

/// Keeps an interview again that was removed.
pub(super) fn put_interview_back(model: &mut Model, kept: KeptInterview) {
    model.profile.kept.push(kept);
    interviews_changed(model);
}

/// The effect that tells the audio thread how loud to be.
pub(super) fn volume(model: &Model) -> Effect {
    let settings = &model.profile.settings;
    Effect::Audio(AudioJob::Volume(settings.volume, settings.muted))
}

fn set(model: &mut Model, settings: Settings) -> Vec<Effect> {
    let before = &model.profile.settings;
    if (settings.questions, settings.budget, settings.probes)
        != (before.questions, before.budget, before.probes)
    {
        let scope = model.setup.scope.clone();
        model.setup = crate::domain::session::Setup { scope, ..setup_from(&settings) };
    }
    let another_voice = settings.voice != before.voice;
    let of_plan = |s: &Settings| (s.practice.clone(), s.budget, s.probes);
    let planned = of_plan(before) != of_plan(&settings);
    model.profile.settings = settings;
    if planned {
        model.plan_changed();
    }
    writes::touch(model, Dirty::Profile);
    let mut effects = vec![volume(model)];
    if another_voice {
        effects.push(voice::look_for(model));
    }
    effects
}

pub(super) fn zoom(model: &mut Model, by: f32) -> Vec<Effect> {
    zoom_to(model, model.profile.settings.zoom + by)
}

pub(super) fn zoom_to(model: &mut Model, zoom: f32) -> Vec<Effect> {
    let zoom = ((zoom * 10.0).round() / 10.0).clamp(*ZOOM.start(), *ZOOM.end());
    set(model, Settings { zoom, ..model.profile.settings.clone() })
}
