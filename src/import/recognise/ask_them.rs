//! Questions that the candidate will put to the interviewer: below a heading for them, and wherever the model reads one.

use crate::import::draft::FoundText;

use super::context::Context;
use super::language::{self, Opener};
use super::meaning::{Label, Reading, Sentence};
use super::questions::UnitMargins;
use super::text::{
    begins_with_any, has_question_mark, squeeze, strip_number, trim_marks, unquote, word_count,
};
use super::units::Unit;

/// How far the label may stand below the others where a line asks in form, and where it reads as a question as well.
/// Chosen on hands that were not learned from.
const ASKING: i32 = -30;
const LIKELIER: i32 = -36;

/// A longer text is more than a question.
const MOST_WORDS: usize = 60;

/// What a document is read by.
pub struct AskThem<'a> {
    /// Its units.
    pub units: &'a [Unit],
    /// Where each of them stands.
    pub contexts: &'a [Context],
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// How they are read.
    pub readings: &'a [Reading],
}

/// Whether a text asks by its form, told or put: "who signs?", "whether they rotate".
fn asks(text: &str) -> bool {
    #[rustfmt::skip]
    const TOLD: &[&str] = &["whether", "if ", "how ", "what ", "who ", "why ", "where ", "when ", "which ", "ob ", "wie ", "wer ", "was ", "si ", "se ", "quién ", "qué ", "pourquoi ", "comment ", "qui "];
    // "what to do when a vehicle is late" is to be known; with a question mark it is asked.
    const KNOWN: &[&str] = &["what to ", "how to ", "when to ", "where to ", "who to ", "wie man "];
    let low = super::text::lower(text);
    let opens = matches!(language::opener(text), Some(Opener::Word | Opener::Verb | Opener::Telling))
        || begins_with_any(&low, TOLD);
    has_question_mark(text) || opens && !begins_with_any(&low, KNOWN)
}

impl AskThem<'_> {
    /// Whether a unit as a whole is such a question.
    pub fn whole(&self, unit: &Unit, said: &UnitMargins) -> bool {
        if said.sentences.clone().any(|at| self.readings[at].is_unread()) {
            return false;
        }
        let alone = said.sentences.len() == 1;
        let read = said.ask_them > if asks(trim_marks(strip_number(&unit.text))) { ASKING } else { 0 };
        let likelier = said.ask_them > said.question && said.ask_them > LIKELIER && unit.mark;
        (read && (alone || unit.is_item() || unit.mark) || likelier)
            && !unit.is_heading()
            && !begins_with_any(&unit.low, &["note to self"])
    }

    /// Takes a unit that is one, or one below a heading for them: a question, or a note of the answer. Whether it did.
    pub fn take(
        &self,
        n: usize,
        surely: bool,
        found: &mut Vec<(usize, FoundText)>,
        notes: &mut Vec<FoundText>,
    ) -> bool {
        let unit = &self.units[n];
        if !surely && !unit.mark && (self.contexts[n].heads || unit.is_heading()) {
            return false;
        }
        let text = squeeze(unquote(trim_marks(strip_number(&unit.text))));
        let asks = asks(&text);
        let words = word_count(&text);
        let deeper = found.last().is_some_and(|(at, _)| unit.depth > self.units[*at].depth && n > *at);
        let answers = deeper && !has_question_mark(&text);
        if words < 2 {
            return false;
        }
        if (asks && !answers || surely) && words <= MOST_WORDS {
            found.push((n, FoundText { text, line: unit.line }));
            return true;
        }
        let noted = deeper || !asks && !found.is_empty() && unit.is_item();
        if noted {
            notes.push(FoundText { text, line: unit.line });
        }
        noted
    }

    /// Takes the sentences of a paragraph that say what will be asked.
    pub fn within(&self, n: usize, said: &UnitMargins, found: &mut Vec<(usize, FoundText)>) {
        if said.sentences.len() < 2 || said.ask_them <= 0 || self.units[n].is_heading() {
            return;
        }
        for at in said.sentences.clone().filter(|&at| self.readings[at].margin(Label::AskThem) > 0) {
            let text = squeeze(unquote(trim_marks(strip_number(&self.sentences[at].text))));
            if (3..=MOST_WORDS).contains(&word_count(&text)) {
                found.push((n, FoundText { text, line: self.units[n].line }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn what_is_to_be_known_asks_only_with_a_question_mark() {
        for (text, wanted) in [
            ("whether they rotate people between benches", true),
            ("who signs when the manager is away", true),
            ("What to expect in the first ninety days?", true),
            ("what to do when a vehicle is late", false),
            ("the shift log", false),
        ] {
            assert_eq!(asks(text), wanted, "{text}");
        }
    }
}
