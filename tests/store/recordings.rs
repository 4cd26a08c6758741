//! Recordings in the folder: document and sound together, removed, brought back, erased, and in no backup.

use std::fs;

use greenroom::domain::recording::delivery::Span;
use greenroom::domain::recording::transcript::Transcript;
use greenroom::domain::recording::{Beat, Mark, Recording};
use greenroom::store::{Erase, Store, create_sound, sound_file};
use uuid::Uuid;

use super::room::{Room, attempt, on_day, stamp, time};

/// What is in the sound, and in what was written down of it.
const SOUND: &[u8] = b"RIFF and then a voice that nobody but its owner should ever hear!!";
const WORDS: &str = "the words that were written down";

fn recording(id: Uuid) -> Recording {
    Recording {
        frames: (SOUND.len() as u64 - 44) / 2,
        marks: vec![Mark { at: 0.0, beat: Beat::Answer }],
        speech: Some(vec![Span::new(0.5, 2.0)]),
        transcript: Some(Transcript {
            text: WORDS.to_owned(),
            heard: Vec::new(),
            program: "hear".to_owned(),
            made: time(),
            verbatim: false,
        }),
        ..Recording::new(id, time())
    }
}

/// A folder with two answers, the first of them recorded.
fn recorded() -> (Room, Store, Uuid) {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    let id = attempt(1).id;
    let path = sound_file(&store.sounds(), id);
    std::io::Write::write_all(&mut create_sound(&path).unwrap(), SOUND).unwrap();
    store.write_recording(&recording(id)).unwrap();
    (room, store, id)
}

fn holds(room: &Room, what: &[u8]) -> Vec<String> {
    let files = room.files().into_iter();
    files.filter(|(_, bytes)| bytes.windows(what.len()).any(|w| w == what)).map(|(name, _)| name).collect()
}

#[test]
fn it_comes_back_with_its_sound() {
    let (room, store, id) = recorded();
    drop(store);
    let contents = room.contents();
    assert_eq!(contents.has.recordings, [recording(id)]);
    assert_eq!(contents.sounds, [(id, SOUND.len() as u64)].into());
    assert_eq!(contents.notices, []);
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_hear_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_room, store, id) = recorded();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&sound_file(&store.sounds(), id)), 0o600);
    assert_eq!(mode(&store.sounds()), 0o700);
}

#[test]
fn its_sound_is_in_no_backup_and_what_is_known_of_it_is() {
    let (room, mut store, id) = recorded();
    let backup = store.backup_now(stamp()).unwrap();
    assert_eq!(holds(&room, SOUND), [format!("recordings/{id}.wav")]);
    assert_eq!(holds(&room, WORDS.as_bytes()).len(), 2);
    // Restoring leaves the sound where it is.
    store.remove_recording(id).unwrap();
    let contents = store.restore(&backup, stamp()).unwrap();
    assert_eq!(contents.has.recordings.len(), 1);
    assert_eq!(contents.sounds.len(), 1, "it was removed with it and is back with it");
}

#[test]
fn one_that_is_removed_is_kept_a_while_and_comes_back_when_it_is_put_back() {
    let (room, mut store, id) = recorded();
    store.remove_recording(id).unwrap();
    assert!(!room.path(&format!("recordings/{id}.wav")).exists());
    assert!(
        holds(&room, SOUND)[0].starts_with(&format!("recovered/{id}.goes-2026-04-03")),
        "{:?}",
        holds(&room, SOUND)
    );
    store.write_recording(&recording(id)).unwrap();
    assert_eq!(holds(&room, SOUND), [format!("recordings/{id}.wav")]);
    store.remove_recording(id).unwrap();
    drop(store);
    let (_, contents) = Store::open(&room.data(), &room.dir.path().join("state"), on_day(31)).unwrap();
    assert!(contents.has.recordings.is_empty());
    assert_eq!(holds(&room, SOUND), Vec::<String>::new(), "it has had its day");
}

#[test]
fn erased_for_good_it_leaves_no_bytes_and_its_answer_stays() {
    for removed in [false, true] {
        let (room, mut store, id) = recorded();
        store.backup_now(stamp()).unwrap();
        if removed {
            store.remove_recording(id).unwrap();
        }
        let preview = store.erase_preview(Erase::Recording(id)).unwrap();
        assert_eq!((preview.recordings, preview.attempts), (1, 0));
        let contents = store.erase(Erase::Recording(id), stamp()).unwrap();
        assert_eq!((contents.has.recordings.len(), contents.has.attempts.len()), (0, 2));
        assert_eq!(holds(&room, SOUND), Vec::<String>::new());
        assert_eq!(holds(&room, WORDS.as_bytes()), Vec::<String>::new());
        assert!(store.list_backups().iter().all(|backup| backup.broken.is_none()));
    }
}

#[test]
fn an_erased_answer_takes_its_recording_along_wherever_it_lies() {
    let (room, mut store, id) = recorded();
    store.backup_now(stamp()).unwrap();
    store.remove_recording(id).unwrap();
    store.erase(Erase::Attempt(id), stamp()).unwrap();
    assert_eq!(holds(&room, SOUND), Vec::<String>::new());
    assert_eq!(holds(&room, WORDS.as_bytes()), Vec::<String>::new());
}

#[test]
fn erasing_what_was_removed_erases_the_sound_of_recordings_too_and_no_other() {
    let (room, mut store, id) = recorded();
    let other = attempt(2).id;
    std::io::Write::write_all(&mut create_sound(&sound_file(&store.sounds(), other)).unwrap(), SOUND)
        .unwrap();
    store.write_recording(&recording(other)).unwrap();
    store.remove_recording(id).unwrap();
    let preview = store.erase_preview(Erase::Removed).unwrap();
    assert_eq!(preview.recordings, 1);
    store.erase(Erase::Removed, stamp()).unwrap();
    assert_eq!(holds(&room, SOUND), [format!("recordings/{other}.wav")]);
}

#[test]
fn an_interrupted_erasure_of_a_recording_is_finished_at_the_next_start() {
    let (room, store, id) = recorded();
    drop(store);
    let what = serde_json::json!({"format": "greenroom-erasing/1", "what": {"Recording": id}, "sound": []});
    fs::write(room.path(".greenroom-erasing"), what.to_string()).unwrap();
    let contents = room.contents();
    assert!(contents.has.recordings.is_empty());
    assert_eq!(holds(&room, SOUND), Vec::<String>::new());
}

#[test]
fn a_check_tells_of_sound_that_is_missing_short_or_of_nobody() {
    let (room, mut store, id) = recorded();
    let doubts = |room: &Room| greenroom::store::check::inspect(&room.path("")).unwrap().doubts;
    assert_eq!(doubts(&room), Vec::<String>::new());
    fs::write(sound_file(&store.sounds(), id), b"RIFF").unwrap();
    assert!(doubts(&room)[0].contains("it has 4 bytes"), "{:?}", doubts(&room));
    fs::remove_file(sound_file(&store.sounds(), id)).unwrap();
    assert_eq!(doubts(&room), Vec::<String>::new(), "as in a folder that was restored elsewhere");
    assert_eq!(greenroom::store::check::inspect(&room.path("")).unwrap().without_sound, 1);
    store.remove_recording(id).unwrap();
    fs::write(sound_file(&store.sounds(), id), SOUND).unwrap();
    assert!(doubts(&room)[0].contains("nothing is known of this sound"));
}
