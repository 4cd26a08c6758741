//! Stories: the person's own examples, what they cover, which to tell in which round, and what may become one.

mod coverage;
mod find;
mod moments;
mod round;
mod story;
mod to_ask;

use eframe::egui::{self, RichText, Ui};

use crate::app::action::{Action, StoriesAction};
use crate::app::command::{Command, StoriesCommand, StoriesLook};
use crate::app::model::Model;
use crate::app::stories::{StoriesPage, StoryKind, StoryOrder};
use crate::domain::countdown::clock;
use crate::domain::star::Section;
use crate::domain::story::Story;
use crate::domain::words::{counted, listed};
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{colours, combo, height, plain, size, space, strong, width};
use super::super::widgets::list::{self, List};
use super::super::widgets::{
    action_button, button, cell, empty_state, fields, muted, note, primary_action, row,
};

pub use story::editor;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if let Some(story) = model.story.open.as_deref().and_then(|id| model.notebook.story(id)) {
        story::page(ui, model, story, out);
        return;
    }
    let pages = StoriesPage::ALL.map(|page| (page, page.name().to_owned()));
    if let Some(page) = fields::choice_row(ui, model.story.page, pages) {
        out.push(Command::Do(Action::Stories(StoriesAction::Page(page))));
    }
    ui.add_space(space::S);
    match model.story.page {
        StoriesPage::List => list(ui, model, out),
        StoriesPage::Coverage => coverage::show(ui, model, out),
        StoriesPage::Loop => round::show(ui, model, out),
        StoriesPage::Moments => moments::show(ui, model, out),
        StoriesPage::ToAsk => to_ask::show(ui, model, out),
        StoriesPage::Find => find::show(ui, model, out),
    }
}

fn look(out: &mut Outbox, look: StoriesLook) {
    out.push(Command::Stories(StoriesCommand::Look(look)));
}

fn list(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if model.notebook.stories.is_empty() {
        empty_state(
            ui,
            "This will hold your own examples: what happened, what was yours to do, what you did, what came of it.",
            &[
                "The invoices that did not add up · Dive Deep · 1:50 aloud · told 3 ×",
                "Result: the difference fell from 2 % to nothing in the next close.",
            ],
            |ui| {
                ui.horizontal_wrapped(|ui| {
                    primary_action(
                        ui,
                        Context::Stories,
                        Action::Stories(StoriesAction::New),
                        "Write a story",
                        out,
                    );
                    action_button(ui, Context::Stories, Action::Stories(StoriesAction::Prompts), out);
                });
            },
        );
        return;
    }
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, Context::Stories, Action::Stories(StoriesAction::New), "Write a story", out);
        action_button(ui, Context::Stories, Action::Stories(StoriesAction::Prompts), out);
    });
    ui.add_space(space::S);
    filters(ui, model, out);
    let rows = &model.story.rows;
    note(ui, format!("{} of {}", rows.len(), counted(model.notebook.stories.len(), "story", "stories")));
    if rows.is_empty() {
        muted(ui, "No story is of this kind and holds all of these words.");
    }
    for story in rows.iter().filter_map(|id| model.notebook.story(id)) {
        story_row(ui, model, story, out);
    }
}

fn filters(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let view = &model.story;
    let kinds = StoryKind::ALL.map(|kind| (kind, kind.name().to_owned()));
    if let Some(kind) = fields::choice_row(ui, view.kind, kinds) {
        look(out, StoriesLook::Kind(kind));
    }
    let in_line = egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true);
    ui.with_layout(in_line, |ui| {
        let room = egui::vec2(width::STAGE_NAME, 0.0);
        let words = ui.allocate_ui(room, |ui| {
            ui.set_max_width(width::STAGE_NAME);
            fields::line(ui, "story search", "Stories that hold these words", &view.search, "")
        });
        if let Some(words) = words.inner {
            look(out, StoriesLook::Search(words));
        }
        let mut principles: Vec<(Option<String>, String)> = vec![(None, "All principles".to_owned())];
        let rows = model.notebook.readiness_table().rows.iter();
        principles.extend(rows.map(|row| (Some(row.name.clone()), row.name.clone())));
        let chosen = principles.iter().position(|(name, _)| *name == view.principle);
        let shown = view.principle.as_deref().unwrap_or("All principles");
        let of = List { name: "Principle", named: false, shown, width: combo::STORIES };
        if let Some(name) = over(ui, of, |ui| list::pick(ui, "stories of", of, chosen, principles)) {
            look(out, StoriesLook::Principle(name));
        }
        let orders: Vec<(StoryOrder, String)> =
            StoryOrder::ALL.iter().map(|order| (*order, order.name().to_owned())).collect();
        let chosen = StoryOrder::ALL.iter().position(|order| *order == view.order);
        let by = List { name: "First", named: false, shown: view.order.name(), width: combo::STORIES };
        if let Some(order) = over(ui, by, |ui| list::pick(ui, "stories by", by, chosen, orders)) {
            look(out, StoriesLook::Order(order));
        }
    });
}

/// A box with its name over it, as a field has it.
fn over<T>(ui: &mut Ui, list: List<'_>, add: impl FnOnce(&mut Ui) -> T) -> T {
    ui.vertical(|ui| {
        note(ui, list.name);
        add(ui)
    })
    .inner
}

fn story_row(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    let (title, about, told) = (story.shown_title(), about_text(story), told_text(model, story));
    let label = format!("Open story: {title}. {about}. {told}");
    let muted = colours(ui).muted;
    let response = row(ui, ("story", &story.id), &label, height::HISTORY_ROW, false, |ui| {
        ui.vertical(|ui| {
            // Two lines of text within one row, not two rows of controls.
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = height::LINE;
            ui.add_space((height::HISTORY_ROW - 2.0 * height::LINE) / 2.0);
            ui.horizontal(|ui| {
                let room = ui.available_width() - width::TOLD - ui.spacing().item_spacing.x;
                cell(ui, room.max(width::NAME_LEAST), RichText::new(title).font(strong(size::BODY)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let text = RichText::new(&told).font(plain(size::SMALL)).color(muted);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
            let text = RichText::new(&about).font(plain(size::SMALL)).color(muted);
            ui.add(egui::Label::new(text).truncate());
        });
    });
    if response.clicked() {
        out.push(Command::Stories(StoriesCommand::Open(Some(story.id.clone()))));
    }
}

/// What matters of a story at a glance: "1:32 aloud · still missing: result · Dive Deep, Ownership".
fn about_text(story: &Story) -> String {
    let principles =
        if story.principles.is_empty() { "no principle".to_owned() } else { listed(&story.principles) };
    let state = if story.retired { "retired".to_owned() } else { missing_text(story) };
    format!("{} aloud · {state} · {principles}", clock(story.spoken_whole().as_secs()))
}

/// How often it was told, when, and how strong it was: "3.4 of 5 · told 3 ×, 12 Nov".
fn told_text(model: &Model, story: &Story) -> String {
    let telling = model.notebook.tellings().get(&story.id);
    let Some(last) = telling.last else { return "never told".to_owned() };
    let date = last.format("%-d %b");
    let told = match telling.times {
        0 => format!("told shorter, {date}"),
        times => format!("told {times} ×, {date}"),
    };
    match telling.strength {
        Some(_) if model.notebook.profile.settings.quiet => format!("score hidden · {told}"),
        Some(strength) => format!("{strength:.1} of 5 · {told}"),
        None => told,
    }
}

/// What is still to be written: "still missing: task, result, the end of the action".
fn missing_text(story: &Story) -> String {
    let (blank, cut): (Vec<Section>, Vec<Section>) =
        story.missing().into_iter().partition(|section| story.is_blank(*section));
    let blank = blank.into_iter().map(|section| section.name().to_lowercase());
    let cut = cut.into_iter().map(|section| format!("the end of the {}", section.name().to_lowercase()));
    let missing: Vec<String> = blank.chain(cut).collect();
    if missing.is_empty() { "complete".to_owned() } else { format!("still missing: {}", missing.join(", ")) }
}

/// Back to the list.
fn back(ui: &mut Ui, out: &mut Outbox) {
    if button(ui, "← All stories").clicked() {
        out.push(Command::Stories(StoriesCommand::Open(None)));
    }
}
