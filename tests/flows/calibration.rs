//! Calibration: scoring an answer again, blind, and a friend's file that is dropped on the window.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use eframe::egui::{self, Key};
use greenroom::app::update;
use greenroom::domain::attempt::{AskedQuestion, Attempt};
use greenroom::domain::draw::ago;
use greenroom::domain::rubric::{Dimension, Score};
use greenroom::store::Store;
use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{Room, RoomOptions};

const QUESTION: &str = "What broke, and how did you find out?";

/// An attempt so many hours before the room's evening, all fives, with a note.
fn attempt(n: u128, hours: i64) -> Attempt {
    let wall = DateTime::parse_from_rfc3339(RoomOptions::default().wall).unwrap();
    let question = AskedQuestion { id: None, text: QUESTION.to_owned() };
    let started = wall - TimeDelta::hours(hours);
    let mut attempt = Attempt::new(Uuid::from_u128(n), question, "Dive Deep".to_owned(), started);
    for d in Dimension::ALL {
        attempt.scores.set(d, Score::new(5));
    }
    attempt.predicted = Score::new(4);
    attempt.note = Some("I counted two aisles by hand.".to_owned());
    attempt
}

/// At the calibration view of the readiness screen.
fn calibration(room: &mut Room) {
    room.go(Key::Num3);
    room.click_any("Calibration");
}

fn room_with(attempts: &[Attempt]) -> Room {
    let attempts = attempts.to_vec();
    Room::prepared(&RoomOptions::default(), |folder: &Path| {
        let now = DateTime::parse_from_rfc3339(RoomOptions::default().wall).unwrap();
        let (mut store, _) = Store::open(folder, &folder.with_extension("filler"), now.into()).unwrap();
        store.put_attempts(&attempts, now.into()).unwrap();
    })
}

fn again(room: &Room, at: usize) -> Option<[u8; 6]> {
    let scores = room.stored()[at].rescored?.scores;
    Some(Dimension::ALL.map(|d| scores.get(d).map_or(0, Score::value)))
}

#[test]
fn an_answer_is_scored_again_blind_by_keyboard_and_then_both_are_seen() {
    let mut room = room_with(&[attempt(1, 100), attempt(2, 30)]);
    calibration(&mut room);
    let mut presses = 0;
    while focused(&room) != "Score it again, blind" {
        room.press(Key::Tab);
        presses += 1;
        assert!(presses < 200, "the keyboard never comes to the button");
    }
    room.press(Key::Enter);
    assert!(room.says("Monday 29 June 2026, 13:00"), "the newest first");
    assert!(room.says(QUESTION) && room.says("I counted two aisles by hand."));
    assert!(room.says("Result, not scored") && !room.says("5 of 5") && !room.says("You expected"), "blind");
    for key in [Key::Num4, Key::Num3, Key::ArrowLeft, Key::Num2, Key::Num0, Key::Num4, Key::Num5] {
        room.press(key);
    }
    assert_eq!(again(&room, 1), None, "nothing is stored before it is saved");
    room.press(Key::Enter);
    assert_eq!(again(&room, 1), Some([4, 2, 0, 4, 5, 0]));
    let stored = room.stored();
    assert_eq!(stored[1].scores.mean(), Some(5.0), "the first scores stay");
    assert_eq!(stored[1].rescored.unwrap().at, room.model().now.wall);
    assert!(room.says("At first") && room.says("1.2 less than at first, on the whole."));
    room.press(Key::Num1);
    assert_eq!(again(&room, 1), Some([4, 2, 0, 4, 5, 0]), "what is saved is saved");
    room.press(Key::Enter);
    assert!(!room.says("At first") && room.is_headed("Readiness"));
    assert!(room.says("Today's is done"));
    assert!(room.says("From 1 answer, which is too few to say."));
    // The estimate is the one from before: these scores are no evidence.
    assert!(mean(&room) > 4.999);
}

fn mean(room: &Room) -> f64 {
    room.model().notebook.readiness_table().readiness("Dive Deep").mean.unwrap()
}

/// The name of what has the keyboard.
fn focused(room: &Room) -> String {
    use egui_kittest::kittest::{NodeT, Queryable};
    room.harness
        .query_all_by(|node| node.is_focused() && node.label().is_some())
        .next()
        .and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn esc_leaves_without_saving_and_says_so() {
    let mut room = room_with(&[attempt(1, 30)]);
    room.go(Key::Num6);
    room.click(&row(&room));
    room.click("Score it again, blind…");
    room.press(Key::Escape);
    assert!(!room.says("Leave without saving"));
    assert!(!room.says("Dismiss"), "nothing was scored, nothing is said");
    assert!(room.says("Delete"), "back at the answer");
    room.click("Score it again, blind…");
    room.press(Key::Num3);
    room.press(Key::Escape);
    assert!(room.says("the new scores were dropped"));
    assert_eq!(again(&room, 0), None);
    // Another way out drops them too, and says so too.
    room.click("Dismiss");
    room.click("Score it again, blind…");
    room.press(Key::Enter);
    assert_eq!(again(&room, 0), None, "nothing at all is nothing to save");
    room.press(Key::Num3);
    room.go(Key::Num1);
    assert!(room.is_headed("Today") && room.says("the new scores were dropped"));
}

fn row(room: &Room) -> String {
    greenroom::ui::screens::history::row_label(room.model(), &room.model().notebook.attempts[0])
}

#[test]
fn one_a_day_once_each_a_day_old_with_a_note() {
    let mut without = attempt(3, 50);
    without.note = None;
    let mut room = room_with(&[attempt(1, 100), attempt(2, 23), without]);
    calibration(&mut room);
    room.click("Score it again, blind");
    assert!(room.says("Friday 26 June 2026, 15:00"));
    room.press(Key::Num3);
    room.press(Key::Enter);
    room.press(Key::Enter);
    room.clock.advance(Duration::from_hours(2));
    room.wait(1);
    assert!(room.says("Today's is done") && !room.says("Score it again, blind"), "not two on one day");
    room.go(Key::Num6);
    let second = greenroom::ui::screens::history::row_label(room.model(), &room.model().notebook.attempts[2]);
    room.click(&second);
    assert!(!room.says("Score it again, blind…"));
    room.clock.advance(Duration::from_hours(12));
    room.wait(1);
    calibration(&mut room);
    let when = ago(attempt(2, 23).started, room.clock.0.get().wall);
    assert!(room.says("Score it again, blind") && room.says(&format!("Dive Deep, {when}")));
    room.go(Key::Num6);
    room.click(&second);
    room.click("Score it again, blind…");
    room.press(Key::Num3);
    room.press(Key::Enter);
    room.press(Key::Enter);
    assert!(room.says("You again, 1 Jul: Result 3"), "both beside each other in History");
    let again = room.stored().iter().filter(|a| a.rescored.is_some()).count();
    assert_eq!(again, 2);
}

#[test]
fn what_was_scored_is_kept_when_the_window_closes() {
    let mut room = room_with(&[attempt(1, 30)]);
    calibration(&mut room);
    room.click("Score it again, blind");
    room.press(Key::Num2);
    let contents = Store::read(&room.folder, room.model().now.wall.into()).unwrap();
    let built_in = greenroom::banks::built_in().unwrap();
    let mut model = greenroom::app::model::Model::new(contents, built_in, String::new(), room.model().now, 1);
    model.rescoring.clone_from(&room.model().rescoring);
    let effects = update::close(&mut model, room.model().now);
    let kept = effects.iter().any(|effect| {
        use greenroom::app::effect::{Effect, StoreJob};
        use greenroom::domain::notebook::Entry;
        let Effect::Store(StoreJob::Write(change)) = effect else { return false };
        change.parts().iter().any(|(_, entry)| {
            matches!(entry, Some(Entry::Attempt(a)) if a.rescored.is_some_and(|g| g.scores.count() == 1))
        })
    });
    assert!(kept, "{effects:?}");
}

// -- A friend's file -----------------------------------------------------------------------------

fn file(by: &str, score: u8) -> Value {
    json!({
        "format": "greenroom-scores/1", "packet": "0198c0de-0000-7000-8000-000000000001",
        "attempt": Uuid::from_u128(1), "question": QUESTION, "by": by, "at": "2026-06-30T18:00:00+02:00",
        "scores": {"result": score, "depth": score}, "note": "Say the number first.",
    })
}

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|e| e.to_string())
    }
}

pub fn drop_file(room: &mut Room, name: &str, value: &Value) {
    let path = room.folder.with_file_name(name);
    fs::write(&path, value.to_string()).unwrap();
    room.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    room.harness.run();
    room.harness.input_mut().dropped_files.clear();
    room.harness.run();
}

fn others(room: &Room) -> Vec<(String, Option<f64>)> {
    room.stored()[0].friend_scores.iter().map(|o| (o.by.clone(), o.scores.mean())).collect()
}

#[test]
fn a_friends_file_is_dropped_stands_beside_ones_own_and_can_be_undone() {
    let mut room = room_with(&[attempt(1, 30)]);
    drop_file(&mut room, "anna.json", &file("Anna", 3));
    assert!(room.says("Scores from Anna") && room.says("3.0 of 5; yours: 5.0 of 5."));
    assert_eq!(others(&room), [("Anna".to_owned(), Some(3.0))]);
    assert_eq!(room.stored()[0].scores.mean(), Some(5.0));
    assert!(mean(&room) > 4.999, "it is no evidence");
    let imports = Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.imports;
    assert!(imports.is_empty() && !room.says("Is this about your own interview?"), "there is no review");
    // A second file of the same packet takes the place of the first, and is told.
    drop_file(&mut room, "anna-2.json", &file("anna", 2));
    assert!(room.says("They take the place of those from the same packet."));
    assert_eq!(others(&room), [("anna".to_owned(), Some(2.0))]);
    room.press_with(egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(others(&room), [("Anna".to_owned(), Some(3.0))], "what was replaced comes back");
    drop_file(&mut room, "anna.json", &file("Anna", 3));
    assert!(room.says("were there already; nothing changed."));
    drop_file(&mut room, "ben.json", &file("Ben", 4));
    assert_eq!(others(&room).len(), 2);
    room.press_with(egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(others(&room), [("Anna".to_owned(), Some(3.0))]);
    assert!(!room.says("Scores from Ben"), "what was told of it no longer holds");
    room.go(Key::Num6);
    room.click(&row(&room));
    assert!(room.says("Anna, 30 Jun: Depth 3") && room.says("Anna: “Say the number first.”"));
    calibration(&mut room);
    assert!(room.says("From 1 comparison, which is too few to say. A scoring packet"));
}

#[test]
fn an_answer_that_is_open_and_edited_keeps_both_the_edit_and_the_friends_scores() {
    let mut room = room_with(&[attempt(1, 30)]);
    room.go(Key::Num6);
    room.click(&row(&room));
    room.type_into("Next time I will …", "count first");
    drop_file(&mut room, "anna.json", &file("Anna", 3));
    assert!(room.says("Anna, 30 Jun: Depth 3"));
    room.press(Key::Escape);
    room.press(Key::Escape);
    let stored = &room.stored()[0];
    assert_eq!((stored.next_time.as_deref(), stored.friend_scores.len()), (Some("count first"), 1));
}

#[test]
fn a_file_that_is_pasted_is_added_and_what_does_not_belong_is_told() {
    let mut room = room_with(&[attempt(1, 30)]);
    room.harness.event(egui::Event::Paste(file("Anna", 3).to_string()));
    room.harness.run();
    assert_eq!(others(&room).len(), 1);
    let mut unknown = file("Ben", 3);
    unknown["attempt"] = json!(Uuid::from_u128(9));
    drop_file(&mut room, "unknown.json", &unknown);
    assert!(room.says("Scores not added") && room.says("not in this data folder"));
    let mut later = file("Ben", 3);
    later["format"] = json!("greenroom-scores/7");
    drop_file(&mut room, "later.json", &later);
    assert!(room.says("later.json: it was made by a packet of a later Greenroom"));
    assert_eq!(others(&room).len(), 1);
}

#[test]
fn in_quiet_mode_no_score_is_told() {
    let mut room = room_with(&[attempt(1, 30)]);
    room.go(Key::Num7);
    room.click_any("Quiet mode: keep scores, do not show them");
    drop_file(&mut room, "anna.json", &file("Anna", 3));
    assert!(room.says("Scores from Anna") && !room.says("of 5; yours"));
}
