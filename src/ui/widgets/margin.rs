//! Notes in the margin of a wide page, level with what they are about; below it where there is no margin.

use eframe::egui::{self, Id, RichText, Ui};

use super::super::tokens::{COLUMN, colours, margin, plain, size, space};

/// Whether a page of this width has a margin for notes in this window.
pub fn is_there(ui: &Ui, page: f32) -> bool {
    page <= COLUMN && ui.ctx().content_rect().width() >= margin::FROM
}

/// How much wider a column with its margin is.
pub fn room(ui: &Ui, page: f32) -> f32 {
    if is_there(ui, page) { space::XL + margin::WIDTH } else { 0.0 }
}

/// Draws what `add` draws, and beside it the note.
pub fn beside<R>(ui: &mut Ui, note: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let top = ui.cursor().top();
    let added = add(ui);
    let text = RichText::new(note).font(plain(size::SMALL)).color(colours(ui).muted);
    if !is_there(ui, ui.max_rect().width()) {
        ui.label(text);
        return added;
    }
    // Below the one before, where that is long.
    let pass = ui.ctx().cumulative_pass_nr();
    let memory = Id::unique("margin of the page");
    let (of, last): (u64, f32) = ui.data(|d| d.get_temp(memory)).unwrap_or_default();
    let top = if of == pass { top.max(last + space::S) } else { top };
    let left = ui.max_rect().right() + space::XL;
    let place = egui::Rect::from_min_size(egui::pos2(left, top), egui::vec2(margin::WIDTH, f32::INFINITY));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let bottom = child.add(egui::Label::new(text).wrap()).rect.bottom();
    ui.data_mut(|d| d.insert_temp(memory, (pass, bottom)));
    added
}
