//! Near-duplicates: which questions ask for the same story in other words.

use std::collections::{HashMap, HashSet};

use super::words::content;
use super::{Finding, Location, Rule, Severity};
use crate::domain::bank::{Bank, Question};

/// From this similarity on, 0 to 1, two questions count as one. Rewordings that change the frame or
/// the grammar ("Describe a situation where you disagreed with a manager" for "Tell me about a time you
/// disagreed with your manager") lie above 0.6, and questions on one theme that ask for different
/// stories below 0.45; the tests hold examples of both.
pub const TOO_ALIKE: f64 = 0.5;

/// Two questions and how alike they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// 0 (nothing in common) to 1 (the same words carry the meaning).
    pub similarity: f64,
    /// The bank and the question that come first.
    pub a: (String, String),
    /// The bank and the question that come later.
    pub b: (String, String),
}

/// A question reduced to what is compared: its stems and the runs of four letters in them, each as
/// sorted numbers.
struct Reduced {
    stems: Vec<u32>,
    runs: Vec<u32>,
}

#[derive(Default)]
struct Reducer {
    numbers: HashMap<String, u32>,
}

impl Reducer {
    fn number(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(text).or_insert(next)
    }

    fn reduce(&mut self, text: &str) -> Reduced {
        let stems = content(text);
        let letters: Vec<char> = stems.join(" ").chars().collect();
        let runs = letters.windows(4.min(letters.len().max(1))).map(|w| w.iter().collect::<String>());
        let runs = runs.map(|run| self.number(format!("~{run}"))).collect();
        let stems = stems.into_iter().map(|stem| self.number(stem)).collect();
        Reduced { stems: sorted(stems), runs: sorted(runs) }
    }
}

fn sorted(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// What two sorted lists share, of all that is in either (P. Jaccard, 1901); 0 for two empty ones.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let either = a.len() + b.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// The mean of what the stems and what the runs of letters share: stems see through word order, runs
/// through endings that the stemmer missed.
fn alike(a: &Reduced, b: &Reduced) -> f64 {
    f64::midpoint(jaccard(&a.stems, &b.stems), jaccard(&a.runs, &b.runs))
}

/// How alike two texts are, 0 to 1, whatever their order.
pub fn similarity(a: &str, b: &str) -> f64 {
    let mut reducer = Reducer::default();
    let (a, b) = (reducer.reduce(a), reducer.reduce(b));
    alike(&a, &b)
}

/// Compares every question of `banks` with every other, and with those of `others`; the pair that is
/// most alike.
pub(super) fn look(banks: &[Bank], others: &[&Bank], findings: &mut Vec<Finding>) -> Option<Pair> {
    let mut reducer = Reducer::default();
    let mut all: Vec<(&Bank, &Question, Reduced)> = Vec::new();
    let linted: usize = banks.iter().map(|b| b.questions.len()).sum();
    for bank in banks.iter().chain(others.iter().copied()) {
        for question in &bank.questions {
            all.push((bank, question, reducer.reduce(&question.text)));
        }
    }
    let mut highest: Option<(f64, usize, usize)> = None;
    let mut told: HashSet<usize> = HashSet::new();
    for i in 0..linted {
        for j in i + 1..all.len() {
            let similarity = alike(&all[i].2, &all[j].2);
            if highest.is_none_or(|(most, _, _)| similarity > most) {
                highest = Some((similarity, i, j));
            }
            if similarity >= TOO_ALIKE {
                // Told at the later of two linted ones: the earlier was there first.
                let (at, twin) = if j < linted { (j, i) } else { (i, j) };
                if told.insert(at) {
                    let (bank, question, _) = &all[at];
                    let (twin_bank, twin, _) = &all[twin];
                    findings.push(Finding {
                        nth: banks.iter().position(|b| std::ptr::eq(b, *bank)).unwrap_or(0),
                        bank: bank.id.clone(),
                        place: Location::Question(question.id.clone()),
                        rule: Rule::Alike,
                        severity: Severity::Error,
                        words: format!(
                            "it asks for nearly the same as {} of the bank {} ({similarity:.2} alike; {TOO_ALIKE} is too much): “{}”; ask for another story, or take one away",
                            twin.id, twin_bank.id, twin.text
                        ),
                    });
                }
            }
        }
    }
    let name = |k: usize| (all[k].0.id.clone(), all[k].1.id.clone());
    highest.map(|(similarity, i, j)| Pair { similarity, a: name(i), b: name(j) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rewordings_are_too_alike() {
        for (a, b) in [
            (
                "Tell me about a time you disagreed with your manager.",
                "Describe a situation where you disagreed with a manager. What happened?",
            ),
            ("When did a number surprise you?", "Give me an example of a surprising number."),
            (
                "Tell me about a deadline you missed. What did you do?",
                "Describe a time when you were missing a deadline.",
            ),
            (
                "How did you win back a customer who had decided to leave?",
                "Tell me about winning back a customer who decided they would leave.",
            ),
        ] {
            let similarity = similarity(a, b);
            assert!(similarity > 0.6, "{similarity:.2}: {a} {b}");
        }
    }

    #[test]
    fn one_theme_is_not_one_question() {
        for (a, b) in [
            (
                "Tell me about a deadline you missed because you said yes too often.",
                "Tell me about a deadline you moved, and how you told the customer.",
            ),
            (
                "When did you disagree with your manager in front of the team?",
                "When did your manager change a decision because of a figure you brought?",
            ),
            ("Tell me about your worst hire.", "Tell me about the hire you had to argue longest for."),
        ] {
            let similarity = similarity(a, b);
            assert!(similarity < 0.45, "{similarity:.2}: {a} {b}");
        }
    }

    proptest! {
        #[test]
        fn similarity_is_a_share_and_has_no_direction(a in "[a-z ?]{0,60}", b in "[a-z ?]{0,60}") {
            let one = similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&one));
            prop_assert!((one - similarity(&b, &a)).abs() < 1e-12);
        }

        #[test]
        fn a_text_is_wholly_like_itself(a in "[a-z]{1,9}( [a-z]{1,9}){0,9}") {
            prop_assert!((similarity(&a, &a) - 1.0).abs() < 1e-12);
        }
    }
}
