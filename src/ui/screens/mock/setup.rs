//! Setting a mock interview up: the plan as it would be run, and what can be changed about it.

use crate::domain::words::listed;
use eframe::egui::{self, RichText, Ui};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::mock::{MockAction, MockCommand, MockSetup, SetupChange};
use crate::app::model::Model;
use crate::domain::mock::generate::{Ask, Edit};
use crate::domain::mock::plan::{MINUTES, Manner, MockForm, MockPlan, Role, Round};
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{TARGET, combo, size, space, strong, width};
use super::super::super::widgets::list::{self, List};
use super::super::super::widgets::{
    Labelled, action_button, button, button_with, card, fields, keys_of, muted, note, primary_action, warning,
};
use super::{capital, lead, sentence};
use crate::domain::words::counted;

/// Draws the setup.
pub fn show(ui: &mut Ui, model: &Model, setup: &MockSetup, out: &mut Outbox) {
    card(ui, |ui| {
        let title = setup.plan.as_ref().map_or_else(|_| capital(setup.ask.form.name()), total);
        ui.label(RichText::new(title).font(strong(size::HEADING)));
        match &setup.plan {
            Ok(plan) => muted(ui, what_comes(plan, model)),
            Err(why) => warning(ui, &sentence(why)),
        };
        ui.add_space(space::S);
        wanted(ui, setup, out);
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            if setup.plan.is_ok() {
                primary_action(ui, Context::MockSetup, Action::Mock(MockAction::Start), "Start", out);
            }
            action_button(ui, Context::MockSetup, Action::Mock(MockAction::Another), out);
            if setup.plan.as_ref().is_ok_and(|plan| !plan.form.cuts_off()) {
                action_button(ui, Context::MockSetup, Action::Mock(MockAction::ForFriend), out);
            }
            let keys = keys_of(ui, Context::Always, Action::Escape);
            if button_with(ui, "Back", keys.as_deref()).clicked() {
                out.push(Command::Mock(MockCommand::CloseSetUp));
            }
        });
    });
    if let Some(why) = &setup.refused {
        ui.add_space(space::S);
        warning(ui, &sentence(why));
    }
    if let Ok(plan) = &setup.plan {
        ui.add_space(space::S);
        for (i, round) in plan.rounds.iter().enumerate() {
            one_round(ui, model, setup, (i, round), plan.form, out);
        }
    }
    seed(ui, setup, out);
}

/// "Loop: 2 rounds, 50 min, and 10 min of breaks".
fn total(plan: &MockPlan) -> String {
    let form = capital(plan.form.name());
    let (minutes, breaks) =
        (plan.minutes(), plan.rounds.iter().map(|round| round.break_minutes).sum::<u32>());
    if plan.form.has_rounds() {
        return format!(
            "{form}: {} rounds, {}, and {} of breaks",
            plan.rounds.len(),
            long(minutes),
            long(breaks)
        );
    }
    format!("{form}: {}", long(minutes))
}

/// Minutes, from an hour on with hours.
fn long(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn what_comes(plan: &MockPlan, model: &Model) -> String {
    let questions = counted(plan.questions(), "question", "questions");
    let about = format!("You answer aloud; {}.", model.recorded_words());
    let after = if plan.form.has_rounds() { "After each round" } else { "After it" };
    let does = match plan.form {
        MockForm::Competency => "you score your answers and mark each 1 to 7, as the panel",
        MockForm::OneWay => "you score your answers and vote as whoever watches it",
        _ => "you score your answers and vote as the interviewer",
    };
    match plan.form {
        // How many rounds and questions there are stands above.
        MockForm::Phone | MockForm::Loop => format!("{questions}. {about} {after} {does}."),
        _ => format!("{questions}. {} {about} {after} {does}.", plan.form.line()),
    }
}

fn one_round(
    ui: &mut Ui,
    model: &Model,
    setup: &MockSetup,
    (i, round): (usize, &Round),
    form: MockForm,
    out: &mut Outbox,
) {
    let open = setup.open == Some(i);
    ui.horizontal_wrapped(|ui| {
        let n = if form == MockForm::Loop { format!("{}. ", i + 1) } else { String::new() };
        let roles: Vec<&str> = std::iter::once(round.role)
            .chain(round.others.iter().map(|seat| seat.role))
            .map(Role::name)
            .collect();
        match form {
            MockForm::OneWay => lead(ui, "Nobody"),
            _ => lead(ui, &format!("{n}{}", roles.join(", "))),
        }
        muted(
            ui,
            if form.is_fixed() {
                format!("{} min", round.minutes)
            } else {
                format!("{} · {} min", round.manner.id(), round.minutes)
            },
        );
        let text = if open { "Done" } else { "Change…" };
        let name = if open { "Done with round" } else { "Change round" };
        // Every candidate gets the same: nothing about it is to choose.
        if !form.is_fixed() && button(ui, text).labelled(&format!("{name} {}", i + 1)).clicked() {
            out.push(Command::Mock(MockCommand::Change(SetupChange::OpenRound((!open).then_some(i)))));
        }
    });
    let questions = counted(round.questions.len(), "question", "questions");
    ui.label(format!("{} · {questions}", listed(&round.principles)));
    if !form.is_fixed() {
        note(ui, round.manner.line());
    }
    if open {
        change(ui, model, i, round, out);
    }
    if round.break_minutes > 0 {
        muted(ui, format!("Break of {} min", round.break_minutes));
    }
    ui.add_space(space::S);
}

/// What can be changed about one round.
fn change(ui: &mut Ui, model: &Model, i: usize, round: &Round, out: &mut Outbox) {
    let mut edit = |edit: Edit| out.push(Command::Mock(MockCommand::Change(SetupChange::Edit(edit))));
    ui.push_id(("round", i), |ui| {
        let roles = Role::ALL.map(|role| (role, role.name().to_owned()));
        if let Some(role) = pick(ui, "Who asks", round.role.name(), roles) {
            edit(Edit::Role { round: i, role });
        }
        let manners = Manner::ALL.map(|manner| (manner, manner.name().to_owned()));
        if let Some(manner) = fields::choice(ui, "Manner", round.manner, manners) {
            edit(Edit::Manner { round: i, manner });
        }
        if let Some(minutes) = fields::number(ui, "Length of this round", round.minutes, MINUTES, 5, " min") {
            edit(Edit::Minutes { round: i, minutes });
        }
        for (n, from) in round.principles.iter().enumerate() {
            let others = model.notebook.catalog().in_play().iter().map(|principle| &principle.name);
            let others = others.filter(|name| !round.principles.contains(name));
            let others = others.map(|name| (name.clone(), name.clone()));
            if let Some(to) = pick(ui, &format!("Principle {}", n + 1), from, others) {
                edit(Edit::Swap { round: i, from: from.clone(), to });
            }
        }
    });
}

/// One of several, in a box that opens.
fn pick<T>(
    ui: &mut Ui,
    label: &str,
    shown: &str,
    choices: impl IntoIterator<Item = (T, String)>,
) -> Option<T> {
    let items: Vec<(T, String)> = choices.into_iter().collect();
    let chosen = items.iter().position(|(_, text)| text == shown);
    ui.horizontal(|ui| {
        let width = combo::ROUND;
        list::pick(ui, label, List { name: label, named: true, shown, width }, chosen, items)
    })
    .inner
}

/// What the plan is made from. A change makes it anew.
fn wanted(ui: &mut Ui, setup: &MockSetup, out: &mut Outbox) {
    let ask = setup.ask;
    let mut send = |ask: Ask| out.push(Command::Mock(MockCommand::Change(SetupChange::SetAsk(ask))));
    if ask.form == MockForm::Loop {
        let rounds = std::iter::once((None, "decided for you".to_owned())).chain(
            (2..=6).map(|n| (Some(n), if n == 2 { "2, shortened".to_owned() } else { n.to_string() })),
        );
        if let Some(rounds) = beside(ui, "Rounds", ask.rounds, rounds) {
            send(Ask { rounds, ..ask });
        }
    }
    let lengths: &[u32] = match ask.form {
        MockForm::Loop => &[45, 50, 60],
        MockForm::Recruiter => &[20, 25, 30],
        MockForm::Phone | MockForm::Panel | MockForm::Competency => &[30, 45, 60],
        // Its questions say how long it is.
        MockForm::OneWay => &[],
    };
    let lengths = std::iter::once((None, "decided for you".to_owned()))
        .chain(lengths.iter().map(|&n| (Some(n), format!("{n} min"))));
    if ask.form != MockForm::OneWay
        && let Some(minutes) = beside(ui, "Length", ask.minutes, lengths)
    {
        send(Ask { minutes, ..ask });
    }
    let keys = keys_of(ui, Context::MockSetup, Action::Mock(MockAction::Half)).unwrap_or_default();
    if let Some(half) = fields::switch(ui, &format!("Half the length ({keys})"), ask.half) {
        send(Ask { half, ..ask });
    }
}

/// A row of choices behind its label.
fn beside<T: PartialEq + Copy>(
    ui: &mut Ui,
    label: &str,
    current: T,
    choices: impl IntoIterator<Item = (T, String)>,
) -> Option<T> {
    ui.horizontal(|ui| {
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(egui::vec2(width::MOCK_LABEL, TARGET), layout, |ui| {
            ui.set_min_width(width::MOCK_LABEL);
            ui.label(label);
        });
        fields::choice_row(ui, current, choices)
    })
    .inner
}

fn seed(ui: &mut Ui, setup: &MockSetup, out: &mut Outbox) {
    ui.add_space(space::S);
    note(
        ui,
        "“Decided for you” goes by your target. Rounds and length make the plan anew, without what you changed by hand.",
    );
    egui::CollapsingHeader::new("Make the same plan again").id_salt("plan number").show(ui, |ui| {
        let shown = setup.typed_seed.clone().unwrap_or_else(|| setup.seed.to_string());
        let label = "Plan number: the same number gives the same plan again";
        if let Some(text) = fields::line(ui, "plan number", label, &shown, "a whole number") {
            out.push(Command::Mock(MockCommand::Change(SetupChange::TypeSeed(text))));
        }
    });
}
