//! The README says what the program does: its keys, its commands and their JSON.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use greenroom::store::AttemptBody;
use greenroom::ui::bindings::{BINDINGS, Context, key_text};
use serde_json::Value;

const KEYS_BEGIN: &str =
    "<!-- keys: made from the program; refresh with GREENROOM_REFRESH=1 cargo test --test readme -->\n";
const KEYS_END: &str = "<!-- end of keys -->";

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The table of keys: one row for each thing that can be done in one place.
fn key_table() -> String {
    let mut table = "| where | keys | what they do |\n|---|---|---|\n".to_owned();
    for context in Context::ALL {
        let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
        for binding in BINDINGS.iter().filter(|b| b.context == context) {
            let (text, key) = (binding.action.text(), key_text(binding.keys, false));
            match rows.iter_mut().find(|row| row.0 == text) {
                Some(row) => row.1.push(key),
                None => rows.push((text, vec![key])),
            }
        }
        for (i, (text, keys)) in rows.iter().enumerate() {
            let place = if i == 0 { context.name() } else { "" };
            writeln!(table, "| {place} | {} | {text} |", keys.join(", ")).unwrap();
        }
    }
    table
}

#[test]
fn the_keys_are_those_of_the_program() {
    let text = readme();
    let begin = text.find(KEYS_BEGIN).expect("the mark before the keys") + KEYS_BEGIN.len();
    let end = text.find(KEYS_END).expect("the mark after the keys");
    if std::env::var_os("GREENROOM_REFRESH").is_some() {
        let fresh = format!("{}{}{}", &text[..begin], key_table(), &text[end..]);
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"), fresh).unwrap();
        return;
    }
    assert_eq!(&text[begin..end], key_table(), "refresh it: GREENROOM_REFRESH=1 cargo test --test readme");
}

/// The JSON blocks, in order.
fn json_blocks(text: &str) -> Vec<&str> {
    text.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_example_attempt_can_be_logged() {
    let text = readme();
    let block = json_blocks(&text).into_iter().find(|block| block.starts_with("{\"question\"")).unwrap();
    let body = AttemptBody::from_json(block.trim()).unwrap();
    body.check().unwrap();
    assert!(body.extra.is_empty());
}

/// The names of all fields, at any depth.
fn fields(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| fields(item, into)),
        Value::Object(map) => {
            for (name, inner) in map {
                into.push(name.clone());
                fields(inner, into);
            }
        }
        _ => {}
    }
    into.sort_unstable();
    into.dedup();
}

fn answer(args: &[&str], temp: &Path) -> Value {
    let done = Command::new(env!("CARGO_BIN_EXE_greenroom"))
        .args(args)
        .arg("--data")
        .arg(temp.join("data"))
        .env("GREENROOM_STATE", temp.join("state"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

#[test]
fn the_json_of_the_commands_is_what_is_shown() {
    let temp = tempfile::tempdir().unwrap();
    let text = readme();
    // Each command with how its block in the README begins.
    let commands: [(&[&str], &str); 7] = [
        (&["demo", "--attempts", "5", "--json"], "{\"attempts\""),
        (&["draw", "--json"], "[{\"id\""),
        (&["mock", "plan", "--json"], "{\"form\""),
        (&["report", "--json"], "{\"now\""),
        (&["plan", "--json"], "{\"format\": \"greenroom-plan/1\""),
        (&["check", "--json"], "{\"format\": \"greenroom-check/1\""),
        (&["licences", "--json"], "[{\"name\""),
    ];
    for (args, begins) in commands {
        let block = json_blocks(&text).into_iter().find(|block| block.starts_with(begins)).unwrap();
        let (mut shown, mut given) = (Vec::new(), Vec::new());
        fields(&serde_json::from_str(block).unwrap(), &mut shown);
        fields(&answer(args, temp.path()), &mut given);
        // A sound folder without backups shows fewer fields than the README does.
        let extra: Vec<&String> = given.iter().filter(|name| !shown.contains(name)).collect();
        assert!(extra.is_empty(), "{args:?} gives {extra:?}, which the README does not show");
        if args[0] != "check" {
            assert_eq!(shown, given, "{args:?}");
        }
    }
}

#[test]
fn the_picture_is_there() {
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screenshot.png");
    assert!(fs::read(picture).unwrap().starts_with(b"\x89PNG"));
}
