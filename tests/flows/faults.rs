//! What goes wrong: a crash, a full disk, a second window, broken files.

use std::time::Duration;

use eframe::egui::{self, Key};
use greenroom::domain::rubric::Dimension;
use greenroom::store::Store;

use super::drill::left;
use super::screens::typed;
use super::support::{Room, RoomOptions};

fn options() -> RoomOptions {
    RoomOptions::default()
}

/// A folder that outlives the rooms opened over it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn open(&self) -> Room {
        Room::open(&options(), &self.0.path().join("data"), &self.0.path().join("state"))
    }
}

#[test]
fn a_crash_in_the_middle_of_an_answer_is_offered_again() {
    let folder = Folder::new();
    let mut room = folder.open();
    room.press(Key::Space);
    let id = room.model().rehearsal().unwrap().brief.id;
    room.press(Key::Space);
    room.wait(40);
    room.press(Key::ArrowRight);
    room.wait(6);
    room.dead.set(true);
    room.wait(30);
    drop(room);

    let mut room = folder.open();
    assert!(room.says("An answer was running when Greenroom stopped"));
    room.click("Resume it");
    assert!(room.says("Paused"), "it waits for the person");
    let secs = 180 - left(&room);
    assert!((41..=48).contains(&secs), "at most five seconds are missing: {secs}");
    room.press(Key::Space);
    room.press(Key::Enter);
    room.press(Key::E);
    room.score_all(Key::Num3);
    assert_eq!(room.stored().iter().filter(|a| a.id == id).count(), 1);
    drop(room);
    assert!(!folder.open().says("An answer was running"), "offered once");
}

#[test]
fn what_was_running_is_kept_when_another_rehearsal_starts() {
    let folder = Folder::new();
    let mut room = folder.open();
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(20);
    room.dead.set(true);
    drop(room);
    let mut room = folder.open();
    room.press(Key::Space);
    assert!(room.says("Resume it, keep it or drop it, then start another."), "a start by key asks first");
    assert_eq!(room.stored().len(), 0);
    room.go(Key::Num3);
    let first = room.model().notebook.readiness_table().rows[0].name.clone();
    room.click(&format!("Start this drill: {first}"));
    assert_eq!(room.stored().len(), 1);
    // Nothing moves on stage: it is said when the rehearsal is over.
    room.press(Key::Escape);
    room.press(Key::D);
    assert!(room.says("It was kept as it stood"));
}

#[test]
fn the_last_line_typed_survives_a_crash() {
    let folder = Folder::new();
    let mut room = folder.open();
    room.press(Key::Space);
    room.answer(10);
    for _ in 0..6 {
        room.press(Key::Num4);
    }
    room.harness.event(eframe::egui::Event::Text("slow down".to_owned()));
    room.harness.run();
    room.wait(2);
    room.dead.set(true);
    drop(room);
    let mut room = folder.open();
    room.click("Resume it");
    assert!(room.says("Save and go on"));
    assert!(Dimension::ALL.iter().all(|dimension| room.says(&format!("{dimension}, 4 of 5"))));
    room.click("Next time");
    assert_eq!(typed(&room, "Next time I will"), "slow down");
}

#[test]
fn a_full_disk_loses_nothing_and_says_so() {
    let mut room = Room::new(&options());
    room.press(Key::Space);
    room.failing.set(true);
    room.answer(10);
    room.score_all(Key::Num4);
    assert!(room.says("The attempt is not saved") && room.says("The disk is full."));
    assert!(room.says("Not saved"));
    assert!(room.stored().is_empty());
    room.failing.set(false);
    room.click("Try to save again");
    assert_eq!(room.stored().len(), 1);
    assert!(room.says("Last answer saved") && !room.says("The attempt is not saved"));
}

#[test]
fn a_second_window_reads_and_says_that_it_cannot_save() {
    let folder = Folder::new();
    let first = folder.open();
    let mut second = folder.open();
    assert!(second.says("Nothing can be saved"));
    second.press(Key::Space);
    second.answer(10);
    second.score_all(Key::Num4);
    assert!(second.says("The attempt is not saved"));
    assert!(first.stored().is_empty());
}

/// Access is settled anew when the person tries again: the answer is saved, and what the other window wrote is here too.
#[test]
fn a_second_window_saves_when_the_first_is_closed() {
    let folder = Folder::new();
    let mut first = folder.open();
    let mut second = folder.open();
    second.press(Key::Space);
    second.answer(10);
    second.score_all(Key::Num4);
    second.click("Try to save again");
    second.harness.run();
    assert!(second.says("The attempt is not saved"), "the first window is still open");
    first.press(Key::Space);
    first.answer(20);
    first.score_all(Key::Num2);
    drop(first);
    second.click("Try to save again");
    second.harness.run();
    assert!(!second.says("not saved") && !second.says("Nothing can be saved"));
    assert!(second.model().saving.failed.is_empty() && second.model().why_read_only().is_none());
    assert_eq!((second.stored().len(), second.model().notebook.attempts.len()), (2, 2));
}

/// An answer that the other window was killed in the middle of is offered here too, and not forgotten.
#[test]
fn a_window_that_becomes_the_writer_offers_what_the_other_left_in_its_middle() {
    let folder = Folder::new();
    let mut first = folder.open();
    let mut second = folder.open();
    second.press(Key::Space);
    second.answer(10);
    second.score_all(Key::Num4);
    second.press(Key::Escape);
    second.press(Key::D);
    first.press(Key::Space);
    first.press(Key::Space);
    first.wait(40);
    first.dead.set(true);
    drop(first);
    assert!(!second.model().is_on_stage());
    second.click("Try to save again");
    second.harness.run();
    assert!(second.model().notices.is_empty(), "{:?}", second.model().notices);
    second.go(Key::Num1);
    assert!(second.says("An answer was running when Greenroom stopped"));
    assert_eq!(second.stored().len(), 1);
    drop(second);
    assert!(folder.open().says("An answer was running when Greenroom stopped"), "it is still there");
}

/// Where the folder stays read-only, what was answered can be taken to another place.
#[test]
fn what_a_second_window_cannot_save_can_be_saved_elsewhere() {
    let folder = Folder::new();
    let _first = folder.open();
    let mut second = folder.open();
    second.press(Key::Space);
    second.answer(10);
    second.score_all(Key::Num4);
    let elsewhere = folder.0.path().join("copy.json");
    *second.dialog.borrow_mut() = Some(elsewhere.clone());
    second.click("Save a copy of your answers elsewhere…");
    second.harness.run();
    second.click("Save as…");
    second.harness.run();
    let copy = std::fs::read_to_string(elsewhere).unwrap();
    assert!(copy.contains(&second.model().notebook.attempts[0].id.to_string()), "{copy}");
}

#[test]
fn a_broken_bank_is_told_with_file_place_and_reason_and_the_rest_work() {
    let mut room = Room::prepared(&options(), |data| {
        std::fs::create_dir_all(data.join("banks")).unwrap();
        std::fs::write(data.join("banks/mine.json"), "{\"format\": \"greenroom-bank/1\",\n \"id\": oops}")
            .unwrap();
    });
    room.harness.run();
    assert!(room.says("mine.json") && room.says("line 2"));
    room.click("Dismiss");
    room.go(Key::Num5);
    assert!(room.says("mine.json") && room.says("line 2"), "the screen goes on saying so");
    room.go(Key::Num1);
    room.press(Key::Space);
    assert!(room.says("Begin the answer"));
}

#[test]
fn an_unreadable_profile_is_told_and_not_replaced_unsaved() {
    let broken = "{\"format\": \"greenroom-profile/1\", \"settings\": {";
    let mut room = Room::prepared(&options(), |data| {
        std::fs::create_dir_all(data).unwrap();
        std::fs::write(data.join("profile.json"), broken).unwrap();
    });
    room.harness.run();
    assert!(room.says("profile.json"));
    assert_eq!(std::fs::read_to_string(room.folder.join("profile.json")).unwrap(), broken);
}

#[test]
fn what_is_tried_again_is_what_is_there_by_then() {
    let mut room = Room::new(&options());
    room.go(Key::Num4);
    room.click("Write a story");
    room.failing.set(true);
    room.type_into("Title", "The import");
    room.wait(2);
    assert!(room.says("The story is not saved"));
    room.failing.set(false);
    room.type_into("Title", " that failed");
    room.wait(2);
    assert!(!room.says("Try to save again"), "the newer write took the older one's place");
    let stories =
        greenroom::store::Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.stories;
    assert_eq!(stories[0].title, "The import that failed");
}

#[test]
fn an_attempt_that_was_stored_is_not_offered_again() {
    let folder = Folder::new();
    let mut room = folder.open();
    room.press(Key::Space);
    room.answer(10);
    room.press(Key::Num2);
    room.wait(2);
    let running = std::fs::read_dir(room.folder.join("running")).unwrap().next().unwrap().unwrap().path();
    let checkpoint = std::fs::read(&running).unwrap();
    for _ in 0..5 {
        room.press(Key::Num4);
    }
    room.press(Key::Enter);
    let saved = room.stored();
    room.dead.set(true);
    drop(room);
    // As if the crash had come before the checkpoint was replaced.
    std::fs::write(&running, checkpoint).unwrap();
    let mut room = folder.open();
    assert!(!room.says("An answer was running"));
    room.press(Key::Space);
    assert_eq!(room.stored(), saved);
}

#[test]
fn esc_in_a_field_leaves_the_field_and_nothing_else() {
    let mut room = Room::new(&options());
    room.press(Key::Space);
    room.answer(10);
    for _ in 0..6 {
        room.press(Key::Num4);
    }
    room.harness.event(eframe::egui::Event::Text("slow down".to_owned()));
    room.harness.run();
    room.press(Key::Escape);
    assert!(!room.says("Leave the stage?"));
    room.press(Key::Escape);
    assert!(room.says("Leave the stage?"));
}

#[test]
fn the_key_that_ends_a_gap_does_not_end_the_answer() {
    let mut room = Room::new(&options());
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(10);
    room.clock.advance(std::time::Duration::from_mins(10));
    room.harness.key_press(Key::Enter);
    room.harness.run();
    assert!(room.says("Greenroom was stopped for 10:0"));
    room.press(Key::P);
    room.press(Key::Enter);
    room.press(Key::E);
    room.score_all(Key::Num4);
    let secs = room.stored()[0].answer_secs.unwrap();
    assert!((10.0..=14.0).contains(&secs), "{secs}");
}

#[test]
fn who_types_without_a_pause_loses_no_more_than_two_seconds() {
    let folder = Folder::new();
    let mut room = folder.open();
    room.go(Key::Num4);
    room.click("Write a story");
    room.type_into("Title", "The night ");
    for word in 0..25 {
        room.clock.advance(Duration::from_millis(600));
        room.harness.event(egui::Event::Text(format!("{word} ")));
        room.harness.run();
    }
    // The plug is pulled.
    room.dead.set(true);
    let stored = Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.stories;
    let words = stored[0].title.split_whitespace().count();
    assert!(words >= 2 + 25 - 4, "{}", stored[0].title);
}

/// A document that is not as it was saved: used, told, and the person decides.
#[test]
fn a_document_edited_by_hand_is_kept_or_restored_as_the_person_decides() {
    for (button, title) in
        [("Keep it as it is", "The longer outage"), ("Restore it from the backup of", "The outage")]
    {
        let folder = Folder::new();
        let data = folder.0.path().join("data");
        let file = data.join("stories/outage.json");
        let now = chrono::Local::now().fixed_offset();
        let (mut store, _) = Store::open(&data, &folder.0.path().join("state"), now.into()).unwrap();
        let mut story = greenroom::domain::story::Story::new("outage".to_owned(), now);
        "The outage".clone_into(&mut story.title);
        store.write_story(&story).unwrap();
        store.backup_now(now.into()).unwrap();
        drop(store);
        let edited = std::fs::read_to_string(&file).unwrap().replace("The outage", "The longer outage");
        std::fs::write(&file, edited).unwrap();
        let mut room = folder.open();
        assert!(room.says("stories/outage.json") && room.says("not as Greenroom saved it"));
        assert_eq!(room.model().notebook.stories[0].title, "The longer outage", "it is used as it stands");
        let label = match &room.model().data.altered[0].backup {
            Some(backup) if button.starts_with("Restore") => format!("{button} {}", backup.day()),
            _ => button.to_owned(),
        };
        room.click(&label);
        room.harness.run();
        assert_eq!(room.model().notebook.stories[0].title, title);
        assert!(!room.says("not as Greenroom saved it"));
        drop(room);
        let room = folder.open();
        assert!(!room.says("not as Greenroom saved it"), "it is asked once");
        assert_eq!(room.model().notebook.stories[0].title, title);
    }
}
