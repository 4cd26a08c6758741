//! The stage: an answer, by itself or in a mock interview, and what stands beside it; what of it is shown.

use std::time::Duration;

use uuid::Uuid;

use crate::domain::attempt::Attempt;
use crate::domain::countdown::{Mono, Stopwatch};
use crate::domain::evening::Try;
use crate::domain::find::FindPhase;
use crate::domain::mock::run::At;
use crate::domain::rehearsal::{Checkpoint, Phase, Rehearsal, ScoreStep};
use crate::domain::rubric::Scores;
use crate::domain::session::Session;

use super::find::Finding;
use super::mock::Interview;
use super::notes::{NotesView, Scroll};
use super::stories::AllottedRow;
use super::voice::ReadAloud;

/// What is on stage.
#[derive(Debug)]
pub struct Stage {
    /// What is played on it, with a state machine of its own.
    pub play: Play,
    /// What stands beside the answer, whatever is played.
    pub aids: Aids,
    /// Whether something changed since the answer was last remembered.
    pub changed: bool,
    /// When it was last remembered.
    pub remembered: Mono,
}

/// What is played.
#[derive(Debug)]
pub enum Play {
    /// Answers in a session of their own.
    Drill(Box<Drill>),
    /// A mock interview.
    Interview(Box<Interview>),
    /// Finding stories against the clock; nothing is answered in it.
    Find(Box<Finding>),
}

/// A drill: one answer after the other, each scored at once.
#[derive(Debug)]
pub struct Drill {
    /// The session it belongs to.
    pub session: Session,
    /// The attempt that runs.
    pub rehearsal: Rehearsal,
    /// What the person meant to do better, from the last attempt at this principle.
    pub last_time: Option<String>,
    /// The try that this one does again.
    pub first_try: Option<Try>,
}

/// What stands beside an answer. An aid belongs here if it changes nothing about the phase.
#[derive(Debug, Default)]
pub struct Aids {
    /// Whether the person's stories are shown while thinking.
    pub stories_shown: bool,
    /// Whether the question is shown in plain words too.
    pub plain_words: bool,
    /// Whether the note on the answer is open for writing.
    pub note_open: bool,
    /// The reading of the question aloud, once it has been asked for.
    pub reading: Option<ReadAloud>,
    /// The person's notes, while they are open.
    pub notes: Option<NotesView>,
    /// What was imported for the question.
    pub advice: Advice,
    /// Which story for which question of the mock interview, the one on stage first.
    pub allotted: Vec<AllottedRow>,
}

/// What was imported for a question.
#[derive(Clone, Debug, Default)]
pub struct Advice {
    /// Tips: one to think with, one to score with; fewer if there are none.
    pub tips: Vec<String>,
    /// What a guide expects for its principle.
    pub expected: Vec<String>,
    /// What a good answer to it touches.
    pub checklist: Vec<String>,
}

/// An answer on stage, as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct OnStage<'a> {
    /// The answer.
    pub rehearsal: &'a Rehearsal,
    /// Whether the person's stories are shown while thinking.
    pub stories_shown: bool,
    /// Whether the question is shown in plain words too.
    pub plain_words: bool,
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
    /// A stage on which this begins.
    pub fn new(play: Play, now: Mono) -> Self {
        Self { play, aids: Aids::default(), changed: true, remembered: now }
    }

    /// The drill, if one is played.
    pub fn drill(&self) -> Option<&Drill> {
        if let Play::Drill(drill) = &self.play { Some(drill) } else { None }
    }

    /// The mock interview, if one is played.
    pub fn interview(&self) -> Option<&Interview> {
        if let Play::Interview(interview) = &self.play { Some(interview) } else { None }
    }

    /// The drill of finding stories, if one is played.
    pub fn finding(&self) -> Option<&Finding> {
        if let Play::Find(finding) = &self.play { Some(finding) } else { None }
    }

    /// The attempt that runs.
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        match &self.play {
            Play::Drill(drill) => Some(&drill.rehearsal),
            Play::Interview(interview) => interview.run.rehearsal(),
            Play::Find(_) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn rehearsal_mut(&mut self) -> Option<&mut Rehearsal> {
        match &mut self.play {
            Play::Drill(drill) => Some(&mut drill.rehearsal),
            Play::Interview(interview) => interview.run.rehearsal_mut(),
            Play::Find(_) => None,
        }
    }

    /// Notes that the running answer changed: it is remembered soon. What an interview has besides is written as it comes.
    pub(super) fn touch(&mut self) {
        self.changed |= self.rehearsal().is_some();
    }

    // -- Its clocks ----------------------------------------------------------------------------

    /// Lets the clocks notice a gap.
    pub(super) fn tick(&mut self, at: At) {
        match &mut self.play {
            Play::Drill(drill) => drill.rehearsal.tick(at.mono),
            Play::Interview(interview) => interview.run.tick(at),
            Play::Find(finding) => finding.find.tick(at.mono),
        }
    }

    /// Stops the clocks, if they run.
    pub(super) fn pause(&mut self, at: At) {
        match &mut self.play {
            Play::Drill(drill) => drill.rehearsal.pause(at.mono),
            Play::Interview(interview) => interview.run.pause(at),
            // Ten seconds are not paused.
            Play::Find(_) => {}
        }
    }

    /// The length of a gap that the person has not spoken on.
    pub fn gap(&self) -> Option<Duration> {
        match &self.play {
            Play::Drill(drill) => drill.rehearsal.gap().map(|gap| gap.length),
            Play::Interview(interview) => interview.run.gap(),
            Play::Find(_) => None,
        }
    }

    /// The clocks that are seen to run.
    pub(super) fn running_watches(&self, at: At) -> Vec<Stopwatch> {
        let watches = match &self.play {
            Play::Drill(drill) => vec![drill.rehearsal.watch().copied()],
            Play::Find(finding) => match finding.find.phase() {
                FindPhase::Look(watch) => vec![Some(*watch)],
                _ => Vec::new(),
            },
            Play::Interview(interview) => {
                let run = &interview.run;
                let is_shown = run.is_under_way() || run.part_remaining(at).is_some();
                if is_shown {
                    run.watches().into_iter().map(Option::<&Stopwatch>::copied).collect()
                } else {
                    Vec::new()
                }
            }
        };
        watches.into_iter().flatten().filter(Stopwatch::is_running).collect()
    }

    /// Whether time passes that would be lost if it were not remembered.
    pub(super) fn is_running(&self) -> bool {
        match &self.play {
            Play::Drill(drill) => drill.rehearsal.watch().is_some_and(Stopwatch::is_running),
            Play::Interview(interview) => interview.run.is_under_way() && !interview.run.is_paused(),
            // What came of a question is kept when it is done.
            Play::Find(_) => false,
        }
    }

    /// What has to be remembered of the running answer.
    pub(super) fn checkpoint(&self, at: At) -> Option<Checkpoint> {
        match &self.play {
            Play::Drill(drill) => Some(drill.rehearsal.checkpoint(at.mono)),
            Play::Interview(interview) => interview.run.checkpoint(at),
            Play::Find(_) => None,
        }
    }

    // -- What is shown -------------------------------------------------------------------------

    /// What is shown of the answer that runs. An interview gives no hints.
    pub fn on_stage(&self) -> Option<OnStage<'_>> {
        let rehearsal = self.rehearsal()?;
        let aids = &self.aids;
        Some(match &self.play {
            Play::Drill(drill) => OnStage {
                rehearsal,
                stories_shown: aids.stories_shown,
                plain_words: aids.plain_words,
                last_time: drill.last_time.as_deref(),
                first_try: drill.first_try.as_ref(),
                tip: aids.advice.tips.first().map(String::as_str),
                hints: true,
                clock_name: None,
            },
            Play::Interview(_) => OnStage {
                rehearsal,
                stories_shown: aids.stories_shown,
                plain_words: aids.plain_words,
                last_time: None,
                first_try: None,
                tip: None,
                hints: false,
                clock_name: Some(match rehearsal.phase() {
                    Phase::Think(_) => "Question",
                    Phase::Probe(..) => "Follow-up",
                    _ => "Answer",
                }),
            },
            Play::Find(_) => return None,
        })
    }

    /// The step of scoring, while one is asked.
    pub fn scoring(&self) -> Option<ScoreStep> {
        match &self.play {
            Play::Drill(drill) => match drill.rehearsal.phase() {
                Phase::Score(step) => Some(*step),
                Phase::Think(_) | Phase::Answer(_) | Phase::Probe(..) | Phase::Done => None,
            },
            Play::Interview(interview) => interview.scored_index().map(|_| interview.run.step()),
            Play::Find(_) => None,
        }
    }

    /// What is shown of the answer that is scored; `None` where none is.
    pub fn scored(&self, now: Mono) -> Option<Scored<'_>> {
        let (aids, advice) = (&self.aids, &self.aids.advice);
        let (question, step, scores, next_time, note, attempt) = match &self.play {
            Play::Drill(drill) => {
                let rehearsal = &drill.rehearsal;
                let step = match rehearsal.phase() {
                    Phase::Score(step) => *step,
                    Phase::Done => ScoreStep::NextTime,
                    _ => return None,
                };
                let question = &rehearsal.brief.drawn.text;
                let attempt = rehearsal.attempt(now);
                (question, step, &rehearsal.scores, &rehearsal.next_time, &rehearsal.note, attempt)
            }
            Play::Interview(interview) => {
                let attempt = interview.run.scored()?.clone();
                let mock = interview.run.mock();
                let scoring = &mock.scoring;
                let answer = mock.course().answers.get(interview.scored_index()?)?;
                let question = &mock.planned(mock.round, answer)?.drawn.text;
                (question, scoring.step, &scoring.scores, &scoring.next_time, &scoring.note, attempt)
            }
            Play::Find(_) => return None,
        };
        Some(Scored {
            question,
            step,
            scores,
            next_time,
            note: aids.note_open.then_some(note.as_str()),
            attempt,
            expected: &advice.expected,
            checklist: &advice.checklist,
            tip: advice.tips.last().map(String::as_str),
        })
    }

    /// Whether notes may stand beside it: not while scoring.
    pub fn has_notes(&self) -> bool {
        match &self.play {
            Play::Drill(drill) => drill.rehearsal.watch().is_some(),
            Play::Interview(interview) => interview.run.is_under_way(),
            // Notes would tell what is to be found.
            Play::Find(_) => false,
        }
    }

    /// Opens or closes the notes, or moves them while they are open.
    pub(super) fn turn_notes(&mut self, by: Option<Scroll>) {
        if self.has_notes() {
            self.aids.notes = NotesView::after(self.aids.notes, by);
        }
    }

    /// The notes, if they are open.
    pub fn open_notes(&self) -> Option<OpenNotes<'_>> {
        let view = self.aids.notes.filter(|_| self.has_notes())?;
        let (principle, beside) = match &self.play {
            Play::Drill(drill) => (drill.rehearsal.brief.drawn.principle.as_str(), drill.rehearsal.brief.id),
            Play::Interview(interview) => {
                let mock = interview.run.mock();
                let asked = mock.question().map(|(_, planned)| planned.drawn.principle.as_str());
                (asked.unwrap_or_default(), mock.id)
            }
            Play::Find(_) => return None,
        };
        Some(OpenNotes { view, principle, beside })
    }

    /// The principle of the answer that is given or scored, and the story told in it.
    pub(super) fn told(&self) -> Option<(&str, Option<&String>)> {
        match &self.play {
            Play::Drill(drill) => {
                Some((&drill.rehearsal.brief.drawn.principle, drill.rehearsal.story.as_ref()))
            }
            Play::Interview(interview) => {
                interview.run.scored().map(|attempt| (attempt.principle.as_str(), attempt.story.as_ref()))
            }
            Play::Find(_) => None,
        }
    }
}
