//! Banks: looking through them, and the person's edits of their questions, each of which can be taken back.

use crate::domain::bank::Question;
use crate::domain::notebook::{Change, Key};
use crate::domain::overlay::Overlay;

use super::super::browse::{Browse, BrowseCommand, search};
use super::super::command::Command;
use super::super::effect::Effect;
use super::super::model::{Model, Screen};
use super::super::timeline::Done;
use super::own_bank::{self, chance_of};
use super::{changes, writes};

/// Tries for an id that no question has; one in four thousand million is taken at each.
const TRIES: usize = 8;

pub(super) fn apply(model: &mut Model, command: BrowseCommand) -> Vec<Effect> {
    let mut effects = Vec::new();
    let view = &mut model.browse;
    match command {
        BrowseCommand::Bank(bank) => {
            *view = Browse { bank, ..Browse::default() };
            own_bank::forget_empty(model);
        }
        BrowseCommand::Principle(principle) => {
            view.principle = principle;
            (view.at, view.editing, view.describing) = (None, None, false);
        }
        BrowseCommand::Search(text) => view.search = text,
        BrowseCommand::GoTo(id) => go_to(model, id),
        BrowseCommand::Edit(id) => effects.extend(edit(model, id)),
        BrowseCommand::TakeBack(id) => effects.extend(take_back(model, &id)),
        BrowseCommand::Hide(id, hide) => {
            if let Some(mut overlay) = overlay(model) {
                if hide {
                    overlay.hidden.insert(id)
                } else {
                    overlay.hidden.remove(&id)
                };
                effects.extend(changes::make(model, &Change::put(overlay), Done::QuestionHidden));
            }
        }
        BrowseCommand::Add => add(model),
        BrowseCommand::NewBank => own_bank::begin(model),
        BrowseCommand::Describe(shown) => effects.extend(own_bank::describe(model, shown)),
        BrowseCommand::AddPrinciple => own_bank::add_principle(model),
        BrowseCommand::RemovePrinciple(id) => effects.extend(own_bank::remove_principle(model, &id)),
        BrowseCommand::Tag(id, levels, evidence) => {
            if let Some(mut overlay) = overlay(model) {
                overlay.tag(&id, levels, evidence);
                effects.extend(changes::make(model, &Change::put(overlay), Done::QuestionWritten));
            }
        }
        BrowseCommand::Delete(id) => effects.extend(delete(model, &id)),
        // What was typed is looked for once it is settled.
        BrowseCommand::WriteBank(bank) => {
            changes::type_ahead(model, &Change::put(*bank), Done::BankWritten);
            return effects;
        }
        BrowseCommand::Write(id, words) => {
            if let Some(mut overlay) = overlay(model) {
                overlay.write(&id, words);
                changes::type_ahead(model, &Change::put(overlay), Done::QuestionWritten);
            }
            return effects;
        }
    }
    model.look();
    effects
}

/// Brings the catalogue up to what was typed. Everything but typing comes after this.
pub(super) fn settle(model: &mut Model) {
    if model.notebook.is_behind() {
        model.notebook.catch_up(model.now.wall);
        model.look();
    }
}

/// Whether `command` may find the catalogue behind what is being typed.
pub(super) fn leaves_typing(command: &Command) -> bool {
    !matches!(
        command,
        Command::Tick
            | Command::Event(_)
            | Command::Browse(BrowseCommand::Write(..) | BrowseCommand::WriteBank(_))
    )
}

/// One step back: from the fields, the principle, the bank. `None` if there is nothing to leave.
pub(super) fn back(model: &mut Model) -> Option<Vec<Effect>> {
    let view = &model.browse;
    let command = match (&view.bank, &view.principle, &view.editing) {
        _ if model.screen != Screen::Banks => return None,
        (Some(_), _, None) if view.describing => BrowseCommand::Describe(false),
        (_, _, Some(_)) => BrowseCommand::Edit(None),
        (_, Some(_), None) => BrowseCommand::Principle(None),
        (Some(_), None, None) => BrowseCommand::Bank(None),
        (None, None, None) => return None,
    };
    Some(apply(model, command))
}

/// Leaves the fields when another screen is gone to; the Banks screen, gone to again, shows its list.
pub(super) fn leave(model: &mut Model, to: Screen) -> Vec<Effect> {
    let effects = leave_fields(model);
    if model.screen == Screen::Banks && to == Screen::Banks {
        model.browse = Browse::default();
        own_bank::forget_empty(model);
    }
    effects
}

/// Puts the fields away that are shown.
pub(super) fn leave_fields(model: &mut Model) -> Vec<Effect> {
    edit(model, None)
}

/// Without what says nothing, as these are on the disk: an undo may bring back a question before it had words.
pub(super) fn tidy(model: &mut Model, keys: &[Key]) {
    for key in keys {
        if let Key::Overlay(bank) = key
            && let Some(overlay) = model.notebook.overlay(bank)
        {
            let tidy = overlay.tidied();
            let change = if tidy.is_empty() { Change::remove(key.clone()) } else { Change::put(tidy) };
            changes::take_up(model, &change);
        }
    }
}

impl Model {
    /// Works out again what the search finds.
    pub(super) fn look(&mut self) {
        let view = &self.browse;
        let bank = view.bank.as_ref().and_then(|id| self.notebook.bank(id));
        self.browse.found = bank.map(|bank| search(bank, &view.search)).unwrap_or_default();
    }
}

fn go_to(model: &mut Model, id: String) {
    let principle = model.open_bank().and_then(|bank| bank.question(&id)?.principles.first().cloned());
    if principle.is_some() {
        model.browse.principle = principle;
        model.browse.at = Some(id);
    }
}

/// The overlay of the open bank, to be changed.
fn overlay(model: &Model) -> Option<Overlay> {
    model.browse.bank.as_ref().map(|bank| model.notebook.overlay_or_new(bank))
}

/// Shows the fields of a question; those that were shown are put away, and what says nothing with them.
fn edit(model: &mut Model, id: Option<String>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(left) = std::mem::replace(&mut model.browse.editing, id) {
        effects.extend(put_away(model, &left));
        effects.extend(writes::write_due(model, true));
    }
    effects
}

/// An edit that says what the bank says is none, and a question without words neither.
fn put_away(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(bank) = &model.browse.bank else { return Vec::new() };
    let Some(known) = model.notebook.overlay(bank) else { return Vec::new() };
    let mut tidy = known.tidied();
    let same = model
        .notebook
        .as_it_came(bank, id)
        .is_some_and(|question| known.edited.get(id).is_some_and(|words| words.says_the_same(question)));
    if same {
        tidy.edited.remove(id);
    }
    if tidy == *known {
        return Vec::new();
    }
    // It belongs to the typing; nothing is a step by being tidied.
    let change = if tidy.is_empty() { Change::remove(Key::Overlay(bank.clone())) } else { Change::put(tidy) };
    let applied = changes::take_up(model, &change);
    writes::write(model, &applied.keys)
}

fn take_back(model: &mut Model, id: &str) -> Vec<Effect> {
    model.browse.editing.take_if(|open| open == id);
    let Some(mut overlay) = overlay(model) else { return Vec::new() };
    if overlay.edited.remove(id).is_none() {
        return Vec::new();
    }
    changes::make(model, &Change::put(overlay), Done::EditTakenBack)
}

fn add(model: &mut Model) {
    let (Some(bank), Some(principle)) = (model.browse.bank.clone(), model.browse.principle.clone()) else {
        return;
    };
    let new_id = model.new_id;
    let ids = std::iter::repeat_with(|| Overlay::own_id(&bank, chance_of(new_id())));
    let is_free = |id: &String| {
        model.notebook.catalog().question(id).is_none()
            && model.notebook.overlays.iter().all(|overlay| overlay.added(id).is_none())
    };
    let Some(id) = ids.take(TRIES).find(is_free) else { return };
    let mut overlay = model.notebook.overlay_or_new(&bank);
    overlay.added.push(Question { id: id.clone(), principles: vec![principle], ..Question::default() });
    // It is there once it has words.
    changes::take_up(model, &Change::put(overlay));
    model.browse.editing = Some(id);
}

fn delete(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(mut overlay) = overlay(model) else { return Vec::new() };
    let Some(at) = overlay.added.iter().position(|q| q.id == id) else { return Vec::new() };
    let question = overlay.added.remove(at);
    model.browse.editing = None;
    if question.text.trim().is_empty() {
        let applied = changes::take_up(model, &Change::put(overlay));
        return writes::write(model, &applied.keys);
    }
    changes::make(model, &Change::put(overlay), Done::QuestionDeleted)
}
