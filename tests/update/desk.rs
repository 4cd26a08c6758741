//! A model without a window: commands in, effects counted, what the import reads done at once.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use chrono::DateTime;
use greenroom::app::action::Action;
use greenroom::app::clock::Now;
use greenroom::app::command::Command;
use greenroom::app::effect::{Effect, Event, StoreJob};
use greenroom::app::importing;
use greenroom::app::jobs::StoreDesk;
use greenroom::app::model::Model;
use greenroom::app::update::update;
use greenroom::domain::bank::Bank;
use greenroom::domain::catalog::Catalog;
use greenroom::domain::demo;
use greenroom::domain::draw::SeededRng;
use greenroom::domain::notebook::{Entry, Holdings, Key};
use greenroom::domain::profile::Profile;
use greenroom::reader::Here;
use greenroom::store::{Access, Contents, Stamp, Store};
use rand::SeedableRng;
use uuid::Uuid;

/// The banks the desk has: enough for a loop, few enough to be quick.
fn banks() -> Vec<Bank> {
    static BANKS: LazyLock<Vec<Bank>> = LazyLock::new(|| {
        let mut banks = greenroom::banks::built_in().unwrap();
        banks.retain(|bank| ["amazon", "general", "civil-service"].contains(&bank.id.as_str()));
        for bank in &mut banks {
            let mut kept: HashMap<String, usize> = HashMap::new();
            bank.questions.retain(|question| {
                let count = kept.entry(question.principles[0].clone()).or_default();
                *count += 1;
                *count <= 3
            });
        }
        banks
    });
    BANKS.clone()
}

/// Ids one after the other, so that two desks that do the same hold the same.
fn next_id() -> Uuid {
    use std::cell::Cell;
    thread_local!(static LAST: Cell<u128> = const { Cell::new(0) });
    Uuid::from_u128(LAST.with(|last| {
        last.set(last.get() + 1);
        last.get()
    }))
}

/// A model and its clock.
pub struct Desk {
    pub model: Model,
    pub now: Now,
    /// What stores, where something does.
    pub store: Option<StoreDesk>,
}

impl Desk {
    /// A desk over a made-up practice history of so many answers, and no interview's date.
    pub fn new(answers: usize) -> Self {
        let wall = DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap();
        let now = Now { mono: Duration::from_secs(10_000), wall };
        let mut rng = SeededRng::seed_from_u64(7);
        // No date is set: planning up to one would take most of the time.
        let profile = Profile::default();
        let catalog = Catalog::new(banks(), &profile);
        let mut attempts = demo::attempts(&catalog, answers, wall, &mut rng);
        if let Some(attempt) = attempts.last_mut() {
            attempt.note = Some("The numbers came late.".to_owned());
        }
        let has = Holdings {
            attempts: attempts.into(),
            stories: demo::stories(wall, &mut rng),
            profile,
            ..Holdings::default()
        };
        let contents = Contents {
            sounds: std::collections::BTreeMap::new(),
            has,
            unknown: std::sync::Arc::default(),
            running: None,
            altered: Vec::new(),
            notices: Vec::new(),
            access: Access::ReadWrite,
        };
        let mut model = Model::new(contents, banks(), "a folder".to_owned(), now, 1);
        model.new_id = next_id;
        Self { model, now, store: None }
    }

    /// As [`Self::new`], over a data folder of that content.
    pub fn in_folder(answers: usize, folder: &Path) -> Self {
        let mut desk = Self::new(answers);
        let at: Stamp = desk.now.wall.into();
        let (mut store, _) = Store::open(&folder.join("data"), &folder.join("state"), at).unwrap();
        let has = desk.model.notebook.holdings();
        store.put_attempts(&has.attempts, at).unwrap();
        has.stories.iter().for_each(|story| store.write_story(story).unwrap());
        store.write_profile(&has.profile).unwrap();
        desk.store = Some(StoreDesk::new(store));
        desk
    }

    /// Two seconds pass, then this is sent. What is read is read, what is stored is on disk.
    pub fn send(&mut self, command: Command) -> Vec<String> {
        self.pass(2);
        self.send_now(command)
    }

    pub fn send_now(&mut self, command: Command) -> Vec<String> {
        let effects = update(&mut self.model, command, self.now);
        let told = effects.iter().map(kind).collect();
        self.perform(effects);
        told
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut events = Vec::new();
        for effect in effects {
            match effect {
                Effect::Import(job) => {
                    let reader = Here { new_id: next_id };
                    importing::run(&job, &reader, &|| false, &mut |report| {
                        events.push(Event::Import(job.number, report));
                    });
                }
                Effect::Store(job) if self.store.is_some() => {
                    events.extend(self.store.as_mut().unwrap().perform(job, self.now.wall.into()));
                }
                Effect::Store(job) if !matches!(job, StoreJob::Restore(_) | StoreJob::Erase(_)) => {
                    events.push(Event::Stored(job));
                }
                _ => {}
            }
        }
        for event in events {
            let effects = update(&mut self.model, Command::Event(Box::new(event)), self.now);
            self.perform(effects);
        }
    }

    pub fn act(&mut self, action: Action) -> Vec<String> {
        self.send(Command::Do(action))
    }

    /// A thread reports.
    pub fn hear(&mut self, event: Event) -> Vec<String> {
        self.send_now(Command::Event(Box::new(event)))
    }

    pub fn acts(&mut self, actions: &[Action]) {
        for action in actions {
            self.act(*action);
        }
    }

    /// Lets time pass a second at a tick: more at once would be a gap in a clock that runs.
    pub fn pass(&mut self, seconds: u32) {
        for _ in 0..seconds {
            self.now.mono += Duration::from_secs(1);
            self.now.wall += chrono::TimeDelta::seconds(1);
            self.send_now(Command::Tick);
        }
    }
}

/// "Store Write Attempt": which effect it is, without what it carries.
fn kind(effect: &Effect) -> String {
    let words = |value: &dyn std::fmt::Debug, count: usize| {
        let text = format!("{value:?}");
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(count).collect::<Vec<_>>().join(" ")
    };
    match effect {
        Effect::Store(StoreJob::Write(change)) => {
            let part = |(key, entry): &(Key, Option<Entry>)| {
                let key = words(key, 1);
                if entry.is_some() { key } else { format!("no {key}") }
            };
            format!("Store Write {}", change.parts().iter().map(part).collect::<Vec<_>>().join(", "))
        }
        Effect::Store(_) | Effect::Audio(_) | Effect::Record(_) | Effect::Listen(_) => words(effect, 2),
        _ => words(effect, 1),
    }
}
