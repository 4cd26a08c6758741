//! The data folder: erasing for good, backups, restoring one.

use super::super::command::DataCommand;
use super::super::effect::{Effect, Erase, StoreJob};
use super::super::model::{Modal, Model};
use super::{attempts, writes};
use crate::domain::notebook::Key;

pub(super) fn apply(model: &mut Model, command: DataCommand) -> Vec<Effect> {
    match command {
        DataCommand::AskErase(what) => {
            model.modal = Some(Modal::Erase(what));
            model.data.erase_preview = None;
            vec![Effect::Store(StoreJob::PreviewErase(what))]
        }
        DataCommand::KeepAltered(file) => {
            model.data.altered.retain(|altered| altered.file != file);
            model.notices.retain(|notice| notice.subject != file);
            vec![Effect::Store(StoreJob::KeepAltered(file))]
        }
        DataCommand::RestoreAltered(file) => {
            model.notices.retain(|notice| notice.subject != file);
            let mut effects = writes::write_due(model, true);
            effects.push(Effect::Store(StoreJob::RestoreAltered(file)));
            effects
        }
        DataCommand::EraseForGood => erase(model),
        DataCommand::AskRestore(name) => {
            model.modal = Some(Modal::Restore(name));
            Vec::new()
        }
        DataCommand::Restore => restore(model),
        DataCommand::BackUp => vec![Effect::Store(StoreJob::BackUp)],
    }
}

fn erase(model: &mut Model) -> Vec<Effect> {
    let Some(Modal::Erase(what)) = model.modal.take() else { return Vec::new() };
    // Nothing may bring back what is to go.
    model.timeline.forget();
    if what == Erase::Removed {
        return vec![Effect::Store(StoreJob::Erase(what))];
    }
    let mut effects = Vec::new();
    if let Erase::Recording(_) = what {
        // The answer stays, and what was typed about it.
        let open = model.history.open.as_ref().map(|open| open.id);
        effects = attempts::close(model);
        model.history.open = open.and_then(|id| model.notebook.attempt(id)).cloned().map(Box::new);
        model.timeline.forget();
    } else {
        model.history.open = None;
    }
    if let Erase::Attempt(id) | Erase::Recording(id) = what {
        for key in [Key::Attempt(id), Key::Recording(id)] {
            if what == Erase::Attempt(id) || key == Key::Recording(id) {
                model.saving.typed.remove(&key);
                model.saving.failed.remove(&key);
            }
        }
    }
    // What was being typed would otherwise be written again after the erasure.
    if what == Erase::Everything {
        model.saving.typed.clear();
        model.saving.failed.clear();
        model.modal = Some(Modal::Working("Erasing…"));
    }
    effects.push(Effect::Store(StoreJob::Erase(what)));
    effects
}

fn restore(model: &mut Model) -> Vec<Effect> {
    let Some(Modal::Restore(name)) = model.modal.take() else { return Vec::new() };
    let mut effects = writes::write_due(model, true);
    model.modal = Some(Modal::Working("Restoring…"));
    effects.push(Effect::Store(StoreJob::Restore(name)));
    effects
}
