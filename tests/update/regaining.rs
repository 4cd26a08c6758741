//! A folder that is taken over anew does not offer as cut short what is here and only not saved.

use greenroom::app::action::{Action, StageAction};
use greenroom::app::command::{Command, RehearseCommand};
use greenroom::app::effect::{Event, StoreJob};
use greenroom::app::update::update;
use greenroom::domain::draw::Scope;
use greenroom::domain::notebook::Key;
use greenroom::store::{Access, Contents};

use super::desk::Desk;

#[test]
fn an_answer_that_is_only_not_saved_is_not_offered_as_cut_short() {
    let mut desk = Desk::new(2);
    let folder = desk.model.notebook.holdings().clone();
    desk.send(Command::Rehearse(RehearseCommand::StartWith(Scope::InPlay)));
    desk.act(Action::Stage(StageAction::Begin));
    desk.pass(5);
    let left = desk.model.rehearsal().unwrap().checkpoint(desk.now.mono);
    let id = left.brief.id;
    desk.act(Action::Stage(StageAction::Finish));
    desk.act(Action::Stage(StageAction::Keep));
    // The disk did not take it.
    let job = StoreJob::Write(desk.model.notebook.to_store(&[Key::Attempt(id)]));
    let failed = Event::NotStored(job, "the disk is full".to_owned());
    let _ = update(&mut desk.model, Command::Event(Box::new(failed)), desk.now);
    assert!(desk.model.saving.failed.contains(&Key::Attempt(id)));
    let contents = Contents {
        sounds: std::collections::BTreeMap::new(),
        has: folder,
        unknown: std::sync::Arc::default(),
        running: Some(left),
        altered: Vec::new(),
        notices: Vec::new(),
        access: Access::ReadWrite,
    };
    let regained = Event::Regained(Box::new(contents));
    let _ = update(&mut desk.model, Command::Event(Box::new(regained)), desk.now);
    assert!(desk.model.recovered.is_none(), "it is here");
    assert!(desk.model.notebook.attempt(id).is_some());
}
