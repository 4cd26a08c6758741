//! A friend's scores, `greenroom-scores/1`: the small file that a scoring packet gives back.

use chrono::DateTime;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::attempt::rubric_of;
use crate::domain::rubric::{Dimension, Rubric, Score, Scores};
use crate::domain::second_scores::{FriendFile, FriendScores};
use crate::store::error::json_reason;

/// The format that this version reads and its packets write.
pub const SCORES_FORMAT: &str = "greenroom-scores/1";
/// What every version's format begins with.
const ANY_VERSION: &str = "greenroom-scores/";
/// How far into a file its format is looked for, in bytes.
const HEAD: usize = 4096;

/// Most characters of a friend's name.
const MAX_NAME: usize = 200;
/// Most characters of a friend's remark, about ten pages.
const MAX_NOTE: usize = 20_000;

/// Why a file gives no scores, in words for the person who was sent it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoresProblem {
    /// Not JSON.
    #[error(
        "it cannot be read as JSON: {reason} (line {line}, column {column}); it may be cut off, so ask for the whole file again"
    )]
    Json {
        /// What is wrong.
        reason: String,
        /// Where, counted from 1.
        line: usize,
        /// Where in the line, counted from 1.
        column: usize,
    },
    /// It does not say that it is a scoring file.
    #[error("it is not a friend's file: its format is {found}; choose the file that your friend's page made")]
    Format {
        /// What stood there, with quotes if it is text.
        found: String,
    },
    /// A packet of a later Greenroom made it.
    #[error("it was made by a packet of a later Greenroom (“{found}”); update this one and add it again")]
    Newer {
        /// Its format.
        found: String,
    },
    /// A field is absent, empty or of the wrong kind.
    #[error("“{field}” is missing or not {wanted}; ask your friend to make the file again")]
    Field {
        /// The field.
        field: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
    /// A key of the scores is not one of the six dimensions.
    #[error(
        "it scores “{found}”; the dimensions are result, depth, ownership, fit, setting and delivery, so ask your friend to make the file again"
    )]
    Dimension {
        /// What stood there.
        found: String,
    },
    /// A score is not a whole number from 1 to 5.
    #[error(
        "its score on {dimension} is {found}; a score is a whole number from 1 to 5, so ask your friend to make the file again"
    )]
    Score {
        /// The dimension.
        dimension: &'static str,
        /// What stood there.
        found: String,
    },
    /// A text is longer than anybody writes.
    #[error(
        "its “{field}” has {found} characters, more than the {limit} that are taken; ask your friend to shorten it"
    )]
    TooLong {
        /// The field.
        field: &'static str,
        /// How many characters it has.
        found: usize,
        /// How many are taken at most.
        limit: usize,
    },
    /// It holds no score at all.
    #[error("it scores nothing; ask your friend to score one dimension or more and make the file again")]
    Nothing,
}

/// Whether bytes say of themselves that they are a friend's scores, of whatever version.
pub fn is_scores(bytes: &[u8]) -> bool {
    says_format(bytes, ANY_VERSION)
}

/// Whether bytes are an object that names a format which begins so.
pub(super) fn says_format(bytes: &[u8], any_version: &str) -> bool {
    let bytes = without_mark(bytes);
    let begins = bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
    let head = &bytes[..bytes.len().min(HEAD)];
    begins && head.windows(any_version.len()).any(|part| part == any_version.as_bytes())
}

/// Reads a friend's file.
///
/// # Errors
/// [`ScoresProblem`], for the first thing that is not as the format says. Unknown fields are no fault.
pub fn parse_scores(bytes: &[u8]) -> Result<FriendFile, ScoresProblem> {
    scores_of(&json_of(bytes)?)
}

/// The value that a friend's file holds.
pub(super) fn json_of(bytes: &[u8]) -> Result<Value, ScoresProblem> {
    serde_json::from_slice(without_mark(bytes)).map_err(|e| ScoresProblem::Json {
        reason: json_reason(&e),
        line: e.line(),
        column: e.column(),
    })
}

/// A friend's file as the value that [`scores_of`] reads.
pub fn scores_value(file: &FriendFile) -> Value {
    let given = &file.given;
    let scores: Map<String, Value> = Dimension::ALL
        .iter()
        .filter_map(|d| given.scores.get(*d).map(|score| (d.id().to_owned(), Value::from(score.value()))))
        .collect();
    serde_json::json!({
        "format": SCORES_FORMAT,
        "packet": given.packet,
        "attempt": file.attempt,
        "question": file.question,
        "by": given.by,
        "at": given.at.to_rfc3339(),
        "rubric": given.scores.rubric().number(),
        "scores": scores,
        "note": given.note,
    })
}

/// The friend's file that a value holds.
///
/// # Errors
/// As [`parse_scores`].
pub fn scores_of(value: &Value) -> Result<FriendFile, ScoresProblem> {
    check_format(value, SCORES_FORMAT, ANY_VERSION)?;
    let text = |field| value.get(field).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    let id = |field| {
        let wanted = "the id of a packet's answer";
        text(field).and_then(|id| Uuid::parse_str(id).ok()).ok_or(ScoresProblem::Field { field, wanted })
    };
    let needed = |field, wanted| text(field).ok_or(ScoresProblem::Field { field, wanted });
    let at = needed("at", "a time with an offset")?;
    let at = DateTime::parse_from_rfc3339(at)
        .map_err(|_| ScoresProblem::Field { field: "at", wanted: "a time with an offset" })?;
    for (field, most) in [("by", MAX_NAME), ("note", MAX_NOTE), ("question", MAX_NOTE)] {
        if let Some(long) = text(field).filter(|text| text.chars().count() > most) {
            return Err(ScoresProblem::TooLong { field, found: long.chars().count(), limit: most });
        }
    }
    // A name stands in one line.
    let by = needed("by", "a name")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let scores = value.get("scores").and_then(Value::as_object);
    let scores = scores.ok_or(ScoresProblem::Field { field: "scores", wanted: "scores by dimension" })?;
    let scores = read_scores(scores, rubric_in(value)?)?;
    Ok(FriendFile {
        attempt: id("attempt")?,
        question: needed("question", "the words of a question")?.to_owned(),
        given: FriendScores {
            by,
            at,
            scores,
            note: text("note").map(str::to_owned),
            packet: Some(id("packet")?),
        },
    })
}

/// The rubric that a file's scores are by. One of before there were two says nothing.
pub(super) fn rubric_in(file: &Value) -> Result<Rubric, ScoresProblem> {
    let wrong = ScoresProblem::Field { field: "rubric", wanted: "a rubric's number" };
    file.get("rubric")
        .filter(|number| !number.is_null())
        .map_or(Ok(Rubric::FIRST), |number| rubric_of(number).ok_or(wrong))
}

/// Looks whether a value is of `format`; `any_version` is what those of all versions begin with.
pub(super) fn check_format(value: &Value, format: &str, any_version: &str) -> Result<(), ScoresProblem> {
    match value.get("format") {
        Some(Value::String(found)) if found == format => Ok(()),
        Some(Value::String(format)) if format.starts_with(any_version) => {
            Err(ScoresProblem::Newer { found: format.clone() })
        }
        Some(Value::String(format)) => Err(ScoresProblem::Format { found: format!("“{format}”") }),
        Some(other) => Err(ScoresProblem::Format { found: other.to_string() }),
        None => Err(ScoresProblem::Format { found: "not said".to_owned() }),
    }
}

/// The scores; a dimension that is `null` is unset.
pub(super) fn read_scores(map: &Map<String, Value>, rubric: Rubric) -> Result<Scores, ScoresProblem> {
    let mut scores = Scores::by(rubric);
    for (key, value) in map {
        let dimension =
            Dimension::from_id(key).ok_or_else(|| ScoresProblem::Dimension { found: key.clone() })?;
        if value.is_null() {
            continue;
        }
        let score = value.as_u64().and_then(|n| u8::try_from(n).ok()).and_then(Score::new);
        let wrong = || ScoresProblem::Score { dimension: dimension.id(), found: value.to_string() };
        scores.set(dimension, Some(score.ok_or_else(wrong)?));
    }
    if scores.count() == 0 { Err(ScoresProblem::Nothing) } else { Ok(scores) }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn file() -> Value {
        json!({
            "format": SCORES_FORMAT,
            "packet": "0198c0de-0000-7000-8000-000000000001",
            "attempt": "0198c0de-0000-7000-8000-000000000002",
            "question": "What broke?",
            "by": "  Anna\n  Lee ",
            "at": "2026-07-01T10:00:00+02:00",
            "scores": {"result": 4, "depth": null, "fit": 2},
            "note": "Say the number first.",
            "later": true,
        })
    }

    fn with(field: &str, value: Value) -> Result<FriendFile, ScoresProblem> {
        let mut file = file();
        file[field] = value;
        parse_scores(file.to_string().as_bytes())
    }

    #[test]
    fn a_file_is_read_with_what_it_says() {
        let read = parse_scores(format!("\u{feff}{}", file()).as_bytes()).unwrap();
        assert_eq!(read.attempt, Uuid::from_u128(0x0198_c0de_0000_7000_8000_0000_0000_0002));
        assert_eq!((read.question.as_str(), read.given.by.as_str()), ("What broke?", "Anna Lee"));
        assert_eq!(read.given.note.as_deref(), Some("Say the number first."));
        let scored: Vec<(Dimension, u8)> = read.given.scores.iter().map(|(d, s)| (d, s.value())).collect();
        assert_eq!(scored, [(Dimension::Result, 4), (Dimension::Fit, 2)]);
        assert_eq!(with("note", json!("  ")).unwrap().given.note, None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        use ScoresProblem as P;
        let wrong = |field, value| with(field, value).unwrap_err();
        assert_eq!(
            wrong("format", json!("greenroom-scores/2")),
            P::Newer { found: "greenroom-scores/2".into() }
        );
        assert_eq!(
            wrong("format", json!("greenroom-bank/1")),
            P::Format { found: "“greenroom-bank/1”".into() }
        );
        assert_eq!(wrong("format", json!(null)), P::Format { found: "null".into() });
        assert_eq!(wrong("scores", json!({"depth": 6})), P::Score { dimension: "depth", found: "6".into() });
        assert_eq!(
            wrong("scores", json!({"depth": 3.5})),
            P::Score { dimension: "depth", found: "3.5".into() }
        );
        assert_eq!(wrong("scores", json!({"charm": 3})), P::Dimension { found: "charm".into() });
        assert_eq!(wrong("scores", json!({"depth": null})), P::Nothing);
        for (field, value) in
            [("by", json!(" ")), ("at", json!("yesterday")), ("attempt", json!("12")), ("packet", json!(7))]
        {
            let problem = wrong(field, value);
            assert!(matches!(problem, P::Field { field: said, .. } if said == field), "{problem}");
        }
        assert!(matches!(parse_scores(b"{\"format\""), Err(P::Json { line: 1, .. })));
        assert!(matches!(parse_scores(b"[1]"), Err(P::Format { .. })));
    }

    #[test]
    fn a_file_says_of_itself_what_it_is() {
        assert!(is_scores(format!("\u{feff} \n{}", file()).as_bytes()));
        assert!(is_scores(b"{\"format\": \"greenroom-scores/9\"}"));
        assert!(!is_scores(b"{\"format\": \"greenroom-bank/1\"}"));
        assert!(!is_scores("My notes on greenroom-scores/1".as_bytes()));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall_over(at in 0usize..400, byte: u8) {
            let mut bytes = file().to_string().into_bytes();
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = is_scores(&bytes);
            if let Ok(read) = parse_scores(&bytes) {
                prop_assert!(read.given.scores.count() > 0 && !read.given.by.is_empty());
            }
        }
    }

    #[test]
    fn a_text_longer_than_anybody_writes_is_refused_and_the_value_reads_back() {
        let mut long = file();
        long["note"] = json!("x".repeat(MAX_NOTE + 1));
        let refused = parse_scores(long.to_string().as_bytes()).unwrap_err();
        assert!(matches!(refused, ScoresProblem::TooLong { field: "note", .. }), "{refused}");
        let read = parse_scores(file().to_string().as_bytes()).unwrap();
        assert_eq!(scores_of(&scores_value(&read)).unwrap(), read);
    }
}
