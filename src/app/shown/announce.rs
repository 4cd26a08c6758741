//! What there is to be heard, read off the model, and its words.

use crate::domain::countdown::{Mono, Remaining, clock};
use crate::domain::find::{Find, FindPhase};
use crate::domain::rehearsal::{Phase, Rehearsal, ScoreStep};

use super::super::announce::{Cue, Heard};
use super::super::model::Model;
use super::super::stage::Stage;

/// What there is to be heard now.
pub(in crate::app) fn hear(model: &Model) -> Heard {
    let rehearsal = model.rehearsal();
    let found = model.finding().map(|finding| (finding.find.record.id, find_number(&finding.find)));
    let part = rehearsal.and_then(|r| Some((r.brief.id, part_number(r)?))).or(found);
    Heard {
        part,
        shown: !model.question_hidden(),
        cue: rehearsal.map_or(Cue::Before, |r| cue(r, model.now.mono)),
        line: heard_line(model),
        unsaved: !model.saving.failed.is_empty(),
        step: model.stage.as_ref().and_then(Stage::scoring),
    }
}

/// What the interviewer says: into an answer that runs over, or when moving on.
fn heard_line(model: &Model) -> Option<String> {
    let interview = model.interview()?;
    if interview.run.is_silent() {
        return interview.said();
    }
    interview.interrupts_now(model.now.mono).or_else(|| interview.run.said()).map(str::to_owned)
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

/// The question and its phase by number; the clock's beginning is no phase of its own.
fn find_number(find: &Find) -> usize {
    let phase = match find.phase() {
        FindPhase::Listen | FindPhase::Look(_) => 0,
        FindPhase::Say => 1,
        FindPhase::Choose => 2,
        FindPhase::Name => 3,
        FindPhase::Told | FindPhase::Over => 4,
    };
    find.past() * 5 + phase
}

/// What is said when a part of a question to find a story for has begun.
fn find_text(model: &Model, find: &Find) -> Option<String> {
    let asked = find.question()?;
    Some(match find.phase() {
        // What the voice reads is not said twice.
        FindPhase::Listen | FindPhase::Look(_) if model.notebook.profile.settings.voice.on => return None,
        FindPhase::Listen | FindPhase::Look(_) => format!("Question: {}", asked.question.text),
        FindPhase::Say => "Say the first sentence aloud.".to_owned(),
        FindPhase::Choose => "Which story is it?".to_owned(),
        FindPhase::Name => format!("Which principle is it? {}", asked.choices.join(", ")),
        FindPhase::Told => format!("It was {}.", asked.principle),
        FindPhase::Over => return None,
    })
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
pub(in crate::app) fn opened(model: &Model, heard: &Heard) -> Option<String> {
    if let Some(finding) = model.finding() {
        return find_text(model, &finding.find);
    }
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
            Some(format!("{}: {text}", model.probe_words(rehearsal, *index)))
        }
        Phase::Score(step) => Some(format!("Scores. {}", step_text(*step))),
    }
}

/// What is asked at a step of scoring.
pub(in crate::app) fn step_text(step: ScoreStep) -> String {
    match step {
        ScoreStep::Dimension(dimension) => format!("{}: {}", dimension.name(), dimension.asks()),
        ScoreStep::NextTime => "Next time I will: write one line, or save.".to_owned(),
    }
}

/// How the clock stands, told unasked.
pub(in crate::app) fn cue_text(model: &Model, cue: Cue) -> String {
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
