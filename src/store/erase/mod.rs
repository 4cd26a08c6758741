//! Erasing for good: from journals, backups, copies and the checkpoint, after saying what goes.
//!
//! Files are rewritten or removed; what the disk itself keeps of old blocks is beyond a program's reach.

mod attempt;
mod everything;
mod recording;
mod removed;
mod written_down;

use serde::Serialize;
use uuid::Uuid;

use super::backup;
use super::error::{Notice, StoreError};
use super::folder::{self, Layout};
use super::journal::read;
use super::load;
use super::opening::{Access, Contents, Stamp, Store};
use super::sounds;
use super::together::Unsettled;
use attempt::Traces;
use written_down::{Erasing, Goes, Pending};

/// Whether one was begun and not finished.
pub(crate) fn is_interrupted(layout: &Layout) -> bool {
    Erasing::is_there(layout)
}

pub use removed::KEPT_DAYS;
pub(crate) use removed::{REASON as REMOVED, dated as dated_copy, let_go};

/// What to erase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erase {
    /// One attempt, with its history.
    Attempt(Uuid),
    /// The recording of this attempt; the attempt stays.
    Recording(Uuid),
    /// The documents that were removed and are still kept, in backups too.
    Removed,
    /// Everything that Greenroom stored in the folder.
    Everything,
}

/// What goes when something is erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErasePreview {
    /// Live attempts that go.
    pub attempts: usize,
    /// Live moments that go.
    pub moments: usize,
    /// Banks of the person's own that go.
    pub banks: usize,
    /// Banks whose questions the person edited, hid or added to; the edits go, not the banks.
    pub overlays: usize,
    /// Stories that go.
    pub stories: usize,
    /// Imports, under review and accepted.
    pub imports: usize,
    /// Mock interviews that go.
    pub mocks: usize,
    /// Drills of finding stories that go.
    pub finds: usize,
    /// Recordings that go.
    pub recordings: usize,
    /// Journal lines that go, those in backups and copies counted too.
    pub lines: usize,
    /// The files that change or go.
    pub files: Vec<ErasedFile>,
    /// What lies in the folder, is not Greenroom's and stays; only told for everything.
    pub stays: Vec<String>,
}

/// A file that changes or goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErasedFile {
    /// Its path within the data folder.
    pub file: String,
    /// How many of its lines go; absent if the whole file goes, or part of a mock interview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<usize>,
    /// Whether the file is a mock interview that stays, without what was said in the attempt.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stays: bool,
}

impl Store {
    /// Says exactly what [`Self::erase`] would take away. Changes nothing.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn erase_preview(&self, what: Erase) -> Result<ErasePreview, StoreError> {
        match what {
            Erase::Attempt(id) => attempt::preview(&self.layout, id),
            Erase::Recording(id) => Ok(recording::preview(&self.layout, id)),
            Erase::Removed => Ok(removed::preview(&self.layout)),
            Erase::Everything => Ok(everything::preview(&self.layout)),
        }
    }

    /// Erases for good, from history and backups too, and returns what the folder then holds.
    ///
    /// What goes is written down first. After [`StoreError::Unfinished`] some of it is left; the next start takes the
    /// rest, and so does erasing again. After any other error nothing was erased.
    ///
    /// Where other devices' journals are in the folder, one line without content stays that keeps
    /// their copies of an erased attempt from coming back.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn erase(&mut self, what: Erase, now: Stamp) -> Result<Contents, StoreError> {
        if what == Erase::Everything {
            // Whatever else waits to be finished goes too.
            self.may_write()?;
            self.unsettled = None;
        } else {
            self.writable()?;
        }
        // One that was interrupted comes first, so that there is only ever one.
        if let Pending::Begun(begun) = Erasing::pending(&self.layout)? {
            self.carry_out(&begun, now).map_err(StoreError::unfinished)?;
        }
        let erasing = self.planned(what)?;
        erasing.write_down(&self.layout)?;
        let changed = self.changed_elsewhere();
        self.carry_out(&erasing, now).map_err(StoreError::unfinished)?;
        let contents = self.load(now)?;
        self.doubt(&changed);
        Ok(contents)
    }

    /// Goes on with what was begun, before anything else is written.
    pub(crate) fn finish_erasing(&mut self, now: Stamp) -> Result<(), StoreError> {
        match Erasing::pending(&self.layout)? {
            Pending::Begun(begun) => self.carry_out(&begun, now).map_err(StoreError::unfinished),
            Pending::Unknown => Erasing::strike_out(&self.layout),
            Pending::None => Ok(()),
        }
    }

    /// What is to be erased, as it is written down.
    fn planned(&self, what: Erase) -> Result<Erasing, StoreError> {
        let layout = &self.layout;
        Ok(match what {
            Erase::Attempt(id) => {
                let remains = attempt::find(layout, Traces::known(id, &[]))?;
                let journals = read::files(&layout.journals()).0;
                let has_others = journals.iter().any(|file| *file != layout.journal(self.device));
                let sound = backup::sound(layout, remains.files());
                Erasing::new(Goes::Attempt { id, texts: remains.traces.texts(), has_others }, sound)
            }
            Erase::Recording(id) => {
                let files = sounds::traces(layout, id);
                let sound = backup::sound(layout, files.iter().map(std::path::PathBuf::as_path));
                Erasing::new(Goes::Recording(id), sound)
            }
            Erase::Removed => {
                let removed = removed::documents(layout);
                let files = removed::files(layout, &removed);
                let sound = backup::sound(layout, files.iter().map(std::path::PathBuf::as_path));
                Erasing::new(Goes::Removed(removed), sound)
            }
            Erase::Everything => Erasing::new(Goes::Everything, Vec::new()),
        })
    }

    /// Does what is written down, as far as it is not done, and strikes it out.
    fn carry_out(&mut self, erasing: &Erasing, now: Stamp) -> Result<(), StoreError> {
        let done = self.carry_out_now(erasing, now);
        if done.is_err() && erasing.what == Goes::Everything {
            // What were saved now would go with the rest.
            self.unsettled = Some(Unsettled::erasing(now));
        }
        done
    }

    fn carry_out_now(&mut self, erasing: &Erasing, now: Stamp) -> Result<(), StoreError> {
        match &erasing.what {
            Goes::Attempt { id, texts, has_others } => {
                attempt::erase(&attempt::find(&self.layout, Traces::known(*id, texts))?)?;
                backup::follow(&self.layout, &erasing.sound)?;
                self.attempt_remnants.remove(id);
                if *has_others {
                    self.count_on();
                    self.delete_attempt(*id, now)?;
                }
            }
            Goes::Recording(id) => {
                recording::erase(&self.layout, *id)?;
                backup::follow(&self.layout, &erasing.sound)?;
            }
            Goes::Removed(removed) => {
                removed::erase(&self.layout, removed)?;
                backup::follow(&self.layout, &erasing.sound)?;
            }
            Goes::Everything => {
                everything::erase(&self.layout)?;
                self.write_folder_doc(now)?;
                let device = folder::new_device(&self.state, &self.layout.root);
                self.use_device(device.id, device.unkept);
            }
        }
        Erasing::strike_out(&self.layout)
    }

    /// Knows this device and its count of lines, which a store that has not loaded its folder does not.
    pub(crate) fn count_on(&mut self) {
        if self.device.is_nil() {
            self.settle_device();
        }
        let journals = load::journals(&self.layout);
        self.seq = self.seq.max(journals.seq_of(self.device));
        self.lamport = self.lamport.max(journals.lamport);
    }

    /// Finishes an erasure that was interrupted; told, never an error.
    pub(crate) fn resume_erasing(&mut self, now: Stamp) {
        if !Erasing::is_there(&self.layout) {
            return;
        }
        if self.access != Access::ReadWrite {
            let text =
                "Erasing for good was interrupted. Start Greenroom where it can save, and it is finished.";
            self.notices.push(Notice::new("erasing", text));
            return;
        }
        let finished = "Erasing for good had been interrupted and is now finished.";
        let unknown = "Erasing for good was interrupted, and what it was about cannot be told any more. Erase it again.";
        let done = Erasing::pending(&self.layout).and_then(|begun| match begun {
            Pending::Begun(begun) => self.carry_out(&begun, now).map(|()| finished),
            Pending::Unknown => Erasing::strike_out(&self.layout).map(|()| unknown),
            Pending::None => Ok(finished),
        });
        self.notices.push(match done {
            Ok(told) => Notice::new("erasing", told),
            Err(error) => Notice::new(
                "erasing",
                format!(
                    "Erasing for good was interrupted and is still not finished: {error}. \
                     It is tried again at the next start."
                ),
            ),
        });
    }
}
