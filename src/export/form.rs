//! How a page is written: to print, for a browser, or as text.

use chrono::{DateTime, FixedOffset};
use strum::EnumCount;

use super::page::Page;
use super::pdf::PdfError;
use super::{html, markdown, pdf};

/// The form that a page is written in: PDF, HTML or Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum PageForm {
    /// To print.
    Pdf,
    /// For a browser, in one file.
    Html,
    /// As text.
    Markdown,
}

impl PageForm {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [Self::Pdf, Self::Html, Self::Markdown];

    /// The name shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
        }
    }

    /// The file extension, without the point.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// The bytes of `page`, which says that it was made at `made`.
    ///
    /// # Errors
    /// A PDF that cannot be written.
    pub fn write(self, page: &Page, made: DateTime<FixedOffset>) -> Result<Vec<u8>, PdfError> {
        match self {
            Self::Pdf => pdf::pdf(page, made),
            Self::Html => Ok(html::html(page, made).into_bytes()),
            Self::Markdown => Ok(markdown::markdown(page, made).into_bytes()),
        }
    }
}
