//! The question banks that come with the program, embedded in it.

use crate::domain::bank::Bank;
use crate::store::{SetAside, parse_bank};

/// File name and contents of each bank, in the order they are offered; the first is the framework
/// used until the person chooses another.
const FILES: &[(&str, &str)] = &[("amazon.json", include_str!("../question_banks/amazon.json"))];

/// The banks that come with the program.
///
/// # Errors
/// The place and reason if an embedded bank is broken; a test makes sure that none is.
pub fn built_in() -> Result<Vec<Bank>, SetAside> {
    FILES.iter().map(|(name, text)| Ok(parse_bank(name, text.as_bytes())?.to_bank())).collect()
}
