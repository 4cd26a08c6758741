//! Backups, restores, erasures and the check.

use std::fs;

use greenroom::domain::profile::Profile;
use greenroom::domain::story::Story;
use greenroom::store::{Erase, ErasePreview, Store, StoreError, check};
use serde_json::{Value, json};

use crate::room::*;

#[test]
fn a_backup_is_restored_byte_for_byte_and_nothing_newer_is_lost() {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    store.write_profile(&profile()).unwrap();
    store.write_bank(&bank()).unwrap();
    store.write_overlay(&overlay()).unwrap();
    let documents = |room: &Room| {
        let mut files = room.files();
        files.retain(|name, _| !name.starts_with("backups/") && name != "lock");
        files
    };
    let then = documents(&room);
    let name = store.backup_now(stamp()).unwrap();
    store.put_attempt(&attempt(3), stamp()).unwrap();
    store.write_story(&story()).unwrap();
    store.write_profile(&Profile::default()).unwrap();
    store.remove_bank("mine").unwrap();
    store.remove_overlay("mine").unwrap();
    let contents = store.restore(&name, stamp()).unwrap();
    assert_eq!(contents.has.overlays, [overlay()]);
    assert_eq!(
        (numbers(&contents), contents.has.profile, contents.has.stories.len()),
        (vec![1, 2], profile(), 0)
    );
    let mut now = documents(&room);
    now.retain(|name, _| !name.starts_with("recovered/"));
    assert_eq!(now, then);
    // A new device id from here on: the old count of lines went back.
    store.put_attempt(&attempt(4), stamp()).unwrap();
    assert_eq!(fs::read_dir(room.path("journal")).unwrap().count(), 2);
    let backups = store.list_backups();
    assert!(backups.iter().all(|b| b.broken.is_none()), "{backups:?}");
    let before = backups.iter().find(|b| b.name.starts_with("before-restore")).unwrap().name.clone();
    let contents = store.restore(&before, stamp()).unwrap();
    assert_eq!((numbers(&contents), contents.has.stories.len()), (vec![1, 2, 3], 1));
}

#[test]
fn a_damaged_backup_is_named_and_not_used() {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    let name = store.backup_now(stamp()).unwrap();
    let copy = room.path(&format!("backups/{name}/journal")).join(room.journal().file_name().unwrap());
    let mut bytes = fs::read(&copy).unwrap();
    bytes[40] ^= 1;
    fs::write(&copy, bytes).unwrap();
    let before = room.files();
    assert!(store.list_backups()[0].broken.as_ref().unwrap().contains("journal/"));
    assert!(matches!(store.restore(&name, stamp()), Err(StoreError::BrokenBackup { .. })));
    for none in ["daily-2020-01-01", "../data", ""] {
        assert!(matches!(store.restore(none, stamp()), Err(StoreError::NoBackup { .. })), "{none}");
    }
    assert_eq!(room.files(), before);
    assert!(!check::inspect(&room.data()).unwrap().sound);
}

#[test]
fn an_interrupted_restore_is_finished_at_the_next_start() {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    let name = store.backup_now(stamp()).unwrap();
    store.put_attempt(&attempt(3), stamp()).unwrap();
    drop(store);
    fs::write(room.path(".greenroom-restoring"), &name).unwrap();
    let contents = room.contents();
    assert_eq!(numbers(&contents), [1, 2]);
    assert!(contents.notices[0].text.contains("now finished"));
    assert_eq!(room.contents().notices, []);
}

#[test]
fn backups_are_daily_and_thin_out_to_seven_days_and_four_weeks() {
    let room = Room::new();
    let (mut store, _) = room.open();
    assert_eq!(store.backup_if_due(stamp()).unwrap(), None, "nothing to back up yet");
    store.put_attempt(&attempt(1), stamp()).unwrap();
    // A clock that was wrong once must not cost today's backup.
    store.backup_if_due(on_day(4000)).unwrap().unwrap();
    for day in 0..60 {
        assert!(store.backup_if_due(on_day(day)).unwrap().is_some());
        assert_eq!(store.backup_if_due(on_day(day)).unwrap(), None);
    }
    let names: Vec<String> = store.list_backups().into_iter().map(|b| b.name).collect();
    let of = |kind: &str| names.iter().filter(|n| n.starts_with(kind)).count();
    assert_eq!((of("daily"), of("weekly")), (8, 4), "{names:?}");
    assert!(names.contains(&format!("daily-{}", on_day(59).utc.format("%Y-%m-%d"))), "{names:?}");
}

const SECRET: &str = "what I never want read again, “äöü” \\ and more";

#[test]
fn an_erased_attempt_leaves_no_byte_of_its_text() {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    let mut secret = attempt(5);
    secret.note = Some(SECRET.to_owned());
    secret.question.text = format!("Q {SECRET}");
    store.put_attempt(&secret, stamp()).unwrap();
    store.write_running(&checkpoint(secret.id, SECRET)).unwrap();
    let name = store.backup_now(stamp()).unwrap();
    secret.note = None;
    store.put_attempt(&secret, stamp()).unwrap();
    let mut redo = attempt(6);
    redo.redo_of = Some(secret.id);
    store.put_attempt(&redo, stamp()).unwrap();
    drop(store);
    // Damage: a torn copy of the line, and one with a flipped bit in the entity's id.
    let journal = room.journal();
    let mut bytes = fs::read(&journal).unwrap();
    let line = bytes.split(|b| *b == b'\n').find(|l| holds(l, "never want")).unwrap().to_vec();
    bytes.extend_from_slice(&line[..line.len() - 60]);
    bytes.push(b'\n');
    let mut flipped = line.clone();
    let at = flipped.windows(8).position(|w| w == b"\"entity\"").unwrap() + 40;
    flipped[at] ^= 1;
    bytes.extend_from_slice(&flipped);
    fs::write(&journal, &bytes).unwrap();
    fs::create_dir_all(room.path("recovered")).unwrap();
    fs::write(room.path("recovered/old.jsonl"), &line).unwrap();
    let (mut store, _) = room.open();
    let before = room.files();
    let preview = store.erase_preview(Erase::Attempt(secret.id)).unwrap();
    assert_eq!(room.files(), before);
    assert_eq!((preview.attempts, preview.lines), (1, 2 + 2 + 1 + 1), "{preview:?}");
    assert_eq!(preview.files.len(), 5, "the torn last line lies apart: {preview:?}");
    let contents = store.erase(Erase::Attempt(secret.id), stamp()).unwrap();
    assert_eq!(numbers(&contents), [1, 2, 6]);
    for (name, bytes) in room.files() {
        assert!(!holds(&bytes, "never want"), "{name}");
        let is_redo = name.contains(".jsonl") && holds(&bytes, "redo_of");
        assert!(is_redo || !holds(&bytes, &secret.id.to_string()), "{name}");
    }
    assert!(store.list_backups().iter().all(|b| b.broken.is_none()));
    assert_eq!(numbers(&store.restore(&name, stamp()).unwrap()), [1, 2]);
}

#[test]
fn an_erased_attempt_does_not_come_back_from_another_device() {
    let room = Room::new();
    let (mut a, _) = room.open_as("a");
    a.put_attempts(&[attempt(1), attempt(2)], stamp()).unwrap();
    drop(a);
    let theirs = room.journal();
    let old = fs::read(&theirs).unwrap();
    let (mut b, _) = room.open_as("b");
    b.erase(Erase::Attempt(attempt(1).id), stamp()).unwrap();
    assert!(!room.files().values().any(|bytes| holds(bytes, "take 1")));
    drop(b);
    fs::write(&theirs, old).unwrap();
    assert_eq!(numbers(&room.contents()), [2]);
}

#[test]
fn erasing_everything_leaves_an_empty_folder() {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    store.write_profile(&profile()).unwrap();
    store.write_bank(&bank()).unwrap();
    store.write_overlay(&overlay()).unwrap();
    store.write_story(&story()).unwrap();
    store.write_running(&checkpoint(attempt(1).id, "")).unwrap();
    store.backup_now(stamp()).unwrap();
    store.remove_bank("mine").unwrap();
    fs::create_dir(room.path("recordings")).unwrap();
    fs::write(room.path("recordings/a.wav"), b"x").unwrap();
    fs::write(room.path("my own.txt"), b"not Greenroom's").unwrap();
    let preview = store.erase_preview(Erase::Everything).unwrap();
    assert_eq!((preview.attempts, preview.banks, preview.stories, preview.lines), (2, 0, 1, 4));
    assert_eq!((preview.overlays, preview.stays.as_slice()), (1, &["my own.txt".to_owned()][..]));
    let all: Vec<String> = room.files().into_keys().filter(|n| n != "lock" && n != "my own.txt").collect();
    let mut told: Vec<String> = preview.files.into_iter().map(|f| f.file).collect();
    told.sort();
    assert_eq!(told, all);
    let contents = store.erase(Erase::Everything, stamp()).unwrap();
    assert_eq!(
        (contents.has.attempts.len(), contents.has.profile, contents.notices),
        (0, Profile::default(), vec![])
    );
    assert_eq!(room.files().into_keys().collect::<Vec<_>>(), ["folder.json", "lock", "my own.txt"]);
    store.put_attempt(&attempt(7), stamp()).unwrap();
    drop(store);
    assert_eq!(numbers(&room.contents()), [7]);
}

const THROWN_AWAY: &str = "the story that I threw away";

fn thrown_away() -> Story {
    let mut story = Story::new("gone".to_owned(), time());
    THROWN_AWAY.clone_into(&mut story.title);
    story
}

/// The names of the files in `recovered/`.
fn recovered(room: &Room) -> Vec<String> {
    room.files().into_keys().filter_map(|name| Some(name.strip_prefix("recovered/")?.to_owned())).collect()
}

#[test]
fn what_is_removed_has_a_day_on_which_it_goes() {
    let room = Room::new();
    let (mut store, _) = room.open();
    store.write_story(&thrown_away()).unwrap();
    store.remove_story("gone").unwrap();
    drop(store);
    let kept = recovered(&room);
    assert!(kept.len() == 2 && kept.iter().all(|name| name.contains(".goes-2026-04-03.")), "{kept:?}");
    let open_on = |days| Store::open(&room.data(), &room.dir.path().join("state"), on_day(days)).unwrap().1;
    assert_eq!((open_on(29).notices, recovered(&room)), (vec![], kept));
    assert_eq!((open_on(30).notices, recovered(&room)), (vec![], vec![]));
}

/// What an earlier Greenroom removed lay there for good. It gets its days from the first start of this one.
#[test]
fn what_was_removed_without_a_day_gets_one_and_what_was_kept_for_another_reason_none() {
    let room = Room::with(1..2);
    fs::create_dir_all(room.path("recovered")).unwrap();
    let put = |name: &str, text: &str| fs::write(room.path("recovered").join(name), text).unwrap();
    put("stories-old-1a.json", THROWN_AWAY);
    put(
        "stories-old-1a.reason.txt",
        "A copy of stories/old.json, kept because it was removed in Greenroom.\n",
    );
    put("stories-odd-2b.json", "{damaged");
    put("stories-odd-2b.reason.txt", "A copy of stories/odd.json, kept because it was not readable.\n");
    put("stray.json", "nobody says what it is");
    drop(room.open());
    let stays = ["stories-odd-2b.json", "stories-odd-2b.reason.txt"];
    let dated = ["stories-old-1a.goes-2026-04-03.json", "stories-old-1a.goes-2026-04-03.reason.txt"];
    assert_eq!(recovered(&room), [&stays[..], &dated, &["stray.json"]].concat());
    let _ = Store::open(&room.data(), &room.dir.path().join("state"), on_day(400)).unwrap();
    assert_eq!(recovered(&room), [&stays[..], &["stray.json"]].concat());
}

#[test]
fn what_was_removed_can_be_erased_with_its_copies_in_backups() {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    store.write_story(&thrown_away()).unwrap();
    store.write_story(&story()).unwrap();
    let backup = store.backup_now(stamp()).unwrap();
    // Removed and put back: its backups are a living story's.
    store.remove_story("outage").unwrap();
    store.write_story(&story()).unwrap();
    store.remove_story("gone").unwrap();
    let preview = store.erase_preview(Erase::Removed).unwrap();
    assert_eq!(
        (preview.stories, preview.files.len()),
        (1, 3),
        "one of them is there again, and what was kept of it went: {preview:?}"
    );
    let contents = store.erase(Erase::Removed, stamp()).unwrap();
    assert_eq!((contents.has.stories, contents.has.attempts.len()), (vec![story()], 2));
    assert!(!room.files().values().any(|bytes| holds(bytes, THROWN_AWAY)));
    assert!(room.files().contains_key(&format!("backups/{backup}/stories/outage.json")));
    assert!(store.list_backups().iter().all(|b| b.broken.is_none()));
    assert_eq!(store.erase_preview(Erase::Removed).unwrap(), ErasePreview::default());
}

/// A folder that came from somewhere names files of the person's: none of them is touched.
#[test]
fn what_is_written_down_or_kept_leads_nowhere_outside_the_folder() {
    let room = Room::with(1..2);
    let (mut store, _) = room.open();
    store.backup_now(stamp()).unwrap();
    drop(store);
    let mine = room.dir.path().join("cv.json");
    fs::write(&mine, "mine").unwrap();
    for outside in ["../cv.json", "backups/../../cv.json", "../../../cv.json", mine.to_str().unwrap(), ""] {
        let what = json!({"format": "greenroom-erasing/1", "what": {"Removed": [outside]}, "sound": []});
        fs::write(room.path(".greenroom-erasing"), what.to_string()).unwrap();
        let text = json!({"at": outside, "id": null, "text": "theirs"});
        let together = json!({"format": "greenroom-together/1", "files": [text], "lines": []});
        fs::write(room.path(".greenroom-together"), together.to_string()).unwrap();
        fs::create_dir_all(room.path("recovered")).unwrap();
        let reason = format!("A copy of {outside}, kept because it was removed in Greenroom.\n");
        fs::write(room.path("recovered/x.reason.txt"), reason).unwrap();
        fs::write(room.path("recovered/x.json"), "{}").unwrap();
        let (mut store, _) = room.open();
        store.erase(Erase::Removed, stamp()).unwrap();
        assert_eq!(fs::read(&mine).unwrap(), b"mine", "{outside}");
    }
}

/// One change that cannot be put in its place holds up what belongs to it, and nothing else.
#[cfg(unix)]
#[test]
fn an_import_that_cannot_be_put_in_its_place_holds_no_answer_up() {
    let room = Room::with(1..2);
    let (mut store, _) = room.open();
    std::os::unix::fs::symlink("/nowhere/at/all", room.path("banks")).unwrap();
    let brought = |store: &mut Store| {
        store.together(stamp(), |store| {
            store.write_story(&story())?;
            store.write_bank(&bank())
        })
    };
    let told = brought(&mut store).unwrap_err().to_string();
    assert!(told.contains("some of it is saved") && told.contains("banks"), "{told}");
    store.put_attempt(&attempt(2), stamp()).unwrap();
    store.write_profile(&profile()).unwrap();
    assert!(store.write_story(&story()).is_err(), "an older one would come after it");
    drop(store);
    let (mut store, contents) = room.open();
    assert_eq!((numbers(&contents), contents.has.profile), (vec![1, 2], profile()));
    store.put_attempt(&attempt(3), stamp()).unwrap();
    fs::remove_file(room.path("banks")).unwrap();
    store.put_attempt(&attempt(4), stamp()).unwrap();
    drop(store);
    let contents = room.contents();
    assert_eq!(
        (numbers(&contents), contents.has.banks, contents.has.stories),
        (vec![1, 2, 3, 4], vec![bank()], vec![story()])
    );
    assert!(!room.path(".greenroom-together").exists());
}

#[test]
fn what_was_interrupted_is_told_where_it_cannot_be_finished() {
    let room = Room::with(1..2);
    fs::write(
        room.path(".greenroom-erasing"),
        r#"{"format":"greenroom-erasing/1","what":{"Removed":[]},"sound":[]}"#,
    )
    .unwrap();
    let report = check::inspect(&room.data()).unwrap();
    assert!(
        !report.sound && report.doubts[0].contains("erasing for good was interrupted"),
        "{:?}",
        report.doubts
    );
    let only_read = Store::read(&room.data(), stamp()).unwrap();
    assert!(only_read.notices[0].text.contains("Start Greenroom"), "{:?}", only_read.notices);
    assert!(room.contents().notices[0].text.contains("now finished"));
    assert_eq!(room.contents().notices, []);
    fs::write(room.path(".greenroom-erasing"), "{torn").unwrap();
    let told = room.contents().notices;
    assert!(told[0].text.contains("Erase it again"), "{told:?}");
    assert_eq!(numbers(&room.contents()), [1], "nothing was taken on its word");
    fs::write(room.path(".greenroom-restoring"), "manual-2026-03-04").unwrap();
    let report = check::inspect(&room.data()).unwrap();
    assert!(report.doubts[0].contains("restoring a backup was interrupted"), "{:?}", report.doubts);
}

#[test]
fn inspecting_changes_nothing_and_reports_places() {
    let room = Room::with(1..4);
    let (mut store, _) = room.open();
    store.write_bank(&bank()).unwrap();
    store.write_overlay(&overlay()).unwrap();
    drop(store);
    let journal = room.journal();
    let mut bytes = fs::read(&journal).unwrap();
    bytes[300] ^= 1;
    fs::write(&journal, bytes).unwrap();
    let before = room.files();
    let report = check::inspect(&room.data()).unwrap();
    assert_eq!(room.files(), before);
    assert_eq!((report.attempts, report.lines, report.banks, report.sound), (2, 2, 1, false));
    assert_eq!(report.set_aside[0].place.as_deref(), Some("line 1"));
    assert!(report.to_string().contains("1 edited bank,"), "{report}");
    let json: Value = serde_json::to_value(&report).unwrap();
    assert_eq!(json["format"], "greenroom-check/1");
    assert!(report.to_string().contains("set aside: journal/"), "{report}");
    let missing = room.dir.path().join("none");
    assert!(matches!(check::inspect(&missing), Err(StoreError::NoFolder { .. })));
    assert!(!missing.exists());
}
