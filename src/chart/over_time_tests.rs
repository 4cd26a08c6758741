//! Tests of readiness over time.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::super::testing::{assert_sound, attempt, history, now};
use super::*;
use crate::domain::catalog::Catalog;
use crate::domain::catalog::tests::bank;
use crate::domain::profile::Profile;
use crate::domain::readiness::readiness;

/// `n` answers, 30 hours apart, the last 30 hours ago.
fn attempts(n: i64) -> Vec<Attempt> {
    let one = |i: i64| attempt(i.unsigned_abs().into(), "A", (n - i) * 30, 2 + u8::try_from(i % 4).unwrap());
    (0..n).map(one).collect()
}

fn readiness_table(attempts: &[Attempt]) -> ReadinessTable {
    let catalog = Catalog::new(vec![bank("x", &["A", "B", "C"], 5)], &Profile::default());
    ReadinessTable::new(attempts, &[], &catalog, now())
}

fn lines(figure: &Figure) -> Vec<&Vec<[f64; 2]>> {
    let mut found = Vec::new();
    for layer in &figure.layers {
        if let Layer::Line { points, .. } = layer {
            found.push(points);
        }
    }
    found
}

#[test]
fn the_line_ends_where_the_dashboard_stands() {
    let attempts = attempts(17);
    let chart = over_time(&attempts, now(), Range::All, 0.0);
    let today = readiness(&attempts, now(), 0.0);
    for last in [*chart.pieces.last().unwrap().last().unwrap(), chart.today.unwrap()] {
        assert!((last.estimate - today.estimate).abs() < 1e-9);
        assert!((last.low - today.low).abs() < 1e-9);
    }
    assert_eq!(chart.dots.len(), 17);
}

#[test]
fn a_shorter_range_shows_less_and_counts_everything() {
    let attempts = attempts(60);
    let [all, fortnight] = [Range::All, Range::Days14].map(|range| over_time(&attempts, now(), range, 0.0));
    assert!((all.today.unwrap().estimate - fortnight.today.unwrap().estimate).abs() < 1e-9);
    assert_eq!((all.dots.len(), all.earlier), (60, 0));
    assert_eq!((fortnight.dots.len(), fortnight.earlier), (11, 49));
    assert!((fortnight.days.1 - fortnight.days.0 - 14.0).abs() < 1e-9);
    assert!((fortnight.pieces[0][0].day - fortnight.days.0).abs() < 1e-9, "the line begins at the edge");
    assert!(figure("A", &fortnight, None).said.contains("11 scored answers, and 49 before"));
}

#[test]
fn the_line_begins_at_the_first_answer_and_runs_forward() {
    let chart = over_time(&attempts(1), now(), Range::All, 0.0);
    assert!((chart.pieces[0][0].day - chart.dots[0].day).abs() < 1e-9);
    let many = over_time(&attempts(30), now(), Range::All, 0.0);
    assert_eq!(many.pieces.len(), 1);
    assert!(many.pieces[0].windows(2).all(|w| w[0].day <= w[1].day));
}

#[test]
fn a_long_silence_is_left_as_a_gap() {
    let answers = [attempt(1, "A", 24 * 90, 3), attempt(2, "A", 24 * 30, 4), attempt(3, "A", 24, 4)];
    let chart = over_time(&answers, now(), Range::All, 0.0);
    assert_eq!(chart.pieces.len(), 3);
    for (piece, dot) in chart.pieces.iter().zip(&chart.dots) {
        assert!((piece[0].day - dot.day).abs() < 1e-9, "a piece begins with an answer");
        assert!(piece.iter().all(|s| s.day - dot.day <= GAP_DAYS), "and ends in time");
    }
    let figure = figure("A", &chart, None);
    assert_sound(&figure);
    assert_eq!(lines(&figure).len(), 3);
    assert_eq!(figure.layers.iter().filter(|l| matches!(l, Layer::Band(_))).count(), 3);
    assert!(figure.note.contains("The line stops 21 days after an answer"));
}

#[test]
fn after_a_long_silence_today_is_still_told() {
    let figure = figure("A", &over_time(&[attempt(1, "A", 24 * 60, 4)], now(), Range::All, 0.0), None);
    assert_sound(&figure);
    let points = figure.points();
    assert_eq!(points.len(), 2);
    assert!(points[1].said.starts_with("Today: estimate 2."), "{}", points[1].said);
}

#[test]
fn nothing_practised_is_an_empty_figure() {
    let figure = figure("A", &over_time(&[], now(), Range::All, 0.0), None);
    assert_sound(&figure);
    assert!(figure.is_empty() && figure.table.rows.is_empty());
    assert_eq!(figure.said, "A over time: 0 scored answers.");
}

#[test]
fn one_answer_is_a_dot_a_line_and_a_row() {
    let figure = figure("A", &over_time(&attempts(1), now(), Range::All, 0.0), None);
    assert_sound(&figure);
    assert_eq!((figure.points().len(), figure.table.rows.len(), lines(&figure).len()), (1, 1, 1));
    assert_eq!(figure.points()[0].said, "29 Jun 2026, 06:00: 2.0 of 5, estimate 2.0 of 5 after it");
}

#[test]
fn many_answers_are_thinned_and_the_extremes_stay() {
    let answers: Vec<Attempt> =
        (0..12_000).map(|i| attempt(i, "A", 12_001 - i64::try_from(i).unwrap(), 3)).collect();
    let mut answers = answers;
    for dimension in crate::domain::rubric::Dimension::ALL {
        answers[6000].scores.set(dimension, crate::domain::rubric::Score::new(5));
    }
    let figure = figure("A", &over_time(&answers, now(), Range::All, 0.0), None);
    assert_sound(&figure);
    assert!(figure.points().len() <= 3 * LARGE.parts + 3);
    assert!(figure.points().iter().any(|p| p.y > 4.9), "the highest is among them");
    assert!(lines(&figure).iter().map(|line| line.len()).sum::<usize>() <= 161);
    assert_eq!(figure.table.rows.len(), TABLE_ROWS);
    assert!(figure.note.contains("Of 12,000 answers") && figure.note.contains("latest 10,000"));
}

#[test]
fn the_interview_is_a_mark_where_the_axis_reaches_it() {
    let mark = |days: i64, n: i64| {
        let date = (now() + TimeDelta::days(days)).date_naive();
        let figure = figure("A", &over_time(&attempts(n), now(), Range::All, 0.0), Some(date));
        assert_sound(&figure);
        let up = figure.layers.iter().any(|layer| matches!(layer, Layer::Up { .. }));
        (up, figure.note.contains("beyond the chart"))
    };
    assert_eq!(mark(11, 5), (true, false));
    assert_eq!(mark(40, 5), (false, true));
    assert_eq!(mark(40, 90), (true, false), "a longer history reaches farther ahead");
    assert_eq!(mark(-400, 5), (false, false), "before everything shown");
}

#[test]
fn small_multiples_share_their_axes_and_follow_the_dashboard() {
    let mut attempts: Vec<Attempt> = (0..2000)
        .map(|i: i64| {
            let name = ["A", "B"][usize::try_from(i % 2).unwrap()];
            attempt(i.unsigned_abs().into(), name, 3000 - i, 2 + u8::try_from(i % 3).unwrap())
        })
        .collect();
    attempts.sort_by_key(|a| (a.started, a.id));
    let readiness_table = readiness_table(&attempts);
    let figures = small_multiples(&readiness_table, &attempts, now(), Range::All, None);
    let names: Vec<&str> = readiness_table.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(figures.iter().map(|f| f.title.as_str()).collect::<Vec<_>>(), names);
    for figure in &figures {
        assert_sound(figure);
        assert_eq!((&figure.x, &figure.y), (&figures[0].x, &figures[0].y));
        assert!(figure.points().len() <= 3 * SMALL.parts + 3);
        assert!(figure.table.rows.len() <= SMALL.rows);
    }
    assert!(figures.iter().find(|f| f.title == "C").unwrap().is_empty());
}

proptest! {
    #[test]
    fn figures_lie_within_their_axes(attempts in history(), range in 0usize..4, ahead in -50i64..200) {
        let interview = Some((now() + TimeDelta::days(ahead)).date_naive());
        let range = Range::ALL[range];
        let of_a: Vec<&Attempt> = attempts.iter().filter(|a| a.principle == "A").collect();
        let series = over_time(of_a.iter().copied(), now(), range, 0.0);
        assert_sound(&figure("A", &series, interview));
        let today = readiness(of_a.iter().copied(), now(), 0.0);
        prop_assert_eq!(series.dots.len() + series.earlier, today.answers);
        for figure in small_multiples(&readiness_table(&attempts), &attempts, now(), range, interview) {
            assert_sound(&figure);
        }
    }
}
