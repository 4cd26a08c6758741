//! Erasing one attempt: what tells that bytes belong to it, where it has left any, and taking them out.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::store::durable;
use crate::store::error::StoreError;
use crate::store::folder::Layout;
use crate::store::journal::line::{Change, Subject};
use crate::store::journal::read::{self, ScannedLine, read_line, trimmed, walk};
use crate::store::load;
use crate::store::private;
use crate::store::schema::mock::MockDoc;
use crate::store::schema::{encode_document, parse_document};
use crate::store::sounds;

use super::super::entries::MOCKS;
use super::{ErasePreview, ErasedFile};

/// What tells that bytes belong to an attempt, even if they are damaged or in another file.
pub(super) struct Traces {
    id: Uuid,
    id_text: String,
    /// What the person wrote, as it stands in JSON.
    texts: Vec<Vec<u8>>,
}

/// A shorter text would be found where it does not belong.
const MIN_TRACE_CHARS: usize = 8;

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

impl Traces {
    /// Those that were written down.
    pub(super) fn known(id: Uuid, texts: &[String]) -> Self {
        let texts = texts.iter().map(|text| text.clone().into_bytes()).collect();
        Self { id, id_text: id.to_string(), texts }
    }

    /// What the person wrote, as it stands in JSON.
    pub(super) fn texts(&self) -> Vec<String> {
        self.texts.iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect()
    }

    /// Those of `other` too.
    fn join(&mut self, other: Self) {
        self.texts.extend(other.texts);
        self.texts.sort();
        self.texts.dedup();
    }

    /// Whether a file that is no journal holds something of the attempt.
    fn are_in(&self, bytes: &[u8]) -> bool {
        contains(bytes, self.id_text.as_bytes()) || self.texts.iter().any(|text| contains(bytes, text))
    }

    /// Whether a damaged line is one of the attempt's. Another attempt may name it as redone.
    fn are_in_damaged(&self, line: &[u8]) -> bool {
        match serde_json::from_slice::<Subject>(line) {
            Ok(subject) if subject.entity == self.id => true,
            Ok(_) => self.texts.iter().any(|text| contains(line, text)),
            Err(_) => self.are_in(line),
        }
    }

    /// Gathers them from every line of the attempt in `files`.
    fn gather(id: Uuid, files: &[PathBuf]) -> Result<Self, StoreError> {
        let mut texts = Vec::new();
        for path in files {
            read::read_file(path, &mut |_, found| {
                if let ScannedLine::Record(line, _, _) = found
                    && line.entity == id
                    && let Change::PutAttempt(body) = line.change
                {
                    for text in [body.note, body.next_time].into_iter().flatten() {
                        if text.chars().count() >= MIN_TRACE_CHARS
                            && let Ok(json) = serde_json::to_string(&text)
                        {
                            texts.push(json.as_bytes()[1..json.len() - 1].to_vec());
                        }
                    }
                }
            })
            .map_err(StoreError::read(path))?;
        }
        texts.sort();
        texts.dedup();
        Ok(Self { id, id_text: id.to_string(), texts })
    }
}

/// Copies the journal file `from` to `to` without the lines of the attempt; how many those are, and
/// how many bytes were kept.
fn filter(from: &Path, to: &mut impl Write, traces: &Traces) -> io::Result<(usize, u64)> {
    let mut reader = BufReader::with_capacity(256 << 10, File::open(from)?);
    let (mut dropped, mut kept) = (0, 0);
    // The rest of a record that a damaged byte cut in two belongs to what was before it.
    let mut after_dropped_damage = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok((dropped, kept));
        }
        let mut stays: Vec<&[u8]> = Vec::new();
        let mut drops = 0;
        read_line(trimmed(&line), &mut |found| {
            let (bytes, goes) = match found {
                ScannedLine::Record(record, _, bytes) => {
                    after_dropped_damage = false;
                    (bytes, record.entity == traces.id)
                }
                ScannedLine::Damaged(_, bytes) => {
                    let goes = traces.are_in_damaged(bytes)
                        || (after_dropped_damage && !bytes.starts_with(b"{\"v\":"));
                    after_dropped_damage = goes;
                    (bytes, goes)
                }
            };
            if goes {
                drops += 1;
            } else {
                stays.push(bytes);
            }
        });
        dropped += drops;
        if drops == 0 {
            to.write_all(&line)?;
            kept += line.len() as u64;
        } else {
            for bytes in stays {
                to.write_all(bytes)?;
                to.write_all(b"\n")?;
                kept += bytes.len() as u64 + 1;
            }
        }
    }
}

/// Where an attempt has left traces.
pub(super) struct Remains {
    /// Journal files with the number of lines that go.
    journals: Vec<(PathBuf, usize)>,
    /// Mock interviews that name the attempt and stay without it.
    mocks: Vec<PathBuf>,
    /// Other files that go as a whole.
    whole: Vec<PathBuf>,
    pub traces: Traces,
}

impl Remains {
    /// Every file that changes or goes.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        let journals = self.journals.iter().map(|(path, _)| path);
        journals.chain(&self.mocks).chain(&self.whole).map(PathBuf::as_path)
    }
}

/// Finds what is left of an attempt by what is `known` of it, and by what its own lines say.
pub(super) fn find(layout: &Layout, known: Traces) -> Result<Remains, StoreError> {
    let id = known.id;
    let mut files = Vec::new();
    for folder in [layout.journals(), layout.backups(), layout.recovered()] {
        let (found, errors) = read::files(&folder);
        // A folder that cannot be listed may hold a copy: nothing is erased for good then.
        if let Some((path, error)) = errors.into_iter().next() {
            return Err(StoreError::read(&path)(error));
        }
        files.extend(found);
    }
    // Gathered from all files before any line is judged: a damaged line is known only by what whole
    // lines say.
    let mut traces = known;
    traces.join(Traces::gather(id, &files)?);
    let mut journals = Vec::new();
    for path in files {
        let (lines, _) = filter(&path, &mut io::sink(), &traces).map_err(StoreError::read(&path))?;
        if lines > 0 {
            journals.push((path, lines));
        }
    }
    let mut whole = Vec::new();
    let is_journal = |p: &Path| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl"));
    for folder in [layout.recovered(), layout.runnings()] {
        walk(&folder, &mut |path, _| {
            // Sound is known by its name.
            if !is_journal(path)
                && !sounds::is_one(path)
                && durable::read(path).is_ok_and(|bytes| traces.are_in(&bytes))
            {
                whole.push(path.to_owned());
                let sidecar = path.with_extension("reason.txt");
                if sidecar.exists() {
                    whole.push(sidecar);
                }
            }
        });
    }
    let (mocks, unreadable) = mocks_of(layout, &traces);
    whole.extend(unreadable);
    whole.extend(sounds::traces(layout, id));
    whole.sort();
    whole.dedup();
    Ok(Remains { journals, mocks, whole, traces })
}

pub(super) fn preview(layout: &Layout, id: Uuid) -> Result<ErasePreview, StoreError> {
    let found = find(layout, Traces::known(id, &[]))?;
    let live = load::journals(layout).merged.into_live();
    let is_live = live.attempts.iter().any(|attempt| attempt.id == id);
    let file = |path: &Path, lines, stays| ErasedFile { file: layout.label(path), lines, stays };
    let changed = found.journals.iter().map(|(path, lines)| file(path, Some(*lines), false));
    let mocks = found.mocks.iter().map(|path| file(path, None, true));
    let whole = found.whole.iter().map(|path| file(path, None, false));
    Ok(ErasePreview {
        attempts: usize::from(is_live),
        lines: found.journals.iter().map(|(_, n)| n).sum(),
        files: changed.chain(mocks).chain(whole).collect(),
        ..ErasePreview::default()
    })
}

/// Takes it out of every file. What fails leaves the rest for the next time.
pub(super) fn erase(remains: &Remains) -> Result<(), StoreError> {
    for (path, _) in &remains.journals {
        rewrite(path, &remains.traces)?;
    }
    for path in &remains.mocks {
        forget_in_mock(path, remains.traces.id)?;
    }
    for path in &remains.whole {
        durable::remove(path)?;
    }
    Ok(())
}

/// The mock interviews, in the folder and in backups, that name the attempt, and the files among them
/// that hold something of it and cannot be read.
fn mocks_of(layout: &Layout, traces: &Traces) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut mocks, mut unreadable) = (Vec::new(), Vec::new());
    let is_mock = |path: &Path| path.parent().is_some_and(|folder| folder.ends_with("mocks"));
    for folder in [layout.documents(MOCKS), layout.backups()] {
        walk(&folder, &mut |path, _| {
            let Ok(bytes) = durable::read(path) else { return };
            if !is_mock(path) || !contains(&bytes, traces.id_text.as_bytes()) {
                return;
            }
            match parse_document::<MockDoc>("", &bytes) {
                Ok(_) => mocks.push(path.to_owned()),
                Err(_) => unreadable.push(path.to_owned()),
            }
        });
    }
    mocks.sort();
    (mocks, unreadable)
}

/// Takes what was said in the attempt out of the mock interview at `path`.
fn forget_in_mock(path: &Path, attempt: Uuid) -> Result<(), StoreError> {
    let bytes = durable::read(path).map_err(StoreError::read(path))?;
    let Ok(mut doc) = parse_document::<MockDoc>("", &bytes) else { return durable::remove(path).map(|_| ()) };
    if doc.forget(attempt) { durable::replace(path, &encode_document(&doc)?) } else { Ok(()) }
}

fn rewrite(path: &Path, traces: &Traces) -> Result<(), StoreError> {
    let temp = durable::temp_beside(path);
    let filtered = private::options().write(true).create_new(true).open(&temp).and_then(|file| {
        private::keep_mode(path, &temp);
        let mut out = BufWriter::new(file);
        let (_, kept) = filter(path, &mut out, traces)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(kept)
    });
    let done = filtered.and_then(|kept| {
        if kept == 0 {
            fs::remove_file(path).and_then(|()| fs::remove_file(&temp))
        } else {
            fs::rename(&temp, path)
        }
    });
    if done.is_err() {
        // Best effort: the error that matters is the first one.
        let _ = fs::remove_file(&temp);
    }
    done.map_err(StoreError::write(path))?;
    path.parent().map_or(Ok(()), durable::sync_folder)
}
