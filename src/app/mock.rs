//! What the screens of mock interviews show: the plan being set up, the one that runs, the open debrief.

use uuid::Uuid;

use crate::domain::attempt::Outcome;
use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::generate::{Ask, Edit};
use crate::domain::mock::marks::Mark;
use crate::domain::mock::people::Person;
use crate::domain::mock::plan::{MockForm, MockPlan};
use crate::domain::mock::record::{Answer, InterviewPart, Mock, Retold, Told, Vote};
use crate::domain::mock::run::{Leave, MockRun};
use crate::domain::rehearsal::{Checkpoint, ScoreStep};
use crate::domain::rubric::Score;
use crate::domain::star::Section;
pub use crate::export::debrief::WORK_ON;

/// What stands for a question that the candidate put and nobody proposed.
pub const SOMETHING_ELSE: &str = "something else";

/// Everything about mock interviews that is not stored as such.
#[derive(Debug, Default)]
pub struct MockView {
    /// The plan that is being set up.
    pub setup: Option<MockSetup>,
    /// The debrief that is open, with the mock's id.
    pub debrief: Option<(Uuid, Debrief)>,
    /// Whether it has come to what to practise, after what was heard.
    pub practise: bool,
    /// The answer that was running in a mock when it was left, or the program ended.
    pub cut_short: Option<Box<Checkpoint>>,
}

/// A plan while it is set up.
#[derive(Debug)]
pub struct MockSetup {
    /// What is wanted.
    pub ask: Ask,
    /// The seed it is made from.
    pub seed: u64,
    /// The plan; or, in words, why there is none.
    pub plan: Result<MockPlan, String>,
    /// Why the last change by hand was not made.
    pub refused: Option<String>,
    /// The seed as it is typed, while that is not a number.
    pub typed_seed: Option<String>,
    /// The round that is being changed, counted from 0.
    pub open: Option<usize>,
}

/// A mock interview on stage.
#[derive(Debug)]
pub struct Interview {
    /// The mock itself.
    pub run: MockRun,
    /// Why the vote was not taken.
    pub refused: Option<String>,
    /// The list to say from which story was told, while it is open.
    pub telling: Option<Telling>,
    /// Who interviews, one a round.
    pub people: Vec<Person>,
    /// Whether an answer that runs far over is interrupted: not in a first mock interview.
    pub interrupts: bool,
    /// The round and the question in whose answer an interruption was answered.
    pub cut_in: Option<(usize, usize)>,
    /// The questions that the candidate put in this round, as they were put.
    pub asked: Vec<String>,
    /// Where the mock stood when it was last written.
    pub written: Option<(usize, InterviewPart)>,
}

/// Saying which story was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// The story that is chosen, by its place in the list of those that may have been told.
    pub at: usize,
    /// The words typed for one that is not written down.
    pub words: String,
    /// Whether the field for words was asked for.
    pub typing: bool,
}

/// What is asked for around mock interviews.
#[derive(Clone, Debug)]
pub enum MockCommand {
    /// Set one of this form up; of several plans the one that suits the person is shown.
    SetUp(MockForm),
    /// Leave the setup.
    CloseSetUp,
    /// Begin the mock as planned.
    Start,
    /// The same plan once more, as another mock.
    Repeat(Uuid),
    /// Go on with a mock that waits, or show the debrief of one that is over.
    Open(Uuid),
    /// Close the debrief.
    CloseDebrief,
    /// Take this mock away; its answers stay in the history.
    Remove(Uuid),
    /// Change what is being set up.
    Change(SetupChange),
    /// While a mock interview is on stage.
    Run(RunCommand),
}

/// Change what is being set up.
#[derive(Clone, Debug)]
pub enum SetupChange {
    /// Something else is wanted; the seed stays.
    SetAsk(Ask),
    /// Make it from this seed.
    SetSeed(u64),
    /// The seed as it is typed.
    TypeSeed(String),
    /// Open this round to be changed, or none.
    OpenRound(Option<usize>),
    /// Another one.
    Another,
    /// Change the plan by hand.
    Edit(Edit),
}

/// While a mock interview is on stage.
#[derive(Clone, Debug)]
pub enum RunCommand {
    /// On: in at the door, to the first question, to the close, to the scores, to the next answer.
    Next,
    /// The candidate put this question of their own.
    AskThem(String),
    /// Begin the answer.
    Begin,
    /// Done with the answer.
    FinishAnswer,
    /// Done with the probe.
    EndProbe(Outcome),
    /// The interviewer asked for the result, and here it comes.
    GiveResult,
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
    /// The words typed for the story that was told.
    SetTold(String),
    /// Open or close the list of stories.
    Telling(Option<Telling>),
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
    /// Mark the answer with this index; `None` takes the mark back.
    Mark(usize, Option<Mark>),
    /// Cast the vote.
    Vote,
    /// Leave the stage; the mock waits as it stands.
    Wait,
    /// End the mock now.
    End(Leave),
}

/// What a key or a palette entry can do about mock interviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MockAction {
    /// Set one of this form up.
    SetUp(MockForm),
    /// Go on with the one that waits.
    GoOn,
    /// Begin as planned.
    Start,
    /// Make a file of it for a friend to lead.
    ForFriend,
    /// Another plan.
    Another,
    /// Half the length, or the whole.
    Half,
    /// The loop has so many rounds.
    Rounds(u8),
    /// On to the next part of the interview.
    Onward,
    /// Put the question with this number to the interviewer, counted from 1; 0 is another one.
    AskThem(u8),
    /// Go on with the result, as the interviewer asked.
    GiveResult,
    /// Say which story was told.
    Tell,
    /// The story with this number was told; 0 takes it back.
    TellStory(u8),
    /// The chosen story was told.
    TellChosen,
    /// Say in a few words what was told.
    TellWords,
    /// This vote.
    Choose(Vote),
    /// Give the first answer without a mark this one, 1 to 7.
    Mark(u8),
    /// Cast the vote.
    Cast,
    /// Leave the stage; the mock waits.
    Wait,
    /// On in the debrief: to what to practise, then to the first thing of it.
    OnInDebrief,
    /// Rehearse the thing to work on with this number, counted from 1.
    WorkOn(u8),
    /// The same plan once more.
    Repeat,
}

impl MockAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::SetUp(MockForm::Phone) => "Start a phone screen…",
            Self::SetUp(MockForm::Loop) => "Set up a loop…",
            Self::SetUp(MockForm::Panel) => "Set up a panel…",
            Self::SetUp(MockForm::Competency) => "Set up a competency interview…",
            Self::SetUp(MockForm::OneWay) => "Set up a one-way interview…",
            Self::SetUp(MockForm::Recruiter) => "Set up a recruiter's call…",
            Self::GoOn => "Go on with the mock interview",
            Self::Start => "Start the mock interview",
            Self::ForFriend => "A friend leads it…",
            Self::Another => "Another plan",
            Self::Half => "Half the length, or the whole",
            Self::Rounds(_) => "So many rounds",
            Self::Onward => "On to the next part",
            Self::AskThem(0) => "You asked something else",
            Self::AskThem(_) => "You asked the question with this number",
            Self::GiveResult => "Go on with the result",
            Self::Tell => "Say which story you told",
            Self::TellStory(0) => "None of them",
            Self::TellStory(_) => "The story with this number",
            Self::TellChosen => "The chosen story",
            Self::TellWords => "In a few words",
            Self::Choose(Vote::StrongNo) => "Vote strong no",
            Self::Choose(Vote::No) => "Vote no",
            Self::Choose(Vote::Yes) => "Vote yes",
            Self::Choose(Vote::StrongYes) => "Vote strong yes",
            Self::Mark(_) => "Mark the next answer, 1 to 7",
            Self::Cast => "Cast the vote, or hand in the marks",
            Self::Wait => "Leave, and come back later",
            Self::OnInDebrief => "What to practise",
            Self::WorkOn(_) => "Drill what to practise",
            Self::Repeat => "The same plan once more",
        }
    }
}

impl Interview {
    /// The place of the answer that is scored among the round's answers.
    pub fn scored_index(&self) -> Option<usize> {
        match self.run.place() {
            InterviewPart::Score(index) => Some(index),
            _ => None,
        }
    }

    /// The answer that is scored.
    pub fn scored_answer(&self) -> Option<&Answer> {
        self.run.mock().course().answers.get(self.scored_index()?)
    }

    /// Who was told the story of the answer that is scored, if that is more than one interviewer.
    pub fn retold(&self) -> Option<Retold> {
        let told = self.scored_answer()?.told.as_ref()?;
        self.run.mock().retold().into_iter().find(|retold| retold.told.is_same(told))
    }
}

/// The mocks that wait for the person, the newest first: begun and not over.
pub fn waiting(mocks: &[Mock]) -> impl Iterator<Item = &Mock> {
    mocks.iter().rev().filter(|mock| !mock.is_over() && !is_with_friend(mock))
}

/// The mocks that a friend leads and whose file is not back, the newest first.
pub fn with_friends(mocks: &[Mock]) -> impl Iterator<Item = &Mock> {
    mocks.iter().rev().filter(|mock| is_with_friend(mock))
}

fn is_with_friend(mock: &Mock) -> bool {
    mock.for_friend && mock.is_new()
}

/// The mocks that are over, the newest first.
pub fn over(mocks: &[Mock]) -> impl Iterator<Item = &Mock> {
    mocks.iter().rev().filter(|mock| mock.is_over())
}
