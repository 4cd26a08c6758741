//! The dashboard: what to do next, one row a principle, the weakest first, and the chosen one's history.

use eframe::egui::{self, RichText, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, ReadinessCommand, RehearseCommand};
use crate::app::model::Model;
use crate::domain::draw::Scope;
use crate::domain::readiness::{READY_EDGE, Readiness, State};
use crate::domain::readiness_table::PrincipleRow;
use crate::domain::words::{headline, two_rubrics, what_moves};
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{RADIUS, colours, edge, height, plain, size, space, strong, width};
use super::super::super::widgets::{
    Labelled, band, button, cell, figure, heading, muted, note, primary_action, row, text_at,
};
use crate::domain::words::{count, counted};

/// How many gaps there are between a row's columns.
const GAPS: u8 = 4;

/// Draws the view.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if super::is_empty(model) {
        let sentence = "This will show how far your own scores carry, principle by principle. It starts with one scored answer.";
        super::nothing_yet(ui, sentence, out);
    } else {
        practise_next(ui, model, out);
    }
    ui.add_space(space::S);
    let columns = Columns::of(ui.available_width() - width::DRILL - space::S);
    ui.horizontal(|ui| {
        ui.add_space(space::M);
        cell(
            ui,
            columns.name,
            RichText::new("◆ key principle").font(plain(size::SMALL)).color(colours(ui).muted),
        );
        band::axis(ui, columns.band);
    });
    for entry in &model.notebook.readiness_table().rows {
        let chosen = model.readiness.chosen.as_deref() == Some(entry.name.as_str());
        ui.horizontal(|ui| {
            let width = ui.available_width() - width::DRILL - ui.spacing().item_spacing.x;
            let size = egui::vec2(width, height::ROW);
            let row = ui.allocate_ui(size, |ui| principle_row(ui, entry, chosen, &columns)).inner;
            if row.clicked() {
                out.push(Command::Readiness(ReadinessCommand::Choose(entry.name.clone())));
            }
            if button(ui, "Drill").labelled(&format!("Start this drill: {}", entry.name)).clicked() {
                out.push(Command::Rehearse(RehearseCommand::StartWith(Scope::Principle(entry.name.clone()))));
            }
        });
        if chosen {
            detail(ui, model, entry);
        }
    }
    note(
        ui,
        "All self-rated. Hollow dot: your own mean, under three answers, without a figure. From three on, stroke: your own mean, in which newer answers weigh more; dot: the estimate within its band. The band's lower end is what counts, and it fades as answers age.",
    );
    if let Some(words) = two_rubrics(model.notebook.readiness_table().by_older_rubric) {
        note(ui, words);
    }
}

/// The one next action with its reason. Always there, and of one height, so that the rows stay where
/// they are when one is chosen.
fn practise_next(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let chosen = model
        .notebook
        .readiness_table()
        .rows
        .iter()
        .find(|row| Some(&row.name) == model.readiness.chosen.as_ref());
    let (words, why, button) = if let Some(row) = chosen {
        (format!("Chosen: {}", row.name), super::super::today::readiness_text(row, model), "Start this drill")
    } else {
        let (words, why) = super::super::today::next_words(model);
        (words, why, "Do what is next")
    };
    ui.add(egui::Label::new(RichText::new(words).font(strong(size::LEAD))).truncate());
    ui.add(egui::Label::new(RichText::new(why).color(colours(ui).muted)).truncate());
    primary_action(ui, Context::Begin, Action::Next, button, out);
}

/// The share of a row that its name may take; what does not fit ends in "…", and the row says it in full.
const NAME_SHARE: f32 = 0.34;

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
        let wide = room > width::WIDE_DASHBOARD;
        let (state, stories) = if wide { (width::STATE, width::STORIES) } else { (width::NARROW_STATE, 0.0) };
        let name = (room * NAME_SHARE).clamp(width::NAME_LEAST, width::NAME_MOST);
        let rest = room - name - state - stories - f32::from(GAPS) * space::S;
        Self { name, band: rest.max(width::BAND_LEAST), state, stories }
    }
}

fn principle_row(ui: &mut Ui, entry: &PrincipleRow, chosen: bool, columns: &Columns) -> egui::Response {
    let r = &entry.readiness;
    row(ui, ("principle", &entry.name), &row_words(entry), height::ROW, chosen, |ui| {
        let name = if entry.key { format!("◆ {}", entry.name) } else { entry.name.clone() };
        cell(
            ui,
            columns.name,
            RichText::new(name).font(if entry.key { strong(size::BODY) } else { plain(size::BODY) }),
        );
        band::band(ui, columns.band, r);
        cell(ui, columns.state, RichText::new(headline_short(r)).font(plain(size::SMALL)));
        if columns.stories > 0.0 {
            coverage(ui, columns.stories, entry);
        }
    })
}

/// How many complete stories there are to tell; a key principle without one is marked.
fn coverage(ui: &mut Ui, width: f32, entry: &PrincipleRow) {
    let c = colours(ui);
    let stories = counted(entry.stories, "story", "stories");
    let hole = entry.key && entry.stories == 0;
    let (text, colour) = if hole { (format!("△ {stories}"), c.warning) } else { (stories, c.muted) };
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height::BADGE), egui::Sense::hover());
    ui.painter().rect_stroke(rect, RADIUS, egui::Stroke::new(1.0, colour), egui::StrokeKind::Inside);
    text_at(ui, rect.center(), egui::Align2::CENTER_CENTER, &text, size::SMALL, colour);
}

/// The row in a few words: what it counts as, or how many answers there are before it counts.
fn headline_short(r: &Readiness) -> String {
    match r.state {
        State::NotPractised => "not practised".to_owned(),
        State::TooFew => format!("{}, no figure yet", count(r.answers, "answer")),
        State::Building => format!("counts as {:.1}, {}", r.low, count(r.answers, "answer")),
        State::Ready => format!("ready, {:.1}, {}", r.low, count(r.answers, "answer")),
    }
}

/// All that the row shows, for who does not see it.
fn row_words(entry: &PrincipleRow) -> String {
    let r = &entry.readiness;
    let key = if entry.key { ", key principle" } else { "" };
    let given = r.given.map_or_else(String::new, |given| format!(", you gave {given:.1} of 5"));
    let band = match r.state {
        State::NotPractised | State::TooFew => String::new(),
        State::Building | State::Ready => {
            format!(", between {:.1} and {:.1}, ready from {READY_EDGE}", r.low, r.high)
        }
    };
    let stories = counted(entry.stories, "complete story", "complete stories");
    format!("{}{key}: {}{band}{given}, {stories}", entry.name, headline_short(r))
}

fn detail(ui: &mut Ui, model: &Model, entry: &PrincipleRow) {
    ui.add_space(space::S);
    egui::Frame::new().inner_margin(egui::Margin { top: 0, ..egui::Margin::same(edge::L) }).show(ui, |ui| {
        ui.label(RichText::new(headline(&entry.readiness, model.now.wall)).font(plain(size::LEAD)));
        let moves = what_moves(&entry.readiness);
        if !moves.is_empty() {
            muted(ui, moves);
        }
        if let Some(shown) = &model.readiness.figures.large {
            figure::large(ui, "principle", shown, height::FIGURE);
        }
        if let Some(principle) = model.notebook.catalog().principle(&entry.name) {
            heading(ui, "What it means");
            ui.label(&principle.meaning);
            list(ui, "They listen for", &principle.signs);
            list(ui, "Common ways to miss", &principle.misses);
        }
    });
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
