//! What a screen reader is given to say, after each change and at a key.

use super::super::action::{AidAction, StageAction};
use super::super::announce::Cue;
use super::super::model::Model;
use super::super::shown::announce::{cue_text, hear, opened, section_text, step_text, time_text};
use crate::domain::rehearsal::Rehearsal;

/// Looks what is new since it was last called, and says it. To be called after every change.
pub(super) fn follow(model: &mut Model) {
    let now = model.now.mono;
    let heard = hear(model);
    let mut announcer = std::mem::take(&mut model.announcer);
    let before = std::mem::replace(&mut announcer.heard, heard.clone());
    let speaking = heard.part.is_some_and(|(_, part)| part > 0);
    announcer.forget(now);
    if heard.unsaved && !before.unsaved {
        let text = model.notices.last().map_or_else(String::new, |told| format!(": {}", told.text));
        announcer.cut_in(format!("Not saved{text}"), now);
    }
    if heard.part != before.part || heard.shown && !before.shown {
        // What waited was about what is over.
        (announcer.last_unasked, announcer.waits) = (None, None);
        if let Some(text) = opened(model, &heard).or_else(|| heard.step.map(step_text)) {
            announcer.answer(text, now);
        } else if heard.part.is_none() {
            announcer.polite = None;
        }
    } else if heard.line != before.line
        && let Some(line) = &heard.line
    {
        announcer.unasked(line.clone(), speaking, now);
    } else if heard.cue != before.cue && heard.cue != Cue::Before {
        announcer.unasked(cue_text(model, heard.cue), speaking, now);
    } else if heard.step != before.step {
        match heard.step {
            Some(step) => announcer.answer(step_text(step), now),
            None => announcer.polite = None,
        }
    } else if announcer.waits.is_some() && announcer.may_speak(now) {
        // Told as it is now, not as it was.
        let text =
            if heard.cue == Cue::Before { announcer.waits.take() } else { Some(cue_text(model, heard.cue)) };
        if let Some(text) = text {
            announcer.unasked(text, speaking, now);
        }
    }
    model.announcer = announcer;
}

/// Says the answer to a key of the stage that changes only what is seen. To be called after the key was obeyed.
pub(super) fn answer(model: &mut Model, action: StageAction) {
    let now = model.now.mono;
    let text = if action == StageAction::Aid(AidAction::TellTime) {
        model.announcer.time_asked = Some(now);
        time_text(model)
    } else {
        model.rehearsal().and_then(|rehearsal| said_of(model, rehearsal, action))
    };
    if let Some(text) = text {
        model.announcer.answer(text, now);
    }
}

fn said_of(model: &Model, rehearsal: &Rehearsal, action: StageAction) -> Option<String> {
    use AidAction as H;
    use StageAction as S;
    let is_one_of = |actions: &[StageAction]| actions.contains(&action);
    if action == S::Pause {
        return Some(if rehearsal.is_paused() { "Paused" } else { "Going on" }.to_owned());
    }
    if action == S::Aid(H::Recording) {
        return Some(model.recording_text().split(';').next().unwrap_or_default().to_owned());
    }
    if action == S::Aid(H::Moment) {
        return Some("Moment marked".to_owned());
    }
    if matches!(action, S::Section(_)) || is_one_of(&[S::NextSection, S::PreviousSection]) {
        return section_text(rehearsal, model.now.mono);
    }
    if is_one_of(&[S::Aid(H::StoryAbove), S::Aid(H::StoryBelow)]) {
        let story = rehearsal.story.as_deref().and_then(|id| model.notebook.story(id));
        return Some(
            story.map_or_else(|| "No story chosen".to_owned(), |story| story.shown_title().to_owned()),
        );
    }
    None
}
