//! `greenroom packet`: what is written, what is read back, and what is refused. The page itself is tested in a browser.

use std::fs;

use serde_json::{Value, json};

use crate::common::{Room, attempt, keys};

fn room() -> (Room, String) {
    let mut own = attempt("Dive Deep", "what broke", "2026-06-30T19:00:00+02:00", 5);
    own["note"] = json!("I counted the pallets by hand.");
    let room = Room::with(&[attempt("Ownership", "who", "2026-06-29T19:00:00+02:00", 3)]);
    let id = room.logged(&[own]).pop().unwrap();
    (room, id)
}

fn scores(attempt: &str, by: &str, score: u8) -> Value {
    json!({
        "format": "greenroom-scores/1", "packet": "0198c0de-0000-7000-8000-000000000001", "attempt": attempt,
        "question": "Tell me about what broke.", "by": by, "at": "2026-07-01T08:00:00+02:00",
        "scores": {"depth": score, "fit": score},
    })
}

fn put(room: &Room, name: &str, value: &Value) -> String {
    let path = room.beside(name);
    fs::write(&path, value.to_string()).unwrap();
    path.display().to_string()
}

#[test]
fn a_packet_holds_the_answer_and_replaces_nothing_unasked() {
    let (room, id) = room();
    let path = room.beside("packet.html");
    let out = path.to_str().unwrap();
    let before = room.snapshot().len();
    let answer = room.run(&["packet", "last", "-o", out, "--json"]).json();
    assert_eq!(keys(&answer), ["attempt", "file", "packet"]);
    assert_eq!(answer["attempt"], id.as_str());
    assert_eq!(room.snapshot().len(), before + 1, "and no other file came");
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.contains("Tell me about what broke.") && page.contains("I counted the pallets by hand."));
    assert!(page.contains(answer["packet"].as_str().unwrap()));
    assert!(room.run(&["packet", "last", "-o", out]).problem().contains("is there already"));
    assert_eq!(fs::read_to_string(&path).unwrap(), page);
    assert_eq!(room.run(&["packet", "last", "-o", out, "--force"]).code, 0);
    assert_ne!(fs::read_to_string(&path).unwrap(), page, "another packet has an id of its own");
    let printed = room.run_unchanged(&["packet", &id]);
    assert!(printed.out.starts_with("<!doctype html>") && printed.out.trim_end().ends_with("</html>"));
}

#[test]
fn an_answer_is_named_by_its_id_or_the_beginning_of_it() {
    let (room, id) = room();
    assert_eq!(room.run(&["packet", &id[..id.len() - 4]]).code, 0);
    assert!(room.run(&["packet", "zz"]).problem().contains("no answer has an id"));
    // The two were logged within the same days of the calendar of ids.
    assert!(room.run(&["packet", &id[..1]]).problem().contains("several answers' ids"));
    assert!(Room::new().run(&["packet", "last"]).problem().contains("no scored answer yet"));
    assert_eq!(room.run(&["packet"]).code, 2);
    assert_eq!(room.run(&["packet", "last", "--read", "x.json"]).code, 2);
}

#[test]
fn what_came_back_stands_beside_ones_own_and_a_second_file_replaces_the_first() {
    let (room, id) = room();
    let anna = put(&room, "anna.json", &scores(&id, "Anna", 3));
    let ben = put(&room, "ben.json", &scores(&id, "Ben", 4));
    let done = room.run(&["packet", "--read", &anna, &ben, "--json"]).json();
    assert_eq!(keys(&done[0]), ["attempt", "by", "file", "mean", "own_mean", "packet", "replaced", "same"]);
    assert_eq!((&done[0]["mean"], &done[0]["own_mean"]), (&json!(3.0), &json!(5.0)));
    let again = put(&room, "anna-2.json", &scores(&id, "anna", 2));
    let said = room.run(&["packet", "--read", &again]);
    assert!(said.out.contains("put in place of the first"), "{said:?}");
    assert!(said.out.contains("You score 2.0 higher than your friends, from 2 comparisons"), "{said:?}");
    let lines = room.lines().len();
    assert!(room.run(&["packet", "--read", &again]).out.contains("there already"));
    assert_eq!(room.lines().len(), lines, "the same file again writes nothing");
    let attempts = room.contents().has.attempts;
    let told: Vec<(&str, Option<f64>)> =
        attempts[1].friend_scores.iter().map(|o| (o.by.as_str(), o.scores.mean())).collect();
    assert_eq!(told, [("anna", Some(2.0)), ("Ben", Some(4.0))]);
    assert_eq!(attempts[1].scores.mean(), Some(5.0));
}

#[test]
fn a_file_that_does_not_belong_is_told_and_the_rest_go_on() {
    let (room, id) = room();
    let unknown = put(&room, "unknown.json", &scores("0198c0de-0000-7000-8000-00000000dead", "Anna", 3));
    let mut later = scores(&id, "Anna", 3);
    later["format"] = json!("greenroom-scores/2");
    let later = put(&room, "later.json", &later);
    let six = put(&room, "six.json", &scores(&id, "Anna", 6));
    let good = put(&room, "good.json", &scores(&id, "Anna", 3));
    let nowhere = room.beside("nowhere.json").display().to_string();
    let done = room.run(&["packet", "--read", &unknown, &later, &six, &nowhere, &good]);
    assert_eq!(done.code, 1, "{done:?}");
    let told: Vec<&str> = done.err.lines().collect();
    for (line, words) in
        told.iter().zip(["not in this data folder", "update this one", "from 1 to 5", "cannot be opened"])
    {
        assert!(line.contains(words), "{line}");
    }
    assert_eq!(told.len(), 4);
    assert_eq!(done.out.lines().count(), 1);
    assert_eq!(room.contents().has.attempts[1].friend_scores.len(), 1);
}
