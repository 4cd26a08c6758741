//! Cuts off what no tag of a page needs: its attributes beyond the first few hundred.

use std::borrow::Cow;

/// Most attributes that a tag keeps. Pages that programs write have some dozens.
const MOST: usize = 256;

/// The source with at most [`MOST`] attributes on each tag. The tokenizer compares each attribute of a tag with all
/// before it, so that time would grow with the square of their number. Lines stay as they are.
pub(super) fn bounded(source: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept_to = 0;
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'<') {
        let tag = at + found + 1;
        at = tag;
        if bytes[tag..].starts_with(b"!--") {
            at = source[tag..].find("-->").map_or(bytes.len(), |end| tag + end);
            continue;
        }
        if !bytes.get(tag).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (enough, end) = scan(bytes, tag);
        if let Some(enough) = enough {
            out.push_str(&source[kept_to..enough]);
            out.extend(source[enough..end].chars().filter(|c| *c == '\n'));
            kept_to = end;
        }
        at = end;
    }
    if out.is_empty() {
        return Cow::Borrowed(source);
    }
    out.push_str(&source[kept_to..]);
    Cow::Owned(out)
}

/// Where the tag whose name begins at `at` has enough attributes, if it has more, and where it ends: at its `>`, or at
/// the end of the source.
fn scan(bytes: &[u8], mut at: usize) -> (Option<usize>, usize) {
    let mut enough = None;
    let mut attributes = 0;
    let mut quote = None;
    // The first letter is of the tag's name.
    let mut before = b'<';
    while let Some(&byte) = bytes.get(at) {
        match quote {
            Some(sign) if byte == sign => quote = None,
            None if byte == b'>' => break,
            // No tag, then: a sign within a script, or one that was never closed. Nothing is cut across another.
            None if byte == b'<' => return (None, at),
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            // What stands after a blank, a slash or a closing quote begins an attribute.
            None if !byte.is_ascii_whitespace()
                && !matches!(byte, b'=' | b'/')
                && (before.is_ascii_whitespace() || matches!(before, b'/' | b'"' | b'\'')) =>
            {
                attributes += 1;
                if attributes > MOST && enough.is_none() {
                    enough = Some(at);
                }
            }
            _ => {}
        }
        // `a = "b"`: the quote opens after the sign, whatever blanks are between.
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = byte;
        }
        at += 1;
    }
    (enough, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_page_is_left_as_it_is() {
        let page = "<p class=\"a b > c\" id = 'x' data-y=1>1 < 2 <b>x</b><img src=\"data:a b c\"/>\n<!-- <a b c --> é";
        assert!(matches!(bounded(page), Cow::Borrowed(_)));
        let long = format!("<img alt=\"{}\">", "a b ".repeat(2_000));
        assert_eq!(bounded(&long), long, "blanks within quotes begin nothing");
    }

    #[test]
    fn attributes_beyond_the_first_few_hundred_are_cut_and_lines_stay() {
        let many: Vec<String> = (0..5_000).map(|n| format!(" a{n}=\"é > {n}\"\n")).collect();
        let many = many.concat();
        let page = format!("<p>one</p><p{many}>two</p>\n<p{many}>three</p>");
        let cut = bounded(&page);
        assert!(cut.len() < page.len() / 5);
        assert_eq!(cut.matches('\n').count(), page.matches('\n').count());
        assert!(cut.contains(">two</p>\n<p a0") && cut.ends_with(">three</p>"), "{cut}");
        assert!(cut.contains("a255=") && !cut.contains("a256="));
    }

    #[test]
    fn what_only_looks_like_a_tag_in_a_script_or_a_comment_is_left() {
        let words = "\"a\", ".repeat(400);
        let script = format!("<script>for(i=0;i<n;i++){{}} var d=[{words}]</script><p>Why?</p>");
        let comment = format!("<!-- <x {} --><p>Why?</p>", "a ".repeat(400));
        for page in [script, comment, "<!-- never closed".to_owned()] {
            assert_eq!(bounded(&page), page);
        }
    }

    #[test]
    fn a_tag_that_never_ends_is_cut_too() {
        let page = format!("x<p{}", " a".repeat(1_000));
        assert_eq!(bounded(&page), format!("x<p{} ", " a".repeat(256)));
    }
}
