//! What becomes of a review: the items that are taken go into a bank, stories, moments and the target; and back.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::{Body, Choice, Item, Range, Review, range_words};
use crate::domain::attempt::Moment;
use crate::domain::bank::{Bank, Principle, Question};
use crate::domain::catalog::Catalog;
use crate::domain::profile::{Stage, Target};
use crate::domain::story::Story;

/// The principle of questions for which the file names none.
const UNSORTED: &str = "Unsorted";

/// What accepting adds or replaces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accepted {
    /// The import's bank, with what was in it before.
    pub bank: Option<Bank>,
    /// New stories.
    pub stories: Vec<Story>,
    /// New moments.
    pub moments: Vec<Moment>,
    /// The target, if it changed.
    pub target: Option<Target>,
}

/// What taking an import back takes away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakenBack {
    /// The id of the import's bank.
    pub bank: Option<String>,
    /// The ids of its stories that were not changed since.
    pub stories: Vec<String>,
    /// The ids of its moments that were not changed since.
    pub moments: Vec<Uuid>,
    /// The target without what the import set, if it changed.
    pub target: Option<Target>,
    /// How many stories and moments stay because the person has changed them since.
    pub kept: usize,
}

impl Review {
    /// Takes what is chosen and not stored yet, and notes that it is. `bank` is the import's bank as
    /// it is now, if there is one.
    ///
    /// The ids of what it makes follow from the review's own, so that accepting again after a crash
    /// makes nothing twice.
    pub fn accept(
        &mut self,
        catalog: &Catalog,
        target: &Target,
        bank: Option<&Bank>,
        now: DateTime<FixedOffset>,
    ) -> Accepted {
        let mut questions = Questions::new(self, catalog, bank);
        let mut accepted = Accepted::default();
        let mut new_target = target.clone();
        let mut there: Vec<u32> = Vec::new();
        let taken: Vec<u32> =
            self.items.iter().filter(|item| !item.stored && self.takes(item)).map(|item| item.id).collect();
        for item in self.items.iter().filter(|item| taken.contains(&item.id)) {
            match &item.body {
                Body::Question { .. } => questions.add(item),
                Body::Story { title, question, principles, sections } => accepted.stories.push(Story {
                    id: self.story_id(item.id),
                    title: title.clone(),
                    principles: principles.iter().map(|name| catalog.canonical(name)).collect(),
                    question: Some(question.clone()).filter(|q| !q.is_empty()),
                    sections: sections.clone(),
                    changed: now,
                }),
                Body::Moment { text, id } => {
                    accepted.moments.push(Moment { id: *id, text: text.clone(), noted: now, attempt: None });
                }
                // What the person has set already stays theirs, here and when the import is taken back.
                Body::Weight { principle, .. }
                    if target.key_principles.contains_key(&catalog.canonical(principle)) =>
                {
                    there.push(item.id);
                }
                Body::Weight { principle, weight } => {
                    new_target.key_principles.insert(catalog.canonical(principle), *weight);
                }
                Body::Stage { .. } => match stage(&item.body) {
                    Some(stage) if target.stages.contains(&stage) => there.push(item.id),
                    stage => new_target.stages.extend(stage),
                },
                // They stay with the import, which is where they are looked up.
                Body::Tip { .. } | Body::Expectation { .. } | Body::AskThem { .. } | Body::Note { .. } => {}
            }
        }
        accepted.bank = questions.bank.filter(|new| Some(new) != bank);
        accepted.target = (new_target != *target).then_some(new_target);
        for item in self.items.iter_mut().filter(|item| taken.contains(&item.id)) {
            if there.contains(&item.id) {
                item.choice = Choice::Merged;
            } else {
                item.stored = true;
            }
        }
        self.accepted = Some(now);
        accepted
    }

    /// Undoes what accepting did; the import waits again, its choices as they were. Stories and
    /// moments that were changed since stay.
    pub fn take_back(
        &mut self,
        catalog: &Catalog,
        target: &Target,
        stories: &[Story],
        moments: &[Moment],
    ) -> TakenBack {
        let mut back = TakenBack::default();
        let mut new_target = target.clone();
        for item in self.items.iter().filter(|item| item.stored) {
            match &item.body {
                Body::Question { .. } => back.bank = Some(self.bank_id()),
                Body::Story { title, sections, .. } => {
                    let id = self.story_id(item.id);
                    match stories.iter().find(|story| story.id == id) {
                        Some(story) if story.title == *title && story.sections == *sections => {
                            back.stories.push(id);
                        }
                        Some(_) => back.kept += 1,
                        None => {}
                    }
                }
                Body::Moment { text, id } => match moments.iter().find(|moment| moment.id == *id) {
                    Some(moment) if moment.text == *text => back.moments.push(*id),
                    Some(_) => back.kept += 1,
                    None => {}
                },
                Body::Weight { principle, weight } => {
                    let name = catalog.canonical(principle);
                    if new_target.key_principles.get(&name) == Some(weight) {
                        new_target.key_principles.remove(&name);
                    }
                }
                Body::Stage { .. } => {
                    let set = stage(&item.body);
                    if let Some(at) = new_target.stages.iter().position(|stage| Some(stage) == set.as_ref()) {
                        new_target.stages.remove(at);
                    }
                }
                Body::Tip { .. } | Body::Expectation { .. } | Body::AskThem { .. } | Body::Note { .. } => {}
            }
        }
        back.target = (new_target != *target).then_some(new_target);
        for item in &mut self.items {
            item.stored = false;
        }
        self.accepted = None;
        back
    }
}

/// The stage of the target that a found stage becomes.
fn stage(body: &Body) -> Option<Stage> {
    let Body::Stage { name, minutes, interviewers, rounds } = body else { return None };
    let of = |range: &Option<Range>, one: &str, many: &str| {
        range.map(|range| range_words(range, if range == [1, 1] { one } else { many }))
    };
    let parts = [
        of(minutes, "min", "min"),
        of(interviewers, "interviewer", "interviewers"),
        of(rounds, "round", "rounds"),
    ];
    Some(Stage {
        name: name.clone(),
        date: None,
        format: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        minutes: minutes.map(|[_, most]| most),
    })
}

/// The import's bank as its questions are added.
struct Questions<'a> {
    catalog: &'a Catalog,
    bank: Option<Bank>,
    id: String,
    title: String,
    /// Principle's name → its id in the bank.
    ids: BTreeMap<String, String>,
}

impl<'a> Questions<'a> {
    fn new(review: &Review, catalog: &'a Catalog, bank: Option<&Bank>) -> Self {
        let ids = bank.iter().flat_map(|b| &b.principles).map(|p| (p.name.clone(), p.id.clone())).collect();
        let (id, title) = (review.bank_id(), review.origin.name.clone());
        Self { catalog, bank: bank.cloned(), id, title, ids }
    }

    fn add(&mut self, item: &Item) {
        let Body::Question { text, principles, probes, checklist, .. } = &item.body else { return };
        let unsorted = [UNSORTED.to_owned()];
        let names = if principles.is_empty() { &unsorted[..] } else { principles };
        let mut ids: Vec<String> = Vec::new();
        for name in names {
            let id = self.principle(&self.catalog.canonical(name));
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let question = Question {
            id: format!("{}-{}", self.id, item.id),
            principles: ids,
            text: text.clone(),
            probes: probes.clone(),
            checklist: checklist.clone(),
            ..Question::default()
        };
        let bank = self.bank();
        match bank.questions.iter_mut().find(|known| known.id == question.id) {
            Some(known) => *known = question,
            None => bank.questions.push(question),
        }
    }

    fn bank(&mut self) -> &mut Bank {
        let (id, title) = (&self.id, &self.title);
        self.bank.get_or_insert_with(|| Bank { id: id.clone(), title: title.clone(), ..Bank::default() })
    }

    /// The id of the principle of this name in the bank, which has it afterwards.
    fn principle(&mut self, name: &str) -> String {
        if let Some(id) = self.ids.get(name) {
            return id.clone();
        }
        let mut id = slug(name);
        while self.ids.values().any(|taken| *taken == id) {
            id.push_str("-2");
        }
        self.ids.insert(name.to_owned(), id.clone());
        let meaning = if name == UNSORTED {
            "Questions for which the file names no principle.".to_owned()
        } else {
            self.catalog.principle(name).map(|p| p.meaning.clone()).unwrap_or_default()
        };
        self.bank().principles.push(Principle {
            id: id.clone(),
            name: name.to_owned(),
            meaning,
            ..Principle::default()
        });
        id
    }
}

/// A name as an id: lower case, its words joined by hyphens.
fn slug(name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    if words.is_empty() { "principle".to_owned() } else { words.join("-") }
}
