//! `greenroom log --stdin`: what is saved, what is told by its line number, and who may write.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::common::{Holder, Room, attempt, saved_id, spawn};

fn good(n: usize) -> Value {
    attempt("Dive Deep", &format!("q{n}"), &format!("2026-06-{:02}T10:00:00+02:00", n + 1), 3)
}

#[test]
fn what_is_logged_is_reported() {
    let room = Room::new();
    let ids = room.logged(&[good(1), good(2), attempt("ownership", "o", "2026-06-05T10:00:00Z", 5)]);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 3, "three ids: {ids:?}");
    let stored: Vec<String> = room.contents().has.attempts.iter().map(|a| a.id.to_string()).collect();
    assert_eq!(stored, ids, "under the ids that were printed, by time");
    let report = room.run(&["report", "--json", "--now", "2026-06-10T00:00:00Z"]).json();
    let row = |name: &str| {
        report["principles"].as_array().unwrap().iter().find(|p| p["principle"] == name).unwrap().clone()
    };
    assert_eq!(row("Dive Deep")["answers"], 2);
    assert!((row("Dive Deep")["mean"].as_f64().unwrap() - 3.0).abs() < 1e-9);
    assert_eq!(row("Ownership")["answers"], 1, "an id counts for the principle it names");
    assert_eq!(row("Ownership")["last"], "2026-06-05T10:00:00Z");
    assert_eq!(row("Think Big")["answers"], 0);
}

#[test]
fn every_field_of_the_format_reaches_the_disk_with_the_unknown_ones() {
    let full = json!({
        "question": {"id": "dive-deep-01", "text": "Why “so”?", "mood": "grim"},
        "principle": "Dive Deep",
        "session": "6f2c1c1e-6a0b-4d31-9b5e-0a3d5c1f0001",
        "mode": "drill",
        "started": "2026-06-01T18:05:00+05:30",
        "planned_secs": {"situation": 27, "task": 18, "action": 108, "result": 27, "moral": 5},
        "section_secs": {"situation": 31.5, "task": 20, "action": 90, "result": 29.5},
        "answer_secs": 171,
        "probes": [
            {"text": "How deep?", "secs": 40, "outcome": "held", "tone": "kind"},
            {"text": "Then?", "secs": 0, "outcome": "already"},
            {"text": "And?", "secs": 12, "outcome": "stuck"},
            {"text": "Or?", "secs": 3, "outcome": "ended"},
        ],
        "scores": {"result": 3, "depth": 4},
        "predicted": 4,
        "redo_of": "6f2c1c1e-6a0b-4d31-9b5e-0a3d5c1f0002",
        "story": "outage",
        "note": "a \"quoted\" line\nand another, ünïcode 雪",
        "next_time": "name the number first",
        "weather": {"sky": [1, 2.5, null, "grey"]},
    });
    let room = Room::new();
    let ids = room.logged(std::slice::from_ref(&full));
    let lines = room.lines();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["body"], full);
    assert_eq!(lines[0]["entity"], json!(ids[0]));
    assert_eq!(lines[0]["kind"], "attempt.put");
    let stored = &room.contents().has.attempts[0];
    assert_eq!(stored.depth_survived().0, 2, "held and already count as held");
    assert_eq!(stored.next_time.as_deref(), Some("name the number first"));
}

#[test]
fn bad_lines_are_told_by_number_and_the_others_are_saved() {
    let without = |field: &str| {
        let mut body = good(9);
        body.as_object_mut().unwrap().remove(field);
        body.to_string()
    };
    let with = |field: &str, value: Value| {
        let mut body = good(9);
        body[field] = value;
        body.to_string()
    };
    // Each bad line with words that its complaint must hold.
    let bad: Vec<(String, &str)> = vec![
        ("not JSON at all".to_owned(), "column 2"),
        ("[1, 2]".to_owned(), "attempt"),
        ("null".to_owned(), "attempt"),
        (good(9).to_string()[..60].to_owned(), "column"),
        (format!("{} {}", good(9), good(9)), "column"),
        (without("question"), "question.text"),
        (with("question", json!({"id": "x"})), "question.text"),
        (with("question", json!({"text": " "})), "question.text"),
        (without("principle"), "principle"),
        (with("principle", json!("")), "principle"),
        (without("started"), "started"),
        (with("started", json!("2026-06-01T10:00:00")), "offset"),
        (with("started", json!("yesterday")), "yesterday"),
        (with("scores", json!({"depth": 6})), "scores.depth"),
        (with("scores", json!({"depth": 0})), "1 to 5"),
        (with("scores", json!({"depth": 3.5})), "3.5"),
        (with("scores", json!({"charm": 3})), "charm"),
        (with("predicted", json!(9)), "predicted"),
        (with("answer_secs", json!(-1)), "answer_secs"),
        (with("planned_secs", json!({"task": -2})), "planned_secs.task"),
        (with("probes", json!([{"text": "?", "secs": 1, "outcome": "won"}])), "won"),
        (with("redo_of", json!("not an id")), "column"),
    ];
    let pairs: Vec<String> =
        bad.iter().enumerate().map(|(n, (line, _))| format!("{}\n{line}", good(n % 20))).collect();
    let room = Room::new();
    let done = room.log(pairs.join("\n"));
    assert_eq!(done.code, 1, "{done:?}");
    assert_eq!(done.saved().len(), bad.len(), "every good line is saved: {}", done.err);
    assert_eq!(room.contents().has.attempts.len(), bad.len());
    let told: Vec<&str> = done.err.lines().collect();
    assert_eq!(told.len(), bad.len(), "one line for each: {}", done.err);
    for (n, (told, (line, words))) in told.iter().zip(&bad).enumerate() {
        let number = format!("greenroom: line {}: ", 2 * n + 2);
        assert!(told.starts_with(&number) && told.contains(words), "{line}\n{told}\n({number} … {words})");
    }
}

#[test]
fn empty_lines_are_passed_over_and_line_ends_do_not_matter() {
    let input = format!("\n{}\r\n   \t\r\n\r\n{}\nnope\r\n{}", good(1), good(2), good(3));
    let room = Room::new();
    let done = room.log(input);
    assert_eq!(done.saved().len(), 3, "the last without a newline: {done:?}");
    assert!(done.problem().starts_with("line 6: "), "empty lines are counted: {}", done.err);
    assert!(room.contents().notices.is_empty());
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let mut input = good(1).to_string().into_bytes();
    input.extend_from_slice(b"\n{\"question\": {\"text\": \"caf\xe9\"}}\n");
    input.extend_from_slice(format!("{}\n", good(2)).as_bytes());
    let room = Room::new();
    let done = room.log(input);
    assert_eq!(done.saved().len(), 2);
    let told = done.problem();
    assert!(told.starts_with("line 2: ") && told.contains("UTF-8"), "{told}");
}

#[test]
fn a_line_too_long_for_the_journal_does_not_stop_the_rest() {
    let mut long = good(1);
    long["note"] = json!("x".repeat(17 << 20));
    let room = Room::new();
    let done = room.log(format!("{}\n{long}\n{}\n", good(2), good(3)));
    assert_eq!(done.saved().len(), 2, "{}", done.err);
    assert!(done.problem().starts_with("line 2: "), "{}", done.err);
}

#[test]
fn nothing_given_is_nothing_saved() {
    let room = Room::new();
    let done = room.log("");
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, "", ""));
    assert!(room.contents().has.attempts.is_empty());
}

#[test]
fn an_id_is_printed_before_the_next_line_is_asked_for() {
    // `Holder::save` waits for each id before it gives the next line; the store must have it by then.
    let room = Room::new();
    let mut holder = Holder::start(&room);
    for n in 1..4 {
        let id = holder.save(&good(n));
        assert!(room.contents().has.attempts.iter().any(|a| a.id.to_string() == id));
    }
    assert_eq!(holder.end(), 0);
    assert_eq!(room.contents().has.attempts.len(), 4);
}

#[test]
fn a_reader_that_went_away_is_a_problem_and_what_was_acknowledged_stays() {
    let room = Room::new();
    let mut child = spawn(room.command(&["log", "--stdin"]).stdin(Stdio::piped()));
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    writeln!(stdin, "{}", good(1)).unwrap();
    let mut first = vec![0; 48];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let rest: Vec<String> = (2..8).map(|n| good(n).to_string()).collect();
    let _ = stdin.write_all(rest.join("\n").as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    // Lines were left unread: whoever gave them must not believe that they are saved.
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
    let id = saved_id(&String::from_utf8(first).unwrap());
    assert!(room.contents().has.attempts.iter().any(|a| a.id.to_string() == id));
}

#[test]
fn the_second_of_two_does_not_write_and_says_so() {
    let room = Room::new();
    let holder = Holder::start(&room);
    let before = room.snapshot();
    let done = room.log(format!("{}\n", good(1)));
    assert!(done.problem().contains("another Greenroom has this folder open"), "{done:?}");
    assert_eq!(done.out, "");
    room.assert_same(&before);
    let report = room.run_unchanged(&["report", "--json"]).json();
    assert_eq!(report["principles"].as_array().unwrap().len(), 16);
    assert_eq!(room.run_unchanged(&["draw", "--json"]).json().as_array().unwrap().len(), 1);
    assert_eq!(room.run_unchanged(&["check", "--json"]).json()["attempts"], 1);
    assert!(room.run_unchanged(&["check", "--restore", "daily-2026-01-01"]).problem().contains("another"));
    assert_eq!(holder.end(), 0);
    room.logged(&[good(1)]);
    assert_eq!(room.contents().has.attempts.len(), 2, "and once the first is gone, it can");
}

#[test]
fn a_folder_of_a_newer_greenroom_is_only_read() {
    let room = Room::with(&[good(1)]);
    let path = room.path("folder.json");
    let mut doc: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    doc["version"] = json!(99);
    fs::write(&path, doc.to_string()).unwrap();
    let before = room.snapshot();
    let done = room.log(format!("{}\n", good(2)));
    assert!(done.problem().contains("newer Greenroom"), "{done:?}");
    assert_eq!(done.out, "");
    room.assert_same(&before);
    let report = room.run_unchanged(&["report", "--json", "--now", "2026-07-01T00:00:00Z"]).json();
    let row = report["principles"].as_array().unwrap().iter().find(|p| p["principle"] == "Dive Deep");
    assert_eq!(row.unwrap()["answers"], 1);
    let check = room.run_unchanged(&["check", "--json"]).json();
    assert_eq!((&check["version"], &check["newer"]), (&json!(99), &json!(true)));
}

#[test]
fn a_place_that_cannot_hold_a_folder_is_told() {
    let room = Room::new();
    fs::write(room.data(), "a file").unwrap();
    let before = room.snapshot();
    for done in
        [room.log(format!("{}\n", good(1))), room.run(&["report"]), room.run(&["draw"]), room.run(&["check"])]
    {
        assert!(done.problem().contains(room.data().to_str().unwrap()), "{done:?}");
    }
    room.assert_same(&before);
}
