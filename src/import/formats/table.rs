//! CSV, TSV and the like into cells, and the rules for rows that all tables share.

use super::build::{Builder, Parsed};
use super::data::{looks_like_html, plain_of};
use super::table_pieces::{self, Kind, words};
use crate::import::document::BlockKind;
use crate::import::limits::{MAX_CELL, MAX_COLUMNS, MAX_ROWS};

/// A row of a table: its line or number, and its cells.
pub(crate) type NumberedRow = (u32, Vec<String>);

/// Reads values with a delimiter (`,`, `;`, tab or `|`, found by trying). Cells stay text, also those that
/// look like formulas. A file of one column without a delimiter becomes a list.
pub fn read(source: &str) -> Parsed {
    let mut out = Builder::default();
    let (source, given) = match source.split_once('\n') {
        Some((first, rest)) if first.trim().len() == 5 && first.starts_with("sep=") => {
            (rest, first.as_bytes().get(4).copied())
        }
        _ => (source, None),
    };
    let first = if given.is_some() { 2 } else { 1 };
    let Some(delimiter) = given.or_else(|| delimiter_of(source)) else {
        for (line, words) in (first..).zip(source.lines()) {
            let words = words.trim().trim_matches('"').replace("\"\"", "\"");
            out.plain(BlockKind::Item { depth: 0, number: None }, &words, line);
        }
        return out.finish("csv");
    };
    let rows = rows_of(source, delimiter, first, &mut out);
    write(rows, Header::Guess, &mut out);
    out.finish(if delimiter == b'\t' { "tsv" } else { "csv" })
}

/// The rows of a text with this delimiter; `first` is the line of its first row.
pub(crate) fn rows_of(source: &str, delimiter: u8, first: u32, out: &mut Builder) -> Vec<NumberedRow> {
    let rows = parse(source, delimiter, true, MAX_ROWS + 1);
    // A quote that is never closed swallows the rest of the file: then quotes are only signs.
    let swallowed = |row: &NumberedRow| row.1.iter().any(|cell| cell.matches('\n').count() > 60);
    let mut rows = if rows.iter().any(swallowed) {
        out.warn("A quotation mark is never closed, so quotation marks were read as plain signs.");
        parse(source, delimiter, false, MAX_ROWS + 1)
    } else {
        rows
    };
    if rows.len() > MAX_ROWS {
        rows.truncate(MAX_ROWS);
        out.warn(format!("The table has more than {MAX_ROWS} rows; the others were left out."));
    }
    for row in &mut rows {
        row.0 = row.0.saturating_add(first - 1);
    }
    rows
}

fn parse(source: &str, delimiter: u8, quoting: bool, most: usize) -> Vec<NumberedRow> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting)
        .from_reader(source.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().take(most).flatten() {
        let line = record.position().map_or(1, csv::Position::line);
        let cells = record.iter().take(MAX_COLUMNS + 1).map(str::to_owned).collect();
        rows.push((u32::try_from(line).unwrap_or(u32::MAX), cells));
    }
    rows
}

/// The delimiter that gives most rows the same number of cells, if one does.
fn delimiter_of(source: &str) -> Option<u8> {
    let head = &source[..source.floor_char_boundary(256 << 10)];
    let mut best = None;
    for delimiter in [b'\t', b';', b',', b'|'] {
        let rows = parse(head, delimiter, true, 200);
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for row in rows.iter().filter(|row| row.1.iter().any(|cell| !cell.trim().is_empty())) {
            *counts.entry(row.1.len()).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let Some((wide, same)) = counts.iter().filter(|(wide, _)| **wide > 1).max_by_key(|(_, same)| **same)
        else {
            continue;
        };
        // Half the rows alike is enough: ragged rows leave their last cells out.
        // Sentences with commas in them, one a line, are a list.
        let single = counts.get(&1).copied().unwrap_or(0);
        if delimiter == b',' && single * 10 >= all * 3 && !head.contains('"') {
            continue;
        }
        let first_is_wide = rows.first().is_some_and(|row| row.1.len() > 1);
        if same * 2 < all || (!first_is_wide && same * 5 < all * 4) {
            continue;
        }
        let score = (*same * 100 / all, *wide);
        if best.is_none_or(|(found, _)| score > found) {
            best = Some((score, delimiter));
        }
    }
    best.map(|(_, delimiter)| delimiter)
}

/// What is known of a table's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// Nothing: it is guessed from the rows.
    Guess,
    /// The first row is one.
    First,
    /// There is none.
    None,
}

/// Writes rows as a table's cells. Rows above the header that hold one cell are its title.
pub(crate) fn write(mut rows: Vec<NumberedRow>, header: Header, out: &mut Builder) {
    for cell in rows.iter_mut().flat_map(|row| &mut row.1) {
        if looks_like_html(cell) {
            *cell = plain_of(cell);
        }
    }
    write_plain(rows, header, out);
}

/// As [`write`], for cells whose signs stand for themselves, `<b>` and `&amp;` too.
pub(crate) fn write_plain(mut rows: Vec<NumberedRow>, header: Header, out: &mut Builder) {
    let pieces = if header == Header::Guess { table_pieces::of(&rows) } else { Vec::new() };
    for (_, cells) in &mut rows {
        for cell in cells.iter_mut() {
            shorten(cell, out);
        }
        if cells.len() > MAX_COLUMNS {
            cells.truncate(MAX_COLUMNS);
            out.warn(format!("The table has more than {MAX_COLUMNS} columns; the others were left out."));
        }
    }
    if pieces.is_empty() {
        one_table(rows, header, out);
        return;
    }
    for piece in pieces {
        let rows: Vec<NumberedRow> = rows[piece.rows].to_vec();
        match piece.kind {
            Kind::Table => one_table(rows, header, out),
            Kind::Titled => titled(rows, out),
            Kind::Lines => lines(&rows, out),
        }
    }
}

/// A table whose title stands in front of its header, over a column that holds nothing else.
fn titled(mut rows: Vec<NumberedRow>, out: &mut Builder) {
    let title = rows.first_mut().and_then(|(line, cells)| Some((*line, std::mem::take(cells.first_mut()?))));
    if let Some((line, title)) = title {
        out.plain(BlockKind::Heading(2), title.trim(), line);
    }
    one_table(rows, Header::First, out);
}

/// Rows that are lines of text: a label and what it says, or a sentence by itself.
fn lines(rows: &[NumberedRow], out: &mut Builder) {
    for (line, cells) in rows {
        let filled: Vec<&str> =
            cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        match filled.as_slice() {
            [label, text] => out.plain(BlockKind::Paragraph, &format!("{label}: {text}"), *line),
            [text] if words(text) <= 4 && !text.ends_with(['.', '?', '!', '。', '？']) => {
                out.plain(BlockKind::Heading(2), text, *line);
            }
            [text] => out.plain(BlockKind::Paragraph, text, *line),
            _ => {}
        }
    }
}

fn one_table(mut rows: Vec<NumberedRow>, header: Header, out: &mut Builder) {
    rows.retain(|row| filled(row) > 0);
    let titles = if header == Header::Guess { title_rows(&rows) } else { 0 };
    for (line, cells) in rows.drain(..titles) {
        let title = cells.join(" ");
        out.plain(BlockKind::Heading(2), title.trim(), line);
    }
    let has_header = match header {
        Header::Guess => has_header(&rows),
        Header::First => true,
        Header::None => false,
    };
    let table = out.table();
    for (row, (line, cells)) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u32..).zip(&cells) {
            out.plain(BlockKind::Cell { table, row, column, header: has_header && row == 0 }, cell, line);
        }
    }
    out.end_table();
}

fn shorten(cell: &mut String, out: &mut Builder) {
    if cell.chars().nth(MAX_CELL).is_some() {
        let end = cell.char_indices().nth(MAX_CELL).map_or(cell.len(), |(at, _)| at);
        cell.truncate(end);
        out.warn(format!("A cell has more than {MAX_CELL} characters; the rest of it was left out."));
    }
}

pub(super) fn filled(row: &NumberedRow) -> usize {
    row.1.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// How many rows at the top hold one cell while the table below holds more.
fn title_rows(rows: &[NumberedRow]) -> usize {
    let titles = rows.iter().take(6).take_while(|row| filled(row) == 1).count();
    let below = &rows[titles..];
    let wide = below.iter().take(20).filter(|row| filled(row) > 1).count();
    if below.len() > 1 && wide * 2 > below.len().min(20) { titles } else { 0 }
}

/// Names of columns that say a row is a header.
const NAMES: [&str; 44] = [
    "question",
    "questions",
    "principle",
    "principles",
    "leadership principle",
    "competency",
    "category",
    "answer",
    "tip",
    "tips",
    "id",
    "#",
    "no",
    "no.",
    "nr",
    "notes",
    "note",
    "topic",
    "type",
    "level",
    "situation",
    "task",
    "action",
    "result",
    "weight",
    "front",
    "back",
    "pregunta",
    "principio",
    "frage",
    "prinzip",
    "kategorie",
    "categoría",
    "title",
    "name",
    "description",
    "prompt",
    "tags",
    "theme",
    "follow-up",
    "story",
    "rating",
    "质问",
    "质問",
];

fn has_header(rows: &[NumberedRow]) -> bool {
    let Some((_, first)) = rows.first() else { return false };
    let cells: Vec<String> =
        first.iter().map(|cell| cell.trim().to_lowercase()).filter(|cell| !cell.is_empty()).collect();
    let short =
        cells.iter().all(|cell| cell.chars().count() <= 40 && !cell.ends_with(['?', '.', '？', '。']));
    if rows.len() < 2 || !short || cells.is_empty() {
        return false;
    }
    let named = cells.iter().any(|cell| {
        NAMES.contains(&cell.as_str()) || cell.split([' ', '_', '/', '-']).any(|word| NAMES.contains(&word))
    });
    if named {
        return true;
    }
    let length = |row: &NumberedRow| row.1.iter().map(|cell| cell.chars().count()).sum::<usize>();
    let below: usize = rows[1..].iter().take(20).map(length).sum();
    below > rows[1..].len().min(20) * length(&rows[0]) * 2
}
