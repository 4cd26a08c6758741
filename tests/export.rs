//! Charts and pages in every format: whole, safe and the same each time, whatever a person typed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "export/charts.rs"]
mod charts;
#[path = "export/pages.rs"]
mod pages;
#[path = "export/samples.rs"]
mod samples;
