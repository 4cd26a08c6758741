//! Each place × each action → what it does. A change of meaning shows as a changed line of `places.txt`.

use std::collections::HashSet;
use std::fmt::Write;
use std::mem::{Discriminant, discriminant};

use greenroom::app::action::{Action, AidAction, ReviewAction, ScoreAction, StageAction, StoriesAction};
use greenroom::app::browse::BrowseCommand;
use greenroom::app::command::{
    Command, DataCommand, ExportCommand, HistoryCommand, ImportCommand, RehearseCommand, StoriesCommand,
    WindowCommand,
};
use greenroom::app::effect::Erase;
use greenroom::app::find::FindAction;
use greenroom::app::importing::ImportSource;
use greenroom::app::mock::{MockAction, MockCommand};
use greenroom::app::model::{Model, Screen};
use greenroom::app::second_scores::RescoreCommand;
use greenroom::app::shown::route::{Above, AnswerPart, FindPart, MockPart, Place};
use greenroom::app::stories::StoriesPage;
use greenroom::domain::mock::plan::MockForm;
use greenroom::domain::mock::record::Vote;
use greenroom::ui::bindings::BINDINGS;
use greenroom::ui::keys;
use strum::EnumCount;

use super::desk::Desk;

const EXPECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/update/places.txt");

const LETTER: &str = "Dear candidate,\n\nPlease prepare answers to these questions for your interview:\n\n\
    - Tell me about a time you had to win over a team that did not believe in the plan.\n\
    - Tell me about a time you missed a deadline.\n\nTip: use numbers when you speak about results.\n";

/// Seconds of an answer.
const TALK: u32 = 40;

type Steps = fn(&mut Desk);

fn start(desk: &mut Desk) {
    desk.act(Action::Start);
}

fn answer(desk: &mut Desk) {
    start(desk);
    desk.act(Action::Stage(StageAction::Begin));
    desk.pass(TALK);
}

fn probes(desk: &mut Desk) {
    answer(desk);
    desk.act(Action::Stage(StageAction::Finish));
}

fn score(desk: &mut Desk) {
    probes(desk);
    desk.acts(&[Action::Stage(StageAction::ProbeEnd)]);
}

fn set_up(desk: &mut Desk, form: MockForm) {
    desk.acts(&[Action::Go(Screen::Rehearse), Action::Mock(MockAction::SetUp(form))]);
}

fn mock(desk: &mut Desk) {
    set_up(desk, MockForm::Phone);
    desk.act(Action::Mock(MockAction::Start));
}

/// On to the first question of a mock interview.
fn mock_question(desk: &mut Desk) {
    mock(desk);
    for _ in 0..4 {
        let thinking = desk.model.interview().is_some_and(|running| running.run.rehearsal().is_some());
        if thinking {
            return;
        }
        desk.act(Action::Mock(MockAction::Onward));
    }
    panic!("no question came");
}

fn mock_answer(desk: &mut Desk) {
    mock_question(desk);
    desk.act(Action::Stage(StageAction::Begin));
    desk.pass(TALK);
}

/// Plays the interview on to this part of it.
fn mock_until(desk: &mut Desk, wanted: MockPart) {
    mock_answer(desk);
    go_on_until(desk, wanted);
}

/// A competency interview, whose answers are to be marked.
fn marks(desk: &mut Desk) {
    desk.acts(&[Action::Mock(MockAction::SetUp(MockForm::Competency)), Action::Mock(MockAction::Start)]);
    go_on_until(desk, MockPart::Marks);
}

/// Goes on with the mock interview on stage until it comes to `wanted`.
fn go_on_until(desk: &mut Desk, wanted: MockPart) {
    for _ in 0..200 {
        let Place::Mock { part, .. } = desk.model.place() else { break };
        if part == wanted {
            return;
        }
        match part {
            MockPart::Door | MockPart::Talk | MockPart::Question(None) => {
                desk.act(Action::Mock(MockAction::Onward));
            }
            MockPart::Question(Some(AnswerPart::Think)) => {
                desk.act(Action::Stage(StageAction::Begin));
            }
            MockPart::Question(Some(AnswerPart::Answer)) => {
                desk.pass(TALK);
                desk.act(Action::Stage(StageAction::Finish));
            }
            MockPart::Question(Some(AnswerPart::Probes | AnswerPart::Score)) => {
                desk.act(Action::Stage(StageAction::ProbeEnd));
            }
            MockPart::Score | MockPart::Telling => {
                desk.acts(&[Action::Score(ScoreAction::Digit(4)); 6]);
                desk.act(Action::Stage(StageAction::Save));
            }
            MockPart::Vote | MockPart::Marks | MockPart::Over => {
                desk.acts(&[Action::Mock(MockAction::Choose(Vote::Yes)), Action::Mock(MockAction::Cast)]);
            }
        }
    }
    panic!("{wanted:?} is not reached: {:?}", desk.model.place());
}

fn mock_score(desk: &mut Desk) {
    mock_until(desk, MockPart::Score);
}

fn review(desk: &mut Desk) {
    desk.send(Command::Import(ImportCommand::Read(vec![ImportSource::Text(LETTER.to_owned())])));
    assert!(desk.model.importing.open.is_some(), "the letter's review is open");
}

fn bank(desk: &mut Desk) {
    desk.act(Action::Go(Screen::Banks));
    desk.send(Command::Browse(BrowseCommand::Bank(Some("general".to_owned()))));
}

fn question(desk: &mut Desk) {
    bank(desk);
    let bank = desk.model.open_bank().unwrap();
    let (principle, question) = (bank.principles[0].id.clone(), bank.questions[0].id.clone());
    desk.send(Command::Browse(BrowseCommand::Principle(Some(principle))));
    desk.send(Command::Browse(BrowseCommand::Edit(Some(question))));
}

fn last_attempt(desk: &Desk) -> uuid::Uuid {
    desk.model.notebook.attempts.iter().rfind(|attempt| attempt.note.is_some()).unwrap().id
}

/// The drill of finding stories, so many steps into its first question.
fn found(desk: &mut Desk, steps: usize) {
    desk.act(Action::Find(FindAction::Begin));
    let all = [FindAction::HaveOne, FindAction::Onward, FindAction::Onward, FindAction::Name(1)];
    for action in &all[..steps] {
        desk.pass(1);
        desk.act(Action::Find(*action));
    }
    desk.pass(1);
}

const PLACES: &[(&str, Steps)] = &[
    ("today", |_| ()),
    ("rehearse", |desk| {
        desk.act(Action::Go(Screen::Rehearse));
    }),
    ("rehearse, setup line open", |desk| {
        desk.act(Action::Go(Screen::Rehearse));
        desk.send(Command::Rehearse(RehearseCommand::ChangeSetup(true)));
    }),
    ("readiness", |desk| {
        desk.act(Action::Go(Screen::Readiness));
    }),
    ("readiness, a row chosen", |desk| {
        desk.acts(&[Action::Go(Screen::Readiness), Action::Down]);
    }),
    ("stories", |desk| {
        desk.act(Action::Go(Screen::Stories));
    }),
    ("a story", |desk| {
        desk.act(Action::Go(Screen::Stories));
        desk.send(Command::Stories(StoriesCommand::Open(Some(desk.model.notebook.stories[0].id.clone()))));
    }),
    ("a new story", |desk| {
        desk.act(Action::Go(Screen::Stories));
        desk.send(Command::Stories(StoriesCommand::New(None)));
    }),
    ("stories, a page of theirs", |desk| {
        desk.acts(&[
            Action::Go(Screen::Stories),
            Action::Stories(StoriesAction::Page(StoriesPage::Coverage)),
        ]);
    }),
    ("stories, a prompt", |desk| {
        desk.acts(&[Action::Go(Screen::Stories), Action::Stories(StoriesAction::Prompts)]);
    }),
    ("a story looked for", |desk| found(desk, 0)),
    ("a story found", |desk| found(desk, 1)),
    ("a story to be chosen", |desk| found(desk, 2)),
    ("its principle to be named", |desk| found(desk, 3)),
    ("what it was", |desk| found(desk, 4)),
    ("banks", |desk| {
        desk.act(Action::Go(Screen::Banks));
    }),
    ("a bank", bank),
    ("a question being edited", question),
    ("a review", review),
    ("a review's item", |desk| {
        review(desk);
        desk.acts(&[Action::Review(ReviewAction::Own(true)), Action::Down, Action::Down]);
    }),
    ("a review's item being edited", |desk| {
        review(desk);
        desk.acts(&[
            Action::Review(ReviewAction::Own(true)),
            Action::Down,
            Action::Down,
            Action::Review(ReviewAction::Edit),
        ]);
    }),
    ("history", |desk| {
        desk.act(Action::Go(Screen::History));
    }),
    ("an attempt", |desk| {
        desk.act(Action::Go(Screen::History));
        desk.send(Command::History(HistoryCommand::Open(Some(last_attempt(desk)))));
    }),
    ("scoring again", |desk| {
        desk.act(Action::Go(Screen::History));
        desk.now.wall += chrono::TimeDelta::days(3);
        desk.now.mono += std::time::Duration::from_hours(72);
        desk.send(Command::Rescore(RescoreCommand::Start(last_attempt(desk))));
        assert!(desk.model.rescoring.is_some(), "it may be scored again");
    }),
    ("settings", |desk| {
        desk.act(Action::Go(Screen::Settings));
    }),
    ("think", start),
    ("think, paused", |desk| {
        start(desk);
        desk.act(Action::Stage(StageAction::Pause));
    }),
    ("think, notes open", |desk| {
        start(desk);
        desk.act(Action::Stage(StageAction::Aid(AidAction::Notes)));
    }),
    ("answer", answer),
    ("answer, notes open", |desk| {
        answer(desk);
        desk.act(Action::Stage(StageAction::Aid(AidAction::Notes)));
    }),
    ("answer, a gap", |desk| {
        answer(desk);
        desk.now.wall += chrono::TimeDelta::hours(1);
        desk.now.mono += std::time::Duration::from_hours(1);
        desk.send_now(Command::Tick);
    }),
    ("probes", probes),
    ("score", score),
    ("score, a dimension on", |desk| {
        score(desk);
        desk.act(Action::Score(ScoreAction::Digit(4)));
    }),
    ("score, last step", |desk| {
        score(desk);
        desk.acts(&[Action::Score(ScoreAction::Digit(4)); 6]);
    }),
    ("the stage's menu", |desk| {
        answer(desk);
        desk.act(Action::Escape);
    }),
    ("a closed session", |desk| {
        score(desk);
        desk.acts(&[Action::Score(ScoreAction::Digit(4)); 6]);
        desk.acts(&[Action::Stage(StageAction::Save), Action::Escape, Action::Stage(StageAction::Drop)]);
        assert!(desk.model.rehearse.closed.is_some(), "the session has closed");
    }),
    ("phone screen, set up", |desk| set_up(desk, MockForm::Phone)),
    ("loop, set up", |desk| set_up(desk, MockForm::Loop)),
    ("mock, door", mock),
    ("mock, opening", |desk| {
        mock(desk);
        desk.act(Action::Mock(MockAction::Onward));
    }),
    ("mock, think", mock_question),
    ("mock, answer", mock_answer),
    ("mock, notes open", |desk| {
        mock_answer(desk);
        desk.act(Action::Stage(StageAction::Aid(AidAction::Notes)));
    }),
    ("mock, probes", |desk| {
        mock_answer(desk);
        desk.act(Action::Stage(StageAction::Finish));
        // A note-taker writes first.
        desk.pass(10);
    }),
    ("mock, menu", |desk| {
        mock_answer(desk);
        desk.act(Action::Escape);
    }),
    ("mock, score", mock_score),
    ("mock, which story", |desk| {
        mock_score(desk);
        desk.act(Action::Mock(MockAction::Tell));
    }),
    ("mock, vote", |desk| mock_until(desk, MockPart::Vote)),
    ("mock, marks", marks),
    ("mock, debrief", |desk| {
        mock_answer(desk);
        desk.acts(&[Action::Escape, Action::Stage(StageAction::Drop)]);
        let id = desk.model.notebook.mocks.last().unwrap().id;
        for _ in 0..12 {
            if desk.model.interview().is_none() {
                break;
            }
            desk.acts(&[Action::Mock(MockAction::Choose(Vote::Yes)), Action::Mock(MockAction::Cast)]);
        }
        desk.send(Command::Mock(MockCommand::Open(id)));
    }),
    ("keys", |desk| {
        desk.act(Action::Keys);
    }),
    ("palette", |desk| {
        desk.act(Action::Palette);
    }),
    ("palette on stage", |desk| {
        answer(desk);
        desk.act(Action::Palette);
    }),
    ("the sheet", |desk| {
        desk.act(Action::Sheet);
    }),
    ("erase for good?", |desk| {
        desk.act(Action::Go(Screen::Settings));
        desk.send(Command::Data(DataCommand::AskErase(Erase::Everything)));
    }),
    ("restore a backup?", |desk| {
        desk.act(Action::Go(Screen::Settings));
        desk.send(Command::Data(DataCommand::AskRestore("a backup".to_owned())));
    }),
    ("a backup being restored", |desk| {
        desk.act(Action::Go(Screen::Settings));
        desk.send(Command::Data(DataCommand::AskRestore("a backup".to_owned())));
        desk.send(Command::Data(DataCommand::Restore));
    }),
    ("close unsaved?", |desk| {
        desk.send(Command::Window(WindowCommand::CloseRequested));
    }),
    ("save as", |desk| {
        desk.act(Action::Go(Screen::Settings));
        desk.send(Command::Export(ExportCommand::AskPacket(last_attempt(desk))));
    }),
    ("the story told, from the stage", |desk| {
        start(desk);
        desk.act(Action::Stage(StageAction::Aid(AidAction::StoryBelow)));
        desk.acts(&[Action::Stage(StageAction::Begin)]);
        desk.pass(TALK);
        desk.acts(&[
            Action::Stage(StageAction::Finish),
            Action::Stage(StageAction::ProbeEnd),
            Action::Stage(StageAction::Aid(AidAction::Story)),
        ]);
    }),
];

/// All actions that a key has. Of those that differ only in a number above 1, as the scores do, the first.
fn actions() -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for binding in BINDINGS {
        let another = match binding.action {
            Action::Score(ScoreAction::Digit(n))
            | Action::Stage(StageAction::Predict(n))
            | Action::Find(FindAction::Story(n) | FindAction::Name(n))
            | Action::Mock(
                MockAction::TellStory(n)
                | MockAction::AskThem(n)
                | MockAction::Mark(n)
                | MockAction::WorkOn(n),
            ) => n > 1,
            Action::Mock(MockAction::Rounds(n)) => n > 2,
            _ => false,
        };
        if !another && !actions.contains(&binding.action) {
            actions.push(binding.action);
        }
    }
    actions
}

fn at(name: &str) -> Desk {
    let (_, steps) = PLACES.iter().find(|(place, _)| *place == name).unwrap();
    let mut desk = Desk::new(12);
    steps(&mut desk);
    desk
}

/// What of the model an action may change, each with its state in words.
fn parts(model: &Model) -> Vec<(&'static str, String)> {
    macro_rules! parts {
        ($($name:literal $value:expr,)*) => { vec![$(($name, format!("{:?}", $value))),*] };
    }
    let has = &model.notebook;
    parts! {
        "screen" model.screen, "profile" has.profile, "attempts" has.attempts, "moments" has.moments,
        "stories" has.stories, "banks" has.banks, "overlays" has.overlays, "imports" has.imports,
        "mocks" has.mocks, "finds" has.finds, "asked" has.shown(), "timeline" (model.timeline.can_undo(), model.timeline.can_do_again()),
        "rehearse" model.rehearse, "stage" model.stage, "recovered" model.recovered,
        "chosen" model.readiness.chosen, "view" model.readiness.view, "range" model.readiness.range,
        "rescoring" model.rescoring, "story" model.story, "mock" model.mock, "browse" model.browse,
        "importing" model.importing, "exporting" model.exporting, "history" model.history, "modal" model.modal,
        "notices" model.notices, "saving" model.saving, "window" model.window, "voice" model.voice,
    }
}

/// Where the person is, as far as a line needs it.
fn place(model: &Model) -> String {
    let mut words = vec![format!("{:?}", model.screen)];
    if let Some(drill) = model.drill() {
        let phase = format!("{:?}", drill.rehearsal.phase());
        words.push(format!("stage {}", phase.split(|c: char| !c.is_alphanumeric()).next().unwrap()));
    }
    if let Some(running) = model.interview() {
        let phase = running.run.rehearsal().map(|rehearsal| format!(" {:?}", rehearsal.phase()));
        let phase = phase.unwrap_or_default();
        let phase = phase.split('(').next().unwrap();
        words.push(format!("mock {:?}{phase}", running.run.place()));
    }
    if let Some(finding) = model.finding() {
        let phase = format!("{:?}", finding.find.phase());
        words.push(format!("find {}", phase.split('(').next().unwrap()));
    }
    for (word, open) in [
        ("closed", model.rehearse.closed.is_some()),
        ("review", model.importing.open.is_some()),
        ("rescoring", model.rescoring.is_some()),
        ("story", model.story.open.is_some()),
        ("attempt", model.history.open.is_some()),
        ("bank", model.browse.bank.is_some()),
        ("setup", model.open_setup().is_some()),
        ("debrief", model.open_debrief().is_some()),
    ] {
        if open {
            words.push(word.to_owned());
        }
    }
    if let Some(overlay) = &model.modal {
        let text = format!("{overlay:?}");
        words.push(format!("under {}", text.split(|c: char| !c.is_alphanumeric()).next().unwrap()));
    }
    words.join(", ")
}

/// One line: what the action does there; none if it does nothing.
fn line(name: &str, action: Action) -> Option<String> {
    let mut desk = at(name);
    // Time passes before the key as it does before each: only the key itself is looked at.
    desk.send(Command::Tick);
    let before = (place(&desk.model), parts(&desk.model));
    let effects = desk.send_now(Command::Do(action));
    let after = (place(&desk.model), parts(&desk.model));
    let changed: Vec<&str> =
        before.1.iter().zip(&after.1).filter(|(a, b)| a != b).map(|((name, _), _)| *name).collect();
    if changed.is_empty() && effects.is_empty() {
        return None;
    }
    let mut out = String::new();
    if before.0 != after.0 {
        write!(out, " → {}", after.0).unwrap();
    }
    write!(out, " [{}]", changed.join(" ")).unwrap();
    if !effects.is_empty() {
        write!(out, " {}", effects.join(", ")).unwrap();
    }
    Some(out)
}

/// Everything that happens, place by place; actions that do the same in a place share a line.
fn table() -> String {
    // In halves, each on a thread of its own.
    let (one, other) = PLACES.split_at(PLACES.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| table_of(other));
        table_of(one) + &other.join().unwrap()
    })
}

fn table_of(places: &[(&str, Steps)]) -> String {
    let mut out = String::new();
    for (name, _) in places {
        let there = at(name).model;
        writeln!(out, "{name}: {}", place(&there)).unwrap();
        writeln!(out, "  keys of {:?}", keys::contexts(there.route())).unwrap();
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        for action in actions() {
            let Some(line) = line(name, action) else { continue };
            match lines.iter_mut().find(|(known, _)| *known == line) {
                Some((_, actions)) => actions.push(format!("{action:?}")),
                None => lines.push((line, vec![format!("{action:?}")])),
            }
        }
        for (line, actions) in lines {
            writeln!(out, "  {}{line}", actions.join(" ")).unwrap();
        }
    }
    out
}

/// After a change that is meant: `GREENROOM_UPDATE_PLACES=1 cargo test --test update`, and read the difference.
#[test]
fn every_action_does_in_every_place_what_it_did() {
    let found = table();
    if std::env::var_os("GREENROOM_UPDATE_PLACES").is_some() {
        std::fs::write(EXPECTED, &found).unwrap();
    }
    let expected = std::fs::read_to_string(EXPECTED).unwrap_or_default();
    for (number, (now, then)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(now, then, "line {} of places.txt", number + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "lines of places.txt");
}

/// The table misses no place: each kind of each is stood at, and each kind of what can lie above.
#[test]
fn every_place_is_in_the_table() {
    let mut places: HashSet<Discriminant<Place>> = HashSet::new();
    let mut parts: HashSet<Discriminant<AnswerPart>> = HashSet::new();
    let mut rounds: HashSet<Discriminant<MockPart>> = HashSet::new();
    let mut finds: HashSet<Discriminant<FindPart>> = HashSet::new();
    let mut above: HashSet<Discriminant<Above>> = HashSet::new();
    for (name, _) in PLACES {
        let route = at(name).model.route();
        places.insert(discriminant(&route.place));
        above.extend(route.above.as_ref().map(discriminant));
        match route.place {
            Place::Stage { part, .. } => {
                parts.insert(discriminant(&part));
            }
            Place::Mock { part, .. } => {
                rounds.insert(discriminant(&part));
            }
            Place::Find(part) => {
                finds.insert(discriminant(&part));
            }
            _ => {}
        }
    }
    assert_eq!(places.len(), Place::COUNT, "{places:?}");
    assert_eq!(parts.len(), AnswerPart::COUNT, "{parts:?}");
    // Over lasts for no command: the debrief opens with the last vote.
    assert_eq!(rounds.len(), MockPart::COUNT - 1, "{rounds:?}");
    assert_eq!(finds.len(), FindPart::COUNT, "{finds:?}");
    assert_eq!(above.len(), Above::COUNT, "{above:?}");
}
