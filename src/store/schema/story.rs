//! A story's document, `greenroom-story/1`.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Document, Extra, carry_extra, parse_document};
use crate::domain::star::{PerSection, Section};
use crate::domain::story::{Stands, Story, Version};
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
    /// The sentence it is begun with; left out where there is none, as are the three after it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opening: String,
    /// People and numbers worth remembering.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remember: String,
    /// Whether it is not to be told any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
    /// The checks that were answered "true as it stands".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stands: Vec<StandsDoc>,
    /// What it was before each sitting, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<VersionDoc>,
    /// When it was last changed, RFC 3339 with offset.
    pub changed: String,
    /// When what it says was last changed; absent where that is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A check that was answered "true as it stands".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StandsDoc {
    /// The check's word, such as `no-number`; that of a later version is kept.
    pub check: String,
    /// The section it was about: `situation`, `task`, `action` or `result`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The text it was about.
    pub about: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a story said at some time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // title and text as in the story itself
pub struct VersionDoc {
    /// When it was written, RFC 3339 with offset.
    pub written: String,
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opening: String,
    pub situation: String,
    pub task: String,
    pub action: String,
    pub result: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl StandsDoc {
    fn of(stands: &Stands) -> Self {
        let section = stands.section.map(|section| section.name().to_lowercase());
        Self { check: stands.rule.clone(), section, about: stands.about.clone(), extra: Extra::new() }
    }

    fn to_stands(&self) -> Stands {
        let named = |section: &Section| Some(section.name().to_lowercase()) == self.section;
        Stands {
            rule: self.check.clone(),
            section: Section::ALL.into_iter().find(named),
            about: self.about.clone(),
        }
    }
}

impl VersionDoc {
    fn of(version: &Version) -> Self {
        let [situation, task, action, result] = version.sections.0.clone();
        Self {
            written: version.written.to_rfc3339(),
            title: version.title.clone(),
            opening: version.opening.clone(),
            situation,
            task,
            action,
            result,
            extra: Extra::new(),
        }
    }

    /// The version; one whose time cannot be read goes by `changed`, so that its words stay.
    fn to_version(&self, changed: DateTime<FixedOffset>) -> Version {
        let sections = [&self.situation, &self.task, &self.action, &self.result];
        Version {
            written: DateTime::parse_from_rfc3339(&self.written).unwrap_or(changed),
            title: self.title.clone(),
            opening: self.opening.clone(),
            sections: PerSection(sections.map(Clone::clone)),
        }
    }
}

impl Document for StoryDoc {
    const FORMAT: &'static str = "greenroom-story/1";

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn carry_over(&mut self, mut old: Self) {
        carry_extra(&mut self.extra, old.extra);
        for version in &mut self.versions {
            if let Some(at) = old.versions.iter().position(|known| known.written == version.written) {
                carry_extra(&mut version.extra, old.versions.swap_remove(at).extra);
            }
        }
        for stands in &mut self.stands {
            let is_it = |known: &StandsDoc| {
                known.check == stands.check && known.section == stands.section && known.about == stands.about
            };
            if let Some(at) = old.stands.iter().position(is_it) {
                carry_extra(&mut stands.extra, old.stands.swap_remove(at).extra);
            }
        }
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
            opening: story.opening.clone(),
            remember: story.remember.clone(),
            retired: story.retired,
            stands: story.stands.iter().map(StandsDoc::of).collect(),
            versions: story.versions.iter().map(VersionDoc::of).collect(),
            changed: story.changed.to_rfc3339(),
            said: (story.said != story.changed).then(|| story.said.to_rfc3339()),
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
    let said = doc.said.as_deref().and_then(|said| DateTime::parse_from_rfc3339(said).ok());
    Ok(Story {
        versions: doc.versions.iter().map(|version| version.to_version(changed)).collect(),
        said: said.unwrap_or(changed),
        stands: doc.stands.iter().map(StandsDoc::to_stands).collect(),
        opening: doc.opening,
        remember: doc.remember,
        retired: doc.retired,
        id: doc.id,
        title: doc.title,
        principles: doc.principles,
        question: doc.question,
        sections: PerSection([doc.situation, doc.task, doc.action, doc.result]),
        changed,
    })
}
