//! Looking through the banks: which bank and principle are open, the words looked for, the question being edited.

use strum::EnumCount;

use crate::domain::bank::{Bank, Evidence, Question};
use crate::domain::catalog::BankQuestion;
use crate::domain::level::Levels;
use crate::domain::overlay::Edited;

/// Where the person is on the Banks screen, beside the importing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// The id of the bank that is open; none shows the list of banks.
    pub bank: Option<String>,
    /// The id of the principle that is open within it.
    pub principle: Option<String>,
    /// The words looked for within the bank.
    pub search: String,
    /// The ids of the bank's questions that hold these words.
    pub found: Vec<String>,
    /// The id of the question that was gone to from the search.
    pub at: Option<String>,
    /// The id of the question whose fields are shown.
    pub editing: Option<String>,
    /// Whether the fields of the bank itself, one of the person's own, are shown.
    pub describing: bool,
}

/// What is asked for on the pages of a bank. Questions go by their ids in the bank that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrowseCommand {
    /// Open the bank with this id, or go back to the list.
    Bank(Option<String>),
    /// Open the principle with this id, or go back to the bank.
    Principle(Option<String>),
    /// The words to look for.
    Search(String),
    /// Open the page that this question stands on.
    GoTo(String),
    /// Show the fields of this question, or put them away.
    Edit(Option<String>),
    /// These words were typed for this question.
    Write(String, Edited),
    /// This question as the bank has it.
    TakeBack(String),
    /// Never draw this question, or draw it again.
    Hide(String, bool),
    /// A new question under the open principle.
    Add,
    /// This question, which the person added, suits these levels and wants this.
    Tag(String, Levels, Option<Evidence>),
    /// A new bank, to be written here.
    NewBank,
    /// Show the fields of the open bank, or put them away.
    Describe(bool),
    /// This was typed for the open bank, one of the person's own.
    WriteBank(Box<Bank>),
    /// A new principle in the open bank.
    AddPrinciple,
    /// Take the principle with this id out of the open bank.
    RemovePrinciple(String),
    /// Delete this question, which the person added; it can be undone.
    Delete(String),
}

/// The kinds of banks, in the order they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Group {
    /// A company's or field's principles.
    Frameworks,
    /// The questions of one role.
    Roles,
    /// Plain questions, and how an interview begins and ends.
    Openers,
    /// The person's own.
    Yours,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [Self::Frameworks, Self::Roles, Self::Openers, Self::Yours];

    /// The heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Frameworks => "Frameworks",
            Self::Roles => "Roles",
            Self::Openers => "In any interview",
            Self::Yours => "Yours",
        }
    }

    /// The group of a bank; `own` if it lies in the data folder.
    pub fn of(bank: &Bank, own: bool) -> Self {
        match (own, bank.framework.is_some(), bank.id.starts_with("role-")) {
            (true, _, _) => Self::Yours,
            (false, true, _) => Self::Frameworks,
            (false, false, true) => Self::Roles,
            (false, false, false) => Self::Openers,
        }
    }
}

/// The ids of the questions whose words, or whose principles' names, hold every word of `text`.
pub fn search(bank: &Bank, text: &str) -> Vec<String> {
    let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let holds = |question: &&Question| BankQuestion { bank, question }.holds(&words);
    bank.questions.iter().filter(holds).map(|q| q.id.clone()).collect()
}
