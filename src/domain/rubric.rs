//! The six dimensions an answer is scored on, and what each score from 1 to 5 stands for.

use std::fmt;

use strum::EnumCount;

/// A dimension of the rubric: what is scored. Each has its own five anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumCount)]
pub enum Dimension {
    /// Measured, and what it changed.
    Result,
    /// Decisions, trade-offs and obstacles; held under probes.
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
            Self::Result => "Was the result measured, and did it change anything?",
            Self::Depth => "Were there decisions, trade-offs and obstacles?",
            Self::Ownership => "Was it “I”, not “we”?",
            Self::Fit => "Did the story answer this principle?",
            Self::Setting => "Were situation and task clear in time?",
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

    /// What the scores 1 to 5 stand for, at most nine words each.
    pub fn anchors(self) -> [&'static str; 5] {
        match self {
            Self::Result => [
                "No result told",
                "A result, but vague: “it went well”",
                "A clear result without a number",
                "A number, and what it was before",
                "A number, its effect, and what lasted",
            ],
            Self::Depth => [
                "Stayed on the surface",
                "Steps listed, no reason given",
                "One decision with its reason",
                "Trade-offs named; most probes held",
                "Trade-offs, obstacles, doubts; every probe held",
            ],
            Self::Ownership => [
                "Only “we”; my part unclear",
                "Mostly “we”, one act of mine",
                "My part clear when asked",
                "My part clear from the start",
                "My decisions, my mistakes, others credited",
            ],
            Self::Fit => [
                "A story about something else",
                "Touches the principle in passing",
                "Fits, though the link is left unsaid",
                "Fits well; the principle drives a choice",
                "Could not be told for another principle",
            ],
            Self::Setting => [
                "A listener would be lost",
                "Clear only after a long run-up",
                "Clear, but too long or too thin",
                "Clear within the planned time",
                "Clear in two sentences, stakes included",
            ],
            Self::Delivery => [
                "Wandered; no order to it",
                "Order hard to follow, or far over time",
                "Some order; somewhat over or under time",
                "Clear order, close to time",
                "Clear order, on time, easy to hear",
            ],
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

/// The scores of one attempt. A dimension without a score is unset, which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores([Option<Score>; 6]);

impl Scores {
    /// The score on `dimension`, if it was set.
    pub fn get(&self, dimension: Dimension) -> Option<Score> {
        self.0[dimension as usize]
    }

    /// Sets, or with `None` unsets, the score on `dimension`.
    pub fn set(&mut self, dimension: Dimension, score: Option<Score>) {
        self.0[dimension as usize] = score;
    }

    /// How many dimensions are scored, 0 to 6.
    pub fn count(&self) -> usize {
        self.0.iter().flatten().count()
    }

    /// The mean of the scored dimensions (1 to 5); `None` if none is scored.
    pub fn mean(&self) -> Option<f64> {
        let sum: u32 = self.0.iter().flatten().map(|s| u32::from(s.value())).sum();
        (self.count() > 0).then(|| f64::from(sum) / self.count() as f64)
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
    fn anchors_have_at_most_nine_words() {
        for dimension in Dimension::ALL {
            for anchor in dimension.anchors() {
                assert!(anchor.split_whitespace().count() <= 9, "{anchor}");
            }
        }
    }

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
    fn only_one_to_five_is_a_score() {
        assert_eq!(Score::new(0), None);
        assert_eq!(Score::new(6), None);
        assert_eq!(Score::new(5).unwrap().value(), 5);
    }
}
