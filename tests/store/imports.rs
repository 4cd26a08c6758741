//! Imports on disk: every kind of item reads back, unknown fields and unreadable bytes are kept.

use std::fs;

use greenroom::domain::profile::InterviewStage;
use greenroom::domain::review::{Besides, Body, Choice, Field, Item, Origin, Review, Twin};
use greenroom::domain::star::PerSection;
use greenroom::store::Erase;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::room::*;

fn item(id: u32, choice: Choice, twin: Option<Twin>, body: Body) -> Item {
    Item {
        id,
        body,
        choice,
        stored: id.is_multiple_of(2),
        line: id + 7,
        excerpt: "the line".to_owned(),
        why: "it asks".to_owned(),
        twin,
        proposed: vec!["Grit".to_owned()],
    }
}

fn stage(name: &str, minutes: Option<u32>) -> InterviewStage {
    InterviewStage { name: name.to_owned(), minutes, ..InterviewStage::default() }
}

/// An import with an item of every kind.
fn import() -> Review {
    let text = || "Some words".to_owned();
    let calm = || vec!["Calm".to_owned()];
    let bodies = [
        Body::Question {
            text: text(),
            principles: calm(),
            probes: vec!["Why?".to_owned()],
            checklist: vec!["A point".to_owned()],
            derived: true,
        },
        Body::Story {
            title: text(),
            question: "When?".to_owned(),
            principles: calm(),
            sections: PerSection(["a".to_owned(), String::new(), "c".to_owned(), "d".to_owned()]),
            besides: Besides {
                opening: "It was dark.".to_owned(),
                remember: "Ines".to_owned(),
                retired: true,
            },
        },
        Body::Moment { text: text(), id: Uuid::from_u128(5) },
        Body::Weight { principle: "Calm".to_owned(), weight: 2.5 },
        Body::Tip { text: text(), principles: calm() },
        Body::Expectation { text: text(), competency: "Calm".to_owned(), level: "IC4".to_owned() },
        Body::Stage {
            name: "Loop".to_owned(),
            date: chrono::NaiveDate::from_ymd_opt(2026, 7, 9),
            minutes: Some([45, 60]),
            interviewers: None,
            rounds: Some([4, 4]),
        },
        Body::AskThem { text: text() },
        Body::Note { text: text() },
        Body::Target { field: Field::Company, text: text() },
        Body::Target { field: Field::Role, text: text() },
    ];
    let twins = [
        Some(Twin::Bank {
            question: "mine-1".to_owned(),
            text: "Like it".to_owned(),
            bank: "Mine".to_owned(),
            alike: 0.75,
        }),
        Some(Twin::Item { id: 0, alike: 1.0 }),
        None,
    ];
    let choices = [Choice::Take, Choice::Leave, Choice::Merged];
    let items = (0..).zip(bodies).map(|(id, body)| {
        let nth = id as usize % 3;
        item(id, choices[nth], twins[nth].clone(), body)
    });
    Review {
        id: Uuid::from_u128(9),
        origin: Origin {
            name: "notes.md".to_owned(),
            kind: "markdown".to_owned(),
            digest: Some("0a1b2c3d-99".to_owned()),
        },
        made: time(),
        own: Some(true),
        level: Some("IC4".to_owned()),
        accepted: Some(time()),
        items: items.collect(),
        warnings: vec!["a page had no text".to_owned()],
        was: [(6, (stage("Loop", Some(60)), Some(stage("Loop", None)))), (7, (stage("Panel", None), None))]
            .into(),
    }
}

fn path(room: &Room) -> std::path::PathBuf {
    room.path(&format!("imports/{}.json", import().id))
}

#[test]
fn every_kind_of_item_reads_back() {
    let room = Room::new();
    room.open().0.write_import(&import()).unwrap();
    assert_eq!(room.contents().has.imports, [import()]);
    let (mut store, _) = room.open();
    store.remove_import(import().id).unwrap();
    drop(store);
    assert!(room.contents().has.imports.is_empty());
    assert!(room.files().keys().any(|name| name.starts_with("recovered/imports-")), "its bytes are kept");
}

#[test]
fn fields_of_a_later_version_survive_an_edit() {
    let room = Room::new();
    room.open().0.write_import(&import()).unwrap();
    let mut doc: Value = serde_json::from_slice(&fs::read(path(&room)).unwrap()).unwrap();
    doc["later"] = json!(1);
    doc["items"][3]["later"] = json!([2]);
    fs::write(path(&room), doc.to_string()).unwrap();
    let (mut store, contents) = room.open();
    let mut edited = contents.has.imports[0].clone();
    edited.own = Some(false);
    store.write_import(&edited).unwrap();
    let doc: Value = serde_json::from_slice(&fs::read(path(&room)).unwrap()).unwrap();
    assert_eq!(
        (&doc["later"], &doc["items"][3]["later"], &doc["own"]),
        (&json!(1), &json!([2]), &json!(false))
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_place_and_left() {
    let room = Room::new();
    room.open().0.write_import(&import()).unwrap();
    let sound = fs::read_to_string(path(&room)).unwrap();
    for (from, to, place) in [
        ("\"kind\": \"tip\"", "\"kind\": \"hint\"", "items[4]"),
        ("\"choice\": \"merged\"", "\"choice\": \"perhaps\"", "items[2]"),
        ("\"made\": \"2", "\"made\": \"soon 2", "made"),
    ] {
        fs::write(path(&room), sound.replacen(from, to, 1)).unwrap();
        let contents = room.contents();
        assert!(contents.has.imports.is_empty());
        assert!(contents.notices.iter().any(|n| n.text.contains(place)), "{place}: {:?}", contents.notices);
    }
}

#[test]
fn imports_are_backed_up_and_erased_like_the_rest() {
    let room = Room::new();
    let (mut store, _) = room.open();
    store.write_import(&import()).unwrap();
    store.backup_now(stamp()).unwrap();
    let name = store.list_backups()[0].name.clone();
    store.remove_import(import().id).unwrap();
    assert_eq!(store.restore(&name, stamp()).unwrap().has.imports, [import()]);
    assert_eq!(store.erase_preview(Erase::Everything).unwrap().imports, 1);
    store.erase(Erase::Everything, stamp()).unwrap();
    drop(store);
    assert!(!room.files().keys().any(|name| name.contains("imports")), "{:?}", room.files().keys());
}
