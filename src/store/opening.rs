//! The open store: what opening a data folder does, and what it finds there.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use uuid::Uuid;

use super::altered::{self, Altered};
use super::documents::{self, Documents, Seen};
use super::durable;
use super::erase;
use super::error::{Notice, StoreError};
use super::folder::{self, Device, Layout, Version};
use super::journal::read::walk;
use super::load::{self, Journals};
use super::lock::{self, Locked};
use super::private;
use super::schema::attempt::AttemptBody;
use super::schema::folder::FolderDoc;
use super::schema::running::RunningDoc;
use super::schema::{Extra, encode_document};
use super::sounds;
use super::together::{Bundle, Unsettled};
use crate::domain::attempt::{Attempt, Moment};
use crate::domain::notebook::Holdings;
use crate::domain::rehearsal::Checkpoint;

/// When and where something happens: the time, and the place's offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The time.
    pub utc: DateTime<Utc>,
    /// Minutes east of UTC.
    pub offset_min: i32,
}

impl From<DateTime<FixedOffset>> for Stamp {
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self { utc: at.to_utc(), offset_min: at.offset().local_minus_utc() / 60 }
    }
}

/// Whether the store may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Yes.
    ReadWrite,
    /// No; every write gives [`StoreError::ReadOnly`] with the same words.
    ReadOnly {
        /// Why, and what to do about it.
        why: String,
    },
}

/// What was found in the data folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// What the person has; the profile as at first if there is none or, with a notice, if it is unreadable.
    pub has: Holdings,
    /// Of the attempts with fields that this version does not know: their bodies as they are stored.
    pub unknown: Arc<BTreeMap<Uuid, Box<AttemptBody>>>,
    /// The last checkpoint of what was going on, if it was not cleared. Never offered read-only.
    pub running: Option<Checkpoint>,
    /// The documents that are not as they were saved, about which the person decides.
    pub altered: Vec<Altered>,
    /// The notices: what the person should be told.
    pub notices: Vec<Notice>,
    /// The sounds of recordings, by attempt, with their bytes.
    pub sounds: BTreeMap<Uuid, u64>,
    /// Whether the store may write.
    pub access: Access,
}

/// An open data folder. It holds the folder's lock until it is dropped.
#[derive(Debug)]
pub struct Store {
    pub(crate) layout: Layout,
    pub(crate) state: PathBuf,
    pub(crate) access: Access,
    pub(crate) device: Uuid,
    /// The day on which the folder was last loaded, in UTC.
    pub(crate) today: NaiveDate,
    /// The last number given to a line of this device.
    pub(crate) seq: u64,
    /// The greatest number seen on any line.
    pub(crate) lamport: u64,
    /// Whether the journal's last line may be cut off although it ends in a newline.
    pub(crate) suspect_tail: bool,
    /// Bodies that hold what the domain does not know, to be carried over by an edit.
    pub(crate) attempt_remnants: HashMap<Uuid, Box<AttemptBody>>,
    /// The checkpoint as it was read.
    pub(crate) running_remnant: Option<Box<RunningDoc>>,
    /// The same for moments.
    pub(crate) moment_remnants: HashMap<Uuid, Extra>,
    /// What the documents held when they were last read or written here.
    pub(crate) seen: HashMap<PathBuf, Seen>,
    /// The copies of the documents that were removed since the folder was opened, by where they stood.
    pub(crate) removed: HashMap<PathBuf, PathBuf>,
    /// What is gathered to be written as one change.
    pub(crate) bundle: Option<Bundle>,
    /// What was begun and waits to be finished.
    pub(crate) unsettled: Option<Unsettled>,
    /// What came up since [`Contents`] was handed out.
    pub(crate) notices: Vec<Notice>,
    lock: Option<File>,
}

/// The most notices about single lines; the rest is counted in one.
const MAX_LINE_NOTICES: usize = 20;

impl Store {
    /// Opens the data folder `folder`, making it if it is missing. `state` is a folder of this
    /// computer's own, for the device id.
    ///
    /// What cannot be read is left where it is and told in [`Contents::notices`]. Where another
    /// Greenroom has the folder open, where it is of a later version or cannot be written, the store
    /// is for reading only; see [`Contents::access`].
    ///
    /// # Errors
    /// If the folder is missing and cannot be made, is a file, or cannot be listed.
    pub fn open(folder: &Path, state: &Path, now: Stamp) -> Result<(Self, Contents), StoreError> {
        let layout = Layout::new(folder);
        prepare(folder)?;
        let mut notices = Vec::new();
        let (access, lock) = take_lock(&layout, &mut notices);
        let mut store = Self::unread(layout, state.to_owned(), access, notices, lock);
        let contents = store.load(now)?;
        Ok((store, contents))
    }

    /// Reads the data folder `folder` without a lock; creates and changes nothing. A folder that is
    /// not there holds nothing.
    ///
    /// # Errors
    /// If the folder is a file or cannot be listed.
    pub fn read(folder: &Path, now: Stamp) -> Result<Contents, StoreError> {
        let access = Access::ReadOnly { why: "it was opened for reading".to_owned() };
        Self::unread(Layout::new(folder), PathBuf::new(), access, Vec::new(), None).load(now)
    }

    /// A store that has not looked at its folder yet.
    fn unread(
        layout: Layout,
        state: PathBuf,
        access: Access,
        notices: Vec<Notice>,
        lock: Option<File>,
    ) -> Self {
        Self {
            layout,
            state,
            access,
            device: Uuid::nil(),
            today: NaiveDate::MIN,
            seq: 0,
            lamport: 0,
            suspect_tail: false,
            attempt_remnants: HashMap::new(),
            running_remnant: None,
            moment_remnants: HashMap::new(),
            seen: HashMap::new(),
            removed: HashMap::new(),
            bundle: None,
            unsettled: None,
            notices,
            lock,
        }
    }

    /// Reads the folder again, as after a sync tool or a restore brought other files.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn reload(&mut self, now: Stamp) -> Result<Contents, StoreError> {
        self.load(now)
    }

    /// Tries to become the one who writes, where another Greenroom did or the folder could not be written when it was
    /// opened. Returns what the folder holds by now if that went well; `None` if it did not, or was not needed.
    ///
    /// Documents that somebody else changed meanwhile are kept aside when this store replaces them, as ever.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn regain(&mut self, now: Stamp) -> Result<Option<Contents>, StoreError> {
        if self.access == Access::ReadWrite {
            return Ok(None);
        }
        // Where this store holds the lock, something else stood in the way; it may be gone.
        if self.lock.is_none() {
            let mut notices = Vec::new();
            let (access, lock) = take_lock(&self.layout, &mut notices);
            if access != Access::ReadWrite {
                self.access = access;
                return Ok(None);
            }
            self.lock = lock;
            self.notices.extend(notices);
        }
        let before = std::mem::replace(&mut self.access, Access::ReadWrite);
        let changed = self.changed_elsewhere();
        let loaded = self.load(now);
        match loaded {
            Ok(contents) => {
                self.doubt(&changed);
                // An answer that another window left in its middle is kept, whatever this one checkpoints.
                self.keep_running();
                Ok((self.access == Access::ReadWrite).then_some(contents))
            }
            Err(error) => {
                self.access = before;
                self.lock = None;
                Err(error)
            }
        }
    }

    /// The documents that are not what this store last read or wrote of them.
    pub(crate) fn changed_elsewhere(&self) -> Vec<PathBuf> {
        let changed =
            |(path, seen): &(&PathBuf, &Seen)| durable::read(path).is_ok_and(|bytes| !seen.is_of(&bytes));
        self.seen.iter().filter(changed).map(|(path, _)| path.clone()).collect()
    }

    /// Notes that these were changed by somebody else: they are kept when this store replaces them.
    pub(crate) fn doubt(&mut self, changed: &[PathBuf]) {
        for path in changed {
            if let Some(seen) = self.seen.get_mut(path) {
                seen.was_changed();
            }
        }
    }

    /// Whether the store may write.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.layout.root
    }

    /// What came up since the contents were handed out or this was last asked.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    pub(crate) fn writable(&mut self) -> Result<(), StoreError> {
        self.may_write()?;
        self.settle_first()
    }

    /// Whether this store is the one who writes.
    pub(crate) fn may_write(&self) -> Result<(), StoreError> {
        match &self.access {
            Access::ReadWrite => Ok(()),
            Access::ReadOnly { why } => Err(StoreError::ReadOnly { why: why.clone() }),
        }
    }

    pub(crate) fn load(&mut self, now: Stamp) -> Result<Contents, StoreError> {
        self.today = now.utc.date_naive();
        // What a later version began is its own to finish.
        if !matches!(folder::version(&self.layout), Ok(Version::Later(_))) {
            self.resume_restore(now);
            self.resume_erasing(now);
            self.resume_together(now);
        }
        let mut journals = load::journals(&self.layout);
        if journals.blocked {
            self.read_only(
                "a file stands where the folder “journal” should be; move it away and start Greenroom again"
                    .to_owned(),
            );
        }
        self.settle_version(&journals, now)?;
        if self.access == Access::ReadWrite {
            self.remove_unfinished();
            self.make_private()?;
            self.settle_device();
            erase::let_go(&self.layout, self.today);
            sounds::let_go(&self.layout, self.today);
            // One that cannot be moved aside is told like any other damaged line.
            if self.set_aside_torn_tail().unwrap_or(false) {
                journals = load::journals(&self.layout);
            }
        }
        // Never back below what this store has given out, whatever the files say now.
        self.seq = self.seq.max(journals.seq_of(self.device));
        self.lamport = self.lamport.max(journals.lamport);
        journal_notices(&journals, &mut self.notices);
        let documents = documents::load(&self.layout);
        let Documents { mut has, seen, notices, unsummed, .. } = documents;
        let mut altered = documents.altered;
        altered::find_backups(&self.layout, &mut altered);
        self.seen = seen;
        if self.access == Access::ReadWrite {
            self.give_sums(&unsummed);
        }
        self.notices.extend(notices);
        let running = self.load_running();
        let (attempts, moments) = self.sort_out(journals);
        (has.attempts, has.moments) = (Arc::new(attempts), moments);
        has.sort();
        if self.access == Access::ReadWrite {
            // A recording that is there again has its sound again. One that cannot be moved is told as missing.
            let gone = has.recordings.iter().map(|recording| recording.attempt);
            gone.for_each(|attempt| drop(sounds::bring_back(&self.layout, attempt)));
        }
        Ok(Contents {
            sounds: sounds::all(&self.layout),
            has,
            unknown: Arc::new(self.attempt_remnants.clone().into_iter().collect()),
            running,
            altered,
            notices: self.take_notices(),
            access: self.access.clone(),
        })
    }

    fn read_only(&mut self, why: String) {
        if self.access == Access::ReadWrite {
            self.notices.push(Notice::new("data folder", format!("Nothing can be saved: {why}.")));
            self.access = Access::ReadOnly { why };
        }
    }

    fn settle_version(&mut self, journals: &Journals, now: Stamp) -> Result<(), StoreError> {
        let writable = self.access == Access::ReadWrite;
        match folder::version(&self.layout)? {
            Version::Known => {}
            Version::Absent => {
                if writable {
                    self.write_folder_doc(now)?;
                }
            }
            Version::Later(version) => self.read_only(format!(
                "the folder is of version {version}, made by a newer Greenroom; update this one to write here"
            )),
            // The lines tell their version too. If all are ours, only this file is damaged.
            Version::Unreadable(aside) if journals.later == 0 => {
                self.notices.push(Notice::of_set_aside(&aside));
                if writable {
                    self.preserve(&self.layout.folder_doc(), &aside.reason)?;
                    self.write_folder_doc(now)?;
                }
            }
            Version::Unreadable(aside) => self.read_only(format!(
                "{aside}, and some lines are of a newer Greenroom; update this one, or restore folder.json from a backup"
            )),
        }
        Ok(())
    }

    pub(crate) fn write_folder_doc(&self, now: Stamp) -> Result<(), StoreError> {
        let doc = FolderDoc::new(now.utc.to_rfc3339_opts(SecondsFormat::Secs, true));
        durable::replace(&self.layout.folder_doc(), &encode_document(&doc)?)
    }

    /// Makes a folder of before its owner's alone, once, and the state folder with it.
    fn make_private(&self) -> Result<(), StoreError> {
        let Some(mut doc) = folder::doc(&self.layout).filter(|doc| !doc.private) else { return Ok(()) };
        private::tighten(&self.layout.root);
        private::tighten(&self.state);
        doc.private = true;
        durable::replace(&self.layout.folder_doc(), &encode_document(&doc)?)
    }

    pub(crate) fn settle_device(&mut self) {
        let Device { id, unkept } = folder::device(&self.state, &self.layout.root);
        self.use_device(id, unkept);
        let inside = |path: &Path| fs::canonicalize(path).ok();
        if let (Some(state), Some(root)) = (inside(&self.state), inside(&self.layout.root))
            && state.starts_with(&root)
        {
            self.notices.push(Notice::new(
                "state folder",
                "The state folder lies within the data folder. Choose another with GREENROOM_STATE, \
                 or two computers may write to one file.",
            ));
        }
    }

    pub(crate) fn use_device(&mut self, id: Uuid, unkept: Option<StoreError>) {
        self.device = id;
        if let Some(error) = unkept {
            self.notices.push(Notice::new(
                "state folder",
                format!(
                    "This computer's id could not be kept, so the next start uses another; \
                     nothing is lost by it. {error}."
                ),
            ));
        }
    }

    /// Removes what was being written when the program stopped; none of it was acknowledged.
    fn remove_unfinished(&self) {
        let layout = &self.layout;
        // Best effort throughout: one that stays harms nothing.
        for entry in
            fs::read_dir(&layout.root).into_iter().chain(fs::read_dir(layout.backups())).flatten().flatten()
        {
            let path = entry.path();
            if durable::is_temp(&path) {
                let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
        }
        let others = [layout.journals(), layout.runnings(), layout.recovered(), layout.backups()];
        let own = folder::devices(&self.state);
        for folder in layout.document_folders().into_iter().chain(others).chain([own]) {
            walk(&folder, &mut |path, _| {
                if durable::is_temp(path) {
                    let _ = fs::remove_file(path);
                }
            });
        }
    }

    fn sort_out(&mut self, journals: Journals) -> (Vec<Attempt>, Vec<Moment>) {
        let live = journals.merged.into_live();
        let mut attempts = live.attempts;
        self.attempt_remnants = live.remnants.into_iter().collect();
        let known = |(moment, extra): &(Moment, Extra)| (moment.id, extra.clone());
        self.moment_remnants =
            live.moments.iter().map(known).filter(|(_, extra)| !extra.is_empty()).collect();
        let mut moments: Vec<Moment> = live.moments.into_iter().map(|(moment, _)| moment).collect();
        // Most often they are: a device writes them as they come. An attempt is some hundred bytes to move, so that each
        // is moved to its place once.
        if !attempts.is_sorted_by_key(|a| (a.started, a.id)) {
            attempts.sort_by_cached_key(|a| (a.started, a.id));
        }
        moments.sort_unstable_by_key(|m| (m.noted, m.id));
        (attempts, moments)
    }
}

fn prepare(folder: &Path) -> Result<(), StoreError> {
    match fs::metadata(folder) {
        Ok(meta) if meta.is_dir() => Ok(()),
        Ok(_) => Err(StoreError::NotAFolder { path: folder.to_owned() }),
        Err(_) => durable::make_folder(folder).map_err(|error| match error {
            StoreError::Write { source, .. } | StoreError::Sync { source, .. } => {
                StoreError::CreateFolder { path: folder.to_owned(), source }
            }
            other => other,
        }),
    }
}

fn take_lock(layout: &Layout, notices: &mut Vec<Notice>) -> (Access, Option<File>) {
    let mut read_only = |why: String| {
        notices.push(Notice::new("data folder", format!("Nothing can be saved: {why}.")));
        Access::ReadOnly { why }
    };
    let not_writable = |e: std::io::Error| {
        format!(
            "the data folder cannot be written ({e}); allow writing there, or choose another with --data DIR"
        )
    };
    match lock::acquire(layout) {
        Locked::ByAnother => {
            let why = "another Greenroom has this folder open; close it and save again here";
            (read_only(why.to_owned()), None)
        }
        Locked::NotWritable(e) => (read_only(not_writable(e)), None),
        Locked::Held(file) => match durable::probe_writable(&layout.root) {
            Ok(()) => (Access::ReadWrite, Some(file)),
            Err(e) => (read_only(not_writable(e)), None),
        },
        Locked::Unsupported(file, e) => {
            notices.push(Notice::new(
                "data folder",
                format!("This disk cannot lock a file ({e}). Open this folder in one Greenroom at a time."),
            ));
            (Access::ReadWrite, Some(file))
        }
    }
}

fn journal_notices(journals: &Journals, notices: &mut Vec<Notice>) {
    notices.extend(journals.set_aside.iter().take(MAX_LINE_NOTICES).map(Notice::of_set_aside));
    let more = journals.set_aside.len().saturating_sub(MAX_LINE_NOTICES);
    if more > 0 {
        let text =
            format!("{more} more lines were set aside and are kept; “greenroom check” lists them all.");
        notices.push(Notice::new("journal", text));
    }
    if journals.later > 0 {
        let n = journals.later;
        let text =
            format!("{n} lines are of a newer Greenroom. They are kept and not shown; update to see them.");
        notices.push(Notice::new("journal", text));
    }
}
