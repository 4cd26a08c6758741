//! The command line: what each command does, one file each, over the same library calls as the window.

mod bank;
mod check;
mod demo;
mod draw;
mod export;
mod file;
mod import;
mod licences;
mod log;
mod mock;
mod packet;
mod plan;
mod report;
mod screen;
mod window;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, FixedOffset, Local};
use clap::{Args, Parser, Subcommand};

use crate::domain::bank::Bank;
use crate::domain::notebook::{Holdings, Notebook};
use crate::store::{self, Access, Contents, Stamp, Store, StoreError};

/// Rehearse behavioural interviews aloud, alone, against the clock.
///
/// Without a command the window opens. Nothing is ever sent over a network.
#[allow(clippy::doc_markdown)]
#[derive(Debug, Parser)]
#[command(name = "greenroom", version, about, long_about)]
pub struct Cli {
    /// The data folder; else GREENROOM_DATA, else the system's place for data.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

// These docs are the help text: names in them stand as they are typed.
#[allow(clippy::doc_markdown)]
#[derive(Debug, Subcommand)]
enum Command {
    /// Draw questions as the app would.
    ///
    /// With --json: an array of {"id", "text", "principle", "principles", "bank", "reason"};
    /// "principle" is the one the question was drawn for. Changes nothing.
    Draw(draw::DrawArgs),
    /// Show what an import of these files would find. Stores nothing without --accept.
    ///
    /// --accept stores what Enter accepts in the review, as for one's own interview. With --json: {"format": "greenroom-draft/1", "source": {"name", "kind", "encoding"}, "questions":
    /// [{"text", "principles", "origin", "probes", "seconds", "folded", "line", "why"}], "weights":
    /// [{"principle", "weight", "line"}], "tips", "expectations": [{"competency", "level", "text",
    /// "line"}], "stories": [{"title", "question", "principles", "situation", "task", "action",
    /// "result", "missing", "line"}], "moments", "interview": [{"stage", "minutes", "interviewers",
    /// "rounds", "line"}], "ask_them", "notes", "warnings"}; absent where nothing was found. Several
    /// files give an array.
    Import(import::ImportArgs),
    /// Store attempts given as JSON lines on standard input.
    ///
    /// One attempt a line: {"question": {"id", "text"}, "principle", "started", "planned_secs",
    /// "section_secs", "answer_secs", "probes": [{"text", "secs", "outcome"}], "scores", "predicted",
    /// "redo_of", "story", "note", "next_time", …}. question.text, principle and started are required.
    /// Prints {"saved": "<id>"} for each once it is on disk. A bad line is told on standard error with
    /// its number; the rest go on, and the exit code is 1.
    Log(log::LogArgs),
    /// Plan a mock interview.
    Mock(mock::MockArgs),
    /// Print readiness by principle, key principles first, then the weakest first.
    ///
    /// With --format md, html or pdf: a report to take away, with charts, tables and what to do next.
    /// A file that is there is never replaced without --force.
    /// With --json: {"now", "principles": [{"principle", "state", "counts_as", "estimate", "low",
    /// "high", "answers", "mean", "last", "weight"}]}. Scores are 1 to 5; "weight" is the evidence in
    /// full answers; "mean" and "last" are null without answers. Changes nothing.
    Report(report::ReportArgs),
    /// Write what you take away: attempts, stories, questions for Anki, a bank.
    ///
    /// To standard output, or to a file, which is never replaced without --force. With --out and
    /// --json: {"file", "format", "bytes"}. Changes nothing in the data folder. The same data in the
    /// same second gives the same bytes.
    Export(export::ExportArgs),
    /// Print the plan: what to practise on each day up to the interview.
    ///
    /// With --json: {"format": "greenroom-plan/1", "now", "interview": {"stage", "date"}, "minutes_a_day",
    /// "days_off", "principles", "days": [{"date", "kind", "minutes", "items": [{"task", "principle",
    /// "seconds", "done"}]}], "left_out": [{"principle", "needs", "planned"}], "minutes_to_fit"}. A kind
    /// is practice, off, eve or interview; a task is outline, answer, warm-up or sheet. "interview" is
    /// null without a date, "minutes_to_fit" where all fits or nothing would do. Changes nothing.
    Plan(plan::PlanArgs),
    /// Write a scoring packet for a friend, or add the scores that came back.
    ///
    /// The packet is one HTML file that works offline; it does not hold your own scores. With --json:
    /// {"file", "packet", "attempt"}. --read stores a friend's scores beside your own, never as your
    /// own; with --json an array of {"file", "attempt", "packet", "by", "replaced", "same", "mean",
    /// "own_mean"}. A file that gives no scores is told; the rest go on, and the exit code is 1.
    Packet(packet::PacketArgs),
    /// Say what the data folder holds and what is wrong with it.
    ///
    /// Without --restore nothing is changed. With --json: {"format": "greenroom-check/1", "folder",
    /// "version", "newer", "attempts", "moments", "banks", "overlays", "stories", "imports", "mocks", "journals",
    /// "lines", "later_lines", "set_aside": [{"file", "place", "reason"}], "conflict_copies", "doubts",
    /// "backups": [{"name", "kind", "made", "files", "bytes", "broken"}], "sound"}.
    Check(check::CheckArgs),
    /// Look question banks over, or begin a new one.
    Bank(bank::BankArgs),
    /// Write a believable, clearly labelled practice history, for trying the app.
    ///
    /// Refuses a folder that holds anything else. With --json: {"attempts", "folder"}.
    Demo(demo::DemoArgs),
    /// Print the licences of the program and of what is embedded in it.
    ///
    /// With --json an array of {"name", "says", "licence", "texts"}. Reads no data folder.
    #[command(alias = "licenses")]
    Licences(licences::LicencesArgs),
}

/// How a command answers.
#[derive(Clone, Copy, Debug, Args)]
struct Output {
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

/// What can go wrong in a command. Told once, in one line.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the answer could not be written: {0}")]
    Output(#[from] std::io::Error),
    #[error("the answer could not be put as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{0}")]
    Told(String),
    /// Already told, line by line.
    #[error("")]
    AlreadyTold,
}

/// Runs the command that the arguments name. 0: done; 1: a problem, told on standard error;
/// 2 (from clap): bad usage.
pub fn run(cli: Cli) -> ExitCode {
    crate::import::hush_readers();
    let done = match cli.command {
        None => window::run(cli.data),
        Some(Command::Draw(args)) => draw::run(cli.data, &args),
        Some(Command::Import(args)) => import::run(cli.data, &args),
        Some(Command::Log(args)) => log::run(cli.data, &args),
        Some(Command::Mock(args)) => mock::run(cli.data, &args),
        Some(Command::Report(args)) => report::run(cli.data, &args),
        Some(Command::Export(args)) => export::run(cli.data, &args),
        Some(Command::Plan(args)) => plan::run(cli.data, &args),
        Some(Command::Packet(args)) => packet::run(cli.data, &args),
        Some(Command::Check(args)) => check::run(cli.data, &args),
        Some(Command::Bank(args)) => bank::run(&args),
        Some(Command::Demo(args)) => demo::run(cli.data, &args),
        Some(Command::Licences(args)) => licences::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // A reader that has seen enough (`| head`) is no problem.
        Err(Problem::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(problem) => {
            let words = problem.to_string();
            if !words.is_empty() {
                let _ = writeln!(screen::err(), "greenroom: {}", words.replace('\n', " "));
            }
            ExitCode::FAILURE
        }
    }
}

/// The folder a command works on.
fn folder(data: Option<PathBuf>) -> Result<PathBuf, Problem> {
    Ok(match data {
        Some(folder) => folder,
        None => store::default_data_dir()?,
    })
}

/// Opens the folder for writing and reading.
fn open(data: Option<PathBuf>) -> Result<(Store, Contents), Problem> {
    let opened = open_untold(data)?;
    // Why nothing can be saved is the command's own problem to tell.
    let is_read_only = matches!(opened.1.access, Access::ReadOnly { .. });
    tell(opened.1.notices.iter().filter(|notice| !(is_read_only && notice.subject == "data folder")));
    Ok(opened)
}

/// As [`open`], where what the store has to say is told elsewhere.
fn open_untold(data: Option<PathBuf>) -> Result<(Store, Contents), Problem> {
    Ok(Store::open(&folder(data)?, &store::default_state_dir()?, now())?)
}

/// What the folder holds, without changing anything; a folder that is not there holds nothing.
fn read(data: Option<PathBuf>) -> Result<Contents, Problem> {
    let contents = Store::read(&folder(data)?, now())?;
    tell(contents.notices.iter());
    Ok(contents)
}

/// Says what the store has to say, each in a line on standard error.
fn tell<'a>(notices: impl Iterator<Item = &'a store::Notice>) {
    for notice in notices {
        let _ = writeln!(screen::err(), "greenroom: {notice}");
    }
}

/// The time, where the person is.
fn here() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}

fn now() -> Stamp {
    here().into()
}

/// What a folder holds, and what follows from it at `now`.
fn notebook(has: Holdings, now: DateTime<FixedOffset>) -> Result<Notebook, Problem> {
    Ok(Notebook::new(has, built_in()?, Vec::new(), now))
}

/// The banks that come with the program.
fn built_in() -> Result<Vec<Bank>, Problem> {
    crate::banks::built_in().map_err(|fault| Problem::Told(fault.to_string()))
}
