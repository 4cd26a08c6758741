//! What drills and mock interviews share while an answer is on stage: its cues, its story, its moments.

use crate::domain::countdown::{Stopwatch, clock};
use crate::domain::rehearsal::Phase;

use super::super::cues as sounds;
use super::super::effect::{AudioJob, Effect};
use super::super::model::{Modal, Model};
use super::stories;

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

/// The story above or below, as the one to tell.
pub(super) fn choose_story(model: &mut Model, down: bool) {
    let Some(rehearsal) = model.rehearsal() else { return };
    let ids: Vec<String> = model.stories_to_tell().iter().map(|s| s.id.clone()).collect();
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
    if let Some(rehearsal) = model.rehearsal_mut() {
        rehearsal.story = to.and_then(|i| ids.get(i).cloned());
    }
}

/// Marks a moment: a story to be.
pub(super) fn mark_moment(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let Some(rehearsal) = model.rehearsal_mut() else { return Vec::new() };
    let at = clock(rehearsal.elapsed(now.mono).as_secs());
    rehearsal.moments.push(at.clone());
    let text = format!("At {at} in “{}”", rehearsal.brief.drawn.text);
    let attempt = rehearsal.brief.id;
    stories::add_moment(model, text, Some(attempt))
}

/// Opens the story that was told, or an outline for the principle.
pub(super) fn open_story(model: &mut Model) {
    let of_mock = model.mock.running.as_ref().and_then(|running| running.run.scored());
    let (principle, told) = match (&model.stage, of_mock) {
        (Some(stage), _) => (stage.rehearsal.brief.drawn.principle.clone(), stage.rehearsal.story.clone()),
        (None, Some(attempt)) => (attempt.principle.clone(), attempt.story.clone()),
        (None, None) => return,
    };
    let told = told.filter(|id| model.notebook.story(id).is_some());
    let id = told.unwrap_or_else(|| stories::outline(model, &principle));
    model.modal = Some(Modal::Story(id));
}
