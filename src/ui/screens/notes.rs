//! The candidate's own notes beside the stage: outlines of their stories, and what they want to ask.

use eframe::egui::{self, Id, Margin, RichText, ScrollArea, Ui};

use crate::app::action::{Action, AidAction, StageAction};
use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::notes::short;
use crate::app::stage::OpenNotes;
use crate::domain::star::Section;
use crate::domain::story::Story;
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{NOTES, colours, distance, edge, plain, size, space, strong};
use super::super::widgets::{button_with, keys_of, muted, note};

/// The most that is shown of a section, in characters: it is read at a glance.
const MOST: usize = 140;

/// Draws the notes in a column of their own, right of the stage.
pub fn beside(ui: &mut Ui, model: &Model, open: OpenNotes<'_>, out: &mut Outbox) {
    let frame = egui::Frame::new().fill(colours(ui).sunk).inner_margin(Margin::same(edge::L));
    egui::Panel::right("notes")
        .exact_size(NOTES)
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| show(ui, model, open, out));
}

/// Draws the notes where they are.
pub fn show(ui: &mut Ui, model: &Model, open: OpenNotes<'_>, out: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Your notes").font(strong(size::LEAD)));
        let keys = keys_of(ui, Context::Notes, Action::Stage(StageAction::Aid(AidAction::Notes)));
        if button_with(ui, "Close", keys.as_deref()).clicked() {
            out.push(Command::Do(Action::Stage(StageAction::Aid(AidAction::Notes))));
        }
    });
    note(ui, "↑ ↓ scroll");
    ScrollArea::vertical().id_salt("notes").auto_shrink(false).show(ui, |ui| {
        follow_keys(ui, open);
        outlines(ui, model, open.principle);
        questions(ui, model);
    });
}

/// Moves by the steps that keys asked for since the last frame.
fn follow_keys(ui: &mut Ui, OpenNotes { view, beside, .. }: OpenNotes<'_>) {
    let seen = Id::unique("notes seen").with(beside);
    let pass = ui.ctx().cumulative_pass_nr();
    let last: Option<(i32, u64)> = ui.data(|data| data.get_temp(seen));
    ui.data_mut(|data| data.insert_temp(seen, (view.steps, pass)));
    // Opened anew, the count has begun again.
    let Some((before, _)) = last.filter(|(_, last)| last + 1 >= pass) else { return };
    if before != view.steps {
        let by = egui::vec2(0.0, distance::NOTES_STEP * (before - view.steps) as f32);
        ui.scroll_with_delta_animation(by, egui::style::ScrollAnimation::none());
    }
}

fn outlines(ui: &mut Ui, model: &Model, principle: &str) {
    ui.label(RichText::new("Stories").font(strong(size::BODY)));
    if let Some(story) = model.proposed_story() {
        note(ui, format!("Proposed here: {}", story.shown_title()));
    }
    let mut stories = model.notebook.outlines(principle);
    // The one that is meant, or proposed, before all others.
    let meant = model.rehearsal().and_then(|rehearsal| rehearsal.story.as_deref());
    let first = meant.or(model.proposed_story().map(|story| story.id.as_str()));
    stories.sort_by_key(|story| Some(story.id.as_str()) != first);
    if stories.is_empty() {
        muted(ui, "No story is written yet. What you write under Stories is shown here.");
    }
    for story in stories {
        outline(ui, story);
    }
}

fn outline(ui: &mut Ui, story: &Story) {
    ui.add_space(space::S);
    let title = story.shown_title();
    ui.label(RichText::new(title).font(strong(size::BODY)).color(colours(ui).accent));
    for section in Section::ALL {
        let text = short(&story.sections[section], MOST);
        if !text.is_empty() {
            ui.label(RichText::new(format!("{section}: {text}")).font(plain(size::BODY)));
        }
    }
    if story.missing().len() == Section::ALL.len() {
        note(ui, "Nothing but the title is written yet.");
    }
}

fn questions(ui: &mut Ui, model: &Model) {
    ui.add_space(space::L);
    ui.label(RichText::new("Questions to ask").font(strong(size::BODY)));
    let questions = model.notebook.to_ask();
    if questions.is_empty() {
        muted(ui, "None yet. Questions to ask that you import are shown here.");
    }
    for listed in questions.iter().filter(|listed| !listed.ask.text.trim().is_empty()) {
        ui.label(format!("• {}", listed.ask.text));
    }
    ui.add_space(space::M);
}
