//! Readiness: the self-rated estimate for one principle, and how far to trust it.
//!
//! The model is design, section 6. Self-scores relate only weakly to measured skill, so the estimate
//! leans on a low prior until there is evidence, evidence fades, and the number that counts is the
//! lower edge of the band.

use chrono::{DateTime, FixedOffset};

use super::attempt::Attempt;
use super::friend::corrected;
use super::tunables::MOST_FORECAST;

pub use super::tunables::{
    BAND_Z, FEW_ANSWERS, HALF_LIFE_DAYS, PRIOR_MEAN, PRIOR_WEIGHT, READY_ANSWERS, READY_EDGE,
    READY_QUESTIONS, REDO_FACTOR, SPREAD,
};

/// What the evidence allows to be said of a principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No scored answer yet.
    NotPractised,
    /// One or two scored answers: no figure is told.
    TooFew,
    /// Evidence, but not ready.
    Building,
    /// The lower edge is high enough, from enough answers to enough questions.
    Ready,
}

impl State {
    /// The words shown and reported.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotPractised => "not practised",
            Self::TooFew => "begun",
            Self::Building => "building",
            Self::Ready => "ready",
        }
    }
}

/// The estimate for one principle at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readiness {
    /// What the evidence allows to be said.
    pub state: State,
    /// `μ`, 1 to 5.
    pub estimate: f64,
    /// The band's lower edge within 1 to 5: what the principle *counts as*.
    pub low: f64,
    /// The band's upper edge within 1 to 5.
    pub high: f64,
    /// Scored answers.
    pub answers: usize,
    /// Different questions among them, counted up to [`READY_QUESTIONS`].
    pub questions: usize,
    /// `x̄`, the weighted mean of the scores as they count, each answer's mean corrected by what a
    /// friend's scores say; `None` without answers.
    pub mean: Option<f64>,
    /// The weighted mean of the scores as the person gave them, not corrected; `None` without answers.
    pub given: Option<f64>,
    /// When the latest scored answer was given.
    pub last: Option<DateTime<FixedOffset>>,
    /// `W`, the weight of the evidence in full answers.
    pub weight: f64,
    /// Scored answers left out because they are dated after `now`.
    pub set_aside: usize,
}

impl Readiness {
    /// The readiness of a principle that has never been practised.
    pub const NONE: Self = Self {
        state: State::NotPractised,
        estimate: PRIOR_MEAN,
        low: PRIOR_MEAN - BAND_Z * SPREAD,
        high: PRIOR_MEAN + BAND_Z * SPREAD,
        answers: 0,
        questions: 0,
        mean: None,
        given: None,
        last: None,
        weight: 0.0,
        set_aside: 0,
    };

    /// The readiness from the same evidence `days` later (or earlier, where negative), no answer having
    /// been added.
    #[must_use]
    pub fn after_days(&self, days: f64) -> Self {
        let Some(mean) = self.mean else { return *self };
        let weight = self.weight * (-days / HALF_LIFE_DAYS).exp2();
        // Answers so old that their weight is no longer a number say no more than none.
        if weight <= f64::MIN_POSITIVE {
            let state = state(self.answers, self.questions, 0.0);
            let (answers, questions) = (self.answers, self.questions);
            let (last, set_aside) = (self.last, self.set_aside);
            return Self { state, answers, questions, last, set_aside, ..Self::NONE };
        }
        let estimate = estimate(mean, weight);
        let half = BAND_Z * standard_error(weight);
        let low = (estimate - half).clamp(1.0, 5.0);
        Self {
            state: state(self.answers, self.questions, low),
            estimate,
            low,
            high: (estimate + half).clamp(1.0, 5.0),
            weight,
            ..*self
        }
    }

    /// The readiness if one more answer that counts as `score`, 1 to 5, were given now.
    #[must_use]
    pub fn with_another(&self, score: f64) -> Self {
        let weight = self.weight + 1.0;
        let mean = self.mean.map_or(score, |mean| (mean * self.weight + score) / weight);
        Self { mean: Some(mean), weight, answers: self.answers + 1, ..*self }.after_days(0.0)
    }

    /// The standard error of the estimate, `s / √(k + W)`.
    pub fn standard_error(&self) -> f64 {
        standard_error(self.weight)
    }
}

fn standard_error(weight: f64) -> f64 {
    SPREAD / (PRIOR_WEIGHT + weight).sqrt()
}

/// What one answer weighs on the day it is given: less when it is a redo or scored in part.
pub(super) fn full_weight(attempt: &Attempt) -> f64 {
    let redo = if attempt.redo_of.is_some() { REDO_FACTOR } else { 1.0 };
    redo * attempt.scores.count() as f64 / 6.0
}

/// Days from `from` to `to`, to the millisecond; negative if `to` is earlier.
pub fn days_between(from: DateTime<FixedOffset>, to: DateTime<FixedOffset>) -> f64 {
    (to - from).num_milliseconds() as f64 / 86_400_000.0
}

/// The evidence for one principle as it adds up over time: answers are added in the order they were
/// given, and what is there fades as time goes on.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    at: DateTime<FixedOffset>,
    /// What every answer's mean is lowered by before it counts.
    correction: f64,
    sum_w: f64,
    sum_wy: f64,
    /// The same sum of the means as they were given.
    sum_given: f64,
    answers: usize,
    /// Different questions, as many as the rule for *ready* asks for.
    questions: Vec<&'a str>,
    last: Option<DateTime<FixedOffset>>,
}

impl<'a> Tally<'a> {
    /// No evidence, as of `at`. Every answer's mean will be lowered by `correction` points (raised if it
    /// is negative) within 1 to 5 before it counts: [`super::friend::friend_correction`], or 0 for none.
    pub fn new(at: DateTime<FixedOffset>, correction: f64) -> Self {
        let (sum_w, sum_wy, sum_given) = (0.0, 0.0, 0.0);
        Self { at, correction, sum_w, sum_wy, sum_given, answers: 0, questions: Vec::new(), last: None }
    }

    /// Adds an answer given at or after the last one added; one without scores is no evidence.
    pub fn add(&mut self, attempt: &'a Attempt) {
        if let Some(mean) = attempt.scores.mean() {
            self.advance(attempt.started);
            let w = full_weight(attempt);
            self.sum_w += w;
            self.sum_wy += w * corrected(mean, self.correction);
            self.sum_given += w * mean;
            self.answers += 1;
            let key = attempt.question.key();
            if self.questions.len() < READY_QUESTIONS && !self.questions.contains(&key) {
                self.questions.push(key);
            }
            self.last = Some(attempt.started);
        }
    }

    /// Lets time go on to `now`: every answer's weight halves each [`HALF_LIFE_DAYS`].
    pub fn advance(&mut self, now: DateTime<FixedOffset>) {
        if now > self.at {
            let fade = (-days_between(self.at, now) / HALF_LIFE_DAYS).exp2();
            self.sum_w *= fade;
            self.sum_wy *= fade;
            self.sum_given *= fade;
            self.at = now;
        }
    }

    /// What the evidence says now.
    pub fn readiness(&self) -> Readiness {
        let (answers, questions) = (self.answers, self.questions.len());
        if answers == 0 {
            return Readiness::NONE;
        }
        let mean = Some(self.sum_wy / self.sum_w);
        let given = Some(self.sum_given / self.sum_w);
        let (last, weight) = (self.last, self.sum_w);
        let known = Readiness { answers, questions, mean, given, last, weight, ..Readiness::NONE };
        known.after_days(0.0)
    }
}

/// `μ` from the weighted mean `x̄` and the weight `W`.
fn estimate(mean: f64, weight: f64) -> f64 {
    (PRIOR_WEIGHT * mean.min(PRIOR_MEAN) + weight * mean) / (PRIOR_WEIGHT + weight)
}

/// The readiness that `attempts`, all of one principle, give at `now`.
///
/// Attempts without scores are history, not evidence. The order they come in does not matter:
/// the sums run in (time, id) order. `correction` is as for [`Tally::new`].
pub fn readiness<'a>(
    attempts: impl IntoIterator<Item = &'a Attempt>,
    now: DateTime<FixedOffset>,
    correction: f64,
) -> Readiness {
    let mut evidence: Vec<&Attempt> = attempts.into_iter().filter(|a| a.is_evidence()).collect();
    let total = evidence.len();
    evidence.retain(|a| a.started <= now);
    evidence.sort_by_key(|a| (a.started, a.id));
    let Some(first) = evidence.first() else { return Readiness { set_aside: total, ..Readiness::NONE } };
    let mut tally = Tally::new(first.started, correction);
    for attempt in &evidence {
        tally.add(attempt);
    }
    tally.advance(now);
    Readiness { set_aside: total - evidence.len(), ..tally.readiness() }
}

fn state(answers: usize, questions: usize, low: f64) -> State {
    if answers < FEW_ANSWERS {
        State::TooFew
    } else if low >= READY_EDGE && answers >= READY_ANSWERS && questions >= READY_QUESTIONS {
        State::Ready
    } else {
        State::Building
    }
}

/// How many more full answers like those so far would reach *ready*, were they given now;
/// `None` if [`MOST_FORECAST`] would not, or if the principle is ready or was never practised.
pub fn answers_to_ready(readiness: &Readiness) -> Option<usize> {
    answers_to_ready_at(readiness, readiness.mean?)
}

/// As [`answers_to_ready`], were every further answer's mean `each` (1 to 5).
pub fn answers_to_ready_at(readiness: &Readiness, each: f64) -> Option<usize> {
    let mean = readiness.mean?;
    if readiness.state == State::Ready {
        return None;
    }
    (1..=MOST_FORECAST).find(|&more| {
        let (had, more_weight) = (readiness.weight, more as f64);
        let w = had + more_weight;
        let low = estimate((had * mean + more_weight * each) / w, w) - BAND_Z * standard_error(w);
        readiness.answers + more >= READY_ANSWERS && low >= READY_EDGE
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::attempt::AskedQuestion;
    use super::super::rubric::{Dimension, Score};
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
    }

    /// An answer with `count` dimensions at `score`, given `hours` before `now`.
    fn answer(id: u128, question: u8, hours: i64, score: u8, count: usize, redo: bool) -> Attempt {
        let question = AskedQuestion { id: Some(format!("q{question}")), text: "?".to_owned() };
        let started = now() - TimeDelta::hours(hours);
        let mut attempt = Attempt::new(Uuid::from_u128(id), question, "Dive Deep".to_owned(), started);
        for dimension in &Dimension::ALL[..count] {
            attempt.scores.set(*dimension, Score::new(score));
        }
        attempt.redo_of = redo.then(Uuid::nil);
        attempt
    }

    fn answers_over(days: &[i64], score: u8) -> Vec<Attempt> {
        days.iter()
            .enumerate()
            .zip(0u8..)
            .map(|((i, d), question)| answer(i as u128 + 1, question, d * 24, score, 6, false))
            .collect()
    }

    #[test]
    fn no_answers_is_the_prior() {
        let none = readiness(&[], now(), 0.0);
        assert_eq!(none, Readiness::NONE);
        assert!((none.low - 1.104).abs() < 1e-9);
    }

    #[test]
    fn one_fresh_full_answer() {
        let r = readiness(&[answer(1, 1, 0, 4, 6, false)], now(), 0.0);
        assert!((r.estimate - 3.0).abs() < 1e-12);
        assert!((r.low - (3.0 - 1.28 * 0.7 / 2f64.sqrt())).abs() < 1e-12);
        assert_eq!((r.state, r.weight), (State::TooFew, 1.0));
    }

    #[test]
    fn scores_below_the_prior_pull_it_down() {
        let r = readiness(&[answer(1, 1, 0, 1, 6, false)], now(), 0.0);
        assert!((r.estimate - 1.0).abs() < 1e-12);
        assert!((r.low - 1.0).abs() < 1e-12, "the band is shown within 1 to 5");
    }

    #[test]
    fn age_redo_and_partial_scores_weigh_less() {
        let weigh = |a: Attempt| readiness(&[a], now(), 0.0).weight;
        assert!((weigh(answer(1, 1, 21 * 24, 4, 6, false)) - 0.5).abs() < 1e-12);
        assert!((weigh(answer(1, 1, 0, 4, 6, true)) - 0.5).abs() < 1e-12);
        assert!((weigh(answer(1, 1, 0, 4, 3, false)) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn ready_is_reached_as_the_design_says() {
        // About two weeks of practice, the last answer now.
        let ready_after = |score| {
            (1..=12).find(|&n: &i64| {
                let days: Vec<i64> = (0..n).map(|i| i * 14 / n.max(2)).collect();
                readiness(&answers_over(&days, score), now(), 0.0).state == State::Ready
            })
        };
        assert!(matches!(ready_after(4), Some(5..=6)), "{:?}", ready_after(4));
        assert_eq!(ready_after(5), Some(4));
        assert_eq!(ready_after(3), None);
    }

    #[test]
    fn ready_needs_three_questions() {
        let mut same = answers_over(&[0, 1, 2, 3, 4, 5], 5);
        for attempt in &mut same {
            attempt.question.id = Some("q1".to_owned());
        }
        assert_eq!(readiness(&same, now(), 0.0).state, State::Building);
    }

    #[test]
    fn what_it_will_be_without_another_answer_is_what_it_then_is() {
        let given =
            [answer(1, 1, 30, 4, 6, false), answer(2, 2, 20, 5, 3, false), answer(3, 3, 2, 3, 6, true)];
        let known = readiness(&given, now(), 0.0);
        for days in [0i64, 3, 40] {
            let (then, told) =
                (readiness(&given, now() + TimeDelta::days(days), 0.0), known.after_days(days as f64));
            for (a, b) in [(then.low, told.low), (then.high, told.high), (then.weight, told.weight)] {
                assert!((a - b).abs() < 1e-9, "{days}: {a} {b}");
            }
            assert_eq!((then.state, then.answers, then.last), (told.state, told.answers, told.last));
        }
        assert_eq!(known.after_days(1e6).mean, None);
        assert_eq!(Readiness::NONE.after_days(9.0), Readiness::NONE);
    }

    #[test]
    fn the_future_is_set_aside() {
        let r = readiness(&[answer(1, 1, 5, 4, 6, false), answer(2, 2, -5, 5, 6, false)], now(), 0.0);
        assert_eq!((r.answers, r.set_aside), (1, 1));
    }

    #[test]
    fn the_forecast_agrees_with_the_model() {
        let few = answers_over(&[0, 0, 0], 4);
        let more = answers_to_ready(&readiness(&few, now(), 0.0)).unwrap();
        let then = |n: usize| readiness(&answers_over(&vec![0; 3 + n], 4), now(), 0.0).state;
        assert_eq!(then(more), State::Ready);
        assert_ne!(then(more - 1), State::Ready);
        assert_eq!(answers_to_ready(&readiness(&answers_over(&[0, 0], 3), now(), 0.0)), None);
    }

    fn history() -> impl Strategy<Value = Vec<Attempt>> {
        let one = (0u8..6, 0i64..24 * 400, 1u8..=5, 0usize..=6, any::<bool>());
        proptest::collection::vec(one, 0..30).prop_map(|rows| {
            rows.into_iter()
                .enumerate()
                .map(|(i, (q, hours, score, count, redo))| {
                    answer(i as u128 + 1, q, hours, score, count, redo)
                })
                .collect()
        })
    }

    #[test]
    fn a_correction_lowers_every_answer_within_one_to_five() {
        let two = [answer(1, 1, 0, 1, 6, false), answer(2, 2, 0, 4, 6, false)];
        let r = readiness(&two, now(), 0.6);
        assert!((r.mean.unwrap() - f64::midpoint(1.0, 3.4)).abs() < 1e-12);
        assert!((r.given.unwrap() - 2.5).abs() < 1e-12, "what was given stays known");
        let none = readiness(&two, now(), 0.0);
        assert_eq!(none.mean, none.given);
        assert!((readiness(&two, now(), -2.0).mean.unwrap() - f64::midpoint(3.0, 5.0)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn time_alone_never_raises_nor_narrows(attempts in history(), hours in 1i64..24 * 300, correction in -2.0..2.0) {
            let before = readiness(&attempts, now(), correction);
            let after = readiness(&attempts, now() + TimeDelta::hours(hours), correction);
            prop_assert!(after.estimate <= before.estimate + 1e-9);
            prop_assert!(after.standard_error() >= before.standard_error() - 1e-9);
        }

        #[test]
        fn a_score_at_or_above_never_lowers(attempts in history(), score in 1u8..=5, hours in 0i64..24 * 100, count in 1usize..=6, correction in -2.0..2.0) {
            let before = readiness(&attempts, now(), correction);
            let added = answer(999, 9, hours, score, count, false);
            prop_assume!(corrected(f64::from(score), correction) >= before.estimate);
            let mut more = attempts.clone();
            more.push(added);
            prop_assert!(readiness(&more, now(), correction).estimate >= before.estimate - 1e-9);
        }

        #[test]
        fn order_does_not_matter(attempts in history(), seed in any::<usize>(), correction in -2.0..2.0) {
            let mut shuffled = attempts.clone();
            let n = shuffled.len().max(1);
            for i in 0..shuffled.len() {
                let j = seed.wrapping_mul(i + 1) % n;
                shuffled.swap(i, j);
            }
            prop_assert_eq!(readiness(&attempts, now(), correction), readiness(&shuffled, now(), correction));
        }

        #[test]
        fn a_greater_correction_never_raises(attempts in history(), one in -2.0..2.0, more in 0.0..2.0) {
            let (less, greater) = (readiness(&attempts, now(), one), readiness(&attempts, now(), one + more));
            prop_assert!(greater.estimate <= less.estimate + 1e-9 && greater.low <= less.low + 1e-9);
            prop_assert_eq!(greater.given, less.given);
            prop_assert!((greater.weight - less.weight).abs() <= 1e-9);
        }
    }
}
