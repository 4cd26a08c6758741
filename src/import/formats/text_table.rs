//! Tables in plain text: drawn with `|` and `+`, with rows that go on over several lines, or pasted with tabs.

use super::build::Builder;
use super::text::{TextLine, plain};
use crate::import::document::BlockKind;
use crate::import::limits::{MAX_COLUMNS, MAX_ROWS};

/// A table found at the beginning of some lines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LineTable {
    /// How many lines it has.
    pub lines: usize,
    /// Whether rules stand between the rows of its body, so that lines between two rules are one row.
    ruled: bool,
    /// Whether tabs part its cells.
    tabbed: bool,
}

/// Fewest lines and cells a line of a table with tabs: two of either are a list of terms.
const LEAST: usize = 3;

/// The cells of a line with tabs. A line that begins with one has an empty first cell.
fn at_tabs<'a>(line: &TextLine<'a>) -> Vec<&'a str> {
    let first = (line.indent > 0 && line.words.contains('\t')).then_some("");
    first.into_iter().chain(line.words.split('\t').map(str::trim)).collect()
}

/// How many of these lines are rows of a table pasted with tabs: as many cells in each.
fn tabbed(lines: &[TextLine<'_>]) -> usize {
    let cells = |line: &TextLine<'_>| at_tabs(line).len();
    let Some(wide) = lines.first().map(cells).filter(|count| *count >= LEAST) else { return 0 };
    // An empty last cell leaves no tab behind it.
    lines.iter().take_while(|line| (wide.saturating_sub(1).max(2)..=wide).contains(&cells(line))).count()
}

/// Finds a table that begins on the first of these lines: two lines or more with bars, one of them a rule
/// or all with bars at both ends. If there is none, tells in how many lines none begins.
pub(crate) fn find(lines: &[TextLine<'_>]) -> Result<LineTable, usize> {
    let count = tabbed(lines);
    if count >= LEAST {
        return Ok(LineTable { lines: count, ruled: false, tabbed: true });
    }
    let count = lines.iter().take_while(|line| is_border(line.words) || is_row(line.words)).count();
    let rows = lines[..count].iter().filter(|line| is_row(line.words)).count();
    let borders = count - rows;
    let framed = lines[..count].iter().filter(|line| is_row(line.words)).all(|line| is_framed(line.words));
    if rows == 0 || count < 2 || !(borders > 0 || (framed && rows > 1)) {
        return Err(count.max(1));
    }
    // Rules beyond the frame and the one below the header.
    let mut inner = 0;
    let mut seen_rows = 0;
    for line in &lines[..count] {
        if is_border(line.words) {
            inner += usize::from(seen_rows > 0);
        } else {
            seen_rows += 1;
        }
    }
    let ends_ruled = is_border(lines[count - 1].words);
    Ok(LineTable { lines: count, ruled: inner > 1 + usize::from(ends_ruled), tabbed: false })
}

impl LineTable {
    /// Writes the table's cells.
    pub fn write(&self, lines: &[TextLine<'_>], out: &mut Builder) {
        let table = out.table();
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        let mut header_ends = None;
        let mut fresh = true;
        for line in lines {
            if is_border(line.words) {
                if !rows.is_empty() && header_ends.is_none() {
                    header_ends = Some(rows.len());
                }
                fresh = true;
                continue;
            }
            let cells = if self.tabbed { at_tabs(line) } else { split(line.words) };
            let in_header = header_ends.is_none();
            let blank_first =
                cells.first().is_none_or(|cell| cell.is_empty()) && cells.iter().any(|cell| !cell.is_empty());
            let goes_on = !self.tabbed && !fresh && ((self.ruled && !in_header) || blank_first);
            if let (true, Some((_, row))) = (goes_on, rows.last_mut()) {
                merge(row, &cells);
            } else if rows.len() < MAX_ROWS {
                rows.push((line.at, cells.into_iter().map(str::to_owned).collect()));
            } else {
                out.warn(format!("A table has more than {MAX_ROWS} rows; the others were left out."));
            }
            fresh = false;
        }
        // A rule below all rows is the frame and ends no header.
        let header_rows =
            if header_ends == Some(rows.len()) && rows.len() > 1 { 0 } else { header_ends.unwrap_or(0) };
        // What tabs part has its names in the first row, where all of it is short; "10:00 | 45 min" is a row itself.
        let short = |cell: &String| {
            (1..=6).contains(&cell.split_whitespace().count())
                && !cell.starts_with(|c: char| c.is_ascii_digit())
        };
        let named = self.tabbed && rows.first().is_some_and(|(_, cells)| cells.iter().all(short));
        let header_rows = if named { 1 } else { header_rows };
        for (row, (line, cells)) in (0_u32..).zip(rows) {
            let header = (row as usize) < header_rows;
            for (column, cell) in (0_u32..).zip(cells.iter().take(MAX_COLUMNS)) {
                out.push(BlockKind::Cell { table, row, column, header }, 0, plain(cell), line);
            }
        }
        out.end_table();
    }
}

fn merge(row: &mut Vec<String>, cells: &[&str]) {
    for (at, cell) in cells.iter().copied().enumerate() {
        match row.get_mut(at) {
            Some(kept) if cell.is_empty() || kept.is_empty() => kept.push_str(cell),
            Some(kept) => {
                kept.push(' ');
                kept.push_str(cell);
            }
            None => row.push(cell.to_owned()),
        }
    }
}

fn split(words: &str) -> Vec<&str> {
    let inner = words.strip_prefix(['|', '│', '║']).unwrap_or(words);
    let inner = inner.strip_suffix(['|', '│', '║']).unwrap_or(inner);
    inner.split(['|', '│', '║']).map(str::trim).collect()
}

/// A rule of a table: `+---+---+`, `|---|:--|`, `-----+-----`, `├───┼───┤`.
fn is_border(words: &str) -> bool {
    let joint = |c: char| {
        matches!(
            c,
            '+' | '|'
                | '┼'
                | '├'
                | '┤'
                | '┌'
                | '┬'
                | '┐'
                | '└'
                | '┴'
                | '┘'
                | '╔'
                | '╦'
                | '╗'
                | '╠'
                | '╬'
                | '╣'
                | '╚'
                | '╩'
                | '╝'
                | '│'
        )
    };
    let dash = |c: char| matches!(c, '-' | '=' | '─' | '═' | ':' | ' ');
    words.contains(joint)
        && words.chars().filter(|c| matches!(c, '-' | '=' | '─' | '═')).count() >= 3
        && words.chars().all(|c| joint(c) || dash(c))
}

fn is_framed(words: &str) -> bool {
    words.starts_with(['|', '│', '║']) && words.ends_with(['|', '│', '║']) && words.chars().count() > 2
}

fn is_row(words: &str) -> bool {
    is_framed(words) || words.contains(" | ") || words.contains(" │ ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::import::document::BlockKind;

    #[test]
    fn a_table_pasted_with_tabs_below_a_title_has_cells() {
        let text = "Grades of the yard\n\nSkill\tMate\tMaster\nRopes\tCoils what was used\tPlans the rig\n\
                    Watch\tStays awake\tPlans who sleeps\n\nSee\tthe list\n";
        let document = crate::import::formats::read("grades.txt", text.as_bytes()).unwrap();
        let cells: Vec<(u32, u32, bool)> = document
            .blocks
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::Cell { row, column, header, .. } => Some((row, column, header)),
                _ => None,
            })
            .collect();
        assert_eq!(cells.len(), 9);
        assert_eq!((cells[0], cells[8]), ((0, 0, true), (2, 2, false)));
    }
}
