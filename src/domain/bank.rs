//! Banks: the questions of one framework, role or import, and the principles they ask about.

use std::collections::{BTreeMap, HashSet};

use strum::EnumCount;

use super::level::Levels;

/// The principle of imported questions that were asked in the person's own interview and that none was
/// found for. They are the likeliest to be asked again, so the draw asks them first ([`super::draw`]).
pub const ASKED_IN_OWN: &str = "Asked in your interview";
/// The principle of other imported questions that none was found for.
pub const UNSORTED: &str = "Unsorted";

/// The kind of evidence a question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Evidence {
    /// Something that went well.
    Success,
    /// Something that went wrong.
    Failure,
    /// A disagreement.
    Conflict,
    /// A figure.
    Number,
}

impl Evidence {
    /// All four.
    pub const ALL: [Self; Self::COUNT] = [Self::Success, Self::Failure, Self::Conflict, Self::Number];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Conflict => "conflict",
            Self::Number => "number",
        }
    }

    /// The kind stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.id() == id)
    }
}

/// Who puts the questions of a principle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum AskedBy {
    /// The interviewer, of the person.
    #[default]
    Interviewer,
    /// The person, of the interviewer. Such questions are never drawn.
    Candidate,
}

impl AskedBy {
    /// Both.
    pub const ALL: [Self; Self::COUNT] = [Self::Interviewer, Self::Candidate];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Interviewer => "interviewer",
            Self::Candidate => "candidate",
        }
    }

    /// The side stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.id() == id)
    }
}

/// A named competency that an interviewer assesses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Principle {
    /// Its id within the bank, such as `dive-deep`.
    pub id: String,
    /// Its name, such as "Dive Deep".
    pub name: String,
    /// Other names it is known by.
    pub aka: Vec<String>,
    /// What it means, in a line.
    pub meaning: String,
    /// What an interviewer listens for.
    pub signs: Vec<String>,
    /// Common ways to miss it.
    pub misses: Vec<String>,
    /// How it differs from the principles it is mistaken for, by their ids.
    pub differs: BTreeMap<String, String>,
    /// Who puts its questions.
    pub asked_by: AskedBy,
}

/// A question with its follow-ups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Its id, unique among all banks; it never changes its meaning.
    pub id: String,
    /// The ids of the principles it asks about, the main one first.
    pub principles: Vec<String>,
    /// The words of the question.
    pub text: String,
    /// Follow-ups made for this question.
    pub probes: Vec<String>,
    /// What a good answer touches: shown while it is scored, not while it is given.
    pub checklist: Vec<String>,
    /// The levels it suits.
    pub levels: Levels,
    /// The kind of evidence it wants, if that is said.
    pub evidence: Option<Evidence>,
    /// The round it belongs in, in words ("recruiter"), if that is said.
    pub round: Option<String>,
    /// Whether the person never wants to be asked it. Not part of the file: an overlay says so.
    pub hidden: bool,
}

/// The questions of one framework, role or import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    /// Its id, which is also the stem of its file's name.
    pub id: String,
    /// The title shown.
    pub title: String,
    /// The framework its principles belong to, if they are one.
    pub framework: Option<String>,
    /// The language of its questions, such as `de`; `None` where it does not say.
    pub language: Option<String>,
    /// Questions in other words, by language and then by the question's id: in the bank's own language the
    /// question in plain words, in another a translation. The ids may be of other banks' questions.
    pub gloss: BTreeMap<String, BTreeMap<String, String>>,
    /// Its principles, in the framework's order.
    pub principles: Vec<Principle>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Whether it asks nothing until the person switches it on. Not part of the file: the program
    /// says so of banks it only offers.
    pub optional: bool,
}

/// Something in a bank that does not hold together. Worded for the person who wrote the bank.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BankFault {
    /// An id or a text that must be there is empty.
    #[error("{place} has no {what}; give it one")]
    Missing {
        /// Where, such as `questions[3]`.
        place: String,
        /// What is missing.
        what: &'static str,
    },
    /// The same id twice.
    #[error("{place} has the id “{id}”, which is already taken; give it another")]
    Repeated {
        /// Where the second one stands.
        place: String,
        /// The id.
        id: String,
    },
    /// A question names a principle that the bank does not list.
    #[error("{place} names the principle “{id}”, which the bank does not list; add it or correct the name")]
    UnknownPrinciple {
        /// Where.
        place: String,
        /// The id that is not listed.
        id: String,
    },
}

impl Bank {
    /// What a question's round says where anybody may ask it ([`Question::round`]).
    pub const ANY_ROUND: &str = "any";
    /// The language of a bank that does not name one.
    pub const USUAL_LANGUAGE: &str = "en";

    /// The language of its questions.
    pub fn language(&self) -> &str {
        self.language.as_deref().unwrap_or(Self::USUAL_LANGUAGE)
    }

    /// The id of a bank that is written in the window, and of a principle in it, from 32 bits of chance.
    pub fn own_id(what: &str, chance: u32) -> String {
        format!("{what}-{chance:08x}")
    }

    /// Without what says nothing: principles without a name, blank lines in their lists. A principle that a question
    /// asks about, of the bank's own or `added` to it, stays, under its number until it has a name.
    #[must_use]
    pub fn tidied(&self, added: &[Question]) -> Self {
        let mut tidy = self.clone();
        self.title.trim().clone_into(&mut tidy.title);
        let asked: HashSet<&String> =
            self.questions.iter().chain(added).flat_map(|q| &q.principles).collect();
        for (number, principle) in (1..).zip(&mut tidy.principles) {
            if principle.name.trim().is_empty() && asked.contains(&principle.id) {
                principle.name = format!("Principle {number}");
            }
        }
        tidy.principles.retain(|principle| !principle.name.trim().is_empty());
        for principle in &mut tidy.principles {
            principle.name = principle.name.split_whitespace().collect::<Vec<_>>().join(" ");
            principle.meaning = principle.meaning.trim().to_owned();
            for list in [&mut principle.aka, &mut principle.signs, &mut principle.misses] {
                for line in list.iter_mut() {
                    *line = line.trim().to_owned();
                }
                list.retain(|line| !line.is_empty());
            }
        }
        tidy
    }

    /// Whether nothing was written into it yet.
    pub fn says_nothing(&self) -> bool {
        let tidy = self.tidied(&[]);
        tidy.title.is_empty() && tidy.principles.is_empty() && tidy.questions.is_empty()
    }

    /// Looks for faults that would make the bank unusable: empty or repeated ids, empty texts,
    /// questions of principles that are not listed.
    ///
    /// # Errors
    /// The first fault, in the order of the file.
    pub fn check(&self) -> Result<(), BankFault> {
        let missing = |place: String, what| Err(BankFault::Missing { place, what });
        if self.id.trim().is_empty() {
            return missing("the bank".to_owned(), "id");
        }
        let mut ids = HashSet::new();
        for (i, principle) in self.principles.iter().enumerate() {
            let place = format!("principles[{i}]");
            if principle.id.trim().is_empty() {
                return missing(place, "id");
            }
            if principle.name.trim().is_empty() {
                return missing(place, "name");
            }
            if !ids.insert(principle.id.as_str()) {
                return Err(BankFault::Repeated { place, id: principle.id.clone() });
            }
        }
        let mut question_ids = HashSet::new();
        for (i, question) in self.questions.iter().enumerate() {
            let place = format!("questions[{i}]");
            if question.id.trim().is_empty() {
                return missing(place, "id");
            }
            if question.text.trim().is_empty() {
                return missing(place, "text");
            }
            if question.principles.is_empty() {
                return missing(place, "principle");
            }
            if !question_ids.insert(question.id.as_str()) {
                return Err(BankFault::Repeated { place, id: question.id.clone() });
            }
            if let Some(id) = question.principles.iter().find(|id| !ids.contains(id.as_str())) {
                return Err(BankFault::UnknownPrinciple { place, id: id.clone() });
            }
        }
        Ok(())
    }

    /// The principle with this id.
    pub fn principle(&self, id: &str) -> Option<&Principle> {
        self.principles.iter().find(|p| p.id == id)
    }

    /// Whether this question may be drawn: the interviewer puts it, and the person did not hide it.
    pub fn is_drawn(&self, question: &Question) -> bool {
        !question.hidden && !self.is_to_ask(question)
    }

    /// Whether the person puts this question to the interviewer, as the principle it names first says.
    pub fn is_to_ask(&self, question: &Question) -> bool {
        let main = question.principles.first().and_then(|id| self.principle(id));
        main.is_some_and(|p| p.asked_by == AskedBy::Candidate)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|q| q.id == id)
    }

    /// The questions that ask about the principle with this id.
    pub fn questions_of<'a>(&'a self, principle: &'a str) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().filter(move |q| q.principles.iter().any(|p| p == principle))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn bank() -> Bank {
        Bank {
            id: "mine".to_owned(),
            title: "Mine".to_owned(),
            principles: vec![Principle {
                id: "calm".to_owned(),
                name: "Calm".to_owned(),
                ..Principle::default()
            }],
            questions: vec![Question {
                id: "calm-01".to_owned(),
                principles: vec!["calm".to_owned()],
                text: "When were you calm?".to_owned(),
                ..Question::default()
            }],
            ..Bank::default()
        }
    }

    #[test]
    fn a_sound_bank_passes() {
        assert_eq!(bank().check(), Ok(()));
    }

    #[test]
    fn faults_name_their_place() {
        let mut twice = bank();
        twice.questions.push(twice.questions[0].clone());
        assert_eq!(
            twice.check().unwrap_err().to_string(),
            "questions[1] has the id “calm-01”, which is already taken; give it another"
        );
        let mut stray = bank();
        stray.questions[0].principles = vec!["haste".to_owned()];
        assert!(matches!(stray.check(), Err(BankFault::UnknownPrinciple { .. })));
        let mut silent = bank();
        silent.questions[0].text = "  ".to_owned();
        assert!(matches!(silent.check(), Err(BankFault::Missing { what: "text", .. })));
    }

    #[test]
    fn a_principle_that_is_asked_about_stays_though_it_lost_its_name() {
        let mut bank = bank();
        bank.principles[0].name.clear();
        bank.principles.push(Principle { id: "kept".to_owned(), ..Principle::default() });
        bank.principles.push(Principle { id: "said-nothing".to_owned(), ..Principle::default() });
        let added = Question { principles: vec!["kept".to_owned()], ..bank.questions[0].clone() };
        let tidy = bank.tidied(&[added]);
        assert_eq!(tidy.check(), Ok(()));
        let names: Vec<&str> = tidy.principles.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["Principle 1", "Principle 2"]);
    }
}
