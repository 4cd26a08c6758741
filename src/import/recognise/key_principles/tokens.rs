//! A sentence's words and marks with their places.

use std::ops::Range;

use super::super::text::is_cjk;

/// A word, a mark, or letters of one kind of a script without spaces.
#[derive(Clone, Debug)]
pub struct Token {
    /// As written.
    pub text: String,
    /// In small letters; figures are "#".
    pub low: String,
    /// Its bytes in the sentence.
    pub at: Range<usize>,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Token {
    /// Whether it is a word or a figure and no mark.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    /// Whether it is of a script without spaces.
    pub fn is_cjk(&self) -> bool {
        self.text.starts_with(is_cjk)
    }
}

/// What a character belongs to: letters of one kind stay together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Letters,
    Hiragana,
    Katakana,
    Ideographs,
    Mark,
    Blank,
}

fn script(c: char, inside: bool) -> Script {
    match c {
        c if c.is_whitespace() => Script::Blank,
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{30a0}'..='\u{30ff}' => Script::Katakana,
        c if is_cjk(c) => Script::Ideographs,
        c if c.is_alphanumeric() => Script::Letters,
        '\'' | '’' | '-' if inside => Script::Letters,
        _ => Script::Mark,
    }
}

/// The tokens of a sentence.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut current: Option<(usize, Script)> = None;
    let mut close = |from: usize, to: usize| {
        let word = text[from..to].trim_end_matches(['\'', '’', '-']);
        // A hyphen or an apostrophe that stands alone is a mark.
        let word = if word.is_empty() { &text[from..to] } else { word };
        let low = super::super::text::lower(word);
        let low = if low.starts_with(|c: char| c.is_ascii_digit()) { "#".to_owned() } else { low };
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        out.push(Token {
            text: word.to_owned(),
            low: low.replace('’', "'"),
            at: from..from + word.len(),
            capital,
        });
    };
    for (at, c) in text.char_indices() {
        let inside = matches!(current, Some((_, Script::Letters)));
        let kind = script(c, inside);
        if let Some((from, script)) = current
            && (script != kind || kind == Script::Mark)
        {
            close(from, at);
            current = None;
        }
        if kind != Script::Blank && current.is_none() {
            current = Some((at, kind));
        }
    }
    if let Some((from, _)) = current {
        close(from, text.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_marks_and_scripts_are_told_apart() {
        let words = |text: &str| tokens(text).into_iter().map(|t| t.text).collect::<Vec<_>>();
        assert_eq!(words("It's \"Own It\", 35 %."), ["It's", "\"", "Own", "It", "\"", ",", "35", "%", "."]);
        assert_eq!(words("Ownership - always"), ["Ownership", "-", "always"]);
        assert_eq!(
            words("特に重視するのは「段取り」です"),
            ["特", "に", "重視", "するのは", "「", "段取", "り", "」", "です"]
        );
    }
}
