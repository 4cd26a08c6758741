//! What a key does: by the action, and where the person is.

use crate::domain::draw::Scope;

use super::super::action::{Action, ScoreAction, StageAction, StoriesAction};
use super::super::asked::AskedCommand;
use super::super::command::{ImportCommand, PromptStep, RecoveredChoice, RehearseCommand, StoriesCommand};
use super::super::effect::Effect;
use super::super::find::FindAction;
use super::super::mock::MockCommand;
use super::super::model::{Modal, Model, Screen, Suggestion};
use super::super::shown::route::{Above, FindPart, MockPart, Place};
use super::super::shown::suggestion::Begun;
use super::{
    announcing, asked, attempts, browse, drill, find, go, imports, mock, mock_keys, notices, second_scores,
    settings, stage, stories, undo, writes,
};

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Go(screen) => go::go(model, screen),
        Action::Start | Action::WarmUp | Action::Short if model.recovered.is_some() => {
            ask_about_recovered(model);
            Vec::new()
        }
        Action::Start => drill::start_as_set_up(model),
        Action::WarmUp => drill::warm_up(model),
        Action::Short => drill::short(model),
        Action::ChangeSetup => {
            let open = model.screen == Screen::Rehearse && model.rehearse.open;
            let effects =
                if model.place() == Place::Rehearse { Vec::new() } else { go::go(model, Screen::Rehearse) };
            model.rehearse.open = !open;
            effects
        }
        Action::Redo => drill::redo(model),
        Action::Next => next_step(model),
        Action::Palette => {
            let open = model.route().above == Some(Above::Palette);
            model.modal = (!open).then(|| Modal::Palette(String::new()));
            pause(model);
            Vec::new()
        }
        Action::Keys => {
            let open = model.route().above == Some(Above::Keys);
            model.modal = (!open).then_some(Modal::Keys);
            Vec::new()
        }
        Action::FullScreen => {
            model.window.full_screen = !model.window.full_screen;
            vec![Effect::FullScreen(model.window.full_screen)]
        }
        Action::Undo => undo::undo(model),
        Action::DoAgain => undo::again(model),
        Action::ZoomIn => settings::zoom(model, 0.1),
        Action::ZoomOut => settings::zoom(model, -0.1),
        Action::ZoomReset => settings::zoom_to(model, 1.0),
        Action::Quit => {
            if model.saving.failed.is_empty() {
                model.window.closing = true;
            } else {
                model.modal = Some(Modal::Unsaved);
            }
            Vec::new()
        }
        Action::Import => imports::apply(model, ImportCommand::Pick),
        Action::WriteAsked => asked::apply(model, AskedCommand::Open(None)),
        Action::NameInterview => {
            model.modal = Some(Modal::Interview);
            Vec::new()
        }
        Action::Sheet => {
            go::show_sheet(model);
            Vec::new()
        }
        Action::Up => {
            step(model, false);
            Vec::new()
        }
        Action::Down => {
            step(model, true);
            Vec::new()
        }
        Action::Escape => escape(model),
        Action::SaveRescore => second_scores::save_or_leave(model),
        Action::Stage(action) => on_stage(model, action),
        Action::Score(action) => score(model, action),
        Action::Review(action) => imports::act(model, action),
        Action::Stories(_) if model.is_on_stage() => Vec::new(),
        Action::Stories(StoriesAction::Shorter) if model.recovered.is_some() => {
            ask_about_recovered(model);
            Vec::new()
        }
        Action::Stories(StoriesAction::Shorter) => {
            let open = model.story.open.clone().filter(|_| model.screen == Screen::Stories);
            open.map_or_else(Vec::new, |story| drill::rehearse(model, RehearseCommand::Shorter(story)))
        }
        Action::Stories(action) => {
            // From the palette it leads there first.
            let mut effects =
                if model.screen == Screen::Stories { Vec::new() } else { go::go(model, Screen::Stories) };
            effects.extend(stories::act(model, action));
            effects
        }
        Action::Mock(action) => mock_keys::special(model, action),
        Action::Find(action) => find::act(model, action),
    }
}

/// What a key of the stage does: an answer has the same in a drill and in a mock interview.
fn on_stage(model: &mut Model, action: StageAction) -> Vec<Effect> {
    let effects = if let StageAction::Aid(action) = action {
        stage::aid(model, action)
    } else if model.interview().is_some() {
        mock_keys::act(model, action)
    } else {
        drill::act(model, action)
    };
    announcing::answer(model, action);
    effects
}

fn score(model: &mut Model, action: ScoreAction) -> Vec<Effect> {
    match model.place() {
        Place::Mock { .. } => mock_keys::score(model, action),
        Place::Stage { .. } => {
            drill::score(model, action);
            Vec::new()
        }
        Place::Rescore => {
            second_scores::score(model, action);
            Vec::new()
        }
        Place::Today
        | Place::Rehearse
        | Place::Closed
        | Place::MockSetup
        | Place::MockDebrief
        | Place::Readiness
        | Place::Stories
        | Place::Banks
        | Place::Bank
        | Place::Review { .. }
        | Place::History
        | Place::Find(_)
        | Place::Settings => Vec::new(),
    }
}

/// The row above or below, where there are rows.
fn step(model: &mut Model, down: bool) {
    match model.place() {
        Place::Readiness => go::choose_row(model, down),
        Place::Review { .. } => imports::step(model, down),
        Place::Mock { part: MockPart::Telling, .. } => mock_keys::move_telling(model, down),
        Place::Find(FindPart::Choose) => find::step(model, down),
        Place::Today
        | Place::Rehearse
        | Place::Closed
        | Place::MockSetup
        | Place::MockDebrief
        | Place::Stories
        | Place::Banks
        | Place::Bank
        | Place::History
        | Place::Rescore
        | Place::Settings
        | Place::Stage { .. }
        | Place::Find(_)
        | Place::Mock { .. } => {}
    }
}

/// Stops the clock of what is on stage.
fn pause(model: &mut Model) {
    stage::pause(model);
}

/// One step back: what lies above is closed, what is open is left, the stage shows its menu.
fn escape(model: &mut Model) -> Vec<Effect> {
    let route = model.route();
    if route.above.is_some() {
        return close_modal(model);
    }
    if !route.place.is_on_stage() && route.place != Place::Rescore {
        model.rehearse.open = false;
    }
    match route.place {
        Place::Stage { .. } => {
            stage::escape(model);
            Vec::new()
        }
        Place::Mock { .. } => {
            mock_keys::escape(model);
            Vec::new()
        }
        Place::Find(_) => {
            find::leave(model);
            Vec::new()
        }
        Place::Rescore => {
            second_scores::leave(model);
            Vec::new()
        }
        Place::MockSetup => {
            model.mock.setup = None;
            Vec::new()
        }
        Place::MockDebrief => {
            model.mock.debrief = None;
            Vec::new()
        }
        Place::Review { .. } => imports::back(model),
        Place::Bank => browse::back(model).unwrap_or_default(),
        Place::Today
        | Place::Rehearse
        | Place::Closed
        | Place::Readiness
        | Place::Stories
        | Place::Banks
        | Place::History
        | Place::Settings => {
            if model.story.prompting.is_some() {
                return stories::apply(model, StoriesCommand::Prompts(PromptStep::Leave));
            }
            let mut effects = stories::leave(model);
            effects.extend(attempts::close(model));
            effects
        }
    }
}

/// Closes what lies above the screen.
pub(super) fn close_modal(model: &mut Model) -> Vec<Effect> {
    match model.route().above {
        Some(Above::Menu) => {
            model.modal = None;
            on_stage(model, StageAction::Resume)
        }
        // Nothing can be done until the folder is whole again.
        Some(Above::Working) => Vec::new(),
        Some(Above::Dialog) if model.modal == Some(Modal::Asked) => asked::apply(model, AskedCommand::Close),
        Some(Above::Keys | Above::Palette | Above::Dialog) | None => {
            model.modal = None;
            stories::drop_blank(model);
            writes::write_due(model, true)
        }
    }
}

/// An answer that was cut short is spoken on before another is begun: else the other would file it away unasked.
fn ask_about_recovered(model: &mut Model) {
    go::go(model, Screen::Today);
    let words = "An answer was cut short and waits here. Resume it, keep it or drop it, then start another.";
    notices::tell(model, "Not started", words);
}

/// Does the one thing proposed.
fn next_step(model: &mut Model) -> Vec<Effect> {
    if model.place() == Place::Today
        && let Some(begun) = model.begun()
    {
        return match begun {
            Begun::Answer => drill::rehearse(model, RehearseCommand::Recovered(RecoveredChoice::Resume)),
            Begun::Review(id) => imports::apply(model, ImportCommand::Open(Some(id))),
            Begun::Mock(id) => mock::apply(model, MockCommand::Open(id)),
        };
    }
    let next = match &model.rehearse.closed {
        Some(closed) if model.screen == Screen::Rehearse => closed.next.clone(),
        _ if model.screen == Screen::Readiness && model.readiness.chosen.is_some() => {
            Suggestion::Drill(model.readiness.chosen.clone().unwrap_or_default())
        }
        _ => model.suggestion(),
    };
    match next {
        Suggestion::Outline(principle) => {
            stories::begin(model, Some(principle));
            Vec::new()
        }
        Suggestion::Drill(principle) => drill::start_with(model, Scope::Principle(principle)),
        Suggestion::Planned(names) => drill::start_with(model, Scope::Planned(names)),
        Suggestion::Redo => drill::redo(model),
        Suggestion::WarmUp => drill::warm_up(model),
        Suggestion::Sheet => {
            go::show_sheet(model);
            Vec::new()
        }
        Suggestion::Find => find::act(model, FindAction::Begin),
    }
}
