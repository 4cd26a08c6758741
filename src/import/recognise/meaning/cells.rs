//! What stands above a table's cell in its column, and first in its row.

use std::collections::HashMap;

use super::super::units::Unit;
use crate::import::document::BlockKind;

/// The units that say what a cell is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellPlace {
    /// The cell at the head of its column.
    pub above: Option<usize>,
    /// The first cell of its row.
    pub first: Option<usize>,
}

/// The place of each cell, by its unit.
pub fn places(units: &[Unit]) -> HashMap<usize, CellPlace> {
    let mut out = HashMap::new();
    let mut heads: HashMap<u32, usize> = HashMap::new();
    let (mut here, mut first) = (None, None);
    for (n, unit) in units.iter().enumerate() {
        let BlockKind::Cell { table, row, column, .. } = unit.kind else { continue };
        if here.is_none_or(|(known, _)| known != table) {
            heads.clear();
        }
        if here != Some((table, row)) {
            here = Some((table, row));
            first = Some(n);
        }
        if row == 0 {
            heads.entry(column).or_insert(n);
        } else {
            let above = heads.get(&column).copied();
            out.insert(n, CellPlace { above, first: first.filter(|first| *first != n) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, Document};

    #[test]
    fn a_cell_knows_its_column_and_its_row() {
        let cell = |row, column, text: &str| {
            let header = row == 0;
            Block::plain(BlockKind::Cell { table: 1, row, column, header }, text, 1)
        };
        let blocks =
            vec![cell(0, 0, "Step"), cell(0, 1, "How long"), cell(1, 0, "Chat"), cell(1, 1, "20 minutes")];
        let units = super::super::units(&Document { blocks, ..Document::default() });
        let places = places(&units);
        assert_eq!(places[&3], CellPlace { above: Some(1), first: Some(2) });
        assert_eq!(places[&2], CellPlace { above: Some(0), first: None });
    }
}
