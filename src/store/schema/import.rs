//! An import's document, `greenroom-import/1`: what a file held, what was decided, what was stored.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::target::StageDoc;
use super::{Document, Extra, carry_extra, parse_document};
use crate::domain::review::{Besides, Body, Choice, Field, Item, Origin, Range, Review, Twin};
use crate::domain::star::PerSection;
use crate::store::error::SetAside;

/// The content of `imports/<id>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the fields are those of `Review`
pub struct ImportDoc {
    /// `greenroom-import/1`.
    pub format: String,
    /// Its own id, the stem of its file's name.
    pub id: String,
    pub source: SourceDoc,
    /// RFC 3339 with offset.
    pub made: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// RFC 3339 with offset; absent while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    pub items: Vec<ItemDoc>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where an import comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SourceDoc {
    pub name: String,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One thing that was found. Which fields there are depends on `kind`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the fields are those of `Item` and `Body`
pub struct ItemDoc {
    pub id: u32,
    /// `company`, `role`, `question`, `story`, `moment`, `weight`, `tip`, `expectation`, `stage`,
    /// `ask-them` or `note`.
    pub kind: String,
    /// `take`, `leave` or `merged`.
    pub choice: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stored: bool,
    pub line: u32,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub excerpt: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twin: Option<TwinDoc>,
    /// Its words; a story's title; a stage's name; a weight's or an expectation's stand elsewhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// A story's sections by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sections: BTreeMap<String, String>,
    /// The sentence a story is begun with.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opening: String,
    /// People and numbers worth remembering, of a story.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remember: String,
    /// Whether a story is not to be told any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
    /// The day of a stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The id a moment is stored under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub competency: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub level: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interviewers: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounds: Option<Range>,
    /// Principles that are proposed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<String>,
    /// The stage of the target that accepting set, and the one that stood there before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<StageDoc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<StageDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something much like an item: a question in a bank, or an earlier item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct TwinDoc {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    /// The id of a bank's question.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub question: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bank: String,
    /// 0 to 1.
    pub alike: f64,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for ImportDoc {
    const FORMAT: &'static str = "greenroom-import/1";

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        carry_extra(&mut self.source.extra, old.source.extra);
        let mut items: BTreeMap<u32, Extra> = old.items.into_iter().map(|i| (i.id, i.extra)).collect();
        for item in &mut self.items {
            carry_extra(&mut item.extra, items.remove(&item.id).unwrap_or_default());
        }
    }
}

impl ImportDoc {
    /// The document of a review.
    pub fn from_review(review: &Review) -> Self {
        Self {
            format: Self::FORMAT.to_owned(),
            id: review.id.to_string(),
            source: SourceDoc {
                name: review.origin.name.clone(),
                kind: review.origin.kind.clone(),
                digest: review.origin.digest.clone(),
                extra: Extra::new(),
            },
            made: review.made.to_rfc3339(),
            own: review.own,
            level: review.level.clone(),
            accepted: review.accepted.map(|at| at.to_rfc3339()),
            items: review.items.iter().map(|item| ItemDoc::of(item, review)).collect(),
            warnings: review.warnings.clone(),
            extra: Extra::new(),
        }
    }
}

/// The names of the sections, in their order.
const SECTIONS: [&str; 4] = ["situation", "task", "action", "result"];

impl ItemDoc {
    fn of(item: &Item, review: &Review) -> Self {
        let stages = review.was.get(&item.id);
        let doc = Self {
            id: item.id,
            choice: match item.choice {
                Choice::Take => "take",
                Choice::Leave => "leave",
                Choice::Merged => "merged",
            }
            .to_owned(),
            stored: item.stored,
            line: item.line,
            excerpt: item.excerpt.clone(),
            why: item.why.clone(),
            twin: item.twin.as_ref().map(TwinDoc::of),
            proposed: item.proposed.clone(),
            set: stages.map(|(set, _)| StageDoc::of(set)),
            was: stages.and_then(|(_, was)| was.as_ref()).map(StageDoc::of),
            ..Self::default()
        };
        doc.with(item.body.clone())
    }

    fn with(self, body: Body) -> Self {
        match body {
            Body::Target { field, text } => {
                let kind = match field {
                    Field::Company => "company",
                    Field::Role => "role",
                };
                Self { kind: kind.to_owned(), text, ..self }
            }
            Body::Question { text, principles, probes, checklist, derived } => {
                Self { kind: "question".to_owned(), text, principles, probes, checklist, derived, ..self }
            }
            Body::Story { title, question, principles, sections, besides } => Self {
                kind: "story".to_owned(),
                text: title,
                question,
                principles,
                sections: SECTIONS
                    .into_iter()
                    .zip(sections.0)
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(name, text)| (name.to_owned(), text))
                    .collect(),
                opening: besides.opening,
                remember: besides.remember,
                retired: besides.retired,
                ..self
            },
            Body::Moment { text, id } => Self { kind: "moment".to_owned(), text, moment: Some(id), ..self },
            Body::Weight { principle, weight } => {
                Self { kind: "weight".to_owned(), principles: vec![principle], weight: Some(weight), ..self }
            }
            Body::Tip { text, principles } => Self { kind: "tip".to_owned(), text, principles, ..self },
            Body::Expectation { text, competency, level } => {
                Self { kind: "expectation".to_owned(), text, competency, level, ..self }
            }
            Body::Stage { name, date, minutes, interviewers, rounds } => {
                Self { kind: "stage".to_owned(), text: name, date, minutes, interviewers, rounds, ..self }
            }
            Body::AskThem { text } => Self { kind: "ask-them".to_owned(), text, ..self },
            Body::Note { text } => Self { kind: "note".to_owned(), text, ..self },
        }
    }

    fn to_item(&self) -> Result<Item, String> {
        let text = self.text.clone();
        let body = match self.kind.as_str() {
            "company" => Body::Target { field: Field::Company, text },
            "role" => Body::Target { field: Field::Role, text },
            "question" => Body::Question {
                text,
                principles: self.principles.clone(),
                probes: self.probes.clone(),
                checklist: self.checklist.clone(),
                derived: self.derived,
            },
            "story" => Body::Story {
                title: text,
                question: self.question.clone(),
                principles: self.principles.clone(),
                sections: PerSection(
                    SECTIONS.map(|name| self.sections.get(name).cloned().unwrap_or_default()),
                ),
                besides: Besides {
                    opening: self.opening.clone(),
                    remember: self.remember.clone(),
                    retired: self.retired,
                },
            },
            "moment" => {
                let id = self.moment.ok_or("a moment has no “moment”, the id it is stored under")?;
                Body::Moment { text, id }
            }
            "weight" => {
                let principle = self.principles.first().cloned().ok_or("a weight names no principle")?;
                let weight = self.weight.filter(|w| w.is_finite() && *w >= 0.0);
                Body::Weight { principle, weight: weight.ok_or("a weight has no number of 0 or more")? }
            }
            "tip" => Body::Tip { text, principles: self.principles.clone() },
            "expectation" => {
                Body::Expectation { text, competency: self.competency.clone(), level: self.level.clone() }
            }
            "stage" => Body::Stage {
                name: text,
                date: self.date,
                minutes: self.minutes,
                interviewers: self.interviewers,
                rounds: self.rounds,
            },
            "ask-them" => Body::AskThem { text },
            "note" => Body::Note { text },
            other => return Err(format!("its kind “{other}” is not one that this Greenroom knows")),
        };
        let choice = match self.choice.as_str() {
            "take" => Choice::Take,
            "leave" | "" => Choice::Leave,
            "merged" => Choice::Merged,
            other => return Err(format!("its choice “{other}” is not take, leave or merged")),
        };
        Ok(Item {
            id: self.id,
            body,
            choice,
            stored: self.stored,
            line: self.line,
            excerpt: self.excerpt.clone(),
            why: self.why.clone(),
            twin: self.twin.as_ref().map(TwinDoc::to_twin),
            proposed: self.proposed.clone(),
        })
    }
}

impl TwinDoc {
    fn of(twin: &Twin) -> Self {
        let alike = twin.alike();
        match twin {
            Twin::Bank { question, text, bank, .. } => Self {
                question: question.clone(),
                text: text.clone(),
                bank: bank.clone(),
                alike,
                ..Self::default()
            },
            Twin::Item { id, .. } => Self { item: Some(*id), alike, ..Self::default() },
        }
    }

    fn to_twin(&self) -> Twin {
        let alike = self.alike;
        match self.item {
            Some(id) => Twin::Item { id, alike },
            None => Twin::Bank {
                question: self.question.clone(),
                text: self.text.clone(),
                bank: self.bank.clone(),
                alike,
            },
        }
    }
}

impl ImportDoc {
    /// The import. `file_name` is for the words of an error.
    ///
    /// # Errors
    /// What is wrong and where, if it cannot be used.
    pub fn into_review(self, file_name: &str) -> Result<Review, SetAside> {
        let fault = |place: &str, reason: String| SetAside::new(file_name, Some(place.to_owned()), reason);
        let time = |place: &str, text: &str| {
            DateTime::parse_from_rfc3339(text)
                .map_err(|_| fault(place, format!("“{text}” is not a time with an offset")))
        };
        let id = Uuid::parse_str(&self.id).map_err(|_| fault("id", format!("“{}” is not an id", self.id)))?;
        let mut items: Vec<Item> = Vec::with_capacity(self.items.len());
        let mut was = BTreeMap::new();
        for (n, item) in self.items.iter().enumerate() {
            if let Some(set) = &item.set {
                was.insert(item.id, (set.to_stage(), item.was.as_ref().map(StageDoc::to_stage)));
            }
            items.push(item.to_item().map_err(|reason| fault(&format!("items[{n}]"), reason))?);
        }
        Ok(Review {
            id,
            origin: Origin { name: self.source.name, kind: self.source.kind, digest: self.source.digest },
            made: time("made", &self.made)?,
            own: self.own,
            level: self.level,
            accepted: self.accepted.map(|at| time("accepted", &at)).transpose()?,
            items,
            warnings: self.warnings,
            was,
        })
    }
}

/// Reads an import's document. `file_name` is for the words of an error.
///
/// # Errors
/// What is wrong and where, if it cannot be used.
pub fn parse_import(file_name: &str, bytes: &[u8]) -> Result<Review, SetAside> {
    parse_document::<ImportDoc>(file_name, bytes)?.into_review(file_name)
}
