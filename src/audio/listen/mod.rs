//! Listening back: a stretch of a recording, at a speed, from a file or from memory.
//!
//! A thread named "listener" reads ahead and brings the sound to its speed; the device's own thread only takes what is
//! there. The device is open while something plays and no longer.

mod listener;
mod reel;
mod speaker;

pub use listener::{Clip, Heard, ListenEvent, Listener, Sound, Speed};
