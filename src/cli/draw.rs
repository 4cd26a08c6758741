//! `greenroom draw`: draws questions as the app would.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use rand::SeedableRng;
use serde_json::json;
use uuid::Uuid;

use crate::domain::draw::{Drawn, Scope, SeededRng};
use crate::domain::notebook::Asked;

use super::{Output, Problem, here, notebook, read};

#[derive(Debug, Args)]
pub(super) struct DrawArgs {
    /// Only this principle, by its name, another known name, or its id.
    #[arg(long, value_name = "NAME")]
    principle: Option<String>,
    /// How many questions to draw, one after the other.
    #[arg(long, value_name = "N", default_value_t = 1)]
    count: usize,
    /// Repeats a draw: the same seed, folder and day give the same questions.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &DrawArgs) -> Result<(), Problem> {
    let now = here();
    let mut notebook = notebook(read(data)?.has, now)?;
    let scope = match &args.principle {
        None => Scope::InPlay,
        Some(name) => {
            let known = notebook.catalog().resolve(name).map(str::to_owned);
            Scope::Principle(known.ok_or_else(|| {
                Problem::Told(format!(
                    "no bank knows a principle called “{name}”; greenroom report lists them"
                ))
            })?)
        }
    };
    let mut rng = SeededRng::seed_from_u64(args.seed.unwrap_or_else(rand::random));
    let mut drawn = Vec::new();
    for _ in 0..args.count {
        let one = notebook
            .draw(&scope, now, &mut rng)
            .ok_or_else(|| Problem::Told("no bank that is switched on has a question for this".to_owned()))?;
        // As if it had been asked.
        notebook.note_asked(Asked::of(Uuid::now_v7(), &one, now));
        drawn.push(one);
    }
    let mut out = super::screen::out();
    if args.output.json {
        let rows: Vec<_> = drawn.iter().map(as_json).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
    } else {
        for one in &drawn {
            writeln!(out, "{}\n  {}\n", one.text, one.reason)?;
        }
    }
    Ok(())
}

fn as_json(drawn: &Drawn) -> serde_json::Value {
    json!({
        "id": drawn.id,
        "text": drawn.text,
        "principle": drawn.principle,
        "principles": drawn.principles,
        "bank": drawn.bank,
        "reason": drawn.reason,
    })
}
