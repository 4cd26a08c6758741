//! A table, and the table that is a chart's twin; only the rows in sight are laid out.

use eframe::egui::{self, CollapsingHeader, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::chart::figure::Table;

use super::super::tokens::{colours, height, plain, size, space, strong, width};
use super::{Labelled, button};

/// The most rows in sight at once.
const IN_SIGHT: usize = 12;
/// So many rows are looked at to find how wide the columns must be.
const MEASURED: usize = 40;
/// The widest column, in characters.
const WIDEST: usize = 32;

/// The table of a chart called `title`, folded away until it is asked for.
pub fn twin(ui: &mut Ui, salt: &str, title: &str, table: &Table) {
    twin_of(ui, salt, title, || std::borrow::Cow::Borrowed(table));
}

/// The same of a table that is made only while it is shown.
pub fn twin_of<'a>(
    ui: &mut Ui,
    salt: &str,
    title: &str,
    table: impl FnOnce() -> std::borrow::Cow<'a, Table>,
) {
    let header =
        CollapsingHeader::new("The same as a table").id_salt(egui::Id::unique("twin").with((salt, title)));
    let shown = header.show(ui, |ui| plain_table(ui, salt, title, &table()));
    let open = shown.fully_open();
    let label = format!("The same as a table: {title}");
    shown.header_response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &label));
}

/// A table called `title` with a button that copies it.
pub fn plain_table(ui: &mut Ui, salt: &str, title: &str, table: &Table) {
    if button(ui, "Copy the table").labelled(&format!("Copy the table: {title}")).clicked() {
        ui.ctx().copy_text(table.text());
    }
    let widths = widths(table);
    let id = egui::Id::unique("table").with((salt, title));
    ScrollArea::horizontal().id_salt(id).auto_shrink([false, true]).show(ui, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            cells(ui, &table.heads, table, &widths, true);
            if table.rows.len() <= IN_SIGHT {
                for row in &table.rows {
                    cells(ui, row, table, &widths, false);
                }
                return;
            }
            ScrollArea::vertical()
                .id_salt(id.with("rows"))
                .max_height(height::TABLE_ROW * IN_SIGHT as f32)
                .min_scrolled_height(height::TABLE_ROW * IN_SIGHT as f32)
                .auto_shrink(false)
                .show_rows(ui, height::TABLE_ROW, table.rows.len(), |ui, range| {
                    for row in &table.rows[range] {
                        cells(ui, row, table, &widths, false);
                    }
                });
        });
    });
}

/// The columns' widths in points, from the heads and the first rows.
fn widths(table: &Table) -> Vec<f32> {
    let of = |column: usize| {
        let cells = table.rows.iter().take(MEASURED).chain([&table.heads]);
        let longest = cells.map(|row| row[column].chars().count()).max().unwrap_or(0);
        longest.min(WIDEST) as f32 * width::CHARACTER + space::L
    };
    (0..table.heads.len()).map(of).collect()
}

fn cells(ui: &mut Ui, row: &[String], table: &Table, widths: &[f32], head: bool) {
    let muted = colours(ui).muted;
    ui.horizontal(|ui| {
        ui.set_height(height::TABLE_ROW);
        ui.spacing_mut().item_spacing.x = 0.0;
        for ((text, width), holds) in row.iter().zip(widths).zip(&table.holds) {
            let text = if head {
                RichText::new(text).font(strong(size::SMALL)).color(muted)
            } else {
                RichText::new(text).font(plain(size::SMALL))
            };
            let layout = if holds.is_number() {
                egui::Layout::right_to_left(egui::Align::Center)
            } else {
                egui::Layout::left_to_right(egui::Align::Center)
            };
            ui.allocate_ui_with_layout(egui::vec2(*width, height::TABLE_ROW), layout, |ui| {
                ui.set_min_width(*width);
                ui.add(egui::Label::new(text).truncate());
            });
        }
    });
}
