//! A moment's body as a journal line carries it.

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Extra;
use crate::domain::attempt::Moment;

/// The body of a `moment.put`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MomentBody {
    /// The line.
    pub text: String,
    /// When it was noted down, RFC 3339 with offset.
    pub noted: String,
    /// The attempt during which it was marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<Uuid>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl MomentBody {
    /// The body of a moment.
    pub fn from_moment(moment: &Moment) -> Self {
        Self {
            text: moment.text.clone(),
            noted: moment.noted.to_rfc3339(),
            attempt: moment.attempt,
            extra: Extra::new(),
        }
    }

    /// The moment this is the body of.
    ///
    /// # Errors
    /// The reason, in words, if `noted` is not a time with an offset.
    pub fn to_moment(&self, id: Uuid) -> Result<Moment, String> {
        let noted = DateTime::parse_from_rfc3339(&self.noted)
            .map_err(|_| format!("“noted” is “{}”, which is not a time with an offset", self.noted))?;
        Ok(Moment { id, text: self.text.clone(), noted, attempt: self.attempt })
    }
}
