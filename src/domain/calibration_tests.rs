//! Tests of the calibration: the interval holds, the words fit the numbers, the offer keeps its rules.
#![allow(clippy::unwrap_used)]

use chrono::Days;
use proptest::prelude::*;
use rand::SeedableRng;
use rand_distr::{Distribution, Normal};
use uuid::Uuid;

use super::super::attempt::AskedQuestion;
use super::super::draw::SeededRng;
use super::super::rubric::{Score, Scores};
use super::super::second_scores::{FriendScores, Rescored};
use super::*;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
}

fn all(score: u8) -> Scores {
    let mut scores = Scores::default();
    for d in Dimension::ALL {
        scores.set(d, Score::new(score));
    }
    scores
}

/// An attempt so many hours before now, scored 3 throughout, with a note.
fn attempt(id: u128, hours: i64) -> Attempt {
    let question = AskedQuestion { id: None, text: "?".to_owned() };
    let mut attempt =
        Attempt::new(Uuid::from_u128(id), question, "A".to_owned(), now() - TimeDelta::hours(hours));
    attempt.scores = all(3);
    attempt.note = Some("I counted the pallets.".to_owned());
    attempt
}

fn friend(by: &str, score: u8) -> FriendScores {
    FriendScores { by: by.to_owned(), at: now(), scores: all(score), note: None, packet: None }
}

#[test]
fn the_quantile_is_the_tables() {
    let table = [(2.0, 1.8856), (3.0, 1.6377), (4.0, 1.5332), (5.0, 1.4759), (10.0, 1.3722), (30.0, 1.3104)];
    for (freedom, quantile) in table {
        assert!((upper_tenth(freedom) - quantile).abs() < 0.005, "{freedom}: {}", upper_tenth(freedom));
    }
}

#[test]
fn two_equal_differences_are_not_certain() {
    let bias = Bias::of(&[0.5, 0.5]).unwrap();
    assert!(bias.low < 0.0 && bias.high > 1.0, "{bias:?}");
    assert_eq!(Bias::of(&[]), None);
    assert!(!Bias::of(&[1.0]).unwrap().is_told());
}

#[test]
fn the_interval_holds_about_as_often_as_it_says() {
    let mut rng = SeededRng::seed_from_u64(5);
    for (spread, n) in [(0.5, 2), (0.5, 8), (1.0, 2), (1.0, 5), (1.0, 30), (1.4, 2), (1.4, 5)] {
        let held = (0..2000).filter(|_| {
            let normal = Normal::new(0.6, spread).unwrap();
            // Means of six whole scores come in sixths.
            let one = |rng: &mut SeededRng| (f64::round(normal.sample(rng) * 6.0)) / 6.0;
            let differences: Vec<f64> = (0..n).map(|_| one(&mut rng)).collect();
            let bias = Bias::of(&differences).unwrap();
            (bias.low..=bias.high).contains(&0.6)
        });
        let share = held.count() as f64 / 2000.0;
        // Wider differences than a person's scores show are where it holds least.
        assert!(share >= 0.7, "spread {spread}, n {n}: held {share}");
        if spread <= 1.0 {
            assert!(share >= 0.77, "spread {spread}, n {n}: held {share}");
        }
    }
}

#[test]
fn words_name_the_number_its_doubt_and_its_evidence() {
    let bias = |mean, low, high, n| Bias { mean, low, high, n };
    let words = |measure: Measure, b: Bias| measure.words(Some(&b));
    assert_eq!(
        words(Measure::Prediction, bias(0.6, 0.3, 0.9, 14)),
        "You predict 0.6 too high, from 14 answers; likely between 0.3 and 0.9."
    );
    assert_eq!(
        words(Measure::Prediction, bias(-0.6, -0.9, -0.3, 14)),
        "You predict 0.6 too low, from 14 answers; likely between 0.3 and 0.9."
    );
    assert_eq!(
        words(Measure::Friend, bias(0.2, -0.3, 0.7, 3)),
        "You score 0.2 higher than your friends, from 3 comparisons; likely between 0.3 lower and 0.7 higher, so it may be chance."
    );
    assert!(
        words(Measure::Again, bias(0.0, -0.2, 0.2, 9)).starts_with("Scoring again, blind, you give about")
    );
    assert!(
        words(Measure::Again, bias(1.0, -1.0, 3.0, 1)).starts_with("From 1 answer, which is too few to say.")
    );
    assert!(Measure::Friend.words(None).starts_with("Nothing to compare yet."));
}

#[test]
fn differences_are_own_less_the_other() {
    let mut one = attempt(1, 48);
    one.predicted = Score::new(5);
    one.rescored = Some(Rescored { at: now(), scores: all(2) });
    one.friend_scores = vec![friend("Anna", 2), friend("Ben", 4), friend("anna", 1)];
    let mut unscored = attempt(2, 40);
    unscored.scores = Scores::default();
    unscored.predicted = Score::new(5);
    unscored.friend_scores = vec![friend("Anna", 5)];
    let attempts = [one, unscored];
    assert_eq!(prediction_differences(&attempts), [2.0]);
    assert_eq!(again_differences(&attempts), [1.0]);
    assert_eq!(friend_differences(&attempts), [2.0, -1.0], "each friend once, the latest scores");
    let calibration = Calibration::new(&attempts, now());
    assert_eq!(calibration.friend.map(|b| b.n), Some(2));
    assert!(calibration.friend_on.iter().all(|b| b.is_some_and(|b| (b.mean - 0.5).abs() < 1e-12)));
    assert!(calibration.scored_today && calibration.offered.is_none());
}

#[test]
fn the_newest_answer_with_a_note_is_offered_a_day_later() {
    let mut attempts = vec![attempt(1, 400), attempt(2, 72), attempt(3, 24), attempt(4, 23)];
    assert_eq!(offered(&attempts, |_| false, now()).unwrap().id, Uuid::from_u128(3));
    assert_eq!(offered(&attempts, |_| false, now() - TimeDelta::minutes(1)).unwrap().id, Uuid::from_u128(2));
    attempts[2].note = Some("  ".to_owned());
    assert_eq!(offered(&attempts, |_| false, now()).unwrap().id, Uuid::from_u128(2));
    attempts[1].scores = Scores::default();
    assert_eq!(offered(&attempts, |_| false, now()), None, "the last is older than two weeks");
    assert!(can_be_scored_again(&attempts[0], false, now()), "but can be chosen in the history");
}

#[test]
fn one_a_calendar_day() {
    let mut attempts = vec![attempt(1, 96), attempt(2, 72)];
    attempts[1].rescored = Some(Rescored { at: now() - TimeDelta::hours(18), scores: all(3) });
    assert_eq!(offered(&attempts, |_| false, now()), None, "at one in the morning of the same day");
    attempts[1].rescored = Some(Rescored { at: now() - TimeDelta::hours(20), scores: all(3) });
    assert_eq!(
        offered(&attempts, |_| false, now()).unwrap().id,
        Uuid::from_u128(1),
        "at eleven the evening before"
    );
    // The same moment told with another offset is the same day here.
    let at = (now() - TimeDelta::hours(18)).with_timezone(&FixedOffset::east_opt(-9 * 3600).unwrap());
    attempts[1].rescored = Some(Rescored { at, scores: all(3) });
    assert_eq!(offered(&attempts, |_| false, now()), None);
}

proptest! {
    /// Whoever takes every offer is offered at most one a day, never one twice, never one too fresh,
    /// too old, or without a note.
    #[test]
    fn taking_every_offer_keeps_the_rules(
        answers in prop::collection::vec((0i64..600, any::<bool>(), any::<bool>()), 0..25),
        looks in prop::collection::vec(1i64..40, 1..40),
    ) {
        let mut attempts: Vec<Attempt> = (0u128..).zip(&answers).map(|(id, &(hours, note, scored))| {
            let mut one = attempt(id, hours);
            if !note { one.note = None; }
            if !scored { one.scores = Scores::default(); }
            one
        }).collect();
        attempts.sort_by_key(|a| (a.started, a.id));
        let mut at = now() - Days::new(20);
        let mut days = std::collections::HashSet::new();
        for hours in looks {
            at += TimeDelta::hours(hours);
            let Some(id) = offered(&attempts, |_| false, at).map(|a| a.id) else { continue };
            prop_assert!(days.insert(at.date_naive()), "two in a day");
            let one = attempts.iter_mut().find(|a| a.id == id).unwrap();
            prop_assert!(one.rescored.is_none() && one.note.is_some() && one.is_evidence());
            let age = at - one.started;
            prop_assert!(age >= TimeDelta::hours(AGAIN_HOURS) && age <= TimeDelta::days(AGAIN_DAYS));
            one.rescored = Some(Rescored { at, scores: all(3) });
            let newer = attempts.iter().filter(|a| a.started > at - age && can_be_scored_again(a, false, at));
            prop_assert_eq!(newer.count(), 0, "the newest first");
        }
    }

    #[test]
    fn a_bias_is_moved_by_what_moves_all_and_narrowed_by_evidence(
        differences in prop::collection::vec(-4.0f64..4.0, 1..30),
        by in -3.0f64..3.0,
    ) {
        let bias = Bias::of(&differences).unwrap();
        let moved = Bias::of(&differences.iter().map(|d| d + by).collect::<Vec<_>>()).unwrap();
        for (a, b) in [(bias.mean, moved.mean), (bias.low, moved.low), (bias.high, moved.high)] {
            prop_assert!((a + by - b).abs() < 1e-9);
        }
        prop_assert!(bias.low < bias.mean && bias.mean < bias.high);
        let twice = Bias::of(&[differences.clone(), differences.clone()].concat()).unwrap();
        prop_assert!(twice.high - twice.low < bias.high - bias.low);
        let mut turned = differences.clone();
        turned.reverse();
        prop_assert!((Bias::of(&turned).unwrap().high - bias.high).abs() < 1e-9, "order does not matter");
    }
}
