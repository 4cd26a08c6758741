//! Steps are taken back and done again, and the folder holds what the window shows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use greenroom::app::action::{Action, AidAction, StageAction};
use greenroom::app::browse::BrowseCommand;
use greenroom::app::command::{
    BanksCommand, Command, DataCommand, HistoryCommand, ImportCommand, RehearseCommand, ReviewCommand,
    SettingsCommand, StoriesCommand,
};
use greenroom::app::effect::Erase;
use greenroom::app::importing::ImportSource;
use greenroom::app::model::Screen;
use greenroom::app::shown::route::Place;
use greenroom::domain::draw::Scope;
use greenroom::domain::notebook::Holdings;
use greenroom::store::Store;
use proptest::prelude::*;

use super::derived::{assert_nothing_is_behind, command};
use super::desk::Desk;

/// Every file of the data folder with its bytes, but those of the journal, the checkpoint and the lock.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, at: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["journal", "running", "backups"].contains(&name.as_str()) {
                    walk(root, &path, all);
                }
            } else if name != "lock" {
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let (mut all, root) = (BTreeMap::new(), folder.join("data"));
    walk(&root, &root, &mut all);
    all
}

fn on_disk(desk: &Desk, folder: &Path) -> Holdings {
    Store::read(&folder.join("data"), desk.now.wall.into()).unwrap().has
}

/// What the window has, as the disk is to have it once all is written.
fn shown(desk: &mut Desk) -> Holdings {
    desk.pass(3);
    let mut has = Holdings::default();
    let all = desk.model.notebook.holdings().keys();
    for (key, entry) in desk.model.notebook.to_store(&all).into_parts() {
        has.set(&key, entry);
    }
    has
}

const LETTER: &str =
    "Questions:\n- Tell me about a time you missed a deadline.\n- Tell me about a time you grew a team.\n";

/// Something that a person does, by what it is.
type Step = (&'static str, fn(&mut Desk));

/// Things a person does, each one step, of every kind there is.
fn steps() -> Vec<Step> {
    fn stories(desk: &mut Desk, command: StoriesCommand) {
        desk.send(Command::Stories(command));
    }
    fn browse(desk: &mut Desk, command: BrowseCommand) {
        desk.send(Command::Browse(command));
    }
    fn question(desk: &Desk) -> String {
        desk.model.open_bank().unwrap().questions[0].id.clone()
    }
    vec![
        ("a story is written", |desk| {
            let mut story = desk.model.notebook.stories[0].clone();
            for word in [" with", " a", " number"] {
                story.title.push_str(word);
                desk.send_now(Command::Stories(StoriesCommand::Edit(Box::new(story.clone()))));
            }
        }),
        ("a story is deleted", |desk| {
            let id = desk.model.notebook.stories[0].id.clone();
            stories(desk, StoriesCommand::Delete(id));
        }),
        ("a moment is noted", |desk| {
            stories(desk, StoriesCommand::NewMoment);
            let mut moment = desk.model.notebook.moments[0].clone();
            "The night the depot flooded".clone_into(&mut moment.text);
            stories(desk, StoriesCommand::EditMoment(Box::new(moment)));
        }),
        ("an answer is given", |desk| {
            desk.send(Command::Rehearse(RehearseCommand::StartWith(Scope::InPlay)));
            desk.act(Action::Stage(StageAction::Begin));
            desk.pass(30);
            desk.act(Action::Stage(StageAction::Finish));
            desk.act(Action::Stage(StageAction::Keep));
        }),
        ("an answer is edited", |desk| {
            let mut open = desk.model.notebook.attempts[1].clone();
            desk.send(Command::History(HistoryCommand::Open(Some(open.id))));
            open.note = Some("The number was missing".to_owned());
            desk.send(Command::History(HistoryCommand::Edit(Box::new(open))));
            desk.send(Command::History(HistoryCommand::Open(None)));
        }),
        ("an answer is deleted", |desk| {
            let id = desk.model.notebook.attempts[0].id;
            desk.send(Command::History(HistoryCommand::Delete(id)));
        }),
        ("a question is edited", |desk| {
            browse(desk, BrowseCommand::Bank(Some("amazon".to_owned())));
            let id = question(desk);
            browse(desk, BrowseCommand::Edit(Some(id.clone())));
            let words = greenroom::domain::overlay::Edited { text: "Why?".to_owned(), probes: Vec::new() };
            browse(desk, BrowseCommand::Write(id, words));
            browse(desk, BrowseCommand::Edit(None));
        }),
        ("a question is hidden", |desk| {
            let id = question(desk);
            browse(desk, BrowseCommand::Hide(id, true));
        }),
        ("a bank is switched", |desk| {
            desk.send(Command::Banks(BanksCommand::Switch("general".to_owned(), true)));
        }),
        ("a file is read", |desk| {
            desk.send(Command::Import(ImportCommand::Read(vec![ImportSource::Text(LETTER.to_owned())])));
        }),
        ("it is said whose interview it is", |desk| {
            desk.send(Command::Import(ImportCommand::Review(ReviewCommand::Own(true))));
        }),
        ("it is accepted", |desk| {
            desk.send(Command::Import(ImportCommand::Accept));
        }),
        ("the target is changed", |desk| {
            let mut target = desk.model.notebook.profile.target.clone();
            "Example Works".clone_into(&mut target.company);
            desk.send(Command::Settings(SettingsCommand::SetTarget(Box::new(target))));
        }),
        ("the import is undone", |desk| {
            let id = desk.model.notebook.imports[0].id;
            desk.send(Command::Import(ImportCommand::TakeBack(id)));
        }),
        ("the import is thrown away", |desk| {
            let id = desk.model.notebook.imports[0].id;
            desk.send(Command::Import(ImportCommand::Discard(id)));
        }),
    ]
}

#[test]
fn fifteen_steps_are_taken_back_and_done_again_and_the_folder_is_the_same_byte_for_byte() {
    let temp = tempfile::tempdir().unwrap();
    let mut desk = Desk::in_folder(3, temp.path());
    let mut states = vec![("the beginning", files(temp.path()), shown(&mut desk))];
    let kinds = steps();
    for (name, step) in &kinds {
        step(&mut desk);
        let has = shown(&mut desk);
        assert_eq!(on_disk(&desk, temp.path()), has, "{name}");
        assert_ne!(has, states.last().unwrap().2, "{name} changes something");
        states.push((name, files(temp.path()), has));
    }
    let check = |desk: &mut Desk, n: usize, how: &str| {
        let (name, bytes, has) = &states[n];
        let has_now = shown(desk);
        assert_eq!(&has_now, has, "after {name}, {how}");
        assert_eq!(&on_disk(desk, temp.path()), has, "after {name}, {how}, on the disk");
        // What a step had made is kept in `recovered/` while the step is taken back.
        let kept = |file: &&String| n == kinds.len() || !file.starts_with("recovered/");
        let now = files(temp.path());
        let differs: Vec<&String> = now
            .keys()
            .chain(bytes.keys())
            .filter(kept)
            .filter(|file| now.get(*file) != bytes.get(*file))
            .collect();
        assert!(differs.is_empty(), "after {name}, {how}: {differs:?}");
        assert_nothing_is_behind(&desk.model, name);
    };
    for round in ["once", "twice"] {
        for n in (0..kinds.len()).rev() {
            desk.act(Action::Undo);
            check(&mut desk, n, &format!("taken back {round}"));
        }
        assert!(!desk.model.timeline.can_undo());
        for n in 1..=kinds.len() {
            desk.act(Action::DoAgain);
            check(&mut desk, n, &format!("done again {round}"));
        }
        assert!(!desk.model.timeline.can_do_again());
    }
}

/// What a later version wrote into a story is there again when its deletion is undone.
#[test]
fn what_is_put_back_has_the_fields_of_later_versions_again() {
    let temp = tempfile::tempdir().unwrap();
    let mut desk = Desk::in_folder(1, temp.path());
    let id = desk.model.notebook.stories[0].id.clone();
    let path = temp.path().join(format!("data/stories/{id}.json"));
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replacen('{', "{\n  \"mood\": \"calm\",", 1);
    // Without its sum it counts as written by hand.
    let text: String = text.lines().filter(|line| !line.contains("\"sum\"")).collect::<Vec<_>>().join("\n");
    fs::write(&path, text.replace(",\n}", "\n}")).unwrap();
    desk.send(Command::Stories(StoriesCommand::Delete(id)));
    assert!(!path.exists());
    desk.act(Action::Undo);
    assert!(fs::read_to_string(&path).unwrap().contains("\"mood\": \"calm\""));
}

#[test]
fn a_new_step_forgets_what_was_taken_back_and_erasing_forgets_all() {
    let mut desk = Desk::new(3);
    let story = desk.model.notebook.stories[0].id.clone();
    desk.send(Command::Stories(StoriesCommand::Delete(story)));
    desk.act(Action::Undo);
    assert!(desk.model.timeline.can_do_again());
    let attempt = desk.model.notebook.attempts[0].id;
    desk.send(Command::History(HistoryCommand::Delete(attempt)));
    assert!(!desk.model.timeline.can_do_again());
    assert_eq!(desk.model.timeline.told().as_deref(), Some("The attempt was deleted."));
    desk.act(Action::Undo);
    assert_eq!(desk.model.timeline.told().as_deref(), Some("Undone: the attempt was deleted."));
    desk.act(Action::DoAgain);
    assert_eq!(desk.model.timeline.told().as_deref(), Some("Done again: the attempt was deleted."));
    desk.send(Command::Data(DataCommand::AskErase(Erase::Removed)));
    desk.send(Command::Data(DataCommand::EraseForGood));
    assert!(!desk.model.timeline.can_undo() && !desk.model.timeline.can_do_again());
}

/// Nothing on stage is taken away by a key that was meant for something else.
#[test]
fn on_stage_nothing_is_taken_back() {
    let mut desk = Desk::new(3);
    let story = desk.model.notebook.stories[0].id.clone();
    desk.send(Command::Stories(StoriesCommand::Delete(story)));
    desk.send(Command::Rehearse(RehearseCommand::StartWith(Scope::InPlay)));
    let before = desk.model.notebook.holdings().clone();
    desk.act(Action::Undo);
    assert!(desk.model.is_on_stage() && desk.model.timeline.can_undo());
    assert_eq!(*desk.model.notebook.holdings(), before);
}

/// Typing without a pause is one step; after a pause another begins.
#[test]
fn what_is_typed_without_a_pause_is_one_step() {
    let mut desk = Desk::new(0);
    let story = desk.model.notebook.stories[0].clone();
    let typed = |desk: &mut Desk, title: &str| {
        let story = greenroom::domain::story::Story { title: title.to_owned(), ..story.clone() };
        desk.send_now(Command::Stories(StoriesCommand::Edit(Box::new(story))));
    };
    for title in ["T", "Th", "The"] {
        typed(&mut desk, title);
        desk.pass(1);
    }
    desk.pass(2);
    typed(&mut desk, "The depot");
    let title = |desk: &Desk| desk.model.notebook.stories[0].title.clone();
    desk.act(Action::Undo);
    assert_eq!(title(&desk), "The");
    desk.act(Action::Undo);
    assert_eq!(title(&desk), story.title);
    desk.act(Action::DoAgain);
    assert_eq!(title(&desk), "The");
}

/// How large the window is set in passing: it is no step, and no step takes it back.
#[test]
fn zoom_is_no_step() {
    let mut desk = Desk::new(0);
    let story = desk.model.notebook.stories[0].id.clone();
    desk.send(Command::Settings(SettingsCommand::SetTarget(Box::default())));
    let mut target = desk.model.notebook.profile.target.clone();
    "Example Works".clone_into(&mut target.company);
    desk.send(Command::Settings(SettingsCommand::SetTarget(Box::new(target))));
    desk.send(Command::Stories(StoriesCommand::Delete(story)));
    desk.act(Action::Undo);
    desk.act(Action::ZoomIn);
    assert!(desk.model.timeline.can_do_again(), "what was undone can still be done again");
    desk.act(Action::Undo);
    let profile = &desk.model.notebook.profile;
    assert!(profile.target.company.is_empty() && profile.settings.zoom > 1.05, "{}", profile.settings.zoom);
}

/// A mock interview is one step with all that was done while it was on stage; the answer that waits in it outlives it.
#[test]
fn a_mock_interview_is_one_step_whatever_was_done_on_stage() {
    use greenroom::app::mock::{MockAction, MockCommand, RunCommand};
    use greenroom::domain::mock::plan::MockForm;
    let mut desk = Desk::new(3);
    let before = shown(&mut desk);
    desk.act(Action::Mock(MockAction::SetUp(MockForm::Phone)));
    desk.act(Action::Mock(MockAction::Start));
    desk.act(Action::Mock(MockAction::Onward));
    desk.act(Action::Mock(MockAction::Onward));
    desk.act(Action::Stage(StageAction::Begin));
    desk.pass(5);
    desk.act(Action::Stage(StageAction::Aid(AidAction::Moment)));
    desk.act(Action::ZoomIn);
    desk.pass(5);
    let run = |command| Command::Mock(MockCommand::Run(command));
    desk.send(run(RunCommand::Wait));
    let id = desk.model.notebook.mocks[0].id;
    let (answers, moments) = (desk.model.notebook.attempts.len(), desk.model.notebook.moments.len());
    assert_eq!((answers, moments), (3, 1));
    desk.send(Command::Mock(MockCommand::Remove(id)));
    assert_eq!(desk.model.notebook.attempts.len(), 4, "the answer that waited is kept");
    desk.act(Action::Undo);
    assert_eq!(desk.model.notebook.mocks.len(), 1);
    desk.act(Action::Undo);
    assert_eq!(desk.model.notebook.attempts.len(), 3, "the answer that was kept is a step of its own");
    desk.act(Action::Undo);
    let after = shown(&mut desk);
    assert_eq!((after.mocks, after.moments, after.attempts), (before.mocks, before.moments, before.attempts));
    assert!(!desk.model.timeline.can_undo());
}

/// An answer whose note is being typed is erased at once: nothing writes it again.
#[test]
fn what_is_erased_is_not_written_again_by_what_was_typed() {
    let mut desk = Desk::new(3);
    let mut open = desk.model.notebook.attempts[1].clone();
    let id = open.id;
    desk.send(Command::History(HistoryCommand::Open(Some(id))));
    open.note = Some("never again".to_owned());
    desk.send_now(Command::History(HistoryCommand::Edit(Box::new(open))));
    desk.send_now(Command::Data(DataCommand::AskErase(Erase::Attempt(id))));
    let mut told = desk.send_now(Command::Data(DataCommand::EraseForGood));
    told.extend(desk.send(Command::Tick));
    assert!(!told.iter().any(|effect| effect.contains("Write Attempt")), "{told:?}");
    assert!(desk.model.saving.typed.is_empty());
}

/// With one of a mock interview's answers open in the history, its scores are stored as they are given on stage.
#[test]
fn what_goes_on_stage_closes_the_history() {
    let mut desk = Desk::new(3);
    let id = desk.model.notebook.attempts[0].id;
    desk.send(Command::History(HistoryCommand::Open(Some(id))));
    desk.send(Command::Rehearse(RehearseCommand::StartWith(Scope::InPlay)));
    assert!(desk.model.is_on_stage() && desk.model.history.open.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Whatever was done: taken back as far as it goes and done again, it is what it was.
    #[test]
    fn back_and_forth_is_where_it_was(steps in proptest::collection::vec(any::<(u16, u8)>(), 1..40)) {
        let mut desk = Desk::new(4);
        for (which, what) in steps {
            let next = command(&desk, which, what);
            desk.send(next);
        }
        // Off the stage, and out of every field.
        desk.act(Action::Stage(StageAction::Drop));
        // What lies above it is closed first.
        for _ in 0..2 {
            if matches!(desk.model.place(), Place::Find(_)) {
                desk.act(Action::Escape);
            }
        }
        desk.send(Command::Mock(greenroom::app::mock::MockCommand::Run(greenroom::app::mock::RunCommand::Wait)));
        desk.send(Command::History(HistoryCommand::Open(None)));
        desk.send(Command::Browse(BrowseCommand::Bank(None)));
        desk.act(Action::Go(Screen::Today));
        prop_assert!(!desk.model.is_on_stage());
        while desk.model.timeline.can_do_again() {
            desk.act(Action::DoAgain);
        }
        let before = shown(&mut desk);
        let mut back = 0;
        while desk.model.timeline.can_undo() && back < 200 {
            desk.act(Action::Undo);
            assert_nothing_is_behind(&desk.model, "a step taken back");
            back += 1;
        }
        let first = shown(&mut desk);
        while desk.model.timeline.can_do_again() {
            desk.act(Action::DoAgain);
        }
        assert_nothing_is_behind(&desk.model, "all done again");
        let again = shown(&mut desk);
        for key in before.keys().into_iter().chain(again.keys()) {
            prop_assert_eq!(again.get(&key), before.get(&key));
        }
        while desk.model.timeline.can_undo() {
            desk.act(Action::Undo);
        }
        let again = shown(&mut desk);
        for key in first.keys().into_iter().chain(again.keys()) {
            prop_assert_eq!(again.get(&key), first.get(&key));
        }
    }
}
