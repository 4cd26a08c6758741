//! Banks that are written in the window: begun, described, and forgotten where nothing was written.

use uuid::Uuid;

use crate::domain::bank::{Bank, Principle};
use crate::domain::notebook::{Change, Key};

use super::super::browse::Browse;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::timeline::Done;
use super::{changes, writes};

/// How many principles a new bank has room for at first; most companies name about five values.
const AT_FIRST: usize = 1;

/// A new bank with its fields shown. It is stored once it has words.
pub(super) fn begin(model: &mut Model) {
    let id = Bank::own_id("mine", chance_of((model.new_id)()));
    let principles = (0..AT_FIRST).map(|_| new_principle(model)).collect();
    let bank = Bank { id: id.clone(), framework: Some(id.clone()), principles, ..Bank::default() };
    changes::take_up(model, &Change::put(bank));
    model.browse = Browse { bank: Some(id), describing: true, ..Browse::default() };
}

fn new_principle(model: &Model) -> Principle {
    Principle { id: Bank::own_id("value", chance_of((model.new_id)())), ..Principle::default() }
}

/// The open bank, if it is one of the person's own.
fn open(model: &Model) -> Option<Bank> {
    model.notebook.own_bank(model.browse.bank.as_ref()?).cloned()
}

/// Shows the fields of the open bank, or puts them away and has what was typed written.
pub(super) fn describe(model: &mut Model, shown: bool) -> Vec<Effect> {
    if open(model).is_none() {
        return Vec::new();
    }
    model.browse.describing = shown;
    writes::write_due(model, true)
}

/// Room for one more principle; it is there once it has a name.
pub(super) fn add_principle(model: &mut Model) {
    let Some(mut bank) = open(model) else { return };
    bank.principles.push(new_principle(model));
    changes::take_up(model, &Change::put(bank));
}

/// Takes a principle out; its questions stay with those whom they ask about too, and come back with it.
pub(super) fn remove_principle(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(mut bank) = open(model) else { return Vec::new() };
    bank.principles.retain(|principle| principle.id != id);
    for question in &mut bank.questions {
        question.principles.retain(|principle| principle != id);
    }
    bank.questions.retain(|question| !question.principles.is_empty());
    changes::make(model, &Change::put(bank), Done::BankWritten)
}

/// Forgets banks into which nothing was written, unless one is open.
pub(super) fn forget_empty(model: &mut Model) {
    let open = model.browse.bank.as_ref();
    let empty = model.notebook.banks.iter().filter(|bank| bank.says_nothing() && open != Some(&bank.id));
    let empty: Vec<Key> = empty.map(|bank| Key::Bank(bank.id.clone())).collect();
    for key in empty {
        changes::take_up(model, &Change::remove(key));
    }
}

/// The last 32 bits of an id made from the time and chance are chance.
pub(super) fn chance_of(id: Uuid) -> u32 {
    let [.., a, b, c, d] = *id.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}
