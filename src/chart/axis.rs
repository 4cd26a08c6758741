//! Axes and their marks: days, scores, and amounts from nothing upwards.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

use super::figure::{Axis, Mark, SCORE_AXIS};

/// No axis has more marks.
const MOST_MARKS: f64 = 7.0;
/// Monday, 5 January 1970, in days since 1 January 1970.
const A_MONDAY: f64 = 4.0;
/// The mean length of a month in days.
const MONTH: f64 = 30.44;

/// The local date and time as days since 1 January 1970; negative before it.
pub fn day_of(at: DateTime<FixedOffset>) -> f64 {
    at.naive_local().and_utc().timestamp() as f64 / 86_400.0
}

/// The beginning of a date in days since 1 January 1970.
pub fn day_of_date(date: NaiveDate) -> f64 {
    date.signed_duration_since(NaiveDate::default()).num_days() as f64
}

/// The date of a day counted from 1 January 1970; `None` some thousand years away from it.
pub fn date_of(day: f64) -> Option<NaiveDate> {
    let days = day.floor();
    if !(-4e5..4e6).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)]
    NaiveDate::default().checked_add_signed(TimeDelta::days(days as i64))
}

/// The axis of scores, 1 to 5.
pub fn scores() -> Axis {
    let marks = (1..=5u8).map(|score| Mark { at: f64::from(score), text: score.to_string() }).collect();
    Axis { label: "score, 1 to 5".to_owned(), from: *SCORE_AXIS.start(), to: *SCORE_AXIS.end(), marks }
}

/// An axis of time in days since 1 January 1970, marked by days, weeks, months or years.
pub fn days(from: f64, to: f64) -> Axis {
    let to = to.max(from + 1.0);
    let marks = if to - from <= 14.0 * MOST_MARKS { day_marks(from, to) } else { month_marks(from, to) };
    Axis { label: String::new(), from, to, marks }
}

/// An axis from 0 to a round number at or above `most`. `label` says what the values are, with their unit.
pub fn amounts(label: &str, most: f64) -> Axis {
    let most = if most.is_finite() { most.max(1.0) } else { 1.0 };
    let tens = 10f64.powf((most / 5.0).log10().floor()).max(1.0);
    let step = [1.0, 2.0, 5.0].map(|n| n * tens).into_iter().find(|step| most / step <= 5.0);
    let step = step.unwrap_or(10.0 * tens);
    let to = (most / step).ceil() * step;
    let mut marks = Vec::new();
    let mut at = 0.0;
    while at <= to {
        marks.push(Mark { at, text: format!("{at:.0}") });
        at += step;
    }
    Axis { label: label.to_owned(), from: 0.0, to, marks }
}

/// A mark each day, second day, week or second week.
fn day_marks(from: f64, to: f64) -> Vec<Mark> {
    let fits = |step: &f64| (to - from) / step <= MOST_MARKS;
    let step = [1.0, 2.0, 7.0].into_iter().find(fits).unwrap_or(14.0);
    let mut at = if step >= 7.0 { A_MONDAY + ((from - A_MONDAY) / step).ceil() * step } else { from.ceil() };
    let mut marks = Vec::new();
    while at <= to {
        marks.extend(date_of(at).map(|date| Mark { at, text: date.format("%-d %b").to_string() }));
        at += step;
    }
    marks
}

/// A mark at the first of a month, each so many months.
fn month_marks(from: f64, to: f64) -> Vec<Mark> {
    let fits = |step: &i32| (to - from) / (MONTH * f64::from(*step)) <= MOST_MARKS;
    let step = [1, 2, 3, 6, 12, 24, 60, 120, 240].into_iter().find(fits).unwrap_or(1200);
    let pattern = match step {
        12.. => "%Y",
        _ if to - from > 330.0 => "%b %Y",
        _ => "%-d %b",
    };
    let Some(first) = date_of(from) else { return Vec::new() };
    let months = first.year() * 12 + i32::try_from(first.month0()).unwrap_or(0);
    let mut month = months.div_euclid(step) * step;
    let mut marks = Vec::new();
    loop {
        let begins = u32::try_from(month.rem_euclid(12) + 1)
            .ok()
            .and_then(|m| NaiveDate::from_ymd_opt(month.div_euclid(12), m, 1));
        let Some(date) = begins else { return marks };
        let at = day_of_date(date);
        if at > to {
            return marks;
        }
        if at >= from {
            marks.push(Mark { at, text: date.format(pattern).to_string() });
        }
        month += step;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fortnight_is_marked_every_other_day_and_a_month_on_mondays() {
        let from = day_of_date(NaiveDate::from_ymd_opt(2026, 6, 16).unwrap());
        let texts = |to: f64| days(from, to).marks.into_iter().map(|m| m.text).collect::<Vec<_>>();
        assert_eq!(texts(from + 14.0)[..2], ["16 Jun", "18 Jun"]);
        assert_eq!(texts(from + 30.0), ["22 Jun", "29 Jun", "6 Jul", "13 Jul"]);
        assert_eq!(texts(from + 200.0)[0], "1 Jul");
        assert_eq!(texts(from + 3000.0)[..2], ["2028", "2030"]);
    }

    #[test]
    fn dates_before_1970_are_dates() {
        let date = NaiveDate::from_ymd_opt(1958, 2, 3).unwrap();
        assert_eq!(date_of(day_of_date(date) + 0.5), Some(date));
        assert_eq!(date_of(f64::NAN), None);
    }

    #[test]
    fn amounts_end_at_a_round_number() {
        let ends = |most: f64| amounts("seconds", most).to;
        assert_eq!(
            [0.0, 3.0, 7.0, 108.0, 121.0, 430.0].map(ends).map(|to| format!("{to:.0}")),
            ["1", "3", "8", "150", "150", "500"]
        );
    }

    proptest! {
        #[test]
        fn marks_lie_within_and_are_few(from in -30_000f64..30_000.0, span in 0.1f64..60_000.0, most in 0f64..1e6) {
            for axis in [days(from, from + span), amounts("seconds", most)] {
                prop_assert!(axis.from < axis.to);
                prop_assert!(axis.marks.len() <= 9, "{} marks", axis.marks.len());
                prop_assert!(axis.marks.iter().all(|m| (axis.from..=axis.to).contains(&m.at) && !m.text.is_empty()));
            }
        }
    }
}
