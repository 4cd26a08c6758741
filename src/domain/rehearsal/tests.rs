//! The attempt's state machine, driven with a made-up clock.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::attempt::Mode;
use crate::domain::draw::Drawn;
use crate::domain::star::Budget;

fn secs(s: u64) -> Mono {
    Duration::from_secs(s)
}

fn rehearsal() -> Rehearsal {
    let drawn = Drawn {
        id: "dive-deep-01".to_owned(),
        text: "When did a number surprise you?".to_owned(),
        principle: "Dive Deep".to_owned(),
        principles: vec!["Dive Deep".to_owned()],
        bank: "amazon".to_owned(),
        probes: vec!["Why?".to_owned(), "How much?".to_owned(), "Who?".to_owned(), "When?".to_owned()],
        reason: String::new(),
    };
    let brief = Brief {
        id: Uuid::from_u128(1),
        drawn,
        shown: DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap(),
        session: Uuid::from_u128(2),
        mode: Mode::Drill,
        redo_of: None,
        budget: Budget::default(),
        think_secs: THINK_SECS,
        max_probes: 3,
        ask_prediction: false,
        part: None,
    };
    Rehearsal::new(brief, secs(1000))
}

fn score(value: u8) -> Option<Score> {
    Score::new(value)
}

#[test]
fn a_whole_attempt() {
    let mut r = rehearsal();
    assert_eq!(r.remaining(secs(1010)), Some(Remaining::Left(50)));
    assert_eq!(r.remaining(secs(1070)), Some(Remaining::Over(10)), "thinking never becomes answering");
    r.begin(secs(1070));
    r.mark_section(Section::Task, secs(1101));
    r.step_section(true, secs(1121));
    r.step_section(true, secs(1230));
    r.finish_answer(secs(1255));
    r.end_probe(Outcome::Held, secs(1290));
    r.end_probe(Outcome::Stuck, secs(1300));
    r.end_probe(Outcome::Already, secs(1302));
    for value in [3, 4, 5, 4] {
        r.score(score(value));
    }
    r.score(None);
    r.score(score(2));
    assert_eq!(*r.phase(), Phase::Score(ScoreStep::NextTime));
    r.next_time = " start with the number ".to_owned();
    r.finish(secs(1340));
    let a = r.attempt(secs(1340));
    assert_eq!(a.answer_secs, Some(185.0));
    assert_eq!(a.section_secs, Some(PerSection([31.0, 20.0, 109.0, 25.0])));
    assert_eq!(a.planned_secs, Some(PerSection([27.0, 18.0, 108.0, 27.0])));
    assert_eq!(a.depth_survived(), (2, 3));
    assert!((a.probes[0].secs - 35.0).abs() < 1e-9);
    // 3, 4, 5 and 4 count fully, 2 for delivery half.
    assert_eq!((a.scores.count(), a.scores.mean()), (5, Some(17.0 / 4.5)));
    assert_eq!(a.next_time.as_deref(), Some("start with the number"));
}

#[test]
fn ending_the_ladder_goes_to_scoring_and_is_not_stuck() {
    let mut r = rehearsal();
    r.begin(secs(1001));
    r.finish_answer(secs(1100));
    r.end_probe(Outcome::Held, secs(1110));
    r.end_probe(Outcome::Ended, secs(1111));
    assert!(matches!(r.phase(), Phase::Score(_)));
    assert_eq!(r.attempt(secs(1111)).depth_survived(), (1, 1));
}

#[test]
fn a_warm_up_is_never_scored() {
    let mut r = rehearsal();
    r.brief.mode = Mode::WarmUp;
    r.begin(secs(1001));
    r.finish_answer(secs(1100));
    assert_eq!(*r.phase(), Phase::Done);
    assert!(!r.attempt(secs(1100)).is_evidence());
}

#[test]
fn enter_just_after_a_phase_began_is_not_meant_for_it() {
    let mut r = rehearsal();
    r.begin(secs(1001));
    assert!(!r.is_settled(secs(1001) + Duration::from_millis(299)));
    assert!(r.is_settled(secs(1001) + SETTLE));
}

#[test]
fn a_gap_counts_until_the_person_makes_it_a_pause() {
    let mut r = rehearsal();
    r.begin(secs(1000));
    r.tick(secs(1001));
    r.mark_section(Section::Task, secs(1004));
    r.tick(secs(1005));
    r.tick(secs(1065));
    assert_eq!(r.elapsed(secs(1065)), secs(65), "a stopped process counts as elapsed");
    assert_eq!(r.gap().unwrap().length, secs(60));
    r.mark_section(Section::Action, secs(1066));
    r.gap_was_pause(secs(1067));
    assert_eq!(r.elapsed(secs(1067)), secs(7));
    let Phase::Answer(clock) = r.phase() else { panic!("not answering") };
    assert_eq!(clock.section_times(secs(1067)), Some(PerSection([secs(4), secs(2), secs(1), secs(0)])));
}

#[test]
fn five_seconds_are_no_gap_and_a_pause_makes_none() {
    let mut r = rehearsal();
    r.begin(secs(1000));
    r.tick(secs(1005));
    assert_eq!(r.gap(), None);
    r.pause(secs(1006));
    r.tick(secs(2000));
    r.resume(secs(2000));
    r.tick(secs(2001));
    assert_eq!(r.gap(), None);
    assert_eq!(r.elapsed(secs(2001)), secs(7));
}

#[test]
fn cues_stay_at_the_plan_whatever_section_is_lit() {
    let mut r = rehearsal();
    assert!(r.cues(secs(1000), true).is_empty(), "none while thinking");
    r.begin(secs(1000));
    let cues = r.cues(secs(1000), true);
    let expected = [
        (secs(1027), CueKind::Boundary(Section::Task)),
        (secs(1045), CueKind::Boundary(Section::Action)),
        (secs(1144), CueKind::LastFifth),
        (secs(1153), CueKind::Boundary(Section::Result)),
        (secs(1180), CueKind::TimeUp),
    ];
    assert_eq!(cues, expected);
    r.mark_section(Section::Result, secs(1010));
    assert_eq!(r.cues(secs(1050), false), [(secs(1144), CueKind::LastFifth), (secs(1180), CueKind::TimeUp)]);
    r.pause(secs(1100));
    assert!(r.cues(secs(1100), true).is_empty());
    r.resume(secs(1200));
    assert_eq!(r.cues(secs(1200), false)[0], (secs(1244), CueKind::LastFifth));
    assert_eq!(r.planned_section(secs(1200)), Section::Action);
}

#[test]
fn restart_drops_the_answer_and_keeps_the_question() {
    let mut r = rehearsal();
    r.begin(secs(1000));
    r.mark_section(Section::Task, secs(1010));
    r.finish_answer(secs(1020));
    r.restart(secs(1030));
    assert!(matches!(r.phase(), Phase::Think(_)));
    assert_eq!(r.attempt(secs(1031)).answer_secs, None);
}

#[test]
fn leaving_early_keeps_what_is_there() {
    let mut r = rehearsal();
    assert!(!r.has_something_to_keep());
    r.begin(secs(1000));
    let kept = r.attempt(secs(1042));
    assert_eq!((kept.answer_secs, kept.section_secs), (Some(42.0), None));
    assert!(!kept.is_evidence());
}

/// Anything a person can do to a running attempt.
fn step() -> impl Strategy<Value = (u8, u64)> {
    (0u8..12, 0u64..90)
}

fn apply(r: &mut Rehearsal, action: u8, now: Mono) {
    match action {
        0 => r.begin(now),
        1 => r.finish_answer(now),
        2 => r.end_probe(Outcome::Held, now),
        3 => r.end_probe(Outcome::Ended, now),
        4 => r.pause(now),
        5 => r.resume(now),
        6 => r.step_section(true, now),
        7 => r.step_section(false, now),
        8 => r.score(score(3)),
        9 => r.step_score(false),
        10 => r.tick(now),
        _ => r.gap_was_pause(now),
    }
}

proptest! {
    #[test]
    fn whatever_happens_the_sections_add_up(steps in proptest::collection::vec(step(), 0..60)) {
        let mut r = rehearsal();
        let mut now = secs(1000);
        for (action, wait) in steps {
            now += secs(wait);
            apply(&mut r, action, now);
            let attempt = r.attempt(now);
            if let (Some(sections), Some(whole)) = (attempt.section_secs, attempt.answer_secs) {
                prop_assert!((sections.0.iter().sum::<f64>() - whole).abs() < 1.01);
                prop_assert!(sections.0.iter().all(|&s| s >= 0.0));
            }
            prop_assert!(attempt.probes.len() <= 3);
        }
    }

    #[test]
    fn a_restored_attempt_is_the_same_attempt(steps in proptest::collection::vec(step(), 0..40)) {
        let mut r = rehearsal();
        let mut now = secs(1000);
        for (action, wait) in steps {
            now += secs(wait);
            apply(&mut r, action, now);
        }
        let back = Rehearsal::restored(r.checkpoint(now), secs(5));
        prop_assert_eq!(back.attempt(secs(99)), r.attempt(now), "nothing is lost, and the clock stands still");
        prop_assert_eq!(back.elapsed(secs(99)), r.elapsed(now));
    }
}
