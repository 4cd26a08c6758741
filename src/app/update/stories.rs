//! Stories and moments: writing them, deleting them, one made from the other.

use uuid::Uuid;

use crate::domain::attempt::Moment;
use crate::domain::story::Story;

use super::super::command::StoriesCommand;
use super::super::effect::Effect;
use super::super::model::{Model, Screen};
use super::super::timeline::Done;
use super::{changes, writes};
use crate::domain::notebook::{Change, Key};

pub(super) fn apply(model: &mut Model, command: StoriesCommand) -> Vec<Effect> {
    match command {
        StoriesCommand::Open(id) => {
            drop_blank(model);
            model.story.open = id;
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
            changes::take_up(model, &Change::put(moment));
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
    model.rehearse.closed = None;
    model.story.open = Some(match principle {
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
    changes::take_up(model, &Change::put(story));
    model.story.blank = Some(id.clone());
    id
}

/// The id of the story to work on for `principle`: one that was begun, else a new one.
pub(super) fn outline(model: &mut Model, principle: &str) -> String {
    let begun = model.notebook.stories_for(principle).into_iter().find(|s| !s.missing().is_empty());
    match begun.map(|story| story.id.clone()) {
        Some(id) => id,
        None => new_story(model, Some(principle)),
    }
}

/// Forgets a story that was opened to be written and left blank.
pub(super) fn drop_blank(model: &mut Model) {
    if let Some(id) = model.story.blank.take() {
        changes::take_up(model, &Change::remove(Key::Story(id)));
    }
}

fn edit(model: &mut Model, mut story: Story) -> Vec<Effect> {
    story.changed = model.now.wall;
    if model.notebook.story(&story.id).is_none() {
        return Vec::new();
    }
    // With the first thing written into it, it is there; taken back, it is not.
    if model.story.blank.take_if(|blank| *blank == story.id).is_some() {
        changes::take_up(model, &Change::remove(Key::Story(story.id.clone())));
    }
    changes::type_in(model, &Change::put(story), Done::StoryWritten);
    Vec::new()
}

fn delete(model: &mut Model, id: &str) -> Vec<Effect> {
    model.story.open = None;
    if model.story.blank.as_deref() == Some(id) {
        drop_blank(model);
        return Vec::new();
    }
    changes::make(model, &Change::remove(Key::Story(id.to_owned())), Done::StoryDeleted)
}

/// A new moment.
pub(super) fn add_moment(model: &mut Model, text: String, attempt: Option<Uuid>) -> Vec<Effect> {
    let moment = Moment { id: (model.new_id)(), text, noted: model.now.wall, attempt };
    changes::make(model, &Change::put(moment), Done::MomentWritten)
}

fn edit_moment(model: &mut Model, moment: Moment) -> Vec<Effect> {
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

fn delete_moment(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(moment) = model.notebook.moment(id) else { return Vec::new() };
    let gone = Change::remove(Key::Moment(id));
    // One without words was never stored.
    if moment.text.trim().is_empty() && !model.saving.typed.contains_key(&Key::Moment(id)) {
        changes::take_up(model, &gone);
        return Vec::new();
    }
    changes::make(model, &gone, Done::MomentDeleted)
}

fn from_moment(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(text) = model.notebook.moment(id).map(|m| m.text.clone()) else { return Vec::new() };
    drop_blank(model);
    let story = Story { title: text, ..Story::new((model.new_id)().to_string(), model.now.wall) };
    model.story.open = Some(story.id.clone());
    changes::type_in(model, &Change::put(story), Done::StoryWritten);
    Vec::new()
}
