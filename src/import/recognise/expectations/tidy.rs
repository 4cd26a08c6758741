//! A table with a row for each competency at each level: the level stands in a column of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::draft::Expectation;
use crate::import::recognise::text::{lower, squeeze, trim_marks, word_count};
use crate::import::recognise::units::Unit;

use super::grid::{Cell, Grid, HEADER_ROWS, criteria, describes, holds_criteria};
use super::{is_about_terms, is_level};

/// What such tables call the column of the levels.
#[rustfmt::skip]
const LEVEL: &[&str] = &[
    "level", "levels", "grade", "band", "rank", "stufe", "ebene", "niveau", "échelon", "nivel", "nível", "grau", "等級", "レベル", "グレード",
];

/// The expectations of such a table; `None` where it is none.
pub(super) fn read(grid: &Grid, units: &[Unit], taken: &mut [bool]) -> Option<Vec<Expectation>> {
    let (top, level, label, said) = header(grid)?;
    let mut out = Vec::new();
    let mut carried: BTreeMap<u32, String> = BTreeMap::new();
    for row in &grid[top + 1..] {
        // A merged cell holds for the rows below it.
        for column in [level, label] {
            if let Some(cell) = row.get(&column).filter(|cell| !cell.text.trim().is_empty()) {
                carried.insert(column, squeeze(trim_marks(&cell.text)));
            }
        }
        let (Some(level), Some(competency), Some(cell)) =
            (carried.get(&level), carried.get(&label), row.get(&said))
        else {
            continue;
        };
        if is_about_terms(competency) {
            continue;
        }
        out.extend(criteria(cell, competency, level, units, taken));
    }
    (out.len() >= 4).then_some(out)
}

/// The row that names the columns, and the columns of the level, the competency and what is expected.
fn header(grid: &Grid) -> Option<(usize, u32, u32, u32)> {
    grid.iter().take(HEADER_ROWS).enumerate().find_map(|(top, row)| {
        let below = grid.get(top + 1..)?;
        let level = *row.iter().find(|(_, cell)| LEVEL.contains(&lower(trim_marks(&cell.text)).as_str()))?.0;
        let names: Vec<&Cell> = below.iter().filter_map(|row| row.get(&level)).collect();
        let short = names.iter().filter(|cell| word_count(&cell.text) <= 6).count();
        let known = names.iter().filter(|cell| is_level(&cell.text)).count();
        let different: BTreeSet<String> = names.iter().map(|cell| lower(trim_marks(&cell.text))).collect();
        let levels = known * 2 >= names.len() || different.len() * 2 <= names.len();
        if names.len() < 4 || short < names.len() || !levels {
            return None;
        }
        let others = || row.iter().filter(|(column, _)| **column != level);
        // The competency repeats or is carried; what is expected is said once.
        let label = *others()
            .find(|(column, cell)| {
                !describes(&cell.text)
                    && below.iter().filter_map(|row| row.get(column)).all(|cell| word_count(&cell.text) <= 9)
                    && !holds_criteria(below, **column)
            })?
            .0;
        let said = *others()
            .find(|(column, cell)| {
                **column != label && !describes(&cell.text) && holds_criteria(below, **column)
            })?
            .0;
        Some((top, level, label, said))
    })
}
