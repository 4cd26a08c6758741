//! The rehearsal: drawing, the attempt on stage, storing it, closing the session.

use std::time::Duration;

use crate::domain::attempt::{Attempt, Mode, Outcome};
use crate::domain::countdown::{Mono, Stopwatch};
use crate::domain::draw::{Drawn, Scope};
use crate::domain::evening::{Evening, Try};
use crate::domain::notebook::Asked;
use crate::domain::rehearsal::{Brief, Phase, Rehearsal};
use crate::domain::rubric::{Score, Scores};
use crate::domain::session::{Session, Setup};
use crate::domain::star::Budget;

use super::super::action::{ScoreAction, StageAction};
use super::super::command::{RecoveredChoice, RehearseCommand, StageCommand};
use super::super::effect::{AudioJob, Effect, StoreJob};
use super::super::model::{Closed, Modal, Model, Screen, Stage, Suggestion, setup_from};
use super::writes::WRITE_AFTER;
use super::{answering, attempts, notices, recovering, second_scores, voice};

/// How often the running attempt is remembered while its clock runs.
const REMEMBER_EVERY: Duration = Duration::from_secs(5);
/// The shortest time between two looks at the clock; the plan's marker moves at each.
const TICK: Duration = Duration::from_millis(250);

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
pub(super) fn pause(model: &mut Model) {
    let now = model.now.mono;
    if let Some(stage) = &mut model.stage {
        stage.rehearsal.pause(now);
        stage.changed = true;
    }
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
    vec![Effect::Store(StoreJob::WriteRunning(Box::new(stage.rehearsal.checkpoint(now))))]
}

/// What the stage sends while a rehearsal is on it.
pub(super) fn apply(model: &mut Model, command: StageCommand) {
    let Some(stage) = &mut model.stage else { return };
    stage.changed = true;
    match command {
        StageCommand::SetNote(note) => stage.rehearsal.note = note,
        StageCommand::SetNextTime(text) => stage.rehearsal.next_time = text,
        StageCommand::ChooseStory(story) => stage.rehearsal.story = story,
        StageCommand::GoToScore(step) => stage.rehearsal.go_to_score(step),
        StageCommand::ShowStories(shown) => stage.stories_shown = shown,
    }
}

/// Setting a rehearsal up, and beginning it.
pub(super) fn rehearse(model: &mut Model, command: RehearseCommand) -> Vec<Effect> {
    match command {
        RehearseCommand::StartWith(scope) => return start_with(model, scope),
        RehearseCommand::Again(id) => return again(model, id),
        RehearseCommand::SetSetup(setup) => model.rehearse.setup = setup,
        RehearseCommand::ChangeSetup(open) => model.rehearse.open = open,
        RehearseCommand::SearchQuestion(text) => model.rehearse.search = text,
        RehearseCommand::Recovered(RecoveredChoice::Resume) => return resume_recovered(model),
        RehearseCommand::Recovered(RecoveredChoice::Keep) => return recovering::keep(model),
        RehearseCommand::Recovered(RecoveredChoice::Drop) => return recovering::discard(model),
    }
    Vec::new()
}

/// Starts a rehearsal within this scope, the rest as set up.
pub(super) fn start_with(model: &mut Model, scope: Scope) -> Vec<Effect> {
    let questions = match &scope {
        Scope::Question(_) => 1,
        Scope::Planned(names) => u32::try_from(names.len()).unwrap_or(u32::MAX),
        Scope::InPlay | Scope::Principle(_) | Scope::Bank(_) => model.rehearse.setup.questions,
    };
    let setup = Setup { scope, questions, mode: Mode::Drill, ..model.rehearse.setup.clone() };
    start(model, setup)
}

/// Starts the rehearsal that is set up.
pub(super) fn start_as_set_up(model: &mut Model) -> Vec<Effect> {
    start(model, model.rehearse.setup.clone())
}

/// Starts a warm-up: one question, not scored.
pub(super) fn warm_up(model: &mut Model) -> Vec<Effect> {
    // So close to the interview what is strong is told once more; nothing new is found missing.
    let strongest = if model.notebook.plan().is_close() { model.strongest() } else { None };
    let scope = strongest.map_or_else(|| model.rehearse.setup.scope.clone(), Scope::Principle);
    start(model, Setup { mode: Mode::WarmUp, questions: 1, scope, ..model.rehearse.setup.clone() })
}

/// Starts one answer of a minute and a half with one probe: five minutes with its scores.
pub(super) fn short(model: &mut Model) -> Vec<Effect> {
    let budget = Budget { total_secs: Budget::PRESET_SECS[0], ..model.rehearse.setup.budget };
    let probes = model.rehearse.setup.probes.min(1);
    start(model, Setup { scope: Scope::InPlay, mode: Mode::Drill, questions: 1, budget, probes })
}

/// What a key does while a rehearsal is on stage.
pub(super) fn act(model: &mut Model, action: StageAction) -> Vec<Effect> {
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
        StageAction::Begin | StageAction::Finish | StageAction::ProbeNext | StageAction::Save
            if !rehearsal.is_settled(now) => {}
        StageAction::Begin => rehearsal.begin(now),
        StageAction::Finish => rehearsal.finish_answer(now),
        StageAction::Pause if rehearsal.is_paused() => rehearsal.resume(now),
        StageAction::Pause => rehearsal.pause(now),
        StageAction::Section(number) => {
            if let Some(section) = rehearsal.structure().section(number) {
                rehearsal.mark_section(section, now);
            }
        }
        StageAction::NextSection => rehearsal.step_section(true, now),
        StageAction::PreviousSection => rehearsal.step_section(false, now),
        StageAction::Moment => return answering::mark_moment(model),
        StageAction::ProbeNext => rehearsal.end_probe(Outcome::Held, now),
        StageAction::ProbeAlready => rehearsal.end_probe(Outcome::Already, now),
        StageAction::ProbeStuck => rehearsal.end_probe(Outcome::Stuck, now),
        StageAction::ProbeEnd => rehearsal.end_probe(Outcome::Ended, now),
        StageAction::Predict(value) => {
            if rehearsal.brief.ask_prediction {
                rehearsal.predicted = Score::new(value);
            }
        }
        StageAction::Save => rehearsal.finish(now),
        StageAction::Promise(number) => {
            if let Some(promise) = promised(&rehearsal.scores, number) {
                rehearsal.next_time = promise.to_owned();
            }
        }
        StageAction::Note => stage.note_open = !stage.note_open,
        StageAction::GapPause => rehearsal.gap_was_pause(now),
        StageAction::GapCounts => rehearsal.gap_counts(),
        StageAction::StoryAbove => answering::choose_story(model, false),
        StageAction::StoryBelow => answering::choose_story(model, true),
        StageAction::Resume => {
            model.modal = None;
            rehearsal.resume(now);
        }
        StageAction::Restart => {
            model.modal = None;
            rehearsal.restart(now);
            // It is asked anew, so it is read anew.
            stage.reading = None;
        }
        StageAction::Skip => return skip(model),
        StageAction::Keep => return keep(model),
        StageAction::Drop => return leave(model),
        StageAction::Story => answering::open_story(model),
        StageAction::HearAgain => return voice::hear_again(model),
        // Only said and shown.
        StageAction::TellTime => {}
        StageAction::ShowQuestion => voice::show_question(model),
        StageAction::Notes => stage.turn_notes(None),
        StageAction::NotesScroll(scroll) => stage.turn_notes(Some(scroll)),
    }
    finish_if_done(model)
}

/// What a key does to the scores.
pub(super) fn score(model: &mut Model, action: ScoreAction) {
    let now = model.now.mono;
    let Some(stage) = &mut model.stage else { return };
    stage.changed = true;
    let rehearsal = &mut stage.rehearsal;
    rehearsal.tick(now);
    match action {
        ScoreAction::Digit(value) => rehearsal.score(Score::new(value)),
        ScoreAction::NextDimension => rehearsal.step_score(true),
        ScoreAction::PreviousDimension => rehearsal.step_score(false),
    }
}

/// Closes the notes; else pauses and shows the menu.
pub(super) fn escape(model: &mut Model) {
    let now = model.now.mono;
    let Some(stage) = &mut model.stage else { return };
    stage.changed = true;
    stage.rehearsal.tick(now);
    if stage.open_notes().is_some() {
        stage.notes = None;
    } else {
        stage.rehearsal.pause(now);
        model.modal = Some(Modal::Menu);
    }
}

/// What is proposed with this number, counted from 1, as a promise after these scores.
pub(super) fn promised(scores: &Scores, number: u8) -> Option<&'static str> {
    scores.promises().get(usize::from(number).checked_sub(1)?).copied()
}

/// Whether the action would end a phase whose clock runs.
fn ends_phase(action: StageAction) -> bool {
    match action {
        StageAction::Finish
        | StageAction::ProbeNext
        | StageAction::ProbeAlready
        | StageAction::ProbeStuck
        | StageAction::ProbeEnd => true,
        StageAction::Begin
        | StageAction::Skip
        | StageAction::Pause
        | StageAction::Section(_)
        | StageAction::NextSection
        | StageAction::PreviousSection
        | StageAction::Moment
        | StageAction::Predict(_)
        | StageAction::StoryAbove
        | StageAction::StoryBelow
        | StageAction::Save
        | StageAction::Note
        | StageAction::Promise(_)
        | StageAction::Story
        | StageAction::Resume
        | StageAction::Restart
        | StageAction::Keep
        | StageAction::Drop
        | StageAction::GapPause
        | StageAction::GapCounts
        | StageAction::HearAgain
        | StageAction::TellTime
        | StageAction::ShowQuestion
        | StageAction::Notes
        | StageAction::NotesScroll(_) => false,
    }
}

// -- Beginning ---------------------------------------------------------------------------------

fn start(model: &mut Model, setup: Setup) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let mut effects = recovering::keep(model);
    let session = Session::new((model.new_id)(), setup);
    effects.extend(ask_next(model, session));
    effects
}

/// Draws the next question of `session` and puts it on stage.
fn ask_next(model: &mut Model, session: Session) -> Vec<Effect> {
    let Some(drawn) = draw_one(model, &session.scope()) else {
        let words = "No bank that is switched on has a question for this. Switch a bank on under Banks, or change what is drawn.";
        notices::tell(model, "No question to ask", words);
        // What was answered before is shown as a session all the same.
        return if session.attempts.is_empty() { Vec::new() } else { end_session(model, session) };
    };
    put_on_stage(model, session, drawn, None)
}

fn draw_one(model: &mut Model, scope: &Scope) -> Option<Drawn> {
    let scope = match scope {
        Scope::Principle(name) => Scope::Principle(model.notebook.catalog().canonical(name)),
        Scope::InPlay | Scope::Bank(_) | Scope::Question(_) | Scope::Planned(_) => scope.clone(),
    };
    model.notebook.draw(&scope, model.now.wall, &mut model.rng)
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
        think_secs: model.notebook.profile.settings.calm.think_secs,
        max_probes: session.setup.probes,
        ask_prediction: session.setup.mode == Mode::Drill && model.notebook.attempts.len() % 3 == 2,
        drawn,
    };
    // Asking once more is no draw.
    if brief.redo_of.is_none() {
        model.notebook.note_asked(Asked::of(brief.id, &brief.drawn, brief.shown));
    }
    stand_on_stage(model, session, |now| Rehearsal::new(brief, now))
}

fn stand_on_stage(
    model: &mut Model,
    session: Session,
    rehearsal: impl FnOnce(Mono) -> Rehearsal,
) -> Vec<Effect> {
    let kept = recovering::keep_cut_short(model);
    let now = model.now.mono;
    let rehearsal = rehearsal(now);
    let last_time = model.notebook.last_next_time(&rehearsal.brief.drawn.principle).map(str::to_owned);
    let first_try = rehearsal.brief.redo_of.and_then(|id| model.notebook.attempt(id)).map(Try::of);
    let (tips, expected) = model.notebook.advice(&rehearsal.brief.drawn.principle);
    let checklist = model.notebook.checklist(&rehearsal.brief.drawn.id);
    second_scores::leave(model);
    model.screen = Screen::Rehearse;
    model.modal = None;
    model.rehearse.closed = None;
    model.rehearse.open = false;
    model.stage = Some(Stage {
        session,
        rehearsal,
        stories_shown: false,
        note_open: false,
        changed: true,
        remembered: now,
        last_time,
        first_try,
        tips,
        expected,
        checklist,
        reading: None,
        notes: None,
    });
    kept.into_iter().chain([Effect::Audio(AudioJob::Prepare)]).collect()
}

// -- On the way --------------------------------------------------------------------------------

fn skip(model: &mut Model) -> Vec<Effect> {
    model.modal = None;
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
    session.note(
        &attempt,
        model.notebook.readiness_table().readiness(&model.notebook.catalog().canonical(&attempt.principle)),
    );
    model.saving.saved = false;
    attempts::put(model, attempt)
}

/// Stores what there is of the attempt and closes the session.
fn keep(model: &mut Model) -> Vec<Effect> {
    model.modal = None;
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
    model.modal = None;
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
    let attempts: Vec<&Attempt> =
        session.attempts.iter().filter_map(|id| model.notebook.attempt(*id)).collect();
    let evening = session.evening(
        &attempts,
        |id| model.notebook.attempt(id),
        |name| model.notebook.readiness_table().readiness(&model.notebook.catalog().canonical(name)),
    );
    let next = next_after(model, &evening, &attempts);
    let tomorrow = tomorrow(model);
    model.rehearse.closed = Some(Closed { session, evening, next, tomorrow });
    effects
}

/// What is proposed after a session: the answer to give again, else an outline for what was told without a
/// story, else what comes next anyway.
fn next_after(model: &Model, evening: &Evening, attempts: &[&Attempt]) -> Suggestion {
    if evening.fix.is_some() {
        return Suggestion::Redo;
    }
    let scored = attempts.iter().filter(|attempt| attempt.is_evidence());
    let without_story = scored.map(|a| model.notebook.catalog().canonical(&a.principle)).find(|name| {
        let complete = |s: &&crate::domain::story::Story| s.missing().is_empty();
        !model.notebook.stories_for(name).iter().any(complete)
    });
    without_story.map_or_else(|| model.suggestion(), Suggestion::Outline)
}

/// What the draw would ask first at this hour tomorrow, within what is planned then.
fn tomorrow(model: &mut Model) -> Option<Drawn> {
    let today = model.now.wall;
    let scope = Scope::Planned(model.notebook.plan().days.get(1)?.answers_left());
    let mut rng = model.rng.clone();
    let then = today.checked_add_signed(chrono::TimeDelta::days(1)).unwrap_or(today);
    let mut drawn = model.notebook.draw(&scope, then, &mut rng)?;
    // It is read today.
    drawn.reason = model.notebook.why_drawn(&drawn.principle, today);
    Some(drawn)
}

/// The answer to fix of the session that has just closed, else its weakest, once more; another drill if none was
/// scored.
pub(super) fn redo(model: &mut Model) -> Vec<Effect> {
    let Some(closed) = model.rehearse.closed.take() else {
        return start(model, setup_from(&model.notebook.profile.settings));
    };
    let again = closed.evening.fix.map(|fix| fix.attempt).or(closed.evening.weakest);
    let Some(attempt) = again.and_then(|id| model.notebook.attempt(id)).cloned() else {
        return start(model, setup_from(&model.notebook.profile.settings));
    };
    let mut drawn = once_more(model, &attempt);
    if let Some(fix) = closed.evening.fix.filter(|fix| fix.attempt == attempt.id) {
        drawn.reason =
            if model.notebook.profile.settings.quiet { fix.what.advice() } else { fix.what.words() };
    }
    put_on_stage(model, closed.session, drawn, Some(attempt.id))
}

/// The question of `attempt`, to be asked once more.
fn once_more(model: &Model, attempt: &Attempt) -> Drawn {
    let known = attempt.question.id.as_deref().and_then(|id| model.notebook.catalog().question(id));
    Drawn {
        id: attempt.question.id.clone().unwrap_or_default(),
        text: attempt.question.text.clone(),
        principle: attempt.principle.clone(),
        principles: vec![attempt.principle.clone()],
        bank: known.map(|bq| bq.bank.id.clone()).unwrap_or_default(),
        probes: known.map(|bq| bq.question.probes.clone()).unwrap_or_default(),
        reason: "Once more, with one thing to fix".to_owned(),
    }
}

/// Answers the question of an attempt of any day once more, in a session of its own.
fn again(model: &mut Model, id: uuid::Uuid) -> Vec<Effect> {
    let Some(attempt) = model.notebook.attempt(id).cloned().filter(|_| !model.is_on_stage()) else {
        return Vec::new();
    };
    let mut effects = recovering::keep(model);
    let setup = Setup { questions: 1, mode: Mode::Drill, ..setup_from(&model.notebook.profile.settings) };
    let session = Session::new((model.new_id)(), setup);
    let drawn = once_more(model, &attempt);
    effects.extend(put_on_stage(model, session, drawn, Some(attempt.id)));
    effects
}

/// Goes on with the attempt found after a crash.
fn resume_recovered(model: &mut Model) -> Vec<Effect> {
    let Some(checkpoint) = model.recovered.take() else { return Vec::new() };
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
