//! Recording: what a microphone gives, written as it comes.

mod activity;
mod engine;
mod source;
mod take;

pub use activity::{RATE, speech};
pub use engine::{Meter, RecordEvent};
pub use source::SourceError;
pub use take::{Take, TakeError};
