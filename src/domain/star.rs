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
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How an answer is built: the sections it is told in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum Structure {
    /// Situation, task, action, result.
    #[default]
    Star,
    /// Context, action, result. The context is kept as the situation, and what was the speaker's to do is part of it.
    Car,
}

impl Structure {
    /// Both.
    pub const ALL: [Self; Self::COUNT] = [Self::Star, Self::Car];

    /// The sections in telling order.
    pub fn sections(self) -> &'static [Section] {
        match self {
            Self::Star => &Section::ALL,
            Self::Car => &[Section::Situation, Section::Action, Section::Result],
        }
    }

    /// The structure that an answer with these planned seconds was built in.
    pub fn of_planned(planned: &PerSection<f64>) -> Self {
        if planned[Section::Task] <= 0.0 && planned[Section::Situation] > 0.0 {
            Self::Car
        } else {
            Self::Star
        }
    }

    /// The section with this number, counted from 1.
    pub fn section(self, number: u8) -> Option<Section> {
        self.sections().get(usize::from(number).checked_sub(1)?).copied()
    }

    /// The number of a section, counted from 1; one that is not told has that of the one before it.
    pub fn number(self, section: Section) -> usize {
        self.sections().iter().rposition(|told| *told <= section).map_or(1, |at| at + 1)
    }

    /// The word for a section.
    pub fn name(self, section: Section) -> &'static str {
        match (self, section) {
            (Self::Car, Section::Situation) => "Context",
            _ => section.name(),
        }
    }

    /// What the interviewer wants to hear in a section, as a question to the speaker.
    pub fn prompt(self, section: Section) -> &'static str {
        match (self, section) {
            (Self::Car, Section::Situation) => "Where were you, what was yours to do, and why did it matter?",
            _ => section.prompt(),
        }
    }

    /// The section told after this one; the last has none.
    pub fn next(self, section: Section) -> Option<Section> {
        self.sections().iter().find(|told| **told > section).copied()
    }

    /// The section told before this one; the first has none.
    pub fn previous(self, section: Section) -> Option<Section> {
        self.sections().iter().rfind(|told| **told < section).copied()
    }
}

impl fmt::Display for Structure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Star => "Situation, task, action, result",
            Self::Car => "Context, action, result",
        })
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

/// How an answer's seconds are shared among the sections, in per cent. They tell the structure too: where the task has
/// none, the answer is told as context, action, result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares(PerSection<u8>);

impl Shares {
    /// The shares offered: most of the time for the action, then two variations.
    pub const PRESETS: [Self; 3] = [
        Self(PerSection([15, 10, 60, 15])),
        Self(PerSection([20, 10, 60, 10])),
        Self(PerSection([10, 10, 60, 20])),
    ];

    /// The same for three sections: the context has what situation and task have there.
    const CAR_PRESETS: [Self; 3] = [
        Self(PerSection([25, 0, 60, 15])),
        Self(PerSection([30, 0, 60, 10])),
        Self(PerSection([20, 0, 60, 20])),
    ];

    /// The shares offered for a structure.
    pub fn presets(structure: Structure) -> [Self; 3] {
        match structure {
            Structure::Star => Self::PRESETS,
            Structure::Car => Self::CAR_PRESETS,
        }
    }

    /// Shares of the person's own: four numbers that add up to 100. Only the task may have none.
    pub fn new(percent: [u8; 4]) -> Option<Self> {
        let sum: u32 = percent.iter().map(|&p| u32::from(p)).sum();
        let told = Section::ALL.iter().zip(percent).all(|(s, share)| share > 0 || *s == Section::Task);
        (sum == 100 && told).then_some(Self(PerSection(percent)))
    }

    /// The sections that have a share.
    pub fn structure(self) -> Structure {
        if self.0[Section::Task] == 0 { Structure::Car } else { Structure::Star }
    }

    /// The same seconds in another structure: the task's share goes to the context, or a part of the context's back to
    /// the task.
    #[must_use]
    pub fn told_as(self, structure: Structure) -> Self {
        let [situation, task, action, result] = self.0.0;
        match (self.structure(), structure) {
            (Structure::Star, Structure::Car) => Self(PerSection([situation + task, 0, action, result])),
            (Structure::Car, Structure::Star) => {
                // As 15 to 10, the shares that an answer comes with; each keeps at least 1 %.
                let task = (situation * 2 / 5).max(1);
                Self::new([situation - task, task, action, result]).unwrap_or_default()
            }
            (Structure::Star, Structure::Star) | (Structure::Car, Structure::Car) => self,
        }
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
        let percent: Vec<String> =
            self.structure().sections().iter().map(|section| self.0[*section].to_string()).collect();
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
        for shares in Shares::PRESETS.into_iter().chain(Shares::CAR_PRESETS) {
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
        assert!(Shares::new([25, 0, 60, 15]).is_some());
    }

    #[test]
    fn three_sections_are_told_as_context_action_result() {
        let car = Shares::default().told_as(Structure::Car);
        assert_eq!((car.percent(), car.structure()), ([25, 0, 60, 15], Structure::Car));
        assert_eq!(car.to_string(), "25/60/15 %");
        assert_eq!(car.told_as(Structure::Star), Shares::default());
        let names: Vec<&str> = Structure::Car.sections().iter().map(|s| Structure::Car.name(*s)).collect();
        assert_eq!(names, ["Context", "Action", "Result"]);
        assert_eq!(Structure::Car.section(2), Some(Section::Action));
        assert_eq!(Structure::Car.section(4), None);
        let planned = Budget { total_secs: 180, shares: car }.planned_secs().0.map(f64::from);
        assert_eq!(Structure::of_planned(&PerSection(planned)), Structure::Car);
    }

    #[test]
    fn shares_of_any_kind_survive_another_structure() {
        for situation in 1..98 {
            let car = Shares::new([situation, 0, 99 - situation, 1]).unwrap_or_default();
            let star = car.told_as(Structure::Star);
            assert!(Shares::new(star.percent()).is_some(), "{situation}");
        }
    }

    #[test]
    fn neighbours_end_at_the_edges() {
        let star = Structure::Star;
        assert_eq!((star.previous(Section::Situation), star.next(Section::Result)), (None, None));
        assert_eq!(star.next(Section::Task), Some(Section::Action));
        assert_eq!(Structure::Car.next(Section::Situation), Some(Section::Action));
        assert_eq!(Structure::Car.previous(Section::Action), Some(Section::Situation));
    }
}
