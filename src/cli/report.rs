//! `greenroom report`: readiness by principle, as text, as a page to take away, or as JSON.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::domain::draw::ago;
use crate::domain::readiness_table::{PrincipleRow, ReadinessTable};
use crate::domain::words::{before_it_counts, two_rubrics};
use crate::export::form::PageForm;
use crate::export::report::{ReportInput, report};

use super::{Output, Problem, file, here, notebook, read};

/// A format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// Plain text, a line a principle.
    Text,
    /// Markdown.
    Md,
    /// One HTML file with its charts.
    Html,
    /// A PDF with its charts.
    Pdf,
    /// JSON, the same as --json.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The moment to report for, such as 2026-12-31T18:00:00+01:00; else now.
    #[arg(long, value_name = "RFC3339", value_parser = DateTime::parse_from_rfc3339)]
    now: Option<DateTime<FixedOffset>>,
    /// How it is written. Without it, as the file's name ends; else as text.
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<ReportFormat>,
    /// The file to write; "-" is standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there.
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    json: Output,
}

impl ReportArgs {
    fn format(&self) -> ReportFormat {
        let of_name = || {
            let end = self.output.as_ref()?.extension()?.to_str()?.to_lowercase();
            match end.as_str() {
                "md" | "markdown" => Some(ReportFormat::Md),
                "html" | "htm" => Some(ReportFormat::Html),
                "pdf" => Some(ReportFormat::Pdf),
                "json" => Some(ReportFormat::Json),
                _ => None,
            }
        };
        if self.json.json {
            ReportFormat::Json
        } else {
            self.format.or_else(of_name).unwrap_or(ReportFormat::Text)
        }
    }
}

/// A PDF where it would only disturb.
#[derive(Debug, thiserror::Error)]
#[error("a PDF is no text for a terminal; name a file with -o, or write it on with -o -")]
struct ToATerminal;

pub(super) fn run(data: Option<PathBuf>, args: &ReportArgs) -> Result<(), Problem> {
    let format = args.format();
    if format == ReportFormat::Pdf && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Problem::Told(ToATerminal.to_string()));
    }
    let now = args.now.unwrap_or_else(here);
    let notebook = notebook(read(data)?.has, now)?;
    let readiness_table = notebook.readiness_table();
    if readiness_table.set_aside > 0 {
        let n = readiness_table.set_aside;
        let are = if n == 1 { "scored answer is" } else { "scored answers are" };
        let words = format!("{n} {are} dated after {now} and set aside");
        let _ = writeln!(super::screen::err(), "greenroom: {words}");
    }
    let paged = |form: PageForm| {
        let target = &notebook.profile.target;
        let page = report(ReportInput { target, readiness_table, attempts: &notebook.attempts, now });
        form.write(&page, now).map_err(|e| Problem::Told(e.to_string()))
    };
    let bytes = match format {
        ReportFormat::Text => text(readiness_table, now)?,
        ReportFormat::Md => paged(PageForm::Markdown)?,
        ReportFormat::Html => paged(PageForm::Html)?,
        ReportFormat::Pdf => paged(PageForm::Pdf)?,
        ReportFormat::Json => as_json(readiness_table, now)?,
    };
    // What is for the screen is made for it; a page is an export, and goes out byte by byte.
    if args.output.is_none() && matches!(format, ReportFormat::Text | ReportFormat::Json) {
        return Ok(super::screen::out().write_all(&bytes)?);
    }
    file::write(args.output.as_deref(), &bytes, args.force)
}

fn text(readiness_table: &ReadinessTable, now: DateTime<FixedOffset>) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    writeln!(out, "Self-rated readiness, 1 to 5\n")?;
    writeln!(out, "{:<48} {:>9} {:>9}  {:<14} answers", "principle", "counts as", "estimate", "state")?;
    for row in &readiness_table.rows {
        let r = &row.readiness;
        let name = if row.key { format!("{} (key)", row.name) } else { row.name.clone() };
        let last = r.last.map_or_else(String::new, |last| format!(", the last {}", ago(last, now)));
        // Under three answers a figure would only say how little is known.
        let told = r.mean.is_some() && before_it_counts(r).is_none();
        let figure = |value: f64| if told { format!("{value:.2}") } else { "–".to_owned() };
        let (low, estimate, state) = (figure(r.low), figure(r.estimate), r.state.name());
        writeln!(out, "{name:<48} {low:>9} {estimate:>9}  {state:<14} {}{last}", r.answers)?;
    }
    if let Some(words) = two_rubrics(readiness_table.by_older_rubric) {
        writeln!(out, "\n{words}")?;
    }
    Ok(out)
}

fn as_json(readiness_table: &ReadinessTable, now: DateTime<FixedOffset>) -> Result<Vec<u8>, Problem> {
    let principles: Vec<_> = readiness_table.rows.iter().map(row_as_json).collect();
    let report = json!({"now": now.to_rfc3339_opts(SecondsFormat::AutoSi, true), "principles": principles});
    let mut out = serde_json::to_vec_pretty(&report)?;
    out.push(b'\n');
    Ok(out)
}

fn row_as_json(row: &PrincipleRow) -> serde_json::Value {
    let r = &row.readiness;
    json!({
        "principle": row.name,
        "state": r.state.name(),
        "counts_as": r.low,
        "estimate": r.estimate,
        "low": r.low,
        "high": r.high,
        "answers": r.answers,
        "mean": r.mean,
        "last": r.last.map(|last| last.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        "weight": r.weight,
    })
}
