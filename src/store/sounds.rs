//! The sound of recordings: one WAV file beside each recording's document, kept out of backups.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::durable;
use super::erase::KEPT_DAYS;
use super::error::StoreError;
use super::folder::Layout;
use super::journal::read::walk;
use super::private;

/// What stands in a removed sound's name before the day on which it goes.
const GOES: &str = ".goes-";

/// The ending of a sound's name.
const ENDING: &str = "wav";

/// Whether this is a sound's file.
pub(crate) fn is_one(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

/// The file of an attempt's sound within the folder of recordings.
pub fn file(recordings: &Path, attempt: Uuid) -> PathBuf {
    recordings.join(format!("{attempt}.{ENDING}"))
}

/// Where the sound of an attempt lies.
pub(crate) fn place(layout: &Layout, attempt: Uuid) -> PathBuf {
    file(&layout.recordings(), attempt)
}

/// Makes a sound's file, and the folder that holds it; only its owner may read it.
///
/// # Errors
/// The system's, if there is one already or it cannot be made.
pub fn create(path: &Path) -> io::Result<fs::File> {
    if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
        private::create_dir(folder)?;
    }
    private::options().write(true).create_new(true).open(path)
}

/// How many bytes are free where `path` lies.
pub fn room(path: &Path) -> Option<u64> {
    let there = path.ancestors().find(|folder| folder.is_dir())?;
    fs4::available_space(there).ok()
}

/// The sounds there are, with their bytes.
pub(crate) fn all(layout: &Layout) -> BTreeMap<Uuid, u64> {
    let entries = fs::read_dir(layout.recordings()).into_iter().flatten().flatten();
    let sound = |entry: fs::DirEntry| {
        let path = entry.path();
        let id = Uuid::parse_str(path.file_stem()?.to_str()?).ok().filter(|_| is_one(&path))?;
        Some((id, entry.metadata().ok()?.len()))
    };
    entries.filter_map(sound).collect()
}

/// The sounds that were removed and are still kept, with the attempt and the day on which each goes.
fn removed(layout: &Layout) -> Vec<(Uuid, NaiveDate, PathBuf)> {
    let mut found = Vec::new();
    walk(&layout.recovered(), &mut |path, _| {
        if !is_one(path) {
            return;
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.split_once(GOES));
        if let Some((id, day)) = stem
            && let Ok(id) = Uuid::parse_str(id)
            && let Ok(day) = NaiveDate::parse_from_str(day, "%Y-%m-%d")
        {
            found.push((id, day, path.to_owned()));
        }
    });
    found
}

/// The files of sounds that were removed and are still kept.
pub(crate) fn removed_files(layout: &Layout) -> Vec<PathBuf> {
    removed(layout).into_iter().map(|(_, _, path)| path).collect()
}

/// Moves the sound of an attempt to `recovered/`, under a name that says the day on which it goes.
pub(crate) fn put_away(layout: &Layout, attempt: Uuid, today: NaiveDate) -> Result<(), StoreError> {
    let from = place(layout, attempt);
    if !from.exists() {
        return Ok(());
    }
    let day = today.checked_add_days(Days::new(KEPT_DAYS as u64)).unwrap_or(NaiveDate::MAX);
    durable::make_folder(&layout.recovered())?;
    let to = layout.recovered().join(format!("{attempt}{GOES}{day}.{ENDING}"));
    fs::rename(&from, &to).map_err(StoreError::write(&to))?;
    durable::sync_folder(&layout.recovered())?;
    durable::sync_folder(&layout.recordings())
}

/// Moves it back, if it is not there and was removed.
pub(crate) fn bring_back(layout: &Layout, attempt: Uuid) -> Result<(), StoreError> {
    let to = place(layout, attempt);
    if to.exists() {
        return Ok(());
    }
    let Some((_, _, from)) = removed(layout).into_iter().find(|(id, _, _)| *id == attempt) else {
        return Ok(());
    };
    durable::make_folder(&layout.recordings())?;
    fs::rename(&from, &to).map_err(StoreError::write(&to))?;
    durable::sync_folder(&layout.recordings())
}

/// Lets go what has had its day. Best effort: what stays is looked at again at the next start.
pub(crate) fn let_go(layout: &Layout, today: NaiveDate) {
    for (_, _, path) in removed(layout).into_iter().filter(|(_, day, _)| *day <= today) {
        let _ = durable::remove(&path);
    }
}

/// What of a recording lies anywhere: the sound, its document, and copies of either, in backups too.
pub(crate) fn traces(layout: &Layout, attempt: Uuid) -> Vec<PathBuf> {
    let id = attempt.to_string();
    let mut found = Vec::new();
    let is_named = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(&id));
    walk(&layout.recordings(), &mut |path, _| {
        if is_named(path) {
            found.push(path.to_owned());
        }
    });
    let of_recordings = |path: &Path| {
        let reason = fs::read_to_string(path.with_extension("reason.txt")).unwrap_or_default();
        is_one(path) || reason.starts_with("A copy of recordings/")
    };
    walk(&layout.recovered(), &mut |path, _| {
        let is_reason = path.to_string_lossy().ends_with(".reason.txt");
        if is_named(path) && !is_reason && of_recordings(path) {
            found.push(path.to_owned());
            let reason = path.with_extension("reason.txt");
            if reason.exists() {
                found.push(reason);
            }
        }
    });
    walk(&layout.backups(), &mut |path, _| {
        let in_recordings = path.parent().is_some_and(|folder| folder.ends_with("recordings"));
        if in_recordings && is_named(path) {
            found.push(path.to_owned());
        }
    });
    found.sort();
    found
}
