//! The only place where the model changes: commands in, effects out, no waiting.
//!
//! Each kind of command is matched whole, so that the compiler says what is forgotten. Calls run one way, from
//! this file down the list in `tests/architecture.rs`.
#![warn(clippy::wildcard_enum_match_arm, clippy::disallowed_methods)]

mod actions;
mod announcing;
mod asked;
mod attempts;
mod banks;
mod browse;
mod changes;
mod data;
mod drill;
mod events;
mod exports;
mod find;
mod friends;
mod go;
mod imports;
mod listening;
mod mock;
mod mock_keys;
mod moments;
mod notices;
mod own_bank;
mod reacting;
mod recording;
mod recovering;
mod regaining;
mod second_scores;
mod settings;
mod stage;
mod stories;
mod undo;
mod voice;
mod writes;

use std::time::Duration;

use chrono::Timelike;

use crate::domain::countdown::Mono;
use crate::domain::readiness::days_between;
use crate::store::Access;

use super::clock::Now;
use super::command::{Command, StageCommand, WindowCommand};
use super::effect::{Effect, StoreJob};
use super::model::{Modal, Model};
use super::shown::{figures, palette};

/// How long after the window was opened backups are looked after: reading them all through would
/// hold the first frame up.
const HOUSEKEEPING_AFTER: Duration = Duration::from_secs(2);
/// How old readiness may grow before it is worked out again.
const READINESS_DAYS: f64 = 1.0 / 24.0;

/// What to do once when the window opens.
pub fn start(model: &mut Model) -> Vec<Effect> {
    model.data.housekeeping = Some(model.now.mono + HOUSEKEEPING_AFTER);
    if model.notebook.readiness_table().set_aside > 0 {
        notices::tell_future(model);
    }
    let mut effects = vec![settings::volume(model)];
    effects.extend(recording::sort_out(model));
    effects
}

/// The backup of the day and the list of backups, once the window has been shown.
fn housekeeping(model: &mut Model) -> Option<Effect> {
    model.data.housekeeping.take_if(|at| *at <= model.now.mono)?;
    let writable = model.data.access == Access::ReadWrite;
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
    // What is shown of the stories may be another after what the person did; time and threads change nothing of it.
    let looks = matches!(command, Command::Do(_) | Command::Stories(_));
    let mut effects = apply(model, command);
    if looks {
        stories::list(model);
    }
    if stage::cue_key(model) != before {
        effects.push(stage::cues(model));
    }
    effects.extend(voice::follow(model, listened));
    effects.extend(recording::follow(model));
    find::follow(model);
    announcing::follow(model);
    effects.extend(stage::remember(model));
    effects.extend(writes::write_due(model, false));
    effects.extend(housekeeping(model));
    if let Some(figures) = figures::renewed(model) {
        model.readiness.figures = figures;
    }
    effects
}

/// What is left to write when the window closes.
pub fn close(model: &mut Model, now: Now) -> Vec<Effect> {
    model.now = now;
    let mut effects = second_scores::close(model);
    effects.extend(attempts::close(model));
    effects.extend(writes::write_due(model, true));
    effects.extend(stage::remember_now(model));
    effects.extend(writes::retry(model));
    effects
}

/// When the next tick is due for the clock, for something being typed, or for the day's turn.
pub fn next_tick(model: &Model) -> Option<Mono> {
    let writing = model.saving.typed.values().min().copied();
    let midnight = (24 * 60 * 60) - u64::from(model.now.wall.num_seconds_from_midnight().min(86_399));
    let tomorrow = model.now.mono + Duration::from_secs(midnight);
    let clocks = [
        stage::next_tick(model),
        voice::next_tick(model),
        moments::next_tick(model),
        listening::next_tick(model),
    ];
    let announced = model.announcer.due();
    clocks.into_iter().chain([writing, announced, model.data.housekeeping, Some(tomorrow)]).flatten().min()
}

fn apply(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Do(action) => actions::act(model, action),
        Command::Tick => tick(model),
        Command::Event(event) => events::take_in(model, *event),
        Command::Stage(command) => on_stage(model, command),
        Command::Rehearse(command) => drill::rehearse(model, command),
        Command::Readiness(command) => go::readiness(model, command),
        Command::Stories(command) => stories::apply(model, command),
        Command::Banks(command) => banks::apply(model, command),
        Command::History(command) => attempts::apply(model, command),
        Command::Data(command) => data::apply(model, command),
        Command::Settings(command) => settings::apply(model, command),
        Command::Window(command) => window(model, command),
        Command::Rescore(command) => second_scores::apply(model, command),
        Command::Browse(command) => browse::apply(model, command),
        Command::Import(command) => imports::apply(model, command),
        Command::Mock(command) => mock::apply(model, command),
        Command::Asked(command) => asked::apply(model, command),
        Command::Recording(command) => recording::apply(model, command),
        Command::Export(command) => exports::apply(model, command),
    }
}

/// What the stage sends: an answer has the same parts in a drill and in a mock interview.
fn on_stage(model: &mut Model, command: StageCommand) -> Vec<Effect> {
    let Some(command) = stage::aided(model, command) else { return Vec::new() };
    if let StageCommand::Found(story) = command {
        find::choose(model, story);
        return Vec::new();
    }
    if model.interview().is_some() {
        return mock_keys::apply(model, command);
    }
    drill::apply(model, command);
    Vec::new()
}

fn window(model: &mut Model, command: WindowCommand) -> Vec<Effect> {
    match command {
        WindowCommand::CloseRequested => model.modal = Some(Modal::Unsaved),
        WindowCommand::CloseAnyway => model.window.closing = true,
        WindowCommand::SetPalette(text) => model.modal = Some(Modal::Palette(text)),
        WindowCommand::PickPalette(index) => return pick_palette(model, index),
        WindowCommand::CloseModal => return actions::close_modal(model),
        WindowCommand::DismissNotice(index) => {
            if index < model.notices.len() {
                model.notices.remove(index);
            }
        }
        WindowCommand::Retry => return writes::retry(model),
    }
    Vec::new()
}

fn tick(model: &mut Model) -> Vec<Effect> {
    stage::tick(model);
    let mut effects = mock::after_tick(model);
    let Some(at) = model.notebook.readiness_table().at else { return effects };
    let another_day = at.date_naive() != model.now.wall.date_naive();
    if another_day || days_between(at, model.now.wall).abs() > READINESS_DAYS {
        model.notebook.grow_older(model.now.wall);
    }
    if another_day {
        effects.push(Effect::Store(StoreJob::BackUpIfDue));
    }
    effects
}

fn pick_palette(model: &mut Model, index: usize) -> Vec<Effect> {
    let Some(Modal::Palette(text)) = model.modal.take() else { return Vec::new() };
    let Some(entry) = palette::entries(model, &text).into_iter().nth(index) else { return Vec::new() };
    model.picked.retain(|picked| *picked != entry.text);
    model.picked.insert(0, entry.text);
    model.picked.truncate(palette::RECENT);
    apply(model, entry.command)
}
