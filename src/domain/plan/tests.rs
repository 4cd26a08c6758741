//! The rules that every plan keeps, over made-up people, and a few plans by hand.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::super::find::{DRILL_SECS, FindDue};
use super::super::profile::Practice;
use super::*;

/// A Tuesday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

fn after(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).unwrap()
}

fn fresh(name: &str, key: bool) -> Wanted {
    Wanted {
        name: name.to_owned(),
        key,
        need: if key { 12.0 } else { 4.0 },
        needed_at_dawn: FIRST_ANSWERS,
        needed: FIRST_ANSWERS,
        ..Wanted::default()
    }
}

/// `keys` key principles and `others`, none of them practised, with 340 s an answer.
fn facts(days: Option<u64>, minutes: u32, keys: usize, others: usize) -> Facts {
    let interview = days.map(|days| Interview { name: "Loop".to_owned(), date: after(days) });
    let key = (0..keys).map(|n| fresh(&format!("K{n}"), true));
    let principles = key.chain((0..others).map(|n| fresh(&format!("P{n}"), false))).collect();
    Facts {
        today: today(),
        interview,
        practice: Practice { minutes_a_day: minutes, ..Practice::default() },
        answer_secs: 340,
        warm_up_secs: 180,
        principles,
        warm_ups_today: 0,
        find: FindDue::Not,
    }
}

/// Answers by principle and day.
fn answers(plan: &Plan) -> BTreeMap<String, Vec<(i64, usize)>> {
    let mut all: BTreeMap<String, Vec<(i64, usize)>> = BTreeMap::new();
    for day in &plan.days {
        let n = (day.date - today()).num_days();
        for item in &day.items {
            if let Task::Answer(name) = &item.task {
                let visits = all.entry(name.clone()).or_default();
                match visits.last_mut() {
                    Some(last) if last.0 == n => last.1 += 1,
                    _ => visits.push((n, 1)),
                }
            }
        }
    }
    all
}

fn lists(plan: &Plan) -> Vec<String> {
    plan.days.iter().map(Day::list).collect()
}

prop_compose! {
    fn wanted(n: usize)(
        key in any::<bool>(),
        need in 0u32..40,
        needed in 0usize..=6,
        last in prop::option::of(1u64..30),
        story in 0u8..2,
    ) -> Wanted {
        let story = if key && story == 0 { StoryTold::Missing } else { StoryTold::Told };
        Wanted {
            name: format!("P{n}"),
            key,
            need: f64::from(need) / 10.0 + if key { 8.0 } else { 0.0 },
            needed_at_dawn: needed,
            needed,
            last: last.map(|days| today() - Days::new(days)),
            answered_today: 0,
            story,
        }
    }
}

prop_compose! {
    fn anything()(
        days in prop::option::weighted(0.9, 0u64..40),
        minutes in 5u32..=90,
        days_off in prop::array::uniform7(prop::bool::weighted(0.2)),
        answer_secs in 115u64..600,
        wanted in (0usize..10).prop_flat_map(|n| (0..n).map(wanted).collect::<Vec<_>>()),
    ) -> Facts {
        Facts {
            practice: Practice { minutes_a_day: minutes, days_off },
            answer_secs,
            principles: wanted,
            ..facts(days, minutes, 0, 0)
        }
    }
}

/// The same person, having given these answers today.
fn having_answered(facts: &Facts, done: &[usize]) -> Facts {
    let mut facts = facts.clone();
    for (wanted, done) in facts.principles.iter_mut().zip(done) {
        wanted.answered_today = *done;
        wanted.needed = wanted.needed_at_dawn.saturating_sub(*done);
    }
    facts
}

proptest! {
    #[test]
    fn no_day_takes_more_than_is_given(facts in anything(), done in prop::collection::vec(0usize..3, 10)) {
        for day in plan(&facts).days {
            prop_assert!(day.secs() <= facts.practice.secs_on(day.date), "{}", day.line());
            prop_assert!(day.minutes() <= u64::from(facts.practice.minutes_a_day));
        }
        let later = plan(&having_answered(&facts, &done));
        for day in &later.days {
            let over = day.secs() > facts.practice.secs_on(day.date);
            let done = day.left().next().is_none();
            prop_assert!(!over || done, "who has done more is asked for no more: {}", day.line());
        }
    }

    #[test]
    fn on_the_eve_and_the_day_there_is_nothing_but_warm_ups_and_the_sheet(facts in anything()) {
        let plan = plan(&facts);
        for day in &plan.days {
            let close = facts.interview.as_ref().is_some_and(|i| (i.date - day.date).num_days() <= 1);
            prop_assert_eq!(day.kind.is_close(), close);
            let eve_things = day.items.iter().filter(|i| matches!(i.task, Task::WarmUp | Task::Sheet)).count();
            prop_assert_eq!(eve_things, if close { day.items.len() } else { 0 });
            if close && facts.practice.secs_on(day.date) >= 2 * facts.warm_up_secs + SHEET_SECS {
                prop_assert_eq!(eve_things, WARM_UPS + 1);
            }
        }
        let last = plan.days.last().map(|day| day.date);
        prop_assert_eq!(last, Some(facts.interview.map_or(after(UNDATED_DAYS - 1), |i| i.date)));
    }

    #[test]
    fn returns_keep_their_distance(facts in anything()) {
        let plan = plan(&facts);
        let is_open = |n: i64| facts.practice.secs_on(after(n.unsigned_abs())) > 0;
        for (name, visits) in answers(&plan) {
            for pair in visits.windows(2) {
                let gap = pair[1].0 - pair[0].0;
                let to_interview = facts.interview.as_ref().map(|i| (i.date - today()).num_days());
                let remaining = to_interview.map_or(14, |days| days - pair[0].0);
                let (least, most) = (0.2 * remaining as f64, 0.4 * remaining as f64);
                prop_assert!(gap as f64 >= least, "{name}: {gap} of {remaining}");
                // Longer only where no day within the bounds is given.
                let within = |n: i64| (n as f64) >= least && ((n as f64) <= most || n as f64 <= least.ceil());
                let given_earlier = (1..gap).any(|n| within(n) && is_open(pair[0].0 + n));
                prop_assert!(within(gap) || !given_earlier, "{name}: {gap} of {remaining}");
            }
            let wanted = facts.principles.iter().find(|w| w.name == name).unwrap();
            if let (Some(last), Some(interview)) = (wanted.last, &facts.interview) {
                let since = (today() - last).num_days() + visits[0].0;
                let remaining = (interview.date - last).num_days().min(FARTHEST_DAYS);
                prop_assert!(since as f64 >= 0.2 * remaining as f64, "{name} came back after {since} days");
            }
            let needs = facts.principles.iter().find(|w| w.name == name).unwrap().needed;
            prop_assert!(visits.iter().map(|v| v.1).sum::<usize>() <= needs);
            prop_assert!(visits.iter().all(|v| v.1 <= MOST_A_DAY));
        }
    }

    #[test]
    fn nothing_is_dropped_that_still_fits(facts in anything(), missed in 0u64..5) {
        // The days before were missed: there is no trace of them but that they are gone.
        let mut facts = facts;
        facts.today = after(missed);
        if facts.interview.as_ref().is_some_and(|i| i.date < facts.today) {
            facts.interview = None;
        }
        let plan = plan(&facts);
        let calendar = calendar::Calendar::new(&facts, facts.practice.minutes_a_day);
        let all = answers(&plan);
        let outlined =
            |day: &Day, name: &str| day.items.iter().any(|i| i.task == Task::Outline(name.to_owned()));
        for wanted in &facts.principles {
            if wanted.needed == 0 || all.contains_key(&wanted.name) {
                continue;
            }
            let first = plan.days.iter().position(|day| outlined(day, &wanted.name)).unwrap_or(0);
            let from = calendar.due(wanted.last).max(first);
            for (n, day) in plan.days.iter().enumerate().skip(from) {
                let room = facts.practice.secs_on(day.date) - day.secs();
                let full = day.kind.is_close() || room < facts.answer_secs;
                prop_assert!(full, "{} fits on day {n}: {}", wanted.name, day.line());
            }
        }
    }

    #[test]
    fn every_key_principle_gets_its_turn(
        days in 3u64..40,
        minutes in 6u32..60,
        keys in 1usize..6,
        others in 0usize..6,
    ) {
        let facts = facts(Some(days), minutes, keys, others);
        let plan = plan(&facts);
        let all = answers(&plan);
        let slots = (days - 1) * u64::from(minutes) * 60 / 340;
        let a_day = u64::from(minutes) * 60 / 340;
        let fit = (keys as u64).min(slots.min((days - 1) * a_day));
        let got = all.keys().filter(|name| name.starts_with('K')).count() as u64;
        prop_assert!(got >= fit, "{got} of {fit}: {:?}", lists(&plan));
        if a_day > 0 {
            let first = plan.today().unwrap().answers_left();
            prop_assert!(first.iter().any(|name| name.starts_with('K')), "a key principle comes first: {first:?}");
        }
        // Where there is not enough for all, the key principles come out even.
        let count = |n: usize| all.get(&format!("K{n}")).map_or(0, |v| v.iter().map(|visit| visit.1).sum());
        let counts: Vec<usize> = (0..keys).map(count).collect();
        let others_got = all.keys().any(|name| name.starts_with('P'));
        if counts.contains(&0) {
            prop_assert!(counts.iter().all(|&n| n <= 1) && !others_got, "{counts:?}");
        }
    }

    #[test]
    fn the_same_twice_in_a_row_only_where_nothing_else_is_left(facts in anything()) {
        for day in plan(&facts).days {
            let names = day.answers_left();
            for (at, pair) in names.windows(2).enumerate() {
                let other_due = names[at + 1..].iter().any(|name| *name != pair[0]);
                prop_assert!(pair[0] != pair[1] || !other_due, "{names:?}");
            }
        }
    }

    #[test]
    fn the_same_facts_give_the_same_plan(facts in anything()) {
        prop_assert_eq!(plan(&facts), plan(&facts));
    }

    #[test]
    fn the_minutes_that_are_named_do_fit(facts in anything()) {
        let plan = plan(&facts);
        if let Some(minutes) = plan.minutes_to_fit {
            let mut enough = facts.clone();
            enough.practice.minutes_a_day = minutes;
            prop_assert!(minutes > facts.practice.minutes_a_day && super::plan(&enough).left_out.is_empty());
        }
        for left in &plan.left_out {
            prop_assert!(left.planned < left.needs);
        }
    }
}

proptest! {
    // Each case makes several plans.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn todays_list_stays_as_it_is_worked_off(facts in anything()) {
        let begun = plan(&facts);
        let Some(first) = begun.today().filter(|day| !day.kind.is_close()) else { return Ok(()) };
        let list = first.answers_left();
        for n in 0..=list.len() {
            let given = |w: &Wanted| list[..n].iter().filter(|name| **name == w.name).count();
            let done: Vec<usize> = facts.principles.iter().map(given).collect();
            let now = plan(&having_answered(&facts, &done));
            prop_assert_eq!(now.today().unwrap().answers_left(), &list[n..]);
            prop_assert_eq!(now.today().unwrap().items.len(), first.items.len());
        }
    }
}

#[test]
fn gaps_are_a_fifth_to_two_fifths_of_what_remains() {
    assert_eq!([14, 10, 5, 3, 1].map(gap_days), [(3, 5), (2, 4), (1, 2), (1, 1), (1, 1)]);
    assert_eq!(gap_days(300), gap_days(FARTHEST_DAYS));
}

#[test]
fn two_weeks_with_one_principle_are_spaced_by_the_book() {
    let plan = plan(&facts(Some(14), 30, 0, 1));
    assert_eq!(answers(&plan)["P0"], [(0, 1), (3, 1), (6, 1), (8, 1), (10, 1)]);
    assert_eq!((plan.left_out.len(), plan.minutes_to_fit), (0, None));
    assert_eq!(lists(&plan)[13], "warm-up ×2 · the sheet for the interview");
}

#[test]
fn what_does_not_fit_is_named_with_the_minutes_that_would_do() {
    let plan = plan(&facts(Some(11), 15, 4, 12));
    let words = plan.left_out_words().unwrap();
    assert!(words.starts_with("At 15 minutes a day "), "{words}");
    assert!(words.contains(" of 16 principles fit; these do not: "), "{words}");
    assert!(plan.minutes_to_fit.is_some_and(|m| m <= 60), "{words}");
    assert!(
        plan.left_out.iter().all(|left| left.principle.starts_with('P')),
        "key principles first: {words}"
    );
    let short = super::plan(&facts(Some(2), 30, 4, 12));
    assert_eq!(short.minutes_to_fit, None);
    assert!(
        short
            .left_out_words()
            .unwrap()
            .ends_with("for all of it there are too few days left, however long each is.")
    );
}

#[test]
fn stories_are_outlined_before_the_first_drill() {
    let mut facts = facts(Some(11), 30, 4, 4);
    for wanted in facts.principles.iter_mut().filter(|w| w.key) {
        wanted.story = StoryTold::Missing;
    }
    let plan = plan(&facts);
    let days = lists(&plan);
    assert!(days[0].starts_with("outline a K0 story · outline a K1 story · K0 · K1"), "{}", days[0]);
    assert!(days[1].starts_with("outline a K2 story · outline a K3 story · K2 · K3"), "{}", days[1]);
    // One of them is written: it is marked, and the answers stay.
    facts.principles[0].story = StoryTold::WrittenToday;
    let later = super::plan(&facts);
    assert!(lists(&later)[0].starts_with("✓ outline a K0 story · outline a K1 story · K0 · K1"));
    assert_eq!(later.next(), Some(&Task::Outline("K1".to_owned())));
}

#[test]
fn a_missed_day_is_not_there_any_more() {
    let missed = Facts { today: after(1), ..facts(Some(14), 30, 4, 4) };
    let plan = plan(&missed);
    assert_eq!(plan.days[0].date, after(1));
    assert!(plan.left_out.is_empty(), "{:?}", plan.left_out);
    assert!(lists(&plan)[0].starts_with("K0 · K1 · K2 · K3"), "{:?}", lists(&plan)[0]);
}

#[test]
fn what_was_done_besides_takes_its_time_from_the_end_of_the_list() {
    let facts = facts(Some(14), 30, 0, 8);
    let mut done = [0; 8];
    (done[0], done[7]) = (1, 2);
    let plan = plan(&having_answered(&facts, &done));
    assert_eq!(lists(&plan)[0], "✓ P0 · P1 · P2 · ✓ P7 ×2");
    assert_eq!(plan.next(), Some(&Task::Answer("P1".to_owned())));
}

#[test]
fn without_a_date_the_next_seven_days_are_planned() {
    let plan = plan(&facts(None, 30, 1, 0));
    assert_eq!(answers(&plan)["K0"], [(0, 1), (3, 1), (6, 1)]);
    assert!(plan.reach_words().unwrap().contains("the next 7 days") && plan.left_out.is_empty());
}

#[test]
fn days_off_are_off() {
    let mut facts = facts(Some(7), 30, 2, 0);
    facts.practice.days_off[2] = true;
    let plan = plan(&facts);
    assert_eq!((plan.days[1].kind, plan.days[1].line()), (DayKind::Off, "Wed 1 Jul: day off".to_owned()));
    assert_eq!(plan.days[6].line(), "Mon 6 Jul, the eve, 10 min: warm-up ×2 · the sheet for the interview");
}

#[test]
fn an_interview_far_off_is_planned_for_eight_weeks() {
    let plan = plan(&facts(Some(90), 30, 1, 1));
    assert_eq!(plan.days.len(), 56);
    assert_eq!(plan.reach_words().unwrap(), "Loop is 90 days off: these are the first 56 days.");
}

#[test]
fn a_drill_of_finding_stories_takes_its_time_from_the_days_answers() {
    let plain = plan(&facts(Some(14), 30, 4, 8));
    assert!(plain.days[0].items.iter().all(|item| item.task != Task::Find));
    let due = plan(&Facts { find: FindDue::Due, ..facts(Some(14), 30, 4, 8) });
    let item = due.days[0].items.last().unwrap();
    assert_eq!((&item.task, item.secs, item.done), (&Task::Find, DRILL_SECS, false));
    assert!(due.days[0].secs() <= 30 * 60 && due.days[0].items.len() > 1);
    assert!(due.days[1..].iter().all(|day| day.items.iter().all(|item| item.task != Task::Find)));
    let done = plan(&Facts { find: FindDue::Done, ..facts(Some(14), 30, 4, 8) });
    assert!(done.days[0].items.last().unwrap().done, "it is marked, and the rest of the list stays");
    assert_eq!(done.days[0].items.len(), due.days[0].items.len());
    let short = plan(&Facts { find: FindDue::Due, ..facts(Some(14), 10, 4, 8) });
    assert!(short.days[0].items.iter().all(|item| item.task != Task::Find), "an answer comes first");
    let eve = plan(&Facts { find: FindDue::Due, ..facts(Some(1), 60, 4, 8) });
    assert!(eve.days[0].items.iter().all(|item| item.task != Task::Find));
}
