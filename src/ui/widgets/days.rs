//! The days of the plan as numerals: today underlined, stages ringed, minutes below, days off in brackets.

use chrono::{Datelike, NaiveDate};
use eframe::egui::{self, Align2, Id, Role, Sense, Stroke, Ui, WidgetInfo};

use crate::domain::plan::Day;

use super::super::tokens::{colours, day, plain, size, space, strong};

/// Draws the days. `stages` are the dates of the interview's stages.
pub fn days(ui: &mut Ui, days: &[Day], stages: &[NaiveDate], today: NaiveDate) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
        for one in days {
            numeral(ui, one, stages.contains(&one.date), one.date == today);
        }
    });
}

fn numeral(ui: &mut Ui, one: &Day, is_stage: bool, is_today: bool) {
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(day::WIDTH, day::HEIGHT), Sense::hover());
    let response = ui.interact(rect, Id::unique("day").with(one.date), Sense::hover());
    response.widget_info(|| {
        let date = one.date.format("%-d %B");
        let stage = if is_stage { ", a stage of the interview" } else { "" };
        let today = if is_today { "Today, " } else { "" };
        WidgetInfo::labeled(Role::Label, true, format!("{today}{date}: {} min{stage}", one.minutes()))
    });
    response.on_hover_text(one.line());
    let centre = egui::pos2(rect.center().x, rect.top() + day::NUMERAL);
    let minutes = one.minutes();
    let number = one.date.day();
    let (text, colour) =
        if minutes > 0 || is_stage { (number.to_string(), c.ink) } else { (format!("({number})"), c.muted) };
    let font = if is_today || is_stage { strong(size::BODY) } else { plain(size::BODY) };
    let drawn = ui.painter().text(centre, Align2::CENTER_CENTER, text, font, colour);
    if is_today {
        let y = drawn.bottom() + 1.0;
        ui.painter().hline(drawn.x_range(), y, Stroke::new(2.0, c.accent));
    }
    if is_stage {
        ui.painter().circle_stroke(centre, day::RING, Stroke::new(1.5, c.accent));
    }
    if minutes > 0 {
        let below = egui::pos2(centre.x, rect.bottom());
        ui.painter().text(below, Align2::CENTER_BOTTOM, format!("{minutes}"), plain(size::SMALL), c.muted);
    }
}
