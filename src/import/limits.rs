//! What an import may cost at most, and the errors that say so in words a person can act on.

use thiserror::Error;

/// Most bytes of one file: 32 MiB, a thousand times a thick preparation packet.
pub const MAX_BYTES: usize = 32 << 20;
/// Most blocks read from one file; what follows is left out with a warning. A 10 MB packet has some 200,000.
pub const MAX_BLOCKS: usize = 400_000;
/// Most bytes of text kept from one file over all blocks; what follows is left out with a warning.
pub const MAX_TEXT: usize = 32 << 20;
/// Most levels of nesting in JSON and YAML. Hand-written data stays under 10.
pub const MAX_NESTING: usize = 64;
/// Most open HTML elements that are followed; deeper ones are read as if they stood at this depth.
pub const MAX_HTML_DEPTH: usize = 256;
/// Most quote levels that are counted; deeper quotes count as this many.
pub const MAX_QUOTE: u8 = 32;
/// Deepest list nesting that is told apart; deeper items count as this deep.
pub const MAX_LIST_DEPTH: u8 = 32;
/// Most entries of an archive (`.docx`, `.xlsx`, `.apkg`). A workbook of 200 sheets has some 500.
pub const MAX_ENTRIES: usize = 10_000;
/// Most bytes one archive may unpack to, counted while unpacking and not by what the archive claims.
pub const MAX_UNPACKED: u64 = 128 << 20;
/// Most times larger an entry may be unpacked than packed, once it is over [`RATIO_FLOOR`].
pub const MAX_RATIO: u64 = 250;
/// Bytes below which an entry's ratio does not matter: 1 MiB. Short runs of blanks pack very well.
pub const RATIO_FLOOR: u64 = 1 << 20;
/// Most rows read from one table, sheet or collection; what follows is left out with a warning.
pub const MAX_ROWS: usize = 100_000;
/// Most columns read from one row; what follows is left out with a warning.
pub const MAX_COLUMNS: usize = 256;
/// Most characters kept of one cell; what follows is left out with a warning. A sheet allows 32,767.
pub const MAX_CELL: usize = 65_536;
/// Most pages read from one PDF; what follows is left out with a warning.
pub const MAX_PAGES: usize = 500;
/// Most letters placed on one PDF page; what follows is left out with a warning.
pub const MAX_GLYPHS: usize = 200_000;
/// Most bytes of drawing on one PDF page, unpacked: 8 MiB; a page with more is left out with a warning. A page of text
/// has some 20 KB, a map a few MB.
pub const MAX_PAGE: u64 = 8 << 20;
/// Seconds a PDF may take before reading it is given up.
pub const MAX_PDF_SECONDS: u64 = 20;

/// Why a file could not be read. Nothing is stored when this is returned.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// More bytes than [`MAX_BYTES`].
    #[error("The file has {found} MB; at most {} MB are read. Split it, or paste the part you need.", limit / (1 << 20))]
    TooLarge {
        /// Its size in MB (2²⁰ bytes), rounded up.
        found: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Nested deeper than [`MAX_NESTING`].
    #[error("The data is nested more than {limit} levels deep. Flatten it, or save it as a plain list.")]
    TooDeep {
        /// The limit in levels.
        limit: usize,
    },
    /// An archive with more entries, bytes or a higher ratio than is unpacked.
    #[error(
        "The file unpacks to more than Greenroom reads ({what}; the limit is {limit}). Save it anew, or export it as text."
    )]
    Archive {
        /// What there was too much of.
        what: &'static str,
        /// The limit, in words with its unit.
        limit: String,
    },
    /// Reading took longer than allowed.
    #[error(
        "Reading the file took more than {seconds} seconds, so it was given up. Export it as text and open that."
    )]
    TooSlow {
        /// The limit in seconds.
        seconds: u64,
    },
    /// A known format that is not read.
    #[error("This is {format}, which is not read yet. {instead}")]
    NotRead {
        /// What it is, with its usual ending.
        format: &'static str,
        /// What to do, as a sentence.
        instead: &'static str,
    },
    /// Neither text nor a format that is read.
    #[error(
        "This is not text or a document that Greenroom reads ({what}). Save it as text, Markdown, HTML, CSV, .docx, .xlsx, .pdf or .eml."
    )]
    Binary {
        /// What it seems to be.
        what: &'static str,
    },
    /// A document that is locked by a password.
    #[error("The file is locked with a password. Save it without one, or paste its text.")]
    Locked,
    /// Of a known format, but damaged.
    #[error(
        "The file looks like {format} but could not be read: {reason}. Open it where it was made and save it again, or paste its text."
    )]
    Damaged {
        /// The format's name for the person.
        format: &'static str,
        /// What was wrong, from the reader.
        reason: String,
    },
    /// A private copy for reading could not be made.
    #[error("A temporary copy could not be written ({reason}). Free some space and try again.")]
    Temporary {
        /// What the system said.
        reason: String,
    },
}

impl ImportError {
    /// A damaged file of this format, the reader's reason cut to one line.
    pub fn damaged(format: &'static str, reason: impl std::fmt::Display) -> Self {
        let reason = reason.to_string();
        let line = reason.lines().next().unwrap_or_default();
        let short: String = line.chars().take(160).collect();
        Self::Damaged { format, reason: short.trim_end_matches('.').to_owned() }
    }
}

/// Refuses more bytes than [`MAX_BYTES`].
///
/// # Errors
/// [`ImportError::TooLarge`].
pub fn check_size(bytes: usize) -> Result<(), ImportError> {
    if bytes > MAX_BYTES {
        return Err(ImportError::TooLarge { found: bytes.div_ceil(1 << 20), limit: MAX_BYTES });
    }
    Ok(())
}
