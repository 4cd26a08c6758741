//! The review that is open: the rows shown, which one is chosen, and which groups are folded.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::domain::review::{Item, Kind, Review};

use super::importing::ImportSource;

/// Where the importing stands.
#[derive(Debug, Default)]
pub struct Importing {
    /// The path being typed.
    pub path: String,
    /// The text being pasted or typed.
    pub pasted: String,
    /// What is being read.
    pub reading: Option<ImportProgress>,
    /// What is read when that is done.
    pub queued: Vec<ImportSource>,
    /// The number of the last import job.
    pub jobs: u64,
    /// The review that is open.
    pub open: Option<ReviewView>,
    /// What the last step came to, in words; said until the person goes elsewhere.
    pub outcome: Option<String>,
    /// What was not read of the last import, and why; until the next one begins.
    pub refused: Vec<String>,
}

/// An import job under way.
#[derive(Debug)]
pub struct ImportProgress {
    /// Its number.
    pub job: u64,
    /// What stood in the fields when it began: path and text.
    pub typed: (String, String),
    /// The names of what it reads.
    pub names: Vec<String>,
    /// Which of them is being read, from 0.
    pub at: usize,
}

/// One row of an open review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewRow {
    /// The heading of a group, with how many items it has and how many of them are taken.
    Group {
        /// The group.
        kind: Kind,
        /// Its items.
        items: usize,
        /// Those that accepting would take, or that are stored.
        taken: usize,
        /// Whether the items are folded away.
        folded: bool,
    },
    /// The item with this id.
    Item(u32),
}

/// A review as it is looked at.
#[derive(Debug)]
pub struct ReviewView {
    /// Which review.
    pub id: Uuid,
    /// What is shown, from above.
    pub rows: Vec<ReviewRow>,
    /// The row that is chosen, as an index into `rows`.
    pub chosen: usize,
    /// Whether the chosen item's fields are shown.
    pub editing: bool,
    /// The groups that are folded away.
    pub folded: BTreeSet<Kind>,
}

impl ReviewView {
    /// Opens a review: derived questions folded, the first item chosen.
    pub fn new(review: &Review) -> Self {
        let mut view = Self {
            id: review.id,
            rows: Vec::new(),
            chosen: 0,
            editing: false,
            folded: BTreeSet::from([Kind::Derived]),
        };
        view.lay_out(review);
        view.chosen = view.rows.iter().position(|row| matches!(row, ReviewRow::Item(_))).unwrap_or(0);
        view
    }

    /// Works the rows out again; what was chosen stays chosen.
    pub fn lay_out(&mut self, review: &Review) {
        let chosen = self.chosen_row();
        self.rows.clear();
        for kind in Kind::ALL {
            let items: Vec<&Item> = review.items.iter().filter(|item| item.kind() == kind).collect();
            if items.is_empty() {
                continue;
            }
            let taken = items.iter().filter(|item| item.stored || review.takes(item)).count();
            let folded = self.folded.contains(&kind);
            self.rows.push(ReviewRow::Group { kind, items: items.len(), taken, folded });
            if !folded {
                self.rows.extend(items.iter().map(|item| ReviewRow::Item(item.id)));
            }
        }
        let is_it = |row: &ReviewRow| match (row, chosen) {
            (ReviewRow::Item(a), Some(ReviewRow::Item(b))) => *a == b,
            (ReviewRow::Group { kind: a, .. }, Some(ReviewRow::Group { kind: b, .. })) => *a == b,
            _ => false,
        };
        self.chosen = self.rows.iter().position(is_it).unwrap_or(0);
    }

    fn chosen_row(&self) -> Option<ReviewRow> {
        self.rows.get(self.chosen).copied()
    }

    /// The item that is chosen; `None` on a heading.
    pub fn chosen_item(&self) -> Option<u32> {
        match self.chosen_row() {
            Some(ReviewRow::Item(id)) => Some(id),
            _ => None,
        }
    }

    /// The group that is chosen, or that the chosen item is in.
    pub fn chosen_kind(&self) -> Option<Kind> {
        self.rows[..self.rows.len().min(self.chosen + 1)].iter().rev().find_map(|row| match row {
            ReviewRow::Group { kind, .. } => Some(*kind),
            ReviewRow::Item(_) => None,
        })
    }

    /// Chooses the row below or above.
    pub fn step(&mut self, down: bool) {
        let last = self.rows.len().saturating_sub(1);
        self.chosen = if down { (self.chosen + 1).min(last) } else { self.chosen.saturating_sub(1) };
        self.editing = false;
    }

    /// Chooses the item with this id.
    pub fn choose(&mut self, id: u32) {
        if let Some(at) = self.rows.iter().position(|row| *row == ReviewRow::Item(id)) {
            self.editing &= self.chosen == at;
            self.chosen = at;
        }
    }

    /// Folds a group away, or shows it.
    pub fn fold(&mut self, kind: Kind, review: &Review) {
        if !self.folded.remove(&kind) {
            self.folded.insert(kind);
            // The chosen item may be out of sight now; its heading is not.
            if self.chosen_kind() == Some(kind) {
                let heading = |row: &ReviewRow| matches!(row, ReviewRow::Group { kind: k, .. } if *k == kind);
                self.chosen = self.rows.iter().position(heading).unwrap_or(0);
                self.editing = false;
            }
        }
        self.lay_out(review);
    }
}
