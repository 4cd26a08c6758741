//! One writer at a time: a lock that the system gives back whatever becomes of the program.

use std::fs::{File, TryLockError};
use std::io;
use std::time::Duration;

use super::folder::Layout;
use super::private;

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

/// How often, and how long apart, a lock that is held is asked for again.
///
/// A program that another process starts holds its locks too for the moment between its birth and its
/// own first step (`fork`, then `exec`): a lock just given back can look held for some milliseconds.
const TRIES: u32 = 5;
const APART: Duration = Duration::from_millis(10);

/// Asks for the lock on the data folder; waits for [`APART`] × [`TRIES`] at most.
pub(crate) fn acquire(layout: &Layout) -> Locked {
    let opened = private::options().read(true).write(true).create(true).truncate(false).open(layout.lock());
    let file = match opened {
        Ok(file) => file,
        Err(e) => return Locked::NotWritable(e),
    };
    let mut tries = TRIES;
    loop {
        tries -= 1;
        match file.try_lock() {
            Ok(()) => return Locked::Held(file),
            Err(TryLockError::WouldBlock) if tries > 0 => std::thread::sleep(APART),
            Err(TryLockError::WouldBlock) => return Locked::ByAnother,
            Err(TryLockError::Error(e)) => return Locked::Unsupported(file, e),
        }
    }
}
