//! From the attempt's planned moments to sounds on the audio thread.

use crate::audio::{Cue, Sound};
use crate::domain::countdown::Mono;
use crate::domain::rehearsal::{CueKind, Rehearsal};

/// The sounds still to come in the phase that runs. `boundaries` adds the section boundaries.
pub fn schedule(rehearsal: &Rehearsal, now: Mono, boundaries: bool) -> Vec<Cue> {
    rehearsal
        .cues(now, boundaries)
        .into_iter()
        .map(|(at, kind)| {
            let sound = match kind {
                CueKind::LastFifth => Sound::LastFifth,
                CueKind::TimeUp => Sound::TimeUp,
                CueKind::Boundary(_) => Sound::Boundary,
            };
            Cue { at, sound }
        })
        .collect()
}
