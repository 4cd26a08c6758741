//! What is still to be written: documents being typed, and what the disk did not take.

use std::time::Duration;

use super::super::effect::{Effect, StoreJob};
use super::super::model::{Dirty, Model};
use super::super::saving::Unsaved;

/// How long after a change a document that is being typed is written, whether or not more is typed meanwhile: who types
/// without a pause loses no more than who stops to think.
pub(super) const WRITE_AFTER: Duration = Duration::from_secs(1);

/// Notes that a document was edited; it is written a second after the first change that is not on disk.
pub(super) fn touch(model: &mut Model, dirty: Dirty) {
    let due = model.now.mono + WRITE_AFTER;
    model.dirty.entry(dirty).or_insert(due);
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
            // The history goes on with what it was until it is closed, so that the edit can be undone as one.
            Dirty::OpenAnswer => model.history.open.clone().map(StoreJob::PutAttempt),
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
        Unsaved::Attempt(id) => match model.as_shown(*id) {
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
    let regain = model.why_read_only().map(|_| StoreJob::Regain);
    regain.into_iter().chain(model.saving.failed.iter().map(job)).map(Effect::Store).collect()
}
