//! The lines that may tell of the interview's form: sentences and rows of tables, with the lengths and counts in them.

use std::ops::Range;

use crate::import::document::BlockKind;

use super::super::context::Context;
use super::super::heading_kind::HeadingKind;
use super::super::meaning::{Label, Reading, Sentence};
use super::super::text::{has_any, lower_in_place, strip_number, word_count};
use super::super::units::Unit;
use super::amounts::{self, Duration, Span};
use super::counts::{self, Count};
use super::{names, people};

/// How far below the best label a sentence on the interview's form may stand for a length in it to be weighed.
const FAR: i32 = -160;

/// How many lines away the people of a talk may be told of.
pub const REACH: usize = 3;

/// The most lines of a document that are weighed.
const MOST: usize = 400;

/// The most lengths and counts of a line that are weighed, the first ones.
const MOST_LENGTHS: usize = 12;
const MOST_COUNTS: usize = 16;

/// A longer line tells of something else, in characters.
const LONGEST: usize = 900;

/// A sentence, or the cells of a table's row.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // independent looks at one line
pub struct Line {
    /// Its words as written, the cells of a row with bars between them; apostrophes are straight.
    pub text: String,
    /// The same in small letters, each at its place.
    pub low: String,
    /// The sentences it is made of.
    pub sentences: Range<usize>,
    /// The unit that the first of them stands in.
    pub unit: usize,
    /// Whether it is a table's row.
    pub row: bool,
    /// The bytes at which the cells of a row begin, each with its unit.
    pub cells: Vec<(usize, usize)>,
    /// Whether lengths in it are weighed: what stands below a heading of something else is not.
    weighed: bool,
    /// Whether its length is that of a schedule's times of the day.
    pub scheduled: bool,
    /// How far the label for the interview's form stands above the others, at its best.
    pub told: i32,
    /// The lengths of time in it; none where it is of something else.
    pub lengths: Vec<Duration>,
    /// The counts of people and talks in it.
    pub counts: Vec<Count>,
    /// What stage it names.
    pub named: Option<&'static str>,
    /// Whether it says that each of several is met by themselves.
    pub apart: bool,
    /// Whether it tells of several talks, however many.
    pub several: bool,
}

/// The lines of a document that tell of its interview or stand near to one that does, in order.
pub fn lines(
    units: &[Unit],
    contexts: &[Context],
    taken: &[bool],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<Line> {
    let mut places: Vec<(Range<usize>, bool, i32)> = Vec::new();
    let mut n = 0;
    while n < sentences.len() {
        let row = row_of(n, sentences, units);
        let place = row.clone().unwrap_or(n..n + 1);
        let unit = &units[sentences[n].unit];
        n = place.end;
        if taken[sentences[place.start].unit]
            || unit.is_code()
            || unit.is_field()
            || readings[place.start].is_unread()
        {
            continue;
        }
        let told = place.clone().map(|at| readings[at].margin(Label::Stage)).max().unwrap_or(i32::MIN);
        places.push((place, row.is_some(), told));
    }
    let near = |n: usize| {
        let (from, to) = (n.saturating_sub(REACH), (n + REACH + 1).min(places.len()));
        places[from..to].iter().any(|(_, _, told)| *told >= FAR)
    };
    let chosen = (0..places.len()).filter(|&n| near(n)).take(MOST);
    let mut out: Vec<Line> = chosen
        .map(|n| {
            let (place, row, told) = places[n].clone();
            let context = &contexts[sentences[place.start].unit];
            let elsewhere = matches!(
                context.heading_kind,
                Some(
                    HeadingKind::Requirements
                        | HeadingKind::AskThem
                        | HeadingKind::Stories
                        | HeadingKind::Questions
                        | HeadingKind::Moments
                )
            );
            line(place, row, told, (!elsewhere || told > 0) && told >= FAR, sentences, units)
        })
        .collect();
    by_clock(&mut out);
    out
}

/// A schedule's lines begin with times of the day: each lasts until the next one begins.
fn by_clock(lines: &mut [Line]) {
    let begin: Vec<Option<(u32, usize)>> = lines.iter().map(|line| amounts::clock(&line.low)).collect();
    for n in 0..lines.len() {
        let Some((from, bytes)) = begin[n].filter(|_| lines[n].weighed && lines[n].lengths.is_empty()) else {
            continue;
        };
        // "09:00 | 09:45 | Technical interview": the end stands in the next cell.
        let ends = lines[n].cells.get(1).and_then(|(at, _)| {
            amounts::clock(&lines[n].low[*at..])
                .map(|(to, bytes)| (to, at + bytes))
                .filter(|(to, _)| *to > from)
        });
        // A description may stand between two of them, a title of another day may not.
        let follows = |other: &usize| {
            lines[*other].sentences.start <= lines[n].sentences.end + 2
                && (begin[*other].is_some() || word_count(&lines[*other].text) > 3)
        };
        let next = (n + 1..lines.len().min(n + 3)).take_while(follows).find_map(|other| begin[other]);
        let Some((to, bytes)) = ends.or(next.map(|(to, _)| (to, bytes))) else { continue };
        // "11:30" before "1:00" goes over noon.
        let over_noon = to < from && from < 13 * 60 && to < 8 * 60;
        let minutes = if over_noon { to + 720 - from } else { to.saturating_sub(from) };
        if (5..=240).contains(&minutes) {
            lines[n].scheduled = true;
            lines[n].lengths.push(Duration { minutes: [minutes, minutes], at: 0..bytes });
        }
    }
}

fn line(
    place: Range<usize>,
    row: bool,
    told: i32,
    weighed: bool,
    sentences: &[Sentence],
    units: &[Unit],
) -> Line {
    let unit = sentences[place.start].unit;
    // A curly apostrophe has another length than the straight one that it is read as.
    let straight = |text: &str| text.replace(['’', '‘', 'ʼ'], "'");
    let (mut text, mut cells) = (String::new(), Vec::new());
    if row {
        // The row's own number is no part of what it tells.
        let numbers = |at: &usize| {
            sentences[*at].text.len() <= 3 && sentences[*at].text.trim_end_matches('.').parse::<u32>().is_ok()
        };
        for at in place.clone().skip_while(numbers) {
            if !text.is_empty() {
                text.push_str(" | ");
            }
            cells.push((text.len(), sentences[at].unit));
            text.push_str(&straight(&sentences[at].text));
        }
    } else {
        // "9.30 Interview" begins with a time and no number.
        let whole = &sentences[place.start].text;
        text = straight(if amounts::clock(whole).is_some() { whole } else { strip_number(whole) });
    }
    let low = lower_in_place(&text);
    let short = low.chars().count() <= LONGEST;
    let mut lengths = if short && weighed { amounts::durations(&low) } else { Vec::new() };
    lengths.truncate(MOST_LENGTHS);
    let mut counts = match row.then(|| who(place.clone(), sentences, units)) {
        _ if !short => Vec::new(),
        Some(column) => counts::of_row(&text, &low, column),
        None => counts::of_sentence(&text, &low),
    };
    counts.truncate(MOST_COUNTS);
    Line {
        named: names::name_of(&low),
        apart: people::apart(&low),
        several: names::has_several(&low),
        text,
        low,
        sentences: place,
        unit,
        row,
        cells,
        weighed,
        scheduled: false,
        told,
        lengths,
        counts,
    }
}

/// The sentences that are the cells of one row with the one at `n`.
fn row_of(n: usize, sentences: &[Sentence], units: &[Unit]) -> Option<Range<usize>> {
    let BlockKind::Cell { table, row, header: false, .. } = units[sentences[n].unit].kind else {
        return None;
    };
    let beside = |at: &usize| matches!(units[sentences[*at].unit].kind, BlockKind::Cell { table: t, row: r, .. } if t == table && r == row);
    let end = (n + 1..sentences.len()).find(|at| !beside(at)).unwrap_or(sentences.len());
    (end > n + 1).then_some(n..end)
}

/// How many sit there, where a column of the table is for that.
fn who(row: Range<usize>, sentences: &[Sentence], units: &[Unit]) -> Option<Span> {
    #[rustfmt::skip]
    const WHO: &[&str] = &[
        "who", "with", "with whom", "interviewer", "interviewers", "interviewer(s)", "people", "panel", "assessors", "you meet", "wer", "mit wem", "personen", "gesprächspartner",
        "qui", "avec", "avec qui", "interlocuteur", "interlocuteurs", "personnes", "quién", "con", "con quién", "personas", "quem", "com", "com quem", "pessoas", "面接官", "担当", "人数",
    ];
    let BlockKind::Cell { table, row: at, .. } = units[sentences[row.start].unit].kind else { return None };
    // A schedule has no more rows; a longer table is looked at without its header.
    if at > 60 {
        return None;
    }
    let before = units[..sentences[row.start].unit].iter().rev().take_while(|unit| unit.is_cell());
    let column = before.filter(|unit| unit.words <= 4).find_map(|unit| match unit.kind {
        BlockKind::Cell { table: t, column, row: 0, .. } if t == table && has_any(&unit.low, WHO) => {
            Some(column)
        }
        _ => None,
    })?;
    row.map(|at| &sentences[at]).find_map(|sentence| match units[sentence.unit].kind {
        BlockKind::Cell { column: c, .. } if c == column => people::named_in(&sentence.text),
        _ => None,
    })
}
