//! Tables with a column of levels: a row for each level, or for each competency at each level.

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

/// A table with a row for each level: the column of the levels, and a column for each competency.
fn a_row_a_level(grid: &Grid, units: &[Unit], taken: &mut [bool]) -> Option<Vec<Expectation>> {
    let (top, level, competencies) = grid.iter().take(HEADER_ROWS).enumerate().find_map(|(top, row)| {
        let below = grid.get(top + 1..)?;
        let (level, _) = row.iter().find(|(_, cell)| is_head(&cell.text))?;
        let names: Vec<String> =
            below.iter().filter_map(|row| row.get(level)).map(|cell| lower(trim_marks(&cell.text))).collect();
        let once = names.iter().collect::<BTreeSet<_>>().len() == names.len();
        let short = names.iter().all(|name| word_count(name) <= 5);
        let competencies: Vec<(u32, String)> = row
            .iter()
            .filter(|(column, cell)| {
                *column != level
                    && word_count(&cell.text) <= 9
                    && !describes(&cell.text)
                    && !is_about_terms(&cell.text)
                    && !is_level(&cell.text)
                    && holds_criteria(below, **column)
            })
            .map(|(column, cell)| (*column, squeeze(trim_marks(&cell.text))))
            .collect();
        (names.len() >= 2 && once && short && competencies.len() >= 2).then_some((top, *level, competencies))
    })?;
    let before: Vec<(usize, bool)> =
        grid.iter().flat_map(|row| row.values()).map(|cell| (cell.unit, taken[cell.unit])).collect();
    let mut out = Vec::new();
    for row in &grid[top + 1..] {
        let Some(name) = row.get(&level).map(|cell| squeeze(trim_marks(&cell.text))) else { continue };
        for (column, competency) in &competencies {
            if let Some(cell) = row.get(column) {
                out.extend(criteria(cell, competency, &name, units, taken));
            }
        }
    }
    // What is no guide is left to the others.
    if out.len() < 4 {
        for (unit, was) in before {
            taken[unit] = was;
        }
        return None;
    }
    Some(out)
}

fn is_head(header: &str) -> bool {
    LEVEL.contains(&lower(trim_marks(header)).as_str())
}

/// The expectations of such a table; `None` where it is none.
pub(super) fn read(grid: &Grid, units: &[Unit], taken: &mut [bool]) -> Option<Vec<Expectation>> {
    if let Some(found) = a_row_a_level(grid, units, taken) {
        return Some(found);
    }
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
        let level = *row.iter().find(|(_, cell)| is_head(&cell.text))?.0;
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
