//! The running program: the model, the commands that change it, and the threads it talks to.
//!
//! ```text
//! input → Command → update → Model → screen
//!                     │ ▲
//!              Effect ▼ │ Event
//!            jobs (store, audio, voice, dialogs, theme)
//! ```
//!
//! [`update::update`] is the only place where the model changes. It never waits: what takes time is
//! returned as an [`effect::Effect`], done on a named thread, and reported as an [`effect::Event`].

pub mod action;
pub mod announce;
pub mod asked;
pub mod browse;
pub mod clock;
pub mod command;
pub mod cues;
pub mod effect;
pub mod exporting;
pub mod figures;
pub mod find;
pub mod history;
pub mod importing;
pub mod jobs;
pub mod mock;
pub mod model;
pub mod notes;
pub mod page;
pub mod recording;
pub mod review;
pub mod saving;
pub mod second_scores;
pub mod shown;
mod sounds;
pub mod stage;
pub mod stories;
pub mod theme;
pub mod timeline;
pub mod update;
pub mod voice;
