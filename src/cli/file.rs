//! Writes what a command makes: to standard output, or to a file that it never replaces unasked.

use std::path::Path;

use crate::store::{SaveAsError, save_as};

use super::Problem;

/// Writes `bytes` to the file at `path`, or to standard output if there is none or it is "-".
pub(super) fn write(path: Option<&Path>, bytes: &[u8], force: bool) -> Result<(), Problem> {
    match path.filter(|path| *path != Path::new("-")) {
        Some(path) => save(path, bytes, force),
        None => Ok(super::screen::export(bytes)?),
    }
}

/// Writes `bytes` to the file at `path`. A file that is there is replaced with `force` only, and then
/// whole or not at all.
pub(super) fn save(path: &Path, bytes: &[u8], force: bool) -> Result<(), Problem> {
    save_as(path, bytes, force).map_err(|e| {
        Problem::Told(match &e {
            SaveAsError::Exists { .. } => format!("{e}, or replace it with --force"),
            _ => e.to_string(),
        })
    })
}
