//! The table of everything that can be taken away: what it is called, and how it is made.
//!
//! The command line and the window both go by this table; a new format is one more row.

use std::collections::BTreeSet;

use strum::EnumCount;

use crate::chart::figure::Figure;

use super::form::PageForm;
pub use super::input::{ExportInput, Selection};
use super::pdf::PdfError;
use super::png::PngError;
use crate::chart::coverage::table as coverage_table;
use crate::domain::coverage::Coverage;

use super::{anki, bank, csv, json, png, stories, svg};

/// How wide a picture of one chart is, in points; as much as a page of a report holds.
const CHART_WIDTH: f64 = 720.0;
/// How high it is, in points.
const CHART_HEIGHT: f64 = 320.0;

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

/// Whom an export is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Purpose {
    /// The person: before the interview, and after a mock interview.
    Me,
    /// Somebody who helps: a friend or a coach.
    Coach,
    /// Another program.
    Program,
}

impl Purpose {
    /// In the order they are offered.
    pub const ALL: [Self; Self::COUNT] = [Self::Me, Self::Coach, Self::Program];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "For yourself",
            Self::Coach => "For somebody who helps you",
            Self::Program => "For another program",
        }
    }
}

/// Why an export was not made.
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
    /// A mock interview was named for something that is not of one.
    #[error("{format} is not of one mock interview; leave the mock out")]
    NotByMock {
        /// The format.
        format: &'static str,
    },
    /// No mock interview is over.
    #[error("no mock interview is over yet, so there is no debrief")]
    NoMockYet,
    /// No mock interview that is over goes by this.
    #[error(
        "no mock interview that is over has an id that begins with “{id}”; without one the last is taken"
    )]
    NoMock {
        /// What was asked for.
        id: String,
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
    /// A PDF could not be written.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A picture could not be drawn.
    #[error(transparent)]
    Png(#[from] PngError),
}

/// An export format: one thing that can be taken away.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// Other names for it on the command line.
    pub also: &'static [&'static str],
    /// Its title in the window.
    pub title: &'static str,
    /// What it is good for, in a sentence.
    pub says: &'static str,
    /// Whom it is for.
    pub purpose: Purpose,
    /// The file name that is proposed for it.
    pub file: &'static str,
    /// Whether a terminal would show it as noise.
    pub binary: bool,
    /// Whether it is made from one bank.
    pub by_bank: ByBank,
    /// Whether it can be held to some principles.
    pub by_principle: bool,
    /// Whether it is of one mock interview: the last that is over, unless one is named.
    pub by_mock: bool,
    /// Makes the bytes of the export. The same data in the same second gives the same bytes.
    make: fn(&ExportInput, &Selection) -> Result<Vec<u8>, ExportError>,
}

/// All export formats, in the order they are offered.
pub static FORMATS: &[Format] = &[
    Format {
        id: "attempts-csv",
        also: &["csv"],
        title: "Attempts as a table (CSV)",
        says: "One row an attempt, for a spreadsheet: scores, seconds planned and spoken, probes, notes.",
        purpose: Purpose::Program,
        file: "greenroom-attempts.csv",
        binary: false,
        by_bank: ByBank::No,
        by_principle: true,
        by_mock: false,
        make: |given, part| Ok(csv::attempts(given.attempts(part), &given.stories)?),
    },
    Format {
        id: "attempts-json",
        also: &["json"],
        title: "Attempts as JSON",
        says: "Everything about each attempt, for a program; greenroom log --stdin stores it again.",
        purpose: Purpose::Program,
        file: "greenroom-attempts.json",
        binary: false,
        by_bank: ByBank::No,
        by_principle: true,
        by_mock: false,
        make: |given, part| Ok(json::attempts(given.attempts(part), &given.unknown, given.made)?),
    },
    Format {
        id: "stories",
        also: &["stories-md"],
        title: "Stories (Markdown)",
        says: "Your stories to read or edit anywhere. Import the file to have them back.",
        purpose: Purpose::Program,
        file: "greenroom-stories.md",
        binary: false,
        by_bank: ByBank::No,
        by_principle: true,
        by_mock: false,
        make: |given, part| Ok(stories::stories(given.stories(part), given.made).into_bytes()),
    },
    Format {
        id: "coverage",
        also: &["coverage-csv"],
        title: "Stories by principle (CSV)",
        says: "One row a principle: how many stories it has, complete and begun, and which; for a spreadsheet.",
        purpose: Purpose::Program,
        file: "greenroom-coverage.csv",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| {
            let coverage = Coverage::of(&given.readiness_table().rows, &given.stories);
            Ok(csv::table(&coverage_table(&coverage, &given.stories))?)
        },
    },
    Format {
        id: "anki",
        also: &[],
        title: "Questions for Anki (text)",
        says: "The questions you are asked, with their principle and probes, as Anki's File → Import takes them.",
        purpose: Purpose::Program,
        file: "greenroom-questions.txt",
        binary: false,
        by_bank: ByBank::May,
        by_principle: true,
        by_mock: false,
        make: |given, part| Ok(anki::questions(&given.questions(part)?)?),
    },
    Format {
        id: "bank",
        also: &["bank-json"],
        title: "One bank (JSON)",
        says: "A question bank with your edits in it, for another Greenroom to read.",
        purpose: Purpose::Program,
        file: "greenroom-bank.json",
        binary: false,
        by_bank: ByBank::Must,
        by_principle: true,
        by_mock: false,
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
    Format {
        id: "report-pdf",
        also: &["report"],
        title: "Readiness report (PDF)",
        says: "Where you stand, how it came about and what to do next, with charts, to print or send.",
        purpose: Purpose::Coach,
        file: "greenroom-report.pdf",
        binary: true,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| Ok(PageForm::Pdf.write(&given.report(), given.made)?),
    },
    Format {
        id: "report-html",
        also: &[],
        title: "Readiness report (HTML)",
        says: "The same as one file for any browser.",
        purpose: Purpose::Coach,
        file: "greenroom-report.html",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| Ok(PageForm::Html.write(&given.report(), given.made)?),
    },
    Format {
        id: "report-md",
        also: &[],
        title: "Readiness report (Markdown)",
        says: "The same as text, the charts as tables.",
        purpose: Purpose::Coach,
        file: "greenroom-report.md",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| Ok(PageForm::Markdown.write(&given.report(), given.made)?),
    },
    Format {
        id: "charts-svg",
        also: &["chart-svg"],
        title: "Readiness over time (SVG)",
        says: "All principles over time as a drawing; one principle alone is drawn large.",
        purpose: Purpose::Coach,
        file: "greenroom-over-time.svg",
        binary: false,
        by_bank: ByBank::No,
        by_principle: true,
        by_mock: false,
        make: |given, part| Ok(drawing(&given.over_time(part)).into_bytes()),
    },
    Format {
        id: "charts-png",
        also: &["chart-png"],
        title: "Readiness over time (PNG)",
        says: "The same as a picture.",
        purpose: Purpose::Coach,
        file: "greenroom-over-time.png",
        binary: true,
        by_bank: ByBank::No,
        by_principle: true,
        by_mock: false,
        make: |given, part| picture(&given.over_time(part)),
    },
    Format {
        id: "plan-ics",
        also: &["ics"],
        title: "Plan up to the interview (calendar)",
        says: "What to practise on each day, and the interview's stages, for a calendar program.",
        purpose: Purpose::Me,
        file: "greenroom-plan.ics",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| Ok(given.calendar().into_bytes()),
    },
    Format {
        id: "sheet-pdf",
        also: &["sheet"],
        title: "Sheet for the interview (PDF)",
        says: "Times, stories, numbers, tips and questions to ask, to print and read on the eve.",
        purpose: Purpose::Me,
        file: "greenroom-sheet.pdf",
        binary: true,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| Ok(PageForm::Pdf.write(&given.sheet(), given.made)?),
    },
    Format {
        id: "sheet-html",
        also: &[],
        title: "Sheet for the interview (HTML)",
        says: "The same as one file for any browser.",
        purpose: Purpose::Me,
        file: "greenroom-sheet.html",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| Ok(PageForm::Html.write(&given.sheet(), given.made)?),
    },
    Format {
        id: "sheet-md",
        also: &[],
        title: "Sheet for the interview (Markdown)",
        says: "The same as text.",
        purpose: Purpose::Me,
        file: "greenroom-sheet.md",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: false,
        make: |given, _| Ok(PageForm::Markdown.write(&given.sheet(), given.made)?),
    },
    Format {
        id: "debrief-pdf",
        also: &["debrief"],
        title: "Debrief of a mock interview (PDF)",
        says: "What the last mock interview showed: what to work on, votes, stories, times; to print.",
        purpose: Purpose::Me,
        file: "greenroom-debrief.pdf",
        binary: true,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: true,
        make: |given, part| Ok(PageForm::Pdf.write(&given.debrief(part)?, given.made)?),
    },
    Format {
        id: "debrief-html",
        also: &[],
        title: "Debrief of a mock interview (HTML)",
        says: "The same as one file for any browser.",
        purpose: Purpose::Me,
        file: "greenroom-debrief.html",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: true,
        make: |given, part| Ok(PageForm::Html.write(&given.debrief(part)?, given.made)?),
    },
    Format {
        id: "debrief-md",
        also: &[],
        title: "Debrief of a mock interview (Markdown)",
        says: "The same as text.",
        purpose: Purpose::Me,
        file: "greenroom-debrief.md",
        binary: false,
        by_bank: ByBank::No,
        by_principle: false,
        by_mock: true,
        make: |given, part| Ok(PageForm::Markdown.write(&given.debrief(part)?, given.made)?),
    },
];

/// Charts as an SVG: one alone is large, several stand side by side.
fn drawing(figures: &[Figure]) -> String {
    match figures {
        [one] => svg::figure(one, CHART_WIDTH, CHART_HEIGHT),
        several => svg::small_multiples(several, CHART_WIDTH),
    }
}

/// As `drawing`, as a PNG.
fn picture(figures: &[Figure]) -> Result<Vec<u8>, ExportError> {
    Ok(match figures {
        [one] => png::figure(one, CHART_WIDTH, CHART_HEIGHT)?,
        several => png::small_multiples(several, CHART_WIDTH)?,
    })
}

/// The format that goes by this word on the command line.
pub fn find(word: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == word || format.also.contains(&word))
}

impl Format {
    /// Makes the bytes of `part`.
    ///
    /// # Errors
    /// A bank or a principle that is not there, or that this format does not go by.
    pub fn make(&self, given: &ExportInput, part: &Selection) -> Result<Vec<u8>, ExportError> {
        if part.bank.is_some() && self.by_bank == ByBank::No {
            return Err(ExportError::NotByBank { format: self.id });
        }
        if !part.principles.is_empty() && !self.by_principle {
            return Err(ExportError::NotByPrinciple { format: self.id });
        }
        if part.mock.is_some() && !self.by_mock {
            return Err(ExportError::NotByMock { format: self.id });
        }
        for name in &part.principles {
            given.check_principle(name)?;
        }
        (self.make)(given, part)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::catalog::Catalog;
    use crate::domain::catalog::tests::bank as made_up;
    use crate::domain::profile::Profile;
    use chrono::DateTime;
    use std::sync::Arc;

    fn given() -> ExportInput {
        let banks = vec![made_up("one", &["Calm", "Grit"], 2), made_up("two", &["Tact"], 1)];
        let mut profile = Profile::default();
        profile.switch_bank("two", false);
        ExportInput {
            attempts: Arc::default(),
            unknown: Arc::default(),
            stories: Vec::new(),
            catalog: Arc::new(Catalog::new(banks, &profile)),
            built_in: BTreeSet::new(),
            imports: Vec::new(),
            mocks: Vec::new(),
            finds: Vec::new(),
            profile,
            made: DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap(),
        }
    }

    fn part(bank: Option<&str>, principles: &[&str]) -> Selection {
        let principles = principles.iter().map(|p| (*p).to_owned()).collect();
        Selection { bank: bank.map(str::to_owned), principles, mock: None }
    }

    fn told(id: &str, part: &Selection) -> String {
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
        let texts = |part: &Selection| {
            let given = given();
            given.questions(part).unwrap().iter().map(|bq| bq.question.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&part(None, &["grit"])), ["one-grit-1", "one-grit-2"]);
        assert_eq!(texts(&part(Some("two"), &[])), ["two-tact-1"], "though it is off");
        assert_eq!(texts(&part(None, &[])).len(), 4);
    }
}
