//! The text side of naming principles: brackets, tags, parts of a label, folding, and how far two names differ.

use std::ops::Range;

use crate::domain::catalog::fold_name;

use super::text::{is_cjk, squeeze};

/// The letters of a text as a set: one bit for each of ASCII's small letters and figures.
pub fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte & 63))
}

/// What stands before a bracket at the text's end, and in it.
pub fn last_bracket(text: &str) -> Option<(String, String)> {
    let end = text.trim_end().trim_end_matches(['.', '*', '_', ' ']);
    let (open, close) = [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】'), ('{', '}')]
        .into_iter()
        .find(|(_, c)| end.ends_with(*c))?;
    let at = end.rfind(open)?;
    let inside = end[at + open.len_utf8()..end.len() - close.len_utf8()]
        .trim_matches(['[', ']', '*', '_', ' ', '"'])
        .to_owned();
    let before = end[..at].trim_end().trim_end_matches(['*', '_', '[', '—', '–']).trim_end().to_owned();
    (!before.is_empty() && !inside.is_empty()).then_some((before, inside))
}

/// What stands in a bracket at the text's front, and after it.
pub fn first_bracket(text: &str) -> Option<(String, String)> {
    let (open, close) = [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】'), ('{', '}')]
        .into_iter()
        .find(|(o, _)| text.starts_with(*o))?;
    let at = text.find(close)?;
    Some((
        text[open.len_utf8()..at].to_owned(),
        text[at + close.len_utf8()..].trim_start_matches([':', ' ', '-', '–']).to_owned(),
    ))
}

/// What stands before a tag at the text's end, and the tag.
pub fn last_hashtag(text: &str) -> Option<(String, String)> {
    let (before, word) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let tag = word.strip_prefix('#')?;
    (tag.chars().next().is_some_and(char::is_alphabetic)).then(|| {
        (before.trim_end().to_owned(), tag.rsplit('/').next().unwrap_or(tag).replace(['_', '-'], " "))
    })
}

/// A word of a text, as names are looked up.
pub struct Word {
    /// In small letters, without marks; "&" is "and".
    pub folded: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Its bytes in the text.
    pub at: Range<usize>,
}

/// The words of a text, without the article of "l'Écoute".
pub fn words(text: &str) -> Vec<Word> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut out = Vec::new();
    let mut from = None;
    let ends = text.char_indices().chain(std::iter::once((text.len(), ' ')));
    for (at, c) in ends {
        match (inside(c), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                from = None;
                let word = without_article(&text[start..at]);
                let folded: String = if word.is_ascii() {
                    word.bytes().filter(|b| *b != b'\'').map(|b| char::from(b.to_ascii_lowercase())).collect()
                } else {
                    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
                };
                if !folded.is_empty() {
                    let capital = word.chars().next().is_some_and(char::is_uppercase);
                    out.push(Word { folded, capital, at: at - word.len()..at });
                }
            }
            _ => {}
        }
        if c == '&' {
            out.push(Word { folded: "and".to_owned(), capital: false, at: at..at + 1 });
        }
    }
    out
}

/// "l'Écoute" is "Écoute".
fn without_article(word: &str) -> &str {
    let rest = word.split_once(['\'', '’']).filter(|(article, rest)| {
        matches!(*article, "l" | "L" | "d" | "D" | "qu" | "Qu" | "n" | "s") && rest.chars().count() > 2
    });
    rest.map_or(word, |(_, rest)| rest)
}

/// A label's parts: around brackets, slashes, bars, dashes, and where the script changes.
pub fn split_label(label: &str) -> Vec<String> {
    let cuts = |byte: u8| {
        !byte.is_ascii()
            || matches!(byte, b'(' | b')' | b'[' | b']' | b'/' | b'|' | b':' | b'*' | b'"' | b'-')
    };
    if !label.bytes().any(cuts) {
        return vec![squeeze(label)];
    }
    let mut parts = vec![String::new()];
    let mut previous_cjk: Option<bool> = None;
    let chars: Vec<char> = label.chars().collect();
    for (n, &c) in chars.iter().enumerate() {
        let spaced = n > 0 && chars[n - 1] == ' ' && chars.get(n + 1) == Some(&' ');
        let cut = matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | '（'
                | '）'
                | '【'
                | '】'
                | '/'
                | '／'
                | '|'
                | '｜'
                | ':'
                | '：'
                | '—'
                | '–'
                | '*'
                | '"'
                | '“'
                | '”'
                | '→'
                | '，'
                | '、'
                | '。'
        ) || (c == '-' && spaced);
        let cjk = is_cjk(c);
        // A name in two scripts may stand without a gap between them: "客户至上Customer Obsession".
        let turns = c.is_alphanumeric() && previous_cjk.is_some_and(|p| p != cjk);
        if c.is_alphanumeric() {
            previous_cjk = Some(cjk);
        }
        if cut || turns {
            parts.push(String::new());
        }
        if !cut && let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.into_iter().map(|p| squeeze(&p)).filter(|p| !p.is_empty()).collect()
}

/// "2x Ownership" and the like without the count.
pub fn without_count(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '#'))
}

/// Words run together, by capitals or by underscores, taken apart.
pub fn split_camel(text: &str) -> String {
    if text.contains(' ') {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut lower = false;
    for c in text.chars() {
        if c.is_uppercase() && lower {
            out.push(' ');
        }
        lower = c.is_lowercase();
        out.push(if c == '_' { ' ' } else { c });
    }
    out
}

/// [`fold_name`], quicker for plain words.
pub fn fold(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
    if !name.bytes().all(plain) {
        return fold_name(name);
    }
    let mut folded = squeeze(name);
    folded.make_ascii_lowercase();
    folded
}

/// Names of several words that differ in a whole word are different names, however close in letters.
pub fn words_differ_too_much(a: &str, b: &str) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if x.len() != y.len() {
        return x.len().abs_diff(y.len()) > 1;
    }
    x.iter().zip(&y).any(|(p, q)| {
        p != q
            && (p.len().min(q.len()) < 3
                || distance(p, q, 2).is_none()
                || (p.len() <= 4 && p.as_bytes()[0] != q.as_bytes()[0]))
    })
}

/// The number of letters to insert, drop, change or swap between the two, if at most `bound`.
pub fn distance(a: &str, b: &str, bound: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > bound {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (row[j] + 1).min(next[j - 1] + 1).min(row[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            next.push(best);
        }
        if next.iter().min().is_some_and(|&m| m > bound) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|&d| d <= bound)
}
