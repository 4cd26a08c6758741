//! What drills and mock interviews share on stage: the clocks, the checkpoint, the cues, and what stands beside an answer.

use std::time::Duration;

use super::super::action::{AidAction, StageAction};
use super::super::command::StageCommand;
use super::super::cues as sounds;
use super::super::effect::{AudioJob, Effect, StoreJob};
use super::super::model::{Modal, Model};
use super::super::timeline::Done;
use super::writes::WRITE_AFTER;
use super::{changes, moments, recording, stories, voice};
use crate::domain::countdown::{Mono, Stopwatch, clock};
use crate::domain::notebook::{Change, Key};
use crate::domain::rehearsal::Phase;
use crate::domain::rubric::Scores;

/// How often the running answer is remembered while its clock runs.
const REMEMBER_EVERY: Duration = Duration::from_secs(5);
/// How often an interview's clock is remembered where no answer runs.
const CLOCK_EVERY: Duration = Duration::from_secs(15);
/// The shortest time between two looks at the clock; the plan's marker moves at each.
const TICK: Duration = Duration::from_millis(250);

// -- The clocks and the checkpoint -------------------------------------------------------------

/// Lets the clocks notice a gap.
pub(super) fn tick(model: &mut Model) {
    let at = model.at();
    if let Some(stage) = &mut model.stage {
        stage.tick(at);
    }
}

/// Stops the clocks, if they run.
pub(super) fn pause(model: &mut Model) {
    let at = model.at();
    if let Some(stage) = &mut model.stage {
        stage.pause(at);
        stage.touch();
    }
}

/// When the running clocks next have to be looked at: on the second of their own elapsed time, or the quarter of one
/// while an answer's marker moves, so that the figures change exactly when the second does; and when what changed is to
/// be remembered.
pub(super) fn next_tick(model: &Model) -> Option<Mono> {
    let stage = model.stage.as_ref()?;
    let is_answer = stage.rehearsal().is_some_and(|r| matches!(r.phase(), Phase::Answer(_)));
    let step = if is_answer { TICK } else { TICK * 4 };
    let due = |watch: &Stopwatch| {
        let steps = watch.elapsed(model.now.mono).as_millis() / step.as_millis() + 1;
        watch.reaches(step * u32::try_from(steps).unwrap_or(u32::MAX))
    };
    let remember = stage.changed.then(|| stage.remembered + WRITE_AFTER);
    stage.running_watches(model.at()).iter().filter_map(due).chain(remember).min()
}

/// Remembers the running answer, or the interview's clock, if it changed a while ago or its clock has run on.
pub(super) fn remember(model: &mut Model) -> Vec<Effect> {
    let Some(stage) = &model.stage else { return Vec::new() };
    let since = model.now.mono.saturating_sub(stage.remembered);
    let every = if stage.rehearsal().is_some() { REMEMBER_EVERY } else { CLOCK_EVERY };
    if (stage.changed && since >= WRITE_AFTER) || (stage.is_running() && since >= every) {
        return remember_now(model);
    }
    Vec::new()
}

/// Remembers it now.
pub(super) fn remember_now(model: &mut Model) -> Vec<Effect> {
    let at = model.at();
    let Some(stage) = &mut model.stage else { return Vec::new() };
    stage.remembered = at.mono;
    stage.changed = false;
    if let Some(checkpoint) = stage.checkpoint(at) {
        return vec![Effect::Store(StoreJob::WriteRunning(Box::new(checkpoint)))];
    }
    let Some(interview) = stage.interview() else { return Vec::new() };
    let mock = interview.run.snapshot(at);
    let key = Key::Mock(mock.id);
    let effects = changes::make(model, &Change::put(mock), Done::MockRun);
    // What was typed before may not be written yet.
    if effects.is_empty() { changes::write_again(model, &key) } else { effects }
}

// -- The cues ----------------------------------------------------------------------------------

/// What decides when cues sound; a change means that they are scheduled anew.
pub(super) fn cue_key(model: &Model) -> Option<(usize, Stopwatch, bool)> {
    let rehearsal = model.rehearsal()?;
    let phase = match rehearsal.phase() {
        Phase::Answer(_) => 0,
        Phase::Probe(index, _) => index + 1,
        Phase::Think(_) | Phase::Score(_) | Phase::Done => return None,
    };
    Some((phase, *rehearsal.watch()?, model.notebook.profile.settings.boundary_chimes))
}

/// The effect that makes the audio thread's schedule what the attempt needs.
pub(super) fn cues(model: &Model) -> Effect {
    let cues = model.rehearsal().map_or(Vec::new(), |rehearsal| {
        sounds::schedule(rehearsal, model.now.mono, model.notebook.profile.settings.boundary_chimes)
    });
    Effect::Audio(AudioJob::Schedule(cues))
}

// -- What stands beside an answer --------------------------------------------------------------

/// What a key does to it.
pub(super) fn aid(model: &mut Model, action: AidAction) -> Vec<Effect> {
    let at = model.at();
    let Some(stage) = &mut model.stage else { return Vec::new() };
    stage.tick(at);
    stage.touch();
    match action {
        AidAction::Moment => return mark_moment(model),
        AidAction::StoryAbove => choose_story(model, false),
        AidAction::StoryBelow => choose_story(model, true),
        AidAction::Note => stage.aids.note_open = !stage.aids.note_open,
        AidAction::Story => open_story(model),
        AidAction::HearAgain => return voice::hear_again(model),
        AidAction::Recording => return recording::stop_or_drop(model),
        // Only said and shown.
        AidAction::TellTime => {}
        AidAction::ShowQuestion => voice::show_question(model),
        AidAction::PlainWords => plain_words(model),
        AidAction::Notes => stage.turn_notes(None),
        AidAction::NotesScroll(scroll) => stage.turn_notes(Some(scroll)),
    }
    Vec::new()
}

/// Shows the question in plain words beside itself, or hides them again, where some bank has them. That they were shown
/// stays noted.
fn plain_words(model: &mut Model) {
    let has = model.plain_words().is_some();
    let Some(stage) = &mut model.stage else { return };
    let thinks = stage.rehearsal().is_some_and(|r| matches!(r.phase(), Phase::Think(_)));
    if !has || !thinks {
        return;
    }
    stage.aids.plain_words = !stage.aids.plain_words;
    if let Some(rehearsal) = stage.rehearsal_mut() {
        rehearsal.plain_words = true;
    }
}

/// What the stage sends about it; what is not about it comes back.
pub(super) fn aided(model: &mut Model, command: StageCommand) -> Option<StageCommand> {
    match command {
        StageCommand::ShowStories(shown) => {
            if let Some(stage) = &mut model.stage {
                stage.aids.stories_shown = shown;
            }
            None
        }
        StageCommand::SetNote(_)
        | StageCommand::SetNextTime(_)
        | StageCommand::SetReach(_)
        | StageCommand::ChooseStory(_)
        | StageCommand::Found(_)
        | StageCommand::GoToScore(_) => Some(command),
    }
}

/// Closes the notes, if they are open; else stops the clocks and shows the menu.
pub(super) fn escape(model: &mut Model) {
    let at = model.at();
    let Some(stage) = &mut model.stage else { return };
    stage.tick(at);
    stage.touch();
    if stage.open_notes().is_some() {
        stage.aids.notes = None;
    } else {
        stage.pause(at);
        model.modal = Some(Modal::Menu);
    }
}

/// What is proposed with this number, counted from 1, as a promise after these scores.
pub(super) fn promised(scores: &Scores, number: u8) -> Option<&'static str> {
    scores.promises().get(usize::from(number).checked_sub(1)?).copied()
}

/// Whether the action would end a phase whose clock runs.
pub(super) fn ends_phase(action: StageAction) -> bool {
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
        | StageAction::Predict(_)
        | StageAction::Save
        | StageAction::Promise(_)
        | StageAction::Resume
        | StageAction::Restart
        | StageAction::Keep
        | StageAction::Drop
        | StageAction::GapPause
        | StageAction::GapCounts
        | StageAction::Aid(_) => false,
    }
}

/// The story above or below, as the one to tell.
fn choose_story(model: &mut Model, down: bool) {
    // Told for its own sake, which story it is is settled.
    let Some(rehearsal) = model.rehearsal().filter(|r| !r.brief.mode.is_retold()) else { return };
    let ids: Vec<String> = model.stories_to_tell().iter().map(|s| s.id.clone()).collect();
    let at = ids.iter().position(|id| Some(id) == rehearsal.story.as_ref());
    let to = match (at, down) {
        (None, true) => Some(0),
        (None | Some(0), false) => None,
        (Some(i), true) => Some((i + 1).min(ids.len().saturating_sub(1))),
        (Some(i), false) => Some(i - 1),
    };
    if let Some(stage) = &mut model.stage {
        stage.aids.stories_shown = true;
    }
    if let Some(rehearsal) = model.rehearsal_mut() {
        rehearsal.story = to.and_then(|i| ids.get(i).cloned());
    }
}

/// Marks a moment: a story to be.
fn mark_moment(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let Some(rehearsal) = model.rehearsal_mut() else { return Vec::new() };
    let at = clock(rehearsal.elapsed(now.mono).as_secs());
    rehearsal.moments.push(at.clone());
    let text = format!("At {at} in “{}”", rehearsal.brief.drawn.text);
    let attempt = rehearsal.brief.id;
    moments::add(model, text, Some(attempt))
}

/// Opens the story that was told, or an outline for the principle.
fn open_story(model: &mut Model) {
    // It would tell the principle that the person wants to find.
    if model.hides_principle() {
        return;
    }
    let Some((principle, told)) = model.stage.as_ref().and_then(|stage| stage.told()) else { return };
    let (principle, told) = (principle.to_owned(), told.cloned());
    // While it is written nobody thinks about the answer.
    pause(model);
    let told = told.filter(|id| model.notebook.story(id).is_some());
    let id = told.unwrap_or_else(|| stories::outline(model, &principle));
    let scores = model.stage.as_ref().and_then(|stage| stage.scored(model.now.mono)).map(|s| *s.scores);
    stories::look_at_weakest(model, &id, &scores.unwrap_or_default());
    model.modal = Some(Modal::Story(id));
}
