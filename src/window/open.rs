//! Opens the window and runs it until it is closed.

use std::sync::{Arc, OnceLock};
use std::thread;

use eframe::egui;

use crate::app::clock::{Clock, SystemClock};
use crate::app::jobs::Threads;
use crate::app::model::Model;
use crate::domain::bank::Bank;
use crate::reader::Wall;
use crate::store::{Contents, Store};

use super::application::Greenroom;
use super::identity;

/// The window's first size, in points.
const FIRST_SIZE: [f32; 2] = [1080.0, 720.0];
/// The smallest it can be made, in points.
const LEAST_SIZE: [f32; 2] = [360.0, 320.0];

/// Opens the window over the folder that `open` opens, and returns when it is closed. `shown` is the
/// folder as it is shown to the person.
///
/// The folder, and the banks that `built_in` gives, are read on threads of their own while the window is being made:
/// with thousands of answers each takes a tenth of a second or two, and the banks some ten milliseconds.
///
/// # Errors
/// If the folder, a bank or no window can be opened, in words for the person.
pub fn run(
    open: impl FnOnce() -> Result<(Store, Contents), String> + Send + 'static,
    built_in: impl FnOnce() -> Result<Vec<Bank>, String> + Send + 'static,
    shown: String,
) -> Result<(), String> {
    let no_thread = |e: std::io::Error| format!("a thread could not be started: {e}");
    let banks = thread::Builder::new().name("read banks".to_owned()).spawn(built_in).map_err(no_thread)?;
    let reader = thread::Builder::new().name("open folder".to_owned()).spawn(move || {
        let (store, contents) = open()?;
        let built_in = banks.join().unwrap_or_else(|_| Err("reading the banks failed".to_owned()))?;
        let model = Model::new(contents, built_in, shown, SystemClock.now(), rand::random());
        Ok::<_, String>((store, model))
    });
    let reader = reader.map_err(no_thread)?;
    let failed = Arc::new(OnceLock::new());
    let failure = Arc::clone(&failed);
    let options = eframe::NativeOptions {
        // Said explicitly: test builds bring another renderer in.
        renderer: eframe::Renderer::Glow,
        viewport: identity::with_icon(
            egui::ViewportBuilder::default()
                .with_title("Greenroom")
                .with_app_id(identity::ID)
                .with_inner_size(FIRST_SIZE)
                .with_min_inner_size(LEAST_SIZE),
        ),
        window_builder: Some(Box::new(identity::left_to_winit)),
        ..Default::default()
    };
    let opened = eframe::run_native(
        "Greenroom",
        options,
        Box::new(move |cc| {
            let opened = reader.join().unwrap_or_else(|_| Err("reading the folder failed".to_owned()));
            let (store, model) = opened.inspect_err(|words| {
                // Only the first is kept, and there is only one.
                let _ = failure.set(words.clone());
            })?;
            let ctx = cc.egui_ctx.clone();
            let wake = Arc::new(move || ctx.request_repaint());
            let threads = Threads::start(store, Arc::new(Wall::of_this_program()), wake);
            Ok(Box::new(Greenroom::new(&cc.egui_ctx, model, Box::new(SystemClock), Box::new(threads))))
        }),
    );
    opened.map_err(|e| {
        if let Some(words) = failed.get() {
            return words.clone();
        }
        format!("the window could not be opened: {e}. On a machine without a screen use the commands (greenroom --help)")
    })
}
