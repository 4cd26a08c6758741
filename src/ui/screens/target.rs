//! The target: the interview that is being prepared for.

use chrono::{Datelike, NaiveDate};
use eframe::egui::{self, Id, Ui};

use crate::app::asked::AskedCommand;
use crate::app::command::{Command, SettingsCommand};
use crate::app::model::Model;
use crate::domain::date_words;
use crate::domain::interviews::{InterviewChange, KeptInterview};
use crate::domain::level::Level;
use crate::domain::profile::{InterviewStage, Target};
use crate::domain::star::Section;
use crate::domain::words::{capital, counted};

use super::super::Outbox;
use super::super::tokens::{TARGET, combo, space, width};
use super::super::widgets::calendar::calendar;
use super::super::widgets::list::{self, List};
use super::super::widgets::{Labelled, button, fields, note, warning};

/// The heaviest a key principle can weigh.
const MOST_WEIGHT: f64 = 9.0;
/// The longest a stage can be, in minutes.
const MOST_MINUTES: f64 = 480.0;
/// How much one press of a button adds to its length, in minutes.
const MINUTES_STEP: f64 = 5.0;

/// Draws the fields of the target.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let target = &model.notebook.profile.target;
    let mut edited = target.clone();
    if let Some(company) = fields::line(ui, "company", "Company", &target.company, "Acme") {
        edited.company = company;
    }
    if let Some(role) = fields::line(ui, "role", "Role", &target.role, "Senior manager") {
        edited.role = role;
    }
    level(ui, target, &mut edited);
    framework(ui, model, &mut edited);
    stages(ui, target, model.now.wall.date_naive(), &mut edited);
    keys(ui, model, &mut edited);
    heard(ui, model, &mut edited);
    asked(ui, model, out);
    archived(ui, model, out);
    if edited != *target {
        out.push(Command::Settings(SettingsCommand::SetTarget(Box::new(edited))));
    }
}

/// Which interview is prepared for: the others to switch to, and what else can be done about them.
pub fn interviews(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let profile = &model.notebook.profile;
    let mut items: Vec<(Option<InterviewChange>, String)> = vec![(None, profile.target.who())];
    let mut kept: Vec<&KeptInterview> = profile.kept.iter().collect();
    kept.sort_by_key(|kept| kept.archived);
    items.extend(kept.iter().map(|kept| {
        let archived = if kept.archived { ", archived" } else { "" };
        (Some(InterviewChange::Switch(kept.id)), format!("{}{archived}", kept.target.who()))
    }));
    items.push((Some(InterviewChange::Another), "Another interview".to_owned()));
    if !profile.target.is_empty() {
        items.push((Some(InterviewChange::Copy), "Copy this one, for another company".to_owned()));
        items.push((Some(InterviewChange::Archive), "Archive this one".to_owned()));
    }
    let shown = match kept.iter().filter(|kept| !kept.archived).count() {
        0 => "Interviews".to_owned(),
        n => counted(n + 1, "interview", "interviews"),
    };
    let list = List { name: "Which interview", named: false, shown: &shown, width: combo::INTERVIEWS };
    if let Some(Some(change)) = list::pick(ui, "interviews", list, Some(0), items) {
        out.push(Command::Settings(SettingsCommand::ChangeInterview(change)));
    }
}

/// The interviews that are archived, each of which can be removed.
fn archived(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    for kept in model.notebook.profile.kept.iter().filter(|kept| kept.archived) {
        ui.push_id(kept.id, |ui| {
            ui.horizontal_wrapped(|ui| {
                let who = kept.target.who();
                note(ui, format!("Archived: {who}"));
                if button(ui, "Remove").on_hover_text(format!("Remove {who}")).clicked() {
                    out.push(Command::Settings(SettingsCommand::RemoveInterview(kept.id)));
                }
            });
        });
    }
}

/// The stages that were, each with what it asked.
fn asked(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let target = &model.notebook.profile.target;
    let today = model.now.wall.date_naive();
    for (at, stage) in target.stages.iter().enumerate() {
        if stage.date.is_none_or(|date| date > today) || stage.name.trim().is_empty() {
            continue;
        }
        let log = target.logs.iter().find(|log| log.is_of(stage));
        let words = log.map_or_else(
            || "nothing written down".to_owned(),
            |log| format!("{}, {}", counted(log.lines.len(), "question", "questions"), log.end.name()),
        );
        ui.push_id(("asked", at), |ui| {
            ui.horizontal_wrapped(|ui| {
                note(ui, format!("{}: {words}", stage.name.trim()));
                let name = format!("What “{}” asked", stage.name.trim());
                if button(ui, "What was asked…").labelled(&name).clicked() {
                    out.push(Command::Asked(AskedCommand::Open(Some(at))));
                }
            });
        });
    }
}

/// The stories that this company has heard: they are marked where a story is chosen.
fn heard(ui: &mut Ui, model: &Model, edited: &mut Target) {
    let stories = model.notebook.stories.iter().filter(|story| !story.missing().contains(&Section::Action));
    let stories: Vec<_> = stories.collect();
    if stories.is_empty() {
        return;
    }
    ui.add_space(space::S);
    let title = match edited.company.as_str() {
        "" => "Stories they have heard".to_owned(),
        company => format!("Stories that {company} has heard"),
    };
    egui::CollapsingHeader::new(title).id_salt("heard").show(ui, |ui| {
        note(ui, "Told in a real interview. They are marked where you choose a story.");
        for story in stories {
            if let Some(on) = fields::switch(ui, story.shown_title(), edited.heard.contains(&story.id)) {
                if on {
                    edited.heard.insert(story.id.clone());
                } else {
                    edited.heard.remove(&story.id);
                }
            }
        }
    });
}

/// The level aimed at: questions that suit it are drawn, and a story's scope is held against it.
fn level(ui: &mut Ui, target: &Target, edited: &mut Target) {
    let guide = target.guide_level.as_deref();
    let not_set = match (guide, guide.and_then(Level::of_guide)) {
        (Some(name), Some(level)) => format!("{}, as the guide's “{name}” says", capital(level.name())),
        (Some(_), None) | (None, _) => "Not set: questions for all levels".to_owned(),
    };
    let said = |level: Level| format!("{}: {}", capital(level.name()), level.who());
    let shown = target.level.map_or_else(|| not_set.clone(), said);
    let mut items = vec![(None, not_set)];
    items.extend(Level::ALL.map(|level| (Some(level), said(level))));
    let at = items.iter().position(|(level, _)| *level == target.level);
    ui.horizontal(|ui| {
        let list = List { name: "Level", named: true, shown: &shown, width: combo::LEVEL };
        if let Some(level) = list::pick(ui, "level", list, at, items) {
            edited.level = level;
        }
    });
    if let Some(name) = guide.filter(|_| target.level.is_some()) {
        note(ui, format!("In the guide you imported it is called “{name}”."));
    }
}

fn framework(ui: &mut Ui, model: &Model, edited: &mut Target) {
    let title = |id: &str| {
        model
            .notebook
            .catalog()
            .banks()
            .iter()
            .find(|b| b.id == id)
            .map_or(id, |b| b.title.as_str())
            .to_owned()
    };
    // Named, so that nobody prepares for another company's principles unawares.
    let first = model.notebook.catalog().enabled_banks().find(|bank| bank.framework.is_some());
    let first = first.map_or_else(
        || "The first bank that is on".to_owned(),
        |bank| format!("{} (as it came)", bank.title),
    );
    let chosen = edited.framework.as_deref().map_or_else(|| first.clone(), title);
    let mut items = vec![(None, first)];
    let banks = model.notebook.catalog().banks().iter();
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
        one_stage(ui, i, stage, today, edited);
        ui.add_space(space::XS);
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
        ui.horizontal_wrapped(|ui| {
            if field(ui, &mut name, "name", "name", "Phone screen", width::STAGE_NAME).changed() {
                edited.stages[i].name = name;
            }
            date(ui, i, stage, today, edited);
        });
        ui.horizontal_wrapped(|ui| {
            let mut format = stage.format.clone();
            let hint = "video, one interviewer";
            if field(ui, &mut format, "format", "format", hint, width::STAGE_FORMAT).changed() {
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
    });
}

/// A date as it is typed. What cannot be read as one stays on screen and says so; the date that was
/// known holds until another can be read, or the field is emptied.
fn date(ui: &mut Ui, i: usize, stage: &InterviewStage, today: NaiveDate, edited: &mut Target) {
    let id = Id::unique(("stage date", i));
    let read = |text: &str| date_words::read(text, today);
    let written = |date: NaiveDate| {
        date.format(if date.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string()
    };
    let known = stage.date.map_or_else(String::new, written);
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
    let what = format!("Stage {}", i + 1);
    if let Some(day) = calendar(ui, ("stage", i), &what, stage.date, today) {
        edited.stages[i].date = Some(day);
        text = written(day);
    }
    if unread(&text) && !typing {
        warning(ui, "not a date; write it as 9 Dec, or in 11 days");
    }
    ui.data_mut(|d| d.insert_temp(id, text));
}

/// The key principles as chips that are pressed, and folded away how much more often each is asked.
fn keys(ui: &mut Ui, model: &Model, edited: &mut Target) {
    ui.add_space(space::S);
    note(ui, "Key principles: they are asked about more often than others.");
    // In the framework's order, which stays; readiness does not.
    let in_play: Vec<String> =
        model.notebook.catalog().in_play().iter().map(|row| row.name.clone()).collect();
    let known = |edited: &Target, name: &str| {
        edited.key_principles.keys().find(|key| model.notebook.catalog().canonical(key) == name).cloned()
    };
    ui.horizontal_wrapped(|ui| {
        for name in &in_play {
            let key = known(edited, name);
            match (fields::chip(ui, name, key.is_some()), key) {
                (Some(true), _) => {
                    edited.key_principles.insert(name.clone(), Target::KEY_WEIGHT);
                }
                (Some(false), Some(key)) => {
                    edited.key_principles.remove(&key);
                }
                (Some(false), None) | (None, _) => {}
            }
        }
    });
    if edited.key_principles.is_empty() {
        return;
    }
    egui::CollapsingHeader::new("How much more often").id_salt("weights").show(ui, |ui| {
        for name in &in_play {
            let Some(key) = known(edited, name) else { continue };
            let Some(weight) = edited.key_principles.get(&key).copied() else { continue };
            ui.push_id(name, |ui| {
                ui.horizontal(|ui| {
                    let number = fields::Number {
                        name: &format!("How often {name} is asked, as a multiple"),
                        prefix: "asked ",
                        suffix: "× as often",
                        range: (1.0, MOST_WEIGHT),
                        step: 0.5,
                    };
                    if let Some(weight) = fields::stepper(ui, number, weight) {
                        edited.key_principles.insert(key, weight);
                    }
                    ui.label(name);
                });
            });
        }
    });
}
