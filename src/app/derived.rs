//! What is worked out from what the person did: the catalogue, what was asked, readiness, the plan, the figures.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::domain::catalog::Catalog;
use crate::domain::draw::History;
use crate::domain::overlay;
use crate::domain::plan::{Facts, plan};
use crate::domain::readiness_table::ReadinessTable;

use super::figures::Figures;
use super::model::Model;

/// A question that was asked since the folder was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The attempt at it.
    pub attempt: Uuid,
    /// The question's key.
    pub question: String,
    /// The principle's name when it was asked.
    pub principle: String,
    /// When.
    pub at: DateTime<FixedOffset>,
}

impl Model {
    /// Notes that a question was asked; the attempt at it may be stored later, or never.
    pub(super) fn note_asked(&mut self, asked: Asked) {
        let name = self.catalog.canonical(&asked.principle);
        self.asked.note(&asked.question, &name, asked.at);
        self.asked_now.push(asked);
    }

    /// Works out again what has been asked: under the names that principles go by now.
    fn asked_changed(&mut self) {
        let now: HashSet<Uuid> = self.asked_now.iter().map(|asked| asked.attempt).collect();
        let before = self.attempts.iter().filter(|attempt| !now.contains(&attempt.id));
        self.asked = History::of(before, &self.catalog);
        for asked in &self.asked_now {
            self.asked.note(&asked.question, &self.catalog.canonical(&asked.principle), asked.at);
        }
    }

    /// An attempt was taken away: its question counts as asked no more.
    pub(super) fn forget_asked(&mut self, attempt: Uuid) {
        self.asked_now.retain(|asked| asked.attempt != attempt);
        self.asked_changed();
    }

    /// Works the catalogue out again, and what depends on it.
    pub(super) fn banks_changed(&mut self) {
        let banks = self.built_in.iter().chain(&self.own_banks).cloned();
        self.catalog = Catalog::new(overlay::applied(banks, &self.overlays), &self.profile);
        self.asked_changed();
        self.readiness_changed();
    }

    /// Works readiness and coverage out again.
    pub(super) fn readiness_changed(&mut self) {
        self.readiness_table =
            ReadinessTable::new(&self.attempts, &self.stories, &self.catalog, self.now.wall);
        self.plan_changed();
        self.standing_count += 1;
    }

    /// Works the plan out again.
    pub(super) fn plan_changed(&mut self) {
        let (now, readiness_table) = (self.now.wall, &self.readiness_table);
        let facts =
            Facts::gather(now, &self.profile, &self.catalog, readiness_table, &self.attempts, &self.plan);
        self.plan = plan(&facts);
    }

    /// Works the figures out again if what they show has changed.
    pub(super) fn renew_figures(&mut self) {
        if let Some(figures) = Figures::renewed(self) {
            self.figures = figures;
        }
    }
}
