//! Whether questions say which levels they suit, and say it honestly.

use super::{Notes, Rule, Severity};
use crate::domain::level::Level;

/// Words that only somebody whom people report to can answer to. Each was read in the banks that come with the program.
const POWER: &[&str] = &[
    "people you managed",
    "people you lead",
    "people you led",
    "your direct reports",
    "reported to you",
    "reports to you",
    "reporting to you",
    "someone you managed",
    "somebody you managed",
    "a team you managed",
    "you managed a team",
    "who worked for you",
    "working for you",
    "your organisation's budget",
    "you had to dismiss",
    "you dismissed someone",
    "you dismissed somebody",
    "you let someone go",
    "let somebody go",
    "you hired",
    "your last hire",
    "you promoted",
    "had to make redundant",
    "your board",
];

pub(super) fn look(notes: &mut Notes<'_>) {
    let bank = notes.bank;
    let asked = || bank.questions.iter().filter(|question| !bank.is_to_ask(question));
    let says = asked().any(|question| question.levels.says_something());
    for question in asked() {
        if says && question.levels.is_unsaid() {
            let words =
                "others of this bank say which levels they suit and it does not; name them, or say any";
            notes.question(question, Rule::Level, Severity::Warning, words.to_owned());
        }
        let low = question.text.to_lowercase();
        let power = POWER.iter().find(|words| low.contains(**words));
        let powerless =
            [Level::Early, Level::Individual].into_iter().find(|level| question.levels.suits(*level));
        if let (Some(words), Some(level)) = (power, powerless) {
            let words = format!(
                "“{words}” asks somebody whom people report to, and it suits the level {}; name the levels that can answer",
                level.id()
            );
            notes.question(question, Rule::Level, Severity::Warning, words);
        }
    }
}
