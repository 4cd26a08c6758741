//! The update as a whole: what each action does in each place, and that nothing derived falls behind.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "update/derived.rs"]
mod derived;
#[path = "update/desk.rs"]
mod desk;
#[path = "update/places.rs"]
mod places;
#[path = "update/recording.rs"]
mod recording;
#[path = "update/recording_resumed.rs"]
mod recording_resumed;
#[path = "update/regaining.rs"]
mod regaining;
#[path = "update/undo.rs"]
mod undo;
