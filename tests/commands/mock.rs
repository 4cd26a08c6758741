//! `greenroom mock plan`: what a mock interview would be, repeated by its seed, changing nothing.

use std::collections::HashSet;

use greenroom::domain::profile::{InterviewStage, Profile};
use serde_json::Value;

use crate::common::*;

fn plan(room: &Room, args: &[&str]) -> Value {
    room.run_unchanged(&[&["mock", "plan", "--json"], args].concat()).json()
}

fn rounds(plan: &Value) -> &Vec<Value> {
    plan["rounds"].as_array().unwrap()
}

fn questions(plan: &Value) -> Vec<&Value> {
    rounds(plan).iter().flat_map(|round| round["questions"].as_array().unwrap()).collect()
}

#[test]
fn a_loop_has_rounds_whose_times_add_up_and_no_question_twice() {
    let room = Room::new();
    for seed in ["1", "2", "3"] {
        let plan = plan(&room, &["--seed", seed]);
        assert!((3..=6).contains(&rounds(&plan).len()));
        for round in rounds(&plan) {
            assert!(
                ["warm", "terse", "sceptical", "note-taker"].contains(&round["manner"].as_str().unwrap())
            );
            assert!((2..=3).contains(&round["principles"].as_array().unwrap().len()));
            assert!((45..=60).contains(&round["minutes"].as_u64().unwrap()));
            let secs = |of: &Value, field: &str| of[field].as_u64().unwrap();
            let asked: u64 = round["questions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|q| 45 + secs(q, "answer_secs") + 45 * q["probes"].as_array().unwrap().len() as u64)
                .sum();
            let all = secs(round, "intro_secs") + asked + secs(round, "own_secs") + secs(round, "close_secs");
            assert_eq!(all, 60 * secs(round, "minutes"), "{round}");
        }
        let ids: Vec<&str> = questions(&plan).iter().map(|q| q["id"].as_str().unwrap()).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "none twice");
    }
}

#[test]
fn a_seed_repeats_a_plan_whatever_was_practised_since() {
    let room = Room::new();
    let before = plan(&room, &["--seed", "42"]);
    let first = questions(&before)[0]["id"].as_str().unwrap().to_owned();
    room.logged(&[attempt("Dive Deep", &first, "2026-06-01T10:00:00+02:00", 5)]);
    assert_eq!(plan(&room, &["--seed", "42"]), before);
    assert_ne!(plan(&room, &["--seed", "43"]), before);
    let unseeded = plan(&room, &[]);
    let seed = unseeded["seed"].to_string();
    assert_eq!(plan(&room, &["--seed", &seed]), unseeded, "one made without a seed tells its own");
}

#[test]
fn the_forms_can_be_shortened() {
    let room = Room::new();
    let short = plan(&room, &["--seed", "5", "--rounds", "2", "--half", "--minutes", "50"]);
    assert_eq!(rounds(&short).len(), 2);
    assert!(rounds(&short).iter().all(|round| round["minutes"] == 25));
    let phone = plan(&room, &["--seed", "5", "--phone"]);
    assert_eq!((rounds(&phone).len(), &phone["form"]), (1, &Value::from("phone")));
    assert!((2..=6).contains(&questions(&phone).len()));
}

#[test]
fn key_principles_come_up_in_two_rounds_and_the_target_gives_the_length() {
    let room = Room::new();
    let mut profile = Profile::default();
    for name in ["Dive Deep", "Frugality"] {
        profile.target.key_principles.insert(name.to_owned(), 3.0);
    }
    profile.target.stages.push(InterviewStage {
        name: "Phone screen".to_owned(),
        minutes: Some(30),
        ..InterviewStage::default()
    });
    room.with_store(|store, _| store.write_profile(&profile).unwrap());
    for seed in ["1", "9"] {
        let plan = plan(&room, &["--seed", seed]);
        for name in ["Dive Deep", "Frugality"] {
            let has = |round: &&Value| round["principles"].as_array().unwrap().contains(&Value::from(name));
            assert!(rounds(&plan).iter().filter(has).count() >= 2, "{name} with seed {seed}");
        }
    }
    assert_eq!(plan(&room, &["--phone", "--seed", "1"])["minutes"], 30);
}

#[test]
fn the_list_can_be_read() {
    let room = Room::new();
    let done = room.run_unchanged(&["mock", "plan", "--seed", "7", "--rounds", "3"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.starts_with("Loop of 3 rounds, "), "{}", done.out);
    for words in ["1. ", "3. ", "Break: 10 min", "introduction: ", "your own questions"] {
        assert!(done.out.contains(words), "{words}: {}", done.out);
    }
}

#[test]
fn what_cannot_be_planned_is_told() {
    let room = Room::new();
    for (args, words) in [
        (&["--rounds", "9"][..], "9 rounds cannot be planned"),
        (&["--minutes", "5"], "choose 45 to 60 minutes"),
        (&["--phone", "--minutes", "5"], "choose 20 to 90 minutes"),
    ] {
        let done = room.run_unchanged(&[&["mock", "plan"], args].concat());
        assert!(done.problem().contains(words), "{done:?}");
    }
    let mut profile = Profile::default();
    profile.banks_off.extend(["amazon", "canon"].map(str::to_owned));
    room.with_store(|store, _| store.write_profile(&profile).unwrap());
    let done = room.run_unchanged(&["mock", "plan"]);
    assert!(done.problem().contains("switch another bank on"), "{done:?}");
}
