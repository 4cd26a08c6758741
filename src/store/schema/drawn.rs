//! A drawn question as it stands in a document, in its own copy: its bank may change or go away.

use serde::{Deserialize, Serialize};

use super::{Extra, carry_extra};
use crate::domain::draw::Drawn;

/// A drawn question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the fields are those of `Drawn`
pub struct DrawnDoc {
    pub id: String,
    pub text: String,
    pub principle: String,
    pub principles: Vec<String>,
    pub bank: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    pub reason: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl DrawnDoc {
    pub(super) fn of(drawn: &Drawn) -> Self {
        let Drawn { id, text, principle, principles, bank, probes, reason } = drawn.clone();
        Self { id, text, principle, principles, bank, probes, reason, extra: Extra::new() }
    }

    pub(super) fn to_drawn(&self) -> Drawn {
        let Self { id, text, principle, principles, bank, probes, reason, .. } = self.clone();
        Drawn { id, text, principle, principles, bank, probes, reason }
    }

    pub(super) fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
    }
}
