//! What the stages of a real interview asked, within its target.

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Extra, carry_extra};
use crate::domain::asked::{AskedLine, StageEnd, StageLog, Went};

/// What one stage asked; the fields are those of [`StageLog`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct LogDoc {
    pub stage: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// RFC 3339 with offset.
    pub written: String,
    pub lines: Vec<AskedLineDoc>,
    /// `unknown`, `next`, `offer` or `no`.
    pub end: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A question of a real interview; the fields are those of [`AskedLine`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct AskedLineDoc {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// `well`, `so-so` or `badly`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub went: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A stage about which nothing asks any more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PutOffDoc {
    pub stage: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
}

/// What is typed about a stage and not saved as questions yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct DraftDoc {
    pub stage: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    pub text: String,
}

impl DraftDoc {
    pub(super) fn of(((stage, date), text): (&(String, Option<NaiveDate>), &String)) -> Self {
        Self { stage: stage.clone(), date: *date, text: text.clone() }
    }

    pub(super) fn to_draft(&self) -> ((String, Option<NaiveDate>), String) {
        ((self.stage.clone(), self.date), self.text.clone())
    }
}

impl LogDoc {
    pub(super) fn of(log: &StageLog) -> Self {
        Self {
            stage: log.stage.clone(),
            date: log.date,
            written: log.written.to_rfc3339(),
            lines: log.lines.iter().map(AskedLineDoc::of).collect(),
            end: log.end.id().to_owned(),
            extra: Extra::new(),
        }
    }

    /// The log; `None`, and a sentence in `doubts`, if its time cannot be read.
    pub(super) fn to_log(&self, doubts: &mut Vec<String>) -> Option<StageLog> {
        let Ok(written) = DateTime::parse_from_rfc3339(&self.written) else {
            doubts.push(format!(
                "what “{}” asked has “{}” for a time, so it is not shown",
                self.stage, self.written
            ));
            return None;
        };
        Some(StageLog {
            stage: self.stage.clone(),
            date: self.date,
            written,
            lines: self.lines.iter().map(AskedLineDoc::to_line).collect(),
            end: StageEnd::from_id(&self.end).unwrap_or_default(),
        })
    }
}

impl AskedLineDoc {
    fn of(line: &AskedLine) -> Self {
        Self {
            text: line.text.clone(),
            question: line.question.clone(),
            principle: line.principle.clone(),
            story: line.story.clone(),
            went: line.went.map(|went| went.id().to_owned()),
            extra: Extra::new(),
        }
    }

    fn to_line(&self) -> AskedLine {
        AskedLine {
            text: self.text.clone(),
            question: self.question.clone(),
            principle: self.principle.clone(),
            story: self.story.clone(),
            went: self.went.as_deref().and_then(Went::from_id),
        }
    }
}

impl PutOffDoc {
    pub(super) fn of((stage, date): &(String, Option<NaiveDate>)) -> Self {
        Self { stage: stage.clone(), date: *date }
    }

    pub(super) fn to_put_off(&self) -> (String, Option<NaiveDate>) {
        (self.stage.clone(), self.date)
    }
}

/// What later versions know of a log goes with its stage and day, of a line with its words.
pub(super) fn carry_over(new: &mut [LogDoc], old: Vec<LogDoc>) {
    for old in old {
        let Some(new) = new.iter_mut().find(|new| new.stage == old.stage && new.date == old.date) else {
            continue;
        };
        carry_extra(&mut new.extra, old.extra);
        for line in old.lines {
            if let Some(new) = new.lines.iter_mut().find(|new| new.text == line.text) {
                carry_extra(&mut new.extra, line.extra);
            }
        }
    }
}
