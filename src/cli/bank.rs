//! `greenroom bank`: looks a question bank over before anybody is asked from it, and begins a new one.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use crate::domain::bank::{Bank, Evidence, Principle, Question};
use crate::domain::level::Levels;
use crate::domain::lint::{self, Report, Severity, TOO_ALIKE};
use crate::domain::words::count;
use crate::store::{BankDoc, parse_bank, save_as};

use super::{Output, Problem, built_in};

#[derive(Debug, Args)]
pub(super) struct BankArgs {
    #[command(subcommand)]
    command: BankCommand,
}

// These docs are the help text: names in them stand as they are typed.
#[allow(clippy::doc_markdown)]
#[derive(Debug, Subcommand)]
enum BankCommand {
    /// Say what to mend in bank files: ids, form, length, probes, near-duplicates, spelling, thin
    /// principles.
    ///
    /// One finding a line, with its file and place; then the counts and the two questions that are
    /// most alike. Exit code 1 if a finding is an error. Changes nothing. With --json:
    /// {"format": "greenroom-lint/1", "banks": [{"file", "bank", "principles", "questions", "probes"}],
    /// "findings": [{"file", "bank", "place", "rule", "severity", "words"}], "errors", "warnings",
    /// "too_alike", "highest": {"similarity", "a": {"bank", "question"}, "b": {"bank", "question"}}}.
    Lint(LintArgs),
    /// Write a new bank with one principle and one question, to be filled.
    ///
    /// Never replaces a file. With --json the answer is {"file", "bank"}.
    New(NewArgs),
}

#[derive(Debug, Args)]
struct LintArgs {
    /// Bank files, looked at alone and against each other.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Compare them with the banks that come with the program too.
    #[arg(long)]
    against_built_in: bool,
    /// Let warnings make the exit code 1 too.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
struct NewArgs {
    /// The title shown.
    #[arg(long)]
    title: String,
    /// The framework its principles belong to, if they are one.
    #[arg(long, value_name = "NAME")]
    framework: Option<String>,
    /// Its id; else made from the title.
    #[arg(long)]
    id: Option<String>,
    /// Where to write it; else to standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(args: &BankArgs) -> Result<(), Problem> {
    match &args.command {
        BankCommand::Lint(args) => lint_files(args),
        BankCommand::New(args) => new(args),
    }
}

/// A file that cannot be used at all.
struct Unusable {
    file: String,
    words: String,
}

fn lint_files(args: &LintArgs) -> Result<(), Problem> {
    let (mut files, mut banks, mut unusable) = (Vec::new(), Vec::new(), Vec::new());
    for path in &args.files {
        let file = path.display().to_string();
        match read_bank(path, &file) {
            Ok(bank) => {
                files.push(file);
                banks.push(bank);
            }
            Err(words) => unusable.push(Unusable { file, words }),
        }
    }
    let against = if args.against_built_in { built_in()? } else { Vec::new() };
    let report = lint::lint(&banks, &against);
    let errors = report.count(Severity::Error) + unusable.len();
    let mut out = super::screen::out();
    if args.output.json {
        let answer = as_json(&files, &banks, &unusable, &report);
        writeln!(out, "{}", serde_json::to_string_pretty(&answer)?)?;
    } else {
        for one in &unusable {
            writeln!(out, "{}: error: schema: {}", one.file, one.words)?;
        }
        for f in &report.findings {
            let (severity, rule) = (f.severity.id(), f.rule.id());
            writeln!(out, "{}: {}: {severity}: {rule}: {}", files[f.nth], f.place, f.words)?;
        }
        writeln!(out, "{}", summary(&banks, errors, &report))?;
    }
    let failed = errors > 0 || args.strict && report.count(Severity::Warning) > 0;
    if !failed {
        return Ok(());
    }
    Err(Problem::Told("something in the banks is to be mended; see above".to_owned()))
}

fn read_bank(path: &Path, file: &str) -> Result<Bank, String> {
    let bytes = fs::read(path).map_err(|e| format!("it cannot be read: {e}"))?;
    // The file stands before each finding; what the reader says of it need not name it again.
    let doc = parse_bank(file, &bytes).map_err(|aside| match aside.place {
        Some(place) => format!("{place}: {}", aside.reason),
        None => aside.reason,
    })?;
    Ok(doc.to_bank())
}

fn summary(banks: &[Bank], errors: usize, report: &Report) -> String {
    let sum = |of: fn(&Bank) -> usize| banks.iter().map(of).sum::<usize>();
    let counted = format!(
        "{}: {}, {}. {}, {}.",
        count(banks.len(), "bank"),
        count(sum(|b| b.questions.len()), "question"),
        count(sum(probes), "probe"),
        count(errors, "error"),
        count(report.count(Severity::Warning), "warning"),
    );
    match &report.highest {
        None => counted,
        Some(pair) => format!(
            "{counted}\nMost alike: {:.2} ({TOO_ALIKE} is too much), {} of {} and {} of {}.",
            pair.similarity, pair.a.1, pair.a.0, pair.b.1, pair.b.0
        ),
    }
}

fn probes(bank: &Bank) -> usize {
    bank.questions.iter().map(|q| q.probes.len()).sum()
}

fn as_json(files: &[String], banks: &[Bank], unusable: &[Unusable], report: &Report) -> serde_json::Value {
    let bank = |(file, bank): (&String, &Bank)| {
        json!({
            "file": file,
            "bank": bank.id,
            "principles": bank.principles.len(),
            "questions": bank.questions.len(),
            "probes": probes(bank),
        })
    };
    let mut findings: Vec<serde_json::Value> = unusable
        .iter()
        .map(|one| json!({"file": one.file, "bank": null, "place": "file", "rule": "schema", "severity": "error", "words": one.words}))
        .collect();
    findings.extend(report.findings.iter().map(|f| {
        json!({
            "file": files[f.nth],
            "bank": f.bank,
            "place": f.place.to_string(),
            "rule": f.rule.id(),
            "severity": f.severity.id(),
            "words": f.words,
        })
    }));
    let side = |(bank, question): &(String, String)| json!({"bank": bank, "question": question});
    json!({
        "format": "greenroom-lint/1",
        "banks": files.iter().zip(banks).map(bank).collect::<Vec<_>>(),
        "findings": findings,
        "errors": report.count(Severity::Error) + unusable.len(),
        "warnings": report.count(Severity::Warning),
        "too_alike": TOO_ALIKE,
        "highest": report.highest.as_ref().map(|pair| json!({
            "similarity": (pair.similarity * 1000.0).round() / 1000.0,
            "a": side(&pair.a),
            "b": side(&pair.b),
        })),
    })
}

fn new(args: &NewArgs) -> Result<(), Problem> {
    let bank = example(args)?;
    let mut text = serde_json::to_string_pretty(&BankDoc::from_bank(&bank))?;
    text.push('\n');
    let mut out = super::screen::out();
    let Some(path) = &args.out else {
        out.write_all(text.as_bytes())?;
        return Ok(());
    };
    let shown = path.display().to_string();
    save_as(path, text.as_bytes(), false).map_err(|e| Problem::Told(e.to_string()))?;
    if args.output.json {
        writeln!(out, "{}", json!({"file": shown, "bank": bank.id}))?;
    } else {
        writeln!(
            out,
            "{shown}: a bank with one principle and one question. Fill it, then: greenroom bank lint {shown}"
        )?;
    }
    Ok(())
}

/// Small letters, digits and single hyphens, as an id wants them; what cannot be put so is left out.
fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A bank that shows every part once.
fn example(args: &NewArgs) -> Result<Bank, Problem> {
    let title = args.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = slug(args.id.as_deref().unwrap_or(&title));
    if title.is_empty() || id.is_empty() {
        let words =
            "no id can be made from this title; give one of letters a to z, digits and hyphens with --id";
        return Err(Problem::Told(words.to_owned()));
    }
    let principle = Principle {
        id: "keep-your-word".to_owned(),
        name: "Keep your word".to_owned(),
        aka: vec!["Reliability".to_owned()],
        meaning: "Promise what you can do, do what you promised, and speak up early when you cannot."
            .to_owned(),
        signs: vec!["Says what was promised, to whom, and by when".to_owned()],
        misses: vec!["The promise was somebody else's".to_owned()],
        ..Principle::default()
    };
    let question = Question {
        id: format!("{id}-keep-your-word-01"),
        principles: vec![principle.id.clone()],
        text: "Tell me about a promise at work that turned out harder to keep than you had thought."
            .to_owned(),
        probes: vec![
            "When did you first see that it would be hard?".to_owned(),
            "What did you decide yourself so that it could still be kept?".to_owned(),
            "Who paid for your keeping it?".to_owned(),
        ],
        levels: Levels::new(vec![Levels::ANY.to_owned()]),
        evidence: Some(Evidence::Success),
        ..Question::default()
    };
    Ok(Bank {
        id,
        title,
        framework: args.framework.clone(),
        principles: vec![principle],
        language: Some(Bank::USUAL_LANGUAGE.to_owned()),
        gloss: BTreeMap::from([(
            Bank::USUAL_LANGUAGE.to_owned(),
            BTreeMap::from([(
                question.id.clone(),
                "You promised something at work, and it was harder than you thought. What happened?"
                    .to_owned(),
            )]),
        )]),
        questions: vec![question],
        ..Bank::default()
    })
}
