//! Recording: what a microphone gives, written as it comes.

mod activity;
mod engine;
mod microphone;
mod recorder;
mod source;
mod take;

pub use activity::{RATE, speech};
pub use engine::{Meter, RecordEvent};
pub use microphone::microphones;
pub use recorder::Recorder;
pub use source::SourceError;
pub use take::{Take, TakeError};
