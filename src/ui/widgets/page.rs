//! A page to take away, as it is read in the window.

use eframe::egui::{self, RichText, Ui};

use crate::app::page::{Block, Page};
use crate::chart::figure::{Figure, Table};

use super::super::tokens::{plain, size, space, strong, width};
use super::{muted, note};

/// Draws the page from top to bottom. A figure is told in words and as its table.
pub fn show(ui: &mut Ui, page: &Page) {
    ui.label(RichText::new(&page.title).font(strong(size::HEADING)));
    muted(ui, &page.under);
    blocks(ui, &page.blocks);
}

/// Draws what stands under a page's title.
pub fn blocks(ui: &mut Ui, blocks: &[Block]) {
    for (i, block) in blocks.iter().enumerate() {
        ui.push_id(("block", i), |ui| show_block(ui, block));
    }
}

fn show_block(ui: &mut Ui, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            ui.add_space(if *level == 1 { space::L } else { space::S });
            let size = if *level == 1 { size::LEAD } else { size::BODY };
            ui.label(RichText::new(text).font(strong(size)));
        }
        Block::Text(text) => {
            ui.label(text);
        }
        Block::Note(text) => {
            note(ui, text);
        }
        Block::List(points) => {
            for point in points {
                ui.label(format!("• {point}"));
            }
        }
        Block::Table(table) => show_table(ui, table),
        Block::Figure(figure) => show_figure(ui, figure),
        Block::Figures(figures) => figures.iter().for_each(|figure| show_figure(ui, figure)),
        Block::Break => {
            ui.add_space(space::XL);
        }
    }
}

fn show_figure(ui: &mut Ui, figure: &Figure) {
    ui.label(RichText::new(&figure.title).font(strong(size::BODY)));
    ui.label(&figure.said);
    ui.push_id(&figure.title, |ui| show_table(ui, &figure.table));
}

/// Draws a table: its columns of numbers are narrow, words have the rest.
fn show_table(ui: &mut Ui, table: &Table) {
    let columns = table.heads.len().max(1);
    let numbers = table.holds.iter().filter(|holds| holds.is_number()).count().min(columns - 1);
    let even = ui.available_width() / columns as f32 - space::L;
    let narrow = even.min(width::PAGE_NUMBERS);
    let rest = ui.available_width() - numbers as f32 * (narrow + space::L);
    let wide = rest / (columns - numbers) as f32 - space::L;
    let cell = |ui: &mut Ui, column: usize, text: RichText| {
        let number = table.is_number(column);
        ui.scope(|ui| {
            ui.set_max_width(if number { narrow } else { wide });
            ui.add(egui::Label::new(text).wrap());
        });
    };
    egui::Grid::new("table").num_columns(table.heads.len()).spacing([space::L, space::XS]).show(ui, |ui| {
        for (column, head) in table.heads.iter().enumerate() {
            cell(ui, column, RichText::new(head).font(strong(size::SMALL)));
        }
        ui.end_row();
        for row in &table.rows {
            for (column, text) in row.iter().enumerate() {
                cell(ui, column, RichText::new(text).font(plain(size::BODY)));
            }
            ui.end_row();
        }
    });
}
