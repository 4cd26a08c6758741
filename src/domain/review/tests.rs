//! Accepting, accepting again, and taking back.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::catalog::Catalog;
use crate::domain::catalog::tests::bank;
use crate::domain::profile::{Profile, Stage, Target};
use crate::domain::star::PerSection;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
}

fn item(id: u32, choice: Choice, body: Body) -> Item {
    Item {
        id,
        body,
        choice,
        stored: false,
        line: id + 1,
        excerpt: String::new(),
        why: String::new(),
        twin: None,
    }
}

fn question(text: &str, principles: &[&str]) -> Body {
    Body::Question {
        text: text.to_owned(),
        principles: principles.iter().map(|&p| p.to_owned()).collect(),
        probes: vec!["How much?".to_owned()],
        checklist: Vec::new(),
        derived: false,
    }
}

fn expectation(level: &str) -> Body {
    Body::Expectation { text: "Decides".to_owned(), competency: "calm".to_owned(), level: level.to_owned() }
}

fn review() -> Review {
    let story = Body::Story {
        title: "The flood".to_owned(),
        question: String::new(),
        principles: vec!["calm".to_owned()],
        sections: PerSection(["Water".to_owned(), String::new(), String::new(), String::new()]),
    };
    Review {
        id: Uuid::from_u128(0xabcd),
        origin: Origin { name: "notes.md".to_owned(), kind: "markdown".to_owned() },
        made: now(),
        own: Some(true),
        level: Some("IC4".to_owned()),
        accepted: None,
        warnings: Vec::new(),
        items: vec![
            item(0, Choice::Take, question("When were you calm?", &["CALM", "Nerve"])),
            item(1, Choice::Leave, question("When not?", &[])),
            item(2, Choice::Take, story),
            item(3, Choice::Take, Body::Moment { text: "The night".to_owned(), id: Uuid::from_u128(7) }),
            item(4, Choice::Take, Body::Weight { principle: "calm".to_owned(), weight: 3.0 }),
            item(
                5,
                Choice::Take,
                Body::Stage {
                    name: "phone screen".to_owned(),
                    minutes: Some([45, 60]),
                    interviewers: Some([1, 1]),
                    rounds: None,
                },
            ),
            item(6, Choice::Take, Body::Tip { text: "Say I".to_owned(), principles: Vec::new() }),
            item(
                7,
                Choice::Take,
                Body::Tip { text: "Breathe".to_owned(), principles: vec!["Calm".to_owned()] },
            ),
            item(8, Choice::Take, expectation("IC4")),
            item(9, Choice::Take, expectation("IC5")),
        ],
    }
}

fn catalog() -> Catalog {
    Catalog::new(vec![bank("one", &["Calm", "Grit"], 2)], &Profile::default())
}

#[test]
fn what_is_chosen_is_stored_under_the_names_the_banks_know() {
    let mut review = review();
    assert_eq!(review.to_add(), 8, "not what is left, nor another level");
    let accepted = review.accept(&catalog(), &Target::default(), None, now());
    let bank = accepted.bank.unwrap();
    bank.check().unwrap();
    assert_eq!(bank.questions.len(), 1);
    let names: Vec<&str> = bank.principles.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Calm", "Nerve"], "the known name is the bank's, the new one as it was");
    assert_eq!(accepted.stories[0].principles, ["Calm"]);
    assert_eq!(accepted.moments[0].text, "The night");
    let target = accepted.target.unwrap();
    assert_eq!(target.key_principles["Calm"].to_bits(), 3.0_f64.to_bits());
    assert_eq!(target.stages[0].format, "45 to 60 min, 1 interviewer");
    assert_eq!(target.stages[0].minutes, Some(60));
    assert_eq!(review.tips_for("Calm").collect::<Vec<_>>(), ["Breathe", "Say I"]);
    assert_eq!(review.tips_for("Grit").collect::<Vec<_>>(), ["Say I"]);
    assert_eq!(review.expectations_for(|name| name == "calm").count(), 1);
    assert_eq!((review.to_add(), review.stored()), (0, 8));
}

#[test]
fn accepting_again_adds_only_what_is_new() {
    let mut review = review();
    let first = review.accept(&catalog(), &Target::default(), None, now());
    let (bank, target) = (first.bank.unwrap(), first.target.unwrap());
    let again = review.accept(&catalog(), &target, Some(&bank), now());
    assert_eq!(again, Accepted::default());
    review.item_mut(1).unwrap().choice = Choice::Take;
    let later = review.accept(&catalog(), &target, Some(&bank), now());
    assert_eq!(later.bank.unwrap().questions.len(), 2);
    assert_eq!((later.stories.len(), later.moments.len(), later.target), (0, 0, None));
}

#[test]
fn after_a_crash_the_same_ids_are_made() {
    let (mut once, mut twice) = (review(), review());
    let one = once.accept(&catalog(), &Target::default(), None, now());
    let two = twice.accept(&catalog(), &Target::default(), one.bank.as_ref(), now());
    assert_eq!(two.bank, None, "the bank is there already");
    assert_eq!(one.stories, two.stories);
    assert_eq!(one.moments, two.moments);
}

#[test]
fn another_persons_file_gives_no_stories_and_no_target() {
    let mut review = review();
    review.own = Some(false);
    let accepted = review.accept(&catalog(), &Target::default(), None, now());
    assert!(accepted.bank.is_some() && accepted.stories.is_empty() && accepted.moments.is_empty());
    assert_eq!(accepted.target, None);
}

#[test]
fn taking_back_leaves_nothing_but_what_was_changed_since() {
    let mut review = review();
    let start =
        Target { stages: vec![Stage { name: "Loop".to_owned(), ..Stage::default() }], ..Target::default() };
    let accepted = review.accept(&catalog(), &start, None, now());
    let mut stories = accepted.stories.clone();
    let back =
        review.clone().take_back(&catalog(), accepted.target.as_ref().unwrap(), &stories, &accepted.moments);
    assert_eq!(back.target, Some(start.clone()));
    assert_eq!((back.stories.len(), back.moments.len(), back.kept), (1, 1, 0));
    assert_eq!(back.bank, Some(review.bank_id()));
    stories[0].title.push_str(" of June");
    let back = review.take_back(&catalog(), accepted.target.as_ref().unwrap(), &stories, &accepted.moments);
    assert_eq!((back.stories.len(), back.kept), (0, 1));
    assert!(review.waits() && review.stored() == 0);
}

#[test]
fn what_the_person_has_set_already_stays_theirs() {
    let mut review = review();
    let mut mine = Target::default();
    mine.key_principles.insert("Calm".to_owned(), 5.0);
    let accepted = review.accept(&catalog(), &mine, None, now());
    let target = accepted.target.unwrap();
    assert_eq!(target.key_principles["Calm"].to_bits(), 5.0_f64.to_bits());
    assert_eq!(review.item(4).unwrap().choice, Choice::Merged);
    let back = review.take_back(&catalog(), &target, &accepted.stories, &accepted.moments);
    assert_eq!(back.target, Some(mine));
}

#[test]
fn a_twin_within_the_import_is_joined() {
    let mut review = review();
    review.items[1].twin = Some(Twin::Item { id: 0, alike: 0.95 });
    let Body::Question { principles, probes, .. } = &mut review.items[1].body else { unreachable!() };
    (*principles, *probes) = (vec!["Grit".to_owned(), "CALM".to_owned()], vec!["Why?".to_owned()]);
    review.merge(1);
    let Body::Question { principles, probes, .. } = &review.items[0].body else { unreachable!() };
    assert_eq!(principles, &["CALM", "Nerve", "Grit"]);
    assert_eq!(probes, &["How much?", "Why?"]);
    assert_eq!(review.items[1].choice, Choice::Merged);
}
