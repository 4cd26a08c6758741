//! `greenroom demo`: writes a made-up, labelled practice history into an empty folder.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use rand::SeedableRng;
use serde_json::json;

use crate::domain::demo;
use crate::domain::draw::SeededRng;

use super::{Output, Problem, folder, here, notebook, now, open};

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// How many attempts to make up.
    #[arg(long, value_name = "N", default_value_t = 60)]
    attempts: usize,
    /// Repeats a history: the same seed gives the same answers, counted back from now.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(data: Option<PathBuf>, args: &DemoArgs) -> Result<(), Problem> {
    let Some(data) = data else {
        return Err(Problem::Told(
            "name an empty folder with --data, so that your own is left alone".to_owned(),
        ));
    };
    let folder = folder(Some(data.clone()))?;
    let empty = match std::fs::read_dir(&folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => true,
        Err(e) => return Err(Problem::Told(format!("{} cannot be read: {e}", folder.display()))),
    };
    if !empty {
        let words = format!("{} holds something already; name an empty folder with --data", folder.display());
        return Err(Problem::Told(words));
    }
    let (mut store, mut contents) = open(Some(data))?;
    let wall = here();
    let mut rng = SeededRng::seed_from_u64(args.seed);
    contents.has.profile = demo::profile(wall.date_naive());
    let notebook = notebook(contents.has, wall)?;
    let attempts = demo::attempts(notebook.catalog(), args.attempts, wall, &mut rng);
    store.write_profile(&notebook.profile)?;
    for story in demo::stories(wall, &mut rng) {
        store.write_story(&story)?;
    }
    store.put_attempts(&attempts, now())?;
    let mut out = super::screen::out();
    if args.output.json {
        writeln!(out, "{}", json!({"attempts": attempts.len(), "folder": folder.display().to_string()}))?;
    } else {
        writeln!(out, "{} made-up attempts are in {}", attempts.len(), folder.display())?;
    }
    Ok(())
}
