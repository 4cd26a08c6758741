//! Signs that cannot be seen or only look like letters, made plain, so that words are found and read.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The text without invisible signs (zero-width and direction marks, soft hyphens), with ligatures,
/// mathematical and full-width letters as the letters they look like. Full-width punctuation stays as it
/// is where it belongs: in lines with East Asian letters.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_odd) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_inclusive('\n').map(plain_line).collect())
}

fn plain_line(text: &str) -> String {
    let wide_text = !text.chars().any(is_east_asian);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_joiner(c) {
            // Between emoji a joiner makes one picture of two; elsewhere it is nothing.
            let picture = |c: char| !c.is_alphanumeric() && !c.is_ascii();
            if out.chars().next_back().is_some_and(picture) && chars.peek().is_some_and(|&c| picture(c)) {
                out.push(c);
            }
        } else if is_compatible(c) || is_wide_letter(c) || wide_text && is_wide(c) {
            out.extend(std::iter::once(c).nfkc());
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    out
}

fn is_odd(c: char) -> bool {
    is_joiner(c) || is_invisible(c) || is_compatible(c) || is_wide(c)
}

/// U+200C and U+200D.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Signs of no width: they steer line breaks and directions.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Ligatures, and letters of mathematics that are used as a typeface.
fn is_compatible(c: char) -> bool {
    matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{1D400}'..='\u{1D7FF}')
}

/// The full-width forms of ASCII, and the space that goes with them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{3000}')
}

fn is_wide_letter(c: char) -> bool {
    matches!(c, '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_letters_is_read_as_letters() {
        for (text, wanted) in [
            ("\u{200E}Tell me ab\u{200B}out a pres\u{AD}sure", "Tell me about a pressure"),
            ("a di\u{FB03}cult \u{FB02}aw", "a difficult flaw"),
            ("\u{1D413}\u{1D41E}\u{1D425}\u{1D425} me", "Tell me"),
            ("Ｔｅｌｌ　ｍｅ，　ｐｌｅａｓｅ？", "Tell me, please?"),
            ("ＫＰＩを３年　見た？", "KPIを3年　見た？"),
            ("なぜですか？", "なぜですか？"),
            ("👩\u{200D}💻 Engineer", "👩\u{200D}💻 Engineer"),
            ("plain ascii", "plain ascii"),
        ] {
            assert_eq!(plain(text), wanted);
        }
    }
}
