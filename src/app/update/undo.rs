//! Putting back what the last deletion took, or taking back what was last added.

use super::super::effect::Effect;
use super::super::model::{Model, Undo};
use super::{attempts, banks, browse, second_scores, settings, stories};

/// Undoes the last of them, if there is one.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    match model.undo.take() {
        Some(Undo::Attempt(attempt)) => attempts::put_back(model, *attempt),
        Some(Undo::Edited(before)) => attempts::put(model, *before),
        Some(Undo::Story(story)) => stories::put_back(model, story),
        Some(Undo::Bank(bank)) => banks::put_back(model, bank),
        Some(Undo::Interview(kept)) => {
            settings::put_interview_back(model, *kept);
            Vec::new()
        }
        Some(Undo::Moment(moment)) => stories::put_moment_back(model, moment),
        Some(Undo::Friend(friend)) => second_scores::undo(model, *friend),
        Some(Undo::Question(bank, question)) => browse::put_back(model, &bank, *question),
        Some(Undo::Edit(bank, id, words)) => browse::write_again(model, &bank, &id, words),
        None => Vec::new(),
    }
}
