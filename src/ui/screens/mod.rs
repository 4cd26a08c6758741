//! One file a screen. A screen reads the model, draws, and puts commands into the outbox.

pub mod banks;
pub mod closed;
pub mod history;
pub mod readiness;
pub mod rehearse;
pub mod score;
pub mod settings;
pub mod stage;
pub mod stories;
pub mod target;
pub mod today;
