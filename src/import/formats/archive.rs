//! ZIP archives read in memory, with their entries, bytes and ratio bounded while unpacking.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::limits::{ImportError, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_FLOOR};

/// An archive that is open. Nothing of it is ever written to disk.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
    format: &'static str,
}

impl<'a> Archive<'a> {
    /// Opens an archive of a format named for the person.
    ///
    /// # Errors
    /// Damaged, or more than [`MAX_ENTRIES`] entries.
    pub fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ImportError::damaged(format, error))?;
        if zip.len() > MAX_ENTRIES {
            return Err(ImportError::Archive { what: "entries", limit: format!("{MAX_ENTRIES} entries") });
        }
        Ok(Self { zip, unpacked: 0, format })
    }

    /// Whether there is an entry of this name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The names of its entries.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(Into::into).collect()
    }

    /// An entry's bytes; `None` if there is none of this name.
    ///
    /// # Errors
    /// Damaged, locked, or unpacking to too much.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let format = self.format;
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ImportError::Locked);
            }
            Err(error) => return Err(ImportError::damaged(format, error)),
        };
        let left = MAX_UNPACKED.saturating_sub(self.unpacked);
        let bytes = bounded(entry.compressed_size(), entry, left, format)?;
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// Unpacks every entry once and keeps none, for readers that unpack by themselves.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub fn check_all(&mut self) -> Result<(), ImportError> {
        for at in 0..self.zip.len() {
            let entry = match self.zip.by_index(at) {
                Ok(entry) => entry,
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    return Err(ImportError::Locked);
                }
                Err(error) => return Err(ImportError::damaged(self.format, error)),
            };
            let left = MAX_UNPACKED.saturating_sub(self.unpacked);
            self.unpacked += bounded(entry.compressed_size(), entry, left, self.format)?.len() as u64;
        }
        Ok(())
    }
}

/// Reads packed bytes to their end, within what is left of the limit and the ratio.
///
/// # Errors
/// Damaged, or unpacking to too much.
pub(crate) fn bounded(
    packed: u64,
    reader: impl Read,
    left: u64,
    format: &'static str,
) -> Result<Vec<u8>, ImportError> {
    let by_ratio = packed.saturating_mul(MAX_RATIO).max(RATIO_FLOOR);
    let most = left.min(by_ratio);
    let mut bytes = Vec::new();
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| ImportError::damaged(format, error))?;
    if bytes.len() as u64 > most {
        let (what, limit) = if left <= by_ratio {
            ("bytes", format!("{} MB", MAX_UNPACKED >> 20))
        } else {
            ("it is packed too tightly", format!("{MAX_RATIO} times its packed size"))
        };
        return Err(ImportError::Archive { what, limit });
    }
    Ok(bytes)
}
