//! Taking away: what can be written to a file, by a dialog or to a typed path, and how that went.

use eframe::egui::{Id, Ui};

use crate::app::command::{Command, ExportCommand};
use crate::app::exporting::{ByBank, Export, FORMATS, Purpose};
use crate::app::model::Model;

use super::super::Outbox;
use super::super::tokens::{combo, space};
use super::super::widgets::list::{self, List};
use super::super::widgets::{button, fields, muted, note, warning};

/// Draws the part of the settings that is about taking away.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    muted(ui, "What you put in is yours. Each of these writes one file that other programs read.");
    let exporting = &model.exporting;
    for purpose in Purpose::ALL {
        let formats = FORMATS.iter().filter(|format| format.purpose == purpose);
        let titles = formats.map(|format| (format.id, format.title.to_owned()));
        if let Some(format) = fields::choice(ui, purpose.name(), exporting.format, titles) {
            out.push(Command::Export(ExportCommand::Choose(format)));
        }
    }
    let (Some(format), Some(what)) = (exporting.chosen(), model.chosen_export()) else { return };
    note(ui, format.says);
    if format.by_bank != ByBank::No {
        bank(ui, model, format.by_bank == ByBank::May, out);
    }
    places(ui, model, &what, out);
    went(ui, model);
}

/// Where it is saved: by a dialog, or at a path that is typed.
pub fn places(ui: &mut Ui, model: &Model, what: &Export, out: &mut Outbox) {
    ui.add_space(space::XS);
    let file = what.file_name();
    if button(ui, "Save as…").on_hover_text(format!("Choose where to put {file}")).clicked() {
        out.push(Command::Export(ExportCommand::Save(Box::new(what.clone()), None)));
    }
    let hint = format!("~/{file}");
    let path = &model.exporting.path;
    let (typed, entered) = fields::line_to_enter(ui, "export path", "Or type its path", path, &hint);
    if let Some(path) = typed {
        out.push(Command::Export(ExportCommand::SetPath(path)));
    }
    if (button(ui, "Save there").clicked() || entered) && !path.trim().is_empty() {
        out.push(Command::Export(ExportCommand::Save(Box::new(what.clone()), Some(path.clone()))));
    }
}

/// How the last export went, or that it is being written.
pub fn went(ui: &mut Ui, model: &Model) {
    if let Some((_, title)) = &model.exporting.running {
        ui.label(format!("Writing: {title}…"));
    }
    let told = match &model.exporting.outcome {
        Some(Ok(words)) => ui.label(format!("✓ {words}")),
        Some(Err(words)) => warning(ui, words),
        None => return,
    };
    fields::show_when_it_comes(ui, Id::unique("export said").with(model.exporting.jobs), &told);
}

/// Which bank it is made from; `all` offers all that are on.
fn bank(ui: &mut Ui, model: &Model, all: bool, out: &mut Outbox) {
    const ALL: &str = "All that are on";
    let banks = model.notebook.catalog().banks();
    let chosen = model.exporting.bank.as_ref().and_then(|id| banks.iter().find(|bank| bank.id == *id));
    let chosen = chosen.or(if all { None } else { banks.first() });
    let mut items: Vec<(Option<String>, String)> = Vec::new();
    if all {
        items.push((None, ALL.to_owned()));
    }
    items.extend(banks.iter().map(|bank| (Some(bank.id.clone()), bank.title.clone())));
    let at = items.iter().position(|(id, _)| id.as_deref() == chosen.map(|bank| bank.id.as_str()));
    ui.horizontal(|ui| {
        let shown = chosen.map_or(ALL, |bank| bank.title.as_str());
        let width = combo::SCOPE;
        if let Some(id) =
            list::pick(ui, "export bank", List { name: "Bank", named: true, shown, width }, at, items)
        {
            out.push(Command::Export(ExportCommand::ChooseBank(id)));
        }
    });
}
