//! The folder that is ill-treated, each command that writes, and what must hold after it.

use std::collections::BTreeMap;
use std::path::Path;

use greenroom::domain::attempt::{Attempt, Moment};
use greenroom::domain::notebook::{Change, Notebook};
use greenroom::domain::review::{Besides, Body, Choice, Item, Origin, Review, Twin};
use greenroom::domain::star::PerSection;
use greenroom::domain::story::Story;
use greenroom::store::{Contents, Erase, Store, StoreError};
use uuid::Uuid;

use super::room::{attempt, bank, checkpoint, numbers, overlay, profile, stamp, story, time};

/// What is to be erased: in an attempt, and in a story that was removed.
pub const SECRET: &str = "what I never want read again";
pub const SECRET_STORY: &str = "the story that I threw away";

/// A command that writes.
pub struct Step {
    pub name: &'static str,
    pub does: fn(&mut Store, &Contents) -> Result<(), StoreError>,
    /// What is wrong if it was acknowledged.
    pub did: fn(&Contents) -> Option<String>,
    /// What it takes out of the folder for good.
    pub erases: Option<&'static [&'static str]>,
}

fn secret() -> Attempt {
    let mut secret = attempt(5);
    secret.note = Some(SECRET.to_owned());
    secret
}

fn moment() -> Moment {
    Moment { id: Uuid::from_u128(77), noted: time(), text: "A moment.".to_owned(), attempt: None }
}

fn unless(holds: bool, wrong: &str) -> Option<String> {
    (!holds).then(|| wrong.to_owned())
}

/// A folder of some weeks: two devices, every kind of document, backups, an attempt and a removed story to be erased.
pub fn furnish(folder: &Path) {
    let data = folder.join("data");
    let (mut other, _) = Store::open(&data, &folder.join("other"), stamp()).unwrap();
    other.put_attempt(&attempt(9), stamp()).unwrap();
    drop(other);
    let (mut store, _) = Store::open(&data, &folder.join("state"), stamp()).unwrap();
    for n in 1..4 {
        store.put_attempt(&attempt(n), stamp()).unwrap();
    }
    store.put_attempt(&secret(), stamp()).unwrap();
    store.write_profile(&profile()).unwrap();
    store.write_bank(&bank()).unwrap();
    store.write_overlay(&overlay()).unwrap();
    store.write_story(&story()).unwrap();
    let mut removed = Story::new("removed".to_owned(), time());
    SECRET_STORY.clone_into(&mut removed.title);
    store.write_story(&removed).unwrap();
    store.backup_now(stamp()).unwrap();
    store.remove_story("removed").unwrap();
    store.write_running(&checkpoint(secret().id, SECRET)).unwrap();
}

/// What must hold whatever was done: nothing that was acknowledged before is lost or damaged.
pub fn lasting(contents: &Contents, step: &Step) -> Vec<String> {
    let mut wrong = Vec::new();
    // All of it, or none of it.
    if step.name.starts_with("erase everything") && !numbers(contents).contains(&1) {
        let others = numbers(contents).iter().filter(|n| **n != 4).count();
        return unless(others == 0, "some of it is left").into_iter().collect();
    }
    for n in [1, 2, 3, 9] {
        let same = contents.has.attempts.iter().any(|found| *found == attempt(n));
        let may_differ = step.name == "delete an attempt" && n == 3;
        if !(same || may_differ) {
            wrong.push(format!("attempt {n} is lost or changed; there are {:?}", numbers(contents)));
        }
    }
    wrong.extend(unless(contents.has.profile.target.company.starts_with("Acme"), "the profile is lost"));
    wrong.extend(unless(contents.has.banks.contains(&bank()), "the bank is lost"));
    if step.name == "accept an import" {
        wrong.extend(unless(is_one_change(contents).is_some(), "a part of an import is there"));
    }
    let mut edits = contents.has.overlays.clone();
    if step.name == "accept an import" {
        for edit in &mut edits {
            edit.joined.retain(|joined| joined.probes != ["Who noticed?"]);
        }
    }
    wrong.extend(unless(edits == [overlay()], "the overlay is lost"));
    let outage = contents.has.stories.iter().any(|story| story.title.starts_with("The outage"));
    wrong.extend(unless(outage || step.name == "remove a story", "the story is lost"));
    let damaged = contents.notices.iter().find(|notice| notice.text.contains("Set aside"));
    // What was being appended when the program was killed was never acknowledged.
    wrong.extend(damaged.filter(|notice| !notice.subject.starts_with("journal")).map(ToString::to_string));
    wrong
}

/// An import of every kind of thing that goes somewhere: a bank, an edit of another bank, a story, a moment, the target.
fn import() -> Review {
    let item = |id: u32, body: Body| Item {
        id,
        body,
        choice: Choice::Take,
        stored: false,
        line: id,
        excerpt: String::new(),
        why: String::new(),
        twin: None,
        proposed: Vec::new(),
    };
    let question = |text: &str| Body::Question {
        text: text.to_owned(),
        principles: vec!["Calm".to_owned()],
        probes: vec!["Who noticed?".to_owned()],
        checklist: Vec::new(),
        derived: false,
    };
    let twin = Twin::Bank {
        question: "calm-01".to_owned(),
        text: "When were you calm?".to_owned(),
        bank: "Mine".to_owned(),
        alike: 1.0,
    };
    let joined =
        Item { choice: Choice::Merged, twin: Some(twin), ..item(2, question("When did you stay calm?")) };
    let story = Body::Story {
        title: "Brought by an import".to_owned(),
        question: String::new(),
        principles: vec!["Calm".to_owned()],
        sections: PerSection::default(),
        besides: Besides::default(),
    };
    let moment = Body::Moment { text: "Brought too".to_owned(), id: Uuid::from_u128(78) };
    Review {
        id: Uuid::from_u128(500),
        origin: Origin { name: "letter.md".to_owned(), kind: "markdown".to_owned(), digest: None },
        made: time(),
        own: Some(true),
        level: None,
        accepted: None,
        items: vec![
            item(1, question("When did it get loud?")),
            joined,
            item(3, story),
            item(4, moment),
            item(5, Body::Weight { principle: "Calm".to_owned(), weight: 3.0 }),
        ],
        warnings: Vec::new(),
        was: BTreeMap::new(),
    }
}

/// What accepting the import writes.
fn accepting(contents: &Contents) -> Change {
    let mut notebook =
        Notebook::new(contents.has.clone(), Vec::<greenroom::domain::bank::Bank>::new(), Vec::new(), time());
    let accepting = notebook.accepting(&import(), time());
    let applied = notebook.apply(&accepting.change, time());
    assert_eq!(applied.keys.len(), 6, "bank, edit, story, moment, profile, import: {:?}", applied.keys);
    notebook.to_store(&applied.keys)
}

/// All of the import is there, or nothing of it.
fn is_one_change(contents: &Contents) -> Option<bool> {
    let has = &contents.has;
    let import = import();
    let there = [
        has.import(import.id).is_some_and(|import| !import.waits()),
        has.own_bank(&import.bank_id()).is_some(),
        has.overlays.iter().any(|o| o.joined.iter().any(|j| j.probes == ["Who noticed?"])),
        has.story(&import.story_id(3)).is_some(),
        has.moment(Uuid::from_u128(78)).is_some(),
        has.profile.target.key_principles.contains_key("Calm"),
    ];
    if there.iter().all(|here| *here == there[0]) { Some(there[0]) } else { None }
}

pub const STEPS: [Step; 17] = [
    Step {
        name: "accept an import",
        does: |store, contents| store.write(&accepting(contents), stamp()),
        did: |contents| {
            unless(is_one_change(contents) == Some(true), "what was acknowledged is not all there")
        },
        erases: None,
    },
    Step { name: "open", does: |_, _| Ok(()), did: |_| None, erases: None },
    Step {
        name: "put an attempt",
        does: |store, _| store.put_attempt(&attempt(4), stamp()),
        did: |contents| unless(contents.has.attempts.contains(&attempt(4)), "what was acknowledged is lost"),
        erases: None,
    },
    Step {
        name: "delete an attempt",
        does: |store, _| store.delete_attempt(attempt(3).id, stamp()),
        did: |contents| unless(!contents.has.attempts.contains(&attempt(3)), "what was deleted is there"),
        erases: None,
    },
    Step {
        name: "put a moment",
        does: |store, _| store.put_moment(&moment(), stamp()),
        did: |contents| unless(contents.has.moments.contains(&moment()), "what was acknowledged is lost"),
        erases: None,
    },
    Step {
        name: "write the profile",
        does: |store, contents| {
            let mut profile = contents.has.profile.clone();
            "Acme and Sons".clone_into(&mut profile.target.company);
            store.write_profile(&profile)
        },
        did: |contents| {
            unless(contents.has.profile.target.company == "Acme and Sons", "the profile is the old one")
        },
        erases: None,
    },
    Step {
        name: "write a story",
        does: |store, _| {
            let mut edited = story();
            "The outage, again".clone_into(&mut edited.title);
            store.write_story(&edited)
        },
        did: |contents| {
            unless(
                contents.has.stories.iter().any(|s| s.title == "The outage, again"),
                "the story is the old one",
            )
        },
        erases: None,
    },
    Step {
        name: "remove a story",
        does: |store, _| store.remove_story("outage"),
        did: |contents| unless(contents.has.stories.is_empty(), "what was removed is there"),
        erases: None,
    },
    Step {
        name: "write a checkpoint",
        does: |store, _| store.write_running(&checkpoint(attempt(4).id, "half")),
        did: |contents| unless(contents.running.is_some(), "the checkpoint is lost"),
        erases: None,
    },
    Step {
        name: "back up",
        does: |store, _| store.backup_now(stamp()).map(|_| ()),
        did: |_| None,
        erases: None,
    },
    Step {
        name: "back up for the day",
        does: |store, _| store.backup_if_due(stamp()).map(|_| ()),
        did: |_| None,
        erases: None,
    },
    Step {
        name: "restore",
        does: |store, _| {
            let name = store.list_backups()[0].name.clone();
            store.restore(&name, stamp()).map(|_| ())
        },
        did: |contents| unless(contents.has.stories.len() == 2, "what was restored is not there"),
        erases: None,
    },
    Step {
        name: "erase an attempt",
        does: |store, _| store.erase(Erase::Attempt(secret().id), stamp()).map(|_| ()),
        did: |contents| unless(!numbers(contents).contains(&5), "what was erased is there"),
        erases: Some(&[SECRET]),
    },
    Step {
        name: "erase what was removed",
        does: |store, _| store.erase(Erase::Removed, stamp()).map(|_| ()),
        did: |_| None,
        erases: Some(&[SECRET_STORY]),
    },
    Step {
        name: "erase everything",
        does: |store, _| store.erase(Erase::Everything, stamp()).map(|_| ()),
        did: |contents| {
            unless(contents.has.attempts.is_empty() && contents.has.stories.is_empty(), "something is left")
        },
        erases: Some(&[SECRET, SECRET_STORY, "take 1"]),
    },
    // What is acknowledged after an erasure, or a restore, that failed half way must not go with the rest of it.
    Step {
        name: "erase everything, then answer",
        does: |store, _| {
            let erased = store.erase(Erase::Everything, stamp()).map(|_| ());
            after_unfinished(store, erased)
        },
        did: |contents| {
            unless(*contents.has.attempts == [attempt(4)], "the answer after it is lost, or more is left")
        },
        erases: Some(&[SECRET, SECRET_STORY, "take 1"]),
    },
    Step {
        name: "restore, then answer",
        does: |store, _| {
            let name = store.list_backups()[0].name.clone();
            let restored = store.restore(&name, stamp()).map(|_| ());
            after_unfinished(store, restored)
        },
        did: |contents| unless(contents.has.attempts.contains(&attempt(4)), "the answer after it is lost"),
        erases: None,
    },
];

/// Answers once more after what came of something that may have been left half done.
fn after_unfinished(store: &mut Store, done: Result<(), StoreError>) -> Result<(), StoreError> {
    match done {
        Ok(()) | Err(StoreError::Unfinished { .. } | StoreError::Unsettled { .. }) => {
            store.put_attempt(&attempt(4), stamp())
        }
        Err(error) => Err(error),
    }
}
