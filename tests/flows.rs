//! Whole flows through the window, by role and label, over a real store and a made-up clock.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

#[path = "flows/asked.rs"]
mod asked;
#[path = "flows/banks.rs"]
mod banks;
#[path = "flows/calibration.rs"]
mod calibration;
#[path = "flows/calm.rs"]
mod calm;
#[path = "flows/drill.rs"]
mod drill;
#[path = "flows/faults.rs"]
mod faults;
#[path = "flows/imports.rs"]
mod imports;
#[path = "flows/interviews.rs"]
mod interviews;
#[path = "flows/keyboard.rs"]
mod keyboard;
#[path = "flows/mock.rs"]
mod mock;
#[path = "flows/mock_pacing.rs"]
mod mock_pacing;
#[path = "flows/mock_screens.rs"]
mod mock_screens;
#[path = "flows/plan.rs"]
mod plan;
#[path = "flows/questions.rs"]
mod questions;
#[path = "flows/readiness.rs"]
mod readiness;
#[path = "flows/recording.rs"]
mod recording;
#[path = "flows/screens.rs"]
mod screens;
#[path = "flows/stories.rs"]
mod stories;
#[path = "flows/takeaway.rs"]
mod takeaway;
#[path = "flows/voice.rs"]
mod voice;
