//! The data folder: erasing for good, backups, restoring one.

use super::super::command::DataCommand;
use super::super::effect::{Effect, StoreJob};
use super::super::model::{Erase, Model, Overlay};
use super::writes;

pub(super) fn apply(model: &mut Model, command: DataCommand) -> Vec<Effect> {
    match command {
        DataCommand::AskErase(what) => {
            model.overlay = Some(Overlay::Erase(what));
            model.erase_preview = None;
            vec![Effect::Store(StoreJob::PreviewErase(what))]
        }
        DataCommand::EraseForGood => erase(model),
        DataCommand::AskRestore(name) => {
            model.overlay = Some(Overlay::Restore(name));
            Vec::new()
        }
        DataCommand::Restore => restore(model),
        DataCommand::BackUp => vec![Effect::Store(StoreJob::BackUp)],
    }
}

fn erase(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Erase(what)) = model.overlay.take() else { return Vec::new() };
    model.undo = None;
    model.history.open = None;
    // What was being typed would otherwise be written again after the erasure.
    if what == Erase::Everything {
        model.dirty.clear();
        model.saving.failed.clear();
        model.overlay = Some(Overlay::Working("Erasing…"));
    }
    vec![Effect::Store(StoreJob::Erase(what))]
}

fn restore(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Restore(name)) = model.overlay.take() else { return Vec::new() };
    let mut effects = writes::write_due(model, true);
    model.overlay = Some(Overlay::Working("Restoring…"));
    effects.push(Effect::Store(StoreJob::Restore(name)));
    effects
}
