//! What the threads report.

use crate::audio::AudioEvent;

use super::super::command::ImportCommand;
use super::super::effect::{Effect, Event, StoreJob};
use super::super::importing::ImportSource;
use super::super::model::{Modal, Model};
use super::super::saving::Unsaved;
use super::{attempts, exports, imports, mock, notices, regaining, settings, stage, voice};

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
            model.erase_preview = Some(text);
            Vec::new()
        }
        Event::Erased(id) => {
            let effects = attempts::erased(model, id);
            mock::erased(model, id);
            effects
        }
        Event::Backups(rows) => {
            model.backups = rows;
            Vec::new()
        }
        Event::Reloaded(contents, text) => {
            model.load(*contents);
            model.modal = None;
            notices::tell(model, "Data folder", &text);
            vec![settings::volume(model), Effect::Store(StoreJob::ListBackups)]
        }
        Event::Regained(contents) => {
            regaining::adopt(model, *contents);
            vec![Effect::Store(StoreJob::ListBackups)]
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
            model.system_dark = Some(dark);
            Vec::new()
        }
    }
}

/// What is on disk no longer waits, and an attempt that is stored needs no checkpoint.
fn stored(model: &mut Model, job: &StoreJob) -> Vec<Effect> {
    for unsaved in Unsaved::of(job) {
        model.saving.failed.remove(&unsaved);
    }
    if model.saving.failed.is_empty() {
        // What was told about an earlier try no longer holds.
        model.notices.retain(|notice| notice.subject != not_stored_subject(job));
        if model.modal == Some(Modal::Unsaved) {
            model.modal = None;
        }
    }
    if !matches!(job, StoreJob::PutAttempt(_)) {
        return Vec::new();
    }
    model.saving.saved = true;
    if model.mock.running.as_ref().is_some_and(|stage| stage.run.rehearsal().is_some()) {
        return mock::remember_now(model);
    }
    if model.mock.cut_short.is_some() {
        return Vec::new();
    }
    match (&model.stage, &model.recovered) {
        (Some(_), _) => stage::remember_now(model),
        (None, None) => vec![Effect::Store(StoreJob::ClearRunning)],
        (None, Some(_)) => Vec::new(),
    }
}

fn not_stored(model: &mut Model, job: &StoreJob, why: &str) {
    // One notice a subject: the next failure of the same says no more than the first, and would push it out of sight.
    let subject = not_stored_subject(job);
    model.notices.retain(|notice| notice.subject != subject);
    notices::tell(model, subject, why);
    if matches!(model.modal, Some(Modal::Working(_))) {
        model.modal = None;
    }
    model.saving.failed.extend(Unsaved::of(job));
}

fn not_stored_subject(job: &StoreJob) -> &'static str {
    match job {
        StoreJob::PutAttempt(_) => "The attempt is not saved",
        StoreJob::WriteStory(_) => "The story is not saved",
        StoreJob::WriteProfile(_) => "The settings are not saved",
        StoreJob::BackUp | StoreJob::BackUpIfDue => "No backup was made",
        StoreJob::WriteBank(_) => "The bank is not saved",
        StoreJob::WriteOverlay(_) | StoreJob::RemoveOverlay(_) => "The edit is not saved",
        StoreJob::WriteImport(_) | StoreJob::Together(_) => "The import is not saved",
        StoreJob::WriteMock(_) => "The mock interview is not saved",
        StoreJob::Restore(_) | StoreJob::RestoreAltered(_) => "The backup was not restored",
        StoreJob::Erase(_) => "Not erased for good",
        StoreJob::DeleteAttempt(_)
        | StoreJob::PutMoment(_)
        | StoreJob::DeleteMoment(_)
        | StoreJob::RemoveStory(_)
        | StoreJob::RemoveBank(_)
        | StoreJob::RemoveImport(_)
        | StoreJob::RemoveMock(_)
        | StoreJob::WriteRunning(_)
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
