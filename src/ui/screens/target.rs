//! The target: the interview that is being prepared for.

use chrono::NaiveDate;
use eframe::egui::{self, Id, Ui};

use crate::app::command::{Command, SettingsCommand};
use crate::app::model::Model;
use crate::domain::date_words;
use crate::domain::profile::{InterviewStage, Target};

use super::super::Outbox;
use super::super::tokens::{TARGET, combo, space, width};
use super::super::widgets::list::{self, List};
use super::super::widgets::{button, fields, note, warning};

/// The heaviest a key principle can weigh.
const MOST_WEIGHT: f64 = 9.0;
/// The longest a stage can be, in minutes.
const MOST_MINUTES: f64 = 480.0;
/// How much one press of a button adds to its length, in minutes.
const MINUTES_STEP: f64 = 5.0;

/// Draws the fields of the target.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let target = &model.profile.target;
    let mut edited = target.clone();
    if let Some(company) = fields::line(ui, "company", "Company", &target.company, "Acme") {
        edited.company = company;
    }
    if let Some(role) = fields::line(ui, "role", "Role", &target.role, "Senior manager") {
        edited.role = role;
    }
    framework(ui, model, &mut edited);
    stages(ui, target, model.now.wall.date_naive(), &mut edited);
    keys(ui, model, &mut edited);
    if edited != *target {
        out.push(Command::Settings(SettingsCommand::SetTarget(Box::new(edited))));
    }
}

fn framework(ui: &mut Ui, model: &Model, edited: &mut Target) {
    let title = |id: &str| {
        model.catalog.banks().iter().find(|b| b.id == id).map_or(id, |b| b.title.as_str()).to_owned()
    };
    let chosen = edited.framework.as_deref().map_or_else(|| "The first bank that is on".to_owned(), title);
    let mut items = vec![(None, "The first bank that is on".to_owned())];
    let banks = model.catalog.banks().iter();
    items.extend(banks.map(|bank| (Some(bank.id.clone()), bank.title.clone())));
    let at = items.iter().position(|(id, _)| *id == edited.framework);
    ui.horizontal(|ui| {
        let width = combo::FRAMEWORK;
        let list = List { name: "Principles assessed", named: true, shown: &chosen, width };
        if let Some(id) = list::pick(ui, "framework", list, at, items) {
            edited.framework = id;
        }
    });
}

fn stages(ui: &mut Ui, target: &Target, today: NaiveDate, edited: &mut Target) {
    note(ui, "Stages, in the order they come");
    for (i, stage) in target.stages.iter().enumerate() {
        ui.horizontal_wrapped(|ui| one_stage(ui, i, stage, today, edited));
    }
    if button(ui, "Add a stage").clicked() {
        edited.stages.push(InterviewStage { name: String::new(), ..InterviewStage::default() });
    }
}

fn one_stage(ui: &mut Ui, i: usize, stage: &InterviewStage, today: NaiveDate, edited: &mut Target) {
    ui.push_id(("stage", i), |ui| {
        let number = i + 1;
        let mut name = stage.name.clone();
        let field = |ui: &mut Ui, text: &mut String, id: &str, label: &str, hint: &str, width: f32| {
            let response = ui.add(
                egui::TextEdit::singleline(text)
                    .id(Id::unique(("stage", i, id)))
                    .hint_text(hint)
                    .desired_width(width)
                    .min_size(egui::vec2(0.0, TARGET))
                    .align(egui::Align2::LEFT_CENTER),
            );
            response.widget_info(|| {
                let mut info = egui::WidgetInfo::text_edit(true, "", &*text, hint);
                info.label = Some(format!("Stage {number}: {label}"));
                info
            });
            response
        };
        if field(ui, &mut name, "name", "name", "Phone screen", width::STAGE_NAME).changed() {
            edited.stages[i].name = name;
        }
        date(ui, i, stage, today, edited);
        let mut format = stage.format.clone();
        if field(ui, &mut format, "format", "format", "video, one interviewer", width::STAGE_FORMAT).changed()
        {
            edited.stages[i].format = format;
        }
        let number = fields::Number {
            name: &format!("Stage {number}: length in minutes, 0 if not known"),
            prefix: "",
            suffix: " min",
            range: (0.0, MOST_MINUTES),
            step: MINUTES_STEP,
        };
        if let Some(minutes) = fields::whole(ui, number, stage.minutes.unwrap_or(0)) {
            edited.stages[i].minutes = (minutes > 0).then_some(minutes);
        }
        if button(ui, "Remove").on_hover_text(format!("Remove stage {}", i + 1)).clicked()
            && i < edited.stages.len()
        {
            edited.stages.remove(i);
        }
    });
}

/// A date as it is typed. What cannot be read as one stays on screen and says so; the date that was
/// known holds until another can be read, or the field is emptied.
fn date(ui: &mut Ui, i: usize, stage: &InterviewStage, today: NaiveDate, edited: &mut Target) {
    let id = Id::unique(("stage date", i));
    let read = |text: &str| date_words::read(text, today);
    let known = stage.date.map_or_else(String::new, |date| date.format("%a %-d %b %Y").to_string());
    let typing = ui.memory(|m| m.has_focus(id));
    let unread = |text: &String| !text.trim().is_empty() && read(text).is_none();
    let typed: Option<String> = ui.data(|d| d.get_temp(id));
    let mut text = typed.filter(|text| typing || unread(text)).unwrap_or(known);
    let response = ui.add(
        egui::TextEdit::singleline(&mut text)
            .id(id)
            .hint_text("9 Dec")
            .desired_width(width::DATE)
            .min_size(egui::vec2(0.0, TARGET))
            .align(egui::Align2::LEFT_CENTER),
    );
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", &text, "9 Dec");
        info.label = Some(format!("Stage {}: date", i + 1));
        info
    });
    if response.changed() && !unread(&text) {
        edited.stages[i].date = read(&text);
    }
    if unread(&text) && !typing {
        warning(ui, "not a date; write it as 9 Dec, or in 11 days");
    }
    ui.data_mut(|d| d.insert_temp(id, text));
}

fn keys(ui: &mut Ui, model: &Model, edited: &mut Target) {
    ui.add_space(space::S);
    note(ui, "Key principles: they are asked about more often than others.");
    // In the framework's order, which stays; readiness does not.
    for row in model.catalog.in_play() {
        ui.horizontal(|ui| {
            let known =
                edited.key_principles.keys().find(|k| model.catalog.canonical(k) == row.name).cloned();
            let weight = known.as_ref().and_then(|k| edited.key_principles.get(k)).copied();
            if let Some(on) = fields::switch(ui, &row.name, weight.is_some()) {
                if on {
                    edited.key_principles.insert(row.name.clone(), Target::KEY_WEIGHT);
                } else if let Some(known) = &known {
                    edited.key_principles.remove(known);
                }
            }
            if let (Some(known), Some(weight)) = (known, weight) {
                let number = fields::Number {
                    name: &format!("How often {} is asked, as a multiple", row.name),
                    prefix: "asked ",
                    suffix: "× as often",
                    range: (1.0, MOST_WEIGHT),
                    step: 0.5,
                };
                if let Some(weight) = fields::stepper(ui, number, weight) {
                    edited.key_principles.insert(known, weight);
                }
            }
        });
    }
}
