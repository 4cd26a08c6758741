//! What the screens show, read off the model; nothing here changes it.

pub mod announce;
pub mod banks;
pub mod figures;
pub mod mock;
pub mod palette;
pub mod recording;
pub mod route;
mod stage;
pub mod suggestion;
