//! Attempts as JSON, `greenroom-attempts/1`: everything, exactly as it was written.
//!
//! `body` is an attempt as a journal line carries it and as `greenroom log --stdin` takes it, one type
//! for all three: `jq -c '.attempts[].body' FILE | greenroom log --stdin` stores them again.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::attempt::Attempt;
use crate::store::schema::attempt::AttemptBody;

/// The name and version of the document.
pub const FORMAT: &str = "greenroom-attempts/1";

/// The whole document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AttemptsDoc {
    /// [`FORMAT`].
    pub format: String,
    /// When it was made, RFC 3339 with offset, to the second.
    pub made: String,
    /// The attempts, sorted by time.
    pub attempts: Vec<AttemptEntry>,
}

/// One attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AttemptEntry {
    /// Its own id; `redo_of` in another's body names it.
    pub id: Uuid,
    /// What was said and scored.
    pub body: AttemptBody,
}

/// The attempts as a JSON document, indented, with a newline at the end. What is `unknown` to this version goes with them.
///
/// # Errors
/// Seconds that are no finite number, which no attempt that was stored has.
pub fn attempts<'a>(
    attempts: impl IntoIterator<Item = &'a Attempt>,
    unknown: &BTreeMap<Uuid, Box<AttemptBody>>,
    made: DateTime<FixedOffset>,
) -> Result<Vec<u8>, serde_json::Error> {
    let entry = |a: &Attempt| {
        let mut body = AttemptBody::from_attempt(a);
        if let Some(stored) = unknown.get(&a.id) {
            body.carry_over(stored);
        }
        AttemptEntry { id: a.id, body }
    };
    let document = AttemptsDoc {
        format: FORMAT.to_owned(),
        made: made.to_rfc3339_opts(SecondsFormat::Secs, false),
        attempts: attempts.into_iter().map(entry).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rand::SeedableRng;

    use super::*;
    use crate::domain::catalog::Catalog;
    use crate::domain::catalog::tests::bank;
    use crate::domain::demo;
    use crate::domain::draw::SeededRng;
    use crate::domain::profile::Profile;

    fn made_up(count: usize) -> (Vec<Attempt>, DateTime<FixedOffset>) {
        let catalog = Catalog::new(vec![bank("x", &["A", "B"], 4)], &Profile::default());
        let now = DateTime::parse_from_rfc3339("2026-06-30T20:00:00.25+02:00").unwrap();
        (demo::attempts(&catalog, count, now, &mut SeededRng::seed_from_u64(3)), now)
    }

    #[test]
    fn each_attempt_comes_back_as_it_was() {
        let (mut before, now) = made_up(40);
        before[1].note = Some("a \"quoted\"\nline, =ünïcode 雪\t\0".to_owned());
        before[2].section_secs = None;
        before[3].redo_of = Some(before[0].id);
        let bytes = attempts(&before, &BTreeMap::new(), now).unwrap();
        let document: AttemptsDoc = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((document.format.as_str(), document.made.as_str()), (FORMAT, "2026-06-30T20:00:00+02:00"));
        let after: Vec<Attempt> =
            document.attempts.into_iter().map(|e| e.body.try_into_attempt(e.id).unwrap()).collect();
        assert_eq!(after, before);
    }

    #[test]
    fn the_same_data_in_the_same_second_gives_the_same_bytes() {
        let (before, now) = made_up(5);
        let later = now + chrono::TimeDelta::milliseconds(600);
        assert_eq!(
            attempts(&before, &BTreeMap::new(), now).unwrap(),
            attempts(&before, &BTreeMap::new(), later).unwrap()
        );
    }
}
