//! Recording: what a microphone gives, written as it comes.

mod activity;
mod take;

pub use activity::{RATE, speech};
pub use take::{Take, TakeError};
