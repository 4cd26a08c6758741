//! A data folder to be ill-treated, and what is put into it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use greenroom::domain::attempt::{AskedQuestion, Attempt, Mode, Outcome, ProbeRecord};
use greenroom::domain::bank::{Bank, Principle, Question};
use greenroom::domain::draw::Drawn;
use greenroom::domain::interviews::KeptInterview;
use greenroom::domain::level::{Level, Levels};
use greenroom::domain::overlay::{Edited, Joined, Overlay};
use greenroom::domain::profile::{Calm, InterviewStage, Profile};
use greenroom::domain::rehearsal::{Brief, Checkpoint, Rehearsal};
use greenroom::domain::rubric::{Dimension, Score};
use greenroom::domain::star::Section;
use greenroom::domain::star::{Budget, PerSection};
use greenroom::domain::story::{Stands, Story, Version};
use greenroom::domain::to_ask::ToAsk;
use greenroom::store::{Contents, Stamp, Store};
use tempfile::TempDir;
use uuid::Uuid;

pub fn time() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-04T18:05:00+01:00").unwrap()
}

pub fn stamp() -> Stamp {
    time().into()
}

pub fn on_day(days: i64) -> Stamp {
    (time() + TimeDelta::days(days)).into()
}

pub fn attempt(n: u32) -> Attempt {
    let question =
        AskedQuestion { id: Some(format!("q-{n}")), text: format!("What about “{n}”?\nAnd then?") };
    let started = time() + TimeDelta::minutes(n.into());
    let mut attempt = Attempt::new(Uuid::from_u128(n.into()), question, "Dive Deep".to_owned(), started);
    attempt.section_secs = Some(PerSection([31.5, 20.0, 101.0, 19.0]));
    attempt.answer_secs = Some(171.0);
    attempt.probes = vec![ProbeRecord { text: "Why?".to_owned(), secs: 40.0, outcome: Outcome::Held }];
    attempt.scores.set(Dimension::Depth, Score::new(4));
    attempt.next_time = Some(format!("say the number first, take {n}"));
    attempt
}

/// An answer that is going on, with a note.
pub fn checkpoint(id: Uuid, note: &str) -> Checkpoint {
    let brief = Brief {
        id,
        drawn: Drawn {
            id: "q-1".to_owned(),
            text: "Why?".to_owned(),
            principle: "Calm".to_owned(),
            principles: vec!["Calm".to_owned()],
            bank: "mine".to_owned(),
            probes: Vec::new(),
            reason: String::new(),
        },
        shown: time(),
        session: Uuid::from_u128(900),
        mode: Mode::Drill,
        redo_of: None,
        budget: Budget::default(),
        think_secs: 60,
        max_probes: 3,
        ask_prediction: false,
        part: Some(Section::Result),
    };
    Checkpoint { note: note.to_owned(), ..Rehearsal::new(brief, Duration::ZERO).checkpoint(Duration::ZERO) }
}

pub fn bank() -> Bank {
    Bank {
        id: "mine".to_owned(),
        title: "Mine".to_owned(),
        principles: vec![Principle {
            id: "calm".to_owned(),
            name: "Calm".to_owned(),
            ..Principle::default()
        }],
        questions: vec![Question {
            id: "calm-01".to_owned(),
            principles: vec!["calm".to_owned()],
            text: "When were you calm?".to_owned(),
            ..Question::default()
        }],
        ..Bank::default()
    }
}

/// What was changed about [`bank`]: one question in other words, one hidden, one added.
pub fn overlay() -> Overlay {
    let words = Edited { text: "When were you calmest?".to_owned(), probes: vec!["Why then?".to_owned()] };
    let added = Question {
        id: Overlay::own_id("mine", 0x00c0_ffee),
        principles: vec!["calm".to_owned()],
        text: "Who was calm beside you?".to_owned(),
        levels: Levels::new(vec!["manager".to_owned()]),
        ..Question::default()
    };
    let joined = Joined {
        question: "calm-01".to_owned(),
        from: "import-1-4".to_owned(),
        probes: vec!["Who says so?".to_owned()],
        principles: vec!["grit".to_owned()],
    };
    Overlay {
        bank: "mine".to_owned(),
        edited: [("calm-01".to_owned(), words)].into(),
        hidden: ["calm-02".to_owned()].into(),
        added: vec![added],
        joined: vec![joined],
    }
}

pub fn profile() -> Profile {
    let mut profile = Profile::default();
    "Acme".clone_into(&mut profile.target.company);
    profile.target.stages.push(InterviewStage {
        name: "Loop".to_owned(),
        minutes: Some(60),
        ..InterviewStage::default()
    });
    profile.target.key_principles.insert("Dive Deep".to_owned(), 3.0);
    profile.target.guide_level = Some("Senior II".to_owned());
    profile.target.level = Some(Level::SeniorIndividual);
    profile.target.heard.insert("a-story".to_owned());
    profile.target.angles.insert("a-story".to_owned(), "that I said no".to_owned());
    profile.target.to_ask.push(ToAsk {
        id: "ask".to_owned(),
        text: "What then?".to_owned(),
        round: "peer".to_owned(),
        answer: "This.".to_owned(),
        gone: true,
    });
    profile.kept =
        vec![KeptInterview { id: Uuid::from_u128(5), target: profile.target.clone(), archived: true }];
    profile.settings.calm =
        Calm { think_secs: 0, hide_clock: true, hide_principle: true, hide_outline: true, still: true };
    profile.private = vec!["Northmere".to_owned(), " 4.2 million".to_owned()];
    profile.settings.quiet = true;
    profile
}

pub fn story() -> Story {
    let mut story = Story::new("outage".to_owned(), time());
    "The outage".clone_into(&mut story.title);
    story.sections.0 = ["There.", "Mine.", "I did.", ""].map(str::to_owned);
    "It was dark.".clone_into(&mut story.opening);
    "Ines, 14 March".clone_into(&mut story.remember);
    story.retired = true;
    story.stands = vec![Stands {
        rule: "no-number".to_owned(),
        section: Some(Section::Result),
        about: "It ran.".to_owned(),
    }];
    story.versions = vec![Version {
        written: time(),
        title: "Before".to_owned(),
        opening: "It was night.".to_owned(),
        sections: story.sections.clone(),
    }];
    story
}

/// A data folder and a state folder that go away with it.
pub struct Room {
    pub dir: TempDir,
}

impl Room {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn open_as(&self, device: &str) -> (Store, Contents) {
        Store::open(&self.data(), &self.dir.path().join(device), stamp()).unwrap()
    }

    pub fn open(&self) -> (Store, Contents) {
        self.open_as("state")
    }

    pub fn contents(&self) -> Contents {
        self.open().1
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.data().join(name)
    }

    /// With these attempts put, and closed again.
    pub fn with(numbers: std::ops::Range<u32>) -> Self {
        let room = Self::new();
        let (mut store, _) = room.open();
        for n in numbers {
            store.put_attempt(&attempt(n), stamp()).unwrap();
        }
        room
    }

    /// This device's journal, the only one.
    pub fn journal(&self) -> PathBuf {
        let mut files: Vec<_> =
            fs::read_dir(self.path("journal")).unwrap().map(|e| e.unwrap().path()).collect();
        assert_eq!(files.len(), 1);
        files.pop().unwrap()
    }

    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.data(), &self.data(), &mut files);
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

pub fn numbers(contents: &Contents) -> Vec<u128> {
    contents.has.attempts.iter().map(|a| a.id.as_u128()).collect()
}

pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

/// A document's text without its sum, as a Greenroom that gives none writes it.
pub fn unsummed(text: &str) -> String {
    let at = text.rfind(",\n  \"sum\": \"").expect("it has a sum");
    format!("{}\n}}\n", &text[..at])
}
