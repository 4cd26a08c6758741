//! How numbers and days are written in a chart's words and tables.

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use crate::domain::words::count;

/// "24 Jun 2026".
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// "24 Jun 2026, 18:05".
pub fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %b %Y, %H:%M").to_string()
}

/// "27 s"; whole seconds.
pub fn secs(secs: f64) -> String {
    format!("{secs:.0} s")
}
