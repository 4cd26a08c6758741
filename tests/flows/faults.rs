//! What goes wrong: a crash, a full disk, a second window, broken files.

use eframe::egui::Key;
use greenroom::domain::rehearsal::Phase;

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
    let id = room.model().stage.as_ref().unwrap().rehearsal.brief.id;
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
    {
        let rehearsal = &room.model().stage.as_ref().unwrap().rehearsal;
        assert_eq!(rehearsal.brief.id, id);
        assert!(rehearsal.is_paused(), "it waits for the person");
        let secs = rehearsal.elapsed(room.model().now.mono).as_secs();
        assert!((41..=48).contains(&secs), "at most five seconds are missing: {secs}");
    }
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
    assert!(room.says("It was kept as it stood"));
    assert_eq!(room.stored().len(), 1);
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
    let rehearsal = &room.model().stage.as_ref().unwrap().rehearsal;
    assert_eq!((rehearsal.next_time.as_str(), rehearsal.scores.count()), ("slow down", 6));
    assert!(matches!(rehearsal.phase(), Phase::Score(_)));
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

#[test]
fn a_broken_bank_is_told_with_file_place_and_reason_and_the_rest_work() {
    let mut room = Room::prepared(&options(), |data| {
        std::fs::create_dir_all(data.join("banks")).unwrap();
        std::fs::write(data.join("banks/mine.json"), "{\"format\": \"greenroom-bank/1\",\n \"id\": oops}")
            .unwrap();
    });
    room.harness.run();
    assert!(room.says("mine.json") && room.says("line 2"));
    room.press(Key::Space);
    assert!(room.model().stage.is_some());
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
