//! Pages to take away, as the window shows them: it draws the value and knows none of the formats.

pub use crate::export::page::{Block, Page};
