//! The part of a mock interview after a round: scores, the sealed vote, the end.

use super::super::super::attempt::Outcome;
use super::super::super::rehearsal::ScoreStep;
use super::super::super::rubric::{Dimension, Score};
use super::super::marks::Mark;
use super::super::record::{Ballot, InterviewPart, LeftOutBy, Scoring, Vote, VoteDraft, VoteFault};
use super::{At, Leave, MockRun, Out};
use crate::domain::countdown::Stopwatch;

/// In a loop the dimensions up to this one are asked for after each answer.
const LAST_IN_A_LOOP: Dimension = Dimension::Depth;

impl MockRun {
    /// Marks the answer with this index, 1 to 7, in a competency interview; `None` takes the mark back.
    pub fn mark(&mut self, answer: usize, mark: Option<Mark>) {
        if self.mock.place == InterviewPart::Vote
            && self.mock.plan.form.is_marked()
            && let Some(answer) = self.mock.course_mut().answers.get_mut(answer)
        {
            answer.mark = mark;
            self.outs.push(Out::Remember);
        }
    }

    /// Hands the marks in, which ends the interview.
    ///
    /// # Errors
    /// If nothing is marked now, or an answer is not.
    pub fn hand_in(&mut self, at: At) -> Result<(), VoteFault> {
        if self.mock.place != InterviewPart::Vote || !self.mock.plan.form.is_marked() {
            return Err(VoteFault::NotNow);
        }
        let left = self.mock.course().answers.iter().filter(|answer| answer.mark.is_none()).count();
        if left > 0 {
            return Err(VoteFault::NotMarked { left });
        }
        self.end(at);
        Ok(())
    }

    /// Scores the dimension that is asked and moves on; `None` leaves it unset.
    pub fn score(&mut self, score: Option<Score>) {
        if let (InterviewPart::Score(_), ScoreStep::Dimension(dimension)) =
            (self.mock.place, self.mock.scoring.step)
        {
            self.mock.scoring.scores.set(dimension, score);
            if self.mock.plan.form.has_rounds() && dimension == LAST_IN_A_LOOP {
                // The rest stay unset unless they are wanted: a day of five rounds has twenty answers.
                self.mock.scoring.step = ScoreStep::NextTime;
            } else {
                self.step_score(true);
            }
            self.outs.push(Out::Remember);
        }
    }

    /// Goes to the next dimension (after the last, the closing line) or back.
    pub fn step_score(&mut self, forward: bool) {
        self.mock.scoring.step = self.mock.scoring.step.stepped(forward);
    }

    /// Goes to this step of scoring.
    pub fn go_to_step(&mut self, step: ScoreStep) {
        self.mock.scoring.step = step;
    }

    /// What the person writes about the answer that is being scored.
    pub fn set_words(&mut self, next_time: Option<String>, note: Option<String>) {
        if let Some(text) = next_time {
            self.mock.scoring.next_time = text;
        }
        if let Some(text) = note {
            self.mock.scoring.note = text;
        }
        self.outs.push(Out::Remember);
    }

    /// What is chosen or typed of the vote before it is cast.
    pub fn draft_vote(&mut self, vote: Option<Vote>, reason: Option<String>) {
        if self.mock.place == InterviewPart::Vote {
            let draft = &mut self.mock.draft;
            draft.vote = vote.or(draft.vote);
            draft.reason = reason.unwrap_or_else(|| std::mem::take(&mut draft.reason));
            self.outs.push(Out::Remember);
        }
    }

    /// Votes as the interviewer. The vote is sealed until the debrief.
    ///
    /// # Errors
    /// If nothing is voted on now, or no reason is given.
    pub fn vote(&mut self, vote: Vote, reason: &str, at: At) -> Result<(), VoteFault> {
        if self.mock.place != InterviewPart::Vote {
            return Err(VoteFault::NotNow);
        }
        self.mock.course_mut().ballot = Some(Ballot::new(vote, reason, at.wall)?);
        self.mock.draft = VoteDraft::default();
        if self.mock.round + 1 < self.mock.plan.rounds.len() {
            self.mock.round += 1;
            self.clock = Stopwatch::default();
            self.answers.clear();
            self.enter(InterviewPart::Door, at);
        } else {
            self.end(at);
        }
        Ok(())
    }

    /// Ends the mock before its time. What was answered before stays, and so does its debrief.
    pub fn leave(&mut self, how: Leave, at: At) {
        match self.mock.place {
            InterviewPart::Debrief => return,
            InterviewPart::Question(index) => self.leave_answer(index, how, at),
            InterviewPart::Score(_) if how == Leave::Keep => self.store_scores(),
            _ => {}
        }
        if self.is_under_way() {
            self.stop_clock(at);
        }
        self.mock.left_early = true;
        self.end(at);
    }

    fn leave_answer(&mut self, index: usize, how: Leave, at: At) {
        let Some(mut rehearsal) = self.rehearsal.take() else { return };
        // A probe that was being answered is kept as one at which the ladder was stopped.
        rehearsal.end_probe(Outcome::Ended, at.mono);
        if how == Leave::Keep && rehearsal.has_something_to_keep() {
            let secs = self.answer_secs(at);
            self.keep(index, rehearsal.attempt(at.mono), Some(secs));
        } else {
            self.mock.course_mut().left_out.push((index, LeftOutBy::Person));
        }
    }

    /// Goes to the first answer from `index` on that can be scored; to the vote if there is none.
    pub(super) fn go_to_score(&mut self, index: usize, at: At) {
        let answers = &self.mock.course().answers;
        let is_there = |i: &usize| {
            answers.get(*i).and_then(|a| a.attempt).is_some_and(|id| self.answers.iter().any(|a| a.id == id))
        };
        let next = (index..answers.len()).find(is_there);
        let place = next.map_or(InterviewPart::Vote, InterviewPart::Score);
        if place == self.mock.place {
            return;
        }
        self.mock.scoring = Scoring::default();
        self.enter(place, at);
        if let Some(attempt) = self.scored() {
            let scores = attempt.scores;
            let words = |text: &Option<String>| text.clone().unwrap_or_default();
            let (next_time, note) = (words(&attempt.next_time), words(&attempt.note));
            let asked = Dimension::ALL
                .into_iter()
                .take_while(|dimension| !self.mock.plan.form.has_rounds() || *dimension <= LAST_IN_A_LOOP);
            let unset = asked.into_iter().find(|&d| scores.get(d).is_none());
            let step = unset.map_or(ScoreStep::NextTime, ScoreStep::Dimension);
            self.mock.scoring = Scoring { step, scores, next_time, note };
        }
    }

    /// Puts what was filled in into the answer, and the answer on disk.
    pub(super) fn store_scores(&mut self) {
        let Some(id) = self.scored().map(|attempt| attempt.id) else { return };
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let scoring = std::mem::take(&mut self.mock.scoring);
        if let Some(attempt) = self.answers.iter_mut().find(|attempt| attempt.id == id) {
            attempt.scores = scoring.scores;
            attempt.next_time = said(&scoring.next_time);
            attempt.note = said(&scoring.note);
            self.outs.push(Out::Put(Box::new(attempt.clone())));
        }
    }
}
