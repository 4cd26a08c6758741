//! Word documents (`.docx`) into blocks: runs with emphasis, headings, lists and tables; no tracked deletions.

use quick_xml::Reader as Xml;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::build::{Builder, Parsed, Runs, split_bullets, trim};
use super::docx_styles::{Numbering, Styles, is_on, text_of, value};
use crate::import::document::{BlockKind, Span};
use crate::import::limits::{ImportError, MAX_COLUMNS, MAX_LIST_DEPTH};

const FORMAT: &str = "a Word document";
/// Most elements inside one another; what people write stays under 60.
const MAX_ELEMENTS: usize = 512;

/// Reads a document from its archive. Lines are paragraph numbers, from 1.
///
/// # Errors
/// Damaged, locked, or unpacking to too much.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Parsed, ImportError> {
    let mut part = |name: &str| -> Result<String, ImportError> {
        let bytes = archive.read(name)?.unwrap_or_default();
        Ok(crate::import::decode::decode(&bytes).map(|decoded| decoded.text).unwrap_or_default())
    };
    let styles = Styles::of(&part("word/styles.xml")?);
    let numbering = Numbering::of(&part("word/numbering.xml")?);
    let source = part("word/document.xml")?;
    let mut reader = DocxReader { styles, numbering, ..DocxReader::default() };
    let mut xml = Xml::from_str(&source);
    loop {
        match xml.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => reader.event(&event)?,
            Err(error) if reader.out.len() == 0 => return Err(ImportError::damaged(FORMAT, error)),
            Err(error) => {
                reader.out.warn(format!(
                    "The document is damaged: it was read up to paragraph {} ({error}).",
                    reader.line
                ));
                break;
            }
        }
    }
    reader.flush();
    reader.end_tables();
    if reader.left_out {
        reader.out.warn("Text that was deleted with changes tracked was left out.");
    }
    Ok(reader.out.finish("docx"))
}

#[derive(Default)]
struct DocxReader {
    styles: Styles,
    numbering: Numbering,
    out: Builder,
    runs: Runs,
    style: Span,
    line: u32,
    depth: usize,
    /// Depth at which a part that is not read began.
    skip: Option<usize>,
    left_out: bool,
    in_text: bool,
    in_run: bool,
    links: u32,
    paragraph: Paragraph,
    tables: Vec<DocxTable>,
    /// The paragraphs in which the text boxes that are open stand: they go on after them.
    boxes: Vec<Outside>,
}

/// A paragraph that a text box interrupts.
struct Outside {
    runs: Runs,
    paragraph: Paragraph,
    style: Span,
    in_run: bool,
}

#[derive(Default)]
struct Paragraph {
    style: String,
    list: Option<(String, u8)>,
    outline: Option<u8>,
}

#[derive(Default)]
struct DocxTable {
    row: u32,
    column: u32,
    header: bool,
    /// Blocks of the table's cells, kept back until it is known whether it lays the page out.
    cells: Vec<(u32, u32, bool, Vec<Span>, u32)>,
    cell: Vec<Span>,
    cell_line: u32,
}

impl DocxReader {
    fn event(&mut self, event: &Event<'_>) -> Result<(), ImportError> {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > MAX_ELEMENTS {
                    return Err(ImportError::TooDeep { limit: MAX_ELEMENTS });
                }
                if self.skip.is_none() {
                    self.start(tag);
                }
            }
            Event::Empty(tag) if self.skip.is_none() => {
                self.depth += 1;
                self.start(tag);
                // An empty `<w:del/>` marks a paragraph's end as deleted and holds nothing to skip.
                self.skip = None;
                self.end(tag.local_name().as_ref());
                self.depth -= 1;
            }
            Event::End(tag) => {
                if self.skip.is_none() {
                    self.end(tag.local_name().as_ref());
                } else if self.skip == Some(self.depth) {
                    self.skip = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) if self.in_text && self.skip.is_none() => self.text(text),
            Event::CData(text) if self.in_text && self.skip.is_none() => self.text(text),
            Event::GeneralRef(entity) if self.in_text && self.skip.is_none() => {
                if let Some(c) = text_of(entity) {
                    self.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let style = Span { link: self.links > 0, ..self.style.clone() };
        self.runs.push(text, &style);
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        match name.as_ref() {
            "del" | "moveFrom" | "delText" | "instrText" | "Fallback" | "comment" | "sectPr"
            | "pPrChange" | "rPrChange" | "delInstrText" => {
                self.left_out |= matches!(name.as_ref(), "del" | "moveFrom");
                self.skip = Some(self.depth);
            }
            "txbxContent" => self.boxes.push(Outside {
                runs: std::mem::take(&mut self.runs),
                paragraph: std::mem::take(&mut self.paragraph),
                style: std::mem::take(&mut self.style),
                in_run: std::mem::take(&mut self.in_run),
            }),
            "p" => {
                self.flush();
                self.line = self.line.saturating_add(1);
                self.paragraph = Paragraph::default();
            }
            "pStyle" => self.paragraph.style = value(tag, "val"),
            "outlineLvl" => {
                self.paragraph.outline = value(tag, "val").parse().ok().filter(|level| *level < 6);
            }
            "ilvl" => {
                let level = value(tag, "val").parse().unwrap_or(0);
                self.paragraph.list.get_or_insert_default().1 = level;
            }
            "numId" => self.paragraph.list.get_or_insert_default().0 = value(tag, "val"),
            "r" => {
                self.in_run = true;
                self.style = Span::default();
            }
            "b" | "bCs" if self.in_run && name.as_ref() == "b" => self.style.bold = is_on(tag),
            "i" if self.in_run => self.style.italic = is_on(tag),
            "strike" | "dstrike" if self.in_run => self.style.struck = is_on(tag),
            "rStyle" if self.in_run => {
                let (bold, italic) = self.styles.emphasis(&value(tag, "val"));
                self.style.bold |= bold;
                self.style.italic |= italic;
            }
            "vanish" if self.in_run && is_on(tag) => {
                // Hidden text: the run goes on, its words do not.
                self.in_run = false;
            }
            "t" => self.in_text = self.in_run,
            "tab" if self.in_run => self.text("\t"),
            "br" | "cr" if self.in_run => self.runs.line_break(),
            "noBreakHyphen" if self.in_run => self.text("-"),
            "hyperlink" => self.links += 1,
            "tbl" => {
                self.flush();
                if self.tables.len() < 8 {
                    self.tables.push(DocxTable::default());
                }
            }
            "tr" => self.start_row(),
            "tblHeader" => {
                if let Some(table) = self.tables.last_mut() {
                    table.header = true;
                }
            }
            "gridSpan" => {
                let wide: u32 = value(tag, "val").parse().unwrap_or(1);
                if let Some(table) = self.tables.last_mut() {
                    table.column += wide.clamp(1, 64) - 1;
                }
            }
            _ => {}
        }
    }

    fn start_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.column = 0;
            table.header = table.row == 0 && table.cells.is_empty() && table.header;
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.flush(),
            "txbxContent" => {
                self.flush();
                if let Some(outside) = self.boxes.pop() {
                    self.runs = outside.runs;
                    self.paragraph = outside.paragraph;
                    self.style = outside.style;
                    self.in_run = outside.in_run;
                }
            }
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            "hyperlink" => self.links = self.links.saturating_sub(1),
            "tc" => self.end_cell(),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    table.header = false;
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        self.flush();
        if let Some(table) = self.tables.last_mut() {
            let spans = trim(std::mem::take(&mut table.cell));
            if (table.column as usize) < MAX_COLUMNS {
                table.cells.push((table.row, table.column, table.header, spans, table.cell_line.max(1)));
            }
            table.column += 1;
        }
    }

    fn end_table(&mut self) {
        self.flush();
        let Some(table) = self.tables.pop() else { return };
        let wide = table.cells.iter().any(|cell| cell.1 > 0);
        let number = self.out.table();
        if let Some(outer) = self.tables.last_mut() {
            // A table inside a cell is that cell's text.
            for (_, _, _, spans, _) in table.cells {
                if !outer.cell.is_empty() {
                    outer.cell.push(Span { text: "\n".to_owned(), ..Span::default() });
                }
                outer.cell.extend(spans);
            }
            return;
        }
        // A first row all in bold is a header though nothing says so.
        let first = table.cells.iter().filter(|cell| cell.0 == 0 && !cell.3.is_empty());
        let bold =
            first.clone().all(|cell| cell.3.iter().all(|span| span.bold || span.text.trim().is_empty()));
        let header = first.clone().count() > 0 && bold && table.row > 1;
        for (row, column, marked, spans, line) in table.cells {
            let kind = if wide {
                BlockKind::Cell { table: number, row, column, header: marked || (header && row == 0) }
            } else {
                BlockKind::Paragraph
            };
            self.out.push(kind, 0, spans, line);
        }
        if wide {
            self.out.end_table();
        }
    }

    fn end_tables(&mut self) {
        while !self.tables.is_empty() {
            self.end_table();
        }
    }

    fn flush(&mut self) {
        self.in_text = false;
        if self.runs.is_blank() {
            self.runs.take();
            return;
        }
        let spans = without_soft_breaks(self.runs.take());
        if let Some(table) = self.tables.last_mut() {
            if table.cell.is_empty() {
                table.cell_line = self.line.max(1);
            } else {
                table.cell.push(Span { text: "\n".to_owned(), ..Span::default() });
            }
            table.cell.extend(spans);
            return;
        }
        let style = self.styles.get(&self.paragraph.style);
        let heading = style.and_then(|style| style.heading).or(self.paragraph.outline.map(|level| level + 1));
        if let Some(level) = heading {
            return self.out.push(BlockKind::Heading(level.clamp(1, 6)), 0, spans, self.line.max(1));
        }
        let by_style = style.and_then(|style| style.list.clone());
        let list = match (self.paragraph.list.take(), by_style) {
            // An id of 0 takes a paragraph out of its style's list.
            (Some((id, _)), _) if id == "0" => None,
            (Some((id, level)), Some((own, _))) if id.is_empty() => Some((own, level)),
            (Some(list), _) => Some(list),
            (None, by_style) => by_style,
        };
        if let Some((id, level)) = list {
            let number = self.numbering.next(&id, level);
            let kind = BlockKind::Item { depth: level.min(MAX_LIST_DEPTH), number };
            return self.out.push(kind, 0, spans, self.line.max(1));
        }
        let quote = u8::from(style.is_some_and(|style| style.quote));
        for (is_item, spans, _) in split_bullets(spans) {
            let kind =
                if is_item { BlockKind::Item { depth: 0, number: None } } else { BlockKind::Paragraph };
            self.out.push(kind, quote, spans, self.line.max(1));
        }
    }
}

/// A line break before a small letter only makes a line fit: the sentence goes on.
fn without_soft_breaks(mut spans: Vec<Span>) -> Vec<Span> {
    for at in 0..spans.len() {
        let text = std::mem::take(&mut spans[at].text);
        let mut lines = text.split('\n');
        let mut joined = lines.next().unwrap_or("").to_owned();
        let mut rest = lines.peekable();
        while let Some(line) = rest.next() {
            // The last line may go on in the next run.
            let next = if line.trim().is_empty() && rest.peek().is_none() {
                spans.get(at + 1).map_or("", |span| span.text.as_str())
            } else {
                line
            };
            let goes_on = next.trim_start().starts_with(char::is_lowercase);
            joined.push(if goes_on { ' ' } else { '\n' });
            joined.push_str(line);
        }
        spans[at].text = joined;
    }
    spans
}
