//! Scoring an answer again, blind.

use uuid::Uuid;

use crate::domain::countdown::Mono;
use crate::domain::rehearsal::SETTLE;
use crate::domain::rubric::{Dimension, Rubric, Score, Scores};

/// An answer that is being scored again, its first scores out of sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescoring {
    /// The attempt.
    pub attempt: Uuid,
    /// What was given so far.
    pub scores: Scores,
    /// The dimension that is asked; none after the last.
    pub step: Option<Dimension>,
    /// Whether the scores are saved, and both are shown.
    pub saved: bool,
    /// When it was begun, or saved: an Enter right after was meant for what was there before.
    pub since: Mono,
}

impl Rescoring {
    /// The attempt with this id, from the first dimension on, by the rubric that it was scored by first.
    pub fn new(attempt: Uuid, rubric: Rubric, now: Mono) -> Self {
        Self { attempt, scores: Scores::by(rubric), step: Some(Dimension::ALL[0]), saved: false, since: now }
    }

    /// Whether it was begun or saved long enough ago for Enter to be meant for it.
    pub fn is_settled(&self, now: Mono) -> bool {
        now.saturating_sub(self.since) >= SETTLE
    }

    /// Scores the dimension that is asked and moves on; `None` unsets it and moves on.
    pub fn score(&mut self, score: Option<Score>) {
        if let Some(dimension) = self.step.filter(|_| !self.saved) {
            self.scores.set(dimension, score);
            self.go(true);
        }
    }

    /// On to the next dimension, or back to the one before.
    pub fn go(&mut self, forward: bool) {
        self.step = match (self.step, forward) {
            (Some(dimension), true) => dimension.next(),
            (Some(dimension), false) => dimension.previous().or(Some(dimension)),
            (None, true) => None,
            (None, false) => Dimension::ALL.last().copied(),
        };
    }
}

/// What is asked for about scoring again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RescoreCommand {
    /// Score this attempt again, blind.
    Start(Uuid),
    /// Ask this dimension.
    GoTo(Dimension),
    /// Leave it.
    Leave,
}
