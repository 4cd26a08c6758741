//! What becomes of a review: the items that are taken go into a bank, stories, moments and the target; and back.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::stage::{Fitted, fit};
use super::{Body, Choice, Field, Item, Review, Twin};
use crate::domain::attempt::Moment;
use crate::domain::bank::{ASKED_IN_OWN, Bank, Principle, Question, UNSORTED};
use crate::domain::catalog::Catalog;
use crate::domain::overlay::Joined;
use crate::domain::profile::{InterviewStage, Target};
use crate::domain::story::Story;

/// What accepting adds or replaces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accepted {
    /// The import's bank, with what was in it before.
    pub bank: Option<Bank>,
    /// New stories.
    pub stories: Vec<Story>,
    /// New moments.
    pub moments: Vec<Moment>,
    /// What questions of other banks get from their twins, by the id of the bank.
    pub joined: Vec<(String, Joined)>,
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
    /// The ids of what it came from that is taken out of other banks' questions ([`Joined::from`]).
    pub joined: Vec<String>,
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
        let mut stages = Stages::default();
        let taken: Vec<u32> =
            self.items.iter().filter(|item| !item.stored && self.takes(item)).map(|item| item.id).collect();
        for item in self.items.iter().filter(|item| taken.contains(&item.id)) {
            match &item.body {
                Body::Question { .. } => questions.add(item),
                Body::Story { title, question, principles, sections, besides } => {
                    accepted.stories.push(Story {
                        title: title.clone(),
                        principles: principles.iter().map(|name| catalog.canonical(name)).collect(),
                        question: Some(question.clone()).filter(|q| !q.is_empty()),
                        sections: sections.clone(),
                        opening: besides.opening.clone(),
                        remember: besides.remember.clone(),
                        retired: besides.retired,
                        ..Story::new(self.story_id(item.id), now)
                    });
                }
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
                Body::Target { field, text } => {
                    let known = field_of(&mut new_target, *field);
                    if known.trim().is_empty() {
                        known.clone_from(text);
                    } else {
                        there.push(item.id);
                    }
                }
                Body::Stage { .. } => {
                    if !stages.take(item, target, &mut new_target) {
                        there.push(item.id);
                    }
                }
                // They stay with the import, which is where they are looked up.
                Body::Tip { .. } | Body::Expectation { .. } | Body::AskThem { .. } | Body::Note { .. } => {}
            }
        }
        let merged = |item: &&Item| item.choice == Choice::Merged && !item.stored;
        for item in self.items.iter().filter(merged) {
            accepted.joined.extend(joined(self.question_id(item.id), item, catalog));
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
        for (id, was) in stages.was {
            self.was.insert(id, was);
        }
        if self.own == Some(true) && self.level.is_some() && target.guide_level != self.level {
            accepted.target.get_or_insert_with(|| target.clone()).guide_level.clone_from(&self.level);
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
                // What the person set to something else since is theirs and stays, here and below.
                Body::Weight { principle, weight } => {
                    let name = catalog.canonical(principle);
                    if new_target.key_principles.get(&name) == Some(weight) {
                        new_target.key_principles.remove(&name);
                    }
                }
                Body::Target { field, text } => {
                    let known = field_of(&mut new_target, *field);
                    if known == text {
                        known.clear();
                    }
                }
                Body::Stage { .. } => {
                    if let Some((set, was)) = self.was.get(&item.id)
                        && let Some(at) = new_target.stages.iter().position(|stage| stage == set)
                    {
                        match was {
                            Some(was) => new_target.stages[at].clone_from(was),
                            None => {
                                new_target.stages.remove(at);
                            }
                        }
                    }
                }
                Body::Tip { .. } | Body::Expectation { .. } | Body::AskThem { .. } | Body::Note { .. } => {}
            }
        }
        let merged = self.items.iter().filter(|item| item.choice == Choice::Merged);
        back.joined = merged.map(|item| self.question_id(item.id)).collect();
        if self.own == Some(true) && new_target.guide_level == self.level {
            new_target.guide_level = None;
        }
        back.target = (new_target != *target).then_some(new_target);
        for item in &mut self.items {
            item.stored = false;
        }
        self.was.clear();
        self.accepted = None;
        back
    }
}

impl Review {
    /// Gives a question that was taken over other principles: the import's bank as it is then.
    pub fn sort(
        &mut self,
        item: u32,
        principles: Vec<String>,
        catalog: &Catalog,
        bank: Option<&Bank>,
    ) -> Option<Bank> {
        let question = |item: &&mut Item| item.stored && matches!(item.body, Body::Question { .. });
        self.item_mut(item).filter(question)?.set_principles(principles);
        let mut questions = Questions::new(self, catalog, bank);
        questions.add(self.item(item)?);
        let mut bank = questions.bank?;
        let asked: Vec<&String> = bank.questions.iter().flat_map(|q| &q.principles).collect();
        let used: Vec<bool> = bank.principles.iter().map(|p| asked.contains(&&p.id)).collect();
        let mut used = used.into_iter();
        bank.principles.retain(|_| used.next().unwrap_or(true));
        Some(bank)
    }
}

/// A field of the target.
fn field_of(target: &mut Target, field: Field) -> &mut String {
    match field {
        Field::Company => &mut target.company,
        Field::Role => &mut target.role,
    }
}

/// What a question that is in its twin gives to it: the follow-ups that it has not, and those of its
/// principles that the twin's bank knows.
fn joined(from: String, item: &Item, catalog: &Catalog) -> Option<(String, Joined)> {
    let (Body::Question { principles, probes, .. }, Some(Twin::Bank { question, .. })) =
        (&item.body, &item.twin)
    else {
        return None;
    };
    let twin = catalog.question(question)?;
    let lacks = |probe: &&String| !probe.trim().is_empty() && !twin.question.probes.contains(*probe);
    let probes: Vec<String> = probes.iter().filter(lacks).cloned().collect();
    let known = |name: &String| {
        let name = catalog.canonical(name);
        let found = twin.bank.principles.iter().find(|p| catalog.canonical(&p.name) == name)?;
        (!twin.question.principles.contains(&found.id)).then(|| found.id.clone())
    };
    let principles: Vec<String> = principles.iter().filter_map(known).collect();
    if probes.is_empty() && principles.is_empty() {
        return None;
    }
    Some((twin.bank.id.clone(), Joined { question: question.clone(), from, probes, principles }))
}

/// The target's stages as found ones are put in.
#[derive(Default)]
struct Stages {
    /// The target's stages that were filled.
    filled: Vec<usize>,
    /// By item: what was set, and what stood there before.
    was: Vec<(u32, (InterviewStage, Option<InterviewStage>))>,
}

impl Stages {
    /// Puts a found stage into the target; whether that changed anything.
    fn take(&mut self, item: &Item, target: &Target, new: &mut Target) -> bool {
        let Some(Fitted { into, after }) = fit(&item.body, target, &self.filled) else { return false };
        let Some(at) = into else {
            // The same stage said twice in one file is one.
            if new.stages.contains(&after) {
                return false;
            }
            new.stages.push(after.clone());
            self.was.push((item.id, (after, None)));
            return true;
        };
        self.filled.push(at);
        let before = target.stages[at].clone();
        if before == after {
            return false;
        }
        new.stages[at].clone_from(&after);
        self.was.push((item.id, (after, Some(before))));
        true
    }
}

/// The import's bank as its questions are added.
struct Questions<'a> {
    catalog: &'a Catalog,
    bank: Option<Bank>,
    id: String,
    title: String,
    /// The principle of questions for which none was found.
    unsorted: String,
    /// Principle's name → its id in the bank.
    ids: BTreeMap<String, String>,
}

impl<'a> Questions<'a> {
    fn new(review: &Review, catalog: &'a Catalog, bank: Option<&Bank>) -> Self {
        let ids = bank.iter().flat_map(|b| &b.principles).map(|p| (p.name.clone(), p.id.clone())).collect();
        let (id, title) = (review.bank_id(), review.origin.name.clone());
        let unsorted = if review.own == Some(true) { ASKED_IN_OWN } else { UNSORTED }.to_owned();
        Self { catalog, bank: bank.cloned(), id, title, ids, unsorted }
    }

    fn add(&mut self, item: &Item) {
        let Body::Question { text, principles, probes, checklist, derived } = &item.body else { return };
        // What was derived was not asked in anybody's interview.
        let none = if *derived { UNSORTED.to_owned() } else { self.unsorted.clone() };
        let names = if principles.is_empty() { vec![none] } else { principles.clone() };
        let mut ids: Vec<String> = Vec::new();
        for name in &names {
            let name = self.catalog.canonical(name);
            let id = self.principle(&name);
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
        let meaning = match name {
            UNSORTED => "Questions for which the file names no principle.".to_owned(),
            ASKED_IN_OWN => {
                "Questions of your own interview that have no principle yet. They are asked first.".to_owned()
            }
            _ => self.catalog.principle(name).map(|p| p.meaning.clone()).unwrap_or_default(),
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
