//! Reading all journals of a data folder into one merge.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use uuid::Uuid;

use super::error::SetAside;
use super::folder::Layout;
use super::journal::line::{Change, JournalLine};
use super::journal::read::{self, ScannedLine};
use super::merge::{EntityState, Merged, Order};
use super::schema::attempt::AttemptProblem;

/// A full attempt's line has about this many bytes.
const LINE_BYTES: u64 = 1000;
/// The most entities that room is made for beforehand.
const MAX_RESERVED: usize = 1 << 20;

/// Each thread that reads gets at least this many bytes. A year's journal is below it and is read by
/// one thread, beside the one that makes the window: on two cores a second reader would slow both.
const SHARE: u64 = 16 << 20;
/// The most threads that read one file.
const MAX_READERS: u64 = 4;

/// What all journals hold together.
#[derive(Debug, Default)]
pub(crate) struct Journals {
    pub merged: Merged,
    /// Lines that could be read, of later versions too.
    pub lines: usize,
    /// Lines of later versions or of unknown kinds.
    pub later: usize,
    /// The greatest Lamport number, one more for each damaged line, whose number is unknown.
    pub lamport: u64,
    /// Damaged lines and files.
    pub set_aside: Vec<SetAside>,
    /// Files whose name is not a device's id: a sync tool's copies. They are read all the same.
    pub copies: Vec<String>,
    /// How many files were read.
    pub files: usize,
    /// Whether something other than a folder stands where the journals should be.
    pub blocked: bool,
    seqs: HashMap<Arc<str>, u64>,
    damaged: u64,
}

impl Journals {
    /// The greatest count seen on a line of `device`, in whatever file, and one more for each damaged
    /// line: its count is unknown and must not be given twice.
    pub(crate) fn seq_of(&self, device: Uuid) -> u64 {
        let seen = self.seqs.get(device.to_string().as_str()).copied().unwrap_or(0);
        seen.saturating_add(self.damaged)
    }

    fn device(&mut self, name: &str, seq: u64) -> Arc<str> {
        if let Some((known, last)) = self.seqs.get_key_value(name) {
            let known = known.clone();
            if *last < seq {
                self.seqs.insert(known.clone(), seq);
            }
            return known;
        }
        let name: Arc<str> = name.into();
        self.seqs.insert(name.clone(), seq);
        name
    }

    fn absorb(&mut self, other: Self) {
        self.merged.merge(other.merged);
        self.lines += other.lines;
        self.later += other.later;
        self.damaged += other.damaged;
        self.lamport = self.lamport.max(other.lamport);
        self.set_aside.extend(other.set_aside);
        for (device, seq) in other.seqs {
            let last = self.seqs.entry(device).or_insert(seq);
            *last = seq.max(*last);
        }
    }

    fn absorb_part(&mut self, part: FilePart, label: &str, lines_before: u64) {
        self.absorb(part.found);
        let place = |number: u64| Some(format!("line {}", number + lines_before));
        self.set_aside.extend(
            part.asides.into_iter().map(|(number, reason)| SetAside::new(label, place(number), reason)),
        );
        if let Some(error) = part.error {
            self.set_aside.push(SetAside::new(label, None, format!("it cannot be read to its end: {error}")));
        }
    }

    fn take(&mut self, line: JournalLine<'_>, sum: u32) -> Result<(), Unreadable> {
        self.lines += 1;
        self.lamport = self.lamport.max(line.lamport);
        let device = self.device(&line.device, line.seq);
        let entity = line.entity;
        let state = match line.change {
            Change::Unknown => {
                self.later += 1;
                return Ok(());
            }
            Change::DeleteAttempt | Change::DeleteMoment => EntityState::Deleted,
            Change::PutAttempt(body) => {
                let remnant = body.has_unknown().then(|| body.clone());
                EntityState::Attempt(
                    body.into_attempt_leniently(entity).map_err(Unreadable::Attempt)?,
                    remnant,
                )
            }
            Change::PutMoment(body) => {
                let moment = body.to_moment(entity).map_err(Unreadable::Moment)?;
                EntityState::Moment(moment, body.extra)
            }
        };
        let order = Order { lamport: line.lamport, device, seq: line.seq, id: line.id, sum };
        self.merged.apply(entity, order, state);
        Ok(())
    }
}

/// Why a whole line could not be used.
enum Unreadable {
    Attempt(AttemptProblem),
    Moment(String),
}

/// Reads every journal under the folder. It never fails: what cannot be read is in `set_aside`.
pub(crate) fn journals(layout: &Layout) -> Journals {
    let mut all = Journals::default();
    let folder = layout.journals();
    if fs::metadata(&folder).is_ok_and(|m| !m.is_dir()) {
        all.blocked = true;
        all.set_aside.push(SetAside::new("journal", None, "a file stands where a folder should be"));
        return all;
    }
    let (files, errors) = read::files(&folder);
    for (path, error) in errors {
        all.set_aside.push(SetAside::new(&layout.label(&path), None, format!("it cannot be read: {error}")));
    }
    for path in files {
        let label = layout.label(&path);
        if path.file_stem().and_then(|s| s.to_str()).is_none_or(|s| Uuid::parse_str(s).is_err()) {
            all.copies.push(label.clone());
        }
        all.files += 1;
        all.absorb(shared_out(&path, &label));
    }
    all.lamport = all.lamport.saturating_add(all.damaged);
    all
}

/// Reads one file, a long one by several threads; their parts merge to the same as the whole would.
fn shared_out(path: &Path, label: &str) -> Journals {
    let bytes = fs::metadata(path).map_or(0, |m| m.len());
    let readers =
        thread::available_parallelism().map_or(1, |n| n.get() as u64).min(MAX_READERS).min(bytes / SHARE + 1);
    let bound = |i: u64| if i == readers { u64::MAX } else { bytes / readers * i };
    let mut whole = Journals::default();
    let mut lines_before = 0;
    let mut take_in = |(lines, part): (u64, FilePart)| {
        whole.absorb_part(part, label, lines_before);
        lines_before += lines;
    };
    thread::scope(|scope| {
        let spawn = |i| {
            let read = move || part(path, bound(i)..bound(i + 1));
            thread::Builder::new().name("journal reader".to_owned()).spawn_scoped(scope, read)
        };
        let others: Vec<_> = (1..readers).map(|i| (i, spawn(i))).collect();
        take_in(part(path, bound(0)..bound(1)));
        for (i, other) in others {
            take_in(match other.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(done)) => done,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // No thread to be had: it is done here.
                Err(_) => part(path, bound(i)..bound(i + 1)),
            });
        }
    });
    whole
}

/// What a part of a file holds; places are counted within it.
struct FilePart {
    found: Journals,
    asides: Vec<(u64, String)>,
    error: Option<io::Error>,
}

fn part(path: &Path, range: Range<u64>) -> (u64, FilePart) {
    let mut found = Journals::default();
    let bytes = fs::metadata(path).map_or(0, |m| m.len()).min(range.end).saturating_sub(range.start);
    found.merged.reserve(usize::try_from(bytes / LINE_BYTES).unwrap_or(0).min(MAX_RESERVED));
    let mut asides: Vec<(u64, String)> = Vec::new();
    let read = read::read_range(path, range, &mut |number, here| match here {
        ScannedLine::Record(line, sum, _) => match found.take(line, sum) {
            Ok(()) => {}
            Err(Unreadable::Attempt(problem)) => {
                asides.push((number, format!("the attempt in it cannot be read: {problem}")));
            }
            Err(Unreadable::Moment(problem)) => {
                asides.push((number, format!("the moment in it cannot be read: {problem}")));
            }
        },
        ScannedLine::Damaged(reason, _) => {
            found.damaged += 1;
            asides.push((number, reason));
        }
    });
    let (lines, error) = match read {
        Ok(lines) => (lines, None),
        Err(error) => (0, Some(error)),
    };
    (lines, FilePart { found, asides, error })
}
