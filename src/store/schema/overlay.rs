//! An overlay's document, `greenroom-overlay/1`: what the person changed about a bank's questions.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::bank::QuestionDoc;
use super::{Document, Extra, carry_extra, parse_document};
use crate::domain::overlay::{Edited, Joined, Overlay};
use crate::store::error::SetAside;

/// The content of `overlays/<bank>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OverlayDoc {
    /// `greenroom-overlay/1`.
    pub format: String,
    /// The id of the bank it lies over, the stem of its file's name.
    pub bank: String,
    /// The person's words, by the question's id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub edited: BTreeMap<String, EditedDoc>,
    /// The ids of the questions never to be drawn.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub hidden: BTreeSet<String>,
    /// Questions of the person's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<QuestionDoc>,
    /// What imports gave to the bank's questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<JoinedDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The person's words for a question; the fields are those of [`Edited`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct EditedDoc {
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an imported question gave to one of the bank's; the fields are those of [`Joined`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct JoinedDoc {
    pub question: String,
    pub from: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for OverlayDoc {
    const FORMAT: &'static str = "greenroom-overlay/1";

    fn id(&self) -> Option<&str> {
        Some(&self.bank)
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        for (id, words) in old.edited {
            if let Some(known) = self.edited.get_mut(&id) {
                carry_extra(&mut known.extra, words.extra);
            }
        }
        let mut added: HashMap<_, _> = old.added.into_iter().map(|q| (q.id, q.extra)).collect();
        for question in &mut self.added {
            carry_extra(&mut question.extra, added.remove(&question.id).unwrap_or_default());
        }
        let mut joined: HashMap<_, _> =
            old.joined.into_iter().map(|j| ((j.question, j.from), j.extra)).collect();
        for doc in &mut self.joined {
            let key = (doc.question.clone(), doc.from.clone());
            carry_extra(&mut doc.extra, joined.remove(&key).unwrap_or_default());
        }
    }
}

impl OverlayDoc {
    /// The document of an overlay.
    pub fn from_overlay(overlay: &Overlay) -> Self {
        let edited = |(id, words): (&String, &Edited)| {
            let doc =
                EditedDoc { text: words.text.clone(), probes: words.probes.clone(), extra: Extra::new() };
            (id.clone(), doc)
        };
        Self {
            format: Self::FORMAT.to_owned(),
            bank: overlay.bank.clone(),
            edited: overlay.edited.iter().map(edited).collect(),
            hidden: overlay.hidden.clone(),
            added: overlay.added.iter().map(QuestionDoc::of).collect(),
            joined: overlay.joined.iter().map(JoinedDoc::of).collect(),
            extra: Extra::new(),
        }
    }

    fn to_overlay(&self) -> Overlay {
        let edited = |(id, doc): (&String, &EditedDoc)| {
            (id.clone(), Edited { text: doc.text.clone(), probes: doc.probes.clone() })
        };
        Overlay {
            bank: self.bank.clone(),
            edited: self.edited.iter().map(edited).collect(),
            hidden: self.hidden.clone(),
            added: self.added.iter().map(QuestionDoc::to_question).collect(),
            joined: self.joined.iter().map(JoinedDoc::to_joined).collect(),
        }
    }
}

impl JoinedDoc {
    fn of(joined: &Joined) -> Self {
        let Joined { question, from, probes, principles } = joined.clone();
        Self { question, from, probes, principles, extra: Extra::new() }
    }

    fn to_joined(&self) -> Joined {
        let Self { question, from, probes, principles, .. } = self.clone();
        Joined { question, from, probes, principles }
    }
}

/// Reads an overlay's document. `file_name` is for the words of an error.
///
/// # Errors
/// What is wrong and where, if it cannot be used.
pub fn parse_overlay(file_name: &str, bytes: &[u8]) -> Result<Overlay, SetAside> {
    let doc: OverlayDoc = parse_document(file_name, bytes)?;
    let fault = |place: String, reason: String| Err(SetAside::new(file_name, Some(place), reason));
    if doc.bank.trim().is_empty() {
        return fault(
            "bank".to_owned(),
            "it does not say which bank it lies over; give it “bank”".to_owned(),
        );
    }
    let mut ids = HashSet::new();
    for (n, question) in doc.added.iter().enumerate() {
        let place = format!("added[{n}]");
        if question.id.trim().is_empty() {
            return fault(place, "the question has no id; give it one".to_owned());
        }
        if !ids.insert(question.id.as_str()) {
            let reason = format!("it has the id “{}”, which is already taken; give it another", question.id);
            return fault(place, reason);
        }
    }
    Ok(doc.to_overlay())
}
