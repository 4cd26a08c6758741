//! A last line that was cut off while it was written: it was never acknowledged, so it is moved aside at the next start.

use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::line::MAX_LINE;
use super::read::{ScannedLine, read_line};
use crate::store::durable;
use crate::store::error::{Notice, StoreError};
use crate::store::opening::Store;

/// How much is read at a time while the last newline is looked for, in bytes.
const CHUNK: u64 = 64 << 10;

/// What stands after the file's last newline, and where that begins. Nothing for a file that ends in one.
fn open_tail(path: &Path) -> io::Result<Option<(u64, Vec<u8>)>> {
    let mut file = match OpenOptions::new().read(true).open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let len = file.metadata()?.len();
    let mut from = len;
    while from > 0 {
        let n = CHUNK.min(from);
        file.seek(SeekFrom::Start(from - n))?;
        let mut chunk = vec![0; usize::try_from(n).unwrap_or(0)];
        file.read_exact(&mut chunk)?;
        if let Some(newline) = chunk.iter().rposition(|byte| *byte == b'\n') {
            from = from - n + newline as u64 + 1;
            break;
        }
        from -= n;
        // No line is so long: this is no open end but another file.
        if len - from > MAX_LINE as u64 {
            return Ok(None);
        }
    }
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.take(len - from).read_to_end(&mut tail)?;
    Ok((!tail.is_empty()).then_some((from, tail)))
}

impl Store {
    /// Moves the open end of this device's journal to `recovered/` if it is no whole record. Says whether it did.
    ///
    /// A line is acknowledged when it and its newline are on the disk, so nothing that was acknowledged goes.
    ///
    /// # Errors
    /// If it could not be read, copied or cut off; then it stays where it is, which harms nothing.
    pub(crate) fn set_aside_torn_tail(&mut self) -> Result<bool, StoreError> {
        let path = self.layout.journal(self.device);
        let Some((from, tail)) = open_tail(&path).map_err(StoreError::read(&path))? else { return Ok(false) };
        let mut has_record = false;
        read_line(&tail, &mut |found| has_record |= matches!(found, ScannedLine::Record(..)));
        if has_record || tail.iter().all(u8::is_ascii_whitespace) {
            return Ok(false);
        }
        let label = self.layout.label(&path);
        let copy = self.layout.recovered().join(format!("torn-{:08x}.jsonl", crc32c::crc32c(&tail)));
        durable::replace(&copy, &tail)?;
        let cut = OpenOptions::new().write(true).open(&path).and_then(|file| {
            file.set_len(from)?;
            file.sync_all()
        });
        cut.map_err(StoreError::write(&path))?;
        let kept = self.layout.label(&copy);
        let text = format!(
            "Its last line was cut off, most likely while it was written and before it was saved. It is kept in {kept}."
        );
        self.notices.push(Notice::new(label, text));
        Ok(true)
    }
}
