//! Drills: drawing, the attempt on stage, storing it, closing the session.

use crate::domain::attempt::{Attempt, Mode, Outcome};
use crate::domain::countdown::Mono;
use crate::domain::draw::{Drawn, Scope};
use crate::domain::evening::{Evening, Try};
use crate::domain::level::Scope as StoryScope;
use crate::domain::notebook::Asked;
use crate::domain::probing;
use crate::domain::rehearsal::{Brief, Phase, Rehearsal};
use crate::domain::rubric::Score;
use crate::domain::session::{Session, Setup};
use crate::domain::star::{Budget, Section};
use crate::domain::story::lengths::{LENGTHS, asked_in, asked_part, asked_part_of};

use super::super::action::{ScoreAction, StageAction};
use super::super::command::{PartOf, RecoveredChoice, RehearseCommand, StageCommand};
use super::super::effect::{AudioJob, Effect, StoreJob};
use super::super::model::{Closed, Model, Screen, Suggestion, setup_from};
use super::super::stage::{Aids, Drill, Play, Stage};
use super::{attempts, notices, recovering, second_scores, stage, stories};

/// What the stage sends while a drill is on it.
pub(super) fn apply(model: &mut Model, command: StageCommand) {
    let aimed = model.notebook.profile.target.aims_at();
    let Some(rehearsal) = changed(model) else { return };
    match command {
        StageCommand::SetNote(note) => rehearsal.note = note,
        StageCommand::SetNextTime(text) => rehearsal.next_time = text,
        StageCommand::SetReach(reach) => {
            rehearsal.scope = aimed.zip(reach).map(|(level, reach)| StoryScope { level, reach });
        }
        StageCommand::ChooseStory(_) if rehearsal.brief.mode.is_retold() => {}
        StageCommand::ChooseStory(story) => rehearsal.story = story,
        StageCommand::GoToScore(step) => rehearsal.go_to_score(step),
        // Of both kinds of stage.
        StageCommand::ShowStories(_) | StageCommand::Found(_) => {}
    }
}

/// The attempt that runs, which is about to change.
fn changed(model: &mut Model) -> Option<&mut Rehearsal> {
    if let Some(stage) = &mut model.stage {
        stage.touch();
    }
    model.drill_mut().map(|drill| &mut drill.rehearsal)
}

/// Setting a rehearsal up, and beginning it.
pub(super) fn rehearse(model: &mut Model, command: RehearseCommand) -> Vec<Effect> {
    match command {
        RehearseCommand::StartWith(scope) => return start_with(model, scope),
        RehearseCommand::Again(id) => return again(model, id),
        RehearseCommand::Shorter(story) => return shorter(model, &story),
        RehearseCommand::Part(of, section) => return part(model, &of, section),
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

/// What a key does while a drill is on stage.
pub(super) fn act(model: &mut Model, action: StageAction) -> Vec<Effect> {
    let now = model.now.mono;
    let Some(rehearsal) = changed(model) else { return Vec::new() };
    rehearsal.tick(now);
    if rehearsal.gap().is_some() && stage::ends_phase(action) {
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
            if let Some(promise) = stage::promised(&rehearsal.scores, number) {
                promise.clone_into(&mut rehearsal.next_time);
            }
        }
        StageAction::GapPause => rehearsal.gap_was_pause(now),
        StageAction::GapCounts => rehearsal.gap_counts(),
        StageAction::Resume => {
            rehearsal.resume(now);
            model.modal = None;
        }
        StageAction::Restart => {
            rehearsal.restart(now);
            model.modal = None;
            // It is asked anew, so it is read anew, in the bank's words.
            model.reading_mut().map(Option::take);
            if let Some(stage) = &mut model.stage {
                stage.aids.plain_words = false;
            }
        }
        StageAction::Skip => return skip(model),
        StageAction::Keep => return keep(model),
        StageAction::Drop => return leave(model),
        // Of both kinds of stage.
        StageAction::Aid(_) => {}
    }
    finish_if_done(model)
}

/// What a key does to the scores.
pub(super) fn score(model: &mut Model, action: ScoreAction) {
    let now = model.now.mono;
    let Some(rehearsal) = changed(model) else { return };
    rehearsal.tick(now);
    match action {
        ScoreAction::Digit(value) => rehearsal.score(Score::new(value)),
        ScoreAction::NextDimension => rehearsal.step_score(true),
        ScoreAction::PreviousDimension => rehearsal.step_score(false),
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
    put_on_stage(model, session, drawn, Asking::default())
}

fn draw_one(model: &mut Model, scope: &Scope) -> Option<Drawn> {
    let scope = match scope {
        Scope::Principle(name) => Scope::Principle(model.notebook.catalog().canonical(name)),
        Scope::InPlay | Scope::Bank(_) | Scope::Question(_) | Scope::Planned(_) => scope.clone(),
    };
    model.notebook.draw(&scope, model.now.wall, &mut model.rng)
}

/// How a question is put, where it is not simply asked.
#[derive(Clone, Copy, Debug, Default)]
struct Asking {
    /// The attempt it does again.
    redo_of: Option<uuid::Uuid>,
    /// The one section that is told.
    part: Option<Section>,
}

fn put_on_stage(model: &mut Model, session: Session, mut drawn: Drawn, asking: Asking) -> Vec<Effect> {
    // What was asked once is asked the same again.
    if asking.redo_of.is_none() && session.setup.mode == Mode::Drill {
        let most = session.setup.probes as usize;
        drawn.probes = probing::drill(&drawn.id, &drawn.probes, most, model.notebook.lacks());
    }
    let brief = Brief {
        id: (model.new_id)(),
        shown: model.now.wall,
        session: session.id,
        mode: session.setup.mode.clone(),
        redo_of: asking.redo_of,
        budget: session.setup.budget,
        think_secs: model.notebook.profile.settings.calm.think_secs,
        max_probes: session.setup.probes,
        ask_prediction: session.setup.mode == Mode::Drill && model.notebook.attempts.len() % 3 == 2,
        part: asking.part,
        drawn,
    };
    // Asking once more is no draw, nor is telling a story for its own sake.
    if brief.redo_of.is_none() && !brief.mode.is_retold() {
        model.notebook.note_asked(Asked::of(brief.id, &brief.drawn, brief.shown));
    }
    stand_on_stage(model, session, |now| Rehearsal::new(brief, now))
}

fn stand_on_stage(
    model: &mut Model,
    session: Session,
    rehearsal: impl FnOnce(Mono) -> Rehearsal,
) -> Vec<Effect> {
    // What is open in the history is closed: the stage may store another form of it.
    let mut kept = attempts::close(model);
    kept.extend(recovering::keep_cut_short(model));
    let now = model.now.mono;
    let rehearsal = rehearsal(now);
    let drawn = &rehearsal.brief.drawn;
    let last_time = model.notebook.last_next_time(&drawn.principle).map(str::to_owned);
    let first_try = rehearsal.brief.redo_of.and_then(|id| model.notebook.attempt(id)).map(Try::of);
    let advice = model.advice(&drawn.principle, Some(&drawn.id));
    second_scores::leave(model);
    kept.extend(stories::leave(model));
    model.screen = Screen::Rehearse;
    model.modal = None;
    model.rehearse.closed = None;
    model.rehearse.open = false;
    let drill = Drill { session, rehearsal, last_time, first_try };
    let stage = Stage::new(Play::Drill(Box::new(drill)), now);
    model.stage = Some(Stage { aids: Aids { advice, ..Aids::default() }, ..stage });
    kept.into_iter().chain([Effect::Audio(AudioJob::Prepare)]).collect()
}

/// Takes the drill off the stage.
fn take(model: &mut Model) -> Option<Drill> {
    match model.stage.take() {
        Some(Stage { play: Play::Drill(drill), .. }) => Some(*drill),
        other => {
            model.stage = other;
            None
        }
    }
}

// -- On the way --------------------------------------------------------------------------------

fn skip(model: &mut Model) -> Vec<Effect> {
    model.modal = None;
    let Some(drill) = take(model) else { return Vec::new() };
    let scope = drill.session.setup.scope.clone();
    // A question chosen by hand, or asked once more, has no other to skip to.
    let mut effects = vec![Effect::Store(StoreJob::ClearRunning)];
    let last = matches!(scope, Scope::Question(_))
        || drill.rehearsal.brief.redo_of.is_some()
        || drill.rehearsal.brief.mode.is_retold();
    effects.extend(if last { end_session(model, drill.session) } else { ask_next(model, drill.session) });
    effects
}

// -- Ending ------------------------------------------------------------------------------------

fn finish_if_done(model: &mut Model) -> Vec<Effect> {
    if model.drill().is_none_or(|drill| *drill.rehearsal.phase() != Phase::Done) {
        return Vec::new();
    }
    let Some(mut drill) = take(model) else { return Vec::new() };
    let attempt = drill.rehearsal.attempt(model.now.mono);
    let mut effects = store_attempt(model, &mut drill.session, attempt);
    let redone = drill.rehearsal.brief.redo_of.is_some();
    let over = redone || drill.session.is_over() || matches!(drill.session.setup.scope, Scope::Question(_));
    effects.extend(if over {
        end_session(model, drill.session)
    } else if drill.session.setup.mode == Mode::Shorter {
        let story = drill.rehearsal.story.unwrap_or_default();
        tell_next(model, drill.session, &story)
    } else {
        ask_next(model, drill.session)
    });
    effects
}

// -- A story for its own sake ------------------------------------------------------------------

/// Tells a story at one length after the other, the longest first.
fn shorter(model: &mut Model, story: &str) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let mut effects = recovering::keep(model);
    let questions = u32::try_from(LENGTHS.len()).unwrap_or(u32::MAX);
    let setup = setup_from(&model.notebook.profile.settings);
    let session =
        Session::new((model.new_id)(), Setup { questions, probes: 0, mode: Mode::Shorter, ..setup });
    effects.extend(tell_next(model, session, story));
    effects
}

/// The next length of the story that is told shorter.
fn tell_next(model: &mut Model, mut session: Session, story: &str) -> Vec<Effect> {
    let at = session.answered as usize;
    let Some(told) = model.notebook.story(story).filter(|_| at < LENGTHS.len()) else {
        return end_session(model, session);
    };
    let (drawn, id) = (asked_in(told, at), told.id.clone());
    session.setup.budget.total_secs = LENGTHS[at];
    let effects = put_on_stage(model, session, drawn, Asking::default());
    mean(model, Some(id));
    effects
}

/// Tells one section by itself, against its own budget.
fn part(model: &mut Model, of: &PartOf, section: Section) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let setup = setup_from(&model.notebook.profile.settings);
    let asked = match of {
        PartOf::Story(id) => model.notebook.story(id).map(|story| {
            (asked_part(story, section), Some(id.clone()), setup.budget.planned_secs()[section])
        }),
        PartOf::Answer(id) => model.notebook.attempt(*id).map(|attempt| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // seconds of an answer
            let planned = attempt.planned_secs.map(|planned| planned[section].max(0.0).round() as u32);
            let planned = planned.filter(|secs| *secs > 0).unwrap_or(setup.budget.planned_secs()[section]);
            (asked_part_of(attempt, section), attempt.story.clone(), planned)
        }),
    };
    let Some((drawn, story, secs)) = asked else { return Vec::new() };
    let mut effects = recovering::keep(model);
    let budget = Budget { total_secs: secs.clamp(1, Budget::MAX_SECS), ..setup.budget };
    let setup = Setup { questions: 1, probes: 0, mode: Mode::Part, budget, ..setup };
    let session = Session::new((model.new_id)(), setup);
    effects.extend(put_on_stage(model, session, drawn, Asking { part: Some(section), ..Asking::default() }));
    mean(model, story);
    effects
}

/// The story that is meant to be told.
fn mean(model: &mut Model, story: Option<String>) {
    if let Some(rehearsal) = model.rehearsal_mut() {
        rehearsal.story = story;
    }
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
    let Some(mut drill) = take(model) else { return Vec::new() };
    let now = model.now.mono;
    // A probe that was being answered is kept as one at which the ladder was stopped.
    drill.rehearsal.end_probe(Outcome::Ended, now);
    let mut effects = if drill.rehearsal.has_something_to_keep() {
        let attempt = drill.rehearsal.attempt(now);
        store_attempt(model, &mut drill.session, attempt)
    } else {
        vec![Effect::Store(StoreJob::ClearRunning)]
    };
    effects.extend(end_session(model, drill.session));
    effects
}

/// Drops the attempt, as asked, and closes the session.
fn leave(model: &mut Model) -> Vec<Effect> {
    model.modal = None;
    let Some(drill) = take(model) else { return Vec::new() };
    let mut effects = vec![Effect::Store(StoreJob::ClearRunning)];
    effects.extend(end_session(model, drill.session));
    effects
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
    // What was told for its own sake has nothing to be given again.
    let is_retold = session.setup.mode.is_retold();
    let next = if is_retold { model.suggestion() } else { next_after(model, &evening, &attempts) };
    let tomorrow = if is_retold { None } else { tomorrow(model) };
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
    let is_retold = |closed: &Closed| closed.session.setup.mode.is_retold();
    if model.rehearse.closed.as_ref().is_some_and(is_retold) {
        return Vec::new();
    }
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
    put_on_stage(model, closed.session, drawn, Asking { redo_of: Some(attempt.id), part: None })
}

/// The question of `attempt`, to be asked once more.
fn once_more(model: &Model, attempt: &Attempt) -> Drawn {
    let known = attempt.question.id.as_deref().and_then(|id| model.notebook.catalog().question(id));
    // The follow-ups that were asked then, so that the two answers can be laid side by side.
    let asked: Vec<String> = attempt.probes.iter().map(|probe| probe.text.clone()).collect();
    Drawn {
        id: attempt.question.id.clone().unwrap_or_default(),
        text: attempt.question.text.clone(),
        principle: attempt.principle.clone(),
        principles: vec![attempt.principle.clone()],
        bank: known.map(|bq| bq.bank.id.clone()).unwrap_or_default(),
        probes: if asked.is_empty() {
            known.map(|bq| bq.question.probes.clone()).unwrap_or_default()
        } else {
            asked
        },
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
    effects.extend(put_on_stage(model, session, drawn, Asking { redo_of: Some(attempt.id), part: None }));
    effects
}

/// Goes on with the attempt found after a crash.
fn resume_recovered(model: &mut Model) -> Vec<Effect> {
    let Some(checkpoint) = model.recovered.take() else { return Vec::new() };
    let brief = &checkpoint.brief;
    // The lengths that were told before the crash are told.
    let told =
        model.notebook.attempts.iter().filter(|attempt| attempt.session == Some(brief.session)).count();
    let is_shorter = brief.mode == Mode::Shorter;
    let setup = Setup {
        scope: Scope::InPlay,
        questions: if is_shorter { u32::try_from(LENGTHS.len()).unwrap_or(1) } else { 1 },
        budget: brief.budget,
        probes: brief.max_probes,
        mode: brief.mode.clone(),
    };
    let mut session = Session::new(brief.session, setup);
    session.answered = if is_shorter { u32::try_from(told).unwrap_or(0) } else { 0 };
    stand_on_stage(model, session, |now| Rehearsal::restored(*checkpoint, now))
}
