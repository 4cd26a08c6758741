//! Taking away: to a typed path, by a dialog, never over what is there unasked, and told where it went.

use std::fs;
use std::path::PathBuf;

use eframe::egui::Key;
use greenroom::domain::story::Story;
use greenroom::store::{Store, parse_bank};

use super::screens::typed;
use super::support::{Room, RoomOptions, fill};

fn room() -> Room {
    let mut room =
        Room::prepared(&RoomOptions::default(), |folder| fill(folder, 5, "2026-06-30T19:00:00+02:00"));
    room.go(Key::Num7);
    room
}

/// A path beside the data folder.
fn beside(room: &Room, name: &str) -> PathBuf {
    room.folder.with_file_name(name)
}

/// Chooses a format and saves it to a typed path.
fn save_there(room: &mut Room, format: &str, name: &str) -> PathBuf {
    let path = beside(room, name);
    room.click_any(format);
    room.type_into("Or type its path", &path.display().to_string());
    room.click("Save there");
    path
}

#[test]
fn attempts_are_written_to_a_typed_path_and_it_is_said_where_and_how_large() {
    let mut room = room();
    let path = save_there(&mut room, "Attempts as a table (CSV)", "out.csv");
    let bytes = fs::read(&path).unwrap();
    assert_eq!(String::from_utf8_lossy(&bytes).matches("\r\n").count(), 6, "the head and five rows");
    assert!(room.says(&format!("Saved as {}, {} KiB.", path.display(), bytes.len().div_ceil(1024))));
    assert!(!room.says("Writing: ") && !room.says("Dismiss"));
    room.go(Key::Num1);
    room.go(Key::Num7);
    assert!(!room.says("Saved as"), "it is told once");
}

#[test]
fn what_is_there_is_left_as_it_is_and_so_is_told() {
    let mut room = room();
    fs::write(beside(&room, "out.csv"), "mine").unwrap();
    let path = save_there(&mut room, "Attempts as a table (CSV)", "out.csv");
    assert!(room.says("is there already and was left as it is; choose another name"));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    // Another name, typed after it.
    room.type_into("Or type its path", ".2.csv");
    assert!(!room.says("is there already"), "what was told is over once another name is typed");
    room.press(Key::Enter);
    let other = PathBuf::from(typed(&room, "Or type its path"));
    assert!(fs::read(&other).unwrap().starts_with(b"\xEF\xBB\xBFid,"), "Enter saves too: {other:?}");
}

#[test]
fn a_folder_that_takes_nothing_is_told_and_leaves_nothing_behind() {
    let mut room = room();
    save_there(&mut room, "Attempts as JSON", "nowhere/out.json");
    assert!(room.says("there is no folder"));
    assert!(!beside(&room, "nowhere").exists(), "no folder is made unasked");
    // A name that is longer than a file's may be: the disk itself refuses.
    let long = "x".repeat(300);
    let mut room = self::room();
    save_there(&mut room, "Attempts as JSON", &format!("{long}.json"));
    assert!(room.says("was not written") && room.says("check that you may write there"));
    let left = fs::read_dir(room.folder.parent().unwrap()).unwrap();
    let left: Vec<_> = left.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(left.iter().all(|name| !name.contains("greenroom-tmp") && !name.contains("xxx")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let mut room = room();
    let locked = beside(&room, "locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    let may_write_all = fs::write(locked.join("probe"), "x").is_ok();
    let path = save_there(&mut room, "Stories (Markdown)", "locked/stories.md");
    // Root may write anywhere; then there is nothing to be refused.
    assert_eq!(room.says("was not written"), !may_write_all);
    assert_eq!(path.exists(), may_write_all);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_dialog_may_replace_since_it_has_asked_and_one_that_never_came_is_told() {
    let mut room = room();
    let path = beside(&room, "stories.md");
    fs::write(&path, "old").unwrap();
    room.click_any("Stories (Markdown)");
    *room.dialog.borrow_mut() = Some(path.clone());
    room.click("Save as…");
    assert!(fs::read_to_string(&path).unwrap().contains("## The invoices that did not add up (demo)"));
    assert!(room.says("Saved as"));
    room.click("Save as…");
    assert!(room.says("no file was chosen") && room.says("type the path"));
}

#[test]
fn stories_that_went_out_come_in_again_as_they_were() {
    let mut room = room();
    let path = save_there(&mut room, "Stories (Markdown)", "stories.md");
    let mut other = Room::new(&RoomOptions::default());
    other.go(Key::Num5);
    other.type_into("Path of the file", &path.display().to_string());
    other.click("Add this file");
    other.press(Key::Y);
    other.press(Key::Enter);
    let stories = |room: &Room| -> Vec<Story> {
        let mut stories = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.stories;
        stories.sort_by(|a, b| a.title.cmp(&b.title));
        stories
    };
    let (before, after) = (stories(&room), stories(&other));
    assert_eq!(after.len(), 2);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!((&after.title, &after.sections), (&before.title, &before.sections));
        assert_eq!(after.principles, before.principles);
    }
}

#[test]
fn a_bank_goes_out_under_a_name_of_its_own_and_can_be_added() {
    let mut room = room();
    let folder = room.folder.parent().unwrap().to_owned();
    room.click_any("One bank (JSON)");
    assert!(room.says("Bank"));
    room.type_into("Or type its path", &folder.display().to_string());
    room.click("Save there");
    let path = folder.join("amazon.json");
    let bank = parse_bank("amazon.json", &fs::read(&path).unwrap()).unwrap().to_bank();
    assert_eq!(bank.id, "amazon-copy");
    room.go(Key::Num5);
    room.type_into("Path of the file", &path.display().to_string());
    room.click("Add this file");
    let banks = Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.banks;
    assert!(banks.iter().any(|b| b.id == "amazon-copy"));
}

#[test]
fn from_the_palette_it_is_told_as_a_notice() {
    let mut room = room();
    room.go(Key::Num1);
    let path = beside(&room, "attempts");
    *room.dialog.borrow_mut() = Some(path.clone());
    room.press_with(eframe::egui::Modifiers::COMMAND, Key::K);
    room.harness.event(eframe::egui::Event::Text("save attempts json".to_owned()));
    room.harness.run();
    room.press(Key::Enter);
    let written = path.with_extension("json");
    assert!(
        fs::read_to_string(&written).unwrap().contains("greenroom-attempts/1"),
        "it got the right ending"
    );
    assert!(room.says(&format!("Saved as {}", written.display())));
}

#[test]
fn a_packet_is_saved_from_its_answer_where_a_path_is_typed() {
    let mut room = room();
    room.go(Key::Num6);
    let newest = room.model().notebook.attempts.last().unwrap();
    let label = greenroom::ui::screens::history::row_label(room.model(), newest);
    let question = newest.question.text.clone();
    room.click(&label);
    room.click("Scoring packet for a friend…");
    assert!(room.says("Save: Scoring packet for a friend"));
    let path = beside(&room, "packet.html");
    room.type_into("Or type its path", path.to_str().unwrap());
    room.click("Save there");
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("<!doctype html>"));
    assert!(page.contains(&question.replace('\'', "&#39;")) || page.contains(&question));
    assert!(!room.says("Save: Scoring packet for a friend") && room.says("Saved as"));
}
