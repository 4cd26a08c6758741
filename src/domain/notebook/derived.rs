//! What follows from what the person has: the catalogue, what was asked, readiness, the plan; and what of it a change touches.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::Asked;
use super::entry::Entry;
use super::holdings::Holdings;
use crate::domain::attempt::Attempt;
use crate::domain::bank::Bank;
use crate::domain::catalog::Catalog;
use crate::domain::coverage::Coverage;
use crate::domain::draw::History;
use crate::domain::find::FindDue;
use crate::domain::overlay;
use crate::domain::plan::{Facts, Plan, plan};
use crate::domain::profile::{Profile, Target};
use crate::domain::readiness_table::ReadinessTable;
use crate::domain::story::Story;
use crate::domain::story::telling::Tellings;

/// What has to be worked out again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each a part of its own
pub struct Touched {
    /// The catalogue, and with it all the rest.
    pub catalog: bool,
    /// What has been asked.
    pub asked: bool,
    /// How often and how well each story was told.
    pub told: bool,
    /// Which answers can be judged once more.
    pub offered: bool,
    /// What has been practised and what is to be.
    pub standing: Standing,
}

/// How much of readiness and plan has to be worked out again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing.
    #[default]
    AsItWas,
    /// Which principles have stories to tell.
    Coverage,
    /// The plan.
    Plan,
    /// Readiness and coverage, and with them the plan.
    Readiness,
}

impl Touched {
    /// All of it.
    pub(super) const ALL: Self =
        Self { catalog: true, asked: true, told: true, offered: true, standing: Standing::Readiness };

    /// Readiness, and the plan with it.
    pub(super) const READINESS: Self =
        Self { catalog: false, asked: false, told: false, offered: true, standing: Standing::Readiness };

    /// What an attempt touches: readiness, and what became of the stories.
    const TOLD: Self = Self { told: true, ..Self::READINESS };

    /// What a change of one entry touches, from what it held to what it holds.
    pub(super) fn by(old: Option<&Entry>, new: Option<&Entry>, now: DateTime<FixedOffset>) -> Self {
        match (old, new) {
            (Some(Entry::Profile(old)), Some(Entry::Profile(new))) => Self::by_profile(old, new, now),
            (Some(Entry::Attempt(old)), Some(Entry::Attempt(new))) => {
                Self { asked: as_asked(old) != as_asked(new), ..Self::TOLD }
            }
            // Noted as asked when it was shown, or here: see `Notebook::set`.
            (None, Some(Entry::Attempt(_))) => Self::TOLD,
            (Some(Entry::Attempt(_)), None) => Self { asked: true, ..Self::TOLD },
            (_, Some(Entry::Story(_))) | (Some(Entry::Story(_)), None) => {
                let told = |entry: Option<&Entry>| match entry {
                    Some(Entry::Story(story)) => told_for(story).map(<[String]>::to_vec),
                    _ => None,
                };
                if told(old) == told(new) {
                    let standing =
                        if covers(old) == covers(new) { Standing::AsItWas } else { Standing::Coverage };
                    Self { standing, ..Self::default() }
                } else {
                    Self::READINESS
                }
            }
            (_, Some(Entry::Find(_))) | (Some(Entry::Find(_)), None) => {
                Self { standing: Standing::Plan, ..Self::default() }
            }
            (None, Some(Entry::Recording(_))) | (Some(Entry::Recording(_)), None) => {
                Self { offered: true, ..Self::default() }
            }
            (_, Some(Entry::Bank(_) | Entry::Overlay(_)))
            | (Some(Entry::Bank(_) | Entry::Overlay(_)), None) => Self { catalog: true, ..Self::default() },
            _ => Self::default(),
        }
    }

    fn by_profile(old: &Profile, new: &Profile, now: DateTime<FixedOffset>) -> Self {
        let of_catalog = |p: &Profile| {
            let target = &p.target;
            let asked_about = (target.framework.clone(), target.key_principles.clone(), target.aims_at());
            let targets = p.kept.iter().map(|kept| &kept.target).chain(std::iter::once(target));
            let really: BTreeSet<String> =
                targets.flat_map(Target::really_asked).map(str::to_owned).collect();
            (asked_about, p.banks_on.clone(), p.banks_off.clone(), really)
        };
        let of_plan = |p: &Profile| {
            let next = p.target.next_stage(now.date_naive()).map(|(stage, date)| (stage.name.clone(), date));
            (next, p.settings.practice.clone(), p.settings.budget, p.settings.probes)
        };
        let standing = if of_plan(old) == of_plan(new) { Standing::AsItWas } else { Standing::Plan };
        Self { catalog: of_catalog(old) != of_catalog(new), standing, ..Self::default() }
    }

    /// This and the other.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            catalog: self.catalog || other.catalog,
            asked: self.asked || other.asked,
            told: self.told || other.told,
            offered: self.offered || other.offered,
            standing: self.standing.max(other.standing),
        }
    }
}

/// What the history of asking takes from an attempt.
fn as_asked(attempt: &Attempt) -> (&str, &str, DateTime<FixedOffset>, Option<Uuid>) {
    (attempt.question.key(), &attempt.principle, attempt.started, attempt.redo_of)
}

/// The principles that a complete story tells; `None` of one that is not complete.
fn told_for(story: &Story) -> Option<&[String]> {
    story.is_complete().then_some(story.principles.as_slice())
}

/// What the coverage takes from a story besides whether it is complete.
fn covers(entry: Option<&Entry>) -> Option<(&[String], bool)> {
    match entry {
        Some(Entry::Story(story)) => Some((story.principles.as_slice(), story.retired)),
        _ => None,
    }
}

/// All that is derived, as of when it was last worked out.
#[derive(Debug, Default)]
pub(super) struct Derived {
    pub(super) catalog: Catalog,
    pub(super) asked: History,
    pub(super) readiness_table: ReadinessTable,
    pub(super) plan: Plan,
    pub(super) tellings: Tellings,
    pub(super) coverage: Coverage,
    /// How often readiness was worked out.
    pub(super) count: u64,
}

impl Derived {
    /// Works out again what is touched.
    pub(super) fn renew(
        &mut self,
        touched: Touched,
        has: &Holdings,
        built_in: &[Arc<Bank>],
        shown: &[Asked],
        now: DateTime<FixedOffset>,
    ) {
        if touched.catalog {
            let own = has.banks.iter().map(|bank| Arc::new(has.tidied(bank)));
            let banks = built_in.iter().cloned().chain(own);
            self.catalog = Catalog::new(overlay::applied(banks, &has.overlays), &has.profile);
        }
        if touched.catalog || touched.asked {
            self.asked = asked(&has.attempts, shown, &self.catalog);
        }
        let standing = if touched.catalog { Standing::Readiness } else { touched.standing };
        if standing == Standing::Readiness {
            self.readiness_table = ReadinessTable::new(&has.attempts, &has.stories, &self.catalog, now);
            self.count += 1;
        }
        if standing == Standing::Readiness || touched.offered {
            let recorded: HashSet<Uuid> = has
                .recordings
                .iter()
                .filter(|recording| recording.frames > 0)
                .map(|recording| recording.attempt)
                .collect();
            self.readiness_table.calibration.offer(&has.attempts, |id| recorded.contains(&id), now);
        }
        if touched.told {
            self.tellings = Tellings::of(&has.attempts);
        }
        if standing >= Standing::Coverage {
            self.coverage = Coverage::of(&self.readiness_table.rows, &has.stories);
        }
        if standing >= Standing::Plan {
            let table = &self.readiness_table;
            let find = FindDue::of(&has.stories, &has.finds, now, &self.plan);
            let facts =
                Facts::gather(now, &has.profile, &self.catalog, table, &has.attempts, find, &self.plan);
            self.plan = plan(&facts);
        }
    }
}

/// What was asked before, in the order of time, then what was asked since, in that order: under the names that principles
/// go by now.
fn asked(attempts: &[Attempt], shown: &[Asked], catalog: &Catalog) -> History {
    let since: HashSet<Uuid> = shown.iter().map(|asked| asked.attempt).collect();
    let mut history = History::of(attempts.iter().filter(|a| !since.contains(&a.id)), catalog);
    for asked in shown {
        history.note(&asked.question, &catalog.canonical(&asked.principle), asked.at);
    }
    history
}
