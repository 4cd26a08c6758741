//! What a requirement in another language says when it is read out: without brackets, marks and what joins it to others.

use crate::import::recognise::text::{lower, squeeze, strip_number, trim_marks, word_count};

/// The longest requirement that is quoted in one breath, in words.
pub(super) const LONGEST_QUOTED: usize = 22;

/// The text up to its last comma or dash before it is too long to be quoted; whole, where there is none.
pub(super) fn in_one_breath(text: &str) -> String {
    if word_count(text) <= LONGEST_QUOTED {
        return text.to_owned();
    }
    let ends = [", ", " – ", " — ", " - ", "; ", ": ", "、", "。"];
    let cut = ends
        .iter()
        .flat_map(|end| text.match_indices(end))
        .map(|(at, _)| &text[..at])
        .filter(|part| (6..=LONGEST_QUOTED).contains(&word_count(part)) && balanced(part))
        .max_by_key(|part| part.len());
    cut.unwrap_or(text).to_owned()
}

/// Whether every bracket that opens is closed.
fn balanced(text: &str) -> bool {
    let count = |signs: [char; 2]| text.matches(signs).count();
    count(['(', '（']) == count([')', '）'])
}

/// The text without remarks in brackets, which nobody reads out.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_i32;
    let kept = text.chars().filter(|c| {
        depth += i32::from(matches!(c, '(' | '（'));
        let keep = depth <= 0;
        depth -= i32::from(matches!(c, ')' | '）') && depth > 0);
        keep
    });
    squeeze(&kept.collect::<String>()).replace(" ,", ",").replace(" .", ".")
}

/// The first sentence, or the first part of a list that semicolons part, where it says enough.
fn first_of(text: &str) -> String {
    [". ", "; ", "；", "。", "! ", ", car ", ", denn "]
        .iter()
        .flat_map(|end| text.match_indices(end))
        .map(|(at, _)| &text[..at])
        .filter(|part| word_count(part) >= 4 && !is_shortened(part))
        .min_by_key(|part| part.len())
        .unwrap_or(text)
        .to_owned()
}

/// Whether it ends with a word that a full stop shortens: "z.B", "inkl", "zum 31".
fn is_shortened(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    last.contains('.')
        || last.bytes().all(|byte| byte.is_ascii_digit())
        || [
            "inkl", "incl", "mind", "bzw", "ca", "evtl", "ggf", "max", "min", "etc", "usw", "p", "ej", "ex",
            "sr", "sra", "dr", "dra", "nr", "art",
        ]
        .contains(&lower(last).as_str())
}

/// What joins a sentence to what stood before it, and what says how much it is wanted: not said with it.
#[rustfmt::skip]
const JOINS: &[&str] = &[
    " aussi ", " donc ", " außerdem ", " malgré tout ", " también ", " también, ", " também ", " além disso, ", " ebenfalls ",
];

/// How it begins when it goes on.
#[rustfmt::skip]
const OPENS: &[&str] = &[
    "Ensuite, ", "Ensuite ", "Concrètement, ", "De plus, ", "Außerdem ", "Zudem ", "Además, ", "También ", "Também ", "Além disso, ", "Depois, ", "Luego ",
];

/// What opens a remark on how much it is wanted.
#[rustfmt::skip]
const IF_POSSIBLE: &[&str] = &[
    ", si possible", ", idéalement", ", de préférence", ", gern auch", ", idealerweise", ", vorzugsweise", ", möglichst", ", idealmente", ", de preferencia",
    ", preferiblemente", ", de preferência", ", preferencialmente",
];

/// What the text says, without marks and the last full stop.
pub(super) fn bare_words(text: &str) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(text.trim_start_matches(['・', '※'])))));
    let text = first_of(&without_brackets(&text));
    let mut text = JOINS.iter().fold(text, |text, joins| text.replace(joins, " "));
    if let Some(rest) = OPENS.iter().find_map(|opens| text.strip_prefix(opens)) {
        let mut letters = rest.chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        text = format!("{first}{}", letters.as_str());
    }
    if let Some(end) = IF_POSSIBLE.iter().filter_map(|remark| text.find(remark)).min() {
        text.truncate(end);
    }
    text.trim_end_matches(['.', '。', ';', '；', ',', ' ']).replace(['„', '“', '«', '»', '「', '」'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_out_is_one_clause() {
        for (text, said) in [
            ("・Betreuung der Anlage (2 Schichten), inkl. Wartung", "Betreuung der Anlage, inkl. Wartung"),
            ("Ensuite vous rédigez la note", "Vous rédigez la note"),
            ("Llevas el turno de noche; revisas las cámaras", "Llevas el turno de noche"),
            ("Encadrer une équipe de trois, si possible dans le social", "Encadrer une équipe de trois"),
        ] {
            assert_eq!(bare_words(text), said);
        }
    }
}
