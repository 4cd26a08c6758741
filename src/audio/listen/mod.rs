//! Listening back: a stretch of a recording, at a speed, from a file or from memory.
//!
//! A thread named "listener" reads ahead and brings the sound to its speed; the device's own thread only takes what is
//! there. The device is open while something plays and no longer.

// Seconds become frames and levels samples: numbers bounded by the length of a recording, and by a sample's range.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod listener;
mod reel;
mod speaker;

pub use listener::{Clip, Heard, ListenEvent, Listener, Sound, Speed};
