//! Which story to tell in which round of the loop, so that the company hears none twice.

use eframe::egui::{self, RichText, Ui};

use crate::app::command::{Command, StoriesCommand, StoriesLook};
use crate::app::model::Model;
use crate::app::stories::AllottedRow;
use crate::domain::words::{counted, listed};

use super::super::super::Outbox;
use super::super::super::tokens::{colours, height, plain, size, space, strong, width};
use super::super::super::widgets::{Labelled, button, cell, fields, heading, muted, note, row};

/// Draws the page.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    muted(
        ui,
        "A story of its own for each place, the strongest and freshest where it fits best. What they have heard is kept apart.",
    );
    let choices = (1..=6).map(|rounds: usize| (rounds, counted(rounds, "round", "rounds")));
    if let Some(rounds) = fields::choice_row(ui, model.story.rounds, choices) {
        out.push(Command::Stories(StoriesCommand::Look(StoriesLook::Rounds(rounds))));
    }
    let rows = &model.story.allotted;
    if rows.is_empty() {
        muted(ui, "No principle is in play. Switch a bank on under Banks.");
        return;
    }
    holes(ui, rows);
    let mut round = None;
    for entry in rows {
        if round != Some(entry.slot.round) {
            round = Some(entry.slot.round);
            heading(ui, &format!("Round {}", entry.slot.round + 1));
        }
        place(ui, model, entry, out);
    }
    note(
        ui,
        "Nobody knows who will ask what: key principles stand in two rounds, as most loops have them. A mock loop deals them by its own plan.",
    );
}

/// What cannot be covered, in a sentence.
fn holes(ui: &mut Ui, rows: &[AllottedRow]) {
    let names = |is: &dyn Fn(&AllottedRow) -> bool| -> Vec<String> {
        let mut names: Vec<String> =
            rows.iter().filter(|row| is(row)).map(|row| row.slot.principle.clone()).collect();
        names.sort();
        names.dedup();
        names
    };
    let own = rows.iter().filter(|row| row.story.is_some() && row.again.is_none() && !row.heard).count();
    let all = format!("{own} of {} places have a story of their own.", rows.len());
    let none = names(&|row| row.story.is_none());
    let text =
        if none.is_empty() { all } else { format!("{all} No complete story tells: {}.", listed(none)) };
    ui.label(RichText::new(text).font(strong(size::BODY)));
}

fn place(ui: &mut Ui, model: &Model, entry: &AllottedRow, out: &mut Outbox) {
    let story = entry.story.as_deref().and_then(|id| model.notebook.story(id));
    let title = story.map_or("no complete story", |story| story.shown_title());
    let why = match (story, entry.again, entry.heard) {
        (None, ..) => "write one".to_owned(),
        (_, _, true) => "they have heard it".to_owned(),
        (_, Some(round), _) => format!("told in round {} too", round + 1),
        (Some(story), None, false) => super::told_text(model, story),
    };
    let c = colours(ui);
    let is_short = story.is_none() || entry.again.is_some() || entry.heard;
    let colour = if is_short { c.warning } else { c.muted };
    let key = if entry.slot.key { "◆ " } else { "" };
    let label = format!("{}: {title}, {why}", entry.slot.principle);
    let sign = if is_short { "△ " } else { "" };
    let name = RichText::new(format!("{key}{}", entry.slot.principle)).font(plain(size::BODY));
    let title_text = RichText::new(title).font(strong(size::BODY));
    let why_text = RichText::new(format!("{sign}{why}")).font(plain(size::SMALL)).color(colour);
    ui.horizontal(|ui| {
        let room = ui.available_width() - width::HEARD - ui.spacing().item_spacing.x;
        let salt = ("place", entry.slot.round, &entry.slot.principle);
        let wide = room > width::WIDE_DASHBOARD;
        let height = if wide { height::ROW } else { height::HISTORY_ROW };
        let paint = |ui: &mut Ui| {
            if wide {
                cell(ui, width::PLACE, name);
                let rest = ui.available_width() - width::PLACE_WHY - space::S;
                cell(ui, rest.max(width::NAME_LEAST), title_text);
                ui.add(egui::Label::new(why_text).truncate());
                return;
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.spacing_mut().interact_size.y = height::LINE;
                ui.add_space((height::HISTORY_ROW - 2.0 * height::LINE) / 2.0);
                ui.horizontal(|ui| {
                    cell(ui, ui.available_width() - width::PLACE_WHY, name);
                    ui.add(egui::Label::new(why_text).truncate());
                });
                ui.add(egui::Label::new(title_text).truncate());
            });
        };
        let response =
            ui.allocate_ui(egui::vec2(room, height), |ui| row(ui, salt, &label, height, false, paint)).inner;
        if response.clicked() {
            let command = match story {
                Some(story) => StoriesCommand::Open(Some(story.id.clone())),
                None => StoriesCommand::New(Some(entry.slot.principle.clone())),
            };
            out.push(Command::Stories(command));
        }
        if let Some(story) = story.filter(|_| !entry.heard) {
            let label = format!("They have heard it: {}", story.shown_title());
            if button(ui, "Heard").labelled(&label).on_hover_text(label.as_str()).clicked() {
                out.push(Command::Stories(StoriesCommand::Heard(story.id.clone(), true)));
            }
        }
    });
}
