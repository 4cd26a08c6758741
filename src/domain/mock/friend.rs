//! A round that a friend played the interviewer in: what came back, and what it puts into the mock interview.

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::super::attempt::{AskedQuestion, Attempt, Outcome, ProbeRecord};
use super::super::rubric::Scores;
use super::super::second_scores::{self, FriendScores};
use super::super::star::{PerSection, Section};
use super::record::{Answer, FriendVote, FriendWords, InterviewPart, Mock, Vote};

/// What a friend sent back about a mock interview.
#[derive(Clone, Debug, PartialEq)]
pub struct FriendRound {
    /// The mock interview, whose plan the friend's page was made from.
    pub mock: Uuid,
    /// The name they gave.
    pub by: String,
    /// When they made the file.
    pub at: DateTime<FixedOffset>,
    /// The rounds they played.
    pub rounds: Vec<HeardRound>,
    /// One thing to keep doing.
    pub keep: Option<String>,
    /// One thing to change.
    pub change: Option<String>,
}

/// A round as the friend heard it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardRound {
    /// Its index in the plan.
    pub round: usize,
    /// Their vote and why.
    pub vote: Option<(Vote, String)>,
    /// The answers they heard.
    pub answers: Vec<HeardAnswer>,
}

/// An answer as the friend heard it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardAnswer {
    /// The index of its question in the round's plan.
    pub question: usize,
    /// The words of the question, as the page showed them.
    pub text: String,
    /// Seconds spoken, if they were timed.
    pub secs: Option<f64>,
    /// The sections they ticked.
    pub heard: Vec<Section>,
    /// The follow-ups they put, by index, and how each ended.
    pub probes: Vec<(usize, Outcome)>,
    /// Their scores.
    pub scores: Scores,
    /// Their note.
    pub note: Option<String>,
}

/// Why a friend's file was not added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotJoined {
    /// There is no mock interview with this id.
    #[error(
        "it is for a mock interview that is not in this data folder. It may be another person's, or deleted here; \
         open the folder it came from, or undo the deletion, and add the file again"
    )]
    UnknownMock,
    /// The plan has other questions.
    #[error(
        "it has “{theirs}” where this mock interview asks something else. Make the file for your friend again"
    )]
    OtherQuestion {
        /// The question in the file.
        theirs: String,
    },
}

/// What adding a friend's file comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Joined {
    /// The mock interview with it.
    pub mock: Mock,
    /// The answers that are new or have scores more.
    pub attempts: Vec<Attempt>,
    /// How many answers of the mock interview it says something of.
    pub answers: usize,
}

impl FriendRound {
    /// Adds it to `mock`. Answers that were given in the program get the friend's scores beside the person's own; those
    /// of rounds that were played with the friend alone become answers without own scores, which can be scored under
    /// History. A second file of the same friend takes the place of the first. `stored` finds an answer.
    ///
    /// # Errors
    /// [`NotJoined::OtherQuestion`], if the plan is another one.
    pub fn join<'a>(
        &self,
        mock: &Mock,
        stored: impl Fn(Uuid) -> Option<&'a Attempt>,
    ) -> Result<Joined, NotJoined> {
        let mut mock = mock.clone();
        let mut attempts = Vec::new();
        // A round that was entered and in which nothing was said yet may still be the friend's.
        let plays_alone = mock.is_over() || matches!(mock.place, InterviewPart::Door | InterviewPart::Intro);
        for heard in &self.rounds {
            for answer in &heard.answers {
                let attempt = self.answer(&mut mock, heard.round, answer, plays_alone, &stored)?;
                attempts.extend(attempt);
            }
            let Some(course) = mock.rounds.get_mut(heard.round) else { continue };
            course.friends.retain(|vote| !is_same(&vote.by, &self.by));
            if let Some((vote, reason)) = &heard.vote {
                course.friends.push(FriendVote { by: self.by.clone(), vote: *vote, reason: reason.clone() });
            }
        }
        mock.friends.retain(|words| !is_same(&words.by, &self.by));
        let (by, at, keep, change) = (self.by.clone(), self.at, self.keep.clone(), self.change.clone());
        mock.friends.push(FriendWords { by, at, keep, change });
        let friends_alone =
            mock.rounds.iter().all(|course| course.run_by.is_some() || course.answers.is_empty());
        let any = mock.rounds.iter().any(|course| course.run_by.is_some());
        if !mock.is_over() && plays_alone && friends_alone && any {
            (mock.place, mock.ended) = (InterviewPart::Debrief, Some(self.at));
        }
        let answers = attempts.len();
        Ok(Joined { mock, attempts, answers })
    }

    /// The answer with what the friend heard; `None` where there is none that it could be.
    fn answer<'a>(
        &self,
        mock: &mut Mock,
        round: usize,
        heard: &HeardAnswer,
        plays_alone: bool,
        stored: &impl Fn(Uuid) -> Option<&'a Attempt>,
    ) -> Result<Option<Attempt>, NotJoined> {
        let other = || NotJoined::OtherQuestion { theirs: heard.text.clone() };
        let plan = mock.plan.rounds.get(round).ok_or_else(other)?;
        let planned = plan.questions.get(heard.question).ok_or_else(other)?.clone();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if words(&planned.drawn.text) != words(&heard.text) {
            return Err(other());
        }
        let id = mock.attempt_id(round, heard.question);
        let budget = mock.plan.budget(&planned);
        let mode = mock.plan.form.mode();
        let session = mock.id;
        let course = &mut mock.rounds[round];
        let known = stored(id).cloned();
        let is_friends = course.run_by.is_some() || (course.answers.is_empty() && plays_alone);
        let mut attempt = match known {
            Some(attempt) => attempt,
            None if is_friends => {
                let question =
                    AskedQuestion { id: Some(planned.drawn.id.clone()), text: planned.drawn.text.clone() };
                let mut attempt = Attempt::new(id, question, planned.drawn.principle.clone(), self.at);
                (attempt.session, attempt.mode) = (Some(session), mode);
                attempt.planned_secs = Some(PerSection(budget.planned_secs().0.map(f64::from)));
                attempt.note = (!heard.heard.is_empty()).then(|| self.heard_words(&heard.heard));
                course.run_by.get_or_insert_with(|| self.by.clone());
                course.started = Some(self.at);
                // One that was deleted or erased has its place still.
                match course.answers.iter_mut().find(|answer| answer.question == heard.question) {
                    Some(answer) => answer.attempt = Some(id),
                    None => course.answers.push(Answer {
                        question: heard.question,
                        attempt: Some(id),
                        secs: None,
                        told: None,
                        mark: None,
                    }),
                }
                attempt
            }
            None => return Ok(None),
        };
        if course.run_by.as_ref().is_some_and(|by| is_same(by, &self.by)) {
            attempt.answer_secs = heard.secs.or(attempt.answer_secs);
            let probe = |(at, outcome): &(usize, Outcome)| {
                // A friend's page does not time replies.
                Some(ProbeRecord {
                    text: planned.drawn.probes.get(*at)?.clone(),
                    secs: 0.0,
                    outcome: *outcome,
                })
            };
            attempt.probes = heard.probes.iter().filter_map(probe).collect();
        }
        if heard.scores.count() > 0 || heard.note.is_some() {
            let given = FriendScores {
                by: self.by.clone(),
                at: self.at,
                scores: heard.scores,
                note: heard.note.clone(),
                packet: Some(self.mock),
            };
            second_scores::add(&mut attempt.friend_scores, given);
        }
        Ok(Some(attempt))
    }

    /// "Omar heard: situation, action."
    fn heard_words(&self, heard: &[Section]) -> String {
        let names: Vec<String> = heard.iter().map(|section| section.name().to_lowercase()).collect();
        format!("{} heard: {}.", self.by, names.join(", "))
    }
}

fn is_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

#[cfg(test)]
#[path = "friend_tests.rs"]
mod tests;
