//! A principle's estimate as a dot with its band on the axis from 1 to 5, with the ready mark.

use eframe::egui::{self, Align2, Rect, Sense, Stroke, Ui};

use crate::chart::figure::SCORE_AXIS;
use crate::domain::readiness::{READY_EDGE, Readiness, State};

use super::super::tokens::{colours, height, line, size, space};
use super::text_at;

/// How many dashes the ready mark has.
const DASHES: u8 = 4;
/// A dash is one part in so many of the mark.
const DASH_PARTS: u8 = 7;

/// Where a score from 1 to 5 lies within `rect`.
fn x_of(rect: Rect, score: f64) -> f32 {
    let (from, to) = (SCORE_AXIS.start(), SCORE_AXIS.end());
    #[allow(clippy::cast_possible_truncation)]
    let share = ((score - from) / (to - from)) as f32;
    let inner = rect.shrink2(egui::vec2(space::S, 0.0));
    inner.left() + inner.width() * share.clamp(0.0, 1.0)
}

/// Draws the band in what room there is, with a tick at the person's own mean; nothing but the axis if there are no
/// answers.
pub fn band(ui: &mut Ui, width: f32, readiness: &Readiness) {
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, ui.available_height()), Sense::hover());
    let (painter, y) = (ui.painter(), rect.center().y);
    painter.hline(rect.x_range(), y, Stroke::new(1.0, c.edge.gamma_multiply(0.4)));
    let ready = x_of(rect, READY_EDGE);
    for dash in 0..DASHES {
        let top = rect.top() + rect.height() * f32::from(dash) / f32::from(DASHES);
        painter.vline(ready, top..=top + rect.height() / f32::from(DASH_PARTS), Stroke::new(1.0, c.muted));
    }
    if readiness.answers == 0 {
        return;
    }
    let own = readiness.given.map(|given| x_of(rect, given));
    // Under three answers there is no figure yet: a hollow dot where the person's own mean lies.
    if readiness.state == State::TooFew {
        if let Some(own) = own {
            painter.circle_stroke(egui::pos2(own, y), line::ESTIMATE, Stroke::new(2.0, c.muted));
        }
        return;
    }
    if let Some(own) = own {
        painter.vline(own, y - line::BAND_END * 2.0..=y + line::BAND_END * 2.0, Stroke::new(2.0, c.ink));
    }
    let (low, high) = (x_of(rect, readiness.low), x_of(rect, readiness.high));
    painter.hline(low..=high, y, Stroke::new(line::BAND, c.accent));
    for end in [low, high] {
        painter.vline(end, y - line::BAND_END..=y + line::BAND_END, Stroke::new(2.0, c.accent));
    }
    painter.circle_filled(egui::pos2(x_of(rect, readiness.estimate), y), line::ESTIMATE, c.accent);
}

/// Draws the figures 1 to 5 and the word "ready" over a column of bands, in two lines.
pub fn axis(ui: &mut Ui, width: f32) {
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height::BAND_AXIS), Sense::hover());
    for score in 1..=5u8 {
        let at = egui::pos2(x_of(rect, score.into()), rect.bottom());
        text_at(ui, at, Align2::CENTER_BOTTOM, &score.to_string(), size::SMALL, c.muted);
    }
    let at = egui::pos2(x_of(rect, READY_EDGE), rect.top());
    text_at(ui, at, Align2::CENTER_TOP, "ready", size::SMALL, c.muted);
}
