//! The debrief of made-up mocks.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::super::attempt::{AskedQuestion, Outcome, ProbeRecord};
use super::super::super::catalog::Catalog;
use super::super::super::catalog::tests::bank;
use super::super::super::profile::{Profile, Target};
use super::super::super::rubric::{Score, Scores};
use super::super::super::star::Budget;
use super::super::generate::{Ask, generate};
use super::super::record::{Ballot, InterviewPart};
use super::*;

/// What each answer of the made-up mock was: score, seconds as a share of the plan, and whether it held.
type MadeAnswer = (Option<u8>, f64, bool);

fn made_up(given: &[MadeAnswer]) -> (Mock, BTreeMap<Uuid, Attempt>) {
    let catalog = Catalog::new(vec![bank("x", &["A", "B", "C", "D"], 12)], &Profile::default());
    let ask = Ask { rounds: Some(3), minutes: Some(45), ..Ask::new(MockForm::Loop, Budget::default()) };
    let plan = generate(&catalog, &Target::default(), &ask, 4).unwrap();
    let now = DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
    let mut mock = Mock::new(Uuid::from_u128(77 << 64), now, plan);
    let mut attempts = BTreeMap::new();
    let mut given = given.iter().cycle();
    for round in 0..mock.plan.rounds.len() {
        let plan = mock.plan.rounds[round].clone();
        for (nth, planned) in plan.questions.iter().enumerate() {
            let (score, share, held) = *given.next().unwrap();
            let id = mock.attempt_id(round, nth);
            let question =
                AskedQuestion { id: Some(planned.drawn.id.clone()), text: planned.drawn.text.clone() };
            let mut attempt = Attempt::new(id, question, planned.drawn.principle.clone(), now);
            attempt.answer_secs = Some(f64::from(planned.answer_secs) * share);
            for dimension in Dimension::ALL {
                attempt.scores.set(dimension, score.and_then(Score::new));
            }
            let outcome = if held { Outcome::Held } else { Outcome::Stuck };
            attempt.probes = vec![ProbeRecord { text: "Why?".to_owned(), secs: 20.0, outcome }];
            attempts.insert(id, attempt);
            mock.rounds[round].answers.push(Answer {
                question: nth,
                attempt: Some(id),
                secs: Some(300.0),
                told: None,
                mark: None,
            });
        }
        mock.rounds[round].secs = Some(2800.0);
        mock.rounds[round].ballot = Some(Ballot::new(Vote::Yes, "It held.", now).unwrap());
    }
    mock.place = InterviewPart::Debrief;
    (mock, attempts)
}

fn debrief(mock: &Mock, attempts: &BTreeMap<Uuid, Attempt>) -> Debrief {
    Debrief::of(mock, &[], |id| attempts.get(&id), |id| Some(format!("The {id}")))
}

proptest! {
    #[test]
    fn three_things_to_work_on_each_with_its_own_drill(
        given in proptest::collection::vec((proptest::option::of(1u8..=5), 0.2f64..3.0, any::<bool>()), 1..9)
    ) {
        let (mock, attempts) = made_up(&given);
        let debrief = debrief(&mock, &attempts);
        prop_assert_eq!(debrief.work_on.len(), 3);
        for (i, work) in debrief.work_on.iter().enumerate() {
            prop_assert!(debrief.work_on[..i].iter().all(|other| other.drill != work.drill));
            prop_assert!(!work.what.is_empty() && !work.why.is_empty());
        }
        let answers: usize = debrief.principles.iter().map(|e| e.answers).sum();
        prop_assert_eq!(answers, attempts.len(), "every answer is evidence for its principle");
        let means: Vec<f64> = debrief.principles.iter().filter_map(|e| e.mean).collect();
        prop_assert!(means.is_sorted());
    }
}

#[test]
fn the_weakest_comes_first_then_what_took_too_long_then_what_did_not_hold() {
    let (mock, mut attempts) = made_up(&[(Some(5), 1.0, true)]);
    let at = |n: usize| mock.attempt_id(0, n);
    let weak = attempts[&at(0)].principle.clone();
    for attempt in attempts.values_mut().filter(|a| a.principle == weak) {
        attempt.scores = Scores::default();
        attempt.scores.set(Dimension::Result, Score::new(2));
    }
    let long = mock.plan.rounds[0].questions.iter().position(|q| q.drawn.principle != weak).unwrap();
    attempts.get_mut(&at(long)).unwrap().answer_secs = Some(600.0);
    let debrief = debrief(&mock, &attempts);
    assert_eq!(debrief.principles[0].principle, weak);
    assert_eq!(debrief.work_on[0].drill, Scope::Principle(weak.clone()));
    assert!(debrief.work_on[0].why.starts_with("You gave yourself 2.0 of 5"), "{}", debrief.work_on[0].why);
    let planned = mock.plan.rounds[0].questions[long].clone();
    let slow = debrief.work_on.iter().find(|w| w.drill == Scope::Question(planned.drawn.id.clone())).unwrap();
    assert!(slow.why.starts_with("It took 10:00 of "), "{}", slow.why);
}

#[test]
fn votes_are_open_and_a_story_heard_twice_is_named() {
    let (mut mock, attempts) = made_up(&[(Some(4), 1.0, true)]);
    for round in [0, 2] {
        mock.rounds[round].answers[0].told = Some(Told::Story("outage".to_owned()));
    }
    let after = debrief(&mock, &attempts);
    assert_eq!(after.rounds[0].vote, Some((Vote::Yes, "It held.".to_owned())));
    let heard_by = vec![mock.plan.rounds[0].role, mock.plan.rounds[2].role];
    assert_eq!(after.repeated, [Repeated { story: "The outage".to_owned(), heard_by }]);
    assert!(after.work_on.iter().any(|work| work.what.starts_with("Find another story")));
    mock.place = InterviewPart::Vote;
    assert!(debrief(&mock, &attempts).rounds.iter().all(|round| round.vote.is_none()), "still sealed");
}

#[test]
fn an_erased_answer_leaves_its_question_alone() {
    let (mut mock, mut attempts) = made_up(&[(Some(4), 1.0, true)]);
    let id = mock.attempt_id(0, 0);
    attempts.remove(&id);
    mock.forget(id);
    let line = &debrief(&mock, &attempts).rounds[0].answers[0];
    assert_eq!((line.answer_secs, line.mean, line.depth, &line.story), (None, None, (0, 0), &None));
}

#[test]
fn i_and_we_are_counted_with_their_short_forms() {
    assert_eq!(
        i_to_we("I said we’d try; we were late. I've learnt, and I'm calm. It is. Wednesday."),
        (3, 2)
    );
    let (mock, mut attempts) = made_up(&[(Some(4), 1.0, true)]);
    assert_eq!(debrief(&mock, &attempts).i_to_we, None);
    attempts.get_mut(&mock.attempt_id(0, 0)).unwrap().note = Some("We did it. I led.".to_owned());
    attempts.get_mut(&mock.attempt_id(1, 0)).unwrap().note = Some("I alone".to_owned());
    assert_eq!(debrief(&mock, &attempts).i_to_we, Some((2, 1)));
}

#[test]
fn an_answer_of_two_seconds_holds_nothing_and_is_named_beside_the_vote() {
    let (mut mock, mut attempts) = made_up(&[(Some(5), 1.0, true)]);
    for attempt in attempts.values_mut() {
        attempt.answer_secs = Some(2.0);
    }
    let after = debrief(&mock, &attempts);
    assert!(after.rounds.iter().flat_map(|round| &round.answers).all(|answer| answer.depth == (0, 1)));
    assert!(after.meeting.doubts[0].ends_with("Yes, and no answer was long enough to judge."));
    assert_eq!(after.meeting.unjudged.len(), after.principles.len());
    for attempt in attempts.values_mut() {
        attempt.answer_secs = Some(90.0);
        attempt.probes[0].secs = 2.0;
        attempt.scores = Scores::default();
        attempt.scores.set(Dimension::Result, Score::new(2));
    }
    let after = debrief(&mock, &attempts);
    assert!(after.rounds.iter().all(|round| round.depth().0 == 0), "a reply of 2 s holds nothing");
    assert!(after.meeting.doubts[0].ends_with("Yes beside a mean score of 2.0 of 5."));
    assert!(after.meeting.unjudged.is_empty());
    let told = Some(Told::Words("The move".to_owned()));
    for answer in &mut mock.rounds[1].answers {
        answer.told.clone_from(&told);
    }
    let doubts = debrief(&mock, &attempts).meeting.doubts;
    assert_eq!(doubts.iter().filter(|doubt| doubt.ends_with("heard “The move” twice.")).count(), 1);
}
