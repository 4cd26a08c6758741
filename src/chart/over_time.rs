//! Readiness over time: dots, the estimate's line and its band, for one principle and for all side by side.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::axis::{self, day_of, day_of_date};
use super::figure::{BandPoint, Figure, Layer, Point, Table, Tone, score, words};
use super::range::Range;
use super::words::{count, day, moment};
use crate::domain::attempt::Attempt;
use crate::domain::readiness::{FEW_ANSWERS, HALF_LIFE_DAYS, READY_EDGE, Tally};
use crate::domain::readiness_table::ReadinessTable;

/// So many days after an answer the line stops until the next one: by then the answer counts half.
pub const GAP_DAYS: f64 = HALF_LIFE_DAYS;
/// The fewest days that the axis spans when everything is shown.
const FEWEST_DAYS: i64 = 7;
/// So many days ahead the axis reaches for the interview's day, or half its length if that is more.
const AHEAD: f64 = 14.0;
/// The most rows of a figure's table, the newest: ten thousand answers to one principle.
const TABLE_ROWS: usize = 10_000;

/// How much of a series is drawn: as much as its pixels show.
#[derive(Clone, Copy)]
struct Detail {
    /// Evenly spaced samples of the line.
    samples: i32,
    /// The days are cut into so many parts, each of which shows at most three dots.
    parts: usize,
    /// The most rows of the table.
    rows: usize,
}

/// A figure that is the main thing on its page.
const LARGE: Detail = Detail { samples: 160, parts: 50, rows: TABLE_ROWS };
/// One of many.
const SMALL: Detail = Detail { samples: 28, parts: 6, rows: 100 };

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

/// One principle's readiness over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverTime {
    /// The scored answers within the days shown, the oldest first.
    pub dots: Vec<Dot>,
    /// The estimate's line with its band, at evenly spaced moments and, where answers are few, before
    /// and after each; broken from [`GAP_DAYS`] after an answer to the next one.
    pub pieces: Vec<Vec<Sample>>,
    /// The estimate now; `None` without answers.
    pub today: Option<Sample>,
    /// Scored answers before the days shown. The estimate counts them.
    pub earlier: usize,
    /// The lower edge from which a principle can be ready.
    pub ready: f64,
    /// The first and last day shown.
    pub days: (f64, f64),
}

/// The series of `attempts`, all of one principle and sorted by time, over `range` as of `now`.
/// `correction` is the table's ([`ReadinessTable::correction`]); the dots stay as they were given.
pub fn over_time<'a>(
    attempts: impl IntoIterator<Item = &'a Attempt>,
    now: DateTime<FixedOffset>,
    range: Range,
    correction: f64,
) -> OverTime {
    let scored = scored(attempts, now);
    let from = begins(range, scored.first().map(|a| a.started), now);
    series(&scored, now, from, correction, LARGE.samples)
}

/// The figure of a principle's series. `name` is the principle's, `interview` the next stage's day.
pub fn figure(name: &str, series: &OverTime, interview: Option<NaiveDate>) -> Figure {
    draw(name, series, interview, LARGE)
}

/// All principles over time on shared axes, in the order of [`ReadinessTable::rows`]: key principles first,
/// then the weakest. `attempts` are those that `readiness_table` was worked out from. The tables hold the
/// latest hundred answers; [`figure`]'s holds more.
pub fn small_multiples(
    readiness_table: &ReadinessTable,
    attempts: &[Attempt],
    now: DateTime<FixedOffset>,
    range: Range,
    interview: Option<NaiveDate>,
) -> Vec<Figure> {
    let of = |name: &str| scored(readiness_table.attempts_of(name).iter().map(|&i| &attempts[i]), now);
    let all: Vec<(&str, Vec<&Attempt>)> =
        readiness_table.rows.iter().map(|row| (row.name.as_str(), of(&row.name))).collect();
    let first = all.iter().filter_map(|(_, scored)| scored.first()).map(|a| a.started).min();
    let from = begins(range, first, now);
    all.iter()
        .map(|(name, scored)| {
            draw(
                name,
                &series(scored, now, from, readiness_table.correction(), SMALL.samples),
                interview,
                SMALL,
            )
        })
        .collect()
}

/// Those that count as evidence by now.
fn scored<'a>(
    attempts: impl IntoIterator<Item = &'a Attempt>,
    now: DateTime<FixedOffset>,
) -> Vec<&'a Attempt> {
    attempts.into_iter().filter(|a| a.started <= now && a.is_evidence()).collect()
}

/// The first moment shown.
fn begins(
    range: Range,
    first: Option<DateTime<FixedOffset>>,
    now: DateTime<FixedOffset>,
) -> DateTime<FixedOffset> {
    let week = now - TimeDelta::days(FEWEST_DAYS);
    range.begins(now).unwrap_or_else(|| first.map_or(week, |first| first.min(week)))
}

/// The series of scored answers from `from` to `now`; what came before counts and is not shown.
fn series(
    scored: &[&Attempt],
    now: DateTime<FixedOffset>,
    from: DateTime<FixedOffset>,
    correction: f64,
    samples: i32,
) -> OverTime {
    let here = |at: DateTime<FixedOffset>| at.with_timezone(now.offset());
    let mut chart =
        OverTime { ready: READY_EDGE, days: (day_of(here(from)), day_of(now)), ..OverTime::default() };
    let Some(first) = scored.first().map(|a| here(a.started)) else { return chart };
    chart.earlier = scored.partition_point(|a| a.started < from);
    let mut tally = Tally::new(first, correction);
    let mut line = BrokenLine::default();
    let sample = |tally: &Tally<'_>, at| {
        let r = tally.readiness();
        Sample { day: day_of(at), estimate: r.estimate, low: r.low, high: r.high }
    };
    // Where answers are few, each is a step of the line; where they are many, no step would be seen.
    let steps = scored.len() - chart.earlier <= usize::try_from(samples / 3).unwrap_or(0);
    let start = first.max(here(from));
    let mut answers = scored.iter().peekable();
    for i in 0..=samples {
        let moment = if i == samples { now } else { start + (now - start) * i / samples };
        while let Some(attempt) = answers.next_if(|a| a.started <= moment) {
            let at = here(attempt.started);
            tally.advance(at);
            if at < from {
                tally.add(attempt);
                line.answered(day_of(at));
                continue;
            }
            if steps && line.last.is_some() {
                line.push(sample(&tally, at));
            }
            tally.add(attempt);
            let after = sample(&tally, at);
            line.answered(after.day);
            if steps {
                line.push(after);
            }
            let score = attempt.scores.mean().unwrap_or(after.estimate);
            chart.dots.push(Dot { day: after.day, score, at: attempt.started, after });
        }
        tally.advance(moment);
        line.push(sample(&tally, moment));
    }
    chart.pieces = line.pieces;
    chart.today = Some(sample(&tally, now));
    chart
}

/// A line that is broken where there was no answer for long.
#[derive(Default)]
struct BrokenLine {
    pieces: Vec<Vec<Sample>>,
    /// The day of the latest answer.
    last: Option<f64>,
    /// Whether the next sample begins a piece.
    broken: bool,
}

impl BrokenLine {
    fn answered(&mut self, day: f64) {
        self.broken |= self.last.is_none_or(|last| day - last > GAP_DAYS);
        self.last = Some(day);
    }

    /// Adds a sample, unless it lies within a gap.
    fn push(&mut self, sample: Sample) {
        if self.last.is_none_or(|last| sample.day - last > GAP_DAYS) {
            self.broken = true;
            return;
        }
        match self.pieces.last_mut() {
            Some(piece) if !self.broken => piece.push(sample),
            _ => self.pieces.push(vec![sample]),
        }
        self.broken = false;
    }
}

fn draw(name: &str, series: &OverTime, interview: Option<NaiveDate>, detail: Detail) -> Figure {
    let (from, today) = series.days;
    let ahead = AHEAD.max((today - from) / 2.0);
    let interview = interview.map(|date| (date, day_of_date(date))).filter(|&(_, day)| day >= from);
    let shown = interview.filter(|&(_, day)| day <= today + ahead);
    let drawn = thinned(&series.dots, series.days, detail.parts);
    let mut layers = Vec::new();
    for piece in series.pieces.iter().filter(|piece| piece.len() > 1) {
        layers.push(Layer::Band(
            piece.iter().map(|s| BandPoint { x: s.day, low: s.low, high: s.high }).collect(),
        ));
    }
    for piece in series.pieces.iter().filter(|piece| piece.len() > 1) {
        layers.push(Layer::Line {
            name: "estimate".to_owned(),
            points: piece.iter().map(|s| [s.day, s.estimate]).collect(),
            tone: Tone::Accent,
            dashed: false,
        });
    }
    layers.push(Layer::Across { at: series.ready, text: "ready".to_owned() });
    if let Some((date, day)) = shown {
        layers.push(Layer::Up { at: day, text: format!("interview, {}", date.format("%-d %b")) });
    }
    layers.push(Layer::Dots {
        name: "answers".to_owned(),
        points: drawn.iter().map(|dot| point(dot)).collect(),
        tone: Tone::Ink,
        hollow: false,
    });
    // After a gap up to today the line has stopped; where it would be now is still told.
    if let Some(now) = series.today.filter(|now| !reaches(series, now.day)) {
        let said = format!(
            "Today: estimate {:.1} of 5, counts as {:.1} of 5; no answer for over {GAP_DAYS:.0} days",
            now.estimate, now.low
        );
        layers.push(Layer::Dots {
            name: "estimate today".to_owned(),
            points: vec![Point { x: now.day, y: now.estimate, said }],
            tone: Tone::Accent,
            hollow: true,
        });
    }
    let mut note = "Dots: your mean score of each answer. Line: the estimate; shaded: its band. \
                    Dashed: ready, from 3.25 of 5 for the band's lower edge."
        .to_owned();
    if series.pieces.len() > 1 || series.today.is_some_and(|now| !reaches(series, now.day)) {
        note = format!("{note} The line stops {GAP_DAYS:.0} days after an answer, until the next one.");
    }
    if drawn.len() < series.dots.len() {
        let all = count(series.dots.len(), "answer");
        let each = count(stretch(today - from, detail.parts), "day");
        let drawn = drawn.len();
        note = format!("{note} Of {all} {drawn} are drawn: the lowest, highest and latest of each {each}.");
    }
    if series.dots.len() > detail.rows {
        note = format!("{note} The table holds the latest {}.", count(detail.rows, "answer"));
    }
    if let Some((date, _)) = interview.filter(|_| shown.is_none()) {
        note = format!("{note} The interview, on {}, lies beyond the chart.", day(date));
    }
    Figure {
        title: name.to_owned(),
        said: said(name, series, shown.map(|(date, _)| date)),
        note,
        x: axis::days(from, shown.map_or(today, |(_, day)| day.max(today))),
        y: axis::scores(),
        layers,
        table: table(series, detail.rows),
    }
}

/// Whether the line goes on to this day.
fn reaches(series: &OverTime, day: f64) -> bool {
    series.pieces.last().and_then(|piece| piece.last()).is_some_and(|s| s.day >= day)
}

fn said(name: &str, series: &OverTime, interview: Option<NaiveDate>) -> String {
    let answers = count(series.dots.len(), "scored answer");
    let earlier = match series.earlier {
        0 => String::new(),
        n => format!(", and {n} before the days shown"),
    };
    let stands = match series.today {
        // One or two answers say too little for a figure.
        _ if series.dots.len() + series.earlier < FEW_ANSWERS => String::new(),
        None => String::new(),
        Some(now) => format!(" Estimate {:.1} of 5, counts as {:.1} of 5.", now.estimate, now.low),
    };
    let interview = interview.map_or_else(String::new, |date| format!(" Interview on {}.", day(date)));
    format!("{name} over time: {answers}{earlier}.{stands}{interview}")
}

/// The length of one of so many parts in whole days, one at least.
fn stretch(days: f64, parts: usize) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = (days / parts as f64).round() as usize;
    whole.max(1)
}

/// At most three dots of each part of the days: the lowest, the highest and the latest.
fn thinned(dots: &[Dot], days: (f64, f64), parts: usize) -> Vec<&Dot> {
    if dots.len() <= 3 * parts {
        return dots.iter().collect();
    }
    let width = (days.1 - days.0) / parts as f64;
    let part = |dot: &Dot| ((dot.day - days.0) / width).floor();
    let mut kept: Vec<&Dot> = Vec::with_capacity(3 * parts);
    // Sorted by time, so that each part is one run.
    for run in dots.chunk_by(|a, b| part(a).total_cmp(&part(b)).is_eq()) {
        let by_score = |a: &(usize, &Dot), b: &(usize, &Dot)| a.1.score.total_cmp(&b.1.score);
        let at = |found: Option<(usize, &Dot)>| found.map_or(0, |(i, _)| i);
        let lowest = at(run.iter().enumerate().min_by(by_score));
        let highest = at(run.iter().enumerate().max_by(by_score));
        let mut of_run = vec![lowest, highest, run.len() - 1];
        of_run.sort_unstable();
        of_run.dedup();
        kept.extend(of_run.into_iter().map(|i| &run[i]));
    }
    kept
}

fn point(dot: &Dot) -> Point {
    let said = format!(
        "{}: {:.1} of 5, estimate {:.1} of 5 after it",
        moment(dot.at),
        dot.score,
        dot.after.estimate
    );
    Point { x: dot.day, y: dot.score, said }
}

/// The answers, the newest first.
fn table(series: &OverTime, most: usize) -> Table {
    let mut table = Table::new([
        words("Answer given"),
        score("Mean score, of 5"),
        score("Estimate after it, of 5"),
        score("Band from"),
        score("Band to"),
    ]);
    let score = |value: f64| format!("{value:.2}");
    table.rows = series
        .dots
        .iter()
        .rev()
        .take(most)
        .map(|dot| {
            let after = &dot.after;
            vec![moment(dot.at), score(dot.score), score(after.estimate), score(after.low), score(after.high)]
        })
        .collect();
    table
}

#[cfg(test)]
#[path = "over_time_tests.rs"]
mod tests;
