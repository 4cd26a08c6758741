//! The banks that come with the program: whole, sound, and not repeating themselves.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{HashMap, HashSet};

use greenroom::banks::built_in;
use greenroom::domain::bank::Bank;

/// The least questions a principle of the framework has.
const LEAST_QUESTIONS: usize = 20;
/// The least probes a question has.
const LEAST_PROBES: usize = 3;
/// The most words that can be said in 15 s at 150 words a minute.
const MOST_WORDS: usize = 38;
/// From this share of common words on, two questions ask for the same thing.
const TOO_ALIKE: f64 = 0.6;

fn amazon() -> Bank {
    built_in().unwrap().into_iter().find(|b| b.id == "amazon").unwrap()
}

fn words(text: &str) -> HashSet<String> {
    let words = text.to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_bank_is_sound() {
    for bank in built_in().unwrap() {
        assert_eq!(bank.check(), Ok(()), "{}", bank.id);
    }
}

#[test]
fn the_sixteen_principles_are_there_in_full() {
    let bank = amazon();
    assert_eq!(bank.principles.len(), 16);
    for principle in &bank.principles {
        let name = &principle.name;
        assert!(bank.questions_of(&principle.id).count() >= LEAST_QUESTIONS, "{name}");
        assert!(!principle.aka.is_empty() && !principle.meaning.is_empty(), "{name}");
        assert!(principle.signs.len() >= 4 && principle.misses.len() >= 3, "{name}");
        for other in principle.differs.keys() {
            assert!(bank.principle(other).is_some(), "{name} differs from {other}");
        }
    }
}

#[test]
fn questions_can_be_said_and_have_probes_of_their_own() {
    let mut probes: HashMap<String, String> = HashMap::new();
    for bank in built_in().unwrap() {
        for question in &bank.questions {
            let id = &question.id;
            assert!(question.text.split_whitespace().count() <= MOST_WORDS, "{id}");
            assert!(question.text.ends_with(['?', '.']), "{id}");
            assert!(bank.id != "amazon" || question.probes.len() >= LEAST_PROBES, "{id}");
            for probe in &question.probes {
                let before = probes.insert(probe.to_lowercase(), id.clone());
                assert_eq!(before, None, "{id} repeats a probe: {probe}");
            }
        }
    }
}

#[test]
fn no_two_questions_ask_the_same() {
    let questions: Vec<_> = built_in().unwrap().into_iter().flat_map(|b| b.questions).collect();
    let tokens: Vec<HashSet<String>> = questions.iter().map(|q| words(&q.text)).collect();
    for i in 0..tokens.len() {
        for j in i + 1..tokens.len() {
            let both = tokens[i].intersection(&tokens[j]).count();
            let either = tokens[i].len() + tokens[j].len() - both;
            let alike = both as f64 / either as f64;
            assert!(alike < TOO_ALIKE, "{alike:.2}: {} and {}", questions[i].id, questions[j].id);
        }
    }
}

#[test]
fn known_other_names_find_their_principle() {
    let catalog = greenroom::domain::catalog::Catalog::new(
        built_in().unwrap(),
        &greenroom::domain::profile::Profile::default(),
    );
    for (name, principle) in [
        ("dive deep", "Dive Deep"),
        ("Have Backbone; Disagree & Commit", "Have Backbone; Disagree and Commit"),
        ("earn-trust", "Earn Trust"),
    ] {
        assert_eq!(catalog.resolve(name), Some(principle));
    }
    for bank in built_in().unwrap() {
        for principle in &bank.principles {
            for aka in &principle.aka {
                assert!(catalog.resolve(aka).is_some(), "{aka}");
            }
        }
    }
}
