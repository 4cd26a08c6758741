//! The words of a question: its parts, as they are shown one by one.

/// The parts of a question: each sentence by itself. "You were wrong. What did you do? And now?" has three. What is
/// no sentence by itself stays with the one before: what follows an abbreviation, or begins with a small letter.
pub fn parts(text: &str) -> Vec<&str> {
    let text = text.trim();
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '?' | '.' | '!' | '？' | '。')) {
        let end = at + mark.len_utf8();
        let rest = &text[end..];
        let next = rest.trim_start().chars().next();
        let wide = matches!(mark, '？' | '。');
        let parted = wide || rest.starts_with(char::is_whitespace);
        let begins = next.is_some_and(|c| !c.is_lowercase() && !c.is_ascii_digit());
        let last_word = text[from..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let abbreviated = mark == '.' && (last_word.chars().count() <= 2 || last_word.contains('.'));
        if parted && begins && !abbreviated {
            parts.push(text[from..end].trim());
            from = end;
        }
    }
    parts.push(text[from..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_is_a_part() {
        assert_eq!(parts("When did a number surprise you?"), ["When did a number surprise you?"]);
        assert_eq!(
            parts("Tell me about a time you were wrong. What did you do? And now?"),
            ["Tell me about a time you were wrong.", "What did you do?", "And now?"]
        );
        assert_eq!(parts("いつですか？どうしましたか？"), ["いつですか？", "どうしましたか？"]);
    }

    #[test]
    fn an_abbreviation_or_a_number_ends_no_part() {
        for whole in [
            "A cost of approx. 3 million, e.g. in the U.S. Why?",
            "Was it 4.5 of 5?",
            "Mr. Smith said no. why?",
        ] {
            assert_eq!(parts(whole).len(), 1, "{:?}", parts(whole));
        }
        assert_eq!(parts(""), [""]);
    }
}
