//! Probe depth survived: the share of follow-ups that were held, week by week.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};

use super::axis::{date_of, day_of, day_of_date, days};
use super::figure::{Axis, Figure, Layer, Mark, Point, Table, Tone, number, words};
use super::words::{count, day};
use crate::domain::attempt::Attempt;

/// At most so many stretches of time; with a longer history each is several weeks.
const MOST: i64 = 104;

/// The probes of one stretch of weeks.
#[derive(Default)]
struct Stretch {
    held: usize,
    put: usize,
    answers: usize,
}

/// The share of probes held, by the week they were put in (weeks begin on Monday). Probes at which the
/// person stopped the ladder count for neither; weeks without probes are left as gaps. `attempts` are
/// sorted by time.
pub fn depth<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, now: DateTime<FixedOffset>) -> Figure {
    let probed: Vec<(NaiveDate, (usize, usize))> = attempts
        .into_iter()
        .filter(|a| a.started <= now)
        .map(|a| (monday(a.started.with_timezone(now.offset()).date_naive()), a.depth_survived()))
        .filter(|&(_, (_, put))| put > 0)
        .collect();
    let this_week = monday(now.date_naive());
    let first = probed.first().map_or(this_week, |&(week, _)| week);
    let weeks = (this_week - first).num_days() / 7 + 1;
    let each = (weeks + MOST - 1) / MOST;
    let mut stretches: Vec<Stretch> = (0..(weeks + each - 1) / each).map(|_| Stretch::default()).collect();
    for &(week, (held, put)) in &probed {
        let at = usize::try_from((week - first).num_days() / 7 / each).unwrap_or(0);
        if let Some(stretch) = stretches.get_mut(at) {
            stretch.held += held;
            stretch.put += put;
            stretch.answers += 1;
        }
    }
    draw(&stretches, first, each, now)
}

fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.weekday().num_days_from_monday().into())
}

/// `each` is a stretch's length in weeks.
fn draw(stretches: &[Stretch], first: NaiveDate, each: i64, now: DateTime<FixedOffset>) -> Figure {
    let mut table = Table::new([
        words("Week of"),
        number("Probes held"),
        number("Probes put"),
        number("Held, per cent"),
        number("Answers"),
    ]);
    if each > 1 {
        table.heads[0] = format!("{each} weeks from");
    }
    let mut points: Vec<Point> = Vec::new();
    let mut lines: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut broken = true;
    let mut x = day_of_date(first);
    let last = day_of(now);
    for stretch in stretches {
        let Stretch { held, put, answers } = *stretch;
        // The middle of its weeks; the present one has only come so far.
        let middle = (x + each as f64 * 3.5).min(last);
        if put == 0 {
            broken = true;
        } else {
            let percent = 100.0 * held as f64 / put as f64;
            let week = date_of(x).map(day).unwrap_or_default();
            let when = if each > 1 { format!("{each} weeks from {week}") } else { format!("Week of {week}") };
            points.push(Point {
                x: middle,
                y: percent,
                said: format!(
                    "{when}: {held} of {} held, {percent:.0} %, {}",
                    count(put, "probe"),
                    count(answers, "answer")
                ),
            });
            if broken {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push([middle, percent]);
            }
            broken = false;
            table.rows.push(vec![
                week,
                held.to_string(),
                put.to_string(),
                format!("{percent:.0}"),
                answers.to_string(),
            ]);
        }
        x += 7.0 * each as f64;
    }
    table.rows.reverse();
    let all = |of: fn(&Stretch) -> usize| stretches.iter().map(of).sum::<usize>();
    let (held, put, answers) = (all(|s| s.held), all(|s| s.put), all(|s| s.answers));
    let mut layers: Vec<Layer> = lines
        .into_iter()
        .filter(|points| points.len() > 1)
        .map(|points| Layer::Line { name: "held".to_owned(), points, tone: Tone::Accent, dashed: false })
        .collect();
    layers.push(Layer::Dots { name: "weeks".to_owned(), points, tone: Tone::Ink, hollow: false });
    let marks = [0u8, 25, 50, 75, 100].map(|at| Mark { at: at.into(), text: at.to_string() }).into();
    Figure {
        title: "Probe depth survived".to_owned(),
        said: match put {
            0 => "No probe was put yet.".to_owned(),
            _ => format!(
                "Probe depth survived: {held} of {} held, {:.0} per cent, over {}.",
                count(put, "probe"),
                100.0 * held as f64 / put as f64,
                count(answers, "answer")
            ),
        },
        note: format!(
            "{} “Already answered” is held; a ladder that you ended is not counted.",
            if each > 1 { format!("Each dot is {each} weeks.") } else { "Each dot is a week.".to_owned() }
        ),
        x: days(day_of_date(first), last),
        y: Axis { label: "probes held, per cent".to_owned(), from: 0.0, to: 100.0, marks },
        layers,
        table,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_sound, attempt, history, now, probed};
    use super::*;
    use crate::domain::attempt::Outcome;
    use proptest::prelude::*;

    #[test]
    fn no_probe_is_an_empty_figure() {
        for attempts in [vec![], vec![attempt(1, "A", 5, 3)]] {
            let figure = depth(&attempts, now());
            assert_sound(&figure);
            assert!(figure.is_empty());
            assert_eq!(figure.said, "No probe was put yet.");
        }
    }

    #[test]
    fn held_of_put_by_week_with_gaps() {
        use Outcome::{Already, Ended, Held, Stuck};
        let weeks = [
            (24 * 28, [Held, Stuck, Ended]),
            (24 * 8, [Held, Already, Stuck]),
            (24 * 7, [Held, Held, Held]),
            (1, [Stuck, Stuck, Held]),
        ];
        let attempts: Vec<Attempt> =
            weeks.iter().map(|(hours, outcomes)| probed(attempt(1, "A", *hours, 3), outcomes)).collect();
        let figure = depth(&attempts, now());
        assert_sound(&figure);
        assert_eq!(figure.said, "Probe depth survived: 7 of 11 probes held, 64 per cent, over 4 answers.");
        let said: Vec<&str> = figure.points().iter().map(|p| p.said.as_str()).collect();
        assert_eq!(
            said,
            [
                "Week of 1 Jun 2026: 1 of 2 probes held, 50 %, 1 answer",
                "Week of 22 Jun 2026: 5 of 6 probes held, 83 %, 2 answers",
                "Week of 29 Jun 2026: 1 of 3 probes held, 33 %, 1 answer",
            ]
        );
        let lines = figure.layers.iter().filter(|layer| matches!(layer, Layer::Line { .. })).count();
        assert_eq!(lines, 1, "the first week stands alone");
    }

    #[test]
    fn a_long_history_is_cut_into_few_stretches() {
        let put = |i: i64| probed(attempt(1, "A", (4000 - i) * 24, 3), &[Outcome::Held]);
        let attempts: Vec<Attempt> = (0..4000).map(put).collect();
        let figure = depth(&attempts, now());
        assert_sound(&figure);
        assert!(figure.points().len() <= 104);
        assert!(figure.note.starts_with("Each dot is 6 weeks"), "{}", figure.note);
        assert!(figure.said.contains("4000 of 4000 probes"));
    }

    proptest! {
        #[test]
        fn the_figure_lies_within_its_axes(attempts in history()) {
            assert_sound(&depth(&attempts, now()));
        }
    }
}
