//! The banks as a whole: on or off, added, taken away.

use crate::domain::bank::Bank;

use super::super::command::BanksCommand;
use super::super::effect::{Effect, StoreJob};
use super::super::model::{Dirty, Model, Undo};
use super::{notices, writes};

pub(super) fn apply(model: &mut Model, command: BanksCommand) -> Vec<Effect> {
    match command {
        BanksCommand::Switch(id, on) => {
            model.profile.switch_bank(&id, on);
            model.banks_changed();
            writes::touch(model, Dirty::Profile);
            Vec::new()
        }
        BanksCommand::Add(bank) => add(model, bank),
        BanksCommand::Remove(id) => {
            let Some(at) = model.own_banks.iter().position(|bank| bank.id == id) else { return Vec::new() };
            let bank = model.own_banks.remove(at);
            model.undo = Some(Undo::Bank(Box::new(bank)));
            model.banks_changed();
            vec![Effect::Store(StoreJob::RemoveBank(id))]
        }
    }
}

/// Puts a bank that was removed back.
pub(super) fn put_back(model: &mut Model, bank: Box<Bank>) -> Vec<Effect> {
    model.own_banks.push((*bank).clone());
    model.banks_changed();
    vec![Effect::Store(StoreJob::WriteBank(bank))]
}

/// Adds a bank that was read and found sound, unless its ids are taken.
pub(super) fn add(model: &mut Model, bank: Box<Bank>) -> Vec<Effect> {
    if let Some(words) = why_not_added(model, &bank) {
        notices::tell(model, "Bank not added", &words);
        return Vec::new();
    }
    model.own_banks.push((*bank).clone());
    model.banks_changed();
    vec![Effect::Store(StoreJob::WriteBank(bank))]
}

/// Why a bank cannot be added beside those that are there.
fn why_not_added(model: &Model, bank: &Bank) -> Option<String> {
    let banks = model.catalog.banks();
    if let Some(known) = banks.iter().find(|b| b.id == bank.id) {
        let id = &bank.id;
        return Some(format!(
            "Its id “{id}” is that of “{}”. Give it another id, or take that bank away first, and add it again.",
            known.title
        ));
    }
    let taken = bank.questions.iter().find(|q| model.catalog.question(&q.id).is_some())?;
    Some(format!(
        "Its question id “{}” stands in another bank already. Give the question another id.",
        taken.id
    ))
}
