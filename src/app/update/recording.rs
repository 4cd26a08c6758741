//! Recording: begun, held and ended as the stage goes; kept with its answer, listened to, written down.

use std::time::Duration;

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

/// How long a microphone may take to open before that is told.
const OPENING: Duration = Duration::from_secs(2);
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
    let wish = wish(model);
    let mut effects = end_others(model, wish.as_ref().map(|wish| wish.attempt));
    if let Some(wish) = wish {
        effects.extend(begin_anew(model, &wish));
        effects.extend(begin(model, &wish));
        effects.extend(keep_or_hold(model, &wish));
        effects.extend(mark(model, &wish));
        watch_opening(model);
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

/// Ends what is of another attempt than the one that is wanted.
fn end_others(model: &mut Model, wanted: Option<Uuid>) -> Vec<Effect> {
    let (mut effects, mut was_unused) = (Vec::new(), false);
    for tape in &mut model.recording.tapes {
        if !tape.ended && Some(tape.attempt) != wanted {
            tape.ended = true;
            was_unused |= model.notebook.recording(tape.attempt).is_none();
            effects.push(Effect::Record(RecordJob::End));
        }
    }
    if was_unused {
        // Left before a word was kept: that nothing was heard while thinking is nobody's loss.
        no_longer_silent(model);
    }
    effects
}

/// Asked anew: what was answered is dropped, and its recording with it.
fn begin_anew(model: &mut Model, wish: &Wish) -> Vec<Effect> {
    let was_begun = model.notebook.recording(wish.attempt).is_some()
        || model.recording.tape(wish.attempt).is_some_and(|tape| tape.place.is_some());
    if wish.place != Place::Think || !was_begun {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for tape in model.recording.tapes.iter_mut().filter(|tape| tape.attempt == wish.attempt) {
        if !std::mem::replace(&mut tape.ended, true) {
            effects.push(Effect::Record(RecordJob::End));
        }
        // What it still reports is of nobody.
        tape.attempt = Uuid::nil();
    }
    effects.extend(forget(model, wish.attempt));
    effects
}

/// Begins a recording, or goes on with one that ended when the answer left the stage; not with one that was stopped or
/// failed.
fn begin(model: &mut Model, wish: &Wish) -> Option<Effect> {
    let attempt = wish.attempt;
    let goes_on = |tape: &Tape| !tape.ended || matches!(tape.light, Light::Stopped | Light::Failed);
    if model.recording.tape(attempt).is_some_and(goes_on) {
        return None;
    }
    let settings = model.notebook.profile.settings.record.clone();
    if !settings.on || model.data.access != Access::ReadWrite {
        return None;
    }
    let taken: u64 = model.recording.sounds.values().sum();
    let has_room = taken < settings.budget();
    model.recording.last += 1;
    let number = model.recording.last;
    let known = model.notebook.recording(attempt).cloned();
    model.recording.tapes.retain(|tape| tape.attempt != attempt);
    model.recording.tapes.push(Tape {
        number,
        attempt,
        keeping: false,
        ended: !has_room,
        place: None,
        marked: Vec::new(),
        cues: Vec::new(),
        moments: model.rehearsal().map_or(0, |rehearsal| rehearsal.moments.len()),
        microphone: String::new(),
        other_speech: model.recording.screen_reader && !settings.headphones,
        began: model.now.mono,
        before: known.as_ref().map_or(0, |known| known.frames),
        light: if has_room { Light::Opening } else { Light::Failed },
    });
    if !has_room {
        let words = format!(
            "Your recordings take {} MB of the {} MB that you set, so this answer is not recorded. Drop some, or raise it under Settings.",
            megabytes(taken),
            settings.budget_mb
        );
        notices::tell(model, SUBJECT, &words);
        return None;
    }
    let microphone = Some(settings.microphone).filter(|name| !name.is_empty());
    Some(Effect::Record(RecordJob::Begin { number, attempt, microphone }))
}

/// Sound is kept while the clock of the answer or of a follow-up runs.
fn keep_or_hold(model: &mut Model, wish: &Wish) -> Option<Effect> {
    let tape = model.recording.tape_mut(wish.attempt).filter(|tape| !tape.ended)?;
    let keeps = wish.runs && wish.place != Place::Think;
    if keeps == tape.keeping {
        return None;
    }
    tape.keeping = keeps;
    if matches!(tape.light, Light::On | Light::Paused | Light::Ready) {
        tape.light = tape.fine();
    }
    Some(Effect::Record(if keeps { RecordJob::Keep } else { RecordJob::Hold }))
}

/// What lies where is marked once it is kept.
fn mark(model: &mut Model, wish: &Wish) -> Vec<Effect> {
    let cues = cues(model);
    let moments = model.rehearsal().map_or(0, |rehearsal| rehearsal.moments.len());
    let known = model.notebook.recording(wish.attempt).map_or(&[][..], |known| &known.marks).to_vec();
    let Some(tape) = model.recording.tape_mut(wish.attempt).filter(|tape| !tape.ended && tape.keeping) else {
        return Vec::new();
    };
    // Gone on with, it has what was marked before.
    let is_known = |beat: Beat| known.iter().any(|mark| mark.beat == beat);
    let mut beats = Vec::new();
    let before = tape.place.replace(wish.place);
    match (before, wish.place) {
        (Some(Place::Answer(was)), Place::Answer(is)) => {
            beats.extend(is.filter(|_| was != is).map(Beat::Section));
        }
        (_, Place::Answer(is)) => {
            beats.extend(Some(Beat::Answer).filter(|beat| !is_known(*beat)));
            let last = known.iter().rev().find_map(|mark| mark.beat.section());
            beats.extend(is.filter(|is| last != Some(*is)).map(Beat::Section));
            tape.cues.push((Beat::Answer, cues));
        }
        (Some(Place::Probe(was)), Place::Probe(is)) if was == is => {}
        (_, Place::Probe(index)) => {
            beats.extend(Some(Beat::Probe(index)).filter(|beat| !is_known(*beat)));
            tape.cues.push((Beat::Probe(index), cues));
        }
        (_, Place::Think) => {}
    }
    if moments > tape.moments {
        beats.push(Beat::Moment);
    }
    tape.moments = moments;
    let mut effects = Vec::new();
    for beat in beats {
        let number = u32::try_from(tape.marked.len()).unwrap_or(u32::MAX);
        tape.marked.push(beat);
        effects.push(Effect::Record(RecordJob::Mark(number)));
    }
    effects
}

/// A microphone that does not even open says nothing of itself.
fn watch_opening(model: &mut Model) {
    let now = model.now.mono;
    let waits = |tape: &&mut Tape| {
        !tape.ended && tape.light == Light::Opening && now.saturating_sub(tape.began) >= OPENING
    };
    if let Some(tape) = model.recording.tapes.iter_mut().find(waits) {
        tape.light = Light::Stalled;
        if let Some(words) = trouble(&RecordEvent::Stalled) {
            notices::tell(model, SUBJECT, &words);
        }
    }
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
    let scored = model.stage.as_ref().and_then(|stage| stage.scored(model.now.mono)).map(|s| s.attempt.id);
    if let Some(attempt) = scored {
        // Only what is there can be dropped.
        if !model.recording.dropped.remove(&attempt) && model.notebook.recording(attempt).is_some() {
            model.recording.dropped.insert(attempt);
        }
        return Vec::new();
    }
    let Some(attempt) = model.rehearsal().map(|rehearsal| rehearsal.brief.id) else { return Vec::new() };
    let Some(tape) = model.recording.tape_mut(attempt).filter(|tape| !tape.ended) else { return Vec::new() };
    (tape.ended, tape.light) = (true, Light::Stopped);
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
        no_longer_silent(model);
    }
    let tape = &mut model.recording.tapes[at];
    let going = tape.fine();
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

/// Takes back what was told of a microphone without sound.
fn no_longer_silent(model: &mut Model) {
    model
        .notices
        .retain(|notice| notice.subject != SUBJECT || !notice.text.starts_with("The microphone gives"));
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
    recording.marks.push(Mark { at: frame as f64 / f64::from(RATE), beat });
    // It goes on: how long it is, and how it sounds, is known when it ends.
    recording.frames = 0;
    (recording.cut_short, recording.speech, recording.syllables) = (None, None, None);
    model.recording.waves.remove(&attempt);
    model.recording.pending.insert(attempt);
    listening::keep(model, recording)
}

/// A recording is over: its length is known, and where the cues lie.
fn ended(model: &mut Model, at: usize, frames: u64, lost: u64, why: Option<String>) -> Vec<Effect> {
    let tape = &model.recording.tapes[at];
    let (attempt, cues, before) = (tape.attempt, tape.cues.clone(), tape.before);
    // It is shown until the attempt has left the stage.
    if attempt.is_nil() {
        model.recording.tapes.remove(at);
        return Vec::new();
    }
    let Some(mut recording) = model.notebook.recording(attempt).cloned() else { return Vec::new() };
    // Gone on with and not kept any further, it is as it was.
    let frames = if frames == 0 { before } else { frames };
    if frames == 0 {
        model.recording.tapes[at].light = Light::Failed;
        notices::tell(model, SUBJECT, "Nothing was recorded: the microphone gave no sound.");
        return forget(model, attempt);
    }
    recording.frames = frames;
    recording.lost = recording.lost.saturating_add(lost);
    recording.cut_short = why.or(recording.cut_short);
    (recording.speech, recording.syllables) = (None, None);
    for (beat, cues) in cues {
        lay(&mut recording, beat, &cues);
    }
    recording.marks.sort_by(|a, b| a.at.total_cmp(&b.at));
    model.recording.sounds.insert(attempt, recording.bytes());
    model.recording.waves.remove(&attempt);
    model.recording.studying.retain(|id| *id != attempt);
    let mut effects = listening::keep(model, recording);
    effects.extend(listening::study(model, attempt));
    effects
}

/// Marks where the cues of the phase that began with `beat` sounded.
fn lay(recording: &mut Recording, beat: Beat, cues: &[(f64, f64)]) {
    let secs = recording.secs();
    let Some(begin) = recording.marks.iter().find(|mark| mark.beat == beat).map(|mark| mark.at) else {
        return;
    };
    let phases = recording.marks.iter().filter(|mark| matches!(mark.beat, Beat::Answer | Beat::Probe(_)));
    let end = phases.map(|mark| mark.at).filter(|at| *at > begin).fold(secs, f64::min);
    for (from, length) in cues {
        let (from, to) = (begin + from, (begin + from + length + CUE_LATE).min(secs));
        if from < end {
            recording.marks.push(Mark { at: from, beat: Beat::NotTheirs });
            recording.marks.push(Mark { at: to, beat: Beat::TheirsAgain });
        }
    }
}

/// Takes a recording away that nobody has any more, without a step that brings it back.
fn forget(model: &mut Model, attempt: Uuid) -> Vec<Effect> {
    model.recording.pending.remove(&attempt);
    model.recording.dropped.remove(&attempt);
    model.recording.sounds.remove(&attempt);
    changes::take_up(model, &Change::remove(Key::Recording(attempt)));
    // Its sound goes too, though nothing may be known of it.
    changes::write_again(model, &Key::Recording(attempt))
}

/// What became of the attempts whose recordings wait: stored, it stays; given up, it goes. What was to be dropped is dropped
/// once its answer is stored and left.
fn settle(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    for attempt in model.recording.pending.clone() {
        if is_recorded_now(model, attempt) || is_alive(model, attempt) {
            continue;
        }
        model.recording.pending.remove(&attempt);
        if model.notebook.attempt(attempt).is_none() {
            effects.extend(forget(model, attempt));
        }
    }
    for attempt in model.recording.dropped.clone() {
        if !is_recorded_now(model, attempt) && !is_alive(model, attempt) {
            model.recording.dropped.remove(&attempt);
            effects.extend(drop_recording(model, attempt));
        }
    }
    // A tape whose attempt has left the stage is not shown any more, once it has told its last.
    let tapes = std::mem::take(&mut model.recording.tapes);
    let stays = |tape: &Tape| {
        !tape.ended
            || is_alive(model, tape.attempt)
            || is_recorded_now_of(tape, model)
            || tape.attempt.is_nil()
    };
    let kept: Vec<Tape> = tapes.into_iter().filter(stays).collect();
    model.recording.tapes = kept;
    effects
}

/// Whether the recording of this attempt has not told its length yet.
fn is_recorded_now(model: &Model, attempt: Uuid) -> bool {
    model.recording.tape(attempt).is_some_and(|tape| is_recorded_now_of(tape, model))
}

fn is_recorded_now_of(tape: &Tape, model: &Model) -> bool {
    model.notebook.recording(tape.attempt).is_some_and(|recording| recording.frames == 0)
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

/// What a crash left: lengths that were not noted, and sound of a stored answer of which nothing is known. Called when a
/// folder has been opened. What belongs to no answer here is left alone: its answer may be on its way from another
/// computer.
pub(super) fn sort_out(model: &mut Model) -> Vec<Effect> {
    if model.data.access != Access::ReadWrite {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for (attempt, bytes) in model.recording.sounds.clone() {
        let frames = recording::frames_in(bytes);
        if model.recording.tape(attempt).is_some() || frames == 0 {
            continue;
        }
        match model.notebook.recording(attempt).cloned() {
            Some(known) if known.frames == frames => {}
            Some(known) => {
                let why = Some("The program was closed while it recorded.".to_owned());
                let found = Recording { frames, cut_short: why, speech: None, syllables: None, ..known };
                effects.extend(listening::keep(model, found));
            }
            None => {
                if let Some(made) = model.notebook.attempt(attempt).map(|attempt| attempt.started) {
                    let marks = vec![Mark { at: 0.0, beat: Beat::Answer }];
                    let found = Recording { frames, marks, ..Recording::new(attempt, made) };
                    effects.extend(listening::keep(model, found));
                }
            }
        }
    }
    let waiting: Vec<Uuid> = model.notebook.recordings.iter().map(|recording| recording.attempt).collect();
    for attempt in waiting {
        if model.notebook.attempt(attempt).is_none() && is_alive(model, attempt) {
            model.recording.pending.insert(attempt);
        }
    }
    effects
}
