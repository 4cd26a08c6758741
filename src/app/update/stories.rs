//! The stories: writing them, answering their checks, retiring and deleting them; and how they are looked at.

use uuid::Uuid;

use crate::domain::story::{Stands, Story};

use super::super::action::StoriesAction;
use super::super::command::{PromptStep, StoriesCommand, StoriesLook};
use super::super::effect::Effect;
use super::super::model::{Modal, Model, Screen};
use super::super::stories::StoriesPage;
use super::super::timeline::Done;
use super::{changes, moments, writes};
use crate::domain::notebook::{Change, Key};
use crate::domain::profile::Profile;
use crate::domain::rubric::{Dimension, Scores};
use crate::domain::star::Section;
use crate::domain::story::checks::{Given, Rule, remarks};

pub(super) fn apply(model: &mut Model, command: StoriesCommand) -> Vec<Effect> {
    match command {
        StoriesCommand::Open(id) => {
            drop_blank(model);
            open(model, id);
            writes::write_due(model, true)
        }
        StoriesCommand::New(principle) => {
            model.screen = Screen::Stories;
            let story = new_story(model, principle.as_deref());
            open(model, Some(story));
            Vec::new()
        }
        StoriesCommand::Edit(story) => {
            edit(model, *story);
            Vec::new()
        }
        StoriesCommand::Delete(id) => delete(model, &id),
        StoriesCommand::Retire(id, retired) => retire(model, &id, retired),
        StoriesCommand::BringBack(id, version) => bring_back(model, &id, version),
        StoriesCommand::Answer(id, stands, on) => {
            answer(model, &id, *stands, on);
            Vec::new()
        }
        StoriesCommand::Heard(id, heard) => {
            let mut target = model.notebook.profile.target.clone();
            if heard {
                target.heard.insert(id);
            } else {
                target.heard.remove(&id);
            }
            let profile = model.notebook.with_target(target);
            changes::make(model, &Change::put(profile), Done::InterviewChanged)
        }
        StoriesCommand::Angle(id, line) => {
            let mut target = model.notebook.profile.target.clone();
            if line.is_empty() {
                target.angles.remove(&id);
            } else {
                target.angles.insert(id, line);
            }
            let profile = model.notebook.with_target(target);
            changes::type_in(model, &Change::put(profile), Done::InterviewChanged);
            Vec::new()
        }
        StoriesCommand::Private(text) => {
            // As it is typed: what is cut at the commas is put together at the commas.
            let private =
                if text.is_empty() { Vec::new() } else { text.split(',').map(str::to_owned).collect() };
            let profile = Profile { private, ..model.notebook.profile.clone() };
            changes::type_in(model, &Change::put(profile), Done::SettingsChanged);
            Vec::new()
        }
        StoriesCommand::Look(look) => {
            look_at(model, look);
            Vec::new()
        }
        StoriesCommand::FromMoment(id) => from_moment(model, id),
        StoriesCommand::NewMoment => {
            moments::begin(model);
            Vec::new()
        }
        StoriesCommand::EditMoment(moment) => moments::edit(model, *moment),
        StoriesCommand::DeleteMoment(id) => moments::delete(model, id),
        StoriesCommand::Prompts(step) => moments::prompt(model, step),
        StoriesCommand::EditToAsk(ask) => {
            moments::edit_to_ask(model, *ask);
            Vec::new()
        }
        StoriesCommand::NewToAsk => moments::new_to_ask(model),
        StoriesCommand::DropToAsk(ask, is_own) => moments::drop_to_ask(model, *ask, is_own),
    }
}

/// Opens a story, or none. It begins at its top, whatever was shown before.
fn open(model: &mut Model, story: Option<String>) {
    model.story.open = story;
    model.story.go_to = None;
    model.turn += 1;
}

/// Leaves what is open among the stories: one that was left blank is none, and so is the line of a prompt.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    let effects = moments::prompt(model, PromptStep::Leave);
    if model.story.open.is_some() {
        open(model, None);
    }
    drop_blank(model);
    effects
}

/// What a key of the stories screen does.
pub(super) fn act(model: &mut Model, action: StoriesAction) -> Vec<Effect> {
    match action {
        StoriesAction::Page(page) => {
            let effects = leave(model);
            if model.story.page != page {
                look_at(model, StoriesLook::Page(page));
            }
            effects
        }
        // From within a story another story is meant.
        StoriesAction::New if model.story.open.is_some() => apply(model, StoriesCommand::New(None)),
        StoriesAction::New => match model.story.page {
            StoriesPage::List | StoriesPage::Loop | StoriesPage::Find => {
                apply(model, StoriesCommand::New(None))
            }
            StoriesPage::Coverage => {
                let hole = model.story.hole.clone();
                apply(model, StoriesCommand::New(hole))
            }
            StoriesPage::Moments => apply(model, StoriesCommand::NewMoment),
            StoriesPage::ToAsk => apply(model, StoriesCommand::NewToAsk),
        },
        // Begun where rehearsals are.
        StoriesAction::Shorter => Vec::new(),
        StoriesAction::Prompts => {
            let left = leave(model);
            look_at(model, StoriesLook::Page(StoriesPage::Moments));
            left.into_iter().chain(moments::prompt(model, PromptStep::Begin)).collect()
        }
    }
}

/// Lists anew what is shown of the stories, where they are looked at.
pub(super) fn list(model: &mut Model) {
    if model.screen == Screen::Stories || matches!(model.modal, Some(Modal::Story(_))) {
        model.list_stories();
    }
}

fn look_at(model: &mut Model, look: StoriesLook) {
    let view = &mut model.story;
    match look {
        StoriesLook::Page(page) => {
            view.page = page;
            // Another page begins at its top.
            model.turn += 1;
        }
        StoriesLook::Search(words) => view.search = words,
        StoriesLook::Kind(kind) => view.kind = kind,
        StoriesLook::Principle(name) => view.principle = name,
        StoriesLook::Order(order) => view.order = order,
        StoriesLook::Hole(name) => view.hole = name.filter(|name| view.hole.as_ref() != Some(name)),
        StoriesLook::Rounds(rounds) => view.rounds = rounds,
        StoriesLook::Limit(secs) => view.limit_secs = secs,
        StoriesLook::Place(section, place) => view.look_at(section, place),
    }
}

/// Opens a story to be written: for this principle the one that was begun, if there is one.
pub(super) fn begin(model: &mut Model, principle: Option<String>) {
    model.screen = Screen::Stories;
    model.rehearse.closed = None;
    let story = match principle {
        Some(principle) => outline(model, &principle),
        None => new_story(model, None),
    };
    open(model, Some(story));
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

/// Goes to the weakest section of a story: the first that is still to be written, else the first with a check that was not
/// answered, else the one that was scored lowest, else the result.
pub(super) fn look_at_weakest(model: &mut Model, id: &str, scores: &Scores) {
    let Some(story) = model.notebook.story(id) else { return };
    let profile = &model.notebook.profile;
    let given = Given { budget: profile.settings.budget, private: &profile.private };
    let open = story.missing().first().copied().map(|section| (section, 0..0));
    let first = || remarks(story, &given).into_iter().next().map(|remark| (remark.section, remark.place));
    let (section, place) = open.or_else(first).unwrap_or((lowest(scores), 0..0));
    // An empty story begins with its title.
    if story.title.trim().is_empty() {
        model.story.go_to = None;
        return;
    }
    let end = story.sections[section].len();
    let place = if place.is_empty() { end..end } else { place };
    model.story.look_at(section, place);
}

/// The section that speaks of the dimension scored lowest.
fn lowest(scores: &Scores) -> Section {
    match scores.iter().min_by_key(|(_, score)| score.value()).map(|(dimension, _)| dimension) {
        Some(Dimension::Setting) => Section::Situation,
        Some(Dimension::Depth | Dimension::Ownership | Dimension::Fit | Dimension::Delivery) => {
            Section::Action
        }
        Some(Dimension::Result) | None => Section::Result,
    }
}

/// Forgets a story that was opened to be written and left blank.
pub(super) fn drop_blank(model: &mut Model) {
    if let Some(id) = model.story.blank.take() {
        changes::take_up(model, &Change::remove(Key::Story(id)));
    }
}

fn edit(model: &mut Model, story: Story) {
    let Some(known) = model.notebook.story(&story.id) else { return };
    let story = known.rewritten(story, model.now.wall);
    // With the first thing written into it, it is there; taken back, it is not.
    if model.story.blank.take_if(|blank| *blank == story.id).is_some() {
        changes::take_up(model, &Change::remove(Key::Story(story.id.clone())));
    }
    changes::type_in(model, &Change::put(story), Done::StoryWritten);
}

fn retire(model: &mut Model, id: &str, retired: bool) -> Vec<Effect> {
    let Some(story) = model.notebook.story(id) else { return Vec::new() };
    let story = Story { retired, ..story.clone() };
    let done = if retired { Done::StoryRetired } else { Done::StoryTakenBack };
    changes::make(model, &Change::put(story), done)
}

fn bring_back(model: &mut Model, id: &str, version: usize) -> Vec<Effect> {
    let Some(story) = model.notebook.story(id) else { return Vec::new() };
    let story = story.restored(version, model.now.wall);
    changes::make(model, &Change::put(story), Done::StoryWritten)
}

/// Answers a check "true as it stands", or asks it again.
fn answer(model: &mut Model, id: &str, stands: Stands, on: bool) {
    let Some(mut story) = model.notebook.story(id).cloned() else { return };
    if on {
        story.stands.push(stands);
    } else if let Some(rule) = Rule::all().find(|rule| rule.id() == stands.rule) {
        let holds = |known: &Stands| {
            known.rule == stands.rule
                && known.section == stands.section
                && rule.is_same(&known.about, &stands.about)
        };
        story.stands.retain(|known| !holds(known));
    }
    changes::type_in(model, &Change::put(story), Done::StoryWritten);
}

fn delete(model: &mut Model, id: &str) -> Vec<Effect> {
    open(model, None);
    if model.story.blank.as_deref() == Some(id) {
        drop_blank(model);
        return Vec::new();
    }
    changes::make(model, &Change::remove(Key::Story(id.to_owned())), Done::StoryDeleted)
}

fn from_moment(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(text) = model.notebook.moment(id).map(|m| m.text.clone()) else { return Vec::new() };
    drop_blank(model);
    let story = Story { title: text, ..Story::new((model.new_id)().to_string(), model.now.wall) };
    open(model, Some(story.id.clone()));
    changes::type_in(model, &Change::put(story), Done::StoryWritten);
    Vec::new()
}
