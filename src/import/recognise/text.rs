//! Small tools on text that every recogniser shares: words, marks, quotes, scripts.

pub use crate::domain::text::{ends_sentence, has_cjk, is_cjk, is_single_spaced, lower, word_count};

/// One space between words, none at the ends.
pub fn squeeze(text: &str) -> String {
    if is_single_spaced(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether `phrase` stands in `hay` (both lower case) with no letter or digit touching it.
pub fn has_phrase(hay: &str, phrase: &str) -> bool {
    let Some(first) = phrase.as_bytes().first() else { return false };
    if !hay.as_bytes().contains(first) {
        return false;
    }
    let mut from = 0;
    while let Some(at) = hay[from..].find(phrase) {
        let start = from + at;
        let end = start + phrase.len();
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
        let joined_before = touches(hay[..start].chars().next_back()) && touches(phrase.chars().next());
        let joined_after = touches(hay[end..].chars().next()) && touches(phrase.chars().next_back());
        let whole = !joined_before && !joined_after;
        if whole {
            return true;
        }
        from = start + phrase.chars().next().map_or(1, char::len_utf8);
    }
    false
}

pub use super::phrases::{begins_with_any, has_any};

/// In lower case, letter by letter, where that changes no length: a place in it is the same place in the text.
pub fn lower_in_place(text: &str) -> String {
    let small = |c: char| {
        let mut low = c.to_lowercase();
        low.next().filter(|l| low.next().is_none() && l.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    text.chars().map(small).collect()
}

/// Whether the character is a pictograph, a dingbat or one of the marks that decorate headings.
pub fn is_ornament(c: char) -> bool {
    matches!(c,
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{25a0}'..='\u{25ff}'
        | '\u{fe0f}' | '\u{200d}' | '\u{20e3}' | '\u{2190}'..='\u{21ff}' | '•' | '·' | '‣' | '⁃')
}

/// The text without marks at its ends: bullets, stars, pictographs, check boxes, white space. A tag keeps
/// its "#".
pub fn trim_marks(text: &str) -> &str {
    // What begins and ends with a letter has no marks; most texts do.
    if let (Some(first), Some(last)) = (text.as_bytes().first(), text.as_bytes().last())
        && first.is_ascii_alphanumeric()
        && last.is_ascii_graphic()
        && !matches!(last, b'*' | b'_' | b'`' | b'~')
    {
        return text;
    }
    let mut text = text.trim();
    loop {
        let before = text;
        text = text
            .trim_matches(|c: char| is_ornament(c) || c.is_whitespace() || matches!(c, '*' | '_' | '`' | '~'))
            .trim_start_matches(['>', '–', '—', '+'])
            .trim_start();
        // A heading's signs, not a tag's.
        let bare = text.trim_start_matches('#');
        if !bare.starts_with(char::is_alphabetic) {
            text = bare.trim_start();
        }
        for mark in ["[ ]", "[x]", "[X]", "- "] {
            text = text.strip_prefix(mark).unwrap_or(text).trim_start();
        }
        if text == before {
            return text;
        }
    }
}

/// Takes a number with its mark from the front: `12.`, `3)`, `(4)`, `1 -`; letters `a)` as well.
pub fn strip_number(text: &str) -> &str {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(['<', '〈', '＜', '【'])
        && let Some((number, name)) = rest.split_once(['>', '〉', '＞', '】'])
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !name.trim().is_empty()
    {
        return name.trim_start();
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = if (1..=3).contains(&digits) {
        &inner[digits..]
    } else if inner.len() > 2 && inner.as_bytes()[0].is_ascii_lowercase() && inner.as_bytes()[1] == b')' {
        &inner[1..]
    } else {
        return text;
    };
    for mark in [".", ")", "、", "．", ":", "：", " -", " –", " —", "-"] {
        if let Some(after) = rest.strip_prefix(mark) {
            let touching_digit = mark != "、" && after.chars().next().is_some_and(|c| c.is_ascii_digit());
            let range = mark == "-" && !after.starts_with(' ');
            if !touching_digit && !range && !after.trim().is_empty() {
                return after.trim_start();
            }
        }
    }
    text
}

/// The text without one pair of quotes around the whole of it.
pub fn unquote(text: &str) -> &str {
    const PAIRS: [(char, char); 9] = [
        ('"', '"'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('‘', '’'),
        ('\'', '\''),
        ('「', '」'),
        ('『', '』'),
        ('“', '"'),
    ];
    let text = text.trim();
    if text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return text;
    }
    for (open, close) in PAIRS {
        if let Some(inner) = text.strip_prefix(open).and_then(|t| t.strip_suffix(close))
            && !inner.contains(open)
            && !inner.trim().is_empty()
        {
            return inner.trim();
        }
    }
    text
}

/// Whether the text asks by its mark: a question mark ends it or one of its sentences.
pub fn has_question_mark(text: &str) -> bool {
    if !text.as_bytes().contains(&b'?') && !text.contains('？') {
        return false;
    }
    let end = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_', '」', ' ', '.']);
    end.ends_with(['?', '？']) || text.contains("? ") || text.contains('？')
}

/// Whether the text ends by asking.
pub fn ends_in_question(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', ')']).ends_with(['?', '？'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_and_figures_stay() {
        assert_eq!(strip_number("12. Why?"), "Why?");
        assert_eq!(strip_number("(3) Why?"), "Why?");
        assert_eq!(strip_number("2.5 minutes"), "2.5 minutes");
        assert_eq!(strip_number("10-15 moments"), "10-15 moments");
        assert_eq!(strip_number("3、为什么？"), "为什么？");
    }

    #[test]
    fn marks_and_quotes_go() {
        assert_eq!(trim_marks("🎯 **Dive Deep** "), "Dive Deep");
        assert_eq!(trim_marks("- [ ] Ask"), "Ask");
        assert_eq!(unquote("“Tell me”"), "Tell me");
        assert_eq!(unquote("\"I\" not \"we\""), "\"I\" not \"we\"");
    }

    #[test]
    fn phrases_are_whole_words() {
        assert!(has_phrase("a loop interview", "loop"));
        assert!(!has_phrase("the loophole", "loop"));
        assert!(begins_with_any("tell me about it", &["tell me"]));
        assert!(!begins_with_any("descriptive work", &["descript"]));
    }

    #[test]
    fn question_marks_inside_brackets_do_not_make_a_statement_ask() {
        assert!(has_question_mark("Why? Because."));
        assert!(has_question_mark("Why did you?”"));
        assert!(!has_question_mark("No mark here"));
    }
}
