//! One writer at a time: a lock that the system gives back whatever becomes of the program.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;

use super::folder::Layout;

/// What came of asking for the lock.
pub(crate) enum Locked {
    /// Held for as long as the file is open.
    Held(File),
    /// Another Greenroom holds it.
    ByAnother,
    /// This kind of disk knows no locks; the file is kept open all the same.
    Unsupported(File, io::Error),
    /// The lock's file cannot be made or opened for writing.
    NotWritable(io::Error),
}

/// Asks for the lock on the data folder, without waiting.
pub(crate) fn acquire(layout: &Layout) -> Locked {
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(layout.lock());
    let file = match opened {
        Ok(file) => file,
        Err(e) => return Locked::NotWritable(e),
    };
    match file.try_lock() {
        Ok(()) => Locked::Held(file),
        Err(TryLockError::WouldBlock) => Locked::ByAnother,
        Err(TryLockError::Error(e)) => Locked::Unsupported(file, e),
    }
}
