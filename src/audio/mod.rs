//! Sound: cues that start on time, whatever the window is doing; and the voice that reads a question aloud.
//!
//! A [`Player`] owns one thread named "audio". It opens the default output when a cue is coming, feeds it an endless
//! silent track, and closes it again about half a minute after the last cue. The device pulls the track; cues are
//! placed on it by sample (`fit` maps the clock to samples, `desk` mixes), so neither a busy or hidden window nor the
//! device's buffer moves one cue against another.
//!
//! ```text
//! Player ──requests──▶ engine (the "audio" thread) ──orders──▶ track ◀──pulls── device
//!                         │ opens, retries, closes               └ desk: fit, schedule, tones
//!                         └──▶ AudioEvent
//! ```
//!
//! A [`Voice`] is a thread of its own, which runs one program after the other and ends them with all they started.
//!
//! Architecture invariant: this room knows nothing of the others, and nothing here is ever waited for by a caller.

mod desk;
mod device;
mod engine;
mod fit;
pub mod listen;
mod player;
pub mod program;
pub mod record;
mod tones;
mod track;
pub mod transcribe;
pub mod voice;

pub use player::{AudioEvent, Cue, Player};
pub use tones::Sound;
pub use voice::{Utterance, Voice, VoiceEvent};
