//! Where every format puts its blocks: runs of emphasis merged, blanks trimmed, limits kept.

use std::borrow::Cow;

use crate::import::document::{Block, BlockKind, Span};
use crate::import::limits::{MAX_BLOCKS, MAX_LIST_DEPTH, MAX_QUOTE, MAX_TEXT};
use crate::import::plain::plain;

/// What a format's reader gives back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The format's name as in [`crate::import::document::Document::kind`].
    pub kind: &'static str,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// What could not be read, in words for the person.
    pub warnings: Vec<String>,
    /// The domain of a letter's sender; empty where it is not known.
    pub sender: String,
}

/// Collects blocks within the limits.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    blocks: Vec<Block>,
    warnings: Vec<String>,
    bytes: usize,
    full: bool,
    tables: u32,
    groups: u32,
}

impl Builder {
    /// Adds a block unless it has no words or the limits are reached.
    pub fn push(&mut self, kind: BlockKind, quote: u8, mut spans: Vec<Span>, line: u32) {
        for span in &mut spans {
            if let Cow::Owned(text) = plain(&span.text) {
                span.text = text;
            }
        }
        let keep_cell = matches!(kind, BlockKind::Cell { .. });
        if !keep_cell && spans.iter().all(|span| is_blank(&span.text)) {
            return;
        }
        let length: usize = spans.iter().map(|span| span.text.len()).sum();
        if self.blocks.len() >= MAX_BLOCKS || self.bytes + length > MAX_TEXT {
            if !self.full {
                self.full = true;
                self.warn(format!(
                    "The file is very long: it was read up to line {line}, and the rest was left out (at most {MAX_BLOCKS} pieces and {} MB of text).",
                    MAX_TEXT >> 20
                ));
            }
            return;
        }
        self.bytes += length;
        self.blocks.push(Block { kind, quote: quote.min(MAX_QUOTE), spans, line });
    }

    /// Adds a block of one plain run.
    pub fn plain(&mut self, kind: BlockKind, text: &str, line: u32) {
        self.push(kind, 0, vec![Span { text: text.trim().to_owned(), ..Span::default() }], line);
    }

    /// Adds the blocks of a part read by another reader, with its warnings.
    pub fn append(&mut self, part: Parsed) {
        self.append_nested(part, 0, 0);
    }

    /// As [`Self::append`], for a part that stands in `quote` quotes and `depth` lists.
    pub fn append_nested(&mut self, part: Parsed, quote: u8, depth: u8) {
        let (tables, groups) = (self.tables, self.groups);
        for block in part.blocks {
            let kind = match block.kind {
                BlockKind::Cell { table, row, column, header } => {
                    self.tables = self.tables.max(tables + table + 1);
                    BlockKind::Cell { table: tables + table, row, column, header }
                }
                BlockKind::Field { path, group } => {
                    self.groups = self.groups.max(groups + group + 1);
                    BlockKind::Field { path, group: groups + group }
                }
                BlockKind::Item { depth: inner, number } => {
                    BlockKind::Item { depth: inner.saturating_add(depth).min(MAX_LIST_DEPTH), number }
                }
                other => other,
            };
            self.push(kind, block.quote.saturating_add(quote), block.spans, block.line);
        }
        part.warnings.into_iter().for_each(|warning| self.warn(warning));
    }

    /// The number of the table that is being read.
    pub fn table(&self) -> u32 {
        self.tables
    }

    /// Ends the table that is being read: the next one gets the next number.
    pub fn end_table(&mut self) {
        self.tables += 1;
    }

    /// A number for a group of fields that no other group of this document has.
    pub fn group(&mut self) -> u32 {
        self.groups += 1;
        self.groups - 1
    }

    /// Adds a warning once.
    pub fn warn(&mut self, warning: impl Into<String>) {
        let warning = warning.into();
        if self.warnings.len() < 50 && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Whether the limits are reached, so that a reader can stop early.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Takes the blocks from `from` on out again.
    pub fn take_from(&mut self, from: usize) -> Vec<Block> {
        let tail = self.blocks.split_off(from.min(self.blocks.len()));
        let bytes: usize = tail.iter().flat_map(|block| &block.spans).map(|span| span.text.len()).sum();
        self.bytes -= bytes.min(self.bytes);
        tail
    }

    /// Drops the blocks from `from` for which `drop` holds.
    pub fn drop_from(&mut self, from: usize, drop: impl Fn(&Block) -> bool) {
        let tail = self.blocks.split_off(from.min(self.blocks.len()));
        self.blocks.extend(tail.into_iter().filter(|block| !drop(block)));
    }

    /// The blocks from `from` on.
    pub fn since(&self, from: usize) -> &[Block] {
        self.blocks.get(from..).unwrap_or_default()
    }

    /// The parsed document; `kind` is the format's name.
    pub fn finish(self, kind: &'static str) -> Parsed {
        Parsed { kind, blocks: self.blocks, warnings: self.warnings, sender: String::new() }
    }
}

/// The bullet signs that begin an item wherever they stand: nothing else begins with them.
const BULLETS: [char; 17] =
    ['•', '▪', '‣', '●', '○', '◦', '■', '□', '➤', '►', '▶', '∙', '⁃', '◆', '◇', '\u{F0B7}', '\u{F0A7}'];

/// The rest of a line that begins with a bullet sign and a word; `dashes` allows `-`, `*` and `·` too.
pub(crate) fn after_bullet(line: &str, dashes: bool) -> Option<&str> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    if BULLETS.contains(&first) {
        return Some(rest.trim_start()).filter(|rest| !rest.is_empty());
    }
    let spaced = rest.starts_with([' ', '\t', '\u{A0}']) && !rest.trim().is_empty();
    // Word's second bullet comes as an "o", a lost one as a full stop: both before a capital only.
    let lost =
        matches!(first, 'o' | '.') && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c == '¿');
    let dash = matches!(first, '-' | '*' | '·' | '–' | '—' | '\u{2212}' | '\u{2010}' | '\u{2011}');
    (dashes && (dash || lost) && spaced).then(|| rest.trim_start())
}

/// A paragraph of several bulleted lines, as formats without lists have them, as
/// `(is item, runs, line in it)`.
pub(crate) fn split_bullets(spans: Vec<Span>) -> Vec<(bool, Vec<Span>, u32)> {
    let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
    let signed = whole.lines().filter(|line| after_bullet(line, true).is_some()).count();
    let lost = whole.starts_with(". ") && after_bullet(&whole, true).is_some();
    let single = signed == 1 && (lost || after_bullet(&whole, false).is_some());
    if !(signed > 1 || single) {
        return vec![(false, spans, 0)];
    }
    let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
    for span in spans {
        for (count, part) in span.text.split('\n').enumerate() {
            if count > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                let text = part.to_owned();
                let Span { bold, italic, struck, link, .. } = span;
                line.push(Span { text, bold, italic, struck, link });
            }
        }
    }
    let mut pieces = Vec::new();
    for (number, mut line) in (0_u32..).zip(lines) {
        let text: String = line.iter().map(|span| span.text.as_str()).collect();
        let cut = after_bullet(&text, true).map(|rest| text.len() - rest.len());
        drop_front(&mut line, cut.unwrap_or(0));
        let line = trim(line);
        if !line.is_empty() {
            pieces.push((cut.is_some(), line, number));
        }
    }
    pieces
}

/// Drops this many bytes from the front of the runs; they end between two characters.
pub(crate) fn drop_front(spans: &mut Vec<Span>, mut bytes: usize) {
    let mut whole = 0;
    for span in spans.iter_mut() {
        if span.text.len() > bytes {
            span.text.drain(..bytes);
            break;
        }
        bytes -= span.text.len();
        whole += 1;
    }
    spans.drain(..whole);
}

/// The runs (spans) of one block while they are collected.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    spans: Vec<Span>,
}

impl Runs {
    /// Adds text with the emphasis of `style` (whose own text is ignored).
    pub fn push(&mut self, text: &str, style: &Span) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.spans.last_mut()
            && same_style(last, style)
        {
            last.text.push_str(text);
            return;
        }
        self.spans.push(Span { text: text.to_owned(), ..style.clone() });
    }

    /// Whether there is nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.spans.iter().all(|span| is_blank(&span.text))
    }

    /// Whether the text so far ends in a blank, or there is none.
    pub fn ends_blank(&self) -> bool {
        self.spans.last().is_none_or(|span| span.text.ends_with([' ', '\n']))
    }

    /// Whether the text so far ends in a line break, or there is none.
    pub fn ends_line(&self) -> bool {
        self.spans.last().is_none_or(|span| span.text.trim_end_matches(' ').ends_with('\n'))
    }

    /// Breaks the line, without blanks before the break.
    pub fn line_break(&mut self) {
        if let Some(last) = self.spans.last_mut() {
            let kept = last.text.trim_end_matches(' ').len();
            last.text.truncate(kept);
            last.text.push('\n');
        }
    }

    /// Takes the runs, without blanks at either end.
    pub fn take(&mut self) -> Vec<Span> {
        trim(std::mem::take(&mut self.spans))
    }
}

pub(crate) fn same_style(a: &Span, b: &Span) -> bool {
    (a.bold, a.italic, a.struck, a.link) == (b.bold, b.italic, b.struck, b.link)
}

/// Removes blanks at either end of a block's runs.
pub(crate) fn trim(mut spans: Vec<Span>) -> Vec<Span> {
    while let Some(last) = spans.last_mut() {
        let kept = last.text.trim_end().len();
        last.text.truncate(kept);
        if kept > 0 {
            break;
        }
        spans.pop();
    }
    let blank = spans.iter().take_while(|span| span.text.trim().is_empty()).count();
    spans.drain(..blank);
    if let Some(first) = spans.first_mut() {
        let start = first.text.len() - first.text.trim_start().len();
        first.text.drain(..start);
    }
    spans
}

/// Whether a text has nothing to see: blanks and characters of no width.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
    })
}

/// Byte offsets of line starts, to turn an offset into a line number.
#[derive(Debug)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    end: usize,
}

impl Lines {
    /// The line starts of this text, whose lines end in `\n`.
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Self { starts, end: text.len() }
    }

    /// The line, from 1, of a byte offset.
    pub fn at(&self, offset: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }

    /// The byte range of a line, from 1, with its line break.
    pub fn range(&self, line: u32) -> std::ops::Range<usize> {
        let start = self.starts.get((line as usize).saturating_sub(1)).copied().unwrap_or(self.end);
        let end = self.starts.get(line as usize).copied().unwrap_or(self.end);
        start..end
    }
}
