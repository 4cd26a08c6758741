//! Importing: files chosen, dropped or pasted; reviews that wait; imports that can be taken back.

use eframe::egui::{self, Id, RichText, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, ImportCommand};
use crate::app::importing::ImportSource;
use crate::app::model::Model;
use crate::domain::review::{Kind, Review};
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{colours, plain, size, space, strong};
use super::super::widgets::{
    button, button_with, card, fields, heading, keys_of, muted, note, primary, warning,
};
use crate::domain::words::counted;

/// Draws the part of the Banks screen that is about importing.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    heading(ui, "Import");
    muted(
        ui,
        "The recruiter's e-mail, the job description, a levelling guide, your notes: drop them on this window, \
         paste them, or choose them here. You see what was found before anything is added.",
    );
    ui.add_space(space::XS);
    reading(ui, model, out);
    sources(ui, model, out);
    let (waiting, taken): (Vec<&Review>, Vec<&Review>) =
        model.notebook.imports.iter().partition(|r| r.waits());
    if !waiting.is_empty() {
        heading(ui, "Waiting for your review");
        for review in waiting {
            waits(ui, review, false, out);
        }
    }
    if !taken.is_empty() {
        heading(ui, "Imported");
        for review in taken.into_iter().rev() {
            imported(ui, review, out);
        }
    }
}

/// What is being read, with a way to stop it, and what the last import came to.
pub fn reading(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if let Some(words) = &model.importing.outcome {
        ui.label(format!("✓ {words}"));
        ui.add_space(space::S);
    }
    for words in &model.importing.refused {
        warning(ui, &format!("Not imported: {words}"));
    }
    let Some(reading) = &model.importing.reading else { return };
    ui.horizontal_wrapped(|ui| {
        let name = reading.names.get(reading.at).map_or("", String::as_str);
        let of = match reading.names.len() {
            0 | 1 => String::new(),
            all => format!(", {} of {all}", reading.at + 1),
        };
        ui.label(format!("Reading {name}{of}…"));
        if button(ui, "Stop reading").clicked() {
            out.push(Command::Import(ImportCommand::Cancel));
        }
    });
}

fn sources(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let keys = keys_of(ui, Context::Screens, Action::Import);
    if button_with(ui, "Choose files…", keys.as_deref()).clicked() {
        out.push(Command::Import(ImportCommand::Pick));
    }
    let hint = "~/Documents/recruiter.eml";
    let path = &model.importing.path;
    let (typed, entered) = fields::line_to_enter(ui, "import path", "Path of the file", path, hint);
    if let Some(path) = typed {
        out.push(Command::Import(ImportCommand::SetPath(path)));
    }
    if (button(ui, "Add this file").clicked() || entered) && !path.trim().is_empty() {
        out.push(Command::Import(ImportCommand::Read(vec![ImportSource::File(path.trim().to_owned())])));
        // What cannot be read is mended here.
        ui.memory_mut(|m| m.request_focus(fields::line_id("import path")));
    }
    let pasted = &model.importing.pasted;
    let hint = "Outside a text field, Ctrl+V imports the clipboard at once.";
    if let Some(text) =
        fields::lines(ui, Id::unique("import text"), "Or text, typed or pasted", pasted, hint, 2)
    {
        out.push(Command::Import(ImportCommand::SetPasted(text)));
    }
    if button(ui, "Import this text").clicked() && !pasted.trim().is_empty() {
        out.push(Command::Import(ImportCommand::Read(vec![ImportSource::Text(pasted.clone())])));
    }
    note(
        ui,
        "Markdown, HTML, plain text, CSV, JSON, YAML, Word, Excel, PDF, e-mail (.eml), transcripts (.vtt, .srt), source files and Anki, up to 32 MB each.",
    );
}

/// An import that waits, with the way to its review; `first` where that is the one thing to do next.
pub fn waits(ui: &mut Ui, review: &Review, first: bool, out: &mut Outbox) {
    ui.push_id(("import", review.id), |ui| {
        card(ui, |ui| {
            ui.label(RichText::new(&review.origin.name).font(strong(size::BODY)));
            note(ui, format!("Read {}; {}.", review.made.format("%-d %b %Y, %H:%M"), found_words(review)));
            ui.horizontal_wrapped(|ui| {
                let keys = keys_of(ui, Context::Begin, Action::Next).filter(|_| first);
                let pressed =
                    if first { primary(ui, "Review…", keys.as_deref()) } else { button(ui, "Review…") };
                if pressed.clicked() {
                    out.push(Command::Import(ImportCommand::Open(Some(review.id))));
                }
                let discard = button(ui, "Throw away");
                if discard.on_hover_text("The file is kept in the folder recovered").clicked() {
                    out.push(Command::Import(ImportCommand::Discard(review.id)));
                }
            });
        });
    });
    ui.add_space(space::S);
}

fn imported(ui: &mut Ui, review: &Review, out: &mut Outbox) {
    ui.push_id(("import", review.id), |ui| {
        card(ui, |ui| {
            ui.label(RichText::new(&review.origin.name).font(strong(size::BODY)));
            let when = review.accepted.unwrap_or(review.made).format("%-d %b %Y");
            let left = review.items.len() - review.stored();
            let taken = counted(review.stored(), "item", "items");
            note(ui, format!("{taken} added on {when}, {left} skipped."));
            ui.horizontal_wrapped(|ui| {
                if button(ui, "Show…").on_hover_text("See all that was found, and take more").clicked() {
                    out.push(Command::Import(ImportCommand::Open(Some(review.id))));
                }
                let back = button(ui, "Undo import");
                let words = "Its questions, tips, weights and unchanged stories go; your answers stay";
                if back.on_hover_text(words).clicked() {
                    out.push(Command::Import(ImportCommand::TakeBack(review.id)));
                }
            });
        });
    });
    ui.add_space(space::S);
}

/// "12 questions, 3 stories, 5 tips".
pub fn found_words(review: &Review) -> String {
    let of = |kinds: &[Kind]| review.items.iter().filter(|item| kinds.contains(&item.kind())).count();
    let parts = [
        (of(&[Kind::Asked, Kind::Derived]), "question", "questions"),
        (of(&[Kind::Story]), "story", "stories"),
        (of(&[Kind::Tip]), "tip", "tips"),
        (of(&[Kind::Weight]), "key principle", "key principles"),
        (of(&[Kind::Moment]), "moment", "moments"),
        (of(&[Kind::Expectation]), "expectation", "expectations"),
        (of(&[Kind::Stage]), "interview stage", "interview stages"),
        (of(&[Kind::AskThem]), "question to ask", "questions to ask"),
        (of(&[Kind::Note]), "note", "notes"),
    ];
    let found: Vec<String> =
        parts.into_iter().filter(|(n, _, _)| *n > 0).map(|(n, one, many)| counted(n, one, many)).collect();
    found.join(", ")
}

/// Says what letting go will do while files are held over the window.
pub fn drop_hint(ui: &Ui, model: &Model) {
    let files = ui.ctx().input(|input| input.raw.hovered_files.len());
    if files == 0 {
        return;
    }
    let c = colours(ui);
    let text = if model.is_on_stage() {
        "A rehearsal is on. Finish it first, then drop the files again.".to_owned()
    } else {
        format!("Let go to import {}.", counted(files, "file", "files"))
    };
    let rect = ui.ctx().content_rect();
    let painter =
        ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, Id::unique("drop hint")));
    painter.rect_filled(rect, 0.0, c.paper.gamma_multiply(0.9));
    painter.text(rect.center(), egui::Align2::CENTER_CENTER, text, plain(size::HEADING), c.ink);
}
