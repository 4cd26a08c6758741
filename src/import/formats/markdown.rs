//! Markdown, with the habits of note apps, into blocks.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Lines, Parsed, Runs, drop_front};
use super::{html, text};
use crate::import::document::{BlockKind, Span};
use crate::import::limits::{MAX_COLUMNS, MAX_LIST_DEPTH};

/// Fences whose text is a program for the note app and nothing to read.
const APP_FENCES: [&str; 6] = ["mermaid", "dataview", "dataviewjs", "tasks", "query", "ad-hidden"];

/// Reads Markdown whose lines end in `\n`. Front matter, `%%comments%%` and images are left out.
pub fn read(source: &str) -> Parsed {
    let front = &source[..front_matter(source)];
    let own = front.lines().any(|line| line.starts_with("format: greenroom-stories/"));
    let kind = if own { "greenroom-stories" } else { "markdown" };
    let source = without_notes(source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let mut reader = MarkdownReader::new(&source);
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        if reader.out.is_full() {
            break;
        }
        reader.event(event, range.start);
    }
    reader.flush();
    reader.out.finish(kind)
}

struct MarkdownReader<'a> {
    source: &'a str,
    lines: Lines,
    out: Builder,
    runs: Runs,
    style: Span,
    line: u32,
    quote: u8,
    lists: u8,
    item: Option<(u8, Option<u64>)>,
    heading: Option<u8>,
    images: u32,
    hidden: u32,
    code: Option<Code>,
    markup: Option<String>,
    table: MarkdownTable,
    bold: u32,
    italic: u32,
    links: u32,
}

struct Code {
    text: String,
    line: u32,
    fence: Option<String>,
}

#[derive(Default)]
struct MarkdownTable {
    row: u32,
    column: u32,
    header: bool,
    inside: bool,
}

impl<'a> MarkdownReader<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            lines: Lines::of(source),
            out: Builder::default(),
            runs: Runs::default(),
            style: Span::default(),
            line: 1,
            quote: 0,
            lists: 0,
            item: None,
            heading: None,
            images: 0,
            hidden: 0,
            code: None,
            markup: None,
            table: MarkdownTable::default(),
            bold: 0,
            italic: 0,
            links: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, at),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.run(&words, at);
            }
            Event::Html(part) => self.markup.get_or_insert_with(String::new).push_str(&part),
            Event::InlineHtml(tag) => self.inline_html(&tag, at),
            Event::SoftBreak | Event::HardBreak => self.run("\n", at),
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) | Event::FootnoteReference(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Strikethrough => self.style.struck = true,
            Tag::Link { .. } => self.links += 1,
            Tag::Image { .. } => self.images += 1,
            Tag::TableCell => self.table.inside = true,
            Tag::TableRow => {}
            block => {
                self.flush();
                self.line = self.lines.at(at);
                self.start_block(block, at);
            }
        }
        self.restyle();
    }

    fn start_block(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(depth_of(level)),
            Tag::BlockQuote(_) => self.quote = self.quote.saturating_add(1),
            Tag::CodeBlock(kind) => {
                let fence = match kind {
                    CodeBlockKind::Fenced(name) => Some(name.trim().to_lowercase()),
                    CodeBlockKind::Indented => None,
                };
                let line = self.line + u32::from(fence.is_some());
                self.code = Some(Code { text: String::new(), line, fence });
            }
            Tag::HtmlBlock => self.markup = Some(String::new()),
            Tag::List(_) => self.lists = self.lists.saturating_add(1),
            Tag::Item => {
                let depth = self.lists.saturating_sub(1).min(MAX_LIST_DEPTH);
                self.item = Some((depth, number_at(self.source, at)));
            }
            Tag::Table(_) => self.table = MarkdownTable::default(),
            Tag::TableHead => self.table.header = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Strikethrough => self.style.struck = false,
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.table.header = false;
                self.table.row += 1;
                self.table.column = 0;
            }
            TagEnd::Table => self.out.end_table(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_markup(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quote = self.quote.saturating_sub(1);
            }
            TagEnd::Item => {
                self.flush();
                self.item = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            _ => self.flush(),
        }
        self.restyle();
    }

    fn restyle(&mut self) {
        self.style.bold = self.bold > 0;
        self.style.italic = self.italic > 0;
        self.style.link = self.links > 0;
    }

    fn words(&mut self, words: &str, at: usize) {
        if let Some(code) = &mut self.code {
            code.text.push_str(words);
            return;
        }
        let end = words.rfind(" ^").filter(|from| is_block_id(&words[from + 2..])).unwrap_or(words.len());
        let words = &words[..end];
        if words.contains("==") {
            self.run(&without_highlights(words), at);
        } else {
            self.run(words, at);
        }
    }

    fn run(&mut self, words: &str, at: usize) {
        if self.images > 0 || self.hidden > 0 {
            return;
        }
        if self.runs.is_blank() && !words.trim().is_empty() {
            self.line = self.lines.at(at);
        }
        self.runs.push(words, &self.style);
    }

    fn inline_html(&mut self, tag: &str, at: usize) {
        let name: String =
            tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let closes = tag.starts_with("</");
        let count = |value: &mut u32| *value = if closes { value.saturating_sub(1) } else { *value + 1 };
        match name.to_ascii_lowercase().as_str() {
            "br" => self.run("\n", at),
            "b" | "strong" => count(&mut self.bold),
            "i" | "em" => count(&mut self.italic),
            "s" | "del" | "strike" => self.style.struck = !closes,
            "script" | "style" | "template" | "noscript" => count(&mut self.hidden),
            _ => {}
        }
        self.restyle();
    }

    fn flush(&mut self) {
        if self.table.inside {
            return;
        }
        self.bold = 0;
        self.italic = 0;
        self.links = 0;
        self.hidden = 0;
        self.restyle();
        if self.runs.is_blank() {
            self.runs.take();
            return;
        }
        let kind = match self.item.take() {
            Some((depth, number)) => BlockKind::Item { depth, number },
            None => BlockKind::Paragraph,
        };
        let spans = self.runs.take();
        let spans = if self.quote > 0 { self.callout(spans) } else { spans };
        self.out.push(kind, self.quote, spans, self.line);
    }

    /// Splits `[!note] Title` off a quote's first paragraph: the marker goes, the title stands alone.
    fn callout(&mut self, mut spans: Vec<Span>) -> Vec<Span> {
        let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
        let Some(close) = whole.strip_prefix("[!").and_then(|rest| rest.find(']')) else { return spans };
        if close > 40 || whole[2..2 + close].contains(char::is_whitespace) {
            return spans;
        }
        drop_front(&mut spans, close + 3);
        if spans.first().is_some_and(|span| span.text.starts_with(['+', '-'])) {
            drop_front(&mut spans, 1);
        }
        let rest: String = spans.iter().map(|span| span.text.as_str()).collect();
        let Some(end) = rest.find('\n') else { return super::build::trim(spans) };
        let title = rest[..end].trim();
        if !title.is_empty() {
            let run = Span { text: title.to_owned(), bold: true, ..Span::default() };
            self.out.push(BlockKind::Paragraph, self.quote, vec![run], self.line);
        }
        drop_front(&mut spans, end + 1);
        self.line += 1;
        super::build::trim(spans)
    }

    fn end_heading(&mut self) {
        let level = self.heading.take().unwrap_or(1);
        if self.runs.is_blank() {
            self.runs.take();
            return;
        }
        let spans = self.runs.take();
        let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
        // A rule typed right below a paragraph is read by CommonMark as that paragraph's underline.
        let is_hash = self.source_line(self.line).contains('#');
        let is_text =
            !is_hash && (whole.contains('\n') || whole.len() > 120 || whole.ends_with(['.', ';', ',']));
        let kind = if is_text { BlockKind::Paragraph } else { BlockKind::Heading(level) };
        self.out.push(kind, self.quote, spans, self.line);
        if self.item.is_some() {
            self.item = None;
        }
    }

    fn source_line(&self, line: u32) -> &str {
        self.source.get(self.lines.range(line)).unwrap_or_default()
    }

    fn end_cell(&mut self) {
        let table = &self.table;
        let (row, column, header) = (table.row, table.column, table.header);
        let spans = self.runs.take();
        if (column as usize) < MAX_COLUMNS {
            let kind = BlockKind::Cell { table: self.out.table(), row, column, header };
            self.out.push(kind, self.quote, spans, self.line);
        } else {
            self.out.warn(format!("A table has more than {MAX_COLUMNS} columns; the others were left out."));
        }
        self.table.column += 1;
        self.table.inside = false;
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let item = self.item.take();
        match code.fence {
            Some(name) if APP_FENCES.contains(&name.as_str()) => {}
            None if !looks_like_code(&code.text) => {
                // Indented four columns by a tab: in notes that is text under something, not code.
                let first = if item.is_some() { 0 } else { self.lists };
                self.out.append_nested(text::read_at(&code.text, code.line), self.quote, first);
            }
            _ => {
                let text = code.text.trim_end().to_owned();
                self.out.push(BlockKind::Code, self.quote, vec![Span { text, ..Span::default() }], code.line);
            }
        }
    }

    fn end_markup(&mut self) {
        let Some(markup) = self.markup.take() else { return };
        self.out.append_nested(html::read_at(&markup, self.line), self.quote, 0);
    }
}

fn depth_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The number as written before an item: `CommonMark` counts on from the first one whatever is written.
fn number_at(source: &str, at: usize) -> Option<u64> {
    let rest = source.get(at..)?.trim_start_matches([' ', '\t']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 9 {
        return None;
    }
    rest[..digits].parse().ok()
}

fn is_block_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 40 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Removes `==` where it touches a word on one side, so that `a == b` keeps it.
fn without_highlights(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("==") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        kept.push_str(before);
        let left = kept.chars().next_back().is_none_or(char::is_whitespace);
        let right = after.chars().next().is_none_or(char::is_whitespace);
        if (left && right && !(kept.is_empty() && after.is_empty())) || after.starts_with('=') {
            kept.push_str("==");
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn looks_like_code(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let (mut all, mut code) = (0_usize, 0_usize);
    for line in lines {
        let line = line.trim();
        all += 1;
        let marks = ["();", " = ", "==", "=>", "->", "</", "::", "){", ") {", "$ "];
        if line.ends_with([';', '{', '}']) || marks.iter().any(|mark| line.contains(mark)) {
            code += 1;
        }
    }
    code * 3 >= all.max(1)
}

/// Blanks front matter and `%%comments%%`, keeping every line break so that lines still count.
fn without_notes(source: &str) -> Cow<'_, str> {
    let front = front_matter(source);
    if front == 0 && !source.contains("%%") {
        return Cow::Borrowed(source);
    }
    let mut kept = String::with_capacity(source.len());
    push_breaks(&mut kept, &source[..front]);
    let mut comment = false;
    let mut fence = false;
    // A lone opening mark hides nothing: only as many marks as pair up count.
    let mut marks = source[front..].matches("%%").count();
    for line in source[front..].split_inclusive('\n') {
        let start = line.trim_start();
        if !comment && (start.starts_with("```") || start.starts_with("~~~")) {
            fence = !fence;
        }
        if fence || !(comment || line.contains("%%")) {
            marks = marks.saturating_sub(line.matches("%%").count());
            kept.push_str(line);
            continue;
        }
        let mut parts = line.split("%%").peekable();
        while let Some(part) = parts.next() {
            if comment {
                push_breaks(&mut kept, part);
            } else {
                kept.push_str(part);
            }
            if parts.peek().is_some() {
                marks = marks.saturating_sub(1);
                if comment {
                    comment = false;
                } else if marks > 0 && (parts.len_at_least(2) || start.starts_with("%%")) {
                    comment = true;
                } else {
                    kept.push_str("%%");
                }
            }
        }
    }
    Cow::Owned(kept)
}

trait LenAtLeast {
    fn len_at_least(&self, count: usize) -> bool;
}

impl<I: Iterator + Clone> LenAtLeast for std::iter::Peekable<I>
where
    I::Item: Clone,
{
    fn len_at_least(&self, count: usize) -> bool {
        self.clone().take(count).count() >= count
    }
}

/// How many bytes of front matter (`---`, keys, `---`) the text begins with.
fn front_matter(source: &str) -> usize {
    let Some(rest) = source.strip_prefix("---\n") else { return 0 };
    let mut at = 4;
    for (count, line) in rest.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return if count > 0 { at } else { 0 };
        }
        let is_data = line.is_empty()
            || line.starts_with([' ', '\t', '-', '#'])
            || line.split_once(':').is_some_and(|(key, value)| {
                key.len() <= 40
                    && !key.contains(['*', '?', '.'])
                    && (value.is_empty() || value.starts_with(' '))
            });
        if !is_data || count > 500 {
            return 0;
        }
    }
    0
}

fn push_breaks(kept: &mut String, part: &str) {
    kept.extend(part.matches('\n'));
}
