//! A mock interview that a friend leads: the file for them, and what they send back.

use crate::domain::mock::friend::FriendRound;
use crate::domain::mock::record::Mock;
use crate::domain::notebook::Change;
use crate::domain::words::counted;

use super::super::command::ExportCommand;
use super::super::effect::Effect;
use super::super::exporting::Export;
use super::super::mock::MockSetup;
use super::super::model::Model;
use super::super::timeline::Done;
use super::{changes, exports, mock, notices};

/// Makes the plan that is set up a mock interview that waits, and asks where to save the file for a friend.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(MockSetup { plan: Ok(plan), .. }) = &model.mock.setup else { return Vec::new() };
    if plan.form.cuts_off() {
        // Nobody leads what nobody asks.
        return Vec::new();
    }
    let mock = Mock { for_friend: true, ..mock::planned(model, plan.clone()) };
    let mut effects = changes::make(model, &Change::put(mock.clone()), Done::MockForFriend);
    model.mock.setup = None;
    // Company and role go out only where the person says so.
    let what = Export::FriendRound { mock: Box::new(mock), about: None };
    effects.extend(exports::apply(model, ExportCommand::Ask(Box::new(what))));
    effects
}

/// Adds what a friend sent back, and says so.
pub(super) fn join(model: &mut Model, file: &FriendRound) -> Vec<Effect> {
    model.importing.path.clear();
    model.importing.pasted.clear();
    let on_stage = model.interview().is_some_and(|interview| interview.run.mock().id == file.mock);
    if on_stage {
        let words = "This interview is on the stage. Leave it first, then add the file again.";
        notices::tell(model, "Not added", words);
        return Vec::new();
    }
    let joined = match model.notebook.joining(file) {
        Ok(joined) => joined,
        Err(why) => {
            notices::tell(model, "Not added", &format!("{}'s file: {why}.", file.by));
            return Vec::new();
        }
    };
    let answers = counted(joined.answers, "answer", "answers");
    let votes = file.rounds.iter().filter(|round| round.vote.is_some()).count();
    let votes = counted(votes, "vote", "votes");
    let end = if joined.mock.is_over() { "The debrief shows them." } else { "The debrief will show them." };
    let words = format!("{answers} and {votes} added beside your own. {end}");
    notices::tell(model, &format!("From {}", file.by), &words);
    let (id, over) = (joined.mock.id, joined.mock.is_over());
    let mut change = Change::default();
    for attempt in joined.attempts {
        change = change.and_put(attempt);
    }
    let mut effects = changes::make(model, &change.and_put(joined.mock), Done::FriendAdded);
    if over && !model.is_on_stage() {
        effects.extend(mock::apply(model, super::super::mock::MockCommand::Open(id)));
    }
    effects
}
