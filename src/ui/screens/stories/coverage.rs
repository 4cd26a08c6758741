//! Story by principle: what each principle has, the holes on top, and what might fill the chosen one.

use eframe::egui::{self, Id, RichText, ScrollArea, Sense, Ui};

use crate::app::action::{Action, StoriesAction};
use crate::app::command::{Command, StoriesCommand, StoriesLook};
use crate::app::model::Model;
use crate::chart::coverage::table;
use crate::domain::coverage::{Coverage, CoverageRow, GOAL, Told};
use crate::domain::story::Story;
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{RADIUS, colours, height, matrix, plain, size, space, strong};
use super::super::super::widgets::{
    Labelled, button, cell, fields, heading, muted, note, primary_action, row, table as tables, text_at,
};

/// Draws the page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let coverage = model.notebook.coverage();
    ui.label(RichText::new(coverage.words()).font(strong(size::LEAD)));
    muted(
        ui,
        format!(
            "The goal is {} to {} complete stories a principle: one to tell, one for “another time?”. Choose a principle to fill its hole.",
            GOAL.start(),
            GOAL.end()
        ),
    );
    ui.add_space(space::S);
    if coverage.rows.is_empty() {
        muted(ui, "No principle is in play. Switch a bank on under Banks.");
        return;
    }
    ui.horizontal_top(|ui| {
        let names = ui.available_width().min(matrix::NAMES);
        ui.allocate_ui(egui::vec2(names, 0.0), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_width(names);
                cell_head(ui, "◆ key principle");
                for entry in &coverage.rows {
                    name_row(ui, model, entry, out);
                }
            });
        });
        cells(ui, model, coverage);
    });
    note(ui, "Filled: complete. Hollow: begun. A column is a story; point at it for its title.");
    tables::twin_of(ui, "coverage", "Stories by principle", || {
        std::borrow::Cow::Owned(table(coverage, &model.notebook.stories))
    });
    chosen(ui, model, out);
}

fn cell_head(ui: &mut Ui, text: &str) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), matrix::HEAD), Sense::hover());
    let at = rect.left_bottom() + egui::vec2(space::M, -space::XS);
    text_at(ui, at, egui::Align2::LEFT_BOTTOM, text, size::SMALL, colours(ui).muted);
}

fn name_row(ui: &mut Ui, model: &Model, entry: &CoverageRow, out: &mut Outbox) {
    let is_chosen = model.story.hole.as_ref() == Some(&entry.name);
    let key = if entry.key { ", key principle" } else { "" };
    let label = format!("{}{key}: {}", entry.name, entry.words());
    let c = colours(ui);
    let response = row(ui, ("covered", &entry.name), &label, height::ROW, is_chosen, |ui| {
        let name = if entry.key { format!("◆ {}", entry.name) } else { entry.name.clone() };
        let font = if entry.key { strong(size::BODY) } else { plain(size::BODY) };
        cell(ui, matrix::NAMES - matrix::COUNT - space::XL, RichText::new(name).font(font));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_hole = entry.complete == 0;
            let text = format!("{}{} of {}", if is_hole { "△ " } else { "" }, entry.complete, GOAL.start());
            let colour = if is_hole && entry.key { c.warning } else { c.muted };
            ui.label(RichText::new(text).font(plain(size::SMALL)).color(colour));
        });
    });
    if response.clicked() {
        out.push(Command::Stories(StoriesCommand::Look(StoriesLook::Hole(Some(entry.name.clone())))));
    }
}

/// The cells, a column a story: only those in sight are drawn.
fn cells(ui: &mut Ui, model: &Model, coverage: &Coverage) {
    let size = egui::vec2(
        coverage.stories.len() as f32 * matrix::CELL,
        matrix::HEAD + coverage.rows.len() as f32 * height::ROW,
    );
    let c = colours(ui);
    ScrollArea::horizontal().id_salt("coverage").auto_shrink([false, true]).show_viewport(ui, |ui, seen| {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // both within the columns
        let column = |x: f32| ((x / matrix::CELL).max(0.0) as usize).min(coverage.stories.len());
        for at in column(seen.left())..(column(seen.right()) + 1).min(coverage.stories.len()) {
            let middle = rect.left() + (at as f32 + 0.5) * matrix::CELL;
            let number = egui::pos2(middle, rect.top() + matrix::HEAD - space::XS);
            text_at(ui, number, egui::Align2::CENTER_BOTTOM, &(at + 1).to_string(), size::SMALL, c.muted);
            for (line, entry) in coverage.rows.iter().enumerate() {
                let y = rect.top() + matrix::HEAD + (line as f32 + 0.5) * height::ROW;
                let mark =
                    egui::Rect::from_center_size(egui::pos2(middle, y), egui::Vec2::splat(matrix::MARK));
                match entry.told[at] {
                    Told::No => {
                        ui.painter().circle_filled(mark.center(), matrix::NONE, c.edge.gamma_multiply(0.5));
                    }
                    Told::Begun => {
                        let stroke = egui::Stroke::new(matrix::STROKE, c.accent);
                        ui.painter().rect_stroke(mark, RADIUS, stroke, egui::StrokeKind::Inside);
                    }
                    Told::Complete => {
                        ui.painter().rect_filled(mark, RADIUS, c.accent);
                    }
                }
            }
        }
        let title = response.hover_pos().and_then(|at| {
            let id = coverage.stories.get(column(at.x - rect.left()))?;
            model.notebook.story(id).map(Story::shown_title)
        });
        if let Some(title) = title {
            response.on_hover_text_at_pointer(title);
        }
    });
}

/// What the chosen principle has, and what might fill its hole.
fn chosen(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(name) = &model.story.hole else { return };
    heading(ui, name);
    if let Some(principle) = model.notebook.catalog().principle(name) {
        muted(ui, &principle.meaning);
    }
    for story in model.notebook.stories_for(name) {
        open_row(ui, story, &super::about_text(story), out);
    }
    let text = format!("Write a new story for {name}");
    let shown = ui.scope(|ui| {
        primary_action(ui, Context::Stories, Action::Stories(StoriesAction::New), &text, out);
    });
    // The matrix may fill the window: what can be done comes into sight with the choice.
    fields::show_when_it_comes(ui, Id::unique("chosen hole").with(name), &shown.response);
    let fits: Vec<_> = model
        .story
        .fits
        .iter()
        .filter_map(|fit| Some((fit, model.notebook.story(&fit.story)?)))
        .filter(|(_, story)| !story.tells(name))
        .collect();
    ui.add_space(space::S);
    if fits.is_empty() {
        note(ui, "No story that you have speaks of what its bank says it is about.");
        return;
    }
    note(ui, "These might be told for it too:");
    for (fit, story) in fits {
        ui.horizontal(|ui| {
            let room = ui.available_width() - matrix::ADD - ui.spacing().item_spacing.x;
            ui.allocate_ui(egui::vec2(room, height::HISTORY_ROW), |ui| open_row(ui, story, &fit.why, out));
            let label = format!("Tell it for {name} too: {}", story.shown_title());
            if button(ui, "Tell it for this too").labelled(&label).clicked() {
                let mut edited = story.clone();
                edited.principles.push(name.clone());
                out.push(Command::Stories(StoriesCommand::Edit(Box::new(edited))));
            }
        });
    }
}

/// A story with a line about it; pressed, it opens.
pub fn open_row(ui: &mut Ui, story: &Story, why: &str, out: &mut Outbox) {
    let title = story.shown_title();
    let muted = colours(ui).muted;
    let response = row(
        ui,
        ("open", &story.id),
        &format!("Open story: {title}. {why}"),
        height::HISTORY_ROW,
        false,
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.spacing_mut().interact_size.y = height::LINE;
                ui.add_space((height::HISTORY_ROW - 2.0 * height::LINE) / 2.0);
                ui.add(egui::Label::new(RichText::new(title).font(strong(size::BODY))).truncate());
                let text = RichText::new(why).font(plain(size::SMALL)).color(muted);
                ui.add(egui::Label::new(text).truncate());
            });
        },
    );
    if response.clicked() {
        out.push(Command::Stories(StoriesCommand::Open(Some(story.id.clone()))));
    }
}
