//! Recording: begun, held and ended as the stage goes; kept with its answer, listened to, written down.

use uuid::Uuid;

use crate::audio::record::{RecordEvent, Recorded};
use crate::domain::countdown::Mono;
use crate::domain::notebook::{Change, Key};
use crate::domain::recording::{self, Beat, Mark, RATE, Recording};
use crate::domain::rehearsal::{Phase, Rehearsal};
use crate::store::Access;

use super::super::cues as sounds;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::recording::{Light, Place, RecordJob, RecordingCommand, Tape, megabytes, trouble};
use super::super::timeline::Done;
use super::listening::{self, SUBJECT};
use super::{changes, notices};

/// How long a cue is on its way from its moment to the microphone, at most, in seconds: the device's buffer and the room.
const CUE_LATE: f64 = 0.15;

// -- While something is on stage ----------------------------------------------------------------

/// What is to be recorded now: the attempt, where it is, and whether its clock runs.
struct Wish {
    attempt: Uuid,
    place: Place,
    runs: bool,
}

fn wish(model: &Model) -> Option<Wish> {
    let rehearsal = model.rehearsal()?;
    let place = match rehearsal.phase() {
        Phase::Think(_) => Place::Think,
        Phase::Answer(clock) => Place::Answer(clock.is_marked().then(|| clock.lit())),
        Phase::Probe(index, _) => Place::Probe(*index),
        Phase::Score(_) | Phase::Done => return None,
    };
    Some(Wish { attempt: rehearsal.brief.id, place, runs: !rehearsal.is_paused() })
}

/// After each command: the recorder does what the stage asks for.
pub(super) fn follow(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let wish = wish(model);
    let wanted = wish.as_ref().map(|wish| wish.attempt);
    for tape in model.recording.tapes.iter_mut().filter(|tape| !tape.ended) {
        if Some(tape.attempt) != wanted {
            tape.ended = true;
            effects.push(Effect::Record(RecordJob::End));
        }
    }
    if let Some(wish) = wish {
        effects.extend(record(model, &wish));
    }
    effects.extend(settle(model));
    effects.extend(listening::follow(model));
    effects
}

pub(super) fn apply(model: &mut Model, command: RecordingCommand) -> Vec<Effect> {
    match command {
        RecordingCommand::Drop(attempt) => drop_recording(model, attempt),
        RecordingCommand::Play(..)
        | RecordingCommand::Seek(..)
        | RecordingCommand::Stop
        | RecordingCommand::SetSpeed(_)
        | RecordingCommand::TryMicrophone
        | RecordingCommand::HearTrial
        | RecordingCommand::ListMicrophones
        | RecordingCommand::WriteDown(_)
        | RecordingCommand::CancelWriting
        | RecordingCommand::Mend(_)
        | RecordingCommand::SetTranscript(..)
        | RecordingCommand::DropTranscript(_)
        | RecordingCommand::Compare(_)
        | RecordingCommand::ScreenReader(_) => listening::apply(model, command),
    }
}

fn record(model: &mut Model, wish: &Wish) -> Vec<Effect> {
    let mut effects = Vec::new();
    // Asked anew: what was answered is dropped, and its recording with it.
    let begun = |tape: &Tape| matches!(tape.place, Some(Place::Answer(_) | Place::Probe(_)));
    if wish.place == Place::Think
        && let Some(tape) = model.recording.tapes.iter_mut().find(|tape| tape.attempt == wish.attempt)
        && begun(tape)
    {
        if !std::mem::replace(&mut tape.ended, true) {
            effects.push(Effect::Record(RecordJob::End));
        }
        // Another number goes by the same attempt from now on.
        tape.attempt = Uuid::nil();
        effects.extend(forget(model, wish.attempt));
    }
    if model.recording.tape(wish.attempt).is_none() {
        if !model.notebook.profile.settings.record.on || model.data.access != Access::ReadWrite {
            return effects;
        }
        effects.extend(begin(model, wish.attempt));
    }
    let cues = cues(model);
    let moments = model.rehearsal().map_or(0, |rehearsal| rehearsal.moments.len());
    let known = model.notebook.recording(wish.attempt).map_or(&[][..], |known| &known.marks);
    let has_answer = known.iter().any(|mark| mark.beat == Beat::Answer);
    let last_section = known.iter().rev().find_map(|mark| mark.beat.section());
    let Some(tape) = model.recording.tapes.iter_mut().rfind(|tape| tape.attempt == wish.attempt) else {
        return effects;
    };
    if tape.ended {
        return effects;
    }
    let keeps = wish.runs && wish.place != Place::Think;
    if keeps != tape.keeping {
        tape.keeping = keeps;
        effects.push(Effect::Record(if keeps { RecordJob::Keep } else { RecordJob::Hold }));
        tape.light = match tape.light {
            Light::On | Light::Paused | Light::Ready if keeps => Light::On,
            Light::On if wish.place != Place::Think => Light::Paused,
            Light::Opening
            | Light::Ready
            | Light::On
            | Light::Paused
            | Light::Stalled
            | Light::Silent
            | Light::Stopped
            | Light::Failed => tape.light.clone(),
        };
    }
    // What lies where is marked once it is kept.
    if !keeps {
        return effects;
    }
    let before = tape.place.replace(wish.place);
    let mut beats = Vec::new();
    match (before, wish.place) {
        (Some(Place::Answer(was)), Place::Answer(is)) => {
            beats.extend(is.filter(|_| was != is).map(Beat::Section));
        }
        (_, Place::Answer(is)) => {
            // Gone on with after a crash, it has what was marked before.
            if !has_answer {
                beats.push(Beat::Answer);
            }
            beats.extend(is.filter(|is| last_section != Some(*is)).map(Beat::Section));
            tape.cues.push((tape.marked.len(), cues));
        }
        (Some(Place::Probe(was)), Place::Probe(is)) if was == is => {}
        (_, Place::Probe(index)) => {
            tape.cues.push((tape.marked.len(), cues));
            beats.push(Beat::Probe(index));
        }
        (_, Place::Think) => {}
    }
    if moments > tape.moments {
        beats.push(Beat::Moment);
    }
    tape.moments = moments;
    for beat in beats {
        let number = u32::try_from(tape.marked.len()).unwrap_or(u32::MAX);
        tape.marked.push(beat);
        effects.push(Effect::Record(RecordJob::Mark(number)));
    }
    effects
}

/// Begins a recording, if there is room for one within the budget; if not, that is told once an answer.
fn begin(model: &mut Model, attempt: Uuid) -> Option<Effect> {
    let settings = &model.notebook.profile.settings.record;
    let taken = recording::bytes(&model.notebook.recordings);
    let has_room = taken < settings.budget();
    let words = format!(
        "Your recordings take {} MB of the {} MB that you set, so this answer is not recorded. Drop some, or raise it under Settings.",
        megabytes(taken),
        settings.budget_mb
    );
    let microphone = Some(settings.microphone.clone()).filter(|name| !name.is_empty());
    let other_speech = model.recording.screen_reader && !settings.headphones;
    model.recording.last += 1;
    let number = model.recording.last;
    model.recording.tapes.push(Tape {
        number,
        attempt,
        keeping: false,
        ended: !has_room,
        place: None,
        marked: Vec::new(),
        cues: Vec::new(),
        moments: 0,
        microphone: String::new(),
        other_speech,
        light: if has_room { Light::Opening } else { Light::Failed },
        dropped: false,
    });
    if !has_room {
        notices::tell(model, SUBJECT, &words);
        return None;
    }
    Some(Effect::Record(RecordJob::Begin { number, attempt, microphone }))
}

/// The cues of the phase that runs, by seconds from its beginning and length; none if nobody hears them in a recording.
fn cues(model: &Model) -> Vec<(f64, f64)> {
    let settings = &model.notebook.profile.settings;
    let is_heard = !settings.muted && settings.volume > 0.0 && !settings.record.headphones;
    let Some(rehearsal) = model.rehearsal().filter(|_| is_heard) else { return Vec::new() };
    let now = model.now.mono;
    let elapsed = rehearsal.elapsed(now);
    let planned = sounds::schedule(rehearsal, now, settings.boundary_chimes);
    let from_begin = |at: Mono| (at.saturating_sub(now) + elapsed).as_secs_f64();
    planned.iter().map(|cue| (from_begin(cue.at), f64::from(cue.sound.secs()))).collect()
}

/// What a key does on stage: stops the recording and keeps it; while scoring, drops it, or keeps it after all.
pub(super) fn stop_or_drop(model: &mut Model) -> Vec<Effect> {
    let on_stage = model.rehearsal().map(|rehearsal| (rehearsal.brief.id, rehearsal.watch().is_some()));
    let scored = model.stage.as_ref().and_then(|stage| stage.scored(model.now.mono)).map(|s| s.attempt.id);
    let Some((attempt, runs)) = on_stage.or(scored.map(|id| (id, false))) else { return Vec::new() };
    let Some(tape) = model.recording.tapes.iter_mut().rfind(|tape| tape.attempt == attempt) else {
        return Vec::new();
    };
    if !runs {
        tape.dropped = !tape.dropped;
        let dropped = tape.dropped;
        if let Some(pending) = model.recording.pending.iter_mut().find(|(id, _)| *id == attempt) {
            pending.1 = dropped;
        }
        return Vec::new();
    }
    if std::mem::replace(&mut tape.ended, true) {
        return Vec::new();
    }
    tape.light = Light::Stopped;
    vec![Effect::Record(RecordJob::End)]
}

// -- What the recorder reports ------------------------------------------------------------------

pub(super) fn recorded(model: &mut Model, event: Recorded) -> Vec<Effect> {
    match event {
        Recorded::Microphones(names) => {
            model.recording.microphones = Some(names);
            Vec::new()
        }
        Recorded::Of(number, event) => {
            if model.recording.trial.as_ref().is_some_and(|trial| trial.number == number) {
                listening::tried(model, event);
                return Vec::new();
            }
            of_tape(model, number, event)
        }
    }
}

fn of_tape(model: &mut Model, number: u64, event: RecordEvent) -> Vec<Effect> {
    let Some(at) = model.recording.tapes.iter().position(|tape| tape.number == number) else {
        return Vec::new();
    };
    if let Some(words) = trouble(&event) {
        notices::tell(model, SUBJECT, &words);
    } else if event == RecordEvent::Sounds {
        model
            .notices
            .retain(|notice| notice.subject != SUBJECT || !notice.text.starts_with("The microphone gives"));
    }
    let tape = &mut model.recording.tapes[at];
    let going = if tape.keeping { Light::On } else { Light::Ready };
    match event {
        RecordEvent::Ready { device } => {
            tape.light = going;
            tape.microphone = device;
        }
        RecordEvent::Sounds => tape.light = going,
        RecordEvent::Stalled => tape.light = Light::Stalled,
        RecordEvent::Silent => tape.light = Light::Silent,
        RecordEvent::NotBegun { .. } => {
            tape.light = Light::Failed;
            tape.ended = true;
        }
        RecordEvent::Marked { mark, frame } => return marked(model, at, mark, frame),
        RecordEvent::Broke { why, frames, lost } => {
            tape.light = Light::Failed;
            tape.ended = true;
            return ended(model, at, frames, lost, Some(why));
        }
        RecordEvent::Ended { frames, lost } => {
            let stopped = (tape.light == Light::Stopped).then(|| "You stopped it.".to_owned());
            return ended(model, at, frames, lost, stopped);
        }
        RecordEvent::Level { .. } | RecordEvent::Tried { .. } => {}
    }
    Vec::new()
}

/// Notes where a beat lies. The first one makes the recording known: from then on a crash keeps it.
fn marked(model: &mut Model, tape: usize, mark: u32, frame: u64) -> Vec<Effect> {
    let tape = &model.recording.tapes[tape];
    let beat = usize::try_from(mark).ok().and_then(|mark| tape.marked.get(mark)).copied();
    let (Some(beat), false) = (beat, tape.attempt.is_nil()) else { return Vec::new() };
    let attempt = tape.attempt;
    let known = model.notebook.recording(attempt).cloned();
    let mut recording = known.unwrap_or_else(|| Recording::new(attempt, model.now.wall));
    recording.microphone.clone_from(&tape.microphone);
    recording.other_speech |= tape.other_speech;
    // It goes on.
    recording.cut_short = None;
    recording.marks.push(Mark { at: frame as f64 / f64::from(RATE), beat });
    if !model.recording.pending.iter().any(|(id, _)| *id == attempt) {
        model.recording.pending.push((attempt, false));
    }
    listening::keep(model, recording)
}

/// A recording is over: its length is known, and where the cues lie.
fn ended(model: &mut Model, at: usize, frames: u64, lost: u64, why: Option<String>) -> Vec<Effect> {
    let tape = &model.recording.tapes[at];
    let (attempt, cues) = (tape.attempt, tape.cues.clone());
    let beats = tape.marked.clone();
    // It is shown until the attempt has left the stage.
    if attempt.is_nil() {
        model.recording.tapes.remove(at);
        return Vec::new();
    }
    let Some(mut recording) = model.notebook.recording(attempt).cloned() else { return Vec::new() };
    if frames == 0 {
        model.recording.tapes[at].light = Light::Failed;
        notices::tell(model, SUBJECT, "Nothing was recorded: the microphone gave no sound.");
        return forget(model, attempt);
    }
    recording.frames = frames;
    recording.lost += lost;
    if why.is_some() {
        recording.cut_short = why;
    }
    let secs = recording.secs();
    for (first, cues) in cues {
        // Of a phase that was gone on with after a crash the beginning was marked before.
        let beat = beats.get(first).copied().filter(|beat| !matches!(beat, Beat::Section(_)));
        let begin = recording.marks.iter().find(|mark| match beat {
            Some(beat) => mark.beat == beat,
            None => mark.beat == Beat::Answer,
        });
        let Some(begin) = begin.map(|mark| mark.at) else { continue };
        let next = recording
            .marks
            .iter()
            .filter(|mark| mark.at > begin && matches!(mark.beat, Beat::Answer | Beat::Probe(_)));
        let end = next.map(|mark| mark.at).fold(secs, f64::min);
        for (from, length) in cues {
            let (from, to) = (begin + from, (begin + from + length + CUE_LATE).min(secs));
            if from < end {
                recording.marks.push(Mark { at: from, beat: Beat::NotTheirs });
                recording.marks.push(Mark { at: to, beat: Beat::TheirsAgain });
            }
        }
    }
    recording.marks.sort_by(|a, b| a.at.total_cmp(&b.at));
    model.recording.sounds.insert(attempt, recording.bytes());
    let mut effects = listening::keep(model, recording);
    effects.extend(listening::study(model, attempt));
    effects
}

/// Takes a recording away that nobody has any more, without a step that brings it back.
fn forget(model: &mut Model, attempt: Uuid) -> Vec<Effect> {
    model.recording.pending.retain(|(id, _)| *id != attempt);
    model.recording.sounds.remove(&attempt);
    changes::take_up(model, &Change::remove(Key::Recording(attempt)));
    // Its sound goes too, though nothing may be known of it.
    changes::write_again(model, &Key::Recording(attempt))
}

/// What became of the attempts whose recordings wait: stored, it stays, or is dropped as asked; given up, it goes.
fn settle(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (attempt, dropped) in model.recording.pending.clone() {
        let goes_on = model.recording.tapes.iter().any(|tape| {
            tape.attempt == attempt && model.notebook.recording(attempt).is_some_and(|r| r.frames == 0)
        });
        let stored = model.notebook.attempt(attempt).is_some();
        if stored && !goes_on && !is_scored_now(model, attempt) {
            model.recording.pending.retain(|(id, _)| *id != attempt);
            if dropped {
                effects.extend(drop_recording(model, attempt));
            }
        } else if !stored && !goes_on && !is_alive(model, attempt) {
            effects.extend(forget(model, attempt));
        }
    }
    // A tape whose attempt has left the stage and whose recording is settled is not shown any more.
    let shown = |model: &Model, tape: &Tape| {
        !tape.ended
            || is_alive(model, tape.attempt)
            || is_scored_now(model, tape.attempt)
            || model.recording.pending.iter().any(|(id, _)| *id == tape.attempt)
            || tape.attempt.is_nil()
    };
    let tapes = std::mem::take(&mut model.recording.tapes);
    model.recording.tapes = tapes.into_iter().filter(|tape| shown(model, tape)).collect();
    effects
}

/// Whether the attempt is being scored on stage.
fn is_scored_now(model: &Model, attempt: Uuid) -> bool {
    let scored = model.stage.as_ref().and_then(|stage| stage.scored(model.now.mono));
    scored.is_some_and(|scored| scored.attempt.id == attempt)
}

/// Whether the attempt is still to be stored: on stage, or waiting after a crash or in a mock interview.
fn is_alive(model: &Model, attempt: Uuid) -> bool {
    let on_stage = model.rehearsal().is_some_and(|rehearsal: &Rehearsal| rehearsal.brief.id == attempt);
    let waits = model.recovered.iter().chain(&model.mock.cut_short);
    on_stage || is_scored_now(model, attempt) || waits.into_iter().any(|cut| cut.brief.id == attempt)
}

/// Drops the recording of an attempt, as a step that one takes back.
pub(super) fn drop_recording(model: &mut Model, attempt: Uuid) -> Vec<Effect> {
    if model.notebook.recording(attempt).is_none() {
        return Vec::new();
    }
    let mut effects = listening::stop(model);
    effects.extend(changes::make(model, &Change::remove(Key::Recording(attempt)), Done::RecordingDropped));
    effects
}

/// Takes a recording that was erased for good out of everything.
pub(super) fn erased(model: &mut Model, attempt: Uuid) -> Vec<Effect> {
    let effects = listening::stop(model);
    changes::take_up(model, &Change::remove(Key::Recording(attempt)));
    model.timeline.forget();
    model.recording.sounds.remove(&attempt);
    model.recording.waves.remove(&attempt);
    effects
}

/// What a crash left: lengths that were not noted, recordings of answers that are not there, sound of which nothing is
/// known. Called when a folder has been opened.
pub(super) fn sort_out(model: &mut Model) -> Vec<Effect> {
    if model.data.access != Access::ReadWrite {
        return Vec::new();
    }
    let mut effects = Vec::new();
    let mut gone = 0;
    let known: Vec<Recording> = model.notebook.recordings.clone();
    let sounds: Vec<(Uuid, u64)> = model.recording.sounds.iter().map(|(id, bytes)| (*id, *bytes)).collect();
    for recording in &known {
        let attempt = recording.attempt;
        if model.notebook.attempt(attempt).is_none() {
            if is_alive(model, attempt) {
                model.recording.pending.push((attempt, false));
            } else if !model.recording.tapes.iter().any(|tape| tape.attempt == attempt) {
                effects.extend(forget(model, attempt));
                gone += 1;
            }
        }
    }
    for (attempt, bytes) in sounds {
        let frames = bytes.saturating_sub(44) / 2;
        match known.iter().find(|recording| recording.attempt == attempt) {
            Some(recording) if recording.frames == 0 && frames > 0 => {
                let why = Some("The program was closed while it recorded.".to_owned());
                effects.extend(listening::keep(
                    model,
                    Recording { frames, cut_short: why, ..recording.clone() },
                ));
            }
            Some(_) => {}
            None => match model.notebook.attempt(attempt).map(|attempt| attempt.started) {
                Some(made) => {
                    let marks = vec![Mark { at: 0.0, beat: Beat::Answer }];
                    effects.extend(listening::keep(
                        model,
                        Recording { frames, marks, ..Recording::new(attempt, made) },
                    ));
                }
                None if !is_alive(model, attempt) => {
                    effects.extend(forget(model, attempt));
                    gone += 1;
                }
                None => {}
            },
        }
    }
    if gone > 0 {
        let words = format!(
            "{} no answer any more. What was removed is kept for {} days.",
            if gone == 1 {
                "A recording belonged to".to_owned()
            } else {
                format!("{gone} recordings belonged to")
            },
            super::super::effect::KEPT_DAYS
        );
        notices::tell(model, SUBJECT, &words);
    }
    effects
}
