//! What keys, and the pieces of the stage that drills share, ask of mock interviews.

use crate::domain::attempt::Outcome;
use crate::domain::mock::generate::Ask;
use crate::domain::mock::marks::Mark;
use crate::domain::mock::plan::MockForm;
use crate::domain::mock::record::Told;
use crate::domain::mock::run::Leave;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::rubric::Score;

use super::super::action::{ScoreAction, StageAction};
use super::super::command::StageCommand;
use super::super::effect::Effect;
use super::super::mock::{
    Interview, MockAction, MockCommand, RunCommand, SOMETHING_ELSE, SetupChange, Telling, waiting,
};
use super::super::model::Model;
use super::{drill, friends, mock, stage};

/// What a key does while a mock interview is on stage.
pub(super) fn act(model: &mut Model, action: StageAction) -> Vec<Effect> {
    let command = match action {
        StageAction::Begin => RunCommand::Begin,
        StageAction::Finish => RunCommand::FinishAnswer,
        StageAction::Pause => RunCommand::Pause,
        StageAction::Section(number) => {
            let structure = model.rehearsal().map(Rehearsal::structure).unwrap_or_default();
            match structure.section(number) {
                Some(section) => RunCommand::Section(section),
                None => return Vec::new(),
            }
        }
        StageAction::NextSection => RunCommand::StepSection(true),
        StageAction::PreviousSection => RunCommand::StepSection(false),
        StageAction::ProbeNext => RunCommand::EndProbe(Outcome::Held),
        StageAction::ProbeAlready => RunCommand::EndProbe(Outcome::Already),
        StageAction::ProbeStuck => RunCommand::EndProbe(Outcome::Stuck),
        StageAction::ProbeEnd => RunCommand::EndProbe(Outcome::Ended),
        StageAction::Promise(number) => {
            let scores = model.interview().map(|interview| interview.run.mock().scoring.scores);
            match scores.and_then(|scores| stage::promised(&scores, number)) {
                Some(promise) => RunCommand::SetNextTime(promise.to_owned()),
                None => return Vec::new(),
            }
        }
        StageAction::Save => RunCommand::Next,
        StageAction::GapPause => RunCommand::GapPause,
        StageAction::GapCounts => RunCommand::GapCounts,
        // What is cut off by the clock is neither begun again nor passed over; the menu stays.
        StageAction::Restart | StageAction::Skip if model.cuts_off() => return Vec::new(),
        StageAction::Restart => {
            model.modal = None;
            RunCommand::Restart
        }
        StageAction::Skip => {
            model.modal = None;
            RunCommand::Skip
        }
        StageAction::Keep => RunCommand::End(Leave::Keep),
        StageAction::Drop => RunCommand::End(Leave::Drop),
        StageAction::Resume => return resume(model),
        // An interview asks for no prediction, and what stands beside it is of both kinds of stage.
        StageAction::Predict(_) | StageAction::Aid(_) => return Vec::new(),
    };
    mock::run(model, command)
}

/// What a key does to the scores.
pub(super) fn score(model: &mut Model, action: ScoreAction) -> Vec<Effect> {
    let command = match action {
        ScoreAction::Digit(value) => RunCommand::Score(Score::new(value)),
        ScoreAction::NextDimension => RunCommand::StepScore(true),
        ScoreAction::PreviousDimension => RunCommand::StepScore(false),
    };
    mock::run(model, command)
}

/// What the shared pieces of the stage send while a mock interview is on it.
pub(super) fn apply(model: &mut Model, command: StageCommand) -> Vec<Effect> {
    let command = match command {
        StageCommand::SetNote(note) => RunCommand::SetNote(note),
        StageCommand::SetNextTime(text) => RunCommand::SetNextTime(text),
        StageCommand::ChooseStory(story) => RunCommand::MeanStory(story),
        StageCommand::GoToScore(step) => RunCommand::GoToStep(step),
        // Of both kinds of stage.
        StageCommand::ShowStories(_) | StageCommand::Found(_) | StageCommand::SetReach(_) => {
            return Vec::new();
        }
    };
    mock::run(model, command)
}

/// Does what only mock interviews have, on stage and off it.
pub(super) fn special(model: &mut Model, action: MockAction) -> Vec<Effect> {
    let command = match action {
        MockAction::SetUp(form) => Some(MockCommand::SetUp(form)),
        MockAction::GoOn => waiting(&model.notebook.mocks).next().map(|mock| MockCommand::Open(mock.id)),
        MockAction::Start => Some(MockCommand::Start),
        MockAction::ForFriend => return friends::ask(model),
        MockAction::Another => Some(MockCommand::Change(SetupChange::Another)),
        MockAction::Half => model
            .mock
            .setup
            .as_ref()
            .map(|s| MockCommand::Change(SetupChange::SetAsk(Ask { half: !s.ask.half, ..s.ask }))),
        MockAction::Rounds(rounds) => {
            let of_loop = model.mock.setup.as_ref().filter(|setup| setup.ask.form == MockForm::Loop);
            of_loop.map(|s| {
                MockCommand::Change(SetupChange::SetAsk(Ask { rounds: Some(rounds.into()), ..s.ask }))
            })
        }
        MockAction::Onward => Some(MockCommand::Run(RunCommand::Next)),
        MockAction::AskThem(number) => ask_them(model, number),
        MockAction::GiveResult => Some(MockCommand::Run(RunCommand::GiveResult)),
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
        MockAction::Choose(vote) => Some(MockCommand::Run(RunCommand::ChooseVote(vote))),
        MockAction::Mark(value) => {
            let answers = model.interview().map(|interview| interview.run.mock().course().answers.as_slice());
            let at = answers.and_then(|answers| answers.iter().position(|answer| answer.mark.is_none()));
            at.map(|at| MockCommand::Run(RunCommand::Mark(at, Mark::new(value))))
        }
        MockAction::Cast => Some(MockCommand::Run(RunCommand::Vote)),
        MockAction::Wait => Some(MockCommand::Run(RunCommand::Wait)),
        MockAction::OnInDebrief if model.mock.practise => return work_on(model, 1),
        MockAction::OnInDebrief => {
            model.mock.practise = model.open_debrief().is_some();
            None
        }
        MockAction::WorkOn(number) if model.mock.practise => return work_on(model, number),
        MockAction::WorkOn(_) => None,
        MockAction::Repeat => model.open_debrief().map(|(mock, _)| MockCommand::Repeat(mock.id)),
    };
    command.map_or(Vec::new(), |command| mock::apply(model, command))
}

/// Closes the list of stories, if it is open; else does what Esc does on any stage.
pub(super) fn escape(model: &mut Model) {
    let telling = model.interview_mut().and_then(|interview| interview.telling.take());
    if telling.is_none() {
        stage::escape(model);
    }
}

/// Goes on where the clocks stood.
pub(super) fn resume(model: &mut Model) -> Vec<Effect> {
    model.modal = None;
    let paused = model.interview().is_some_and(|interview| interview.run.is_paused());
    if paused { mock::run(model, RunCommand::Pause) } else { Vec::new() }
}

/// Puts the question with this number to the interviewer.
fn ask_them(model: &Model, number: u8) -> Option<MockCommand> {
    let question = match usize::from(number).checked_sub(1) {
        Some(at) => model.to_ask_now().into_iter().nth(at)?,
        None => SOMETHING_ELSE.to_owned(),
    };
    Some(MockCommand::Run(RunCommand::AskThem(question)))
}

// -- The story told ----------------------------------------------------------------------------

fn telling(model: &mut Model) -> Option<&mut Telling> {
    model.interview_mut()?.telling.as_mut()
}

fn open_telling(model: &mut Model) {
    let list: Vec<&str> = model.told_list().iter().map(|story| story.id.as_str()).collect();
    let answer = model.interview().and_then(Interview::scored_answer);
    let Some(answer) = answer else { return };
    let mut open = Telling { typing: list.is_empty(), ..Telling::default() };
    match &answer.told {
        Some(Told::Story(id)) => open.at = list.iter().position(|of| of == id).unwrap_or(0),
        Some(Told::Words(words)) => open.words.clone_from(words),
        None => {}
    }
    if let Some(interview) = model.interview_mut() {
        interview.telling = Some(open);
    }
}

/// The story above or below, as the one that was told.
pub(super) fn move_telling(model: &mut Model, down: bool) {
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
    let telling = model.interview()?.telling.as_ref()?;
    if telling.typing {
        let words = telling.words.trim();
        return (!words.is_empty()).then(|| Told::Words(words.to_owned()));
    }
    story_at(model, telling.at)
}

fn tell(model: &mut Model, told: Option<Told>) -> Option<MockCommand> {
    let interview = model.interview_mut()?;
    interview.telling = None;
    interview.scored_index().map(|index| MockCommand::Run(RunCommand::Tell(index, told)))
}

/// Rehearses one of the things that the open debrief names.
fn work_on(model: &mut Model, number: u8) -> Vec<Effect> {
    let Some((_, debrief)) = model.open_debrief() else { return Vec::new() };
    let at = usize::from(number).checked_sub(1);
    let Some(work) = at.and_then(|at| debrief.work_on.get(at)) else { return Vec::new() };
    let scope = work.drill.clone();
    drill::start_with(model, scope)
}
