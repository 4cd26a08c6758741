//! Scores beside the person's own first ones: scoring again, blind, and a friend's file.

use uuid::Uuid;

use crate::domain::calibration::{can_be_scored_again, scored_again_on};
use crate::domain::notebook::{Change, Key};
use crate::domain::rubric::Score;
use crate::domain::second_scores::{Added, FriendFile, FriendScores, Rescored};

use super::super::action::ScoreAction;
use super::super::effect::Effect;
use super::super::model::{Model, Screen};
use super::super::second_scores::{RescoreCommand, Rescoring};
use super::super::timeline::Done;
use super::{attempts, changes, notices, writes};

// -- Scoring again -----------------------------------------------------------------------------

pub(super) fn apply(model: &mut Model, command: RescoreCommand) -> Vec<Effect> {
    match command {
        RescoreCommand::Start(id) => return start(model, id),
        RescoreCommand::GoTo(dimension) => {
            if let Some(again) = model.rescoring.as_mut().filter(|again| !again.saved) {
                again.step = Some(dimension);
            }
        }
        RescoreCommand::Leave => leave(model),
    }
    Vec::new()
}

/// What a key does to the scores while an answer is scored again.
pub(super) fn score(model: &mut Model, action: ScoreAction) {
    let Some(again) = &mut model.rescoring else { return };
    match action {
        ScoreAction::Digit(value) => again.score(Score::new(value)),
        ScoreAction::NextDimension | ScoreAction::PreviousDimension if again.saved => {}
        ScoreAction::NextDimension => again.go(true),
        ScoreAction::PreviousDimension => again.go(false),
    }
}

/// Saves the scores; once both are shown, leaves them.
pub(super) fn save_or_leave(model: &mut Model) -> Vec<Effect> {
    let now = model.now.mono;
    match model.rescoring.as_ref().filter(|again| again.is_settled(now)) {
        Some(again) if again.saved => {
            leave(model);
            Vec::new()
        }
        Some(_) => save(model),
        None => Vec::new(),
    }
}

/// Begins, if the answer may be scored again today.
fn start(model: &mut Model, id: Uuid) -> Vec<Effect> {
    if model.is_on_stage() {
        return Vec::new();
    }
    let effects = attempts::close(model);
    let now = model.now.wall;
    if scored_again_on(&model.notebook.attempts, now) {
        notices::tell(
            model,
            "Score again",
            "One answer a day is scored again; today's is done. Come back tomorrow.",
        );
    } else if let Some(attempt) = model
        .notebook
        .attempt(id)
        .filter(|attempt| can_be_scored_again(attempt, model.notebook.recording(id).is_some(), now))
    {
        model.rescoring = Some(Rescoring::new(id, attempt.scores.rubric(), model.now.mono));
    } else {
        let words = "An answer can be scored again once, a day or more after it, where it has scores and a note or a recording.";
        notices::tell(model, "Score again", words);
    }
    effects
}

/// Stores what was given; nothing at all is nothing to store.
fn save(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let Some(again) = model.rescoring.as_mut().filter(|again| !again.saved && again.scores.count() > 0)
    else {
        return Vec::new();
    };
    let scores = again.scores;
    let Some(mut attempt) = model.notebook.attempt(again.attempt).cloned() else { return Vec::new() };
    (again.saved, again.since) = (true, now.mono);
    attempt.rescored = Some(Rescored { at: now.wall, scores });
    changes::make(model, &Change::put(attempt), Done::AnswerRescored)
}

/// The window closes: what was given is stored, as Enter would.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    let effects = save(model);
    model.rescoring = None;
    effects
}

/// Leaves scoring again; scores that were given and not saved are dropped, which is said.
pub(super) fn leave(model: &mut Model) {
    let Some(again) = model.rescoring.take() else { return };
    if !again.saved && again.scores.count() > 0 {
        let words =
            "You left before saving, so the new scores were dropped. The answer can still be scored again.";
        notices::tell(model, "Score again", words);
    }
    if model.screen == Screen::History {
        model.history.open = model.notebook.attempt(again.attempt).cloned().map(Box::new);
    }
}

// -- A friend's scores -------------------------------------------------------------------------

/// How the subject of what is told about a friend's scores begins.
pub(super) const SUBJECT: &str = "Scores from ";

/// Adds a friend's scores beside the person's own, and says so.
pub(super) fn add(model: &mut Model, file: &FriendFile) -> Vec<Effect> {
    model.importing.path.clear();
    model.importing.pasted.clear();
    let adding = match model.notebook.befriending(file) {
        Ok(adding) => adding,
        Err(why) => {
            let words = format!("{}'s file: {why}.", file.given.by);
            notices::tell(model, "Scores not added", &words);
            return Vec::new();
        }
    };
    let words = words(model, &adding.attempt, &file.given, &adding.added);
    notices::tell(model, &format!("{SUBJECT}{}", file.given.by), &words);
    let id = adding.attempt.id;
    let friend_scores = adding.attempt.friend_scores;
    let effects = changes::make(model, &adding.change, Done::FriendAdded);
    // The open attempt is a copy that is being edited; it would write the old ones back.
    if let Some(open) = model.history.open.as_mut().filter(|open| open.id == id)
        && open.friend_scores != friend_scores
    {
        open.friend_scores = friend_scores;
        // What was written just now is not what was typed into it.
        if model.notebook.attempt(id) != model.history.open.as_deref() {
            writes::touch(model, Key::Attempt(id));
        }
    }
    effects
}

fn words(
    model: &Model,
    attempt: &crate::domain::attempt::Attempt,
    given: &FriendScores,
    added: &Added,
) -> String {
    let question = &attempt.question.text;
    if *added == Added::Same {
        return format!("These scores for “{question}” were there already; nothing changed.");
    }
    let instead = match added {
        Added::Instead(_) => " They take the place of those from the same packet.",
        Added::New | Added::Same => "",
    };
    let mean =
        |mean: Option<f64>| mean.map_or_else(|| "not scored".to_owned(), |mean| format!("{mean:.1} of 5"));
    let means = if model.notebook.profile.settings.quiet {
        String::new()
    } else {
        format!(" {}; yours: {}.", mean(given.scores.mean()), mean(attempt.scores.mean()))
    };
    format!("For “{question}”:{means}{instead} They stand beside yours in History and never count as yours.")
}
