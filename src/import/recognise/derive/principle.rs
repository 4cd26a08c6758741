//! Which principle a requirement, a duty or a tip is about, and the words that say so.

use std::sync::OnceLock;

use super::learned::Learned;
use crate::import::recognise::principles::Principles;
use crate::import::recognise::text::{has_cjk, lower};

/// The hand-written table of words: a principle a line, its beginnings of words after a tab.
const TABLE: &str = include_str!("../../../../assets/import/principle_words.tsv");

/// A beginning that tells more than one alone weighs this much against 1 for the others.
const STRONG: u32 = 3;

struct Beginning {
    text: String,
    weight: u32,
}

/// Each principle of the table with its beginnings of words.
fn table() -> &'static [(&'static str, Vec<Beginning>)] {
    static PARSED: OnceLock<Vec<(&'static str, Vec<Beginning>)>> = OnceLock::new();
    PARSED.get_or_init(|| {
        TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, words)| {
                let beginnings = words
                    .split(' ')
                    .map(|word| {
                        let strong = word.strip_prefix('*');
                        Beginning {
                            text: strong.unwrap_or(word).replace('_', " "),
                            weight: if strong.is_some() { STRONG } else { 1 },
                        }
                    })
                    .collect();
                (name, beginnings)
            })
            .collect()
    })
}

/// A principle with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The principle's name.
    pub name: String,
    /// How much speaks for it.
    pub weight: u32,
    /// The word of the text that says it most.
    pub word: String,
}

/// How much a beginning of the table counts against the learned weights, in their unit; and the most of one
/// principle's beginnings that count.
const OF_TABLE: i32 = 10;
const MOST_OF_TABLE: u32 = 6;
/// How far the best principle has to stand above the mean of all to be one, where no word of the table
/// says it.
const STANDS_OUT: i32 = 20;

/// At most two principles that the text is about, with the reason, the better one first. Names that the text
/// itself says come before all; the others go by the table's words and by what was learned of all its words.
pub fn of(text: &str, principles: &Principles) -> Vec<Match> {
    let mut out: Vec<Match> = principles
        .mentioned(text)
        .into_iter()
        .take(1)
        .map(|name| Match { word: name.clone(), name, weight: 100 })
        .collect();
    let by_table = of_table(text);
    let learned = Learned::built_in();
    let (scores, known) = learned.scores(text);
    let mean = scores.iter().sum::<i32>() / i32::try_from(scores.len().max(1)).unwrap_or(1);
    let mut found: Vec<(i32, Match)> = Vec::new();
    for (at, name) in learned.names.iter().enumerate() {
        let table = by_table.iter().find(|m| m.name == *name);
        let weight = table.map_or(0, |m| m.weight.min(MOST_OF_TABLE));
        let above = scores[at] - mean + OF_TABLE * i32::try_from(weight).unwrap_or(0);
        if table.is_none() && (known < 2 || above < STANDS_OUT) {
            continue;
        }
        let word = table.map(|m| m.word.clone()).or_else(|| learned.word(text, at));
        let Some(word) = word else { continue };
        let weight = u32::try_from(above.max(0) / OF_TABLE).unwrap_or(0);
        found.push((above, Match { name: name.clone(), weight, word }));
    }
    // Principles of the table that nothing was learned of.
    let unknown = by_table.into_iter().filter(|m| !learned.names.contains(&m.name));
    found.extend(unknown.map(|m| (OF_TABLE * i32::try_from(m.weight.min(MOST_OF_TABLE)).unwrap_or(0), m)));
    found.sort_by_key(|(above, _)| std::cmp::Reverse(*above));
    for (_, m) in found {
        if out.len() < 2 && out.iter().all(|known| known.name != m.name) {
            out.push(m);
        }
    }
    out
}

/// What the table's beginnings of words speak for.
fn of_table(text: &str) -> Vec<Match> {
    let low = lower(text);
    table()
        .iter()
        .filter_map(|(name, beginnings)| {
            let there: Vec<&Beginning> =
                beginnings.iter().filter(|beginning| begins_word(&low, &beginning.text)).collect();
            // "team" and "teams" are one word's doing.
            let own = there.iter().filter(|one| {
                there.iter().all(|other| one.text == other.text || !one.text.starts_with(&other.text))
            });
            let mut weight = 0;
            let mut best: Option<(&str, u32)> = None;
            for beginning in own {
                weight += beginning.weight;
                if best.is_none_or(|(_, most)| beginning.weight > most) {
                    best = Some((&beginning.text, beginning.weight));
                }
            }
            let (word, _) = best?;
            Some(Match { name: (*name).to_owned(), weight, word: whole_word(&low, word) })
        })
        .collect()
}

/// The names alone, as [`of`] gives them.
pub fn names(text: &str, principles: &Principles) -> Vec<String> {
    of(text, principles).into_iter().map(|found| found.name).collect()
}

/// Whether a word of the text begins so; in scripts without spaces, whether it stands there at all.
fn begins_word(low: &str, beginning: &str) -> bool {
    if has_cjk(beginning) {
        return low.contains(beginning);
    }
    let mut from = 0;
    while let Some(at) = low[from..].find(beginning) {
        let start = from + at;
        if !low[..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            return true;
        }
        from = start + beginning.chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// The word of the text that begins so.
fn whole_word(low: &str, beginning: &str) -> String {
    let Some(at) = low.find(beginning) else { return beginning.to_owned() };
    let end = low[at + beginning.len()..]
        .find(|c: char| !c.is_alphanumeric())
        .filter(|_| !has_cjk(beginning))
        .unwrap_or(if has_cjk(beginning) { 0 } else { low.len() - at - beginning.len() });
    low[at..at + beginning.len() + end].to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};

    #[test]
    fn what_a_line_is_about_is_told_by_its_words() {
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let principles = Principles::new(&catalog);
        for (text, wanted) in [
            ("Coach and mentor junior planners", "Hire and Develop the Best"),
            ("Cut costs by a fifth within the budget", "Frugality"),
            ("Mediate between two teams in conflict", "Conflict"),
            ("Sie erklären Kunden am Telefon, warum ein Bauteil nicht bestanden hat", "Customer focus"),
            ("クレーム対応の経験", "Conflict"),
        ] {
            let found = of(text, &principles);
            assert!(found.iter().any(|m| m.name == wanted), "{text}: {found:?}");
            assert!(found.iter().all(|m| !m.word.is_empty()));
        }
        assert_eq!(of("Ropes and knots", &principles), []);
    }

    #[test]
    fn the_table_names_principles_of_the_banks() {
        let banks = built_in().unwrap();
        let names: Vec<&str> = banks.iter().flat_map(|b| &b.principles).map(|p| p.name.as_str()).collect();
        for (name, beginnings) in table() {
            assert!(names.contains(name), "{name}");
            assert!(beginnings.len() >= 8 && beginnings.iter().all(|b| !b.text.is_empty()), "{name}");
        }
    }
}
