//! HTML into blocks, straight from its tags: no tree is built, so depth costs nothing and lines are known.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::build::{Builder, Parsed, Runs, split_bullets};
use super::html_attributes;
use super::html_table::Tables;
use super::html_tags::{Open, Role, attribute, is_void};
use crate::import::document::{BlockKind, Span};
use crate::import::limits::{MAX_HTML_DEPTH, MAX_LIST_DEPTH};

/// Reads HTML whose lines end in `\n`. Hidden text, scripts, styles, templates and comments are left
/// out, and so are menus and the link lists of footers and sidebars.
pub fn read(source: &str) -> Parsed {
    read_at(source, 1)
}

/// As [`read`], for a part that begins on line `first` of its file.
pub(crate) fn read_at(source: &str, first: u32) -> Parsed {
    let queue = BufferQueue::default();
    let source = html_attributes::bounded(source);
    // In pieces, because the tokenizer copies what is left of a piece when it looks ahead.
    let mut rest = &*source;
    while !rest.is_empty() {
        let mut end = rest.len().min(1 << 16);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        queue.push_back(StrTendril::from_slice(&rest[..end]));
        rest = &rest[end..];
    }
    let sink = Sink { reader: RefCell::new(HtmlReader::new(first)) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    // Scripts pause the tokenizer at their end; nothing is run, it just goes on.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.reader.into_inner().finish()
}

struct Sink {
    reader: RefCell<HtmlReader>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut reader = self.reader.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reader.text(&text, line),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return reader.start(&tag),
            Token::TagToken(tag) => reader.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Most words of a heading; more are text whose heading was never closed.
const LONGEST_HEADING: usize = 30;

struct HtmlReader {
    out: Builder,
    runs: Runs,
    first: u32,
    line: u32,
    seen: u32,
    stack: Vec<Open>,
    beyond: u64,
    hidden_beyond: Option<u64>,
    /// Depth of the stack at which text became hidden.
    hidden: Option<usize>,
    raw: Option<String>,
    lists: Vec<Option<u64>>,
    item: Option<(u8, Option<u64>)>,
    heading: Option<u8>,
    quote: u8,
    pre: u32,
    tables: Tables,
    skipped: bool,
}

impl HtmlReader {
    fn new(first: u32) -> Self {
        Self {
            out: Builder::default(),
            runs: Runs::default(),
            first,
            line: first,
            seen: first,
            stack: Vec::new(),
            beyond: 0,
            hidden_beyond: None,
            hidden: None,
            raw: None,
            lists: Vec::new(),
            item: None,
            heading: None,
            quote: 0,
            pre: 0,
            tables: Tables::default(),
            skipped: false,
        }
    }

    fn is_hidden(&self) -> bool {
        self.hidden.is_some() || self.hidden_beyond.is_some() || self.raw.is_some()
    }

    fn text(&mut self, text: &str, line: u64) {
        let breaks = u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX);
        let last = self.first.saturating_add(u32::try_from(line).unwrap_or(u32::MAX)).saturating_sub(1);
        self.seen = last;
        if self.is_hidden() {
            self.skipped |= self.raw.is_none() && !text.trim().is_empty();
            return;
        }
        if self.runs.is_blank() && !text.trim().is_empty() {
            let lead = &text[..text.len() - text.trim_start().len()];
            let before = u32::try_from(lead.matches('\n').count()).unwrap_or(0);
            self.line = last.saturating_sub(breaks).saturating_add(before).max(self.first);
        }
        let style = self.style();
        if self.pre > 0 {
            self.runs.push(text, &style);
            return;
        }
        let mut words = String::with_capacity(text.len());
        let mut blank = self.runs.ends_blank();
        for c in text.chars() {
            let is_blank = matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}' | '\u{a0}');
            if !is_blank {
                words.push(c);
            } else if !blank {
                words.push(' ');
            }
            blank = is_blank;
        }
        self.runs.push(&words, &style);
    }

    fn style(&self) -> Span {
        self.stack.last().map_or_else(Span::default, |open| open.style.clone())
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some(kind) = raw_kind(name) {
            self.raw = Some(name.to_owned());
            return TokenSinkResult::RawData(kind);
        }
        if name == "br" {
            self.line_break();
        } else if is_void(name) {
            if name == "hr" {
                self.flush();
            }
        } else {
            self.open(tag);
        }
        TokenSinkResult::Continue
    }

    fn line_break(&mut self) {
        if self.is_hidden() {
            return;
        }
        if self.runs.ends_line() && !self.tables.in_cell() {
            // Two in a row are how people without paragraphs end one.
            self.flush();
        } else if !self.runs.is_blank() {
            self.runs.line_break();
        }
    }

    fn open(&mut self, tag: &Tag) {
        self.close_implied(&tag.name);
        let mut open = Open::of(tag, self.style());
        if self.stack.len() >= MAX_HTML_DEPTH {
            self.beyond += 1;
            if open.hides && self.hidden_beyond.is_none() {
                self.hidden_beyond = Some(self.beyond);
            }
            if open.role != Role::Inline {
                self.flush();
            }
            return;
        }
        if open.role != Role::Inline {
            self.flush();
        }
        open.from = self.out.len();
        if open.hides && self.hidden.is_none() {
            self.hidden = Some(self.stack.len());
        }
        if self.hidden.is_none() {
            self.enter(&mut open, tag);
        }
        self.stack.push(open);
    }

    fn enter(&mut self, open: &mut Open, tag: &Tag) {
        open.entered = true;
        match open.role {
            Role::Heading(level) => self.heading = Some(level),
            Role::Quote => self.quote = self.quote.saturating_add(1),
            Role::Pre => self.pre += 1,
            Role::List { numbered } => {
                let first = attribute(tag, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(numbered.then_some(first));
            }
            Role::Item => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let mut number = None;
                if let Some(Some(next)) = self.lists.last_mut() {
                    let value = attribute(tag, "value").and_then(|value| value.trim().parse().ok());
                    number = Some(value.unwrap_or(*next));
                    *next = number.unwrap_or(0).saturating_add(1);
                }
                self.item = Some((depth.min(MAX_LIST_DEPTH), number));
            }
            Role::Table => self.tables.open(&mut self.out, attribute(tag, "role") == Some("presentation")),
            Role::TableHead => self.tables.head(true),
            Role::Row => self.tables.row(),
            Role::Cell { header } => self.tables.open_cell(self.out.len(), self.seen, tag, header),
            _ => {}
        }
    }

    /// Ends the elements that HTML ends by itself where this one begins.
    fn close_implied(&mut self, name: &str) {
        let (ends, stops): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "td", "th"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th"]),
            "tr" => (&["tr"], &["table", "thead", "tbody", "tfoot"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
            _ if Role::of(name) != Role::Inline => (&["p"], &["td", "th", "li", "div", "blockquote"]),
            _ => return,
        };
        for at in (0..self.stack.len()).rev() {
            let open: &str = &self.stack[at].name;
            if ends.contains(&open) {
                return self.close_to(at);
            }
            if stops.contains(&open) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(raw) = &self.raw {
            if raw == name {
                self.raw = None;
            }
            return;
        }
        if name == "br" {
            return self.line_break();
        }
        if self.beyond > 0 && !is_void(name) {
            self.beyond -= 1;
            if self.hidden_beyond.is_some_and(|from| self.beyond < from) {
                self.hidden_beyond = None;
            }
            if Role::of(name) != Role::Inline {
                self.flush();
            }
            return;
        }
        let in_table =
            matches!(Role::of(name), Role::Table | Role::TableHead | Role::Row | Role::Cell { .. });
        for at in (0..self.stack.len()).rev() {
            let open: &str = &self.stack[at].name;
            if open == name {
                return self.close_to(at);
            }
            // A stray end tag inside a cell does not end what the table stands in.
            if !in_table && matches!(open, "td" | "th" | "table") {
                break;
            }
        }
        if Role::of(name) != Role::Inline {
            self.flush();
        }
    }

    fn close_to(&mut self, at: usize) {
        while self.stack.len() > at {
            if self.stack.last().is_some_and(|open| open.role != Role::Inline) {
                self.flush();
            }
            let Some(open) = self.stack.pop() else { return };
            if open.entered {
                self.leave(&open);
            }
            if self.hidden == Some(self.stack.len()) {
                self.hidden = None;
            }
        }
    }

    fn leave(&mut self, open: &Open) {
        match open.role {
            Role::Heading(_) => self.heading = None,
            Role::Quote => self.quote = self.quote.saturating_sub(1),
            Role::Pre => self.pre = self.pre.saturating_sub(1),
            Role::List { .. } => {
                self.lists.pop();
                self.item = None;
            }
            Role::Item => self.item = None,
            Role::Table => self.tables.close(&mut self.out),
            Role::TableHead => self.tables.head(false),
            Role::Row => self.tables.end_row(),
            Role::Cell { .. } => self.tables.close_cell(self.out.len()),
            Role::Menu => self.out.drop_from(open.from, |_| true),
            Role::Margin => {
                let (mut all, mut linked) = (0, 0);
                for span in self.out.since(open.from).iter().flat_map(|block| &block.spans) {
                    all += span.text.len();
                    linked += if span.link { span.text.len() } else { 0 };
                }
                let mostly = linked * 2 > all;
                self.out.drop_from(open.from, |block| {
                    mostly || block.spans.iter().all(|span| span.link || span.text.trim().is_empty())
                });
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        if self.runs.is_blank() {
            self.runs.take();
            return;
        }
        let spans = self.runs.take();
        if let Some(level) = self.heading
            && self.item.is_none()
            && is_heading(&spans)
        {
            self.tables.has_heading();
            // What follows before its end tag is text: pages forget to close it.
            self.heading = None;
            return self.out.push(BlockKind::Heading(level), self.quote, spans, self.line);
        }
        if self.pre > 0 {
            self.item = None;
            return self.out.push(BlockKind::Code, self.quote, spans, self.line);
        }
        if let Some((depth, number)) = self.item.take() {
            return self.out.push(BlockKind::Item { depth, number }, self.quote, spans, self.line);
        }
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX).min(MAX_LIST_DEPTH);
        for (is_item, spans, _) in split_bullets(spans) {
            let kind = if is_item { BlockKind::Item { depth, number: None } } else { BlockKind::Paragraph };
            self.out.push(kind, self.quote, spans, self.line);
        }
    }

    fn finish(mut self) -> Parsed {
        self.close_to(0);
        self.flush();
        self.tables.close_all(&mut self.out);
        if self.out.len() == 0 && self.skipped {
            self.out.warn(
                "All text of the page is hidden, so nothing was read. Copy the visible text and paste it.",
            );
        }
        self.out.finish("html")
    }
}

/// Whether text in a heading's tags can be one: not whole paragraphs, nor a list of bullets.
fn is_heading(spans: &[Span]) -> bool {
    let words: usize = spans.iter().map(|span| span.text.split_whitespace().count()).sum();
    words <= LONGEST_HEADING
        && !spans.iter().any(|span| span.text.contains("\n•") || span.text.contains("\n-"))
}

fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}
