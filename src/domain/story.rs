//! The candidate's own examples, in Situation, Task, Action and Result.

use chrono::{DateTime, FixedOffset};

/// What a story without a title is headed by.
pub const UNTITLED: &str = "Untitled story";

use super::star::{PerSection, Section};

/// One example from the person's own working life, ready to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its own id, which is also the stem of its file's name.
    pub id: String,
    /// What the person calls it.
    pub title: String,
    /// The names of the principles it can be told for.
    pub principles: Vec<String>,
    /// The question it was written for, if any.
    pub question: Option<String>,
    /// The text of each section; empty where nothing is written yet.
    pub sections: PerSection<String>,
    /// When it was last changed.
    pub changed: DateTime<FixedOffset>,
}

impl Story {
    /// The title, or what is shown of a story that has none.
    pub fn shown_title(&self) -> &str {
        if self.title.trim().is_empty() { UNTITLED } else { &self.title }
    }

    /// An empty story with this id.
    pub fn new(id: String, changed: DateTime<FixedOffset>) -> Self {
        Self {
            id,
            title: String::new(),
            principles: Vec::new(),
            question: None,
            sections: PerSection::default(),
            changed,
        }
    }

    /// The sections in which nothing is written yet.
    pub fn missing(&self) -> Vec<Section> {
        self.sections.iter().filter(|(_, text)| text.trim().is_empty()).map(|(s, _)| s).collect()
    }

    /// Whether it can be told for the principle of this name.
    pub fn tells(&self, principle: &str) -> bool {
        self.principles.iter().any(|p| p == principle)
    }
}
