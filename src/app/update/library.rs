//! Attempts, stories, moments and banks: adding, editing, deleting and putting back.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::attempt::{Attempt, Moment};
use crate::domain::bank::Bank;
use crate::domain::story::Story;

use super::super::command::Command;
use super::super::derived::Asked;
use super::super::effect::{Effect, StoreJob};
use super::super::model::{Dirty, Model, Screen, Undo, Unsaved};
use super::{browse, others, saving};

pub(super) fn apply(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::OpenStory(id) => {
            drop_blank_story(model);
            model.open_story = id;
            saving::write_due(model, true)
        }
        Command::NewStory(principle) => {
            model.screen = Screen::Stories;
            model.closed = None;
            model.open_story = Some(match principle {
                Some(principle) => outline(model, &principle),
                None => new_story(model, None),
            });
            Vec::new()
        }
        Command::EditStory(story) => edit_story(model, *story),
        Command::DeleteStory(id) => delete_story(model, &id),
        Command::NewMoment => {
            // Stored once it has words.
            let moment =
                Moment { id: (model.new_id)(), text: String::new(), noted: model.now.wall, attempt: None };
            model.moments.push(moment);
            Vec::new()
        }
        Command::EditMoment(moment) => edit_moment(model, *moment),
        Command::DeleteMoment(id) => delete_moment(model, id),
        Command::StoryFromMoment(id) => story_from_moment(model, id),
        Command::SetHistoryFilter(filter) => {
            model.history.filter = filter;
            model.filter_history();
            Vec::new()
        }
        Command::OpenAttempt(id) => {
            // Asked for again, the open attempt is shown as it was; any other way out keeps the edits.
            let again = id.is_some() && model.history.open.as_ref().map(|open| open.id) == id;
            let effects = if again { Vec::new() } else { close_attempt(model) };
            model.history.open = id.and_then(|id| model.attempt(id)).cloned().map(Box::new);
            effects
        }
        Command::EditAttempt(attempt) => {
            model.history.open = Some(attempt);
            Vec::new()
        }
        Command::SaveAttempt => close_attempt(model),
        Command::DeleteAttempt(id) => delete_attempt(model, id),
        bank => banks(model, bank),
    }
}

fn banks(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::SwitchBank(id, on) => {
            model.profile.switch_bank(&id, on);
            model.banks_changed();
            saving::touch(model, Dirty::Profile);
            Vec::new()
        }
        Command::BankRead(bank) => {
            if let Some(words) = why_not_added(model, &bank) {
                saving::notice(model, "Bank not added", &words);
                return Vec::new();
            }
            model.own_banks.push((*bank).clone());
            model.banks_changed();
            vec![Effect::Store(StoreJob::WriteBank(bank))]
        }
        Command::RemoveBank(id) => {
            model.own_banks.retain(|b| b.id != id);
            model.banks_changed();
            saving::notice(
                model,
                "Bank taken away",
                "Its file is kept in the folder recovered, inside the data folder.",
            );
            vec![Effect::Store(StoreJob::RemoveBank(id))]
        }
        _ => Vec::new(),
    }
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

// -- Attempts ----------------------------------------------------------------------------------

/// Puts an attempt, new or edited, into the model and has it stored.
pub(super) fn put_attempt(model: &mut Model, attempt: Attempt) -> Vec<Effect> {
    let asked = model.asked_now.iter().any(|asked| asked.attempt == attempt.id);
    if !asked && model.attempt(attempt.id).is_none() && attempt.redo_of.is_none() {
        model.note_asked(Asked {
            attempt: attempt.id,
            question: attempt.question.key().to_owned(),
            principle: attempt.principle.clone(),
            at: attempt.started,
        });
    }
    Arc::make_mut(&mut model.attempts).retain(|a| a.id != attempt.id);
    let at = model.attempts.partition_point(|a| (a.started, a.id) < (attempt.started, attempt.id));
    Arc::make_mut(&mut model.attempts).insert(at, attempt.clone());
    attempts_changed(model);
    vec![Effect::Store(StoreJob::PutAttempt(Box::new(attempt)))]
}

/// Closes the open attempt; what was changed is stored.
pub(super) fn close_attempt(model: &mut Model) -> Vec<Effect> {
    match model.history.open.take() {
        Some(open) if model.attempt(open.id).is_some_and(|known| *known != *open) => {
            put_attempt(model, *open)
        }
        _ => Vec::new(),
    }
}

/// Takes an attempt that was erased for good out of the model.
pub(super) fn erased(model: &mut Model, id: Uuid) -> Vec<Effect> {
    Arc::make_mut(&mut model.attempts).retain(|a| a.id != id);
    model.saving.failed.remove(&Unsaved::Attempt(id));
    model.recovered.take_if(|checkpoint| checkpoint.brief.id == id);
    super::mock::erased(model, id);
    model.forget_asked(id);
    attempts_changed(model);
    saving::notice(model, "History", "The answer was erased for good.");
    vec![Effect::Store(StoreJob::ListBackups)]
}

fn delete_attempt(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(at) = model.attempts.iter().position(|a| a.id == id) else { return Vec::new() };
    let attempt = Arc::make_mut(&mut model.attempts).remove(at);
    model.history.open = None;
    model.undo = Some(Undo::Attempt(Box::new(attempt)));
    model.forget_asked(id);
    attempts_changed(model);
    vec![Effect::Store(StoreJob::DeleteAttempt(id))]
}

fn attempts_changed(model: &mut Model) {
    model.standing_changed();
    model.filter_history();
}

/// Puts back what the last deletion took.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    match model.undo.take() {
        Some(Undo::Attempt(attempt)) => {
            let id = attempt.id;
            let effects = put_attempt(model, *attempt);
            model.forget_asked(id);
            effects
        }
        Some(Undo::Story(story)) => {
            model.stories.push((*story).clone());
            model.standing_changed();
            vec![Effect::Store(StoreJob::WriteStory(story))]
        }
        Some(Undo::Moment(moment)) => {
            model.moments.push((*moment).clone());
            vec![Effect::Store(StoreJob::PutMoment(moment))]
        }
        Some(Undo::Friend(friend)) => others::undo(model, *friend),
        Some(undo @ (Undo::Question(..) | Undo::Edit(..))) => browse::undo(model, undo),
        None => Vec::new(),
    }
}

// -- Stories -----------------------------------------------------------------------------------

/// The id of a new story. It is stored with the first thing written into it.
fn new_story(model: &mut Model, principle: Option<&str>) -> String {
    drop_blank_story(model);
    let mut story = Story::new((model.new_id)().to_string(), model.now.wall);
    story.principles.extend(principle.map(str::to_owned));
    let id = story.id.clone();
    model.stories.push(story);
    model.blank_story = Some(id.clone());
    id
}

/// The id of the story to work on for `principle`: one that was begun, else a new one.
pub(super) fn outline(model: &mut Model, principle: &str) -> String {
    let begun = model.stories_for(principle).into_iter().find(|s| !s.missing().is_empty());
    match begun.map(|story| story.id.clone()) {
        Some(id) => id,
        None => new_story(model, Some(principle)),
    }
}

/// Forgets a story that was opened to be written and left blank.
pub(super) fn drop_blank_story(model: &mut Model) {
    if let Some(id) = model.blank_story.take() {
        model.stories.retain(|story| story.id != id);
    }
}

fn edit_story(model: &mut Model, mut story: Story) -> Vec<Effect> {
    story.changed = model.now.wall;
    let id = story.id.clone();
    if let Some(known) = model.stories.iter_mut().find(|s| s.id == id) {
        let covers = |story: &Story| (story.principles.clone(), story.missing().is_empty());
        let coverage_changed = covers(known) != covers(&story);
        *known = story;
        model.blank_story.take_if(|blank| *blank == id);
        if coverage_changed {
            model.standing_changed();
        }
        saving::touch(model, Dirty::Story(id));
    }
    Vec::new()
}

fn delete_story(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(at) = model.stories.iter().position(|s| s.id == id) else { return Vec::new() };
    let story = model.stories.remove(at);
    model.dirty.remove(&Dirty::Story(id.to_owned()));
    model.open_story = None;
    model.undo = Some(Undo::Story(Box::new(story)));
    model.standing_changed();
    vec![Effect::Store(StoreJob::RemoveStory(id.to_owned()))]
}

// -- Moments -----------------------------------------------------------------------------------

/// A new moment.
pub(super) fn add_moment(model: &mut Model, text: String, attempt: Option<Uuid>) -> Vec<Effect> {
    let moment = Moment { id: (model.new_id)(), text, noted: model.now.wall, attempt };
    model.moments.push(moment.clone());
    vec![Effect::Store(StoreJob::PutMoment(Box::new(moment)))]
}

fn edit_moment(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let id = moment.id;
    if let Some(known) = model.moments.iter_mut().find(|m| m.id == id) {
        *known = moment;
        saving::touch(model, Dirty::Moment(id));
    }
    Vec::new()
}

fn delete_moment(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(at) = model.moments.iter().position(|m| m.id == id) else { return Vec::new() };
    let moment = model.moments.remove(at);
    model.dirty.remove(&Dirty::Moment(id));
    model.undo = Some(Undo::Moment(Box::new(moment)));
    vec![Effect::Store(StoreJob::DeleteMoment(id))]
}

fn story_from_moment(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(text) = model.moments.iter().find(|m| m.id == id).map(|m| m.text.clone()) else {
        return Vec::new();
    };
    let story = new_story(model, None);
    model.blank_story = None;
    if let Some(known) = model.stories.iter_mut().find(|s| s.id == story) {
        known.title = text;
    }
    saving::touch(model, Dirty::Story(story.clone()));
    model.open_story = Some(story);
    Vec::new()
}
