//! Looking a data folder over without changing anything: for `greenroom check`.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use super::backup::{self, BackupInfo};
use super::documents;
use super::erase;
use super::error::{SetAside, StoreError};
use super::folder::{self, Layout, Version};
use super::load;
use super::schema::folder::FOLDER_VERSION;
use super::sounds;
use super::together;
use crate::domain::words::counted;

/// What a data folder holds. As JSON it has these fields under these names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `greenroom-check/1`.
    pub format: &'static str,
    /// The folder that was looked at.
    pub folder: String,
    /// The folder's version; absent if `folder.json` is missing or unreadable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Whether the folder is of a newer Greenroom, which this one only reads.
    pub newer: bool,
    /// Live attempts.
    pub attempts: usize,
    /// Live moments.
    pub moments: usize,
    /// The person's own banks.
    pub banks: usize,
    /// Banks whose questions the person edited, hid or added to.
    pub overlays: usize,
    /// Stories.
    pub stories: usize,
    /// Imports, under review and accepted.
    pub imports: usize,
    /// Mock interviews.
    pub mocks: usize,
    /// Drills of finding stories.
    pub finds: usize,
    /// Recordings.
    pub recordings: usize,
    /// Those of them whose sound is not here.
    pub without_sound: usize,
    /// The bytes of their sound.
    pub sound_bytes: u64,
    /// Journal files.
    pub journals: usize,
    /// Journal lines that are whole.
    pub lines: usize,
    /// Of those, lines of a newer Greenroom.
    pub later_lines: usize,
    /// What cannot be read, with file, place and reason.
    pub set_aside: Vec<SetAside>,
    /// Copies that a sync tool made on a conflict.
    pub conflict_copies: Vec<String>,
    /// Values that were not taken, and other things to look at.
    pub doubts: Vec<String>,
    /// The backups, newest first, each verified.
    pub backups: Vec<BackupInfo>,
    /// Whether nothing is set aside, in doubt, or damaged.
    pub sound: bool,
}

/// Looks a data folder over. It takes no lock, and creates and changes nothing.
///
/// # Errors
/// If there is no such folder.
pub fn inspect(folder: &Path) -> Result<Report, StoreError> {
    if !folder.exists() {
        return Err(StoreError::NoFolder { path: folder.to_owned() });
    }
    if !folder.is_dir() {
        return Err(StoreError::NotAFolder { path: folder.to_owned() });
    }
    let layout = Layout::new(folder);
    let journals = load::journals(&layout);
    let documents = documents::load(&layout);
    let (attempts, moments) = journals.merged.count_live();
    let mut set_aside = journals.set_aside;
    set_aside.extend(documents.set_aside);
    // An unreadable `folder.json` is told like any other file: the rest is looked at all the same.
    let version = match folder::version(&layout) {
        Ok(Version::Known) => Some(FOLDER_VERSION),
        Ok(Version::Later(version)) => Some(version),
        Ok(Version::Absent) => None,
        Ok(Version::Unreadable(aside)) => {
            set_aside.push(aside);
            None
        }
        Err(error) => {
            set_aside.push(SetAside::new("folder.json", None, error.to_string()));
            None
        }
    };
    let mut doubts: Vec<String> = documents.doubts;
    for (is_there, what) in [
        (erase::is_interrupted(&layout), "erasing for good"),
        (backup::is_interrupted(&layout), "restoring a backup"),
        (together::is_interrupted(&layout), "saving"),
    ] {
        if is_there {
            doubts.push(format!("{what} was interrupted; start Greenroom, and it is finished"));
        }
    }
    let sounds = sounds::all(&layout);
    let mut without_sound = 0;
    for recording in &documents.has.recordings {
        let id = recording.attempt;
        match sounds.get(&id) {
            // Backups hold no sound, so a folder that was restored elsewhere has none: no fault of it.
            None => without_sound += 1,
            Some(bytes) if *bytes != recording.bytes() => doubts.push(format!(
                "recordings/{id}.wav: it has {bytes} bytes, but {} were recorded",
                recording.bytes()
            )),
            Some(_) => {}
        }
    }
    for id in sounds.keys().filter(|id| documents.has.recording(**id).is_none()) {
        doubts.push(format!("recordings/{id}.wav: nothing is known of this sound"));
    }
    let backups = backup::list(&layout);
    let sound = set_aside.is_empty() && doubts.is_empty() && backups.iter().all(|b| b.broken.is_none());
    Ok(Report {
        format: "greenroom-check/1",
        folder: folder.display().to_string(),
        version,
        newer: version.is_some_and(|v| v > FOLDER_VERSION),
        attempts,
        moments,
        banks: documents.has.banks.len(),
        overlays: documents.has.overlays.len(),
        stories: documents.has.stories.len(),
        imports: documents.has.imports.len(),
        mocks: documents.has.mocks.len(),
        finds: documents.has.finds.len(),
        recordings: documents.has.recordings.len(),
        without_sound,
        sound_bytes: sounds.values().sum(),
        journals: journals.files,
        lines: journals.lines,
        later_lines: journals.later,
        set_aside,
        conflict_copies: journals.copies.into_iter().chain(documents.copies).collect(),
        doubts,
        backups,
        sound,
    })
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Data folder {}", self.folder)?;
        match self.version {
            Some(version) if self.newer => {
                writeln!(f, "  version {version}, of a newer Greenroom; it is only read")?;
            }
            Some(version) => writeln!(f, "  version {version}")?,
            None => writeln!(f, "  no readable folder.json")?,
        }
        let parts = [
            counted(self.attempts, "attempt", "attempts"),
            counted(self.moments, "moment", "moments"),
            counted(self.banks, "bank of your own", "banks of your own"),
            counted(self.overlays, "edited bank", "edited banks"),
            counted(self.stories, "story", "stories"),
            counted(self.imports, "import", "imports"),
            counted(self.mocks, "mock interview", "mock interviews"),
            counted(self.finds, "drill of finding stories", "drills of finding stories"),
            counted(self.recordings, "recording", "recordings"),
        ];
        writeln!(f, "  {}", parts.join(", "))?;
        let lines = counted(self.lines, "journal line", "journal lines");
        writeln!(f, "  {lines} in {}", counted(self.journals, "file", "files"))?;
        if self.later_lines > 0 {
            writeln!(f, "  {} of a newer Greenroom, kept", counted(self.later_lines, "line", "lines"))?;
        }
        if self.without_sound > 0 {
            writeln!(
                f,
                "  {} without their sound here",
                counted(self.without_sound, "recording", "recordings")
            )?;
        }
        for aside in &self.set_aside {
            writeln!(f, "  set aside: {aside}")?;
        }
        for copy in &self.conflict_copies {
            writeln!(f, "  conflict copy: {copy}")?;
        }
        for doubt in &self.doubts {
            writeln!(f, "  in doubt: {doubt}")?;
        }
        for backup in &self.backups {
            let files = counted(backup.files, "file", "files");
            match &backup.broken {
                None => writeln!(f, "  backup {}: {files}, {} bytes, verified", backup.name, backup.bytes)?,
                Some(reason) => writeln!(f, "  backup {}: damaged, {reason}", backup.name)?,
            }
        }
        writeln!(
            f,
            "{}",
            if self.sound {
                "Everything can be read."
            } else {
                "Some things need a look; nothing was changed."
            }
        )
    }
}
