//! The folder that is ill-treated, each command that writes, and what must hold after it.

use std::path::Path;

use greenroom::domain::attempt::{Attempt, Moment};
use greenroom::domain::bank::Bank;
use greenroom::domain::story::Story;
use greenroom::store::{Contents, Erase, Store, StoreError};
use uuid::Uuid;

use super::room::{attempt, bank, numbers, overlay, profile, stamp, story, time};

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
    store.write_running(&serde_json::json!({"attempt": secret().id, "note": SECRET})).unwrap();
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
    wrong.extend(unless(contents.has.overlays == [overlay()], "the overlay is lost"));
    let outage = contents.has.stories.iter().any(|story| story.title.starts_with("The outage"));
    wrong.extend(unless(outage || step.name == "remove a story", "the story is lost"));
    let damaged = contents.notices.iter().find(|notice| notice.text.contains("Set aside"));
    // What was being appended when the program was killed was never acknowledged.
    wrong.extend(damaged.filter(|notice| !notice.subject.starts_with("journal")).map(ToString::to_string));
    wrong
}

/// What an import brings: a story, a moment, a bank and a target.
fn imported() -> (Story, Bank) {
    let mut story = Story::new("import-story".to_owned(), time());
    "Brought by an import".clone_into(&mut story.title);
    let mut bank = bank();
    "import-bank".clone_into(&mut bank.id);
    (story, bank)
}

/// All of an import is there, or nothing of it.
fn is_one_change(contents: &Contents) -> Option<bool> {
    let (story, bank) = imported();
    let there = [
        contents.has.stories.contains(&story),
        contents.has.banks.contains(&bank),
        contents.has.moments.contains(&moment()),
        contents.has.profile.target.company == "Acme of the import",
        contents.has.attempts.contains(&attempt(4)),
    ];
    if there.iter().all(|here| *here == there[0]) { Some(there[0]) } else { None }
}

pub const STEPS: [Step; 17] = [
    Step {
        name: "accept an import",
        does: |store, contents| {
            let (story, bank) = imported();
            let mut profile = contents.has.profile.clone();
            "Acme of the import".clone_into(&mut profile.target.company);
            store.together(stamp(), |store| {
                store.write_bank(&bank)?;
                store.write_story(&story)?;
                store.put_moment(&moment(), stamp())?;
                store.put_attempt(&attempt(4), stamp())?;
                store.write_profile(&profile)
            })
        },
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
        does: |store, _| store.write_running(&serde_json::json!({"half": 1})),
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
