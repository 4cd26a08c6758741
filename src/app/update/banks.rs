//! The banks as a whole: on or off, added, taken away.

use crate::domain::bank::Bank;

use super::super::command::BanksCommand;
use super::super::effect::{Effect, StoreJob};
use super::super::model::{Dirty, Model};
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
            model.own_banks.retain(|b| b.id != id);
            model.banks_changed();
            notices::tell(
                model,
                "Bank taken away",
                "Its file is kept in the folder recovered, inside the data folder.",
            );
            vec![Effect::Store(StoreJob::RemoveBank(id))]
        }
    }
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
