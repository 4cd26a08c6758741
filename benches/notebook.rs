//! What a change costs, with what follows from it, with 10, 10,000 and 100,000 attempts in the notebook; beside it what working
//! everything out from scratch costs. Run with `cargo bench --bench notebook`.

#![allow(clippy::unwrap_used)]

use std::time::Instant;

use chrono::{DateTime, FixedOffset, TimeDelta};
use greenroom::domain::allocation::{Fitting, Slot, allocate};
use greenroom::domain::attempt::Attempt;
use greenroom::domain::demo;
use greenroom::domain::draw::SeededRng;
use greenroom::domain::find::FindDue;
use greenroom::domain::notebook::{Change, Holdings, Key, Notebook};
use greenroom::domain::overlay::{Edited, Overlay};
use greenroom::domain::plan::{Facts, plan};
use greenroom::domain::readiness_table::ReadinessTable;
use greenroom::domain::star::PerSection;
use greenroom::domain::story::Story;
use rand::SeedableRng;
use uuid::Uuid;

/// How often each is measured.
const TIMES: usize = 41;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
}

fn notebook(attempts: usize) -> Notebook {
    let mut rng = SeededRng::seed_from_u64(7);
    let has = Holdings { profile: demo::profile(now().date_naive()), ..Holdings::default() };
    let empty = Notebook::new(has.clone(), greenroom::banks::built_in().unwrap(), Vec::new(), now());
    let attempts = demo::attempts(empty.catalog(), attempts, now(), &mut rng).into();
    let has = Holdings { attempts, stories: demo::stories(now(), &mut rng), ..has };
    Notebook::new(has, empty.built_in().to_vec(), Vec::new(), now())
}

/// Milliseconds, the median of some.
fn median(mut work: impl FnMut(usize)) -> f64 {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|n| {
            let from = Instant::now();
            work(n);
            from.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}

fn answer(n: usize, of: &Attempt) -> Attempt {
    let started = now() + TimeDelta::seconds(i64::try_from(n).unwrap());
    Attempt { id: Uuid::from_u128(1 << 100 | n as u128), started, ..of.clone() }
}

type Work = (&'static str, fn(&mut Notebook, usize));

const WORK: &[Work] = &[
    ("an answer is stored", |notebook, n| {
        let new = answer(n, &notebook.attempts[0]);
        let at = new.started;
        notebook.apply(&Change::put(new), at);
    }),
    ("an answer is edited", |notebook, n| {
        let mut edited = notebook.attempts[n % notebook.attempts.len()].clone();
        edited.note = Some(format!("Once more, {n}"));
        notebook.apply(&Change::put(edited), now());
    }),
    ("an answer is deleted", |notebook, _| {
        let id = notebook.attempts[0].id;
        let back = notebook.apply(&Change::remove(Key::Attempt(id)), now()).back;
        notebook.apply(&back, now());
    }),
    ("a word of a story is typed", |notebook, n| {
        let mut story = notebook.stories[0].clone();
        story.title = format!("A story {n}");
        notebook.apply(&Change::put(story), now());
    }),
    ("a story becomes complete, or not", |notebook, n| {
        let mut story = notebook.stories[0].clone();
        for text in &mut story.sections.0 {
            *text = if n % 2 == 0 { String::new() } else { "Said".to_owned() };
        }
        notebook.apply(&Change::put(story), now());
    }),
    ("the company's name is typed", |notebook, n| {
        let mut target = notebook.profile.target.clone();
        target.company = format!("Example Works {n}");
        let profile = notebook.with_target(target);
        notebook.apply(&Change::put(profile), now());
    }),
    ("a word of a question is typed", |notebook, n| {
        let mut overlay = Overlay::new("amazon");
        let id = notebook.bank("amazon").unwrap().questions[0].id.clone();
        overlay.write(&id, Edited { text: format!("When {n}?"), probes: Vec::new() });
        notebook.take_down(&Change::put(overlay), now());
    }),
    ("the typing is settled", |notebook, n| {
        let mut overlay = Overlay::new("amazon");
        let id = notebook.bank("amazon").unwrap().questions[0].id.clone();
        overlay.write(&id, Edited { text: format!("When {n}, then?"), probes: Vec::new() });
        notebook.apply(&Change::put(overlay), now());
    }),
    ("100 stories in 24 places", |notebook, n| {
        let names: Vec<String> = notebook.catalog().in_play().iter().map(|p| p.name.clone()).collect();
        let story = |at: usize| Story {
            principles: vec![names[at % names.len()].clone(), names[(at * 7 + n) % names.len()].clone()],
            sections: PerSection(std::array::from_fn(|_| "Said.".to_owned())),
            ..Story::new(at.to_string(), now())
        };
        let stories: Vec<Story> = (0..100).map(story).collect();
        let slot = |at: usize| Slot {
            round: at / 4,
            principle: names[at % names.len()].clone(),
            key: at.is_multiple_of(3),
        };
        let fitting =
            Fitting { tellings: notebook.tellings(), heard: &std::collections::BTreeSet::new(), now: now() };
        let told = allocate((0..24).map(slot).collect(), &stories, &fitting);
        assert!(told.iter().all(|told| told.story.is_some() && told.again.is_none()));
    }),
    ("an hour passes", |notebook, _| notebook.grow_older(now())),
    ("readiness and plan by themselves", |notebook, _| {
        let (attempts, catalog) = (&notebook.attempts, notebook.catalog());
        let table = ReadinessTable::new(attempts, &notebook.stories, catalog, now());
        let find = FindDue::of(&notebook.stories, &notebook.finds, now(), notebook.plan());
        let (profile, before) = (&notebook.profile, notebook.plan());
        let facts = Facts::gather(now(), profile, catalog, &table, attempts, find, before);
        assert_eq!(plan(&facts).days.len(), notebook.plan().days.len());
    }),
    ("from scratch", |notebook, _| {
        let again =
            Notebook::new(notebook.holdings().clone(), notebook.built_in().to_vec(), Vec::new(), now());
        assert_eq!(again.readiness_table().rows.len(), notebook.readiness_table().rows.len());
    }),
];

fn main() {
    let sizes = [10, 10_000, 100_000];
    let mut notebooks = sizes.map(notebook);
    println!("| ms, median of {TIMES}, by attempts | {:>8} | {:>8} | {:>8} |", sizes[0], sizes[1], sizes[2]);
    println!("|---|---|---|---|");
    for (name, work) in WORK {
        let [few, many, most] = notebooks.each_mut().map(|notebook| median(|n| work(notebook, n)));
        println!("| {name:<34} | {few:>8.3} | {many:>8.3} | {most:>8.3} |");
    }
}
