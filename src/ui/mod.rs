//! The window: reads the model, draws it, and returns commands. It never changes the model.

pub mod attention;
pub mod bindings;
pub mod fonts;
pub mod keys;
pub mod modals;
pub mod screens;
pub mod shell;
pub mod tokens;
pub mod widgets;

use crate::app::command::Command;

/// Where a screen puts the commands it sends.
pub type Outbox = Vec<Command>;
