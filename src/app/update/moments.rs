//! Moments, the prompts that bring them to mind, and the questions to ask.

use uuid::Uuid;

use super::super::command::PromptStep;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::stories::Prompting;
use super::super::timeline::Done;
use super::{changes, writes};
use crate::domain::attempt::Moment;
use crate::domain::countdown::{Mono, Stopwatch};
use crate::domain::notebook::{Change, Key};
use crate::domain::story::prompts::PROMPTS;
use crate::domain::to_ask::ToAsk;

/// A new, empty moment; it is stored once it has words.
pub(super) fn begin(model: &mut Model) -> Uuid {
    let moment = Moment { id: (model.new_id)(), text: String::new(), noted: model.now.wall, attempt: None };
    let id = moment.id;
    changes::take_up(model, &Change::put(moment));
    id
}

/// A new moment.
pub(super) fn add(model: &mut Model, text: String, attempt: Option<Uuid>) -> Vec<Effect> {
    let moment = Moment { id: (model.new_id)(), text, noted: model.now.wall, attempt };
    changes::make(model, &Change::put(moment), Done::MomentWritten)
}

pub(super) fn edit(model: &mut Model, moment: Moment) -> Vec<Effect> {
    if let Some(known) = model.notebook.moment(moment.id) {
        let key = Key::Moment(moment.id);
        // With its first word it is there; taken back, it is not.
        if known.text.is_empty() && !model.saving.typed.contains_key(&key) {
            changes::take_up(model, &Change::remove(key));
        }
        changes::type_in(model, &Change::put(moment), Done::MomentWritten);
    }
    Vec::new()
}

pub(super) fn delete(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(moment) = model.notebook.moment(id) else { return Vec::new() };
    let gone = Change::remove(Key::Moment(id));
    // One without words was never stored.
    if moment.text.trim().is_empty() && !model.saving.typed.contains_key(&Key::Moment(id)) {
        changes::take_up(model, &gone);
        return Vec::new();
    }
    changes::make(model, &gone, Done::MomentDeleted)
}

// -- The prompts -------------------------------------------------------------------------------

/// A step through the prompts: the moment of the one that is left stays, if it has words.
pub(super) fn prompt(model: &mut Model, step: PromptStep) -> Vec<Effect> {
    let left = model.story.prompting.take();
    let mut found = left.as_ref().map_or(0, |left| left.found);
    if let Some(left) = &left {
        match model.notebook.moment(left.moment) {
            Some(moment) if moment.text.trim().is_empty() => {
                changes::take_up(model, &Change::remove(Key::Moment(left.moment)));
            }
            Some(_) => found += 1,
            None => {}
        }
    }
    let next = match (step, left.as_ref().map(|left| left.at)) {
        (PromptStep::Begin, _) => Some(0),
        (PromptStep::Next, Some(at)) => Some(at + 1).filter(|next| *next < PROMPTS.len()),
        (PromptStep::Next, None) | (PromptStep::Leave, _) => None,
    };
    if let Some(at) = next {
        let moment = begin(model);
        model.story.prompting =
            Some(Prompting { at, watch: Stopwatch::started(model.now.mono), moment, found });
        model.turn += 1;
    }
    writes::write_due(model, true)
}

/// When the clock of a prompt next has to be looked at: each second while it is shown.
pub(super) fn next_tick(model: &Model) -> Option<Mono> {
    let prompting = model.story.prompting.as_ref()?;
    let elapsed = prompting.watch.elapsed(model.now.mono).as_secs();
    prompting.watch.reaches(std::time::Duration::from_secs(elapsed + 1))
}

// -- What to ask -------------------------------------------------------------------------------

pub(super) fn new_to_ask(model: &mut Model) -> Vec<Effect> {
    let id = (model.new_id)().to_string();
    let mut target = model.notebook.profile.target.clone();
    target.to_ask.insert(0, ToAsk { id, ..ToAsk::default() });
    let profile = model.notebook.with_target(target);
    changes::make(model, &Change::put(profile), Done::InterviewChanged)
}

pub(super) fn edit_to_ask(model: &mut Model, ask: ToAsk) {
    let mut target = model.notebook.profile.target.clone();
    target.put_to_ask(ask);
    let profile = model.notebook.with_target(target);
    changes::type_in(model, &Change::put(profile), Done::InterviewChanged);
}

pub(super) fn drop_to_ask(model: &mut Model, ask: ToAsk, is_own: bool) -> Vec<Effect> {
    let mut target = model.notebook.profile.target.clone();
    target.drop_to_ask(ask, is_own);
    let profile = model.notebook.with_target(target);
    changes::make(model, &Change::put(profile), Done::InterviewChanged)
}
