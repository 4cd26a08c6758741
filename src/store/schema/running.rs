//! `running/<device>.json`: the checkpoint of what is going on, whose body is the app's own.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Document, Extra, carry_extra};

/// The content of a checkpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunningDoc {
    /// `greenroom-running/1`.
    pub format: String,
    /// What the app needs to offer the attempt again.
    pub body: Value,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for RunningDoc {
    const FORMAT: &'static str = "greenroom-running/1";

    fn id(&self) -> Option<&str> {
        None
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
    }
}

impl RunningDoc {
    /// A checkpoint of `body`.
    pub fn new(body: Value) -> Self {
        Self { format: Self::FORMAT.to_owned(), body, extra: Extra::new() }
    }
}
