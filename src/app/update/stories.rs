//! Stories and moments: writing them, deleting them, one made from the other.

use uuid::Uuid;

use crate::domain::attempt::Moment;
use crate::domain::story::Story;

use super::super::command::StoriesCommand;
use super::super::effect::{Effect, StoreJob};
use super::super::model::{Dirty, Model, Screen, Undo};
use super::writes;

pub(super) fn apply(model: &mut Model, command: StoriesCommand) -> Vec<Effect> {
    match command {
        StoriesCommand::Open(id) => {
            drop_blank(model);
            model.open_story = id;
            writes::write_due(model, true)
        }
        StoriesCommand::New(principle) => {
            begin(model, principle);
            Vec::new()
        }
        StoriesCommand::Edit(story) => edit(model, *story),
        StoriesCommand::Delete(id) => delete(model, &id),
        StoriesCommand::NewMoment => {
            // Stored once it has words.
            let moment =
                Moment { id: (model.new_id)(), text: String::new(), noted: model.now.wall, attempt: None };
            model.moments.push(moment);
            Vec::new()
        }
        StoriesCommand::EditMoment(moment) => edit_moment(model, *moment),
        StoriesCommand::DeleteMoment(id) => delete_moment(model, id),
        StoriesCommand::FromMoment(id) => from_moment(model, id),
    }
}

/// Opens a story to be written: for this principle the one that was begun, if there is one.
pub(super) fn begin(model: &mut Model, principle: Option<String>) {
    model.screen = Screen::Stories;
    model.closed = None;
    model.open_story = Some(match principle {
        Some(principle) => outline(model, &principle),
        None => new_story(model, None),
    });
}

/// The id of a new story. It is stored with the first thing written into it.
fn new_story(model: &mut Model, principle: Option<&str>) -> String {
    drop_blank(model);
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
pub(super) fn drop_blank(model: &mut Model) {
    if let Some(id) = model.blank_story.take() {
        model.stories.retain(|story| story.id != id);
    }
}

fn edit(model: &mut Model, mut story: Story) -> Vec<Effect> {
    story.changed = model.now.wall;
    let id = story.id.clone();
    if let Some(known) = model.stories.iter_mut().find(|s| s.id == id) {
        let covers = |story: &Story| (story.principles.clone(), story.missing().is_empty());
        let coverage_changed = covers(known) != covers(&story);
        *known = story;
        model.blank_story.take_if(|blank| *blank == id);
        if coverage_changed {
            model.readiness_changed();
        }
        writes::touch(model, Dirty::Story(id));
    }
    Vec::new()
}

fn delete(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(at) = model.stories.iter().position(|s| s.id == id) else { return Vec::new() };
    let story = model.stories.remove(at);
    model.dirty.remove(&Dirty::Story(id.to_owned()));
    model.open_story = None;
    model.undo = Some(Undo::Story(Box::new(story)));
    model.readiness_changed();
    vec![Effect::Store(StoreJob::RemoveStory(id.to_owned()))]
}

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
        writes::touch(model, Dirty::Moment(id));
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

fn from_moment(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(text) = model.moments.iter().find(|m| m.id == id).map(|m| m.text.clone()) else {
        return Vec::new();
    };
    let story = new_story(model, None);
    model.blank_story = None;
    if let Some(known) = model.stories.iter_mut().find(|s| s.id == story) {
        known.title = text;
    }
    writes::touch(model, Dirty::Story(story.clone()));
    model.open_story = Some(story);
    Vec::new()
}

/// Puts a story that was deleted back.
pub(super) fn put_back(model: &mut Model, story: Box<Story>) -> Vec<Effect> {
    model.stories.push((*story).clone());
    model.readiness_changed();
    vec![Effect::Store(StoreJob::WriteStory(story))]
}

/// Puts a moment that was deleted back.
pub(super) fn put_moment_back(model: &mut Model, moment: Box<Moment>) -> Vec<Effect> {
    model.moments.push((*moment).clone());
    vec![Effect::Store(StoreJob::PutMoment(moment))]
}
