//! A recording to be seen and gone through: its loudness over time under its sections, and the place where one listens.

use eframe::egui::{
    self, Align2, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Stroke, Ui, WidgetInfo,
};

use crate::domain::countdown::clock_of;
use crate::domain::recording::{ChapterKind, Recording};

use super::super::tokens::{RADIUS, colours, size, space, wave};
use super::text_at;

/// How far an arrow goes, in seconds.
const STEP_SECS: f64 = 5.0;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// Go to this moment, in seconds.
    To(f64),
    /// Play, or stop.
    Toggle,
}

/// Draws the recording; `bars` are its loudness from 0 to 1, `at` is where one listens, in seconds. With the keyboard on
/// it ← and → go five seconds, Home and End to its ends, Space plays and stops.
pub fn waveform(
    ui: &mut Ui,
    recording: &Recording,
    bars: Option<&[f32]>,
    at: f64,
    plays: bool,
) -> Option<Asked> {
    let c = colours(ui);
    let secs = recording.secs().max(f64::EPSILON);
    let room = egui::vec2(ui.available_width(), wave::BAND + wave::HEIGHT);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let id = Id::unique("waveform").with(recording.attempt);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let state = if plays { "plays" } else { "stands" };
    let said = format!(
        "Recording, {} long; it {state} at {}. Left and right go 5 s, Space plays and stops.",
        clock_of(recording.secs()),
        clock_of(at)
    );
    response.widget_info(|| WidgetInfo::slider(true, at, &said));
    ui.ctx().accesskit_node_builder(id, |node| node.set_role(Role::Slider));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    #[allow(clippy::cast_possible_truncation)] // a share of the width
    let x_of = |moment: f64| rect.left() + rect.width() * (moment / secs).clamp(0.0, 1.0) as f32;
    let body = Rect::from_min_max(egui::pos2(rect.left(), rect.top() + wave::BAND), rect.max);
    if ui.is_rect_visible(rect) {
        ui.painter().rect_filled(body, RADIUS, c.sunk);
        chapters(ui, recording, rect, x_of);
        let middle = body.center().y;
        if let Some(bars) = bars.filter(|bars| !bars.is_empty()) {
            let width = body.width() / bars.len() as f32;
            let heard = x_of(at);
            for (n, bar) in bars.iter().enumerate() {
                let x = body.left() + (n as f32 + 0.5) * width;
                let half = (bar.clamp(0.0, 1.0) * body.height() / 2.0).max(wave::LEAST);
                let colour = if x <= heard { c.accent } else { c.muted };
                ui.painter().vline(x, middle - half..=middle + half, Stroke::new(width.min(2.0), colour));
            }
        }
        for moment in recording.moments() {
            let x = x_of(moment);
            ui.painter().vline(x, body.y_range(), Stroke::new(1.0, c.warning));
            text_at(ui, egui::pos2(x, body.top()), Align2::LEFT_TOP, "◆", size::SMALL, c.warning);
        }
        ui.painter().vline(x_of(at), body.y_range(), Stroke::new(wave::PLACE, c.ink));
    }
    // Once, when it is let go: each move would begin to play anew.
    let pointed = response.interact_pointer_pos().filter(|_| response.clicked() || response.drag_stopped());
    if let Some(place) = pointed {
        let share = f64::from(((place.x - rect.left()) / rect.width()).clamp(0.0, 1.0));
        return Some(Asked::To(share * secs));
    }
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowLeft) {
            Some(Asked::To(at - STEP_SECS))
        } else if pressed(Key::ArrowRight) {
            Some(Asked::To(at + STEP_SECS))
        } else if pressed(Key::Home) {
            Some(Asked::To(0.0))
        } else if pressed(Key::End) {
            Some(Asked::To(secs))
        } else if pressed(Key::Space) || pressed(Key::Enter) {
            Some(Asked::Toggle)
        } else {
            None
        }
    })
}

/// The band of sections and probes above the loudness.
fn chapters(ui: &Ui, recording: &Recording, rect: Rect, x_of: impl Fn(f64) -> f32) {
    let c = colours(ui);
    for chapter in recording.chapters() {
        let (from, to) = (x_of(chapter.span.start), x_of(chapter.span.end));
        let band = Rect::from_x_y_ranges(from..=(to - 1.0).max(from), rect.top()..=rect.top() + wave::BAND);
        let is_probe = matches!(chapter.what, ChapterKind::Probe(_));
        ui.painter().rect_filled(band, 0.0, if is_probe { c.raised } else { c.sunk });
        ui.painter().vline(from, rect.y_range(), Stroke::new(1.0, c.edge));
        let name = chapter_name(chapter.what);
        let clipped = ui.painter().with_clip_rect(band.intersect(ui.clip_rect()));
        let wide = band.width() > space::XXL * 2.0;
        let text = if wide { name } else { name.chars().take(1).collect() };
        let at = egui::pos2(from + space::XS, band.center().y);
        clipped.text(at, Align2::LEFT_CENTER, text, super::super::tokens::plain(size::SMALL), c.ink);
    }
}

/// The name of a part of a recording.
pub fn chapter_name(what: ChapterKind) -> String {
    match what {
        ChapterKind::Answer => "Answer".to_owned(),
        ChapterKind::Section(section) => section.to_string(),
        ChapterKind::Probe(index) => format!("Follow-up {}", index + 1),
    }
}
