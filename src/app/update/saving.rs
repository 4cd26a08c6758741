//! What the threads report, what is still to be written, and what is told about it.

use crate::audio::AudioEvent;
use crate::store::Notice;

use super::super::command::ImportCommand;
use super::super::effect::{Effect, Event, StoreJob};
use super::super::importing::Given;
use super::super::model::{Dirty, Model, Overlay, Unsaved};
use super::{WRITE_AFTER, exports, imports, library, mock, stage, voice, volume};

/// Tells the person something.
pub(super) fn notice(model: &mut Model, subject: &str, text: &str) {
    let notice = Notice { subject: subject.to_owned(), text: text.to_owned() };
    if !model.notices.contains(&notice) {
        model.notices.push(notice);
    }
}

/// Tells that answers dated in the future do not count yet.
pub(super) fn tell_future(model: &mut Model) {
    let answers = match model.standing.set_aside {
        1 => "1 answer is".to_owned(),
        n => format!("{n} answers are"),
    };
    let words = format!(
        "{answers} dated later than now and set aside until then. If this computer's clock is wrong, set it."
    );
    notice(model, "Readiness", &words);
}

/// Notes that a document was edited; it is written a second after the last key.
pub(super) fn touch(model: &mut Model, dirty: Dirty) {
    model.dirty.insert(dirty, model.now.mono + WRITE_AFTER);
}

/// Writes the documents whose time has come, or `all` of them.
pub(super) fn write_due(model: &mut Model, all: bool) -> Vec<Effect> {
    let now = model.now.mono;
    let due: Vec<Dirty> =
        model.dirty.iter().filter(|&(_, &at)| all || at <= now).map(|(dirty, _)| dirty.clone()).collect();
    let mut effects = Vec::new();
    for dirty in due {
        model.dirty.remove(&dirty);
        let job = match dirty {
            Dirty::Profile => Some(StoreJob::WriteProfile(Box::new(model.profile.clone()))),
            Dirty::Story(id) => model.story(&id).cloned().map(Box::new).map(StoreJob::WriteStory),
            // A moment without words is none yet.
            Dirty::Moment(id) => {
                let moment = model.moments.iter().find(|m| m.id == id && !m.text.trim().is_empty());
                moment.cloned().map(Box::new).map(StoreJob::PutMoment)
            }
            Dirty::Overlay(bank) => Some(model.overlay_job(&bank)),
            Dirty::Mock(id) => model.mock_of(id).cloned().map(Box::new).map(StoreJob::WriteMock),
            Dirty::Import(id) => model.import(id).cloned().map(Box::new).map(StoreJob::WriteImport),
        };
        effects.extend(job.map(Effect::Store));
    }
    effects
}

/// Tries again what could not be stored, as it is by now.
pub(super) fn retry(model: &mut Model) -> Vec<Effect> {
    let job = |unsaved: &Unsaved| match unsaved {
        Unsaved::Attempt(id) => match model.attempt(*id) {
            Some(attempt) => StoreJob::PutAttempt(Box::new(attempt.clone())),
            None => StoreJob::DeleteAttempt(*id),
        },
        Unsaved::Moment(id) => match model.moments.iter().find(|m| m.id == *id) {
            Some(moment) => StoreJob::PutMoment(Box::new(moment.clone())),
            None => StoreJob::DeleteMoment(*id),
        },
        Unsaved::Story(id) => match model.story(id) {
            Some(story) => StoreJob::WriteStory(Box::new(story.clone())),
            None => StoreJob::RemoveStory(id.clone()),
        },
        Unsaved::Bank(id) => match model.own_banks.iter().find(|bank| bank.id == *id) {
            Some(bank) => StoreJob::WriteBank(Box::new(bank.clone())),
            None => StoreJob::RemoveBank(id.clone()),
        },
        Unsaved::Overlay(bank) => model.overlay_job(bank),
        Unsaved::Import(id) => match model.import(*id) {
            Some(import) => StoreJob::WriteImport(Box::new(import.clone())),
            None => StoreJob::RemoveImport(*id),
        },
        Unsaved::Mock(id) => match model.mock_of(*id) {
            Some(mock) => StoreJob::WriteMock(Box::new(mock.clone())),
            None => StoreJob::RemoveMock(*id),
        },
        Unsaved::Profile => StoreJob::WriteProfile(Box::new(model.profile.clone())),
    };
    model.saving.failed.iter().map(job).map(Effect::Store).collect()
}

pub(super) fn event(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Stored(job) => stored(model, &job),
        Event::NotStored(job, why) => {
            not_stored(model, &job, &why);
            Vec::new()
        }
        Event::Notices(notices) => {
            for told in notices {
                notice(model, &told.subject, &told.text);
            }
            Vec::new()
        }
        Event::ErasePreview(text) => {
            model.erase_preview = Some(text);
            Vec::new()
        }
        Event::Erased(id) => library::erased(model, id),
        Event::Backups(rows) => {
            model.backups = rows;
            Vec::new()
        }
        Event::Reloaded(contents, text) => {
            model.load(*contents);
            model.overlay = None;
            notice(model, "Data folder", &text);
            vec![volume(model), Effect::Store(StoreJob::ListBackups)]
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
            let given = files.into_iter().map(Given::File).collect();
            imports::apply(model, ImportCommand::Read(given))
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
    if let Some(unsaved) = Unsaved::of(job) {
        model.saving.failed.remove(&unsaved);
    }
    if model.saving.failed.is_empty() {
        // What was told about an earlier try no longer holds.
        model.notices.retain(|notice| notice.subject != not_stored_subject(job));
        if model.overlay == Some(Overlay::Unsaved) {
            model.overlay = None;
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
    notice(model, not_stored_subject(job), why);
    if matches!(model.overlay, Some(Overlay::Working(_))) {
        model.overlay = None;
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
        StoreJob::WriteImport(_) => "The import is not saved",
        StoreJob::WriteMock(_) => "The mock interview is not saved",
        StoreJob::Restore(_) => "The backup was not restored",
        StoreJob::Erase(_) => "Nothing was erased",
        _ => "Not saved",
    }
}

fn audio(model: &mut Model, event: AudioEvent) {
    match event {
        AudioEvent::Ready { device } => model.sound = Some(Ok(device)),
        AudioEvent::NoDevice { why } => {
            if model.sound.is_none() {
                notice(model, "Sound", "No sound device was found. Cues are shown instead of heard.");
            }
            model.sound = Some(Err(why));
        }
        AudioEvent::Lost { why } => {
            notice(model, "Sound", "The sound device went away. Cues are shown until it is back.");
            model.sound = Some(Err(why));
        }
    }
}
