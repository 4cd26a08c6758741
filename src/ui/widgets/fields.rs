//! Fields with their labels: every input says what it is for.

use eframe::egui::{self, AsIdSalt, Id, Response, RichText, TextEdit, Ui};

use crate::domain::star::{Shares, Structure};

use super::super::tokens::{TARGET, colours, line, plain, size, width};

/// How far a number is dragged for one step, in points.
const DRAG: f64 = 4.0;

/// A field of one line under its label. Returns the new text if it was changed.
pub fn line(ui: &mut Ui, id: impl AsIdSalt, label: &str, text: &str, hint: &str) -> Option<String> {
    line_to_enter(ui, id, label, text, hint).0
}

/// As [`line()`], and whether Enter was pressed in it.
pub fn line_to_enter(
    ui: &mut Ui,
    id: impl AsIdSalt,
    label: &str,
    text: &str,
    hint: &str,
) -> (Option<String>, bool) {
    let mut edited = text.to_owned();
    let response = labelled(ui, label, |ui| {
        let width = ui.available_width().min(width::FIELD);
        ui.add(
            TextEdit::singleline(&mut edited)
                .id(line_id(id))
                .hint_text(hint)
                .desired_width(width)
                .min_size(egui::vec2(0.0, TARGET))
                .align(egui::Align2::LEFT_CENTER),
        )
    });
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    (response.changed().then_some(edited), entered)
}

/// A field of several lines under its label. Returns the new text if it was changed.
pub fn lines(ui: &mut Ui, id: Id, label: &str, text: &str, hint: &str, rows: usize) -> Option<String> {
    let mut edited = text.to_owned();
    let response = labelled(ui, label, |ui| {
        let width = ui.available_width();
        ui.add(
            TextEdit::multiline(&mut edited).id(id).hint_text(hint).desired_rows(rows).desired_width(width),
        )
    });
    response.changed().then_some(edited)
}

/// Selects a place of a field of several lines, in bytes of its text, and gives it the keyboard: once for each `count`.
pub fn select_once(ui: &Ui, field: Id, text: &str, place: std::ops::Range<usize>, count: u64) {
    let seen = field.with("selected");
    if ui.data(|d| d.get_temp::<u64>(seen)) == Some(count) {
        return;
    }
    ui.data_mut(|d| d.insert_temp(seen, count));
    let character = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let range = egui::text::CCursorRange::two(
        egui::text::CCursor::new(character(place.start)),
        egui::text::CCursor::new(character(place.end)),
    );
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), field);
    ui.memory_mut(|m| m.request_focus(field));
    ui.ctx().request_repaint();
}

/// Gives the field with this id the keyboard when it comes up, once: call it in every frame in which
/// the field is shown.
pub fn focus_when_shown(ui: &Ui, field: Id) {
    // Asked for again in the pass after: a sheet that has just opened is drawn once unseen, to be measured, and what
    // is unseen cannot keep the keyboard.
    let again = field.with("focus asked for");
    let asked: bool = ui.data(|d| d.get_temp(again)).unwrap_or_default();
    let comes_up = comes_up(ui, field);
    if comes_up || asked && ui.memory(|m| m.focused().is_none()) {
        ui.memory_mut(|m| m.request_focus(field));
        ui.ctx().request_repaint();
    }
    ui.data_mut(|d| d.insert_temp(again, comes_up));
}

/// Whether what has this id was not shown in the frame before.
fn comes_up(ui: &Ui, id: Id) -> bool {
    let seen = id.with("shown");
    let pass = ui.ctx().cumulative_pass_nr();
    let last: Option<u64> = ui.data(|d| d.get_temp(seen));
    ui.data_mut(|d| d.insert_temp(seen, pass));
    last.is_none_or(|last| last + 1 < pass)
}

/// The id of the field that [`line()`] draws for `id`.
pub fn line_id(id: impl AsIdSalt) -> Id {
    Id::unique("line").with(id)
}

fn labelled(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.vertical(|ui| {
        let muted = colours(ui).muted;
        let label = ui.label(RichText::new(label).font(plain(size::SMALL)).color(muted));
        add(ui).labelled_by(label.id)
    })
    .inner
}

/// A row of choices of which one holds. Returns the one that was pressed.
pub fn choice<T: PartialEq + Copy>(
    ui: &mut Ui,
    label: &str,
    current: T,
    choices: impl IntoIterator<Item = (T, String)>,
) -> Option<T> {
    let muted = colours(ui).muted;
    ui.label(RichText::new(label).font(plain(size::SMALL)).color(muted));
    choice_row(ui, current, choices)
}

/// As [`choice`], where the choices say for themselves what they are of.
pub fn choice_row<T: PartialEq + Copy>(
    ui: &mut Ui,
    current: T,
    choices: impl IntoIterator<Item = (T, String)>,
) -> Option<T> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (value, text) in choices {
            let selected = value == current;
            let response = marked_button(ui, &text, selected, TARGET);
            response
                .widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, selected, &text));
            if response.clicked() && !selected {
                chosen = Some(value);
            }
        }
    });
    chosen
}

/// How an answer is built, and how its seconds are shared. Returns the new shares if something was pressed.
pub fn shares(ui: &mut Ui, shares: Shares) -> Option<Shares> {
    let structure = shares.structure();
    let structures = Structure::ALL.map(|structure| (structure, structure.to_string()));
    if let Some(other) = choice(ui, "How an answer is told", structure, structures) {
        return Some(shares.told_as(other));
    }
    let own = Some(shares).filter(|shares| !Shares::presets(structure).contains(shares));
    let offered =
        Shares::presets(structure).into_iter().chain(own).map(|shares| (shares, shares.to_string()));
    choice(ui, "Shares of its time, in that order", shares, offered)
}

/// A button that shows whether it holds: by its ground, and by a bar along its foot, which says so without colour and
/// moves nothing beside it.
pub fn marked_button(ui: &mut Ui, text: &str, holds: bool, least: f32) -> Response {
    let button = egui::Button::new(text).selected(holds).min_size(egui::vec2(least, TARGET));
    let response = ui.add(button);
    if holds {
        let foot = response.rect.shrink2(egui::vec2(line::FOOT_IN, 0.0));
        let foot = foot.with_min_y(foot.bottom() - line::FOOT);
        ui.painter().rect_filled(foot, 0.0, colours(ui).accent);
    }
    response
}

/// A switch with its words. Returns the new state if it was pressed.
pub fn switch(ui: &mut Ui, label: &str, on: bool) -> Option<bool> {
    let mut state = on;
    ui.checkbox(&mut state, label).changed().then_some(state)
}

/// One of several that can hold, as a chip. Returns the new state if it was pressed.
pub fn chip(ui: &mut Ui, label: &str, on: bool) -> Option<bool> {
    let response = marked_button(ui, label, on, TARGET);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, label));
    response.clicked().then_some(!on)
}

/// A switch that shows other words than it is called by. Returns the new state if it was pressed.
pub fn switch_showing(ui: &mut Ui, shown: RichText, label: &str, on: bool) -> Option<bool> {
    let mut state = on;
    let response = ui.checkbox(&mut state, shown);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, state, label));
    response.changed().then_some(state)
}

/// Brings what `response` shows into sight when it comes up, once: call it in every frame in which it
/// is shown.
pub fn scroll_when_shown(ui: &Ui, id: Id, response: &Response) {
    if comes_up(ui, id) {
        response.scroll_to_me(Some(egui::Align::Min));
    }
}

/// As [`scroll_when_shown`], moving no further than is needed to see it.
pub fn show_when_it_comes(ui: &Ui, id: Id, response: &Response) {
    if comes_up(ui, id) {
        response.scroll_to_me(None);
    }
}

/// A number that can be typed, dragged, or changed a step at a time.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a> {
    /// What it is called by those who do not see it: what it is, and its unit.
    pub name: &'a str,
    /// What stands before it.
    pub prefix: &'a str,
    /// What stands after it: the unit.
    pub suffix: &'a str,
    /// The least and the greatest.
    pub range: (f64, f64),
    /// How much one press of a button adds.
    pub step: f64,
}

/// A number under its label and between two buttons. Returns the new one if it was changed.
pub fn number(
    ui: &mut Ui,
    label: &str,
    value: u32,
    range: std::ops::RangeInclusive<u32>,
    step: u32,
    unit: &str,
) -> Option<u32> {
    ui.horizontal(|ui| {
        ui.label(label);
        let range = (f64::from(*range.start()), f64::from(*range.end()));
        let number = Number { name: label, prefix: "", suffix: unit, range, step: f64::from(step) };
        whole(ui, number, value)
    })
    .inner
}

/// As [`stepper`], for a whole number.
pub fn whole(ui: &mut Ui, number: Number<'_>, value: u32) -> Option<u32> {
    let edited = stepper(ui, number, f64::from(value))?.round();
    // The range is that of a u32, so nothing is cut off.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(edited as u32)
}

/// A number between a button that takes a step away and one that adds it. Returns the new number if
/// it was changed.
pub fn stepper(ui: &mut Ui, number: Number<'_>, value: f64) -> Option<f64> {
    let Number { name, prefix, suffix, range: (least, most), step } = number;
    let mut edited = value;
    // Asked for as a whole, so that a row that wraps puts it on the next line rather than over the edge.
    let room = egui::vec2(if prefix.is_empty() { width::STEPPER } else { width::WORDED_STEPPER }, TARGET);
    ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let turn = |ui: &mut Ui, sign: &str, word: &str, possible: bool| {
            let button = egui::Button::new(sign).min_size(egui::vec2(TARGET, TARGET));
            let response = ui.add_enabled(possible, button).on_hover_text(word);
            let said = format!("{word}: {name}");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, possible, &said));
            response.clicked()
        };
        if turn(ui, "−", "Less", value > least) {
            edited = (value - step).max(least);
        }
        ui.scope(|ui| {
            // Paper to write on, not a button to press.
            let paper = colours(ui).sunk;
            let widgets = &mut ui.visuals_mut().widgets;
            for look in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
                (look.bg_fill, look.weak_bg_fill) = (paper, paper);
            }
            let whole = step.fract() == 0.0;
            let drag = egui::DragValue::new(&mut edited)
                .range(least..=most)
                .speed(step / DRAG)
                .max_decimals(usize::from(!whole))
                .prefix(prefix)
                .suffix(suffix);
            let response = ui.add_sized([width::NUMBER, TARGET], drag);
            response.widget_info(|| {
                let mut info = egui::WidgetInfo::drag_value(true, value);
                info.label = Some(name.to_owned());
                info
            });
        });
        if turn(ui, "+", "More", value < most) {
            edited = (value + step).min(most);
        }
    });
    ((edited - value).abs() > f64::EPSILON).then_some(edited)
}
