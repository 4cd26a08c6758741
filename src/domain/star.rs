//! The four sections of a STAR answer and the seconds planned for each.

use std::fmt;
use std::ops::{Index, IndexMut};

use strum::EnumCount;

/// One of the four parts of an answer, in the order they are usually told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumCount)]
pub enum Section {
    /// Where and when, and why it mattered.
    Situation,
    /// What the speaker had to do.
    Task,
    /// What the speaker did.
    Action,
    /// What came of it.
    Result,
}

impl Section {
    /// All four, in telling order.
    pub const ALL: [Self; Self::COUNT] = [Self::Situation, Self::Task, Self::Action, Self::Result];

    /// The word shown on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Situation => "Situation",
            Self::Task => "Task",
            Self::Action => "Action",
            Self::Result => "Result",
        }
    }

    /// The single letter used where there is no room for the word.
    pub fn letter(self) -> &'static str {
        &self.name()[..1]
    }

    /// What the interviewer wants to hear in this section, as a question to the speaker.
    pub fn prompt(self) -> &'static str {
        match self {
            Self::Situation => "Where were you, and why did it matter?",
            Self::Task => "What was yours to do, not the team's?",
            Self::Action => "What did you decide, and what did you give up for it?",
            Self::Result => "What changed, by how much, and what did you learn?",
        }
    }

    /// The section told after this one; the last has none.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The section told before this one; the first has none.
    pub fn previous(self) -> Option<Self> {
        (self as usize).checked_sub(1).map(|i| Self::ALL[i])
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One value for each of the four sections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerSection<T>(pub [T; 4]);

impl<T> Index<Section> for PerSection<T> {
    type Output = T;
    fn index(&self, section: Section) -> &T {
        &self.0[section as usize]
    }
}

impl<T> IndexMut<Section> for PerSection<T> {
    fn index_mut(&mut self, section: Section) -> &mut T {
        &mut self.0[section as usize]
    }
}

impl<T> PerSection<T> {
    /// The sections with their values, in telling order.
    pub fn iter(&self) -> impl Iterator<Item = (Section, &T)> {
        Section::ALL.into_iter().zip(self.0.iter())
    }
}

/// How an answer's seconds are shared among the sections, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares(PerSection<u8>);

impl Shares {
    /// The shares offered: most of the time for the action, then two variations.
    pub const PRESETS: [Self; 3] = [
        Self(PerSection([15, 10, 60, 15])),
        Self(PerSection([20, 10, 60, 10])),
        Self(PerSection([10, 10, 60, 20])),
    ];

    /// Shares of the person's own: four numbers that add up to 100, none of them zero.
    pub fn new(percent: [u8; 4]) -> Option<Self> {
        let sum: u32 = percent.iter().map(|&p| u32::from(p)).sum();
        (sum == 100 && percent.iter().all(|&p| p > 0)).then_some(Self(PerSection(percent)))
    }

    /// Per cent by section.
    pub fn percent(self) -> [u8; 4] {
        self.0.0
    }
}

impl Default for Shares {
    fn default() -> Self {
        Self::PRESETS[0]
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.percent().map(|share| share.to_string());
        write!(f, "{} %", percent.join("/"))
    }
}

/// The seconds planned for one answer, and how they are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The whole answer, in seconds.
    pub total_secs: u32,
    /// How the whole is shared among the sections.
    pub shares: Shares,
}

impl Budget {
    /// The answer lengths offered, in seconds.
    pub const PRESET_SECS: [u32; 4] = [90, 120, 180, 300];
    /// The shortest answer that can be set, in seconds.
    pub const MIN_SECS: u32 = 20;
    /// The longest answer that can be set, in seconds.
    pub const MAX_SECS: u32 = 1800;

    /// Whole seconds by section; they add up to `total_secs` exactly.
    pub fn planned_secs(self) -> PerSection<u32> {
        let ends = self.boundaries();
        let mut from = 0;
        PerSection(ends.map(|end| {
            let secs = end - from;
            from = end;
            secs
        }))
    }

    /// The second at which each section is planned to end, counted from the answer's start.
    /// The last is `total_secs`.
    pub fn boundaries(self) -> [u32; 4] {
        let mut percent = 0;
        self.shares.percent().map(|share| {
            percent += u32::from(share);
            (self.total_secs * percent + 50) / 100
        })
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self { total_secs: 180, shares: Shares::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_budget_is_three_minutes_at_15_10_60_15() {
        assert_eq!(Budget::default().planned_secs().0, [27, 18, 108, 27]);
        assert_eq!(Budget::default().boundaries(), [27, 45, 153, 180]);
    }

    #[test]
    fn planned_seconds_always_add_up() {
        for shares in Shares::PRESETS {
            for total_secs in Budget::MIN_SECS..=Budget::MAX_SECS {
                let sum: u32 = Budget { total_secs, shares }.planned_secs().0.iter().sum();
                assert_eq!(sum, total_secs);
            }
        }
    }

    #[test]
    fn shares_must_be_a_whole() {
        assert!(Shares::new([25, 25, 25, 25]).is_some());
        assert!(Shares::new([25, 25, 25, 24]).is_none());
        assert!(Shares::new([0, 25, 50, 25]).is_none());
    }

    #[test]
    fn neighbours_end_at_the_edges() {
        assert_eq!(Section::Situation.previous(), None);
        assert_eq!(Section::Result.next(), None);
        assert_eq!(Section::Task.next(), Some(Section::Action));
    }
}
