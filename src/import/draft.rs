//! What an import found, before the person accepts it. Its JSON is `greenroom-draft/1`.

use serde::{Deserialize, Serialize};

/// The name and version of the draft's JSON.
pub const FORMAT: &str = "greenroom-draft/1";

/// What was found in one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// [`FORMAT`].
    pub format: String,
    /// The file.
    pub source: Source,
    /// The company that the interview is with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<FoundText>,
    /// The role that the interview is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<FoundText>,
    /// Practice questions, asked in the text or derived from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<FoundQuestion>,
    /// Principles that weigh more than others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<FoundWeight>,
    /// Principles that are named together in one sentence, where none is said to weigh more: they may be
    /// the ones that do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named_together: Vec<FoundText>,
    /// Tips: advice on answering.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tips: Vec<FoundText>,
    /// Expectations: criteria to meet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expectations: Vec<Expectation>,
    /// Stories: the candidate's own examples.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stories: Vec<FoundStory>,
    /// Moments: one-line memories, stories to be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<FoundText>,
    /// The stages of the interview.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interview: Vec<FoundStage>,
    /// Questions for the candidate to ask.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask_them: Vec<FoundText>,
    /// Notes on the interview.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<FoundText>,
    /// What could not be read, in words for the person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// The file a draft was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name, without its folder.
    pub name: String,
    /// The format it was read as.
    pub kind: String,
    /// The encoding it was decoded from; absent for formats that are not text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
}

/// Where a question comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// It stands in the text.
    #[default]
    Asked,
    /// It was made from a tip, a requirement or an expectation.
    Derived,
}

/// A practice question that was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FoundQuestion {
    /// Its words, without numbers, labels or marks.
    pub text: String,
    /// The names of its principles, at most two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<String>,
    /// Principles that its words speak for, where the text names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<String>,
    /// Whether it stands in the text or was derived from it.
    pub origin: Origin,
    /// Follow-ups that stand with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    /// What a good answer touches, in the source's own points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<String>,
    /// Seconds to answer, if the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Whether it is folded away until asked for, as derived questions beyond the dozen proposed are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub folded: bool,
    /// The line it begins on, from 1.
    pub line: u32,
    /// Why it was recognised, in words for the person.
    pub why: String,
}

/// A principle that weighs more than others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FoundWeight {
    /// The principle's name.
    pub principle: String,
    /// 3 for a key principle; others weigh 1.
    pub weight: f64,
    /// The line it stands on, from 1.
    pub line: u32,
}

/// A piece of text with its line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundText {
    /// The words.
    pub text: String,
    /// The line they begin on, from 1.
    pub line: u32,
}

/// An expectation: a criterion to meet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// The competency it belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub competency: String,
    /// The level it holds for, where a guide has levels.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// The words.
    pub text: String,
    /// The line they begin on, from 1.
    pub line: u32,
}

/// One of the candidate's own examples, complete or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundStory {
    /// Its title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The question it answers, if it stands under one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// The names of the principles it is told for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<String>,
    /// The text of the situation section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub situation: String,
    /// The text of the task section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub task: String,
    /// The text of the action section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// The text of the result section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// The sentence it is begun with, of a story that Greenroom wrote out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opening: String,
    /// People and numbers worth remembering, of such a story.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remember: String,
    /// Whether such a story is not to be told any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
    /// The sections that are absent, empty or cut off in mid-sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The line it begins on, from 1.
    pub line: u32,
}

/// A stage of the interview, and how it is held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundStage {
    /// What the stage is called, such as "phone screen".
    pub stage: String,
    /// Shortest and longest length in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<[u32; 2]>,
    /// Fewest and most interviewers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interviewers: Option<[u32; 2]>,
    /// Fewest and most rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<[u32; 2]>,
    /// The line it stands on, from 1.
    pub line: u32,
}

impl FoundStage {
    /// What a pause between talks is called: it belongs to the interview's form and is no stage to prepare for.
    pub const BREAK: &str = "break";

    /// Whether it is a pause.
    #[must_use]
    pub fn is_break(&self) -> bool {
        self.stage == Self::BREAK
    }
}
