//! Tables on sheets: columns as wide as their words ask, rows that break over sheets, heads repeated.

use crate::chart::figure::Table;

use super::super::text::clean_line;
use super::super::typeset::{SetLine, width, wrap};
use super::layout::{CELL, Flow, HEAD, MEASURE, SIDE, StructureTag, Style, What};

/// Room between columns in points.
const BETWEEN: f64 = 12.0;
/// Room above and below a row's words in points.
const PAD: f64 = 2.5;
/// The least width of a column in points, unless there are too many of them.
const NARROWEST: f64 = 18.0;

/// Cells of one row, broken into lines.
struct SetRow {
    cells: Vec<Vec<SetLine>>,
    style: Style,
}

impl SetRow {
    fn new(cells: &[String], widths: &[f64], style: Style) -> Self {
        let set = |(cell, width): (&String, &f64)| wrap(&clean_line(cell), style.face, width / style.size);
        Self { cells: cells.iter().zip(widths).map(set).collect(), style }
    }

    fn lines(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn height(&self) -> f64 {
        self.lines() as f64 * self.style.leading + 2.0 * PAD
    }
}

/// Where the columns lie, and their heads.
struct Columns<'a> {
    lefts: Vec<f64>,
    widths: Vec<f64>,
    table: &'a Table,
    heads: SetRow,
}

impl<'a> Columns<'a> {
    fn of(table: &'a Table) -> Self {
        let widths = widths(table);
        let lefts = widths.iter().scan(SIDE, |left, width| {
            let this = *left;
            *left += width + BETWEEN;
            Some(this)
        });
        let (lefts, heads) = (lefts.collect(), SetRow::new(&table.heads, &widths, HEAD));
        Self { lefts, widths, table, heads }
    }
}

/// Lays `table` out where the flow stands.
pub fn lay_out(flow: &mut Flow, table: &Table) {
    if table.heads.is_empty() {
        return;
    }
    let columns = Columns::of(table);
    let first = table.rows.first().map_or(0.0, |row| SetRow::new(row, &columns.widths, CELL).height());
    flow.make_room(columns.heads.height() + first);
    let whole = flow.part(StructureTag::Table, None);
    let row = flow.part(StructureTag::Row, Some(whole));
    let parts: Vec<usize> = table.heads.iter().map(|_| flow.part(StructureTag::Head, Some(row))).collect();
    draw_heads(flow, &columns, Some(&parts));
    for cells in &table.rows {
        let set = SetRow::new(cells, &columns.widths, CELL);
        let row = flow.part(StructureTag::Row, Some(whole));
        let kind = |nth: usize| if nth == 0 { StructureTag::RowHead } else { StructureTag::Cell };
        let parts: Vec<usize> = (0..set.cells.len()).map(|nth| flow.part(kind(nth), Some(row))).collect();
        draw_row(flow, &set, &columns, &parts);
    }
    flow.y += 10.0;
}

/// The heads: with their parts where the table begins, without where they are repeated.
fn draw_heads(flow: &mut Flow, columns: &Columns, parts: Option<&[usize]>) {
    let heads = &columns.heads;
    flow.y += PAD;
    for line in 0..heads.lines() {
        // Heads of unlike height stand on the line below them.
        draw_line(flow, heads, columns, parts, |lines| (line + lines).checked_sub(heads.lines()));
        flow.y += heads.style.leading;
    }
    flow.y += PAD;
    rule(flow, columns);
}

/// One row, line by line, so that one taller than a sheet breaks too.
fn draw_row(flow: &mut Flow, row: &SetRow, columns: &Columns, parts: &[usize]) {
    let mut begin_sheet = !flow.fits(row.height());
    flow.y += PAD;
    for line in 0..row.lines() {
        if begin_sheet || !flow.fits(row.style.leading) {
            flow.next_sheet();
            draw_heads(flow, columns, None);
            flow.y += PAD;
            begin_sheet = false;
        }
        draw_line(flow, row, columns, Some(parts), |_| Some(line));
        flow.y += row.style.leading;
    }
    flow.y += PAD;
    rule(flow, columns);
}

/// One line of every cell; `nth` says which, from the number of lines that the cell has.
fn draw_line(
    flow: &mut Flow,
    row: &SetRow,
    columns: &Columns,
    parts: Option<&[usize]>,
    nth: impl Fn(usize) -> Option<usize>,
) {
    let style = row.style;
    let base = flow.y + style.base();
    for (i, cell) in row.cells.iter().enumerate() {
        let Some(line) = nth(cell.len()).and_then(|nth| cell.get(nth)) else { continue };
        let spare = (columns.widths[i] - line.width * style.size).max(0.0);
        let number = columns.table.is_number(i);
        let left = columns.lefts[i] + if number { spare } else { 0.0 };
        let part = parts.and_then(|parts| parts.get(i).copied());
        flow.put(part, What::Text(left, base, line.clone(), style));
    }
}

fn rule(flow: &mut Flow, columns: &Columns) {
    if let (Some(left), Some(width)) = (columns.lefts.last(), columns.widths.last()) {
        flow.put(None, What::Rule(SIDE, left + width, flow.y));
    }
}

/// Each column's width in points: what its widest cell asks, and where that is too much together, its
/// longest word and a share of the rest.
fn widths(table: &Table) -> Vec<f64> {
    // Rows of one table are alike: the first few hundred say how wide its columns are.
    const LOOKED_AT: usize = 300;
    let columns = table.heads.len();
    let room = (MEASURE - BETWEEN * (columns as f64 - 1.0)).max(columns as f64);
    let (mut wide, mut narrow) = (vec![0.0_f64; columns], vec![0.0_f64; columns]);
    let heads = std::iter::once((&table.heads, HEAD));
    for (row, style) in heads.chain(table.rows.iter().take(LOOKED_AT).map(|row| (row, CELL))) {
        for (i, cell) in row.iter().enumerate().take(columns) {
            let measure = |text: &str| width(text, style.face) * style.size + 0.1;
            let text = clean_line(cell);
            wide[i] = wide[i].max(measure(&text));
            let longest = text.split_whitespace().map(measure).fold(0.0, f64::max);
            narrow[i] = narrow[i].max(longest.min(room / 3.0));
        }
    }
    let sum = |widths: &[f64]| widths.iter().sum::<f64>();
    if sum(&wide) <= room {
        return wide;
    }
    if sum(&narrow) <= room {
        return shared_out(room, &narrow, &wide);
    }
    let least = NARROWEST.min(room / columns as f64);
    let wanted: Vec<f64> = narrow.iter().map(|n| (n - least).max(0.0)).collect();
    let (spare, total) = (room - least * columns as f64, sum(&wanted).max(1.0));
    wanted.iter().map(|w| least + spare * w / total).collect()
}

/// `narrow` raised towards `wide` until `room` is used: the columns that want least get all they want.
fn shared_out(room: f64, narrow: &[f64], wide: &[f64]) -> Vec<f64> {
    let mut widths = narrow.to_vec();
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by(|&a, &b| (wide[a] - narrow[a]).total_cmp(&(wide[b] - narrow[b])));
    let mut spare = room - narrow.iter().sum::<f64>();
    for (done, &i) in order.iter().enumerate() {
        let share = spare / (order.len() - done) as f64;
        let more = (wide[i] - narrow[i]).max(0.0).min(share);
        widths[i] += more;
        spare -= more;
    }
    widths
}
