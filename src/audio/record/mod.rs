//! Recording: what a microphone gives, brought to one rate and written as it comes; and where speech is heard in it.

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
