//! One file a screen. A screen reads the model, draws, and puts commands into the outbox.

pub mod asked;
pub mod bank;
pub mod banks;
pub mod closed;
pub mod find;
pub mod history;
pub mod import;
pub mod mock;
pub mod notes;
pub mod own_bank;
mod principle;
pub mod question;
pub mod readiness;
pub mod rehearse;
pub mod rescore;
pub mod review;
pub mod review_item;
pub mod score;
pub mod settings;
pub mod stage;
pub mod stories;
pub mod takeaway;
pub mod target;
pub mod today;
