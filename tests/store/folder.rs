//! The folder as a whole: two instances, other versions, full and unwritable disks.

use std::fs;
use std::path::Path;

use greenroom::domain::profile::Profile;
use greenroom::store::{Access, Erase, Store, StoreError, check};

use crate::room::*;

#[test]
fn a_second_instance_reads_and_says_why_it_does_not_write() {
    let room = Room::with(1..2);
    let (mut first, _) = room.open();
    first.write_running(&checkpoint(attempt(1).id, "")).unwrap();
    let before = room.files();
    let (mut second, contents) = room.open();
    assert_eq!(numbers(&contents), [1]);
    assert_eq!(contents.running, None);
    let Access::ReadOnly { why } = contents.access else { panic!("two writers") };
    assert!(why.contains("another Greenroom"), "{why}");
    let errors = [
        second.put_attempt(&attempt(2), stamp()).unwrap_err(),
        second.write_profile(&profile()).unwrap_err(),
        second.write_bank(&bank()).unwrap_err(),
        second.remove_story("outage").unwrap_err(),
        second.write_running(&checkpoint(attempt(2).id, "")).unwrap_err(),
        second.backup_now(stamp()).unwrap_err(),
        second.restore("daily-2026-01-01", stamp()).unwrap_err(),
        second.erase(Erase::Everything, stamp()).unwrap_err(),
    ];
    assert!(errors.iter().all(|e| matches!(e, StoreError::ReadOnly { .. })), "{errors:?}");
    assert_eq!(room.files(), before);
    drop(first);
    drop(second);
    assert_eq!(room.contents().access, Access::ReadWrite);
}

#[test]
fn a_folder_of_a_newer_version_is_only_read() {
    let room = Room::with(1..2);
    fs::write(room.path("folder.json"), br#"{"format":"greenroom-folder/2","version":2,"new":true}"#)
        .unwrap();
    let before = room.files();
    let (mut store, contents) = room.open();
    assert_eq!(numbers(&contents), [1]);
    assert!(matches!(contents.access, Access::ReadOnly { ref why } if why.contains("newer")));
    assert!(matches!(store.put_attempt(&attempt(2), stamp()), Err(StoreError::ReadOnly { .. })));
    assert_eq!(room.files(), before);
    assert!(check::inspect(&room.data()).unwrap().newer);
}

#[test]
fn a_damaged_folder_file_is_kept_and_does_not_stop_the_work() {
    let room = Room::with(1..2);
    fs::write(room.path("folder.json"), b"{\"format\":\"greenro").unwrap();
    let (mut store, contents) = room.open();
    assert_eq!((numbers(&contents), contents.access), (vec![1], Access::ReadWrite));
    assert!(!contents.notices.is_empty());
    store.put_attempt(&attempt(2), stamp()).unwrap();
    assert!(
        room.files().iter().any(|(n, b)| n.starts_with("recovered/folder-") && b == b"{\"format\":\"greenro")
    );
}

#[test]
fn a_full_disk_and_a_failing_sync_are_told_and_the_next_save_is_whole() {
    if !Path::new("/dev/full").exists() {
        eprintln!("left out: this system has no /dev/full");
        return;
    }
    #[cfg(unix)]
    for (device, is_expected) in [
        ("/dev/full", (|e| matches!(e, StoreError::Write { .. })) as fn(&StoreError) -> bool),
        // It takes bytes and refuses to sync them.
        ("/dev/null", |e| matches!(e, StoreError::Sync { .. })),
    ] {
        let room = Room::with(1..2);
        let (mut store, _) = room.open();
        let journal = room.journal();
        let aside = room.dir.path().join("aside");
        fs::rename(&journal, &aside).unwrap();
        std::os::unix::fs::symlink(device, &journal).unwrap();
        let error = store.put_attempt(&attempt(2), stamp()).unwrap_err();
        assert!(is_expected(&error), "{device}: {error:?}");
        assert!(error.to_string().contains("save again"), "{error}");
        fs::remove_file(&journal).unwrap();
        fs::rename(&aside, &journal).unwrap();
        store.put_attempt(&attempt(2), stamp()).unwrap();
        drop(store);
        assert!(holds(&fs::read(&journal).unwrap(), "}\n\n{"), "the next save ends a tail that may be torn");
        let contents = room.contents();
        assert_eq!((numbers(&contents), contents.notices), (vec![1, 2], vec![]));
    }
}

#[test]
fn what_stands_in_the_way_of_a_folder_is_told() {
    let room = Room::new();
    fs::create_dir(room.data()).unwrap();
    fs::write(room.path("journal"), b"in the way").unwrap();
    fs::write(room.path("banks"), b"in the way").unwrap();
    let (mut store, contents) = room.open();
    assert!(matches!(contents.access, Access::ReadOnly { ref why } if why.contains("journal")));
    assert!(store.put_attempt(&attempt(1), stamp()).is_err());
    assert_eq!(fs::read(room.path("journal")).unwrap(), b"in the way");
    drop(store);
    fs::remove_file(room.path("journal")).unwrap();
    let (mut store, contents) = room.open();
    assert_eq!(contents.access, Access::ReadWrite);
    store.put_attempt(&attempt(1), stamp()).unwrap();
    assert!(matches!(
        store.write_bank(&bank()),
        Err(StoreError::NotAFolder { .. } | StoreError::Write { .. })
    ));
    let file = room.dir.path().join("file");
    fs::write(&file, b"x").unwrap();
    assert!(matches!(
        Store::open(&file, &room.dir.path().join("s"), stamp()),
        Err(StoreError::NotAFolder { .. })
    ));
    let below = Store::open(&file.join("data"), &room.dir.path().join("s"), stamp());
    assert!(matches!(below, Err(StoreError::NotAFolder { .. } | StoreError::CreateFolder { .. })));
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_only_read() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::with(1..2);
    fs::set_permissions(room.data(), fs::Permissions::from_mode(0o555)).unwrap();
    let is_bound = fs::write(room.path("probe"), b"").is_err();
    if is_bound {
        let (mut store, contents) = room.open();
        assert_eq!(numbers(&contents), [1]);
        assert!(matches!(contents.access, Access::ReadOnly { ref why } if why.contains("--data")));
        assert!(matches!(store.put_attempt(&attempt(2), stamp()), Err(StoreError::ReadOnly { .. })));
    } else {
        eprintln!("left out: this user may write everywhere");
    }
    fs::set_permissions(room.data(), fs::Permissions::from_mode(0o755)).unwrap();
}

/// The lock is asked for again; what somebody else wrote meanwhile is read, and kept aside when it is replaced.
#[test]
fn a_reader_becomes_the_writer_when_the_folder_is_free() {
    let room = Room::with(1..2);
    let (mut first, _) = room.open();
    first.write_profile(&profile()).unwrap();
    let (mut second, contents) = room.open();
    assert!(matches!(contents.access, Access::ReadOnly { .. }));
    assert_eq!(second.regain(stamp()).unwrap(), None, "the first is still there");
    let mut theirs = profile();
    "Theirs".clone_into(&mut theirs.target.company);
    first.write_profile(&theirs).unwrap();
    first.put_attempt(&attempt(2), stamp()).unwrap();
    drop(first);
    let contents = second.regain(stamp()).unwrap().unwrap();
    assert_eq!((numbers(&contents), contents.has.profile), (vec![1, 2], theirs));
    assert_eq!(second.regain(stamp()).unwrap(), None, "it is the writer already");
    second.put_attempt(&attempt(3), stamp()).unwrap();
    second.write_profile(&profile()).unwrap();
    drop(second);
    let contents = room.contents();
    assert_eq!((numbers(&contents), contents.has.profile), (vec![1, 2, 3], profile()));
    let kept = room
        .files()
        .into_iter()
        .any(|(name, bytes)| name.starts_with("recovered/") && holds(&bytes, "Theirs"));
    assert!(kept, "what the other one wrote");
}

/// A pipe or a device where a document should be is told, and neither waited for nor read without end.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let room = Room::with(1..2);
    fs::create_dir_all(room.path("stories")).unwrap();
    let _ = fs::remove_file(room.path("profile.json"));
    std::os::unix::fs::symlink("/dev/zero", room.path("profile.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", room.path("stories/a.json")).unwrap();
    std::os::unix::fs::symlink("..", room.path("stories/up")).unwrap();
    let pipe = room.path("folder.json");
    fs::remove_file(&pipe).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let error = Store::read(&room.data(), stamp()).unwrap_err();
    assert!(error.to_string().contains("it is not a file"), "{error}");
    fs::remove_file(&pipe).unwrap();
    let contents = room.contents();
    assert_eq!((numbers(&contents), contents.has.profile), (vec![1], Profile::default()));
    assert!(
        contents.notices.iter().any(|notice| notice.text.contains("it is not a file")),
        "{:?}",
        contents.notices
    );
}

/// A document that the person keeps elsewhere and links to stays a link, and is written where it leads.
#[cfg(unix)]
#[test]
fn a_link_to_a_document_keeps_leading_where_it_leads() {
    let room = Room::with(1..2);
    let elsewhere = room.dir.path().join("elsewhere.json");
    room.open().0.write_profile(&profile()).unwrap();
    fs::rename(room.path("profile.json"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, room.path("profile.json")).unwrap();
    let (mut store, contents) = room.open();
    assert_eq!(contents.has.profile, profile());
    let mut changed = profile();
    "Elsewhere".clone_into(&mut changed.target.company);
    store.write_profile(&changed).unwrap();
    drop(store);
    assert!(room.path("profile.json").is_symlink());
    assert!(holds(&fs::read(&elsewhere).unwrap(), "Elsewhere"));
    assert_eq!(room.contents().has.profile, changed);
}
