//! `greenroom draw`: the shape, the scope, the seed, and that it only looks.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::common::{Room, attempt, keys};

fn ids(drawn: &Value) -> Vec<String> {
    drawn.as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_json_is_as_documented() {
    let room = Room::new();
    let drawn = room.run(&["draw", "--json", "--count", "20", "--seed", "7"]).json();
    let banks: Vec<Value> =
        [include_str!("../../question_banks/amazon.json"), include_str!("../../question_banks/canon.json")]
            .map(|text| serde_json::from_str(text).expect("the bank is JSON"))
            .to_vec();
    assert_eq!(drawn.as_array().unwrap().len(), 20);
    for one in drawn.as_array().unwrap() {
        assert_eq!(keys(one), ["bank", "id", "principle", "principles", "reason", "text"]);
        let bank = banks.iter().find(|bank| bank["id"] == one["bank"]).expect("one of the two that are on");
        let question = bank["questions"].as_array().unwrap().iter().find(|q| q["id"] == one["id"]).unwrap();
        assert_eq!(question["text"], one["text"], "the words are the bank's");
        let names: Vec<&Value> = question["principles"]
            .as_array()
            .unwrap()
            .iter()
            .map(
                |id| &bank["principles"].as_array().unwrap().iter().find(|p| p["id"] == *id).unwrap()["name"],
            )
            .collect();
        assert_eq!(json!(names), one["principles"]);
        assert!(names.contains(&&one["principle"]), "drawn for one of its principles: {one}");
        assert!(!one["reason"].as_str().unwrap().is_empty());
    }
}

#[test]
fn one_question_unless_a_count_is_given() {
    let room = Room::new();
    assert_eq!(ids(&room.run(&["draw", "--json"]).json()).len(), 1);
    assert_eq!(room.run(&["draw", "--json", "--count", "0"]).json(), json!([]));
    let told = room.run(&["draw", "--seed", "1"]);
    let drawn = room.run(&["draw", "--seed", "1", "--json"]).json();
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.contains(drawn[0]["text"].as_str().unwrap()), "{told:?}");
    assert!(told.out.contains(drawn[0]["reason"].as_str().unwrap()), "{told:?}");
}

#[test]
fn a_principle_goes_by_any_of_its_names() {
    let room = Room::new();
    let draw = |name: &str| room.run(&["draw", "--json", "--count", "8", "--seed", "3", "--principle", name]);
    let by_name = draw("Dive Deep").json();
    for one in by_name.as_array().unwrap() {
        assert_eq!(one["principle"], "Dive Deep");
        assert!(one["principles"].as_array().unwrap().contains(&json!("Dive Deep")), "{one}");
    }
    let other = draw("Customer Obsession").json();
    assert_eq!(other, draw("Customer focus").json(), "another known name");
    assert_eq!(other, draw("customer-obsession").json(), "its id");
    assert_eq!(other, draw("CUSTOMER  obsession").json(), "however it is written");
    assert_ne!(ids(&other), ids(&by_name));
}

#[test]
fn an_unknown_principle_is_told() {
    let room = Room::new();
    let done = room.run_unchanged(&["draw", "--json", "--principle", "Juggling"]);
    assert!(done.problem().contains("Juggling"), "{done:?}");
    assert_eq!(done.out, "");
}

#[test]
fn no_question_comes_twice_in_a_row() {
    let room = Room::with(&[attempt("Dive Deep", "dive-deep-01", "2026-06-01T10:00:00+02:00", 3)]);
    for seed in 0..6 {
        for scope in [&[][..], &["--principle", "Dive Deep"]] {
            let seed = seed.to_string();
            let args = [&["draw", "--json", "--count", "40", "--seed", &seed], scope].concat();
            let drawn = ids(&room.run(&args).json());
            assert_eq!(drawn.len(), 40);
            assert!(drawn.windows(2).all(|w| w[0] != w[1]), "{args:?}: {drawn:?}");
            assert_ne!(drawn[0], "dive-deep-01", "asked last: {args:?}");
        }
    }
}

#[test]
fn forty_draws_reach_every_principle() {
    let room = Room::new();
    let drawn = room.run(&["draw", "--json", "--count", "48", "--seed", "11"]).json();
    let seen: BTreeSet<&str> =
        drawn.as_array().unwrap().iter().map(|d| d["principle"].as_str().unwrap()).collect();
    assert_eq!(seen.len(), 16, "none starves: {seen:?}");
}

#[test]
fn a_seed_repeats_a_draw_and_nothing_is_changed() {
    let room = Room::with(&[
        attempt("Ownership", "ownership-01", "2026-06-01T10:00:00+02:00", 4),
        attempt("Dive Deep", "dive-deep-02", "2026-06-02T10:00:00+02:00", 2),
    ]);
    let draw =
        |seed: &str| ids(&room.run_unchanged(&["draw", "--json", "--count", "12", "--seed", seed]).json());
    assert_eq!(draw("42"), draw("42"));
    assert_ne!(draw("42"), draw("43"));
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let room = Room::new();
    let done = room.run_unchanged(&["draw", "--json"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(!room.data().exists());
}
