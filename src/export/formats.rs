//! The table of everything that can be taken away: what it is called, and how it is made.
//!
//! The command line and the window both go by this table; a new format is one more row.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::domain::attempt::Attempt;
use crate::domain::bank::Bank;
use crate::domain::catalog::{BankQuestion, Catalog};
use crate::domain::profile::Profile;
use crate::domain::story::Story;

use super::{anki, bank, csv, json, stories};

/// What exports are made from: shared, so that a thread of its own can have it at no cost.
#[derive(Clone, Debug)]
pub struct Given {
    /// The attempts, sorted by time.
    pub attempts: Arc<Vec<Attempt>>,
    /// The stories.
    pub stories: Vec<Story>,
    /// The banks as the person edited them.
    pub catalog: Arc<Catalog>,
    /// The ids of the banks that come with the program.
    pub built_in: BTreeSet<String>,
    /// What the person set.
    pub profile: Profile,
    /// The moment it is made for.
    pub made: DateTime<FixedOffset>,
}

/// Which part of it is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The bank with this id.
    pub bank: Option<String>,
    /// These principles, by name, another known name or id; none means all.
    pub principles: Vec<String>,
}

/// Whether a format is made from one bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByBank {
    /// It has nothing to do with banks.
    No,
    /// One bank or all that are on.
    May,
    /// One bank, which must be named.
    Must,
}

/// Why something was not made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A bank must be named.
    #[error("say which bank: {}", .known.join(", "))]
    WhichBank {
        /// The ids there are.
        known: Vec<String>,
    },
    /// There is no such bank.
    #[error("there is no bank “{id}”; the banks are {}", .known.join(", "))]
    NoBank {
        /// The id asked for.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// A bank was named for something that is made from none.
    #[error("{format} is not made from a bank; leave the bank out")]
    NotByBank {
        /// The format.
        format: &'static str,
    },
    /// Principles were named for something that is not parted by them.
    #[error("{format} is always whole; leave the principles out")]
    NotByPrinciple {
        /// The format.
        format: &'static str,
    },
    /// No bank, attempt or story knows the principle.
    #[error("no principle is called “{name}”; check its spelling")]
    NoPrinciple {
        /// The name asked for.
        name: String,
    },
    /// A table could not be written.
    #[error("the table could not be written: {0}; report it, please")]
    Csv(#[from] ::csv::Error),
    /// A document could not be written.
    #[error("this cannot be written as JSON: {0}; report it, please")]
    Json(#[from] serde_json::Error),
}

/// One thing that can be taken away.
#[derive(Debug)]
pub struct Format {
    /// What it is called on the command line.
    pub id: &'static str,
    /// Other words for that.
    pub also: &'static [&'static str],
    /// What it is called in the window.
    pub title: &'static str,
    /// What it is good for, in a sentence.
    pub says: &'static str,
    /// The name that a file of it is proposed.
    pub file: &'static str,
    /// Whether a terminal would show it as noise.
    pub binary: bool,
    /// Whether it is made from one bank.
    pub by_bank: ByBank,
    /// Whether it can be held to some principles.
    pub by_principle: bool,
    /// Makes its bytes. The same data in the same second gives the same bytes.
    make: fn(&Given, &Part) -> Result<Vec<u8>, ExportError>,
}

/// Everything that can be taken away, in the order it is offered.
pub static FORMATS: &[Format] = &[
    Format {
        id: "attempts-csv",
        also: &["csv"],
        title: "Attempts as a table (CSV)",
        says: "One row an attempt, for a spreadsheet: scores, seconds planned and spoken, probes, notes.",
        file: "greenroom-attempts.csv",
        binary: false,
        by_bank: ByBank::No,
        by_principle: true,
        make: |given, part| Ok(csv::attempts(given.attempts(part), &given.stories)?),
    },
    Format {
        id: "attempts-json",
        also: &["json"],
        title: "Attempts as JSON",
        says: "Everything about each attempt, for a program; greenroom log --stdin stores it again.",
        file: "greenroom-attempts.json",
        binary: false,
        by_bank: ByBank::No,
        by_principle: true,
        make: |given, part| Ok(json::attempts(given.attempts(part), given.made)?),
    },
    Format {
        id: "stories",
        also: &["stories-md"],
        title: "Stories (Markdown)",
        says: "Your stories to read or edit anywhere. Import the file to have them back.",
        file: "greenroom-stories.md",
        binary: false,
        by_bank: ByBank::No,
        by_principle: true,
        make: |given, part| Ok(stories::stories(given.stories(part), given.made).into_bytes()),
    },
    Format {
        id: "anki",
        also: &[],
        title: "Questions for Anki (text)",
        says: "The questions you are asked, with their principle and probes, as Anki's File → Import takes them.",
        file: "greenroom-questions.txt",
        binary: false,
        by_bank: ByBank::May,
        by_principle: true,
        make: |given, part| Ok(anki::questions(&given.questions(part)?)?),
    },
    Format {
        id: "bank",
        also: &["bank-json"],
        title: "One bank (JSON)",
        says: "A question bank with your edits in it, for another Greenroom to read.",
        file: "greenroom-bank.json",
        binary: false,
        by_bank: ByBank::Must,
        by_principle: true,
        make: |given, part| {
            let one = given.bank(part)?;
            let of = |p: &&crate::domain::bank::Principle| given.wants(part, &p.name);
            let only = if part.principles.is_empty() {
                BTreeSet::new()
            } else {
                one.principles.iter().filter(of).map(|p| p.id.clone()).collect()
            };
            Ok(bank::bank(one, given.built_in.contains(&one.id), &only)?)
        },
    },
];

/// The format that goes by this word on the command line.
pub fn find(word: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == word || format.also.contains(&word))
}

impl Format {
    /// Makes the bytes of `part`.
    ///
    /// # Errors
    /// A bank or a principle that is not there, or that this format does not go by.
    pub fn make(&self, given: &Given, part: &Part) -> Result<Vec<u8>, ExportError> {
        if part.bank.is_some() && self.by_bank == ByBank::No {
            return Err(ExportError::NotByBank { format: self.id });
        }
        if !part.principles.is_empty() && !self.by_principle {
            return Err(ExportError::NotByPrinciple { format: self.id });
        }
        for name in &part.principles {
            given.check_principle(name)?;
        }
        (self.make)(given, part)
    }
}

impl Given {
    /// The principle's name as the banks know it.
    fn canonical(&self, name: &str) -> String {
        self.catalog.canonical(name)
    }

    fn check_principle(&self, name: &str) -> Result<(), ExportError> {
        let wanted = self.canonical(name);
        let is = |other: &String| self.canonical(other) == wanted;
        let known = self.catalog.resolve(name).is_some()
            || self.attempts.iter().any(|a| is(&a.principle))
            || self.stories.iter().any(|s| s.principles.iter().any(is));
        if known { Ok(()) } else { Err(ExportError::NoPrinciple { name: name.to_owned() }) }
    }

    /// Whether `part` wants the principle of this name.
    fn wants(&self, part: &Part, name: &str) -> bool {
        let name = self.canonical(name);
        part.principles.is_empty() || part.principles.iter().any(|wanted| self.canonical(wanted) == name)
    }

    fn attempts<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a Attempt> {
        self.attempts.iter().filter(|a| self.wants(part, &a.principle))
    }

    fn stories<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a Story> {
        let wants =
            |s: &&Story| part.principles.is_empty() || s.principles.iter().any(|p| self.wants(part, p));
        self.stories.iter().filter(wants)
    }

    fn bank_ids(&self) -> Vec<String> {
        self.catalog.banks().iter().map(|bank| bank.id.clone()).collect()
    }

    /// The bank that `part` names.
    fn bank(&self, part: &Part) -> Result<&Bank, ExportError> {
        let known = self.bank_ids();
        let Some(id) = &part.bank else { return Err(ExportError::WhichBank { known }) };
        let found = self.catalog.banks().iter().find(|bank| bank.id == *id);
        found.ok_or_else(|| ExportError::NoBank { id: id.clone(), known })
    }

    /// The questions that may be asked: of the bank that `part` names, else of all that are on.
    fn questions(&self, part: &Part) -> Result<Vec<BankQuestion<'_>>, ExportError> {
        let banks: Vec<&Bank> = match part.bank {
            Some(_) => vec![self.bank(part)?],
            None => self.catalog.enabled_banks().collect(),
        };
        let all = banks.into_iter().flat_map(|bank| {
            let drawn = bank.questions.iter().filter(move |q| bank.is_drawn(q));
            drawn.map(move |question| BankQuestion { bank, question })
        });
        Ok(all.filter(|bq| bq.principle_names().any(|name| self.wants(part, name))).collect())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::catalog::tests::bank as made_up;

    fn given() -> Given {
        let banks = vec![made_up("one", &["Calm", "Grit"], 2), made_up("two", &["Tact"], 1)];
        let mut profile = Profile::default();
        profile.switch_bank("two", false);
        Given {
            attempts: Arc::default(),
            stories: Vec::new(),
            catalog: Arc::new(Catalog::new(banks, &profile)),
            built_in: BTreeSet::new(),
            profile,
            made: DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap(),
        }
    }

    fn part(bank: Option<&str>, principles: &[&str]) -> Part {
        let principles = principles.iter().map(|p| (*p).to_owned()).collect();
        Part { bank: bank.map(str::to_owned), principles }
    }

    fn told(id: &str, part: &Part) -> String {
        find(id).unwrap().make(&given(), part).unwrap_err().to_string()
    }

    #[test]
    fn words_find_one_format_each() {
        let mut words: Vec<&str> =
            FORMATS.iter().flat_map(|f| f.also.iter().copied().chain([f.id])).collect();
        for word in &words {
            assert!(find(word).is_some_and(|f| f.id == *word || f.also.contains(word)));
        }
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "a word names two formats");
        assert!(find("pdf-of-the-moon").is_none());
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        assert_eq!(told("bank", &part(None, &[])), "say which bank: one, two");
        assert_eq!(
            told("anki", &part(Some("three"), &[])),
            "there is no bank “three”; the banks are one, two"
        );
        assert!(told("csv", &part(Some("one"), &[])).contains("leave the bank out"));
        assert!(told("stories", &part(None, &["Wit"])).contains("no principle is called “Wit”"));
    }

    #[test]
    fn questions_are_those_that_are_asked_unless_a_bank_is_named() {
        let texts = |part: &Part| {
            let given = given();
            given.questions(part).unwrap().iter().map(|bq| bq.question.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&part(None, &["grit"])), ["one-grit-1", "one-grit-2"]);
        assert_eq!(texts(&part(Some("two"), &[])), ["two-tact-1"], "though it is off");
        assert_eq!(texts(&part(None, &[])).len(), 4);
    }
}
