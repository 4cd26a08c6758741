//! Rich text (.rtf): its words by paragraph, without the fonts, pictures and styles around them.

use encoding_rs::Encoding;

use super::build::Parsed;
use super::text;
use crate::import::limits::ImportError;

/// Groups that hold no words of the document.
const SILENT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "themedata",
    "datastore",
    "latentstyles",
    "filetbl",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "xmlnstbl",
    "comment",
    "annotation",
    "atnid",
    "atnauthor",
    "shppict",
    "nonshppict",
    "pnseclvl",
];

/// How deep groups nest before the rest is read without them.
const DEEPEST: usize = 256;

/// What a group inherits and gives back at its end.
#[derive(Clone, Copy)]
struct GroupState {
    silent: bool,
    /// Characters that stand after a `\u` for programs that do not know it.
    fallback: usize,
}

/// Reads a file that begins with `{\rtf`.
///
/// # Errors
/// [`ImportError::Damaged`] where no words are in it.
pub fn read(bytes: &[u8]) -> Result<Parsed, ImportError> {
    let words = words(bytes);
    if words.trim().is_empty() {
        return Err(ImportError::Damaged { format: "rich text", reason: "no words are in it".to_owned() });
    }
    let mut parsed = text::read(&words);
    parsed.kind = "rtf";
    Ok(parsed)
}

/// The words: a line a paragraph, tabs between the cells of a row.
fn words(bytes: &[u8]) -> String {
    let mut out = Out {
        text: String::new(),
        pending: Vec::new(),
        encoding: encoding_rs::WINDOWS_1252,
        skip: 0,
        high: None,
    };
    let mut state = GroupState { silent: false, fallback: 1 };
    let mut groups: Vec<GroupState> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' => {
                if groups.len() < DEEPEST {
                    groups.push(state);
                }
            }
            b'}' => state = groups.pop().unwrap_or(state),
            b'\\' => at = command(bytes, at, &mut state, &mut out),
            b'\r' | b'\n' => {}
            _ if state.silent => {}
            _ => out.byte(byte),
        }
    }
    out.flush();
    out.text
}

/// The text so far, and bytes of the document's encoding that are not yet letters.
struct Out {
    text: String,
    pending: Vec<u8>,
    encoding: &'static Encoding,
    /// Characters still to be left out after a `\u`.
    skip: usize,
    /// The first half of a letter that UTF-16 writes in two.
    high: Option<u16>,
}

impl Out {
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            self.text.push_str(&self.encoding.decode_without_bom_handling(&self.pending).0);
            self.pending.clear();
        }
    }

    /// A unit of UTF-16; a letter beyond the first plane comes as two.
    fn unit(&mut self, unit: u16) {
        self.flush();
        let units = self.high.take().into_iter().chain([unit]);
        for letter in char::decode_utf16(units) {
            match letter {
                Ok(letter) => self.text.push(letter),
                Err(half) => self.high = Some(half.unpaired_surrogate()),
            }
        }
    }

    fn push(&mut self, text: &str) {
        self.flush();
        self.text.push_str(text);
    }
}

/// What follows a backslash; the place after it.
fn command(bytes: &[u8], at: usize, state: &mut GroupState, out: &mut Out) -> usize {
    let Some(&first) = bytes.get(at) else { return at };
    if !first.is_ascii_alphabetic() {
        return sign(bytes, at, first, state, out);
    }
    let end = |from: usize, fits: fn(&u8) -> bool| {
        bytes[from..].iter().position(|byte| !fits(byte)).map_or(bytes.len(), |len| from + len)
    };
    let name_end = end(at, u8::is_ascii_alphabetic);
    let minus = usize::from(bytes.get(name_end) == Some(&b'-'));
    let number_end = end(name_end + minus, u8::is_ascii_digit);
    let name = std::str::from_utf8(&bytes[at..name_end]).unwrap_or("");
    let number: Option<i64> =
        std::str::from_utf8(&bytes[name_end..number_end]).ok().and_then(|number| number.parse().ok());
    let mut next = if number.is_some() { number_end } else { name_end };
    next += usize::from(bytes.get(next) == Some(&b' '));
    if name == "bin" {
        // So many bytes of a picture follow.
        return next
            .saturating_add(number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0))
            .min(bytes.len());
    }
    if SILENT.contains(&name) {
        state.silent = true;
    }
    match (name, number) {
        ("ansicpg", Some(page)) => {
            let label = if page == 65_001 { "utf-8".to_owned() } else { format!("windows-{page}") };
            let japanese = (page == 932).then_some(encoding_rs::SHIFT_JIS);
            out.encoding = japanese.or_else(|| Encoding::for_label(label.as_bytes())).unwrap_or(out.encoding);
        }
        ("uc", Some(n)) => state.fallback = usize::try_from(n.clamp(0, 8)).unwrap_or(1),
        _ if state.silent => {}
        ("u", Some(n)) => {
            // Above 32,767 the number is written as if it were negative.
            let code = u16::try_from(if n < 0 { n + 65_536 } else { n }).unwrap_or(0xfffd);
            out.unit(code);
            out.skip = state.fallback;
        }
        ("par" | "line" | "row" | "sect" | "page", _) => out.push("\n"),
        ("tab" | "cell", _) => out.push("\t"),
        ("bullet", _) => out.push("•"),
        ("endash", _) => out.push("–"),
        ("emdash", _) => out.push("—"),
        ("lquote", _) => out.push("‘"),
        ("rquote", _) => out.push("’"),
        ("ldblquote", _) => out.push("“"),
        ("rdblquote", _) => out.push("”"),
        _ => {}
    }
    next
}

/// A backslash before a sign: an escaped one, a byte in hexadecimal, a gap, or the mark of a group that older
/// programs leave out.
fn sign(bytes: &[u8], at: usize, first: u8, state: &mut GroupState, out: &mut Out) -> usize {
    match first {
        b'*' => state.silent = true,
        b'\'' => {
            let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
            if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                if !state.silent {
                    out.byte(byte);
                }
                return at + 3;
            }
        }
        _ if state.silent => {}
        b'~' => out.push(" "),
        b'_' => out.push("-"),
        b'\r' | b'\n' => out.push("\n"),
        b'\\' | b'{' | b'}' => out.byte(first),
        _ => {}
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_by_paragraph() {
        let source = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Helvetica;}}{\*\generator X;}\b Ownership\b0\par
Tell me about a caf\'e9 you ran\u8212?alone.\par{\pict\bin3 }}}}\bullet\tab Second\cell cell\row}";
        assert_eq!(words(source), "Ownership\nTell me about a café you ran—alone.\n•\tSecond\tcell\n");
    }

    #[test]
    fn what_is_broken_does_not_break() {
        for source in [
            &br"{\rtf1 \'"[..],
            br"{\rtf1 \u",
            br"{\rtf1 \bin999999999999 x",
            br"{\rtf1 }}}}} a",
            b"{\\rtf1 {{{{",
            br"{\rtf1\u55357?\u56832?}",
        ] {
            assert!(words(source).chars().count() <= source.len());
        }
        assert_eq!(words(br"{\rtf1\u-10179?\u-8703?}"), "\u{1f601}");
        assert!(read(br"{\rtf1\ansi}").is_err());
    }
}
