//! What speaks for a length's being that of a stage, and for a count's being of its people or its talks.

use std::collections::HashMap;
use std::ops::Range;

use super::super::context::Context;
use super::super::meaning::cells::{self, CellPlace};
use super::super::meaning::{Label, Reading, classes};
use super::super::text::has_any;
use super::super::units::Unit;
use super::amounts::{self, Span};
use super::clauses::clauses;
use super::counts::{Count, CountKind};
use super::lines::{Line, REACH};
use super::names;
use super::people;

/// How many of a line's words are looked at.
const WORDS: usize = 60;

/// The most lengths of a document that are weighed.
const MOST_LENGTHS: usize = 60;

/// The most counts that are weighed for one length, and the most lengths of a line that has counts weighed at all.
const MOST_COUNTS: usize = 24;
const CROWDED: usize = 8;

/// What is decided of a length or of a length and a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// The length is that of a stage.
    Stage,
    /// The count is of those who sit there at one time.
    People,
    /// The count is of such talks.
    Talks,
}

impl Decision {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Stage, Self::People, Self::Talks];

    fn tag(self) -> char {
        match self {
            Self::Stage => 's',
            Self::People => 'p',
            Self::Talks => 't',
        }
    }
}

/// A length of time in its clause.
#[derive(Clone, Debug)]
pub struct Length {
    /// Which line.
    pub line: usize,
    /// Which of the line's lengths.
    pub place: usize,
    /// The shortest and the longest, in minutes.
    pub minutes: Span,
    /// The bytes of its clause in the line.
    pub clause: Range<usize>,
    /// What stage its clause names.
    pub named: Option<&'static str>,
    /// How many people and how many talks its clause counts by itself.
    people: Option<Span>,
    talks: Option<Span>,
    /// Whether its clause says that each of several is met by themselves.
    pub apart: bool,
    /// Whether its clause tells of a pause and not of a talk.
    pub pauses: bool,
}

/// A document's lines as evidence.
pub struct Evidence<'a> {
    pub lines: &'a [Line],
    pub units: &'a [Unit],
    pub contexts: &'a [Context],
    pub readings: &'a [Reading],
    /// The lengths of all lines, in order.
    pub lengths: Vec<Length>,
    /// What stands beside each cell of a table.
    cells: HashMap<usize, CellPlace>,
}

type Put<'a> = &'a mut dyn FnMut(&str, &str);

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// How a line stands to the interview's form, in steps.
fn near(margin: i32) -> &'static str {
    match margin {
        ..-110 => "far",
        -110..-60 => "off",
        -60..-30 => "near",
        -30..0 => "almost",
        0..40 => "told",
        _ => "surely",
    }
}

fn few(n: usize) -> &'static str {
    ["0", "1", "2", "3", "4+"][n.min(4)]
}

/// The words and marks of a piece of text; figures are "#".
fn words(low: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = low;
    while let Some(c) = rest.chars().next() {
        let kind = |c: char| {
            if c.is_whitespace() {
                0
            } else if c.is_ascii_digit() {
                1
            } else if super::super::text::is_cjk(c) {
                2
            } else if c.is_alphanumeric() || c == '\'' {
                3
            } else {
                4
            }
        };
        let (here, mut count) = (kind(c), 0);
        let end = rest
            .char_indices()
            .find(|(_, next)| {
                count += 1;
                kind(*next) != here || here == 4 && count > 1 || here == 2 && count > 2
            })
            .map_or(rest.len(), |(at, _)| at);
        match here {
            0 => {}
            1 => out.push("#"),
            _ => out.push(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out
}

impl<'a> Evidence<'a> {
    /// The evidence of a document's lines.
    pub fn new(
        lines: &'a [Line],
        units: &'a [Unit],
        contexts: &'a [Context],
        readings: &'a [Reading],
    ) -> Self {
        let mut lengths: Vec<Length> = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let clauses = clauses(&line.low, &line.lengths);
            for (place, (length, clause)) in line.lengths.iter().zip(clauses).enumerate() {
                let low = &line.low[clause.clone()];
                let named = names::name_of(low);
                let pauses = names::has_pause(low)
                    && named.is_none_or(|name| ["interview", "tour", "recruiter call"].contains(&name))
                    && names::pause_is_nearer(low);
                lengths.push(Length {
                    people: people::of(&line.text[clause.clone()]),
                    talks: people::talks(low),
                    apart: people::apart(low),
                    line: n,
                    place,
                    minutes: length.minutes,
                    clause,
                    named,
                    pauses,
                });
            }
        }
        // A document with more lengths tells of something else than an interview.
        lengths.truncate(MOST_LENGTHS);
        Self { lines, units, contexts, readings, lengths, cells: cells::places(units) }
    }

    /// The lines whose counts may be of a length's stage: its own row, or the sentences around it below one heading.
    pub fn around(&self, length: &Length) -> Range<usize> {
        let line = &self.lines[length.line];
        if line.row {
            return length.line..length.line + 1;
        }
        let beside = |n: &usize| {
            let other = &self.lines[*n];
            !other.row
                && other.unit.abs_diff(line.unit) <= REACH
                && self.contexts[other.unit].path == self.contexts[line.unit].path
        };
        let before = length.line.saturating_sub(REACH)..length.line;
        let after = length.line + 1..self.lines.len().min(length.line + REACH + 1);
        let from = before.rev().take_while(beside).last();
        let to = after.take_while(beside).last();
        from.unwrap_or(length.line)..to.unwrap_or(length.line) + 1
    }

    /// The counts that may be of a length's stage, the nearer lines first: the line, and which of its counts. A line with
    /// many lengths is a list of something else.
    pub fn counts_around(&self, length: &Length) -> Vec<(usize, usize)> {
        if self.lines[length.line].lengths.len() > CROWDED {
            return Vec::new();
        }
        let mut lines: Vec<usize> = self.around(length).collect();
        lines.sort_by_key(|n| n.abs_diff(length.line));
        let counts = lines.into_iter().flat_map(|n| (0..self.lines[n].counts.len()).map(move |k| (n, k)));
        counts.take(MOST_COUNTS).collect()
    }

    fn clause_of(&self, length: &Length) -> &str {
        &self.lines[length.line].low[length.clause.clone()]
    }

    /// Gives the names of the features of a length, for [`Decision::Stage`].
    pub fn of_length(&self, at: usize, take: &mut dyn FnMut(&str)) {
        let length = &self.lengths[at];
        let line = &self.lines[length.line];
        let clause = self.clause_of(length);
        let put: Put<'_> = &mut |tag, value| take(&format!("s:{tag}={value}"));
        let told = near(line.told);
        put("bias", "");
        put("told", told);
        put("label", &format!("{:?}", self.best_label(line)));
        let context = &self.contexts[line.unit];
        put("kind", &format!("{:?}", context.heading_kind));
        put("form", if line.row { "row" } else { "text" });
        self.in_table(length, put);
        put("clock", yes(amounts::clock(&line.low[line.lengths[length.place].at.clone()]).is_some()));
        let (total, elsewhere) = (names::has_total(clause), names::is_elsewhere(clause));
        put("total", yes(total));
        put("elsewhere", yes(elsewhere));
        put("pauses", yes(length.pauses));
        put("named", length.named.unwrap_or("nothing"));
        put("line named", line.named.unwrap_or("nothing"));
        put("line total", yes(names::has_total(&line.low)));
        put("line elsewhere", yes(names::is_elsewhere(&line.low)));
        let plain = if total || elsewhere {
            "not"
        } else if length.pauses {
            "pause"
        } else if length.named.is_some() {
            "named"
        } else {
            "open"
        };
        put("told+", &format!("{told} {plain}"));
        if let Some(&above) = context.path.last() {
            put("head named", names::name_of(&self.units[above].low).unwrap_or("nothing"));
            for word in words(&self.units[above].low).into_iter().take(WORDS / 3) {
                put("head", word);
            }
        }
        let [least, most] = length.minutes;
        put("minutes", &format!("{}", most.min(300)));
        put("range", yes(least != most));
        self.beside_length(length, put);
        self.among_lengths(at, put);
        let around = self.around(length);
        let counts = |n: usize| self.lines[n].counts.len();
        put("counts here", few(counts(length.line)));
        put("counts around", few(around.map(counts).sum::<usize>()));
        let words: Vec<String> = words(clause).into_iter().map(str::to_owned).collect();
        for class in classes::of_sentence(clause, &words) {
            put("class", class);
        }
    }

    /// What the column of a length in a table is headed with, and what stands first in its row.
    fn in_table(&self, length: &Length, put: Put<'_>) {
        let line = &self.lines[length.line];
        let at = line.lengths[length.place].at.start;
        let Some((_, unit)) = line.cells.iter().rev().find(|(from, _)| *from <= at) else { return };
        let above = |unit: usize| self.cells.get(&unit).and_then(|place| place.above);
        for word in above(*unit).map(|unit| words(&self.units[unit].low)).unwrap_or_default() {
            put("column", word);
        }
        for (_, unit) in line.cells.iter().take(8) {
            for word in above(*unit).map(|unit| words(&self.units[unit].low)).unwrap_or_default() {
                put("table", word);
            }
        }
    }

    /// The words right before and after a length, those of its clause and of its line.
    fn beside_length(&self, length: &Length, put: Put<'_>) {
        let line = &self.lines[length.line];
        let place = &line.lengths[length.place].at;
        let before = words(&line.low[..place.start]);
        let after = words(&line.low[place.end..]);
        let before: Vec<&str> = before.into_iter().rev().take(4).collect();
        let after: Vec<&str> = after.into_iter().take(4).collect();
        for (side, words) in [("b", &before), ("a", &after)] {
            let first = words.first().copied().unwrap_or("|");
            let second = words.get(1).copied().unwrap_or("|");
            put(&format!("{side}1"), first);
            put(&format!("{side}2"), &format!("{first} {second}"));
            for word in words.iter().skip(1) {
                put(&format!("{side}near"), word);
            }
        }
        let mut previous = "|";
        for word in words(self.clause_of(length)).into_iter().take(WORDS) {
            put("c", word);
            put("cc", &format!("{previous} {word}"));
            previous = word;
        }
        for word in words(&line.low).into_iter().take(WORDS) {
            put("l", word);
        }
    }

    /// How a length stands among the others: a sum of them is no stage.
    fn among_lengths(&self, at: usize, put: Put<'_>) {
        let length = &self.lengths[at];
        let most = length.minutes[1];
        let others = || self.lengths.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, other)| other);
        let beside = |other: &&Length| other.line.abs_diff(length.line) <= 2 * REACH;
        put("lengths", few(others().count()));
        put("in line", few(others().filter(|other| other.line == length.line).count()));
        put("place", few(length.place));
        let sum: u32 = others().filter(beside).map(|other| other.minutes[1]).sum();
        let count = others().filter(beside).count();
        let whole = count >= 2 && sum.abs_diff(most) * 10 <= most && most >= 60;
        put(
            "sum",
            if whole {
                "all others"
            } else if count >= 2 && most >= sum {
                "more"
            } else {
                "no"
            },
        );
        put("longest", yes(others().all(|other| other.minutes[1] < most)));
        let again = others().any(|other| other.minutes == length.minutes && other.line < length.line);
        put("again", yes(again));
    }

    fn best_label(&self, line: &Line) -> Label {
        let best = line.sentences.clone().max_by_key(|&n| self.readings[n].margin(Label::Stage));
        best.map_or(Label::Other, |n| self.readings[n].label)
    }

    /// Gives the names of the features of a length and a count, for [`Decision::People`] or [`Decision::Talks`].
    pub fn of_pair(
        &self,
        at: usize,
        line: usize,
        count: usize,
        decision: Decision,
        take: &mut dyn FnMut(&str),
    ) {
        let pair = Pair::new(self, at, line, count);
        let tag = decision.tag();
        let mut put = |name: &str, value: &str| take(&format!("{tag}:{name}={value}"));
        pair.features(&mut put);
    }
}

/// A length and a count that may be of its stage.
struct Pair<'a> {
    evidence: &'a Evidence<'a>,
    at: usize,
    length: &'a Length,
    /// The line of the count, and which of its counts.
    line: usize,
    count: &'a Count,
}

impl<'a> Pair<'a> {
    fn new(evidence: &'a Evidence<'a>, at: usize, line: usize, count: usize) -> Self {
        let length = &evidence.lengths[at];
        Self { evidence, at, length, line, count: &evidence.lines[line].counts[count] }
    }

    fn here(&self) -> &'a Line {
        &self.evidence.lines[self.length.line]
    }

    fn there(&self) -> &'a Line {
        &self.evidence.lines[self.line]
    }

    /// Which clause the count stands in: the length's own, another length's of the line, or none.
    fn clause(&self) -> &'static str {
        let holds =
            |length: &&Length| length.line == self.line && length.clause.contains(&self.count.at.start);
        match self.evidence.lengths.iter().find(holds) {
            Some(length) if length.line == self.length.line && length.place == self.length.place => "own",
            Some(_) => "another's",
            None => "none",
        }
    }

    /// Whether the length's own clause counts something else of this kind.
    fn has_own(&self) -> bool {
        let clause = &self.length.clause;
        self.here().counts.iter().any(|other| {
            other != self.count
                && clause.contains(&other.at.start)
                && (other.kind == CountKind::Talks) == (self.count.kind == CountKind::Talks)
        })
    }

    fn features(&self, put: Put<'_>) {
        let (here, there) = (self.here(), self.there());
        let kind = self.count.kind.word();
        let distance = format!(
            "{}{}",
            if self.line < self.length.line { "-" } else { "" },
            self.line.abs_diff(self.length.line)
        );
        let (clause, own) = (self.clause(), yes(self.has_own()));
        let many = few(self.count.value[1].min(9) as usize);
        let lengths = few(there.lengths.len());
        put("bias", kind);
        put("kind", kind);
        put("many", many);
        put("kind many", &format!("{kind} {many}"));
        put("distance", &distance);
        put("unit", yes(here.unit == there.unit));
        put("clause", clause);
        put("own", own);
        put("kind clause own", &format!("{kind} {clause} {own}"));
        put("kind distance own", &format!("{kind} {distance} {own}"));
        put("kind distance lengths", &format!("{kind} {distance} {lengths}"));
        put("clause own many", &format!("{clause} {own} {many}"));
        self.how_near(kind, put);
        self.in_words(kind, put);
        let (apart, line_apart) = (self.length.apart, there.apart);
        put("apart", &format!("{apart} {line_apart}"));
        put("kind apart", &format!("{kind} {apart} {line_apart} {clause}"));
        put("several", yes(there.several));
        put("twice", yes(people::says_twice(&there.low, self.count.value[1])));
        let told = |by: Option<Span>| by == Some(self.count.value);
        let by_clause = (told(self.length.people), told(self.length.talks));
        put("by clause", &format!("{by_clause:?} {kind}"));
        put("by clause own", &format!("{by_clause:?} {own}"));
        let named = self.length.named.unwrap_or("nothing");
        let other = there.named.unwrap_or("nothing");
        put("named", named);
        put("kind named", &format!("{kind} {named}"));
        put("names", &format!("{named} {other}"));
        put("named alike", yes(named == other));
        put("told", near(there.told));
        put("kind told", &format!("{kind} {} {clause}", near(there.told)));
        put("lengths", few(self.evidence.lengths.len()));
        let last = self.at + 1 == self.evidence.lengths.len();
        put(
            "order",
            if self.at == 0 {
                "first"
            } else if last {
                "last"
            } else {
                "middle"
            },
        );
        put("pauses", yes(self.length.pauses));
    }

    /// How near the two stand, by what stands between them.
    fn how_near(&self, kind: &str, put: Put<'_>) {
        // A place is a line and a byte in it.
        let count = (self.line, self.count.at.start);
        let length = (self.length.line, self.here().lengths[self.length.place].at.start);
        let (from, to) = (count.min(length), count.max(length));
        let lengths = self.evidence.lengths.iter();
        let others = lengths
            .map(|other| (other.line, self.evidence.lines[other.line].lengths[other.place].at.start))
            .filter(|at| *at > from && *at < to)
            .count();
        let counts = (from.0..=to.0)
            .flat_map(|n| self.evidence.lines[n].counts.iter().map(move |count| (n, count)))
            .filter(|(n, other)| {
                let at = (*n, other.at.start);
                at > from && at < to && other.kind != CountKind::Talks
            })
            .count();
        let order = if count < length { "before" } else { "after" };
        put("between", &format!("{order} {} {}", few(others), few(counts)));
        put("kind between", &format!("{kind} {order} {} {}", few(others), few(counts)));
        put("nearest", yes(others == 0 && counts == 0));
        if self.line == self.length.line {
            let text = &self.here().low;
            let piece = if count < length {
                &text[self.count.at.end.min(length.1)..length.1]
            } else {
                &text[self.here().lengths[self.length.place].at.end.min(count.1)..count.1]
            };
            let between = words(piece);
            put("words between", &format!("{order} {}", few(between.len() / 2)));
            for word in between.iter().take(10) {
                put("btw", word);
            }
            if between.len() <= 4 {
                put("all between", &format!("{order} {}", between.join(" ")));
            }
        }
    }

    /// The words around the count, of its line where that is another one, and of the length's clause.
    fn in_words(&self, kind: &str, put: Put<'_>) {
        let low = &self.there().low;
        let at = &self.count.at;
        let before = words(&low[..at.start]);
        let before: Vec<&str> = before.into_iter().rev().take(3).collect();
        for word in &before {
            put("mb", word);
        }
        put("mb1", &format!("{kind} {}", before.first().copied().unwrap_or("|")));
        if !self.there().row {
            for word in words(&low[at.clone()]).into_iter().take(8) {
                put("m", word);
            }
            for word in words(&low[at.end..]).into_iter().take(3) {
                put("ma", word);
            }
        }
        if self.line != self.length.line {
            for word in words(low).into_iter().take(WORDS) {
                put("ml", word);
            }
        }
        for word in words(self.evidence.clause_of(self.length)).into_iter().take(WORDS) {
            put("dc", word);
        }
        let panel =
            has_any(low, &["panel", "jury", "tribunal", "gremium", "kommission", "banca", "painel", "board"]);
        put("panel", yes(panel));
    }
}
