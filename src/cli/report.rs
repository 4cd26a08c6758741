//! `greenroom report`: readiness by principle.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Local, SecondsFormat};
use clap::Args;
use serde_json::json;

use crate::domain::draw::ago;
use crate::domain::standing::{Row, Standing};

use super::{Output, Problem, catalog, read};

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The moment to report for, such as 2026-12-31T18:00:00+01:00; else now.
    #[arg(long, value_name = "RFC3339", value_parser = DateTime::parse_from_rfc3339)]
    now: Option<DateTime<FixedOffset>>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &ReportArgs) -> Result<(), Problem> {
    let contents = read(data)?;
    let catalog = catalog(&contents)?;
    let now = args.now.unwrap_or_else(|| Local::now().fixed_offset());
    let standing = Standing::new(&contents.attempts, &contents.stories, &catalog, now, 0.0);
    if standing.set_aside > 0 {
        let n = standing.set_aside;
        let are = if n == 1 { "scored answer is" } else { "scored answers are" };
        let words = format!("{n} {are} dated after {now} and set aside");
        let _ = writeln!(std::io::stderr(), "greenroom: {words}");
    }
    let mut out = std::io::stdout().lock();
    if args.output.json {
        let principles: Vec<_> = standing.rows.iter().map(as_json).collect();
        let report =
            json!({"now": now.to_rfc3339_opts(SecondsFormat::AutoSi, true), "principles": principles});
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
        return Ok(());
    }
    writeln!(out, "Self-rated readiness, 1 to 5\n")?;
    writeln!(out, "{:<48} {:>9} {:>9}  {:<14} answers", "principle", "counts as", "estimate", "state")?;
    for row in &standing.rows {
        let r = &row.readiness;
        let name = if row.key { format!("{} (key)", row.name) } else { row.name.clone() };
        let last = r.last.map_or_else(String::new, |last| format!(", the last {}", ago(last, now)));
        let (low, estimate, state) = (r.low, r.estimate, r.state.name());
        writeln!(out, "{name:<48} {low:>9.2} {estimate:>9.2}  {state:<14} {}{last}", r.answers)?;
    }
    Ok(())
}

fn as_json(row: &Row) -> serde_json::Value {
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
