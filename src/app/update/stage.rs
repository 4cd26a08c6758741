//! The rehearsal: drawing, the attempt on stage, storing it, closing the session.

use std::time::Duration;

use crate::domain::attempt::{Attempt, Mode, Outcome};
use crate::domain::countdown::{Mono, Stopwatch};
use crate::domain::draw::{self, DrawInput, Drawn, Scope};
use crate::domain::rehearsal::{Brief, Phase, Rehearsal};
use crate::domain::rubric::Score;
use crate::domain::session::{Session, Setup};

use super::super::action::{Action, ScoreAction, StageAction};
use super::super::command::{Command, RecoveredChoice};
use super::super::cues as sounds;
use super::super::derived::Asked;
use super::super::effect::{AudioJob, Effect, StoreJob};
use super::super::model::{Closed, Fix, Model, Overlay, Screen, Stage, setup_from};
use super::super::notes::NotesView;
use super::super::running;
use super::{WRITE_AFTER, imports, library, mock, others, saving, voice};

/// How often the running attempt is remembered while its clock runs.
const REMEMBER_EVERY: Duration = Duration::from_secs(5);
/// The shortest time between two looks at the clock; the plan's marker moves at each.
const TICK: Duration = Duration::from_millis(250);
/// Under this mean the weakest answer of a session is worth doing again.
const WEAK_MEAN: f64 = 3.5;

/// The attempt that runs, in a session of its own or in a mock interview.
pub(super) fn on_stage(model: &Model) -> Option<&Rehearsal> {
    let of_mock = || model.mock.running.as_ref().and_then(|stage| stage.run.rehearsal());
    model.stage.as_ref().map(|stage| &stage.rehearsal).or_else(of_mock)
}

/// The same, to be changed.
fn on_stage_mut(model: &mut Model) -> Option<&mut Rehearsal> {
    match (&mut model.stage, &mut model.mock.running) {
        (Some(stage), _) => Some(&mut stage.rehearsal),
        (None, Some(running)) => running.run.rehearsal_mut(),
        (None, None) => None,
    }
}

/// What decides when cues sound; a change means that they are scheduled anew.
pub(super) fn cue_key(model: &Model) -> Option<(usize, Stopwatch, bool)> {
    let rehearsal = on_stage(model)?;
    let phase = match rehearsal.phase() {
        Phase::Answer(_) => 0,
        Phase::Probe(index, _) => index + 1,
        Phase::Think(_) | Phase::Score(_) | Phase::Done => return None,
    };
    Some((phase, *rehearsal.watch()?, model.profile.settings.boundary_chimes))
}

/// The effect that makes the audio thread's schedule what the attempt needs.
pub(super) fn cues(model: &Model) -> Effect {
    let cues = on_stage(model).map_or(Vec::new(), |rehearsal| {
        sounds::schedule(rehearsal, model.now.mono, model.profile.settings.boundary_chimes)
    });
    Effect::Audio(AudioJob::Schedule(cues))
}

/// When the running clock next has to be looked at: on the quarter second of its own elapsed time,
/// so that the figures change exactly when the second does.
pub(super) fn next_tick(model: &Model) -> Option<Mono> {
    let stage = model.stage.as_ref()?;
    let watch = stage.rehearsal.watch().filter(|watch| watch.is_running());
    let clock = watch.and_then(|watch| {
        let step = if matches!(stage.rehearsal.phase(), Phase::Answer(_)) { TICK } else { TICK * 4 };
        let steps = watch.elapsed(model.now.mono).as_millis() / step.as_millis() + 1;
        watch.reaches(step * u32::try_from(steps).unwrap_or(u32::MAX))
    });
    let remember = stage.changed.then(|| stage.remembered + WRITE_AFTER);
    [clock, remember].into_iter().flatten().min()
}

/// Lets the attempt's clock notice a gap.
pub(super) fn tick(model: &mut Model) {
    let now = model.now.mono;
    if let Some(stage) = &mut model.stage {
        stage.rehearsal.tick(now);
    }
}

/// Stops the attempt's clock, if one runs.
pub(super) fn pause(model: &mut Model) -> Vec<Effect> {
    let now = model.now.mono;
    if let Some(stage) = &mut model.stage {
        stage.rehearsal.pause(now);
        stage.changed = true;
    }
    mock::pause(model);
    Vec::new()
}

/// Remembers the running attempt if it changed a while ago, or its clock has run on.
pub(super) fn remember(model: &mut Model) -> Vec<Effect> {
    let now = model.now.mono;
    let Some(stage) = &model.stage else { return Vec::new() };
    let since = now.saturating_sub(stage.remembered);
    let running = stage.rehearsal.watch().is_some_and(Stopwatch::is_running);
    if (stage.changed && since >= WRITE_AFTER) || (running && since >= REMEMBER_EVERY) {
        return remember_now(model);
    }
    Vec::new()
}

/// Remembers the running attempt.
pub(super) fn remember_now(model: &mut Model) -> Vec<Effect> {
    let now = model.now.mono;
    let Some(stage) = &mut model.stage else { return Vec::new() };
    stage.remembered = now;
    stage.changed = false;
    match running::to_json(&stage.rehearsal.checkpoint(now)) {
        Ok(value) => vec![Effect::Store(StoreJob::WriteRunning(value))],
        Err(_) => Vec::new(),
    }
}

pub(super) fn apply(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::StartWith(scope) => {
            let questions = match &scope {
                Scope::Question(_) => 1,
                Scope::Planned(names) => u32::try_from(names.len()).unwrap_or(u32::MAX),
                _ => model.setup.questions,
            };
            let setup = Setup { scope, questions, mode: Mode::Drill, ..model.setup.clone() };
            start(model, setup)
        }
        Command::SetSetup(setup) => {
            model.setup = setup;
            Vec::new()
        }
        Command::ChangeSetup(open) => {
            model.setup_open = open;
            Vec::new()
        }
        Command::SetQuestionSearch(text) => {
            model.question_search = text;
            Vec::new()
        }
        Command::Recovered(choice) => recovered(model, choice),
        on_stage => {
            let Some(stage) = &mut model.stage else { return Vec::new() };
            stage.changed = true;
            match on_stage {
                Command::SetNote(note) => stage.rehearsal.note = note,
                Command::SetNextTime(text) => stage.rehearsal.next_time = text,
                Command::ChooseStory(story) => stage.rehearsal.story = story,
                Command::GoToScore(step) => stage.rehearsal.go_to_score(step),
                Command::ShowStories(shown) => stage.stories_shown = shown,
                _ => {}
            }
            Vec::new()
        }
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Start => return start(model, model.setup.clone()),
        Action::WarmUp => {
            let setup = Setup { mode: Mode::WarmUp, questions: 1, ..model.setup.clone() };
            return start(model, setup);
        }
        Action::Redo => return redo(model),
        Action::Stage(StageAction::Skip) => return skip(model),
        Action::Stage(StageAction::Keep) => return keep(model),
        Action::Stage(StageAction::Drop) => return leave(model),
        Action::Stage(StageAction::Story) => return open_story(model),
        Action::Stage(StageAction::HearAgain) => return voice::hear_again(model),
        Action::Stage(StageAction::ShowQuestion) => {
            voice::show_question(model);
            return Vec::new();
        }
        Action::Stage(StageAction::Notes) | Action::Stage(StageAction::NotesScroll(_)) => {
            turn_notes(model, action);
            return Vec::new();
        }
        _ => {}
    }
    let now = model.now.mono;
    let Some(stage) = &mut model.stage else { return Vec::new() };
    stage.changed = true;
    let rehearsal = &mut stage.rehearsal;
    rehearsal.tick(now);
    if rehearsal.gap().is_some() && ends_phase(action) {
        // First the person says what the gap was; the key that woke the computer decides nothing.
        return Vec::new();
    }
    match action {
        // The first press after a phase began may be meant for the one before.
        Action::Stage(StageAction::Begin)
        | Action::Stage(StageAction::Finish)
        | Action::Stage(StageAction::ProbeNext)
        | Action::Stage(StageAction::Save)
            if !rehearsal.is_settled(now) => {}
        Action::Stage(StageAction::Begin) => rehearsal.begin(now),
        Action::Stage(StageAction::Finish) => rehearsal.finish_answer(now),
        Action::Stage(StageAction::Pause) if rehearsal.is_paused() => rehearsal.resume(now),
        Action::Stage(StageAction::Pause) => rehearsal.pause(now),
        Action::Stage(StageAction::Section(section)) => rehearsal.mark_section(section, now),
        Action::Stage(StageAction::NextSection) => rehearsal.step_section(true, now),
        Action::Stage(StageAction::PreviousSection) => rehearsal.step_section(false, now),
        Action::Stage(StageAction::Moment) => return mark_moment(model),
        Action::Stage(StageAction::ProbeNext) => rehearsal.end_probe(Outcome::Held, now),
        Action::Stage(StageAction::ProbeAlready) => rehearsal.end_probe(Outcome::Already, now),
        Action::Stage(StageAction::ProbeStuck) => rehearsal.end_probe(Outcome::Stuck, now),
        Action::Stage(StageAction::ProbeEnd) => rehearsal.end_probe(Outcome::Ended, now),
        Action::Stage(StageAction::Predict(value)) if rehearsal.brief.ask_prediction => {
            rehearsal.predicted = Score::new(value)
        }
        Action::Score(ScoreAction::Digit(value)) => rehearsal.score(Score::new(value)),
        Action::Score(ScoreAction::NextDimension) => rehearsal.step_score(true),
        Action::Score(ScoreAction::PreviousDimension) => rehearsal.step_score(false),
        Action::Stage(StageAction::Save) => rehearsal.finish(now),
        Action::Stage(StageAction::Note) => stage.note_open = !stage.note_open,
        Action::Stage(StageAction::GapPause) => rehearsal.gap_was_pause(now),
        Action::Stage(StageAction::GapCounts) => rehearsal.gap_counts(),
        Action::Stage(StageAction::StoryAbove) | Action::Stage(StageAction::StoryBelow) => {
            choose_story(model, action == Action::Stage(StageAction::StoryBelow))
        }
        Action::Escape if stage.notes.is_some() && rehearsal.watch().is_some() => stage.notes = None,
        Action::Escape => {
            rehearsal.pause(now);
            model.overlay = Some(Overlay::Menu);
        }
        Action::Stage(StageAction::Resume) => {
            model.overlay = None;
            rehearsal.resume(now);
        }
        Action::Stage(StageAction::Restart) => {
            model.overlay = None;
            rehearsal.restart(now);
            // It is asked anew, so it is read anew.
            stage.reading = None;
        }
        _ => {}
    }
    finish_if_done(model)
}

/// Whether the action would end a phase whose clock runs.
fn ends_phase(action: Action) -> bool {
    matches!(
        action,
        Action::Stage(StageAction::Finish)
            | Action::Stage(StageAction::ProbeNext)
            | Action::Stage(StageAction::ProbeAlready)
            | Action::Stage(StageAction::ProbeStuck)
            | Action::Stage(StageAction::ProbeEnd)
    )
}

// -- Beginning ---------------------------------------------------------------------------------

fn start(model: &mut Model, setup: Setup) -> Vec<Effect> {
    if model.stage.is_some() || model.mock.running.is_some() {
        return Vec::new();
    }
    let mut effects = keep_recovered(model);
    let session = Session::new((model.new_id)(), setup);
    effects.extend(ask_next(model, session));
    effects
}

/// Keeps the attempt found after a crash, because something else begins.
pub(super) fn keep_recovered(model: &mut Model) -> Vec<Effect> {
    recovered(model, RecoveredChoice::Keep)
}

/// Draws the next question of `session` and puts it on stage.
fn ask_next(model: &mut Model, session: Session) -> Vec<Effect> {
    let Some(drawn) = draw_one(model, &session.scope()) else {
        let words = "No bank that is switched on has a question for this. Switch a bank on under Banks, or change what is drawn.";
        saving::notice(model, "No question to ask", words);
        // What was answered before is shown as a session all the same.
        return if session.attempts.is_empty() { Vec::new() } else { end_session(model, session) };
    };
    put_on_stage(model, session, drawn, None)
}

fn draw_one(model: &mut Model, scope: &Scope) -> Option<Drawn> {
    let scope = match scope {
        Scope::Principle(name) => Scope::Principle(model.catalog.canonical(name)),
        other => other.clone(),
    };
    let standing = &model.standing;
    let input = DrawInput {
        catalog: &model.catalog,
        readiness: &|name| standing.readiness(name),
        history: &model.asked,
        now: model.now.wall,
    };
    draw::draw(&input, &scope, &mut model.rng)
}

fn put_on_stage(
    model: &mut Model,
    session: Session,
    drawn: Drawn,
    redo_of: Option<uuid::Uuid>,
) -> Vec<Effect> {
    let brief = Brief {
        id: (model.new_id)(),
        shown: model.now.wall,
        session: session.id,
        mode: session.setup.mode.clone(),
        redo_of,
        budget: session.setup.budget,
        max_probes: session.setup.probes,
        ask_prediction: session.setup.mode == Mode::Drill && model.attempts.len() % 3 == 2,
        drawn,
    };
    // Asking once more is no draw.
    if brief.redo_of.is_none() {
        model.note_asked(Asked {
            attempt: brief.id,
            question: brief.drawn.id.clone(),
            principle: brief.drawn.principle.clone(),
            at: brief.shown,
        });
    }
    stand_on_stage(model, session, |now| Rehearsal::new(brief, now))
}

fn stand_on_stage(
    model: &mut Model,
    session: Session,
    rehearsal: impl FnOnce(Mono) -> Rehearsal,
) -> Vec<Effect> {
    let kept = mock::keep_cut_short(model);
    let now = model.now.mono;
    let rehearsal = rehearsal(now);
    let last_time = model.last_next_time(&rehearsal.brief.drawn.principle).map(str::to_owned);
    let (tips, expected) = imports::advice(model, &rehearsal.brief.drawn.principle);
    let checklist = imports::checklist(model, &rehearsal.brief.drawn.id);
    others::leave(model);
    model.screen = Screen::Rehearse;
    model.overlay = None;
    model.closed = None;
    model.setup_open = false;
    model.stage = Some(Stage {
        session,
        rehearsal,
        stories_shown: false,
        note_open: false,
        changed: true,
        remembered: now,
        last_time,
        tips,
        expected,
        checklist,
        reading: None,
        notes: None,
    });
    kept.into_iter().chain([Effect::Audio(AudioJob::Prepare)]).collect()
}

// -- On the way --------------------------------------------------------------------------------

pub(super) fn choose_story(model: &mut Model, down: bool) {
    let Some(rehearsal) = on_stage(model) else { return };
    let ids: Vec<String> =
        model.stories_for(&rehearsal.brief.drawn.principle).iter().map(|s| s.id.clone()).collect();
    let at = ids.iter().position(|id| Some(id) == rehearsal.story.as_ref());
    let to = match (at, down) {
        (None, true) => Some(0),
        (None | Some(0), false) => None,
        (Some(i), true) => Some((i + 1).min(ids.len().saturating_sub(1))),
        (Some(i), false) => Some(i - 1),
    };
    if let Some(stage) = &mut model.stage {
        stage.stories_shown = true;
    }
    if let Some(running) = &mut model.mock.running {
        running.stories_shown = true;
    }
    if let Some(rehearsal) = on_stage_mut(model) {
        rehearsal.story = to.and_then(|i| ids.get(i).cloned());
    }
}

/// Opens, closes or moves the notes beside the stage; not while scoring.
fn turn_notes(model: &mut Model, action: Action) {
    let Some(stage) = model.stage.as_mut().filter(|stage| stage.rehearsal.watch().is_some()) else { return };
    stage.notes = match (stage.notes.take(), action) {
        (Some(view), Action::Stage(StageAction::NotesScroll(scroll))) => Some(view.turned(scroll)),
        (None, Action::Stage(StageAction::Notes)) => Some(NotesView::default()),
        _ => None,
    };
}

pub(super) fn mark_moment(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let Some(rehearsal) = on_stage_mut(model) else { return Vec::new() };
    let at = crate::domain::countdown::clock(rehearsal.elapsed(now.mono).as_secs());
    rehearsal.moments.push(at.clone());
    let text = format!("At {at} in “{}”", rehearsal.brief.drawn.text);
    let attempt = rehearsal.brief.id;
    library::add_moment(model, text, Some(attempt))
}

/// Opens the story that was told, or an outline for the principle.
pub(super) fn open_story(model: &mut Model) -> Vec<Effect> {
    let of_mock = model.mock.running.as_ref().and_then(|running| running.run.scored());
    let (principle, told) = match (&model.stage, of_mock) {
        (Some(Stage { rehearsal, .. }), _) => {
            (rehearsal.brief.drawn.principle.clone(), rehearsal.story.clone())
        }
        (None, Some(attempt)) => (attempt.principle.clone(), attempt.story.clone()),
        (None, None) => return Vec::new(),
    };
    let told = told.filter(|id| model.story(id).is_some());
    let id = told.unwrap_or_else(|| library::outline(model, &principle));
    model.overlay = Some(Overlay::Story(id));
    Vec::new()
}

fn skip(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    let Some(stage) = model.stage.take() else { return Vec::new() };
    let scope = stage.session.setup.scope.clone();
    // A question chosen by hand, or asked once more, has no other to skip to.
    let mut effects = vec![Effect::Store(StoreJob::ClearRunning)];
    let last = matches!(scope, Scope::Question(_)) || stage.rehearsal.brief.redo_of.is_some();
    effects.extend(if last { end_session(model, stage.session) } else { ask_next(model, stage.session) });
    effects
}

// -- Ending ------------------------------------------------------------------------------------

fn finish_if_done(model: &mut Model) -> Vec<Effect> {
    let done = |stage: &Stage| *stage.rehearsal.phase() == Phase::Done;
    if !model.stage.as_ref().is_some_and(done) {
        return Vec::new();
    }
    let Some(mut stage) = model.stage.take() else { return Vec::new() };
    let attempt = stage.rehearsal.attempt(model.now.mono);
    let mut effects = store_attempt(model, &mut stage.session, attempt);
    let redone = stage.rehearsal.brief.redo_of.is_some();
    let over = redone || stage.session.is_over() || matches!(stage.session.setup.scope, Scope::Question(_));
    effects.extend(if over { end_session(model, stage.session) } else { ask_next(model, stage.session) });
    effects
}

fn store_attempt(model: &mut Model, session: &mut Session, attempt: Attempt) -> Vec<Effect> {
    session.note(&attempt, model.standing.readiness(&model.catalog.canonical(&attempt.principle)));
    model.saving.saved = false;
    library::put_attempt(model, attempt)
}

/// Stores what there is of the attempt and closes the session.
fn keep(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    let Some(mut stage) = model.stage.take() else { return Vec::new() };
    let now = model.now.mono;
    // A probe that was being answered is kept as one at which the ladder was stopped.
    stage.rehearsal.end_probe(Outcome::Ended, now);
    let mut effects = if stage.rehearsal.has_something_to_keep() {
        let attempt = stage.rehearsal.attempt(now);
        store_attempt(model, &mut stage.session, attempt)
    } else {
        vec![Effect::Store(StoreJob::ClearRunning)]
    };
    effects.extend(end_session(model, stage.session));
    effects
}

/// Drops the attempt, as asked, and closes the session.
fn leave(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    match model.stage.take() {
        Some(stage) => {
            let mut effects = vec![Effect::Store(StoreJob::ClearRunning)];
            effects.extend(end_session(model, stage.session));
            effects
        }
        None => Vec::new(),
    }
}

fn end_session(model: &mut Model, session: Session) -> Vec<Effect> {
    model.screen = Screen::Rehearse;
    let effects = Vec::new();
    if session.attempts.is_empty() {
        return effects;
    }
    let attempts: Vec<&Attempt> = session.attempts.iter().filter_map(|id| model.attempt(*id)).collect();
    let debrief = session.debrief(&attempts, |name| model.standing.readiness(&model.catalog.canonical(name)));
    let fix = fix_of(model, &attempts);
    let tomorrow = tomorrow(model);
    model.closed = Some(Closed { session, debrief, fix, tomorrow });
    effects
}

/// The one thing to fix: a principle told without a story, else a weak answer, else the weakest
/// principle.
fn fix_of(model: &Model, attempts: &[&Attempt]) -> Fix {
    let scored: Vec<&&Attempt> = attempts.iter().filter(|a| a.is_evidence()).collect();
    let without_story = scored.iter().map(|a| model.catalog.canonical(&a.principle)).find(|name| {
        let complete = |s: &&crate::domain::story::Story| s.missing().is_empty();
        !model.stories_for(name).iter().any(complete)
    });
    if let Some(principle) = without_story {
        return Fix::Outline(principle);
    }
    if scored.iter().any(|a| a.scores.mean().is_some_and(|mean| mean < WEAK_MEAN)) {
        return Fix::Redo;
    }
    model.next_action()
}

/// What the draw would ask first at this hour tomorrow, within what is planned then.
fn tomorrow(model: &mut Model) -> Option<Drawn> {
    let today = model.now.wall;
    let scope = Scope::Planned(model.plan.days.get(1)?.answers_left());
    let mut rng = model.rng.clone();
    let standing = &model.standing;
    let input = DrawInput {
        catalog: &model.catalog,
        readiness: &|name| standing.readiness(name),
        history: &model.asked,
        now: today.checked_add_signed(chrono::TimeDelta::days(1)).unwrap_or(today),
    };
    let mut drawn = draw::draw(&input, &scope, &mut rng)?;
    // It is read today.
    drawn.reason = draw::why(&DrawInput { now: today, ..input }, &drawn.principle);
    Some(drawn)
}

/// The weakest answer of the session that has just closed, once more.
fn redo(model: &mut Model) -> Vec<Effect> {
    let Some(closed) = model.closed.take() else { return start(model, setup_from(&model.profile.settings)) };
    let weakest = closed.debrief.weakest_attempt.and_then(|id| model.attempt(id)).cloned();
    let Some(attempt) = weakest else {
        model.closed = Some(closed);
        return Vec::new();
    };
    let known = attempt.question.id.as_deref().and_then(|id| model.catalog.question(id));
    let drawn = Drawn {
        id: attempt.question.id.clone().unwrap_or_default(),
        text: attempt.question.text.clone(),
        principle: attempt.principle.clone(),
        principles: vec![attempt.principle.clone()],
        bank: known.map(|bq| bq.bank.id.clone()).unwrap_or_default(),
        probes: known.map(|bq| bq.question.probes.clone()).unwrap_or_default(),
        reason: "Once more: the weakest answer of this session".to_owned(),
    };
    put_on_stage(model, closed.session, drawn, Some(attempt.id))
}

fn recovered(model: &mut Model, choice: RecoveredChoice) -> Vec<Effect> {
    let Some(checkpoint) = model.recovered.take() else { return Vec::new() };
    let now = model.now.mono;
    match choice {
        RecoveredChoice::Resume => {
            let brief = &checkpoint.brief;
            let setup = Setup {
                scope: Scope::InPlay,
                questions: 1,
                budget: brief.budget,
                probes: brief.max_probes,
                mode: brief.mode.clone(),
            };
            let session = Session::new(brief.session, setup);
            stand_on_stage(model, session, |now| Rehearsal::restored(*checkpoint, now))
        }
        RecoveredChoice::Keep => {
            let rehearsal = Rehearsal::restored(*checkpoint, now);
            let mut effects = Vec::new();
            if rehearsal.has_something_to_keep() {
                // The checkpoint is forgotten once the attempt is on disk.
                effects.extend(library::put_attempt(model, rehearsal.attempt(now)));
                let words = "It was kept as it stood. It is in History.";
                saving::notice(model, "The attempt that was running", words);
            } else {
                effects.push(Effect::Store(StoreJob::ClearRunning));
            }
            effects
        }
        RecoveredChoice::Drop => vec![Effect::Store(StoreJob::ClearRunning)],
    }
}
