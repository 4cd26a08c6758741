//! From data to series ready to draw, and the palette as plain RGB. Windows and exports draw the same series.

#![warn(clippy::disallowed_methods)]

pub mod axis;
pub mod calendar;
pub mod calibration;
pub mod coverage;
pub mod depth;
pub mod dimensions;
pub mod figure;
pub mod over_time;
pub mod palette;
pub mod range;
pub mod sections;
#[cfg(test)]
mod testing;
pub mod typefaces;
pub mod words;
