//! Readiness: one row a principle, the weakest first, and the chosen one over time.

use eframe::egui::{self, RichText, Ui};

use crate::app::action::{Action, Context};
use crate::app::command::Command;
use crate::app::model::Model;
use crate::domain::draw::{Scope, ago};
use crate::domain::readiness::{Readiness, State, answers_to_ready};
use crate::domain::standing::Row;

use super::super::Outbox;
use super::super::tokens::{colours, plain, size, space, strong};
use super::super::widgets::{
    Labelled, band, button, cell, empty_state, heading, muted, note, over_time, primary_action, row,
};
use super::today::count;

/// A row's height in points.
const ROW: f32 = 36.0;

/// The width of a row's button, in points.
const DRILL: f32 = 56.0;

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if model.profile.settings.quiet {
        empty_state(ui, "Quiet mode is on: scores are kept and not shown.", |ui| {
            if button(ui, "Show scores").clicked() {
                let settings =
                    crate::domain::profile::Settings { quiet: false, ..model.profile.settings.clone() };
                out.push(Command::SetSettings(Box::new(settings)));
            }
        });
        return;
    }
    if model.standing.rows.iter().all(|r| r.readiness.answers == 0) {
        empty_state(
            ui,
            "This will show how far your own scores carry, principle by principle. It starts with one scored answer.",
            |ui| primary_action(ui, Context::Begin, Action::Start, "Start a rehearsal", out),
        );
    } else {
        // Always there, so that the rows stay where they are when one is chosen.
        let (words, button) = match &model.chosen {
            Some(name) => (format!("Chosen: {name}"), "Start this drill"),
            None => (super::today::next_words(model).0, "Do what is next"),
        };
        ui.add(egui::Label::new(RichText::new(words).font(strong(size::LEAD))).truncate());
        primary_action(ui, Context::Begin, Action::Next, button, out);
    }
    ui.add_space(space::S);
    let columns = Columns::of(ui.available_width() - DRILL - space::S);
    ui.horizontal(|ui| {
        ui.add_space(space::M);
        cell(
            ui,
            columns.name,
            RichText::new("◆ key principle").font(plain(size::SMALL)).color(colours(ui).muted),
        );
        band::axis(ui, columns.band);
    });
    for entry in &model.standing.rows {
        let chosen = model.chosen.as_deref() == Some(entry.name.as_str());
        ui.horizontal(|ui| {
            let width = ui.available_width() - DRILL - ui.spacing().item_spacing.x;
            let size = egui::vec2(width, ROW);
            let row = ui.allocate_ui(size, |ui| principle_row(ui, entry, chosen, &columns)).inner;
            if row.clicked() {
                out.push(Command::ChoosePrinciple(entry.name.clone()));
            }
            if button(ui, "Drill").labelled(&format!("Start this drill: {}", entry.name)).clicked() {
                out.push(Command::StartWith(Scope::Principle(entry.name.clone())));
            }
        });
        if chosen {
            detail(ui, model, entry);
        }
    }
    note(
        ui,
        "Self-rated: the estimate leans low until there is evidence, and fades as it ages. The dot is the estimate, the line its band; the lower end is what counts.",
    );
    heading(ui, "Calibration");
    super::calibration::show(ui, model, out);
}

/// The widths of the columns, in points.
struct Columns {
    name: f32,
    band: f32,
    state: f32,
    stories: f32,
}

impl Columns {
    fn of(width: f32) -> Self {
        let room = width - 2.0 * space::M;
        let (state, stories) = if room > 520.0 { (132.0, 60.0) } else { (104.0, 0.0) };
        let name = (room * 0.38).clamp(120.0, 360.0);
        Self { name, band: (room - name - state - stories - 4.0 * space::S).max(80.0), state, stories }
    }
}

fn principle_row(ui: &mut Ui, entry: &Row, chosen: bool, columns: &Columns) -> egui::Response {
    let r = &entry.readiness;
    let label = format!("{}: {}", entry.name, headline_short(r));
    row(ui, ("principle", &entry.name), &label, ROW, chosen, |ui| {
        let name = if entry.key { format!("◆ {}", entry.name) } else { entry.name.clone() };
        cell(
            ui,
            columns.name,
            RichText::new(name).font(if entry.key { strong(size::BODY) } else { plain(size::BODY) }),
        );
        band::band(ui, columns.band, r);
        cell(ui, columns.state, RichText::new(headline_short(r)).font(plain(size::SMALL)));
        if columns.stories > 0.0 {
            let stories = match entry.stories {
                0 => "0 stories".to_owned(),
                1 => "1 story".to_owned(),
                n => format!("{n} stories"),
            };
            cell(
                ui,
                columns.stories,
                RichText::new(stories).font(plain(size::SMALL)).color(colours(ui).muted),
            );
        }
    })
}

fn headline_short(r: &Readiness) -> String {
    match r.state {
        State::NotPractised => "not practised".to_owned(),
        State::TooFew => {
            let answers = count(u32::try_from(r.answers).unwrap_or(u32::MAX), "answer");
            format!("{:.1} of 5, {answers}", r.low)
        }
        state => format!("{:.1} of 5, {}", r.low, state.name()),
    }
}

/// The plain headline with its evidence.
pub fn headline(r: &Readiness, model: &Model) -> String {
    let (Some(mean), Some(last)) = (r.mean, r.last) else {
        return if r.answers == 0 {
            "Not practised yet.".to_owned()
        } else {
            "Practised so long ago that it says nothing about today.".to_owned()
        };
    };
    let answers = count(u32::try_from(r.answers).unwrap_or(u32::MAX), "answer");
    let mut text = format!(
        "Counts as {:.1} of 5. You gave yourself {mean:.1} over {answers}, the last {}",
        r.low,
        ago(last, model.now.wall)
    );
    match (r.state, answers_to_ready(r)) {
        (State::Ready, _) => text.push_str("; ready."),
        (_, Some(1)) => text.push_str("; about 1 more like these reaches ready."),
        (_, Some(n)) => text = format!("{text}; about {n} more like these reach ready."),
        (_, None) => text.push_str("; answers like these do not reach ready, better ones do."),
    }
    if r.questions < 3 && r.state != State::Ready {
        text.push_str(" Ready also needs 3 different questions.");
    }
    text
}

fn detail(ui: &mut Ui, model: &Model, entry: &Row) {
    ui.add_space(space::S);
    egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 16, top: 0, bottom: 16 }).show(
        ui,
        |ui| {
            ui.label(RichText::new(headline(&entry.readiness, model)).font(plain(size::LEAD)));
            muted(ui, super::today::standing_text(entry, model));
            if let Some(series) = &model.chart {
                over_time::chart(ui, &entry.name, series);
                egui::CollapsingHeader::new("The same as a table").id_salt("chart table").show(ui, |ui| {
                    if button(ui, "Copy the table").clicked() {
                        ui.ctx().copy_text(over_time::table_text(series));
                    }
                    over_time::table(ui, series);
                });
            }
            if let Some(principle) = model.catalog.principle(&entry.name) {
                heading(ui, "What it means");
                ui.label(&principle.meaning);
                list(ui, "They listen for", &principle.signs);
                list(ui, "Common ways to miss", &principle.misses);
            }
        },
    );
}

fn list(ui: &mut Ui, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    note(ui, title);
    for line in lines {
        ui.label(format!("• {line}"));
    }
}
