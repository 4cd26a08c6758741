//! The file that a friend sends back after playing the interviewer, `greenroom-round-scores/1`.

use chrono::DateTime;
use serde_json::{Value, json};
use uuid::Uuid;

use super::scores::{ScoresProblem, check_format, json_of, read_scores, rubric_in, says_format};
use crate::domain::attempt::Outcome;
use crate::domain::mock::friend::{FriendRound, HeardAnswer, HeardRound};
use crate::domain::mock::record::Vote;
use crate::domain::rubric::Scores;
use crate::domain::star::Section;

/// The format that is read.
pub const ROUND_SCORES_FORMAT: &str = "greenroom-round-scores/1";
/// Any version of it.
const ANY_VERSION: &str = "greenroom-round-scores/";
/// The most characters of a name, a reason or a line; the page lets nobody type more than 300.
const MAX_LINE: usize = 600;
/// The most characters of a note; the page allows 4,000.
const MAX_NOTE: usize = 20_000;
/// An answer timed for longer is a clock that was forgotten: its seconds are left out.
const MAX_SECS: f64 = 30.0 * 60.0;
/// The most rounds, questions or follow-ups that a file of ours names.
const MOST: usize = 64;

/// Whether bytes say of themselves that they are a friend's file about a round, of whatever version.
pub fn is_round_scores(bytes: &[u8]) -> bool {
    says_format(bytes, ANY_VERSION)
}

/// Reads a friend's file about a round.
///
/// # Errors
/// [`ScoresProblem`], for the first thing that is not as the format says. Unknown fields are no fault.
pub fn parse_round_scores(bytes: &[u8]) -> Result<FriendRound, ScoresProblem> {
    round_scores_of(&json_of(bytes)?)
}

/// A friend's file about a round as the value that [`round_scores_of`] reads.
pub fn round_scores_value(file: &FriendRound) -> Value {
    let scores_of = |scores: &Scores| -> Value {
        let given = scores.iter().map(|(dimension, score)| (dimension.id().to_owned(), json!(score.value())));
        Value::Object(given.collect())
    };
    let answer = |answer: &HeardAnswer| {
        let probe = |(n, outcome): &(usize, Outcome)| json!({"n": n, "outcome": outcome.id()});
        json!({
            "n": answer.question,
            "question": answer.text,
            "secs": answer.secs,
            "heard": answer.heard.iter().map(|section| section.name()).collect::<Vec<_>>(),
            "probes": answer.probes.iter().map(probe).collect::<Vec<_>>(),
            "scores": scores_of(&answer.scores),
            "note": answer.note,
        })
    };
    let round = |round: &HeardRound| {
        let (vote, reason) = round.vote.as_ref().map(|(vote, why)| (vote.id(), why.as_str())).unzip();
        let answers: Vec<Value> = round.answers.iter().map(answer).collect();
        json!({"n": round.round, "vote": vote, "reason": reason, "answers": answers})
    };
    let mut answers = file.rounds.iter().flat_map(|round| &round.answers);
    json!({
        "format": ROUND_SCORES_FORMAT,
        "packet": file.mock,
        "by": file.by,
        "at": file.at.to_rfc3339(),
        "rubric": answers.next().map(|answer| answer.scores.rubric().number()),
        "rounds": file.rounds.iter().map(round).collect::<Vec<_>>(),
        "keep": file.keep,
        "change": file.change,
    })
}

/// The friend's file about a round that a value holds.
///
/// # Errors
/// As [`parse_round_scores`].
pub fn round_scores_of(value: &Value) -> Result<FriendRound, ScoresProblem> {
    check_format(value, ROUND_SCORES_FORMAT, ANY_VERSION)?;
    let wanted = "the id of a mock interview";
    let id = text(value, "packet", MAX_LINE)?.and_then(|id| Uuid::parse_str(&id).ok());
    let at = "a time with an offset";
    let time = text(value, "at", MAX_LINE)?.and_then(|at| DateTime::parse_from_rfc3339(&at).ok());
    let by = text(value, "by", MAX_LINE)?.ok_or(ScoresProblem::Field { field: "by", wanted: "a name" })?;
    let mut rounds = Vec::new();
    for round in items(value, "rounds") {
        rounds.push(heard_round(round, value)?);
    }
    let (keep, change) = (text(value, "keep", MAX_LINE)?, text(value, "change", MAX_LINE)?);
    if rounds.is_empty() && keep.is_none() && change.is_none() {
        return Err(ScoresProblem::Nothing);
    }
    Ok(FriendRound {
        mock: id.ok_or(ScoresProblem::Field { field: "packet", wanted })?,
        by: by.split_whitespace().collect::<Vec<_>>().join(" "),
        at: time.ok_or(ScoresProblem::Field { field: "at", wanted: at })?,
        rounds,
        keep,
        change,
    })
}

fn heard_round(value: &Value, file: &Value) -> Result<HeardRound, ScoresProblem> {
    let vote = match text(value, "vote", MAX_LINE)? {
        None => None,
        Some(word) => {
            let known = Vote::from_id(&word);
            Some(known.ok_or(ScoresProblem::Field { field: "vote", wanted: "a vote" })?)
        }
    };
    let reason = text(value, "reason", MAX_LINE)?.unwrap_or_default();
    let mut answers = Vec::new();
    for answer in items(value, "answers") {
        answers.push(heard_answer(answer, file)?);
    }
    Ok(HeardRound { round: index(value)?, vote: vote.map(|vote| (vote, reason)), answers })
}

fn heard_answer(value: &Value, file: &Value) -> Result<HeardAnswer, ScoresProblem> {
    let question = "the words of a question";
    let words = text(value, "question", MAX_NOTE)?;
    let secs = value.get("secs").and_then(Value::as_f64);
    let heard = items(value, "heard").filter_map(Value::as_str).filter_map(section).collect();
    let mut probes = Vec::new();
    for probe in items(value, "probes") {
        let outcome = text(probe, "outcome", MAX_LINE)?.and_then(|word| Outcome::from_id(&word));
        let wanted = "how a follow-up ended";
        probes.push((index(probe)?, outcome.ok_or(ScoresProblem::Field { field: "outcome", wanted })?));
    }
    let rubric = rubric_in(file)?;
    let scores = match value.get("scores").and_then(Value::as_object) {
        Some(scores) if !scores.is_empty() => read_scores(scores, rubric)?,
        _ => Scores::by(rubric),
    };
    Ok(HeardAnswer {
        question: index(value)?,
        text: words.ok_or(ScoresProblem::Field { field: "question", wanted: question })?,
        secs: secs.filter(|secs| (1.0..=MAX_SECS).contains(secs)),
        heard,
        probes,
        scores,
        note: text(value, "note", MAX_NOTE)?,
    })
}

fn section(word: &str) -> Option<Section> {
    Section::ALL.into_iter().find(|section| section.name().eq_ignore_ascii_case(word))
}

fn items<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten().take(MOST)
}

fn index(value: &Value) -> Result<usize, ScoresProblem> {
    let number = value.get("n").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    number.filter(|n| *n < MOST).ok_or(ScoresProblem::Field { field: "n", wanted: "a number" })
}

/// The words of a field, if there are any.
fn text(value: &Value, field: &'static str, most: usize) -> Result<Option<String>, ScoresProblem> {
    let text = value.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    match text.map(|text| text.chars().count()) {
        Some(found) if found > most => Err(ScoresProblem::TooLong { field, found, limit: most }),
        _ => Ok(text.map(str::to_owned)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file() -> Value {
        json!({
            "format": ROUND_SCORES_FORMAT, "packet": "00000000-0000-0000-0000-000000000007", "by": " Omar  K ",
            "at": "2026-11-30T10:00:00+01:00", "rubric": 2,
            "rounds": [{"n": 1, "vote": "yes", "reason": "clear", "answers": [
                {"n": 0, "question": "When?", "secs": 171, "heard": ["situation", "result", "other"],
                 "probes": [{"n": 0, "outcome": "held"}, {"n": 2, "outcome": "stuck"}],
                 "scores": {"result": 4}, "note": "good"},
                {"n": 1, "question": "Why?", "secs": 9000}]}],
            "keep": "the numbers", "later": true
        })
    }

    fn with(field: &str, value: Value) -> Result<FriendRound, ScoresProblem> {
        let mut file = file();
        *file.pointer_mut(field).unwrap() = value;
        parse_round_scores(file.to_string().as_bytes())
    }

    #[test]
    fn what_the_page_writes_is_read() {
        let text = format!("\u{feff}{}", file());
        assert!(is_round_scores(text.as_bytes()));
        let read = parse_round_scores(text.as_bytes()).unwrap();
        assert_eq!((read.by.as_str(), read.mock), ("Omar K", Uuid::from_u128(7)));
        assert_eq!((read.keep.as_deref(), read.change.as_deref()), (Some("the numbers"), None));
        let round = &read.rounds[0];
        assert_eq!((round.round, round.vote.clone()), (1, Some((Vote::Yes, "clear".to_owned()))));
        let answer = &round.answers[0];
        assert_eq!((answer.secs, answer.scores.count()), (Some(171.0), 1));
        assert_eq!(answer.heard, [Section::Situation, Section::Result]);
        assert_eq!(answer.probes, [(0, Outcome::Held), (2, Outcome::Stuck)]);
        assert_eq!(round.answers[1].secs, None, "a clock that was forgotten");
        assert!(!super::super::scores::is_scores(text.as_bytes()), "it is not a packet's file");
        assert_eq!(round_scores_of(&round_scores_value(&read)).unwrap(), read);
    }

    #[test]
    fn what_is_wrong_is_named() {
        use ScoresProblem as P;
        assert!(matches!(with("/format", json!("greenroom-round-scores/9")), Err(P::Newer { .. })));
        assert!(matches!(with("/by", json!(" ")), Err(P::Field { field: "by", .. })));
        assert!(matches!(with("/packet", json!("x")), Err(P::Field { field: "packet", .. })));
        assert!(matches!(with("/rounds/0/vote", json!("maybe")), Err(P::Field { field: "vote", .. })));
        assert!(matches!(with("/rounds/0/n", json!(-1)), Err(P::Field { field: "n", .. })));
        assert!(matches!(with("/keep", json!("x".repeat(601))), Err(P::TooLong { field: "keep", .. })));
        let mut nothing = file();
        nothing["rounds"] = json!([]);
        nothing["keep"] = json!("");
        assert!(matches!(parse_round_scores(nothing.to_string().as_bytes()), Err(P::Nothing)));
        assert!(matches!(parse_round_scores(b"{"), Err(P::Json { .. })));
    }

    proptest! {
        #[test]
        fn nothing_that_comes_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = is_round_scores(&bytes);
            let _ = parse_round_scores(&bytes);
        }
    }
}
