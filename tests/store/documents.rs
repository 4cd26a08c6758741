//! Profile, banks, stories and bodies: damage, conflict copies, unknown fields.

use std::fs;
use std::path::Path;

use greenroom::domain::overlay::Overlay;
use greenroom::domain::profile::Profile;
use greenroom::domain::rubric::Score;
use greenroom::domain::star::PerSection;
use greenroom::store::{AttemptBody, AttemptProblem, Store, StoreError, check};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::room::*;

#[test]
fn any_flipped_byte_in_a_profile_is_kept_and_told() {
    let room = Room::with(1..2);
    room.open().0.write_profile(&profile()).unwrap();
    let path = room.path("profile.json");
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        fs::write(&path, &flipped).unwrap();
        let (mut store, contents) = room.open();
        assert_eq!(numbers(&contents), [1], "byte {at}");
        if contents.notices.is_empty() {
            // A changed letter or digit in a value reads as another value; nothing can tell it was meant otherwise.
            let doc: Value = serde_json::from_slice(&flipped).unwrap();
            let known: Value = serde_json::from_slice(&whole).unwrap();
            assert_eq!(keys(&doc), keys(&known), "byte {at}: a name was changed and not told");
            continue;
        }
        store.write_profile(&Profile::default()).unwrap();
        let files = room.files();
        let kept = files.iter().any(|(name, bytes)| name.starts_with("recovered/") && *bytes == flipped);
        assert!(kept, "byte {at}");
        assert!(files.keys().any(|name| name.ends_with(".reason.txt")));
        fs::remove_dir_all(room.path("recovered")).unwrap();
    }
}

/// The paths of all keys in a document whose names are Greenroom's, with the optional ones left out.
fn keys(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for place in ["", "/target", "/settings", "/settings/budget"] {
        let object = value.pointer(place).and_then(Value::as_object).unwrap();
        all.extend(object.keys().map(|key| format!("{place}/{key}")));
    }
    all
}

#[test]
fn unreadable_documents_stay_and_are_copied_before_a_write() {
    let room = Room::new();
    let (mut store, _) = room.open();
    store.write_bank(&bank()).unwrap();
    store.write_story(&story()).unwrap();
    drop(store);
    fs::write(room.path("banks/mine.json"), b"{\"format\": \"greenroom-bank/1\", oops").unwrap();
    fs::write(room.path("stories/outage.json"), b"{\"format\": \"greenroom-story/9\", \"id\": \"outage\"}")
        .unwrap();
    let (mut store, contents) = room.open();
    assert_eq!((contents.has.banks.len(), contents.has.stories.len(), contents.notices.len()), (0, 0, 2));
    let text = format!("{} {}", contents.notices[0], contents.notices[1]);
    assert!(
        text.contains("banks/mine.json")
            && text.contains("line 1, column")
            && text.contains("greenroom-story/9"),
        "{text}"
    );
    store.write_bank(&bank()).unwrap();
    assert!(store.take_notices()[0].text.contains("recovered/banks-mine-"));
    let files = room.files();
    assert!(files.iter().any(|(n, b)| n.starts_with("recovered/") && holds(b, "oops")));
    assert!(holds(&files["stories/outage.json"], "greenroom-story/9"));
}

#[test]
fn a_document_changed_from_outside_is_kept_before_it_is_replaced() {
    let room = Room::new();
    let (mut store, _) = room.open();
    store.write_story(&story()).unwrap();
    let path = room.path("stories/outage.json");
    let text = fs::read_to_string(&path).unwrap().replace("The outage", "Told elsewhere");
    fs::write(&path, text).unwrap();
    store.write_story(&story()).unwrap();
    assert_eq!(store.take_notices().len(), 1);
    assert!(room.files().iter().any(|(n, b)| n.starts_with("recovered/") && holds(b, "Told elsewhere")));
    store.write_story(&story()).unwrap();
    assert_eq!(store.take_notices(), []);
}

#[test]
fn unknown_fields_survive_an_edit() {
    let room = Room::new();
    let (mut store, _) = room.open();
    let body = json!({
        "question": {"text": "What?", "lang": "en"}, "principle": "Calm", "started": "2026-03-04T18:05:00+01:00",
        "probes": [{"text": "Why?", "secs": 4, "outcome": "held", "heat": 3}], "mood": {"before": 2},
    });
    let body = AttemptBody::from_json(&body.to_string()).unwrap();
    store.put_attempt_bodies(vec![(attempt(1).id, body)], stamp()).unwrap();
    store.write_bank(&bank()).unwrap();
    store.write_profile(&profile()).unwrap();
    drop(store);
    for (name, from, to) in [
        ("banks/mine.json", "\"id\": \"calm\"", "\"id\": \"calm\", \"icon\": \"leaf\""),
        ("profile.json", "\"name\": \"Loop\"", "\"name\": \"Loop\", \"room\": \"4b\""),
        ("profile.json", "\"settings\": {", "\"settings\": { \"font\": \"large\","),
    ] {
        let text = fs::read_to_string(room.path(name)).unwrap();
        assert!(text.contains(from), "{text}");
        let text = if text.contains("\"sum\"") { unsummed(&text) } else { text };
        fs::write(room.path(name), text.replace(from, to)).unwrap();
    }
    let (mut store, contents) = room.open();
    assert_eq!(contents.notices, []);
    let mut edited = contents.has.attempts[0].clone();
    edited.note = Some("edited".to_owned());
    store.put_attempt(&edited, stamp()).unwrap();
    store.write_bank(&contents.has.banks[0]).unwrap();
    store.write_profile(&contents.has.profile).unwrap();
    drop(store);
    let files = room.files();
    let last = fs::read_to_string(room.journal()).unwrap().lines().last().unwrap().to_owned();
    for kept in [r#""lang":"en""#, r#""heat":3"#, r#""mood":{"before":2}"#, "edited"] {
        assert!(last.contains(kept), "{kept} in {last}");
    }
    assert!(holds(&files["banks/mine.json"], "leaf"));
    assert!(holds(&files["profile.json"], "4b") && holds(&files["profile.json"], "large"));
    assert_eq!(*room.contents().has.attempts, [edited]);
}

#[test]
fn an_overlay_is_kept_with_the_fields_of_later_versions_until_it_is_empty() {
    let room = Room::new();
    let (mut store, _) = room.open();
    store.write_overlay(&overlay()).unwrap();
    drop(store);
    let path = room.path("overlays/mine.json");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("greenroom-overlay/1") && text.contains("mine-own-00c0ffee"), "{text}");
    let later = unsummed(&text)
        .replace("\"hidden\": [", "\"why\": \"later\", \"hidden\": [")
        .replace("\"text\": \"When were you calmest?\"", "\"text\": \"When were you calmest?\", \"tone\": 3")
        .replace("\"id\": \"mine-own-00c0ffee\"", "\"id\": \"mine-own-00c0ffee\", \"icon\": \"leaf\"");
    fs::write(&path, later).unwrap();
    let (mut store, contents) = room.open();
    assert_eq!((contents.has.overlays.as_slice(), contents.notices.len()), (&[overlay()][..], 0));
    let mut changed = overlay();
    changed.hidden.insert("calm-03".to_owned());
    store.write_overlay(&changed).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    for kept in ["\"why\": \"later\"", "\"tone\": 3", "\"icon\": \"leaf\"", "calm-03"] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    store.write_overlay(&Overlay::new("mine")).unwrap();
    assert!(!path.exists());
    assert!(room.files().iter().any(|(n, b)| n.starts_with("recovered/overlays-mine-") && holds(b, "leaf")));
    store.remove_overlay("mine").unwrap();
    assert_eq!(room.contents().has.overlays, []);
    assert!(matches!(
        store.write_overlay(&Overlay { bank: "../mine".to_owned(), ..overlay() }),
        Err(StoreError::BadId { .. })
    ));
}

#[test]
fn an_overlay_that_cannot_be_read_stays_and_is_told() {
    let room = Room::new();
    room.open().0.write_overlay(&overlay()).unwrap();
    let path = room.path("overlays/mine.json");
    let whole = fs::read_to_string(&path).unwrap();
    for (from, to, told) in [
        ("overlay/1", "overlay/9", "update Greenroom"),
        ("\"bank\": \"mine\"", "\"bank\": \"\"", "which bank"),
        ("\"id\": \"mine-own-00c0ffee\"", "\"id\": \"\"", "added[0]"),
        ("{", "", "column"),
    ] {
        let broken = whole.replacen(from, to, 1);
        assert_ne!(broken, whole);
        fs::write(&path, &broken).unwrap();
        let (mut store, contents) = room.open();
        assert_eq!(contents.has.overlays, []);
        let text = contents.notices[0].to_string();
        assert!(text.contains("overlays/mine.json") && text.contains(told), "{text}");
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
        store.write_overlay(&overlay()).unwrap();
        let files = room.files();
        assert!(files.iter().any(|(n, b)| n.starts_with("recovered/") && b == broken.as_bytes()));
    }
}

#[test]
fn conflict_copies_of_documents_are_shown_and_left_alone() {
    let room = Room::new();
    let (mut store, _) = room.open();
    store.write_profile(&profile()).unwrap();
    store.write_bank(&bank()).unwrap();
    drop(store);
    fs::copy(room.path("profile.json"), room.path("profile (conflict).json")).unwrap();
    fs::copy(room.path("banks/mine.json"), room.path("banks/mine.sync-conflict-20260304-1.json")).unwrap();
    let before = room.files();
    let contents = room.contents();
    assert_eq!((contents.has.banks.len(), contents.notices.len()), (1, 2));
    assert!(contents.notices[0].to_string().contains("profile (conflict).json"));
    assert!(contents.notices[1].to_string().contains("banks/mine.json"));
    assert_eq!(room.files(), before);
}

#[test]
fn bodies_are_checked_in_plain_words() {
    let full = json!({
        "question": {"id": "q", "text": "What?"}, "principle": "Dive Deep", "session": Uuid::nil(), "mode": "drill",
        "started": "2026-03-04T18:05:00+01:00",
        "planned_secs": {"situation": 27, "task": 18, "action": 108, "result": 27},
        "answer_secs": 171, "probes": [{"text": "Why?", "secs": 40.5, "outcome": "held"}],
        "scores": {"result": 3, "depth": 4}, "predicted": 4, "redo_of": null, "story": null,
    });
    let checked = |body: &Value| AttemptBody::from_json(&body.to_string())?.try_into_attempt(Uuid::nil());
    assert_eq!(checked(&full).unwrap().predicted, Score::new(4));
    let with = |place: &str, value: Value| {
        let mut body = full.clone();
        *body.pointer_mut(place).unwrap() = value;
        checked(&body).unwrap_err()
    };
    assert_eq!(with("/principle", json!(" ")), AttemptProblem::Missing { field: "principle" });
    assert_eq!(with("/question/text", json!("")), AttemptProblem::Missing { field: "question.text" });
    assert!(matches!(with("/started", json!("yesterday")), AttemptProblem::Started { .. }));
    assert!(matches!(with("/started", json!("2026-03-04T18:05:00")), AttemptProblem::Started { .. }));
    assert!(with("/planned_secs/task", json!(-1)).to_string().contains("“planned_secs.task” is -1"));
    assert!(with("/probes/0/secs", json!(-0.5)).to_string().contains("probes[0].secs"));
    assert!(matches!(with("/probes/0/outcome", json!("won")), AttemptProblem::Outcome { index: 0, .. }));
    assert!(with("/scores/depth", json!(6)).to_string().contains("“scores.depth” is 6"));
    assert!(matches!(with("/scores/depth", json!("4")), AttemptProblem::Score { .. }));
    assert!(matches!(with("/scores", json!({"charm": 3})), AttemptProblem::Dimension { .. }));
    assert!(matches!(with("/predicted", json!(4.5)), AttemptProblem::Score { .. }));
    assert!(matches!(with("/answer_secs", json!("long")), AttemptProblem::Json { .. }));
    assert!(matches!(AttemptBody::from_json("{").unwrap_err(), AttemptProblem::Json { .. }));
    let mut room_attempt = attempt(1);
    room_attempt.answer_secs = Some(f64::NAN);
    let error = Room::new().open().0.put_attempt(&room_attempt, stamp()).unwrap_err();
    assert!(matches!(error, StoreError::Attempt(AttemptProblem::Seconds { .. })), "{error}");
}

/// Flips the last letter of `word` in the file to another one, which leaves it JSON.
fn damage(room: &Room, file: &str, word: &str) {
    let path = room.path(file);
    let text = fs::read_to_string(&path).unwrap();
    let mut damaged = word.to_owned();
    let last = damaged.pop().unwrap();
    damaged.push(char::from(u8::try_from(last).unwrap() ^ 1));
    assert!(text.contains(word), "{file}: {text}");
    fs::write(&path, text.replacen(word, &damaged, 1)).unwrap();
}

/// Every kind of document, with a word of it.
const DOCUMENTS: [(&str, &str); 5] = [
    ("profile.json", "Acme"),
    ("banks/mine.json", "When were you calm"),
    ("overlays/mine.json", "Why then"),
    ("stories/outage.json", "\"action"),
    ("folder.json", "greenroom-folder"),
];

fn furnished() -> Room {
    let room = Room::with(1..3);
    let (mut store, _) = room.open();
    store.write_profile(&profile()).unwrap();
    store.write_bank(&bank()).unwrap();
    store.write_overlay(&overlay()).unwrap();
    let mut told = story();
    told.sections = PerSection(["s".to_owned(), "t".to_owned(), "What I did.".to_owned(), "r".to_owned()]);
    store.write_story(&told).unwrap();
    store.backup_now(stamp()).unwrap();
    room
}

/// A letter changed in the key of a story's action used to lose the action without a word.
#[test]
fn a_changed_letter_in_any_document_is_told_and_can_be_restored_or_kept() {
    for (file, word) in DOCUMENTS.into_iter().filter(|(file, _)| *file != "folder.json") {
        let room = furnished();
        let before = room.contents();
        damage(&room, file, word);
        let report = check::inspect(&room.data()).unwrap();
        assert!(!report.sound && report.doubts[0].contains("not as Greenroom saved it"), "{file}: {report}");
        let (mut store, contents) = room.open();
        let [altered] = contents.altered.as_slice() else { panic!("{file}: {:?}", contents.altered) };
        assert!(altered.file == file && altered.is_readable && altered.backup.is_some(), "{altered:?}");
        assert!(contents.notices.iter().any(|notice| notice.subject == file), "{:?}", contents.notices);
        let restored = store.restore_altered(file, stamp()).unwrap();
        assert_eq!(
            (restored.has.profile, restored.has.banks, restored.has.overlays, restored.has.stories),
            (before.has.profile, before.has.banks, before.has.overlays, before.has.stories),
            "{file}"
        );
        assert_eq!(restored.altered, []);
        assert!(room.files().keys().any(|name| name.starts_with("recovered/")), "what stood there is kept");
        // Once more, and kept: it is asked about no more.
        damage(&room, file, word);
        store.reload(stamp()).unwrap();
        store.keep_altered(file).unwrap();
        drop(store);
        assert_eq!(room.contents().altered, [], "{file}");
        assert!(check::inspect(&room.data()).unwrap().sound, "{file}");
    }
}

#[test]
fn a_document_that_no_longer_parses_is_offered_from_the_newest_sound_backup() {
    let room = furnished();
    let before = room.contents();
    // A newer backup, which is damaged itself.
    let (mut store, _) = room.open();
    let newest = store.backup_now(on_day(1)).unwrap();
    drop(store);
    fs::write(room.path(&format!("backups/{newest}/stories/outage.json")), "{").unwrap();
    fs::write(room.path("stories/outage.json"), "{\"format\": \"greenroom-story/1\", \"id\":").unwrap();
    let (mut store, contents) = room.open();
    assert_eq!(contents.has.stories, []);
    let [altered] = contents.altered.as_slice() else { panic!("{:?}", contents.altered) };
    let backup = altered.backup.clone().unwrap();
    assert!(!altered.is_readable && backup.name != newest && backup.day() == "4 Mar 2026", "{altered:?}");
    let contents = store.restore_altered("stories/outage.json", stamp()).unwrap();
    assert_eq!((contents.has.stories, contents.altered), (before.has.stories, vec![]));
    let kept = room.files().into_iter().find(|(name, _)| name.starts_with("recovered/stories-outage"));
    assert_eq!(kept.unwrap().1, b"{\"format\": \"greenroom-story/1\", \"id\":");
    let nowhere = store.restore_altered("stories/none.json", stamp()).unwrap_err();
    assert!(matches!(nowhere, StoreError::NoBackup { .. }));
}

/// What an earlier Greenroom wrote carries no sum. It is accepted once and given one; a copy that is put there by hand too.
#[test]
fn documents_without_a_sum_are_accepted_and_given_one() {
    let room = furnished();
    let sum = |room: &Room, file: &str| fs::read_to_string(room.path(file)).unwrap().contains("\"sum\": \"");
    for (file, _) in DOCUMENTS {
        assert!(sum(&room, file), "{file}");
        let mut value: Value = serde_json::from_slice(&fs::read(room.path(file)).unwrap()).unwrap();
        value.as_object_mut().unwrap().remove("sum");
        fs::write(room.path(file), value.to_string()).unwrap();
    }
    let read = Store::read(&room.data(), stamp()).unwrap();
    assert_eq!(read.altered, []);
    assert!(!sum(&room, "stories/outage.json"), "reading changes nothing");
    let contents = room.contents();
    assert_eq!((contents.altered, contents.notices), (vec![], vec![]));
    for (file, _) in DOCUMENTS.into_iter().filter(|(file, _)| *file != "folder.json") {
        assert!(sum(&room, file), "{file}");
    }
    assert_eq!(read.has.stories, room.contents().has.stories);
    damage(&room, "stories/outage.json", "What I did");
    assert_eq!(room.contents().altered.len(), 1);
}

/// What somebody edited by hand is used, and kept aside when Greenroom writes the document again before they decided.
#[test]
fn an_edit_by_hand_is_used_and_kept() {
    let room = furnished();
    let path = room.path("stories/outage.json");
    let text = fs::read_to_string(&path).unwrap().replace("The outage", "The long outage");
    fs::write(&path, text).unwrap();
    let (mut store, contents) = room.open();
    assert_eq!((contents.has.stories[0].title.as_str(), contents.altered.len()), ("The long outage", 1));
    store.write_story(&story()).unwrap();
    assert!(
        room.files().iter().any(|(name, b)| name.starts_with("recovered/") && holds(b, "The long outage"))
    );
    drop(store);
    assert_eq!(room.contents().altered, []);
}

/// Of every document: a flipped bit anywhere, and a cut anywhere, is told and changes no other document.
#[test]
fn no_flip_or_cut_in_any_document_goes_unsaid() {
    let room = furnished();
    let whole = room.contents();
    let names: Vec<String> = room.files().into_keys().filter(|n| !n.starts_with("backups/")).collect();
    let documents: Vec<String> =
        names.into_iter().filter(|name| Path::new(name).extension().is_some_and(|e| e == "json")).collect();
    assert_eq!(documents.len(), 5, "{documents:?}");
    for name in documents {
        let path = room.path(&name);
        let bytes = fs::read(&path).unwrap();
        let flips = (0..bytes.len()).step_by(5).map(|at| {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 7);
            (format!("byte {at}"), flipped)
        });
        let cuts = (0..bytes.len() - 1).step_by(23).map(|at| (format!("cut at {at}"), bytes[..at].to_vec()));
        for (what, damaged) in flips.chain(cuts) {
            fs::write(&path, &damaged).unwrap();
            let read = Store::read(&room.data(), stamp()).unwrap();
            assert!(!read.notices.is_empty(), "{name}, {what}: {}", String::from_utf8_lossy(&damaged));
            assert_eq!(read.has.attempts, whole.has.attempts, "{name}, {what}");
            assert!(name.contains("stories") || read.has.stories == whole.has.stories, "{name}, {what}");
            assert!(name.contains("profile") || read.has.profile == whole.has.profile, "{name}, {what}");
        }
        fs::write(&path, &bytes).unwrap();
    }
}
