//! `greenroom check`: says what is there, changes nothing, and brings a backup back.

use std::fs;

use serde_json::{Value, json};

use crate::common::{Room, attempt, keys, stamp};

fn good(n: usize) -> Value {
    attempt("Dive Deep", &format!("q{n}"), &format!("2026-06-{:02}T10:00:00+02:00", n + 1), 3)
}

#[test]
fn an_empty_folder_is_sound_and_stays_empty() {
    let room = Room::new();
    fs::create_dir(room.data()).unwrap();
    let report = room.run_unchanged(&["check", "--json"]).json();
    assert_eq!(report["format"], "greenroom-check/1");
    assert_eq!((&report["attempts"], &report["sound"]), (&json!(0), &json!(true)));
    assert!(fs::read_dir(room.data()).unwrap().next().is_none());
}

#[test]
fn a_folder_that_is_not_there_is_told_and_not_made() {
    let room = Room::new();
    for args in [&["check"][..], &["check", "--json"], &["check", "--restore", "daily-2026-01-01"]] {
        let done = room.run_unchanged(args);
        assert!(done.problem().contains("no data folder"), "{done:?}");
        assert_eq!(done.out, "");
    }
}

#[test]
fn a_sound_folder_is_counted() {
    let room = Room::with(&[good(1), good(2)]);
    let report = room.run_unchanged(&["check", "--json"]).json();
    assert_eq!(
        keys(&report),
        [
            "attempts",
            "backups",
            "banks",
            "conflict_copies",
            "doubts",
            "finds",
            "folder",
            "format",
            "imports",
            "journals",
            "later_lines",
            "lines",
            "mocks",
            "moments",
            "newer",
            "overlays",
            "recordings",
            "set_aside",
            "sound",
            "sound_bytes",
            "stories",
            "version",
            "without_sound",
        ]
    );
    assert_eq!(report["folder"], json!(room.data()));
    for (key, n) in [("attempts", 2), ("lines", 2), ("journals", 1), ("moments", 0), ("version", 1)] {
        assert_eq!(report[key], n, "{key}");
    }
    assert_eq!((&report["sound"], &report["newer"]), (&json!(true), &json!(false)));
    let plain = room.run_unchanged(&["check"]);
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    assert!(
        plain.out.contains("2 attempts") && plain.out.contains("Everything can be read"),
        "{}",
        plain.out
    );
}

#[test]
fn a_damaged_folder_is_told_and_left_as_it_is() {
    let room = Room::with(&[good(1), good(2), good(3)]);
    let mut bytes = fs::read(room.journal()).unwrap();
    let second = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
    bytes[second + 40] ^= 1;
    fs::write(room.journal(), &bytes).unwrap();
    fs::create_dir_all(room.path("banks")).unwrap();
    fs::write(room.path("banks/mine.json"), "{\"format\": \"greenroom-bank/1\",\n oops").unwrap();
    fs::write(room.path("profile.json"), "[]").unwrap();

    let done = room.run_unchanged(&["check", "--json"]);
    assert!(done.problem().contains("cannot be read"), "{done:?}");
    let report: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&report["sound"], &report["attempts"]), (&json!(false), &json!(2)));
    let aside = report["set_aside"].as_array().unwrap();
    let about = |file: &str| aside.iter().find(|a| a["file"].as_str().unwrap().starts_with(file)).unwrap();
    assert_eq!(about("journal/")["place"], "line 2");
    assert!(about("banks/mine.json")["place"].as_str().unwrap().contains("line 2"));
    assert!(!about("profile.json")["reason"].as_str().unwrap().is_empty());
    assert_eq!(aside.len(), 3, "{report}");

    let plain = room.run_unchanged(&["check"]);
    plain.problem();
    assert_eq!(plain.out.matches("set aside: ").count(), 3, "{}", plain.out);

    // The rest works: what is whole is reported, and each loss is told.
    let report = room.run_unchanged(&["report", "--json", "--now", "2026-07-01T00:00:00Z"]);
    assert_eq!((report.code, report.err.lines().count()), (0, 3), "{report:?}");
    let rows: Value = serde_json::from_str(&report.out).unwrap();
    assert!(rows["principles"].as_array().unwrap().iter().any(|r| r["answers"] == 2));
    let done = room.log(good(4).to_string());
    assert_eq!(
        (done.code, done.err.lines().count(), done.saved().len()),
        (0, 3, 1),
        "told here too: {done:?}"
    );
    assert_eq!(room.contents().has.attempts.len(), 3);
    assert!(fs::read(room.journal()).unwrap().starts_with(&bytes), "the damaged bytes are still there");
}

#[test]
fn a_backup_comes_back_and_what_was_there_is_kept() {
    let room = Room::with(&[good(1), good(2)]);
    let name = room.with_store(|store, _| store.backup_now(stamp()).unwrap());
    let journal = room.journal();
    let backed_up = fs::read(&journal).unwrap();
    room.logged(&[good(3)]);

    let report = room.run_unchanged(&["check", "--json"]).json();
    assert_eq!(report["backups"][0]["name"], json!(name));
    assert_eq!(
        keys(&report["backups"][0]),
        ["bytes", "files", "kind", "made", "name"],
        "broken is absent where it is sound"
    );

    let report = room.run(&["check", "--restore", &name, "--json"]).json();
    assert_eq!((&report["attempts"], &report["sound"]), (&json!(2), &json!(true)));
    assert_eq!(fs::read(&journal).unwrap(), backed_up, "byte by byte");
    let kinds: Vec<&str> =
        report["backups"].as_array().unwrap().iter().map(|b| b["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"manual") && kinds.contains(&"before-restore"), "{kinds:?}");

    let before = report["backups"].as_array().unwrap().iter().find(|b| b["kind"] == "before-restore");
    let report =
        room.run(&["check", "--restore", before.unwrap()["name"].as_str().unwrap(), "--json"]).json();
    assert_eq!(report["attempts"], 3, "and back again");
    room.logged(&[good(4)]);
    assert_eq!(room.contents().has.attempts.len(), 4, "the journal goes on after a restore");
    assert!(room.contents().notices.is_empty());
}

#[test]
fn a_backup_that_is_not_there_or_is_damaged_is_not_used() {
    let room = Room::with(&[good(1)]);
    let before = room.snapshot();
    for name in ["daily-2026-01-01", "../..", "", "x"] {
        let done = room.run(&["check", "--restore", name]);
        assert!(done.problem().contains("no backup"), "{done:?}");
        room.assert_same(&before);
    }
    let name = room.with_store(|store, _| store.backup_now(stamp()).unwrap());
    let copy = room.path("backups").join(&name).join("journal").join(room.journal().file_name().unwrap());
    let mut bytes = fs::read(&copy).unwrap();
    bytes[30] ^= 4;
    fs::write(&copy, bytes).unwrap();
    room.logged(&[good(2)]);
    let done = room.run_unchanged(&["check", "--restore", &name]);
    assert!(done.problem().contains("damaged"), "{done:?}");
    let report: Value = serde_json::from_str(&room.run_unchanged(&["check", "--json"]).out).unwrap();
    assert!(report["backups"][0]["broken"].is_string(), "{report}");
    assert_eq!((&report["sound"], &report["attempts"]), (&json!(false), &json!(2)));
}
