//! A mock interview's document, `greenroom-mock/1`: the plan, how far it got, what was told, the sealed votes.

mod friends;
mod plan;

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::attempt::ScoresBody;
use super::{Document, Extra, Secs, carry_extra, parse_document};
use crate::domain::mock::marks::Mark;
use crate::domain::mock::plan::Round;
use crate::domain::mock::record::{
    Answer, Ballot, Course, InterviewPart, LeftOutBy, Mock, Scoring, Told, Vote, VoteDraft,
};
use crate::domain::rehearsal::ScoreStep;
use crate::domain::rubric::Dimension;
use crate::store::error::SetAside;

pub use friends::{FriendVoteDoc, FriendWordsDoc};
pub use plan::{PlanDoc, PlannedDoc, RoundDoc, SeatDoc};

/// The content of `mocks/<id>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MockDoc {
    /// `greenroom-mock/1`.
    pub format: String,
    /// Its own id, the stem of its file's name.
    pub id: String,
    /// When it was planned, RFC 3339 with offset.
    pub made: String,
    /// What was planned.
    pub plan: PlanDoc,
    /// The round it is in, counted from 0.
    pub round: usize,
    /// `door`, `intro`, `question`, `own`, `close`, `score`, `vote` or `debrief`.
    pub place: String,
    /// The index of the question asked, or of the answer scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// The interview's clock, in milliseconds.
    pub clock_ms: u64,
    /// That clock when the question was asked, in milliseconds.
    pub began_ms: u64,
    /// How long the part of the round has run, in milliseconds.
    pub part_ms: u64,
    /// The answer that is being scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scoring: Option<ScoringDoc>,
    /// The vote that is being made up and not cast yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftDoc>,
    /// How each round went.
    pub rounds: Vec<CourseDoc>,
    /// When it came to its debrief, RFC 3339 with offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// Whether it was ended before its last round was over.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub left_early: bool,
    /// Whether it was planned for a friend to lead.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub for_friend: bool,
    /// What friends said who heard it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub friends: Vec<FriendWordsDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How one round went; the fields are those of [`Course`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct CourseDoc {
    /// RFC 3339 with offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intro_secs: Option<Secs>,
    pub answers: Vec<AnswerDoc>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOutDoc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_secs: Option<Secs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secs: Option<Secs>,
    /// The vote, which no screen shows before the debrief.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vote: Option<VoteDoc>,
    /// The friend who played the interviewer without the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_by: Option<String>,
    /// What friends voted who heard it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub friends: Vec<FriendVoteDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One answer; what was said in it is in the journal, under the attempt's id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerDoc {
    /// The index of its question in the round's plan.
    pub question: usize,
    /// The attempt's id; absent once it was erased for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempt: Option<Uuid>,
    /// Seconds of the interview that it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secs: Option<Secs>,
    /// The id of the story that was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// A few words for the story, where it is not written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story_words: Option<String>,
    /// The mark in a competency interview, 1 to 7.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<u8>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A question that was not answered, and who left it out: `time` or `person`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct LeftOutDoc {
    pub question: usize,
    pub by: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A vote: `strong-no`, `no`, `yes` or `strong-yes`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct VoteDoc {
    pub vote: String,
    pub reason: String,
    /// RFC 3339 with offset.
    pub cast: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A vote that is not cast yet; absent where none is chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct DraftDoc {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vote: Option<String>,
    pub reason: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The scores half given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct ScoringDoc {
    /// A dimension, or `next-time`.
    pub step: String,
    pub scores: ScoresBody,
    pub next_time: String,
    pub note: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for MockDoc {
    const FORMAT: &'static str = "greenroom-mock/1";

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        carry_extra(&mut self.plan.extra, old.plan.extra);
        friends::carry_words_over(&mut self.friends, old.friends);
        for (new, old) in self.plan.rounds.iter_mut().zip(old.plan.rounds) {
            carry_extra(&mut new.extra, old.extra);
            let mut questions: HashMap<_, _> =
                old.questions.into_iter().map(|q| (q.drawn.id.clone(), q.drawn)).collect();
            for question in &mut new.questions {
                if let Some(old) = questions.remove(&question.drawn.id) {
                    question.drawn.carry_over(old);
                }
            }
        }
        for (new, old) in self.rounds.iter_mut().zip(old.rounds) {
            carry_extra(&mut new.extra, old.extra);
            // What later versions know of an answer goes with its attempt.
            let mut answers: HashMap<_, _> = old.answers.into_iter().map(|a| (a.attempt, a.extra)).collect();
            for answer in new.answers.iter_mut().filter(|answer| answer.attempt.is_some()) {
                carry_extra(&mut answer.extra, answers.remove(&answer.attempt).unwrap_or_default());
            }
            let mut out: HashMap<_, _> = old.left_out.into_iter().map(|q| (q.question, q.extra)).collect();
            for question in &mut new.left_out {
                carry_extra(&mut question.extra, out.remove(&question.question).unwrap_or_default());
            }
            if let (Some(new), Some(old)) = (&mut new.vote, old.vote) {
                carry_extra(&mut new.extra, old.extra);
            }
            friends::carry_votes_over(&mut new.friends, old.friends);
        }
    }
}

impl MockDoc {
    /// The document of a mock interview.
    pub fn from_mock(mock: &Mock) -> Self {
        let (place, at) = place_words(mock.place);
        Self {
            format: Self::FORMAT.to_owned(),
            id: mock.id.to_string(),
            made: mock.made.to_rfc3339(),
            plan: PlanDoc::of(&mock.plan),
            round: mock.round,
            place: place.to_owned(),
            at,
            clock_ms: millis(mock.clock),
            began_ms: millis(mock.began),
            part_ms: millis(mock.part),
            scoring: matches!(mock.place, InterviewPart::Score(_)).then(|| ScoringDoc::of(&mock.scoring)),
            draft: (mock.draft != VoteDraft::default()).then(|| DraftDoc::of(&mock.draft)),
            rounds: mock.rounds.iter().map(CourseDoc::of).collect(),
            ended: mock.ended.map(|at| at.to_rfc3339()),
            left_early: mock.left_early,
            for_friend: mock.for_friend,
            friends: mock.friends.iter().map(FriendWordsDoc::of).collect(),
            extra: Extra::new(),
        }
    }

    /// Takes out what was said in the attempt with this id; that there was an answer stays. Whether
    /// there was one.
    pub fn forget(&mut self, attempt: Uuid) -> bool {
        let mut found = false;
        let scored = self.at.filter(|_| self.place == "score").map(|at| (self.round, at));
        for (round, course) in self.rounds.iter_mut().enumerate() {
            for (nth, answer) in course.answers.iter_mut().enumerate() {
                if answer.attempt == Some(attempt) {
                    *answer = AnswerDoc { question: answer.question, ..AnswerDoc::default() };
                    found = true;
                    if scored == Some((round, nth)) {
                        self.scoring = None;
                    }
                }
            }
        }
        found
    }

    fn to_mock(&self) -> Result<Mock, Fault> {
        let plan = self.plan.to_plan()?;
        if self.rounds.len() > plan.rounds.len() || self.round >= plan.rounds.len() {
            return Err(fault("rounds", "there are more than the plan has".to_owned()));
        }
        let mut rounds = Vec::with_capacity(plan.rounds.len());
        for (n, round) in plan.rounds.iter().enumerate() {
            let course = self.rounds.get(n).map_or_else(|| Ok(Course::default()), |doc| doc.to_course(n))?;
            let there = |question: usize| question < round.questions.len();
            let asked = course.answers.iter().map(|a| a.question);
            if !asked.chain(course.left_out.iter().map(|(q, _)| *q)).all(there) {
                return Err(fault(
                    &format!("rounds[{n}]"),
                    "it names a question that the plan does not have".to_owned(),
                ));
            }
            rounds.push(course);
        }
        let place = self.to_place(&plan.rounds[self.round], &rounds[self.round])?;
        let scoring = match &self.scoring {
            Some(doc) if matches!(place, InterviewPart::Score(_)) => doc.to_scoring()?,
            _ => Scoring::default(),
        };
        Ok(Mock {
            id: Uuid::parse_str(&self.id).map_err(|_| fault("id", format!("“{}” is not an id", self.id)))?,
            made: time("made", &self.made)?,
            plan,
            round: self.round,
            place,
            clock: Duration::from_millis(self.clock_ms),
            began: Duration::from_millis(self.began_ms),
            part: Duration::from_millis(self.part_ms),
            scoring,
            draft: self.draft.as_ref().map_or_else(|| Ok(VoteDraft::default()), DraftDoc::to_draft)?,
            rounds,
            ended: self.ended.as_deref().map(|text| time("ended", text)).transpose()?,
            left_early: self.left_early,
            for_friend: self.for_friend,
            friends: self.friends.iter().map(FriendWordsDoc::to_words).collect::<Result<_, Fault>>()?,
        })
    }

    fn to_place(&self, plan: &Round, course: &Course) -> Result<InterviewPart, Fault> {
        let within = |most: usize| {
            let wrong = || fault("at", "it is missing, or points at nothing".to_owned());
            self.at.filter(|at| *at < most).ok_or_else(wrong)
        };
        Ok(match self.place.as_str() {
            "door" => InterviewPart::Door,
            "intro" => InterviewPart::Intro,
            "question" => InterviewPart::Question(within(plan.questions.len())?),
            "own" => InterviewPart::Own,
            "close" => InterviewPart::Close,
            "score" => InterviewPart::Score(within(course.answers.len())?),
            "vote" => InterviewPart::Vote,
            "debrief" => InterviewPart::Debrief,
            other => return Err(unknown("place", other)),
        })
    }
}

fn place_words(place: InterviewPart) -> (&'static str, Option<usize>) {
    match place {
        InterviewPart::Door => ("door", None),
        InterviewPart::Intro => ("intro", None),
        InterviewPart::Question(index) => ("question", Some(index)),
        InterviewPart::Own => ("own", None),
        InterviewPart::Close => ("close", None),
        InterviewPart::Score(index) => ("score", Some(index)),
        InterviewPart::Vote => ("vote", None),
        InterviewPart::Debrief => ("debrief", None),
    }
}

impl CourseDoc {
    fn of(course: &Course) -> Self {
        Self {
            started: course.started.map(|at| at.to_rfc3339()),
            intro_secs: course.intro_secs.map(Secs),
            answers: course.answers.iter().map(AnswerDoc::of).collect(),
            left_out: course
                .left_out
                .iter()
                .map(|&(question, by)| LeftOutDoc { question, by: by.id().to_owned(), extra: Extra::new() })
                .collect(),
            own_secs: course.own_secs.map(Secs),
            secs: course.secs.map(Secs),
            vote: course.ballot.as_ref().map(VoteDoc::of),
            run_by: course.run_by.clone(),
            friends: course.friends.iter().map(FriendVoteDoc::of).collect(),
            extra: Extra::new(),
        }
    }

    fn to_course(&self, n: usize) -> Result<Course, Fault> {
        let place = |field: &str| format!("rounds[{n}].{field}");
        let left_out = |doc: &LeftOutDoc| {
            let by = LeftOutBy::from_id(&doc.by).ok_or_else(|| unknown(&place("left_out"), &doc.by))?;
            Ok((doc.question, by))
        };
        Ok(Course {
            started: self.started.as_deref().map(|text| time(&place("started"), text)).transpose()?,
            intro_secs: self.intro_secs.and_then(Secs::valid),
            answers: self.answers.iter().map(AnswerDoc::to_answer).collect(),
            left_out: self.left_out.iter().map(left_out).collect::<Result<_, Fault>>()?,
            own_secs: self.own_secs.and_then(Secs::valid),
            secs: self.secs.and_then(Secs::valid),
            ballot: self.vote.as_ref().map(|vote| vote.to_ballot(&place("vote"))).transpose()?,
            run_by: self.run_by.clone(),
            friends: self
                .friends
                .iter()
                .map(|vote| vote.to_vote(&place("friends")))
                .collect::<Result<_, Fault>>()?,
        })
    }
}

impl AnswerDoc {
    fn of(answer: &Answer) -> Self {
        let (story, story_words) = match answer.told.clone() {
            Some(Told::Story(id)) => (Some(id), None),
            Some(Told::Words(words)) => (None, Some(words)),
            None => (None, None),
        };
        Self {
            question: answer.question,
            attempt: answer.attempt,
            secs: answer.secs.map(Secs),
            story,
            story_words,
            mark: answer.mark.map(Mark::value),
            extra: Extra::new(),
        }
    }

    fn to_answer(&self) -> Answer {
        let words = self.story_words.clone().map(Told::Words);
        Answer {
            question: self.question,
            attempt: self.attempt,
            secs: self.secs.and_then(Secs::valid),
            told: self.story.clone().map(Told::Story).or(words),
            mark: self.mark.and_then(Mark::new),
        }
    }
}

impl VoteDoc {
    fn of(ballot: &Ballot) -> Self {
        let (vote, reason) = ballot.for_storage();
        Self {
            vote: vote.id().to_owned(),
            reason: reason.to_owned(),
            cast: ballot.cast().to_rfc3339(),
            extra: Extra::new(),
        }
    }

    fn to_ballot(&self, place: &str) -> Result<Ballot, Fault> {
        let vote = Vote::from_id(&self.vote).ok_or_else(|| unknown(place, &self.vote))?;
        Ballot::new(vote, &self.reason, time(place, &self.cast)?).map_err(|why| fault(place, why.to_string()))
    }
}

impl DraftDoc {
    fn of(draft: &VoteDraft) -> Self {
        let vote = draft.vote.map(|vote| vote.id().to_owned());
        Self { vote, reason: draft.reason.clone(), extra: Extra::new() }
    }

    fn to_draft(&self) -> Result<VoteDraft, Fault> {
        let known = |word: &String| Vote::from_id(word).ok_or_else(|| unknown("draft.vote", word));
        Ok(VoteDraft { vote: self.vote.as_ref().map(known).transpose()?, reason: self.reason.clone() })
    }
}

const NEXT_TIME: &str = "next-time";

impl ScoringDoc {
    fn of(scoring: &Scoring) -> Self {
        let step = match scoring.step {
            ScoreStep::Dimension(dimension) => dimension.id(),
            ScoreStep::NextTime => NEXT_TIME,
        };
        Self {
            step: step.to_owned(),
            scores: ScoresBody { known: scoring.scores, other: Extra::new() },
            next_time: scoring.next_time.clone(),
            note: scoring.note.clone(),
            extra: Extra::new(),
        }
    }

    fn to_scoring(&self) -> Result<Scoring, Fault> {
        let dimension = Dimension::from_id(&self.step).map(ScoreStep::Dimension);
        let next_time = (self.step == NEXT_TIME).then_some(ScoreStep::NextTime);
        Ok(Scoring {
            step: dimension.or(next_time).ok_or_else(|| unknown("scoring.step", &self.step))?,
            scores: self.scores.known,
            next_time: self.next_time.clone(),
            note: self.note.clone(),
        })
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// A place in the file, and what is wrong there.
type Fault = (String, String);

fn fault(place: &str, reason: String) -> Fault {
    (place.to_owned(), reason)
}

fn unknown(place: &str, word: &str) -> Fault {
    fault(place, format!("“{word}” is not a word that this Greenroom knows here"))
}

fn time(place: &str, text: &str) -> Result<DateTime<FixedOffset>, Fault> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| fault(place, format!("“{text}” is not a time with an offset")))
}

/// Reads a mock interview's document. `file_name` is for the words of an error.
///
/// # Errors
/// What is wrong and where, if it cannot be used.
pub fn parse_mock(file_name: &str, bytes: &[u8]) -> Result<Mock, SetAside> {
    let doc: MockDoc = parse_document(file_name, bytes)?;
    doc.to_mock().map_err(|(place, reason)| SetAside::new(file_name, Some(place), reason))
}
