//! What a line's words hint at, looked up once for all recognisers, so that most turn most lines away at once.

use super::language::{FRAGMENT, IMPERATIVE, TELLING, VERB, WORD};
use super::phrases::which;
use super::question_text::LABEL_WORDS;

/// A question that asks to be told opens somewhere in it.
pub const TELLS: u32 = 0b11;
/// A question opens in it in whatever way.
pub const OPENS: u32 = 0b1_1111;
/// A word stands in it that may label a question or its principle.
pub const LABEL: u32 = 1 << 5;
/// It says when, as a fragment that asks for a telling does.
pub const WHEN: u32 = 1 << 6;
/// A phrase of page furniture stands in it.
pub const FURNITURE: u32 = 1 << 7;
/// A phrase of pay, law or greeting stands in it.
pub const LEGAL: u32 = 1 << 8;
/// Some principles are put above others.
pub const STRESS: u32 = 1 << 9;
/// Minutes, rounds or people are counted.
pub const COUNTED: u32 = 1 << 10;

const LISTS: &[&[&str]; 11] = &[
    TELLING,
    IMPERATIVE,
    VERB,
    WORD,
    FRAGMENT,
    LABEL_WORDS,
    super::questions::WHEN,
    super::boilerplate::FURNITURE,
    super::boilerplate::LEGAL,
    super::key_principles::STRONG,
    super::interview::amounts::COUNTED,
];

/// The signs in a text of lower case, as bits.
pub fn signs(low: &str) -> u32 {
    let found = which(low, LISTS);
    // What opens in a script without spaces is looked at closely in any case.
    if !low.is_ascii() && (low.contains('¿') || super::text::has_cjk(low)) { found | OPENS } else { found }
}
