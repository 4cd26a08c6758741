//! A sheet cut where it stops being one table: notes under a grid, a second table with a header of its own.

use std::ops::Range;

use super::table::{NumberedRow, filled};

/// What a piece of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Rows and columns.
    Table,
    /// A table whose title stands in the first cell of its header, over an empty column.
    Titled,
    /// Lines of text that happen to stand in cells.
    Lines,
}

/// A run of rows that are one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    pub rows: Range<usize>,
}

/// A grid has at least this many columns filled in most of its rows; below that, notes cannot be told from rows.
const GRID: usize = 3;

/// The pieces of a sheet, in order; none where it is one table, as most are.
///
/// People keep notes, a schedule and a legal line below the grid of a levelling guide, an empty row apart.
/// A piece continues the grid unless it is plainly lines of text or has a title and a header of its own.
pub(super) fn of(rows: &[NumberedRow]) -> Vec<Piece> {
    let parts = parts(rows);
    let Some(grid) = parts.iter().position(|part| is_grid(&rows[part.clone()])) else { return Vec::new() };
    let asks = asking_columns(&rows[parts[grid].clone()]);
    let mut out: Vec<Piece> = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let within = &rows[part.clone()];
        let kind = match n {
            n if n <= grid => Kind::Table,
            _ if are_lines(within, &asks) => Kind::Lines,
            _ if is_titled(within) => Kind::Titled,
            _ => Kind::Table,
        };
        match out.last_mut() {
            // An empty row within a grid ends nothing; after lines of text it does.
            Some(last) if last.kind == Kind::Table && kind == Kind::Table => last.rows.end = part.end,
            _ => out.push(Piece { kind, rows: part.clone() }),
        }
    }
    if out.len() < 2 { Vec::new() } else { out }
}

/// The runs of rows between empty ones.
fn parts(rows: &[NumberedRow]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = None;
    for (n, row) in rows.iter().enumerate() {
        match (filled(row) > 0, from) {
            (true, None) => from = Some(n),
            (false, Some(start)) => {
                out.push(start..n);
                from = None;
            }
            _ => {}
        }
    }
    out.extend(from.map(|start| start..rows.len()));
    out
}

fn is_grid(rows: &[NumberedRow]) -> bool {
    rows.len() >= 3 && rows.iter().filter(|row| filled(row) >= GRID).count() * 3 >= rows.len() * 2
}

/// The columns of a grid whose name says that they hold questions or advice: their cells stand there alone
/// without being notes.
fn asking_columns(rows: &[NumberedRow]) -> Vec<usize> {
    const ASKS: &[&str] =
        &["question", "frage", "pregunta", "pergunta", "質問", "prompt", "tip", "story", "answer", "moment"];
    let header = rows.iter().find(|row| filled(row) >= GRID);
    let cells = header.map_or(&[][..], |row| &row.1);
    let asks = |cell: &String| ASKS.iter().any(|word| cell.to_lowercase().contains(word));
    cells.iter().enumerate().filter(|(_, cell)| asks(cell)).map(|(column, _)| column).collect()
}

/// Whether these rows are lines of text: one sentence a row, or a short label and a sentence.
fn are_lines(rows: &[NumberedRow], asks: &[usize]) -> bool {
    let mut long = false;
    for (_, cells) in rows {
        let cells: Vec<(usize, &str)> = cells
            .iter()
            .enumerate()
            .map(|(column, cell)| (column, cell.trim()))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        let (column, text) = match cells.as_slice() {
            [only] => *only,
            [(_, label), text] if words(label) <= 4 && words(text.1) >= 4 => *text,
            _ => return false,
        };
        if asks.contains(&column) {
            return false;
        }
        long |= words(text) >= 6;
    }
    long
}

/// Whether the first cell is a title: the column below it is empty, and what stands beside it is short.
fn is_titled(rows: &[NumberedRow]) -> bool {
    let Some(((_, head), below)) = rows.split_first() else { return false };
    let first = |cells: &[String]| cells.first().is_some_and(|cell| !cell.trim().is_empty());
    below.len() >= 2
        && first(head)
        && head.iter().filter(|cell| !cell.trim().is_empty()).count() >= GRID
        && head.iter().all(|cell| words(cell) <= 5)
        && below.iter().all(|(_, cells)| !first(cells))
}

/// How many words a cell has; a text without spaces counts two signs as one.
pub(super) fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().count();
    let dense =
        text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')).count();
    spaced.max(dense / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(source: &str) -> Vec<NumberedRow> {
        (1..).zip(source.lines().map(|line| line.split('|').map(str::to_owned).collect())).collect()
    }

    #[test]
    fn notes_and_a_schedule_below_a_grid_are_pieces_of_their_own() {
        let rows = sheet(
            "Area|Clerk|Head clerk|Owner\nLetters|Answers them|Answers for the desk|Mo\nCash|Counts it|Finds why|Mo\n\n\
             Care|Keeps it dry|Keeps all of it dry|Mo\n\nNote|Please bring one story for each row of this||\n\
             |Counting matters most to us this year||\n\nHow we talk|Step|Who|Length\n|Call|Mo|20 min\n|Visit|two clerks|an hour",
        );
        let kinds: Vec<(Kind, Range<usize>)> = of(&rows).into_iter().map(|p| (p.kind, p.rows)).collect();
        assert_eq!(kinds, [(Kind::Table, 0..5), (Kind::Lines, 6..8), (Kind::Titled, 9..12)]);
    }

    #[test]
    fn a_column_of_questions_is_not_cut_away_from_its_header() {
        let rows = sheet(
            "Value|Question|Note\nCare|When did you care for a thing?|a\nCare|When did you not?|b\n\n|Tell me of a day that went wrong for you.|",
        );
        assert_eq!(of(&rows), []);
    }
}
