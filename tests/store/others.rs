//! Scores beside one's own on disk: they read back, old bodies need none, and later versions' parts stay.

use std::fs;

use greenroom::domain::rubric::{Dimension, Score, Scores};
use greenroom::domain::second_scores::{FriendScores, Rescored};
use greenroom::store::{AttemptBody, AttemptProblem};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::room::*;

fn scores(score: u8) -> Scores {
    let mut scores = Scores::default();
    scores.set(Dimension::Depth, Score::new(score));
    scores.set(Dimension::Fit, Score::new(score));
    scores
}

fn friend(by: &str, packet: Option<u128>) -> FriendScores {
    let note = Some("Say “I”.\nSay the number.".to_owned());
    FriendScores {
        by: by.to_owned(),
        at: time(),
        scores: scores(2),
        note,
        packet: packet.map(Uuid::from_u128),
    }
}

fn last_body(room: &Room) -> Value {
    let text = fs::read_to_string(room.journal()).unwrap();
    let line: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    line["body"].clone()
}

#[test]
fn they_read_back_and_a_body_without_them_has_none() {
    let room = Room::with(1..2);
    assert_eq!(room.contents().has.attempts[0], attempt(1), "an attempt from before they existed");
    assert!(last_body(&room).get("again").is_none() && last_body(&room).get("others").is_none());
    let mut scored = attempt(1);
    scored.rescored = Some(Rescored { at: time(), scores: scores(3) });
    scored.friend_scores = vec![friend("Anna", Some(5)), FriendScores { note: None, ..friend("Ben", None) }];
    room.open().0.put_attempt(&scored, stamp()).unwrap();
    assert_eq!(*room.contents().has.attempts, [scored.clone()]);
    assert_eq!(last_body(&room)["scores"], json!({"rubric": 2, "depth": 4}), "one's own are one's own");
    assert_eq!(
        last_body(&room)["again"],
        json!({"at": "2026-03-04T18:05:00+01:00", "scores": {"rubric": 2, "depth": 3, "fit": 3}})
    );
    // Taken back: nothing of them comes up again.
    (scored.rescored, scored.friend_scores) = (None, Vec::new());
    room.open().0.put_attempt(&scored, stamp()).unwrap();
    assert_eq!(*room.contents().has.attempts, [attempt(1)]);
}

#[test]
fn what_a_later_version_wrote_into_them_survives_an_edit() {
    let room = Room::new();
    let body = json!({
        "question": {"text": "What?"}, "principle": "Calm", "started": "2026-03-04T18:05:00+01:00",
        "again": {"at": "2026-03-06T18:05:00+01:00", "scores": {"depth": 3, "charm": 5}, "heard": true},
        "others": [
            {"by": "a later kind", "when": "someday", "scores": {"fit": 2}},
            {"by": "Anna", "at": "2026-03-05T18:05:00+01:00", "scores": {"fit": 2, "charm": 4}, "voice": "alto"},
        ],
    });
    // A line of this version, with the later one's body put into it.
    room.open().0.put_attempt(&attempt(1), stamp()).unwrap();
    let line = fs::read_to_string(room.journal()).unwrap();
    let (head, _) = line.split_once("\"body\":").unwrap();
    let summed = format!("{head}\"body\":{body}");
    let later = format!("{summed},\"sum\":\"{:08x}\"}}\n", crc32c::crc32c(summed.as_bytes()));
    fs::write(room.journal(), later).unwrap();
    let (mut store, contents) = room.open();
    assert_eq!(contents.notices, []);
    let mut edited = contents.has.attempts[0].clone();
    assert_eq!((edited.friend_scores.len(), edited.friend_scores[0].by.as_str()), (1, "Anna"));
    edited.note = Some("edited".to_owned());
    edited.friend_scores.push(friend("Ben", Some(6)));
    store.put_attempt(&edited, stamp()).unwrap();
    drop(store);
    let last = last_body(&room);
    assert_eq!(last["again"]["scores"], json!({"depth": 3, "charm": 5}));
    assert_eq!(last["again"]["heard"], true);
    assert_eq!(last["others"][0]["when"], "someday");
    assert_eq!(
        (&last["others"][1]["voice"], &last["others"][1]["scores"]["charm"]),
        (&json!("alto"), &json!(4))
    );
    assert_eq!(last["others"][2]["by"], "Ben");
    assert_eq!(*room.contents().has.attempts, [edited]);
}

#[test]
fn what_is_wrong_in_a_logged_body_is_told() {
    let problem = |field: &str, value: Value| {
        let mut body = json!({"question": {"text": "What?"}, "principle": "Calm", "started": "2026-03-04T18:05:00+01:00"});
        body[field] = value;
        AttemptBody::from_json(&body.to_string()).unwrap().check().unwrap_err()
    };
    let at = "2026-03-04T18:05:00+01:00";
    assert_eq!(
        problem("again", json!({"at": "yesterday", "scores": {}})),
        AttemptProblem::Time { field: "again.at".to_owned(), found: "yesterday".to_owned() }
    );
    assert_eq!(
        problem("again", json!({"at": at, "scores": {"fit": 9}})),
        AttemptProblem::Score { field: "again.scores.fit".to_owned(), found: "9".to_owned() }
    );
    assert_eq!(
        problem("others", json!([{"by": " ", "at": at, "scores": {"fit": 2}}])),
        AttemptProblem::Missing { field: "others.by" }
    );
    assert_eq!(
        problem("others", json!([{"by": "A", "at": at, "scores": {"charm": 2}}])),
        AttemptProblem::Dimension { found: "charm".to_owned() }
    );
}
