//! What the screens of mock interviews show: the plan being set up, the one that runs, the open debrief.

use std::time::Duration;

use uuid::Uuid;

use crate::domain::attempt::Outcome;
use crate::domain::countdown::Mono;
use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::generate::{Ask, Edit};
use crate::domain::mock::plan::{Form, Plan};
use crate::domain::mock::record::{Mock, Place, Retold, Told, Vote};
use crate::domain::mock::run::{Leave, Run};
use crate::domain::rehearsal::{Checkpoint, ScoreStep};
use crate::domain::rubric::Score;
use crate::domain::star::Section;

use super::model::Model;
use super::running;

/// Everything about mock interviews that is not stored as such.
#[derive(Debug, Default)]
pub struct MockView {
    /// The plan that is being set up.
    pub setup: Option<MockSetup>,
    /// The mock that is on stage.
    pub running: Option<Running>,
    /// The debrief that is open, with the mock's id.
    pub debrief: Option<(Uuid, Debrief)>,
    /// The answer that was running in a mock when the program ended.
    pub cut_short: Option<CutShort>,
}

/// A plan while it is set up.
#[derive(Debug)]
pub struct MockSetup {
    /// What is wanted.
    pub ask: Ask,
    /// The seed it is made from.
    pub seed: u64,
    /// The plan; or, in words, why there is none.
    pub plan: Result<Plan, String>,
    /// Why the last change by hand was not made.
    pub refused: Option<String>,
}

/// A mock on stage.
#[derive(Debug)]
pub struct Running {
    /// The mock itself.
    pub run: Run,
    /// Why the vote was not taken.
    pub refused: Option<String>,
    /// The story just named was told to another interviewer before.
    pub warning: Option<Retold>,
    /// Where the mock stood when it was last written.
    pub written: Option<(usize, Place)>,
    /// When the running answer, or the clock, was last remembered.
    pub remembered: Mono,
}

/// What a crash left of a running answer.
#[derive(Debug)]
pub struct CutShort {
    /// The mock.
    pub mock: Uuid,
    /// What its interview's clock showed.
    pub clock: Duration,
    /// The answer.
    pub checkpoint: Box<Checkpoint>,
}

/// What is asked for around mock interviews.
#[derive(Clone, Debug)]
pub enum MockCommand {
    /// Set one of this form up; of several plans the one that suits the person is shown.
    SetUp(Form),
    /// Something else is wanted; the seed stays.
    SetAsk(Ask),
    /// Make it from this seed.
    SetSeed(u64),
    /// Another one.
    Another,
    /// Change the plan by hand.
    Edit(Edit),
    /// Leave the setup.
    CloseSetUp,
    /// Begin the mock as planned.
    Start,
    /// The same plan once more, as another mock.
    Repeat(Uuid),
    /// Go on with a mock that waits, or show the debrief of one that is over.
    Open(Uuid),
    /// On: in at the door, to the first question, to the close, to the scores, to the next answer.
    Next,
    /// Begin the answer.
    Begin,
    /// Done with the answer.
    FinishAnswer,
    /// Done with the probe.
    EndProbe(Outcome),
    /// The speaker is in this section.
    Section(Section),
    /// On to the next section, or back.
    StepSection(bool),
    /// Pause, and go on.
    Pause,
    /// The gap was a pause.
    GapPause,
    /// The gap counts.
    GapCounts,
    /// The question from the start; what was answered is dropped.
    Restart,
    /// Leave the question out; what was answered is dropped.
    Skip,
    /// The story the person means to tell.
    MeanStory(Option<String>),
    /// The story that the round's answer with this index told.
    Tell(usize, Option<Told>),
    /// A score on the dimension that is asked; `None` leaves it unset.
    Score(Option<Score>),
    /// On to the next dimension, or back.
    StepScore(bool),
    /// To this step of scoring.
    GoToStep(ScoreStep),
    /// The closing line of the answer that is scored.
    SetNextTime(String),
    /// The note on the answer that is scored.
    SetNote(String),
    /// The vote as it is chosen.
    ChooseVote(Vote),
    /// The vote's reason as it is typed.
    SetReason(String),
    /// Cast the vote.
    Vote,
    /// Leave the stage; the mock waits as it stands.
    Wait,
    /// End the mock now.
    End(Leave),
    /// Close the debrief.
    CloseDebrief,
    /// Take this mock away; its answers stay in the history.
    Remove(Uuid),
}

impl MockView {
    /// The mock that runs, if this is the one.
    pub fn running_as(&self, id: Uuid) -> Option<&Running> {
        self.running.as_ref().filter(|running| running.run.mock().id == id)
    }
}

impl Model {
    /// The mock interview with this id.
    pub fn mock_of(&self, id: Uuid) -> Option<&Mock> {
        self.mocks.iter().find(|mock| mock.id == id)
    }

    /// The attempt that was running, unless it was stored after the checkpoint was made.
    pub(super) fn checkpoint(&mut self, value: serde_json::Value) -> Option<Box<Checkpoint>> {
        let clock = running::mock_clock(&value);
        match running::from_json(value) {
            Ok(checkpoint) if self.attempt(checkpoint.brief.id).is_some() => None,
            Ok(checkpoint) => {
                let checkpoint = Box::new(checkpoint);
                let waits = self.mock_of(checkpoint.brief.session).filter(|mock| !mock.is_over());
                match (clock, waits.map(|mock| mock.id)) {
                    // It waits with its mock; an answer whose mock cannot be read is offered by itself.
                    (Some(clock), Some(mock)) => {
                        self.mock.cut_short = Some(CutShort { mock, clock, checkpoint });
                        None
                    }
                    _ => Some(checkpoint),
                }
            }
            Err(notice) => {
                self.notices.push(notice);
                None
            }
        }
    }
}

/// The mocks that have begun and are not over, the newest first.
pub fn waiting(mocks: &[Mock]) -> impl Iterator<Item = &Mock> {
    mocks.iter().rev().filter(|mock| !mock.is_over())
}

/// The mocks that are over, the newest first.
pub fn over(mocks: &[Mock]) -> impl Iterator<Item = &Mock> {
    mocks.iter().rev().filter(|mock| mock.is_over())
}
