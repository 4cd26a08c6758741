//! All principles over time on shared axes, with the chosen one large.

use eframe::egui::{self, RichText, Ui};

use crate::app::command::{Command, ReadinessCommand, RehearseCommand};
use crate::app::model::Model;
use crate::domain::draw::Scope;
use crate::domain::readiness_table::PrincipleRow;

use super::super::super::Outbox;
use super::super::super::tokens::{height, plain, size, space, strong, width};
use super::super::super::widgets::{Labelled, button, figure, heading, note};

/// Draws the view.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if super::is_empty(model) {
        let sentence =
            "This will show each principle over the weeks, side by side. It starts with one scored answer.";
        super::nothing_yet(ui, sentence, out);
        return;
    }
    super::ranges(ui, model, out);
    if let Some(large) = &model.readiness.figures.large {
        let entry = model.notebook.readiness_table().rows.iter().find(|row| row.name == large.title);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&large.title).font(strong(size::LEAD)));
            if entry.is_some_and(|row| row.questions > 0)
                && button(ui, "Drill").labelled(&format!("Start this drill: {}", large.title)).clicked()
            {
                out.push(Command::Rehearse(RehearseCommand::StartWith(Scope::Principle(
                    large.title.clone(),
                ))));
            }
        });
        if let Some(entry) = entry {
            ui.label(crate::domain::words::headline(&entry.readiness, model.now.wall));
        }
        figure::large(ui, "large", large, height::FIGURE);
    }
    heading(ui, "All principles");
    note(
        ui,
        "Key principles first (◆), then the weakest. One axis for all: 1 to 5, the same days. Press one to see it large.",
    );
    multiples(ui, model, out);
}

fn multiples(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let gap = space::S;
    let room = ui.available_width();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let columns = (((room + gap) / (width::SMALL_FIGURE + gap)) as usize).max(1);
    let each = egui::vec2((room + gap) / columns as f32 - gap, height::SMALL_FIGURE);
    let chosen = model.readiness.figures.large.as_ref().map(|large| large.title.as_str());
    let rows: Vec<(&PrincipleRow, _)> =
        model.notebook.readiness_table().rows.iter().zip(&model.readiness.figures.multiples).collect();
    for line in rows.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (row, small) in line {
                let here = chosen == Some(small.title.as_str());
                let name = if row.key { format!("◆ {}", row.name) } else { row.name.clone() };
                let font = if row.key { strong(size::SMALL) } else { plain(size::SMALL) };
                let name = RichText::new(name).font(font);
                if figure::small(ui, small, name, each, here).clicked()
                    && model.readiness.chosen.as_ref() != Some(&small.title)
                {
                    out.push(Command::Readiness(ReadinessCommand::Choose(small.title.clone())));
                }
            }
        });
    }
}
