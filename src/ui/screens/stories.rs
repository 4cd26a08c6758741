//! Stories and moments: the person's own examples, written down in four sections.

use crate::domain::words::listed;
use eframe::egui::{self, Id, RichText, Ui};

use crate::app::command::{Command, StoriesCommand};
use crate::app::model::Model;
use crate::domain::attempt::Moment;
use crate::domain::review::{Kind, Review};
use crate::domain::star::Section;
use crate::domain::story::Story;

use super::super::Outbox;
use super::super::tokens::{colours, combo, height, plain, size, space, strong};
use super::super::widgets::list::{self, List};
use super::super::widgets::{button, empty_state, fields, heading, muted, note, primary, row};

/// Words spoken in a minute (design, section 3.4).
const WORDS_A_MINUTE: usize = 150;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if let Some(story) = model.story.open.as_deref().and_then(|id| model.notebook.story(id)) {
        if button(ui, "← All stories").clicked() {
            out.push(Command::Stories(StoriesCommand::Open(None)));
        }
        ui.add_space(space::S);
        editor(ui, model, story, out);
        ui.add_space(space::L);
        if button(ui, "Delete this story").clicked() {
            out.push(Command::Stories(StoriesCommand::Delete(story.id.clone())));
        }
        return;
    }
    if model.notebook.stories.is_empty() {
        empty_state(
            ui,
            "This will hold your own examples: what happened, what was yours to do, what you did, what came of it.",
            &[
                "The invoices that did not add up · Dive Deep · about 1:50 aloud",
                "Result: the difference fell from 2 % to nothing in the next close.",
            ],
            |ui| {
                if primary(ui, "Write a story", None).clicked() {
                    out.push(Command::Stories(StoriesCommand::New(None)));
                }
            },
        );
    } else {
        if primary(ui, "Write a story", None).clicked() {
            out.push(Command::Stories(StoriesCommand::New(None)));
        }
        for story in &model.notebook.stories {
            story_row(ui, story, out);
        }
    }
    moments(ui, model, out);
    ask_them(ui, model);
}

/// Questions to ask the interviewer and notes on the interview, as imported.
fn ask_them(ui: &mut Ui, model: &Model) {
    for (kind, title) in [(Kind::AskThem, "Questions to ask them"), (Kind::Note, "Notes on the interview")] {
        let taken = |review: &&Review| review.items.iter().any(|item| item.stored && item.kind() == kind);
        if !model.notebook.imports.iter().any(|review| taken(&review)) {
            continue;
        }
        heading(ui, title);
        for review in model.notebook.imports.iter().filter(taken) {
            note(ui, format!("From {}", review.origin.name));
            for item in review.items.iter().filter(|item| item.stored && item.kind() == kind) {
                ui.label(format!("• {}", item.text()));
            }
        }
    }
}

fn story_row(ui: &mut Ui, story: &Story, out: &mut Outbox) {
    let title = story.shown_title();
    let label = format!("Open story: {title}");
    let response = row(ui, ("story", &story.id), &label, height::TALL_ROW, false, |ui| {
        ui.label(RichText::new(title).font(strong(size::BODY)));
        let missing = missing_text(story);
        let about =
            if story.principles.is_empty() { "no principle".to_owned() } else { listed(&story.principles) };
        let colour = colours(ui).muted;
        ui.add(egui::Label::new(RichText::new(format!("{about} · {missing}")).color(colour)).truncate());
    });
    if response.clicked() {
        out.push(Command::Stories(StoriesCommand::Open(Some(story.id.clone()))));
    }
}

fn missing_text(story: &Story) -> String {
    let missing: Vec<&str> = story.missing().into_iter().map(Section::name).collect();
    if missing.is_empty() {
        "complete".to_owned()
    } else {
        format!("still missing: {}", missing.join(", ").to_lowercase())
    }
}

/// The fields of one story. Also used over the stage.
pub fn editor(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    let send =
        |out: &mut Outbox, story: Story| out.push(Command::Stories(StoriesCommand::Edit(Box::new(story))));
    if let Some(title) =
        fields::line(ui, ("title", &story.id), "Title", &story.title, "The night the import failed")
    {
        send(out, Story { title, ..story.clone() });
    }
    if story.title.is_empty() {
        fields::focus_when_shown(ui, fields::line_id(("title", &story.id)));
    }
    principles(ui, model, story, out);
    for section in Section::ALL {
        let text = &story.sections[section];
        let id = Id::unique("story").with((&story.id, section));
        let words = text.split_whitespace().count();
        let secs = words * 60 / WORDS_A_MINUTE;
        let label = format!("{section}: about {secs} s aloud");
        if let Some(text) = fields::lines(ui, id, &label, text, section.prompt(), 3) {
            let mut edited = story.clone();
            edited.sections[section] = text;
            send(out, edited);
        }
    }
    note(
        ui,
        format!(
            "Seconds at {WORDS_A_MINUTE} words a minute. Saved a second after you stop typing; {}.",
            missing_text(story)
        ),
    );
}

fn principles(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    note(ui, "Principles it can be told for");
    ui.horizontal_wrapped(|ui| {
        for name in &story.principles {
            if button(ui, &format!("{name} ×")).on_hover_text("Take this principle off").clicked() {
                let mut edited = story.clone();
                edited.principles.retain(|p| p != name);
                out.push(Command::Stories(StoriesCommand::Edit(Box::new(edited))));
            }
        }
        let list = List { name: "Add a principle", named: false, shown: "Add…", width: combo::ADD };
        let rows = model.notebook.readiness_table().rows.iter().filter(|row| !story.tells(&row.name));
        let items = rows.map(|row| (row.name.clone(), row.name.clone())).collect();
        if let Some(name) = list::pick(ui, ("add principle", story.id.as_str()), list, None, items) {
            let mut edited = story.clone();
            edited.principles.push(name);
            out.push(Command::Stories(StoriesCommand::Edit(Box::new(edited))));
        }
    });
}

fn moments(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    heading(ui, "Moments");
    muted(ui, "One-line memories, stories to be. Press M while answering, or write one down here.");
    for moment in &model.notebook.moments {
        moment_row(ui, moment, out);
    }
    if button(ui, "Add a moment").clicked() {
        out.push(Command::Stories(StoriesCommand::NewMoment));
    }
}

fn moment_row(ui: &mut Ui, moment: &Moment, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let label = format!("Moment of {}", moment.noted.format("%-d %b %Y"));
        if let Some(text) = fields::line(
            ui,
            ("moment", moment.id),
            &label,
            &moment.text,
            "The customer who called on a Sunday",
        ) {
            out.push(Command::Stories(StoriesCommand::EditMoment(Box::new(Moment {
                text,
                ..moment.clone()
            }))));
        }
        if moment.text.is_empty() {
            fields::focus_when_shown(ui, fields::line_id(("moment", moment.id)));
        }
        ui.push_id(("moment buttons", moment.id), |ui| {
            if button(ui, "Make it a story").clicked() {
                out.push(Command::Stories(StoriesCommand::FromMoment(moment.id)));
            }
            if button(ui, "Delete").on_hover_text("Delete this moment").clicked() {
                out.push(Command::Stories(StoriesCommand::DeleteMoment(moment.id)));
            }
        });
    });
    ui.label(RichText::new("").font(plain(size::SMALL)));
}
