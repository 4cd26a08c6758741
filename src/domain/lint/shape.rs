//! The shape of a bank: ids, names, references, meanings, and how many questions a principle has.

use std::collections::{HashMap, HashSet};

use super::{Finding, Location, Notes, Rule, Severity, Standard};
use crate::domain::alike::similarity;
use crate::domain::bank::{Bank, Principle, Question};
use crate::domain::catalog::fold_name;
use crate::domain::level::{Level, Levels};

/// Below this similarity, 0 to 1, a text under an old id is taken for another question. A mended
/// sentence keeps most of its words; two questions of one principle rarely share a fifth of them.
const OTHER_MEANING: f64 = 0.2;

/// Looks at one bank; `explained` are the folded names of principles that another bank says the meaning of.
pub(super) fn look(notes: &mut Notes<'_>, explained: &HashSet<String>) {
    ids(notes);
    names(notes);
    references(notes);
    principles(notes, explained);
}

/// The folded names of the principles that `banks` say the meaning of.
pub(super) fn explained<'a>(banks: impl Iterator<Item = &'a Bank>) -> HashSet<String> {
    let principles = banks.flat_map(|bank| &bank.principles).filter(|p| !p.meaning.trim().is_empty());
    principles.map(|p| fold_name(&p.name)).collect()
}

/// Whether an id has the stable form: words of small letters a to z and digits, joined by hyphens.
fn well_formed(id: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.split('-').all(word)
}

fn ids(notes: &mut Notes<'_>) {
    let bank = notes.bank;
    let mut places = vec![(Location::Bank, &bank.id)];
    places.extend(bank.principles.iter().map(|p| (Location::Principle(p.id.clone()), &p.id)));
    places.extend(bank.questions.iter().map(|q| (Location::Question(q.id.clone()), &q.id)));
    for (place, id) in places {
        if !well_formed(id) {
            let words = format!(
                "the id “{id}” is not of the stable form; use small letters a to z, digits and single hyphens"
            );
            notes.note(place, Rule::Id, Severity::Error, words);
        }
    }
    let mut principles: HashMap<&str, usize> = HashMap::new();
    for principle in &bank.principles {
        *principles.entry(&principle.id).or_default() += 1;
    }
    for (id, _) in in_order(principles).into_iter().filter(|&(_, n)| n > 1) {
        let words = "its id stands at several principles of this bank; give each its own".to_owned();
        notes.note(Location::Principle(id.to_owned()), Rule::Id, Severity::Error, words);
    }
}

fn in_order(counts: HashMap<&str, usize>) -> Vec<(&str, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}

/// Finds ids that are taken twice: of questions anywhere, of banks among each other.
pub(super) fn ids_across(banks: &[Bank], others: &[&Bank], findings: &mut Vec<Finding>) {
    let mut questions: HashMap<&str, &str> = HashMap::new();
    for bank in others {
        questions.extend(bank.questions.iter().map(|q| (q.id.as_str(), bank.id.as_str())));
    }
    for (nth, bank) in banks.iter().enumerate() {
        let mut note = |place, words| {
            findings.push(Finding {
                nth,
                bank: bank.id.clone(),
                place,
                rule: Rule::Id,
                severity: Severity::Error,
                words,
            });
        };
        if banks[..nth].iter().any(|b| b.id == bank.id) {
            note(Location::Bank, format!("another bank has the id “{}”; give one of them another", bank.id));
        }
        for question in &bank.questions {
            match questions.get(question.id.as_str()) {
                Some(of) => note(
                    Location::Question(question.id.clone()),
                    format!("its id is taken by a question of the bank {of}; give it another"),
                ),
                None => {
                    questions.insert(&question.id, &bank.id);
                }
            }
        }
    }
}

/// Holds the questions of a bank to what their ids meant in its earlier version `old`.
pub(super) fn keeps_meaning(notes: &mut Notes<'_>, old: &Bank) {
    let bank = notes.bank;
    for before in &old.questions {
        match bank.questions.iter().find(|q| q.id == before.id) {
            Some(now) if similarity(&now.text, &before.text) < OTHER_MEANING => {
                let words = format!(
                    "its id stood for another question: “{}”; answers are stored under the id, so give the new question a new one",
                    before.text
                );
                notes.question(now, Rule::Id, Severity::Error, words);
            }
            _ => {}
        }
    }
}

fn names(notes: &mut Notes<'_>) {
    let bank = notes.bank;
    let mut taken: HashMap<String, &Principle> = HashMap::new();
    for principle in &bank.principles {
        for name in std::iter::once(&principle.name).chain(&principle.aka) {
            match taken.get(&fold_name(name)) {
                Some(first) if first.id != principle.id => {
                    let words = format!(
                        "its name “{name}” is a name of {} too; answers could not be told apart",
                        first.id
                    );
                    notes.note(
                        Location::Principle(principle.id.clone()),
                        Rule::Reference,
                        Severity::Error,
                        words,
                    );
                }
                Some(_) => {}
                None => {
                    taken.insert(fold_name(name), principle);
                }
            }
        }
    }
}

fn references(notes: &mut Notes<'_>) {
    let bank = notes.bank;
    for principle in &bank.principles {
        for other in principle.differs.keys().filter(|id| bank.principle(id).is_none()) {
            let words = format!(
                "it says how it differs from “{other}”, which the bank does not list; correct the id"
            );
            notes.note(Location::Principle(principle.id.clone()), Rule::Reference, Severity::Warning, words);
        }
    }
    for question in &bank.questions {
        for id in question.principles.iter().filter(|id| bank.principle(id).is_none()) {
            let words = format!(
                "it names the principle “{id}”, which the bank does not list; add it or correct the id"
            );
            notes.question(question, Rule::Reference, Severity::Error, words);
        }
        let old = |word: &&String| word.as_str() == Levels::OLD_SENIOR;
        if question.levels.words().iter().any(|word| old(&word)) {
            let words =
                "its level “senior” stood for two; say senior-individual, executive, or both".to_owned();
            notes.question(question, Rule::Reference, Severity::Warning, words);
        }
        let known = |word: &String| Level::from_id(word).is_some() || word == Levels::ANY;
        for level in question.levels.words().iter().filter(|word| !known(word) && !old(word)) {
            let known = Level::ALL.map(Level::id).join(", ");
            let words = format!("its level “{level}” is not one of {known}, or any; correct it");
            notes.question(question, Rule::Reference, Severity::Error, words);
        }
    }
}

/// Whether a principle is only listed so that questions may name it: another bank says what it means, or is taken to
/// where it only stands beside this bank's own.
fn only_named(bank: &Bank, principle: &Principle, explained: &HashSet<String>) -> bool {
    let first = |q: &Question| q.principles.first() == Some(&principle.id);
    principle.meaning.is_empty()
        && (explained.contains(&fold_name(&principle.name)) || !bank.questions.iter().any(first))
        && bank.questions_of(&principle.id).next().is_some()
}

fn principles(notes: &mut Notes<'_>, explained: &HashSet<String>) {
    let bank = notes.bank;
    let least = Standard::of(bank).questions;
    for principle in bank.principles.iter().filter(|p| !only_named(bank, p, explained)) {
        let place = || Location::Principle(principle.id.clone());
        if principle.meaning.trim().is_empty() {
            let words =
                "it has no meaning; say in one line of your own what an interviewer looks for".to_owned();
            notes.note(place(), Rule::Meaning, Severity::Warning, words);
        }
        let n = bank.questions_of(&principle.id).count();
        if n < least {
            let has = match n {
                0 => "no question asks about it".to_owned(),
                1 => "1 question asks about it".to_owned(),
                n => format!("{n} questions ask about it"),
            };
            let words = format!("{has}; write at least {least}, so that they do not come round at once");
            notes.note(place(), Rule::Thin, Severity::Warning, words);
        }
    }
    if bank.questions.is_empty() {
        notes.note(Location::Bank, Rule::Thin, Severity::Error, "it has no question; write one".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_form() {
        for sound in ["a", "dive-deep-01", "2-minutes"] {
            assert!(well_formed(sound), "{sound}");
        }
        for bad in ["", "Dive", "dive_deep", "dive--deep", "-dive", "dive-", "dive deep", "ü"] {
            assert!(!well_formed(bad), "{bad}");
        }
    }
}
