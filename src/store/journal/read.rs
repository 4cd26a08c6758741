//! Reading journal files: every line's sum is checked, what is damaged is named and left where it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::line::{JournalLine, MAX_LINE, SUM_KEY, SUM_LEN, verified_sum};

/// How many starts are tried for one end when a damaged line is searched for whole records.
const MAX_STARTS: usize = 16;

/// What was found in a line.
pub(crate) enum ScannedLine<'a> {
    /// A record, with its sum.
    Record(JournalLine<'a>, u32, &'a [u8]),
    /// Bytes that are not a record, and why.
    Damaged(String, &'a [u8]),
}

/// Reads the file at `path`, giving each find with its line number (from 1) to `take`.
/// One line is in memory at a time.
pub(crate) fn read_file(path: &Path, take: &mut dyn FnMut(u64, ScannedLine<'_>)) -> io::Result<()> {
    read_range(path, 0..u64::MAX, take).map(|_| ())
}

/// Reads the lines that begin within `range` of the file's bytes, numbered from 1 within it.
/// Returns how many lines those are.
pub(crate) fn read_range(
    path: &Path,
    range: Range<u64>,
    take: &mut dyn FnMut(u64, ScannedLine<'_>),
) -> io::Result<u64> {
    let mut file = File::open(path)?;
    // A line belongs to the range its first byte is in, so what runs on from the one before is passed over.
    file.seek(SeekFrom::Start(range.start.saturating_sub(1)))?;
    let mut reader = BufReader::with_capacity(256 << 10, file);
    let mut at = range.start;
    if range.start > 0 {
        at = range.start - 1 + skip_line(&mut reader)?;
    }
    let mut buffer = Vec::new();
    let mut number = 0;
    while at < range.end {
        buffer.clear();
        let limit = MAX_LINE as u64 + 1;
        let n = reader.by_ref().take(limit).read_until(b'\n', &mut buffer)?;
        if n == 0 {
            break;
        }
        at += n as u64;
        number += 1;
        if buffer.len() > MAX_LINE && buffer.last() != Some(&b'\n') {
            at += skip_line(&mut reader)?;
            take(number, ScannedLine::Damaged(format!("the line is longer than {MAX_LINE} bytes"), &buffer));
            continue;
        }
        read_line(trimmed(&buffer), &mut |found| take(number, found));
    }
    Ok(number)
}

/// The line without its newline and a carriage return that a tool may have added.
pub(crate) fn trimmed(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Passes over the rest of a line; how many bytes that was, the newline included.
fn skip_line(reader: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            return Ok(skipped);
        }
        let newline = available.iter().position(|b| *b == b'\n');
        let used = newline.map_or(available.len(), |at| at + 1);
        reader.consume(used);
        skipped += used as u64;
        if newline.is_some() {
            return Ok(skipped);
        }
    }
}

/// Reads one line. Two records that lost the newline between them are still two records.
pub(crate) fn read_line<'a>(line: &'a [u8], take: &mut dyn FnMut(ScannedLine<'a>)) {
    if line.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    if let Some(sum) = verified_sum(line) {
        take(parsed(line, sum));
        return;
    }
    let mut rest = line;
    for (start, end) in whole_records(line) {
        // `rest` always ends where `line` does.
        let from = line.len() - rest.len();
        damaged(&line[from..start], take);
        let record = &line[start..end];
        if let Some(sum) = verified_sum(record) {
            take(parsed(record, sum));
        }
        rest = &line[end..];
    }
    damaged(rest, take);
}

fn parsed(record: &[u8], sum: u32) -> ScannedLine<'_> {
    match JournalLine::parse(record) {
        Ok(line) => ScannedLine::Record(line, sum, record),
        Err(reason) => {
            ScannedLine::Damaged(format!("its sum is right, but it cannot be read: {reason}"), record)
        }
    }
}

fn damaged<'a>(bytes: &'a [u8], take: &mut dyn FnMut(ScannedLine<'a>)) {
    if bytes.is_empty() {
        return;
    }
    let reason = if bytes.iter().all(|b| *b == 0) {
        "only zero bytes, as a power cut can leave them"
    } else if begins_as_a_record(bytes) && !ends_in_sum(bytes) {
        "it was cut off while it was written, or its end is damaged"
    } else {
        "its sum does not match its bytes, so something in it was changed"
    };
    take(ScannedLine::Damaged(reason.to_owned(), bytes));
}

/// Whether these bytes, however few, are how a record begins.
fn begins_as_a_record(bytes: &[u8]) -> bool {
    const START: &[u8] = b"{\"v\":";
    bytes.starts_with(START) || START.starts_with(bytes)
}

fn ends_in_sum(bytes: &[u8]) -> bool {
    bytes.len() >= SUM_LEN && bytes[bytes.len() - SUM_LEN..].starts_with(SUM_KEY)
}

/// Where whole records lie within a damaged line. A record's start and end cannot stand within a
/// JSON string, where quotes are escaped; within its own objects they can, so several starts are tried.
fn whole_records(line: &[u8]) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = positions(line, b"{\"v\":").collect();
    let mut records = Vec::new();
    let mut from = 0;
    for sum_at in positions(line, SUM_KEY) {
        let end = sum_at + SUM_LEN;
        if end > line.len() || sum_at < from {
            continue;
        }
        let first = starts.partition_point(|s| *s < from);
        let last = starts.partition_point(|s| *s < sum_at);
        let nearest = starts[first..last].iter().rev().take(MAX_STARTS);
        if let Some(start) = nearest.copied().find(|start| verified_sum(&line[*start..end]).is_some()) {
            records.push((start, end));
            from = end;
        }
    }
    records
}

fn positions<'a>(haystack: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    haystack.windows(needle.len()).enumerate().filter(move |(_, w)| *w == needle).map(|(at, _)| at)
}

/// Every `*.jsonl` under `folder`, in order of name; links to folders are not followed.
/// What is listed but cannot be read is in the second list, with the reason.
pub(crate) fn files(folder: &Path) -> (Vec<PathBuf>, Vec<(PathBuf, io::Error)>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    walk(folder, &mut |path, kind| {
        let is_journal = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl"));
        match kind {
            Ok(true) if is_journal => files.push(path.to_owned()),
            Err(error) => errors.push((path.to_owned(), error)),
            _ => {}
        }
    });
    files.sort();
    (files, errors)
}

/// Visits everything under `folder` that is not a folder; says for each whether it is a plain file
/// (behind a link too). An absent folder has nothing in it.
pub(crate) fn walk(folder: &Path, visit: &mut dyn FnMut(&Path, io::Result<bool>)) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return,
        Err(e) => return visit(folder, Err(e)),
    };
    for entry in entries {
        match entry.and_then(|e| Ok((e.path(), e.file_type()?))) {
            Ok((path, kind)) if kind.is_dir() => walk(&path, visit),
            Ok((path, kind)) => {
                let is_file = kind.is_file() || std::fs::metadata(&path).is_ok_and(|m| m.is_file());
                visit(&path, Ok(is_file));
            }
            Err(e) => visit(folder, Err(e)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn ranges_share_the_lines_out_without_losing_any() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.jsonl");
        let text = "one\ntwo and more\n\nfour\nfive";
        std::fs::write(&path, text).unwrap();
        let read = |range| {
            let mut found = Vec::new();
            let lines = read_range(&path, range, &mut |number, found_here| {
                if let ScannedLine::Damaged(_, bytes) = found_here {
                    found.push((number, String::from_utf8(bytes.to_vec()).unwrap()));
                }
            });
            (lines.unwrap(), found)
        };
        let (lines, whole) = read(0..u64::MAX);
        assert_eq!(lines, 5);
        assert_eq!(whole.len(), 4);
        for cut in 0..=text.len() as u64 {
            let ((first, mut left), (second, right)) = (read(0..cut), read(cut..u64::MAX));
            assert_eq!(first + second, 5, "cut at {cut}");
            left.extend(right.into_iter().map(|(number, text)| (number + first, text)));
            assert_eq!(left, whole, "cut at {cut}");
        }
    }
}
