//! The banks as a whole: on or off, added, taken away.

use crate::domain::bank::Bank;
use crate::domain::notebook::{Change, Key};

use super::super::command::BanksCommand;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::timeline::Done;
use super::{changes, notices};

pub(super) fn apply(model: &mut Model, command: BanksCommand) -> Vec<Effect> {
    match command {
        BanksCommand::Switch(id, on) => {
            let mut profile = model.notebook.profile.clone();
            profile.switch_bank(&id, on);
            changes::type_in(model, &Change::put(profile), Done::BankSwitched);
            Vec::new()
        }
        BanksCommand::Add(bank) => add(model, *bank),
        BanksCommand::Remove(id) => changes::make(model, &Change::remove(Key::Bank(id)), Done::BankRemoved),
    }
}

/// Adds a bank that was read and found sound, unless its ids are taken.
pub(super) fn add(model: &mut Model, bank: Bank) -> Vec<Effect> {
    if let Some(words) = why_not_added(model, &bank) {
        notices::tell(model, "Bank not added", &words);
        return Vec::new();
    }
    changes::make(model, &Change::put(bank), Done::BankAdded)
}

/// Why a bank cannot be added beside those that are there.
fn why_not_added(model: &Model, bank: &Bank) -> Option<String> {
    let banks = model.notebook.catalog().banks();
    if let Some(known) = banks.iter().find(|b| b.id == bank.id) {
        let id = &bank.id;
        return Some(format!(
            "Its id “{id}” is that of “{}”. Give it another id, or take that bank away first, and add it again.",
            known.title
        ));
    }
    let taken = bank.questions.iter().find(|q| model.notebook.catalog().question(&q.id).is_some())?;
    Some(format!(
        "Its question id “{}” stands in another bank already. Give the question another id.",
        taken.id
    ))
}
