//! Writing down what a real interview asked: the sheet's three steps, and what is asked for in it.

use chrono::NaiveDate;

use crate::domain::asked::{AskedLine, StageEnd, Went};

/// Where the sheet stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AskedStep {
    /// The questions are written down.
    #[default]
    Write,
    /// Each is given its question, principle, story, and how it went.
    Sort,
    /// It is saved; what was asked stands against what was rehearsed.
    Saved,
}

/// The bank's question that one which was remembered probably is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// The principle it is mainly about.
    pub principle: String,
}

/// A question that was remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRow {
    /// The line that it was made of: what is said of it is found again by this.
    pub typed: String,
    /// What is known of it.
    pub line: AskedLine,
    /// The nearest question of a bank.
    pub near: Option<Near>,
    /// Whether it was that one.
    pub is_near: bool,
    /// Whether it goes into the log.
    pub take: bool,
}

/// The sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedSheet {
    /// The stage's name.
    pub stage: String,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// Where it stands.
    pub step: AskedStep,
    /// What was typed or pasted.
    pub text: String,
    /// The questions, in the order they were asked.
    pub rows: Vec<AskedRow>,
    /// What came of the stage.
    pub end: StageEnd,
    /// Whether what came of it was said while the sheet was open.
    pub end_is_new: bool,
    /// Why it does not go on.
    pub refused: Option<&'static str>,
}

impl AskedSheet {
    /// What a draft of it is kept under.
    pub fn key(&self) -> (String, Option<NaiveDate>) {
        (self.stage.clone(), self.date)
    }

    /// The stage in words: "Phone screen, 3 July".
    pub fn title(&self) -> String {
        let name = if self.stage.trim().is_empty() { "The interview" } else { self.stage.trim() };
        self.date.map_or_else(|| name.to_owned(), |date| format!("{name}, {}", date.format("%-d %B")))
    }
}

/// What is asked for in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedCommand {
    /// Open it for the stage with this place in the target's list.
    Open(Option<usize>),
    /// The text as it is typed.
    SetText(String),
    /// On to the questions.
    Sort,
    /// Back to the text.
    Back,
    /// The words of a question.
    SetLine(usize, String),
    /// Take a question, or leave it out.
    Take(usize, bool),
    /// It was the bank's question, or was not.
    IsNear(usize, bool),
    /// The principle it was about.
    Principle(usize, Option<String>),
    /// The story that was told.
    Story(usize, Option<String>),
    /// How it went.
    Went(usize, Option<Went>),
    /// Save it.
    Save,
    /// What came of the stage.
    End(StageEnd),
    /// Not now: nothing asks about this stage again.
    NotNow,
    /// Never: nothing asks about any.
    Never,
    /// Close it; where the stage ended in a no, its interview is laid aside.
    Close,
}
