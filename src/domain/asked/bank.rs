//! The bank of what was really asked: questions that no other bank has, under the principles that the person named.

use super::super::bank::{ASKED_IN_OWN, Bank, Principle, Question};

/// The title of the bank.
pub const TITLE: &str = "Really asked";
/// What its id begins with; a number of chance follows.
pub const PREFIX: &str = "asked";

/// Whether a bank is the one of what was really asked.
pub fn is_it(bank: &Bank) -> bool {
    bank.id.strip_prefix(PREFIX).is_some_and(|rest| rest.starts_with('-')) && bank.title == TITLE
}

/// The bank with the question `text` under this principle, and the question's id. One of the same words is not added
/// again. `chance` makes the ids.
pub fn with_question(
    mut bank: Bank,
    text: &str,
    principle: Option<&str>,
    mut chance: impl FnMut() -> u32,
) -> (Bank, String) {
    if bank.id.is_empty() {
        (bank.id, bank.title) = (Bank::own_id(PREFIX, chance()), TITLE.to_owned());
    }
    if let Some(known) = bank.questions.iter().find(|question| question.text == text) {
        let id = known.id.clone();
        return (bank, id);
    }
    let name = principle.unwrap_or(ASKED_IN_OWN);
    let known = bank.principles.iter().find(|known| known.name == name).map(|known| known.id.clone());
    let principle = known.unwrap_or_else(|| {
        let id = Bank::own_id("principle", chance());
        bank.principles.push(Principle { id: id.clone(), name: name.to_owned(), ..Principle::default() });
        id
    });
    let id = Bank::own_id(PREFIX, chance());
    let question = Question {
        id: id.clone(),
        principles: vec![principle],
        text: text.to_owned(),
        ..Question::default()
    };
    bank.questions.push(question);
    (bank, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_added_once_under_its_principle() {
        let mut number = 0;
        let mut chance = || {
            number += 1;
            number
        };
        let (bank, first) = with_question(Bank::default(), "Why us?", None, &mut chance);
        let (bank, second) = with_question(bank, "When did you err?", Some("Earn Trust"), &mut chance);
        let (bank, again) = with_question(bank, "Why us?", None, &mut chance);
        assert!(is_it(&bank) && first == again && first != second);
        assert_eq!(bank.questions.len(), 2);
        let names: Vec<&str> = bank.principles.iter().map(|principle| principle.name.as_str()).collect();
        assert_eq!(names, [ASKED_IN_OWN, "Earn Trust"]);
    }
}
