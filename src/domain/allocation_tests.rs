//! What the allocation proposes, against every other proposal there is.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use uuid::Uuid;

use super::super::attempt::{AskedQuestion, Attempt};
use super::super::readiness::Readiness;
use super::super::rubric::{Dimension, Score};
use super::super::star::PerSection;
use super::*;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
}

fn story(id: usize, principles: &[&str]) -> Story {
    Story {
        principles: principles.iter().map(|p| (*p).to_owned()).collect(),
        sections: PerSection(std::array::from_fn(|_| "Told.".to_owned())),
        ..Story::new(id.to_string(), now())
    }
}

fn told(story: &str, score: u8) -> Attempt {
    let question = AskedQuestion { id: None, text: "?".to_owned() };
    let mut attempt = Attempt::new(Uuid::nil(), question, "A".to_owned(), now());
    attempt.story = Some(story.to_owned());
    attempt.scores.set(Dimension::Result, Score::new(score));
    attempt
}

fn slot(round: usize, principle: &str) -> Slot {
    Slot { round, principle: principle.to_owned(), key: false }
}

fn ids(told: &[Allotted<'_>]) -> Vec<Option<String>> {
    told.iter().map(|t| t.story.map(|s| s.id.clone())).collect()
}

fn allotted<'a>(
    slots: Vec<Slot>,
    stories: &'a [Story],
    tellings: &'a Tellings,
    heard: &'a BTreeSet<String>,
) -> Vec<Allotted<'a>> {
    allocate(slots, stories, &Fitting { tellings, heard, now: now() })
}

#[test]
fn none_is_repeated_where_that_can_be_helped() {
    // Taken in turn, A would take the only story that B has.
    let stories = [story(0, &["A", "B"]), story(1, &["A"])];
    let (tellings, heard) = (Tellings::default(), BTreeSet::new());
    let told = allotted(vec![slot(0, "A"), slot(0, "B"), slot(1, "C")], &stories, &tellings, &heard);
    assert_eq!(ids(&told), [Some("1".to_owned()), Some("0".to_owned()), None]);
    assert!(told.iter().all(|t| t.again.is_none() && !t.heard));
}

#[test]
fn what_is_not_complete_is_not_proposed_and_the_rest_are_told_again() {
    let mut begun = story(0, &["A"]);
    begun.sections.0[3].clear();
    let mut retired = story(2, &["B"]);
    retired.retired = true;
    let stories = [begun, story(1, &["A", "B"]), retired];
    let (tellings, heard) = (Tellings::default(), BTreeSet::new());
    let told = allotted(vec![slot(0, "A"), slot(2, "B")], &stories, &tellings, &heard);
    assert_eq!(ids(&told), [Some("1".to_owned()), Some("1".to_owned())]);
    let rounds: Vec<_> = told.iter().map(|t| t.again).collect();
    assert!(rounds == [None, Some(0)] || rounds == [Some(2), None], "{rounds:?}");
}

#[test]
fn what_the_company_has_heard_comes_last() {
    let stories = [story(0, &["A"]), story(1, &["A"])];
    let tellings = Tellings::of(&[told("0", 5), told("1", 2)]);
    let none = BTreeSet::new();
    assert_eq!(ids(&allotted(vec![slot(0, "A")], &stories, &tellings, &none)), [Some("0".to_owned())]);
    let heard = BTreeSet::from(["0".to_owned()]);
    let told_a = allotted(vec![slot(0, "A")], &stories, &tellings, &heard);
    assert_eq!(ids(&told_a), [Some("1".to_owned())], "the weaker one is new to them");
    let heard = BTreeSet::from(["0".to_owned(), "1".to_owned()]);
    let told_b = allotted(vec![slot(0, "A")], &stories, &tellings, &heard);
    assert!(told_b[0].heard && told_b[0].story.is_some(), "named, where nothing else is there");
}

#[test]
fn a_key_principle_is_covered_before_another() {
    let stories = [story(0, &["A", "B"])];
    let (tellings, heard) = (Tellings::of(&[told("0", 5)]), BTreeSet::new());
    let slots = vec![slot(0, "A"), Slot { key: true, ..slot(1, "B") }];
    let told = allotted(slots, &stories, &tellings, &heard);
    assert_eq!(told.iter().map(|t| t.again).collect::<Vec<_>>(), [Some(1), None]);
}

#[test]
fn a_loop_asks_each_key_principle_in_two_rounds() {
    let row = |name: &str, key| PrincipleRow {
        name: name.to_owned(),
        key,
        readiness: Readiness::NONE,
        stories: 0,
        questions: 1,
    };
    let rows = [row("A", true), row("B", true), row("C", false), row("D", false), row("E", false)];
    let rows: Vec<&PrincipleRow> = rows.iter().collect();
    for rounds in 1..=6 {
        let slots = of_loop(&rows, rounds);
        let of =
            |name: &str| slots.iter().filter(|s| s.principle == name).map(|s| s.round).collect::<Vec<_>>();
        assert!(slots.len() <= rounds * 3);
        if rounds > 2 {
            assert!(of("A").len() == 2 && of("A")[0] != of("A")[1], "{rounds}: {slots:?}");
            assert_eq!(of("E").len(), 1);
        }
    }
}

/// The most that any assignment of different stories to places is worth, by trying all.
fn best(
    slots: &[Slot],
    stories: &[&Story],
    taken: &mut Vec<usize>,
    fitting: &Fitting<'_>,
    all: usize,
) -> i64 {
    let Some((slot, rest)) = slots.split_first() else { return 0 };
    let mut most = best(rest, stories, taken, fitting, all);
    for (at, story) in stories.iter().enumerate() {
        if story.tells(&slot.principle) && !taken.contains(&at) {
            taken.push(at);
            most = most.max(worth(story, slot, all, fitting) + best(rest, stories, taken, fitting, all));
            taken.pop();
        }
    }
    most
}

proptest! {
    #[test]
    fn no_other_proposal_is_better(
        tells in prop::collection::vec(1u8..16, 0..6),
        places in prop::collection::vec((0usize..4, prop::bool::ANY), 0..6),
        scores in prop::collection::vec((0usize..6, 1u8..=5), 0..8),
        unheard in 0u8..64,
    ) {
        let names = ["A", "B", "C", "D"];
        let of = |mask: &u8| -> Vec<&str> {
            (0..names.len()).filter(|i| mask >> i & 1 == 1).map(|i| names[i]).collect()
        };
        let stories: Vec<Story> = tells.iter().enumerate().map(|(i, mask)| story(i, &of(mask))).collect();
        let attempts: Vec<Attempt> = scores.iter().map(|(at, score)| told(&at.to_string(), *score)).collect();
        let tellings = Tellings::of(&attempts);
        let heard: BTreeSet<String> = (0..6).filter(|i| unheard >> i & 1 == 0).map(|i| i.to_string()).collect();
        let fitting = Fitting { tellings: &tellings, heard: &heard, now: now() };
        let slots: Vec<Slot> = places
            .iter()
            .enumerate()
            .map(|(round, (at, key))| Slot { round, principle: names[*at].to_owned(), key: *key })
            .collect();
        let proposed = allocate(slots.clone(), &stories, &fitting);
        let own: Vec<&Allotted<'_>> =
            proposed.iter().filter(|p| p.story.is_some() && p.again.is_none() && !p.heard).collect();
        let different: BTreeSet<&str> = own.iter().map(|p| p.story.unwrap().id.as_str()).collect();
        prop_assert_eq!(different.len(), own.len(), "each of its own");
        let worth_of: i64 = own.iter().map(|p| worth(p.story.unwrap(), &p.slot, slots.len(), &fitting)).sum();
        let new: Vec<&Story> = stories.iter().filter(|s| !heard.contains(&s.id)).collect();
        prop_assert_eq!(worth_of, best(&slots, &new, &mut Vec::new(), &fitting, slots.len()));
        for p in &proposed {
            prop_assert!(p.story.is_none_or(|s| s.tells(&p.slot.principle)));
            prop_assert_eq!(p.story.is_none(), stories.iter().all(|s| !s.tells(&p.slot.principle)));
        }
    }
}
