//! Recording: what a microphone gives, written as it comes.

mod activity;
mod source;
mod take;

pub use activity::{RATE, speech};
pub use source::SourceError;
pub use take::{Take, TakeError};
