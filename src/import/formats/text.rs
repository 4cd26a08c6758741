//! Plain text into blocks: underlined headings, drawn tables, bullets of every kind, wrapped lines joined.

use super::build::{Builder, Parsed, after_bullet};
use super::text_table;
use crate::import::document::{BlockKind, Span};
use crate::import::limits::MAX_LIST_DEPTH;

/// Columns a tab stands for.
const TAB: usize = 4;
/// Longest line, in columns, that a wrapped text has; longer ones are whole paragraphs.
const WIDEST: usize = 130;
/// Shortest line that can have been wrapped.
const SHORTEST: usize = 40;

/// Reads plain text whose lines end in `\n`.
pub fn read(source: &str) -> Parsed {
    read_at(source, 1)
}

/// As [`read`], for a part that begins on line `first` of its file.
pub(crate) fn read_at(source: &str, first: u32) -> Parsed {
    let lines: Vec<TextLine<'_>> =
        (first..).zip(source.split('\n')).map(|(at, line)| TextLine::of(line, at)).collect();
    let wrap = Wrap::of(&lines);
    let mut reader = TextReader {
        lines: &lines,
        wrap,
        out: Builder::default(),
        indents: Vec::new(),
        open: None,
        no_table: 0,
    };
    let mut at = 0;
    while at < lines.len() && !reader.out.is_full() {
        at += reader.step(at);
    }
    reader.close();
    reader.out.finish("text")
}

/// A line, taken apart.
#[derive(Debug)]
pub(crate) struct TextLine<'a> {
    /// Its line number in the file, from 1.
    pub at: u32,
    /// Quote signs before it.
    pub quote: u8,
    /// Columns of blanks before its words.
    pub indent: usize,
    /// Its words, without blanks at either end.
    pub words: &'a str,
    kind: LineShape<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum LineShape<'a> {
    Blank,
    Rule,
    Item { number: Option<u64>, words: &'a str },
    Words,
}

impl<'a> TextLine<'a> {
    fn of(line: &'a str, at: u32) -> Self {
        let (mut rest, mut quote) = (line, 0_u8);
        while let Some(after) = rest.trim_start().strip_prefix('>') {
            quote = quote.saturating_add(1);
            rest = after;
            if quote == u8::MAX {
                break;
            }
        }
        let mut indent = 0;
        let mut start = rest.len();
        for (offset, c) in rest.char_indices() {
            match c {
                '\t' => indent = (indent / TAB + 1) * TAB,
                c if c.is_whitespace() || matches!(c, '│' | '┃') => indent += 1,
                _ => {
                    start = offset;
                    break;
                }
            }
        }
        let words = rest[start..].trim_end();
        let kind = if words.is_empty() {
            LineShape::Blank
        } else if is_rule(words) {
            LineShape::Rule
        } else {
            item(words, indent).unwrap_or(LineShape::Words)
        };
        Self { at, quote, indent, words, kind }
    }

    /// Width in columns: wide letters take two.
    fn width(&self) -> usize {
        self.words.chars().map(columns).sum::<usize>() + self.indent
    }

    fn first_word(&self) -> usize {
        self.words.chars().take_while(|c| !c.is_whitespace()).take(60).map(columns).sum()
    }
}

fn columns(c: char) -> usize {
    if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}')
    {
        2
    } else {
        1
    }
}

/// A line of one sign over and over: it underlines a heading or separates parts.
fn is_rule(words: &str) -> bool {
    let mut signs = words.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    matches!(first, '=' | '-' | '~' | '_' | '*' | '#' | '.' | '─' | '━' | '═' | '—' | '–' | '•' | '·' | '+')
        && words.chars().filter(|c| *c == first).count() >= 3
        && signs.all(|c| c == first)
}

/// A line that begins as an item of a list does.
fn item(words: &str, indent: usize) -> Option<LineShape<'_>> {
    if let Some(rest) = words.strip_prefix(['├', '└', '╰', '┣', '┗']) {
        let rest = rest.trim_start_matches(['─', '━', '╴', '-', ' ']);
        return (!rest.is_empty()).then_some(LineShape::Item { number: None, words: rest });
    }
    if let Some(rest) = after_bullet(words, true) {
        return Some(LineShape::Item { number: None, words: without_box(rest) });
    }
    let rest = words.strip_prefix('+').or_else(|| words.strip_prefix('o').filter(|_| indent > 0));
    if let Some(rest) = rest.filter(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty()) {
        return Some(LineShape::Item { number: None, words: rest.trim_start() });
    }
    let (number, words) = numbered(words)?;
    Some(LineShape::Item { number: Some(number), words: without_box(words) })
}

/// `1.`, `1)`, `(1)`, `Q1:`, `Q1.` and the like before words.
fn numbered(words: &str) -> Option<(u64, &str)> {
    let (open, rest) = match words.strip_prefix('(').or_else(|| words.strip_prefix('（')) {
        Some(rest) => (true, rest),
        None => (false, words),
    };
    let asked = rest.strip_prefix(['Q', 'q']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let rest = asked.unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let number = rest[..digits].parse().ok()?;
    let after = &rest[digits..];
    let sign = after.chars().next()?;
    let tail = &after[sign.len_utf8()..];
    let signed = match sign {
        ')' | '）' => true,
        '.' => !open && !tail.starts_with(|c: char| c.is_ascii_digit()),
        ':' | '-' => !open && asked.is_some(),
        '、' | '．' => !open,
        _ => false,
    };
    let tail_words = tail.trim_start();
    let spaced = tail.len() > tail_words.len() || !sign.is_ascii() || !tail.is_ascii();
    (signed && spaced && !tail_words.is_empty()).then_some((number, tail_words))
}

fn without_box(words: &str) -> &str {
    ["[ ] ", "[x] ", "[X] ", "☐ ", "☑ ", "☒ "]
        .iter()
        .find_map(|mark| words.strip_prefix(mark))
        .unwrap_or(words)
        .trim_start()
}

/// How a text is wrapped: the width its full lines have, if they were broken to fit one.
#[derive(Clone, Copy, Debug)]
struct Wrap {
    width: Option<usize>,
    /// Whether some lines are longer than any wrapped text has, so that line breaks were all meant.
    long: bool,
}

impl Wrap {
    fn of(lines: &[TextLine<'_>]) -> Self {
        let widest = lines.iter().map(TextLine::width).max().unwrap_or(0);
        let width = lines
            .iter()
            .filter(|line| line.kind != LineShape::Rule)
            .map(TextLine::width)
            .filter(|w| *w <= WIDEST)
            .max();
        let long = widest > WIDEST + 10
            && lines.iter().filter(|line| line.width() > WIDEST + 10).count() * 10 > lines.len();
        let Some(width) = width.filter(|width| *width >= 50 && !long) else {
            return Self { width: None, long };
        };
        // Of the lines that another one follows, most have no room for its first word, and few end a
        // sentence.
        let (mut followed, mut full, mut ended, mut anew) = (0_usize, 0_usize, 0_usize, 0_usize);
        for pair in lines.windows(2) {
            let inside = pair[0].kind != LineShape::Blank
                && pair[0].kind != LineShape::Rule
                && pair[1].kind == LineShape::Words;
            if inside && pair[0].width() >= SHORTEST {
                followed += 1;
                let first = pair[1].words.trim_start_matches(|c: char| !c.is_alphanumeric());
                anew += usize::from(!first.starts_with(char::is_lowercase));
                let is_full = pair[0].width() + 1 + pair[1].first_word() > width;
                full += usize::from(is_full);
                ended += usize::from(is_full && ends_sentence(pair[0].words));
            }
        }
        // Where nearly every line begins anew they are a list whose bullets were lost.
        let list = followed > 2 && anew * 10 >= followed * 9;
        Self {
            width: (full >= 2 && full * 10 >= followed * 6 && ended * 2 < full && !list).then_some(width),
            long,
        }
    }

    /// Whether `next` goes on with the sentence of `line`.
    fn joins(self, begun: &str, line: &TextLine<'_>, next: &TextLine<'_>) -> bool {
        if line.width() < SHORTEST || self.long {
            return false;
        }
        let ends = ends_sentence(line.words);
        let goes_on = next.words.starts_with(|c: char| c.is_lowercase());
        // Cells pasted one a line often begin with small letters; sentences do not.
        if !ends && goes_on && !begun.starts_with(char::is_lowercase) {
            return true;
        }
        self.width.is_some_and(|width| line.width() + 1 + next.first_word() > width)
    }
}

struct TextReader<'a> {
    lines: &'a [TextLine<'a>],
    wrap: Wrap,
    out: Builder,
    indents: Vec<usize>,
    open: Option<OpenBlock>,
    /// The line before which no table begins.
    no_table: usize,
}

struct OpenBlock {
    kind: BlockKind,
    quote: u8,
    text: String,
    line: u32,
    indent: usize,
}

impl TextReader<'_> {
    /// Reads what begins at `at`; gives how many lines that was.
    fn step(&mut self, at: usize) -> usize {
        let lines = self.lines;
        let line = &lines[at];
        // Lines among which no table begins are not searched again: with a long run of bars that would
        // take quadratic time.
        if at >= self.no_table {
            match text_table::find(&lines[at..]) {
                Ok(table) => {
                    self.close();
                    table.write(&lines[at..at + table.lines], &mut self.out);
                    return table.lines;
                }
                Err(count) => self.no_table = at + count,
            }
        }
        match line.kind {
            LineShape::Blank => {
                self.close();
                1
            }
            LineShape::Rule => {
                self.close();
                self.indents.clear();
                1
            }
            _ if self.is_underlined(at) => {
                self.close();
                self.indents.clear();
                let level = if lines[at + 1].words.starts_with(['=', '═', '━', '#']) { 1 } else { 2 };
                self.out.push(BlockKind::Heading(level), line.quote, plain(line.words), line.at);
                2
            }
            LineShape::Item { number, words } => {
                self.close();
                self.item(line, number, words);
                1
            }
            LineShape::Words => {
                self.words(at);
                1
            }
        }
    }

    /// A line of words with a rule right below that is about as long, and nothing right above.
    fn is_underlined(&self, at: usize) -> bool {
        let (line, Some(rule)) = (&self.lines[at], self.lines.get(at + 1)) else { return false };
        if rule.kind != LineShape::Rule || line.words.chars().count() > 100 || rule.quote != line.quote {
            return false;
        }
        let alone = at == 0 || matches!(self.lines[at - 1].kind, LineShape::Blank | LineShape::Rule);
        let (width, under) = (line.width() - line.indent, rule.width() - rule.indent);
        let drawn = rule.words.starts_with(['=', '-', '~', '─', '━', '═', '#', '*', '_']);
        // A long rule below separates parts unless the line could not be anything but a heading.
        let fits = under <= width * 2 + 8 && under * 3 >= width;
        drawn
            && !rule.words.contains(' ')
            && (alone || is_capitals(line.words))
            && (fits || is_capitals(line.words))
    }

    fn item(&mut self, line: &TextLine<'_>, number: Option<u64>, words: &str) {
        while self.indents.last().is_some_and(|indent| *indent > line.indent) {
            self.indents.pop();
        }
        if self.indents.last().is_none_or(|indent| *indent < line.indent) {
            self.indents.push(line.indent);
        }
        let depth = u8::try_from(self.indents.len().saturating_sub(1)).unwrap_or(u8::MAX).min(MAX_LIST_DEPTH);
        self.open = Some(OpenBlock {
            kind: BlockKind::Item { depth, number },
            quote: line.quote,
            text: words.to_owned(),
            line: line.at,
            indent: line.indent,
        });
    }

    fn words(&mut self, at: usize) {
        let line = &self.lines[at];
        if let Some(open) = &mut self.open {
            let is_item = matches!(open.kind, BlockKind::Item { .. });
            let under = is_item && line.indent > open.indent + 1;
            if open.quote == line.quote && join_divided(&mut open.text, line.words) {
                return;
            }
            if open.quote == line.quote && (under || self.wrap.joins(&open.text, &self.lines[at - 1], line)) {
                if !is_wide(&open.text, line.words) {
                    open.text.push(' ');
                }
                open.text.push_str(line.words);
                return;
            }
        }
        self.close();
        if line.indent == 0 {
            self.indents.clear();
        }
        let (before, after) = (at.checked_sub(1).map(|at| &self.lines[at]), self.lines.get(at + 1));
        let alone = before.is_none_or(|line| line.kind == LineShape::Blank || line.kind == LineShape::Rule)
            && after.is_none_or(|line| line.kind == LineShape::Blank);
        // Plain text often has no other sign of a heading than capitals.
        let kind = if alone && line.words.chars().count() <= 80 && is_capitals(line.words) {
            BlockKind::Heading(2)
        } else {
            BlockKind::Paragraph
        };
        self.open = Some(OpenBlock {
            kind,
            quote: line.quote,
            text: line.words.to_owned(),
            line: line.at,
            indent: line.indent,
        });
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.out.push(open.kind, open.quote, plain(&open.text), open.line);
        }
    }
}

/// First parts of words that keep their hyphen where a line ends after them.
const KEEP_HYPHEN: &[&str] = &[
    "self", "cross", "well", "long", "short", "high", "low", "non", "co", "multi", "end", "real", "full",
    "part", "hands", "follow", "decision", "data", "customer", "problem", "team", "face", "on", "off", "in",
    "up", "day", "first", "third", "half", "large", "small", "fast", "hard", "open", "inter", "e", "trade",
    "stake",
];

/// Adds `next` to a text that ends in a word divided by a hyphen; whether it did.
fn join_divided(text: &mut String, next: &str) -> bool {
    let Some(before) = text.strip_suffix('-') else { return false };
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // "research- and teaching" is two words that share an end.
    let shared =
        ["and ", "or ", "und ", "oder ", "bzw", "et ", "y ", "e "].iter().any(|word| next.starts_with(word));
    if word.is_empty() || shared || !next.starts_with(char::is_lowercase) {
        return false;
    }
    if !KEEP_HYPHEN.contains(&word.to_lowercase().as_str()) {
        text.pop();
    }
    text.push_str(next);
    true
}

fn ends_sentence(words: &str) -> bool {
    words.ends_with(['.', '?', '!', ':', ';', '。', '？', '！', '"', '”', ')'])
}

/// Whether the words on both sides of a line break are of a script without blanks.
fn is_wide(before: &str, after: &str) -> bool {
    before.chars().next_back().is_some_and(|c| columns(c) == 2)
        && after.chars().next().is_some_and(|c| columns(c) == 2)
}

/// Whether all letters are capitals, and there are at least four.
fn is_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 4 && letters.clone().all(char::is_uppercase)
}

pub(crate) fn plain(text: &str) -> Vec<Span> {
    vec![Span { text: text.trim().to_owned(), ..Span::default() }]
}
