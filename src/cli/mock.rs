//! `greenroom mock plan`: prints the mock interview that would be run.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use rand::SeedableRng;
use serde_json::{Value, json};

use crate::domain::countdown::clock;
use crate::domain::draw::SeededRng;
use crate::domain::mock::generate::{Ask, generate};
use crate::domain::mock::plan::{MockForm, MockPlan, Planned, Round};
use crate::domain::words::capital;

use super::{Output, Problem, here, notebook, read};

#[derive(Debug, Args)]
pub(super) struct MockArgs {
    #[command(subcommand)]
    command: MockCommand,
}

// These docs are the help text: names in them stand as they are typed.
#[allow(clippy::doc_markdown)]
#[derive(Debug, Subcommand)]
enum MockCommand {
    /// Print the loop, or with --phone the phone screen, that would be run.
    ///
    /// It goes by the target and the banks. With --json: {"form", "seed", "minutes", "rounds": [{"role",
    /// "manner", "minutes", "principles", "intro_secs", "questions": [{"id", "text", "principle",
    /// "answer_secs", "probes"}], "own_secs", "close_secs", "break_minutes"}]}. A round's seconds add up
    /// to its minutes, with 45 s to ask each question and 45 s for each probe. Changes nothing.
    Plan(PlanArgs),
}

#[derive(Debug, Args)]
struct PlanArgs {
    /// Repeats a plan: the same seed, banks, target and settings give the same one.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// A phone screen instead of a loop.
    #[arg(long, conflicts_with = "rounds")]
    phone: bool,
    /// Another form: recruiter, phone, one-way, panel, competency or loop.
    #[arg(long, value_name = "FORM", conflicts_with_all = ["phone", "rounds"], value_parser = form)]
    form: Option<MockForm>,
    /// How many rounds the loop has: 3 to 6, or 2 as a shortened one.
    #[arg(long, value_name = "N")]
    rounds: Option<usize>,
    /// Half the length.
    #[arg(long)]
    half: bool,
    /// A round's minutes before it is halved: 45 to 60, for a phone screen 20 to 90.
    #[arg(long, value_name = "M")]
    minutes: Option<u32>,
    #[command(flatten)]
    output: Output,
}

/// The form of this name.
fn form(word: &str) -> Result<MockForm, String> {
    let all = MockForm::ALL.map(MockForm::id).join(", ");
    MockForm::from_id(word).ok_or_else(|| format!("it is one of {all}"))
}

pub(super) fn run(data: Option<PathBuf>, args: &MockArgs) -> Result<(), Problem> {
    let MockCommand::Plan(args) = &args.command;
    let now = here();
    let notebook = notebook(read(data)?.has, now)?;
    let ask = Ask {
        form: args.form.unwrap_or(if args.phone { MockForm::Phone } else { MockForm::Loop }),
        rounds: args.rounds,
        minutes: args.minutes,
        half: args.half,
        budget: notebook.profile.settings.budget,
    };
    let planned = if let Some(seed) = args.seed {
        generate(notebook.catalog(), &notebook.profile.target, &ask, seed)
    } else {
        let mut rng = SeededRng::seed_from_u64(rand::random());
        notebook.propose_mock(&ask, now, &mut rng).map_err(|(_, fault)| fault)
    };
    let plan = planned.map_err(|fault| Problem::Told(fault.to_string()))?;
    let mut out = super::screen::out();
    if args.output.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&as_json(&plan))?)?;
        return Ok(());
    }
    writeln!(out, "{}\n", title(&plan))?;
    for (n, round) in plan.rounds.iter().enumerate() {
        list(&mut out, n, round)?;
    }
    Ok(())
}

fn title(plan: &MockPlan) -> String {
    let (minutes, seed) = (plan.minutes(), plan.seed);
    if plan.form.has_rounds() {
        return format!("Loop of {} rounds, {minutes} min and breaks; seed {seed}", plan.rounds.len());
    }
    format!("{}, {minutes} min; seed {seed}", capital(plan.form.name()))
}

fn list(out: &mut impl Write, n: usize, round: &Round) -> Result<(), Problem> {
    let time = |secs: u32| clock(secs.into());
    writeln!(out, "{}. {}", n + 1, round.line())?;
    writeln!(out, "   {}", round.manner.line())?;
    writeln!(out, "   {:>5}  introduction: {}", time(round.intro_secs), round.opening.text)?;
    for planned in &round.questions {
        let probes = match planned.drawn.probes.len() {
            1 => "1 follow-up".to_owned(),
            n => format!("{n} follow-ups"),
        };
        let (secs, principle) = (time(planned.secs()), &planned.drawn.principle);
        writeln!(
            out,
            "   {secs:>5}  {principle}: {} ({} and {probes})",
            planned.drawn.text,
            time(planned.answer_secs)
        )?;
    }
    writeln!(out, "   {:>5}  your own questions", time(round.own_secs))?;
    writeln!(out, "   {:>5}  close", time(round.close_secs))?;
    if round.break_minutes > 0 {
        writeln!(out, "   Break: {} min", round.break_minutes)?;
    }
    writeln!(out)?;
    Ok(())
}

fn as_json(plan: &MockPlan) -> Value {
    let question = |planned: &Planned| {
        json!({
            "id": planned.drawn.id,
            "text": planned.drawn.text,
            "principle": planned.drawn.principle,
            "answer_secs": planned.answer_secs,
            "probes": planned.drawn.probes,
        })
    };
    let round = |round: &Round| {
        json!({
            "role": round.role.name(),
            "manner": round.manner.id(),
            "minutes": round.minutes,
            "principles": round.principles,
            "intro_secs": round.intro_secs,
            "questions": round.questions.iter().map(question).collect::<Vec<_>>(),
            "own_secs": round.own_secs,
            "close_secs": round.close_secs,
            "break_minutes": round.break_minutes,
        })
    };
    json!({
        "form": plan.form.id(),
        "seed": plan.seed,
        "minutes": plan.minutes(),
        "rounds": plan.rounds.iter().map(round).collect::<Vec<_>>(),
    })
}
