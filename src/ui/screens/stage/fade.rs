//! A question does not jump at the eye: blank paper for a moment, then it fades in.

use std::time::Duration;

use eframe::egui::{Id, Ui};
use uuid::Uuid;

use crate::app::model::Model;

/// How long the paper stays blank.
const BLANK: Duration = Duration::from_millis(300);
/// How long the fading takes.
const FADE: Duration = Duration::from_millis(160);

/// Fades in what is drawn into `ui` from now on, when `what` is shown for the first time. At once where nothing is to
/// move.
pub fn in_slowly(ui: &mut Ui, model: &Model, what: Uuid) {
    if model.notebook.profile.settings.calm.still {
        return;
    }
    let now = ui.input(|i| i.time);
    let id = Id::unique("first shown").with(what);
    let first: f64 = ui.data_mut(|data| *data.get_temp_mut_or(id, now));
    let shown_for = Duration::from_secs_f64((now - first).max(0.0));
    let Some(fading) = shown_for.checked_sub(BLANK) else {
        ui.multiply_opacity(0.0);
        ui.ctx().request_repaint_after(BLANK.saturating_sub(shown_for));
        return;
    };
    if fading < FADE {
        ui.multiply_opacity(fading.as_secs_f32() / FADE.as_secs_f32());
        ui.ctx().request_repaint();
    }
}
