//! A table of competencies against levels: which row names the levels, which columns are levels, what each cell says.

use std::collections::BTreeMap;

use crate::import::document::BlockKind;
use crate::import::draft::Expectation;
use crate::import::recognise::text::{has_any, lower, squeeze, trim_marks, word_count};
use crate::import::recognise::units::Unit;

use super::{is_about_terms, is_level, says, tidy};

/// Rows looked at for the names of the levels.
pub(super) const HEADER_ROWS: usize = 8;

#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Its words, line breaks kept.
    pub text: String,
    /// The unit it stands in.
    pub unit: usize,
}

/// Rows of cells by column.
pub(super) type Grid = Vec<BTreeMap<u32, Cell>>;

/// The expectations in the document's tables.
pub(super) fn of_cells(units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    let mut tables: BTreeMap<u32, BTreeMap<u32, BTreeMap<u32, Cell>>> = BTreeMap::new();
    for (n, unit) in units.iter().enumerate() {
        if let BlockKind::Cell { table, row, column, .. } = unit.kind
            && !taken[n]
        {
            let text: String = unit.spans.iter().map(|s| s.text.as_str()).collect();
            tables.entry(table).or_default().entry(row).or_default().insert(column, Cell { text, unit: n });
        }
    }
    let mut out = Vec::new();
    for rows in tables.into_values() {
        let rows: Vec<(u32, BTreeMap<u32, Cell>)> = rows.into_iter().collect();
        // Two tables in one file stand apart by an empty row.
        let mut grid: Grid = Vec::new();
        let mut before = None;
        for (row, cells) in rows {
            if before.is_some_and(|before| row > before + 1) && grid.len() > 2 && opens_anew(&cells) {
                out.extend(read(&grid, units, taken));
                grid.clear();
            }
            before = Some(row);
            grid.push(cells);
        }
        out.extend(read(&grid, units, taken));
    }
    out
}

/// Whether a row after a gap begins another table: several short cells.
fn opens_anew(cells: &BTreeMap<u32, Cell>) -> bool {
    cells.len() >= 3 && cells.values().all(|cell| word_count(&cell.text) <= 6)
}

/// What a grid expects of whom. Marks the units it takes.
pub(super) fn read(grid: &Grid, units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    if let Some(found) = tidy::read(grid, units, taken) {
        return found;
    }
    let Some((top, levels)) = header(grid) else { return sheet(grid, units, taken) };
    let labels: Vec<u32> = columns(grid)
        .into_iter()
        .filter(|column| levels.keys().next().is_some_and(|first| column < first))
        .collect();
    // "What we look at | Category": the column with the more names names the competency; of two alike the nearer.
    let names = |column: &u32| {
        let cells = grid[top + 1..].iter().filter_map(|row| row.get(column));
        // "C1.2" is the competency's number.
        let worded = cells.filter(|cell| !cell.text.contains(|c: char| c.is_ascii_digit()));
        worded.map(|cell| lower(&cell.text)).collect::<std::collections::BTreeSet<_>>().len()
    };
    let mut by_names = labels.clone();
    by_names.sort_by_key(|column| (names(column), *column));
    let mut out = Vec::new();
    let mut carried: BTreeMap<u32, String> = BTreeMap::new();
    for row in &grid[top + 1..] {
        for column in &labels {
            if let Some(cell) = row.get(column).filter(|cell| !cell.text.trim().is_empty()) {
                // A new domain ends the competency below the one before.
                carried.retain(|at, _| at < column);
                carried.insert(*column, squeeze(trim_marks(&cell.text)));
            }
        }
        let described = |column: &u32| grid[top].get(column).is_some_and(|cell| describes(&cell.text));
        let competency = by_names
            .iter()
            .rev()
            .filter(|column| !described(column))
            .filter_map(|column| carried.get(column))
            .find(|label| word_count(label) <= 9 && label.chars().any(char::is_alphabetic))
            .cloned()
            .unwrap_or_default();
        if is_about_terms(&competency) {
            continue;
        }
        for (column, level) in &levels {
            let Some(cell) = row.get(column) else { continue };
            out.extend(criteria(cell, &competency, level, units, taken));
        }
    }
    // A table of this form says several things, or it is none.
    if out.len() < 4 { Vec::new() } else { out }
}

/// What a cell expects, each line by itself. Marks the unit where it expects anything.
pub(super) fn criteria(
    cell: &Cell,
    competency: &str,
    level: &str,
    units: &[Unit],
    taken: &mut [bool],
) -> Vec<Expectation> {
    let found: Vec<Expectation> = lines(&cell.text)
        .into_iter()
        .filter(|text| says(text))
        .map(|text| Expectation {
            competency: competency.to_owned(),
            level: level.to_owned(),
            text,
            line: units[cell.unit].line,
        })
        .collect();
    taken[cell.unit] |= !found.is_empty();
    found
}

/// A sheet for each competency: every column is a level, and the heading above says of what.
fn sheet(grid: &Grid, units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    let Some((top, rows)) = grid.split_first() else { return Vec::new() };
    let heading = |first: usize| {
        units[..first].iter().rev().take_while(|unit| !unit.is_cell()).find(|u| u.is_heading())
    };
    let Some(above) = top.values().next().and_then(|cell| heading(cell.unit)) else { return Vec::new() };
    let levels = top.len() > 1 && top.values().all(|cell| is_level(&cell.text) && !describes(&cell.text));
    if !levels || is_about_terms(&above.text) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (column, cell) in rows.iter().flatten() {
        let Some(level) = top.get(column).filter(|_| word_count(&cell.text) > 1) else { continue };
        taken[cell.unit] = true;
        out.extend(lines(&cell.text).into_iter().map(|text| Expectation {
            competency: squeeze(trim_marks(&above.text)),
            level: squeeze(trim_marks(&level.text)),
            text,
            line: units[cell.unit].line,
        }));
    }
    out
}

/// The lines of a cell, each a criterion of its own, without their bullets.
fn lines(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line = line.trim();
        let bare = squeeze(trim_marks(line.trim_start_matches(['-', '•', '–', '*', '·', ' '])));
        if bare.is_empty() {
            continue;
        }
        // A line that goes on with the one before is none of its own.
        match out.last_mut() {
            Some(last)
                if line.starts_with(char::is_lowercase)
                    && !line.starts_with(['-', '•'])
                    && !last.ends_with('.')
                    && text.contains('\n') =>
            {
                last.push(' ');
                last.push_str(&bare);
            }
            _ => out.push(bare),
        }
    }
    out
}

fn columns(grid: &Grid) -> Vec<u32> {
    let mut columns: Vec<u32> = grid.iter().flat_map(|row| row.keys().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The row that names the levels, and the columns they stand in.
fn header(grid: &Grid) -> Option<(usize, BTreeMap<u32, String>)> {
    let mut best: Option<(i32, usize, BTreeMap<u32, String>)> = None;
    for top in 0..grid.len().min(HEADER_ROWS).saturating_sub(1) {
        let row = &grid[top];
        let first = columns(grid).first().copied().unwrap_or(0);
        let label = row.get(&first).map_or("", |cell| cell.text.as_str());
        let levels: BTreeMap<u32, String> = row
            .iter()
            .filter(|(column, cell)| {
                **column > first
                    && names_a_level(&cell.text)
                    && !describes(&cell.text)
                    && !names_the_competency(&cell.text)
                    && !is_a_placeholder(&cell.text)
                    && holds_criteria(&grid[top + 1..], **column)
            })
            .map(|(column, cell)| (*column, squeeze(trim_marks(&cell.text))))
            .collect();
        if levels.len() < 2 {
            continue;
        }
        let known = levels.values().filter(|name| is_level(name)).count();
        let figures = levels
            .values()
            .filter(|name| {
                name.chars().filter(char::is_ascii_digit).count() * 2
                    > name.chars().filter(|c| c.is_alphanumeric()).count()
            })
            .count();
        let mut worth = i32::try_from(known).unwrap_or(0) * 3 + i32::try_from(levels.len()).unwrap_or(0);
        worth -= i32::try_from(figures).unwrap_or(0) * 3;
        // "M1 M2 M3" above "Team Lead …": the names in words are the guide's own.
        let short = levels.values().filter(|name| name.chars().count() <= 3).count();
        worth -= i32::try_from(short).unwrap_or(0) * 2;
        let titles = has_any(
            &lower(label),
            &[
                "title",
                "titles",
                "role",
                "roles",
                "grade name",
                "job title",
                "name",
                "titel",
                "titre",
                "cargo",
                "puesto",
            ],
        );
        if is_about_terms(label) && !titles {
            worth -= 12;
        }
        if best.as_ref().is_none_or(|(most, _, _)| worth > *most) {
            best = Some((worth, top, levels));
        }
    }
    best.filter(|(worth, _, _)| *worth > 0).map(|(_, top, levels)| (top, levels))
}

/// Whether a header stands over the competencies.
fn names_the_competency(header: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "competency", "competence", "competencies", "skill", "skill area", "area", "domain", "theme", "pillar", "dimension",
        "strand", "behaviour", "behavior", "capability", "category", "kompetenz", "kompetenzen", "kompetenzfeld", "bereich", "thema",
        "compétence", "compétences", "domaine", "axe", "competencia", "competencias", "área", "ámbito", "competência", "competências",
        "コンピテンシー", "能力", "項目", "分野",
    ];
    NAMES.contains(&lower(trim_marks(header)).as_str())
}

/// "Column 2", "Spalte B": what a program calls a column that has no name.
fn is_a_placeholder(header: &str) -> bool {
    let low = lower(trim_marks(header));
    low.split_once(' ').is_some_and(|(word, rest)| {
        matches!(word, "column" | "col" | "col." | "spalte" | "colonne" | "columna" | "coluna" | "列")
            && rest.chars().count() <= 2
    })
}

fn names_a_level(text: &str) -> bool {
    let text = trim_marks(text);
    (1..=8).contains(&word_count(text))
        && !text.contains('?')
        && !text.trim_end().ends_with('.')
        && text.chars().any(char::is_alphanumeric)
}

/// Columns that explain, map or ask, or say what is not wanted.
pub(super) fn describes(header: &str) -> bool {
    has_any(
        &lower(header),
        &[
            "nutshell",
            "description",
            "definition",
            "meaning",
            "what it is",
            "what it means",
            "maps to",
            "value",
            "values",
            "notes",
            "note",
            "comment",
            "comments",
            "evidence",
            "question",
            "questions",
            "interview",
            "ask",
            "example",
            "examples",
            "weight",
            "weighting",
            "gewicht",
            "gewichtung",
            "poids",
            "peso",
            "no",
            "nr",
            "#",
            "frage",
            "fragen",
            "beschreibung",
            "bemerkung",
            "pregunta",
            "descripción",
            "notas",
            "pergunta",
            "descrição",
            "question type",
            "exemple",
            "remarques",
            "stand",
            "not yet",
            "falls short",
            "red flag",
            "red flags",
            "anti-patterns",
            "watch out",
            "noch nicht",
            "pas encore",
            "todavía no",
            "aún no",
            "ainda não",
        ],
    )
}

/// Whether most cells of a column say something at length.
pub(super) fn holds_criteria(rows: &[BTreeMap<u32, Cell>], column: u32) -> bool {
    let cells: Vec<&Cell> =
        rows.iter().filter_map(|row| row.get(&column)).filter(|cell| !cell.text.trim().is_empty()).collect();
    let long = cells
        .iter()
        .filter(|cell| word_count(&cell.text) >= 3 && !cell.text.trim_end().ends_with('?'))
        .count();
    let words: usize = cells.iter().map(|cell| word_count(&cell.text)).sum();
    cells.len() >= 2 && long * 2 > cells.len() && words >= cells.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, Document};
    use crate::import::recognise::units::units;

    fn found(rows: &[&[&str]]) -> Vec<(String, String, String)> {
        let mut blocks = Vec::new();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                if !text.is_empty() {
                    blocks.push(Block::plain(
                        BlockKind::Cell { table: 0, row, column, header: false },
                        *text,
                        row + 1,
                    ));
                }
            }
        }
        let document = Document { blocks, ..Document::default() };
        let units = units(&document);
        of_cells(&units, &mut vec![false; units.len()])
            .into_iter()
            .map(|e| (e.competency, e.level, e.text))
            .collect()
    }

    #[test]
    fn levels_stand_in_a_row_and_labels_may_be_two() {
        let found = found(&[
            &["Matrix of the yard, draft"],
            &["Domain", "Strand", "Deckhand", "Mate", "Question to ask"],
            &[
                "Safety",
                "Ropes",
                "Coils what was used\n- Reports a frayed end",
                "Checks the coils of others",
                "When did a rope part?",
            ],
            &["", "Watch", "Stays awake and says when not", "Plans who sleeps and when", ""],
            &["Pay", "", "by the day, see the list", "by the month, see the list", ""],
        ]);
        let of = |c: &str, l: &str, t: &str| (c.to_owned(), l.to_owned(), t.to_owned());
        assert_eq!(
            found,
            [
                of("Ropes", "Deckhand", "Coils what was used"),
                of("Ropes", "Deckhand", "Reports a frayed end"),
                of("Ropes", "Mate", "Checks the coils of others"),
                of("Watch", "Deckhand", "Stays awake and says when not"),
                of("Watch", "Mate", "Plans who sleeps and when"),
            ]
        );
    }

    #[test]
    fn a_row_a_level_gives_what_is_wanted_and_not_what_is_not() {
        let found = found(&[
            &["Area", "Grade", "Looks like", "Not yet"],
            &["Counter", "Clerk", "Answers every caller the same day", "Sends people round the house"],
            &["", "Senior Clerk", "Removes the cause of repeated calls", ""],
            &["Cash", "Clerk", "Counts own drawer before going home", ""],
            &["", "Senior Clerk", "Finds why a count was wrong", "Signs without counting again"],
        ]);
        let of = |c: &str, l: &str, t: &str| (c.to_owned(), l.to_owned(), t.to_owned());
        assert_eq!(
            found,
            [
                of("Counter", "Clerk", "Answers every caller the same day"),
                of("Counter", "Senior Clerk", "Removes the cause of repeated calls"),
                of("Cash", "Clerk", "Counts own drawer before going home"),
                of("Cash", "Senior Clerk", "Finds why a count was wrong"),
            ]
        );
    }

    #[test]
    fn a_row_a_level_may_hold_a_column_a_competency() {
        let found = found(&[
            &["Grade", "Job title", "Planks", "Paint", "Years (guide)"],
            &["B1", "Builder", "Saws to the line", "- Washes the brush\n- Says when it runs out", "0-3"],
            &["B2", "Senior Builder", "Chooses the timber with the yard", "Plans a hull's coats", "3-7"],
        ]);
        assert_eq!(found.len(), 5);
        assert_eq!(found[2], ("Paint".to_owned(), "B1".to_owned(), "Says when it runs out".to_owned()));
    }

    #[test]
    fn titles_below_codes_are_the_levels() {
        let found = found(&[
            &["Area", "L1", "L2"],
            &["Title", "Clerk", "Senior Clerk"],
            &["Letters", "Answers the same day, always", "Answers for the whole desk"],
            &["Counts", "Counts own drawer at night", "Finds why a count was wrong"],
        ]);
        assert_eq!(found.first().map(|f| f.1.as_str()), Some("Clerk"));
        assert_eq!(found.len(), 4);
    }
}
