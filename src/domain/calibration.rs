//! Calibration: how the person's own scores compare with what they predict, give a day later, and a friend gives.

use chrono::{DateTime, FixedOffset, TimeDelta};
use strum::EnumCount;
use uuid::Uuid;

use super::attempt::Attempt;
use super::rubric::Dimension;
use super::second_scores::{by_friend, difference, difference_on};

/// A blind re-score is offered from so many hours after the answer on, when the scores have faded.
pub const AGAIN_HOURS: i64 = 24;
/// A blind re-score is offered of answers at most so many days old.
pub const AGAIN_DAYS: i64 = 14;
/// From so many differences on a bias is told.
pub const FEW: usize = 2;
/// The spread of one difference that is expected before any is seen: two mean scores each spread by
/// [`super::readiness::SPREAD`], so √2 · 0.7.
const SPREAD_BEFORE: f64 = 1.0;
/// How many differences that expectation is worth.
const WORTH: f64 = 2.0;
/// The standard normal distribution's 0.9 quantile: between it and its opposite lie 80 %, the share
/// that readiness' band holds too.
const Z: f64 = 1.281_551_6;

/// A mean difference between two ways of scoring, with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// The mean difference, in scores.
    pub mean: f64,
    /// The lower end of where it likely lies (four times in five).
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How many differences it comes from.
    pub n: usize,
}

impl Bias {
    /// The bias that these differences show; `None` without any.
    ///
    /// The interval is the middle 80 % of the mean's posterior distribution under a normal model of
    /// unknown mean (flat prior) and unknown variance (scaled inverse χ² prior, worth two differences
    /// spread by 1.0): Student's t with `2 + n − 1` degrees of freedom around the differences' mean, with
    /// scale² `(2·1.0² + Σ(d − d̄)²) / (2 + n − 1) / n` (Gelman et al., Bayesian Data Analysis, 3rd ed.,
    /// section 3.3, with κ₀ = 0). Unlike Student's interval alone it does not shrink to a point when
    /// two differences happen to be equal, as whole scores often make them.
    pub fn of(differences: &[f64]) -> Option<Self> {
        let n = differences.len();
        if n == 0 {
            return None;
        }
        let count = n as f64;
        let mean = differences.iter().sum::<f64>() / count;
        let squares: f64 = differences.iter().map(|d| (d - mean).powi(2)).sum();
        let freedom = WORTH + count - 1.0;
        let scale = ((WORTH * SPREAD_BEFORE.powi(2) + squares) / freedom / count).sqrt();
        let half = upper_tenth(freedom) * scale;
        Some(Self { mean, low: mean - half, high: mean + half, n })
    }

    /// Whether there are enough differences for it to be told.
    pub fn is_told(&self) -> bool {
        self.n >= FEW
    }
}

/// The 0.9 quantile of Student's t with `freedom` degrees of freedom, to 0.005 from 2 degrees on
/// (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5).
fn upper_tenth(freedom: f64) -> f64 {
    let terms = [
        (Z.powi(3) + Z) / 4.0,
        (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / 96.0,
        (3.0 * Z.powi(7) + 19.0 * Z.powi(5) + 17.0 * Z.powi(3) - 15.0 * Z) / 384.0,
        (79.0 * Z.powi(9) + 776.0 * Z.powi(7) + 1482.0 * Z.powi(5) - 1920.0 * Z.powi(3) - 945.0 * Z)
            / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom) + Z
}

/// What is compared with the person's own scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Measure {
    /// The score predicted before the answer, less the mean that was then given.
    Prediction,
    /// The first scores, less those given again, blind.
    Again,
    /// The person's own scores, less a friend's.
    Friend,
}

impl Measure {
    /// All three, in the order they are shown.
    pub const ALL: [Self; Self::COUNT] = [Self::Prediction, Self::Again, Self::Friend];

    /// The name shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prediction => "Prediction against score",
            Self::Again => "First scores against a blind re-score",
            Self::Friend => "Your scores against a friend's",
        }
    }

    /// What makes more of it.
    fn more(self) -> &'static str {
        match self {
            Self::Prediction => "A prediction is asked before every third answer.",
            Self::Again => {
                "An answer with a note or a recording can be scored again, blind, from a day after it on, one answer a day."
            }
            Self::Friend => "A scoring packet asks a friend to score an answer, from your notes.",
        }
    }

    /// "You predict 0.6 too high": who does what, without the number of answers.
    fn claim(self, mean: f64) -> String {
        let by = tenths(mean);
        match (self, by == "0.0", mean > 0.0) {
            (Self::Prediction, true, _) => "Your predictions are about right".to_owned(),
            (Self::Prediction, _, true) => format!("You predict {by} too high"),
            (Self::Prediction, _, false) => format!("You predict {by} too low"),
            (Self::Again, true, _) => "Scoring again, blind, you give about the same".to_owned(),
            (Self::Again, _, true) => format!("At first you score {by} higher than again, blind"),
            (Self::Again, _, false) => format!("At first you score {by} lower than again, blind"),
            (Self::Friend, true, _) => "You and your friends give about the same".to_owned(),
            (Self::Friend, _, true) => format!("You score {by} higher than your friends"),
            (Self::Friend, _, false) => format!("You score {by} lower than your friends"),
        }
    }

    /// The words for above and below: "too high", "lower".
    fn sides(self) -> (&'static str, &'static str) {
        match self {
            Self::Prediction => ("too high", "too low"),
            Self::Again | Self::Friend => ("higher", "lower"),
        }
    }

    /// What it comes from: answers, or each friend's scores for one.
    fn evidence(self, n: usize) -> String {
        let noun = if self == Self::Friend { "comparison" } else { "answer" };
        super::words::count(n, noun)
    }

    /// The bias in words with its uncertainty and its evidence, or that it is too early to say.
    pub fn words(self, bias: Option<&Bias>) -> String {
        let Some(bias) = bias else { return format!("Nothing to compare yet. {}", self.more()) };
        if !bias.is_told() {
            return format!("From {}, which is too few to say. {}", self.evidence(bias.n), self.more());
        }
        let (high, low) = self.sides();
        let (from, to) = (tenths(bias.low), tenths(bias.high));
        let range = if bias.low >= 0.0 {
            format!("{from} and {to}")
        } else if bias.high <= 0.0 {
            format!("{to} and {from}")
        } else {
            let chance = if tenths(bias.mean) == "0.0" { "" } else { ", so it may be chance" };
            format!("{from} {low} and {to} {high}{chance}")
        };
        format!("{}, from {}; likely between {range}.", self.claim(bias.mean), self.evidence(bias.n))
    }
}

/// The size of a difference, to a tenth.
fn tenths(difference: f64) -> String {
    format!("{:.1}", difference.abs())
}

/// How the person's own scores compare; worked out when something changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// The score predicted, less the mean given.
    pub prediction: Option<Bias>,
    /// The first scores, less those given again.
    pub again: Option<Bias>,
    /// The person's own scores, less a friend's.
    pub friend: Option<Bias>,
    /// The same by dimension, in asking order.
    pub friend_on: [Option<Bias>; 6],
    /// The attempt that is offered for a blind re-score today.
    pub offered: Option<uuid::Uuid>,
    /// Whether an attempt was scored again today.
    pub scored_today: bool,
}

impl Calibration {
    /// The calibration that `attempts`, sorted by (started, id), show at `now`; recordings apart, see [`Self::offer`].
    pub fn new(attempts: &[Attempt], now: DateTime<FixedOffset>) -> Self {
        let befriended: Vec<&Attempt> = attempts.iter().filter(|a| !a.friend_scores.is_empty()).collect();
        let friend_on = Dimension::ALL.map(|dimension| {
            let of = |attempt: &&Attempt| -> Vec<f64> {
                let friends = by_friend(&attempt.friend_scores).into_iter();
                friends.filter_map(|f| difference_on(dimension, &attempt.scores, &f.scores)).collect()
            };
            Bias::of(&befriended.iter().flat_map(of).collect::<Vec<_>>())
        });
        Self {
            prediction: Bias::of(&prediction_differences(attempts)),
            again: Bias::of(&again_differences(attempts)),
            friend: Bias::of(&friend_differences(befriended)),
            friend_on,
            offered: offered(attempts, |_| false, now).map(|attempt| attempt.id),
            scored_today: scored_again_on(attempts, now),
        }
    }

    /// Offers an answer of `attempts` to be scored again that has a note or was `recorded`.
    pub fn offer(
        &mut self,
        attempts: &[Attempt],
        recorded: impl Fn(Uuid) -> bool,
        now: DateTime<FixedOffset>,
    ) {
        self.offered = offered(attempts, recorded, now).map(|attempt| attempt.id);
    }

    /// The bias of one measure.
    pub fn bias(&self, measure: Measure) -> Option<&Bias> {
        match measure {
            Measure::Prediction => self.prediction.as_ref(),
            Measure::Again => self.again.as_ref(),
            Measure::Friend => self.friend.as_ref(),
        }
    }
}

/// The score predicted less the mean given, one for each answer that has both.
pub fn prediction_differences<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> Vec<f64> {
    let of = |a: &Attempt| Some(f64::from(a.predicted?.value()) - a.scores.mean()?);
    attempts.into_iter().filter_map(of).collect()
}

/// The first scores less those given again, one for each answer that has both, over the dimensions
/// that both score.
pub fn again_differences<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> Vec<f64> {
    let of = |a: &Attempt| difference(&a.scores, &a.rescored.as_ref()?.scores);
    attempts.into_iter().filter_map(of).collect()
}

/// The person's own scores less a friend's, one for each answer and friend (the friend's latest),
/// over the dimensions that both score.
pub fn friend_differences<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> Vec<f64> {
    let mut differences = Vec::new();
    for attempt in attempts {
        let friends = by_friend(&attempt.friend_scores).into_iter();
        differences.extend(friends.filter_map(|f| difference(&attempt.scores, &f.scores)));
    }
    differences
}

/// As [`friend_differences`], but one for each answer: the mean over the friends who scored it.
pub fn answer_differences<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> Vec<f64> {
    let of = |attempt: &'a Attempt| {
        let differences = friend_differences([attempt]);
        let n = differences.len();
        (n > 0).then(|| differences.iter().sum::<f64>() / n as f64)
    };
    attempts.into_iter().filter(|a| !a.friend_scores.is_empty()).filter_map(of).collect()
}

/// Whether there is something to judge the answer by once it has faded: a recording, or a note.
fn is_remembered(attempt: &Attempt, recorded: bool) -> bool {
    recorded || attempt.note.as_ref().is_some_and(|note| !note.trim().is_empty())
}

/// Whether the attempt could be scored again, blind, at `now`, if none was today: it carries scores,
/// and was `recorded` or has a note, is a day old, and was not scored again before.
pub fn can_be_scored_again(attempt: &Attempt, recorded: bool, now: DateTime<FixedOffset>) -> bool {
    attempt.is_evidence()
        && is_remembered(attempt, recorded)
        && attempt.rescored.is_none()
        && now - attempt.started >= TimeDelta::hours(AGAIN_HOURS)
}

/// Whether an attempt was scored again on the day of `now`, as the calendar of its offset has it.
pub fn scored_again_on(attempts: &[Attempt], now: DateTime<FixedOffset>) -> bool {
    let day = |at: DateTime<FixedOffset>| at.with_timezone(now.offset()).date_naive();
    attempts.iter().filter_map(|a| a.rescored.as_ref()).any(|again| day(again.at) == day(now))
}

/// The attempt that is offered for a blind re-score at `now`: the newest that can be, of those of the
/// last 14 days, whose answers are still the person's level of today. None if one was scored again
/// today. `attempts` must be sorted by (started, id).
pub fn offered(
    attempts: &[Attempt],
    recorded: impl Fn(Uuid) -> bool,
    now: DateTime<FixedOffset>,
) -> Option<&Attempt> {
    if scored_again_on(attempts, now) {
        return None;
    }
    let oldest = now - TimeDelta::days(AGAIN_DAYS);
    let recent = attempts.iter().rev().skip_while(|a| a.started > now).take_while(|a| a.started >= oldest);
    recent.into_iter().find(|attempt| can_be_scored_again(attempt, recorded(attempt.id), now))
}

#[cfg(test)]
#[path = "calibration_tests.rs"]
mod tests;
