//! What of mock interviews is shown, read off the model: the plan, the debrief, the stories that may have been told.

use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::record::Mock;
use crate::domain::story::Story;
use crate::export::debrief;
use crate::export::page::Page;

use super::super::mock::MockSetup;
use super::super::model::{Model, Screen};

impl Model {
    /// The plan that is being set up, where the screen shows it.
    pub fn open_setup(&self) -> Option<&MockSetup> {
        self.mock.setup.as_ref().filter(|_| self.screen == Screen::Rehearse && self.rehearse.closed.is_none())
    }

    /// The debrief that is open, where the screen shows it.
    pub fn open_debrief(&self) -> Option<(&Mock, &Debrief)> {
        let shown =
            self.screen == Screen::Rehearse && self.rehearse.closed.is_none() && self.mock.setup.is_none();
        let (id, debrief) = self.mock.debrief.as_ref().filter(|_| shown)?;
        Some((self.notebook.mock(*id)?, debrief))
    }

    /// The stories that the answer which is scored may have told: those for its principle first.
    pub fn told_list(&self) -> Vec<&Story> {
        let scored = self.interview().and_then(|interview| interview.run.scored());
        self.notebook.outlines(scored.map_or("", |attempt| attempt.principle.as_str()))
    }

    /// The open debrief as a page. In quiet mode votes and scores are not on it.
    pub fn debrief_page(&self) -> Option<Page> {
        self.with_debrief(debrief::page)
    }

    /// What the screen shows of that page below what to work on, which it draws with its drills.
    pub fn debrief_rest(&self) -> Option<Page> {
        self.with_debrief(debrief::page_below_work_on)
    }

    fn with_debrief(&self, page: fn(debrief::DebriefInput<'_>) -> Page) -> Option<Page> {
        let (mock, debrief) = self.open_debrief()?;
        Some(page(debrief::DebriefInput::of(mock, debrief, &self.notebook.profile)))
    }
}
