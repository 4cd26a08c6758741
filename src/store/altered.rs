//! Documents that are not as they were saved, by hand or by damage: found, and kept or restored as the person decides.

use chrono::{DateTime, Local};

use super::backup::{self, BackupInfo};
use super::durable;
use super::error::StoreError;
use super::folder::Layout;
use super::opening::{Contents, Stamp, Store};
use super::schema::sum;

/// A document that is not as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// Its path within the data folder.
    pub file: String,
    /// Whether it can be read; then it is used as it stands. One that cannot stays where it is, unused.
    pub is_readable: bool,
    /// The newest backup that has it as it was saved then, if one does.
    pub backup: Option<Earlier>,
}

/// A backup that has a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The backup's name.
    pub name: String,
    /// When it was made, RFC 3339 in UTC.
    pub made: String,
}

impl Earlier {
    /// The day on which it was made, here, such as "4 Mar 2026".
    pub fn day(&self) -> String {
        DateTime::parse_from_rfc3339(&self.made).map_or_else(
            |_| self.name.clone(),
            |made| made.with_timezone(&Local).format("%-d %b %Y").to_string(),
        )
    }
}

/// What is said of a document that can be read and is not as it was saved.
pub(crate) const NOT_AS_SAVED: &str = "it is not as Greenroom saved it: somebody edited it, or it is damaged";

/// The newest of these sound backups that has `file` as it was saved then, and its bytes.
fn earlier(layout: &Layout, backups: &[BackupInfo], file: &str) -> Option<(Earlier, Vec<u8>)> {
    backups.iter().find_map(|backup| {
        let bytes = durable::read(&layout.backups().join(&backup.name).join(file)).ok()?;
        let is_sound = serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok()
            && sum::check(&bytes) != sum::Sum::Differs;
        is_sound.then(|| (Earlier { name: backup.name.clone(), made: backup.made.clone() }, bytes))
    })
}

/// The backups that are as they were made, the newest first. Each is read whole for that.
fn sound_backups(layout: &Layout) -> Vec<BackupInfo> {
    backup::list(layout).into_iter().filter(|backup| backup.broken.is_none()).collect()
}

/// Says for each which backup has it.
pub(crate) fn find_backups(layout: &Layout, altered: &mut [Altered]) {
    if altered.is_empty() {
        return;
    }
    let backups = sound_backups(layout);
    for one in altered {
        one.backup = earlier(layout, &backups, &one.file).map(|(found, _)| found);
    }
}

impl Store {
    /// Takes a document as it stands: it is given the sum that fits it, so that it is asked about no more.
    ///
    /// # Errors
    /// If it could not be read or written.
    pub fn keep_altered(&mut self, file: &str) -> Result<(), StoreError> {
        self.writable()?;
        let path = self.layout.root.join(file);
        let bytes = durable::read(&path).map_err(StoreError::read(&path))?;
        let Some(bytes) = sum::with(&bytes) else { return Ok(()) };
        durable::replace(&path, &bytes)?;
        self.now_holds(&path, &bytes);
        Ok(())
    }

    /// Puts a document back as the newest backup has it; what stands there now is kept in `recovered/`. Returns what the
    /// folder then holds.
    ///
    /// # Errors
    /// If no backup has it, or something could not be written.
    pub fn restore_altered(&mut self, file: &str, now: Stamp) -> Result<Contents, StoreError> {
        self.writable()?;
        let path = self.layout.root.join(file);
        let Some((backup, bytes)) = earlier(&self.layout, &sound_backups(&self.layout), file) else {
            return Err(StoreError::NoBackup { name: file.to_owned() });
        };
        if path.exists() {
            self.preserve(&path, &format!("it was restored from the backup “{}”", backup.name))?;
        }
        durable::replace(&path, &sum::with(&bytes).unwrap_or(bytes))?;
        self.load(now)
    }

    /// Gives the documents that carry no sum one. Best effort: what cannot be written is accepted again next time.
    pub(crate) fn give_sums(&mut self, without: &[std::path::PathBuf]) {
        for path in without {
            let summed = durable::read(path).ok().and_then(|bytes| sum::with(&bytes));
            if let Some(bytes) = summed
                && durable::replace(path, &bytes).is_ok()
            {
                self.now_holds(path, &bytes);
            }
        }
    }

    /// A document was written as it stood, with another sum.
    fn now_holds(&mut self, path: &std::path::Path, bytes: &[u8]) {
        if let Some(seen) = self.seen.get_mut(path) {
            seen.written(bytes);
        }
    }
}
