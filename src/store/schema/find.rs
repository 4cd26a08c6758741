//! A drill of finding stories as its document, `greenroom-find/1`.

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Document, Extra, Secs, carry_extra, parse_document};
use crate::domain::attempt::AskedQuestion;
use crate::domain::find::{FindRecord, Found};
use crate::store::error::SetAside;

/// The content of `finds/<id>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindDoc {
    /// `greenroom-find/1`.
    pub format: String,
    /// Its own id, the stem of its file's name.
    pub id: String,
    /// When it was begun, RFC 3339 with offset.
    pub made: String,
    /// Seconds after which looking ended by itself.
    pub limit_secs: u64,
    /// What came of each question.
    pub found: Vec<FoundDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What came of one question; the fields are those of [`Found`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct FoundDoc {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    pub text: String,
    pub principle: String,
    pub secs: Secs,
    pub in_time: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for FindDoc {
    const FORMAT: &'static str = "greenroom-find/1";

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        for (new, old) in self.found.iter_mut().zip(old.found) {
            carry_extra(&mut new.extra, old.extra);
        }
    }
}

impl FindDoc {
    /// The document of a drill.
    pub fn of(record: &FindRecord) -> Self {
        let found = |found: &Found| FoundDoc {
            question: found.question.id.clone(),
            text: found.question.text.clone(),
            principle: found.principle.clone(),
            secs: Secs(found.secs),
            in_time: found.in_time,
            story: found.story.clone(),
            named: found.named.clone(),
            extra: Extra::new(),
        };
        Self {
            format: Self::FORMAT.to_owned(),
            id: record.id.to_string(),
            made: record.made.to_rfc3339(),
            limit_secs: record.limit_secs,
            found: record.found.iter().map(found).collect(),
            extra: Extra::new(),
        }
    }
}

/// Reads the document of a drill. `file` is its name, for the words of an error.
///
/// # Errors
/// What is wrong and where, if it cannot be used.
pub fn parse_find(file: &str, bytes: &[u8]) -> Result<FindRecord, SetAside> {
    let doc: FindDoc = parse_document(file, bytes)?;
    let fault = |place: String, reason: String| SetAside::new(file, Some(place), reason);
    let id = Uuid::parse_str(&doc.id)
        .map_err(|_| fault("id".to_owned(), format!("“{}” is not a UUID", doc.id)))?;
    let made = DateTime::parse_from_rfc3339(&doc.made)
        .map_err(|_| fault("made".to_owned(), format!("“{}” is not a time with an offset", doc.made)))?;
    let found = doc.found.iter().enumerate().map(|(at, found)| {
        let secs = found.secs.valid();
        Ok(Found {
            question: AskedQuestion { id: found.question.clone(), text: found.text.clone() },
            principle: found.principle.clone(),
            secs: secs.ok_or_else(|| {
                fault(format!("found[{at}].secs"), "it is not a number of seconds".to_owned())
            })?,
            in_time: found.in_time,
            story: found.story.clone(),
            named: found.named.clone(),
        })
    });
    Ok(FindRecord { id, made, limit_secs: doc.limit_secs, found: found.collect::<Result<_, SetAside>>()? })
}
