//! Attempts as CSV: one row an attempt, for a spreadsheet or a script.
//!
//! RFC 4180 (a comma between cells, CRLF between rows, quotes doubled) in UTF-8 **with** a byte-order
//! mark: Excel reads a CSV without one as the system's old encoding and garbles every accent, and
//! the usual readers of CSV skip it. Numbers have a point and no unit; the unit ends the column's name.
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe instead; see
//! [`neutralised`]. The JSON export has the words exactly as they were written.

use std::collections::HashMap;

use crate::chart::figure::Table;
use crate::domain::attempt::Attempt;
use crate::domain::rubric::{Dimension, Score};
use crate::domain::star::{PerSection, Section};
use crate::domain::story::Story;

/// What Excel knows UTF-8 by.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The title of each story, by its id.
type Titles<'a> = HashMap<&'a str, &'a str>;

/// One column: its name, what it holds, and its cell for an attempt.
pub struct Column {
    /// Its name in the first row.
    pub name: &'static str,
    /// What it holds, for the page that documents it.
    pub holds: &'static str,
    cell: fn(&Attempt, &Titles<'_>) -> String,
}

/// The columns in their order. A cell is empty where nothing was recorded: empty is not 0.
pub const COLUMNS: &[Column] = &[
    Column { name: "id", holds: "the attempt's own id, for life", cell: |a, _| a.id.to_string() },
    Column {
        name: "started",
        holds: "when the question was shown, RFC 3339 with the offset of the place",
        cell: |a, _| a.started.to_rfc3339(),
    },
    Column {
        name: "date",
        holds: "the day of that, year-month-day, as it was at the place",
        cell: |a, _| a.started.format("%Y-%m-%d").to_string(),
    },
    Column { name: "principle", holds: "the principle it was asked under", cell: |a, _| a.principle.clone() },
    Column { name: "question", holds: "the words that were shown", cell: |a, _| a.question.text.clone() },
    Column {
        name: "question_id",
        holds: "the bank's id for the question",
        cell: |a, _| a.question.id.clone().unwrap_or_default(),
    },
    Column { name: "mode", holds: "drill, warm-up, …", cell: |a, _| a.mode.id().to_owned() },
    Column {
        name: "session",
        holds: "the id that the attempts of one sitting share",
        cell: |a, _| a.session.map(|id| id.to_string()).unwrap_or_default(),
    },
    Column {
        name: "planned_situation_s",
        holds: "seconds planned",
        cell: |a, _| section(a.planned_secs, Section::Situation),
    },
    Column {
        name: "planned_task_s",
        holds: "seconds planned",
        cell: |a, _| section(a.planned_secs, Section::Task),
    },
    Column {
        name: "planned_action_s",
        holds: "seconds planned",
        cell: |a, _| section(a.planned_secs, Section::Action),
    },
    Column {
        name: "planned_result_s",
        holds: "seconds planned",
        cell: |a, _| section(a.planned_secs, Section::Result),
    },
    Column {
        name: "actual_situation_s",
        holds: "seconds spoken; empty if no section key was pressed",
        cell: |a, _| section(a.section_secs, Section::Situation),
    },
    Column {
        name: "actual_task_s",
        holds: "seconds spoken",
        cell: |a, _| section(a.section_secs, Section::Task),
    },
    Column {
        name: "actual_action_s",
        holds: "seconds spoken",
        cell: |a, _| section(a.section_secs, Section::Action),
    },
    Column {
        name: "actual_result_s",
        holds: "seconds spoken",
        cell: |a, _| section(a.section_secs, Section::Result),
    },
    Column {
        name: "answer_s",
        holds: "seconds of the whole answer, probes not included",
        cell: |a, _| a.answer_secs.map(secs).unwrap_or_default(),
    },
    Column {
        name: "probes_put",
        holds: "follow-ups that were put to the end",
        cell: |a, _| a.depth_survived().1.to_string(),
    },
    Column {
        name: "probes_held",
        holds: "how many of those the answer held under",
        cell: |a, _| a.depth_survived().0.to_string(),
    },
    Column {
        name: "probes",
        holds: "each follow-up on a line: how it ended, its seconds, its words",
        cell: |a, _| probes(a),
    },
    Column { name: "score_result", holds: "1 to 5", cell: |a, _| score(a, Dimension::Result) },
    Column { name: "score_depth", holds: "1 to 5", cell: |a, _| score(a, Dimension::Depth) },
    Column { name: "score_ownership", holds: "1 to 5", cell: |a, _| score(a, Dimension::Ownership) },
    Column { name: "score_fit", holds: "1 to 5", cell: |a, _| score(a, Dimension::Fit) },
    Column { name: "score_setting", holds: "1 to 5", cell: |a, _| score(a, Dimension::Setting) },
    Column { name: "score_delivery", holds: "1 to 5", cell: |a, _| score(a, Dimension::Delivery) },
    Column {
        name: "score_mean",
        holds: "the mean of the scored dimensions, 1 to 5, to three places",
        cell: |a, _| {
            a.scores.mean().map(|mean| ((mean * 1000.0).round() / 1000.0).to_string()).unwrap_or_default()
        },
    },
    Column {
        name: "predicted",
        holds: "the mean expected before the answer, 1 to 5",
        cell: |a, _| a.predicted.map(whole).unwrap_or_default(),
    },
    Column {
        name: "redo_of",
        holds: "the id of the attempt that this one did again",
        cell: |a, _| a.redo_of.map(|id| id.to_string()).unwrap_or_default(),
    },
    Column {
        name: "story",
        holds: "the title of the story that was told; its id if the story is gone",
        cell: |a, titles| {
            let id = a.story.as_deref().unwrap_or_default();
            titles.get(id).filter(|title| !title.trim().is_empty()).copied().unwrap_or(id).to_owned()
        },
    },
    Column { name: "note", holds: "the note", cell: |a, _| a.note.clone().unwrap_or_default() },
    Column {
        name: "next_time",
        holds: "the rest of “next time I will …”",
        cell: |a, _| a.next_time.clone().unwrap_or_default(),
    },
    Column {
        name: "rubric",
        holds: "the version of the rubric it was scored by; in the mean of 1 setting and delivery count fully, from 2 on half",
        cell: |a, _| {
            if a.scores.count() > 0 { a.scores.rubric().number().to_string() } else { String::new() }
        },
    },
    Column {
        name: "scope",
        holds: "the story's scope against the level aimed at: below, at or above, and the level",
        cell: |a, _| a.scope.map(|s| format!("{} {}", s.reach.id(), s.level.id())).unwrap_or_default(),
    },
    Column {
        name: "plain_words",
        holds: "yes if the question was shown in plain words too",
        cell: |a, _| if a.plain_words { "yes".to_owned() } else { String::new() },
    },
];

/// The attempts as CSV, in their order; `stories` give the titles of those that were told.
///
/// # Errors
/// None that is known of: what the CSV writer says if it fails on bytes in memory.
pub fn attempts<'a>(
    attempts: impl IntoIterator<Item = &'a Attempt>,
    stories: &[Story],
) -> Result<Vec<u8>, csv::Error> {
    let titles: Titles<'_> = stories.iter().map(|s| (s.id.as_str(), s.title.as_str())).collect();
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(COLUMNS.iter().map(|column| column.name))?;
    for attempt in attempts {
        writer.write_record(COLUMNS.iter().map(|column| neutralised((column.cell)(attempt, &titles))))?;
    }
    writer.into_inner().map_err(|e| e.into_error().into())
}

/// A table as CSV, by the same rules.
///
/// # Errors
/// If it could not be written.
pub fn table(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    for row in std::iter::once(&table.heads).chain(&table.rows) {
        writer.write_record(row.iter().map(|cell| neutralised(cell.clone())))?;
    }
    writer.into_inner().map_err(|e| e.into_error().into())
}

/// The text with an apostrophe before it if a spreadsheet would run it as a formula: if it begins
/// with `=`, `+`, `-`, `@`, one of their full-width forms, a tab, a line break or a NUL, blanks
/// before that aside. The list is that of OWASP's page on CSV injection and of its ASVS 5, 1.2.10.
pub fn neutralised(text: String) -> String {
    let blank = |c: &char| matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '\u{200B}' | '\u{FEFF}');
    let first = text.chars().find(|c| !blank(c));
    let runs = first.is_some_and(|c| {
        matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' | '\0')
    });
    if runs { format!("'{text}") } else { text }
}

fn section(secs_of: Option<PerSection<f64>>, section: Section) -> String {
    secs_of.map(|all| secs(all[section])).unwrap_or_default()
}

/// Seconds to the thousandth, without zeros at the end.
fn secs(secs: f64) -> String {
    // Adding zero turns -0.0 into 0.0, whose sign would read as a formula's.
    ((secs * 1000.0).round() / 1000.0 + 0.0).to_string()
}

fn score(attempt: &Attempt, dimension: Dimension) -> String {
    attempt.scores.get(dimension).map(whole).unwrap_or_default()
}

fn whole(score: Score) -> String {
    score.value().to_string()
}

fn probes(attempt: &Attempt) -> String {
    let line = |p: &crate::domain::attempt::ProbeRecord| {
        format!("{}, {} s: {}", p.outcome.id(), secs(p.secs), p.text)
    };
    attempt.probes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
