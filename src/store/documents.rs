//! Documents: one JSON file each, replaced as a whole, with nothing lost of what stood there; and the running checkpoint.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::altered::{Altered, NOT_AS_SAVED};
use super::durable;
use super::entries;
use super::erase;
use super::error::{Notice, SetAside, StoreError};
use super::folder::{Layout, check_file_id};
use super::opening::{Access, Store};
use super::schema::profile::parse_profile;
use super::schema::running::{RunningDoc, parse_running};
use super::schema::sum::{self, Sum};
use super::schema::{Document, encode_document, parse_document};
use crate::domain::notebook::Holdings;
use crate::domain::rehearsal::Checkpoint;

/// Why a document is kept that somebody else changed.
const CHANGED_ELSEWHERE: &str = "it was changed by something else while Greenroom had the folder open";

/// What a document held when it was last read or written here.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    crc: u32,
    /// The id of the bank, story, import or mock interview in it, or of the bank that an overlay lies over.
    id: Option<String>,
    /// Why its bytes must be kept when it is replaced, although it could be read.
    doubt: Option<String>,
}

/// All documents of a data folder. What is in journals is not among what they hold.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    pub has: Holdings,
    pub seen: HashMap<PathBuf, Seen>,
    pub notices: Vec<Notice>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
    /// Copies that a sync tool made on a conflict.
    pub copies: Vec<String>,
    /// Values that were not taken.
    pub doubts: Vec<String>,
    /// Those that are not as they were saved.
    pub altered: Vec<Altered>,
    /// The files that carry no sum.
    pub unsummed: Vec<PathBuf>,
}

impl Documents {
    /// Looks whether the bytes of a document that could be read are as they were saved. Why its bytes must be kept when
    /// it is replaced, if they are not.
    fn check_sum(&mut self, path: &Path, label: &str, bytes: &[u8]) -> Option<String> {
        match sum::check(bytes) {
            Sum::Fits => None,
            Sum::Absent => {
                self.unsummed.push(path.to_owned());
                None
            }
            Sum::Differs => {
                self.altered.push(Altered { file: label.to_owned(), is_readable: true, backup: None });
                self.doubts.push(format!("{label}: {NOT_AS_SAVED}"));
                let text = "It is not as Greenroom saved it: somebody edited it, or it is damaged. It is used as it stands.";
                self.notices.push(Notice::new(label, text));
                Some(NOT_AS_SAVED.to_owned())
            }
        }
    }

    /// A document that could not be read.
    fn unreadable(&mut self, label: &str, aside: SetAside) {
        self.altered.push(Altered { file: label.to_owned(), is_readable: false, backup: None });
        self.set_aside.push(aside);
    }
}

impl Seen {
    /// Whether these are the bytes that were read or written.
    pub(crate) fn is_of(&self, bytes: &[u8]) -> bool {
        self.crc == crc32c::crc32c(bytes)
    }

    /// Somebody else changed it.
    pub(crate) fn was_changed(&mut self) {
        self.doubt.get_or_insert_with(|| CHANGED_ELSEWHERE.to_owned());
    }

    /// It was written as it stood, with another sum.
    pub(crate) fn written(&mut self, bytes: &[u8]) {
        self.crc = crc32c::crc32c(bytes);
        if self.doubt.as_deref() == Some(NOT_AS_SAVED) {
            self.doubt = None;
        }
    }
}

/// Reads all documents. It never fails: what cannot be read is in `set_aside`.
pub(crate) fn load(layout: &Layout) -> Documents {
    let mut all = Documents::default();
    load_profile(layout, &mut all);
    entries::load(layout, &mut all);
    let asides = all.set_aside.iter().map(Notice::of_set_aside);
    all.notices.extend(asides);
    all
}

fn load_profile(layout: &Layout, all: &mut Documents) {
    let path = layout.profile();
    match durable::read(&path) {
        Ok(bytes) => match parse_profile("profile.json", &bytes) {
            Ok((profile, doubts)) => {
                let altered = all.check_sum(&path, "profile.json", &bytes);
                let doubt = doubts.first().cloned().or(altered);
                all.notices
                    .extend(doubts.iter().map(|d| Notice::new("profile.json", format!("In doubt: {d}."))));
                all.doubts.extend(doubts.iter().map(|d| format!("profile.json: {d}")));
                all.seen.insert(path, Seen { crc: crc32c::crc32c(&bytes), id: None, doubt });
                all.has.profile = profile;
            }
            Err(aside) => all.unreadable("profile.json", aside),
        },
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => all.set_aside.push(SetAside::new("profile.json", None, format!("it cannot be read: {e}"))),
    }
    let (names, _) = json_files(&layout.root);
    for copy in names {
        let label = layout.label(&copy);
        let lower = label.to_lowercase();
        if lower.starts_with("profile") && lower != "profile.json" {
            note_copy(all, label, "profile.json");
        }
    }
}

fn note_copy(all: &mut Documents, copy: String, original: &str) {
    all.notices.push(Notice::new(
        copy.clone(),
        format!(
            "A second copy of {original}, as a sync tool leaves on a conflict. It is kept and not used; \
             take over what you need, then delete it."
        ),
    ));
    all.copies.push(copy);
}

/// The `*.json` files directly in `folder`, in order of name. An absent folder has none.
fn json_files(folder: &Path) -> (Vec<PathBuf>, Option<io::Error>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return (Vec::new(), None),
        Err(e) => return (Vec::new(), Some(e)),
    };
    let is_json = |p: &PathBuf| {
        p.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) && p.is_file() && !durable::is_temp(p)
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(is_json).collect();
    files.sort();
    (files, None)
}

pub(crate) fn load_folder<T>(
    layout: &Layout,
    folder: &Path,
    kind: &str,
    all: &mut Documents,
    parse: impl Fn(&str, &[u8]) -> Result<(String, T), SetAside>,
) -> Vec<T> {
    let (files, error) = json_files(folder);
    if let Some(error) = error {
        let reason = format!("this folder cannot be read: {error}");
        all.set_aside.push(SetAside::new(&layout.label(folder), None, reason));
    }
    let mut read = Vec::new();
    for path in files {
        let label = layout.label(&path);
        let parsed = durable::read(&path)
            .map_err(|e| SetAside::new(&label, None, format!("it cannot be read: {e}")))
            .and_then(|bytes| Ok((parse(&label, &bytes)?, bytes)));
        match parsed {
            Ok(((id, document), bytes)) => {
                let is_home = path.file_stem().is_some_and(|s| *s == *id);
                let doubt = all.check_sum(&path, &label, &bytes);
                read.push((id, !is_home, path, label, document, (crc32c::crc32c(&bytes), doubt)));
            }
            Err(aside) => all.unreadable(&label, aside),
        }
    }
    // Of several files with one id, the one that bears its name comes first.
    read.sort_by(|a, b| (&a.0, a.1, &a.2).cmp(&(&b.0, b.1, &b.2)));
    let mut found: Vec<T> = Vec::new();
    let mut last: Option<(String, String)> = None;
    for (id, _, path, label, document, (crc, doubt)) in read {
        match &last {
            Some((last_id, original)) if *last_id == id => {
                note_copy(all, label, &format!("the {kind} {original}"));
            }
            _ => {
                all.seen.insert(path, Seen { crc, id: Some(id.clone()), doubt });
                last = Some((id, label));
                found.push(document);
            }
        }
    }
    found
}

impl Store {
    /// Replaces the checkpoint of what is going on; fields of later versions that it had are kept. It is safe against the program's end; after a
    /// power cut an earlier one may be back.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn write_running(&mut self, checkpoint: &Checkpoint) -> Result<(), StoreError> {
        self.may_write()?;
        self.settle_unless(|_, _| true)?;
        let mut document = RunningDoc::of(checkpoint);
        if let Some(old) = self.running_remnant.as_ref().filter(|old| old.attempt == document.attempt) {
            document.carry_over((**old).clone());
        }
        let bytes = encode_document(&document)?;
        durable::replace_quickly(&self.layout.running(self.device), &bytes)
    }

    /// Removes the checkpoint: what was going on is saved or was dropped.
    ///
    /// # Errors
    /// If it could not be removed.
    pub fn clear_running(&mut self) -> Result<(), StoreError> {
        self.may_write()?;
        self.settle_unless(|_, _| true)?;
        durable::remove(&self.layout.running(self.device)).map(|_| ())
    }

    pub(crate) fn load_running(&mut self) -> Option<Checkpoint> {
        self.running_remnant = None;
        if self.access != Access::ReadWrite {
            return None;
        }
        let path = self.layout.running(self.device);
        let bytes = match durable::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return None,
            Err(e) => {
                self.notices.push(Notice::new(
                    self.layout.label(&path),
                    format!("The interrupted attempt cannot be read: {e}."),
                ));
                return None;
            }
        };
        let label = self.layout.label(&path);
        let read = match sum::check(&bytes) {
            Sum::Differs => Err(SetAside::new(&label, None, NOT_AS_SAVED)),
            Sum::Fits | Sum::Absent => parse_running(&label, &bytes)
                .and_then(|document| Ok((document.to_checkpoint(&label)?, document))),
        };
        match read {
            Ok((checkpoint, document)) => {
                self.running_remnant = Some(Box::new(document));
                Some(checkpoint)
            }
            Err(aside) => {
                self.notices.push(Notice::of_set_aside(&aside));
                // Kept now: checkpoints are replaced too often to look at the old one each time.
                if let Err(error) = self.preserve(&path, &aside.reason) {
                    self.notices.push(Notice::new("recovered", error.to_string()));
                }
                None
            }
        }
    }

    /// The file of a bank, overlay, story, import or mock interview: the one it was read from, else the
    /// one its id names.
    pub(crate) fn home(&self, folder: &Path, id: &str) -> Result<PathBuf, StoreError> {
        let known = self
            .seen
            .iter()
            .find(|(path, seen)| seen.id.as_deref() == Some(id) && path.parent() == Some(folder));
        if let Some((path, _)) = known {
            return Ok(path.clone());
        }
        check_file_id(id)?;
        Ok(folder.join(format!("{id}.json")))
    }

    pub(crate) fn write_document<T: Document>(
        &mut self,
        path: PathBuf,
        mut document: T,
    ) -> Result<(), StoreError> {
        self.may_write()?;
        self.settle_unless(|files, _| !files.contains(&path))?;
        let id = document.id().map(str::to_owned);
        match durable::read(&path) {
            Ok(bytes) => {
                let label = self.layout.label(&path);
                let old = parse_document::<T>(&label, &bytes);
                if let Some(reason) = self.reason_to_keep(&path, &bytes, &old, &document) {
                    self.preserve(&path, &reason)?;
                }
                if let Ok(old) = old {
                    document.carry_over(old);
                }
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                if let Some(old) = self.removed_before(&path) {
                    document.carry_over(old);
                }
            }
            Err(e) => return Err(StoreError::write(&path)(e)),
        }
        let bytes = encode_document(&document)?;
        if let Some(bundle) = &mut self.bundle {
            bundle.put(self.layout.label(&path), id, &bytes);
            return Ok(());
        }
        durable::replace(&path, &bytes)?;
        self.has_written(path, id, &bytes);
        Ok(())
    }

    /// This document was written here, and holds this.
    pub(crate) fn has_written(&mut self, path: PathBuf, id: Option<String>, bytes: &[u8]) {
        // One that was removed is as it was: what was kept of it is not needed, nor in the way of what is erased.
        if let Some(copy) = self.removed.remove(&path)
            && durable::read(&copy).is_ok_and(|kept| kept == bytes)
        {
            let _ = durable::remove(&copy);
            let _ = durable::remove(&copy.with_extension("reason.txt"));
        }
        self.seen.insert(path, Seen { crc: crc32c::crc32c(bytes), id, doubt: None });
    }

    /// Why what stands at `path` now must be kept before it is replaced; `None` if this store has
    /// read or written these very bytes and understood them.
    fn reason_to_keep<T: Document>(
        &self,
        path: &Path,
        bytes: &[u8],
        old: &Result<T, SetAside>,
        new: &T,
    ) -> Option<String> {
        match old {
            Err(aside) => return Some(aside.to_string()),
            Ok(old) if old.id() != new.id() => {
                return Some(format!(
                    "another one, “{}”, has this file's name",
                    old.id().unwrap_or_default()
                ));
            }
            Ok(_) => {}
        }
        match self.seen.get(path) {
            Some(seen) if seen.crc == crc32c::crc32c(bytes) => seen.doubt.clone(),
            _ => Some(CHANGED_ELSEWHERE.to_owned()),
        }
    }

    pub(crate) fn remove_document(&mut self, path: &Path) -> Result<(), StoreError> {
        self.may_write()?;
        self.settle_unless(|files, _| !files.iter().any(|file| file == path))?;
        if !path.exists() {
            return Ok(());
        }
        let copy = self.keep_removed(path)?;
        self.removed.insert(path.to_owned(), copy);
        if let Some(bundle) = &mut self.bundle {
            bundle.take_away(self.layout.label(path));
            return Ok(());
        }
        durable::remove(path)?;
        self.seen.remove(path);
        Ok(())
    }

    /// Copies `path` to `recovered/`, with the reason beside it, and tells so.
    pub(crate) fn preserve(&mut self, path: &Path, reason: &str) -> Result<(), StoreError> {
        let copy = self.preserve_quietly(path, reason)?;
        let text = format!("What stood here before is kept in {copy}, because {reason}.");
        self.notices.push(Notice::new(self.layout.label(path), text));
        Ok(())
    }

    /// Keeps the checkpoint that another window left: this one's would replace it.
    pub(crate) fn keep_running(&mut self) {
        let path = self.layout.running(self.device);
        if path.exists()
            && let Err(error) = self.preserve_quietly(&path, "another window was closed in the middle of it")
        {
            self.notices.push(Notice::new("recovered", error.to_string()));
        }
    }

    /// Copies a document that is to be removed to `recovered/`, under a name that says the day on which the copy goes.
    fn keep_removed(&self, path: &Path) -> Result<PathBuf, StoreError> {
        let bytes = durable::read(path).map_err(StoreError::read(path))?;
        let copy = erase::dated_copy(&self.copy_of(path, &bytes), self.today);
        self.write_copy(path, &copy, &bytes, erase::REMOVED)?;
        Ok(copy)
    }

    /// What was removed from `path` since the folder was opened: put back, it has again the fields that this version does
    /// not know.
    fn removed_before<T: Document>(&self, path: &Path) -> Option<T> {
        let bytes = durable::read(self.removed.get(path)?).ok()?;
        parse_document(&self.layout.label(path), &bytes).ok()
    }

    fn preserve_quietly(&self, path: &Path, reason: &str) -> Result<String, StoreError> {
        let bytes = durable::read(path).map_err(StoreError::read(path))?;
        let copy = self.copy_of(path, &bytes);
        self.write_copy(path, &copy, &bytes, reason)?;
        Ok(self.layout.label(&copy))
    }

    fn copy_of(&self, path: &Path, bytes: &[u8]) -> PathBuf {
        let label = self.layout.label(path);
        let stem = label.trim_end_matches(".json").replace('/', "-");
        self.layout.recovered().join(format!("{stem}-{:08x}.json", crc32c::crc32c(bytes)))
    }

    /// Writes the copy, after the file that says what it is of and why it is kept.
    fn write_copy(&self, path: &Path, copy: &Path, bytes: &[u8], reason: &str) -> Result<(), StoreError> {
        let label = self.layout.label(path);
        let words = format!("A copy of {label}, kept because {reason}.\n");
        durable::replace(&copy.with_extension("reason.txt"), words.as_bytes())?;
        durable::replace(copy, bytes)
    }
}
