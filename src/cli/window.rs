//! `greenroom`: opens the window.

use std::path::PathBuf;

use crate::window;

use super::{Problem, built_in, folder, open_untold};

/// Opens the window and returns when it is closed.
pub(super) fn run(data: Option<PathBuf>) -> Result<(), Problem> {
    if !has_screen() {
        return Err(Problem::Told(
            "the window cannot be opened: there is no screen here (neither WAYLAND_DISPLAY nor DISPLAY is set). \
             Use the commands (greenroom --help)"
                .to_owned(),
        ));
    }
    let shown = folder(data.clone())?.display().to_string();
    let opened = move || open_untold(data).map_err(|problem| problem.to_string());
    let banks = || built_in().map_err(|problem| problem.to_string());
    window::open::run(opened, banks, shown).map_err(Problem::Told)
}

/// Whether the environment names a screen, where that is how one is found.
fn has_screen() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let named_by_environment = cfg!(all(unix, not(target_os = "macos")));
    !named_by_environment || ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(is_set)
}
