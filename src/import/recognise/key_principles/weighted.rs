//! Weights that a table or a name states in figures: a column "Weight", "Team Care (x2)".

use std::collections::BTreeMap;

use crate::import::document::BlockKind;

use super::super::text::{has_any, has_cjk, lower};
use super::super::units::Unit;
use super::super::values;

/// How a column of weights is headed.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "weight", "weights", "weighting", "weightage", "gewicht", "gewichtung", "poids", "pondération", "coefficient", "coef", "peso", "pesos", "ponderación", "ponderação", "score weight",
];
const HEADS_CJK: &[&str] = &["比重", "重み", "配点", "重み付け"];

/// How far above the mean of its column a weight stands that puts a name above others: of 40, 30, 15 and 15 the first
/// two, of 35, 25, 20 and 20 the first.
const ABOVE: f64 = 1.15;

/// The names that stated figures and marks put above others, each with its line.
pub fn find(units: &[Unit], is_principle: impl Fn(&str) -> bool) -> Vec<(String, u32)> {
    let mut out = of_columns(units);
    out.extend(of_suffixes(units, is_principle));
    out
}

/// The number that a cell states: "40 %", "x2", "1,5".
fn number(text: &str) -> Option<f64> {
    let bare =
        text.trim().trim_start_matches(['x', 'X', '×', '*', ' ']).trim_end_matches(['x', 'X', '×', '%', ' ']);
    let bare = bare.trim().replace(',', ".");
    bare.parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0)
}

fn of_columns(units: &[Unit]) -> Vec<(String, u32)> {
    type Row<'a> = BTreeMap<u32, &'a Unit>;
    let mut tables: BTreeMap<u32, BTreeMap<u32, Row<'_>>> = BTreeMap::new();
    for unit in units {
        if let BlockKind::Cell { table, row, column, .. } = unit.kind {
            tables.entry(table).or_default().entry(row).or_default().insert(column, unit);
        }
    }
    let mut out = Vec::new();
    for rows in tables.into_values() {
        let heads = |unit: &Unit| {
            unit.words <= 4
                && (has_any(&unit.low, HEADS)
                    || has_cjk(&unit.low) && HEADS_CJK.iter().any(|h| unit.low.contains(h)))
        };
        let Some((at, column)) = rows.iter().find_map(|(row, cells)| {
            cells.iter().find(|(_, unit)| heads(unit)).map(|(column, _)| (*row, *column))
        }) else {
            continue;
        };
        // Of several columns of names the one with the most names is not the category.
        let names_in = |column: &u32| {
            let cells = rows.range(at + 1..).filter_map(|(_, cells)| cells.get(column));
            cells.map(|unit| unit.low.as_str()).collect::<std::collections::BTreeSet<_>>().len()
        };
        let mut weights: Vec<(&Unit, f64)> = Vec::new();
        for (_, cells) in rows.range(at + 1..) {
            let named = |unit: &Unit| {
                unit.words <= 9
                    && unit.text.chars().any(char::is_alphabetic)
                    && !TOTALS.contains(&unit.low.trim_end_matches(':'))
            };
            let others = cells.iter().filter(|(c, unit)| **c != column && named(unit));
            let name = others.max_by_key(|(c, _)| (names_in(c), std::cmp::Reverse(**c)));
            let weight = cells.get(&column).and_then(|unit| number(&unit.text));
            if let (Some((_, name)), Some(weight)) = (name, weight) {
                weights.push((name, weight));
            }
        }
        if weights.len() < 3 {
            continue;
        }
        #[allow(clippy::cast_precision_loss)] // a table has few rows
        let mean = weights.iter().map(|(_, weight)| weight).sum::<f64>() / weights.len() as f64;
        let above = weights.iter().filter(|(_, weight)| *weight > mean * ABOVE);
        out.extend(above.filter_map(|(name, _)| Some((values::fit(&name.text, true)?, name.line))));
    }
    out
}

/// What brackets say behind a name that counts more.
#[rustfmt::skip]
const FIGURES: &[&str] = &["x2", "2x", "×2", "2×", "x 2", "x3", "3x"];
/// The same in words, which say as much of a person or a room: only behind a name that is a principle's.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "double", "double weight", "double weighted", "doppelt", "doble", "dobro", "lead", "key", "very important", "most important", "important", "priority", "top priority", "focus",
    "sehr wichtig", "wichtig", "très important", "muy importante", "muito importante", "最重要", "重要",
];
/// A table's last row adds up.
const TOTALS: &[&str] = &["total", "totals", "sum", "gesamt", "summe", "somme", "suma", "soma", "合計"];

/// "Team Care (x2)", "Ownership (very important)".
fn of_suffixes(units: &[Unit], is_principle: impl Fn(&str) -> bool) -> Vec<(String, u32)> {
    let mut out: Vec<(String, u32)> = Vec::new();
    for unit in units.iter().filter(|unit| unit.words <= 8) {
        let text = unit.text.trim_end();
        let Some((name, mark)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
            continue;
        };
        let low = lower(mark.trim());
        let (figure, word) = (FIGURES.contains(&low.as_str()), WORDS.contains(&low.as_str()));
        if let Some(name) = values::fit(name, true).filter(|name| figure || word && is_principle(name))
            && !out.iter().any(|(known, _)| *known == name)
        {
            out.push((name, unit.line));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read() {
        assert_eq!(
            [number("40 %"), number("x2"), number("1,5"), number("lead")],
            [Some(40.0), Some(2.0), Some(1.5), None]
        );
    }
}
