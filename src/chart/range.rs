//! The stretch of days that a chart shows, chosen by the person.

use chrono::{DateTime, FixedOffset, TimeDelta};
use strum::EnumCount;

use crate::domain::attempt::Attempt;

/// How far back a chart goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumCount)]
pub enum Range {
    /// To the first answer.
    #[default]
    All,
    /// 90 days.
    Days90,
    /// 30 days.
    Days30,
    /// 14 days.
    Days14,
}

impl Range {
    /// All four, the longest first.
    pub const ALL: [Self; Self::COUNT] = [Self::All, Self::Days90, Self::Days30, Self::Days14];

    /// The words of its button.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Days90 => "90 days",
            Self::Days30 => "30 days",
            Self::Days14 => "14 days",
        }
    }

    /// What it covers, within a sentence: "in the last 30 days", "in all".
    pub fn within(self) -> String {
        self.days().map_or_else(|| "in all".to_owned(), |days| format!("in the last {days} days"))
    }

    /// Its length in days; `None` for everything.
    pub fn days(self) -> Option<u16> {
        match self {
            Self::All => None,
            Self::Days90 => Some(90),
            Self::Days30 => Some(30),
            Self::Days14 => Some(14),
        }
    }

    /// When it begins, seen from `now`; `None` for everything.
    pub fn begins(self, now: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        self.days().map(|days| now - TimeDelta::days(days.into()))
    }

    /// Whether an attempt lies within it; one that is dated after `now` never does.
    pub fn holds(self, attempt: &Attempt, now: DateTime<FixedOffset>) -> bool {
        attempt.started <= now && self.begins(now).is_none_or(|begins| attempt.started >= begins)
    }
}
