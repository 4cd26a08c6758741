//! The figures of the readiness screen: when they are worked out again, and from what.

use chrono::NaiveDate;

use crate::chart::calibration::charts;
use crate::chart::figure::Figure;
use crate::chart::over_time::{figure, over_time, small_multiples};
use crate::chart::range::Range;
use crate::chart::{calendar, depth, dimensions, sections};
use crate::domain::attempt::Attempt;

use super::super::figures::{Figures, Key, ReadinessView, TimeFigures};
use super::super::model::Model;
use super::route::Place;

/// The figures that `model` should show, unless they are those it has.
pub(in crate::app) fn renewed(model: &Model) -> Option<Figures> {
    let key = key(model);
    if key == model.readiness.figures.key {
        return None;
    }
    let mut figures = Figures { key, ..Figures::default() };
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

/// `None` where no figure is shown: on another screen, on stage, in quiet mode.
fn key(model: &Model) -> Option<Key> {
    let shown = model.place() == Place::Readiness && !model.notebook.profile.settings.quiet;
    shown.then(|| Key {
        view: model.readiness.view,
        range: model.readiness.range,
        chosen: model.readiness.chosen.clone(),
        interview: interview(model),
        readiness: model.notebook.readiness_count(),
    })
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
