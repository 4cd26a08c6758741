//! Mock interviews: setting one up, running it, remembering it, its debrief.

use std::time::Duration;

use uuid::Uuid;

use crate::domain::attempt::Outcome;
use crate::domain::countdown::{Mono, Stopwatch};
use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::generate::{Ask, edited, generate};
use crate::domain::mock::plan::{MockForm, MockPlan};
use crate::domain::mock::record::Mock;
use crate::domain::mock::run::{At, Leave, MockRun, Out};
use crate::domain::notebook::{Change, Key};

use super::super::effect::{AudioJob, Effect, StoreJob};
use super::super::mock::{MockCommand, MockSetup, RunCommand, Running, SetupChange};
use super::super::model::{Model, Screen};
use super::super::timeline::Done;
use super::{changes, recovering, second_scores};

/// How often the running answer is remembered while its clock runs.
const REMEMBER_EVERY: Duration = Duration::from_secs(5);
/// How often the interview's clock is remembered where no answer runs.
const CLOCK_EVERY: Duration = Duration::from_secs(15);
/// The shortest time between two looks at the clock.
const TICK: Duration = Duration::from_millis(250);

pub(super) fn apply(model: &mut Model, command: MockCommand) -> Vec<Effect> {
    match command {
        MockCommand::SetUp(form) => set_up(model, form),
        MockCommand::Change(change) => {
            change_setup(model, change);
            Vec::new()
        }
        MockCommand::CloseSetUp => {
            model.mock.setup = None;
            Vec::new()
        }
        MockCommand::Start => match model.mock.setup.take() {
            Some(MockSetup { plan: Ok(plan), .. }) => begin(model, plan),
            setup => {
                model.mock.setup = setup;
                Vec::new()
            }
        },
        MockCommand::Repeat(id) => match model.notebook.mock(id).map(|mock| mock.plan.clone()) {
            Some(plan) => begin(model, plan),
            None => Vec::new(),
        },
        MockCommand::Open(id) => open(model, id),
        MockCommand::CloseDebrief => {
            model.mock.debrief = None;
            Vec::new()
        }
        MockCommand::Remove(id) => remove(model, id),
        MockCommand::Run(command) => run(model, command),
    }
}

fn at(model: &Model) -> At {
    At { mono: model.now.mono, wall: model.now.wall }
}

// -- Setting up --------------------------------------------------------------------------------

fn set_up(model: &mut Model, form: MockForm) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let ask = Ask::new(form, model.notebook.profile.settings.budget);
    let (seed, plan) = propose(model, &ask);
    model.mock.debrief = None;
    second_scores::leave(model);
    model.mock.setup = Some(MockSetup { ask, seed, plan, refused: None, typed_seed: None, open: None });
    (model.screen, model.modal, model.rehearse.closed) = (Screen::Rehearse, None, None);
    Vec::new()
}

/// The plan that suits the person best, with its seed; or why there is none.
fn propose(model: &mut Model, ask: &Ask) -> (u64, Result<MockPlan, String>) {
    match model.notebook.propose_mock(ask, model.now.wall, &mut model.rng) {
        Ok(plan) => (plan.seed, Ok(plan)),
        Err((seed, fault)) => (seed, Err(fault.to_string())),
    }
}

fn change_setup(model: &mut Model, change: SetupChange) {
    let Some(mut setup) = model.mock.setup.take() else { return };
    setup.refused = None;
    match change {
        SetupChange::OpenRound(round) => setup.open = round,
        SetupChange::TypeSeed(text) => type_seed(model, &mut setup, text),
        SetupChange::Another => {
            (setup.seed, setup.plan) = propose(model, &setup.ask);
            setup.typed_seed = None;
        }
        SetupChange::Edit(edit) => {
            let budget = model.notebook.profile.settings.budget;
            let change = |plan: &MockPlan| {
                edited(plan, &edit, model.notebook.catalog(), &model.notebook.profile.target, budget)
            };
            match setup.plan.as_ref().map(change) {
                Ok(Ok(plan)) => setup.plan = Ok(plan),
                Ok(Err(fault)) => setup.refused = Some(fault.to_string()),
                Err(_) => {}
            }
        }
        SetupChange::SetAsk(ask) => {
            setup.ask = ask;
            make_anew(model, &mut setup);
        }
        SetupChange::SetSeed(seed) => {
            setup.seed = seed;
            make_anew(model, &mut setup);
        }
    }
    model.mock.setup = Some(setup);
}

/// Something else is wanted, or a seed was chosen: what was being typed no longer counts.
fn make_anew(model: &Model, setup: &mut MockSetup) {
    setup.typed_seed = None;
    make(model, setup);
}

/// Makes the plan that the seed gives.
fn make(model: &Model, setup: &mut MockSetup) {
    let plan = generate(model.notebook.catalog(), &model.notebook.profile.target, &setup.ask, setup.seed);
    setup.plan = plan.map_err(|fault| fault.to_string());
}

/// Takes the seed as it is typed, once it is a number.
fn type_seed(model: &Model, setup: &mut MockSetup, text: String) {
    if let Ok(seed) = text.trim().parse() {
        (setup.seed, setup.typed_seed) = (seed, None);
        make(model, setup);
    } else {
        let words = "A plan number is a whole number. The plan below is still the one before.";
        (setup.refused, setup.typed_seed) = (Some(words.to_owned()), Some(text));
    }
}

fn begin(model: &mut Model, plan: MockPlan) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let mut effects = recovering::keep_all(model);
    let mock = Mock::new((model.new_id)(), model.now.wall, plan);
    let run = MockRun::new(mock, at(model));
    effects.extend(stand_on_stage(model, run));
    effects
}

fn stand_on_stage(model: &mut Model, run: MockRun) -> Vec<Effect> {
    second_scores::leave(model);
    (model.screen, model.modal, model.rehearse.closed) = (Screen::Rehearse, None, None);
    (model.mock.setup, model.mock.debrief) = (None, None);
    model.mock.running = Some(Running {
        run,
        refused: None,
        telling: None,
        stories_shown: false,
        note_open: false,
        reading: None,
        notes: None,
        tips: Vec::new(),
        expected: Vec::new(),
        checklist: Vec::new(),
        written: None,
        remembered: model.now.mono,
    });
    let mut effects = vec![Effect::Audio(AudioJob::Prepare)];
    effects.extend(settle(model));
    effects
}

/// Takes a mock that waits up again, its clocks standing still; or shows the debrief of one that is over.
fn open(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(mock) = model.notebook.mock(id).filter(|_| !model.is_on_stage()).cloned() else {
        return Vec::new();
    };
    if mock.is_over() {
        show_debrief(model, &mock);
        model.screen = Screen::Rehearse;
        return Vec::new();
    }
    let (mut mock, mut checkpoint) = (mock, None);
    if let Some(cut) = model.mock.cut_short.take_if(|cut| cut.brief.session == id) {
        // The interview's clock was last remembered with the answer.
        mock.clock = mock.clock.max(cut.interview.unwrap_or_default());
        checkpoint = Some(*cut);
    }
    let mut effects = recovering::keep_all(model);
    let run = MockRun::resumed(mock, |id| model.notebook.attempt(id).cloned(), checkpoint, at(model));
    effects.extend(stand_on_stage(model, run));
    effects
}

fn show_debrief(model: &mut Model, mock: &Mock) {
    let title = |id: &str| model.notebook.story(id).map(|story| story.title.clone());
    let debrief = Debrief::of(mock, |id| model.notebook.attempt(id), title);
    (model.mock.setup, model.rehearse.closed) = (None, None);
    model.mock.debrief = Some((mock.id, debrief));
}

fn remove(model: &mut Model, id: Uuid) -> Vec<Effect> {
    if model.mock.running_as(id).is_some() {
        return Vec::new();
    }
    model.mock.debrief.take_if(|(open, _)| *open == id);
    let cut = model.mock.cut_short.take_if(|cut| cut.brief.session == id);
    let mut effects = changes::make(model, &Change::remove(Key::Mock(id)), Done::MockRemoved);
    effects.extend(cut.map(|_| Effect::Store(StoreJob::ClearRunning)));
    effects
}

// -- On stage ----------------------------------------------------------------------------------

/// Does what is asked while a mock interview is on stage.
pub(super) fn run(model: &mut Model, command: RunCommand) -> Vec<Effect> {
    let at = at(model);
    let Some(stage) = &mut model.mock.running else { return Vec::new() };
    let run = &mut stage.run;
    run.tick(at);
    if is_held_up(run, &command, at) {
        return Vec::new();
    }
    if goes_on(&command) && run.is_paused() {
        // What comes next begins with both clocks running.
        run.resume(at);
    }
    match command {
        RunCommand::Next => run.next(at),
        RunCommand::Begin => run.begin(at),
        RunCommand::FinishAnswer => run.finish_answer(at),
        RunCommand::EndProbe(outcome) => run.end_probe(outcome, at),
        RunCommand::Pause if run.is_paused() => run.resume(at),
        RunCommand::Pause => run.pause(at),
        RunCommand::GapPause => run.gap_was_pause(at),
        RunCommand::GapCounts => run.gap_counts(),
        RunCommand::Restart => {
            run.restart_answer(at);
            // It is asked anew, so it is read anew.
            stage.reading = None;
        }
        RunCommand::Skip => run.skip(at),
        RunCommand::Tell(answer, told) => {
            run.tell(answer, told);
        }
        RunCommand::Telling(telling) => stage.telling = telling,
        RunCommand::SetTold(words) => {
            if let Some(telling) = &mut stage.telling {
                (telling.words, telling.typing) = (words, true);
            }
        }
        RunCommand::Score(score) => run.score(score),
        RunCommand::StepScore(forward) => run.step_score(forward),
        RunCommand::GoToStep(step) => run.go_to_step(step),
        RunCommand::SetNextTime(text) => run.set_words(Some(text), None),
        RunCommand::SetNote(text) => run.set_words(None, Some(text)),
        RunCommand::ChooseVote(vote) => run.draft_vote(Some(vote), None),
        RunCommand::SetReason(reason) => run.draft_vote(None, Some(reason)),
        RunCommand::Vote => cast(stage, at),
        RunCommand::Wait => return wait(model),
        RunCommand::End(how) => end(model, how),
        RunCommand::Section(section) => {
            if let Some(rehearsal) = run.rehearsal_mut() {
                rehearsal.mark_section(section, at.mono);
            }
        }
        RunCommand::StepSection(forward) => {
            if let Some(rehearsal) = run.rehearsal_mut() {
                rehearsal.step_section(forward, at.mono);
            }
        }
        RunCommand::MeanStory(story) => {
            if let Some(rehearsal) = run.rehearsal_mut() {
                rehearsal.story = story;
            }
        }
    }
    settle(model)
}

/// Whether the command ends what is going on and leads to what comes after.
fn goes_on(command: &RunCommand) -> bool {
    match command {
        RunCommand::Next | RunCommand::Begin | RunCommand::FinishAnswer | RunCommand::EndProbe(_) => true,
        RunCommand::Section(_)
        | RunCommand::StepSection(_)
        | RunCommand::Pause
        | RunCommand::GapPause
        | RunCommand::GapCounts
        | RunCommand::Restart
        | RunCommand::Skip
        | RunCommand::MeanStory(_)
        | RunCommand::Tell(..)
        | RunCommand::SetTold(_)
        | RunCommand::Telling(_)
        | RunCommand::Score(_)
        | RunCommand::StepScore(_)
        | RunCommand::GoToStep(_)
        | RunCommand::SetNextTime(_)
        | RunCommand::SetNote(_)
        | RunCommand::ChooseVote(_)
        | RunCommand::SetReason(_)
        | RunCommand::Vote
        | RunCommand::Wait
        | RunCommand::End(_) => false,
    }
}

/// Whether the command must wait: for the person's word on a gap, or because it came so soon after what
/// went before that it was meant for that.
fn is_held_up(run: &MockRun, command: &RunCommand, at: At) -> bool {
    let goes_on = goes_on(command);
    let by_enter = goes_on && !matches!(command, RunCommand::EndProbe(outcome) if *outcome != Outcome::Held);
    (goes_on && run.gap().is_some()) || (by_enter && !run.is_settled(at))
}

fn cast(stage: &mut Running, at: At) {
    let draft = stage.run.mock().draft.clone();
    stage.refused = match draft.vote {
        None => Some("Choose a vote first: strong no, no, yes or strong yes.".to_owned()),
        Some(vote) => stage.run.vote(vote, &draft.reason, at).err().map(|fault| fault.to_string()),
    };
}

/// Ends the mock now.
fn end(model: &mut Model, how: Leave) {
    let at = at(model);
    model.modal = None;
    if let Some(stage) = &mut model.mock.running {
        stage.run.leave(how, at);
    }
}

/// Leaves the stage; the mock waits as it stands, the running answer in its checkpoint.
fn wait(model: &mut Model) -> Vec<Effect> {
    pause(model);
    let mut effects = settle(model);
    effects.extend(remember_now(model));
    model.modal = None;
    if let Some(stage) = model.mock.running.take() {
        let at = At { mono: model.now.mono, wall: model.now.wall };
        model.mock.cut_short = stage.run.checkpoint(at).map(Box::new);
    }
    effects
}

/// Carries out what the run wants on disk, and shows the debrief when it is over.
fn settle(model: &mut Model) -> Vec<Effect> {
    let at = at(model);
    let Some(stage) = &mut model.mock.running else { return Vec::new() };
    let outs = stage.run.take_outs();
    let mock = stage.run.snapshot(at);
    let place = Some((mock.round, mock.place));
    let moved = stage.written != place;
    stage.written = place;
    if moved {
        (stage.reading, stage.telling) = (None, None);
        (stage.stories_shown, stage.note_open) = (false, false);
        advise(model);
    }
    let within = Key::Mock(mock.id);
    let mut effects = Vec::new();
    let mut changed = false;
    for out in outs {
        match out {
            // Answers go to disk before the mock that names them.
            Out::Put(attempt) => {
                model.saving.saved = false;
                let put = Change::put(*attempt);
                effects.extend(changes::make_within(model, &put, Done::MockRun, within.clone()));
            }
            Out::Remember => changed = true,
        }
    }
    if changed && moved {
        let put = Change::put(mock.clone());
        effects.extend(changes::make_within(model, &put, Done::MockRun, within));
    } else if changed {
        changes::type_in_within(model, &Change::put(mock.clone()), Done::MockRun, within);
    }
    if mock.is_over() {
        model.mock.running = None;
        effects.push(Effect::Store(StoreJob::ClearRunning));
        show_debrief(model, &mock);
    }
    effects
}

/// Looks up what was imported for the principle of the answer that is scored.
fn advise(model: &mut Model) {
    let scored = model.mock.running.as_ref().and_then(|stage| stage.run.scored());
    let Some((principle, question)) =
        scored.map(|attempt| (attempt.principle.clone(), attempt.question.id.clone()))
    else {
        return;
    };
    let (tips, expected) = model.notebook.advice(&principle);
    let checklist = question.map(|id| model.notebook.checklist(&id)).unwrap_or_default();
    if let Some(stage) = &mut model.mock.running {
        (stage.tips, stage.expected, stage.checklist) = (tips, expected, checklist);
    }
}

// -- The clock and the checkpoint --------------------------------------------------------------

/// Lets the clocks notice a gap.
pub(super) fn tick(model: &mut Model) {
    let at = at(model);
    if let Some(stage) = &mut model.mock.running {
        stage.run.tick(at);
    }
}

/// Stops the clocks, if they run.
pub(super) fn pause(model: &mut Model) {
    let at = at(model);
    if let Some(stage) = &mut model.mock.running {
        stage.run.pause(at);
    }
}

/// When the running clocks next have to be looked at: when one of their seconds, or a quarter of one
/// while an answer's marker moves, is over.
pub(super) fn next_tick(model: &Model) -> Option<Mono> {
    let shows_a_clock =
        |stage: &&Running| stage.run.is_under_way() || stage.run.part_remaining(at(model)).is_some();
    let stage = model.mock.running.as_ref().filter(shows_a_clock)?;
    let now = model.now.mono;
    let due = |watch: &Stopwatch| {
        let step = if stage.run.rehearsal().is_some() { TICK } else { TICK * 4 };
        let steps = watch.elapsed(now).as_millis() / step.as_millis() + 1;
        watch.reaches(step * u32::try_from(steps).unwrap_or(u32::MAX))
    };
    stage.run.watches().into_iter().flatten().filter(|watch| watch.is_running()).filter_map(due).min()
}

/// Remembers the running answer, or the interview's clock, if that is due.
pub(super) fn remember(model: &mut Model) -> Vec<Effect> {
    let Some(stage) = &model.mock.running else { return Vec::new() };
    let every = if stage.run.rehearsal().is_some() { REMEMBER_EVERY } else { CLOCK_EVERY };
    let runs = stage.run.is_under_way() && !stage.run.is_paused();
    if runs && model.now.mono.saturating_sub(stage.remembered) >= every {
        return remember_now(model);
    }
    Vec::new()
}

/// Remembers both now.
pub(super) fn remember_now(model: &mut Model) -> Vec<Effect> {
    let at = at(model);
    let Some(stage) = &mut model.mock.running else { return Vec::new() };
    stage.remembered = at.mono;
    if let Some(checkpoint) = stage.run.checkpoint(at) {
        return vec![Effect::Store(StoreJob::WriteRunning(Box::new(checkpoint)))];
    }
    let mock = stage.run.snapshot(at);
    let within = Key::Mock(mock.id);
    let mut effects = changes::make_within(model, &Change::put(mock), Done::MockRun, within.clone());
    if effects.is_empty() {
        effects = changes::write_again(model, &within);
    }
    effects
}

/// Takes an attempt that was erased for good out of what is shown of mock interviews.
pub(super) fn erased(model: &mut Model, attempt: Uuid) {
    model.mock.cut_short.take_if(|cut| cut.brief.id == attempt);
    let open = model.mock.debrief.as_ref().map(|(id, _)| *id);
    if let Some(mock) = open.and_then(|id| model.notebook.mock(id)).cloned() {
        show_debrief(model, &mock);
    }
}
