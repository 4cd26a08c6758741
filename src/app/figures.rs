//! The figures on the readiness screen: which it shows, and when they are worked out again.

use chrono::NaiveDate;
use strum::EnumCount;

use crate::chart::calibration::Charts;
use crate::chart::figure::{Figure, Table};
use crate::chart::range::Range;

/// What the readiness screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumCount)]
pub enum ReadinessView {
    /// The dashboard: one row a principle.
    #[default]
    Principles,
    /// All principles over time, the chosen one large.
    OverTime,
    /// Seconds, probes, days and dimensions.
    Time,
    /// How the person's own scores compare.
    Calibration,
}

impl ReadinessView {
    /// All of them, in the order of their buttons.
    pub const ALL: [Self; Self::COUNT] = [Self::Principles, Self::OverTime, Self::Time, Self::Calibration];

    /// Those that are shown first; the others lie behind them.
    pub const FIRST: [Self; 2] = [Self::Principles, Self::OverTime];
    /// What lies behind the numbers.
    pub const BEHIND: [Self; 2] = [Self::Time, Self::Calibration];

    /// The words of its button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Principles => "Now",
            Self::OverTime => "Over time",
            Self::Time => "Where the time goes",
            Self::Calibration => "Calibration",
        }
    }
}

/// What figures depend on; while it stays the same, so do they.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) view: ReadinessView,
    pub(super) range: Range,
    pub(super) chosen: Option<String>,
    pub(super) interview: Option<NaiveDate>,
    pub(super) readiness: u64,
}

/// The figures that the readiness screen shows now; empty on any other screen.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub(super) key: Option<Key>,
    /// The chosen principle over time; in [`ReadinessView::OverTime`] the first one if none is chosen.
    pub large: Option<Figure>,
    /// All principles over time, in the order of the dashboard.
    pub multiples: Vec<Figure>,
    /// Where the time goes.
    pub time: Option<Box<TimeFigures>>,
    /// How the person's own scores compare.
    pub calibration: Option<Box<Charts>>,
}

/// Where the time goes, within the chosen range; the calendar has a range of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeFigures {
    /// Planned and actual seconds by section.
    pub sections: Figure,
    /// The same for the latest answers, one by one.
    pub latest: Figure,
    /// Each section's seconds against the plan, answer by answer.
    pub trend: Vec<Figure>,
    /// Probes held.
    pub depth: Figure,
    /// Answers a day.
    pub calendar: Figure,
    /// Mean scores by dimension.
    pub dimensions: Figure,
    /// Which dimension lags within each principle.
    pub lagging: Table,
}
