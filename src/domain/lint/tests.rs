//! Each rule of the lint, broken once.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::bank::Principle;
use crate::domain::level::Levels;

const TEXTS: [&str; 4] = [
    "Tell me about the worst hour you had last year. What did you do in it?",
    "When did you last keep a promise that had become expensive?",
    "Walk me through a quarrel between two suppliers that landed on your desk.",
    "Which figure did you defend although your director laughed at it?",
];

/// A bank nobody could object to.
fn sound() -> Bank {
    let question = |(i, text): (usize, &&str)| Question {
        id: format!("mine-calm-{i:02}"),
        principles: vec!["calm".to_owned()],
        text: (*text).to_owned(),
        probes: vec![
            format!("What did {} cost you?", ["that", "the promise", "peace", "the laughter"][i]),
            format!("Who {} it first?", ["noticed", "regretted", "forgot", "repeated"][i]),
        ],
        ..Question::default()
    };
    Bank {
        id: "mine".to_owned(),
        title: "Mine".to_owned(),
        principles: vec![Principle {
            id: "calm".to_owned(),
            name: "Calm".to_owned(),
            meaning: "Think clearly while things go wrong.".to_owned(),
            ..Principle::default()
        }],
        questions: TEXTS.iter().enumerate().map(question).collect(),
        ..Bank::default()
    }
}

/// The rules broken by the sound bank after `change`, with their words.
fn broken(change: impl FnOnce(&mut Bank)) -> Vec<(Rule, Severity, String)> {
    let mut bank = sound();
    change(&mut bank);
    lint(&[bank], &[]).findings.into_iter().map(|f| (f.rule, f.severity, f.words)).collect()
}

/// Asserts that `change` breaks one rule, once.
fn breaks(rule: Rule, severity: Severity, change: impl FnOnce(&mut Bank)) {
    let found = broken(change);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0, found[0].1), (rule, severity), "{found:?}");
}

#[test]
fn a_sound_bank_has_no_finding() {
    let report = lint(&[sound()], &[]);
    assert_eq!(report.findings, []);
    assert!(report.highest.unwrap().similarity < TOO_ALIKE);
}

#[test]
fn thirty_seven_words_can_be_said_in_fifteen_seconds() {
    assert_eq!(MOST_WORDS, 37);
    let say = |n: usize| format!("Tell me about {}.", vec!["it"; n - 3].join(" "));
    assert_eq!(broken(|b| b.questions[0].text = say(MOST_WORDS)), []);
    breaks(Rule::Length, Severity::Error, |b| b.questions[0].text = say(MOST_WORDS + 1));
    breaks(Rule::Length, Severity::Error, |b| b.questions[0].probes[0] = say(MOST_WORDS + 1));
}

#[test]
fn ids_are_well_formed_and_taken_once() {
    breaks(Rule::Id, Severity::Error, |b| b.id = "My bank".to_owned());
    breaks(Rule::Id, Severity::Error, |b| b.questions[0].id = "Calm_01".to_owned());
    breaks(Rule::Id, Severity::Error, |b| {
        b.principles[0].id = "Calm".to_owned();
        b.questions.iter_mut().for_each(|q| q.principles = vec!["Calm".to_owned()]);
    });
    breaks(Rule::Id, Severity::Error, |b| b.questions[1].id = b.questions[0].id.clone());
    let twice = broken(|b| {
        let mut again = b.principles[0].clone();
        "Composure".clone_into(&mut again.name);
        b.principles.push(again);
    });
    assert_eq!(twice.iter().map(|f| f.0).collect::<Vec<_>>(), [Rule::Id]);
}

#[test]
fn an_id_is_taken_once_among_all_banks() {
    let mut other = sound();
    "other".clone_into(&mut other.id);
    let report = lint(&[sound(), other.clone()], &[]);
    let ids = report.findings.iter().filter(|f| f.rule == Rule::Id);
    assert!(ids.clone().all(|f| f.nth == 1 && f.bank == "other"));
    assert_eq!(ids.count(), TEXTS.len());
    // What is only compared with is not blamed.
    let report = lint(&[other], &[sound()]);
    assert!(report.findings.iter().all(|f| f.nth == 0));
    assert_eq!(report.findings.iter().filter(|f| f.rule == Rule::Id).count(), TEXTS.len());
    let report = lint(&[sound(), sound()], &[]);
    assert!(report.findings.iter().any(|f| f.rule == Rule::Id && f.place == Location::Bank && f.nth == 1));
}

#[test]
fn an_id_keeps_its_meaning() {
    let mut mended = sound();
    "Walk me through the worst hour you had last year. How did you act in it?"
        .clone_into(&mut mended.questions[0].text);
    assert_eq!(lint(std::slice::from_ref(&mended), &[sound()]).findings, []);
    "Who taught you the most at your first employer?".clone_into(&mut mended.questions[0].text);
    let findings = lint(&[mended], &[sound()]).findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((findings[0].rule, findings[0].severity), (Rule::Id, Severity::Error));
    assert!(findings[0].words.contains("the worst hour"));
}

#[test]
fn references_hold() {
    breaks(Rule::Reference, Severity::Error, |b| b.questions[0].principles.push("haste".to_owned()));
    breaks(Rule::Reference, Severity::Error, |b| {
        b.questions[0].levels = Levels::new(vec!["boss".to_owned()]);
    });
    breaks(Rule::Reference, Severity::Warning, |b| {
        b.principles[0].differs.insert("haste".to_owned(), "Haste is quicker.".to_owned());
    });
    let clash = broken(|b| {
        b.principles.push(Principle {
            id: "composure".to_owned(),
            name: "Composure".to_owned(),
            aka: vec!["CALM".to_owned()],
            ..Principle::default()
        });
        b.questions.iter_mut().for_each(|q| q.principles.push("composure".to_owned()));
    });
    assert_eq!(clash.len(), 1, "{clash:?}");
    assert_eq!(clash[0].0, Rule::Reference);
}

#[test]
fn a_text_ends_as_it_should() {
    breaks(Rule::Form, Severity::Error, |b| b.questions[1].text.push_str(" I mean it."));
    breaks(Rule::Form, Severity::Error, |b| b.questions[1].text.truncate(58));
    breaks(Rule::Form, Severity::Error, |b| b.questions[0].probes[0] = "The cost of that".to_owned());
    breaks(Rule::Form, Severity::Warning, |b| b.questions[2].text.insert(4, ' '));
}

#[test]
fn one_question_a_question() {
    breaks(Rule::OneQuestion, Severity::Error, |b| {
        b.questions[1].text.push_str(" Which languages can you speak fluently?");
    });
    breaks(Rule::OneQuestion, Severity::Error, |b| {
        b.questions[0].text.push_str(" Who helped you with it? Why did they? How did it end?");
    });
}

#[test]
fn probes_are_two_or_more_and_this_questions_own() {
    breaks(Rule::Probes, Severity::Warning, |b| b.questions[0].probes.truncate(1));
    breaks(Rule::Probes, Severity::Warning, |b| {
        b.questions[0].probes[0] = "Can you tell me more?".to_owned();
    });
    breaks(Rule::Probes, Severity::Warning, |b| {
        b.questions[1].probes[0] = b.questions[0].probes[0].to_lowercase().replacen('w', "W", 1);
    });
    let mut other = sound();
    "other".clone_into(&mut other.id);
    let repeated = lint(&[other], &[sound()]).findings;
    assert_eq!(repeated.iter().filter(|f| f.rule == Rule::Probes).count(), 2 * TEXTS.len());
}

#[test]
fn a_framework_that_promises_more_is_held_to_it() {
    let found = broken(|b| b.framework = Some("amazon".to_owned()));
    assert_eq!(found.iter().filter(|f| f.0 == Rule::Probes).count(), TEXTS.len());
    assert_eq!(found.iter().filter(|f| f.0 == Rule::Thin).count(), 1);
    assert_eq!(found.len(), TEXTS.len() + 1);
}

#[test]
fn near_duplicates_are_found_inside_and_across() {
    breaks(Rule::Alike, Severity::Error, |b| {
        b.questions[3].text = "Describe the worst hour of your last year.".to_owned();
    });
    let mut other = sound();
    "other".clone_into(&mut other.id);
    other.questions.iter_mut().for_each(|q| q.id = format!("other-{}", q.id));
    for (banks, against) in [(vec![sound(), other.clone()], vec![]), (vec![other], vec![sound()])] {
        let report = lint(&banks, &against);
        let alike: Vec<_> = report.findings.iter().filter(|f| f.rule == Rule::Alike).collect();
        assert_eq!(alike.len(), TEXTS.len());
        assert!(alike.iter().all(|f| f.bank == "other"));
        assert!((report.highest.unwrap().similarity - 1.0).abs() < 1e-12);
    }
}

#[test]
fn spelling_is_british() {
    breaks(Rule::Spelling, Severity::Warning, |b| {
        b.principles[0].meaning = "Good judgment.".to_owned();
    });
    breaks(Rule::Spelling, Severity::Warning, |b| {
        b.questions[0].probes[0] = "Who recieved that?".to_owned();
    });
    let words = broken(|b| b.principles[0].signs = vec!["Has a favorite colour".to_owned()]);
    assert!(words[0].2.contains("“favourite” is"), "{words:?}");
}

#[test]
fn principles_have_a_meaning_and_enough_questions() {
    breaks(Rule::Meaning, Severity::Warning, |b| b.principles[0].meaning.clear());
    breaks(Rule::Thin, Severity::Warning, |b| b.questions.truncate(3));
    breaks(Rule::Thin, Severity::Warning, |b| {
        let meaning = "Be quick.".to_owned();
        b.principles.push(Principle {
            id: "haste".to_owned(),
            name: "Haste".to_owned(),
            meaning,
            ..Principle::default()
        });
    });
    // One that is only named beside the bank's own principles is another bank's business.
    assert_eq!(
        broken(|b| {
            b.principles.push(Principle {
                id: "own".to_owned(),
                name: "Own".to_owned(),
                ..Principle::default()
            });
            b.questions[0].principles.push("own".to_owned());
        }),
        []
    );
    let empty = broken(|b| b.questions.clear());
    assert!(empty.iter().any(|f| f.0 == Rule::Thin && f.1 == Severity::Error));
}
