//! Tests of the checkpoint on disk.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::domain::draw::Drawn;
use crate::domain::level::{Level, Reach, Scope};
use crate::domain::rubric::{Dimension, Rubric, Score, Scores};
use crate::store::schema::encode_document;

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
            part: None,
        },
        place,
        phase_time: Duration::from_millis(61_257),
        answer_time: Some(Duration::from_millis(90_001)),
        sections: Some(PerSection([1, 22, 333, 4444].map(Duration::from_millis))),
        lit: Some(Section::Action),
        probes: (0..answered).map(probe).collect(),
        scores,
        predicted: Score::new(3),
        story: Some("s".to_owned()),
        note: "a note".to_owned(),
        next_time: "breathe".to_owned(),
        scope: Some(Scope { level: Level::Manager, reach: Reach::Below }),
        plain_words: true,
        interview: Some(Duration::from_millis(1_234_567)),
    }
}

fn written(checkpoint: &Checkpoint) -> Value {
    serde_json::to_value(RunningDoc::of(checkpoint)).unwrap()
}

fn read(value: &Value) -> Result<Checkpoint, SetAside> {
    parse_running("running/x.json", &serde_json::to_vec(value).unwrap())?.to_checkpoint("running/x.json")
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
        let bytes = encode_document(&RunningDoc::of(&before)).unwrap();
        let doc = parse_running("running/x.json", &bytes).unwrap();
        assert_eq!(doc.to_checkpoint("running/x.json").unwrap(), before);
    }
}

#[test]
fn sections_are_named() {
    let value = written(&checkpoint(CheckpointPhase::Answer, 0));
    assert_eq!(value["section"], "action");
    assert_eq!(value["section_secs"]["result"], json!(4.444));
    assert_eq!(value["scores"], json!({"rubric": 2, "fit": 4}));
}

/// As the first version wrote it, byte for byte but for its sum.
#[test]
fn the_first_form_is_read() {
    let first = json!({
        "format": "greenroom-running/1",
        "body": {
            "v": 1, "id": Uuid::from_u128(1), "question": {
                "id": "a-1", "text": "When?", "principle": "Calm", "principles": ["Calm"], "bank": "a",
                "probes": ["Why 0?", "Why 1?"], "reason": "Calm: not practised yet"
            },
            "shown": "2026-06-30T12:00:00+02:00", "session": Uuid::from_u128(2), "mode": "drill",
            "redo_of": Uuid::from_u128(3), "budget_secs": 180, "shares": [15, 10, 60, 15], "think_secs": 120,
            "max_probes": 3, "ask_prediction": true, "place": "probe", "phase_ms": 61257, "answer_ms": 90001,
            "section_ms": [1, 22, 333, 4444], "lit": 2,
            "probes": [{"text": "Why 0?", "secs": 12.0, "outcome": "held"}],
            "scores": [["fit", 4]], "predicted": 3, "story": "s", "note": "a note", "next_time": "breathe",
            "mock_clock_ms": 1_234_567
        }
    });
    let checkpoint = checkpoint(CheckpointPhase::Probe(1), 1);
    // What came later was not known then.
    let scores = checkpoint.scores.read_by(Rubric::FIRST);
    let then = Checkpoint { scores, scope: None, plain_words: false, ..checkpoint };
    assert_eq!(read(&first).unwrap(), then);
    let mut later = first.clone();
    later["body"]["v"] = 2.into();
    assert!(read(&later).unwrap_err().to_string().contains("newer version"));
    let mut earlier = first;
    earlier["body"].as_object_mut().unwrap().remove("think_secs");
    earlier["body"].as_object_mut().unwrap().remove("mock_clock_ms");
    let earlier = read(&earlier).unwrap();
    assert_eq!((earlier.brief.think_secs, earlier.interview), (THINK_SECS, None));
}

#[test]
fn what_cannot_be_taken_up_is_told() {
    let good = written(&checkpoint(CheckpointPhase::Probe(1), 1));
    let with = |change: fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        read(&value).unwrap_err().to_string()
    };
    assert!(with(|v| v["format"] = "greenroom-running/3".into()).contains("greenroom-running/3"));
    assert!(with(|v| v["shares"] = json!([1, 1, 1, 1])).contains("add up"));
    assert!(with(|v| v["probes"][0]["outcome"] = "won".into()).contains("outcome"));
    assert!(with(|v| v["place_secs"] = json!(-1)).contains("seconds"));
    assert!(read(&Value::Null).is_err());
}

#[test]
fn fields_of_later_versions_are_kept() {
    let mut value = written(&checkpoint(CheckpointPhase::Probe(1), 1));
    value["pitch"] = "low".into();
    value["question"]["origin"] = "a letter".into();
    value["scores"]["warmth"] = 5.into();
    let old = parse_running("x", &serde_json::to_vec(&value).unwrap()).unwrap();
    let mut new = RunningDoc::of(&old.to_checkpoint("x").unwrap());
    new.carry_over(old);
    assert_eq!(serde_json::to_value(new).unwrap(), value);
}
