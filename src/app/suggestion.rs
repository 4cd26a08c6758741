//! What is proposed next: the first thing of the plan, else the weakest principle; and the setup in words.

use crate::domain::draw::Scope;
use crate::domain::plan::Task;
use crate::export::page::Page;
use crate::export::sheet::{SheetInput, sheet};

use super::model::Model;

/// The one thing that would help most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// Outline a story for this principle.
    Outline(String),
    /// Answer what is left of today's list: a question about each of these principles, in this order.
    Planned(Vec<String>),
    /// Practise this principle.
    Drill(String),
    /// Do the weakest answer again.
    Redo,
    /// An answer that is not scored.
    WarmUp,
    /// Read the sheet for the interview.
    Sheet,
}

impl Model {
    /// The one thing that would help most, before a session: what the plan has for now. On the eve
    /// and the day of the interview nothing else is proposed.
    pub fn suggestion(&self) -> Suggestion {
        match self.plan.next() {
            Some(Task::Outline(principle)) => Suggestion::Outline(principle.clone()),
            Some(Task::Answer(_)) => Suggestion::Planned(self.answers_left_today()),
            Some(Task::WarmUp) => Suggestion::WarmUp,
            Some(Task::Sheet) => Suggestion::Sheet,
            None if self.plan.is_close() => Suggestion::Sheet,
            None => match self.readiness_table.rows.iter().find(|row| row.questions > 0) {
                Some(row) => Suggestion::Drill(row.name.clone()),
                None => Suggestion::Redo,
            },
        }
    }

    /// The principles of the answers on today's list that are not given yet, in their order.
    pub fn answers_left_today(&self) -> Vec<String> {
        self.plan.today().map(crate::domain::plan::Day::answers_left).unwrap_or_default()
    }

    /// The sheet for the interview, as of now.
    pub fn sheet(&self) -> Page {
        sheet(&SheetInput {
            target: &self.profile.target,
            catalog: &self.catalog,
            readiness_table: &self.readiness_table,
            attempts: &self.attempts,
            stories: &self.stories,
            imports: &self.imports,
            made: self.now.wall,
        })
    }

    /// The words of the setup line: what, how long, how many.
    pub fn setup_line(&self) -> String {
        let scope = match &self.setup.scope {
            Scope::InPlay => "Drawn by need".to_owned(),
            Scope::Planned(_) => "Today's list".to_owned(),
            Scope::Principle(name) => name.clone(),
            Scope::Bank(id) => self
                .catalog
                .banks()
                .iter()
                .find(|b| b.id == *id)
                .map_or_else(|| id.clone(), |b| b.title.clone()),
            Scope::Question(_) => "One chosen question".to_owned(),
        };
        let questions = match self.setup.questions {
            1 => "1 question".to_owned(),
            n => format!("{n} questions"),
        };
        let budget = crate::domain::countdown::clock(self.setup.budget.total_secs.into());
        format!("{scope} · {budget} · {questions}")
    }
}
