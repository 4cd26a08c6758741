//! Whether the plain wordings of a bank are whole, and plain.

use std::collections::HashSet;

use super::{Finding, Location, Rule, Severity};
use crate::domain::bank::Bank;

/// The most words of a plain wording: what is said in [`super::MOST_SECONDS`] is long already, and this is for whom it
/// was too much.
const MOST_PLAIN: usize = 24;

/// Looks at the wordings of each of `banks`; they may be of questions that stand in any of these or of `others`.
pub(super) fn look(banks: &[Bank], others: &[&Bank], findings: &mut Vec<Finding>) {
    let all = banks.iter().chain(others.iter().copied());
    let known: HashSet<&str> = all.flat_map(|bank| &bank.questions).map(|q| q.id.as_str()).collect();
    for (nth, bank) in banks.iter().enumerate() {
        let mut note = |place, severity, words| {
            findings.push(Finding { nth, bank: bank.id.clone(), place, rule: Rule::Gloss, severity, words });
        };
        for (language, wordings) in &bank.gloss {
            for (id, text) in wordings {
                let place = || Location::Question(id.clone());
                if !known.contains(id.as_str()) {
                    let words = format!(
                        "a wording in “{language}” stands for it, and no bank has it; correct the id"
                    );
                    note(place(), Severity::Error, words);
                }
                if text.trim().is_empty() {
                    note(
                        place(),
                        Severity::Error,
                        format!("its wording in “{language}” is empty; write it or take it out"),
                    );
                }
                let said = bank.question(id).filter(|_| *language == bank.language());
                if said.is_some_and(|question| question.text.trim() == text.trim()) {
                    note(
                        place(),
                        Severity::Warning,
                        "its plain wording is the question itself; say it more simply".to_owned(),
                    );
                }
                let n = text.split_whitespace().count();
                if said.is_some() && n > MOST_PLAIN {
                    let words = format!(
                        "its plain wording has {n} words; {MOST_PLAIN} are the most that is still plain"
                    );
                    note(place(), Severity::Warning, words);
                }
            }
            // A bank that words some of its questions words all of them; one of other banks' questions is a translation.
            let own = bank.questions.iter().filter(|question| !bank.is_to_ask(question));
            let (with, without): (Vec<_>, Vec<_>) =
                own.partition(|question| wordings.contains_key(&question.id));
            for question in without.iter().filter(|_| !with.is_empty()) {
                let words = format!(
                    "other questions of the bank have a wording in “{language}”, and it has none; write one"
                );
                note(Location::Question(question.id.clone()), Severity::Warning, words);
            }
        }
    }
}
