//! Tables of HTML: tells tables of data from tables that only lay a page out, and places cells.

use html5ever::tokenizer::Tag;

use super::build::{Builder, trim};
use super::html_tags::attribute;
use crate::import::document::{Block, BlockKind, Span};
use crate::import::limits::MAX_COLUMNS;

/// Most tables inside one another that are told apart.
const MAX_TABLES: usize = 16;

/// The tables that are open, outermost first.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    open: Vec<HtmlTable>,
    beyond: u32,
}

#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // four independent facts about where the reader is
struct HtmlTable {
    from: usize,
    layout: bool,
    head: bool,
    rows: u32,
    in_row: bool,
    column: usize,
    /// Rows that a cell above still reaches down into each column.
    reach: Vec<u32>,
    cells: Vec<OpenCell>,
    in_cell: bool,
}

#[derive(Clone, Copy, Debug)]
struct OpenCell {
    row: u32,
    column: u32,
    header: bool,
    from: usize,
    to: usize,
    line: u32,
}

impl Tables {
    /// Begins a table; `layout` if it says itself that it holds no data.
    pub fn open(&mut self, out: &mut Builder, layout: bool) {
        // A table that holds a table lays out the page.
        self.open.iter_mut().for_each(|table| table.layout = true);
        if self.open.len() >= MAX_TABLES {
            self.beyond += 1;
            return;
        }
        self.open.push(HtmlTable { from: out.len(), layout, ..HtmlTable::default() });
    }

    fn top(&mut self) -> Option<&mut HtmlTable> {
        if self.beyond > 0 { None } else { self.open.last_mut() }
    }

    /// Enters or leaves the header rows.
    pub fn head(&mut self, inside: bool) {
        if let Some(table) = self.top() {
            table.head = inside;
        }
    }

    /// Begins a row.
    pub fn row(&mut self) {
        if let Some(table) = self.top() {
            table.in_row = true;
            table.column = 0;
        }
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        if let Some(table) = self.top() {
            table.rows += 1;
            table.in_row = false;
            table.reach.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
    }

    /// Begins a cell.
    pub fn open_cell(&mut self, from: usize, line: u32, tag: &Tag, header: bool) {
        let span =
            |name| attribute(tag, name).and_then(|value| value.trim().parse::<u32>().ok()).unwrap_or(1);
        let (wide, high) = (span("colspan").clamp(1, 64), span("rowspan").clamp(1, 1000));
        let Some(table) = self.top() else { return };
        while table.reach.get(table.column).is_some_and(|rows| *rows > 0) {
            table.column += 1;
        }
        if table.column >= MAX_COLUMNS {
            table.layout = true;
            return;
        }
        let column = u32::try_from(table.column).unwrap_or(u32::MAX);
        let header = table.head || (header && table.rows == 0);
        table.cells.push(OpenCell { row: table.rows, column, header, from, to: usize::MAX, line });
        table.in_cell = true;
        let end = table.column + wide as usize;
        if table.reach.len() < end {
            table.reach.resize(end, 0);
        }
        table.reach[table.column..end].fill(high);
        table.column = end;
    }

    /// Ends a cell.
    pub fn close_cell(&mut self, to: usize) {
        if let Some(table) = self.top() {
            if let Some(place) = table.cells.last_mut() {
                place.to = to;
            }
            table.in_cell = false;
        }
    }

    /// Whether a cell is open.
    pub fn in_cell(&self) -> bool {
        self.open.last().is_some_and(|table| table.in_cell)
    }

    /// Takes note of a heading: a table that holds one lays out the page.
    pub fn has_heading(&mut self) {
        self.open.iter_mut().filter(|table| table.in_cell).for_each(|table| table.layout = true);
    }

    /// Ends a table: one of data becomes cells, one of layout stays the blocks in it.
    pub fn close(&mut self, out: &mut Builder) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(table) = self.open.pop() else { return };
        let wide = table.cells.iter().any(|place| place.column > 0);
        if table.layout || !wide {
            return;
        }
        let number = out.table();
        let mut blocks = out.take_from(table.from).into_iter().map(Some).collect::<Vec<_>>();
        let mut done = 0;
        for place in &table.cells {
            let from = place.from.saturating_sub(table.from).min(blocks.len());
            let to = place.to.saturating_sub(table.from).min(blocks.len()).max(from);
            for block in blocks[done.min(from)..from].iter_mut().filter_map(Option::take) {
                out.push(block.kind, block.quote, block.spans, block.line);
            }
            let inside: Vec<Block> = blocks[from..to].iter_mut().filter_map(Option::take).collect();
            done = to;
            let line = inside.first().map_or(place.line, |block| block.line);
            let quote = inside.first().map_or(0, |block| block.quote);
            let kind =
                BlockKind::Cell { table: number, row: place.row, column: place.column, header: place.header };
            out.push(kind, quote, joined(inside), line);
        }
        for block in blocks.iter_mut().filter_map(Option::take) {
            out.push(block.kind, block.quote, block.spans, block.line);
        }
        out.end_table();
    }

    /// Ends every table that the page left open.
    pub fn close_all(&mut self, out: &mut Builder) {
        self.beyond = 0;
        while !self.open.is_empty() {
            self.close(out);
        }
    }
}

fn joined(blocks: Vec<Block>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for block in blocks {
        if let Some(last) = spans.last_mut() {
            last.text.push('\n');
        }
        spans.extend(block.spans);
    }
    trim(spans)
}
