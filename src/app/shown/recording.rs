//! What is told of recording on stage, in words.

use super::super::model::Model;
use super::super::recording::{Light, Tape};

impl Model {
    /// Whether what is said is recorded, in words for before one begins.
    pub fn recorded_words(&self) -> &'static str {
        if self.notebook.profile.settings.record.on {
            "your answers are recorded, on this computer alone"
        } else {
            "nothing is recorded"
        }
    }

    /// The recording of what is on stage: of the answer that runs, or the one that is scored.
    pub fn tape_on_stage(&self) -> Option<&Tape> {
        let stage = self.stage.as_ref()?;
        let runs = stage.rehearsal().map(|rehearsal| rehearsal.brief.id);
        let scored = stage.scored(self.now.mono).map(|scored| scored.attempt.id);
        self.recording.tape(scored.or(runs)?)
    }

    /// What the stage says of recording, with its sign; nothing where nothing records.
    pub fn recording_text(&self) -> &'static str {
        let scored = self.stage.as_ref().and_then(|stage| stage.scored(self.now.mono)).map(|s| s.attempt.id);
        let tape = self.tape_on_stage();
        let Some(attempt) = scored.or(tape.map(|tape| tape.attempt)) else { return "" };
        let is_there = self.notebook.recording(attempt).is_some();
        let (is_scored, is_dropped) = (scored.is_some(), self.recording.dropped.contains(&attempt));
        // Nothing is said of an answer that was never to be recorded.
        if tape.is_none() && !is_there {
            return "";
        }
        match tape.map_or(&Light::Ready, |tape| &tape.light) {
            _ if is_scored && !is_there => "Not recorded",
            _ if is_scored && is_dropped => "The recording will be dropped; V keeps it",
            _ if is_scored => "✓ Recorded; V drops it",
            Light::Failed => "Not recorded any more",
            Light::Opening => "Opening the microphone…",
            Light::Ready => "Ready to record; V stops it",
            Light::On => "Recording; V stops it",
            Light::Paused => "Recording waits",
            Light::Stalled => "△ No sound from the microphone",
            Light::Silent => "△ Only silence from the microphone",
            Light::Stopped if is_there => "Recording stopped; it is kept",
            Light::Stopped => "Recording stopped",
        }
    }
}
