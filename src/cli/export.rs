//! `greenroom export`: writes what a person takes away, to a file or to standard output.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::export::formats::{ExportInput, FORMATS, Format, Selection, find};

use super::{Output, Problem, file, here, notebook, read};

/// A format as it is named on the command line.
#[derive(Clone, Copy, Debug)]
struct Named(&'static Format);

impl ValueEnum for Named {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: std::sync::LazyLock<Vec<Named>> =
            std::sync::LazyLock::new(|| FORMATS.iter().map(Named).collect());
        ALL.as_slice()
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.id).aliases(self.0.also).help(self.0.says))
    }

    fn from_str(word: &str, _ignore_case: bool) -> Result<Self, String> {
        find(word).map(Self).ok_or_else(|| format!("there is no format “{word}”"))
    }
}

// These docs are the help text: names in them stand as they are typed.
#[allow(clippy::doc_markdown)]
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// What to write.
    #[arg(value_enum)]
    format: Named,
    /// Where to write it; else to standard output.
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace FILE if it is there.
    #[arg(long, requires = "out")]
    force: bool,
    /// The bank, by its id: for anki and bank.
    #[arg(long, value_name = "ID")]
    bank: Option<String>,
    /// Only this principle, by its name, another known name, or its id; may be given several times.
    #[arg(long = "principle", value_name = "NAME")]
    principles: Vec<String>,
    /// The mock interview, by its id or the beginning of it, for its debrief; else the last that is over.
    #[arg(long, value_name = "ID")]
    mock: Option<String>,
    /// The moment it is made for, such as 2026-12-31T18:00:00+01:00; else now.
    #[arg(long, value_name = "RFC3339", value_parser = DateTime::parse_from_rfc3339)]
    now: Option<DateTime<FixedOffset>>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &ExportArgs) -> Result<(), Problem> {
    let format = args.format.0;
    if args.out.is_none() && refuses_terminal(format.binary, std::io::stdout().is_terminal()) {
        let words = format!("{} is no text for a terminal; name a file with --out FILE", format.id);
        return Err(Problem::Told(words));
    }
    let contents = read(data)?;
    let made = args.now.unwrap_or_else(here);
    let given = ExportInput::of(&notebook(contents.has, made)?, contents.unknown, made);
    let part =
        Selection { bank: args.bank.clone(), principles: args.principles.clone(), mock: args.mock.clone() };
    let bytes = format.make(&given, &part).map_err(|e| Problem::Told(e.to_string()))?;
    let Some(path) = &args.out else {
        return Ok(super::screen::export(&bytes)?);
    };
    let mut out = super::screen::out();
    file::save(path, &bytes, args.force)?;
    let shown = path.display().to_string();
    if args.output.json {
        writeln!(out, "{}", json!({"file": shown, "format": format.id, "bytes": bytes.len()}))?;
    } else {
        writeln!(out, "{shown}: {}, {} bytes", format.id, bytes.len())?;
    }
    Ok(())
}

/// Whether a terminal is spared these bytes.
fn refuses_terminal(binary: bool, is_terminal: bool) -> bool {
    binary && is_terminal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_noise_is_kept_from_a_terminal() {
        assert!(refuses_terminal(true, true));
        assert!(!refuses_terminal(true, false) && !refuses_terminal(false, true));
    }
}
