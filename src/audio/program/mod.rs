//! Programs of other people's: named in a line, started as a list of arguments, bounded, and ended with all they started.

mod line;
mod run;

pub(in crate::audio) use line::locate;
pub use line::{OpenQuote, words};
pub(in crate::audio) use run::{Running, Start};
