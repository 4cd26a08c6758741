//! Listening to recordings, trying the microphone, looking recordings through and having them written down.

use std::time::Duration;

use uuid::Uuid;

use crate::audio::listen::{Heard, ListenEvent};
use crate::audio::record::RecordEvent;
use crate::audio::transcribe::TranscribeEvent;
use crate::domain::countdown::Mono;
use crate::domain::notebook::{Change, Entry, Key};
use crate::domain::recording::delivery::Span;
use crate::domain::recording::transcript::{self, Transcript};
use crate::domain::recording::{RATE, Recording, told, usual};
use crate::store::Access;

use super::super::effect::Effect;
use super::super::model::{Model, Screen};
use super::super::recording::{
    ListenJob, Listening, MicrophoneTrial, Playing, RecordJob, RecordingCommand, Studied, TRIAL_SECS,
    TranscribeJob, WritingDown,
};
use super::super::timeline::Done;
use super::{changes, notices, writes};

/// The subject of what is told about recordings.
pub(super) const SUBJECT: &str = "Recording";

/// Stores a recording as it is now; no step that one takes back.
pub(super) fn keep(model: &mut Model, recording: Recording) -> Vec<Effect> {
    let applied = changes::take_up(model, &Change::put(recording));
    // Where nothing can be saved it is known for as long as the window is open.
    if model.data.access == Access::ReadWrite { writes::write(model, &applied.keys) } else { Vec::new() }
}

/// After each command: what nobody sees does not play, a trial ends in time, what is open is looked through.
pub(super) fn follow(model: &mut Model) -> Vec<Effect> {
    let mut effects = leave_unheard(model);
    turn_page(model);
    let is_stale = std::mem::take(&mut model.recording.stale);
    if is_stale {
        model.recording.told = usual::told(&model.notebook.recordings);
    }
    work_out_facts(model, is_stale);
    effects.extend(end_trial(model));
    effects.extend(study_open(model));
    effects
}

// -- Trying the microphone -----------------------------------------------------------------------

fn try_microphone(model: &mut Model) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let mut effects = stop(model);
    model.recording.last += 1;
    let number = model.recording.last;
    model.recording.trial = Some(MicrophoneTrial { number, going: true, ..MicrophoneTrial::default() });
    model.recording.trial_ends = Some(model.now.mono + Duration::from_secs(TRIAL_SECS));
    let microphone = Some(model.notebook.profile.settings.record.microphone.clone());
    effects.push(Effect::Record(RecordJob::Try { number, microphone: microphone.filter(|m| !m.is_empty()) }));
    effects
}

/// Ends the trial when its time is over, or its screen was left.
fn end_trial(model: &mut Model) -> Vec<Effect> {
    let now = model.now.mono;
    let left = model.screen != Screen::Settings || model.is_on_stage();
    let Some(ends) = model.recording.trial_ends else { return Vec::new() };
    if ends > now && !left {
        return Vec::new();
    }
    model.recording.trial_ends = None;
    // On stage another recording has begun, which ended this one.
    let ends_itself = model.recording.tapes.iter().any(|tape| !tape.ended);
    if ends_itself { Vec::new() } else { vec![Effect::Record(RecordJob::End)] }
}

/// What the recorder reports of the trial.
pub(super) fn tried(model: &mut Model, event: RecordEvent) {
    let now = model.now.mono;
    let Some(trial) = &mut model.recording.trial else { return };
    match event {
        // Five seconds from its first sound.
        RecordEvent::Ready { .. } if trial.going => {
            model.recording.trial_ends = Some(now + Duration::from_secs(TRIAL_SECS));
        }
        RecordEvent::Level { per_mille } => {
            trial.level = f32::from(per_mille) / 1000.0;
            trial.loudest = trial.loudest.max(trial.level);
        }
        RecordEvent::Tried { frames } => {
            (trial.going, trial.level) = (false, 0.0);
            trial.heard = Some(frames);
        }
        RecordEvent::NotBegun { why } | RecordEvent::Broke { why, .. } => {
            (trial.going, trial.level) = (false, 0.0);
            trial.why = format!("The microphone could not be tried: {why}.");
            model.recording.trial_ends = None;
        }
        RecordEvent::Stalled => "The microphone gives no sound yet.".clone_into(&mut trial.why),
        RecordEvent::Ready { .. }
        | RecordEvent::Silent
        | RecordEvent::Sounds
        | RecordEvent::Marked { .. }
        | RecordEvent::Ended { .. } => {}
    }
}

fn hear_trial(model: &mut Model) -> Vec<Effect> {
    let Some(heard) = model.recording.trial.as_ref().and_then(|trial| trial.heard.clone()) else {
        return Vec::new();
    };
    let span = Span::new(0.0, heard.len() as f64 / f64::from(RATE));
    play(model, None, Playing::Trial(heard), span)
}

// -- Listening -----------------------------------------------------------------------------------

fn play(model: &mut Model, attempt: Option<Uuid>, what: Playing, span: Span) -> Vec<Effect> {
    model.recording.last += 1;
    let number = model.recording.last;
    model.recording.listening = Some(Listening { number, attempt, span, at: span.start });
    vec![Effect::Listen(ListenJob::Play { number, what, span, speed: model.recording.speed })]
}

/// Stops what is played.
pub(super) fn stop(model: &mut Model) -> Vec<Effect> {
    let Some(listening) = model.recording.listening.take() else { return Vec::new() };
    if let Some(attempt) = listening.attempt {
        model.recording.places.insert(attempt, listening.at);
    }
    vec![Effect::Listen(ListenJob::Stop)]
}

/// Nothing plays where nobody sees it: on stage, and where another answer is looked at.
fn leave_unheard(model: &mut Model) -> Vec<Effect> {
    let Some(listening) = &model.recording.listening else { return Vec::new() };
    let is_seen = match listening.attempt {
        None => model.screen == Screen::Settings,
        Some(attempt) => {
            let open = model.history.open.as_ref().map(|open| open.id);
            let again = model.rescoring.as_ref().map(|again| again.attempt);
            (model.screen == Screen::History
                && (open == Some(attempt) || model.recording.compared == Some(attempt)))
                || again == Some(attempt)
        }
    };
    if is_seen && !model.is_on_stage() { Vec::new() } else { stop(model) }
}

pub(super) fn heard(model: &mut Model, heard: Heard) {
    let Some(listening) = model.recording.listening.as_mut().filter(|l| l.number == heard.number) else {
        return;
    };
    let attempt = listening.attempt;
    match heard.event {
        ListenEvent::Began => {}
        ListenEvent::At { millis } => listening.at = millis as f64 / 1000.0,
        ListenEvent::Ended => {
            // The next time it begins again.
            if let Some(attempt) = attempt {
                model.recording.places.remove(&attempt);
            }
            model.recording.listening = None;
        }
        ListenEvent::Failed { why } => {
            model.recording.listening = None;
            notices::tell(model, SUBJECT, &format!("It cannot be played: {why}."));
        }
    }
}

/// What is asked for about a recording while it is listened to.
pub(super) fn apply(model: &mut Model, command: RecordingCommand) -> Vec<Effect> {
    match command {
        RecordingCommand::Play(attempt, span) => {
            if model.is_on_stage() {
                return Vec::new();
            }
            play(model, Some(attempt), Playing::Attempt(attempt), span)
        }
        RecordingCommand::Seek(attempt, at) => seek(model, attempt, at),
        RecordingCommand::Stop => stop(model),
        RecordingCommand::SetSpeed(speed) => {
            model.recording.speed = speed;
            let plays = model.recording.listening.is_some();
            plays.then_some(Effect::Listen(ListenJob::Speed(speed))).into_iter().collect()
        }
        RecordingCommand::TryMicrophone => try_microphone(model),
        RecordingCommand::HearTrial => hear_trial(model),
        RecordingCommand::ListMicrophones => vec![Effect::Record(RecordJob::List)],
        RecordingCommand::WriteDown(attempt) => write_down(model, attempt),
        RecordingCommand::CancelWriting => vec![Effect::Transcribe(TranscribeJob::Cancel)],
        RecordingCommand::Mend(mending) => {
            model.recording.mending = mending;
            Vec::new()
        }
        RecordingCommand::SetTranscript(attempt, text) => {
            set_transcript(model, attempt, text);
            Vec::new()
        }
        RecordingCommand::DropTranscript(attempt) => {
            let Some(recording) = model.notebook.recording(attempt).cloned() else {
                return Vec::new();
            };
            model.recording.mending = false;
            let without = Recording { transcript: None, ..recording };
            changes::make(model, &Change::put(without), Done::TranscriptDropped)
        }
        // Done where recordings are kept.
        RecordingCommand::Drop(_) => Vec::new(),
        RecordingCommand::Compare(with) => {
            let mut effects = stop(model);
            model.recording.compared = with;
            effects.extend(with.map_or(Vec::new(), |with| study(model, with)));
            effects
        }
        RecordingCommand::ScreenReader(on) => {
            model.recording.screen_reader = on;
            Vec::new()
        }
    }
}

fn seek(model: &mut Model, attempt: Uuid, at: f64) -> Vec<Effect> {
    let Some(secs) = model.notebook.recording(attempt).map(Recording::secs) else {
        return Vec::new();
    };
    let at = at.clamp(0.0, secs);
    if model.recording.playing(attempt).is_some() {
        return play(model, Some(attempt), Playing::Attempt(attempt), Span::new(at, secs));
    }
    model.recording.places.insert(attempt, at);
    Vec::new()
}

// -- Looking through, and writing down -------------------------------------------------------------

/// Another answer's page begins with its own text as it stands, compared with nothing.
fn turn_page(model: &mut Model) {
    let open = model.history.open.as_ref().map(|open| open.id);
    if open != model.recording.page {
        model.recording.page = open;
        (model.recording.mending, model.recording.compared) = (false, None);
    }
}

/// What the transcript of the open answer tells. A program may write much: no frame goes through its words.
fn work_out_facts(model: &mut Model, is_stale: bool) {
    let open = model.history.open.as_ref();
    let story = open.and_then(|open| open.story.as_deref()).and_then(|story| model.notebook.story(story));
    let of = open.map(|open| (open.id, story.map(|story| story.changed)));
    if is_stale || of != model.recording.facts_of {
        let recording = open.and_then(|open| model.notebook.recording(open.id));
        model.recording.facts = recording.and_then(|recording| told::told(recording, story));
        model.recording.facts_of = of;
    }
}

/// Has the open recordings looked through that were not yet.
fn study_open(model: &mut Model) -> Vec<Effect> {
    let open = model.history.open.as_ref().map(|open| open.id).filter(|_| model.screen == Screen::History);
    let again = model.rescoring.as_ref().map(|again| again.attempt);
    let compared = model.recording.compared.filter(|_| open.is_some());
    open.into_iter().chain(again).chain(compared).flat_map(|id| study(model, id)).collect()
}

/// Has a recording looked through, if it was not.
pub(super) fn study(model: &mut Model, attempt: Uuid) -> Vec<Effect> {
    let view = &mut model.recording;
    let is_new = !view.waves.contains_key(&attempt) && !view.studying.contains(&attempt);
    let is_over = model.notebook.recording(attempt).is_some_and(|recording| recording.frames > 0);
    if !is_new || !is_over || !view.sounds.contains_key(&attempt) {
        return Vec::new();
    }
    view.studying.push(attempt);
    vec![Effect::Study(attempt)]
}

pub(super) fn studied(model: &mut Model, studied: Studied) -> Vec<Effect> {
    let attempt = studied.attempt;
    match studied.found {
        Ok(found) => {
            model.recording.studying.retain(|id| *id != attempt);
            model.recording.waves.insert(attempt, found.bars);
            let known = model.notebook.recording(attempt).cloned();
            match known.filter(|known| known.speech.is_none()) {
                Some(mut known) => {
                    known.syllables = Some(known.count_in_answer(&found.syllables));
                    known.speech = Some(found.speech);
                    keep(model, known)
                }
                None => Vec::new(),
            }
        }
        // It stays among those that were tried.
        Err(why) => {
            model.recording.unreadable.insert(attempt);
            notices::tell(model, SUBJECT, &format!("A recording cannot be looked through: {why}."));
            Vec::new()
        }
    }
}

fn write_down(model: &mut Model, attempt: Uuid) -> Vec<Effect> {
    let Some(recording) = model.notebook.recording(attempt) else { return Vec::new() };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // hours at most
    let secs = recording.secs().ceil() as u64;
    let command = model.notebook.profile.settings.record.command.clone();
    model.recording.last += 1;
    let number = model.recording.last;
    model.recording.writing = Some(WritingDown { number, attempt });
    vec![Effect::Transcribe(TranscribeJob::Write { number, attempt, command, secs })]
}

pub(super) fn transcribed(model: &mut Model, event: TranscribeEvent) -> Vec<Effect> {
    match event {
        TranscribeEvent::Found { program } => {
            model.recording.program = Some(program);
            Vec::new()
        }
        TranscribeEvent::Started { .. } => Vec::new(),
        TranscribeEvent::Stopped { number } => {
            model.recording.writing.take_if(|writing| writing.number == number);
            Vec::new()
        }
        TranscribeEvent::Failed { number, why } => {
            if model.recording.writing.take_if(|writing| writing.number == number).is_some() {
                notices::tell(
                    model,
                    "Transcript",
                    &format!("It was not written down: {why} The recording is as it was."),
                );
            }
            Vec::new()
        }
        TranscribeEvent::Done { number, program, written } => {
            let Some(writing) = model.recording.writing.take_if(|writing| writing.number == number) else {
                return Vec::new();
            };
            let Some(recording) = model.notebook.recording(writing.attempt).cloned() else {
                return Vec::new();
            };
            let heard = written
                .timed
                .into_iter()
                .map(|timed| transcript::Heard { span: Span::new(timed.from, timed.to), text: timed.text });
            let transcript = Transcript {
                text: written.text,
                heard: heard.collect(),
                program,
                made: model.now.wall,
                verbatim: model.notebook.profile.settings.record.verbatim,
            };
            let with = Recording { transcript: Some(transcript), ..recording };
            changes::make(model, &Change::put(with), Done::Transcribed)
        }
    }
}

fn set_transcript(model: &mut Model, attempt: Uuid, text: String) {
    let Some(Entry::Recording(mut recording)) = model.notebook.get(&Key::Recording(attempt)) else {
        return;
    };
    if let Some(transcript) = &mut recording.transcript {
        transcript.text = text;
        changes::type_in(model, &Change::put(*recording), Done::TranscriptMended);
    }
}

/// Asks what would write down, after it was changed or may have been.
pub(super) fn look_for(model: &Model) -> Effect {
    Effect::Transcribe(TranscribeJob::Find(model.notebook.profile.settings.record.command.clone()))
}

/// When the trial ends.
pub(super) fn next_tick(model: &Model) -> Option<Mono> {
    model.recording.trial_ends
}
