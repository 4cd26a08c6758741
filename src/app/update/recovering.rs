//! What a crash, or leaving a mock interview, left of an answer: kept as it stands when something else begins.

use crate::domain::attempt::Outcome;
use crate::domain::rehearsal::Rehearsal;

use super::super::effect::{Effect, StoreJob};
use super::super::model::Model;
use super::{attempts, notices};

/// Keeps both the attempt found after a crash and the answer that waits in a mock interview.
pub(super) fn keep_all(model: &mut Model) -> Vec<Effect> {
    let mut effects = keep_cut_short(model);
    effects.extend(keep(model));
    effects
}

/// Keeps the attempt found after a crash, if one was.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let Some(checkpoint) = model.recovered.take() else { return Vec::new() };
    let rehearsal = Rehearsal::restored(*checkpoint, model.now.mono);
    if !rehearsal.has_something_to_keep() {
        return vec![Effect::Store(StoreJob::ClearRunning)];
    }
    // The checkpoint is forgotten once the attempt is on disk.
    let effects = attempts::put(model, rehearsal.attempt(model.now.mono));
    let words = "It was kept as it stood. It is in History.";
    notices::tell(model, "The attempt that was running", words);
    effects
}

/// Throws it away, as asked.
pub(super) fn discard(model: &mut Model) -> Vec<Effect> {
    match model.recovered.take() {
        Some(_) => vec![Effect::Store(StoreJob::ClearRunning)],
        None => Vec::new(),
    }
}

/// Stores the answer that waits in a mock as it stands, because something else needs its place in the
/// checkpoint. The mock goes on after it.
pub(super) fn keep_cut_short(model: &mut Model) -> Vec<Effect> {
    let Some(cut) = model.mock.cut_short.take() else { return Vec::new() };
    let now = model.now.mono;
    let mut rehearsal = Rehearsal::restored(*cut, now);
    rehearsal.end_probe(Outcome::Ended, now);
    if !rehearsal.has_something_to_keep() {
        return Vec::new();
    }
    let words = "The answer that waited in the mock interview was kept as it stood. It is in History.";
    notices::tell(model, "Mock interview", words);
    attempts::put(model, rehearsal.attempt(now))
}
