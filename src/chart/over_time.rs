//! Readiness of one principle over time: dots, the estimate's line and its band.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use crate::domain::attempt::Attempt;
use crate::domain::readiness::{READY_EDGE, Tally};

/// Evenly spaced samples of the estimate's line.
const SPACED: i32 = 200;
/// From so many answers on, the line has only the evenly spaced samples: more would not be seen.
const MOST_SAMPLES: usize = 200;
/// The scores' axis, always.
pub const SCORE_AXIS: (f64, f64) = (1.0, 5.0);

/// One answer: its raw mean score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Days since 1 January 1970 in the local time of `now`.
    pub day: f64,
    /// The mean of its scores, 1 to 5.
    pub score: f64,
    /// When it was given.
    pub at: DateTime<FixedOffset>,
    /// The estimate just after it.
    pub after: Sample,
}

/// The estimate at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Days since 1 January 1970 in the local time of `now`.
    pub day: f64,
    /// The estimate, 1 to 5.
    pub estimate: f64,
    /// The band's lower edge, within 1 to 5.
    pub low: f64,
    /// The band's upper edge, within 1 to 5.
    pub high: f64,
}

/// A chart of one principle's readiness over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverTime {
    /// The scored answers, the oldest first.
    pub dots: Vec<Dot>,
    /// The estimate's line with its band: at evenly spaced moments, and before and after each answer.
    pub line: Vec<Sample>,
    /// The lower edge from which a principle can be ready.
    pub ready: f64,
    /// The first and last day shown.
    pub days: (f64, f64),
}

/// The local date and time as days since 1 January 1970.
pub fn day_of(at: DateTime<FixedOffset>) -> f64 {
    at.naive_local().and_utc().timestamp() as f64 / 86_400.0
}

/// The date of a day counted from 1 January 1970; `None` far outside the calendar.
pub fn date_of(day: f64) -> Option<NaiveDate> {
    let days = day.floor();
    // A chart's days lie within a few thousand years of 1970.
    if !(0.0..4e6).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    NaiveDate::default().checked_add_days(Days::new(days as u64))
}

/// The chart of `attempts`, all of one principle and sorted by time, as of `now`.
pub fn over_time<'a>(
    attempts: impl IntoIterator<Item = &'a Attempt>,
    now: DateTime<FixedOffset>,
) -> OverTime {
    let scored: Vec<&Attempt> =
        attempts.into_iter().filter(|a| a.started <= now && a.scores.mean().is_some()).collect();
    let here = |at: DateTime<FixedOffset>| at.with_timezone(now.offset());
    let to = day_of(now);
    let first = scored.first().map(|a| here(a.started));
    let from = first.map_or(to - 14.0, day_of).min(to - 1.0);
    let mut chart = OverTime { ready: READY_EDGE, days: (from, to), ..OverTime::default() };
    let Some(first) = first else { return chart };
    let mut tally = Tally::new(first, 0.0);
    let sample = |tally: &Tally<'_>, at| {
        let r = tally.readiness();
        Sample { day: day_of(at), estimate: r.estimate, low: r.low, high: r.high }
    };
    let dense = scored.len() > MOST_SAMPLES;
    let mut answers = scored.iter().peekable();
    for i in 0..=SPACED {
        let moment = if i == SPACED { now } else { first + (now - first) * i / SPACED };
        while let Some(attempt) = answers.next_if(|a| a.started <= moment) {
            let at = here(attempt.started);
            tally.advance(at);
            // A step is drawn as one: the estimate just before and just after the answer.
            if !dense && !chart.dots.is_empty() {
                chart.line.push(sample(&tally, at));
            }
            tally.add(attempt);
            let after = sample(&tally, at);
            if !dense {
                chart.line.push(after);
            }
            let score = attempt.scores.mean().unwrap_or(after.estimate);
            chart.dots.push(Dot { day: after.day, score, at: attempt.started, after });
        }
        tally.advance(moment);
        chart.line.push(sample(&tally, moment));
    }
    chart
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::attempt::AskedQuestion;
    use crate::domain::readiness::readiness;
    use crate::domain::rubric::{Dimension, Score};
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
    }

    fn attempts(n: i64) -> Vec<Attempt> {
        (0..n)
            .map(|i| {
                let question = AskedQuestion { id: Some(format!("q{i}")), text: "?".to_owned() };
                let started = now() - TimeDelta::hours((n - i) * 30);
                let id = Uuid::from_u128(i.unsigned_abs().into());
                let mut attempt = Attempt::new(id, question, "A".to_owned(), started);
                for dimension in Dimension::ALL {
                    attempt.scores.set(dimension, Score::new(2 + u8::try_from(i % 4).unwrap()));
                }
                attempt
            })
            .collect()
    }

    #[test]
    fn the_line_ends_where_the_dashboard_stands() {
        let attempts = attempts(17);
        let chart = over_time(&attempts, now());
        let today = readiness(&attempts, now(), 0.0);
        let last = chart.line.last().unwrap();
        assert!((last.estimate - today.estimate).abs() < 1e-9);
        assert!((last.low - today.low).abs() < 1e-9);
        assert_eq!(chart.dots.len(), 17);
    }

    #[test]
    fn the_line_does_not_grow_with_the_answers() {
        assert!(over_time(&attempts(2000), now()).line.len() <= 3 * MOST_SAMPLES);
    }

    #[test]
    fn the_line_begins_at_the_first_answer_and_runs_forward() {
        let chart = over_time(&attempts(1), now());
        assert!((chart.line[0].day - chart.dots[0].day).abs() < 1e-9);
        let many = over_time(&attempts(30), now());
        assert!(many.line.windows(2).all(|w| w[0].day <= w[1].day));
    }

    #[test]
    fn nothing_practised_is_no_line() {
        let chart = over_time(&[], now());
        assert!(chart.line.is_empty() && chart.dots.is_empty());
        assert!(chart.days.0 < chart.days.1);
    }

    #[test]
    fn days_are_local_dates() {
        assert_eq!(date_of(day_of(now())), NaiveDate::from_ymd_opt(2026, 6, 30));
        assert_eq!(date_of(f64::NAN), None);
    }
}
