//! The plan: from now to the interview, day by day, within the minutes the person gives.
//!
//! Nothing of a plan is stored. It is worked out anew from what is true now: a missed day is simply
//! not there any more, and there is no backlog.
//!
//! **Spacing.** Returns to one principle are 20 to 40 % of the time that remains apart: about 3 days
//! at two weeks out, 1 to 2 at five days. That is where the best gap lies for a test about a week off
//! (N. J. Cepeda and others, Spacing Effects in Learning: A Temporal Ridgeline of Optimal Retention,
//! Psychological Science 19, 2008, pages 1095–1102); for tests further off the best share is smaller,
//! so that beyond [`FARTHEST_DAYS`] the gaps grow no more. Within a day answers are interleaved.
//!
//! **What comes first.** Key principles share what time there is, so that each of them gets its turn;
//! the others follow in the order of their need, weight × (5 − lower edge), as in the draw, as far as
//! the time goes. What does not fit is named.

mod arrange;
mod calendar;
mod chain;
mod facts;
mod words;

use chrono::NaiveDate;

pub use calendar::gap_days;
pub use facts::{Facts, StoryTold, Wanted};
pub use words::{DayEntry, outline_words};

use super::profile::Settings;
use super::rehearsal::PROBE_SECS;

/// Seconds it takes to score an answer (design, section 3.2).
pub const SCORE_SECS: u64 = 25;
/// Seconds it takes to outline a story (design, section 3.4).
pub const OUTLINE_SECS: u64 = 6 * 60;
/// Seconds to read the sheet for the interview once, an assumption.
pub const SHEET_SECS: u64 = 4 * 60;
/// Warm-ups on the eve and on the day (design, section 3.6).
pub const WARM_UPS: usize = 2;
/// Answers planned for a principle that was never practised, or whose answers so far do not lead to
/// *ready*: about what scores near 4 take (design, section 6).
pub const FIRST_ANSWERS: usize = 5;
/// The most answers planned for one principle; by then the plan has been worked out anew many times.
pub const MOST_ANSWERS: usize = 6;
/// The most answers to one principle on one day.
pub const MOST_A_DAY: usize = 3;
/// Days that are planned where no date is set.
pub const UNDATED_DAYS: u64 = 7;
/// How far off the interview is taken to be where no date is set, for the gaps.
pub const UNDATED_REMAINING: i64 = 14;
/// The most days that are planned, and the farthest off that an interview is taken to be.
pub const FARTHEST_DAYS: i64 = 56;
/// The share of a day's time that outlines may take where there is more than one, in per cent.
pub const OUTLINE_SHARE: u64 = 40;

/// Seconds that one scored answer takes, thinking apart: the budget, its probes and the scoring.
pub fn answer_secs(budget_secs: u32, probes: u32) -> u64 {
    u64::from(budget_secs) + u64::from(probes) * PROBE_SECS + SCORE_SECS
}

/// Whole minutes, rounded down and at least one.
pub fn minutes(secs: u64) -> u64 {
    (secs / 60).max(1)
}

/// A task of the plan, such as an answer to give.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// Outline a story for the principle of this name.
    Outline(String),
    /// Answer a question about the principle of this name, with its probes, and score it.
    Answer(String),
    /// An answer that is not scored.
    WarmUp,
    /// Read the sheet for the interview.
    Sheet,
    /// Find a story in ten seconds, ten times.
    Find,
}

impl Task {
    /// The word it is reported under.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Outline(_) => "outline",
            Self::Answer(_) => "answer",
            Self::WarmUp => "warm-up",
            Self::Sheet => "sheet",
            Self::Find => "find",
        }
    }

    /// The principle it is for.
    pub fn principle(&self) -> Option<&str> {
        match self {
            Self::Outline(name) | Self::Answer(name) => Some(name),
            Self::WarmUp | Self::Sheet | Self::Find => None,
        }
    }
}

/// A task on a day, with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The task.
    pub task: Task,
    /// Seconds it takes.
    pub secs: u64,
    /// Whether it is done; only things of today are.
    pub done: bool,
}

/// What a day is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Practice.
    Practice,
    /// The person gives no time.
    Off,
    /// The last day before the interview: two warm-ups and the sheet.
    Eve,
    /// The day of the interview: the same.
    Interview,
}

impl DayKind {
    /// The word it is reported under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Off => "off",
            Self::Eve => "eve",
            Self::Interview => "interview",
        }
    }

    /// Whether it is the eve or the day itself.
    pub fn is_close(self) -> bool {
        matches!(self, Self::Eve | Self::Interview)
    }
}

/// One day of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// What it is for.
    pub kind: DayKind,
    /// The tasks, in the order to do them.
    pub items: Vec<Item>,
}

impl Day {
    /// Seconds of all its items.
    pub fn secs(&self) -> u64 {
        self.items.iter().map(|item| item.secs).sum()
    }

    /// Whole minutes of all its items, rounded down; 0 without any.
    pub fn minutes(&self) -> u64 {
        self.secs() / 60
    }

    /// What is not done yet.
    pub fn left(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| !item.done)
    }

    /// The principles of the answers that are not done yet, in their order.
    pub fn answers_left(&self) -> Vec<String> {
        let answer = |item: &Item| match &item.task {
            Task::Answer(name) => Some(name.clone()),
            _ => None,
        };
        self.left().filter_map(answer).collect()
    }
}

/// A principle that does not get all the answers it still needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub principle: String,
    /// Answers it still needs, at most [`MOST_ANSWERS`].
    pub needs: usize,
    /// Answers that are planned.
    pub planned: usize,
}

/// The stage that is prepared for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// The stage's name, such as "Phone screen"; "Interview" where the person gave none.
    pub name: String,
    /// The day.
    pub date: NaiveDate,
}

/// The plan from now to the interview. The default is a plan of nothing, before anything is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The interview it leads up to; `None` where no date is set or all are past.
    pub interview: Option<Interview>,
    /// Minutes a day it keeps to.
    pub minutes_a_day: u32,
    /// Principles it is made for: those in play that have questions.
    pub principles: usize,
    /// From today to the day of the interview, or as far as is planned.
    pub days: Vec<Day>,
    /// The principles that do not fit, key principles first, then by need.
    pub left_out: Vec<LeftOut>,
    /// The fewest minutes a day, in steps of 5, within which all would fit; `None` where all do or
    /// where no number of minutes would do.
    pub minutes_to_fit: Option<u32>,
}

impl Plan {
    /// Today.
    pub fn today(&self) -> Option<&Day> {
        self.days.first()
    }

    /// The task to do now: the first of today that is not done.
    pub fn next(&self) -> Option<&Task> {
        self.today()?.left().next().map(|item| &item.task)
    }

    /// Whether today is the eve of the interview or its day.
    pub fn is_close(&self) -> bool {
        self.today().is_some_and(|day| day.kind.is_close())
    }
}

/// Works the plan out. The same facts give the same plan.
pub fn plan(facts: &Facts) -> Plan {
    let (days, left_out) = arrange::arrange(facts, facts.practice.minutes_a_day);
    let minutes_to_fit = if left_out.is_empty() { None } else { minutes_to_fit(facts) };
    Plan {
        interview: facts.interview.clone(),
        minutes_a_day: facts.practice.minutes_a_day,
        principles: facts.principles.len(),
        days,
        left_out,
        minutes_to_fit,
    }
}

/// The fewest minutes a day, in steps of 5, within which all fits, if any number does.
fn minutes_to_fit(facts: &Facts) -> Option<u32> {
    const STEP: u32 = 5;
    let fits = |steps: u32| arrange::arrange(facts, steps * STEP).1.is_empty();
    let mut too_few = facts.practice.minutes_a_day / STEP;
    let mut enough = super::profile::Practice::MINUTES.end() / STEP;
    if too_few >= enough || !fits(enough) {
        return None;
    }
    while enough - too_few > 1 {
        let middle = u32::midpoint(too_few, enough);
        if fits(middle) {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    Some(enough * STEP)
}

/// Seconds that one scored answer takes as the person has set it.
fn secs_of(settings: &Settings) -> u64 {
    answer_secs(settings.budget.total_secs, settings.probes)
}

#[cfg(test)]
mod tests;
