//! A mock interview while it runs. A pure state machine; the time comes in, answers and checkpoints go out.
//!
//! Every round goes: door → introduction → questions with their probes → own questions → close → scores
//! → vote, then the next round's door or the debrief. Each answer runs as a [`Rehearsal`]; the interview's
//! own clock runs beside it. The interviewer moves on only between answers and probes (`pacing`),
//! and scores are asked for after the round, so that the clock is honest.

mod clocks;
mod score;
mod silence;

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::super::attempt::{Attempt, Outcome};
use super::super::countdown::{Mono, Remaining, Stopwatch};
use super::super::rehearsal::{Brief, Checkpoint, Phase, Rehearsal, SETTLE, ScoreStep, THINK_SECS};
use super::pacing;
use super::plan::{MAX_PROBES, Planned, Round};
use super::record::{Answer, InterviewPart, LeftOutBy, Mock, Retold, Told};
use silence::Silence;

/// Seconds to think in a one-way interview, before the recording begins of itself.
const THINK_BEFORE_CUT: u32 = 30;

/// A moment: what the monotonic clock reads, and the time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The monotonic reading.
    pub mono: Mono,
    /// The time of day.
    pub wall: DateTime<FixedOffset>,
}

/// Something to be put on disk.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// An answer, new or scored. It comes before the checkpoint that names it.
    Put(Box<Attempt>),
    /// The mock as [`MockRun::snapshot`] gives it.
    Remember,
}

/// What becomes of an answer that is running, or of scores half given, when the person ends the mock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// It is stored as it stands.
    Keep,
    /// It is thrown away. Answers stored before stay.
    Drop,
}

/// A mock interview while it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct MockRun {
    mock: Mock,
    /// The interview's clock.
    clock: Stopwatch,
    /// The clock of the introduction, the own questions, the close or the break.
    part: Stopwatch,
    rehearsal: Option<Rehearsal>,
    /// The round's answers as they are stored.
    answers: Vec<Attempt>,
    said: Option<String>,
    silence: Option<Silence>,
    began: Mono,
    last_tick: Mono,
    gap: Option<Duration>,
    outs: Vec<Out>,
}

impl MockRun {
    /// A mock that begins, at the door of its first round.
    pub fn new(mock: Mock, at: At) -> Self {
        let mut run = Self::still(mock, at);
        run.part = Stopwatch::started(at.mono);
        run.outs.push(Out::Remember);
        run
    }

    /// A mock as it was at its last checkpoint, its clocks standing still. `stored` finds the attempts
    /// of the round it is in; `checkpoint` is that of the running answer, if there was one.
    pub fn resumed(
        mock: Mock,
        stored: impl Fn(uuid::Uuid) -> Option<Attempt>,
        checkpoint: Option<Checkpoint>,
        at: At,
    ) -> Self {
        let place = mock.place;
        let mut run = Self::still(mock, at);
        let ids = run.mock.course().answers.iter().filter_map(|answer| answer.attempt);
        run.answers = ids.filter_map(&stored).collect();
        match place {
            InterviewPart::Door => run.part.resume(at.mono),
            InterviewPart::Question(index) => run.take_up(index, &stored, checkpoint, at),
            InterviewPart::Score(index) => run.go_to_score(index, at),
            _ => {}
        }
        run
    }

    fn still(mock: Mock, at: At) -> Self {
        Self {
            clock: Stopwatch::paused_at(mock.clock),
            part: Stopwatch::paused_at(mock.part),
            mock,
            rehearsal: None,
            answers: Vec::new(),
            said: None,
            silence: None,
            began: at.mono,
            last_tick: at.mono,
            gap: None,
            outs: Vec::new(),
        }
    }

    /// Takes a question up again: the answer as it stood, or, if it was stored just before the program
    /// ended, what comes after it.
    fn take_up(
        &mut self,
        index: usize,
        stored: &impl Fn(uuid::Uuid) -> Option<Attempt>,
        checkpoint: Option<Checkpoint>,
        at: At,
    ) {
        let id = self.mock.attempt_id(self.mock.round, index);
        if let Some(attempt) = stored(id) {
            self.answered(index, attempt, None, false, at);
        } else if let Some(checkpoint) = checkpoint.filter(|checkpoint| checkpoint.brief.id == id) {
            let rehearsal = Rehearsal::restored(checkpoint, at.mono);
            self.rehearsal = Some(rehearsal);
            self.take_answer(false, at);
        } else {
            let began = self.mock.began;
            self.ask(index, at);
            self.mock.began = began;
        }
        self.pause(at);
    }

    // -- What there is to see -----------------------------------------------------------------

    /// The mock, its clocks as they were at the last boundary.
    pub fn mock(&self) -> &Mock {
        &self.mock
    }

    /// The part of the mock interview that is going on.
    pub fn place(&self) -> InterviewPart {
        self.mock.place
    }

    /// The plan of the round.
    pub fn round(&self) -> &Round {
        self.mock.round_plan()
    }

    /// The answer that runs.
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        self.rehearsal.as_ref()
    }

    /// What the interviewer said when moving on, until the next answer begins.
    pub fn said(&self) -> Option<&str> {
        self.said.as_deref()
    }

    /// The interview's clock: what is left of the round. It counts up past the end and cuts nobody off.
    pub fn remaining(&self, at: At) -> Remaining {
        let planned = Duration::from_secs(self.round().secs().into());
        Remaining::of(planned, self.clock.elapsed(at.mono))
    }

    /// The clock of the introduction, the own questions, the close or the break.
    pub fn part_remaining(&self, at: At) -> Option<Remaining> {
        Some(Remaining::of(self.part_planned()?, self.part.elapsed(at.mono)))
    }

    /// The time planned for it.
    pub fn part_planned(&self) -> Option<Duration> {
        let round = self.round();
        let planned = match self.mock.place {
            InterviewPart::Door if self.mock.round == 0 => return None,
            InterviewPart::Door => self.mock.plan.rounds[self.mock.round - 1].break_minutes * 60,
            InterviewPart::Intro => round.intro_secs,
            InterviewPart::Own => round.own_secs,
            InterviewPart::Close => round.close_secs,
            InterviewPart::Question(_)
            | InterviewPart::Score(_)
            | InterviewPart::Vote
            | InterviewPart::Debrief => return None,
        };
        Some(Duration::from_secs(planned.into()))
    }

    /// The clocks of the interview and of what is going on in it, for whoever waits for their next second.
    pub fn watches(&self) -> [Option<&Stopwatch>; 2] {
        let answer = self.rehearsal.as_ref().and_then(Rehearsal::watch);
        [Some(&self.clock), answer.or(Some(&self.part))]
    }

    /// Whether the interview is going on, so that its clock runs or is paused.
    pub fn is_under_way(&self) -> bool {
        matches!(
            self.mock.place,
            InterviewPart::Intro | InterviewPart::Question(_) | InterviewPart::Own | InterviewPart::Close
        )
    }

    /// Whether the interview's clock stands still although it is going on.
    pub fn is_paused(&self) -> bool {
        self.is_under_way() && !self.clock.is_running()
    }

    /// Whether what is going on began long enough ago for Enter to be meant for it.
    pub fn is_settled(&self, at: At) -> bool {
        let own = at.mono.saturating_sub(self.began) >= SETTLE;
        own && self.rehearsal.as_ref().is_none_or(|r| r.is_settled(at.mono))
    }

    /// The answer that is being scored.
    pub fn scored(&self) -> Option<&Attempt> {
        let InterviewPart::Score(index) = self.mock.place else { return None };
        let id = self.mock.course().answers.get(index)?.attempt?;
        self.answers.iter().find(|attempt| attempt.id == id)
    }

    /// The step of scoring: the dimension, or the closing line, that is asked for.
    pub fn step(&self) -> ScoreStep {
        self.mock.scoring.step
    }

    /// A time that passed without the program being there, waiting for the person's word on it.
    pub fn gap(&self) -> Option<Duration> {
        self.gap
    }

    /// What is to be put on disk, in this order; the next call gives what came after.
    pub fn take_outs(&mut self) -> Vec<Out> {
        std::mem::take(&mut self.outs)
    }

    /// The mock as it stands, to be remembered.
    pub fn snapshot(&self, at: At) -> Mock {
        let mut mock = self.mock.clone();
        mock.clock = self.clock.elapsed(at.mono);
        mock.part = self.part.elapsed(at.mono);
        mock
    }

    /// What has to be remembered of the running answer.
    pub fn checkpoint(&self, at: At) -> Option<Checkpoint> {
        let interview = Some(self.clock.elapsed(at.mono));
        self.rehearsal.as_ref().map(|rehearsal| Checkpoint { interview, ..rehearsal.checkpoint(at.mono) })
    }

    // -- Through the interview ----------------------------------------------------------------

    /// Goes on where no answer runs: in at the door, from the introduction to the first question, from
    /// the own questions to the close, from there to the scores, and from a scored answer to the next.
    pub fn next(&mut self, at: At) {
        match self.mock.place {
            InterviewPart::Door => {
                self.clock = Stopwatch::started(at.mono);
                self.answers.clear();
                self.mock.course_mut().started = Some(at.wall);
                self.enter(InterviewPart::Intro, at);
            }
            InterviewPart::Intro => {
                let secs = self.part_secs(at);
                self.mock.course_mut().intro_secs = Some(secs);
                self.go_on(0, false, at);
            }
            InterviewPart::Own => {
                let secs = self.part_secs(at);
                self.mock.course_mut().own_secs = Some(secs);
                self.enter(InterviewPart::Close, at);
            }
            InterviewPart::Close => {
                self.stop_clock(at);
                self.go_to_score(0, at);
            }
            InterviewPart::Score(index) => {
                self.store_scores();
                self.go_to_score(index + 1, at);
            }
            InterviewPart::Question(_) | InterviewPart::Vote | InterviewPart::Debrief => {}
        }
    }

    /// The running answer, for what changes no phase: sections, the story meant, a note.
    pub fn rehearsal_mut(&mut self) -> Option<&mut Rehearsal> {
        self.rehearsal.as_mut()
    }

    /// Begins the answer. What the interviewer said when moving on has been heard by now.
    pub fn begin(&mut self, at: At) {
        self.said = None;
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.begin(at.mono);
        }
    }

    /// The answer is over: a probe, or what the interviewer goes on to.
    pub fn finish_answer(&mut self, at: At) {
        self.break_silence(at);
        let probes = self.probe_after(at, 0);
        let Some(rehearsal) = &mut self.rehearsal else { return };
        if !matches!(rehearsal.phase(), Phase::Answer(_)) {
            return;
        }
        let cut = rehearsal.probe_count() > 0 && !probes;
        if cut {
            rehearsal.brief.max_probes = 0;
        }
        rehearsal.finish_answer(at.mono);
        self.take_answer(cut, at);
    }

    /// The probe is over: the next one, or what the interviewer goes on to.
    pub fn end_probe(&mut self, outcome: Outcome, at: At) {
        let Some(&Phase::Probe(index, _)) = self.rehearsal.as_ref().map(Rehearsal::phase) else { return };
        let more = self.probe_after(at, index + 1);
        let Some(rehearsal) = &mut self.rehearsal else { return };
        let cut = !more && outcome != Outcome::Ended && index + 1 < rehearsal.probe_count();
        if cut {
            rehearsal.brief.max_probes = u32::try_from(index + 1).unwrap_or(u32::MAX);
        }
        rehearsal.end_probe(outcome, at.mono);
        self.take_answer(cut, at);
    }

    /// Back to thinking about the same question; what was answered is dropped, the interview goes on.
    pub fn restart_answer(&mut self, at: At) {
        self.break_silence(at);
        self.resume(at);
        let planned = match self.mock.place {
            InterviewPart::Question(index) => {
                self.round().questions.get(index).map(|q| q.drawn.probes.clone())
            }
            _ => None,
        };
        if let Some(rehearsal) = &mut self.rehearsal {
            // What the answer that is dropped brought on is dropped with it.
            rehearsal.brief.drawn.probes = planned.unwrap_or_default();
            rehearsal.restart(at.mono);
        }
    }

    /// Drops the running answer and goes on to the next question.
    pub fn skip(&mut self, at: At) {
        let InterviewPart::Question(index) = self.mock.place else { return };
        self.silence = None;
        self.resume(at);
        self.rehearsal = None;
        self.mock.course_mut().left_out.push((index, LeftOutBy::Person));
        self.go_on(index + 1, false, at);
    }

    /// Says which story the round's answer with this index told; `None` takes it back. Gives the
    /// warning if another interviewer was told it before.
    pub fn tell(&mut self, answer: usize, told: Option<Told>) -> Option<Retold> {
        let told = told.filter(|told| !matches!(told, Told::Words(words) if words.trim().is_empty()));
        let note = self.mock.course_mut().answers.get_mut(answer)?;
        note.told.clone_from(&told);
        let (id, story) = (note.attempt, story_id(told.as_ref()));
        if let Some(attempt) = self.answers.iter_mut().find(|a| Some(a.id) == id)
            && attempt.story != story
        {
            attempt.story = story;
            self.outs.push(Out::Put(Box::new(attempt.clone())));
        }
        self.outs.push(Out::Remember);
        let told = told?;
        self.mock.retold().into_iter().find(|retold| retold.told.is_same(&told))
    }

    // -- Inside -------------------------------------------------------------------------------

    fn enter(&mut self, place: InterviewPart, at: At) {
        self.mock.place = place;
        self.part = Stopwatch::started(at.mono);
        (self.began, self.last_tick, self.gap) = (at.mono, at.mono, None);
        self.said = None;
        self.outs.push(Out::Remember);
    }

    fn end(&mut self, at: At) {
        self.rehearsal = None;
        self.mock.ended = Some(at.wall);
        self.enter(InterviewPart::Debrief, at);
    }

    fn stop_clock(&mut self, at: At) {
        self.clock.pause(at.mono);
        let secs = self.clock.elapsed(at.mono).as_secs_f64().round();
        self.mock.course_mut().secs = Some(secs);
    }

    fn part_secs(&self, at: At) -> f64 {
        self.part.elapsed(at.mono).as_secs_f64().round()
    }

    fn answer_secs(&self, at: At) -> f64 {
        self.clock.elapsed(at.mono).saturating_sub(self.mock.began).as_secs_f64().round()
    }

    /// Seconds that the interview is ahead of its plan, at the end of the answer or of the probe that runs; negative when it
    /// is behind. `None` where no answer runs.
    pub fn ahead(&self, at: At) -> Option<i64> {
        let InterviewPart::Question(index) = self.mock.place else { return None };
        let done = match self.rehearsal.as_ref()?.phase() {
            Phase::Answer(_) => 0,
            Phase::Probe(probe, _) => probe + 1,
            Phase::Think(_) | Phase::Score(_) | Phase::Done => return None,
        };
        Some(pacing::ahead(self.round(), self.clock.elapsed(at.mono), index, done))
    }

    /// The round's answers as they are stored.
    pub fn answers(&self) -> &[Attempt] {
        &self.answers
    }

    /// Whether anything waits to be put on disk.
    pub fn has_outs(&self) -> bool {
        !self.outs.is_empty()
    }

    /// Whether the interviewer asks another probe when `done` are answered.
    fn probe_after(&self, at: At, done: usize) -> bool {
        let InterviewPart::Question(index) = self.mock.place else { return false };
        pacing::another_probe(self.round(), self.clock.elapsed(at.mono), index, done)
    }

    /// Goes on to a question from `from` on, or to the candidate's own.
    fn go_on(&mut self, from: usize, cut: bool, at: At) {
        let round = self.mock.round_plan();
        let answered = self.mock.course().answers.iter();
        let asked: Vec<&str> = answered
            .filter_map(|answer| round.questions.get(answer.question))
            .map(|planned| planned.drawn.principle.as_str())
            .collect();
        let elapsed = self.clock.elapsed(at.mono);
        let onward = if self.mock.plan.form.cuts_off() {
            // Every question comes, however long the rules were read.
            pacing::Onward { question: (from < round.questions.len()).then_some(from), ..Default::default() }
        } else {
            pacing::onward(round, elapsed, from, &asked, cut)
        };
        let all_asked = onward.question.is_none() && onward.left_out.is_empty();
        if all_asked && pacing::spare_fits(round, elapsed) {
            self.ask_spare(at);
            return;
        }
        let left_out = onward.left_out.into_iter().map(|index| (index, LeftOutBy::Interviewer));
        self.mock.course_mut().left_out.extend(left_out);
        match onward.question {
            Some(index) => self.ask(index, at),
            // Nobody is there to be asked.
            None if self.mock.plan.form.cuts_off() => {
                self.stop_clock(at);
                self.go_to_score(0, at);
            }
            None => self.enter(InterviewPart::Own, at),
        }
        self.said = onward.said;
    }

    /// Asks one more question, because there is time left.
    fn ask_spare(&mut self, at: At) {
        let round = self.mock.round_plan_mut();
        let more = round.spare.remove(0);
        round.questions.push(Planned { spare: true, ..more });
        let index = round.questions.len() - 1;
        self.ask(index, at);
    }

    fn ask(&mut self, index: usize, at: At) {
        let mock = &self.mock;
        let planned = &mock.round_plan().questions[index];
        let brief = Brief {
            id: mock.attempt_id(mock.round, index),
            drawn: planned.drawn.clone(),
            shown: at.wall,
            session: mock.id,
            mode: mock.plan.form.mode(),
            redo_of: None,
            budget: mock.plan.budget(planned),
            think_secs: if mock.plan.form.cuts_off() { THINK_BEFORE_CUT } else { THINK_SECS },
            #[allow(clippy::cast_possible_truncation)] // 6
            max_probes: MAX_PROBES as u32,
            ask_prediction: false,
            part: None,
        };
        self.rehearsal = Some(Rehearsal::new(brief, at.mono));
        self.mock.began = self.clock.elapsed(at.mono);
        self.enter(InterviewPart::Question(index), at);
    }

    /// Takes the answer over if its last probe is done, and goes on.
    fn take_answer(&mut self, cut: bool, at: At) {
        let InterviewPart::Question(index) = self.mock.place else { return };
        let done = |r: &Rehearsal| matches!(r.phase(), Phase::Score(_) | Phase::Done);
        if let Some(rehearsal) = self.rehearsal.take_if(|r| done(r)) {
            let secs = self.answer_secs(at);
            self.answered(index, rehearsal.attempt(at.mono), Some(secs), cut, at);
        }
    }

    fn answered(&mut self, index: usize, attempt: Attempt, secs: Option<f64>, cut: bool, at: At) {
        self.keep(index, attempt, secs);
        self.go_on(index + 1, cut, at);
    }

    fn keep(&mut self, index: usize, attempt: Attempt, secs: Option<f64>) {
        let told = attempt.story.clone().map(Told::Story);
        let note = Answer { question: index, attempt: Some(attempt.id), secs, told, mark: None };
        self.mock.course_mut().answers.push(note);
        self.outs.push(Out::Put(Box::new(attempt.clone())));
        self.answers.push(attempt);
    }
}

fn story_id(told: Option<&Told>) -> Option<String> {
    match told {
        Some(Told::Story(id)) => Some(id.clone()),
        _ => None,
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
