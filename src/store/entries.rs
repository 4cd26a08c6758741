//! Each kind of entry: in which folder its documents lie, how they are read, how they are written.

use uuid::Uuid;

use super::documents::{Documents, load_folder};
use super::error::StoreError;
use super::folder::Layout;
use super::opening::{Stamp, Store};
use super::schema::bank::{BankDoc, parse_bank};
use super::schema::find::{FindDoc, parse_find};
use super::schema::import::{ImportDoc, parse_import};
use super::schema::mock::{MockDoc, parse_mock};
use super::schema::overlay::{OverlayDoc, parse_overlay};
use super::schema::profile::ProfileDoc;
use super::schema::recording::{RecordingDoc, parse_recording};
use super::schema::story::{StoryDoc, parse_story};
use super::sounds;
use crate::domain::bank::Bank;
use crate::domain::find::FindRecord;
use crate::domain::mock::record::Mock;
use crate::domain::notebook::{Change, Entry, Key};
use crate::domain::overlay::Overlay;
use crate::domain::profile::Profile;
use crate::domain::recording::Recording;
use crate::domain::review::Review;
use crate::domain::story::Story;

/// The folder of the person's own banks.
const BANKS: &str = "banks";
/// The folder of what was changed about banks.
const OVERLAYS: &str = "overlays";
/// The folder of the stories.
const STORIES: &str = "stories";
/// The folder of the imports.
const IMPORTS: &str = "imports";
/// The folder of the mock interviews.
pub(crate) const MOCKS: &str = "mocks";

/// The folder of the drills of finding stories.
const FINDS: &str = "finds";
/// The folder of the recordings: what is known of each, and the sound beside it.
pub(crate) const RECORDINGS: &str = "recordings";

/// The folders that hold documents, one a file. What is read, backed up, erased and tidied goes by this list.
pub(crate) const FOLDERS: [&str; 7] = [BANKS, OVERLAYS, STORIES, IMPORTS, MOCKS, FINDS, RECORDINGS];

/// Reads the documents of every kind.
pub(crate) fn load(layout: &Layout, all: &mut Documents) {
    let at = |folder: &str| layout.documents(folder);
    all.has.banks = load_folder(layout, &at(BANKS), "bank", all, |name, bytes| {
        parse_bank(name, bytes).map(|doc| doc.to_bank()).map(|bank| (bank.id.clone(), bank))
    });
    all.has.overlays = load_folder(layout, &at(OVERLAYS), "overlay", all, |name, bytes| {
        parse_overlay(name, bytes).map(|overlay| (overlay.bank.clone(), overlay))
    });
    all.has.stories = load_folder(layout, &at(STORIES), "story", all, |name, bytes| {
        parse_story(name, bytes).map(|story| (story.id.clone(), story))
    });
    all.has.imports = load_folder(layout, &at(IMPORTS), "import", all, |name, bytes| {
        parse_import(name, bytes).map(|import| (import.id.to_string(), import))
    });
    all.has.mocks = load_folder(layout, &at(MOCKS), "mock interview", all, |name, bytes| {
        parse_mock(name, bytes).map(|mock| (mock.id.to_string(), mock))
    });
    all.has.finds = load_folder(layout, &at(FINDS), "drill of finding stories", all, |name, bytes| {
        parse_find(name, bytes).map(|find| (find.id.to_string(), find))
    });
    all.has.recordings = load_folder(layout, &at(RECORDINGS), "recording", all, |name, bytes| {
        parse_recording(name, bytes).map(|recording| (recording.attempt.to_string(), recording))
    });
}

impl Store {
    /// Writes a change of what the person has; it is on the disk when this returns. One of several entries is one change
    /// there too: after whatever interruption all of it is stored, or none ([`Store::together`]).
    ///
    /// # Errors
    /// If it could not be written; then nothing of it is there, but for [`StoreError::Unsettled`].
    pub fn write(&mut self, change: &Change, at: Stamp) -> Result<(), StoreError> {
        match change.parts() {
            [(key, entry)] => self.write_part(key, entry.as_ref(), at),
            several => self.together(at, |store| {
                several.iter().try_for_each(|(key, entry)| store.write_part(key, entry.as_ref(), at))
            }),
        }
    }

    fn write_part(&mut self, key: &Key, entry: Option<&Entry>, at: Stamp) -> Result<(), StoreError> {
        match (entry, key) {
            (Some(Entry::Profile(profile)), _) => self.write_profile(profile),
            (Some(Entry::Attempt(attempt)), _) => self.put_attempt(attempt, at),
            (Some(Entry::Moment(moment)), _) => self.put_moment(moment, at),
            (Some(Entry::Story(story)), _) => self.write_story(story),
            (Some(Entry::Bank(bank)), _) => self.write_bank(bank),
            (Some(Entry::Overlay(overlay)), _) => self.write_overlay(overlay),
            (Some(Entry::Import(import)), _) => self.write_import(import),
            (Some(Entry::Mock(mock)), _) => self.write_mock(mock),
            (Some(Entry::Find(find)), _) => self.write_find(find),
            (Some(Entry::Recording(recording)), _) => self.write_recording(recording),
            (None, Key::Profile) => self.write_profile(&Profile::default()),
            (None, Key::Attempt(id)) => self.delete_attempt(*id, at),
            (None, Key::Moment(id)) => self.delete_moment(*id, at),
            (None, Key::Story(id)) => self.remove_story(id),
            (None, Key::Bank(id)) => self.remove_bank(id),
            (None, Key::Overlay(bank)) => self.remove_overlay(bank),
            (None, Key::Import(id)) => self.remove_import(*id),
            (None, Key::Mock(id)) => self.remove_mock(*id),
            (None, Key::Find(id)) => self.remove_find(*id),
            (None, Key::Recording(id)) => self.remove_recording(*id),
        }
    }

    /// Replaces `profile.json`; it is on the disk when this returns. Unknown fields are kept.
    ///
    /// # Errors
    /// If it could not be written; then the old one is as it was.
    pub fn write_profile(&mut self, profile: &Profile) -> Result<(), StoreError> {
        self.write_document(self.layout.profile(), ProfileDoc::from_profile(profile))
    }

    /// Replaces or adds a bank; it is on the disk when this returns. Unknown fields are kept.
    ///
    /// # Errors
    /// If it does not hold together, its id cannot name a file, or it could not be written.
    pub fn write_bank(&mut self, bank: &Bank) -> Result<(), StoreError> {
        bank.check()?;
        let path = self.home(&self.layout.documents(BANKS), &bank.id)?;
        self.write_document(path, BankDoc::from_bank(bank))
    }

    /// Removes a bank; its file goes to `recovered/`. One that is not there is no error.
    ///
    /// # Errors
    /// If it could not be moved.
    pub fn remove_bank(&mut self, id: &str) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(BANKS), id)?;
        self.remove_document(&path)
    }

    /// Replaces or adds the overlay of a bank; it is on the disk when this returns. Unknown fields are
    /// kept. One that changes nothing is removed.
    ///
    /// # Errors
    /// If the bank's id cannot name a file, or it could not be written.
    pub fn write_overlay(&mut self, overlay: &Overlay) -> Result<(), StoreError> {
        if overlay.is_empty() {
            return self.remove_overlay(&overlay.bank);
        }
        let path = self.home(&self.layout.documents(OVERLAYS), &overlay.bank)?;
        self.write_document(path, OverlayDoc::from_overlay(overlay))
    }

    /// Removes the overlay of the bank with this id; its file goes to `recovered/`. One that is not
    /// there is no error.
    ///
    /// # Errors
    /// If it could not be moved.
    pub fn remove_overlay(&mut self, bank: &str) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(OVERLAYS), bank)?;
        self.remove_document(&path)
    }

    /// Replaces or adds a story; it is on the disk when this returns. Unknown fields are kept.
    ///
    /// # Errors
    /// If its id cannot name a file, or it could not be written.
    pub fn write_story(&mut self, story: &Story) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(STORIES), &story.id)?;
        self.write_document(path, StoryDoc::from_story(story))
    }

    /// Removes a story; its file goes to `recovered/`. One that is not there is no error.
    ///
    /// # Errors
    /// If it could not be moved.
    pub fn remove_story(&mut self, id: &str) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(STORIES), id)?;
        self.remove_document(&path)
    }

    /// Replaces or adds an import; it is on the disk when this returns. Unknown fields are kept.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn write_import(&mut self, import: &Review) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(IMPORTS), &import.id.to_string())?;
        self.write_document(path, ImportDoc::from_review(import))
    }

    /// Removes an import; its file goes to `recovered/`. One that is not there is no error.
    ///
    /// # Errors
    /// If it could not be moved.
    pub fn remove_import(&mut self, id: Uuid) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(IMPORTS), &id.to_string())?;
        self.remove_document(&path)
    }

    /// Replaces or adds a mock interview; it is on the disk when this returns. Unknown fields are kept.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn write_mock(&mut self, mock: &Mock) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(MOCKS), &mock.id.to_string())?;
        self.write_document(path, MockDoc::from_mock(mock))
    }

    /// Removes a mock interview; its file goes to `recovered/`, and its answers stay. One that is not
    /// there is no error.
    ///
    /// # Errors
    /// If it could not be moved.
    pub fn remove_mock(&mut self, id: Uuid) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(MOCKS), &id.to_string())?;
        self.remove_document(&path)
    }

    /// Replaces or adds a drill of finding stories; it is on the disk when this returns. Unknown fields are kept.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn write_find(&mut self, find: &FindRecord) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(FINDS), &find.id.to_string())?;
        self.write_document(path, FindDoc::of(find))
    }

    /// Removes a drill of finding stories; its file goes to `recovered/`. One that is not there is no error.
    ///
    /// # Errors
    /// If it could not be moved.
    pub fn remove_find(&mut self, id: Uuid) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(FINDS), &id.to_string())?;
        self.remove_document(&path)
    }

    /// Replaces or adds what is known of a recording; it is on the disk when this returns. Unknown fields are kept. Sound
    /// that was removed with it is back.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn write_recording(&mut self, recording: &Recording) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(RECORDINGS), &recording.attempt.to_string())?;
        self.write_document(path, RecordingDoc::of(recording))?;
        sounds::bring_back(&self.layout, recording.attempt)
    }

    /// Removes a recording; its document and its sound go to `recovered/`. One that is not there is no error.
    ///
    /// # Errors
    /// If they could not be moved.
    pub fn remove_recording(&mut self, attempt: Uuid) -> Result<(), StoreError> {
        let path = self.home(&self.layout.documents(RECORDINGS), &attempt.to_string())?;
        self.remove_document(&path)?;
        sounds::put_away(&self.layout, attempt, self.today)
    }

    /// The folder of the sounds.
    pub fn sounds(&self) -> std::path::PathBuf {
        self.layout.recordings()
    }
}
