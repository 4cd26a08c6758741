//! Taking away: what is chosen, what is asked of the thread that writes, and how it went.

use std::path::Path;

use super::super::command::ExportCommand;
use super::super::effect::Effect;
use super::super::exporting::{Export, ExportJob, ExportReport, size_words};
use super::super::model::{Modal, Model, Screen};
use super::notices;

pub(super) fn apply(model: &mut Model, command: ExportCommand) -> Vec<Effect> {
    match command {
        ExportCommand::Choose(format) => {
            let before = model.chosen_export().map(|what| what.file_name());
            model.exporting.format = format;
            let after = model.chosen_export().map(|what| what.file_name());
            // A path that was typed for another format would get this one's content.
            if let (Some(before), Some(after)) = (before, after)
                && !model.exporting.path.trim().is_empty()
            {
                model.exporting.path = follow(&model.exporting.path, &before, &after);
            }
        }
        ExportCommand::ChooseBank(bank) => model.exporting.bank = bank,
        ExportCommand::SetPath(path) => model.exporting.path = path,
        ExportCommand::AskPacket(id) => {
            let Some(attempt) = model.notebook.attempt(id).cloned() else { return Vec::new() };
            let meaning = model.notebook.catalog().principle(&attempt.principle).map(|p| p.meaning.clone());
            // The page's script is allowed by it: half of an id made from the time is chance.
            let packet =
                Export::Packet { id: (model.new_id)(), attempt: Box::new(attempt), meaning, sound: false };
            return apply(model, ExportCommand::Ask(Box::new(packet)));
        }
        ExportCommand::Ask(what) => {
            model.exporting.asked = Some(what);
            model.modal = Some(Modal::SaveAs);
        }
        ExportCommand::Save(what, path) => return save(model, *what, path),
    }
    model.exporting.outcome = None;
    Vec::new()
}

fn save(model: &mut Model, what: Export, path: Option<String>) -> Vec<Effect> {
    if path.as_ref().is_some_and(|path| path.trim().is_empty()) {
        return Vec::new();
    }
    model.exporting.jobs += 1;
    let number = model.exporting.jobs;
    model.exporting.running = Some((number, what.title().to_owned()));
    if model.modal == Some(Modal::SaveAs) {
        model.modal = None;
    }
    model.exporting.outcome = None;
    vec![Effect::SaveFile(Box::new(ExportJob { number, what, path, given: model.export_input() }))]
}

/// What the writing thread reports. It is told where the person is: on the settings screen in its place.
pub(super) fn report(model: &mut Model, number: u64, report: ExportReport) {
    model.exporting.running.take_if(|(running, _)| *running == number);
    let (subject, said) = match report {
        ExportReport::Saved { path, bytes } => {
            ("Saved", Ok(format!("Saved as {path}, {}.", size_words(bytes))))
        }
        ExportReport::NotSaved(why) => ("Not saved", Err(format!("Not saved: {why}."))),
        ExportReport::NotChosen => {
            let words = "Nothing was saved: no file was chosen. If no dialog came up, type the path instead.";
            ("Not saved", Err(words.to_owned()))
        }
    };
    if model.screen != Screen::Settings || model.is_on_stage() {
        let (Ok(words) | Err(words)) = &said;
        notices::tell(model, subject, &words.clone());
    }
    model.exporting.outcome = Some(said);
}

/// The path with the file's proposed name, or else its ending, changed with the format.
fn follow(path: &str, before: &str, after: &str) -> String {
    if let Some(folder) = path.strip_suffix(before) {
        return format!("{folder}{after}");
    }
    match Path::new(after).extension() {
        Some(end) => Path::new(path).with_extension(end).display().to_string(),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn a_typed_path_follows_the_format() {
        assert_eq!(
            follow("~/greenroom-sheet.pdf", "greenroom-sheet.pdf", "greenroom-report.pdf"),
            "~/greenroom-report.pdf"
        );
        assert_eq!(follow("/tmp/mine.pdf", "greenroom-sheet.pdf", "attempts.csv"), "/tmp/mine.csv");
        assert_eq!(follow("plain", "greenroom-sheet.pdf", "attempts.csv"), "plain.csv");
    }
}
