//! `greenroom log --stdin`, killed at random moments: what it acknowledged is there, and the journal
//! goes on.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use greenroom::domain::attempt::Attempt;
use greenroom::domain::draw::SeededRng;
use greenroom::store::{Access, Contents, Notice};
use rand::{RngExt, SeedableRng};
use serde_json::json;

use common::{Room, attempt, saved_id, spawn};

/// Kills in all, shared out over a few folders, each of which grows over its own.
const KILLS: usize = 200;
const FOLDERS: usize = 4;
/// The most records cut off in one folder: notices are told one by one up to 20.
const MOST_TORN: usize = 12;
/// Set this to the seed that a failure printed to have its random numbers again.
const SEED: &str = "GREENROOM_CRASH_SEED";

#[test]
fn nothing_acknowledged_is_lost_however_often_it_is_killed() {
    let seed: u64 = std::env::var(SEED).map_or_else(|_| rand::random(), |text| text.parse().unwrap());
    println!("{SEED}={seed}");
    let found: Vec<Seen> = thread::scope(|scope| {
        let start = |n: usize| scope.spawn(move || one_folder(seed.wrapping_add(n as u64)));
        let folders: Vec<_> = (0..FOLDERS).map(start).collect();
        folders.into_iter().map(|f| f.join().expect("see above")).collect()
    });
    let sum = |of: fn(&Seen) -> usize| found.iter().map(of).sum::<usize>();
    println!(
        "{} kills, {} acknowledged, {} stored beyond that, {} torn tails ({} by hand)",
        sum(|s| s.kills),
        sum(|s| s.acknowledged),
        sum(|s| s.beyond),
        sum(|s| s.torn),
        sum(|s| s.cut)
    );
    assert_eq!(sum(|s| s.kills), KILLS);
    // Three of four kills wait for an acknowledgement first, on any machine.
    assert!(sum(|s| s.acknowledged) >= KILLS / 2);
}

/// What one folder went through.
#[derive(Default)]
struct Seen {
    kills: usize,
    acknowledged: usize,
    /// On the disk, but killed before it was said.
    beyond: usize,
    /// Records that were cut off, by the kill or here.
    torn: usize,
    /// Of those, the ones cut here.
    cut: usize,
}

fn one_folder(seed: u64) -> Seen {
    let room = Room::new();
    let mut rng = SeededRng::seed_from_u64(seed);
    let mut tally = Seen::default();
    // Id and words of everything acknowledged, ever.
    let mut acknowledged: Vec<(String, String)> = Vec::new();
    let mut stored = 0;
    for round in 0..KILLS / FOLDERS {
        let ids = kill_one(&room, round, &mut rng);
        let number_of_new = ids.len();
        acknowledged.extend(ids.into_iter().enumerate().map(|(n, id)| (id, words(round, n))));

        // A kill seldom cuts a write in two; a power cut would, so now and then it is done here.
        let mut cut = false;
        if tally.torn < MOST_TORN && room.path("journal").exists() {
            let unsaid = room.contents().has.attempts.len().saturating_sub(stored + number_of_new);
            cut = unsaid > 0 && rng.random_range(0..4) == 0 && cut_last_record(&room, &mut rng);
        }

        // Every other time it is opened for writing, as the window would, which may tidy up.
        let only_read = round.is_multiple_of(2);
        let contents = if only_read { room.contents() } else { reopened(&room) };
        for (id, text) in &acknowledged {
            let kept = contents.has.attempts.iter().find(|a| a.id.to_string() == *id);
            assert_eq!(kept.map(|a| &a.question.text), Some(text), "round {round}: {id} was acknowledged");
        }
        // What was stored unsaid is the next line at most, and whole.
        let of_round: Vec<&Attempt> = contents
            .has
            .attempts
            .iter()
            .filter(|a| a.question.text.starts_with(&format!("Kill {round},")))
            .collect();
        assert!(of_round.len() - number_of_new <= 1, "round {round}: {} stored", of_round.len());
        assert!((0..of_round.len()).all(|n| of_round.iter().any(|a| a.question.text == words(round, n))));
        assert_eq!(contents.has.attempts.len(), stored + of_round.len(), "round {round}: and nothing else");
        stored = contents.has.attempts.len();
        // One that an earlier round left was moved aside by this round's program.
        let torn_now = contents.notices.len();
        assert!((usize::from(cut)..=1).contains(&torn_now), "round {round}: {:?}", contents.notices);
        if torn_now > 0 {
            let has_open_tail = !std::fs::read(room.journal()).unwrap().ends_with(b"\n");
            assert_eq!(has_open_tail, only_read, "round {round}: {:?}", contents.notices);
        }
        for notice in &contents.notices {
            assert!(is_torn_tail(notice), "round {round}: {notice}");
        }
        tally.kills += 1;
        tally.torn += torn_now;
        tally.cut += usize::from(cut);
        tally.acknowledged += number_of_new;
        tally.beyond += of_round.len() - number_of_new;
    }
    // Undisturbed, it goes on, and the next look finds that too.
    drop(reopened(&room));
    let id = room.logged(&[attempt("Dive Deep", "last", "2026-06-30T10:00:00+02:00", 5)]).remove(0);
    let contents = room.contents();
    assert_eq!(contents.has.attempts.len(), stored + 1);
    assert!(contents.has.attempts.iter().any(|a| a.id.to_string() == id));
    tally
}

/// Starts `greenroom log --stdin`, feeds it, and kills it: a quarter of the time at some moment from
/// its start on, else some moment after a few acknowledgements. The ids it acknowledged.
fn kill_one(room: &Room, round: usize, rng: &mut SeededRng) -> Vec<String> {
    let lines: Vec<String> = (0..40)
        .map(|n| {
            let mut body = attempt("Dive Deep", "q", "2026-06-01T10:00:00+02:00", 3);
            body["question"]["text"] = json!(words(round, n));
            // Long ones take several pages, so that a write can be cut off in its middle.
            if rng.random_range(0..12) == 0 {
                body["note"] = json!("long ".repeat(rng.random_range(1_000..20_000)));
            }
            format!("{body}\n")
        })
        .collect();
    let (acks_first, wait) = if round.is_multiple_of(4) {
        (0, Duration::from_micros(rng.random_range(0..20_000)))
    } else {
        (rng.random_range(1..5), Duration::from_micros(rng.random_range(0..3_000)))
    };
    let mut child = spawn(room.command(&["log", "--stdin"]).stdin(Stdio::piped()).stderr(Stdio::inherit()));
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut ids = Vec::new();
    thread::scope(|scope| {
        // Fails when its reader is killed, as it should. It keeps the input open, so that only the
        // kill ends the program.
        let feeder = scope.spawn(move || {
            for line in &lines {
                if stdin.write_all(line.as_bytes()).is_err() {
                    break;
                }
            }
            stdin
        });
        while ids.len() < acks_first {
            ids.push(next_ack(&mut out).expect("it was not killed yet"));
        }
        pause(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said before it died is still in the pipe.
        ids.extend(std::iter::from_fn(|| next_ack(&mut out)));
        drop(feeder.join());
    });
    ids
}

/// Cuts the journal somewhere in its last record, which was never acknowledged. Whether the record is
/// lost by it: without its newline alone it is whole.
fn cut_last_record(room: &Room, rng: &mut SeededRng) -> bool {
    let path = room.journal();
    let bytes = std::fs::read(&path).unwrap();
    let record = bytes.strip_suffix(b"\n").expect("the record is whole");
    let start = record.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    // The first bytes and the last are cut at as often as all those between.
    let kept = match rng.random_range(0..3) {
        0 => rng.random_range(1..12),
        1 => record.len() - start - rng.random_range(0..12),
        _ => rng.random_range(1..record.len() - start),
    };
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len((start + kept) as u64).unwrap();
    start + kept < record.len()
}

/// Lets a few microseconds or milliseconds go by, more exactly than a sleep would.
fn pause(wait: Duration) {
    let start = Instant::now();
    while start.elapsed() < wait {
        thread::yield_now();
    }
}

/// The next id, if a whole line with one is still to come.
fn next_ack(out: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    line.ends_with('\n').then(|| saved_id(&line))
}

fn reopened(room: &Room) -> Contents {
    room.with_store(|_, contents| {
        assert_eq!(contents.access, Access::ReadWrite, "the lock went with the program");
        contents
    })
}

fn words(round: usize, line: usize) -> String {
    format!("Kill {round}, line {line}.")
}

fn is_torn_tail(notice: &Notice) -> bool {
    notice.subject.starts_with("journal/") && notice.text.contains("cut off")
}
