//! What keys, and the pieces of the stage that drills share, ask of mock interviews.

use crate::domain::attempt::Outcome;
use crate::domain::mock::generate::Ask;
use crate::domain::mock::plan::Form;
use crate::domain::mock::record::Told;
use crate::domain::mock::run::Leave;
use crate::domain::rubric::Score;

use super::super::action::{Action, ScoreAction, StageAction};
use super::super::command::Command;
use super::super::effect::Effect;
use super::super::mock::{MockAction, MockCommand, Telling, waiting};
use super::super::model::{Model, Overlay};
use super::super::notes::NotesView;
use super::{mock, stage, voice};

/// Does what a key or a button asks while a mock interview is on stage.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Escape => {
            escape(model);
            return Vec::new();
        }
        Action::Stage(StageAction::Resume) => return resume(model),
        Action::Stage(StageAction::Notes) | Action::Stage(StageAction::NotesScroll(_)) => {
            turn_notes(model, action);
            return Vec::new();
        }
        Action::Stage(StageAction::HearAgain) => return voice::hear_again(model),
        Action::Stage(StageAction::ShowQuestion) => {
            voice::show_question(model);
            return Vec::new();
        }
        Action::Stage(StageAction::Moment) => return stage::mark_moment(model),
        Action::Stage(StageAction::Story) => return stage::open_story(model),
        Action::Stage(StageAction::StoryAbove) | Action::Stage(StageAction::StoryBelow) => {
            stage::choose_story(model, action == Action::Stage(StageAction::StoryBelow));
            return Vec::new();
        }
        Action::Up | Action::Down => {
            move_telling(model, action == Action::Down);
            return Vec::new();
        }
        Action::Stage(StageAction::Note) => {
            if let Some(running) = &mut model.mock.running {
                running.note_open = !running.note_open;
            }
            return Vec::new();
        }
        _ => {}
    }
    let command = match action {
        Action::Stage(StageAction::Begin) => MockCommand::Begin,
        Action::Stage(StageAction::Finish) => MockCommand::FinishAnswer,
        Action::Stage(StageAction::Pause) => MockCommand::Pause,
        Action::Stage(StageAction::Section(section)) => MockCommand::Section(section),
        Action::Stage(StageAction::NextSection) => MockCommand::StepSection(true),
        Action::Stage(StageAction::PreviousSection) => MockCommand::StepSection(false),
        Action::Stage(StageAction::ProbeNext) => MockCommand::EndProbe(Outcome::Held),
        Action::Stage(StageAction::ProbeAlready) => MockCommand::EndProbe(Outcome::Already),
        Action::Stage(StageAction::ProbeStuck) => MockCommand::EndProbe(Outcome::Stuck),
        Action::Stage(StageAction::ProbeEnd) => MockCommand::EndProbe(Outcome::Ended),
        Action::Score(ScoreAction::Digit(value)) => MockCommand::Score(Score::new(value)),
        Action::Score(ScoreAction::NextDimension) => MockCommand::StepScore(true),
        Action::Score(ScoreAction::PreviousDimension) => MockCommand::StepScore(false),
        Action::Stage(StageAction::Save) => MockCommand::Next,
        Action::Stage(StageAction::GapPause) => MockCommand::GapPause,
        Action::Stage(StageAction::GapCounts) => MockCommand::GapCounts,
        Action::Stage(StageAction::Restart) => MockCommand::Restart,
        Action::Stage(StageAction::Skip) => MockCommand::Skip,
        Action::Stage(StageAction::Keep) => MockCommand::End(Leave::Keep),
        Action::Stage(StageAction::Drop) => MockCommand::End(Leave::Drop),
        _ => return Vec::new(),
    };
    if matches!(action, Action::Stage(StageAction::Restart) | Action::Stage(StageAction::Skip)) {
        model.overlay = None;
    }
    mock::apply(model, command)
}

/// What the shared pieces of the stage send while a mock interview is on it.
pub(super) fn apply(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::SetNote(note) => mock::apply(model, MockCommand::SetNote(note)),
        Command::SetNextTime(text) => mock::apply(model, MockCommand::SetNextTime(text)),
        Command::ChooseStory(story) => mock::apply(model, MockCommand::MeanStory(story)),
        Command::GoToScore(step) => mock::apply(model, MockCommand::GoToStep(step)),
        Command::ShowStories(shown) => {
            if let Some(running) = &mut model.mock.running {
                running.stories_shown = shown;
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Does what only mock interviews have, on stage and off it.
pub(super) fn special(model: &mut Model, action: MockAction) -> Vec<Effect> {
    let command = match action {
        MockAction::SetUp(form) => Some(MockCommand::SetUp(form)),
        MockAction::GoOn => waiting(&model.mocks).next().map(|mock| MockCommand::Open(mock.id)),
        MockAction::Start => Some(MockCommand::Start),
        MockAction::Another => Some(MockCommand::Another),
        MockAction::Half => {
            model.mock.setup.as_ref().map(|s| MockCommand::SetAsk(Ask { half: !s.ask.half, ..s.ask }))
        }
        MockAction::Rounds(rounds) => {
            let of_loop = model.mock.setup.as_ref().filter(|setup| setup.ask.form == Form::Loop);
            of_loop.map(|s| MockCommand::SetAsk(Ask { rounds: Some(rounds.into()), ..s.ask }))
        }
        MockAction::Onward => Some(MockCommand::Next),
        MockAction::Tell => {
            open_telling(model);
            None
        }
        MockAction::TellStory(0) => tell(model, None),
        MockAction::TellStory(number) => match story_at(model, usize::from(number) - 1) {
            Some(told) => tell(model, Some(told)),
            None => None,
        },
        MockAction::TellChosen => match chosen(model) {
            Some(told) => tell(model, Some(told)),
            None => None,
        },
        MockAction::TellWords => {
            if let Some(telling) = telling(model) {
                telling.typing = true;
            }
            None
        }
        MockAction::Choose(vote) => Some(MockCommand::ChooseVote(vote)),
        MockAction::Cast => Some(MockCommand::Vote),
        MockAction::Wait => Some(MockCommand::Wait),
        MockAction::WorkOn(number) => return work_on(model, number),
        MockAction::Repeat => model.open_debrief().map(|(mock, _)| MockCommand::Repeat(mock.id)),
    };
    command.map_or(Vec::new(), |command| mock::apply(model, command))
}

/// Closes what is open on the mock's own pages. Whether there was anything.
pub(super) fn back(model: &mut Model) -> bool {
    if model.open_setup().is_some() {
        model.mock.setup = None;
    } else if model.open_debrief().is_some() {
        model.mock.debrief = None;
    } else {
        return false;
    }
    true
}

fn escape(model: &mut Model) {
    let Some(running) = &mut model.mock.running else { return };
    if running.telling.take().is_some() {
        return;
    }
    if running.open_notes().is_some() {
        running.notes = None;
        return;
    }
    mock::pause(model);
    model.overlay = Some(Overlay::Menu);
}

/// Goes on where the clocks stood.
pub(super) fn resume(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    let paused = model.mock.running.as_ref().is_some_and(|running| running.run.is_paused());
    if paused { mock::apply(model, MockCommand::Pause) } else { Vec::new() }
}

/// Opens, closes or moves the notes beside the interview.
fn turn_notes(model: &mut Model, action: Action) {
    let Some(running) = model.mock.running.as_mut().filter(|running| running.run.is_under_way()) else {
        return;
    };
    running.notes = match (running.notes.take(), action) {
        (Some(view), Action::Stage(StageAction::NotesScroll(scroll))) => Some(view.turned(scroll)),
        (None, Action::Stage(StageAction::Notes)) => Some(NotesView::default()),
        _ => None,
    };
}

// -- The story told ----------------------------------------------------------------------------

fn telling(model: &mut Model) -> Option<&mut Telling> {
    model.mock.running.as_mut()?.telling.as_mut()
}

fn open_telling(model: &mut Model) {
    let list: Vec<&str> = model.told_list().iter().map(|story| story.id.as_str()).collect();
    let answer = model.mock.running.as_ref().and_then(|running| running.scored_answer());
    let Some(answer) = answer else { return };
    let mut open = Telling { typing: list.is_empty(), ..Telling::default() };
    match &answer.told {
        Some(Told::Story(id)) => open.at = list.iter().position(|of| of == id).unwrap_or(0),
        Some(Told::Words(words)) => open.words.clone_from(words),
        None => {}
    }
    if let Some(running) = &mut model.mock.running {
        running.telling = Some(open);
    }
}

fn move_telling(model: &mut Model, down: bool) {
    let last = model.told_list().len().saturating_sub(1);
    if let Some(telling) = telling(model) {
        telling.at = if down { (telling.at + 1).min(last) } else { telling.at.saturating_sub(1) };
        telling.typing = false;
    }
}

fn story_at(model: &Model, at: usize) -> Option<Told> {
    model.told_list().get(at).map(|story| Told::Story(story.id.clone()))
}

/// What Enter takes: the words while they are typed, else the story that is chosen.
fn chosen(model: &Model) -> Option<Told> {
    let telling = model.mock.running.as_ref()?.telling.as_ref()?;
    if telling.typing {
        let words = telling.words.trim();
        return (!words.is_empty()).then(|| Told::Words(words.to_owned()));
    }
    story_at(model, telling.at)
}

fn tell(model: &mut Model, told: Option<Told>) -> Option<MockCommand> {
    let running = model.mock.running.as_mut()?;
    running.telling = None;
    running.scored_index().map(|index| MockCommand::Tell(index, told))
}

/// Rehearses one of the things that the open debrief names.
fn work_on(model: &mut Model, number: u8) -> Vec<Effect> {
    let Some((_, debrief)) = model.open_debrief() else { return Vec::new() };
    let at = usize::from(number).checked_sub(1);
    let Some(work) = at.and_then(|at| debrief.work_on.get(at)) else { return Vec::new() };
    let scope = work.drill.clone();
    stage::apply(model, Command::StartWith(scope))
}
