//! What exports are made from: the person's data at one moment, and what is worked out from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::chart::figure::Figure;
use crate::chart::over_time::{figure, over_time, small_multiples};
use crate::chart::range::Range;
use crate::domain::attempt::Attempt;
use crate::domain::bank::Bank;
use crate::domain::catalog::{BankQuestion, Catalog};
use crate::domain::find::{FindDue, FindRecord};
use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::people;
use crate::domain::mock::record::Mock;
use crate::domain::notebook::Notebook;
use crate::domain::plan::{Facts, Plan, plan};
use crate::domain::profile::Profile;
use crate::domain::readiness_table::ReadinessTable;
use crate::domain::review::Review;
use crate::domain::story::Story;
use crate::interviewers::lines;
use crate::store::schema::attempt::AttemptBody;

use super::debrief::{self, DebriefInput};
use super::formats::ExportError;
use super::ics::ics;
use super::page::Page;
use super::report::{ReportInput, report};
use super::sheet::{SheetInput, sheet};

/// What exports are made from: shared, so that a thread of its own can have it at no cost.
#[derive(Clone, Debug)]
pub struct ExportInput {
    /// The attempts, sorted by time.
    pub attempts: Arc<Vec<Attempt>>,
    /// Of the attempts with fields that this version does not know: their bodies as they are stored.
    pub unknown: Arc<BTreeMap<Uuid, Box<AttemptBody>>>,
    /// The stories.
    pub stories: Vec<Story>,
    /// The banks as the person edited them.
    pub catalog: Arc<Catalog>,
    /// The ids of the banks that come with the program.
    pub built_in: BTreeSet<String>,
    /// The imports that were accepted, for the sheet.
    pub imports: Vec<Review>,
    /// The mock interviews that are over, the last one last.
    pub mocks: Vec<Mock>,
    /// The drills of finding stories, which the plan goes by.
    pub finds: Vec<FindRecord>,
    /// The profile.
    pub profile: Profile,
    /// The moment it is made for.
    pub made: DateTime<FixedOffset>,
}

/// The selection to export: a bank, some principles, a mock interview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The bank with this id.
    pub bank: Option<String>,
    /// These principles, by name, another known name or id; none means all.
    pub principles: Vec<String>,
    /// The mock interview whose id begins so.
    pub mock: Option<String>,
}

impl ExportInput {
    /// All that a notebook holds, at the moment `made`. The attempts are shared, not copied.
    pub fn of(
        notebook: &Notebook,
        unknown: Arc<BTreeMap<Uuid, Box<AttemptBody>>>,
        made: DateTime<FixedOffset>,
    ) -> Self {
        Self {
            attempts: Arc::clone(&notebook.attempts),
            unknown,
            stories: notebook.stories.clone(),
            catalog: Arc::new(notebook.catalog().clone()),
            built_in: notebook.built_in().iter().map(|bank| bank.id.clone()).collect(),
            imports: notebook.imports.iter().filter(|review| !review.waits()).cloned().collect(),
            mocks: notebook.mocks.iter().filter(|mock| mock.is_over()).cloned().collect(),
            finds: notebook.finds.clone(),
            profile: notebook.profile.clone(),
            made,
        }
    }

    /// The principle's name as the banks know it.
    pub(super) fn canonical(&self, name: &str) -> String {
        self.catalog.canonical(name)
    }

    pub(super) fn check_principle(&self, name: &str) -> Result<(), ExportError> {
        let wanted = self.canonical(name);
        let is = |other: &String| self.canonical(other) == wanted;
        let known = self.catalog.resolve(name).is_some()
            || self.attempts.iter().any(|a| is(&a.principle))
            || self.stories.iter().any(|s| s.principles.iter().any(is));
        if known { Ok(()) } else { Err(ExportError::NoPrinciple { name: name.to_owned() }) }
    }

    /// Whether `part` wants the principle of this name.
    pub(super) fn wants(&self, part: &Selection, name: &str) -> bool {
        let name = self.canonical(name);
        part.principles.is_empty() || part.principles.iter().any(|wanted| self.canonical(wanted) == name)
    }

    pub(super) fn attempts<'a>(&'a self, part: &'a Selection) -> impl Iterator<Item = &'a Attempt> {
        self.attempts.iter().filter(|a| self.wants(part, &a.principle))
    }

    pub(super) fn stories<'a>(&'a self, part: &'a Selection) -> impl Iterator<Item = &'a Story> {
        let wants =
            |s: &&Story| part.principles.is_empty() || s.principles.iter().any(|p| self.wants(part, p));
        self.stories.iter().filter(wants)
    }

    pub(super) fn bank_ids(&self) -> Vec<String> {
        self.catalog.banks().iter().map(|bank| bank.id.clone()).collect()
    }

    /// The bank that `part` names.
    pub(super) fn bank(&self, part: &Selection) -> Result<&Bank, ExportError> {
        let known = self.bank_ids();
        let Some(id) = &part.bank else { return Err(ExportError::WhichBank { known }) };
        let found = self.catalog.banks().iter().find(|bank| bank.id == *id);
        found.map(|bank| &**bank).ok_or_else(|| ExportError::NoBank { id: id.clone(), known })
    }

    /// The questions that may be asked: of the bank that `part` names, else of all that are on.
    pub(super) fn questions(&self, part: &Selection) -> Result<Vec<BankQuestion<'_>>, ExportError> {
        let banks: Vec<&Bank> = match part.bank {
            Some(_) => vec![self.bank(part)?],
            None => self.catalog.enabled_banks().collect(),
        };
        let all = banks.into_iter().flat_map(|bank| {
            let drawn = bank.questions.iter().filter(move |q| bank.is_drawn(q));
            drawn.map(move |question| BankQuestion { bank, question })
        });
        Ok(all.filter(|bq| bq.principle_names().any(|name| self.wants(part, name))).collect())
    }

    /// The readiness table at the moment that the export is made for.
    pub(super) fn readiness_table(&self) -> ReadinessTable {
        ReadinessTable::new(&self.attempts, &self.stories, &self.catalog, self.made)
    }

    /// The readiness report.
    pub(super) fn report(&self) -> Page {
        let readiness_table = self.readiness_table();
        let target = &self.profile.target;
        report(ReportInput {
            target,
            readiness_table: &readiness_table,
            attempts: &self.attempts,
            now: self.made,
        })
    }

    /// The sheet for the interview.
    pub(super) fn sheet(&self) -> Page {
        sheet(&SheetInput {
            target: &self.profile.target,
            catalog: &self.catalog,
            readiness_table: &self.readiness_table(),
            attempts: &self.attempts,
            stories: &self.stories,
            imports: &self.imports,
            made: self.made,
        })
    }

    /// The debrief of the mock interview that `part` names, else of the last that is over.
    pub(super) fn debrief(&self, part: &Selection) -> Result<Page, ExportError> {
        let wanted = part.mock.as_ref().map(|id| id.to_lowercase());
        let mock = match &wanted {
            None => self.mocks.last().ok_or(ExportError::NoMockYet)?,
            Some(id) => {
                let is = |mock: &&Mock| mock.id.to_string().starts_with(id);
                self.mocks.iter().find(is).ok_or_else(|| ExportError::NoMock { id: id.clone() })?
            }
        };
        let attempt = |id| self.attempts.iter().find(|attempt| attempt.id == id);
        let title = |id: &str| self.stories.iter().find(|s| s.id == id).map(|s| s.title.clone());
        let people = people::cast(&mock.plan, lines());
        let debrief = &Debrief::of(mock, &people, attempt, title);
        Ok(debrief::page(DebriefInput::of(mock, debrief, &self.profile, self.made)))
    }

    /// The plan of the days up to the interview, as a calendar.
    pub(super) fn calendar(&self) -> String {
        let readiness_table = self.readiness_table();
        let before = Plan::default();
        let find = FindDue::of(&self.stories, &self.finds, self.made, &before);
        let (profile, catalog, attempts) = (&self.profile, &self.catalog, &self.attempts);
        let facts = Facts::gather(self.made, profile, catalog, &readiness_table, attempts, find, &before);
        ics(&plan(&facts), &self.profile.target, self.made)
    }

    /// Readiness over time of the principles that `part` wants, in the order of the dashboard.
    pub(super) fn over_time(&self, part: &Selection) -> Vec<Figure> {
        let readiness_table = self.readiness_table();
        let interview = self.profile.target.next_stage(self.made.date_naive()).map(|(_, date)| date);
        let wanted = |figure: &Figure| self.wants(part, &figure.title);
        if let [name] = part.principles.as_slice() {
            let name = self.canonical(name);
            let attempts = readiness_table.attempts_of(&name).iter().map(|&i| &self.attempts[i]);
            let series = over_time(attempts, self.made, Range::All, readiness_table.correction());
            return vec![figure(&name, &series, interview)];
        }
        let all = small_multiples(&readiness_table, &self.attempts, self.made, Range::All, interview);
        all.into_iter().filter(wanted).collect()
    }
}
