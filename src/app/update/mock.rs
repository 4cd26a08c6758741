//! Mock interviews: setting one up, running it, remembering it, its debrief.

use uuid::Uuid;

use crate::domain::attempt::Outcome;
use crate::domain::manner::Manner;
use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::generate::{Ask, edited, generate};
use crate::domain::mock::people;
use crate::domain::mock::plan::{MockForm, MockPlan};
use crate::domain::mock::record::{InterviewPart, Mock};
use crate::domain::mock::run::{At, Leave, MockRun, Out};
use crate::domain::notebook::{Change, Key};
use crate::domain::probing;
use crate::interviewers::lines;

use super::super::effect::{AudioJob, Effect, StoreJob};
use super::super::mock::{Interview, MockCommand, MockSetup, RunCommand, SetupChange};
use super::super::model::{Model, Screen};
use super::super::stage::{Aids, Play, Stage};
use super::super::stories::AllottedRow;
use super::super::timeline::Done;
use super::{attempts, changes, reacting, recovering, second_scores, stage, stories};

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
        MockCommand::Repeat(id) => match model.notebook.mock(id).map(|mock| mock.plan.anew()) {
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
    let mut effects = attempts::close(model);
    effects.extend(recovering::keep_all(model));
    let mock = planned(model, plan);
    let run = MockRun::new(mock, model.at());
    effects.extend(stand_on_stage(model, run));
    effects
}

/// The mock interview that the plan becomes.
pub(super) fn planned(model: &Model, mut plan: MockPlan) -> Mock {
    // Whoever doubts, doubts what the answers lack so far. The plan itself goes by its number alone.
    if let Some(lacks) = model.notebook.lacks() {
        let sceptical = plan.rounds.iter_mut().filter(|round| round.manner == Manner::Sceptical);
        for planned in sceptical.flat_map(|round| &mut round.questions) {
            probing::doubt(&planned.drawn.id, &mut planned.drawn.probes, lacks);
        }
    }
    people::raise_the_bar(&mut plan, lines());
    Mock::new((model.new_id)(), model.now.wall, plan)
}

fn stand_on_stage(model: &mut Model, run: MockRun) -> Vec<Effect> {
    second_scores::leave(model);
    let left = stories::leave(model);
    (model.screen, model.modal, model.rehearse.closed) = (Screen::Rehearse, None, None);
    (model.mock.setup, model.mock.debrief) = (None, None);
    let people = people::cast(&run.mock().plan, lines());
    let id = run.mock().id;
    let interrupts =
        model.notebook.mocks.iter().any(|mock| mock.id != id && mock.ended.is_some() && !mock.for_friend);
    let interview = Interview {
        run,
        refused: None,
        telling: None,
        people,
        interrupts,
        cut_in: None,
        asked: Vec::new(),
        written: None,
    };
    let mut stage = Stage::new(Play::Interview(Box::new(interview)), model.now.mono);
    stage.changed = false;
    model.stage = Some(stage);
    let mut effects = left;
    effects.push(Effect::Audio(AudioJob::Prepare));
    effects.extend(settle(model));
    effects
}

/// Takes a mock that waits up again, its clocks standing still; or shows the debrief of one that is over.
fn open(model: &mut Model, id: Uuid) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    // One of its answers may be open in the history.
    let mut effects = attempts::close(model);
    let Some(mut mock) = model.notebook.mock(id).cloned() else { return effects };
    if mock.is_over() {
        show_debrief(model, &mock);
        model.screen = Screen::Rehearse;
        return effects;
    }
    let mut checkpoint = None;
    // One of another question, as after an undo, is kept as it stands.
    let asked = if let InterviewPart::Question(index) = mock.place {
        Some(mock.attempt_id(mock.round, index))
    } else {
        None
    };
    if let Some(cut) = model.mock.cut_short.take_if(|cut| Some(cut.brief.id) == asked) {
        // The interview's clock was last remembered with the answer.
        mock.clock = mock.clock.max(cut.interview.unwrap_or_default());
        checkpoint = Some(*cut);
    }
    effects.extend(recovering::keep_all(model));
    let run = MockRun::resumed(mock, |id| model.notebook.attempt(id).cloned(), checkpoint, model.at());
    effects.extend(stand_on_stage(model, run));
    effects
}

fn show_debrief(model: &mut Model, mock: &Mock) {
    let title = |id: &str| model.notebook.story(id).map(|story| story.title.clone());
    let people = people::cast(&mock.plan, lines());
    let debrief = Debrief::of(mock, &people, |id| model.notebook.attempt(id), title);
    (model.mock.setup, model.rehearse.closed) = (None, None);
    let again = model.mock.debrief.as_ref().is_some_and(|(open, _)| *open == mock.id);
    model.mock.practise &= again;
    model.mock.debrief = Some((mock.id, debrief));
}

fn remove(model: &mut Model, id: Uuid) -> Vec<Effect> {
    if model.interview().is_some_and(|interview| interview.run.mock().id == id) {
        return Vec::new();
    }
    model.mock.debrief.take_if(|(open, _)| *open == id);
    // The answer that waits in it is an answer like those before it: they stay.
    let mut effects = Vec::new();
    if model.mock.cut_short.as_ref().is_some_and(|cut| cut.brief.session == id) {
        effects.extend(recovering::keep_cut_short(model));
        if effects.is_empty() {
            effects.push(Effect::Store(StoreJob::ClearRunning));
        }
    }
    effects.extend(changes::make(model, &Change::remove(Key::Mock(id)), Done::MockRemoved));
    effects
}

// -- On stage ----------------------------------------------------------------------------------

/// Does what is asked while a mock interview is on stage.
pub(super) fn run(model: &mut Model, command: RunCommand) -> Vec<Effect> {
    let at = model.at();
    let failing = reacting::wants_a_failure(model);
    let Some(interview) = model.interview_mut() else { return Vec::new() };
    let run = &mut interview.run;
    run.tick(at);
    // What is recorded has neither a pause nor a second take.
    let pauses = matches!(command, RunCommand::Pause) && !run.is_paused();
    let refused = pauses || matches!(command, RunCommand::Restart | RunCommand::Skip);
    if refused && run.mock().plan.form.cuts_off() && run.is_under_way() {
        return Vec::new();
    }
    if is_held_up(run, &command, at) {
        return Vec::new();
    }
    if goes_on(&command) && run.is_paused() {
        // What comes next begins with both clocks running.
        run.resume(at);
    }
    match command {
        RunCommand::Next => {
            run.next(at);
            interview.asked.clear();
        }
        RunCommand::AskThem(question) if run.place() == InterviewPart::Own => {
            interview.asked.push(question);
            // The answer to it is read in place of what was.
            model.reading_mut().map(Option::take);
        }
        RunCommand::AskThem(_) => {}
        RunCommand::Begin => run.begin(at),
        RunCommand::FinishAnswer => reacting::finish_answer(interview, failing, at),
        RunCommand::EndProbe(outcome) => reacting::end_probe(interview, outcome, at),
        RunCommand::GiveResult => reacting::give_result(interview, at),
        RunCommand::Pause if run.is_paused() => run.resume(at),
        RunCommand::Pause if run.is_silent() => run.speak_on(at),
        RunCommand::Pause => run.pause(at),
        RunCommand::GapPause => run.gap_was_pause(at),
        RunCommand::GapCounts => run.gap_counts(),
        RunCommand::Restart => {
            run.restart_answer(at);
            interview.cut_in = None;
            // It is asked anew, so it is read anew.
            model.reading_mut().map(Option::take);
        }
        RunCommand::Skip => run.skip(at),
        RunCommand::Tell(answer, told) => {
            run.tell(answer, told);
        }
        RunCommand::Telling(telling) => interview.telling = telling,
        RunCommand::SetTold(words) => {
            if let Some(telling) = &mut interview.telling {
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
        RunCommand::Mark(answer, mark) => run.mark(answer, mark),
        RunCommand::Vote => cast(interview, at),
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
        | RunCommand::AskThem(_)
        | RunCommand::GiveResult
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
        | RunCommand::Mark(..)
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

fn cast(interview: &mut Interview, at: At) {
    if interview.run.mock().plan.form.is_marked() {
        interview.refused = interview.run.hand_in(at).err().map(|fault| fault.to_string());
        return;
    }
    let draft = interview.run.mock().draft.clone();
    interview.refused = match draft.vote {
        None => Some("Choose a vote first: strong no, no, yes or strong yes.".to_owned()),
        Some(vote) => interview.run.vote(vote, &draft.reason, at).err().map(|fault| fault.to_string()),
    };
}

/// What the clock brought about of itself is carried out: the end of a silence.
pub(super) fn after_tick(model: &mut Model) -> Vec<Effect> {
    let moved = model.interview().is_some_and(|interview| interview.run.has_outs());
    if moved { settle(model) } else { Vec::new() }
}

/// Ends the mock now.
fn end(model: &mut Model, how: Leave) {
    let at = model.at();
    model.modal = None;
    if let Some(interview) = model.interview_mut() {
        interview.run.leave(how, at);
    }
}

/// Leaves the stage; the mock waits as it stands, the running answer in its checkpoint.
fn wait(model: &mut Model) -> Vec<Effect> {
    stage::pause(model);
    let mut effects = settle(model);
    effects.extend(stage::remember_now(model));
    model.modal = None;
    let at = model.at();
    model.mock.cut_short =
        model.stage.take().and_then(|stage| stage.interview()?.run.checkpoint(at)).map(Box::new);
    effects
}

/// Carries out what the run wants on disk, and shows the debrief when it is over.
fn settle(model: &mut Model) -> Vec<Effect> {
    let at = model.at();
    let Some(interview) = model.interview_mut() else { return Vec::new() };
    let outs = interview.run.take_outs();
    let mock = interview.run.snapshot(at);
    let place = Some((mock.round, mock.place));
    let moved = interview.written != place;
    interview.written = place;
    if moved {
        interview.telling = None;
        new_aids(model);
    }
    let mut effects = Vec::new();
    let mut changed = false;
    for out in outs {
        match out {
            // Answers go to disk before the mock that names them.
            Out::Put(attempt) => {
                model.saving.saved = false;
                effects.extend(changes::make(model, &Change::put(*attempt), Done::MockRun));
            }
            Out::Remember => changed = true,
        }
    }
    let put = Change::put(mock.clone());
    if changed && moved {
        effects.extend(changes::make(model, &put, Done::MockRun));
    } else if changed {
        changes::type_in(model, &put, Done::MockRun);
    }
    if mock.is_over() {
        model.stage = None;
        effects.push(Effect::Store(StoreJob::ClearRunning));
        show_debrief(model, &mock);
    }
    effects
}

/// Another part begins: what stood beside the one before goes, but for the notes; what was imported for the answer that is
/// scored is looked up.
fn new_aids(model: &mut Model) {
    let scored = model.interview().and_then(|interview| interview.run.scored());
    let advice = scored.map(|scored| model.advice(&scored.principle, scored.question.id.as_deref()));
    let allotted = model.interview().map(|interview| {
        let rows = model.notebook.allocate_mock(interview.run.mock(), model.now.wall);
        rows.into_iter().map(AllottedRow::from).collect()
    });
    if let Some(stage) = &mut model.stage {
        let notes = stage.aids.notes;
        stage.aids = Aids {
            notes,
            advice: advice.unwrap_or_default(),
            allotted: allotted.unwrap_or_default(),
            ..Aids::default()
        };
    }
}

/// Takes an attempt that was erased for good out of what is shown of mock interviews.
pub(super) fn erased(model: &mut Model, attempt: Uuid) {
    model.mock.cut_short.take_if(|cut| cut.brief.id == attempt);
    renew_debrief(model);
}

/// Works the open debrief out again: one of its answers may have changed.
pub(super) fn renew_debrief(model: &mut Model) {
    let open = model.mock.debrief.as_ref().map(|(id, _)| *id);
    if let Some(mock) = open.and_then(|id| model.notebook.mock(id)).cloned() {
        show_debrief(model, &mock);
    }
}
