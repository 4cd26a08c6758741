//! What is written to disk: each kind of document its own type with a version, apart from the domain's.
//!
//! Every object keeps the fields it does not know in `extra`, so that a file of a later version
//! survives being read, edited and written by this one.

pub mod asked;
pub mod attempt;
pub mod bank;
pub mod drawn;
pub mod find;
pub mod folder;
pub mod friend_round;
pub mod import;
pub mod mock;
pub mod moment;
pub mod overlay;
pub mod profile;
pub mod recording;
pub mod running;
mod running_first;
mod scalar;
pub mod scores;
pub mod second_scores;
pub mod story;
pub(crate) mod sum;
pub mod target;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::error::SetAside;
use sum::Sum;

pub use scalar::{OutcomeWord, ScoreField, Secs};

/// Fields that this version does not know, by name.
pub type Extra = Map<String, Value>;

/// A JSON file that names its format.
pub(crate) trait Document: Serialize + DeserializeOwned {
    /// The format this version reads and writes, such as `greenroom-bank/1`.
    const FORMAT: &'static str;

    /// The id it goes by; `None` for a document of which there is one.
    fn id(&self) -> Option<&str>;

    /// Takes over from `old` the fields that this version does not know.
    fn carry_over(&mut self, old: Self);
}

/// Reads a document's bytes. `file` is its name, for the words of an error.
pub(crate) fn parse_document<T: Document>(file: &str, bytes: &[u8]) -> Result<T, SetAside> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: Option<Value>,
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(SetAside::new(file, None, "the file is empty"));
    }
    let head: Head = serde_json::from_slice(bytes).map_err(|e| SetAside::from_json(file, &e))?;
    match head.format {
        Some(Value::String(format)) if format == T::FORMAT => {}
        Some(other) => {
            let found = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
            let reason = format!(
                "its format is “{found}”, but this Greenroom reads “{}”; update Greenroom or correct the format",
                T::FORMAT
            );
            return Err(SetAside::new(file, Some("format".to_owned()), reason));
        }
        None => {
            let reason = format!("it does not say its format; add \"format\": \"{}\"", T::FORMAT);
            return Err(SetAside::new(file, None, reason));
        }
    }
    match sum::check(bytes) {
        // The places that an error names are those in the file.
        Sum::Absent => serde_json::from_slice(bytes),
        Sum::Fits | Sum::Differs => serde_json::from_slice(&sum::without(bytes)),
    }
    .map_err(|e| SetAside::from_json(file, &e))
}

/// A document's bytes as they are written: indented, with its sum and a newline at the end.
pub(crate) fn encode_document<T: Document>(document: &T) -> Result<Vec<u8>, serde_json::Error> {
    let bytes = serde_json::to_vec_pretty(document)?;
    // Every document says its format, so there is always an object with fields.
    Ok(sum::with(&bytes).unwrap_or(bytes))
}

/// Adds the unknown fields of `old` that are not in `extra` yet.
pub(crate) fn carry_extra(extra: &mut Extra, old: Extra) {
    for (key, value) in old {
        extra.entry(key).or_insert(value);
    }
}
