//! Where the keyboard is: keys scroll what is in sight, the page follows the focus, a ring shows it.

use eframe::egui::{self, Color32, Id, Key, Modifiers, Rect, ScrollArea, Stroke, StrokeKind, Ui};

use super::tokens::{RADIUS, colours_of, keyboard};

/// The first row that was drawn in the page in this pass, which an arrow leads to.
fn first_row_id() -> Id {
    Id::unique("first row of the page")
}

/// Notes a row that can be walked to. The first of a pass is where an arrow leads when nothing has the keyboard.
pub fn note_row(ui: &Ui, row: Id) {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|d| {
        let known: Option<(u64, Id)> = d.get_temp(first_row_id());
        if known.is_none_or(|(at, _)| at != pass) {
            d.insert_temp(first_row_id(), (pass, row));
        }
    });
}

/// Shows what `area` holds. Page up and down, Home, End and the arrows scroll it, unless a field, a list or a sheet
/// above has them; whatever gets the keyboard is brought into sight.
pub fn scrolled<R>(ui: &mut Ui, area: ScrollArea, add: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = area.animated(false).show(ui, |ui| {
        let added = add(ui);
        attend(ui);
        added
    });
    shown.inner
}

/// The same for an area that draws its rows itself: call it at the end of what it holds.
pub fn attend(ui: &Ui) {
    let in_front = ui.memory(egui::Memory::top_modal_layer).is_none_or(|layer| layer == ui.layer_id());
    if in_front && !ui.ctx().text_edit_focused() && !egui::Popup::is_any_open(ui.ctx()) {
        scroll_by_keys(ui);
    }
    follow_focus(ui);
}

fn scroll_by_keys(ui: &Ui) {
    let page = (ui.clip_rect().height() - keyboard::KEPT).max(keyboard::LINE);
    let focused = ui.memory(egui::Memory::focused);
    let (pass, first_row): (u64, Option<Id>) = ui
        .data(|d| d.get_temp::<(u64, Id)>(first_row_id()))
        .map_or((0, None), |(pass, row)| (pass, Some(row)));
    let first_row = first_row.filter(|_| pass == ui.ctx().cumulative_pass_nr());
    let mut by = 0.0;
    let mut to_row = false;
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::PageDown) {
            by -= page;
        }
        if pressed(Key::PageUp) {
            by += page;
        }
        if pressed(Key::Home) {
            by += keyboard::TO_THE_END;
        }
        if pressed(Key::End) {
            by -= keyboard::TO_THE_END;
        }
        // With something focused the arrows go from one thing to the next.
        if focused.is_none() {
            if pressed(Key::ArrowDown) {
                to_row = first_row.is_some();
                by -= if to_row { 0.0 } else { keyboard::LINE };
            }
            if pressed(Key::ArrowUp) {
                by += keyboard::LINE;
            }
        }
    });
    if let Some(row) = first_row.filter(|_| to_row) {
        ui.memory_mut(|m| {
            m.request_focus(row);
            // Else the same arrow would go on from there to the second.
            m.move_focus(egui::FocusDirection::None);
        });
    }
    if by != 0.0 {
        ui.scroll_with_delta_animation(egui::vec2(0.0, by), egui::style::ScrollAnimation::none());
    }
}

/// Scrolls to what has just got the keyboard, if it lies in this area and is not wholly in sight.
fn follow_focus(ui: &Ui) {
    let Some(focused) = ui.memory(egui::Memory::focused) else { return };
    let seen = ui.scope_id().with("focus seen");
    if ui.data(|d| d.get_temp::<Id>(seen)) == Some(focused) {
        return;
    }
    let Some(response) = ui.ctx().read_response(focused) else { return };
    let area = ui.clip_rect();
    let here = response.layer_id == ui.layer_id() && area.x_range().contains(response.rect.center().x);
    ui.data_mut(|d| d.insert_temp(seen, focused));
    let above = area.top() + keyboard::AROUND - response.rect.top();
    let below = area.bottom() - keyboard::AROUND - response.rect.bottom();
    let by = if above > 0.0 { above } else { below.min(0.0) };
    if here && by != 0.0 {
        ui.scroll_with_delta_animation(egui::vec2(0.0, by), egui::style::ScrollAnimation::none());
    }
}

/// Draws a ring around what has the keyboard: the same for every kind of thing, seen on any ground.
pub fn ring(ctx: &egui::Context) {
    let Some(focused) = ctx.memory(egui::Memory::focused) else { return };
    let Some(response) = ctx.read_response(focused).filter(|response| response.rect.is_finite()) else {
        return;
    };
    let c = colours_of(ctx);
    let around = |by: f32| response.rect.expand(by);
    let seen: Rect = response.interact_rect.expand(keyboard::RING + keyboard::GAP + 1.0);
    let painter = ctx.layer_painter(response.layer_id).with_clip_rect(seen);
    let stroke = |by: f32, width: f32, colour: Color32| {
        painter.rect_stroke(around(by), RADIUS, Stroke::new(width, colour), StrokeKind::Outside);
    };
    // Paper between: on a filled button the ring would else melt into it.
    stroke(0.0, keyboard::GAP, c.paper);
    stroke(keyboard::GAP, keyboard::RING, c.accent);
}
