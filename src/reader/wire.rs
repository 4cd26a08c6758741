//! What goes through the wall: a request in one line of JSON with the file's bytes after it, and one answer as JSON.
//!
//! Both ends are the same binary, so neither has a version. What comes back is data of the types it is read into and
//! nothing more: a review's values are checked as a stored one's are.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::catalog::Catalog;
use crate::domain::profile::Profile;
use crate::import::draft::Draft;
use crate::store::schema::bank::BankDoc;
use crate::store::schema::friend_round::{round_scores_of, round_scores_value};
use crate::store::schema::import::ImportDoc;
use crate::store::schema::scores::{scores_of, scores_value};

use super::{Imported, Refused, Request, Source, Wanted};

/// A [`Request`] without the bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RequestLine {
    /// The file's name; none for pasted text.
    name: Option<String>,
    wanted: Wanted,
    now: DateTime<FixedOffset>,
    /// Each bank of the catalogue, and whether it is on.
    banks: Vec<(BankDoc, bool)>,
}

impl RequestLine {
    pub(super) fn of(request: &Request<'_>) -> Self {
        let on: Vec<&str> = request.catalog.enabled_banks().map(|bank| bank.id.as_str()).collect();
        Self {
            name: match request.source {
                Source::File(_) => Some(request.source.name()),
                Source::Text(_) => None,
            },
            wanted: request.wanted,
            now: request.now,
            banks: request
                .catalog
                .banks()
                .iter()
                .map(|bank| (BankDoc::from_bank(bank), on.contains(&bank.id.as_str())))
                .collect(),
        }
    }

    pub(super) fn source(&self) -> Source {
        match &self.name {
            Some(name) => Source::File(PathBuf::from(name)),
            None => Source::Text(String::new()),
        }
    }

    pub(super) fn wanted(&self) -> Wanted {
        self.wanted
    }

    pub(super) fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    /// The catalogue: the same banks, on or off as they were.
    pub(super) fn catalog(&self) -> Catalog {
        let mut profile = Profile::default();
        for (bank, on) in &self.banks {
            profile.switch_bank(&bank.id, *on);
        }
        Catalog::new(self.banks.iter().map(|(bank, _)| bank.to_bank()).collect(), &profile)
    }
}

/// What came of a request.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Review(ImportDoc),
    Draft(Box<Draft>, Option<ImportDoc>),
    Bank(BankDoc),
    Scores(serde_json::Value),
    FriendRound(serde_json::Value),
    Refused { bank: bool, why: String },
}

impl Answer {
    pub(super) fn of(read: Result<Imported, Refused>) -> Self {
        match read {
            Ok(Imported::Review(review)) => Self::Review(ImportDoc::from_review(&review)),
            Ok(Imported::Draft(draft, review)) => {
                Self::Draft(draft, review.map(|review| ImportDoc::from_review(&review)))
            }
            Ok(Imported::Bank(bank)) => Self::Bank(BankDoc::from_bank(&bank)),
            Ok(Imported::Scores(scores)) => Self::Scores(scores_value(&scores)),
            Ok(Imported::FriendRound(round)) => Self::FriendRound(round_scores_value(&round)),
            Err(Refused { bank, why, .. }) => Self::Refused { bank, why },
        }
    }

    /// What was answered about the file called `name`.
    pub(super) fn given(self, name: &str) -> Result<Imported, Refused> {
        let refused = |bank, why: String| Refused { name: name.to_owned(), bank, why };
        let review =
            |doc: ImportDoc| doc.into_review(name).map(Box::new).map_err(|e| refused(false, e.to_string()));
        match self {
            Self::Review(doc) => Ok(Imported::Review(review(doc)?)),
            Self::Draft(draft, doc) => {
                let review = doc.map(review).transpose()?;
                Ok(Imported::Draft(draft, review))
            }
            Self::Bank(doc) => Ok(Imported::Bank(Box::new(doc.to_bank()))),
            Self::Scores(value) => {
                let scores = scores_of(&value).map_err(|e| refused(false, format!("{e}.")))?;
                Ok(Imported::Scores(Box::new(scores)))
            }
            Self::FriendRound(value) => {
                let round = round_scores_of(&value).map_err(|e| refused(false, format!("{e}.")))?;
                Ok(Imported::FriendRound(Box::new(round)))
            }
            Self::Refused { bank, why } => Err(refused(bank, why)),
        }
    }
}
