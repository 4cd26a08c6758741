//! The review of an import: what was found, group by group, with the chosen item's source below.

use crate::domain::words::listed;
use eframe::egui::{self, Id, RichText, ScrollArea, Ui};

use crate::app::action::{Action, ReviewAction};
use crate::app::command::{Command, ImportCommand, ReviewCommand};
use crate::app::model::Model;
use crate::app::review::{ReviewRow, ReviewView};
use crate::domain::review::{Body, Choice, Item, Kind, Review};
use crate::ui::bindings::Context;

use super::super::tokens::{colours, combo, height, plain, size, space, strong, width};
use super::super::widgets::list::{self, List};
use super::super::widgets::{
    action_button, button, button_with, card, cell, fields, keys_of, note, primary, row, warning,
};
use super::super::{Outbox, attention};
use super::{import, review_item};
use crate::domain::words::counted;

/// The most of the height that the chosen item's details take.
const DETAIL_SHARE: f32 = 0.46;

/// Draws the review.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let (Some(view), Some(review)) = (&model.importing.open, model.open_review()) else { return };
    if view.editing
        && let Some(item) = view.chosen_item().and_then(|id| review.item(id))
    {
        attention::scrolled(ui, ScrollArea::vertical().id_salt("review item").auto_shrink(false), |ui| {
            ui.set_max_width(super::super::tokens::COLUMN.min(ui.available_width() - space::L));
            review_item::edit(ui, model, item, out);
        });
        return;
    }
    import::reading(ui, model, out);
    head(ui, model, review, out);
    let height = (ui.available_height() * DETAIL_SHARE).clamp(height::DETAIL_LEAST, height::DETAIL_MOST);
    let frame = egui::Frame::new().fill(colours(ui).paper);
    egui::Panel::bottom("review detail").exact_size(height).resizable(false).frame(frame).show(ui, |ui| {
        ui.add_space(space::S);
        ScrollArea::vertical().id_salt("review detail").auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width() - space::M);
            match view.rows.get(view.chosen) {
                Some(ReviewRow::Item(id)) => {
                    if let Some(item) = review.item(*id) {
                        review_item::show(ui, model, review, item, out);
                    }
                }
                Some(ReviewRow::Group { kind, .. }) => group_detail(ui, model, review, *kind, out),
                None => {}
            }
        });
    });
    rows(ui, view, review, out);
}

fn head(ui: &mut Ui, model: &Model, review: &Review, out: &mut Outbox) {
    let send = |command| Command::Import(command);
    ui.horizontal_wrapped(|ui| {
        if button(ui, "← All banks").on_hover_text("The review waits").clicked() {
            out.push(send(ImportCommand::Open(None)));
        }
        ui.label(RichText::new(&review.origin.name).font(strong(size::LEAD)));
    });
    for words in &review.warnings {
        warning(ui, words);
    }
    match review.own {
        None => {
            card(ui, |ui| {
                ui.label(RichText::new("Is this about your own interview?").font(strong(size::BODY)));
                note(
                    ui,
                    "If not, its questions and tips are added, but no stories, key principles or dates.",
                );
                ui.horizontal_wrapped(|ui| {
                    action_button(ui, Context::Review, Action::Review(ReviewAction::Own(true)), out);
                    action_button(ui, Context::Review, Action::Review(ReviewAction::Own(false)), out);
                });
            });
        }
        Some(own) => {
            let choices = [(true, "Yes".to_owned()), (false, "No".to_owned())];
            ui.horizontal_wrapped(|ui| {
                take_over(ui, review, out);
                ui.add_space(space::L);
                if let Some(own) = fields::choice(ui, "About your own interview?", own, choices) {
                    out.push(send(ImportCommand::Review(ReviewCommand::Own(own))));
                }
            });
        }
    }
    levels(ui, review, out);
    if review.own == Some(true) && review.stored() == 0 {
        no_weights(ui, model, review, out);
        unsorted(ui, review);
    }
    ui.add_space(space::XS);
}

/// Where the text says nothing of what matters most, the person may know.
fn no_weights(ui: &mut Ui, model: &Model, review: &Review, out: &mut Outbox) {
    if review.items.iter().any(|item| item.kind() == Kind::Weight) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        note(ui, "The text does not say which principles matter most. If you know, pick them:");
        add_weight(ui, model, review, out);
    });
}

/// The principles in play that are not among the key principles yet, to be picked.
fn add_weight(ui: &mut Ui, model: &Model, review: &Review, out: &mut Outbox) {
    let named = |name: &str| {
        let is_it = |body: &Body| matches!(body, Body::Weight { principle, .. } if principle == name);
        review.items.iter().any(|item| is_it(&item.body))
    };
    let list = List {
        name: "Add a key principle",
        named: false,
        shown: "Add a key principle…",
        width: combo::KEY_PRINCIPLE,
    };
    let in_play = model.notebook.catalog().in_play().iter().filter(|known| !named(&known.name));
    let items = in_play.map(|known| (known.name.clone(), known.name.clone())).collect();
    if let Some(name) = list::pick(ui, ("review key principle", review.id), list, None, items) {
        out.push(Command::Import(ImportCommand::Review(ReviewCommand::AddWeight(name))));
    }
}

/// What becomes of questions without a principle.
fn unsorted(ui: &mut Ui, review: &Review) {
    let n = review.unsorted().count();
    if n == 0 {
        return;
    }
    note(
        ui,
        if n == 1 {
            "1 question has no principle yet. It is asked first, as a question of your own interview."
                .to_owned()
        } else {
            format!(
                "{n} questions have no principle yet. They are asked first, as questions of your own interview."
            )
        },
    );
}

fn take_over(ui: &mut Ui, review: &Review, out: &mut Outbox) {
    let text = match (review.to_add(), review.stored()) {
        (0, 0) => "Add nothing".to_owned(),
        (0, _) => "Done".to_owned(),
        (n, _) => format!("Add {}", counted(n, "item", "items")),
    };
    let keys = keys_of(ui, Context::Review, Action::Review(ReviewAction::Accept));
    if primary(ui, &text, keys.as_deref()).clicked() {
        out.push(Command::Do(Action::Review(ReviewAction::Accept)));
    }
}

fn levels(ui: &mut Ui, review: &Review, out: &mut Outbox) {
    let levels = review.levels();
    if levels.is_empty() {
        return;
    }
    let key = keys_of(ui, Context::Review, Action::Review(ReviewAction::NextLevel)).unwrap_or_default();
    let at = review.level.as_ref().and_then(|level| levels.iter().position(|l| l == level));
    let choices = levels.iter().enumerate().map(|(i, level)| (Some(i), (*level).to_owned()));
    let label = format!("Which level do you aim at? ({key}) Only its expectations are taken.");
    if let Some(Some(i)) = fields::choice(ui, &label, at, choices) {
        out.push(Command::Import(ImportCommand::Review(ReviewCommand::Level(
            levels.get(i).map(|level| (*level).to_owned()),
        ))));
    }
}

fn rows(ui: &mut Ui, view: &ReviewView, review: &Review, out: &mut Outbox) {
    // The chosen row is brought into sight when the choice has moved, and only then.
    let memory = Id::unique("review rows").with(review.id);
    let seen: Option<(usize, f32, f32)> = ui.data(|data| data.get_temp(memory));
    let pitch = height::ROW + ui.spacing().item_spacing.y;
    let mut area = ScrollArea::vertical().id_salt(("review", review.id)).auto_shrink(false);
    if let Some((chosen, offset, height)) = seen
        && chosen != view.chosen
    {
        let top = view.chosen as f32 * pitch;
        area = area.vertical_scroll_offset(offset.clamp((top + pitch - height).max(0.0), top.max(0.0)));
    }
    let shown = area.show_rows(ui, height::ROW, view.rows.len(), |ui, range| {
        for at in range {
            let chosen = at == view.chosen;
            match view.rows[at] {
                ReviewRow::Group { kind, items, taken, folded } => {
                    group_row(ui, review, chosen, (kind, items, taken, folded), out);
                }
                ReviewRow::Item(id) => {
                    if let Some(item) = review.item(id) {
                        item_row(ui, review, item, chosen, out);
                    }
                }
            }
        }
    });
    let now = (view.chosen, shown.state.clamped_offset().y, shown.inner_rect.height());
    ui.data_mut(|data| data.insert_temp(memory, now));
}

fn group_row(
    ui: &mut Ui,
    review: &Review,
    chosen: bool,
    (kind, items, taken, folded): (Kind, usize, usize, bool),
    out: &mut Outbox,
) {
    let state = if folded { "folded, press to show" } else { "press to fold away" };
    let text = format!("{}: {taken} of {items} to add", kind.name());
    let label = format!("{text}; {state}");
    let response = row(ui, ("group", review.id, kind), &label, height::ROW, chosen, |ui| {
        let mark = if folded { "→" } else { "↓" };
        cell(ui, width::SIGN, RichText::new(mark).font(plain(size::SMALL)));
        ui.label(RichText::new(text).font(strong(size::BODY)));
        let words = why_not(review, kind);
        if !words.is_empty() {
            note(ui, words);
        }
    });
    if response.clicked() {
        out.push(Command::Import(ImportCommand::Review(ReviewCommand::Fold(kind))));
    }
}

/// Why nothing of a group is taken by itself.
fn why_not(review: &Review, kind: Kind) -> &'static str {
    if review.own == Some(false) && kind.is_personal() {
        "not your own interview, so left"
    } else if kind == Kind::Derived {
        "made from tips and requirements; take those you like"
    } else if kind == Kind::Expectation && review.level.is_none() && !review.levels().is_empty() {
        "choose a level above"
    } else {
        ""
    }
}

/// The sign and the word for what happens to an item.
pub fn fate(review: &Review, item: &Item) -> (&'static str, &'static str) {
    if item.stored {
        ("✓", "added")
    } else if item.choice == Choice::Merged {
        ("=", "merged with its twin")
    } else if review.takes(item) {
        ("✓", "to add")
    } else {
        ("–", "skipped")
    }
}

fn item_row(ui: &mut Ui, review: &Review, item: &Item, chosen: bool, out: &mut Outbox) {
    let (sign, word) = fate(review, item);
    let text = item.text().replace('\n', " ");
    // A key principle's words name it already.
    let principles = if item.kind() == Kind::Weight { String::new() } else { listed(item.principles()) };
    let about = if principles.is_empty() { String::new() } else { format!(", {principles}") };
    let label = format!("{word}: {text}{about}");
    // Tips and stages stand under no principle: no column is kept free for one.
    let sorted = item.kind() != Kind::Weight
        && review.items.iter().any(|other| other.kind() == item.kind() && !other.principles().is_empty());
    let wide = sorted && ui.available_width() > width::WIDE_LIST;
    let colour = colours(ui);
    let response = row(ui, ("item", review.id, item.id), &label, height::ROW, chosen, |ui| {
        cell(ui, width::SIGN, RichText::new(sign).font(strong(size::BODY)).color(colour.accent));
        if wide {
            cell(
                ui,
                width::ITEM_PRINCIPLES,
                RichText::new(&principles).font(plain(size::SMALL)).color(colour.muted),
            );
        }
        ui.add(egui::Label::new(text.as_str()).truncate());
    });
    if response.clicked() {
        out.push(Command::Import(ImportCommand::Review(ReviewCommand::Choose(item.id))));
    }
    if response.double_clicked() {
        out.push(Command::Import(ImportCommand::Review(ReviewCommand::Toggle(item.id))));
    }
}

fn group_detail(ui: &mut Ui, model: &Model, review: &Review, kind: Kind, out: &mut Outbox) {
    ui.label(RichText::new(kind.name()).font(strong(size::BODY)));
    ui.horizontal_wrapped(|ui| {
        if button(ui, "Take all").clicked() {
            out.push(Command::Import(ImportCommand::Review(ReviewCommand::TakeAll(kind, true))));
        }
        if button(ui, "Leave all").clicked() {
            out.push(Command::Import(ImportCommand::Review(ReviewCommand::TakeAll(kind, false))));
        }
        if kind == Kind::Weight {
            add_weight(ui, model, review, out);
        }
        let waiting = review.items.iter().filter(|i| i.kind() == kind && i.waits_for_principle()).count();
        if waiting > 0 {
            let text = format!("Use the principles proposed for {waiting} of them");
            let keys = keys_of(ui, Context::Review, Action::Review(ReviewAction::UseProposed));
            if button_with(ui, &text, keys.as_deref()).clicked() {
                out.push(Command::Import(ImportCommand::Review(ReviewCommand::UseAllProposed(kind))));
            }
        }
        let keys = keys_of(ui, Context::Review, Action::Review(ReviewAction::Fold));
        if button_with(ui, "Fold away, or show", keys.as_deref()).clicked() {
            out.push(Command::Import(ImportCommand::Review(ReviewCommand::Fold(kind))));
        }
    });
}
