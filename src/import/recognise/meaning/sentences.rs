//! Units as sentences, each with its place: running text is taken apart, a list's item stays whole.

use super::super::context::Context;
use super::super::text::{is_cjk, squeeze, word_count};
use super::super::units::Unit;

/// A longer item or cell is a paragraph that stands in a list.
const WHOLE_ITEM_WORDS: usize = 45;

/// The form a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceForm {
    /// A heading.
    Heading,
    /// A list's item.
    Item,
    /// A table's cell.
    Cell,
    /// A value with its keys.
    Field,
    /// A line of code.
    Code,
    /// Running text.
    Text,
}

impl SentenceForm {
    /// The form's name, of which features are made.
    pub fn word(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Item => "item",
            Self::Cell => "cell",
            Self::Field => "field",
            Self::Code => "code",
            Self::Text => "text",
        }
    }
}

/// One sentence, or an item that is one thought.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words, single-spaced.
    pub text: String,
    /// The unit it stands in.
    pub unit: usize,
    /// Its place among that unit's sentences, from 0.
    pub place: usize,
    /// How many sentences that unit has.
    pub of: usize,
    /// The line its unit begins on, from 1.
    pub line: u32,
    /// The form it stands in.
    pub form: SentenceForm,
}

/// The sentences of all units, in reading order.
pub fn sentences(units: &[Unit], contexts: &[Context]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(units.len() + units.len() / 2);
    for (n, unit) in units.iter().enumerate() {
        let form = if unit.is_heading() {
            SentenceForm::Heading
        } else if unit.is_cell() {
            SentenceForm::Cell
        } else if unit.is_field() {
            SentenceForm::Field
        } else if unit.is_code() {
            SentenceForm::Code
        } else if unit.is_item() || super::super::text::strip_number(&unit.text).len() != unit.text.len() {
            SentenceForm::Item
        } else {
            SentenceForm::Text
        };
        // A heading or a short item is one thought, whatever stops stand in it.
        let whole = match form {
            SentenceForm::Text => contexts[n].heads,
            SentenceForm::Heading | SentenceForm::Code => true,
            SentenceForm::Item | SentenceForm::Cell | SentenceForm::Field => unit.words <= WHOLE_ITEM_WORDS,
        };
        let mut push = |text: String, place: usize, of: usize| {
            out.push(Sentence { text, unit: n, place, of, line: unit.line, form });
        };
        if whole {
            push(unit.text.clone(), 0, 1);
            continue;
        }
        let parts = split(&unit.text);
        let of = parts.len();
        for (place, part) in parts.into_iter().enumerate() {
            push(part, place, of);
        }
    }
    out
}

/// Words with a stop that does not end a sentence, in lower case.
#[rustfmt::skip]
const SHORT: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "no", "nr", "vs", "e.g", "i.e", "eg", "ie", "approx", "ca",
    "incl", "inkl", "bzw", "z.b", "u.a", "d.h", "ggf", "evtl", "usw", "hr", "fr", "art", "abs", "tel", "dept",
    "min", "max", "std", "mind", "p.ex", "ex", "av", "sra", "dra", "ing", "lic", "núm", "pág", "aprox", "mme",
    "mlle", "m", "resp", "co", "inc", "ltd", "gmbh", "abt", "o.ä", "bspw", "vgl",
];

/// The sentences of a text.
pub fn split(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let wide = matches!(c, '。' | '！' | '？');
        if !wide && !matches!(c, '.' | '!' | '?' | '…' | '•') {
            continue;
        }
        if c == '•' {
            if at > start {
                push(&mut out, &text[start..at]);
            }
            start = at + c.len_utf8();
            continue;
        }
        // Closing marks and smileys belong to the sentence they follow.
        let mut end = at + c.len_utf8();
        while let Some(&(next, mark)) = chars.peek() {
            if matches!(
                mark,
                '"' | '”' | '’' | '\'' | ')' | ']' | '」' | '』' | '»' | '?' | '!' | '.' | '…' | '*' | '_'
            ) {
                end = next + mark.len_utf8();
                chars.next();
            } else {
                break;
            }
        }
        let after = &text[end..];
        if after.trim().is_empty() {
            break;
        }
        if wide {
            push(&mut out, &text[start..end]);
            start = end;
            continue;
        }
        if !after.starts_with(char::is_whitespace) || (c == '.' && stops_short(&text[start..at])) {
            continue;
        }
        let next = after.trim_start().chars().next().unwrap_or(' ');
        let begins = next.is_uppercase()
            || next.is_numeric()
            || is_cjk(next)
            || matches!(
                next,
                '"' | '“' | '„' | '«' | '¿' | '¡' | '(' | '\'' | '‘' | '-' | '–' | '—' | '*' | '&' | '>'
            );
        // After a full stop people who write in small letters begin anew all the same.
        let small =
            next.is_lowercase() && c != '…' && word_count(&text[start..end]) >= 3 && !end_is_dots(text, end);
        if begins || small {
            push(&mut out, &text[start..end]);
            start = end;
        }
    }
    push(&mut out, &text[start..]);
    out
}

fn end_is_dots(text: &str, end: usize) -> bool {
    text[..end].ends_with("..") || text[..end].ends_with('…')
}

fn push(out: &mut Vec<String>, part: &str) {
    let part = squeeze(part.trim());
    if part.chars().any(char::is_alphanumeric) {
        out.push(part);
    } else if let (Some(last), false) = (out.last_mut(), part.is_empty()) {
        last.push(' ');
        last.push_str(&part);
    }
}

/// Whether the stop after this text is one of a shortened word, an initial or a number.
fn stops_short(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '/', '\u{a0}']).next().unwrap_or("");
    let low = word.to_lowercase();
    let initial =
        word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && !matches!(word, "I" | "a");
    let ordinal = (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    // "HR." ends a sentence, "Hr." does not.
    let capitals = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    initial || ordinal || !capitals && SHORT.contains(&low.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        let cases: &[(&str, &[&str])] = &[
            ("Say \"I\". Nobody can credit a team.", &["Say \"I\".", "Nobody can credit a team."]),
            (
                "Dr. Vale will ask, e.g. about 2.5 shifts. bring one.",
                &["Dr. Vale will ask, e.g. about 2.5 shifts.", "bring one."],
            ),
            (
                "What did you do? How (really?) did it end?",
                &["What did you do?", "How (really?) did it end?"],
            ),
            ("結論から話してください。数字も大切です。", &["結論から話してください。", "数字も大切です。"]),
            (
                "Am 3. Mai um 9 Uhr. Bitte bringen Sie z. B. Zahlen.",
                &["Am 3. Mai um 9 Uhr.", "Bitte bringen Sie z. B. Zahlen."],
            ),
            ("Well... maybe not", &["Well... maybe not"]),
        ];
        for (text, wanted) in cases {
            assert_eq!(split(text), *wanted, "{text}");
        }
    }
}
