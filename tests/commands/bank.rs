//! `greenroom bank`: what the lint prints and when it fails, and that a new bank is a sound one.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::common::{Room, keys};

/// The path of a bank that is shipped.
fn shipped(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks").join(name).display().to_string()
}

/// A bank file made by `bank new` and then changed.
fn changed(room: &Room, change: impl FnOnce(&mut Value)) -> (PathBuf, String) {
    let path = room.beside("mine.json");
    let shown = path.display().to_string();
    assert_eq!(room.run(&["bank", "new", "--title", "Mine", "--out", &shown]).code, 0);
    let mut bank: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut bank);
    fs::write(&path, bank.to_string()).unwrap();
    (path, shown)
}

#[test]
fn shipped_banks_pass_alone_together_and_against_themselves() {
    let room = Room::new();
    let all: Vec<String> = ["amazon.json", "general.json", "role-data-analyst.json"].map(shipped).to_vec();
    let args: Vec<&str> = ["bank", "lint", "--strict", "--against-built-in"]
        .into_iter()
        .chain(all.iter().map(String::as_str))
        .collect();
    let done = room.run_unchanged(&args);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{done:?}");
    assert!(done.out.contains("3 banks: "), "{done:?}");
    assert!(done.out.contains("0 errors, 0 warnings."), "{done:?}");
    assert!(done.out.contains("Most alike: 0."), "{done:?}");
    assert!(!room.data().exists());
}

#[test]
fn a_new_bank_has_no_error_and_is_not_written_over() {
    let room = Room::new();
    let path = room.beside("calm.json").display().to_string();
    let done = room.run(&[
        "bank",
        "new",
        "--title",
        "Under  pressure",
        "--framework",
        "mine",
        "--out",
        &path,
        "--json",
    ]);
    assert_eq!(done.json(), json!({"file": path, "bank": "under-pressure"}));
    let before = fs::read(&path).unwrap();
    let bank: Value = serde_json::from_slice(&before).unwrap();
    assert_eq!((&bank["title"], &bank["framework"]), (&json!("Under pressure"), &json!("mine")));
    let again = room.run(&["bank", "new", "--title", "Other", "--out", &path]);
    assert!(again.problem().contains("left as it is"), "{again:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
    // One question is not enough for a principle, which is a warning and no more.
    let report = room.run(&["bank", "lint", &path, "--against-built-in", "--json"]).json();
    assert_eq!((&report["errors"], &report["warnings"]), (&json!(0), &json!(1)), "{report}");
    assert_eq!(report["findings"][0]["rule"], "thin");
    assert!(room.run(&["bank", "lint", &path, "--strict"]).problem().contains("see above"));
    // Without a file it goes to standard output; without letters no id can be made.
    let printed = room.run(&["bank", "new", "--title", "Mine"]);
    assert_eq!(printed.json()["id"], "mine");
    assert!(room.run(&["bank", "new", "--title", "面接"]).problem().contains("--id"));
    assert_eq!(
        room.run(&["bank", "new", "--title", "面接", "--id", "Mensetsu 1"]).json()["id"],
        "mensetsu-1"
    );
}

#[test]
fn an_error_is_told_with_file_and_place_and_is_exit_1() {
    let room = Room::new();
    let (_, shown) = changed(&room, |bank| bank["questions"][0]["text"] = json!("Tell me about a promise"));
    let done = room.run_unchanged(&["bank", "lint", &shown]);
    assert!(done.problem().contains("see above"), "{done:?}");
    let line = done.out.lines().find(|l| l.contains("error")).unwrap();
    assert!(line.starts_with(&format!("{shown}: question mine-keep-your-word-01: error: form: ")), "{line}");
    let done = room.run_unchanged(&["bank", "lint", &shown, "--json"]);
    assert_eq!(done.code, 1);
    let report: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(keys(&report), ["banks", "errors", "findings", "format", "highest", "too_alike", "warnings"]);
    assert_eq!(
        report["banks"],
        json!([{"file": shown, "bank": "mine", "principles": 1, "questions": 1, "probes": 3}])
    );
    assert_eq!(keys(&report["findings"][0]), ["bank", "file", "place", "rule", "severity", "words"]);
    assert_eq!(report["highest"], Value::Null, "one question is like no other");
}

#[test]
fn what_repeats_the_shipped_banks_is_found_if_they_are_asked_for() {
    let room = Room::new();
    let amazon: Value = serde_json::from_slice(&fs::read(shipped("amazon.json")).unwrap()).unwrap();
    let (_, shown) =
        changed(&room, |bank| bank["questions"][0]["text"] = amazon["questions"][0]["text"].clone());
    assert_eq!(room.run_unchanged(&["bank", "lint", &shown]).code, 0);
    let done = room.run_unchanged(&["bank", "lint", &shown, "--against-built-in"]);
    assert_eq!(done.code, 1);
    assert!(done.out.contains("error: alike: ") && done.out.contains("of the bank amazon"), "{done:?}");
}

#[test]
fn a_file_that_is_no_bank_is_told_and_the_others_go_on() {
    let room = Room::new();
    let (_, shown) = changed(&room, |_| {});
    let broken = room.beside("broken.json");
    fs::write(&broken, "{\"format\": \"greenroom-bank/1\",\n oops}").unwrap();
    let broken = broken.display().to_string();
    let absent = room.beside("absent.json").display().to_string();
    let done = room.run_unchanged(&["bank", "lint", &broken, &absent, &shown]);
    assert!(done.problem().contains("see above"), "{done:?}");
    assert!(done.out.contains(&format!("{broken}: error: schema: line 2")), "{done:?}");
    assert!(done.out.contains(&format!("{absent}: error: schema: it cannot be read")), "{done:?}");
    assert!(done.out.contains("1 bank: 1 question, 3 probes. 2 errors, 1 warning."), "{done:?}");
    assert_eq!(room.run_unchanged(&["bank", "lint"]).code, 2, "a file must be named");
}

#[test]
fn help_documents_the_json() {
    let room = Room::new();
    for (command, words) in [
        (
            "lint",
            &["greenroom-lint/1", "\"findings\"", "\"highest\"", "--against-built-in", "--strict", "--json"]
                [..],
        ),
        ("new", &["--title", "--framework", "--out", "--id", "\"bank\"", "--json"]),
    ] {
        let help = room.run_unchanged(&["bank", command, "--help"]);
        let text = help.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in words {
            assert!(text.contains(word), "bank {command} --help does not tell {word}: {}", help.out);
        }
    }
}
