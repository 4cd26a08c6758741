//! A story's document, `greenroom-story/1`.

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use super::{Document, Extra, carry_extra, parse_document};
use crate::domain::star::PerSection;
use crate::domain::story::Story;
use crate::store::error::SetAside;

/// The content of `stories/<id>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoryDoc {
    /// `greenroom-story/1`.
    pub format: String,
    /// Its own id, the stem of its file's name.
    pub id: String,
    /// What the person calls it.
    pub title: String,
    /// The names of the principles it can be told for.
    pub principles: Vec<String>,
    /// The question it was written for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Where and when.
    pub situation: String,
    /// What was the person's to do.
    pub task: String,
    /// What they did.
    pub action: String,
    /// What came of it.
    pub result: String,
    /// When it was last changed, RFC 3339 with offset.
    pub changed: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for StoryDoc {
    const FORMAT: &'static str = "greenroom-story/1";

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
    }
}

impl StoryDoc {
    /// The document of a story.
    pub fn from_story(story: &Story) -> Self {
        let [situation, task, action, result] = story.sections.0.clone();
        Self {
            format: Self::FORMAT.to_owned(),
            id: story.id.clone(),
            title: story.title.clone(),
            principles: story.principles.clone(),
            question: story.question.clone(),
            situation,
            task,
            action,
            result,
            changed: story.changed.to_rfc3339(),
            extra: Extra::new(),
        }
    }
}

/// Reads a story's document. `file_name` is for the words of an error.
///
/// # Errors
/// What is wrong and where, if it cannot be used.
pub fn parse_story(file_name: &str, bytes: &[u8]) -> Result<Story, SetAside> {
    let doc: StoryDoc = parse_document(file_name, bytes)?;
    if doc.id.trim().is_empty() {
        return Err(SetAside::new(file_name, Some("id".to_owned()), "the story has no id; give it one"));
    }
    let changed = DateTime::parse_from_rfc3339(&doc.changed).map_err(|_| {
        let reason = format!("“{}” is not a time with an offset", doc.changed);
        SetAside::new(file_name, Some("changed".to_owned()), reason)
    })?;
    Ok(Story {
        id: doc.id,
        title: doc.title,
        principles: doc.principles,
        question: doc.question,
        sections: PerSection([doc.situation, doc.task, doc.action, doc.result]),
        changed,
    })
}
