//! From data to series ready to draw, and the palette as plain RGB. Windows and exports draw the same series.

pub mod calibration;
pub mod figure;
pub mod over_time;
pub mod palette;
