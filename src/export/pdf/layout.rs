//! Where everything of a page lies on its sheets, and what each piece is to a screen reader.

use crate::chart::figure::Figure;

use super::super::drawing::{self, Drawing, EDGE, Paint};
use super::super::page::{Block, Page, shared_note};
use super::super::text::{clean, clean_line};
use super::super::typeset::{SetLine, Typeface, set, wrap};
use super::table;

/// A sheet's width in points (A4).
pub const SHEET_WIDTH: f64 = 595.28;
/// A sheet's height in points (A4).
pub const SHEET_HEIGHT: f64 = 841.89;
/// The left and right margin in points.
pub const SIDE: f64 = 60.0;
/// The top margin in points.
const TOP: f64 = 60.0;
/// The bottom margin in points; the sheet's number stands in it.
pub const BOTTOM: f64 = 66.0;
/// The width of a line in points.
pub const MEASURE: f64 = SHEET_WIDTH - 2.0 * SIDE;
/// The width of a drawing in points: what is drawn stands flush with the text.
const DRAWN: f64 = MEASURE + 2.0 * EDGE;
/// How far down a sheet its contents may go.
const END: f64 = SHEET_HEIGHT - BOTTOM;
/// The height of a figure in points.
const FIGURE_HEIGHT: f64 = 210.0;

/// How a kind of text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The typeface.
    pub face: Typeface,
    /// Its size in points.
    pub size: f64,
    /// From one base line to the next, in points.
    pub leading: f64,
    /// Its colour.
    pub paint: Paint,
}

impl Style {
    const fn new(face: Typeface, size: f64, leading: f64, paint: Paint) -> Self {
        Self { face, size, leading, paint }
    }

    /// How far below the top of its room a line's base lies.
    pub fn base(&self) -> f64 {
        self.leading * 0.5 + self.size * 0.34
    }
}

const TITLE: Style = Style::new(Typeface::Serif, 24.0, 29.0, Paint::Ink);
const HEADING_1: Style = Style::new(Typeface::Strong, 15.0, 20.0, Paint::Ink);
const HEADING_2: Style = Style::new(Typeface::Strong, 12.0, 16.0, Paint::Ink);
const TEXT: Style = Style::new(Typeface::Plain, 10.5, 15.0, Paint::Ink);
const NOTE: Style = Style::new(Typeface::Plain, 9.0, 12.5, Paint::Muted);
/// A cell of a table.
pub const CELL: Style = Style::new(Typeface::Plain, 9.0, 12.5, Paint::Ink);
/// The head of a column.
pub const HEAD: Style = Style::new(Typeface::Strong, 8.5, 12.0, Paint::Muted);

/// What a piece is to a screen reader.
#[derive(Clone, Debug, PartialEq)]
pub enum StructureTag {
    /// A heading of this level, 1 being the title.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// One item of a list.
    Item,
    /// The sign before an item.
    Label,
    /// The words of an item.
    Body,
    /// A table.
    Table,
    /// One of its rows.
    Row,
    /// The head of a column.
    Head,
    /// The first cell of a row, which names it.
    RowHead,
    /// Another cell.
    Cell,
    /// A chart, with what it shows.
    Figure(String),
}

/// Something on a sheet.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The part it belongs to; `None` for what only adorns the page.
    pub part: Option<usize>,
    /// What it is.
    pub what: What,
}

/// What is drawn, in points from the sheet's top left corner.
#[derive(Clone, Debug)]
pub enum What {
    /// A line of text, with its beginning on the base line.
    Text(f64, f64, SetLine, Style),
    /// A thin line across, from, to and at.
    Rule(f64, f64, f64),
    /// A drawing, with its top left corner.
    Drawing(f64, f64, Drawing),
}

/// A page on sheets.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    /// The sheets, each with what is on it.
    pub sheets: Vec<Vec<Mark>>,
    /// The parts in reading order, each with the one it is within.
    pub parts: Vec<(StructureTag, Option<usize>)>,
    /// Each heading's part, sheet and place down the sheet.
    pub headings: Vec<(usize, usize, f64)>,
}

/// The sheet that is being filled.
pub struct Flow {
    /// What has been laid out.
    pub laid: Laid,
    /// How far down the last sheet is filled.
    pub y: f64,
    stand_ins: usize,
}

impl Flow {
    /// Adds a part within another.
    pub fn part(&mut self, part: StructureTag, within: Option<usize>) -> usize {
        self.laid.parts.push((part, within));
        self.laid.parts.len() - 1
    }

    /// Puts something on the last sheet.
    pub fn put(&mut self, part: Option<usize>, what: What) {
        if let (Some(_), What::Text(_, _, line, _)) = (part, &what) {
            self.stand_ins += line.stand_ins;
        }
        if let Some(sheet) = self.laid.sheets.last_mut() {
            sheet.push(Mark { part, what });
        }
    }

    /// Begins a sheet.
    pub fn next_sheet(&mut self) {
        self.laid.sheets.push(Vec::new());
        self.y = TOP;
    }

    /// Whether nothing stands on the last sheet yet.
    fn is_fresh(&self) -> bool {
        self.laid.sheets.last().is_none_or(Vec::is_empty)
    }

    /// Whether `height` more fits on the last sheet.
    pub fn fits(&self, height: f64) -> bool {
        self.y + height <= END
    }

    /// Begins a sheet unless `height` more fits on the last one, or nothing stands on it yet.
    pub fn make_room(&mut self, height: f64) {
        if !self.fits(height) && !self.is_fresh() {
            self.next_sheet();
        }
    }

    /// Leaves room, but not at the top of a sheet.
    fn gap(&mut self, height: f64) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    /// Sets lines one below the other, `indent` points in. The first two stay together.
    fn lines(&mut self, part: usize, lines: Vec<SetLine>, style: Style, indent: f64) {
        self.make_room(style.leading * lines.len().min(2) as f64);
        for line in lines {
            self.make_room(style.leading);
            self.put(Some(part), What::Text(SIDE + indent, self.y + style.base(), line, style));
            self.y += style.leading;
        }
    }

    /// Sets a heading; `keep` points more must fit below it.
    fn heading(&mut self, level: u16, text: &str, style: Style, before: f64, keep: f64) {
        self.gap(before);
        let text = clean_line(text);
        let lines = wrap(&text, style.face, MEASURE / style.size);
        self.make_room(style.leading * lines.len() as f64 + keep);
        let part = self.part(StructureTag::Heading(level, text), None);
        self.laid.headings.push((part, self.laid.sheets.len() - 1, self.y));
        self.lines(part, lines, style, 0.0);
        self.y += style.leading * 0.25;
    }

    fn text(&mut self, text: &str, style: Style) {
        let part = self.part(StructureTag::Paragraph, None);
        self.lines(part, wrap(&clean(text), style.face, MEASURE / style.size), style, 0.0);
        self.y += style.leading * 0.5;
    }

    fn list(&mut self, points: &[String]) {
        const INDENT: f64 = 14.0;
        if points.is_empty() {
            return;
        }
        let list = self.part(StructureTag::List, None);
        for point in points {
            let item = self.part(StructureTag::Item, Some(list));
            let (label, body) =
                (self.part(StructureTag::Label, Some(item)), self.part(StructureTag::Body, Some(item)));
            let lines = wrap(&clean(point), TEXT.face, (MEASURE - INDENT) / TEXT.size);
            // The sign stands on the sheet of the first line.
            self.make_room(TEXT.leading * lines.len().min(2) as f64);
            let sign = set("•", TEXT.face);
            self.put(Some(label), What::Text(SIDE, self.y + TEXT.base(), sign, TEXT));
            self.lines(body, lines, TEXT, INDENT);
            self.y += 3.0;
        }
        self.y += TEXT.leading * 0.4;
    }

    fn figure(&mut self, figure: &Figure) {
        self.make_room(FIGURE_HEIGHT + 3.0 * NOTE.leading);
        self.drawing(drawing::figure(figure, DRAWN, FIGURE_HEIGHT));
        let words = [figure.said.as_str(), figure.note.as_str()];
        let words = words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.text(&words, NOTE);
        }
        self.y += NOTE.leading;
    }

    /// Rows of charts: as many as fit on a sheet stand together.
    fn figures(&mut self, figures: &[Figure]) {
        const MOST_ROWS: usize = 8;
        let columns = drawing::columns(DRAWN, figures.len());
        let mut rest = figures;
        while !rest.is_empty() {
            let mut rows = rest.len().div_ceil(columns).min(MOST_ROWS);
            let of = |rows: usize| &rest[..(rows * columns).min(rest.len())];
            let mut drawing = drawing::in_columns(of(rows), DRAWN, columns);
            while rows > 1 && !self.fits(drawing.height) {
                rows -= 1;
                drawing = drawing::in_columns(of(rows), DRAWN, columns);
            }
            self.make_room(drawing.height);
            self.drawing(drawing);
            rest = &rest[of(rows).len()..];
        }
        let note = shared_note(figures);
        if !note.is_empty() {
            self.text(&note, NOTE);
        }
    }

    fn drawing(&mut self, drawing: Drawing) {
        let said = if drawing.said.is_empty() { &drawing.title } else { &drawing.said };
        let part = self.part(StructureTag::Figure(said.clone()), None);
        let height = drawing.height;
        self.put(Some(part), What::Drawing(SIDE - EDGE, self.y, drawing));
        self.y += height + 4.0;
    }

    /// Says how many characters could not be set, so that none is lost in silence.
    fn stand_in_note(&mut self) {
        let words = match self.stand_ins {
            0 => return,
            1 => "1 character is in no typeface of this file and is".to_owned(),
            n => format!("{n} characters are in no typeface of this file and are"),
        };
        let rest = "Copied from here, or in the same page as HTML, they are whole.";
        self.gap(NOTE.leading);
        self.text(&format!("{words} shown as \u{FFFD}. {rest}"), NOTE);
    }
}

/// Lays `page` out on sheets.
pub fn lay_out(page: &Page) -> Laid {
    let mut flow = Flow { laid: Laid::default(), y: 0.0, stand_ins: 0 };
    flow.next_sheet();
    flow.heading(1, &page.title, TITLE, 0.0, 0.0);
    if !page.under.is_empty() {
        flow.text(&page.under, NOTE);
    }
    for (i, block) in page.blocks.iter().enumerate() {
        match block {
            Block::Heading(level, text) => {
                let keep = kept_with_heading(page.blocks.get(i + 1));
                let (level, style, before) =
                    if *level <= 1 { (2, HEADING_1, 12.0) } else { (3, HEADING_2, 8.0) };
                flow.heading(level, text, style, before, keep);
            }
            Block::Text(text) => flow.text(text, TEXT),
            Block::Note(text) => flow.text(text, NOTE),
            Block::List(points) => flow.list(points),
            Block::Table(table) => table::lay_out(&mut flow, table),
            Block::Figure(figure) => flow.figure(figure),
            Block::Figures(figures) => flow.figures(figures),
            Block::Break if flow.is_fresh() => {}
            Block::Break => flow.next_sheet(),
        }
    }
    flow.stand_in_note();
    // A break at the very end leaves no empty sheet.
    if flow.laid.sheets.len() > 1 && flow.is_fresh() {
        flow.laid.sheets.pop();
    }
    flow.laid
}

/// How many points of what follows a heading must stand below it, so that it is not alone at the foot
/// of a sheet.
fn kept_with_heading(next: Option<&Block>) -> f64 {
    match next {
        Some(Block::Figure(_)) => FIGURE_HEIGHT + 3.0 * NOTE.leading,
        Some(Block::Figures(_)) => (END - TOP) / 2.0,
        _ => 4.0 * TEXT.leading,
    }
}
