//! Small pieces that several screens use.

pub mod band;
pub mod calendar;
pub mod days;
pub mod example;
pub mod fields;
pub mod figure;
pub mod list;
pub mod margin;
pub mod page;
pub mod road;
pub mod scoring;
pub mod star_strip;
pub mod table;
pub mod times_strip;
pub mod waveform;

use eframe::egui::{self, Align2, Button, Id, Response, RichText, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::ui::bindings::{Context, key_for, key_text};

use super::tokens::{self, RADIUS, TARGET, colours, edge, line, plain, size, space, strong, width};
use super::{Outbox, attention};

/// A heading of a part of a page.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(space::L);
    headed(ui, text, strong(size::LEAD), HeadingLevel::Part);
}

/// How high a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLevel {
    /// Of the page, or of a sheet above it.
    Page = 1,
    /// Of a part of it.
    Part = 2,
}

/// A heading, also for those who go from heading to heading by ear.
pub fn headed(ui: &mut Ui, text: &str, font: egui::FontId, level: HeadingLevel) -> Response {
    let label = ui.label(RichText::new(text).font(font));
    ui.ctx().accesskit_node_builder(label.id, |node| heading_node(node, text, level));
    label
}

/// A page's heading only for the ear, where the eye has it already.
pub fn headed_unseen(ui: &Ui, text: &str) {
    let nowhere = egui::Rect::from_min_size(ui.cursor().min, Vec2::ZERO);
    let id = Id::unique("unseen heading").with(text);
    ui.interact(nowhere, id, Sense::hover());
    ui.ctx().accesskit_node_builder(id, |node| heading_node(node, text, HeadingLevel::Page));
}

fn heading_node(node: &mut egui::accesskit::Node, text: &str, level: HeadingLevel) {
    node.set_role(egui::accesskit::Role::Heading);
    node.set_level(level as usize);
    node.set_label(text);
    node.clear_value();
}

/// Text of less weight.
pub fn muted(ui: &mut Ui, text: impl Into<String>) -> Response {
    let colour = colours(ui).muted;
    ui.label(RichText::new(text).color(colour))
}

/// A small note of less weight.
pub fn note(ui: &mut Ui, text: impl Into<String>) -> Response {
    let colour = colours(ui).muted;
    ui.label(RichText::new(text).font(plain(size::SMALL)).color(colour))
}

/// A warning: its sign says so as well as its colour.
pub fn warning(ui: &mut Ui, text: &str) -> Response {
    let colour = colours(ui).warning;
    ui.label(RichText::new(format!("△ {text}")).color(colour))
}

/// The one main button of a screen.
pub fn primary(ui: &mut Ui, text: &str, keys: Option<&str>) -> Response {
    let c = colours(ui);
    let mut button = Button::new(RichText::new(text).font(strong(size::BODY)).color(c.on_accent))
        .fill(c.accent)
        .stroke(Stroke::new(1.0, c.accent))
        .corner_radius(RADIUS)
        .min_size(egui::vec2(width::MAIN_BUTTON, TARGET + space::S));
    if let Some(keys) = keys {
        button = button.shortcut_text(RichText::new(keys).font(plain(size::SMALL)).color(c.on_accent));
    }
    ui.add(button).labelled(text)
}

/// A button of less weight.
pub fn button(ui: &mut Ui, text: &str) -> Response {
    button_with(ui, text, None)
}

/// A button that shows the key which does the same.
pub fn button_with(ui: &mut Ui, text: &str, keys: Option<&str>) -> Response {
    let muted = colours(ui).muted;
    let mut button = Button::new(text).min_size(egui::vec2(TARGET, TARGET));
    if let Some(keys) = keys {
        button = button.shortcut_text(RichText::new(keys).font(plain(size::SMALL)).color(muted));
    }
    ui.add(button).labelled(text)
}

/// A button for an action, with the words and the key it has in `context`.
pub fn action_button(ui: &mut Ui, context: Context, action: Action, out: &mut Outbox) {
    if button_with(ui, action.text(), keys_of(ui, context, action).as_deref()).clicked() {
        out.push(Command::Do(action));
    }
}

/// The main button of a screen, for an action.
pub fn primary_action(ui: &mut Ui, context: Context, action: Action, text: &str, out: &mut Outbox) {
    if primary(ui, text, keys_of(ui, context, action).as_deref()).clicked() {
        out.push(Command::Do(action));
    }
}

/// How the key for `action` in `context` is written here.
pub fn keys_of(ui: &Ui, context: Context, action: Action) -> Option<String> {
    key_for(context, action).map(|keys| key_text(keys, ui.ctx().os().is_mac()))
}

/// Names a widget for those who do not see it.
pub trait Labelled {
    /// Gives the widget this name in place of the one it has.
    #[must_use]
    fn labelled(self, text: &str) -> Self;
}

impl Labelled for Response {
    fn labelled(self, text: &str) -> Self {
        self.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
        self
    }
}

/// A row that can be pressed as a whole. `label` is what it is called; `paint` draws into it.
pub fn row(
    ui: &mut Ui,
    id: impl egui::AsIdSalt,
    label: &str,
    height: f32,
    selected: bool,
    paint: impl FnOnce(&mut Ui),
) -> Response {
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
    let response = ui.interact(rect, Id::unique("row").with(id), Sense::click());
    response.widget_info(|| {
        if selected {
            WidgetInfo::selected(Role::Button, true, true, label)
        } else {
            WidgetInfo::labeled(Role::Button, true, label)
        }
    });
    if selected {
        ui.painter().rect_filled(rect, RADIUS, c.sunk);
        let mark = egui::Rect::from_min_size(rect.min, egui::vec2(line::CHOSEN, rect.height()));
        ui.painter().rect_filled(mark, 0.0, c.accent);
    } else if response.hovered() {
        // An outline: a ground would look like what is chosen.
        ui.painter().rect_stroke(rect, RADIUS, Stroke::new(1.0, c.edge), egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(egui::vec2(space::M, 0.0));
    let mut child = ui.new_child(
        // What it shows is part of the row, which says all of it by itself.
        egui::UiBuilder::new()
            .max_rect(inner)
            .layout(egui::Layout::left_to_right(egui::Align::Center))
            .accessibility_parent(response.id),
    );
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    paint(&mut child);
    attention::note_row(ui, response.id);
    response
}

/// Text in a column of fixed width inside a row, cut off with "…" where it does not fit.
pub fn cell(ui: &mut Ui, width: f32, text: RichText) {
    ui.allocate_ui_with_layout(
        egui::vec2(width, ui.available_height()),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.set_min_width(width);
            ui.add(egui::Label::new(text).truncate());
        },
    );
}

/// Draws within a column of this width in the middle of what room there is, its margin for notes counted in.
pub fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let width = width.min(room.width());
    let with_margin = width + margin::room(ui, width);
    let left = room.left() + ((room.width() - with_margin) / 2.0).max(0.0);
    let rect = egui::Rect::from_min_size(egui::pos2(left, room.top()), egui::vec2(width, room.height()));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), add).inner
}

/// A group raised from the page.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let c = colours(ui);
    egui::Frame::new()
        .fill(c.raised)
        .stroke(Stroke::new(1.0, c.edge.gamma_multiply(0.5)))
        .corner_radius(RADIUS)
        .inner_margin(egui::Margin::same(edge::L))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// What a screen shows while it is empty: one sentence, a row as it will be, marked as an example, and the one action
/// that fills it.
pub fn empty_state(ui: &mut Ui, sentence: &str, example: &[&str], add: impl FnOnce(&mut Ui)) {
    ui.add_space(space::XL);
    let c = colours(ui);
    ui.label(RichText::new(sentence).font(plain(size::LEAD)).color(c.muted));
    ui.add_space(space::M);
    if !example.is_empty() {
        let stroke = Stroke::new(1.0, c.edge.gamma_multiply(0.3));
        egui::Frame::new().stroke(stroke).corner_radius(RADIUS).inner_margin(edge::M).show(ui, |ui| {
            ui.set_width(ui.available_width());
            note(ui, "Example");
            for line in example {
                muted(ui, *line);
            }
        });
        ui.add_space(space::M);
    }
    add(ui);
}

/// Draws text at a point; for custom widgets.
pub fn text_at(ui: &Ui, at: egui::Pos2, align: Align2, text: &str, size: f32, colour: egui::Color32) {
    ui.painter().text(at, align, text, tokens::plain(size), colour);
}
