//! `greenroom`: opens the window.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use crate::app::clock::{Clock, SystemClock};
use crate::app::jobs::Threads;
use crate::app::model::Model;
use crate::app::shell::Greenroom;

use super::{Problem, built_in, folder, open};

/// The window's first size, in points, and the smallest it can be made.
const FIRST_SIZE: [f32; 2] = [1080.0, 720.0];
const LEAST_SIZE: [f32; 2] = [360.0, 320.0];

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
    let (store, contents) = open(data)?;
    let model = Model::new(contents, built_in()?, shown, SystemClock.now(), rand::random());
    let options = eframe::NativeOptions {
        // Said explicitly: test builds bring another renderer in.
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default()
            .with_title("Greenroom")
            .with_app_id("greenroom")
            .with_inner_size(FIRST_SIZE)
            .with_min_inner_size(LEAST_SIZE),
        ..Default::default()
    };
    let opened = eframe::run_native(
        "Greenroom",
        options,
        Box::new(move |cc| {
            let ctx = cc.egui_ctx.clone();
            let wake = Arc::new(move || ctx.request_repaint());
            let threads = Threads::start(store, wake);
            Ok(Box::new(Greenroom::new(&cc.egui_ctx, model, Box::new(SystemClock), Box::new(threads))))
        }),
    );
    opened.map_err(|e| {
        Problem::Told(format!(
            "the window could not be opened: {e}. On a machine without a screen use the commands (greenroom --help)"
        ))
    })
}

/// Whether the environment names a screen, where that is how one is found.
fn has_screen() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let named_by_environment = cfg!(all(unix, not(target_os = "macos")));
    !named_by_environment || ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(is_set)
}
