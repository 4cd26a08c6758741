//! The drill of finding stories: begun, played by keys, kept after each question.

use super::super::effect::{AudioJob, Effect};
use super::super::find::{FindAction, Finding, by_title};
use super::super::model::{Model, Screen};
use super::super::stage::{Play, Stage};
use super::super::stories::StoriesPage;
use super::super::timeline::Done;
use super::{attempts, changes, notices, second_scores, stories};
use crate::domain::find::{Find, FindPhase, FindRecord, LIMITS, questions};
use crate::domain::notebook::{Change, Key};

/// Begins a drill; with the limit that was set last.
fn begin(model: &mut Model) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let asked = questions(model.notebook.catalog(), &mut model.rng);
    if asked.is_empty() {
        let words = "No bank that is switched on has a question. Switch a bank on under Banks.";
        notices::tell(model, "No question to ask", words);
        return Vec::new();
    }
    // An answer that was cut short goes on waiting: nothing is answered here.
    let mut effects = attempts::close(model);
    effects.extend(stories::leave(model));
    second_scores::leave(model);
    let limit_secs = LIMITS.into_iter().find(|secs| *secs == model.story.limit_secs).unwrap_or(LIMITS[0]);
    let record = FindRecord { id: (model.new_id)(), made: model.now.wall, limit_secs, found: Vec::new() };
    let finding = Finding { find: Find::new(record, asked, model.now.mono), at: 0 };
    (model.screen, model.modal, model.rehearse.closed) = (Screen::Stories, None, None);
    model.stage = Some(Stage::new(Play::Find(Box::new(finding)), model.now.mono));
    effects.push(Effect::Audio(AudioJob::Prepare));
    effects
}

/// What a key does in the drill.
pub(super) fn act(model: &mut Model, action: FindAction) -> Vec<Effect> {
    if action == FindAction::Begin {
        return begin(model);
    }
    let now = model.now.mono;
    let stories: Vec<String> = by_title(model.notebook.to_tell()).iter().map(|s| s.id.clone()).collect();
    let Some(finding) = model.finding_mut() else { return Vec::new() };
    let (kept, past) = (finding.find.record.found.len(), finding.find.past());
    match (action, finding.find.phase().clone()) {
        (FindAction::HaveOne, _) => finding.find.have_one(now),
        (FindAction::Onward, FindPhase::Say) => {
            finding.at = 0;
            finding.find.said(now);
        }
        (FindAction::Onward, FindPhase::Choose) => finding.find.choose(stories.get(finding.at).cloned(), now),
        (FindAction::Onward, FindPhase::Told) => finding.find.next(now),
        (FindAction::Begin, _)
        | (FindAction::Onward, FindPhase::Listen | FindPhase::Look(_) | FindPhase::Name | FindPhase::Over) => {
        }
        (FindAction::Story(0), _) => finding.find.choose(None, now),
        (FindAction::Story(number), _) => {
            if let Some(story) = stories.get(usize::from(number) - 1) {
                finding.find.choose(Some(story.clone()), now);
            }
        }
        (FindAction::Name(number), _) => finding.find.name(number.into(), now),
    }
    let (find, over) = (&finding.find, *finding.find.phase() == FindPhase::Over);
    let answered = (find.record.found.len() > kept).then(|| find.record.clone());
    let is_another = find.past() > past;
    let mut effects = Vec::new();
    if let Some(record) = answered {
        let key = Key::Find(record.id);
        effects = changes::make_within(model, &Change::put(record), Done::FindRun, key);
    }
    if is_another && let Some(reading) = model.reading_mut() {
        // It is read anew.
        *reading = None;
    }
    if over {
        leave(model);
    }
    effects
}

/// The story with this id was found.
pub(super) fn choose(model: &mut Model, story: String) {
    let now = model.now.mono;
    if let Some(finding) = model.finding_mut() {
        finding.find.choose(Some(story), now);
    }
}

/// The story above or below.
pub(super) fn step(model: &mut Model, down: bool) {
    let last = model.notebook.to_tell().count().saturating_sub(1);
    if let Some(finding) = model.finding_mut() {
        finding.at = if down { (finding.at + 1).min(last) } else { finding.at.saturating_sub(1) };
    }
}

/// Takes the drill off the stage; what was answered is kept, a question before its principle was named is not.
pub(super) fn leave(model: &mut Model) {
    model.stage = None;
    model.screen = Screen::Stories;
    model.story.page = StoriesPage::Find;
    model.turn += 1;
    model.list_stories();
}

/// The clock of a question begins once it is there to be read: at once, or where it is only to be heard when it was read
/// out.
pub(super) fn follow(model: &mut Model) {
    let is_read = !model.notebook.profile.settings.voice.on || model.reading().is_some();
    let is_read = is_read && !model.question_hidden();
    let now = model.now.mono;
    if let Some(finding) = model.finding_mut().filter(|_| is_read) {
        finding.find.start(now);
    }
}
