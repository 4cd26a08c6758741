//! The window: opens it, and runs the application in it. Above `ui/` and `app/`, which know nothing of it.

pub mod application;
pub mod held;
pub mod identity;
pub mod open;
