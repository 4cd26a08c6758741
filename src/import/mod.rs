//! From a file's bytes to a draft and its review: decode, read into a document, recognise. Stores nothing.
//!
//! ```text
//! bytes → decode → formats/* → Document → recognise/* → Draft → review → Review
//! ```

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;

pub mod decode;
pub mod document;
pub mod draft;
pub mod formats;
pub mod limits;
pub mod mojibake;
mod plain;
pub mod recognise;
pub mod review;

/// The bytes of the file at `path`, one more than [`limits::MAX_BYTES`] at most: enough for the readers
/// to say that it is too large.
///
/// # Errors
/// Why it cannot be opened or read, in words for the person.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    open(path)?
        .take(limits::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| format!("it cannot be read: {}.", io_words(&e)))?;
    Ok(bytes)
}

/// The file at `path`, opened for reading. A pipe or a device is refused: nobody knows whether it ever ends.
///
/// # Errors
/// Why it cannot be opened, in words for the person.
pub fn open(path: &Path) -> Result<File, String> {
    if path.is_dir() {
        return Err("it is a folder. Choose the files in it.".to_owned());
    }
    let cannot = |e: std::io::Error| format!("it cannot be opened: {}.", io_words(&e));
    let file = without_waiting().read(true).open(path).map_err(cannot)?;
    if !file.metadata().map_err(cannot)?.is_file() {
        return Err(
            "it is not a file but a pipe or a device. Save what comes from it, and choose that.".to_owned()
        );
    }
    Ok(file)
}

/// Options that do not wait at a pipe for somebody to write into it.
fn without_waiting() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0));
    }
    options
}

/// Why the system would not, without its numbers.
fn io_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read by you".to_owned(),
        _ => {
            let words = error.to_string();
            words.split(" (os error").next().unwrap_or(&words).to_lowercase()
        }
    }
}

/// The name of the threads on which libraries read files that may make them panic: PDFs, e-mails.
pub(crate) const READER_THREAD: &str = "file reader";

/// Keeps panics of such readers off standard error: [`formats::read`] returns them as an error in
/// words for the person. Other panics are told as before. Call once, when the program starts.
pub fn hush_readers() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(READER_THREAD) {
            before(panic);
        }
    }));
}
