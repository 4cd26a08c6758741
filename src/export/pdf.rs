//! A page as a PDF: A4, the bundled typefaces embedded, tagged for screen readers.
//!
//! A character that no bundled typeface has is drawn as U+FFFD, a question mark in a lozenge, and a note
//! on the last sheet says so; copied from the file it is still the character that was meant.

mod layout;
mod paint;
mod table;

use chrono::{DateTime, FixedOffset};
use krilla::configure::Configuration;

use super::page::Page;

/// Why a PDF cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A bundled typeface cannot be read.
    #[error("a typeface that comes with the program cannot be read; take the page as HTML instead")]
    Typeface,
    /// The writer refused.
    #[error("the PDF cannot be written: {0}; take the page as HTML instead")]
    Writer(String),
}

/// Writes `page` as a PDF that says it was made at `made`. The same page and moment give the same bytes.
///
/// # Errors
/// Where the PDF writer refuses what it is given.
pub fn pdf(page: &Page, made: DateTime<FixedOffset>) -> Result<Vec<u8>, PdfError> {
    paint::paint(page, &layout::lay_out(page), made, Configuration::default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
