//! What the threads report, what is still to be written, and what is told about it.

use crate::audio::AudioEvent;
use crate::store::Notice;

use super::super::command::Command;
use super::super::effect::{Effect, Event, StoreJob};
use super::super::model::{Dirty, Model};
use super::{WRITE_AFTER, library, volume};

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
            Dirty::Moment(id) => {
                model.moments.iter().find(|m| m.id == id).cloned().map(Box::new).map(StoreJob::PutMoment)
            }
        };
        effects.extend(job.map(Effect::Store));
    }
    effects
}

/// Tries again what could not be stored.
pub(super) fn retry(model: &mut Model) -> Vec<Effect> {
    std::mem::take(&mut model.saving.failed).into_iter().map(Effect::Store).collect()
}

pub(super) fn event(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Stored(job) => {
            model.saving.saved |= matches!(job, StoreJob::PutAttempt(_));
            // What was told about an earlier try no longer holds.
            if model.saving.failed.is_empty() {
                model.notices.retain(|notice| notice.subject != not_stored_subject(&job));
            }
            Vec::new()
        }
        Event::NotStored(job, why) => {
            not_stored(model, job, &why);
            Vec::new()
        }
        Event::Backups(rows) => {
            model.backups = rows;
            Vec::new()
        }
        Event::Reloaded(contents, text) => {
            model.load(*contents);
            notice(model, "Data folder", &text);
            vec![volume(model), Effect::Store(StoreJob::ListBackups)]
        }
        Event::Audio(event) => {
            audio(model, event);
            Vec::new()
        }
        Event::BankPicked(Some(path)) => library::apply(model, Command::AddBank(path)),
        Event::BankPicked(None) => Vec::new(),
        Event::BankRead(Ok(bank)) => library::apply(model, Command::BankRead(bank)),
        Event::BankRead(Err(words)) => {
            notice(model, "Bank not added", &words);
            Vec::new()
        }
        Event::SystemTheme(dark) => {
            model.system_dark = Some(dark);
            Vec::new()
        }
    }
}

fn not_stored(model: &mut Model, job: StoreJob, why: &str) {
    notice(model, not_stored_subject(&job), why);
    // These can be asked for again; the others hold what the person typed, said or scored.
    let asked_again = matches!(
        job,
        StoreJob::BackUp
            | StoreJob::BackUpIfDue
            | StoreJob::Restore(_)
            | StoreJob::Erase(_)
            | StoreJob::ListBackups
            | StoreJob::WriteRunning(_)
            | StoreJob::ClearRunning
    );
    if !asked_again {
        model.saving.failed.push(job);
    }
}

fn not_stored_subject(job: &StoreJob) -> &'static str {
    match job {
        StoreJob::PutAttempt(_) => "The attempt is not saved",
        StoreJob::WriteStory(_) => "The story is not saved",
        StoreJob::WriteProfile(_) => "The settings are not saved",
        StoreJob::BackUp | StoreJob::BackUpIfDue => "No backup was made",
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
                let words = format!("No sound device was found ({why}). Cues are shown instead of heard.");
                notice(model, "Sound", &words);
            }
            model.sound = Some(Err(why));
        }
        AudioEvent::Lost { why } => {
            let words = format!("The sound device went away ({why}). Cues are shown until it is back.");
            notice(model, "Sound", &words);
            model.sound = Some(Err(why));
        }
    }
}
