//! The six dimensions an answer is scored on, and what each score from 1 to 5 stands for.

mod anchors;

use std::fmt;

use strum::EnumCount;

pub use anchors::{Proof, Yardstick};

/// A dimension of the rubric: what is scored. Each has its own five anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumCount)]
pub enum Dimension {
    /// What came of it, and what was done since.
    Result,
    /// Decisions, their reasons and their price.
    Depth,
    /// "I", not "we".
    Ownership,
    /// Answers this principle.
    Fit,
    /// Situation and task clear in time.
    Setting,
    /// Structure and time.
    Delivery,
}

impl Dimension {
    /// All six, in the order they are asked.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Result, Self::Depth, Self::Ownership, Self::Fit, Self::Setting, Self::Delivery];

    /// The key under which it is stored.
    pub fn id(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Depth => "depth",
            Self::Ownership => "ownership",
            Self::Fit => "fit",
            Self::Setting => "setting",
            Self::Delivery => "delivery",
        }
    }

    /// The dimension stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.id() == id)
    }

    /// The word shown on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Result => "Result",
            Self::Depth => "Depth",
            Self::Ownership => "Ownership",
            Self::Fit => "Fit",
            Self::Setting => "Setting",
            Self::Delivery => "Delivery",
        }
    }

    /// What the dimension asks, in one line.
    pub fn asks(self) -> &'static str {
        match self {
            Self::Result => "What came of it, who can tell, and what have you done since?",
            Self::Depth => "Was a decision told, with its reason and its price?",
            Self::Ownership => "Was it “I”, not “we”?",
            Self::Fit => "Where did the story show this principle?",
            Self::Setting => "Were problem, stake and your own task clear in time?",
            Self::Delivery => "Was it well ordered and on time?",
        }
    }

    /// What to do about it the next time, in one sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Result => "Say the number at the end, and what it was before.",
            Self::Depth => "Name one thing you gave up, and why.",
            Self::Ownership => "Say “I” where it was you: your decision, your mistake.",
            Self::Fit => "Say in one sentence why this story answers this principle.",
            Self::Setting => "Say where, when and what was at stake in two sentences.",
            Self::Delivery => "Tell it in order, and stop when the time is up.",
        }
    }

    /// The same as the rest of "Next time I will …".
    pub fn promise(self) -> &'static str {
        match self {
            Self::Result => "say the number at the end, and what it was before",
            Self::Depth => "name one thing I gave up, and why",
            Self::Ownership => "say “I” where it was me",
            Self::Fit => "say in one sentence why this story answers the question",
            Self::Setting => "say where, when and what was at stake in two sentences",
            Self::Delivery => "tell it in order, and stop when the time is up",
        }
    }

    /// The dimension asked after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The dimension asked before this one.
    pub fn previous(self) -> Option<Self> {
        (self as usize).checked_sub(1).map(|i| Self::ALL[i])
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A score on one dimension: a whole number from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u8);

impl Score {
    /// The score `value`, if it is 1 to 5.
    pub fn new(value: u8) -> Option<Self> {
        (1..=5).contains(&value).then_some(Self(value))
    }

    /// The score as a number, 1 to 5.
    pub fn value(self) -> u8 {
        self.0
    }
}

/// A version of the rubric: what the anchors say, and what each dimension weighs in the mean. An attempt keeps the
/// one it was scored by; the number of a later one is kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rubric(u8);

impl Rubric {
    /// The first: form weighs as much as content.
    pub const FIRST: Self = Self(1);
    /// The second: reflection is part of the result, depth is content alone, and form counts half.
    pub const SECOND: Self = Self(2);
    /// The one that new answers are scored by.
    pub const CURRENT: Self = Self::SECOND;

    /// The version of this number, 1 or more.
    pub fn new(number: u8) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// What `dimension` weighs in the mean (design, section 6): from the second version on setting and delivery, which are
    /// form, count half.
    pub fn weight(self, dimension: Dimension) -> f64 {
        match dimension {
            Dimension::Setting | Dimension::Delivery if self >= Self::SECOND => 0.5,
            Dimension::Result
            | Dimension::Depth
            | Dimension::Ownership
            | Dimension::Fit
            | Dimension::Setting
            | Dimension::Delivery => 1.0,
        }
    }
}

/// The scores of one attempt, and the rubric they were given by. A dimension without a score is unset, which is not
/// zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores {
    rubric: Rubric,
    given: [Option<Score>; Dimension::COUNT],
}

impl Default for Scores {
    /// None yet, by the current rubric.
    fn default() -> Self {
        Self::by(Rubric::CURRENT)
    }
}

impl Scores {
    /// None yet, by this rubric.
    pub fn by(rubric: Rubric) -> Self {
        Self { rubric, given: [None; Dimension::COUNT] }
    }

    /// The same digits, as given by this rubric.
    #[must_use]
    pub fn read_by(self, rubric: Rubric) -> Self {
        Self { rubric, ..self }
    }

    /// The rubric they are given by.
    pub fn rubric(&self) -> Rubric {
        self.rubric
    }

    /// The score on `dimension`, if it was set.
    pub fn get(&self, dimension: Dimension) -> Option<Score> {
        self.given[dimension as usize]
    }

    /// Sets, or with `None` unsets, the score on `dimension`.
    pub fn set(&mut self, dimension: Dimension, score: Option<Score>) {
        self.given[dimension as usize] = score;
    }

    /// How many dimensions are scored, 0 to 6.
    pub fn count(&self) -> usize {
        self.given.iter().flatten().count()
    }

    /// The mean of the scored dimensions (1 to 5), `y = Σw·s / Σw` with the rubric's weights; `None` if none is scored.
    pub fn mean(&self) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (dimension, score) in self.iter() {
            let weight = self.rubric.weight(dimension);
            sum += weight * f64::from(score.value());
            weights += weight;
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// What could be promised for the next time: for the three lowest under 5, the lowest first.
    pub fn promises(&self) -> Vec<&'static str> {
        let mut low: Vec<_> = self.iter().filter(|(_, score)| score.value() < 5).collect();
        low.sort_by_key(|(_, score)| score.value());
        low.into_iter().take(3).map(|(dimension, _)| dimension.promise()).collect()
    }

    /// The scored dimensions, in asking order.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, Score)> {
        Dimension::ALL.into_iter().filter_map(|d| Some((d, self.get(d)?)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn unset_is_not_zero() {
        let mut scores = Scores::default();
        assert_eq!(scores.mean(), None);
        scores.set(Dimension::Depth, Score::new(4));
        scores.set(Dimension::Fit, Score::new(5));
        assert_eq!(scores.mean(), Some(4.5));
        scores.set(Dimension::Fit, None);
        assert_eq!((scores.mean(), scores.count()), (Some(4.0), 1));
    }

    #[test]
    fn form_counts_half_from_the_second_version_on() {
        let scored = |rubric| {
            let mut scores = Scores::by(rubric);
            for dimension in Dimension::ALL {
                let form = matches!(dimension, Dimension::Setting | Dimension::Delivery);
                scores.set(dimension, Score::new(if form { 5 } else { 2 }));
            }
            scores.mean().unwrap()
        };
        assert!((scored(Rubric::FIRST) - 3.0).abs() < 1e-12);
        assert!((scored(Rubric::SECOND) - 13.0 / 5.0).abs() < 1e-12);
        assert!(
            (scored(Rubric::new(9).unwrap()) - 13.0 / 5.0).abs() < 1e-12,
            "a later one is read as the last known"
        );
    }

    #[test]
    fn only_one_to_five_is_a_score() {
        assert_eq!(Score::new(0), None);
        assert_eq!(Score::new(6), None);
        assert_eq!(Score::new(5).unwrap().value(), 5);
    }
}
