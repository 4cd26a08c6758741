//! The store against its floor, measured in turn in one run: a save against a bare write and
//! `fdatasync`, a load against reading and parsing the same lines. Prints milliseconds and ratios.

#![allow(clippy::unwrap_used)]

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, TimeDelta};
use greenroom::domain::attempt::{AskedQuestion, Attempt, Outcome, ProbeRecord};
use greenroom::domain::rubric::{Dimension, Score};
use greenroom::domain::star::PerSection;
use greenroom::store::{AttemptBody, Stamp, Store};
use serde::Deserialize;
use uuid::Uuid;

/// Saves measured of each kind.
const SAVES: usize = 400;
/// Loads measured of each kind.
const LOADS: usize = 5;

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-01-01T18:00:00+01:00").unwrap()
}

fn attempt(n: usize) -> Attempt {
    let question = AskedQuestion {
        id: Some(format!("dive-deep-{:02}", n % 40)),
        text: "Tell me about a time a number surprised you. What did you do to find out why?".to_owned(),
    };
    let started = start() + TimeDelta::minutes(i64::try_from(n).unwrap());
    let mut attempt = Attempt::new(Uuid::from_u128(n as u128 + 1), question, "Dive Deep".to_owned(), started);
    attempt.session = Some(Uuid::from_u128(n as u128 / 4 + (1 << 90)));
    attempt.planned_secs = Some(PerSection([27.0, 18.0, 108.0, 27.0]));
    attempt.section_secs = Some(PerSection([31.5, 20.0, 101.0, 19.5]));
    attempt.answer_secs = Some(172.0);
    for (text, outcome) in
        [("What did you give up for it?", Outcome::Held), ("Who disagreed?", Outcome::Stuck)]
    {
        attempt.probes.push(ProbeRecord { text: text.to_owned(), secs: 40.0, outcome });
    }
    for (i, dimension) in Dimension::ALL.into_iter().enumerate() {
        attempt.scores.set(dimension, Score::new(u8::try_from((n + i) % 5 + 1).unwrap()));
    }
    attempt.next_time = Some("say what the number was before, and what it was after".to_owned());
    attempt
}

fn stamp() -> Stamp {
    start().into()
}

fn filled(dir: &Path, n: usize) -> (Store, PathBuf) {
    let folder = dir.join(format!("data-{n}"));
    let (mut store, _) = Store::open(&folder, &dir.join("state"), stamp()).unwrap();
    let attempts: Vec<_> = (0..n).map(attempt).collect();
    store.put_attempts(&attempts, stamp()).unwrap();
    let journal = fs::read_dir(folder.join("journal")).unwrap().next().unwrap().unwrap().path();
    (store, journal)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn timed(work: impl FnOnce()) -> Duration {
    let from = Instant::now();
    work();
    from.elapsed()
}

/// A store with attempts in it, and a plain file of the same length to append to.
struct Pair {
    stored: usize,
    store: Store,
    bare: File,
    line: Vec<u8>,
    ours: Vec<Duration>,
    floor: Vec<Duration>,
}

impl Pair {
    fn new(dir: &Path, stored: usize) -> Self {
        let (store, journal) = filled(dir, stored);
        let line = fs::read(&journal).unwrap().split_inclusive(|b| *b == b'\n').next().unwrap().to_vec();
        let path = dir.join(format!("bare-{stored}"));
        fs::copy(&journal, &path).unwrap();
        let bare = OpenOptions::new().append(true).open(&path).unwrap();
        bare.sync_all().unwrap();
        Self { stored, store, bare, line, ours: Vec::new(), floor: Vec::new() }
    }

    fn measure(&mut self, i: usize) {
        let attempt = attempt(self.stored + i);
        self.ours.push(timed(|| self.store.put_attempt(&attempt, stamp()).unwrap()));
        self.floor.push(timed(|| {
            self.bare.write_all(&self.line).unwrap();
            self.bare.sync_data().unwrap();
        }));
    }

    fn report(self) -> f64 {
        let (ours, floor) = (median(self.ours), median(self.floor));
        println!(
            "save at {:>6} stored: {ours:.3} ms, bare {floor:.3} ms, ratio {:.2}",
            self.stored,
            ours / floor
        );
        ours
    }
}

fn saves(dir: &Path) {
    let mut pairs = [Pair::new(dir, 10), Pair::new(dir, 100_000)];
    for i in 0..SAVES {
        for pair in &mut pairs {
            pair.measure(i);
        }
    }
    let [few, many] = pairs.map(Pair::report);
    println!("save at 100000 against 10: ratio {:.2}", many / few);
}

#[derive(Deserialize)]
#[allow(dead_code)] // parsed to be measured
struct PlainLine {
    v: u64,
    id: Uuid,
    entity: Uuid,
    device: String,
    seq: u64,
    lamport: u64,
    utc: String,
    offset_min: i32,
    kind: String,
    body: AttemptBody,
    sum: String,
}

fn parse<T: serde::de::DeserializeOwned>(journal: &Path) -> Vec<T> {
    let mut reader = BufReader::with_capacity(256 << 10, File::open(journal).unwrap());
    let (mut line, mut all) = (Vec::new(), Vec::new());
    while reader.read_until(b'\n', &mut line).unwrap() > 0 {
        all.push(serde_json::from_slice(&line).unwrap());
        line.clear();
    }
    all
}

fn loads(dir: &Path, stored: usize) {
    let (store, journal) = filled(dir, stored);
    let folder = store.folder().to_owned();
    drop(store);
    let (mut ours, mut typed, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..LOADS {
        ours.push(timed(|| {
            let (_, contents) = Store::open(&folder, &dir.join("state"), stamp()).unwrap();
            assert_eq!(contents.has.attempts.len(), stored);
        }));
        typed.push(timed(|| assert_eq!(parse::<PlainLine>(&journal).len(), stored)));
        values.push(timed(|| assert_eq!(parse::<serde_json::Value>(&journal).len(), stored)));
    }
    let (ours, typed, values) = (median(ours), median(typed), median(values));
    println!(
        "load of {stored}: {ours:.1} ms; read and parsed to types {typed:.1} ms, ratio {:.2}; to values {values:.1} ms, ratio {:.2}",
        ours / typed,
        ours / values
    );
}

fn main() {
    let dir = tempfile::tempdir_in(".").unwrap();
    saves(dir.path());
    let dir = tempfile::tempdir_in(".").unwrap();
    loads(dir.path(), 10_000);
    loads(dir.path(), 100_000);
}
