//! A table pasted as lines: a row's number alone, its label, then one cell a line for each level.

use std::collections::BTreeMap;

use crate::import::draft::Expectation;
use crate::import::recognise::text::word_count;
use crate::import::recognise::units::Unit;

use super::grid::{self, Cell, Grid};

/// The expectations in tables whose cells stand one a line.
pub(super) fn find(units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    let lines: Vec<usize> = (0..units.len())
        .filter(|&n| !taken[n] && !units[n].is_cell() && !units[n].is_field() && !units[n].is_code())
        .collect();
    let number = |i: usize| {
        let text = units[lines[i]].text.as_str();
        if text.len() > 4 || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        text.trim_end_matches(['.', ')']).parse::<u32>().ok().filter(|value| *value < 200)
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(first) = number(at) else {
            at += 1;
            continue;
        };
        // Rows that count up by one from here.
        let mut starts = vec![at];
        let mut next = first + 1;
        for i in at + 1..lines.len() {
            if i > starts[starts.len() - 1] + 40 {
                break;
            }
            if number(i) == Some(next) {
                starts.push(i);
                next += 1;
            }
        }
        if starts.len() < 3 {
            at += 1;
            continue;
        }
        let grid = rows(units, &lines, &starts);
        let found = grid::read(&grid, units, taken);
        let end = starts[starts.len() - 1];
        if found.is_empty() {
            at += 1;
            continue;
        }
        for &line in &lines[starts[0]..=end] {
            taken[line] = true;
        }
        // What the last row holds beyond its cells is not the table's.
        at = end + 1;
        out.extend(found);
    }
    out
}

/// The rows as a grid: the lines above the first number are the header, each number's lines a row.
fn rows(units: &[Unit], lines: &[usize], starts: &[usize]) -> Grid {
    let widths: Vec<usize> = starts.windows(2).map(|pair| pair[1] - pair[0] - 1).collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for width in &widths {
        *counts.entry(*width).or_default() += 1;
    }
    let usual = counts.iter().max_by_key(|(width, count)| (**count, **width)).map_or(0, |(width, _)| *width);
    let mut grid = Grid::new();
    // "# · Area · L1 · L2": short lines right above the first row, if there are as many.
    let above: Vec<usize> = (starts[0].saturating_sub(usual)..starts[0]).collect();
    let heads = above.len() == usual && above.iter().all(|&i| word_count(&units[lines[i]].text) <= 6);
    if heads {
        grid.push((0..).zip(&above).map(|(column, &i)| (column, cell(units, lines[i]))).collect());
    }
    // Cells stand one a line, or with an empty line between them.
    let all = &lines[starts[0]..=starts[starts.len() - 1]];
    let spacing = all
        .windows(2)
        .map(|pair| units[pair[1]].line.saturating_sub(units[pair[0]].line))
        .filter(|gap| *gap > 0)
        .min()
        .unwrap_or(1);
    let width = u32::try_from(usual).unwrap_or(u32::MAX);
    for (k, &start) in starts.iter().enumerate() {
        let end = starts.get(k + 1).copied().unwrap_or((start + 1 + usual).min(lines.len()));
        let from = units[lines[start]].line;
        let column = |n: usize| (units[n].line.saturating_sub(from) / spacing).saturating_sub(1);
        // What the lines after the last number hold beyond its cells is not the table's.
        let last = k + 1 == starts.len();
        let cells: Vec<usize> =
            (start + 1..end).map(|i| lines[i]).filter(|&n| !last || column(n) < width).collect();
        // An empty cell leaves an empty line: then the lines say which column a cell stands in.
        let by_line = cells.len() < usual && cells.iter().all(|&n| units[n].line > from && column(n) < width);
        let mut row = BTreeMap::new();
        for (place, &n) in (0..).zip(&cells) {
            let at = if by_line { column(n) } else { place };
            row.entry(at).or_insert_with(|| cell(units, n));
        }
        grid.push(row);
    }
    grid
}

fn cell(units: &[Unit], n: usize) -> Cell {
    Cell { text: units[n].text.clone(), unit: n }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, BlockKind, Document};
    use crate::import::recognise::units::units;

    #[test]
    fn a_table_pasted_as_lines_is_read() {
        let lines = [
            "Table 7",
            "A",
            "B",
            "C",
            "1",
            "Competency",
            "Junior Clerk",
            "Senior Clerk",
            "2",
            "Planning",
            "Plans a day of own work",
            "Plans a quarter for others",
            "3",
            "Talking",
            "Speaks up in the team",
            "Speaks for the team outside",
            "4",
            "Care",
            "",
            "Keeps things from breaking",
            "Want to print your doc?",
        ];
        let blocks = lines
            .iter()
            .zip(1..)
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, n)| Block::plain(BlockKind::Paragraph, *text, n))
            .collect();
        let document = Document { blocks, ..Document::default() };
        let units = units(&document);
        let found = find(&units, &mut vec![false; units.len()]);
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!(
            (found[1].competency.as_str(), found[1].level.as_str(), found[1].line),
            ("Planning", "Senior Clerk", 12)
        );
        assert_eq!((found[4].competency.as_str(), found[4].level.as_str()), ("Care", "Senior Clerk"));
    }
}
