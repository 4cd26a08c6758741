//! Finds tables among the pieces of a PDF page's lines, by the white that runs between columns and rows.

use super::build::Builder;
use super::pdf_layout::Piece;
use crate::import::document::BlockKind;
use crate::import::limits::{MAX_COLUMNS, MAX_ROWS};

/// Fewest columns. Two are rather the columns of a page, or an outline with its dates.
const LEAST_COLUMNS: usize = 3;
const LEAST_ROWS: usize = 2;
/// Most lines of one table: a page has fewer, and without a bound a made-up one could take minutes.
const MOST_LINES: usize = 400;
/// How wide the white between two columns is at least, in sizes of the font.
const GUTTER: f64 = 0.5;
/// How far down the next line of a table may begin, in sizes of the font.
const REACH: f64 = 5.0;
/// How far apart the lines of one cell are at most, in sizes of the font: text is set at 1.1 to 1.4.
const LEADING: f64 = 1.45;
/// How much farther apart two rows are than two lines of a cell.
const BETWEEN_ROWS: f64 = 1.15;
/// How close to a column's left end a word begins that begins a cell, in points.
const AT_LEFT: f64 = 0.5;

/// A table's cells by row and column; a cell of several lines is one text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PdfTable {
    /// Rows from the top, each with one text a column; some are empty.
    pub rows: Vec<Vec<String>>,
}

/// Part of a page.
pub(crate) enum PagePart {
    /// Pieces of lines that stand in no table.
    Lines(Vec<Piece>),
    Table(PdfTable),
}

/// Takes a page's pieces, from the top down and from the left, apart into lines and tables.
pub(crate) fn parts(pieces: Vec<Piece>) -> Vec<PagePart> {
    let lines = lines(pieces);
    let (mut parts, mut plain, mut at) = (Vec::new(), Vec::new(), 0);
    while at < lines.len() {
        let (within, columns) = reach(&lines[at..]);
        let count = within.len();
        let table = PdfTable { rows: rows(&within, &columns) };
        if holds(&table) {
            if !plain.is_empty() {
                parts.push(PagePart::Lines(std::mem::take(&mut plain)));
            }
            parts.push(PagePart::Table(table));
            at += count;
        } else {
            plain.extend(lines[at].iter().cloned());
            at += 1;
        }
    }
    if !plain.is_empty() {
        parts.push(PagePart::Lines(plain));
    }
    parts
}

impl PdfTable {
    /// Writes its cells. The first row heads the others.
    pub(crate) fn write(&self, line: &mut u32, out: &mut Builder) {
        let table = out.table();
        for (row, cells) in (0_u32..).zip(self.rows.iter().take(MAX_ROWS)) {
            for (column, text) in (0_u32..).zip(cells.iter().take(MAX_COLUMNS)) {
                out.plain(BlockKind::Cell { table, row, column, header: row == 0 }, text, *line);
            }
            *line += 1;
        }
        if self.rows.len() > MAX_ROWS {
            out.warn(format!("A table has more than {MAX_ROWS} rows; the others were left out."));
        }
        out.end_table();
    }
}

/// Whether this is a table rather than words that happen to stand so, or a page set in narrow columns:
/// every row but few has words in several columns, and most cells do not fill the page's depth.
fn holds(table: &PdfTable) -> bool {
    if table.rows.first().is_none_or(|row| row.len() < LEAST_COLUMNS) {
        return false;
    }
    let full = |row: &&Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() >= 2;
    let header = table.rows.first().is_some_and(|row| {
        row.iter().filter(|cell| !cell.is_empty()).count() + 1 >= row.len()
            && row.iter().all(|cell| cell.chars().count() <= 60)
    });
    header
        && table.rows.len() >= LEAST_ROWS
        && table.rows.iter().filter(full).count() * 4 >= table.rows.len() * 3
}

/// Pieces on one base line.
fn lines(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if (line[0].y - piece.y).abs() < line[0].size * 0.4 => line.push(piece),
            _ => lines.push(vec![piece]),
        }
    }
    lines
}

/// From this line on: the lines that share white which parts them into columns, and the columns' extents.
fn reach(lines: &[Vec<Piece>]) -> (Vec<Vec<Piece>>, Vec<(f64, f64)>) {
    let (mut within, mut covered): (Vec<Vec<Piece>>, Vec<(f64, f64)>) = (Vec::new(), Vec::new());
    if !(LEAST_COLUMNS..=MAX_COLUMNS).contains(&lines[0].len()) {
        return (within, covered);
    }
    let lefts: Vec<f64> = lines[0].iter().map(|piece| piece.left).collect();
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        let size = line[0].size;
        if at > 0 && lines[at - 1][0].y - line[0].y > size * REACH {
            break;
        }
        let line: Vec<Piece> = line.iter().flat_map(|piece| cut(piece, &lefts)).collect();
        let extents = covered.iter().copied().chain(line.iter().map(|piece| (piece.left, piece.right)));
        let next = joined(extents.collect(), size * GUTTER);
        // As many columns as the first line has; a line across them ends the table.
        if next.len() < lines[0].len() {
            break;
        }
        covered = next;
        within.push(line);
    }
    (within, covered)
}

/// A piece cut where one of its words begins where a column does: a full cell leaves no more white before
/// the next one than stands between two words.
fn cut(piece: &Piece, lefts: &[f64]) -> Vec<Piece> {
    let (mut out, mut rest) = (Vec::new(), piece.clone());
    while let Some(n) =
        rest.words.iter().position(|(x, _)| lefts.iter().any(|left| (left - x).abs() < AT_LEFT))
    {
        let (x, at) = rest.words[n];
        let words = rest.words.split_off(n + 1).into_iter().map(|(x, byte)| (x, byte - at)).collect();
        let text = rest.text.split_off(at);
        let next = Piece { left: x, right: rest.right, text, words, ..rest };
        rest.words.pop();
        // Where it ends is not known; the white before the next cell is at least that between two words.
        out.push(Piece { right: x - piece.size * GUTTER, text: rest.text, words: rest.words, ..rest });
        rest = next;
    }
    out.push(rest);
    out
}

/// Extents from the left, those put together that leave less white than `white` between them.
fn joined(mut extents: Vec<(f64, f64)>, white: f64) -> Vec<(f64, f64)> {
    extents.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (left, right) in extents {
        match out.last_mut() {
            Some(last) if left - last.1 < white => last.1 = last.1.max(right),
            _ => out.push((left, right)),
        }
    }
    out
}

/// The lines put into rows: where two lines are farther apart than the lines of a cell, or, if they are
/// nowhere, where the first column has words.
fn rows(lines: &[Vec<Piece>], columns: &[(f64, f64)]) -> Vec<Vec<String>> {
    let apart: Vec<f64> = lines.windows(2).map(|pair| pair[0][0].y - pair[1][0].y).collect();
    let white = widest(lines, columns);
    let even = apart.iter().all(|gap| *gap <= white);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let begins = match at.checked_sub(1) {
            None => true,
            Some(before) if !even => apart[before] > white,
            Some(_) => line.iter().any(|piece| column_of(piece, columns) == 0),
        };
        if begins {
            rows.push(vec![String::new(); columns.len()]);
        }
        let Some(row) = rows.last_mut() else { continue };
        for piece in line {
            let cell = &mut row[column_of(piece, columns)];
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(piece.text.trim());
        }
    }
    rows
}

/// How far apart two lines of one row are at most, in points. Cells stand in the middle of their row's
/// height as often as at its top, so the lines of two columns may lie between each other.
fn widest(lines: &[Vec<Piece>], columns: &[(f64, f64)]) -> f64 {
    let Some(size) = lines.first().map(|line| line[0].size) else { return 0.0 };
    let leading = (0..columns.len())
        .filter_map(|column| {
            let ys: Vec<f64> = lines
                .iter()
                .filter_map(|line| line.iter().find(|piece| column_of(piece, columns) == column))
                .map(|piece| piece.y)
                .collect();
            ys.windows(2).map(|pair| pair[0] - pair[1]).min_by(f64::total_cmp)
        })
        .fold(f64::INFINITY, f64::min);
    // No cell has two lines.
    if leading > size * LEADING { size * 0.6 } else { leading * BETWEEN_ROWS }
}

fn column_of(piece: &Piece, columns: &[(f64, f64)]) -> usize {
    columns.iter().rposition(|(left, _)| *left <= piece.left + 0.01).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: f64, y: f64, text: &str) -> Piece {
        let width = 5.0 * text.chars().count() as f64;
        Piece { left, right: left + width, y, size: 10.0, text: text.to_owned(), words: Vec::new() }
    }

    fn tables(pieces: Vec<Piece>) -> Vec<PdfTable> {
        parts(pieces)
            .into_iter()
            .filter_map(|part| match part {
                PagePart::Table(table) => Some(table),
                PagePart::Lines(_) => None,
            })
            .collect()
    }

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn cells_of_several_lines_are_one_text() {
        let found = tables(vec![
            piece(40.0, 700.0, "What changes from level to level, in a line across the page"),
            piece(40.0, 670.0, "Skill"),
            piece(140.0, 670.0, "Level 1"),
            piece(300.0, 670.0, "Level 2"),
            piece(40.0, 648.0, "Care"),
            piece(140.0, 648.0, "Asks before the"),
            piece(300.0, 648.0, "Plans a week ahead"),
            piece(140.0, 636.0, "stock runs low"),
            piece(40.0, 614.0, "Trust"),
            piece(140.0, 614.0, "Says what went"),
            piece(300.0, 614.0, "Tells bad news first"),
            piece(140.0, 602.0, "wrong"),
            piece(300.0, 602.0, "and early"),
            piece(40.0, 570.0, "And the page goes on with a sentence that runs over all of its columns."),
        ]);
        assert_eq!(
            found,
            [PdfTable {
                rows: vec![
                    row(&["Skill", "Level 1", "Level 2"]),
                    row(&["Care", "Asks before the stock runs low", "Plans a week ahead"]),
                    row(&["Trust", "Says what went wrong", "Tells bad news first and early"]),
                ]
            }]
        );
    }

    #[test]
    fn cells_may_stand_in_the_middle_of_their_row_and_fill_it_to_the_next() {
        let mut full = piece(140.0, 640.0, "Says what went wrong to all");
        full.right = 300.0 + 5.0 * 8.0;
        full.text.push_str(" Tells it");
        full.words = vec![(300.0, full.text.len() - 8)];
        let found = tables(vec![
            piece(40.0, 670.0, "Skill"),
            piece(140.0, 670.0, "Level 1"),
            piece(300.0, 670.0, "Level 2"),
            full,
            piece(40.0, 634.0, "Trust"),
            piece(140.0, 628.0, "and says it early"),
            piece(300.0, 628.0, "before that"),
            piece(40.0, 600.0, "Care"),
            piece(140.0, 600.0, "Asks"),
            piece(300.0, 600.0, "Plans"),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].rows[1],
            row(&["Trust", "Says what went wrong to all and says it early", "Tells it before that"])
        );
        assert_eq!(found[0].rows[2], row(&["Care", "Asks", "Plans"]));
    }

    #[test]
    fn rows_at_even_distances_begin_where_the_first_column_has_words() {
        let found = tables(vec![
            piece(40.0, 700.0, "Day"),
            piece(120.0, 700.0, "Who"),
            piece(240.0, 700.0, "Minutes"),
            piece(40.0, 688.0, "Monday"),
            piece(120.0, 688.0, "Recruiter and"),
            piece(240.0, 688.0, "30"),
            piece(120.0, 676.0, "one peer"),
            piece(40.0, 664.0, "Tuesday"),
            piece(120.0, 664.0, "Panel of three"),
            piece(240.0, 664.0, "60"),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rows[1], row(&["Monday", "Recruiter and one peer", "30"]));
        assert_eq!(found[0].rows[2], row(&["Tuesday", "Panel of three", "60"]));
    }

    #[test]
    fn words_that_happen_to_stand_apart_are_no_table() {
        let address = vec![
            piece(40.0, 700.0, "Page 3"),
            piece(200.0, 700.0, "Guide"),
            piece(400.0, 700.0, "2026"),
            piece(40.0, 680.0, "A sentence follows that goes from one side of the page to the other side."),
            piece(40.0, 668.0, "It says more."),
        ];
        assert!(tables(address).is_empty());
        let two = vec![
            piece(40.0, 700.0, "Left column"),
            piece(300.0, 700.0, "Right column"),
            piece(40.0, 688.0, "goes on"),
            piece(300.0, 688.0, "goes on too"),
        ];
        assert!(tables(two).is_empty());
    }
}
