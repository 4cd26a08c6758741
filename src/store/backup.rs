//! Backups: copies of documents and journals with a manifest, verified when made and before use.
//!
//! A backup is a folder `backups/<kind>-<UTC date>/` that holds the files under their own paths and a
//! `manifest.json` with each one's length and CRC-32C. Recordings are not in it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, SecondsFormat};
use serde::{Deserialize, Serialize};

use super::durable;
use super::error::{Notice, StoreError};
use super::folder::{self, Layout};
use super::journal::read::walk;
use super::opening::{Access, Contents, Stamp, Store};
use super::private;
use super::sounds;
use super::together::Unsettled;

const FORMAT: &str = "greenroom-backup/1";
const MANIFEST: &str = "manifest.json";
/// Names the backup that is being restored, until it is.
pub(crate) const RESTORING: &str = ".greenroom-restoring";
/// Daily backups that are kept.
const DAILY: usize = 7;
/// Weekly backups that are kept, of the weeks before those.
const WEEKLY: usize = 4;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackupKind {
    /// The first of a day. The last 7 are kept.
    Daily,
    /// A daily one that was kept for its week. The last 4 are kept.
    Weekly,
    /// Asked for. Kept until the person deletes it.
    Manual,
    /// What was there before a restore. Kept until the person deletes it.
    BeforeRestore,
}

impl BackupKind {
    const ALL: [Self; 4] = [Self::Daily, Self::Weekly, Self::Manual, Self::BeforeRestore];

    fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Manual => "manual",
            Self::BeforeRestore => "before-restore",
        }
    }

    fn of(name: &str) -> Option<(Self, NaiveDate)> {
        Self::ALL.into_iter().find_map(|kind| {
            let date = name.strip_prefix(kind.word())?.strip_prefix('-')?.get(..10)?;
            Some((kind, NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?))
        })
    }
}

/// One backup, as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackupInfo {
    /// Its name, which [`Store::restore`] takes.
    pub name: String,
    /// Why it was made.
    pub kind: BackupKind,
    /// When it was made, RFC 3339 in UTC; empty if its manifest cannot be read.
    pub made: String,
    /// How many files it holds.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// What is wrong with it; absent if every file is as it was backed up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: String,
    made: String,
    pub files: Vec<BackupEntry>,
    /// Files that could not be read when it was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct BackupEntry {
    pub path: String,
    pub bytes: u64,
    pub crc32c: String,
}

impl BackupEntry {
    fn of(path: &str, (bytes, crc): (u64, u32)) -> Self {
        Self { path: path.to_owned(), bytes, crc32c: format!("{crc:08x}") }
    }
}

/// Reads all of `from`, writing it to `to`: its length and CRC-32C.
fn copy_summed(from: &mut impl Read, to: &mut impl Write) -> io::Result<(u64, u32)> {
    let mut chunk = vec![0; 256 << 10];
    let (mut bytes, mut crc) = (0, 0);
    loop {
        let n = match from.read(&mut chunk) {
            Ok(0) => return Ok((bytes, crc)),
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        to.write_all(&chunk[..n])?;
        crc = crc32c::crc32c_append(crc, &chunk[..n]);
        bytes += n as u64;
    }
}

fn summed(path: &Path) -> io::Result<(u64, u32)> {
    copy_summed(&mut File::open(path)?, &mut io::sink())
}

/// Whether the file at `path` is what the entry says.
fn matches(path: &Path, entry: &BackupEntry) -> bool {
    summed(path).is_ok_and(|sum| BackupEntry::of(&entry.path, sum) == *entry)
}

/// The backup's folder that `path` lies in, and the path within it.
fn backup_of(layout: &Layout, path: &Path) -> Option<(PathBuf, String)> {
    let name = path.strip_prefix(layout.backups()).ok()?.iter().next()?;
    let folder = layout.backups().join(name);
    let file = Layout::new(&folder).label(path);
    Some((folder, file))
}

/// Those of `files` that lie in a backup and are as its manifest says, by their paths within the data folder.
pub(crate) fn sound<'a>(layout: &Layout, files: impl Iterator<Item = &'a Path>) -> Vec<String> {
    let is_sound = |path: &&Path| {
        backup_of(layout, path).is_some_and(|(folder, file)| {
            let manifest = read_manifest(&folder);
            manifest.is_ok_and(|m| m.files.iter().any(|e| e.path == file && matches(path, e)))
        })
    };
    files.filter(is_sound).map(|path| layout.label(path)).collect()
}

/// Brings the entries of these files, which were rewritten or removed on purpose, up to date in their manifests. The
/// entry of a file that was damaged before is not among them and stays, so that the damage stays known.
pub(crate) fn follow(layout: &Layout, changed: &[String]) -> Result<(), StoreError> {
    let mut by_backup: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for path in changed {
        if let Some((folder, file)) = backup_of(layout, &layout.root.join(path)) {
            by_backup.entry(folder).or_default().push(file);
        }
    }
    for (folder, files) in by_backup {
        let Ok(mut manifest) = read_manifest(&folder) else { continue };
        let mut kept = Vec::new();
        for entry in manifest.files {
            let path = folder.join(&entry.path);
            if !files.contains(&entry.path) {
                kept.push(entry);
            } else if path.exists() {
                let sum = summed(&path).map_err(StoreError::read(&path))?;
                kept.push(BackupEntry::of(&entry.path, sum));
            }
        }
        manifest.files = kept;
        durable::replace(&folder.join(MANIFEST), &serde_json::to_vec_pretty(&manifest)?)?;
    }
    Ok(())
}

fn read_manifest(backup: &Path) -> Result<Manifest, String> {
    let bytes =
        durable::read(&backup.join(MANIFEST)).map_err(|e| format!("its manifest cannot be read: {e}"))?;
    let manifest: Manifest =
        serde_json::from_slice(&bytes).map_err(|e| format!("its manifest cannot be read: {e}"))?;
    if manifest.format != FORMAT {
        return Err(format!("its format is “{}”, not “{FORMAT}”", manifest.format));
    }
    // A manifest must not lead out of the folder.
    if let Some(entry) = manifest.files.iter().find(|e| !folder::is_inside(&e.path)) {
        return Err(format!("its manifest names “{}”, which lies outside", entry.path));
    }
    Ok(manifest)
}

fn verify(backup: &Path, manifest: &Manifest) -> Result<(), String> {
    match manifest.files.iter().find(|entry| !matches(&backup.join(&entry.path), entry)) {
        Some(entry) => Err(format!("{} is not as it was backed up", entry.path)),
        None => Ok(()),
    }
}

/// The files a backup holds: the JSON files at the top, the documents of every kind, and journals. The sound of
/// recordings is in none: it would double on the disk what is large already.
fn sources(layout: &Layout) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    let mut add = |path: &Path, kind: io::Result<bool>| {
        if matches!(kind, Ok(true)) && !durable::is_temp(path) && !sounds::is_one(path) {
            files.insert(layout.label(path));
        }
    };
    for folder in layout.document_folders().into_iter().chain([layout.journals()]) {
        walk(&folder, &mut add);
    }
    for entry in fs::read_dir(&layout.root).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_document = path.extension().is_some_and(|e| e == "json");
        if is_document && path.is_file() {
            add(&path, Ok(true));
        }
    }
    files
}

/// All backups under the folder, newest first, each verified.
pub(crate) fn list(layout: &Layout) -> Vec<BackupInfo> {
    let mut found: Vec<BackupInfo> = dated(layout)
        .into_iter()
        .map(|(_, kind, name)| {
            let folder = layout.backups().join(&name);
            match read_manifest(&folder) {
                Ok(manifest) => BackupInfo {
                    name,
                    kind,
                    made: manifest.made.clone(),
                    files: manifest.files.len(),
                    bytes: manifest.files.iter().map(|e| e.bytes).sum(),
                    broken: verify(&folder, &manifest).err(),
                },
                Err(reason) => {
                    BackupInfo { name, kind, made: String::new(), files: 0, bytes: 0, broken: Some(reason) }
                }
            }
        })
        .collect();
    found.sort_by(|a, b| (&b.made, &b.name).cmp(&(&a.made, &a.name)));
    found
}

fn dated(layout: &Layout) -> Vec<(NaiveDate, BackupKind, String)> {
    let mut all: Vec<_> = fs::read_dir(layout.backups())
        .into_iter()
        .flatten()
        .flatten()
        .filter(|e| e.path().is_dir())
        .filter_map(|e| {
            let name = e.file_name().into_string().ok()?;
            BackupKind::of(&name).map(|(kind, date)| (date, kind, name))
        })
        .collect();
    all.sort_by(|a, b| (b.0, &b.2).cmp(&(a.0, &a.2)));
    all
}

impl Store {
    /// Makes the day's backup if there is none yet, and lets the oldest go: the last 7 daily and
    /// 4 weekly ones stay. Returns its name if one was made.
    ///
    /// # Errors
    /// If it could not be written, or was not what was backed up when read again.
    pub fn backup_if_due(&mut self, now: Stamp) -> Result<Option<String>, StoreError> {
        self.writable()?;
        let today = now.utc.date_naive();
        let is_todays =
            |(date, kind, _): &(NaiveDate, BackupKind, String)| *date == today && *kind == BackupKind::Daily;
        let nothing_yet = sources(&self.layout).iter().all(|file| file == "folder.json");
        if nothing_yet || dated(&self.layout).iter().any(is_todays) {
            return Ok(None);
        }
        let name = self.make_backup(BackupKind::Daily, now)?;
        self.thin_out(today)?;
        Ok(Some(name))
    }

    /// Makes a backup now, which stays until the person deletes it. Returns its name.
    ///
    /// # Errors
    /// As for [`Self::backup_if_due`].
    pub fn backup_now(&mut self, now: Stamp) -> Result<String, StoreError> {
        self.writable()?;
        self.make_backup(BackupKind::Manual, now)
    }

    /// All backups, newest first, each read and compared with its manifest.
    pub fn list_backups(&self) -> Vec<BackupInfo> {
        list(&self.layout)
    }

    /// Puts documents and journals back as the backup `name` has them, byte for byte. What is there
    /// now is backed up first, as a `before-restore` one. Returns what the folder then holds.
    ///
    /// This computer writes under a new device id from then on, since the old one's count of lines
    /// went back.
    ///
    /// # Errors
    /// If there is no such backup, it is damaged, or something could not be written. A restore that
    /// was interrupted is finished at the next start.
    pub fn restore(&mut self, name: &str, now: Stamp) -> Result<Contents, StoreError> {
        self.writable()?;
        let is_listed = dated(&self.layout).iter().any(|(_, _, n)| n == name);
        if !is_listed {
            return Err(StoreError::NoBackup { name: name.to_owned() });
        }
        let broken = |reason| StoreError::BrokenBackup { name: name.to_owned(), reason };
        let folder = self.layout.backups().join(name);
        let manifest = read_manifest(&folder).map_err(broken)?;
        verify(&folder, &manifest).map_err(broken)?;
        self.make_backup(BackupKind::BeforeRestore, now)?;
        durable::replace(&self.layout.root.join(RESTORING), name.as_bytes())?;
        if let Err(error) = self.put_back(&folder, &manifest) {
            // What were saved now would be written over.
            self.unsettled = Some(Unsettled::restoring(now));
            return Err(StoreError::Unsettled { source: Box::new(error) });
        }
        self.load(now)
    }

    /// Finishes a restore that was interrupted; told, never an error.
    pub(crate) fn resume_restore(&mut self, now: Stamp) {
        if !is_interrupted(&self.layout) {
            return;
        }
        if self.access != Access::ReadWrite {
            let text =
                "Restoring a backup was interrupted. Start Greenroom where it can save, and it is finished.";
            self.notices.push(Notice::new("backups", text));
            return;
        }
        let marker = self.layout.root.join(RESTORING);
        let name = fs::read_to_string(&marker).unwrap_or_default();
        let folder = self.layout.backups().join(&name);
        let sound = match BackupKind::of(&name) {
            Some(_) => read_manifest(&folder).and_then(|m| verify(&folder, &m).map(|()| m)),
            None => Err("its name is not known any more".to_owned()),
        };
        let done = match sound {
            Ok(manifest) => {
                let put = self.put_back(&folder, &manifest);
                if put.is_err() {
                    self.unsettled = Some(Unsettled::restoring(now));
                }
                put.map_err(|e| e.to_string())
            }
            Err(reason) => durable::remove(&marker).map_err(|e| e.to_string()).and(Err(reason)),
        };
        let text = match done {
            Ok(()) => format!("Restoring “{name}” had been interrupted and is now finished."),
            Err(reason) => format!(
                "Restoring “{name}” was interrupted and could not be finished: {reason}. \
                 What was there before is in the newest before-restore backup."
            ),
        };
        self.notices.push(Notice::new("backups", text));
    }

    /// Goes on with a restore that was begun, before anything else is written.
    pub(crate) fn finish_restoring(&mut self) -> Result<(), StoreError> {
        let marker = self.layout.root.join(RESTORING);
        let Ok(name) = fs::read_to_string(&marker) else { return Ok(()) };
        let folder = self.layout.backups().join(&name);
        let broken = |reason| StoreError::BrokenBackup { name: name.clone(), reason };
        let manifest = read_manifest(&folder).map_err(broken)?;
        self.put_back(&folder, &manifest)
    }

    fn put_back(&mut self, backup: &Path, manifest: &Manifest) -> Result<(), StoreError> {
        let mut folders = BTreeSet::from([self.layout.root.clone()]);
        for entry in &manifest.files {
            let to = self.layout.root.join(&entry.path);
            if matches(&to, entry) {
                continue;
            }
            let parent = to.parent().map_or_else(|| self.layout.root.clone(), Path::to_owned);
            durable::make_folder(&parent)?;
            let temp = durable::temp_beside(&to);
            let copied = copy_synced(&backup.join(&entry.path), &temp)
                .and_then(|_| fs::rename(&temp, &to).map_err(StoreError::write(&to)));
            if copied.is_err() {
                // Best effort: the error that matters is the first one.
                let _ = fs::remove_file(&temp);
            }
            copied?;
            folders.insert(parent);
        }
        let stays: HashSet<&str> = manifest
            .files
            .iter()
            .map(|e| e.path.as_str())
            .chain(manifest.skipped.iter().map(String::as_str))
            .collect();
        for path in sources(&self.layout).iter().filter(|p| !stays.contains(p.as_str())) {
            durable::remove(&self.layout.root.join(path))?;
        }
        for folder in folders {
            durable::sync_folder(&folder)?;
        }
        let old_running = self.layout.running(self.device);
        let device = folder::new_device(&self.state, &self.layout.root);
        self.use_device(device.id, device.unkept);
        if old_running.exists() {
            let running = self.layout.running(self.device);
            fs::rename(&old_running, &running).map_err(StoreError::write(&running))?;
        }
        durable::remove(&self.layout.root.join(RESTORING)).map(|_| ())
    }

    fn make_backup(&self, kind: BackupKind, now: Stamp) -> Result<String, StoreError> {
        let base = match kind {
            BackupKind::Daily | BackupKind::Weekly => {
                format!("{}-{}", kind.word(), now.utc.format("%Y-%m-%d"))
            }
            BackupKind::Manual | BackupKind::BeforeRestore => {
                format!("{}-{}", kind.word(), now.utc.format("%Y-%m-%d-%H%M%S"))
            }
        };
        let backups = self.layout.backups();
        let mut name = base.clone();
        let mut n = 2;
        while backups.join(&name).exists() {
            name = format!("{base}-{n}");
            n += 1;
        }
        durable::make_folder(&backups)?;
        let target = backups.join(&name);
        let temp = durable::temp_beside(&target);
        let made = fill(&self.layout, &temp, now).and_then(|()| {
            let broken = |reason| StoreError::BrokenBackup { name: name.clone(), reason };
            let manifest = read_manifest(&temp).map_err(broken)?;
            verify(&temp, &manifest).map_err(broken)?;
            fs::rename(&temp, &target).map_err(StoreError::write(&target))
        });
        if made.is_err() {
            // Best effort: the error that matters is the first one.
            let _ = fs::remove_dir_all(&temp);
        }
        made?;
        durable::sync_folder(&backups)?;
        Ok(name)
    }

    /// Lets daily backups beyond the last 7 go, but keeps one a week as a weekly one, the last 4.
    /// Those dated after today, from a clock that was wrong, are left alone.
    fn thin_out(&self, today: NaiveDate) -> Result<(), StoreError> {
        let backups = self.layout.backups();
        let past = |kind| {
            let all = dated(&self.layout).into_iter();
            all.filter(move |(date, k, _)| *k == kind && *date <= today).map(|(date, _, name)| (date, name))
        };
        let week = |date: NaiveDate| (date.iso_week().year(), date.iso_week().week());
        let mut weeks: HashSet<_> = past(BackupKind::Weekly).map(|(date, _)| week(date)).collect();
        for (date, name) in past(BackupKind::Daily).skip(DAILY) {
            let folder = backups.join(&name);
            if weeks.insert(week(date)) {
                let kept = backups.join(format!("{}-{}", BackupKind::Weekly.word(), date.format("%Y-%m-%d")));
                fs::rename(&folder, &kept).map_err(StoreError::write(&kept))?;
            } else {
                fs::remove_dir_all(&folder).map_err(StoreError::write(&folder))?;
            }
        }
        for (_, name) in past(BackupKind::Weekly).skip(WEEKLY) {
            let folder = backups.join(&name);
            fs::remove_dir_all(&folder).map_err(StoreError::write(&folder))?;
        }
        durable::sync_folder(&backups)
    }
}

/// Whether a restore was begun and not finished.
pub(crate) fn is_interrupted(layout: &Layout) -> bool {
    layout.root.join(RESTORING).exists()
}

fn copy_synced(from: &Path, to: &Path) -> Result<(u64, u32), StoreError> {
    let mut source = File::open(from).map_err(StoreError::read(from))?;
    let mut file = private::options().write(true).create_new(true).open(to).map_err(StoreError::write(to))?;
    let sum = copy_summed(&mut source, &mut file).map_err(StoreError::write(to))?;
    file.sync_all().map_err(StoreError::sync(to))?;
    Ok(sum)
}

fn fill(layout: &Layout, folder: &Path, now: Stamp) -> Result<(), StoreError> {
    durable::make_folder(folder)?;
    let mut manifest = Manifest {
        format: FORMAT.to_owned(),
        made: now.utc.to_rfc3339_opts(SecondsFormat::Millis, true),
        files: Vec::new(),
        skipped: Vec::new(),
    };
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for path in sources(layout) {
        let to = folder.join(&path);
        if let Some(parent) = to.parent() {
            durable::make_folder(parent)?;
            folders.insert(parent.to_owned());
        }
        match copy_synced(&layout.root.join(&path), &to) {
            Ok(sum) => manifest.files.push(BackupEntry::of(&path, sum)),
            Err(StoreError::Read { .. }) => manifest.skipped.push(path),
            Err(error) => return Err(error),
        }
    }
    durable::write_synced(&folder.join(MANIFEST), &serde_json::to_vec_pretty(&manifest)?)?;
    folders.insert(folder.to_owned());
    folders.iter().try_for_each(|f| durable::sync_folder(f))
}
