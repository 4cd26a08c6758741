//! Banks: looking through them, and the person's edits of their questions, each of which can be taken back.

use uuid::Uuid;

use crate::domain::bank::Question;
use crate::domain::overlay::{Edited, Overlay};

use super::super::browse::{Browse, BrowseCommand, search};
use super::super::command::Command;
use super::super::effect::Effect;
use super::super::model::{Dirty, Model, Screen, Undo};
use super::writes;

/// Tries for an id that no question has; one in four thousand million is taken at each.
const TRIES: usize = 8;

pub(super) fn apply(model: &mut Model, command: BrowseCommand) -> Vec<Effect> {
    let mut effects = Vec::new();
    let view = &mut model.browse;
    match command {
        BrowseCommand::Bank(bank) => *view = Browse { bank, ..Browse::default() },
        BrowseCommand::Principle(principle) => {
            view.principle = principle;
            (view.at, view.editing) = (None, None);
        }
        BrowseCommand::Search(text) => view.search = text,
        BrowseCommand::GoTo(id) => go_to(model, id),
        BrowseCommand::Edit(id) => effects.extend(edit(model, id)),
        BrowseCommand::TakeBack(id) => effects.extend(take_back(model, &id)),
        BrowseCommand::Hide(id, hide) => effects.extend(change(model, |overlay| {
            if hide {
                overlay.hidden.insert(id)
            } else {
                overlay.hidden.remove(&id)
            };
        })),
        BrowseCommand::Add => add(model),
        BrowseCommand::Delete(id) => effects.extend(delete(model, &id)),
        // What was typed is looked for once it is settled.
        BrowseCommand::Write(id, words) => return write(model, &id, words),
    }
    look(model);
    effects
}

/// Brings the catalogue up to what was typed. Everything but typing comes after this.
pub(super) fn settle(model: &mut Model) {
    if model.browse.stale {
        model.browse.stale = false;
        model.banks_changed();
        look(model);
    }
}

/// Whether `command` may find the catalogue behind what is being typed.
pub(super) fn leaves_typing(command: &Command) -> bool {
    !matches!(command, Command::Tick | Command::Event(_) | Command::Browse(BrowseCommand::Write(..)))
}

/// One step back: from the fields, the principle, the bank. `None` if there is nothing to leave.
pub(super) fn back(model: &mut Model) -> Option<Vec<Effect>> {
    let view = &model.browse;
    let command = match (&view.bank, &view.principle, &view.editing) {
        _ if model.screen != Screen::Banks => return None,
        (_, _, Some(_)) => BrowseCommand::Edit(None),
        (_, Some(_), None) => BrowseCommand::Principle(None),
        (Some(_), None, None) => BrowseCommand::Bank(None),
        (None, None, None) => return None,
    };
    Some(apply(model, command))
}

/// Leaves the fields when another screen is gone to; the Banks screen, gone to again, shows its list.
pub(super) fn leave(model: &mut Model, to: Screen) -> Vec<Effect> {
    let effects = edit(model, None);
    if model.screen == Screen::Banks && to == Screen::Banks {
        model.browse = Browse::default();
    }
    effects
}

/// Works out again what the search finds.
fn look(model: &mut Model) {
    let view = &model.browse;
    let bank = view.bank.as_ref().and_then(|id| model.bank(id));
    model.browse.found = bank.map(|bank| search(bank, &view.search)).unwrap_or_default();
}

fn go_to(model: &mut Model, id: String) {
    let principle = model.open_bank().and_then(|bank| bank.question(&id)?.principles.first().cloned());
    if principle.is_some() {
        model.browse.principle = principle;
        model.browse.at = Some(id);
    }
}

/// The overlay of the open bank, made if there is none yet.
fn overlay(model: &mut Model) -> Option<&mut Overlay> {
    let id = model.browse.bank.clone()?;
    Some(overlay_of(model, &id))
}

/// The overlay of the bank with this id, made if there is none yet.
pub(super) fn overlay_of<'a>(model: &'a mut Model, bank: &str) -> &'a mut Overlay {
    let at = model.overlays.iter().position(|overlay| overlay.bank == bank).unwrap_or_else(|| {
        model.overlays.push(Overlay::new(bank));
        model.overlays.len() - 1
    });
    &mut model.overlays[at]
}

/// Changes the overlay of the open bank, and has it stored at once.
fn change(model: &mut Model, how: impl FnOnce(&mut Overlay)) -> Option<Effect> {
    let overlay = overlay(model)?;
    how(overlay);
    let bank = overlay.bank.clone();
    Some(changed(model, &bank))
}

fn changed(model: &mut Model, bank: &str) -> Effect {
    model.banks_changed();
    model.dirty.remove(&Dirty::Overlay(bank.to_owned()));
    Effect::Store(model.overlay_job(bank))
}

/// What was typed is written a second after the last key.
fn write(model: &mut Model, id: &str, words: Edited) -> Vec<Effect> {
    if let Some(overlay) = overlay(model) {
        overlay.write(id, words);
        let bank = overlay.bank.clone();
        model.browse.stale = true;
        writes::touch(model, Dirty::Overlay(bank));
    }
    Vec::new()
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
fn put_away(model: &mut Model, id: &str) -> Option<Effect> {
    let bank = model.browse.bank.clone()?;
    let at = model.overlays.iter().position(|overlay| overlay.bank == bank)?;
    let mut tidy = model.overlays[at].tidied();
    let same = model.as_it_came(&bank, id).is_some_and(|question| {
        model.overlays[at].edited.get(id).is_some_and(|words| words.says_the_same(question))
    });
    if same {
        tidy.edited.remove(id);
    }
    if tidy == model.overlays[at] {
        return None;
    }
    model.overlays[at] = tidy;
    Some(changed(model, &bank))
}

fn take_back(model: &mut Model, id: &str) -> Option<Effect> {
    model.browse.editing.take_if(|open| open == id);
    let bank = model.browse.bank.clone()?;
    let words = overlay_of(model, &bank).edited.remove(id)?;
    model.undo = Some(Undo::Edit(bank.clone(), id.to_owned(), words));
    Some(changed(model, &bank))
}

fn add(model: &mut Model) {
    let (Some(bank), Some(principle)) = (model.browse.bank.clone(), model.browse.principle.clone()) else {
        return;
    };
    let new_id = model.new_id;
    let ids = std::iter::repeat_with(|| Overlay::own_id(&bank, chance_of(new_id())));
    let is_free = |id: &String| {
        model.catalog.question(id).is_none()
            && model.overlays.iter().all(|overlay| overlay.added(id).is_none())
    };
    let Some(id) = ids.take(TRIES).find(is_free) else { return };
    let question = Question { id: id.clone(), principles: vec![principle], ..Question::default() };
    overlay_of(model, &bank).added.push(question);
    model.browse.editing = Some(id);
}

/// The last 32 bits of an id made from the time and chance are chance.
fn chance_of(id: Uuid) -> u32 {
    let [.., a, b, c, d] = *id.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}

fn delete(model: &mut Model, id: &str) -> Option<Effect> {
    let bank = model.browse.bank.clone()?;
    let overlay = overlay(model)?;
    let at = overlay.added.iter().position(|q| q.id == id)?;
    let question = overlay.added.remove(at);
    model.browse.editing = None;
    if !question.text.trim().is_empty() {
        model.undo = Some(Undo::Question(bank.clone(), Box::new(question)));
    }
    Some(changed(model, &bank))
}

/// Puts back a question that was deleted.
pub(super) fn put_back(model: &mut Model, bank: &str, question: Question) -> Vec<Effect> {
    overlay_of(model, bank).added.push(question);
    let effect = changed(model, bank);
    look(model);
    vec![effect]
}

/// Puts back an edit that was taken back.
pub(super) fn write_again(model: &mut Model, bank: &str, id: &str, words: Edited) -> Vec<Effect> {
    overlay_of(model, bank).write(id, words);
    let effect = changed(model, bank);
    look(model);
    vec![effect]
}
