//! `greenroom demo`: the same history for the same seed, labelled, and never over anything else.

use std::fs;

use serde_json::json;

use crate::common::{Room, attempt, keys};

/// What was asked and how it was scored, without the times, which count back from now.
fn history(room: &Room) -> Vec<(String, Option<String>, greenroom::domain::rubric::Scores)> {
    let attempts = room.contents().has.attempts;
    attempts.iter().map(|a| (a.principle.clone(), a.question.id.clone(), a.scores)).collect()
}

#[test]
fn a_seed_gives_one_history_and_it_is_labelled() {
    let make = |seed: &str| {
        let room = Room::new();
        let done = room.run(&["demo", "--attempts", "50", "--seed", seed, "--json"]).json();
        assert_eq!(keys(&done), ["attempts", "folder"]);
        assert_eq!(done, json!({"attempts": 50, "folder": room.data()}));
        room
    };
    let (first, again, other) = (make("5"), make("5"), make("6"));
    assert_eq!(history(&first).len(), 50);
    assert_eq!(history(&first), history(&again));
    assert_ne!(history(&first), history(&other));

    let contents = first.contents();
    assert!(contents.notices.is_empty(), "{:?}", contents.notices);
    assert!(
        contents.has.attempts.iter().all(|a| a
            .note
            .as_deref()
            .unwrap()
            .starts_with("Made up by greenroom demo"))
    );
    assert!(contents.has.profile.target.company.contains("demo"));
    assert!(contents.has.stories.iter().all(|s| s.title.contains("(demo)")));
    assert!(contents.has.attempts.iter().all(|a| a.started < chrono::Utc::now() && a.is_evidence()));

    let report = first.run(&["report", "--json"]).json();
    let answers: u64 =
        report["principles"].as_array().unwrap().iter().map(|r| r["answers"].as_u64().unwrap()).sum();
    assert_eq!(answers, 50, "all of it is evidence");
    assert_eq!(first.run(&["check", "--json"]).json()["sound"], true);
}

#[test]
fn a_folder_that_holds_something_is_refused() {
    let room = Room::with(&[attempt("Dive Deep", "q", "2026-06-01T10:00:00+02:00", 3)]);
    assert!(room.run_unchanged(&["demo"]).problem().contains("holds something already"));
    let room = Room::new();
    fs::create_dir(room.data()).unwrap();
    fs::write(room.path("letter.txt"), "mine").unwrap();
    assert!(room.run_unchanged(&["demo"]).problem().contains("empty folder"));
    let room = Room::new();
    assert_eq!(room.run(&["demo", "--attempts", "3"]).code, 0);
    room.run_unchanged(&["demo", "--attempts", "3"]).problem();
}

#[test]
fn an_empty_folder_is_filled() {
    let room = Room::new();
    fs::create_dir(room.data()).unwrap();
    let done = room.run(&["demo", "--attempts", "1"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert_eq!(history(&room).len(), 1);
}

#[test]
fn it_needs_a_folder_named_even_where_there_is_a_usual_one() {
    let room = Room::new();
    let before = room.snapshot();
    let mut command = room.bare(&["demo"]);
    command.env("GREENROOM_DATA", room.data());
    let done = crate::common::finish(command, b"");
    assert!(done.problem().contains("--data"), "{done:?}");
    room.assert_same(&before);
}
