//! What is on disk of what the person did, and what is not.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::effect::StoreJob;

/// Whether what the person did is on disk.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// What could not be stored; tried again from what the model holds by then.
    pub failed: BTreeSet<Unsaved>,
    /// Whether an attempt has reached the disk since the last question was shown.
    pub saved: bool,
}

/// Something that the disk did not take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsaved {
    /// This attempt, or its deletion.
    Attempt(Uuid),
    /// This moment, or its deletion.
    Moment(Uuid),
    /// The story with this id, or its deletion.
    Story(String),
    /// The bank with this id, or its removal.
    Bank(String),
    /// What was changed about the bank with this id, or that nothing is any more.
    Overlay(String),
    /// This import, or its removal.
    Import(Uuid),
    /// This mock interview, or its removal.
    Mock(Uuid),
    /// The profile.
    Profile,
}

impl Unsaved {
    /// What `job` stores that the person typed, said or scored.
    pub fn of(job: &StoreJob) -> Vec<Self> {
        let one = match job {
            StoreJob::Together(jobs) => return jobs.iter().flat_map(Self::of).collect(),
            StoreJob::PutAttempt(attempt) => Some(Self::Attempt(attempt.id)),
            StoreJob::DeleteAttempt(id) => Some(Self::Attempt(*id)),
            StoreJob::PutMoment(moment) => Some(Self::Moment(moment.id)),
            StoreJob::DeleteMoment(id) => Some(Self::Moment(*id)),
            StoreJob::WriteStory(story) => Some(Self::Story(story.id.clone())),
            StoreJob::RemoveStory(id) => Some(Self::Story(id.clone())),
            StoreJob::WriteBank(bank) => Some(Self::Bank(bank.id.clone())),
            StoreJob::RemoveBank(id) => Some(Self::Bank(id.clone())),
            StoreJob::WriteOverlay(overlay) => Some(Self::Overlay(overlay.bank.clone())),
            StoreJob::RemoveOverlay(bank) => Some(Self::Overlay(bank.clone())),
            StoreJob::WriteImport(import) => Some(Self::Import(import.id)),
            StoreJob::RemoveImport(id) => Some(Self::Import(*id)),
            StoreJob::WriteMock(mock) => Some(Self::Mock(mock.id)),
            StoreJob::RemoveMock(id) => Some(Self::Mock(*id)),
            StoreJob::WriteProfile(_) => Some(Self::Profile),
            // Nothing that would be lost: it is made again, asked for again, or only read.
            StoreJob::WriteRunning(_)
            | StoreJob::ClearRunning
            | StoreJob::Regain
            | StoreJob::KeepAltered(_)
            | StoreJob::RestoreAltered(_)
            | StoreJob::Erase(_)
            | StoreJob::BackUpIfDue
            | StoreJob::BackUp
            | StoreJob::Restore(_)
            | StoreJob::ListBackups
            | StoreJob::PreviewErase(_) => None,
        };
        one.into_iter().collect()
    }
}
