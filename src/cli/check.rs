//! `greenroom check`: what the data folder holds, what is wrong with it, and restoring a backup.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::store::{Access, StoreError, check};

use super::{Output, Problem, folder, now, open};

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Restore this backup, by the name that greenroom check prints. What is there now is backed up
    /// first.
    #[arg(long, value_name = "BACKUP")]
    restore: Option<String>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &CheckArgs) -> Result<(), Problem> {
    if let Some(name) = &args.restore {
        let path = folder(data.clone())?;
        if !path.exists() {
            // Opening it would make it.
            return Err(StoreError::NoFolder { path }.into());
        }
        let (mut store, contents) = open(data.clone())?;
        if let Access::ReadOnly { why } = contents.access {
            return Err(Problem::Told(format!("the backup cannot be restored: {why}")));
        }
        store.restore(name, now())?;
    }
    let report = check::inspect(&folder(data)?)?;
    let mut out = super::screen::out();
    if args.output.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        write!(out, "{report}")?;
    }
    if report.sound {
        return Ok(());
    }
    Err(Problem::Told(
        "something in the folder cannot be read; see above. Nothing was changed by looking".to_owned(),
    ))
}
