//! Where the person is, as one value: keys, palette, window and screens ask this and nothing else.

use strum::EnumCount;

use crate::domain::find::FindPhase;
use crate::domain::mock::record::InterviewPart;
use crate::domain::rehearsal::{Phase, Rehearsal};

use super::super::find::Finding;
use super::super::mock::Interview;
use super::super::model::{Modal, Model, Screen};
use super::super::stage::Play;

/// Where the person is, and what lies above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The place itself.
    pub place: Place,
    /// What lies above it and has the keyboard.
    pub above: Option<Above>,
}

/// A place: a page of a screen, or a part of what is on stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Place {
    /// The next thing proposed, and today's list.
    Today,
    /// Setting a rehearsal up.
    Rehearse,
    /// A session that has just closed.
    Closed,
    /// A mock interview that is being set up.
    MockSetup,
    /// The debrief of a mock interview.
    MockDebrief,
    /// Readiness by principle.
    Readiness,
    /// The list of stories, or one that is open.
    Stories,
    /// The list of banks.
    Banks,
    /// A bank, a principle of it, or a question that is being edited.
    Bank,
    /// The review of an import; `editing` while an item's fields are shown.
    Review {
        /// Whether the fields of the chosen item are shown.
        editing: bool,
    },
    /// The attempts so far, or one that is open.
    History,
    /// An answer that is being scored again, on whatever screen that was begun.
    Rescore,
    /// The settings.
    Settings,
    /// A rehearsal on stage.
    Stage {
        /// Which part of the attempt.
        part: AnswerPart,
        /// What stands beside it.
        beside: Beside,
    },
    /// The drill of finding stories on stage.
    Find(FindPart),
    /// A mock interview on stage.
    Mock {
        /// Which part of the interview.
        part: MockPart,
        /// What stands beside it.
        beside: Beside,
    },
}

/// What stands beside an answer or an interview on stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// A gap in its clock that the person has not spoken on: the computer slept, or was put away.
    pub gap: bool,
    /// The person's notes.
    pub notes: bool,
}

/// A part of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum AnswerPart {
    /// Thinking before the answer.
    Think,
    /// The answer.
    Answer,
    /// The follow-ups.
    Probes,
    /// The scores.
    Score,
}

/// A part of a question in the drill of finding stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum FindPart {
    /// A story is looked for.
    Look,
    /// Its first sentence is said.
    Say,
    /// It is chosen.
    Choose,
    /// The principle is named.
    Name,
    /// What it was is told.
    Told,
}

/// A part of a mock interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum MockPart {
    /// Before a round.
    Door,
    /// The opening, the person's own questions, the close.
    Talk,
    /// A question; `None` for the moment in which it has no attempt yet.
    Question(Option<AnswerPart>),
    /// An answer's scores.
    Score,
    /// Which story that answer told.
    Telling,
    /// The vote.
    Vote,
    /// Its answers are marked.
    Marks,
    /// It is over.
    Over,
}

/// What lies above a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Above {
    /// The key help.
    Keys,
    /// The palette.
    Palette,
    /// The menu of the stage.
    Menu,
    /// Anything else that is answered or closed: a question, a story, a page.
    Dialog,
    /// The folder is at work; nothing can be done meanwhile.
    Working,
}

impl Place {
    /// Whether something is on stage: a rehearsal or a mock interview.
    pub fn is_on_stage(self) -> bool {
        matches!(self, Self::Stage { .. } | Self::Mock { .. } | Self::Find(_))
    }
}

impl From<&Modal> for Above {
    fn from(modal: &Modal) -> Self {
        match modal {
            Modal::Keys => Self::Keys,
            Modal::Palette(_) => Self::Palette,
            Modal::Menu => Self::Menu,
            Modal::Working(_) => Self::Working,
            Modal::Story(_)
            | Modal::Erase(_)
            | Modal::Restore(_)
            | Modal::Unsaved
            | Modal::Interview
            | Modal::Asked
            | Modal::Sheet(_)
            | Modal::SaveAs => Self::Dialog,
        }
    }
}

impl Model {
    /// Where the person is.
    pub fn route(&self) -> Route {
        Route { place: self.place(), above: self.modal.as_ref().map(Above::from) }
    }

    /// The place, whatever lies above it.
    pub fn place(&self) -> Place {
        if let Some(stage) = &self.stage {
            let beside = Beside { gap: stage.gap().is_some(), notes: stage.open_notes().is_some() };
            return match &stage.play {
                Play::Drill(drill) => Place::Stage { part: part_of(&drill.rehearsal), beside },
                Play::Interview(interview) => Place::Mock { part: mock_part(interview), beside },
                Play::Find(finding) => Place::Find(find_part(finding)),
            };
        }
        if self.rescoring.is_some() {
            return Place::Rescore;
        }
        match self.screen {
            Screen::Today => Place::Today,
            Screen::Rehearse if self.rehearse.closed.is_some() => Place::Closed,
            Screen::Rehearse if self.mock.setup.is_some() => Place::MockSetup,
            Screen::Rehearse if self.open_debrief().is_some() => Place::MockDebrief,
            Screen::Rehearse => Place::Rehearse,
            Screen::Readiness => Place::Readiness,
            Screen::Stories => Place::Stories,
            Screen::Banks => match &self.importing.open {
                Some(view) => Place::Review { editing: view.editing },
                None if self.browse.bank.is_some() => Place::Bank,
                None => Place::Banks,
            },
            Screen::History => Place::History,
            Screen::Settings => Place::Settings,
        }
    }

    /// Whether something is on stage: a rehearsal or a mock interview.
    pub fn is_on_stage(&self) -> bool {
        self.place().is_on_stage()
    }
}

fn mock_part(interview: &Interview) -> MockPart {
    match interview.run.place() {
        InterviewPart::Door => MockPart::Door,
        InterviewPart::Intro | InterviewPart::Own | InterviewPart::Close => MockPart::Talk,
        InterviewPart::Question(_) => MockPart::Question(interview.run.rehearsal().map(part_of)),
        InterviewPart::Score(_) if interview.telling.is_some() => MockPart::Telling,
        InterviewPart::Score(_) => MockPart::Score,
        InterviewPart::Vote if interview.run.mock().plan.form.is_marked() => MockPart::Marks,
        InterviewPart::Vote => MockPart::Vote,
        InterviewPart::Debrief => MockPart::Over,
    }
}

fn find_part(finding: &Finding) -> FindPart {
    match finding.find.phase() {
        FindPhase::Listen | FindPhase::Look(_) => FindPart::Look,
        FindPhase::Say => FindPart::Say,
        FindPhase::Choose => FindPart::Choose,
        FindPhase::Name => FindPart::Name,
        FindPhase::Told | FindPhase::Over => FindPart::Told,
    }
}

fn part_of(rehearsal: &Rehearsal) -> AnswerPart {
    match rehearsal.phase() {
        Phase::Think(_) => AnswerPart::Think,
        Phase::Answer(_) => AnswerPart::Answer,
        Phase::Probe(..) => AnswerPart::Probes,
        Phase::Score(_) | Phase::Done => AnswerPart::Score,
    }
}
