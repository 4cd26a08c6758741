//! Scores beside the person's own first ones, as an attempt's body carries them: a blind re-score, a friend's.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::attempt::{AttemptProblem, ScoresBody};
use super::{Extra, carry_extra};
use crate::domain::second_scores::{FriendScores, Rescored};

/// `again` in an attempt's body: the same answer scored once more, blind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RescoredBody {
    /// When, RFC 3339 with offset.
    pub at: String,
    /// The scores.
    pub scores: ScoresBody,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl RescoredBody {
    pub(super) fn from_domain(again: &Rescored) -> Self {
        Self { at: again.at.to_rfc3339(), scores: ScoresBody::of(again.scores), extra: Extra::new() }
    }

    /// `None` if the time cannot be read.
    pub(super) fn to_domain(&self) -> Option<Rescored> {
        Some(Rescored { at: time(&self.at)?, scores: self.scores.known })
    }

    pub(super) fn check(&self) -> Result<(), AttemptProblem> {
        check_time("again.at", &self.at)?;
        self.scores.check("again.scores")
    }

    pub(super) fn has_unknown(&self) -> bool {
        !self.extra.is_empty() || !self.scores.other.is_empty() || self.to_domain().is_none()
    }

    pub(super) fn carry_over(&mut self, old: &Self) {
        carry_extra(&mut self.extra, old.extra.clone());
        self.scores.carry_over(&old.scores);
    }
}

/// One of `others` in an attempt's body: what somebody else scored it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FriendScoresBody {
    /// The name they gave.
    pub by: String,
    /// When, RFC 3339 with offset.
    pub at: String,
    /// The scores.
    pub scores: ScoresBody,
    /// Their remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The id of the packet the scores came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packet: Option<Uuid>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl FriendScoresBody {
    pub(super) fn from_domain(other: &FriendScores) -> Self {
        Self {
            by: other.by.clone(),
            at: other.at.to_rfc3339(),
            scores: ScoresBody::of(other.scores),
            note: other.note.clone(),
            packet: other.packet,
            extra: Extra::new(),
        }
    }

    /// `None` if the name is missing or the time cannot be read.
    pub(super) fn to_domain(&self) -> Option<FriendScores> {
        let at = time(&self.at).filter(|_| !self.by.trim().is_empty())?;
        let (by, scores) = (self.by.clone(), self.scores.known);
        Some(FriendScores { by, at, scores, note: self.note.clone(), packet: self.packet })
    }

    pub(super) fn check(&self, index: usize) -> Result<(), AttemptProblem> {
        if self.by.trim().is_empty() {
            return Err(AttemptProblem::Missing { field: "others.by" });
        }
        check_time(&format!("others[{index}].at"), &self.at)?;
        self.scores.check(&format!("others[{index}].scores"))
    }

    pub(super) fn has_unknown(&self) -> bool {
        !self.extra.is_empty() || !self.scores.other.is_empty() || self.to_domain().is_none()
    }

    /// Whether both are of the same friend, packet and time.
    fn is_same(&self, other: &Self) -> bool {
        (&self.by, &self.at, self.packet) == (&other.by, &other.at, other.packet)
    }
}

/// Takes over from the last body what this version does not know of `others`.
pub(super) fn carry_over(others: &mut Vec<FriendScoresBody>, old: &[FriendScoresBody]) {
    for (index, old) in old.iter().enumerate() {
        if old.to_domain().is_none() {
            // The domain never saw it; put it back where it was.
            others.insert(index.min(others.len()), old.clone());
        } else if let Some(new) = others.iter_mut().find(|new| new.is_same(old)) {
            carry_extra(&mut new.extra, old.extra.clone());
            new.scores.carry_over(&old.scores);
        }
    }
}

fn time(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

fn check_time(field: &str, text: &str) -> Result<(), AttemptProblem> {
    match time(text) {
        Some(_) => Ok(()),
        None => Err(AttemptProblem::Time { field: field.to_owned(), found: text.to_owned() }),
    }
}
