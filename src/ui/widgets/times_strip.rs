//! Where an answer's time went: the four sections as wide as their plan, each with what was spoken of it.

use eframe::egui::{self, Align2, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo};

use crate::domain::countdown::clock_of;
use crate::domain::star::{PerSection, Structure};

use super::super::tokens::{Colours, RADIUS, colours, plain, size, space, strip, strong};
use super::star_strip::segments;

/// From so many seconds over its plan on a section says so.
const OVER_SECS: f64 = 3.0;

/// Draws the seconds `spoken` of those `planned`. `salt` tells one strip of a page from another.
pub fn times_strip(
    ui: &mut Ui,
    salt: impl egui::AsIdSalt,
    planned: &PerSection<f64>,
    spoken: &PerSection<f64>,
) {
    let c = colours(ui);
    let width = ui.available_width();
    let (bar, _) = ui.allocate_exact_size(egui::vec2(width, strip::HEIGHT), Sense::hover());
    let response = ui.interact(bar, Id::unique("times strip").with(salt), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words(planned, spoken)));
    let whole: f64 = planned.0.iter().sum::<f64>().max(1.0);
    #[allow(clippy::cast_possible_truncation)] // shares of a whole
    let shares = planned.0.map(|secs| (secs / whole) as f32);
    let (structure, segments) = (Structure::of_planned(planned), segments(bar, shares));
    for section in structure.sections().iter().copied() {
        let segment = segments[section as usize];
        paint(ui, segment, structure.name(section), planned[section], spoken[section], &c);
    }
}

/// The strip without its words, for a row: as much of each section's width as was spoken of its plan is filled; one
/// that ran over is filled over its whole height.
pub fn small(ui: &mut Ui, room: egui::Vec2, planned: &PerSection<f64>, spoken: &PerSection<f64>) {
    let c = colours(ui);
    let (bar, _) = ui.allocate_exact_size(room, Sense::hover());
    let structure = Structure::of_planned(planned);
    let whole: f64 = planned.0.iter().sum::<f64>().max(1.0);
    let mut left = bar.left();
    for section in structure.sections().iter().copied() {
        #[allow(clippy::cast_possible_truncation)] // shares of a whole
        let (share, told) =
            ((planned[section] / whole) as f32, (spoken[section] / planned[section].max(1.0)) as f32);
        let segment = Rect::from_min_size(
            egui::pos2(left, bar.top()),
            egui::vec2(share * bar.width() - 1.0, bar.height()),
        );
        left += share * bar.width();
        ui.painter().rect_filled(segment, 0.0, c.sunk);
        let over = over(planned[section], spoken[section]).is_some();
        let top = if over { segment.top() } else { segment.center().y };
        let foot = Rect::from_min_max(
            egui::pos2(segment.left(), top),
            egui::pos2(segment.left() + segment.width() * told.clamp(0.0, 1.0), segment.bottom()),
        );
        ui.painter().rect_filled(foot, 0.0, if over { c.warning } else { c.accent });
    }
}

/// The strip in words: "Spoken of planned: Situation 0:31 of 0:27, 0:04 over; Task …".
pub fn words(planned: &PerSection<f64>, spoken: &PerSection<f64>) -> String {
    let structure = Structure::of_planned(planned);
    let parts = structure.sections().iter().copied().map(|section| {
        let name = structure.name(section);
        let over = over(planned[section], spoken[section]);
        let over = over.map_or_else(String::new, |secs| format!(", {} over", clock_of(secs)));
        format!("{name} {} of {}{over}", clock_of(spoken[section]), clock_of(planned[section]))
    });
    let parts: Vec<String> = parts.collect();
    format!("Spoken of planned: {}", parts.join("; "))
}

fn over(planned: f64, spoken: f64) -> Option<f64> {
    Some(spoken - planned).filter(|over| *over >= OVER_SECS)
}

fn paint(ui: &Ui, segment: Rect, name: &str, planned: f64, spoken: f64, c: &Colours) {
    let painter = ui.painter().with_clip_rect(segment.intersect(ui.clip_rect()));
    painter.rect_filled(segment, RADIUS, c.sunk);
    let over = over(planned, spoken);
    #[allow(clippy::cast_possible_truncation)] // a share
    let share = (spoken / planned.max(1.0)).clamp(0.0, 1.0) as f32;
    let foot = Rect::from_min_max(
        egui::pos2(segment.left(), segment.bottom() - strip::SPOKEN),
        egui::pos2(segment.left() + segment.width() * share, segment.bottom()),
    );
    painter.rect_filled(foot, 0.0, if over.is_some() { c.warning } else { c.accent });
    let edge = Stroke::new(1.0, c.edge.gamma_multiply(0.5));
    painter.rect_stroke(segment, RADIUS, edge, egui::StrokeKind::Inside);
    let pad = egui::vec2(space::XS + 2.0, space::S - 2.0);
    let room = segment.width() - 2.0 * pad.x;
    let fits = |text: &str, font: egui::FontId| {
        painter.layout_no_wrap(text.to_owned(), font, c.ink).size().x <= room
    };
    let name = if fits(name, strong(size::BODY)) { name } else { &name[..1] };
    painter.text(segment.min + pad, Align2::LEFT_TOP, name, strong(size::BODY), c.ink);
    let (told, plan) = (clock_of(spoken), clock_of(planned));
    let lines = match over {
        Some(secs) => {
            vec![format!("{told} of {plan}, +{}", clock_of(secs)), format!("{told} (+{})", clock_of(secs))]
        }
        None => vec![format!("{told} of {plan}"), format!("{told}/{plan}")],
    };
    let line = lines.into_iter().find(|line| fits(line, plain(size::SMALL))).unwrap_or(told);
    let at = egui::pos2(segment.left() + pad.x, segment.bottom() - strip::SPOKEN - 2.0);
    let colour = if over.is_some() { c.warning } else { c.muted };
    painter.text(at, Align2::LEFT_BOTTOM, line, plain(size::SMALL), colour);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_that_ran_over_says_by_how_much() {
        let (planned, spoken) = (PerSection([27.0, 18.0, 108.0, 27.0]), PerSection([44.0, 19.0, 15.4, 0.0]));
        assert_eq!(
            words(&planned, &spoken),
            "Spoken of planned: Situation 0:44 of 0:27, 0:17 over; Task 0:19 of 0:18; Action 0:15 of 1:48; Result 0:00 of 0:27"
        );
    }
}
