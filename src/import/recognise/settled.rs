//! Names as a document first gives them: without notes beside them, slips of the pen or halves left out.

use super::principle_text::{distance, words_differ_too_much};
use super::text::{lower, squeeze, word_count};

/// What opens a note behind a name: "Fess Up (yeah yeah)", "Taking ownership ← big one".
const NOTES: &[&str] =
    &[" (", " [", " ←", " <-", " →", " ->", " =>", " <=", " ✔", " ✓", " ★", " *", " !!", " ??"];

/// Fewest letters of a name in which one may be wrong; from nine on two may.
const LONG: usize = 6;

/// The name without a note behind it.
pub fn without_note(name: &str) -> String {
    let end = NOTES.iter().filter_map(|note| name.find(note)).filter(|at| *at >= 3).min();
    let bare = name[..end.unwrap_or(name.len())].trim_end_matches(['?', '!', ':', '-', '–', '*', ' ']);
    squeeze(if bare.chars().any(char::is_alphabetic) { bare } else { name })
}

/// The names of a document, each once: notes taken off, and what is a slip of another left out.
pub fn names(found: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(found.len());
    for name in found {
        let name = without_note(&name);
        if !out.iter().any(|known| is_same(known, &name)) {
            out.push(name);
        }
    }
    out
}

/// Whether two names are one but for case and, in long ones, a slip of the pen.
fn is_same(known: &str, name: &str) -> bool {
    let (a, b) = (lower(known), lower(name));
    a == b
        || a.chars().count() >= LONG
            && word_count(&a) == word_count(&b)
            && !words_differ_too_much(&a, &b)
            && distance(&a, &b, if a.chars().count() >= 9 { 2 } else { 1 }).is_some()
}

/// The listed name that a heading's words stand for: "emotionally aware" for "We are emotionally aware". `None`
/// where none or several may be meant.
pub fn listed<'a>(name: &str, list: &'a [String]) -> Option<&'a str> {
    if let Some(known) = list.iter().find(|known| is_same(known, name)) {
        return Some(known);
    }
    let words = content(name);
    if words.is_empty() {
        return None;
    }
    let mut meant = list.iter().filter(|known| {
        let whole = content(known);
        whole.len() <= 8 && whole.len() >= words.len() && words.iter().all(|word| whole.contains(word))
    });
    let first = meant.next()?;
    // One word may stand in several names, and short ones are no names at all.
    (meant.next().is_none() && (words.len() > 1 || words[0].chars().count() >= 5)).then_some(first.as_str())
}

/// The words of a name that carry it.
fn content(name: &str) -> Vec<String> {
    const SMALL: &[&str] =
        &["we", "are", "the", "and", "our", "is", "to", "of", "a", "an", "i", "it", "in", "for", "on"];
    lower(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn notes_and_slips_are_taken_off() {
        assert_eq!(without_note("Fess Up (yeah yeah)"), "Fess Up");
        assert_eq!(without_note("Taking ownership ← big one"), "Taking ownership");
        assert_eq!(
            names(owned(&["Compassion", "Compasion", "Straight Talk", "straight talk!!"])),
            ["Compassion", "Straight Talk"]
        );
        assert_eq!(names(owned(&["Own the gate", "Own the rate"])), ["Own the gate", "Own the rate"]);
    }

    #[test]
    fn half_a_name_stands_for_the_whole_where_it_can_be_no_other() {
        let list = owned(&[
            "We are emotionally aware",
            "We are innovative and open-minded",
            "Own the tide",
            "Own the gate",
        ]);
        assert_eq!(listed("emotionally aware", &list), Some("We are emotionally aware"));
        assert_eq!(listed("innovative & open-minded", &list), Some("We are innovative and open-minded"));
        assert_eq!(listed("Own", &list), None);
        assert_eq!(listed("Speed", &list), None);
    }
}
