//! What a person typed, made safe for a page: control characters out, markup escaped.

use std::borrow::Cow;

/// `text` without what no page can hold: a tab or a break other than a line feed becomes a space, any
/// other control character and anything that XML forbids becomes U+FFFD, so that it is seen.
pub fn clean(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}') && !is_forbidden(c);
    if text.chars().all(|c| c == '\n' || plain(c)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let put = |c: char| match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' | '\u{B}' | '\u{C}' => ' ',
        c if plain(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(put).collect())
}

/// As [`clean`], in one line.
pub fn clean_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Characters that are no characters (Unicode 16, section 23.7).
fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// `text` cleaned, for the text or an attribute of XML and HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_page_can_hold_is_seen_and_breaks_stay_breaks() {
        assert_eq!(clean("a\u{0}b\u{FFFE}c\td\r\ne\u{2028}f"), "a\u{FFFD}b\u{FFFD}c d\ne\nf");
        assert_eq!(clean_line("a\nb"), "a b");
        assert!(matches!(clean("plain & simple\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escaped("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
    }
}
