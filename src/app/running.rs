//! The running attempt as it is remembered on disk, so that a crash does not lose it.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::attempt::{Mode, Outcome, ProbeRecord};
use crate::domain::draw::Drawn;
use crate::domain::rehearsal::{Brief, Checkpoint, CheckpointPhase, THINK_SECS};
use crate::domain::rubric::{Dimension, Score, Scores};
use crate::domain::star::{Budget, PerSection, Section, Shares};
use crate::store::Notice;

/// Version 1 of the running attempt. Times are in milliseconds.
#[derive(Debug, Serialize, Deserialize)]
struct RunningBody {
    v: u32,
    id: Uuid,
    question: QuestionBody,
    shown: DateTime<FixedOffset>,
    session: Uuid,
    mode: String,
    redo_of: Option<Uuid>,
    budget_secs: u32,
    shares: [u8; 4],
    /// Absent in what was written before it could be set.
    #[serde(default = "think_secs")]
    think_secs: u32,
    max_probes: u32,
    ask_prediction: bool,
    place: String,
    phase_ms: u64,
    answer_ms: Option<u64>,
    section_ms: Option<[u64; 4]>,
    lit: Option<usize>,
    probes: Vec<ProbeBody>,
    scores: Vec<(String, u8)>,
    predicted: Option<u8>,
    story: Option<String>,
    note: String,
    next_time: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct QuestionBody {
    id: String,
    text: String,
    principle: String,
    principles: Vec<String>,
    bank: String,
    probes: Vec<String>,
    reason: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct ProbeBody {
    text: String,
    secs: f64,
    outcome: String,
}

/// The checkpoint as JSON.
///
/// # Errors
/// Never for a checkpoint made by this program; serde's error otherwise.
pub fn to_json(checkpoint: &Checkpoint) -> serde_json::Result<Value> {
    let brief = &checkpoint.brief;
    let drawn = brief.drawn.clone();
    serde_json::to_value(RunningBody {
        v: 1,
        id: brief.id,
        question: QuestionBody {
            id: drawn.id,
            text: drawn.text,
            principle: drawn.principle,
            principles: drawn.principles,
            bank: drawn.bank,
            probes: drawn.probes,
            reason: drawn.reason,
        },
        shown: brief.shown,
        session: brief.session,
        mode: brief.mode.id().to_owned(),
        redo_of: brief.redo_of,
        budget_secs: brief.budget.total_secs,
        shares: brief.budget.shares.percent(),
        think_secs: brief.think_secs,
        max_probes: brief.max_probes,
        ask_prediction: brief.ask_prediction,
        place: match checkpoint.place {
            CheckpointPhase::Think => "think",
            CheckpointPhase::Answer => "answer",
            CheckpointPhase::Probe(_) => "probe",
            CheckpointPhase::Score => "score",
        }
        .to_owned(),
        phase_ms: millis(checkpoint.phase_time),
        answer_ms: checkpoint.answer_time.map(millis),
        section_ms: checkpoint.sections.map(|times| times.0.map(millis)),
        lit: checkpoint.lit.map(|section| section as usize),
        probes: checkpoint
            .probes
            .iter()
            .map(|p| ProbeBody { text: p.text.clone(), secs: p.secs, outcome: p.outcome.id().to_owned() })
            .collect(),
        scores: checkpoint.scores.iter().map(|(d, s)| (d.id().to_owned(), s.value())).collect(),
        predicted: checkpoint.predicted.map(Score::value),
        story: checkpoint.story.clone(),
        note: checkpoint.note.clone(),
        next_time: checkpoint.next_time.clone(),
    })
}

/// The checkpoint of an answer in a mock interview as JSON, with what the interview's clock showed.
///
/// # Errors
/// As for [`to_json`].
pub fn of_mock(checkpoint: &Checkpoint, clock: Duration) -> serde_json::Result<Value> {
    let mut value = to_json(checkpoint)?;
    value[MOCK_CLOCK] = millis(clock).into();
    Ok(value)
}

/// What the interview's clock showed, if `value` is the checkpoint of an answer in a mock interview.
pub fn mock_clock(value: &Value) -> Option<Duration> {
    value.get(MOCK_CLOCK)?.as_u64().map(Duration::from_millis)
}

/// The field in which that stands, in milliseconds.
const MOCK_CLOCK: &str = "mock_clock_ms";

/// The checkpoint that was stored as `value`.
///
/// # Errors
/// A notice for the person if it cannot be read; the bytes stay where they are until the next
/// rehearsal.
pub fn from_json(value: Value) -> Result<Checkpoint, Notice> {
    let unreadable = |why: &str| Notice {
        subject: "The attempt that was running".to_owned(),
        text: format!(
            "It was remembered in a form that cannot be read ({why}), so it cannot be taken up again."
        ),
    };
    let body: RunningBody = serde_json::from_value(value).map_err(|e| unreadable(&e.to_string()))?;
    if body.v != 1 {
        return Err(unreadable("a newer version wrote it"));
    }
    let shares = Shares::new(body.shares).ok_or_else(|| unreadable("its shares do not add up"))?;
    let probes: Vec<ProbeRecord> = body
        .probes
        .into_iter()
        .map(|p| {
            let outcome = Outcome::from_id(&p.outcome).ok_or_else(|| unreadable("an unknown outcome"))?;
            Ok(ProbeRecord { text: p.text, secs: p.secs, outcome })
        })
        .collect::<Result<_, Notice>>()?;
    let mut scores = Scores::default();
    for (id, value) in &body.scores {
        let dimension = Dimension::from_id(id).ok_or_else(|| unreadable("an unknown dimension"))?;
        scores.set(dimension, Score::new(*value));
    }
    let place = match body.place.as_str() {
        "think" => CheckpointPhase::Think,
        "answer" => CheckpointPhase::Answer,
        "probe" => CheckpointPhase::Probe(probes.len()),
        _ => CheckpointPhase::Score,
    };
    Ok(Checkpoint {
        brief: Brief {
            id: body.id,
            drawn: Drawn {
                id: body.question.id,
                text: body.question.text,
                principle: body.question.principle,
                principles: body.question.principles,
                bank: body.question.bank,
                probes: body.question.probes,
                reason: body.question.reason,
            },
            shown: body.shown,
            session: body.session,
            mode: Mode::from_id(&body.mode),
            redo_of: body.redo_of,
            budget: Budget { total_secs: body.budget_secs, shares },
            think_secs: body.think_secs,
            max_probes: body.max_probes,
            ask_prediction: body.ask_prediction,
        },
        place,
        phase_time: Duration::from_millis(body.phase_ms),
        answer_time: body.answer_ms.map(Duration::from_millis),
        sections: body.section_ms.map(|times| PerSection(times.map(Duration::from_millis))),
        lit: body.lit.and_then(|i| Section::ALL.get(i).copied()),
        probes,
        scores,
        predicted: body.predicted.and_then(Score::new),
        story: body.story,
        note: body.note,
        next_time: body.next_time,
    })
}

fn think_secs() -> u32 {
    THINK_SECS
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn checkpoint(place: CheckpointPhase, answered: usize) -> Checkpoint {
        let probe = |n: usize| ProbeRecord { text: format!("Why {n}?"), secs: 12.0, outcome: Outcome::Held };
        let mut scores = Scores::default();
        scores.set(Dimension::Fit, Score::new(4));
        Checkpoint {
            brief: Brief {
                id: Uuid::from_u128(1),
                drawn: Drawn {
                    id: "a-1".to_owned(),
                    text: "When?".to_owned(),
                    principle: "Calm".to_owned(),
                    principles: vec!["Calm".to_owned()],
                    bank: "a".to_owned(),
                    probes: vec!["Why 0?".to_owned(), "Why 1?".to_owned()],
                    reason: "Calm: not practised yet".to_owned(),
                },
                shown: DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap(),
                session: Uuid::from_u128(2),
                mode: Mode::Drill,
                redo_of: Some(Uuid::from_u128(3)),
                budget: Budget::default(),
                think_secs: 120,
                max_probes: 3,
                ask_prediction: true,
            },
            place,
            phase_time: Duration::from_millis(61_250),
            answer_time: Some(Duration::from_secs(90)),
            sections: Some(PerSection([Duration::from_secs(30); 4])),
            lit: Some(Section::Action),
            probes: (0..answered).map(probe).collect(),
            scores,
            predicted: Score::new(3),
            story: Some("s".to_owned()),
            note: "a note".to_owned(),
            next_time: "breathe".to_owned(),
        }
    }

    #[test]
    fn every_place_reads_back() {
        for (place, answered) in [
            (CheckpointPhase::Think, 0),
            (CheckpointPhase::Answer, 0),
            (CheckpointPhase::Probe(1), 1),
            (CheckpointPhase::Score, 2),
        ] {
            let before = checkpoint(place, answered);
            assert_eq!(from_json(to_json(&before).unwrap()).unwrap(), before);
        }
    }

    #[test]
    fn a_newer_version_is_told() {
        let mut value = to_json(&checkpoint(CheckpointPhase::Think, 0)).unwrap();
        value["v"] = 2.into();
        assert!(from_json(value).unwrap_err().text.contains("newer version"));
        assert!(from_json(Value::Null).is_err());
    }
}
