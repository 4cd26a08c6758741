//! One attempt while it runs: think, answer, probes, score. A pure state machine; `now` comes in.

mod checkpoint;

use std::time::Duration;

pub use checkpoint::{Brief, Checkpoint, CheckpointPhase};

use super::attempt::{AskedQuestion, Attempt, Outcome, ProbeRecord};
use super::countdown::{AnswerClock, Mono, Remaining, Stopwatch};
use super::level::Scope;
use super::rubric::{Dimension, Score, Scores};
use super::star::{PerSection, Section, Structure};

/// Seconds to think unless the person sets others; they count down, then up.
pub const THINK_SECS: u32 = 60;
/// Seconds for the reply to one probe.
pub const PROBE_SECS: u64 = 45;
/// A stretch without a tick longer than this is offered as a pause.
pub const GAP: Duration = Duration::from_secs(5);
/// Enter is ignored for so long after a phase began.
pub const SETTLE: Duration = Duration::from_millis(300);

/// The phase that a running attempt is in.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The question is read and thought about.
    Think(Stopwatch),
    /// The answer is being spoken.
    Answer(AnswerClock),
    /// A follow-up is being answered: its index, and its clock.
    Probe(usize, Stopwatch),
    /// The answer is being scored.
    Score(ScoreStep),
    /// Nothing more to do; ready to be stored.
    Done,
}

/// A step of scoring: a dimension, or the closing line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreStep {
    /// A score on this dimension.
    Dimension(Dimension),
    /// The line "next time I will …".
    NextTime,
}

impl ScoreStep {
    /// The step after this one, or before it; the ends stay where they are.
    #[must_use]
    pub fn stepped(self, forward: bool) -> Self {
        match (self, forward) {
            (Self::Dimension(d), true) => d.next().map_or(Self::NextTime, Self::Dimension),
            (Self::Dimension(d), false) => Self::Dimension(d.previous().unwrap_or(d)),
            (Self::NextTime, true) => Self::NextTime,
            (Self::NextTime, false) => Self::Dimension(Dimension::ALL[5]),
        }
    }
}

/// Time that passed without the program being there to count it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// How long it was.
    pub length: Duration,
    /// The sections an answer was in meanwhile.
    sections: PerSection<Duration>,
}

/// A moment at which a cue is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// The last 20 % begin.
    LastFifth,
    /// The planned time has passed.
    TimeUp,
    /// The plan goes on to this section.
    Boundary(Section),
}

/// What an answer left behind when it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Answered {
    time: Option<Duration>,
    sections: Option<PerSection<Duration>>,
}

/// One attempt while it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Rehearsal {
    /// What was decided before it began.
    pub brief: Brief,
    phase: Phase,
    phase_began: Mono,
    last_tick: Mono,
    gap: Option<Gap>,
    answered: Answered,
    probes: Vec<ProbeRecord>,
    /// The self-scores so far.
    pub scores: Scores,
    /// The mean score the person expects.
    pub predicted: Option<Score>,
    /// The id of the story the person means to tell.
    pub story: Option<String>,
    /// What the person wrote about it.
    pub note: String,
    /// The rest of "next time I will …".
    pub next_time: String,
    /// The scope of the story against the level aimed at.
    pub scope: Option<Scope>,
    /// Whether the question was shown in plain words too.
    pub plain_words: bool,
    /// One-line memories marked on the way: where in the attempt, in words.
    pub moments: Vec<String>,
}

impl Rehearsal {
    /// An attempt whose question is shown at `now`: thinking begins, the answer never by itself.
    pub fn new(brief: Brief, now: Mono) -> Self {
        Self {
            brief,
            phase: Phase::Think(Stopwatch::started(now)),
            phase_began: now,
            last_tick: now,
            gap: None,
            answered: Answered::default(),
            probes: Vec::new(),
            scores: Scores::default(),
            predicted: None,
            story: None,
            note: String::new(),
            next_time: String::new(),
            scope: None,
            plain_words: false,
            moments: Vec::new(),
        }
    }

    /// The phase it is in.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The follow-ups answered so far.
    pub fn probes(&self) -> &[ProbeRecord] {
        &self.probes
    }

    /// Whether the phase began long enough ago for Enter to be meant for it.
    pub fn is_settled(&self, now: Mono) -> bool {
        now.saturating_sub(self.phase_began) >= SETTLE
    }

    /// How many follow-ups this attempt asks.
    pub fn probe_count(&self) -> usize {
        if !self.brief.mode.is_scored() {
            return 0;
        }
        self.brief.drawn.probes.len().min(self.brief.max_probes as usize)
    }

    /// The clock of the phase, if it has one.
    pub fn watch(&self) -> Option<&Stopwatch> {
        match &self.phase {
            Phase::Think(watch) | Phase::Probe(_, watch) => Some(watch),
            Phase::Answer(clock) => Some(&clock.watch),
            Phase::Score(_) | Phase::Done => None,
        }
    }

    fn watch_mut(&mut self) -> Option<&mut Stopwatch> {
        match &mut self.phase {
            Phase::Think(watch) | Phase::Probe(_, watch) => Some(watch),
            Phase::Answer(clock) => Some(&mut clock.watch),
            Phase::Score(_) | Phase::Done => None,
        }
    }

    /// The time planned for the phase.
    pub fn planned(&self) -> Option<Duration> {
        match self.phase {
            Phase::Think(_) => Some(Duration::from_secs(self.brief.think_secs.into())),
            Phase::Answer(_) => Some(Duration::from_secs(self.brief.budget.total_secs.into())),
            Phase::Probe(..) => Some(Duration::from_secs(PROBE_SECS)),
            Phase::Score(_) | Phase::Done => None,
        }
    }

    /// How long the phase has run, pauses apart.
    pub fn elapsed(&self, now: Mono) -> Duration {
        self.watch().map_or(Duration::ZERO, |watch| watch.elapsed(now))
    }

    /// The time left of the phase, or over it, as its clock shows it.
    pub fn remaining(&self, now: Mono) -> Option<Remaining> {
        Some(Remaining::of(self.planned()?, self.elapsed(now)))
    }

    /// Whether the last fifth of the time planned for the phase has begun, or all of it has passed.
    pub fn in_last_fifth(&self, now: Mono) -> bool {
        self.planned().is_some_and(|planned| self.elapsed(now) >= planned * 4 / 5)
    }

    /// Whether the phase has a clock that stands still.
    pub fn is_paused(&self) -> bool {
        self.watch().is_some_and(|watch| !watch.is_running())
    }

    /// The gap that is waiting for the person's word on it.
    pub fn gap(&self) -> Option<Gap> {
        self.gap
    }

    // -- What the clock does ------------------------------------------------------------------

    /// To be called at least every few seconds while the clock runs. A longer silence means that
    /// the program was stopped or the computer slept: that time counts, and is offered as a pause.
    pub fn tick(&mut self, now: Mono) {
        let silence = now.saturating_sub(self.last_tick);
        self.last_tick = self.last_tick.max(now);
        if silence > GAP && self.watch().is_some_and(Stopwatch::is_running) {
            let lit = if let Phase::Answer(clock) = &self.phase { Some(clock.lit()) } else { None };
            let gap = self.gap.get_or_insert_default();
            gap.length += silence;
            if let Some(section) = lit {
                gap.sections[section] += silence;
            }
        }
    }

    /// Makes the waiting gap a pause: its time is taken back.
    pub fn gap_was_pause(&mut self, now: Mono) {
        let Some(gap) = self.gap.take() else { return };
        if let Phase::Answer(clock) = &mut self.phase {
            clock.take_back(gap.sections, now);
        } else if let Some(watch) = self.watch_mut() {
            watch.take_back(gap.length, now);
        }
    }

    /// Lets the waiting gap count.
    pub fn gap_counts(&mut self) {
        self.gap = None;
    }

    /// Stops the clock.
    pub fn pause(&mut self, now: Mono) {
        self.tick(now);
        if let Some(watch) = self.watch_mut() {
            watch.pause(now);
        }
    }

    /// Lets the clock go on.
    pub fn resume(&mut self, now: Mono) {
        self.last_tick = now;
        if let Some(watch) = self.watch_mut() {
            watch.resume(now);
        }
    }

    /// The cues still to come in this phase with the reading at which each is due, in order.
    /// None while the clock stands still. `boundaries` adds the planned section boundaries.
    pub fn cues(&self, now: Mono, boundaries: bool) -> Vec<(Mono, CueKind)> {
        let (Some(watch), Some(planned)) = (self.watch(), self.planned()) else { return Vec::new() };
        if matches!(self.phase, Phase::Think(_)) {
            return Vec::new();
        }
        let mut kinds = vec![(planned * 4 / 5, CueKind::LastFifth), (planned, CueKind::TimeUp)];
        if boundaries && matches!(self.phase, Phase::Answer(_)) && self.brief.part.is_none() {
            let ends = PerSection(self.brief.budget.boundaries());
            for pair in self.structure().sections().windows(2) {
                kinds.push((Duration::from_secs(ends[pair[0]].into()), CueKind::Boundary(pair[1])));
            }
        }
        kinds.sort_by_key(|&(at, _)| at);
        let due = |(elapsed, kind)| Some((watch.reaches(elapsed)?, kind));
        kinds.into_iter().filter_map(due).filter(|&(at, _)| at > now).collect()
    }

    /// The sections the answer is told in.
    pub fn structure(&self) -> Structure {
        self.brief.budget.shares.structure()
    }

    /// The section the plan is in at `now`; the last once the planned time has passed.
    pub fn planned_section(&self, now: Mono) -> Section {
        let elapsed = self.elapsed(now).as_secs();
        let ends = self.brief.budget.boundaries();
        let index = ends.iter().position(|&end| elapsed < u64::from(end)).unwrap_or(3);
        Section::ALL[index]
    }

    // -- What the person does -----------------------------------------------------------------

    /// Begins the answer: think → answer.
    pub fn begin(&mut self, now: Mono) {
        if matches!(self.phase, Phase::Think(_)) {
            let mut clock = AnswerClock::started(now);
            if let Some(section) = self.brief.part {
                clock.mark(section, now);
            }
            self.enter(Phase::Answer(clock), now);
        }
    }

    /// The speaker says they are in `section`.
    pub fn mark_section(&mut self, section: Section, now: Mono) {
        self.tick(now);
        if let Phase::Answer(clock) = &mut self.phase
            && self.brief.part.is_none()
        {
            clock.mark(section, now);
        }
    }

    /// The speaker goes on to the next section, or back to the one before.
    pub fn step_section(&mut self, forward: bool, now: Mono) {
        self.tick(now);
        if let Phase::Answer(clock) = &mut self.phase
            && self.brief.part.is_none()
        {
            let (lit, structure) = (clock.lit(), self.brief.budget.shares.structure());
            let to = if forward { structure.next(lit) } else { structure.previous(lit) };
            if let Some(section) = to {
                clock.mark(section, now);
            }
        }
    }

    /// Answer → probes, or scoring where there are none; what is not scored is done.
    pub fn finish_answer(&mut self, now: Mono) {
        let Phase::Answer(clock) = &self.phase else { return };
        self.answered = Answered { time: Some(clock.watch.elapsed(now)), sections: clock.section_times(now) };
        let next = if !self.brief.mode.is_scored() {
            Phase::Done
        } else if self.probe_count() > 0 {
            Phase::Probe(0, Stopwatch::started(now))
        } else {
            Phase::Score(ScoreStep::Dimension(Dimension::ALL[0]))
        };
        self.enter(next, now);
    }

    /// Ends the probe with `outcome`: on to the next one, or to scoring after the last or `Ended`.
    pub fn end_probe(&mut self, outcome: Outcome, now: Mono) {
        let Phase::Probe(index, watch) = &self.phase else { return };
        let (index, secs) = (*index, watch.elapsed(now).as_secs_f64().round());
        self.probes.push(ProbeRecord { text: self.brief.drawn.probes[index].clone(), secs, outcome });
        let next = if outcome == Outcome::Ended || index + 1 >= self.probe_count() {
            Phase::Score(ScoreStep::Dimension(Dimension::ALL[0]))
        } else {
            Phase::Probe(index + 1, Stopwatch::started(now))
        };
        self.enter(next, now);
    }

    /// Scores the dimension that is asked and moves on; `None` unsets it and moves on.
    pub fn score(&mut self, score: Option<Score>) {
        if let Phase::Score(ScoreStep::Dimension(dimension)) = self.phase {
            self.scores.set(dimension, score);
            self.step_score(true);
        }
    }

    /// Goes to the next dimension (after the last, the closing line) or back.
    pub fn step_score(&mut self, forward: bool) {
        if let Phase::Score(step) = &mut self.phase {
            *step = step.stepped(forward);
        }
    }

    /// Goes to this step of scoring.
    pub fn go_to_score(&mut self, to: ScoreStep) {
        if let Phase::Score(step) = &mut self.phase {
            *step = to;
        }
    }

    /// Scoring → done, with whatever has been scored.
    pub fn finish(&mut self, now: Mono) {
        self.enter(Phase::Done, now);
    }

    /// Back to thinking about the same question. What was answered so far is dropped.
    pub fn restart(&mut self, now: Mono) {
        *self = Self::new(self.brief.clone(), now);
    }

    /// The attempt as it stands, to be stored: finished, or kept when the person leaves early.
    pub fn attempt(&self, now: Mono) -> Attempt {
        let answered = match &self.phase {
            Phase::Answer(clock) => {
                Answered { time: Some(clock.watch.elapsed(now)), sections: clock.section_times(now) }
            }
            _ => self.answered,
        };
        let question = AskedQuestion {
            id: Some(self.brief.drawn.id.clone()).filter(|id| !id.is_empty()),
            text: self.brief.drawn.text.clone(),
        };
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Attempt {
            session: Some(self.brief.session),
            mode: self.brief.mode.clone(),
            planned_secs: Some(self.planned_secs()),
            section_secs: answered.sections.map(whole_seconds),
            answer_secs: answered.time.map(|time| time.as_secs_f64().round()),
            probes: self.probes.clone(),
            scores: self.scores,
            predicted: self.predicted,
            redo_of: self.brief.redo_of,
            story: self.story.clone(),
            note: said(&self.note),
            next_time: said(&self.next_time),
            scope: self.scope,
            plain_words: self.plain_words,
            ..Attempt::new(self.brief.id, question, self.brief.drawn.principle.clone(), self.brief.shown)
        }
    }

    /// Seconds planned by section; of a part all are its own.
    fn planned_secs(&self) -> PerSection<f64> {
        let budget = self.brief.budget;
        match self.brief.part {
            None => PerSection(budget.planned_secs().0.map(f64::from)),
            Some(section) => {
                let mut planned = PerSection::default();
                planned[section] = budget.total_secs.into();
                planned
            }
        }
    }

    /// Whether there is anything that leaving would lose.
    pub fn has_something_to_keep(&self) -> bool {
        !matches!(self.phase, Phase::Think(_)) || self.predicted.is_some() || !self.note.trim().is_empty()
    }

    // -- Taking it up again after a crash -----------------------------------------------------

    /// What has to be remembered to take the attempt up again.
    pub fn checkpoint(&self, now: Mono) -> Checkpoint {
        let (answer_time, sections, lit) = match &self.phase {
            Phase::Answer(clock) => {
                (Some(clock.watch.elapsed(now)), clock.section_times(now), Some(clock.lit()))
            }
            _ => (self.answered.time, self.answered.sections, None),
        };
        Checkpoint {
            brief: self.brief.clone(),
            place: match &self.phase {
                Phase::Think(_) => CheckpointPhase::Think,
                Phase::Answer(_) => CheckpointPhase::Answer,
                Phase::Probe(index, _) => CheckpointPhase::Probe(*index),
                Phase::Score(_) | Phase::Done => CheckpointPhase::Score,
            },
            phase_time: self.elapsed(now),
            answer_time,
            sections,
            lit,
            probes: self.probes.clone(),
            scores: self.scores,
            predicted: self.predicted,
            story: self.story.clone(),
            note: self.note.clone(),
            next_time: self.next_time.clone(),
            scope: self.scope,
            plain_words: self.plain_words,
            interview: None,
        }
    }

    /// The attempt as it was at the checkpoint, its clock standing still.
    pub fn restored(checkpoint: Checkpoint, now: Mono) -> Self {
        let paused = Stopwatch::paused_at(checkpoint.phase_time);
        let probes_left = checkpoint.probes.len();
        let mut rehearsal = Self::new(checkpoint.brief, now);
        rehearsal.phase = match checkpoint.place {
            CheckpointPhase::Think => Phase::Think(paused),
            CheckpointPhase::Answer => Phase::Answer(AnswerClock::restored(
                checkpoint.phase_time,
                checkpoint.lit.unwrap_or(Section::Situation),
                checkpoint.sections,
            )),
            CheckpointPhase::Probe(index) if index < rehearsal.probe_count() && index == probes_left => {
                Phase::Probe(index, paused)
            }
            CheckpointPhase::Probe(_) | CheckpointPhase::Score => {
                Phase::Score(ScoreStep::Dimension(first_unset(&checkpoint.scores)))
            }
        };
        rehearsal.answered = Answered { time: checkpoint.answer_time, sections: checkpoint.sections };
        rehearsal.probes = checkpoint.probes;
        rehearsal.scores = checkpoint.scores;
        rehearsal.predicted = checkpoint.predicted;
        rehearsal.story = checkpoint.story;
        rehearsal.note = checkpoint.note;
        rehearsal.next_time = checkpoint.next_time;
        rehearsal.scope = checkpoint.scope;
        rehearsal.plain_words = checkpoint.plain_words;
        rehearsal
    }

    fn enter(&mut self, phase: Phase, now: Mono) {
        self.phase = phase;
        self.phase_began = now;
        self.last_tick = now;
        self.gap = None;
    }
}

fn first_unset(scores: &Scores) -> Dimension {
    Dimension::ALL.into_iter().find(|&d| scores.get(d).is_none()).unwrap_or(Dimension::Delivery)
}

/// Whole seconds by section that add up to the rounded whole, within a second a section.
fn whole_seconds(times: PerSection<Duration>) -> PerSection<f64> {
    let (mut told, mut sum) = (0.0, Duration::ZERO);
    PerSection(times.0.map(|time| {
        sum += time;
        let secs = sum.as_secs_f64().round() - told;
        told += secs;
        secs
    }))
}

#[cfg(test)]
mod tests;
