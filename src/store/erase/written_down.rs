//! What is being erased, written down before it begins: an interruption is finished at the next start.
//!
//! `.greenroom-erasing` is made before the first byte goes and removed after the last. It holds what would be needed to go
//! on, the person's own words too, since damaged lines are known only by them; they go with it.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::store::durable;
use crate::store::error::StoreError;
use crate::store::folder::{Layout, is_inside};

/// The name of the file.
pub(crate) const ERASING: &str = ".greenroom-erasing";
const FORMAT: &str = "greenroom-erasing/1";

/// An erasure, as it is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Erasing {
    format: String,
    pub what: Goes,
    /// Files of backups that were as their manifest said before it began: their entries follow what becomes of them.
    /// Paths within the data folder.
    pub sound: Vec<String>,
}

/// What goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Goes {
    /// An attempt.
    Attempt {
        id: Uuid,
        /// What the person wrote in it, as it stands in JSON.
        texts: Vec<String>,
        /// Whether other devices' copies must be kept from coming back.
        has_others: bool,
    },
    /// The recording of an attempt.
    Recording(Uuid),
    /// Documents that were removed, by their paths within the data folder.
    Removed(Vec<String>),
    /// Everything.
    Everything,
}

/// What was begun and not finished.
#[derive(Debug)]
pub(crate) enum Pending {
    /// Nothing.
    None,
    /// This.
    Begun(Erasing),
    /// Something, but its file was damaged and does not say any more what goes.
    Unknown,
}

impl Erasing {
    pub(crate) fn new(what: Goes, mut sound: Vec<String>) -> Self {
        sound.sort();
        sound.dedup();
        Self { format: FORMAT.to_owned(), what, sound }
    }

    /// The paths it names.
    fn names(&self) -> impl Iterator<Item = &String> {
        let removed = match &self.what {
            Goes::Removed(removed) => removed.as_slice(),
            Goes::Attempt { .. } | Goes::Recording(_) | Goes::Everything => &[],
        };
        self.sound.iter().chain(removed)
    }

    fn path(layout: &Layout) -> PathBuf {
        layout.root.join(ERASING)
    }

    /// Puts it on the disk.
    pub(crate) fn write_down(&self, layout: &Layout) -> Result<(), StoreError> {
        durable::replace(&Self::path(layout), &serde_json::to_vec(self)?)
    }

    /// It is done.
    pub(crate) fn strike_out(layout: &Layout) -> Result<(), StoreError> {
        durable::strike_out(&Self::path(layout))
    }

    /// Whether one was begun and not finished.
    pub(crate) fn is_there(layout: &Layout) -> bool {
        Self::path(layout).symlink_metadata().is_ok()
    }

    /// The one that was begun and not finished.
    ///
    /// # Errors
    /// Where its file cannot be read.
    pub(crate) fn pending(layout: &Layout) -> Result<Pending, StoreError> {
        let path = Self::path(layout);
        let bytes = match durable::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Pending::None),
            Err(e) => return Err(StoreError::read(&path)(e)),
        };
        Ok(match serde_json::from_slice::<Self>(&bytes) {
            Ok(erasing) if erasing.format == FORMAT && erasing.names().all(|name| is_inside(name)) => {
                Pending::Begun(erasing)
            }
            _ => Pending::Unknown,
        })
    }
}
