//! What the stage shows of an answer, whether it belongs to a session of its own or to a mock interview.

use uuid::Uuid;

use crate::domain::attempt::Attempt;
use crate::domain::evening::Try;
use crate::domain::rehearsal::{Phase, Rehearsal, ScoreStep};
use crate::domain::rubric::Scores;
use crate::domain::story::Story;

use super::mock::Running;
use super::model::{Model, Stage};
use super::notes::{NotesView, Scroll};
use super::voice::ReadAloud;

/// An answer on stage.
#[derive(Clone, Copy, Debug)]
pub struct OnStage<'a> {
    /// The answer.
    pub rehearsal: &'a Rehearsal,
    /// Whether the person's stories are shown while thinking.
    pub stories_shown: bool,
    /// What the person meant to do better, from the last attempt at this principle.
    pub last_time: Option<&'a str>,
    /// The try that this one does again.
    pub first_try: Option<&'a Try>,
    /// A tip to think with.
    pub tip: Option<&'a str>,
    /// Whether it is told what a good answer has: in a drill, not in an interview.
    pub hints: bool,
    /// What the answer's clock is called where another one stands beside it.
    pub clock_name: Option<&'static str>,
}

impl OnStage<'_> {
    /// Whether the answer itself is being spoken.
    pub fn is_answering(&self) -> bool {
        matches!(self.rehearsal.phase(), Phase::Answer(_))
    }
}

/// An answer that is being scored.
#[derive(Clone, Debug)]
pub struct Scored<'a> {
    /// The question's words.
    pub question: &'a str,
    /// What is asked for.
    pub step: ScoreStep,
    /// The scores so far.
    pub scores: &'a Scores,
    /// The rest of "next time I will …".
    pub next_time: &'a str,
    /// The note, while it is open.
    pub note: Option<&'a str>,
    /// The answer as it was measured.
    pub attempt: Attempt,
    /// What an imported guide expects for this principle.
    pub expected: &'a [String],
    /// What a good answer to this question touches.
    pub checklist: &'a [String],
    /// A tip to score with.
    pub tip: Option<&'a str>,
}

/// The notes beside the stage while they are open.
#[derive(Clone, Copy, Debug)]
pub struct OpenNotes<'a> {
    /// How far keys have moved them.
    pub view: NotesView,
    /// Whose outlines come first; empty between questions.
    pub principle: &'a str,
    /// What they were opened beside.
    pub beside: Uuid,
}

impl Stage {
    /// What the stage shows of the answer.
    pub fn on_stage(&self) -> OnStage<'_> {
        OnStage {
            rehearsal: &self.rehearsal,
            stories_shown: self.stories_shown,
            last_time: self.last_time.as_deref(),
            first_try: self.first_try.as_ref(),
            tip: self.tips.first().map(String::as_str),
            hints: true,
            clock_name: None,
        }
    }

    /// What is shown while it is scored; `None` before that.
    pub fn scored(&self, model: &Model) -> Option<Scored<'_>> {
        let step = match self.rehearsal.phase() {
            Phase::Score(step) => *step,
            Phase::Done => ScoreStep::NextTime,
            _ => return None,
        };
        Some(Scored {
            question: &self.rehearsal.brief.drawn.text,
            step,
            scores: &self.rehearsal.scores,
            next_time: &self.rehearsal.next_time,
            note: self.note_open.then_some(self.rehearsal.note.as_str()),
            attempt: self.rehearsal.attempt(model.now.mono),
            expected: &self.expected,
            checklist: &self.checklist,
            tip: self.tips.last().map(String::as_str),
        })
    }

    /// Opens or closes the notes, or moves them while they are open; not while scoring.
    pub(super) fn turn_notes(&mut self, by: Option<Scroll>) {
        if self.rehearsal.watch().is_some() {
            self.notes = NotesView::after(self.notes, by);
        }
    }

    /// The notes, if they are open in a phase that has them: think, answer, probes.
    pub fn open_notes(&self) -> Option<OpenNotes<'_>> {
        let view = self.notes.filter(|_| self.rehearsal.watch().is_some())?;
        let brief = &self.rehearsal.brief;
        Some(OpenNotes { view, principle: &brief.drawn.principle, beside: brief.id })
    }
}

impl Running {
    /// What the stage shows of the answer that runs. An interview gives no hints.
    pub fn on_stage(&self) -> Option<OnStage<'_>> {
        let rehearsal = self.run.rehearsal()?;
        let clock_name = match rehearsal.phase() {
            Phase::Think(_) => "Question",
            Phase::Probe(..) => "Follow-up",
            _ => "Answer",
        };
        Some(OnStage {
            rehearsal,
            stories_shown: self.stories_shown,
            last_time: None,
            first_try: None,
            tip: None,
            hints: false,
            clock_name: Some(clock_name),
        })
    }

    /// What is shown of the answer that is scored; `None` where none is.
    pub fn scored(&self) -> Option<Scored<'_>> {
        let attempt = self.run.scored()?.clone();
        let mock = self.run.mock();
        let scoring = &mock.scoring;
        let at = self.scored_index()?;
        Some(Scored {
            question: &mock.planned(mock.round, &mock.course().answers[at])?.drawn.text,
            step: scoring.step,
            scores: &scoring.scores,
            next_time: &scoring.next_time,
            note: self.note_open.then_some(scoring.note.as_str()),
            attempt,
            expected: &self.expected,
            checklist: &self.checklist,
            tip: self.tips.last().map(String::as_str),
        })
    }

    /// Opens or closes the notes, or moves them while they are open; only while the interview goes on.
    pub(super) fn turn_notes(&mut self, by: Option<Scroll>) {
        if self.run.is_under_way() {
            self.notes = NotesView::after(self.notes, by);
        }
    }

    /// The notes, if they are open while the interview goes on.
    pub fn open_notes(&self) -> Option<OpenNotes<'_>> {
        let view = self.notes.filter(|_| self.run.is_under_way())?;
        let mock = self.run.mock();
        let principle = mock.question().map_or("", |(_, planned)| planned.drawn.principle.as_str());
        Some(OpenNotes { view, principle, beside: mock.id })
    }
}

impl Model {
    /// The attempt that runs, in a session of its own or in a mock interview.
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        match (&self.stage, &self.mock.running) {
            (Some(stage), _) => Some(&stage.rehearsal),
            (None, Some(running)) => running.run.rehearsal(),
            (None, None) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn rehearsal_mut(&mut self) -> Option<&mut Rehearsal> {
        match (&mut self.stage, &mut self.mock.running) {
            (Some(stage), _) => Some(&mut stage.rehearsal),
            (None, Some(running)) => running.run.rehearsal_mut(),
            (None, None) => None,
        }
    }

    /// Whether the person wants to find the principle themselves: until the score nothing on stage may name it.
    pub fn hides_principle(&self) -> bool {
        self.notebook.profile.settings.calm.hide_principle
            && self.rehearsal().is_some_and(|r| r.watch().is_some())
    }

    /// The stories to choose from while an answer is on stage: those for its principle, or all where it is hidden.
    pub fn stories_to_tell(&self) -> Vec<&Story> {
        match self.rehearsal() {
            Some(_) if self.hides_principle() => self.notebook.stories.iter().collect(),
            Some(rehearsal) => self.notebook.stories_for(&rehearsal.brief.drawn.principle),
            None => Vec::new(),
        }
    }

    /// The reading aloud of the question on stage.
    pub fn reading(&self) -> Option<&ReadAloud> {
        match (&self.stage, &self.mock.running) {
            (Some(stage), _) => stage.reading.as_ref(),
            (None, Some(running)) => running.reading.as_ref(),
            (None, None) => None,
        }
    }

    /// Where the reading of the question on stage is kept.
    pub(super) fn reading_mut(&mut self) -> Option<&mut Option<ReadAloud>> {
        match (&mut self.stage, &mut self.mock.running) {
            (Some(stage), _) => Some(&mut stage.reading),
            (None, Some(running)) => Some(&mut running.reading),
            (None, None) => None,
        }
    }
}
