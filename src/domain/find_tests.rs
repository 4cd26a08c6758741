//! The drill by a made-up clock, and what several of them say.

#![allow(clippy::unwrap_used)]

use rand::SeedableRng;

use super::super::catalog::tests::bank;
use super::super::draw::SeededRng;
use super::super::profile::Profile;
use super::*;

fn secs(secs: f64) -> Mono {
    Duration::from_secs_f64(secs)
}

fn made(day: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-01T12:00:00+02:00").unwrap() + chrono::TimeDelta::days(day)
}

fn question(n: usize) -> FindQuestion {
    FindQuestion {
        question: AskedQuestion { id: Some(n.to_string()), text: format!("When {n}?") },
        principle: "A".to_owned(),
        choices: ["B", "A", "C", "D"].map(str::to_owned).to_vec(),
    }
}

fn drill(questions: usize) -> Find {
    let record = FindRecord { id: Uuid::nil(), made: made(0), limit_secs: 10, found: Vec::new() };
    Find::new(record, (0..questions).map(question).collect(), secs(100.0))
}

#[test]
fn the_clock_begins_when_the_question_has_been_read_and_stops_at_a_key() {
    let mut find = drill(1);
    find.have_one(secs(101.0));
    assert_eq!(*find.phase(), FindPhase::Listen, "it is still being read out");
    find.start(secs(104.0));
    find.tick(secs(108.0));
    find.have_one(secs(110.3));
    assert_eq!(find.looked(), Some((6.3, true)));
    find.said(secs(110.4));
    assert_eq!(*find.phase(), FindPhase::Say, "that key was meant for the clock");
    find.said(secs(130.0));
    find.choose(Some("s".to_owned()), secs(131.0));
    find.name(9, secs(131.5));
    assert_eq!(*find.phase(), FindPhase::Name, "there is no ninth");
    find.name(1, secs(132.0));
    assert_eq!((find.phase(), find.named()), (&FindPhase::Told, Some("B")));
    // Answered is kept, whether or not there is a next one.
    let found = &find.record.found[0];
    assert_eq!(found.named.as_deref(), Some("B"));
    assert_eq!((found.secs, found.in_time, found.story.as_deref()), (6.3, true, Some("s")));
    assert_eq!((find.place(), find.past()), ((1, 1), 0), "it is still the one at hand");
    find.next(secs(133.0));
    assert_eq!((find.phase(), find.record.found.len(), find.past()), (&FindPhase::Over, 1, 1));
}

#[test]
fn a_key_that_came_twice_means_one_thing() {
    let mut find = drill(2);
    find.start(secs(100.0));
    find.have_one(secs(100.1));
    assert!(find.looked().is_none(), "meant for the question before");
    find.have_one(secs(103.0));
    find.said(secs(104.0));
    find.choose(Some("s".to_owned()), secs(105.0));
    find.name(1, secs(105.1));
    assert_eq!(*find.phase(), FindPhase::Name, "the digit that chose the story names no principle");
}

#[test]
fn it_ends_by_itself_and_counts_no_more_than_the_limit() {
    let mut find = drill(2);
    find.start(secs(100.0));
    // The computer slept.
    find.tick(secs(4000.0));
    assert_eq!(find.looked(), Some((10.0, false)));
    find.said(secs(4001.0));
    find.choose(None, secs(4002.0));
    find.name(2, secs(4003.0));
    find.next(secs(4004.0));
    assert_eq!((find.phase(), find.place()), (&FindPhase::Listen, (2, 2)));
    assert!(find.looked().is_none() && find.named().is_none());
    // A key at the very end is late.
    find.start(secs(4005.0));
    find.have_one(secs(4015.0));
    assert_eq!(find.looked(), Some((10.0, false)));
}

#[test]
fn no_question_comes_twice_and_each_has_its_own_principle_among_four() {
    let banks = vec![bank("x", &["A", "B", "C", "D", "E", "F"], 3)];
    let catalog = Catalog::new(banks, &Profile::default());
    for seed in 0..20 {
        let asked = questions(&catalog, &mut SeededRng::seed_from_u64(seed));
        assert_eq!(asked.len(), QUESTIONS);
        for (at, one) in asked.iter().enumerate() {
            assert!(asked[..at].iter().all(|other| other.question.id != one.question.id));
            let mut choices = one.choices.clone();
            choices.sort();
            choices.dedup();
            assert_eq!(choices.len(), CHOICES);
            assert!(choices.contains(&one.principle));
        }
    }
    let few = Catalog::new(vec![bank("x", &["A", "B"], 1)], &Profile::default());
    let asked = questions(&few, &mut SeededRng::seed_from_u64(1));
    assert_eq!((asked.len(), asked[0].choices.len()), (2, 2), "as many as there are");
    let none = Catalog::new(Vec::<super::super::bank::Bank>::new(), &Profile::default());
    assert!(questions(&none, &mut SeededRng::seed_from_u64(1)).is_empty());
}

#[test]
fn a_drill_is_due_with_three_stories_of_yesterday_and_every_other_day() {
    use super::super::plan::Plan;
    use super::super::star::PerSection;
    let story = |n: u32, day: i64| Story {
        sections: PerSection(std::array::from_fn(|_| "Told.".to_owned())),
        ..Story::new(n.to_string(), made(day))
    };
    let due =
        |stories: &[Story], finds: &[FindRecord]| FindDue::of(stories, finds, made(5), &Plan::default());
    let three = [story(1, 1), story(2, 2), story(3, 4)];
    assert_eq!(due(&three[..2], &[]), FindDue::Not);
    assert_eq!(due(&[three[0].clone(), three[1].clone(), story(3, 5)], &[]), FindDue::Not, "written today");
    assert_eq!(due(&three, &[]), FindDue::Due);
    let found = Found {
        question: AskedQuestion { id: None, text: "?".to_owned() },
        principle: "A".to_owned(),
        secs: 1.0,
        in_time: true,
        story: None,
        named: None,
    };
    let on = |day: i64, found: Option<&Found>| FindRecord {
        id: Uuid::nil(),
        made: made(day),
        limit_secs: 10,
        found: found.cloned().into_iter().collect(),
    };
    assert_eq!(due(&three, &[on(4, Some(&found))]), FindDue::Not, "yesterday");
    assert_eq!(due(&three, &[on(3, Some(&found))]), FindDue::Due);
    assert_eq!(due(&three, &[on(3, Some(&found)), on(5, Some(&found))]), FindDue::Done);
    assert_eq!(due(&three, &[on(5, None)]), FindDue::Due, "one that was left at once is none");
}

#[test]
fn the_trends_name_what_is_mistaken_overused_and_without_a_story() {
    let found = |secs: f64, story: Option<&str>, named: &str| Found {
        question: AskedQuestion { id: None, text: format!("{secs}?") },
        principle: "A".to_owned(),
        secs,
        in_time: secs < 10.0,
        story: story.map(str::to_owned),
        named: Some(named.to_owned()),
    };
    let record =
        |day: i64, found: Vec<Found>| FindRecord { id: Uuid::nil(), made: made(day), limit_secs: 10, found };
    let trends = FindTrends::of(&[
        record(0, vec![found(10.0, None, "B"), found(8.0, Some("s"), "A"), found(4.0, Some("s"), "C")]),
        record(1, Vec::new()),
        record(2, vec![found(2.0, Some("t"), "B"), found(4.0, Some("s"), "B")]),
    ]);
    let drills: Vec<(f64, usize, usize)> = trends.drills.iter().map(|(_, m, i, n)| (*m, *i, *n)).collect();
    assert_eq!(drills, [(8.0, 2, 3), (3.0, 2, 2)]);
    assert_eq!(trends.mistaken[0], ("A".to_owned(), "B".to_owned(), 3));
    assert_eq!(trends.chosen[0], ("s".to_owned(), 3));
    assert_eq!(trends.without.len(), 1);
}
