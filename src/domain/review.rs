//! A draft as the person decides on it: what is taken, and what becomes of it in banks, stories and target.

mod accept;
pub mod before;
mod item;
pub mod stage;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::profile::InterviewStage;

pub use accept::{Accepted, TakenBack};
pub use item::{Besides, Body, Choice, Field, Item, Kind, Range, Twin, range_words};

/// The file, or the pasted text, that the items come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file's name, without its folder, or "Pasted text".
    pub name: String,
    /// The format it was read as, such as "markdown".
    pub kind: String,
    /// What tells whether another file has the same bytes; none for imports that were read before it was noted.
    pub digest: Option<String>,
}

/// An import: first a draft under review, later what was taken from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Its own id, which its file, its bank and its stories are named after.
    pub id: Uuid,
    /// Where it comes from.
    pub origin: Origin,
    /// When it was read.
    pub made: DateTime<FixedOffset>,
    /// Whether it is about the person's own interview; `None` until they said.
    pub own: Option<bool>,
    /// The level of a levelling guide that the person aims at.
    pub level: Option<String>,
    /// When it was last accepted; `None` while it waits.
    pub accepted: Option<DateTime<FixedOffset>>,
    /// The items that were found, in the order they are shown.
    pub items: Vec<Item>,
    /// What could not be read, in words for the person.
    pub warnings: Vec<String>,
    /// By item: the stage that accepting put into the target, and what stood there before.
    pub was: BTreeMap<u32, (InterviewStage, Option<InterviewStage>)>,
}

impl Review {
    /// The id of the bank that its questions go to.
    pub fn bank_id(&self) -> String {
        let id = self.id.simple().to_string();
        // The end of the id: its beginning is the time, which imports of one minute share.
        format!("import-{}", &id[20..])
    }

    /// The id of the question that item `item` becomes.
    pub fn question_id(&self, item: u32) -> String {
        format!("{}-{item}", self.bank_id())
    }

    /// The id of the story that item `item` becomes.
    pub fn story_id(&self, item: u32) -> String {
        format!("{}-story-{item}", self.bank_id())
    }

    /// The item with this id.
    pub fn item(&self, id: u32) -> Option<&Item> {
        // Items are numbered as they stand; a file that was changed by hand may have them otherwise.
        let there = self.items.get(id as usize).filter(|item| item.id == id);
        there.or_else(|| self.items.iter().find(|item| item.id == id))
    }

    /// The item with this id, to be changed.
    pub fn item_mut(&mut self, id: u32) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    /// Whether accepting now would take this item.
    ///
    /// What only makes sense for the person's own interview (their stories, moments, weights, stages
    /// and notes) is not taken from a file that is about somebody else's. Of a levelling guide only
    /// the chosen level counts.
    pub fn takes(&self, item: &Item) -> bool {
        let own = self.own != Some(false) || !item.kind().is_personal();
        let level = match &item.body {
            Body::Expectation { level, .. } if !level.is_empty() => self.level.as_ref() == Some(level),
            _ => true,
        };
        item.choice == Choice::Take && own && level
    }

    /// How many items accepting now would add.
    pub fn to_add(&self) -> usize {
        self.items.iter().filter(|item| !item.stored && self.takes(item)).count()
    }

    /// How many items are in the banks, stories or target already.
    pub fn stored(&self) -> usize {
        self.items.iter().filter(|item| item.stored).count()
    }

    /// Whether it waits for the person to accept it.
    pub fn waits(&self) -> bool {
        self.accepted.is_none()
    }

    /// The questions asked in it that have no principle yet.
    pub fn unsorted(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.kind() == Kind::Asked && item.principles().is_empty())
    }

    /// The levels that its expectations name, in the order of the file.
    pub fn levels(&self) -> Vec<&str> {
        let mut levels: Vec<&str> = Vec::new();
        for item in &self.items {
            if let Body::Expectation { level, .. } = &item.body
                && !level.is_empty()
                && !levels.contains(&level.as_str())
            {
                levels.push(level);
            }
        }
        levels
    }

    /// Adds a principle as one that matters most; one that is there already is taken.
    pub fn add_weight(&mut self, principle: &str, weight: f64) {
        let is_it =
            |item: &&mut Item| matches!(&item.body, Body::Weight { principle: p, .. } if p == principle);
        if let Some(item) = self.items.iter_mut().find(is_it) {
            item.choice = Choice::Take;
            return;
        }
        let id = self.items.iter().map(|item| item.id + 1).max().unwrap_or(0);
        self.items.push(Item {
            id,
            body: Body::Weight { principle: principle.to_owned(), weight },
            choice: Choice::Take,
            stored: false,
            line: 1,
            excerpt: String::new(),
            why: "chosen by you".to_owned(),
            twin: None,
            proposed: Vec::new(),
        });
    }

    /// Gives these items the principles that are proposed for them.
    pub fn use_proposed(&mut self, ids: &[u32]) {
        for item in self.items.iter_mut().filter(|item| ids.contains(&item.id) && item.waits_for_principle())
        {
            item.set_principles(item.proposed.clone());
        }
    }

    /// Puts item `from` into the question it is a twin of: principles and follow-ups are joined, and
    /// it is no longer asked by itself. A twin in the banks gets them when the import is accepted.
    pub fn merge(&mut self, from: u32) {
        let Some(item) = self.item(from) else { return };
        let into = match &item.twin {
            Some(Twin::Item { id, .. }) => Some(*id),
            Some(Twin::Bank { .. }) => None,
            None => return,
        };
        let taken = item.body.clone();
        if let (Some(into), Body::Question { principles, probes, checklist, .. }) = (into, taken)
            && let Some(Item {
                body: Body::Question { principles: all, probes: asked, checklist: listed, .. },
                choice,
                ..
            }) = self.item_mut(into)
        {
            all.extend(principles.into_iter().filter(|p| !all.contains(p)).collect::<Vec<_>>());
            asked.extend(probes.into_iter().filter(|p| !asked.contains(p)).collect::<Vec<_>>());
            listed.extend(checklist.into_iter().filter(|p| !listed.contains(p)).collect::<Vec<_>>());
            *choice = Choice::Take;
        }
        if let Some(item) = self.item_mut(from) {
            item.choice = Choice::Merged;
        }
    }

    /// What was taken of the tips that help with `principle`, the general ones last.
    pub fn tips_for<'a>(&'a self, principle: &'a str) -> impl Iterator<Item = &'a str> {
        let tips = |general: bool| {
            self.items.iter().filter(|item| item.stored).filter_map(move |item| match &item.body {
                Body::Tip { text, principles } if principles.is_empty() && general => Some(text.as_str()),
                Body::Tip { text, principles } if !general && principles.iter().any(|p| p == principle) => {
                    Some(text.as_str())
                }
                _ => None,
            })
        };
        tips(false).chain(tips(true))
    }

    /// What was taken of the expectations for the competency that `is_it` knows by its name.
    pub fn expectations_for<'a>(
        &'a self,
        is_it: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = &'a str> {
        self.items.iter().filter(|item| item.stored).filter_map(move |item| match &item.body {
            Body::Expectation { competency, text, .. } if is_it(competency) => Some(text.as_str()),
            _ => None,
        })
    }
}

#[cfg(test)]
#[path = "review/tests.rs"]
mod tests;
