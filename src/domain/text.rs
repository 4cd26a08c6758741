//! Small measures of a text, the same for what is imported and what is written: words, scripts, ends of sentences.

/// Whether the character belongs to a Chinese, Japanese or Korean script.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether the text holds a character of a Chinese, Japanese or Korean script.
pub fn has_cjk(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_cjk)
}

/// How many words the text has; for scripts without spaces two characters count as a word.
pub fn word_count(text: &str) -> usize {
    if text.is_ascii() {
        let word = |b: u8| b.is_ascii_alphanumeric() || b == b'\'';
        let mut inside = false;
        return text.bytes().filter(|&b| !std::mem::replace(&mut inside, word(b)) && word(b)).count();
    }
    let (mut cjk, mut latin, mut inside) = (0_usize, 0, false);
    for c in text.chars() {
        let dense = is_cjk(c);
        cjk += usize::from(dense);
        let word = !dense && (c == '\'' || c == '’' || c.is_alphanumeric());
        latin += usize::from(word && !inside);
        inside = word;
    }
    latin + cjk.div_ceil(2)
}

/// Lower case with plain apostrophes and single spaces: what phrases are looked up in.
pub fn lower(text: &str) -> String {
    if is_single_spaced(text) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.split_ascii_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out.make_ascii_lowercase();
        return out;
    }
    let mut space = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        match c {
            '’' | '‘' | 'ʼ' => out.push('\''),
            'a'..='z' | '0'..='9' => out.push(c),
            c if is_cjk(c) => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether the text is ASCII with one space between words and none at the ends: most texts are.
pub fn is_single_spaced(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        if !(b' '..=b'~').contains(&byte) || byte == b' ' && before == b' ' {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// Whether the text ends a sentence, quotes and brackets after the stop aside.
pub fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_', '」', '》']);
    end.ends_with(['.', '!', '?', '。', '！', '？', '…', ':', '：', ';'])
}
