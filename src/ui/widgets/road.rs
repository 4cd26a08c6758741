//! The road to the interview: three steps, and how many of the principles have taken each.

use eframe::egui::{self, Align2, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo};

use crate::domain::road::Road;

use super::super::tokens::{RADIUS, colours, height, plain, road as token, size, space, strong};

/// So many principles are drawn as dots; more are told as a number alone.
const MOST_DOTS: usize = 8;

/// Draws the road.
pub fn road(ui: &mut Ui, road: &Road) {
    let c = colours(ui);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height::ROAD), Sense::hover());
    let response = ui.interact(rect, Id::unique("road"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, road.words()));
    let steps = road.steps();
    let room = (width - space::S * (steps.len() as f32 - 1.0)) / steps.len() as f32;
    for (nth, (name, taken)) in steps.into_iter().enumerate() {
        let left = rect.left() + nth as f32 * (room + space::S);
        let step = Rect::from_min_size(egui::pos2(left, rect.top()), egui::vec2(room, rect.height()));
        let painter = ui.painter().with_clip_rect(step.intersect(ui.clip_rect()));
        painter.rect_stroke(
            step,
            RADIUS,
            Stroke::new(1.0, c.edge.gamma_multiply(0.5)),
            egui::StrokeKind::Inside,
        );
        let inner = step.shrink2(egui::vec2(space::M, space::S));
        painter.text(inner.left_top(), Align2::LEFT_TOP, name, plain(size::SMALL), c.muted);
        let told = format!("{taken} of {}", road.principles);
        let at = inner.left_bottom();
        let told = painter.text(at, Align2::LEFT_BOTTOM, told, strong(size::BODY), c.ink);
        if road.principles > MOST_DOTS {
            continue;
        }
        for dot in 0..road.principles {
            let x = told.right() + space::M + dot as f32 * token::STEP;
            let centre = egui::pos2(x + token::DOT, told.center().y);
            if centre.x + token::DOT > inner.right() {
                break;
            }
            if dot < taken {
                painter.circle_filled(centre, token::DOT, c.accent);
            } else {
                painter.circle_stroke(centre, token::DOT, Stroke::new(1.0, c.edge));
            }
        }
    }
}
