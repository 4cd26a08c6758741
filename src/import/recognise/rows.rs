//! Rows of tables and objects of data: what each column or key holds, and what a row says.

use std::collections::BTreeMap;

use crate::import::document::BlockKind;
use crate::import::draft::{FoundQuestion, FoundStory, FoundText, Origin};

use super::columns::{Holds, holds};
use super::context::Context;
use super::heading_kind::{HeadingKind, classify};
use super::language::{self, Opener};
use super::principles::Principles;
use super::question_text::clean;
use super::questions::UnitMargins;
use super::star::StarPart;
use super::stories::SECTIONS;
use super::story_checks::{defines, holds_nothing, plain_part};
use super::text::{trim_marks, word_count};
use super::units::Unit;

/// One row or object: its cells in order.
#[derive(Clone, Debug, Default)]
pub struct DataRow {
    /// Each cell: what it holds and its unit.
    pub cells: Vec<(Holds, usize)>,
    /// Keys above the innermost one, outermost first; empty for tables.
    pub keys: Vec<String>,
    /// The cell that names the object this one stands in.
    pub within: Option<usize>,
    /// It is a whole table, whose labels stand below one another.
    pub upright: bool,
}

/// Rows of all tables and data of a document.
pub fn rows(units: &[Unit]) -> Vec<DataRow> {
    let mut tables: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut groups: Vec<(u32, Vec<usize>)> = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        match &unit.kind {
            BlockKind::Cell { table, .. } => tables.entry(*table).or_default().push(n),
            BlockKind::Field { group, .. } => match groups.iter_mut().rev().take(6).find(|(g, _)| g == group)
            {
                Some((_, members)) => members.push(n),
                None => groups.push((*group, vec![n])),
            },
            _ => {}
        }
    }
    let mut out: Vec<DataRow> = tables.values().flat_map(|cells| table_rows(units, cells)).collect();
    out.extend(objects(units, &groups));
    out
}

/// The objects of data, each with the name of the one it stands in: that one's fields come before.
fn objects(units: &[Unit], groups: &[(u32, Vec<usize>)]) -> Vec<DataRow> {
    let mut open: Vec<(&[String], usize)> = Vec::new();
    let mut out = Vec::with_capacity(groups.len());
    for (_, members) in groups {
        let mut row = object(units, members);
        let above = members.iter().filter_map(|&n| match &units[n].kind {
            BlockKind::Field { path, .. } => path.split_last().map(|(_, above)| above),
            _ => None,
        });
        if let Some(above) = above.min_by_key(|above| above.len()) {
            while open
                .last()
                .is_some_and(|(outer, _)| outer.len() >= above.len() || !above.starts_with(outer))
            {
                open.pop();
            }
            row.within = open.last().map(|&(_, name)| name);
            let names = |(holds, _): &&(Holds, usize)| matches!(holds, Holds::Principle | Holds::Title);
            if let Some(&(_, name)) = row.cells.iter().find(names) {
                open.push((above, name));
            }
        }
        out.push(row);
    }
    out
}

fn place(unit: &Unit) -> (u32, u32, bool) {
    match unit.kind {
        BlockKind::Cell { row, column, header, .. } => (row, column, header),
        _ => (0, 0, false),
    }
}

fn table_rows(units: &[Unit], cells: &[usize]) -> Vec<DataRow> {
    let mut by_row: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &n in cells {
        by_row.entry(place(&units[n]).0).or_default().push(n);
    }
    if let Some(stories) = upright(units, &by_row) {
        return stories;
    }
    // The header is the row so marked, else the first of five whose cells are names of columns.
    let names_columns = |row: &Vec<usize>| {
        let known = row
            .iter()
            .filter(|&&n| {
                !matches!(holds(&units[n].text), Holds::Text | Holds::Other)
                    && units[n].words <= 5
                    && !units[n].mark
            })
            .count();
        row.len() >= 2 && known >= 1 && row.iter().all(|&n| units[n].words <= 6 && !units[n].mark)
    };
    let header =
        by_row.iter().take(6).find(|(_, row)| names_columns(row)).map(|(r, _)| *r).or_else(|| {
            by_row.iter().find(|(_, row)| row.iter().any(|&n| place(&units[n]).2)).map(|(r, _)| *r)
        });
    let columns: BTreeMap<u32, Holds> = header
        .and_then(|h| by_row.get(&h))
        .map(|row| row.iter().map(|&n| (place(&units[n]).1, holds(&units[n].text))).collect())
        .unwrap_or_default();
    let columns = if header.is_none() { column_that_asks(units, cells) } else { columns };
    let mut carried: BTreeMap<u32, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (r, row) in &by_row {
        if header.is_some_and(|h| *r <= h) {
            continue;
        }
        let mut found = DataRow::default();
        for &n in row {
            let column = place(&units[n]).1;
            let holds = columns.get(&column).copied().unwrap_or(Holds::Text);
            if holds == Holds::Principle {
                carried.insert(column, n);
            }
            found.cells.push((holds, n));
        }
        // A merged cell stands only in its first row.
        for (column, &n) in &carried {
            if !row.iter().any(|&m| place(&units[m]).1 == *column) {
                found.cells.push((Holds::Principle, n));
            }
        }
        out.push(found);
    }
    out
}

/// Of a table without a header the column that most rows ask in.
fn column_that_asks(units: &[Unit], cells: &[usize]) -> BTreeMap<u32, Holds> {
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for &n in cells.iter().filter(|&&n| units[n].words > 0) {
        let (all, ask) = counts.entry(place(&units[n]).1).or_default();
        *all += 1;
        *ask += usize::from(units[n].mark || language::opener(&units[n].text) == Some(Opener::Telling));
    }
    let best = counts
        .into_iter()
        .filter(|(_, (all, ask))| *all > 1 && ask * 3 >= all * 2)
        .max_by_key(|(_, (_, ask))| *ask);
    best.map(|(column, _)| (column, Holds::Question)).into_iter().collect()
}

/// A table of two columns whose first one holds the labels of a story's sections, as forms in Word have it:
/// each story is one row turned upright.
fn upright(units: &[Unit], by_row: &BTreeMap<u32, Vec<usize>>) -> Option<Vec<DataRow>> {
    let mut out: Vec<DataRow> = Vec::new();
    let mut labelled = 0;
    for row in by_row.values() {
        let [label, value] = row.as_slice() else { continue };
        let holds = holds(&units[*label].text);
        let begins = matches!(holds, Holds::Section(StarPart::Situation | StarPart::SituationTask));
        labelled += usize::from(matches!(holds, Holds::Section(_)));
        let told = |row: &DataRow| row.cells.iter().any(|(known, _)| matches!(known, Holds::Section(_)));
        let asks = matches!(holds, Holds::Question | Holds::Title);
        if out.is_empty() || (begins || asks) && out.last().is_some_and(told) {
            out.push(DataRow { upright: true, ..DataRow::default() });
        }
        if let Some(row) = out.last_mut() {
            row.cells.push((holds, *value));
        }
    }
    (labelled > 2).then_some(out)
}

fn object(units: &[Unit], members: &[usize]) -> DataRow {
    let mut row = DataRow::default();
    for &n in members {
        let BlockKind::Field { path, .. } = &units[n].kind else { continue };
        let mut kind = path.last().map_or(Holds::Text, |key| holds(key));
        // A list below "questions: Dive Deep:" is told by the key above.
        if kind == Holds::Text
            && let Some(above) = path
                .iter()
                .rev()
                .skip(1)
                .map(|k| holds(k))
                .find(|h| !matches!(h, Holds::Text | Holds::Title | Holds::Principle))
        {
            let free = path.last().is_some_and(|k| {
                ["text", "title", "value", "name", "body", "content", "item"].contains(&k.as_str())
            }) || matches!(above, Holds::AskThem | Holds::Tip | Holds::Probe);
            // "Dive Deep" below the questions is a name; "red_flags" is a key of its own.
            let named = path.last().is_some_and(|k| {
                path.len() > 1 && k.contains(|c: char| c == ' ' || c.is_uppercase() || !c.is_ascii())
            });
            kind = if free || above == Holds::Question && named && path.len() <= 3 { above } else { kind };
        }
        row.cells.push((kind, n));
        if row.keys.len() + 1 < path.len() || row.keys.is_empty() {
            row.keys.clone_from(path);
        }
    }
    row
}

/// The table that a row stands in.
fn table_of(row: &DataRow, units: &[Unit]) -> Option<u32> {
    row.cells.first().and_then(|(_, n)| match units[*n].kind {
        BlockKind::Cell { table, .. } => Some(table),
        _ => None,
    })
}

/// "Qs for them": a cell of the column of questions that heads those below it.
fn heads_others(unit: &Unit) -> bool {
    !unit.mark
        && unit.words <= 6
        && language::opener(&unit.text).is_none()
        && classify(&unit.text) == Some(HeadingKind::AskThem)
}

/// How far off a question the model may be where a cell of the column of questions does not ask in form.
const JOTTED: i32 = -60;

/// The questions, stories, tips and questions to ask that rows hold.
#[derive(Clone, Debug, Default)]
pub struct RowFinds {
    /// Questions, each with its unit.
    pub questions: Vec<(usize, FoundQuestion)>,
    /// Stories.
    pub stories: Vec<FoundStory>,
    /// Tips.
    pub tips: Vec<FoundText>,
    /// Questions to ask.
    pub ask_them: Vec<(usize, FoundText)>,
    /// What stands in a column of questions and is none.
    pub notes: Vec<FoundText>,
}

/// Marks the cells of rows that are stories: they are nothing else.
pub fn mark_stories(rows: &[DataRow], units: &[Unit], taken: &mut [bool]) {
    for row in rows.iter().filter(|row| story(row, units, &[]).is_some()) {
        for (_, n) in row.cells.iter().filter(|(holds, _)| matches!(holds, Holds::Section(_))) {
            taken[*n] = true;
        }
    }
}

/// Reads all rows.
pub fn find(
    rows: &[DataRow],
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
    taken: &[bool],
    said: &[UnitMargins],
) -> RowFinds {
    let mut found = RowFinds::default();
    // "Qs for them" in the column of questions: what stands below it is asked by the candidate.
    let mut theirs = None;
    for row in rows {
        let table = table_of(row, units);
        let named = row_principles(row, units, contexts, principles);
        if let Some(mut story) = story(row, units, &named) {
            if !row.cells.iter().any(|(holds, _)| *holds == Holds::Title) {
                title_above(&mut story, row, units, contexts);
            }
            found.stories.push(story);
            found.questions.extend(asked_in(row, units, contexts, principles, &named));
            continue;
        }
        let probes: Vec<String> = row
            .cells
            .iter()
            .filter(|(h, _)| *h == Holds::Probe)
            .map(|(_, n)| clean(&units[*n].text, principles).text)
            .filter(|t| !t.is_empty())
            .collect();
        let seconds = row
            .cells
            .iter()
            .find(|(h, _)| *h == Holds::Seconds)
            .and_then(|(_, n)| units[*n].text.trim().parse::<u32>().ok())
            .filter(|s| (20..=900).contains(s));
        // Only the first question of a row has its follow-ups, lest they be asked under each.
        let mut first = true;
        for &(kind, n) in &row.cells {
            let unit = &units[n];
            if taken[n] {
                continue;
            }
            match kind {
                Holds::Tip if unit.words >= 3 => {
                    found.tips.push(FoundText { text: unit.text.clone(), line: unit.line });
                }
                Holds::AskThem if unit.words >= 3 => {
                    found.ask_them.push((n, FoundText { text: unit.text.clone(), line: unit.line }));
                }
                _ => {}
            }
            if kind == Holds::Question && heads_others(unit) {
                theirs = table;
                continue;
            }
            let Some((text, own, why)) = question(kind, unit, &contexts[n], principles) else { continue };
            let formal = unit.mark || language::opener(&text).is_some();
            let asked_by_you =
                theirs.is_some() && theirs == table || said[n].ask_them > said[n].question.max(0);
            if kind == Holds::Question && unit.mark && asked_by_you {
                found.ask_them.push((n, FoundText { text, line: unit.line }));
                continue;
            }
            // What somebody jotted down among the questions of a column does not ask: it is kept as a note.
            if kind == Holds::Question && !formal && unit.words > 4 && said[n].question < JOTTED {
                found.notes.push(FoundText { text, line: unit.line });
                continue;
            }
            let mut names = if own.is_empty() { named.clone() } else { own };
            if names.is_empty() {
                names = principles.mentioned(&text);
            }
            names.truncate(2);
            let probes = if first { probes.clone() } else { Vec::new() };
            first = false;
            found.questions.push((
                n,
                FoundQuestion {
                    text,
                    principles: names,
                    origin: Origin::Asked,
                    probes,
                    seconds,
                    line: unit.line,
                    why,
                    ..FoundQuestion::default()
                },
            ));
        }
    }
    found
}

/// A table that is one story has its title in the heading above.
fn title_above(story: &mut FoundStory, row: &DataRow, units: &[Unit], contexts: &[Context]) {
    let Some(&(_, first)) = row.cells.first() else { return };
    let Some(&at) = contexts[first].path.iter().rev().find(|&&at| units[at].is_heading()) else { return };
    let alone = row.upright && !contexts[at].names;
    let title = if alone { super::stories::heading_title(&units[at].text) } else { String::new() };
    if !title.is_empty() {
        story.title = title;
    }
}

/// The question that a story's row answers.
fn asked_in(
    row: &DataRow,
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
    named: &[String],
) -> Option<(usize, FoundQuestion)> {
    let &(_, n) = row.cells.iter().find(|(holds, _)| *holds == Holds::Question)?;
    let (text, own, why) = question(Holds::Question, &units[n], &contexts[n], principles)?;
    let principles = if own.is_empty() { named.to_vec() } else { own };
    let line = units[n].line;
    Some((
        n,
        FoundQuestion { text, principles, origin: Origin::Asked, line, why, ..FoundQuestion::default() },
    ))
}

fn row_principles(
    row: &DataRow,
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
) -> Vec<String> {
    // From the surest source to the least: the first that names a principle decides.
    let mut names: Vec<String> = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for &(_, n) in row.cells.iter().filter(|(h, _)| *h == Holds::Principle) {
        let text = units[n].text.replace(['_', '#'], " ").replace("::", " / ");
        let mut found = principles.named(&text);
        if found.is_empty() {
            found = principles.listed(&text.replace('-', " "));
        }
        // The longest name that a public framework has for one is of thirteen words.
        let is_name = word_count(&text) <= 14 && !text.trim_end().ends_with(['.', '?', '!', ':']);
        if found.is_empty() && is_name && text.chars().any(char::is_alphabetic) {
            kept.push(trim_marks(&text).to_owned());
        }
        names.extend(found);
    }
    if names.is_empty() {
        for &(_, n) in
            row.cells.iter().filter(|(h, n)| matches!(h, Holds::Text | Holds::Title) && units[*n].words <= 9)
        {
            names.extend(principles.named(&units[n].text));
        }
    }
    if names.is_empty()
        && let Some(n) = row.within
    {
        names.extend(principles.named(&units[n].text));
    }
    if names.is_empty() {
        for key in row.keys.iter().rev() {
            names.extend(principles.named(&key.replace(['_', '-'], " ")));
            if !names.is_empty() {
                break;
            }
        }
    }
    if names.is_empty() {
        names = kept;
    }
    if names.is_empty()
        && let Some((_, n)) = row.cells.first()
    {
        names = contexts[*n].principles.to_vec();
    }
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once.truncate(2);
    once
}

fn question(
    kind: Holds,
    unit: &Unit,
    context: &Context,
    principles: &Principles,
) -> Option<(String, Vec<String>, String)> {
    if !matches!(kind, Holds::Question | Holds::Text | Holds::Title) {
        return None;
    }
    if matches!(
        context.heading_kind,
        Some(
            HeadingKind::AskThem
                | HeadingKind::Template
                | HeadingKind::Boilerplate
                | HeadingKind::BadExamples
        )
    ) {
        return None;
    }
    let cleaned = clean(&unit.text, principles);
    let (text, words, opener, mark) = (cleaned.text, cleaned.words, cleaned.opener, cleaned.mark);
    if !(2..=120).contains(&words) || language::invites(&cleaned.low) || language::asks_as_i(&cleaned.low) {
        return None;
    }
    // A column of questions vouches for its cells; in others they have to ask by their own words.
    let sure = match kind {
        Holds::Question => {
            let says = !mark && opener.is_none() && language::states(&cleaned.low);
            (words >= 3 || mark) && text.chars().any(char::is_alphabetic) && !says
        }
        _ => {
            opener == Some(Opener::Telling) && words >= 4
                || (mark && opener.is_some() && language::speaks_to_you(&cleaned.low) && words >= 4)
        }
    };
    let why = if kind == Holds::Question {
        "stands in the column or field of questions"
    } else {
        "cell or field that asks"
    };
    sure.then(|| (text, cleaned.principles, why.to_owned()))
}

fn story(row: &DataRow, units: &[Unit], named: &[String]) -> Option<FoundStory> {
    let mut parts: [String; 4] = Default::default();
    let (mut title, mut question, mut line) = (String::new(), String::new(), 0);
    for &(kind, n) in &row.cells {
        let text = &units[n].text;
        if line == 0 {
            line = units[n].line;
        }
        match kind {
            Holds::Section(part) => {
                let at = match part {
                    StarPart::Situation | StarPart::SituationTask => 0,
                    StarPart::Task => 1,
                    StarPart::Action => 2,
                    StarPart::Result | StarPart::Learning => 3,
                };
                let text = plain_part(text);
                if !parts[at].is_empty() && !text.is_empty() {
                    parts[at].push('\n');
                }
                parts[at].push_str(&text);
            }
            Holds::Title if title.is_empty() => title = super::stories::title_of(text),
            Holds::Question if question.is_empty() => question.clone_from(text),
            _ => {}
        }
    }
    let filled = parts.iter().filter(|p| !p.is_empty()).count();
    // One section alone may be any column that is called "Action" or "Result".
    if filled < 2 || defines(&parts) || holds_nothing(&parts) {
        return None;
    }
    let missing = (0..4).filter(|&i| parts[i].is_empty()).map(|i| SECTIONS[i].to_owned()).collect();
    let [situation, task, action, result] = parts;
    if title.is_empty() {
        title = super::story_title::from_words(&situation, &task, &action, &result);
    }
    Some(FoundStory {
        title,
        question,
        principles: named.to_vec(),
        situation,
        task,
        action,
        result,
        missing,
        line,
        ..FoundStory::default()
    })
}
