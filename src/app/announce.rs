//! What a screen reader says of itself: what is new on stage, what is not saved, and the answer to a key.

use std::time::Duration;

use uuid::Uuid;

use crate::domain::countdown::{Mono, Remaining, clock};
use crate::domain::rehearsal::{Phase, Rehearsal, ScoreStep};

use super::model::Model;
use super::stage::Stage;

/// While an answer is being spoken at most one thing is said unasked in so long a time.
pub const QUIET_FOR: Duration = Duration::from_secs(30);
/// How long what was said stays where a screen reader finds it; it says it when it comes up.
const STAYS: Duration = Duration::from_secs(1);
/// How long the time stays in sight after it was asked for.
pub const TIME_SHOWN: Duration = Duration::from_secs(5);

/// Something to be said aloud by a screen reader. A new one has another number, though its words be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its number.
    pub number: u64,
    /// Its words.
    pub text: String,
    /// When it came up.
    at: Mono,
}

/// How the running clock stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cue {
    /// Before the last fifth.
    #[default]
    Before,
    /// Within the last fifth.
    LastFifth,
    /// Past the end.
    Over,
}

/// What there is to be heard, as it was looked at last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// The attempt, and its phase by number: thinking, answering, then the probes.
    pub(super) part: Option<(Uuid, usize)>,
    /// Whether the question may be read out.
    pub(super) shown: bool,
    pub(super) cue: Cue,
    /// What the interviewer said when moving on.
    pub(super) line: Option<String>,
    /// Whether something could not be stored.
    pub(super) unsaved: bool,
    /// The step of scoring.
    pub(super) step: Option<ScoreStep>,
}

/// What is said aloud, and what was.
#[derive(Clone, Debug, Default)]
pub struct Announcer {
    /// What waits for a pause in what the screen reader says.
    pub polite: Option<Announcement>,
    /// What cuts in.
    pub assertive: Option<Announcement>,
    /// When the time was asked for.
    pub time_asked: Option<Mono>,
    number: u64,
    pub(super) heard: Heard,
    /// When something was last said unasked while an answer was being spoken.
    pub(super) last_unasked: Option<Mono>,
    /// What could not be said then; the newest.
    pub(super) waits: Option<String>,
}

impl Announcer {
    /// Says the answer to a key of the person's own, at once.
    pub(super) fn answer(&mut self, text: impl Into<String>, now: Mono) {
        self.polite = Some(self.numbered(text.into(), now));
    }

    /// Says what must not wait.
    pub(super) fn cut_in(&mut self, text: String, now: Mono) {
        self.assertive = Some(self.numbered(text, now));
    }

    fn numbered(&mut self, text: String, at: Mono) -> Announcement {
        self.number += 1;
        Announcement { number: self.number, text, at }
    }

    /// Says it, unless something was said a short while ago and an answer is being spoken.
    pub(super) fn unasked(&mut self, text: String, speaking: bool, now: Mono) {
        if speaking && !self.may_speak(now) {
            self.waits = Some(text);
            return;
        }
        self.last_unasked = speaking.then_some(now);
        self.waits = None;
        self.answer(text, now);
    }

    /// Whether nothing was said unasked for long enough.
    pub(super) fn may_speak(&self, now: Mono) -> bool {
        self.last_unasked.is_none_or(|at| now.saturating_sub(at) >= QUIET_FOR)
    }

    /// Takes away what has been said, and the time once it has been seen.
    pub(super) fn forget(&mut self, now: Mono) {
        let old = |said: &mut Announcement| now.saturating_sub(said.at) >= STAYS;
        self.polite.take_if(old);
        self.assertive.take_if(old);
        self.time_asked.take_if(|at| now.saturating_sub(*at) >= TIME_SHOWN);
    }

    /// When something of this changes by itself.
    pub fn due(&self) -> Option<Mono> {
        let waits = self.waits.as_ref().and(self.last_unasked).map(|at| at + QUIET_FOR);
        let shown = self.time_asked.map(|at| at + TIME_SHOWN);
        let said = self.polite.iter().chain(&self.assertive).map(|said| said.at + STAYS);
        waits.into_iter().chain(shown).chain(said).min()
    }

    /// Whether the time is in sight because it was asked for.
    pub fn shows_time(&self, now: Mono) -> bool {
        self.time_asked.is_some_and(|at| now.saturating_sub(at) < TIME_SHOWN)
    }
}

/// What there is to be heard now.
pub(super) fn hear(model: &Model) -> Heard {
    let rehearsal = model.rehearsal();
    let running = model.interview().map(|interview| &interview.run);
    let part = rehearsal.and_then(|r| Some((r.brief.id, part_number(r)?)));
    Heard {
        part,
        shown: !model.question_hidden(),
        cue: rehearsal.map_or(Cue::Before, |r| cue(r, model.now.mono)),
        line: running.and_then(|run| run.said()).map(str::to_owned),
        unsaved: !model.saving.failed.is_empty(),
        step: model.stage.as_ref().and_then(Stage::scoring),
    }
}

/// The phase by number, where it has a clock.
fn part_number(rehearsal: &Rehearsal) -> Option<usize> {
    match rehearsal.phase() {
        Phase::Think(_) => Some(0),
        Phase::Answer(_) => Some(1),
        Phase::Probe(index, _) => Some(index + 2),
        Phase::Score(_) | Phase::Done => None,
    }
}

fn cue(rehearsal: &Rehearsal, now: Mono) -> Cue {
    let (Some(planned), Some(1..)) = (rehearsal.planned(), part_number(rehearsal)) else {
        return Cue::Before;
    };
    match (rehearsal.elapsed(now) >= planned, rehearsal.in_last_fifth(now)) {
        (true, _) => Cue::Over,
        (false, true) => Cue::LastFifth,
        (false, false) => Cue::Before,
    }
}

/// What is said when a phase has begun.
pub(super) fn opened(model: &Model, heard: &Heard) -> Option<String> {
    let rehearsal = model.rehearsal()?;
    let drawn = &rehearsal.brief.drawn;
    let said = heard.line.as_ref().map_or_else(String::new, |line| format!("{line} "));
    match rehearsal.phase() {
        Phase::Think(_) if heard.shown => Some(format!("{said}Question: {}", drawn.text)),
        Phase::Think(_) | Phase::Done => None,
        Phase::Answer(_) => {
            Some(format!("Answer begun, {}", clock(rehearsal.planned().unwrap_or_default().as_secs())))
        }
        Phase::Probe(index, _) => {
            let text = drawn.probes.get(*index).map_or("", String::as_str);
            Some(format!("Probe {} of {}: {text}", index + 1, rehearsal.probe_count()))
        }
        Phase::Score(step) => Some(format!("Scores. {}", step_text(*step))),
    }
}

/// What is asked at a step of scoring.
pub(super) fn step_text(step: ScoreStep) -> String {
    match step {
        ScoreStep::Dimension(dimension) => format!("{}: {}", dimension.name(), dimension.asks()),
        ScoreStep::NextTime => "Next time I will: write one line, or save.".to_owned(),
    }
}

/// How the clock stands, told unasked.
pub(super) fn cue_text(model: &Model, cue: Cue) -> String {
    let rehearsal = model.rehearsal();
    match (cue, rehearsal.and_then(|r| r.remaining(model.now.mono))) {
        (Cue::LastFifth, Some(Remaining::Left(secs))) => format!("Last fifth, {} left", clock(secs)),
        (_, Some(Remaining::Over(secs))) if secs > 0 => format!("{} over the plan", clock(secs)),
        _ => "Time is up".to_owned(),
    }
}

/// The time as it is said at a key: "1:12 left of 3:00. Interview: 19:40 left".
pub fn time_text(model: &Model) -> Option<String> {
    let answer = model.rehearsal().and_then(|rehearsal| answer_time(rehearsal, model.now.mono));
    let interview = model.interview().map(|interview| &interview.run).filter(|run| run.is_under_way());
    let interview = interview.map(|run| match run.remaining(model.at()) {
        Remaining::Left(secs) => format!("Interview: {} left", clock(secs)),
        Remaining::Over(secs) => format!("Interview: {} over", clock(secs)),
    });
    let said: Vec<String> = [answer, interview].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(". "))
}

fn answer_time(rehearsal: &Rehearsal, now: Mono) -> Option<String> {
    let planned = rehearsal.planned()?;
    let of = clock(planned.as_secs());
    let paused = if rehearsal.is_paused() { ", paused" } else { "" };
    Some(match (rehearsal.remaining(now)?, rehearsal.phase()) {
        (Remaining::Over(secs), Phase::Think(_)) if planned.is_zero() => {
            format!("{} of thinking{paused}", clock(secs))
        }
        (Remaining::Left(secs), Phase::Think(_)) => format!("{} left to think, of {of}{paused}", clock(secs)),
        (Remaining::Left(secs), _) => format!("{} left of {of}{paused}", clock(secs)),
        (Remaining::Over(secs), _) => format!("{} over {of}{paused}", clock(secs)),
    })
}

/// Where the speaker is, as it is said at a key: "Action, 0:10 of 1:48".
pub fn section_text(rehearsal: &Rehearsal, now: Mono) -> Option<String> {
    let Phase::Answer(answer) = rehearsal.phase() else { return None };
    let (lit, structure) = (answer.lit(), rehearsal.structure());
    let planned = rehearsal.brief.budget.planned_secs()[lit];
    let spent = answer.lit_time(now).as_secs();
    Some(format!("{}, {} of {}", structure.name(lit), clock(spent), clock(planned.into())))
}
