//! Workbooks (`.xlsx`) into cells, sheet by sheet.

use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Reader, Xlsx};
use quick_xml::events::Event;

use super::build::{Builder, Parsed};
use super::table::{Header, NumberedRow, write};
use crate::import::document::BlockKind;
use crate::import::limits::{ImportError, MAX_COLUMNS, MAX_ROWS, MAX_TEXT};

/// Most sheets that are read.
const MAX_SHEETS: usize = 200;
const FORMAT: &str = "a workbook";

/// Refuses a list of shared texts that claims to hold more of them than it has bytes for: the reader takes room for all
/// that is claimed before it reads the first.
///
/// # Errors
/// Damaged.
pub(crate) fn check_strings(list: &[u8]) -> Result<(), ImportError> {
    // The shortest text is `<si/>`.
    const SHORTEST: usize = 5;
    let mut reader = quick_xml::Reader::from_reader(list);
    loop {
        let (Event::Start(tag) | Event::Empty(tag)) = (match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(event) => event,
        }) else {
            continue;
        };
        let claimed = tag.try_get_attribute("uniqueCount").ok().flatten();
        let claimed = claimed.and_then(|count| count.value.trim().parse::<u64>().ok());
        return match claimed {
            Some(claimed) if claimed > (list.len() / SHORTEST) as u64 => {
                Err(ImportError::damaged(FORMAT, "it claims to hold more texts than it has bytes for"))
            }
            _ => Ok(()),
        };
    }
}

/// Reads a workbook that [`super::archive::Archive::check_all`] has bounded. Lines are row numbers.
///
/// # Errors
/// Damaged or locked.
pub(crate) fn read(bytes: &[u8]) -> Result<Parsed, ImportError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => ImportError::Locked,
        other => ImportError::damaged(FORMAT, other),
    })?;
    let mut out = Builder::default();
    let names = book.sheet_names();
    let visible: Vec<bool> =
        book.sheets_metadata().iter().map(|sheet| sheet.visible == calamine::SheetVisible::Visible).collect();
    for (at, name) in names.iter().enumerate().take(MAX_SHEETS) {
        if visible.get(at) == Some(&false) {
            out.warn(format!("The hidden sheet “{name}” was left out."));
            continue;
        }
        let rows = match rows_of(&mut book, name, &mut out) {
            Ok(rows) => rows,
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(ImportError::damaged(FORMAT, error)),
        };
        if names.len() > 1 && !rows.is_empty() {
            out.plain(BlockKind::Heading(1), name, 1);
        }
        if !rows.is_empty() {
            write(rows, Header::Guess, &mut out);
        }
    }
    if names.len() > MAX_SHEETS {
        out.warn(format!("The workbook has more than {MAX_SHEETS} sheets; the others were left out."));
    }
    Ok(out.finish("xlsx"))
}

/// Reads cell by cell: a sheet that claims a last cell far away costs nothing.
fn rows_of<R: std::io::Read + std::io::Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    out: &mut Builder,
) -> Result<Vec<NumberedRow>, calamine::XlsxError> {
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut rows: Vec<NumberedRow> = Vec::new();
    let mut text_left = MAX_TEXT;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if column as usize >= MAX_COLUMNS {
            out.warn(format!(
                "The sheet “{name}” has more than {MAX_COLUMNS} columns; the others were left out."
            ));
            continue;
        }
        let line = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.0 != line) {
            if rows.len() >= MAX_ROWS {
                out.warn(format!(
                    "The sheet “{name}” has more than {MAX_ROWS} rows; the others were left out."
                ));
                break;
            }
            rows.push((line, Vec::new()));
        }
        // One long text that many cells share stands in the file once and would stand here in each.
        text_left = text_left.saturating_sub(text.len());
        if text_left == 0 {
            out.warn(format!(
                "The sheet “{name}” has more than {} MB of text; the rest was left out.",
                MAX_TEXT >> 20
            ));
            break;
        }
        if let Some((_, cells)) = rows.last_mut() {
            let column = column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
    }
    rows.sort_by_key(|row| row.0);
    fill_merged(&mut rows, &merged);
    // Empty columns on the left are a margin, not data.
    let margin =
        rows.iter().map(|row| row.1.iter().take_while(|cell| cell.is_empty()).count()).min().unwrap_or(0);
    for row in &mut rows {
        row.1.drain(..margin);
    }
    Ok(rows)
}

/// A cell merged over several rows holds for each of them.
fn fill_merged(rows: &mut [NumberedRow], merged: &[Dimensions]) {
    let mut filled = 0_usize;
    for region in merged.iter().take(10_000).filter(|region| region.end.0 > region.start.0) {
        let (top, column) = (region.start.0.saturating_add(1), region.start.1 as usize);
        let from = rows.partition_point(|row| row.0 < top);
        let to = rows.partition_point(|row| row.0 <= region.end.0.saturating_add(1));
        if from >= to {
            continue;
        }
        let Some(text) = rows[from].1.get(column).filter(|_| rows[from].0 == top).cloned() else { continue };
        for row in &mut rows[from + 1..to] {
            filled += 1;
            if filled > MAX_ROWS {
                return;
            }
            if row.1.len() <= column {
                row.1.resize(column + 1, String::new());
            }
            if row.1[column].is_empty() {
                row.1[column].clone_from(&text);
            }
        }
    }
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).trim().to_owned(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::Empty | DataRef::Error(_) => String::new(),
        other => Data::from(other.clone()).to_string(),
    }
}
