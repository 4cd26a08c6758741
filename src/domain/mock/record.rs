//! A mock interview as it is remembered: the plan, how far it got, what was told, the sealed votes.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use strum::EnumCount;
use uuid::Uuid;

use super::super::rehearsal::ScoreStep;
use super::super::rubric::{Dimension, Scores};
use super::marks::Mark;
use super::plan::{MockPlan, Planned, Round};

/// An interviewer's vote, for or against hiring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount)]
pub enum Vote {
    /// Certainly not.
    StrongNo,
    /// Rather not.
    No,
    /// Rather yes.
    Yes,
    /// Certainly.
    StrongYes,
}

impl Vote {
    /// All four, the lowest first.
    pub const ALL: [Self; Self::COUNT] = [Self::StrongNo, Self::No, Self::Yes, Self::StrongYes];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::StrongNo => "strong-no",
            Self::No => "no",
            Self::Yes => "yes",
            Self::StrongYes => "strong-yes",
        }
    }

    /// The vote stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vote| vote.id() == id)
    }

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::StrongNo => "Strong no",
            Self::No => "No",
            Self::Yes => "Yes",
            Self::StrongYes => "Strong yes",
        }
    }
}

/// A vote with its reason, sealed until the debrief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    vote: Vote,
    reason: String,
    cast: DateTime<FixedOffset>,
}

/// Why a vote was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoteFault {
    /// Nothing is voted on now.
    #[error("there is nothing to vote on now; a vote is cast after a round is scored")]
    NotNow,
    /// An answer has no mark.
    #[error("mark every answer first, 1 to 7; without a mark: {left}")]
    NotMarked {
        /// How many have none.
        left: usize,
    },
    /// No reason was written.
    #[error("a vote needs a reason; write one line that this interviewer would read out in the debrief")]
    NoReason,
}

impl Ballot {
    /// A vote as it is cast.
    ///
    /// # Errors
    /// [`VoteFault::NoReason`] if the reason is blank.
    pub fn new(vote: Vote, reason: &str, cast: DateTime<FixedOffset>) -> Result<Self, VoteFault> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() { Err(VoteFault::NoReason) } else { Ok(Self { vote, reason, cast }) }
    }

    /// When it was cast. That it was is no secret.
    pub fn cast(&self) -> DateTime<FixedOffset> {
        self.cast
    }

    /// The vote and its reason, once `mock`, to which it belongs, has come to its debrief.
    pub fn opened(&self, mock: &Mock) -> Option<(Vote, &str)> {
        (mock.place == InterviewPart::Debrief).then_some((self.vote, self.reason.as_str()))
    }

    /// What is written to disk, sealed or not. Not for a screen: that asks [`Self::opened`].
    pub fn for_storage(&self) -> (Vote, &str) {
        (self.vote, &self.reason)
    }
}

/// Which story an answer told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// One of the person's stories, by its id.
    Story(String),
    /// One that is not written down yet, in a few words.
    Words(String),
}

impl Told {
    /// Whether both are the same story; words are compared without case and punctuation.
    pub fn is_same(&self, other: &Self) -> bool {
        let fold = super::super::catalog::fold_name;
        match (self, other) {
            (Self::Story(a), Self::Story(b)) => a == b,
            (Self::Words(a), Self::Words(b)) => fold(a) == fold(b),
            _ => false,
        }
    }
}

/// A story that more than one interviewer was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retold {
    /// The story.
    pub told: Told,
    /// The rounds in which it was told, each once, counted from 0.
    pub rounds: Vec<usize>,
}

/// One answer of a round. What was said in it is the attempt's.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The index of its question in the round's plan.
    pub question: usize,
    /// The attempt; `None` once that was erased for good.
    pub attempt: Option<Uuid>,
    /// Seconds of the interview that it took, from the question to the end of its probes, pauses apart.
    pub secs: Option<f64>,
    /// The story it told, if that was said.
    pub told: Option<Told>,
    /// Its mark in a competency interview. It stays in the debrief and becomes no score.
    pub mark: Option<Mark>,
}

/// Who left a question out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutBy {
    /// The interviewer, because time was short.
    Interviewer,
    /// The person.
    Person,
}

impl LeftOutBy {
    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Interviewer => "time",
            Self::Person => "person",
        }
    }

    /// Who is stored under `id`: the interviewer or the person.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Interviewer, Self::Person].into_iter().find(|by| by.id() == id)
    }
}

/// How one round went. Seconds are the interview's, pauses apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// When it began.
    pub started: Option<DateTime<FixedOffset>>,
    /// Seconds of the introduction.
    pub intro_secs: Option<f64>,
    /// The answers in the order they were given.
    pub answers: Vec<Answer>,
    /// The questions that were not asked or not answered, by their index in the plan.
    pub left_out: Vec<(usize, LeftOutBy)>,
    /// Seconds of the candidate's own questions.
    pub own_secs: Option<f64>,
    /// Seconds of the whole round.
    pub secs: Option<f64>,
    /// The interviewer's vote.
    pub ballot: Option<Ballot>,
    /// The friend who played the interviewer without the program.
    pub run_by: Option<String>,
    /// What friends voted who heard it. Shown in the debrief, not before.
    pub friends: Vec<FriendVote>,
}

/// The vote of a friend who heard a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FriendVote {
    /// The name they gave.
    pub by: String,
    /// The vote.
    pub vote: Vote,
    /// Why.
    pub reason: String,
}

impl FriendWords {
    /// What they said, one line each, under their name.
    pub fn lines(&self) -> Vec<String> {
        let line = |what: &str, words: &Option<String>| {
            words.as_ref().map(|words| format!("{}, {what}: {words}", self.by))
        };
        [line("keep", &self.keep), line("change", &self.change)].into_iter().flatten().collect()
    }
}

/// What a friend said after all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FriendWords {
    /// The name they gave.
    pub by: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// One thing to keep doing.
    pub keep: Option<String>,
    /// One thing to change.
    pub change: Option<String>,
}

/// The part of a mock interview that is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterviewPart {
    /// Before the round; after the first, in the break.
    Door,
    /// In the introduction.
    Intro,
    /// At the question with this index.
    Question(usize),
    /// At the candidate's own questions.
    Own,
    /// Taking leave.
    Close,
    /// Scoring the round's answer with this index; the interview's clock has stopped.
    Score(usize),
    /// Voting as the interviewer.
    Vote,
    /// All is said; the votes are open.
    Debrief,
}

/// What is filled in for the answer that is being scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Scoring {
    /// The step of scoring: the dimension, or the closing line, that is asked for.
    pub step: ScoreStep,
    /// The scores so far.
    pub scores: Scores,
    /// The rest of "next time I will …".
    pub next_time: String,
    /// A note on the answer.
    pub note: String,
}

impl Default for Scoring {
    fn default() -> Self {
        Self {
            step: ScoreStep::Dimension(Dimension::ALL[0]),
            scores: Scores::default(),
            next_time: String::new(),
            note: String::new(),
        }
    }
}

/// A vote that is being made up and not cast yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoteDraft {
    /// The vote chosen.
    pub vote: Option<Vote>,
    /// Its reason as far as it is typed.
    pub reason: String,
}

/// A mock interview: planned, under way or over.
#[derive(Clone, Debug, PartialEq)]
pub struct Mock {
    /// Its own id, which its attempts carry as their session.
    pub id: Uuid,
    /// When it was planned.
    pub made: DateTime<FixedOffset>,
    /// The plan.
    pub plan: MockPlan,
    /// The round it is in, counted from 0.
    pub round: usize,
    /// The part of the round it is in.
    pub place: InterviewPart,
    /// What the interview's clock shows: time since the round began.
    pub clock: Duration,
    /// What that clock showed when the question was asked.
    pub began: Duration,
    /// How long this part (introduction, own questions, close, break) has run.
    pub part: Duration,
    /// The answer that is being scored.
    pub scoring: Scoring,
    /// The vote that is being made up.
    pub draft: VoteDraft,
    /// How each round went, as many as the plan has.
    pub rounds: Vec<Course>,
    /// When it came to its debrief.
    pub ended: Option<DateTime<FixedOffset>>,
    /// Whether it was ended before its last round was over.
    pub left_early: bool,
    /// Whether it was planned for a friend to lead: then it waits for their file, not for the person.
    pub for_friend: bool,
    /// What friends said who heard it.
    pub friends: Vec<FriendWords>,
}

impl Mock {
    /// A mock interview that has not begun.
    pub fn new(id: Uuid, made: DateTime<FixedOffset>, plan: MockPlan) -> Self {
        let rounds = vec![Course::default(); plan.rounds.len()];
        Self {
            id,
            made,
            plan,
            round: 0,
            place: InterviewPart::Door,
            clock: Duration::ZERO,
            began: Duration::ZERO,
            part: Duration::ZERO,
            scoring: Scoring::default(),
            draft: VoteDraft::default(),
            rounds,
            ended: None,
            left_early: false,
            for_friend: false,
            friends: Vec::new(),
        }
    }

    /// The plan of the round it is in.
    pub fn round_plan(&self) -> &Round {
        &self.plan.rounds[self.round.min(self.plan.rounds.len() - 1)]
    }

    pub(super) fn round_plan_mut(&mut self) -> &mut Round {
        let at = self.round.min(self.plan.rounds.len() - 1);
        &mut self.plan.rounds[at]
    }

    /// How the round it is in went so far.
    pub fn course(&self) -> &Course {
        &self.rounds[self.round.min(self.rounds.len() - 1)]
    }

    pub(super) fn course_mut(&mut self) -> &mut Course {
        let at = self.round.min(self.rounds.len() - 1);
        &mut self.rounds[at]
    }

    /// The question it is at, with its index.
    pub fn question(&self) -> Option<(usize, &Planned)> {
        match self.place {
            InterviewPart::Question(index) => Some((index, self.round_plan().questions.get(index)?)),
            _ => None,
        }
    }

    /// Whether nothing of it has happened yet.
    pub fn is_new(&self) -> bool {
        self.round == 0 && self.place == InterviewPart::Door
    }

    /// Whether it has come to its debrief.
    pub fn is_over(&self) -> bool {
        self.place == InterviewPart::Debrief
    }

    /// The id of the attempt at a question. It follows from the mock's own, so that an answer that was
    /// stored just before a crash is found again and never stored twice.
    pub fn attempt_id(&self, round: usize, question: usize) -> Uuid {
        let place = ((round as u128 + 1) << 8) | (question as u128 + 1);
        Uuid::from_u128(self.id.as_u128() ^ place)
    }

    /// All answers with their rounds, in the order they were given.
    pub fn answers(&self) -> impl Iterator<Item = (usize, &Answer)> {
        self.rounds.iter().enumerate().flat_map(|(i, course)| course.answers.iter().map(move |a| (i, a)))
    }

    /// The plan of an answer's question; `None` if the plan has no such question.
    pub fn planned(&self, round: usize, answer: &Answer) -> Option<&Planned> {
        self.plan.rounds.get(round)?.questions.get(answer.question)
    }

    /// The stories told to more than one interviewer, in the order they were first told.
    pub fn retold(&self) -> Vec<Retold> {
        let mut all: Vec<Retold> = Vec::new();
        for (round, answer) in self.answers() {
            let Some(told) = &answer.told else { continue };
            match all.iter_mut().find(|other| other.told.is_same(told)) {
                Some(other) if !other.rounds.contains(&round) => other.rounds.push(round),
                Some(_) => {}
                None => all.push(Retold { told: told.clone(), rounds: vec![round] }),
            }
        }
        all.retain(|story| story.rounds.len() > 1);
        all
    }

    /// Forgets what was said in the attempt with this id; that there was an answer stays. Whether it
    /// was one of this mock's.
    pub fn forget(&mut self, attempt: Uuid) -> bool {
        let scored = match self.place {
            InterviewPart::Score(index) => Some((self.round, index)),
            _ => None,
        };
        let mut found = false;
        for (round, course) in self.rounds.iter_mut().enumerate() {
            for (nth, answer) in course.answers.iter_mut().enumerate() {
                if answer.attempt == Some(attempt) {
                    *answer = Answer { attempt: None, secs: None, told: None, mark: None, ..answer.clone() };
                    found = true;
                    if scored == Some((round, nth)) {
                        self.scoring = Scoring::default();
                    }
                }
            }
        }
        found
    }
}
