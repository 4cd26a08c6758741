//! What every format is read into: blocks of text with emphasis and source lines. Recognisers see only this.

/// A document as text in blocks, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The file's name, without its folder.
    pub name: String,
    /// The format it was read as, such as "markdown", "html", "text", "csv", "docx".
    pub kind: &'static str,
    /// The encoding it was decoded from, such as "UTF-8"; empty for formats that are not text.
    pub encoding: String,
    /// The domain of a letter's sender, such as "harbourloop.example"; empty where it is not known.
    pub sender: String,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// What could not be read, in words for the person.
    pub warnings: Vec<String>,
}

/// One block of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Heading, paragraph, list item, table cell, field or code.
    pub kind: BlockKind,
    /// How many quotes it stands in (Markdown `>`, HTML blockquote, e-mail `>`).
    pub quote: u8,
    /// Its text in runs of one emphasis each. A line break within the block is a `\n`.
    pub spans: Vec<Span>,
    /// The line of the decoded text it begins on, from 1. Where a format has no lines (a cell of a
    /// sheet), the paragraph's or row's number.
    pub line: u32,
}

/// The kind of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6; also an underlined one, an HTML summary or a definition term.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A list item: how deep it is nested (0 outermost), and its number if the list is numbered.
    Item {
        /// Nesting, 0 outermost.
        depth: u8,
        /// The number written before it, if any.
        number: Option<u64>,
    },
    /// A cell of a table.
    Cell {
        /// Which table of the document, from 0.
        table: u32,
        /// Row, from 0; row 0 of a table with a header is the header.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// Whether it is in the table's header row.
        header: bool,
    },
    /// A value with a path of keys, from JSON, YAML or a form: `levels.1.summary`.
    Field {
        /// The keys that lead to it, outermost first; list indices are left out.
        path: Vec<String>,
        /// Which object of the innermost list it belongs to, so that fields of one object can be
        /// put together. Unique within the document.
        group: u32,
    },
    /// Text set as code, one block a fence; comments in it are text too.
    Code,
}

/// A run of text of one emphasis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // four independent kinds of emphasis
pub struct Span {
    /// The text.
    pub text: String,
    /// Set bold.
    pub bold: bool,
    /// Set italic.
    pub italic: bool,
    /// Struck through.
    pub struck: bool,
    /// Part of a link's text.
    pub link: bool,
}

impl Block {
    /// A block of one plain run.
    pub fn plain(kind: BlockKind, text: impl Into<String>, line: u32) -> Self {
        Self { kind, quote: 0, spans: vec![Span { text: text.into(), ..Span::default() }], line }
    }

    /// Its whole text, line breaks as `\n`.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether all its words are set italic.
    pub fn is_italic(&self) -> bool {
        self.all(|span| span.italic)
    }

    /// Whether all its words are set bold.
    pub fn is_bold(&self) -> bool {
        self.all(|span| span.bold)
    }

    fn all(&self, holds: impl Fn(&Span) -> bool) -> bool {
        let mut words = self.spans.iter().filter(|span| !span.text.trim().is_empty()).peekable();
        words.peek().is_some() && words.all(holds)
    }
}
