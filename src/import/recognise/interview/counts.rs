//! The counts in a line that may be of the people in a talk or of the talks: found freely, weighed elsewhere.

use std::ops::Range;

use super::super::text::{has_cjk, has_phrase};
use super::amounts::{Span, tokens, unit, whole};
use super::people;

/// How a count of people or talks is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountKind {
    /// "a panel of three", "two managers".
    People,
    /// "with Fermín and the chef".
    Listed,
    /// "Lev + Dineo", where nothing says that they sit there.
    Named,
    /// "as a pair", "just her", "four on the board".
    Said,
    /// "five interviews", "4 x 45".
    Talks,
    /// A number before words that may be of people, of talks or of anything.
    Plural,
    /// The cell of a column that is for people.
    Column,
    /// Another cell of a table's row.
    Cell,
}

impl CountKind {
    /// The kind's name, of which features are made.
    pub fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Listed => "listed",
            Self::Named => "named",
            Self::Said => "said",
            Self::Talks => "talks",
            Self::Plural => "plural",
            Self::Column => "column",
            Self::Cell => "cell",
        }
    }

    /// Whether it may be of talks as well as of people, or of talks alone.
    pub fn may_be_talks(self) -> bool {
        matches!(self, Self::Talks | Self::Plural)
    }
}

/// A count of people or of talks, and where it stands in its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The fewest and the most.
    pub value: Span,
    /// Its bytes in the line.
    pub at: Range<usize>,
    /// How it is told.
    pub kind: CountKind,
}

/// The counts in a sentence, in its order: of those that stand in one place the surest.
pub fn of_sentence(text: &str, low: &str) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    let span = |count: u32| [count, count];
    let mut add = |value: Span, at: Range<usize>, kind: CountKind| found.push(Count { value, at, kind });
    for (value, at) in people::talks_counted(low) {
        add(value, at, CountKind::Talks);
    }
    for (value, at) in people::counted(low) {
        add(value, at, CountKind::People);
    }
    for (count, at) in people::lists(text) {
        add(span(count), at, CountKind::Listed);
    }
    for (value, at) in said(low) {
        add(value, at, CountKind::Said);
    }
    for (count, at) in people::names(text) {
        add(span(count), at, CountKind::Named);
    }
    for (value, at) in plurals(low) {
        add(value, at, CountKind::Plural);
    }
    let mut out: Vec<Count> = Vec::new();
    for count in found {
        // A list of people may hold a number of them: both may be meant.
        let known = |other: &Count| {
            other.at.start < count.at.end
                && other.at.end > count.at.start
                && (other.value == count.value || matches!(count.kind, CountKind::Named | CountKind::Plural))
        };
        if !out.iter().any(known) {
            out.push(count);
        }
    }
    out.sort_by_key(|count| (count.at.start, count.kind));
    out
}

/// The counts in a table's row; `column` is what the column for people says.
pub fn of_row(text: &str, low: &str, column: Option<Span>) -> Vec<Count> {
    let whole = 0..text.len();
    let people = match column {
        Some(value) => Some(Count { value, at: whole, kind: CountKind::Column }),
        None => people::of(text).map(|value| Count { value, at: whole, kind: CountKind::Cell }),
    };
    let known = people.as_ref().map(|count| count.value);
    let others = of_sentence(text, low).into_iter();
    let others = others.filter(|count| count.kind == CountKind::Talks || Some(count.value) != known);
    people.into_iter().chain(others).collect()
}

/// What says a number of people without a noun for them.
fn said(low: &str) -> Vec<(Span, Range<usize>)> {
    #[rustfmt::skip]
    const PAIRS: &[&str] = &[
        "as a pair", "in pairs", "in a pair", "as a double act", "the pair of them", "the two of them", "both of them", "they'll both", "both be there", "both sit", "zu zweit", "im duo",
        "à deux", "en binôme", "en duo", "los dos", "las dos", "en pareja", "em dupla", "os dois", "as duas", "二人で", "2人で",
    ];
    #[rustfmt::skip]
    const ALONE: &[&str] = &[
        "just her", "just him", "just me", "only her", "only him", "only me", "by herself", "by himself", "on her own", "on his own", "herself alone", "himself alone", "see you alone",
        "nobody else", "no one else", "just you and", "just one person", "just the one", "one person", "alone", "solo", "allein", "nur sie", "nur er", "nur ich", "seule", "seul",
        "sola", "sozinha", "sozinho", "só ela", "só ele", "1対1", "一対一", "マンツーマン",
    ];
    let of = |words: &'static [&'static str], value: u32| {
        words
            .iter()
            .filter(move |word| has_phrase(low, word) || has_cjk(word))
            .filter_map(move |word| low.find(word).map(|at| ([value, value], at..at + word.len())))
    };
    of(PAIRS, 2).chain(of(ALONE, 1)).collect()
}

/// A number before words that may be people or talks: "three raters", "two peer groups", "four on the board".
fn plurals(low: &str) -> Vec<(Span, Range<usize>)> {
    let tokens = tokens(low);
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    let mut out = Vec::new();
    for n in 0..tokens.len() {
        let Some(count) = whole(word(n)).filter(|count| (2..=9).contains(count)) else { continue };
        // A date, a time, a decimal or a length counts nobody.
        let counts_else = unit(&tokens, n + 1).is_some()
            || matches!(
                word(n + 1),
                ":" | "." | "/" | "-" | "–" | "x" | "×" | "h" | "時" | "月" | "日" | "分" | "年"
            )
            || n > 0 && matches!(word(n - 1), ":" | "/" | "-" | "–")
            || word(n).len() > 1 && word(n).starts_with(|c: char| c.is_ascii_digit());
        if counts_else || word(n + 1).is_empty() {
            continue;
        }
        let last = (n + 2).min(tokens.len() - 1);
        out.push(([count, count], tokens[n].at.start..tokens[last].at.end));
    }
    out
}
