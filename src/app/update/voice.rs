//! Reading the question aloud: once when it is asked, again on a key, and no longer than somebody listens.

use std::time::Duration;

use uuid::Uuid;

use crate::audio::{Utterance, VoiceEvent};
use crate::domain::countdown::Mono;
use crate::domain::find::FindPhase;
use crate::domain::rehearsal::Phase;

use super::super::effect::Effect;
use super::super::mock::Interview;
use super::super::model::{Model, Screen};
use super::super::voice::{ReadAloud, ReadingState, SAMPLE, Trial};
use super::notices;

/// How long a hidden question waits for the voice: so long for the voice to begin …
const PATIENCE: Duration = Duration::from_secs(8);
/// … and so long for each character: 80 words a minute, half as fast as voices usually speak.
const PATIENCE_A_CHARACTER: Duration = Duration::from_millis(125);

/// Who is being read to: the attempt that is in its think phase, and whether its clock stands still.
pub(super) type Listens = Option<(Uuid, bool)>;

/// Who is being read to now.
pub(super) fn listens(model: &Model) -> Listens {
    if let Some(finding) = model.finding() {
        let at = finding.find.past() as u64;
        let listens = matches!(finding.find.phase(), FindPhase::Listen | FindPhase::Look(_));
        // Each question is listened to by itself.
        return listens.then(|| (Uuid::from_u64_pair(at, 0), false));
    }
    if let Some(listens) = model.interview().and_then(Interview::listens) {
        return Some(listens);
    }
    let rehearsal = model.rehearsal()?;
    matches!(rehearsal.phase(), Phase::Think(_)).then(|| (rehearsal.brief.id, rehearsal.is_paused()))
}

/// After each command: stops what nobody listens to any more, reads the question that has just been
/// asked, and shows one that was hidden for too long. `before` is who listened before the command.
pub(super) fn follow(model: &mut Model, before: Listens) -> Vec<Effect> {
    let after = listens(model);
    let mut effects = Vec::new();
    let went_on = matches!((before, after), (Some((a, true)), Some((b, false))) if a == b);
    if before.is_some() && after != before && !went_on {
        effects.extend(hush(model));
    }
    if trial_is_left(model) {
        effects.extend(hush(model));
    }
    let unread = model.reading().is_none();
    if unread && matches!(after, Some((_, false))) && model.notebook.profile.settings.voice.on {
        effects.extend(read(model));
    }
    lose_patience(model);
    effects
}

/// Whether the voice is being tried and the screen for it was left.
fn trial_is_left(model: &Model) -> bool {
    let speaking = model.voice.speaking;
    let tried = speaking.is_some() && model.voice.trial.as_ref().map(|trial| trial.number) == speaking;
    tried && (model.is_on_stage() || model.screen != Screen::Settings)
}

/// When a hidden question is to be shown although the voice has not ended.
pub(super) fn next_tick(model: &Model) -> Option<Mono> {
    let reading = model.reading()?;
    reading.hidden.then_some(reading.patience_ends)
}

fn lose_patience(model: &mut Model) {
    let now = model.now.mono;
    let Some(reading) = model.reading_mut().and_then(Option::as_mut) else { return };
    if reading.hidden && reading.patience_ends <= now {
        reading.hidden = false;
        reading.slow = true;
        tell(model, "The voice took too long, so the question was shown. Try the voice under Settings.");
    }
}

/// Reads the question on stage from its beginning, or what the interviewer says where there is none.
fn read(model: &mut Model) -> Vec<Effect> {
    if let Some(text) = model.interview().and_then(Interview::spoken) {
        return say(model, text);
    }
    let answered = model.rehearsal().map(|rehearsal| &rehearsal.brief.drawn.text);
    let found = model.finding().and_then(|finding| finding.find.question()).map(|asked| &asked.question.text);
    let Some(text) = answered.or(found).cloned() else { return Vec::new() };
    // What the interviewer says before it is heard with it.
    let text = match model.interview().and_then(Interview::said) {
        Some(said) => format!("{said} {text}"),
        None => text,
    };
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let patience = PATIENCE.saturating_add(PATIENCE_A_CHARACTER.saturating_mul(characters));
    let (number, effect) = speak(model, text);
    let hidden = model.notebook.profile.settings.voice.hide_question;
    let patience_ends = model.now.mono.saturating_add(patience);
    if let Some(slot) = model.reading_mut() {
        // What has been seen is not hidden again.
        let hidden = hidden && slot.as_ref().is_none_or(|reading| reading.hidden);
        *slot = Some(ReadAloud { number, state: ReadingState::Asked, hidden, patience_ends, slow: false });
    }
    vec![effect]
}

/// Says what an interviewer says around their questions. It is on the screen meanwhile: it may be read along.
fn say(model: &mut Model, text: String) -> Vec<Effect> {
    let (number, effect) = speak(model, text);
    let patience_ends = model.now.mono;
    if let Some(slot) = model.reading_mut() {
        *slot =
            Some(ReadAloud { number, state: ReadingState::Asked, hidden: false, patience_ends, slow: false });
    }
    vec![effect]
}

fn speak(model: &mut Model, text: String) -> (u64, Effect) {
    model.voice.last += 1;
    let number = model.voice.last;
    model.voice.speaking = Some(number);
    (
        number,
        Effect::Speak(Utterance {
            number,
            command: model.notebook.profile.settings.voice.command.clone(),
            text,
        }),
    )
}

/// Reads the question once more, if questions are read aloud.
pub(super) fn hear_again(model: &mut Model) -> Vec<Effect> {
    if listens(model).is_none() || !model.notebook.profile.settings.voice.on {
        return Vec::new();
    }
    read(model)
}

/// Shows the question; the voice goes on.
pub(super) fn show_question(model: &mut Model) {
    if let Some(reading) = model.reading_mut().and_then(Option::as_mut) {
        reading.hidden = false;
    }
}

/// Stops the voice, if it speaks. A question it was reading is shown.
pub(super) fn hush(model: &mut Model) -> Vec<Effect> {
    let Some(number) = model.voice.speaking.take() else { return Vec::new() };
    settle(model, number, ReadingState::Stopped, "");
    vec![Effect::Hush]
}

/// Reads a sample.
pub(super) fn try_it(model: &mut Model) -> Vec<Effect> {
    let (number, effect) = speak(model, SAMPLE.to_owned());
    model.voice.trial = Some(Trial { number, state: ReadingState::Asked, why: String::new() });
    vec![effect]
}

/// Asks what would read, after it was changed or may have been.
pub(super) fn look_for(model: &mut Model) -> Effect {
    model.voice.told = false;
    Effect::FindVoice(model.notebook.profile.settings.voice.command.clone())
}

/// Takes in what the voice reports.
pub(super) fn event(model: &mut Model, event: VoiceEvent) {
    match event {
        VoiceEvent::Found { program } => model.voice.found = Some(program),
        VoiceEvent::Started { number } => settle(model, number, ReadingState::Speaking, ""),
        VoiceEvent::Ended { number } => finished(model, number, ReadingState::Ended, ""),
        VoiceEvent::Stopped { number } => finished(model, number, ReadingState::Stopped, ""),
        VoiceEvent::Failed { number, why } => finished(model, number, ReadingState::Failed, &why),
        VoiceEvent::Missing { number, why } => {
            finished(model, number, ReadingState::Failed, &why);
            model.voice.found = Some(Err(why));
        }
    }
}

fn finished(model: &mut Model, number: u64, state: ReadingState, why: &str) {
    if model.voice.speaking == Some(number) {
        model.voice.speaking = None;
    }
    settle(model, number, state, why);
}

/// Notes how the reading of this number stands, wherever it belongs.
fn settle(model: &mut Model, number: u64, state: ReadingState, why: &str) {
    if let Some(trial) = model.voice.trial.as_mut().filter(|trial| trial.number == number) {
        trial.state = state;
        why.clone_into(&mut trial.why);
        return;
    }
    let reading = model.reading_mut().and_then(Option::as_mut);
    let Some(reading) = reading.filter(|reading| reading.number == number) else { return };
    let failed = state == ReadingState::Failed;
    if state != ReadingState::Speaking {
        reading.hidden = false;
    }
    reading.state = state;
    if failed {
        tell(model, why);
    }
}

/// Tells once that the voice does not work; again only after it was changed.
fn tell(model: &mut Model, why: &str) {
    if !model.voice.told {
        model.voice.told = true;
        notices::tell(model, "Voice", why);
    }
}
