//! Recording: what a microphone gives, brought to one rate and written as it comes; and where speech is heard in it.

// Seconds become frames and levels samples: numbers bounded by the length of a recording, and by a sample's range.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod activity;
mod engine;
mod microphone;
mod rate;
mod recorder;
mod source;
mod take;

pub use activity::{RATE, speech, syllables};
pub use engine::{Place, RecordEvent};
pub use recorder::{Recorded, Recorder};
pub use source::SourceError;
pub use take::{Take, TakeError, read};
