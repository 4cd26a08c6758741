//! `greenroom`: opens the window.

use std::path::PathBuf;

use crate::app::window;

use super::{Problem, built_in, folder, open};

/// Opens the window and returns when it is closed.
pub(super) fn run(data: Option<PathBuf>) -> Result<(), Problem> {
    let shown = folder(data.clone())?.display().to_string();
    let (store, contents) = open(data)?;
    window::run(store, contents, built_in()?, shown).map_err(Problem::Told)
}
