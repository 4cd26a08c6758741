//! Erasing for good: from journals, backups, copies and the checkpoint, after saying what goes.
//!
//! Files are rewritten or removed; what the disk itself keeps of old blocks is beyond a program's reach.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use uuid::Uuid;

use super::backup::{self, RESTORING};
use super::durable;
use super::error::StoreError;
use super::folder::{self, Layout};
use super::journal::line::{Change, Subject};
use super::journal::read::{self, ScannedLine, read_line, trimmed, walk};
use super::opening::{Contents, Stamp, Store};
use super::private;
use super::schema::mock::MockDoc;
use super::schema::{encode_document, parse_document};
use super::{documents, load};

/// What to erase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erase {
    /// One attempt, with its history.
    Attempt(Uuid),
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
            Erase::Attempt(id) => preview_attempt(&self.layout, id),
            Erase::Everything => Ok(preview_everything(&self.layout)),
        }
    }

    /// Erases for good, from history and backups too, and returns what the folder then holds.
    /// After an error some of it may be left; doing it again takes the rest.
    ///
    /// Where other devices' journals are in the folder, one line without content stays that keeps
    /// their copies of an erased attempt from coming back.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn erase(&mut self, what: Erase, now: Stamp) -> Result<Contents, StoreError> {
        self.writable()?;
        match what {
            Erase::Attempt(id) => {
                let files = read::files(&self.layout.journals()).0;
                let has_others = files.iter().any(|f| *f != self.layout.journal(self.device));
                erase_attempt(&self.layout, id)?;
                self.attempt_remnants.remove(&id);
                if has_others {
                    self.delete_attempt(id, now)?;
                }
            }
            Erase::Everything => {
                erase_everything(&self.layout)?;
                self.write_folder_doc(now)?;
                let device = folder::new_device(&self.state, &self.layout.root);
                self.use_device(device.id, device.unkept);
            }
        }
        self.load(now)
    }
}

/// What tells that bytes belong to an attempt, even if they are damaged or in another file.
struct Traces {
    id: Uuid,
    id_text: String,
    /// What the person wrote, as it stands in JSON.
    texts: Vec<Vec<u8>>,
}

/// A shorter text would be found where it does not belong.
const MIN_TRACE_CHARS: usize = 8;

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

impl Traces {
    /// Whether a file that is no journal holds something of the attempt.
    fn are_in(&self, bytes: &[u8]) -> bool {
        contains(bytes, self.id_text.as_bytes()) || self.texts.iter().any(|text| contains(bytes, text))
    }

    /// Whether a damaged line is one of the attempt's. Another attempt may name it as redone.
    fn are_in_damaged(&self, line: &[u8]) -> bool {
        match serde_json::from_slice::<Subject>(line) {
            Ok(subject) if subject.entity == self.id => true,
            Ok(_) => self.texts.iter().any(|text| contains(line, text)),
            Err(_) => self.are_in(line),
        }
    }

    /// Gathers them from every line of the attempt in `files`.
    fn gather(id: Uuid, files: &[PathBuf]) -> Result<Self, StoreError> {
        let mut texts = Vec::new();
        for path in files {
            read::read_file(path, &mut |_, found| {
                if let ScannedLine::Record(line, _, _) = found
                    && line.entity == id
                    && let Change::PutAttempt(body) = line.change
                {
                    for text in [body.note, body.next_time].into_iter().flatten() {
                        if text.chars().count() >= MIN_TRACE_CHARS
                            && let Ok(json) = serde_json::to_string(&text)
                        {
                            texts.push(json.as_bytes()[1..json.len() - 1].to_vec());
                        }
                    }
                }
            })
            .map_err(StoreError::read(path))?;
        }
        texts.sort();
        texts.dedup();
        Ok(Self { id, id_text: id.to_string(), texts })
    }
}

/// Copies the journal file `from` to `to` without the lines of the attempt; how many those are, and
/// how many bytes were kept.
fn filter(from: &Path, to: &mut impl Write, traces: &Traces) -> io::Result<(usize, u64)> {
    let mut reader = BufReader::with_capacity(256 << 10, File::open(from)?);
    let (mut dropped, mut kept) = (0, 0);
    // The rest of a record that a damaged byte cut in two belongs to what was before it.
    let mut after_dropped_damage = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok((dropped, kept));
        }
        let mut stays: Vec<&[u8]> = Vec::new();
        let mut drops = 0;
        read_line(trimmed(&line), &mut |found| {
            let (bytes, goes) = match found {
                ScannedLine::Record(record, _, bytes) => {
                    after_dropped_damage = false;
                    (bytes, record.entity == traces.id)
                }
                ScannedLine::Damaged(_, bytes) => {
                    let goes = traces.are_in_damaged(bytes)
                        || (after_dropped_damage && !bytes.starts_with(b"{\"v\":"));
                    after_dropped_damage = goes;
                    (bytes, goes)
                }
            };
            if goes {
                drops += 1;
            } else {
                stays.push(bytes);
            }
        });
        dropped += drops;
        if drops == 0 {
            to.write_all(&line)?;
            kept += line.len() as u64;
        } else {
            for bytes in stays {
                to.write_all(bytes)?;
                to.write_all(b"\n")?;
                kept += bytes.len() as u64 + 1;
            }
        }
    }
}

/// Where an attempt has left traces.
struct Remains {
    /// Journal files with the number of lines that go.
    journals: Vec<(PathBuf, usize)>,
    /// Mock interviews that name the attempt and stay without it.
    mocks: Vec<PathBuf>,
    /// Other files that go as a whole.
    whole: Vec<PathBuf>,
    traces: Traces,
}

fn find_attempt(layout: &Layout, id: Uuid) -> Result<Remains, StoreError> {
    let mut files = Vec::new();
    for folder in [layout.journals(), layout.backups(), layout.recovered()] {
        let (found, errors) = read::files(&folder);
        // A folder that cannot be listed may hold a copy: nothing is erased for good then.
        if let Some((path, error)) = errors.into_iter().next() {
            return Err(StoreError::read(&path)(error));
        }
        files.extend(found);
    }
    // Gathered from all files before any line is judged: a damaged line is known only by what whole
    // lines say.
    let traces = Traces::gather(id, &files)?;
    let mut journals = Vec::new();
    for path in files {
        let (lines, _) = filter(&path, &mut io::sink(), &traces).map_err(StoreError::read(&path))?;
        if lines > 0 {
            journals.push((path, lines));
        }
    }
    let mut whole = Vec::new();
    let is_journal = |p: &Path| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl"));
    for folder in [layout.recovered(), layout.runnings()] {
        walk(&folder, &mut |path, _| {
            if !is_journal(path) && fs::read(path).is_ok_and(|bytes| traces.are_in(&bytes)) {
                whole.push(path.to_owned());
                let sidecar = path.with_extension("reason.txt");
                if sidecar.exists() {
                    whole.push(sidecar);
                }
            }
        });
    }
    let (mocks, unreadable) = mocks_of(layout, &traces);
    whole.extend(unreadable);
    let id = id.to_string();
    walk(&layout.recordings(), &mut |path, _| {
        if path.to_string_lossy().contains(&id) {
            whole.push(path.to_owned());
        }
    });
    whole.sort();
    whole.dedup();
    Ok(Remains { journals, mocks, whole, traces })
}

fn preview_attempt(layout: &Layout, id: Uuid) -> Result<ErasePreview, StoreError> {
    let found = find_attempt(layout, id)?;
    let is_live = load::journals(layout)
        .merged
        .into_states()
        .any(|(entity, state)| entity == id && matches!(state, super::merge::EntityState::Attempt(..)));
    let file = |path: &Path, lines, stays| ErasedFile { file: layout.label(path), lines, stays };
    let changed = found.journals.iter().map(|(path, lines)| file(path, Some(*lines), false));
    let mocks = found.mocks.iter().map(|path| file(path, None, true));
    let whole = found.whole.iter().map(|path| file(path, None, false));
    Ok(ErasePreview {
        attempts: usize::from(is_live),
        lines: found.journals.iter().map(|(_, n)| n).sum(),
        files: changed.chain(mocks).chain(whole).collect(),
        ..ErasePreview::default()
    })
}

fn erase_attempt(layout: &Layout, id: Uuid) -> Result<(), StoreError> {
    let found = find_attempt(layout, id)?;
    for (path, _) in &found.journals {
        change(layout, path, || rewrite(path, &found.traces))?;
    }
    for path in &found.mocks {
        change(layout, path, || forget_in_mock(path, id))?;
    }
    for path in &found.whole {
        change(layout, path, || durable::remove(path).map(|_| ()))?;
    }
    Ok(())
}

/// Does `work`, which rewrites or removes the file at `path`; where that is a backup's, its entry in the
/// manifest follows.
fn change(
    layout: &Layout,
    path: &Path,
    work: impl FnOnce() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let backup = backup_of(layout, path);
    // The entry of a file that was damaged before stays as it was, so that the damage stays known.
    let was_sound = backup.as_ref().is_some_and(|(folder, file)| {
        backup::read_manifest(folder)
            .is_ok_and(|m| m.files.iter().any(|e| e.path == *file && backup::matches(path, e)))
    });
    work()?;
    match backup.filter(|_| was_sound) {
        Some((folder, file)) => backup::refresh_entry(&folder, &file),
        None => Ok(()),
    }
}

/// The mock interviews, in the folder and in backups, that name the attempt, and the files among them
/// that hold something of it and cannot be read.
fn mocks_of(layout: &Layout, traces: &Traces) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut mocks, mut unreadable) = (Vec::new(), Vec::new());
    let is_mock = |path: &Path| path.parent().is_some_and(|folder| folder.ends_with("mocks"));
    for folder in [layout.mocks(), layout.backups()] {
        walk(&folder, &mut |path, _| {
            let Ok(bytes) = fs::read(path) else { return };
            if !is_mock(path) || !contains(&bytes, traces.id_text.as_bytes()) {
                return;
            }
            match parse_document::<MockDoc>("", &bytes) {
                Ok(_) => mocks.push(path.to_owned()),
                Err(_) => unreadable.push(path.to_owned()),
            }
        });
    }
    mocks.sort();
    (mocks, unreadable)
}

/// Takes what was said in the attempt out of the mock interview at `path`.
fn forget_in_mock(path: &Path, attempt: Uuid) -> Result<(), StoreError> {
    let bytes = fs::read(path).map_err(StoreError::read(path))?;
    let Ok(mut doc) = parse_document::<MockDoc>("", &bytes) else { return durable::remove(path).map(|_| ()) };
    if doc.forget(attempt) { durable::replace(path, &encode_document(&doc)?) } else { Ok(()) }
}

/// The backup's folder that `path` lies in, and the path within it.
fn backup_of(layout: &Layout, path: &Path) -> Option<(PathBuf, String)> {
    let inner = path.strip_prefix(layout.backups()).ok()?;
    let name = inner.iter().next()?;
    let folder = layout.backups().join(name);
    let file = Layout::new(&folder).label(path);
    Some((folder, file))
}

fn rewrite(path: &Path, traces: &Traces) -> Result<(), StoreError> {
    let temp = durable::temp_beside(path);
    let filtered = private::options().write(true).create_new(true).open(&temp).and_then(|file| {
        private::keep_mode(path, &temp);
        let mut out = BufWriter::new(file);
        let (_, kept) = filter(path, &mut out, traces)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(kept)
    });
    let done = filtered.and_then(|kept| {
        if kept == 0 {
            fs::remove_file(path).and_then(|()| fs::remove_file(&temp))
        } else {
            fs::rename(&temp, path)
        }
    });
    if done.is_err() {
        // Best effort: the error that matters is the first one.
        let _ = fs::remove_file(&temp);
    }
    done.map_err(StoreError::write(path))?;
    path.parent().map_or(Ok(()), durable::sync_folder)
}

/// The folders that are Greenroom's alone.
fn own_folders(layout: &Layout) -> Vec<PathBuf> {
    let others =
        [layout.journals(), layout.backups(), layout.recovered(), layout.runnings(), layout.recordings()];
    others.into_iter().chain(layout.document_folders()).collect()
}

/// The files and folders at the top that are Greenroom's, the lock apart, and those that are not.
fn top(layout: &Layout) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let entries = fs::read_dir(&layout.root).into_iter().flatten().flatten().map(|e| e.path());
    let folders = own_folders(layout);
    let mut all: Vec<PathBuf> = entries.filter(|p| *p != layout.lock()).collect();
    all.sort();
    all.into_iter().partition(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_json = Path::new(&name).extension().is_some_and(|e| e == "json");
        folders.contains(path)
            || durable::is_temp(path)
            || name == RESTORING
            || (is_json && (name.starts_with("profile") || name.starts_with("folder")))
    })
}

fn preview_everything(layout: &Layout) -> ErasePreview {
    let journals = load::journals(layout);
    let documents = documents::load(layout);
    let (attempts, moments) = load::count_live(&journals.merged);
    let (ours, others) = top(layout);
    let mut files = Vec::new();
    let mut lines = 0;
    let mut add = |path: &Path| {
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl")) {
            // A file that cannot be read goes all the same; its lines are not counted.
            let _ = read::read_file(path, &mut |_, _| lines += 1);
        }
        files.push(ErasedFile { file: layout.label(path), lines: None, stays: false });
    };
    for path in ours {
        if path.is_dir() {
            walk(&path, &mut |path, _| add(path));
        } else {
            add(&path);
        }
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    ErasePreview {
        attempts,
        moments,
        banks: documents.banks.len(),
        overlays: documents.overlays.len(),
        stories: documents.stories.len(),
        imports: documents.imports.len(),
        mocks: documents.mocks.len(),
        lines,
        files,
        stays: others.iter().map(|p| layout.label(p)).collect(),
    }
}

fn erase_everything(layout: &Layout) -> Result<(), StoreError> {
    for path in top(layout).0 {
        let kind = fs::symlink_metadata(&path).map_err(StoreError::read(&path))?;
        let removed = if kind.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(StoreError::write(&path))?;
    }
    durable::sync_folder(&layout.root)
}
