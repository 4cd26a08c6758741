//! Writes what a command makes: to standard output, or to a file that it never replaces unasked.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Problem;

/// Why a file is not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum FileError {
    /// There is one of this name.
    #[error("{0} is there already and was left as it is; choose another name, or replace it with --force")]
    IsThere(String),
    /// The system refused.
    #[error("{file} cannot be written: {why}; choose another place with -o")]
    Unwritable {
        /// Its name as it was typed.
        file: String,
        /// What the system said.
        why: io::Error,
    },
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        Self::Told(error.to_string())
    }
}

/// Writes `bytes` to the file at `path`, or to standard output if there is none or it is "-". A file that
/// is there is replaced with `force` only, and then whole or not at all.
pub(super) fn write(path: Option<&Path>, bytes: &[u8], force: bool) -> Result<(), Problem> {
    let Some(path) = path.filter(|path| *path != Path::new("-")) else {
        io::stdout().lock().write_all(bytes)?;
        return Ok(());
    };
    let file = path.display().to_string();
    let written = if force {
        let beside = beside(path);
        write_new(&beside, bytes).and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    } else {
        write_new(path, bytes)
    };
    Ok(written.map_err(|why| match why.kind() {
        io::ErrorKind::AlreadyExists if !force => FileError::IsThere(file),
        _ => FileError::Unwritable { file, why },
    })?)
}

/// Writes a file that must not be there; one that could not be finished is taken away again.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// A name of its own in the same folder.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}
