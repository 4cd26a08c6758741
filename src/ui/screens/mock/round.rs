//! A round: who asks, the two clocks, what the interviewer says, and each part of the interview.

use std::time::Duration;

use eframe::egui::{Align, Layout, RichText, ScrollArea, Ui};

use crate::app::action::{Action, StageAction};
use crate::app::command::Command;
use crate::app::mock::{Interview, MockAction, MockCommand, RunCommand};
use crate::app::model::Model;
use crate::app::stage::{OpenNotes, Stage};
use crate::domain::countdown::Remaining;
use crate::domain::mock::people::{Person, role_in_words};
use crate::domain::mock::record::InterviewPart;
use crate::domain::mock::run::At;
use crate::domain::words::capital;
use crate::ui::bindings::Context;

use super::super::super::tokens::{colours, height, serif, size, space, strong};
use super::super::super::widgets::{Labelled, action_button, button_with, muted, note, primary_action};
use super::super::super::{Outbox, attention};
use super::super::notes;
use super::super::stage::{answer, aside, clock, gap_line, is_low, leave_button, question, text_action};

/// Said at the close, in the question's place.
const CLOSE: &str = "Thank you, that is all from my side.";
/// Said before the candidate's own questions where nobody has words of their own.
const OWN: &str = "What would you like to ask me?";

/// Who asks and how, and the interview's clock.
pub fn top(ui: &mut Ui, model: &Model, interview: &Interview, out: &mut Outbox) {
    let (run, c) = (&interview.run, colours(ui));
    let (mock, round) = (run.mock(), run.round());
    ui.horizontal(|ui| {
        let name = if mock.plan.form.has_rounds() {
            format!("Round {} of {}", mock.round + 1, mock.plan.rounds.len())
        } else {
            capital(mock.plan.form.name())
        };
        ui.label(RichText::new(name).font(strong(size::BODY)).color(c.accent));
        let who = interview.asker().filter(|person| !person.name.is_empty());
        let role = who.and_then(Person::role).unwrap_or(round.role);
        match who {
            _ if mock.plan.form.cuts_off() => muted(ui, "· nobody is there"),
            Some(who) => muted(ui, format!("· {}, {}", who.name, role_in_words(role))),
            None => muted(ui, format!("· {}", role.name())),
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            aside(ui, model, out);
        });
    });
    if matches!(run.place(), InterviewPart::Score(_) | InterviewPart::Vote) {
        return;
    }
    // On a low or magnified window the question needs the room; the door says the manner, and the rules where the clock cuts off.
    let is_said = run.place() == InterviewPart::Door || mock.plan.form.cuts_off();
    if !is_said && ui.available_height() >= height::LOW_STAGE {
        let manner = interview.asker().map_or(round.manner, |person| person.manner_or(round.manner));
        note(ui, if mock.plan.form.is_fixed() { mock.plan.form.line() } else { manner.line() });
    }
    let minutes = Duration::from_secs(u64::from(round.minutes) * 60);
    let at = At { mono: model.now.mono, wall: model.now.wall };
    let remaining = run.remaining(at);
    if run.is_under_way() && !clock::is_hidden(model, minutes, remaining) {
        let (words, colour) = match remaining {
            Remaining::Left(_) => {
                (format!("Interview: {} left of {} min", remaining.clock(), round.minutes), c.ink)
            }
            Remaining::Over(_) => {
                (format!("Interview: {} over its {} min", remaining.clock(), round.minutes), c.warning)
            }
        };
        ui.label(RichText::new(words).font(strong(size::LEAD)).color(colour));
    }
    if let Some(gap) = run.gap() {
        gap_line(ui, gap, out);
    }
}

/// What goes on in the interview.
pub fn show(
    ui: &mut Ui,
    model: &Model,
    stage: &Stage,
    interview: &Interview,
    narrow: Option<OpenNotes<'_>>,
    out: &mut Outbox,
) {
    what_is_said(ui, model, interview, out);
    if let Some(on) = stage.on_stage() {
        answer(ui, model, &on, narrow, out);
        return;
    }
    if let Some(open) = narrow {
        part_clock(ui, model, interview);
        notes::show(ui, model, open, out);
        return;
    }
    let round = interview.run.round();
    let height = ui.available_height();
    attention::scrolled(ui, ScrollArea::vertical().id_salt("part").auto_shrink(false), |ui| {
        ui.add_space(space::L);
        let text = match interview.run.place() {
            InterviewPart::Intro => round.opening.text.as_str(),
            InterviewPart::Own => said_or(interview.person().map(|person| person.own.as_str()), OWN),
            _ => said_or(interview.person().map(|person| person.closing.as_str()), CLOSE),
        };
        question(ui, text, model.window.full_screen, (height * 0.3).max(height::PROBE_LEAST));
        part_clock(ui, model, interview);
        ui.add_space(space::S);
        match interview.run.place() {
            InterviewPart::Intro => {
                let greetings = if round.intro_secs > round.opening.secs {
                    " The rest of the introduction is for greetings."
                } else {
                    ""
                };
                if round.opening.secs > 0 {
                    muted(ui, format!("Answer in about {} s.{greetings}", round.opening.secs));
                }
            }
            InterviewPart::Own => own_questions(ui, model, interview, out),
            _ => {
                muted(ui, "Thank them, say in a sentence why you want this, and ask what comes next.");
            }
        }
    });
}

/// What the interviewer says now, and what can be done about it.
fn what_is_said(ui: &mut Ui, model: &Model, interview: &Interview, out: &mut Outbox) {
    let cut_in = interview.interrupts_now(model.now.mono).map(str::to_owned);
    let is_cut_in = cut_in.is_some();
    let Some(said) = cut_in.or_else(|| interview.said()) else { return };
    let accent = colours(ui).accent;
    ui.label(RichText::new(format!("“{said}”")).font(serif(size::LEAD)).color(accent));
    if is_cut_in {
        action_button(ui, Context::MockAnswer, Action::Mock(MockAction::GiveResult), out);
    }
    let at = At { mono: model.now.mono, wall: model.now.wall };
    if let Some(left) = interview.run.silence_left(at) {
        note(ui, format!("A silence of {} min. Let it be, or go on speaking with Space.", left.clock()));
    }
}

/// The person's own line, or the one that anybody says.
fn said_or<'a>(own: Option<&'a str>, anybody: &'a str) -> &'a str {
    own.filter(|line| !line.is_empty()).unwrap_or(anybody)
}

/// What to ask this interviewer, and how they answer what was asked last.
fn own_questions(ui: &mut Ui, model: &Model, interview: &Interview, out: &mut Outbox) {
    if let Some((question, answer)) = interview.replied() {
        muted(ui, format!("You asked: {question}"));
        ui.label(RichText::new(format!("“{answer}”")).font(serif(size::LEAD)).color(colours(ui).accent));
        ui.add_space(space::S);
    }
    let questions = model.to_ask_now();
    if questions.is_empty() {
        muted(ui, "Ask aloud, two or three questions. What you wrote down is in your notes.");
    } else {
        muted(ui, "Ask aloud, then press what you asked to hear an answer. You could ask this interviewer:");
    }
    // All stay where they are: the focus goes by the place.
    for (number, question) in (1u8..).zip(&questions) {
        let key = (number <= 9).then(|| number.to_string());
        let was_asked = interview.asked.contains(question);
        let text = if was_asked { format!("{question} (asked)") } else { question.clone() };
        if button_with(ui, &text, key.as_deref()).labelled(&format!("You asked: {question}")).clicked() {
            out.push(Command::Mock(MockCommand::Run(RunCommand::AskThem(question.clone()))));
        }
    }
    action_button(ui, Context::MockTalk, Action::Mock(MockAction::AskThem(0)), out);
}

/// The clock of the introduction, the own questions or the close.
fn part_clock(ui: &mut Ui, model: &Model, interview: &Interview) {
    let c = colours(ui);
    let at = At { mono: model.now.mono, wall: model.now.wall };
    let Some(remaining) = interview.run.part_remaining(at) else { return };
    let part = match interview.run.place() {
        InterviewPart::Intro => "Introduction",
        InterviewPart::Own => "Your questions",
        _ => "Close",
    };
    let (words, colour) = match remaining {
        Remaining::Left(_) => (format!("{part}: left"), c.ink),
        Remaining::Over(_) => (format!("{part}: over the plan; go on when you are done"), c.warning),
    };
    let planned = interview.run.part_planned().unwrap_or_default();
    if clock::is_hidden(model, planned, remaining) {
        clock::hidden_clock(ui, interview.run.is_paused());
        return;
    }
    clock::large_clock(ui, &remaining.clock(), &words, colour, interview.run.is_paused());
}

/// What can be done in the introduction, at the own questions and at the close.
pub fn controls(ui: &mut Ui, interview: &Interview, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let text = match interview.run.place() {
            InterviewPart::Intro => "On to the questions",
            InterviewPart::Own => "I have asked",
            _ => "The round is over",
        };
        primary_action(ui, Context::MockTalk, Action::Mock(MockAction::Onward), text, out);
        if !interview.run.mock().plan.form.cuts_off() || interview.run.is_paused() {
            let pause = if interview.run.is_paused() { "Go on" } else { "Pause" };
            text_action(ui, Context::MockTalk, Action::Stage(StageAction::Pause), pause, out);
        }
        if is_low(ui) {
            ui.menu_button("More…", |ui| leave_button(ui, out));
        } else {
            text_action(ui, Context::Always, Action::FullScreen, "Full screen", out);
            leave_button(ui, out);
        }
    });
}
