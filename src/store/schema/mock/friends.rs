//! What friends who heard a mock interview voted and said, within its document.

use serde::{Deserialize, Serialize};

use super::super::{Extra, carry_extra};
use super::{Fault, time, unknown};
use crate::domain::mock::record::{FriendVote, FriendWords, Vote};

/// A friend's vote: `strong-no`, `no`, `yes` or `strong-yes`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct FriendVoteDoc {
    /// The name they gave.
    pub by: String,
    pub vote: String,
    pub reason: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a friend said after all of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct FriendWordsDoc {
    /// The name they gave.
    pub by: String,
    /// RFC 3339 with offset.
    pub at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl FriendVoteDoc {
    pub(super) fn of(vote: &FriendVote) -> Self {
        Self {
            by: vote.by.clone(),
            vote: vote.vote.id().to_owned(),
            reason: vote.reason.clone(),
            extra: Extra::new(),
        }
    }

    pub(super) fn to_vote(&self, place: &str) -> Result<FriendVote, Fault> {
        let vote = Vote::from_id(&self.vote).ok_or_else(|| unknown(place, &self.vote))?;
        Ok(FriendVote { by: self.by.clone(), vote, reason: self.reason.clone() })
    }
}

impl FriendWordsDoc {
    pub(super) fn of(words: &FriendWords) -> Self {
        Self {
            by: words.by.clone(),
            at: words.at.to_rfc3339(),
            keep: words.keep.clone(),
            change: words.change.clone(),
            extra: Extra::new(),
        }
    }

    pub(super) fn to_words(&self) -> Result<FriendWords, Fault> {
        Ok(FriendWords {
            by: self.by.clone(),
            at: time("friends.at", &self.at)?,
            keep: self.keep.clone(),
            change: self.change.clone(),
        })
    }
}

/// What later versions know of a vote goes with who cast it.
pub(super) fn carry_votes_over(new: &mut [FriendVoteDoc], old: Vec<FriendVoteDoc>) {
    for old in old {
        if let Some(new) = new.iter_mut().find(|new| new.by == old.by) {
            carry_extra(&mut new.extra, old.extra);
        }
    }
}

/// As [`carry_votes_over`].
pub(super) fn carry_words_over(new: &mut [FriendWordsDoc], old: Vec<FriendWordsDoc>) {
    for old in old {
        if let Some(new) = new.iter_mut().find(|new| new.by == old.by) {
            carry_extra(&mut new.extra, old.extra);
        }
    }
}
