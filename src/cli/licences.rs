//! `greenroom licences`: prints the licences of the program and of what is embedded in it.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use crate::licences::{WORKS, text};

use super::{Output, Problem};

#[derive(Debug, Args)]
pub(super) struct LicencesArgs {
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(args: &LicencesArgs) -> Result<(), Problem> {
    let mut out = super::screen::out();
    if args.output.json {
        let works = WORKS.map(|work| {
            json!({"name": work.name, "says": work.says, "licence": work.licence, "texts": work.texts})
        });
        writeln!(out, "{}", Value::from(works.to_vec()))?;
    } else {
        write!(out, "{}", text())?;
    }
    Ok(())
}
