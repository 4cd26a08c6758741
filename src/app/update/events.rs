//! What the threads report.

use crate::audio::AudioEvent;
use crate::domain::notebook::Key;

use super::super::command::ImportCommand;
use super::super::effect::{Effect, Event, StoreJob};
use super::super::importing::ImportSource;
use super::super::model::{Modal, Model};
use super::{
    attempts, exports, imports, listening, mock, notices, recording, regaining, settings, stage, voice,
};

pub(super) fn take_in(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Stored(job) => stored(model, &job),
        Event::NotStored(job, why) => {
            not_stored(model, &job, &why);
            Vec::new()
        }
        Event::Notices(notices) => {
            for told in notices {
                notices::tell(model, &told.subject, &told.text);
            }
            Vec::new()
        }
        Event::ErasePreview(text) => {
            model.data.erase_preview = Some(text);
            Vec::new()
        }
        Event::Erased(id) => {
            let effects = attempts::erased(model, id);
            mock::erased(model, id);
            effects
        }
        Event::RecordingErased(id) => {
            let effects = recording::erased(model, id);
            model.modal = None;
            notices::tell(model, "History", "The recording was erased for good.");
            effects
        }
        Event::Recorded(event) => recording::recorded(model, event),
        Event::Heard(event) => {
            listening::heard(model, event);
            Vec::new()
        }
        Event::Studied(studied) => listening::studied(model, studied),
        Event::Transcribed(event) => listening::transcribed(model, event),
        Event::Backups(rows) => {
            model.data.backups = rows;
            Vec::new()
        }
        Event::Reloaded(contents, text) => {
            let mut effects = listening::stop(model);
            model.load(*contents);
            model.modal = None;
            notices::tell(model, "Data folder", &text);
            effects.extend([settings::volume(model), Effect::Store(StoreJob::ListBackups)]);
            effects.extend(recording::sort_out(model));
            effects
        }
        Event::Regained(contents) => {
            model.recording.sounds.clone_from(&contents.sounds);
            regaining::adopt(model, *contents);
            let mut effects = recording::sort_out(model);
            effects.push(Effect::Store(StoreJob::ListBackups));
            effects
        }
        Event::Audio(event) => {
            audio(model, event);
            Vec::new()
        }
        Event::Voice(event) => {
            voice::event(model, event);
            Vec::new()
        }
        Event::ImportPicked(files) => {
            let given = files.into_iter().map(ImportSource::File).collect();
            imports::apply(model, ImportCommand::Read(given))
        }
        Event::NoDialog => {
            let words = "No dialog to choose files came up. Type the file's path under Banks, or paste its text there.";
            notices::tell(model, "Import", words);
            Vec::new()
        }
        Event::Import(job, report) => imports::report(model, job, report),
        Event::Exported(number, report) => {
            exports::report(model, number, report);
            Vec::new()
        }
        Event::SystemTheme(dark) => {
            model.window.system_dark = Some(dark);
            Vec::new()
        }
    }
}

/// What is on disk no longer waits, and an attempt that is stored needs no checkpoint.
fn stored(model: &mut Model, job: &StoreJob) -> Vec<Effect> {
    let failed = model.saving.failed.len();
    for key in job.keys() {
        model.saving.failed.remove(key);
    }
    if model.saving.failed.is_empty() {
        // What was told about earlier tries no longer holds.
        let told =
            |subject: &str| subject == not_stored_subject(job) || failed > 0 && NOT_STORED.contains(&subject);
        model.notices.retain(|notice| !told(&notice.subject));
        if model.modal == Some(Modal::Unsaved) {
            model.modal = None;
        }
    }
    if !job.puts_attempt() {
        return Vec::new();
    }
    model.saving.saved = true;
    if model.rehearsal().is_some() {
        return stage::remember_now(model);
    }
    // What waits elsewhere keeps its checkpoint.
    if model.mock.cut_short.is_some() || model.recovered.is_some() {
        return Vec::new();
    }
    vec![Effect::Store(StoreJob::ClearRunning)]
}

fn not_stored(model: &mut Model, job: &StoreJob, why: &str) {
    // One notice a subject: the next failure of the same says no more than the first, and would push it out of sight.
    let subject = not_stored_subject(job);
    model.notices.retain(|notice| notice.subject != subject);
    notices::tell(model, subject, why);
    if matches!(model.modal, Some(Modal::Working(_))) {
        model.modal = None;
    }
    model.saving.failed.extend(job.keys().cloned());
}

/// The subjects under which it is told that something the person has is not on the disk.
const NOT_STORED: [&str; 8] = [
    "The attempt is not saved",
    "The story is not saved",
    "The settings are not saved",
    "The bank is not saved",
    "The edit is not saved",
    "The mock interview is not saved",
    "The import is not saved",
    "Not saved",
];

fn not_stored_subject(job: &StoreJob) -> &'static str {
    match job {
        StoreJob::Write(change) => match change.parts() {
            [(Key::Attempt(_), Some(_))] => "The attempt is not saved",
            [(Key::Story(_), Some(_))] => "The story is not saved",
            [(Key::Profile, _)] => "The settings are not saved",
            [(Key::Bank(_), Some(_))] => "The bank is not saved",
            [(Key::Overlay(_), _)] => "The edit is not saved",
            [(Key::Mock(_), Some(_))] => "The mock interview is not saved",
            parts if parts.iter().any(|(key, entry)| matches!((key, entry), (Key::Import(_), Some(_)))) => {
                "The import is not saved"
            }
            _ => "Not saved",
        },
        StoreJob::BackUp | StoreJob::BackUpIfDue => "No backup was made",
        StoreJob::Restore(_) | StoreJob::RestoreAltered(_) => "The backup was not restored",
        StoreJob::Erase(_) => "Not erased for good",
        StoreJob::WriteRunning(_)
        | StoreJob::ClearRunning
        | StoreJob::Regain
        | StoreJob::KeepAltered(_)
        | StoreJob::ListBackups
        | StoreJob::PreviewErase(_) => "Not saved",
    }
}

fn audio(model: &mut Model, event: AudioEvent) {
    match event {
        AudioEvent::Ready { device } => model.sound = Some(Ok(device)),
        AudioEvent::NoDevice { why } => {
            // Said where it matters, on stage and under Settings; it keeps nobody from anything.
            model.sound = Some(Err(why));
        }
        AudioEvent::Lost { why } => {
            notices::tell(model, "Sound", "The sound device went away. Cues are shown until it is back.");
            model.sound = Some(Err(why));
        }
    }
}
