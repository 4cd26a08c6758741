//! No control character of a file, a name or a question reaches the terminal, on any command.

use std::fs;

use crate::common::{Done, Room, attempt};

/// Sets the title, clears the screen, and turns the order of letters around.
const ORDERS: &str = "\u{1b}]0;owned\u{7}\u{9b}2J\u{1b}[31m\u{202e}";

fn nothing_steers(done: &Done, what: &[&str]) {
    for text in [&done.out, &done.err] {
        let bad = text
            .replace("\r\n", "\n")
            .chars()
            .find(|c| c.is_control() && !matches!(c, '\n' | '\t') || *c == '\u{202e}');
        assert_eq!(bad, None, "{what:?}: {text:?}");
    }
}

#[test]
fn what_files_hold_and_are_called_is_spelled_out() {
    let room = Room::with(&[attempt(&format!("Dive{ORDERS} Deep"), "q1", "2026-06-02T10:00:00+02:00", 3)]);
    let note = room.data().join(format!("a{ORDERS}.md"));
    fs::write(&note, format!("# Questions\n\n- Tell me about a time{ORDERS} you failed. What then?\n"))
        .unwrap();
    let bank = room.data().join("banks").join("mine.json");
    fs::create_dir_all(bank.parent().unwrap()).unwrap();
    let text = serde_json::json!({
        "format": "greenroom-bank/1", "id": "mine", "title": format!("Mine{ORDERS}"), "framework": "mine",
        "principles": [{"id": "calm", "name": format!("Calm{ORDERS}"), "meaning": "Stays calm"}],
        "questions": [{"id": "calm-01", "text": format!("When{ORDERS} did you stay calm?"), "principles": ["calm"]}],
    });
    fs::write(&bank, text.to_string()).unwrap();
    let (note, bank) = (note.display().to_string(), bank.display().to_string());
    let broken = room.data().join("stories");
    fs::create_dir_all(&broken).unwrap();
    fs::write(broken.join(format!("b{ORDERS}.json")), b"{").unwrap();
    for args in [
        &["report"][..],
        &["report", "--json"],
        &["plan"],
        &["plan", "--json"],
        &["draw", "--count", "5"],
        &["check"],
        &["check", "--json"],
        &["import", &note],
        &["import", "--json", &note],
        &["bank", "lint", &bank],
        &["mock", "plan"],
        &["export", "attempts-json", "--principle", ORDERS],
    ] {
        nothing_steers(&room.run(args), args);
    }
}
