//! The lint of question banks: what a person who reads a bank aloud would mend, said so that they can.
//!
//! [`lint`] looks at one or several banks; nothing here reads a file. The rules and their limits are
//! described for people who write banks in `question_banks/README.md`.

mod alike;
mod asks;
mod gloss;
mod level;
mod shape;
mod spelling;
#[cfg(test)]
mod tests;
mod texts;

use std::fmt;

use strum::EnumCount;

use super::bank::{Bank, Question};

pub use super::alike::similarity;
pub use alike::{Pair, TOO_ALIKE};
pub use spelling::is_british_word;

/// How fast a question is read aloud, in words a minute; the pace of an unhurried speaker, which the
/// speaking time of stories is reckoned with too (design, section 3.4).
pub const WORDS_A_MINUTE: usize = 150;
/// What an interviewer can say before the first half of it is forgotten, in seconds.
pub const MOST_SECONDS: usize = 15;
/// The most words of a question or a probe: what fits into [`MOST_SECONDS`].
pub const MOST_WORDS: usize = WORDS_A_MINUTE * MOST_SECONDS / 60;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; a reason may speak for it.
    Warning,
    /// To be mended before anybody is asked from the bank.
    Error,
}

impl Severity {
    /// The word it is printed as.
    pub fn id(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount)]
pub enum Rule {
    /// Ids are well formed, taken once, and keep their meaning.
    Id,
    /// Names, levels and references fit together.
    Reference,
    /// A text begins and ends as a question or a prompt should.
    Form,
    /// One question a question.
    OneQuestion,
    /// It can be said in [`MOST_SECONDS`].
    Length,
    /// Enough probes, each of this question's own.
    Probes,
    /// No two questions ask for the same.
    Alike,
    /// British spelling.
    Spelling,
    /// Questions say which levels they suit, and say it honestly.
    Level,
    /// Plain wordings and translations are whole.
    Gloss,
    /// Every principle says what it means.
    Meaning,
    /// Every principle has enough questions.
    Thin,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Id,
        Self::Reference,
        Self::Form,
        Self::OneQuestion,
        Self::Length,
        Self::Probes,
        Self::Alike,
        Self::Spelling,
        Self::Level,
        Self::Gloss,
        Self::Meaning,
        Self::Thin,
    ];

    /// The word it is printed as.
    pub fn id(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Reference => "reference",
            Self::Form => "form",
            Self::OneQuestion => "one-question",
            Self::Length => "length",
            Self::Probes => "probes",
            Self::Alike => "alike",
            Self::Spelling => "spelling",
            Self::Level => "level",
            Self::Gloss => "gloss",
            Self::Meaning => "meaning",
            Self::Thin => "thin",
        }
    }
}

/// Where in a bank a finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// The bank as a whole.
    Bank,
    /// The principle with this id.
    Principle(String),
    /// The question with this id.
    Question(String),
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bank => f.write_str("bank"),
            Self::Principle(id) => write!(f, "principle {id}"),
            Self::Question(id) => write!(f, "question {id}"),
        }
    }
}

/// A finding: one thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which of the banks that were linted, counted from 0.
    pub nth: usize,
    /// That bank's id.
    pub bank: String,
    /// Where in that bank it stands.
    pub place: Location,
    /// The rule that was broken.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong and what to do, in a sentence without the place.
    pub words: String,
}

/// What the lint found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// By bank, and in it in the order of the rules.
    pub findings: Vec<Finding>,
    /// The two questions that are most alike, if there are two.
    pub highest: Option<Pair>,
}

impl Report {
    /// How many findings weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }
}

/// How much a bank must hold, by the framework it says it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The least questions of a principle.
    pub questions: usize,
    /// The least probes of a question.
    pub probes: usize,
}

impl Standard {
    /// For any bank: the draw leaves out a principle's last three questions, so with four there is
    /// always another one; and a single probe is soon known by heart.
    pub const ANY: Self = Self { questions: 4, probes: 2 };

    /// The standard `bank` is held to. The frameworks that come with the program promise more.
    pub fn of(bank: &Bank) -> Self {
        match bank.framework.as_deref() {
            Some("amazon") => Self { questions: 20, probes: 3 },
            Some("general") => Self { questions: 12, probes: 2 },
            Some("civil-service") => Self { questions: 10, probes: 2 },
            _ => Self::ANY,
        }
    }
}

/// Gathers the findings of one bank.
struct Notes<'a> {
    nth: usize,
    bank: &'a Bank,
    findings: &'a mut Vec<Finding>,
}

impl Notes<'_> {
    fn note(&mut self, place: Location, rule: Rule, severity: Severity, words: String) {
        self.findings.push(Finding {
            nth: self.nth,
            bank: self.bank.id.clone(),
            place,
            rule,
            severity,
            words,
        });
    }

    fn question(&mut self, question: &Question, rule: Rule, severity: Severity, words: String) {
        self.note(Location::Question(question.id.clone()), rule, severity, words);
    }
}

/// Looks at `banks`, each alone and all together. `against` are banks that are taken as given: what
/// repeats them is found, they themselves are not looked at. One that has the id of a linted bank is
/// taken for its earlier version: then the ids that both have must still mean the same.
pub fn lint(banks: &[Bank], against: &[Bank]) -> Report {
    let mut report = Report::default();
    let explained = shape::explained(banks.iter().chain(against));
    for (nth, bank) in banks.iter().enumerate() {
        let mut notes = Notes { nth, bank, findings: &mut report.findings };
        shape::look(&mut notes, &explained);
        texts::look(&mut notes);
        spelling::look(&mut notes);
        level::look(&mut notes);
    }
    let others: Vec<&Bank> = against.iter().filter(|old| banks.iter().all(|b| b.id != old.id)).collect();
    for (nth, bank) in banks.iter().enumerate() {
        let mut notes = Notes { nth, bank, findings: &mut report.findings };
        if let Some(old) = against.iter().find(|old| old.id == bank.id) {
            shape::keeps_meaning(&mut notes, old);
        }
    }
    shape::ids_across(banks, &others, &mut report.findings);
    gloss::look(banks, &others, &mut report.findings);
    texts::probes_across(banks, &others, &mut report.findings);
    report.highest = alike::look(banks, &others, &mut report.findings);
    report.findings.sort_by_key(|f| (f.nth, f.rule));
    report
}
