//! Criteria to meet: levelling guides in any form, and what interviewers look for.

use std::collections::HashMap;

use crate::import::document::BlockKind;
use crate::import::draft::Expectation;

use super::context::Context;
use super::section::Section;
use super::text::{
    begins_with_any, has_any, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count,
};
use super::units::Unit;

/// Finds the expectations; marks the units they take.
pub fn find(units: &[Unit], contexts: &[Context], taken: &mut [bool]) -> Vec<Expectation> {
    let mut out = from_data(units, taken);
    out.extend(from_tables(units, taken));
    out.extend(from_pasted(units, taken));
    out.extend(from_lists(units, contexts, taken));
    out
}

/// Objects with a level and a competency: ids are looked up among the document's own names.
fn from_data(units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    let mut groups: Vec<(u32, HashMap<String, usize>)> = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        let BlockKind::Field { path, group } = &unit.kind else { continue };
        let Some(key) = path.last() else { continue };
        if groups.last().is_none_or(|(g, _)| g != group) {
            groups.push((*group, HashMap::new()));
        }
        if let Some((_, object)) = groups.last_mut() {
            object.entry(lower(key)).or_insert(n);
        }
    }
    let get =
        |object: &HashMap<String, usize>, keys: &[&str]| keys.iter().find_map(|k| object.get(*k)).copied();
    let mut names: HashMap<String, String> = HashMap::new();
    for (_, object) in &groups {
        if let (Some(id), Some(name)) =
            (get(object, &["id", "key", "slug", "code"]), get(object, &["name", "title", "label"]))
        {
            names.insert(units[id].text.clone(), units[name].text.clone());
        }
    }
    let named = |n: usize| names.get(&units[n].text).cloned().unwrap_or_else(|| units[n].text.clone());
    let mut out = Vec::new();
    for (_, object) in &groups {
        let level = get(object, &["level", "levels", "grade", "stufe", "nivel", "band"]);
        let competency = get(
            object,
            &["competency", "theme", "domain", "area", "skill", "pillar", "category", "dimension"],
        );
        let text = get(
            object,
            &[
                "summary",
                "description",
                "text",
                "criteria",
                "criterion",
                "expectation",
                "behaviour",
                "behavior",
                "details",
                "example",
            ],
        );
        let (Some(text), Some(level)) = (text, level) else { continue };
        if units[text].words >= 3 && !units[text].mark {
            taken[text] = true;
            out.push(Expectation {
                competency: competency.map(named).unwrap_or_default(),
                level: named(level),
                text: units[text].text.clone(),
                line: units[text].line,
            });
        }
    }
    out
}

/// A name of a level as headers write it.
fn is_level(text: &str) -> bool {
    let low = lower(trim_marks(text));
    word_count(&low) <= 7
        && (has_any(
            &low,
            &[
                "level",
                "junior",
                "senior",
                "principal",
                "staff",
                "lead",
                "director",
                "manager",
                "head",
                "entry",
                "mid",
                "associate",
                "intern",
                "graduate",
                "vp",
                "beginner",
                "intermediate",
                "advanced",
                "expert",
                "foundational",
                "awareness",
                "working",
                "practitioner",
                "ic1",
                "ic2",
                "ic3",
                "ic4",
                "ic5",
                "ic6",
                "l1",
                "l2",
                "l3",
                "l4",
                "l5",
                "l6",
                "l7",
                "l8",
                "m1",
                "m2",
                "p1",
                "p2",
                "p3",
                "p4",
                "e3",
                "e4",
                "e5",
                "e6",
                "apprentice",
                "specialist",
                "engineer i",
                "engineer ii",
                "engineer iii",
                "engineer",
                "analyst",
                "developer",
                "designer",
                "consultant",
                "meets",
                "exceeds",
                "below",
            ],
        ) || low.chars().all(|c| c.is_ascii_digit()))
}

/// Tables with levels in the header row and competencies in the first column.
fn from_tables(units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    let mut tables: Vec<(u32, Vec<usize>)> = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        if let BlockKind::Cell { table, .. } = unit.kind {
            match tables.last_mut().filter(|(t, _)| *t == table) {
                Some((_, cells)) => cells.push(n),
                None => tables.push((table, vec![n])),
            }
        }
    }
    let place = |n: usize| match units[n].kind {
        BlockKind::Cell { row, column, .. } => (row, column),
        _ => (0, 0),
    };
    let mut out = Vec::new();
    for (_, cells) in &tables {
        let first_row = cells.iter().map(|&n| place(n).0).min().unwrap_or(0);
        let Some(top) = (first_row..first_row + 4).find(|row| {
            cells.iter().filter(|&&n| place(n).0 == *row && is_level(&units[n].text)).count() >= 2
        }) else {
            continue;
        };
        let header: HashMap<u32, usize> =
            cells.iter().filter(|&&n| place(n).0 == top).map(|&n| (place(n).1, n)).collect();
        let level_columns: Vec<u32> =
            header.iter().filter(|(_, n)| is_level(&units[**n].text)).map(|(c, _)| *c).collect();
        let mut label = String::new();
        for &n in cells.iter().filter(|&&n| place(n).0 > top) {
            let (_, column) = place(n);
            let text = &units[n].text;
            if !level_columns.contains(&column) {
                if word_count(text) <= 8 && text.chars().any(char::is_alphabetic) {
                    label = squeeze(trim_marks(text));
                }
                continue;
            }
            if word_count(text) >= 3 && !has_question_mark(text) {
                taken[n] = true;
                out.push(Expectation {
                    competency: label.clone(),
                    level: header
                        .get(&column)
                        .map(|&h| squeeze(trim_marks(&units[h].text)))
                        .unwrap_or_default(),
                    text: text.clone(),
                    line: units[n].line,
                });
            }
        }
    }
    out
}

/// A table pasted as lines: a row's number alone, its label, then one cell a line for each level.
fn from_pasted(units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    let lines: Vec<usize> = (0..units.len())
        .filter(|&n| !units[n].is_cell() && !units[n].is_field() && !units[n].is_code())
        .collect();
    let number = |i: usize| {
        let text = units[lines[i]].text.as_str();
        if text.len() > 8 || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        text.trim_end_matches(['.', ')']).parse::<u32>().ok()
    };
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| number(i).is_some_and(|v| v < 200)).collect();
    // Rows count up by one and are of one height, most of them.
    let pairs: Vec<usize> = starts
        .windows(2)
        .filter(|w| number(w[1]) == number(w[0]).map(|v| v + 1))
        .map(|w| w[1] - w[0])
        .collect();
    if pairs.len() < 2 {
        return Vec::new();
    }
    let mut heights: HashMap<usize, usize> = HashMap::new();
    for height in &pairs {
        *heights.entry(*height).or_default() += 1;
    }
    let Some((&height, &count)) = heights.iter().max_by_key(|&(height, count)| (*count, *height)) else {
        return Vec::new();
    };
    if height < 3 || count * 2 < pairs.len() {
        return Vec::new();
    }
    let levels_count = height - 2;
    let first = starts[0];
    let levels = level_names(units, &lines[..first], levels_count);
    let mut out = Vec::new();
    for (k, &start) in starts.iter().enumerate() {
        let end = starts.get(k + 1).copied().unwrap_or(lines.len()).min(start + height);
        if end < start + 3 {
            continue;
        }
        let label = squeeze(trim_marks(&units[lines[start + 1]].text));
        for (column, i) in (start + 2..end).enumerate() {
            let unit = &units[lines[i]];
            taken[lines[i]] = true;
            if unit.words >= 3 && !unit.mark {
                out.push(Expectation {
                    competency: label.clone(),
                    level: levels.get(column).cloned().unwrap_or_default(),
                    text: unit.text.clone(),
                    line: unit.line,
                });
            }
        }
        taken[lines[start]] = true;
        taken[lines[start + 1]] = true;
    }
    out
}

/// The names of the levels above the first row: the last lines that are no default names of a sheet.
fn level_names(units: &[Unit], above: &[usize], count: usize) -> Vec<String> {
    let ours = |text: &str| {
        let low = lower(text);
        !begins_with_any(&low, &["column", "table", "icon", "search", "filter", "sort", "untitled"])
            && !low.contains("picker")
            && word_count(text) <= 7
    };
    let named: Vec<String> = above.iter().map(|&n| units[n].text.clone()).filter(|t| ours(t)).collect();
    if named.len() < count { Vec::new() } else { named[named.len() - count..].to_vec() }
}

/// "I …" statements of a guide, and what interviewers look for.
fn from_lists(units: &[Unit], contexts: &[Context], taken: &mut [bool]) -> Vec<Expectation> {
    let states = |n: usize| {
        units[n].is_item()
            && begins_with_any(&units[n].low, &["i", "i'm", "i've"])
            && units[n].words >= 4
            && !units[n].mark
    };
    let stated: Vec<usize> = (0..units.len())
        .filter(|&n| {
            !taken[n]
                && states(n)
                && !matches!(
                    contexts[n].section,
                    Some(Section::Stories | Section::Questions | Section::Moments | Section::Notes)
                )
        })
        .collect();
    let guide = stated.len() >= 8;
    let mut out = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        if taken[n] || contexts[n].heads || unit.is_heading() {
            continue;
        }
        let looked_for = contexts[n].section == Some(Section::LookingFor) && unit.is_item() && !unit.mark;
        if (guide && stated.binary_search(&n).is_ok() || looked_for) && unit.words >= 2 {
            taken[n] = true;
            out.push(Expectation {
                competency: competency(&contexts[n], units),
                level: String::new(),
                text: squeeze(trim_marks(strip_number(&unit.text))),
                line: unit.line,
            });
        }
    }
    out
}

fn competency(context: &Context, units: &[Unit]) -> String {
    if let Some(name) = context.principles.first() {
        return name.clone();
    }
    let heading = context
        .path
        .iter()
        .rev()
        .find(|&&at| super::section::classify(&units[at].text) != Some(Section::LookingFor));
    heading
        .map(|&at| {
            squeeze(trim_marks(strip_number(trim_marks(&units[at].text))).trim_end_matches([':', ' ']))
        })
        .filter(|t| word_count(t) <= 10)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, Document};

    fn found(blocks: Vec<Block>) -> Vec<Expectation> {
        let catalog = crate::domain::catalog::Catalog::default();
        let document = Document { blocks, ..Document::default() };
        let units = super::super::units::units(&document);
        let contexts =
            super::super::context::contexts(&units, &super::super::principles::Principles::new(&catalog));
        find(&units, &contexts, &mut vec![false; units.len()])
    }

    #[test]
    fn a_table_pasted_as_lines_is_read() {
        let lines = [
            "Table 7",
            "Column 1",
            "Junior",
            "Senior",
            "1",
            "Planning",
            "Plans a day of own work",
            "Plans a quarter for others",
            "2",
            "Talking",
            "Speaks up in the team",
            "Speaks for the team outside",
            "3",
            "Care",
            "Mends what was found broken",
            "Keeps things from breaking",
            "Want to print your doc?",
        ];
        let blocks =
            lines.iter().zip(1..).map(|(text, n)| Block::plain(BlockKind::Paragraph, *text, n)).collect();
        let found = found(blocks);
        assert_eq!(found.len(), 6);
        assert_eq!(
            (found[1].competency.as_str(), found[1].level.as_str(), found[1].line),
            ("Planning", "Senior", 8)
        );
    }

    #[test]
    fn tables_and_data_with_levels_are_read() {
        let cell = |row, column, text: &str| {
            Block::plain(BlockKind::Cell { table: 0, row, column, header: row == 0 }, text, row + 1)
        };
        let table = found(vec![
            cell(0, 0, "Area"),
            cell(0, 1, "Junior"),
            cell(0, 2, "Senior"),
            cell(1, 0, "Care"),
            cell(1, 1, "Mends what breaks"),
            cell(1, 2, "Keeps it from breaking"),
        ]);
        assert_eq!(table.len(), 2);
        assert_eq!((table[1].competency.as_str(), table[1].level.as_str()), ("Care", "Senior"));
        let field = |group, key: &str, text: &str| {
            Block::plain(
                BlockKind::Field { path: vec!["list".to_owned(), key.to_owned()], group },
                text,
                group,
            )
        };
        let data = found(vec![
            field(1, "id", "j"),
            field(1, "name", "Junior"),
            field(2, "level", "j"),
            field(2, "theme", "Care"),
            field(2, "summary", "Mends what is broken"),
        ]);
        assert_eq!((data.len(), data[0].level.as_str()), (1, "Junior"));
    }
}
