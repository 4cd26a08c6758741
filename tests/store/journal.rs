//! Attempts and moments: cuts, flipped bits, other devices, newer lines.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use greenroom::domain::attempt::{Attempt, Moment};
use greenroom::store::{Access, Store, check};
use proptest::prelude::*;
use uuid::Uuid;

use crate::room::*;

#[test]
fn everything_reads_back_as_it_was_put() {
    let room = Room::new();
    let (mut store, empty) = room.open();
    assert_eq!(
        (empty.has.attempts.len(), empty.notices.as_slice(), &empty.access),
        (0, &[][..], &Access::ReadWrite)
    );
    let moment = Moment {
        id: Uuid::from_u128(9),
        text: "The pager".to_owned(),
        noted: time(),
        attempt: Some(attempt(1).id),
    };
    store.put_attempts(&[attempt(2), attempt(1)], stamp()).unwrap();
    store.put_moment(&moment, stamp()).unwrap();
    store.write_profile(&profile()).unwrap();
    store.write_bank(&bank()).unwrap();
    store.write_story(&story()).unwrap();
    let running = checkpoint(attempt(7).id, "so far");
    store.write_running(&running).unwrap();
    drop(store);
    let (mut store, contents) = room.open();
    assert_eq!(*contents.has.attempts, [attempt(1), attempt(2)]);
    assert_eq!(contents.has.moments, [moment]);
    assert_eq!(contents.has.profile, profile());
    assert_eq!(contents.has.banks, [bank()]);
    assert_eq!(contents.has.stories, [story()]);
    assert_eq!(contents.running, Some(running));
    assert_eq!(contents.notices, []);
    store.clear_running().unwrap();
    store.delete_moment(Uuid::from_u128(9), stamp()).unwrap();
    store.delete_attempt(attempt(2).id, stamp()).unwrap();
    store.remove_bank("mine").unwrap();
    store.remove_story("outage").unwrap();
    drop(store);
    let contents = room.contents();
    assert_eq!((numbers(&contents), contents.has.moments.len(), contents.running), (vec![1], 0, None));
    assert_eq!((contents.has.banks.len(), contents.has.stories.len()), (0, 0));
    assert!(
        room.files()
            .iter()
            .any(|(name, bytes)| name.starts_with("recovered/") && holds(bytes, "When were you calm"))
    );
}

#[test]
fn undo_is_a_new_put_and_a_clock_set_back_orders_nothing() {
    let room = Room::with(1..2);
    let (mut store, _) = room.open();
    store.delete_attempt(attempt(1).id, on_day(-900)).unwrap();
    drop(store);
    assert_eq!(numbers(&room.contents()), []);
    let (mut store, _) = room.open();
    let mut edited = attempt(1);
    edited.note = Some("edited".to_owned());
    store.put_attempt(&edited, on_day(-1800)).unwrap();
    drop(store);
    assert_eq!(*room.contents().has.attempts, [edited]);
}

#[test]
fn a_journal_cut_at_every_byte_of_its_last_record_loses_nothing_else() {
    let room = Room::with(1..4);
    let journal = room.journal();
    let whole = fs::read(&journal).unwrap();
    let last = whole[..whole.len() - 1].iter().rposition(|b| *b == b'\n').unwrap() + 1;
    for cut in last..=whole.len() {
        fs::write(&journal, &whole[..cut]).unwrap();
        let (mut store, contents) = room.open();
        // Only the newline is missing at the last cut but one: the record is whole.
        let is_whole = cut >= whole.len() - 1;
        assert_eq!(numbers(&contents), if is_whole { vec![1, 2, 3] } else { vec![1, 2] }, "cut at {cut}");
        assert_eq!(contents.notices.is_empty(), is_whole || cut == last, "cut at {cut}");
        store.put_attempt(&attempt(7), stamp()).unwrap();
        drop(store);
        let after = fs::read(&journal).unwrap();
        // What was never acknowledged is moved aside, once, with every byte of it; the rest stays as it is.
        let kept = if is_whole { cut } else { last };
        assert_eq!(&after[..kept], &whole[..kept], "cut at {cut}");
        let aside = room.files().into_iter().find(|(name, _)| name.starts_with("recovered/torn-"));
        let torn = (!is_whole && cut > last).then(|| whole[last..cut].to_vec());
        assert_eq!(aside.map(|(_, bytes)| bytes), torn, "cut at {cut}");
        let _ = fs::remove_dir_all(room.path("recovered"));
        assert!(check::inspect(&room.data()).unwrap().sound, "cut at {cut}");
        assert_eq!(
            numbers(&room.contents()),
            if is_whole { vec![1, 2, 3, 7] } else { vec![1, 2, 7] },
            "cut at {cut}"
        );
    }
}

#[test]
fn any_flipped_byte_in_a_journal_harms_one_record_at_most() {
    let room = Room::new();
    let (mut store, _) = room.open();
    for n in 1..4 {
        let full = attempt(n);
        store
            .put_attempt(&Attempt::new(full.id, full.question, full.principle, full.started), stamp())
            .unwrap();
    }
    drop(store);
    let journal = room.journal();
    let whole = fs::read(&journal).unwrap();
    let ends: Vec<usize> = whole.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i).collect();
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        fs::write(&journal, &flipped).unwrap();
        let (_, contents) = room.open();
        let record = u128::try_from(ends.iter().filter(|end| **end < at).count()).unwrap() + 1;
        let mut expected = vec![1, 2, 3];
        if !ends.contains(&at) {
            expected.retain(|n| *n != record);
        }
        assert_eq!(numbers(&contents), expected, "byte {at}");
        assert!(!contents.notices.is_empty(), "byte {at}");
        assert_eq!(fs::read(&journal).unwrap(), flipped, "byte {at}");
    }
}

#[test]
fn lines_of_a_newer_greenroom_are_kept_and_counted() {
    let room = Room::with(1..2);
    let journal = room.journal();
    let text = fs::read_to_string(&journal).unwrap();
    let sealed = |line: &str| {
        let summed = line.split(",\"sum\"").next().unwrap();
        format!("{summed},\"sum\":\"{:08x}\"}}\n", crc32c::crc32c(summed.as_bytes()))
    };
    let newer = sealed(&text.replace("{\"v\":1", "{\"v\":2").replace("\"lamport\":1", "\"lamport\":50"));
    let other = sealed(&text.replace("attempt.put", "recording.put"));
    fs::write(&journal, format!("{text}{newer}{other}")).unwrap();
    let (mut store, contents) = room.open();
    assert_eq!(numbers(&contents), [1]);
    assert_eq!(contents.notices.len(), 1);
    store.put_attempt(&attempt(2), stamp()).unwrap();
    let after = fs::read_to_string(&journal).unwrap();
    assert!(after.starts_with(&format!("{text}{newer}{other}")));
    assert!(after.lines().last().unwrap().contains("\"lamport\":51"));
    assert_eq!(check::inspect(&room.data()).unwrap().later_lines, 2);
}

#[test]
fn devices_merge_in_any_order_and_conflict_copies_are_read() {
    let room = Room::new();
    let (mut a, _) = room.open_as("a");
    a.put_attempts(&[attempt(1), attempt(2)], stamp()).unwrap();
    drop(a);
    let (mut b, contents) = room.open_as("b");
    assert_eq!(numbers(&contents), [1, 2]);
    b.delete_attempt(attempt(1).id, on_day(-9)).unwrap();
    b.put_attempt(&attempt(3), on_day(-9)).unwrap();
    drop(b);
    let files: Vec<_> = fs::read_dir(room.path("journal")).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(files.len(), 2);
    fs::create_dir(room.path("journal/old")).unwrap();
    for (i, file) in files.iter().enumerate() {
        fs::copy(file, room.path(&format!("journal/old/x.sync-conflict-{i}.jsonl"))).unwrap();
    }
    let contents = room.contents();
    assert_eq!((numbers(&contents), contents.notices), (vec![2, 3], vec![]));
    assert_eq!(check::inspect(&room.data()).unwrap().conflict_copies.len(), 2);
}

#[test]
fn a_lost_state_folder_never_leads_to_the_same_count_twice() {
    let room = Room::with(1..4);
    let journal = room.journal();
    // Another file carries our id and greater counts: a copy from another disk.
    let text = fs::read_to_string(&journal).unwrap();
    let line = text.lines().next().unwrap().replace("\"seq\":1,", "\"seq\":900,");
    let summed = line.split(",\"sum\"").next().unwrap();
    let line = format!("{summed},\"sum\":\"{:08x}\"}}", crc32c::crc32c(summed.as_bytes()));
    fs::write(room.path("journal/copy.jsonl"), line).unwrap();
    let (mut store, _) = room.open();
    store.put_attempt(&attempt(5), stamp()).unwrap();
    assert!(fs::read_to_string(&journal).unwrap().lines().last().unwrap().contains("\"seq\":901,"));
    drop(store);
    fs::remove_dir_all(room.dir.path().join("state")).unwrap();
    let (mut store, _) = room.open();
    store.put_attempt(&attempt(6), stamp()).unwrap();
    drop(store);
    assert_eq!(numbers(&room.contents()), [1, 2, 3, 5, 6]);
    assert_eq!(fs::read_dir(room.path("journal")).unwrap().count(), 3);
}

#[test]
fn a_long_journal_shared_out_among_threads_reads_the_same() {
    let room = Room::new();
    let (mut store, _) = room.open();
    let attempts: Vec<_> = (0..6000).map(attempt).collect();
    store.put_attempts(&attempts, stamp()).unwrap();
    drop(store);
    let journal = room.journal();
    let mut bytes = fs::read(&journal).unwrap();
    assert!(bytes.len() > 3 << 20, "{}", bytes.len());
    assert_eq!(*room.contents().has.attempts, attempts);
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i).collect();
    for line in [2, 3001, 6000] {
        bytes[ends[line - 1] - 40] ^= 1;
    }
    fs::write(&journal, &bytes).unwrap();
    let report = check::inspect(&room.data()).unwrap();
    let places: Vec<_> = report.set_aside.iter().map(|a| a.place.clone().unwrap()).collect();
    assert_eq!(places, ["line 2", "line 3001", "line 6000"]);
    assert_eq!((report.attempts, report.lines), (5997, 5997));
}

/// Where the child of the next test saves; without it, it does nothing.
const CHILD_FOLDER: &str = "GREENROOM_TEST_KILLED_FOLDER";

#[test]
fn saves_until_it_is_killed() {
    let Some(folder) = std::env::var_os(CHILD_FOLDER).map(PathBuf::from) else { return };
    let (mut store, _) = Store::open(&folder.join("data"), &folder.join("state"), stamp()).unwrap();
    for n in 1.. {
        store.put_attempt(&attempt(n), stamp()).unwrap();
        println!("saved {n}");
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let room = Room::new();
    let mut acknowledged = 0;
    for saves in [1, 7, 40, 200] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "journal::saves_until_it_is_killed", "--nocapture"])
            .env(CHILD_FOLDER, room.dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut saved = lines.filter_map(|line| line.split_once("saved ")?.1.parse::<usize>().ok());
        let last = saved.nth(saves - 1).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged = acknowledged.max(last).max(saved.last().unwrap_or(0));
        let contents = room.contents();
        assert!(
            contents.has.attempts.len() >= acknowledged,
            "{} of {acknowledged}",
            contents.has.attempts.len()
        );
        assert_eq!(contents.access, Access::ReadWrite, "the lock went with the process");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However the lines of three devices are spread over files, and in whatever order, the folder reads the same.
    #[test]
    fn spreading_lines_over_files_changes_nothing(
        acts in prop::collection::vec((0usize..3, 1u32..5, any::<bool>()), 1..14),
        spread in prop::collection::vec((0usize..4, any::<u16>()), 28),
    ) {
        let room = Room::new();
        for (device, n, is_put) in acts {
            let (mut store, _) = room.open_as(["a", "b", "c"][device]);
            if is_put {
                let mut attempt = attempt(n);
                attempt.note = Some(format!("by {device}"));
                store.put_attempt(&attempt, stamp()).unwrap();
            } else {
                store.delete_attempt(attempt(n).id, stamp()).unwrap();
            }
        }
        let expected = room.contents().has.attempts;
        let files = fs::read_dir(room.path("journal")).unwrap().map(|e| fs::read_to_string(e.unwrap().path()).unwrap());
        let text: String = files.collect();
        // Every line twice, in a random order, over up to four files.
        let mut lines: Vec<_> = text.lines().chain(text.lines()).zip(&spread).collect();
        lines.sort_by_key(|(_, (_, order))| *order);
        fs::remove_dir_all(room.path("journal")).unwrap();
        fs::create_dir(room.path("journal")).unwrap();
        for file in 0..4 {
            let part: Vec<&str> = lines.iter().filter(|(_, (f, _))| *f == file).map(|(line, _)| *line).collect();
            fs::write(room.path(&format!("journal/{file}.jsonl")), part.join("\n")).unwrap();
        }
        prop_assert_eq!(room.contents().has.attempts, expected);
    }
}
