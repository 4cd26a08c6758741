//! The figures on the readiness screen: which it shows, and when they are worked out again.

use chrono::NaiveDate;
use strum::EnumCount;

use crate::chart::calibration::{Charts, charts};
use crate::chart::figure::{Figure, Table};
use crate::chart::over_time::{figure, over_time, small_multiples};
use crate::chart::range::Range;
use crate::chart::{calendar, depth, dimensions, sections};
use crate::domain::attempt::Attempt;

use super::model::Model;
use super::route::Place;

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
struct Key {
    view: ReadinessView,
    range: Range,
    chosen: Option<String>,
    interview: Option<NaiveDate>,
    readiness_table: u64,
}

/// The figures that the readiness screen shows now; empty on any other screen.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    key: Option<Key>,
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

impl Model {
    /// Works the figures out again if what they show has changed.
    pub(super) fn renew_figures(&mut self) {
        if let Some(figures) = Figures::renewed(self) {
            self.readiness.figures = figures;
        }
    }
}

impl Figures {
    /// The figures that `model` should show, unless they are those it has.
    pub(super) fn renewed(model: &Model) -> Option<Self> {
        let key = Key::of(model);
        if key == model.readiness.figures.key {
            return None;
        }
        let mut figures = Self { key, ..Self::default() };
        let Some(key) = &figures.key else { return Some(figures) };
        match key.view {
            ReadinessView::Principles => figures.large = key.chosen.as_deref().map(|name| large(model, name)),
            ReadinessView::OverTime => {
                let first = model.notebook.readiness_table().rows.first().map(|row| row.name.as_str());
                figures.large = key.chosen.as_deref().or(first).map(|name| large(model, name));
                figures.multiples = small_multiples(
                    model.notebook.readiness_table(),
                    &model.notebook.attempts,
                    model.now.wall,
                    key.range,
                    key.interview,
                );
            }
            ReadinessView::Time => figures.time = Some(Box::new(time(model))),
            ReadinessView::Calibration => {
                figures.calibration = Some(Box::new(charts(
                    &model.notebook.readiness_table().calibration,
                    &model.notebook.attempts,
                )));
            }
        }
        Some(figures)
    }
}

impl Key {
    /// `None` where no figure is shown: on another screen, on stage, in quiet mode.
    fn of(model: &Model) -> Option<Self> {
        let shown = model.place() == Place::Readiness && !model.notebook.profile.settings.quiet;
        shown.then(|| Self {
            view: model.readiness.view,
            range: model.readiness.range,
            chosen: model.readiness.chosen.clone(),
            interview: interview(model),
            readiness_table: model.notebook.readiness_count(),
        })
    }
}

fn interview(model: &Model) -> Option<NaiveDate> {
    let today = model.now.wall.date_naive();
    model.notebook.profile.target.next_stage(today).map(|(_, date)| date)
}

/// The principle of this name over time.
fn large(model: &Model, name: &str) -> Figure {
    let attempts =
        model.notebook.readiness_table().attempts_of(name).iter().map(|&i| &model.notebook.attempts[i]);
    // The dashboard's chart shows everything; the range is chosen elsewhere.
    let range = match model.readiness.view {
        ReadinessView::OverTime => model.readiness.range,
        _ => Range::All,
    };
    figure(
        name,
        &over_time(attempts, model.now.wall, range, model.notebook.readiness_table().correction()),
        interview(model),
    )
}

fn time(model: &Model) -> TimeFigures {
    let (now, range) = (model.now.wall, model.readiness.range);
    let within = || model.notebook.attempts.iter().filter(|a| range.holds(a, now));
    let counts = |a: &Attempt| range.holds(a, now);
    TimeFigures {
        sections: sections::means(within(), now),
        latest: sections::by_answer(within(), now),
        trend: sections::trend(within(), now),
        depth: depth::depth(within(), now),
        calendar: calendar::calendar(model.notebook.attempts.iter(), now),
        dimensions: dimensions::dimensions(within(), now),
        lagging: dimensions::by_principle(
            model.notebook.readiness_table(),
            &model.notebook.attempts,
            now,
            counts,
        ),
    }
}
