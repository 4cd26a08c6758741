//! The only place where the model changes: commands in, effects out, no waiting.

mod browse;
mod exports;
mod imports;
mod library;
mod mock;
mod mock_keys;
mod others;
mod saving;
mod settings;
mod stage;
mod voice;

use std::time::Duration;

use chrono::Timelike;

use crate::domain::countdown::Mono;
use crate::domain::draw::Scope;
use crate::domain::readiness::days_between;
use crate::store::Access;

use super::action::{Action, ReviewAction, ScoreAction, StageAction};
use super::clock::Now;
use super::command::{Command, ImportCommand};
use super::effect::{AudioJob, Effect, StoreJob};
use super::model::{Erase, Fix, Model, Overlay, Screen};
use super::palette;

/// How long after the last key a document that is being typed is written.
pub const WRITE_AFTER: Duration = Duration::from_secs(1);
/// How long after the window was opened backups are looked after: reading them all through would
/// hold the first frame up.
const HOUSEKEEPING_AFTER: Duration = Duration::from_secs(2);
/// How old readiness may grow before it is worked out again.
const STANDING_DAYS: f64 = 1.0 / 24.0;

/// What to do once when the window opens.
pub fn start(model: &mut Model) -> Vec<Effect> {
    model.housekeeping = Some(model.now.mono + HOUSEKEEPING_AFTER);
    if model.standing.set_aside > 0 {
        saving::tell_future(model);
    }
    vec![volume(model)]
}

/// The backup of the day and the list of backups, once the window has been shown.
fn housekeeping(model: &mut Model) -> Option<Effect> {
    model.housekeeping.take_if(|at| *at <= model.now.mono)?;
    let writable = model.access == Access::ReadWrite;
    Some(Effect::Store(if writable { StoreJob::BackUpIfDue } else { StoreJob::ListBackups }))
}

/// Applies one command at `now` and returns what is to be done about it.
pub fn update(model: &mut Model, command: Command, now: Now) -> Vec<Effect> {
    model.now = now;
    let before = stage::cue_key(model);
    let listened = voice::listens(model);
    if browse::leaves_typing(&command) {
        browse::settle(model);
    }
    let mut effects = apply(model, command);
    if stage::cue_key(model) != before {
        effects.push(stage::cues(model));
    }
    effects.extend(voice::follow(model, listened));
    effects.extend(stage::remember(model));
    effects.extend(mock::remember(model));
    effects.extend(saving::write_due(model, false));
    effects.extend(housekeeping(model));
    model.renew_figures();
    effects
}

/// What is left to write when the window closes.
pub fn close(model: &mut Model, now: Now) -> Vec<Effect> {
    model.now = now;
    let mut effects = others::close(model);
    effects.extend(library::close_attempt(model));
    effects.extend(saving::write_due(model, true));
    effects.extend(stage::remember_now(model));
    effects.extend(mock::remember_now(model));
    effects.extend(saving::retry(model));
    effects
}

/// When the next tick is due for the clock, for something being typed, or for the day's turn.
pub fn next_tick(model: &Model) -> Option<Mono> {
    let writing = model.dirty.values().min().copied();
    let midnight = (24 * 60 * 60) - u64::from(model.now.wall.num_seconds_from_midnight().min(86_399));
    let tomorrow = model.now.mono + Duration::from_secs(midnight);
    let clocks = [stage::next_tick(model), mock::next_tick(model), voice::next_tick(model)];
    clocks.into_iter().chain([writing, model.housekeeping, Some(tomorrow)]).flatten().min()
}

fn apply(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Do(action) => act(model, action),
        Command::Tick => tick(model),
        Command::Event(event) => saving::event(model, *event),
        Command::CloseRequested => {
            model.overlay = Some(Overlay::Unsaved);
            Vec::new()
        }
        Command::CloseAnyway => {
            model.closing = true;
            Vec::new()
        }
        Command::CloseOverlay => close_overlay(model),
        Command::DismissNotice(index) => {
            if index < model.notices.len() {
                model.notices.remove(index);
            }
            Vec::new()
        }
        Command::Retry => saving::retry(model),
        Command::SetPalette(text) => {
            model.overlay = Some(Overlay::Palette(text));
            Vec::new()
        }
        Command::PickPalette(index) => pick_palette(model, index),
        Command::ChoosePrinciple(name) => {
            model.chosen = if model.chosen.as_ref() == Some(&name) { None } else { Some(name) };
            Vec::new()
        }
        Command::ShowReadiness(view) => {
            model.readiness_view = view;
            Vec::new()
        }
        Command::SetRange(range) => {
            model.range = range;
            Vec::new()
        }
        Command::ShowPrinciple(name) => show_principle(model, name),
        Command::AskErase(what) => {
            model.overlay = Some(Overlay::Erase(what));
            model.erase_preview = None;
            vec![Effect::Store(StoreJob::PreviewErase(what))]
        }
        Command::EraseForGood => erase(model),
        Command::AskRestore(name) => {
            model.overlay = Some(Overlay::Restore(name));
            Vec::new()
        }
        Command::Restore => restore(model),
        Command::BackUp => vec![Effect::Store(StoreJob::BackUp)],
        Command::SetNote(_)
        | Command::SetNextTime(_)
        | Command::ChooseStory(_)
        | Command::GoToScore(_)
        | Command::ShowStories(_)
            if model.mock.running.is_some() =>
        {
            mock_keys::apply(model, command)
        }
        Command::StartWith(_)
        | Command::SetSetup(_)
        | Command::ChangeSetup(_)
        | Command::SetQuestionSearch(_)
        | Command::SetNote(_)
        | Command::SetNextTime(_)
        | Command::ChooseStory(_)
        | Command::GoToScore(_)
        | Command::ShowStories(_)
        | Command::Recovered(_) => stage::apply(model, command),
        Command::Browse(command) => browse::apply(model, command),
        Command::Import(command) => imports::apply(model, command),
        Command::SetSettings(_)
        | Command::SetTarget(_)
        | Command::TryChime
        | Command::TryVoice
        | Command::HushVoice => settings::apply(model, command),
        Command::Export(command) => exports::apply(model, command),
        Command::Again(command) => others::apply(model, command),
        Command::Mock(command) => mock::apply(model, command),
        other => library::apply(model, other),
    }
}

fn tick(model: &mut Model) -> Vec<Effect> {
    stage::tick(model);
    mock::tick(model);
    let Some(at) = model.standing.at else { return Vec::new() };
    let another_day = at.date_naive() != model.now.wall.date_naive();
    if another_day || days_between(at, model.now.wall).abs() > STANDING_DAYS {
        model.standing_changed();
    }
    if another_day { vec![Effect::Store(StoreJob::BackUpIfDue)] } else { Vec::new() }
}

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Go(screen) => go(model, screen),
        Action::Palette => {
            model.overlay = match model.overlay {
                Some(Overlay::Palette(_)) => None,
                _ => Some(Overlay::Palette(String::new())),
            };
            stage::pause(model)
        }
        Action::Keys => {
            model.overlay = if model.overlay == Some(Overlay::Keys) { None } else { Some(Overlay::Keys) };
            Vec::new()
        }
        Action::FullScreen => {
            model.full_screen = !model.full_screen;
            vec![Effect::FullScreen(model.full_screen)]
        }
        Action::Undo => library::undo(model),
        Action::ZoomIn => settings::zoom(model, 0.1),
        Action::ZoomOut => settings::zoom(model, -0.1),
        Action::ZoomReset => settings::zoom_to(model, 1.0),
        Action::Next => next(model),
        Action::Sheet => {
            sheet(model);
            Vec::new()
        }
        Action::Import => imports::apply(model, ImportCommand::Pick),
        Action::Up
        | Action::Down
        | Action::Review(ReviewAction::Own(_))
        | Action::Review(ReviewAction::Take)
        | Action::Review(ReviewAction::Edit)
        | Action::Review(ReviewAction::Merge)
        | Action::Review(ReviewAction::UseProposed)
        | Action::Review(ReviewAction::NextLevel)
        | Action::Review(ReviewAction::Fold)
        | Action::Review(ReviewAction::Accept)
            if model.importing.open.is_some() =>
        {
            imports::act(model, action)
        }
        Action::Up | Action::Down if !model.is_on_stage() => {
            choose_row(model, action == Action::Down);
            Vec::new()
        }
        Action::Escape if model.overlay.is_some() => close_overlay(model),
        Action::Score(ScoreAction::Digit(_))
        | Action::Score(ScoreAction::NextDimension)
        | Action::Score(ScoreAction::PreviousDimension)
        | Action::SaveAgain
        | Action::Escape
            if model.again.is_some() =>
        {
            others::act(model, action)
        }
        Action::Escape if !model.is_on_stage() => {
            model.setup_open = false;
            if mock_keys::back(model) {
                return Vec::new();
            }
            if let Some(view) = &mut model.importing.open {
                if view.editing {
                    view.editing = false;
                    return saving::write_due(model, true);
                }
                return imports::apply(model, ImportCommand::Open(None));
            }
            if let Some(effects) = browse::back(model) {
                return effects;
            }
            model.open_story = None;
            library::drop_blank_story(model);
            library::close_attempt(model)
        }
        Action::Mock(action) => mock_keys::special(model, action),
        other if model.mock.running.is_some() => mock_keys::act(model, other),
        other => stage::act(model, other),
    }
}

/// Goes to a screen; not while a rehearsal is on stage.
fn go(model: &mut Model, screen: Screen) -> Vec<Effect> {
    if model.stage.is_some() || model.mock.running.is_some() {
        return Vec::new();
    }
    others::leave(model);
    let mut effects = browse::leave(model, screen);
    if screen != Screen::Rehearse || model.screen == Screen::Rehearse {
        model.closed = None;
    }
    if screen == Screen::Rehearse && model.screen == Screen::Rehearse {
        (model.mock.setup, model.mock.debrief) = (None, None);
    }
    model.screen = screen;
    model.overlay = None;
    model.importing.open = None;
    model.importing.said = None;
    model.exporting.said = None;
    library::drop_blank_story(model);
    effects.extend(library::close_attempt(model));
    if screen == Screen::Settings {
        // A voice may have been installed since.
        effects.push(voice::look_for(model));
    }
    effects
}

/// Does the one thing proposed.
fn next(model: &mut Model) -> Vec<Effect> {
    let fix = match &model.closed {
        Some(closed) if model.screen == Screen::Rehearse => closed.fix.clone(),
        _ if model.screen == Screen::Readiness && model.chosen.is_some() => {
            Fix::Drill(model.chosen.clone().unwrap_or_default())
        }
        _ => model.next_action(),
    };
    match fix {
        Fix::Outline(principle) => library::apply(model, Command::NewStory(Some(principle))),
        Fix::Drill(principle) => stage::apply(model, Command::StartWith(Scope::Principle(principle))),
        Fix::Planned(names) => stage::apply(model, Command::StartWith(Scope::Planned(names))),
        Fix::Redo => stage::act(model, Action::Redo),
        Fix::WarmUp => stage::act(model, Action::WarmUp),
        Fix::Sheet => {
            sheet(model);
            Vec::new()
        }
    }
}

/// Shows the sheet for the interview.
fn sheet(model: &mut Model) {
    model.overlay = Some(Overlay::Sheet(Box::new(model.sheet())));
}

/// Opens the row of a principle on the readiness screen.
fn show_principle(model: &mut Model, name: String) -> Vec<Effect> {
    let mut effects = go(model, Screen::Readiness);
    if model.stage.is_none() && model.chosen.as_ref() != Some(&name) {
        effects.extend(apply(model, Command::ChoosePrinciple(name)));
    }
    effects
}

fn choose_row(model: &mut Model, down: bool) {
    let names: Vec<&String> = model.standing.rows.iter().map(|row| &row.name).collect();
    let at = names.iter().position(|name| Some(*name) == model.chosen.as_ref());
    let to = match (at, down) {
        (None, _) => 0,
        (Some(i), true) => (i + 1).min(names.len().saturating_sub(1)),
        (Some(i), false) => i.saturating_sub(1),
    };
    model.chosen = names.get(to).map(|name| (*name).clone());
}

fn close_overlay(model: &mut Model) -> Vec<Effect> {
    match model.overlay {
        Some(Overlay::Menu) => {
            model.overlay = None;
            match model.mock.running {
                Some(_) => mock_keys::resume(model),
                None => stage::act(model, Action::Stage(StageAction::Resume)),
            }
        }
        // Nothing can be done until the folder is whole again.
        Some(Overlay::Working(_)) => Vec::new(),
        _ => {
            model.overlay = None;
            library::drop_blank_story(model);
            saving::write_due(model, true)
        }
    }
}

fn pick_palette(model: &mut Model, index: usize) -> Vec<Effect> {
    let Some(Overlay::Palette(text)) = model.overlay.take() else { return Vec::new() };
    let Some(entry) = palette::entries(model, &text).into_iter().nth(index) else { return Vec::new() };
    apply(model, entry.command)
}

fn erase(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Erase(what)) = model.overlay.take() else { return Vec::new() };
    model.undo = None;
    model.history.open = None;
    // What was being typed would otherwise be written again after the erasure.
    if what == Erase::Everything {
        model.dirty.clear();
        model.saving.failed.clear();
        model.overlay = Some(Overlay::Working("Erasing…"));
    }
    vec![Effect::Store(StoreJob::Erase(what))]
}

fn restore(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Restore(name)) = model.overlay.take() else { return Vec::new() };
    let mut effects = saving::write_due(model, true);
    model.overlay = Some(Overlay::Working("Restoring…"));
    effects.push(Effect::Store(StoreJob::Restore(name)));
    effects
}

/// The effect that tells the audio thread how loud to be.
fn volume(model: &Model) -> Effect {
    let settings = &model.profile.settings;
    Effect::Audio(AudioJob::Volume(settings.volume, settings.muted))
}
