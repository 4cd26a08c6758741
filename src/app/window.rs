//! Opens the window and runs it until it is closed.

use std::sync::Arc;

use eframe::egui;

use crate::domain::bank::Bank;
use crate::store::{Contents, Store};

use super::clock::{Clock, SystemClock};
use super::jobs::Threads;
use super::model::Model;
use super::shell::Greenroom;

/// The window's first size, in points.
const FIRST_SIZE: [f32; 2] = [1080.0, 720.0];
/// The smallest it can be made, in points.
const LEAST_SIZE: [f32; 2] = [360.0, 320.0];

/// Opens the window over an open folder and returns when it is closed. `shown` is the folder as it
/// is shown to the person.
///
/// # Errors
/// If no window can be opened, in words for the person.
pub fn run(store: Store, contents: Contents, built_in: Vec<Bank>, shown: String) -> Result<(), String> {
    let model = Model::new(contents, built_in, shown, SystemClock.now(), rand::random());
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
        format!("the window could not be opened: {e}. On a machine without a screen use the commands (greenroom --help)")
    })
}
