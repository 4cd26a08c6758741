//! Writing down what a real interview asked: the text, the questions one by one, and what was asked against what was rehearsed.

use eframe::egui::{Id, Role, Ui, WidgetInfo};

use crate::app::asked::{AskedCommand, AskedRow, AskedSheet, AskedStep};
use crate::app::command::Command;
use crate::app::model::Model;
use crate::domain::asked::{Prepared, StageEnd, Went, prepared};
use crate::domain::words::counted;

use super::super::tokens::{TARGET, combo, space};
use super::super::widgets::list::{self, List};
use super::super::widgets::{Labelled, button, fields, muted, note, primary, warning};
use super::super::{Outbox, modals};

const ROWS: usize = 8;

/// Draws the sheet.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(sheet) = &model.asked_sheet else { return };
    modals::title(ui, &format!("What was asked: {}", sheet.title()));
    match sheet.step {
        AskedStep::Write => write(ui, sheet, out),
        AskedStep::Sort => sort(ui, model, sheet, out),
        AskedStep::Saved => saved(ui, model, sheet, out),
    }
}

fn send(out: &mut Outbox, command: AskedCommand) {
    out.push(Command::Asked(command));
}

fn write(ui: &mut Ui, sheet: &AskedSheet, out: &mut Outbox) {
    muted(
        ui,
        "One question a line, as you remember it. Or paste the transcript of the call (.vtt or .srt): its questions are \
         taken out of it, and the rest is dropped.",
    );
    let field = Id::unique("what was asked");
    let hint = "conflict with a colleague, how did I solve it\nwhy this job";
    if let Some(text) = fields::lines(ui, field, "What they asked", &sheet.text, hint, ROWS) {
        send(out, AskedCommand::SetText(text));
    }
    fields::focus_when_shown(ui, field);
    if let Some(why) = sheet.refused {
        warning(ui, why);
    }
    note(ui, "It stays on this computer. Do not write down what you were asked to keep to yourself.");
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Go on", None).clicked() {
            send(out, AskedCommand::Sort);
        }
        if button(ui, "Close").clicked() {
            send(out, AskedCommand::Close);
        }
    });
}

fn sort(ui: &mut Ui, model: &Model, sheet: &AskedSheet, out: &mut Outbox) {
    muted(ui, "Tick what was a question. Say which story you told and how it went, as far as you like.");
    // The words keep clear of the bar that scrolls.
    ui.set_max_width(ui.available_width() - space::L);
    let names = model.notebook.catalog().in_play().iter().map(|p| (Some(p.name.clone()), p.name.clone()));
    let principles: Vec<Item> = std::iter::once((None, "no principle".to_owned())).chain(names).collect();
    let told = model.notebook.stories.iter().filter(|story| !story.retired);
    let told = told.map(|story| (Some(story.id.clone()), story.shown_title().to_owned()));
    let stories: Vec<Item> =
        std::iter::once((None, "no story of mine, or not said".to_owned())).chain(told).collect();
    for (at, row) in sheet.rows.iter().enumerate() {
        ui.push_id(("asked", at), |ui| one(ui, (at, row), &principles, &stories, out));
        ui.add_space(space::S);
    }
    if let Some(why) = sheet.refused {
        warning(ui, why);
    }
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Save", None).clicked() {
            send(out, AskedCommand::Save);
        }
        if button(ui, "Back").clicked() {
            send(out, AskedCommand::Back);
        }
        if button(ui, "Close").clicked() {
            send(out, AskedCommand::Close);
        }
    });
}

/// One of several to choose from, and its words.
type Item = (Option<String>, String);

/// One question: its words, whether it is taken, the bank's nearest, its principle, the story told, how it went.
fn one(ui: &mut Ui, (at, row): (usize, &AskedRow), principles: &[Item], stories: &[Item], out: &mut Outbox) {
    let number = at + 1;
    if let Some(take) = fields::switch(ui, &format!("{number}. {}", row.line.text), row.take) {
        send(out, AskedCommand::Take(at, take));
    }
    if !row.take {
        return;
    }
    ui.indent("of this question", |ui| {
        if let Some(near) = &row.near {
            let words = format!("It was this one: “{}”", near.text);
            if let Some(is_near) = fields::switch(ui, &words, row.is_near) {
                send(out, AskedCommand::IsNear(at, is_near));
            }
        }
        if !row.is_near {
            let label = format!("Question {number} in your words");
            if let Some(text) = fields::line(ui, ("asked text", at), &label, &row.line.text, "") {
                send(out, AskedCommand::SetLine(at, text));
            }
            let shown = row.line.principle.clone().unwrap_or_else(|| "no principle".to_owned());
            let chosen = principles.iter().position(|(name, _)| *name == row.line.principle);
            let name = format!("Principle of question {number}");
            let list = List { name: &name, named: false, shown: &shown, width: combo::ROUND };
            if let Some(principle) = list::pick(ui, "principle", list, chosen, principles.to_vec()) {
                send(out, AskedCommand::Principle(at, principle));
            }
        }
        if stories.len() > 1 {
            let chosen = stories.iter().position(|(id, _)| *id == row.line.story);
            let shown = chosen.map_or_else(|| "a story that is gone".to_owned(), |at| stories[at].1.clone());
            let name = format!("Story told to question {number}");
            let list = List { name: &name, named: false, shown: &shown, width: combo::ROUND };
            if let Some(story) = list::pick(ui, "story", list, chosen, stories.to_vec()) {
                send(out, AskedCommand::Story(at, story));
            }
        }
        ui.horizontal_wrapped(|ui| {
            for went in Went::ALL {
                let holds = row.line.went == Some(went);
                let press = fields::marked_button(ui, &format!("It went {}", went.name()), holds, TARGET);
                let name = format!("Question {number} went {}", went.name());
                press.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, holds, &name));
                if press.clicked() {
                    send(out, AskedCommand::Went(at, (!holds).then_some(went)));
                }
            }
        });
    });
}

/// What was asked against what was rehearsed, and what came of the stage. No score and no count of what went badly.
fn saved(ui: &mut Ui, model: &Model, sheet: &AskedSheet, out: &mut Outbox) {
    let logs = &model.notebook.profile.target.logs;
    let log = logs.iter().find(|log| log.stage == sheet.stage && log.date == sheet.date);
    if let Some(log) = log.filter(|_| sheet.end != StageEnd::No) {
        muted(
            ui,
            format!(
                "Saved: {}. Against what you rehearsed before:",
                counted(log.lines.len(), "question", "questions")
            ),
        );
        let stood = prepared(log, model.notebook.attempts.iter());
        for (line, stood) in log.lines.iter().zip(stood) {
            let words = match stood {
                Prepared::Question => "you had rehearsed it",
                Prepared::Principle => "you had rehearsed its principle",
                Prepared::Not => "not rehearsed",
            };
            ui.label(format!("• {}: {words}", line.text));
        }
        note(
            ui,
            "These questions now come up more often in your drills. The stories you told count as heard here, so the next \
             round gets others.",
        );
    }
    ui.add_space(space::S);
    let choices = StageEnd::ALL.map(|end| (end, end.name().to_owned()));
    if let Some(end) = fields::choice(ui, "What came of it", sheet.end, choices) {
        send(out, AskedCommand::End(end));
    }
    match sheet.end {
        StageEnd::No => {
            ui.label("Then this one is over, and its plan ends here. It is laid aside when you close this.");
            muted(ui, "Your stories, your answers and what was asked stay with you.");
        }
        StageEnd::Offer => {
            ui.label("Well done. You can lay this interview aside under “Name the interview…” when you have decided.");
        }
        StageEnd::Unknown | StageEnd::Next => {}
    }
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Close", None).labelled("Close what was asked").clicked() {
            send(out, AskedCommand::Close);
        }
        if button(ui, "Change it").clicked() {
            send(out, AskedCommand::Back);
        }
    });
}
