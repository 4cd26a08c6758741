//! Several changes as one: all of them are on the disk, or, after whatever interruption, none or all.
//!
//! What is to be written is gathered first and put into one file, `.greenroom-together`. With that file the change is
//! made; then each document and line goes to its place, and the file goes. A start that finds it puts them there again,
//! which changes nothing that is there already. Until that has gone well nothing else is written, so that nothing older
//! can come after something newer.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::durable;
use super::error::{Notice, StoreError};
use super::folder::{Layout, is_inside};
use super::opening::{Access, Stamp, Store};

/// The name of the file.
pub(crate) const TOGETHER: &str = ".greenroom-together";
const FORMAT: &str = "greenroom-together/1";

/// What is written as one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Bundle {
    format: String,
    files: Vec<Placed>,
    lines: Vec<Line>,
}

/// A document that is written or removed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Placed {
    /// Its path within the data folder.
    at: String,
    /// The id in it.
    id: Option<String>,
    /// What it holds then; `None` if it goes.
    text: Option<String>,
}

/// A line of the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    entity: Uuid,
    kind: String,
    body: String,
}

impl Bundle {
    /// A document is to hold this.
    pub(crate) fn put(&mut self, file: String, id: Option<String>, bytes: &[u8]) {
        self.files.push(Placed { at: file, id, text: Some(String::from_utf8_lossy(bytes).into_owned()) });
    }

    /// A document is to go.
    pub(crate) fn take_away(&mut self, file: String) {
        self.files.push(Placed { at: file, id: None, text: None });
    }

    /// A line is to be appended.
    pub(crate) fn append(&mut self, entity: Uuid, kind: &str, body: &str) {
        self.lines.push(Line { entity, kind: kind.to_owned(), body: body.to_owned() });
    }
}

fn path(layout: &Layout) -> PathBuf {
    layout.root.join(TOGETHER)
}

/// Whether a change was made and not everything of it is in its place.
pub(crate) fn is_interrupted(layout: &Layout) -> bool {
    path(layout).symlink_metadata().is_ok()
}

impl Store {
    /// Makes what `work` writes one change: it is on the disk whole when this returns. Backups, restores and erasures are
    /// changes of their own and must not be among it.
    ///
    /// # Errors
    /// What `work` returns, or if it could not be written; then nothing of it is there. After
    /// [`StoreError::Unsettled`] the change is made and finishes itself, at the latest at the next start.
    pub fn together(
        &mut self,
        at: Stamp,
        work: impl FnOnce(&mut Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.writable()?;
        self.bundle = Some(Bundle { format: FORMAT.to_owned(), ..Bundle::default() });
        let gathered = work(self);
        let bundle = self.bundle.take().unwrap_or_default();
        gathered?;
        if bundle.files.is_empty() && bundle.lines.is_empty() {
            return Ok(());
        }
        durable::replace(&path(&self.layout), &serde_json::to_vec(&bundle)?)?;
        self.settle(&bundle, at)
    }

    /// Puts everything in its place. Doing it again changes nothing.
    fn settle(&mut self, bundle: &Bundle, at: Stamp) -> Result<(), StoreError> {
        self.unsettled = None;
        let settled = self.put_in_place(bundle, at);
        settled.map_err(|error| {
            self.unsettled = Some(Unsettled::bundle(&self.layout, bundle, at));
            StoreError::Unsettled { source: Box::new(error) }
        })
    }

    fn put_in_place(&mut self, bundle: &Bundle, at: Stamp) -> Result<(), StoreError> {
        for Placed { at, id, text } in &bundle.files {
            let to = self.layout.root.join(at);
            if let Some(text) = text {
                durable::replace(&to, text.as_bytes())?;
                self.has_written(to, id.clone(), text.as_bytes());
            } else {
                durable::remove(&to)?;
                self.seen.remove(&to);
            }
        }
        let lines: Vec<_> =
            bundle.lines.iter().map(|line| (line.entity, line.kind.as_str(), line.body.clone())).collect();
        self.append(&lines, at)?;
        durable::strike_out(&path(&self.layout))
    }

    /// Finishes what could not be finished when it was begun, before anything else is written.
    ///
    /// # Errors
    /// Why it still cannot be.
    pub(crate) fn settle_first(&mut self) -> Result<(), StoreError> {
        let Some(unsettled) = self.unsettled.take() else { return Ok(()) };
        let done = match &unsettled.what {
            What::Bundle { .. } => match read(&self.layout) {
                Ok(Found::Bundle(bundle)) => self.settle(&bundle, unsettled.at),
                Ok(Found::Nothing | Found::Unreadable) => Ok(()),
                Err(error) => Err(error),
            },
            What::Erasing => self.finish_erasing(unsettled.at),
            What::Restoring => self.finish_restoring(),
        };
        if done.is_err() {
            self.unsettled = Some(unsettled);
        }
        done.map_err(|error| match error {
            StoreError::Unsettled { .. } | StoreError::Unfinished { .. } => error,
            other => StoreError::Unsettled { source: Box::new(other) },
        })
    }

    /// As [`Self::settle_first`], for a write that a bundle does not name: it may come before the bundle is in place,
    /// since nothing of it can come after something newer then.
    pub(crate) fn settle_unless(
        &mut self,
        is_apart: impl Fn(&[PathBuf], &[Uuid]) -> bool,
    ) -> Result<(), StoreError> {
        let settled = self.settle_first();
        match &self.unsettled {
            Some(Unsettled { what: What::Bundle { files, entities }, .. }) if is_apart(files, entities) => {
                Ok(())
            }
            _ => settled,
        }
    }

    /// Finishes a change that was interrupted; told, never an error.
    pub(crate) fn resume_together(&mut self, at: Stamp) {
        if !is_interrupted(&self.layout) {
            return;
        }
        if self.access != Access::ReadWrite {
            let text = "Saving was interrupted. Start Greenroom where it can save, and it is finished.";
            self.notices.push(Notice::new("saving", text));
            return;
        }
        let told = match read(&self.layout) {
            Ok(Found::Bundle(bundle)) => {
                self.count_on();
                // What is appended begins a line of its own.
                let _ = self.set_aside_torn_tail();
                match self.settle(&bundle, at) {
                    Ok(()) => "Saving had been interrupted and is now finished.".to_owned(),
                    Err(error) => format!("Saving was interrupted: {error}."),
                }
            }
            Ok(Found::Nothing) => return,
            Ok(Found::Unreadable) => {
                "Saving was interrupted, and what was saved of it cannot be read. It is kept in recovered. \
                 Look whether your last change is there; if not, make it again."
                    .to_owned()
            }
            Err(error) => {
                self.unsettled =
                    Some(Unsettled { at, what: What::Bundle { files: Vec::new(), entities: Vec::new() } });
                format!("Saving was interrupted and could not be finished: {error}.")
            }
        };
        self.notices.push(Notice::new("saving", told));
    }
}

/// What was begun and could not be finished.
#[derive(Clone, Debug)]
pub(crate) struct Unsettled {
    at: Stamp,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// A change of several, with what it writes.
    Bundle { files: Vec<PathBuf>, entities: Vec<Uuid> },
    /// Erasing everything.
    Erasing,
    /// Restoring a backup.
    Restoring,
}

impl Unsettled {
    fn bundle(layout: &Layout, bundle: &Bundle, at: Stamp) -> Self {
        let files = bundle.files.iter().map(|placed| layout.root.join(&placed.at)).collect();
        let entities = bundle.lines.iter().map(|line| line.entity).collect();
        Self { at, what: What::Bundle { files, entities } }
    }

    /// Everything was to go, and something is left: what is written now would go with it.
    pub(crate) fn erasing(at: Stamp) -> Self {
        Self { at, what: What::Erasing }
    }

    /// A backup is half put back: what is written now would be written over.
    pub(crate) fn restoring(at: Stamp) -> Self {
        Self { at, what: What::Restoring }
    }
}

/// What the file holds.
enum Found {
    Nothing,
    Bundle(Bundle),
    /// It was damaged, and is set aside.
    Unreadable,
}

/// The change that was made and not finished. One that cannot be read any more is set aside.
fn read(layout: &Layout) -> Result<Found, StoreError> {
    let path = path(layout);
    let bytes = match durable::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(e) => return Err(StoreError::read(&path)(e)),
    };
    match serde_json::from_slice::<Bundle>(&bytes) {
        Ok(bundle) if bundle.format == FORMAT && bundle.files.iter().all(|f| is_inside(&f.at)) => {
            Ok(Found::Bundle(bundle))
        }
        _ => {
            let aside = layout.recovered().join(format!("together-{:08x}.json", crc32c::crc32c(&bytes)));
            durable::make_folder(&layout.recovered())?;
            fs::rename(&path, &aside).map_err(StoreError::write(&aside))?;
            Ok(Found::Unreadable)
        }
    }
}
