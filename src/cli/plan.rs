//! `greenroom plan`: the days up to the interview.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use clap::Args;
use serde_json::{Value, json};

use crate::domain::plan::{Day, LeftOut, Plan};
use crate::domain::profile::Practice;
use crate::store::schema::profile::days_off;

use super::{Output, Problem, here, notebook, read};

#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    /// The moment to plan from, such as 2026-12-31T18:00:00+01:00; else now.
    #[arg(long, value_name = "RFC3339", value_parser = DateTime::parse_from_rfc3339)]
    now: Option<DateTime<FixedOffset>>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &PlanArgs) -> Result<(), Problem> {
    let now = args.now.unwrap_or_else(here);
    let notebook = notebook(read(data)?.has, now)?;
    let plan = notebook.plan();
    let mut out = super::screen::out();
    if args.output.json {
        writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&as_json(now, &notebook.profile.settings.practice, plan))?
        )?;
        return Ok(());
    }
    if let Some(words) = plan.reach_words() {
        writeln!(out, "{words}\n")?;
    }
    for day in &plan.days {
        writeln!(out, "{}", day.line())?;
    }
    if let Some(words) = plan.left_out_words() {
        writeln!(out, "\n{words}")?;
    }
    Ok(())
}

fn as_json(now: DateTime<FixedOffset>, practice: &Practice, plan: &Plan) -> Value {
    let interview =
        plan.interview.as_ref().map(|interview| json!({"stage": interview.name, "date": interview.date}));
    json!({
        "format": "greenroom-plan/1",
        "now": now.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        "interview": interview,
        "minutes_a_day": plan.minutes_a_day,
        "days_off": days_off(practice),
        "principles": plan.principles,
        "days": plan.days.iter().map(day_json).collect::<Vec<_>>(),
        "left_out": plan.left_out.iter().map(left_out_json).collect::<Vec<_>>(),
        "minutes_to_fit": plan.minutes_to_fit,
    })
}

fn day_json(day: &Day) -> Value {
    let item = |item: &crate::domain::plan::Item| {
        json!({
            "task": item.task.id(),
            "principle": item.task.principle(),
            "seconds": item.secs,
            "done": item.done,
        })
    };
    json!({
        "date": day.date,
        "kind": day.kind.id(),
        "minutes": day.minutes(),
        "items": day.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn left_out_json(left: &LeftOut) -> Value {
    json!({"principle": left.principle, "needs": left.needs, "planned": left.planned})
}
