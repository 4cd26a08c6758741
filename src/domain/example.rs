//! What an answer can sound like: whole answers with a weaker twin, and a section that is a 2 beside one that is a 4.
//!
//! Shown only after the person's own answer to the same question is scored: who reads first rehearses somebody else's
//! story.

use super::rubric::Scores;
use super::star::{PerSection, Section};

/// A note on exact words of an answer: what they moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginNote {
    /// The words, as they stand once in the answer.
    pub on: String,
    /// What they moved, in a sentence.
    pub says: String,
}

/// An answer as it was spoken.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// Its sections.
    pub sections: PerSection<String>,
    /// Notes on it, in the order of its words.
    pub notes: Vec<MarginNote>,
    /// What it would be scored, by the current rubric.
    pub scores: Scores,
}

impl Spoken {
    /// The section's words in pieces, each with the number of the note that is on its last words, counted from 1.
    pub fn marked(&self, section: Section) -> Vec<(&str, Option<usize>)> {
        let text = self.sections[section].as_str();
        let ends = self
            .notes
            .iter()
            .enumerate()
            .filter_map(|(at, note)| text.find(&note.on).map(|from| (from + note.on.len(), at + 1)));
        let mut ends: Vec<(usize, usize)> = ends.collect();
        ends.sort_unstable();
        let mut from = 0;
        let mut pieces = Vec::new();
        for (end, number) in ends {
            pieces.push((&text[from..end.max(from)], Some(number)));
            from = end.max(from);
        }
        pieces.push((&text[from..], None));
        pieces
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.sections.0.iter().map(|text| text.split_whitespace().count()).sum()
    }
}

/// A whole answer and its weaker twin: the same story as most people tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeAnswer {
    /// The id of the question.
    pub question: String,
    /// The answer.
    pub strong: Spoken,
    /// The twin.
    pub weak: Spoken,
}

/// A sentence or two that are a 2, and as a 4, of one section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// As a 2.
    pub two: String,
    /// As a 4.
    pub four: String,
    /// What moved it.
    pub says: String,
}

/// The sections of one answer, each as a 2 and as a 4.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionPairs {
    /// The id of the question.
    pub question: String,
    /// The principle it is asked under.
    pub principle: String,
    /// The pairs.
    pub sections: PerSection<Pair>,
}

/// All examples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examples {
    /// Whole answers.
    pub answers: Vec<WholeAnswer>,
    /// Section by section.
    pub pairs: Vec<SectionPairs>,
}

impl Examples {
    /// The whole answer to the question with this id.
    pub fn whole(&self, question: &str) -> Option<&WholeAnswer> {
        self.answers.iter().find(|whole| whole.question == question)
    }

    /// The pairs for the question with this id, else for another of the same principle.
    pub fn pairs(&self, question: Option<&str>, principle: &str) -> Option<&SectionPairs> {
        let own = self.pairs.iter().find(|pairs| Some(pairs.question.as_str()) == question);
        own.or_else(|| self.pairs.iter().find(|pairs| pairs.principle == principle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_numbered_where_their_words_end() {
        let note = |on: &str| MarginNote { on: on.to_owned(), says: String::new() };
        let spoken = Spoken {
            sections: PerSection(["A b c d".to_owned(), String::new(), "e f".to_owned(), String::new()]),
            notes: vec![note("b c"), note("e"), note("A b")],
            scores: Scores::default(),
        };
        assert_eq!(spoken.marked(Section::Situation), [("A b", Some(3)), (" c", Some(1)), (" d", None)]);
        assert_eq!(spoken.marked(Section::Task), [("", None)]);
        assert_eq!(spoken.marked(Section::Action), [("e", Some(2)), (" f", None)]);
        assert_eq!(spoken.words(), 6);
    }
}
