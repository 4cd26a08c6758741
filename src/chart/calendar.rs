//! A calendar of practice: answers a day, weeks from left to right, Monday on top. It counts; it does not scold.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};

use super::figure::{Axis, Figure, Layer, Mark, Point, Table, Tone, number, words};
use super::words::{count, day};
use crate::domain::attempt::Attempt;

/// The weeks shown: half a year.
pub const WEEKS: u16 = 26;
/// The smallest square, as a share of its place: one answer on a day must be seen.
const SMALLEST: f64 = 0.2;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The answers of each day of the last [`WEEKS`] weeks, this one included, scored or not. Days are those
/// of the place where each answer was given.
pub fn calendar<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, now: DateTime<FixedOffset>) -> Figure {
    let today = now.date_naive();
    let this_week = today - Days::new(today.weekday().num_days_from_monday().into());
    let first = this_week - Days::new(u64::from(WEEKS - 1) * 7);
    let mut by_day: HashMap<NaiveDate, usize> = HashMap::new();
    let mut earlier = 0;
    for attempt in attempts.into_iter().filter(|a| a.started <= now) {
        // An answer given just now in a zone ahead of this one may be dated tomorrow there.
        let date = attempt.started.date_naive().min(today);
        if date < first {
            earlier += 1;
        } else {
            *by_day.entry(date).or_default() += 1;
        }
    }
    let most = by_day.values().copied().max().unwrap_or(0);
    let (mut points, mut shares, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    let mut table = Table::new([
        words("Week of"),
        number("Mon"),
        number("Tue"),
        number("Wed"),
        number("Thu"),
        number("Fri"),
        number("Sat"),
        number("Sun"),
        number("Answers"),
    ]);
    let mut month = None;
    for week in 0..WEEKS {
        let monday = first + Days::new(u64::from(week) * 7);
        // The first weeks of a month; a month cut off on the left has no room for its name.
        if month.replace(monday.month()).is_some_and(|before| before != monday.month()) {
            marks.push(Mark { at: week.into(), text: monday.format("%b").to_string() });
        }
        let mut row = vec![day(monday)];
        let mut whole = 0;
        for (weekday, up) in (0..7u8).zip((0..7u8).rev()) {
            let date = monday + Days::new(weekday.into());
            let answers = by_day.get(&date).copied().unwrap_or(0);
            whole += answers;
            row.push(if date > today { String::new() } else { answers.to_string() });
            if answers > 0 {
                let said = format!("{}: {}", date.format("%A, %-d %b %Y"), count(answers, "answer"));
                points.push(Point { x: week.into(), y: up.into(), said });
                shares.push((answers as f64 / most as f64).max(SMALLEST));
            }
        }
        row.push(whole.to_string());
        table.rows.insert(0, row);
    }
    let answers: usize = by_day.values().sum();
    let before = match earlier {
        0 => String::new(),
        n => format!(" {} before these weeks.", count(n, "answer")),
    };
    let days = count(by_day.len(), "day");
    Figure {
        title: "Calendar of practice".to_owned(),
        said: match answers {
            0 => format!("No answer in the last {WEEKS} weeks."),
            n => format!(
                "Practice in the last {WEEKS} weeks: {} on {days}, {most} at most on one day.",
                count(n, "answer")
            ),
        },
        note: format!("A column is a week, a row a weekday. The larger a square, the more answers.{before}"),
        x: Axis { label: String::new(), from: -0.5, to: f64::from(WEEKS) - 0.5, marks },
        y: Axis {
            label: String::new(),
            from: -0.5,
            to: 6.5,
            marks: WEEKDAYS
                .iter()
                .zip((0..7u8).rev())
                .map(|(name, up)| Mark { at: up.into(), text: (*name).to_owned() })
                .collect(),
        },
        layers: vec![Layer::Cells { points, shares, tone: Tone::Accent }],
        table,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::testing::{assert_sound, attempt, history, now};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_practised_is_an_empty_calendar_with_its_weeks() {
        let figure = calendar([], now());
        assert_sound(&figure);
        assert!(figure.is_empty());
        assert_eq!(figure.table.rows.len(), usize::from(WEEKS));
        assert_eq!(figure.said, "No answer in the last 26 weeks.");
    }

    #[test]
    fn days_are_counted_where_they_were_lived() {
        // Now is Tuesday noon: two today, one on Sunday, one a year ago.
        let attempts = [
            attempt(1, "A", 24 * 365, 3),
            attempt(2, "A", 44, 3),
            attempt(3, "A", 3, 3),
            attempt(4, "A", 2, 0),
        ];
        let figure = calendar(&attempts, now());
        assert_sound(&figure);
        let said: Vec<&str> = figure.points().iter().map(|p| p.said.as_str()).collect();
        assert_eq!(said, ["Sunday, 28 Jun 2026: 1 answer", "Tuesday, 30 Jun 2026: 2 answers"]);
        assert_eq!(figure.table.rows[0], ["29 Jun 2026", "0", "2", "", "", "", "", "", "2"]);
        assert_eq!(figure.table.rows[1].last().unwrap(), "1");
        assert!(figure.note.ends_with("1 answer before these weeks."));
        let Layer::Cells { shares, .. } = &figure.layers[0] else { panic!("cells") };
        assert_eq!(shares, &[0.5, 1.0]);
    }

    proptest! {
        #[test]
        fn the_figure_lies_within_its_axes(attempts in history()) {
            let figure = calendar(&attempts, now());
            assert_sound(&figure);
            let whole: usize = figure.table.rows.iter().map(|row| row[8].parse::<usize>().unwrap()).sum();
            let drawn: usize = attempts
                .iter()
                .filter(|a| a.started <= now())
                .filter(|a| (now().date_naive() - a.started.date_naive()).num_days() < 26 * 7 - 5)
                .count();
            prop_assert_eq!(whole, drawn);
        }
    }
}
