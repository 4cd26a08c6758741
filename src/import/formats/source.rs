//! Source files: what stands in comments and in strings; the code itself says nothing to rehearse.

use super::build::{Builder, Parsed};
use super::text;
use crate::import::document::BlockKind;

/// Fewest words of a string that is more than a name.
const WORDS: usize = 2;

/// How a language marks comments.
#[derive(Clone, Copy)]
struct Signs {
    /// Before a comment that ends with its line.
    line: &'static str,
    /// Around a comment of several lines.
    block: Option<(&'static str, &'static str)>,
    /// The signs that strings stand in; longer ones first.
    quotes: &'static [&'static str],
}

/// The signs of the language that files with this ending are written in; `None` if it is none of code.
fn signs(extension: &str) -> Option<Signs> {
    let c_like = |quotes| Signs { line: "//", block: Some(("/*", "*/")), quotes };
    let hash = |quotes| Signs { line: "#", block: None, quotes };
    Some(match extension {
        "py" | "rb" | "r" | "pl" | "toml" | "ini" | "cfg" => hash(&["\"\"\"", "'''", "\"", "'"]),
        "js" | "mjs" | "ts" | "tsx" | "jsx" | "vue" | "php" | "dart" => c_like(&["`", "\"", "'"]),
        "java" | "kt" | "swift" | "cs" | "scala" => c_like(&["\"\"\"", "\""]),
        "rs" | "c" | "h" | "cpp" | "hpp" | "go" => c_like(&["`", "\""]),
        "sql" | "lua" | "hs" => Signs { line: "--", block: None, quotes: &["\"", "'"] },
        _ => return None,
    })
}

/// Whether files with this ending are code.
pub(crate) fn is_one(extension: &str) -> bool {
    signs(extension).is_some()
}

/// Reads the comments of a source file as text, and each string of two words or more as a list's item.
pub fn read(source: &str, extension: &str) -> Parsed {
    let Some(signs) = signs(extension) else { return text::read(source) };
    let mut reader = SourceReader { out: Builder::default(), comments: Vec::new(), first: 1, last: 0 };
    let mut rest = source;
    let mut line = 1_u32;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(signs.line) {
            let end = after.find('\n').unwrap_or(after.len());
            reader.comment(&after[..end], line);
            rest = &after[end..];
        } else if let Some((open, close)) = signs.block
            && let Some(after) = rest.strip_prefix(open)
        {
            let end = after.find(close).unwrap_or(after.len());
            for (at, words) in (line..).zip(after[..end].split('\n')) {
                reader.comment(words.trim_start().trim_start_matches('*'), at);
            }
            line += newlines(&after[..end]);
            rest = after[end..].strip_prefix(close).unwrap_or("");
        } else if let Some(quote) = signs.quotes.iter().find(|quote| rest.starts_with(**quote)) {
            let (words, length) = string(&rest[quote.len()..], quote);
            reader.string(&words, line);
            let whole = (quote.len() + length).min(rest.len());
            line += newlines(&rest[..whole]);
            rest = &rest[whole..];
        } else {
            line += u32::from(c == '\n');
            rest = &rest[c.len_utf8()..];
        }
    }
    reader.close();
    reader.out.finish("source")
}

fn newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// The words of a string up to its closing quote, and how many bytes that took with the quote. A plain
/// quote that its line does not close was no string's: it is passed over.
fn string(rest: &str, quote: &str) -> (String, usize) {
    let several_lines = quote.len() > 1 || quote == "`";
    let mut words = String::new();
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        if rest[at..].starts_with(quote) {
            return (words, at + quote.len());
        }
        match c {
            '\\' => match chars.next() {
                Some((_, 'n' | 't')) => words.push(' '),
                Some((_, '\n')) | None => {}
                Some((_, escaped)) => words.push(escaped),
            },
            '\n' if !several_lines => return (String::new(), 0),
            c => words.push(c),
        }
    }
    (if several_lines { words } else { String::new() }, if several_lines { rest.len() } else { 0 })
}

struct SourceReader {
    out: Builder,
    /// Lines of comments that follow one another.
    comments: Vec<String>,
    first: u32,
    last: u32,
}

impl SourceReader {
    fn comment(&mut self, words: &str, line: u32) {
        if line > self.last + 1 {
            self.close();
        }
        if self.comments.is_empty() {
            self.first = line;
        }
        self.last = line;
        let words = words.trim_start_matches(['/', '!', '#']);
        self.comments.push(words.strip_prefix(' ').unwrap_or(words).trim_end().to_owned());
    }

    fn string(&mut self, words: &str, line: u32) {
        self.close();
        for words in words.split("\n\n") {
            if words.split_whitespace().count() >= WORDS {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                self.out.plain(BlockKind::Item { depth: 0, number: None }, &words, line);
            }
        }
    }

    /// Comments that follow one another are one text, in which a line that goes on is joined.
    fn close(&mut self) {
        let lines = std::mem::take(&mut self.comments);
        let mut joined: Vec<String> = Vec::new();
        for line in lines {
            let goes_on = line.starts_with(|c: char| c.is_lowercase() || c == '(')
                || line.starts_with(' ') && line.trim_start().starts_with(|c: char| c.is_alphabetic());
            match joined.last_mut() {
                Some(last) if goes_on && !last.trim().is_empty() => {
                    last.push(' ');
                    last.push_str(line.trim());
                }
                _ => joined.push(line),
            }
        }
        if !joined.is_empty() {
            self.out.append(text::read_at(&joined.join("\n"), self.first));
        }
    }
}
