//! Near-duplicates: which questions ask for the same story in other words.

use std::collections::HashSet;

use super::{Finding, Location, Rule, Severity};
use crate::domain::alike::{Reduced, Reducer, alike};
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
