//! What the charts' tests share: made-up attempts, and what every figure must keep to.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

use super::figure::{Figure, Layer, Table};
use crate::domain::attempt::{AskedQuestion, Attempt, Outcome, ProbeRecord};
use crate::domain::rubric::{Dimension, Score};
use crate::domain::star::PerSection;

/// Tuesday, the last of June.
pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
}

/// An attempt `hours` before now, with all six dimensions at `score`; 0 leaves them unset.
pub fn attempt(id: u128, principle: &str, hours: i64, score: u8) -> Attempt {
    let question = AskedQuestion { id: Some(format!("q{}", id % 7)), text: "?".to_owned() };
    let started = now() - TimeDelta::hours(hours);
    let mut attempt = Attempt::new(Uuid::from_u128(id), question, principle.to_owned(), started);
    for dimension in Dimension::ALL {
        attempt.scores.set(dimension, Score::new(score));
    }
    attempt
}

/// As [`attempt`], with section seconds: 27, 18, 108 and 27 s planned, `share` times that spoken.
pub fn spoken(id: u128, hours: i64, share: f64) -> Attempt {
    let mut attempt = attempt(id, "A", hours, 3);
    let planned = [27.0, 18.0, 108.0, 27.0];
    attempt.planned_secs = Some(PerSection(planned));
    attempt.section_secs = Some(PerSection(planned.map(|secs| secs * share)));
    attempt
}

/// Gives an attempt probes that ended so.
pub fn probed(mut attempt: Attempt, outcomes: &[Outcome]) -> Attempt {
    let probe = |&outcome| ProbeRecord { text: "Why?".to_owned(), secs: 10.0, outcome };
    attempt.probes = outcomes.iter().map(probe).collect();
    attempt
}

/// Any history of up to 60 attempts over some years, the oldest first, of three principles; some are
/// dated in the future, some lack scores, section seconds or probes, some seconds are absurd.
pub fn history() -> impl Strategy<Value = Vec<Attempt>> {
    let secs = prop_oneof![Just(0.0), 0.0..400.0f64, Just(1e6)];
    let section = prop::array::uniform4(secs);
    let outcome =
        prop_oneof![Just(Outcome::Held), Just(Outcome::Already), Just(Outcome::Stuck), Just(Outcome::Ended)];
    let one = (
        -100i64..24 * 2000,
        0u8..3,
        prop::array::uniform6(0u8..=5),
        prop::option::of(section.clone()),
        prop::option::of(section),
        prop::collection::vec(outcome, 0..4),
    );
    prop::collection::vec(one, 0..60).prop_map(|rows| {
        type Row = (i64, u8, [u8; 6], Option<[f64; 4]>, Option<[f64; 4]>, Vec<Outcome>);
        let make = |(i, row): (usize, Row)| {
            let (hours, principle, scores, planned, spoken, outcomes) = row;
            let mut attempt = attempt(i as u128, ["A", "B", "C"][usize::from(principle)], hours, 0);
            for (dimension, score) in Dimension::ALL.into_iter().zip(scores) {
                attempt.scores.set(dimension, Score::new(score));
            }
            attempt.planned_secs = planned.map(PerSection);
            attempt.section_secs = spoken.map(PerSection);
            probed(attempt, &outcomes)
        };
        let mut attempts: Vec<Attempt> = rows.into_iter().enumerate().map(make).collect();
        attempts.sort_by_key(|a| (a.started, a.id));
        attempts
    })
}

/// What every table keeps to: as many cells in a row as there are heads.
pub fn assert_table(table: &Table) {
    assert_eq!(table.heads.len(), table.holds.len());
    for row in &table.rows {
        assert_eq!(row.len(), table.heads.len(), "{row:?}");
    }
}

/// What every figure keeps to: words, marks and coordinates within its axes, and a sound table.
pub fn assert_sound(figure: &Figure) {
    let (x, y) = (&figure.x, &figure.y);
    assert!(!figure.title.is_empty() && !figure.said.is_empty());
    for axis in [x, y] {
        assert!(axis.from < axis.to, "{axis:?}");
        assert!(axis.marks.iter().all(|m| (axis.from..=axis.to).contains(&m.at)), "{axis:?}");
    }
    let inside = |at: f64, up: f64| {
        let near = 1e-6;
        assert!((x.from - near..=x.to + near).contains(&at), "{at} is outside {x:?} of {}", figure.title);
        assert!((y.from - near..=y.to + near).contains(&up), "{up} is outside {y:?} of {}", figure.title);
    };
    for layer in &figure.layers {
        match layer {
            Layer::Band(points) => {
                assert!(points.len() > 1, "a band of one point cannot be seen");
                for p in points {
                    inside(p.x, p.low);
                }
                for p in points {
                    inside(p.x, p.high);
                }
                assert!(points.iter().all(|p| p.low <= p.high));
                assert!(points.windows(2).all(|w| w[0].x <= w[1].x));
            }
            Layer::Line { points, .. } => {
                assert!(points.len() > 1, "a line of one point cannot be seen");
                for p in points {
                    inside(p[0], p[1]);
                }
                assert!(points.windows(2).all(|w| w[0][0] <= w[1][0]));
            }
            Layer::Dots { points, .. } => {
                for p in points {
                    inside(p.x, p.y);
                }
                assert!(points.windows(2).all(|w| w[0].x <= w[1].x));
            }
            Layer::Bars { bars, .. } => {
                for bar in bars {
                    inside(bar.top.x - bar.width / 2.0, bar.top.y);
                    inside(bar.top.x + bar.width / 2.0, bar.base);
                }
            }
            Layer::Cells { points, shares, .. } => {
                assert_eq!(points.len(), shares.len());
                assert!(shares.iter().all(|&s| s > 0.0 && s <= 1.0));
                for p in points {
                    inside(p.x - 0.5, p.y - 0.5);
                }
                for p in points {
                    inside(p.x + 0.5, p.y + 0.5);
                }
            }
            Layer::Across { at, text } => {
                inside(x.from, *at);
                assert!(!text.is_empty());
            }
            Layer::Up { at, text } => {
                inside(*at, y.from);
                assert!(!text.is_empty());
            }
        }
    }
    assert!(figure.points().iter().all(|p| !p.said.is_empty()));
    assert_table(&figure.table);
}
