//! Voting as the interviewer: a choice and a reason, sealed until the debrief.

use eframe::egui::{ScrollArea, Ui, WidgetInfo};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::mock::{Interview, MockAction, MockCommand, RunCommand};
use crate::app::model::Model;
use crate::domain::countdown::clock_of;
use crate::domain::mock::debrief::depth;
use crate::domain::mock::marks::Mark;
use crate::domain::mock::record::Vote;
use crate::ui::bindings::Context;

use super::super::super::tokens::{TARGET, space};
use super::super::super::widgets::{fields, heading, muted, note, primary_action, warning};
use super::super::super::{Outbox, attention};
use super::super::stage::leave_button;
use super::{lead, sentence};

const REASON: &str = "vote reason";

/// Draws the vote.
pub fn show(ui: &mut Ui, model: &Model, interview: &Interview, out: &mut Outbox) {
    let (mock, round) = (interview.run.mock(), interview.run.round());
    if mock.plan.form.is_marked() {
        marks(ui, interview, out);
        return;
    }
    attention::scrolled(ui, ScrollArea::vertical().id_salt("vote").auto_shrink(false), |ui| {
        ui.add_space(space::M);
        lead(ui, &format!("How would the {} vote?", round.role.name().to_lowercase()));
        muted(ui, "Be that person: vote on what was said, not on what you meant.");
        let choices = (1..).zip(Vote::ALL).map(|(key, vote)| (Some(vote), format!("{key} {}", vote.name())));
        if let Some(Some(vote)) = fields::choice(ui, "The vote", mock.draft.vote, choices) {
            out.push(Command::Mock(MockCommand::Run(RunCommand::ChooseVote(vote))));
        }
        ui.add_space(space::S);
        let label = "The reason, one line to be read out in the debrief";
        let hint = "clear action, no number in the result";
        let (text, entered) = fields::line_to_enter(ui, REASON, label, &mock.draft.reason, hint);
        if let Some(text) = text {
            out.push(Command::Mock(MockCommand::Run(RunCommand::SetReason(text))));
        }
        if entered {
            out.push(Command::Do(Action::Mock(MockAction::Cast)));
            if mock.draft.reason.trim().is_empty() {
                // It will be refused, and this is where to go on.
                ui.memory_mut(|memory| memory.request_focus(fields::line_id(REASON)));
            }
        }
        if mock.draft.vote.is_some() && model.modal.is_none() {
            fields::focus_when_shown(ui, fields::line_id(REASON));
        }
        if let Some(why) = &interview.refused {
            warning(ui, &sentence(why));
        }
        note(ui, "Once cast, the vote is sealed: you see it again in the debrief, not before.");
        evidence(ui, model, interview);
    });
}

/// The answers of a competency interview, each to be marked 1 to 7.
fn marks(ui: &mut Ui, interview: &Interview, out: &mut Outbox) {
    let mock = interview.run.mock();
    attention::scrolled(ui, ScrollArea::vertical().id_salt("marks").auto_shrink(false), |ui| {
        ui.add_space(space::M);
        lead(ui, "How would the panel mark each answer?");
        muted(
            ui,
            "1 to 7: how much the answer shows of the behaviour. 4 is the usual bar. The key marks the next one.",
        );
        if let Some(why) = &interview.refused {
            warning(ui, &sentence(why));
        }
        for (at, answer) in mock.course().answers.iter().enumerate() {
            let Some(planned) = mock.planned(mock.round, answer) else { continue };
            ui.push_id(("mark", at), |ui| {
                ui.label(&planned.drawn.text);
                note(ui, &planned.drawn.principle);
                ui.horizontal_wrapped(|ui| {
                    for mark in Mark::all() {
                        let holds = answer.mark == Some(mark);
                        let press = fields::marked_button(ui, &mark.value().to_string(), holds, TARGET);
                        let name = format!("Answer {}: {}, {}", at + 1, mark.value(), mark.words());
                        press.widget_info(|| {
                            WidgetInfo::selected(eframe::egui::Role::RadioButton, true, holds, &name)
                        });
                        if press.on_hover_text(mark.words()).clicked() {
                            let mark = (!holds).then_some(mark);
                            out.push(Command::Mock(MockCommand::Run(RunCommand::Mark(at, mark))));
                        }
                    }
                    if let Some(mark) = answer.mark {
                        muted(ui, mark.words());
                    }
                });
                ui.add_space(space::S);
            });
        }
    });
}

/// The answers of the round, to vote by.
fn evidence(ui: &mut Ui, model: &Model, interview: &Interview) {
    let mock = interview.run.mock();
    heading(ui, "What was heard");
    if mock.course().answers.is_empty() {
        muted(ui, "No answer was given in this round.");
    }
    for answer in &mock.course().answers {
        let Some(planned) = mock.planned(mock.round, answer) else { continue };
        let attempt = answer.attempt.and_then(|id| model.notebook.attempt(id));
        let mean = attempt.and_then(|attempt| attempt.scores.mean());
        let heard = attempt.map_or_else(String::new, |attempt| {
            let spoken = attempt.answer_secs.map_or_else(|| "not measured".to_owned(), clock_of);
            let planned = clock_of(planned.answer_secs.into());
            let (held, put) = depth(attempt);
            let probes = if put > 0 { format!(" · {held} of {put} follow-ups held") } else { String::new() };
            format!(" · {spoken} of {planned} min{probes}")
        });
        let scored = match mean {
            _ if model.notebook.profile.settings.quiet => String::new(),
            Some(mean) => format!(" · {mean:.1} of 5"),
            None => " · not scored".to_owned(),
        };
        ui.label(&planned.drawn.text);
        note(ui, format!("{}{heard}{scored}", planned.drawn.principle));
    }
}

/// What can be done while voting.
pub fn controls(ui: &mut Ui, interview: &Interview, out: &mut Outbox) {
    let (context, text) = if interview.run.mock().plan.form.is_marked() {
        (Context::MockMarks, "Hand in the marks")
    } else {
        (Context::MockVote, "Cast the vote")
    };
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, context, Action::Mock(MockAction::Cast), text, out);
        leave_button(ui, out);
    });
}
