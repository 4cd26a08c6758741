//! What is on stage, read off the model: the answer, its stories, what reads it aloud.

use uuid::Uuid;

use crate::domain::attempt::{Attempt, Mode};
use crate::domain::mock::run::At;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::story::Story;
use crate::domain::story::telling::OFTEN;

use super::super::find::Finding;
use super::super::mock::Interview;
use super::super::model::Model;
use super::super::stage::{Advice, Drill, Stage};
use super::super::voice::{ReadAloud, ReadingState};

impl Model {
    /// Now, on both clocks.
    pub(in crate::app) fn at(&self) -> At {
        At { mono: self.now.mono, wall: self.now.wall }
    }

    /// The drill that is on stage.
    pub fn drill(&self) -> Option<&Drill> {
        self.stage.as_ref().and_then(Stage::drill)
    }

    /// The mock interview that is on stage.
    pub fn interview(&self) -> Option<&Interview> {
        self.stage.as_ref().and_then(Stage::interview)
    }

    /// The drill of finding stories that is on stage.
    pub fn finding(&self) -> Option<&Finding> {
        self.stage.as_ref().and_then(Stage::finding)
    }

    /// The attempt that runs, in a session of its own or in a mock interview.
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        self.stage.as_ref().and_then(Stage::rehearsal)
    }

    /// Whether the person wants to find the principle themselves: until the score nothing on stage may name it.
    pub fn hides_principle(&self) -> bool {
        self.notebook.profile.settings.calm.hide_principle
            && self.rehearsal().is_some_and(|r| r.watch().is_some())
    }

    /// The question in other words, each with its language: plain ones, and translations that somebody brought. None while
    /// it is only to be heard, or told again for its own sake.
    pub fn plain_words(&self) -> Option<Vec<(&str, &str)>> {
        let rehearsal = self.rehearsal().filter(|r| !r.brief.mode.is_retold())?;
        let glosses = self.notebook.catalog().glosses(&rehearsal.brief.drawn.id);
        (!glosses.is_empty() && !self.question_hidden()).then_some(glosses)
    }

    /// The stories to choose from while an answer is on stage: those for its principle, or all where it is hidden.
    pub fn stories_to_tell(&self) -> Vec<&Story> {
        match self.rehearsal() {
            Some(_) if self.hides_principle() => self.notebook.to_tell().collect(),
            // Afterwards any may have been told, the likeliest first.
            Some(rehearsal) if rehearsal.watch().is_none() => {
                self.notebook.outlines(&rehearsal.brief.drawn.principle)
            }
            Some(rehearsal) => self.notebook.stories_for(&rehearsal.brief.drawn.principle),
            None => Vec::new(),
        }
    }

    /// The principle of the question on stage, if it is a key principle whose first drill this is and which no complete
    /// story tells: an outline is offered first.
    pub fn wants_outline(&self) -> Option<&str> {
        let drill = self.drill().filter(|drill| drill.rehearsal.brief.mode == Mode::Drill)?;
        let table = self.notebook.readiness_table();
        let row = table.rows.iter().find(|row| row.name == drill.rehearsal.brief.drawn.principle)?;
        let is_first = table.attempts_of(&row.name).is_empty();
        (row.key && row.stories == 0 && is_first && !self.hides_principle()).then_some(row.name.as_str())
    }

    /// What speaks against telling a story once more, in words: the company has heard it, it was told just now, or often.
    pub fn told_before(&self, story: &str) -> Option<String> {
        let target = &self.notebook.profile.target;
        if target.heard.contains(story) {
            return Some(match target.company.trim() {
                "" => "they have heard it".to_owned(),
                company => format!("{company} has heard it"),
            });
        }
        let tellings = self.notebook.tellings();
        let today = self.now.wall.date_naive();
        let telling = tellings.get(story);
        let just_now = tellings.last() == Some(story)
            && telling
                .last
                .is_some_and(|last| last.with_timezone(self.now.wall.offset()).date_naive() == today);
        match telling.times {
            0 => None,
            _ if just_now => Some("told just now".to_owned()),
            times if times >= OFTEN => Some(format!("told {times} × already")),
            _ => None,
        }
    }

    /// Whether the story is the one proposed for the question of the mock interview on stage.
    pub fn is_proposed(&self, story: &str) -> bool {
        self.proposed_story().is_some_and(|proposed| proposed.id == story)
    }

    /// The story proposed for the question of the mock interview on stage.
    pub fn proposed_story(&self) -> Option<&Story> {
        self.interview()?.run.mock().question()?;
        let row = self.stage.as_ref()?.aids.allotted.first().filter(|row| !row.heard)?;
        self.notebook.story(row.story.as_deref()?)
    }

    /// The reading aloud of the question on stage.
    pub fn reading(&self) -> Option<&ReadAloud> {
        self.stage.as_ref().and_then(|stage| stage.aids.reading.as_ref())
    }

    /// What was imported for a question of this principle.
    pub(in crate::app) fn advice(&self, principle: &str, question: Option<&str>) -> Advice {
        let (tips, expected) = self.notebook.advice(principle);
        let checklist = question.map(|id| self.notebook.checklist(id)).unwrap_or_default();
        Advice { tips, expected, checklist }
    }

    /// Which follow-up it is: "Probe 2 of 3". In an interview nobody says how many are to come, and more may.
    pub fn probe_words(&self, rehearsal: &Rehearsal, index: usize) -> String {
        if self.interview().is_some() {
            return format!("Probe {}", index + 1);
        }
        format!("Probe {} of {}", index + 1, rehearsal.probe_count())
    }

    /// Whether the clock cuts off what is on stage.
    pub fn cuts_off(&self) -> bool {
        self.interview().is_some_and(|interview| interview.run.mock().plan.form.cuts_off())
    }

    /// What the friend said who heard the last interview, until something else has been answered since.
    pub fn friend_says(&self) -> Vec<String> {
        let all = self
            .notebook
            .mocks
            .iter()
            .flat_map(|mock| mock.friends.iter().map(move |words| (mock.id, words)));
        let Some((mock, words)) = all.max_by_key(|(_, words)| words.at) else { return Vec::new() };
        let since = |attempt: &Attempt| attempt.started > words.at && attempt.session != Some(mock);
        if self.notebook.attempts.iter().rev().any(since) { Vec::new() } else { words.lines() }
    }

    /// Whether the question on stage is not to be seen yet.
    pub fn question_hidden(&self) -> bool {
        self.reading().is_some_and(|reading| reading.hidden)
    }

    /// What is said on stage about the voice, if it does not do what was asked of it.
    pub fn voice_text(&self) -> &'static str {
        match self.reading() {
            Some(ReadAloud { state: ReadingState::Failed, .. }) => "The voice failed, so read the question",
            Some(ReadAloud { slow: true, .. }) => "The voice is slow, so the question is shown",
            _ => "",
        }
    }

    /// The attempt with this id as the person sees it: as it is being edited, where it is open.
    pub fn as_shown(&self, id: Uuid) -> Option<&Attempt> {
        let open = self.history.open.as_deref().filter(|open| open.id == id);
        open.or_else(|| self.notebook.attempt(id))
    }
}
