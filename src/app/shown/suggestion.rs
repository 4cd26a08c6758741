//! What is proposed next: the first thing of the plan, else the weakest principle; and the setup in words.

use uuid::Uuid;

use crate::domain::draw::Scope;
use crate::domain::plan::Task;
use crate::domain::readiness::State;
use crate::domain::road::Road;
use crate::domain::star::Section;
use crate::domain::story::Story;
use crate::export::page::Page;
use crate::export::sheet::{SheetInput, sheet};
use crate::export::story_page::story_page;

use super::super::mock::waiting;
use super::super::model::{Model, Suggestion};

/// What was begun and waits on Today, in place of what would be next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// The answer that was running when the program stopped.
    Answer,
    /// The review of this import.
    Review(Uuid),
    /// This mock interview.
    Mock(Uuid),
}

impl Model {
    /// What was begun and comes before anything new: an answer, then a review, then a mock interview.
    pub fn begun(&self) -> Option<Begun> {
        if self.recovered.is_some() {
            return Some(Begun::Answer);
        }
        let review =
            self.notebook.imports.iter().find(|review| review.waits()).map(|review| Begun::Review(review.id));
        review.or_else(|| waiting(&self.notebook.mocks).next().map(|mock| Begun::Mock(mock.id)))
    }

    /// The one thing that would help most, before a session: what the plan has for now. On the eve
    /// and the day of the interview nothing else is proposed.
    pub fn suggestion(&self) -> Suggestion {
        match self.notebook.plan().next() {
            Some(Task::Outline(principle)) => Suggestion::Outline(principle.clone()),
            Some(Task::Answer(_)) => Suggestion::Planned(self.answers_left_today()),
            Some(Task::WarmUp) => Suggestion::WarmUp,
            Some(Task::Sheet) => Suggestion::Sheet,
            Some(Task::Find) => Suggestion::Find,
            None if self.notebook.plan().is_close() => Suggestion::Sheet,
            None => self.beyond_the_list(),
        }
    }

    /// The principle that is told best: with a complete story and questions, and counting most; key principles first.
    pub(in crate::app) fn strongest(&self) -> Option<String> {
        let rows =
            self.notebook.readiness_table().rows.iter().filter(|row| row.stories > 0 && row.questions > 0);
        let best = rows.max_by(|a, b| a.key.cmp(&b.key).then(a.readiness.low.total_cmp(&b.readiness.low)));
        best.map(|row| row.name.clone())
    }

    /// What would help most where nothing is planned: a story for a key principle that has none, else the
    /// weakest that is not ready, and only where all are ready one that is.
    fn beyond_the_list(&self) -> Suggestion {
        let rows = &self.notebook.readiness_table().rows;
        if let Some(row) = rows.iter().find(|row| row.key && row.stories == 0) {
            return Suggestion::Outline(row.name.clone());
        }
        let mut asked = rows.iter().filter(|row| row.questions > 0);
        let first = asked.clone().next();
        match asked.find(|row| row.readiness.state != State::Ready).or(first) {
            Some(row) => Suggestion::Drill(row.name.clone()),
            None => Suggestion::Redo,
        }
    }

    /// The story that was begun for this principle and is not complete, with what it still lacks.
    pub fn begun_story(&self, principle: &str) -> Option<(&Story, Vec<Section>)> {
        let stories = self.notebook.stories_for(principle).into_iter();
        stories.map(|story| (story, story.missing())).find(|(_, missing)| !missing.is_empty())
    }

    /// How far the principles that count most have come.
    pub fn road(&self) -> Road {
        let today = self.now.wall.date_naive();
        Road::of(
            &self.notebook.readiness_table().rows,
            &self.notebook.stories,
            &self.notebook.profile.target,
            today,
        )
    }

    /// The principles of the answers on today's list that are not given yet, in their order.
    pub fn answers_left_today(&self) -> Vec<String> {
        self.notebook.plan().today().map(crate::domain::plan::Day::answers_left).unwrap_or_default()
    }

    /// The sheet for the interview, as of now.
    pub fn sheet(&self) -> Page {
        sheet(&SheetInput {
            target: &self.notebook.profile.target,
            catalog: self.notebook.catalog(),
            readiness_table: self.notebook.readiness_table(),
            attempts: &self.notebook.attempts,
            stories: &self.notebook.stories,
            imports: &self.notebook.imports,
            made: self.now.wall,
        })
    }

    /// One story as a page.
    pub fn story_page(&self, story: &Story) -> Page {
        let target = &self.notebook.profile.target;
        let angle = target.angles.get(&story.id).map(String::as_str);
        story_page(story, &target.company, angle, self.now.wall)
    }

    /// The words of the setup line: what, how long, how many.
    pub fn setup_line(&self) -> String {
        let scope = match &self.rehearse.setup.scope {
            Scope::InPlay => "Chosen for you".to_owned(),
            Scope::Planned(_) => "Today's list".to_owned(),
            Scope::Principle(name) => name.clone(),
            Scope::Bank(id) => self
                .notebook
                .catalog()
                .banks()
                .iter()
                .find(|b| b.id == *id)
                .map_or_else(|| id.clone(), |b| b.title.clone()),
            Scope::Question(_) => "One chosen question".to_owned(),
        };
        let questions = match self.rehearse.setup.questions {
            1 => "1 question".to_owned(),
            n => format!("{n} questions"),
        };
        let budget = crate::domain::countdown::clock(self.rehearse.setup.budget.total_secs.into());
        format!("{scope} · {budget} · {questions}")
    }
}
