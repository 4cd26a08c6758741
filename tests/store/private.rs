//! Who may read what is stored: its owner alone; what the person allows after that stays.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use greenroom::domain::profile::Profile;

use crate::room::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn all_in(folder: &Path, out: &mut Vec<PathBuf>) {
    out.push(folder.to_owned());
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_in(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// What others than the owner are allowed anything in, with what it is.
fn open_to_others(room: &Room) -> Vec<(PathBuf, u32)> {
    let mut all = Vec::new();
    all_in(room.dir.path(), &mut all);
    // The first is the test's own.
    all.into_iter()
        .skip(1)
        .map(|path| (path.clone(), mode(&path)))
        .filter(|(_, mode)| mode & 0o077 != 0)
        .collect()
}

/// A folder with something of everything in it.
fn filled() -> Room {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    store.write_profile(&profile()).unwrap();
    store.write_bank(&bank()).unwrap();
    store.write_story(&story()).unwrap();
    store.write_running(&checkpoint(attempt(1).id, "")).unwrap();
    store.backup_now(stamp()).unwrap();
    store.remove_story("outage").unwrap();
    drop(store);
    room
}

#[test]
fn everything_is_its_owners_alone() {
    assert_eq!(open_to_others(&filled()), []);
}

#[test]
fn a_folder_of_before_is_made_so_once_and_what_the_person_allows_after_that_stays() {
    let room = filled();
    let mut all = Vec::new();
    all_in(room.dir.path(), &mut all);
    for path in &all {
        allow(path, if path.is_dir() { 0o755 } else { 0o644 });
    }
    // As it was written before there was such a mark.
    let doc = room.path("folder.json");
    let mut before: serde_json::Value = serde_json::from_slice(&fs::read(&doc).unwrap()).unwrap();
    before.as_object_mut().unwrap().remove("private").unwrap();
    before.as_object_mut().unwrap().remove("sum").unwrap();
    before["later"] = serde_json::json!("kept");
    fs::write(&doc, before.to_string()).unwrap();
    drop(room.open());
    assert_eq!(open_to_others(&room), []);
    let after: serde_json::Value = serde_json::from_slice(&fs::read(&doc).unwrap()).unwrap();
    assert_eq!((&after["private"], &after["later"]), (&serde_json::json!(true), &serde_json::json!("kept")));

    // From now on the person decides.
    let (shared, strict) = (room.path("profile.json"), room.path("banks/mine.json"));
    allow(&shared, 0o640);
    allow(&strict, 0o400);
    let (mut store, _) = room.open();
    store.write_profile(&Profile::default()).unwrap();
    store.write_bank(&bank()).unwrap();
    assert_eq!((mode(&shared), mode(&strict)), (0o640, 0o400));
}

#[test]
fn a_link_in_the_folder_is_left_alone() {
    let room = filled();
    let outside = room.dir.path().join("outside.txt");
    fs::write(&outside, b"not ours").unwrap();
    allow(&outside, 0o644);
    std::os::unix::fs::symlink(&outside, room.path("link.txt")).unwrap();
    let doc = room.path("folder.json");
    fs::write(&doc, br#"{"format": "greenroom-folder/1", "version": 1}"#).unwrap();
    drop(room.open());
    assert_eq!(mode(&outside), 0o644);
}
