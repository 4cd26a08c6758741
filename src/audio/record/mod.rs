//! Recording: what a microphone gives, written as it comes.

mod take;

pub use take::{Take, TakeError};
