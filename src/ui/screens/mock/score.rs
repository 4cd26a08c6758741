//! Scoring the answers of a round, and saying which story each told.

use eframe::egui::{Id, RichText, ScrollArea, Ui};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::mock::{Interview, MockAction, MockCommand, RunCommand, Telling};
use crate::app::model::Model;
use crate::app::stage::Stage;
use crate::domain::mock::record::Told;
use crate::ui::bindings::Context;

use super::super::super::tokens::{colours, height, size, space, strong};
use super::super::super::widgets::{
    action_button, button_with, fields, keys_of, muted, note, primary_action, row, warning,
};
use super::super::super::{Outbox, attention};
use super::super::{score, stage::text_action};
use super::lead;

/// The id of the field for a story in words.
const WORDS: &str = "told words";

/// Draws the scoring of one answer, or the list of stories while it is open.
pub fn show(ui: &mut Ui, model: &Model, stage: &Stage, interview: &Interview, out: &mut Outbox) {
    let count = interview.run.mock().course().answers.len();
    let at = interview.scored_index().unwrap_or_default();
    let Some(scored) = stage.scored(model.now.mono) else { return };
    note(ui, format!("The round is over. Answer {} of {count} · {}", at + 1, scored.attempt.principle));
    if let Some(telling) = &interview.telling {
        stories(ui, model, interview, telling, out);
        return;
    }
    let more = |ui: &mut Ui, _: &mut Outbox| told_line(ui, model, interview);
    score::show(ui, model, &scored, more, out);
}

/// Which story the answer told, and who heard it before; and why the interviewer did what they did.
fn told_line(ui: &mut Ui, model: &Model, interview: &Interview) {
    let why = interview.why_they_did();
    if !why.is_empty() {
        // In one run of lines: the scores are to be in sight.
        note(ui, why.join(" "));
    }
    if let Some(told) = interview.scored_answer().and_then(|answer| answer.told.as_ref()) {
        ui.label(format!("You told: {}", told_words(model, told)));
    }
    if let Some(retold) = interview.retold() {
        let mock = interview.run.mock();
        let before = retold.rounds.iter().filter(|round| **round != mock.round);
        let who: Vec<String> = before
            .map(|&round| {
                format!("the {} in round {}", mock.plan.rounds[round].role.name().to_lowercase(), round + 1)
            })
            .collect();
        warning(ui, &format!("Told before to {}. Interviewers compare notes.", who.join(" and ")));
    }
}

fn told_words(model: &Model, told: &Told) -> String {
    match told {
        Told::Words(words) => words.clone(),
        Told::Story(id) => match model.notebook.story(id) {
            Some(story) => story.shown_title().to_owned(),
            None => "a story that is no longer there".to_owned(),
        },
    }
}

fn stories(ui: &mut Ui, model: &Model, interview: &Interview, telling: &Telling, out: &mut Outbox) {
    let Some(index) = interview.scored_index() else { return };
    attention::scrolled(ui, ScrollArea::vertical().id_salt("told").auto_shrink(false), |ui| {
        ui.add_space(space::S);
        lead(ui, "Which story did you tell?");
        let list = model.told_list();
        if list.is_empty() {
            muted(ui, "No story is written yet. Say it in a few words.");
        }
        for (i, story) in list.iter().enumerate() {
            let chosen = i == telling.at && !telling.typing;
            let told = Told::Story(story.id.clone());
            let title = told_words(model, &told);
            let label = format!("{}: {title}", i + 1);
            let response = row(ui, ("told", &story.id), &label, height::ROW, chosen, |ui| {
                let accent = colours(ui).accent;
                ui.label(RichText::new((i + 1).to_string()).font(strong(size::BODY)).color(accent));
                ui.label(title);
                if heard_before(interview, &told) {
                    note(ui, "told before");
                }
            });
            if chosen {
                fields::show_when_it_comes(ui, Id::unique("told chosen").with(i), &response);
            }
            if response.clicked() {
                out.push(Command::Mock(MockCommand::Run(RunCommand::Tell(index, Some(told)))));
                out.push(Command::Mock(MockCommand::Run(RunCommand::Telling(None))));
            }
        }
        ui.add_space(space::S);
        let (text, entered) =
            fields::line_to_enter(ui, WORDS, "Or in a few words", &telling.words, "the outage in March");
        if let Some(text) = text {
            out.push(Command::Mock(MockCommand::Run(RunCommand::SetTold(text))));
        }
        if entered {
            out.push(Command::Do(Action::Mock(MockAction::TellChosen)));
        }
        if telling.typing && model.modal.is_none() {
            fields::focus_when_shown(ui, fields::line_id(WORDS));
        }
    });
}

/// Whether an interviewer of a round before was told this story.
fn heard_before(interview: &Interview, told: &Told) -> bool {
    let mock = interview.run.mock();
    mock.answers().any(|(round, answer)| {
        round != mock.round && answer.told.as_ref().is_some_and(|other| other.is_same(told))
    })
}

/// What can be done while scoring.
pub fn controls(ui: &mut Ui, interview: &Interview, out: &mut Outbox) {
    if interview.telling.is_none() {
        score::controls(ui, out, |ui, out| {
            let action = Action::Mock(MockAction::Tell);
            text_action(ui, Context::MockScore, action, "Story told…", out);
        });
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let chosen = Action::Mock(MockAction::TellChosen);
        primary_action(ui, Context::MockTell, chosen, "Take it", out);
        action_button(ui, Context::MockTell, Action::Mock(MockAction::TellWords), out);
        action_button(ui, Context::MockTell, Action::Mock(MockAction::TellStory(0)), out);
        let keys = keys_of(ui, Context::Always, Action::Escape);
        if button_with(ui, "Back", keys.as_deref()).clicked() {
            out.push(Command::Mock(MockCommand::Run(RunCommand::Telling(None))));
        }
    });
}
