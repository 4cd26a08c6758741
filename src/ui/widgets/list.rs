//! A box that opens a list of which one is picked. While it is open every key is its own.

use eframe::egui::{self, AsIdSalt, ComboBox, Event, EventFilter, Id, Key, Role, Ui, WidgetInfo};

use super::super::tokens::height;

/// So many rows are in sight.
const ROWS: u16 = 8;
/// Letters typed within so many seconds are one word.
const WORD_SECS: f64 = 1.0;

/// A box and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// What it is called: what is picked.
    pub name: &'a str,
    /// Whether the name is written before the box; else the box says for itself what it is.
    pub named: bool,
    /// What the box shows while it is closed.
    pub shown: &'a str,
    /// Its width where there is room for it, in points.
    pub width: f32,
}

/// Where the keyboard is in an open list.
#[derive(Clone, Debug, Default)]
struct Cursor {
    at: usize,
    typed: String,
    typed_at: f64,
}

/// What the keys of a frame ask of an open list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    moved: bool,
    take: bool,
    close: bool,
}

/// Draws the box, and while it is open its list. `chosen` is the place of the one that holds among `items`, which
/// are drawn in their order. Returns the one that was picked.
pub fn pick<T>(
    ui: &mut Ui,
    salt: impl AsIdSalt + Copy,
    list: List<'_>,
    chosen: Option<usize>,
    items: Vec<(T, String)>,
) -> Option<T> {
    let state = ui.make_persistent_id(salt).with("cursor");
    let known: Option<Id> = ui.data(|d| d.get_temp(state));
    let open = known.is_some_and(|id| ComboBox::is_open(ui.ctx(), id));
    let mut cursor: Cursor = ui.data(|d| d.get_temp(state)).unwrap_or_default();
    let asked = if open { take_keys(ui, &mut cursor, &items) } else { Asked::default() };
    if !open {
        cursor = Cursor { at: chosen.unwrap_or(0), ..Cursor::default() };
    }
    let mut picked = None;
    let label = list.named.then(|| ui.label(list.name));
    let combo = ComboBox::from_id_salt(salt)
        .selected_text(list.shown)
        .width(list.width.min(ui.available_width()))
        // What is picked may be longer than the box; the list has it whole.
        .truncate()
        .height(height::ROW * f32::from(ROWS))
        .show_ui(ui, |ui| {
            for (i, (_, text)) in items.iter().enumerate() {
                let mark = if Some(i) == chosen { format!("✓ {text}") } else { text.clone() };
                let row = ui.selectable_label(i == cursor.at, mark);
                row.widget_info(|| WidgetInfo::selected(Role::Button, true, Some(i) == chosen, text));
                if i == cursor.at && (asked.moved || !open && i > 0) {
                    row.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
                }
                if row.clicked() {
                    picked = Some(i);
                }
            }
        });
    let id = combo.response.id;
    match label {
        Some(label) => {
            combo.response.labelled_by(label.id);
        }
        None => combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, list.name)),
    }
    ui.data_mut(|d| d.insert_temp(state, id));
    if asked.take {
        picked = Some(cursor.at);
    }
    if picked.is_some() || asked.close {
        egui::Popup::close_all(ui.ctx());
    }
    // After closing, so that the keys that were held are let go of in the same frame.
    hold_keys(ui, id, open);
    ui.data_mut(|d| d.insert_temp(state, cursor));
    items.into_iter().nth(picked?).map(|(value, _)| value)
}

/// The focus stays on the box while its list is open, and arrows and Tab with it.
fn hold_keys(ui: &Ui, id: Id, was_open: bool) {
    let open = ComboBox::is_open(ui.ctx(), id);
    if open == was_open && !open {
        return;
    }
    ui.memory_mut(|m| {
        if open && m.focused() != Some(id) {
            m.request_focus(id);
        }
        let filter = EventFilter { tab: open, horizontal_arrows: open, vertical_arrows: open, escape: open };
        m.set_focus_lock_filter(id, filter);
    });
}

/// Takes all keys and letters out of this frame's input and moves the cursor by them.
fn take_keys<T>(ui: &Ui, cursor: &mut Cursor, items: &[(T, String)]) -> Asked {
    let last = items.len().saturating_sub(1);
    let mut asked = Asked::default();
    let now = ui.input(|i| i.time);
    ui.input_mut(|input| {
        input.events.retain(|event| {
            match event {
                Event::Key { key, pressed: true, .. } => {
                    asked = press(*key, cursor, last, asked);
                }
                Event::Text(text) if text.trim() == text => {
                    type_ahead(cursor, text, now, items);
                    asked.moved = true;
                }
                Event::Key { .. } | Event::Text(_) => {}
                _ => return true,
            }
            false
        });
    });
    asked
}

fn press(key: Key, cursor: &mut Cursor, last: usize, asked: Asked) -> Asked {
    let page = usize::from(ROWS) - 1;
    let to = match key {
        Key::ArrowDown => cursor.at + 1,
        Key::ArrowUp => cursor.at.saturating_sub(1),
        Key::PageDown => cursor.at + page,
        Key::PageUp => cursor.at.saturating_sub(page),
        Key::Home => 0,
        Key::End => last,
        Key::Enter | Key::Space => return Asked { take: true, ..asked },
        Key::Escape | Key::Tab => return Asked { close: true, ..asked },
        _ => return asked,
    };
    cursor.at = to.min(last);
    Asked { moved: true, ..asked }
}

/// To the first item from here on that begins with what was typed; a letter again goes to the next one.
fn type_ahead<T>(cursor: &mut Cursor, text: &str, now: f64, items: &[(T, String)]) {
    if now - cursor.typed_at > WORD_SECS {
        cursor.typed.clear();
    }
    cursor.typed_at = now;
    cursor.typed.push_str(&text.to_lowercase());
    let begins = |at: &usize| items[*at].1.to_lowercase().starts_with(&cursor.typed);
    let from = if cursor.typed.chars().count() > 1 { cursor.at } else { cursor.at + 1 };
    let order = (0..items.len()).map(|step| (from + step) % items.len());
    if let Some(at) = order.into_iter().find(begins) {
        cursor.at = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_within_the_list_and_letters_find() {
        let items: Vec<((), String)> =
            ["Dive Deep", "Deliver Results", "Earn Trust"].map(|name| ((), name.to_owned())).into();
        let mut cursor = Cursor::default();
        assert!(press(Key::ArrowUp, &mut cursor, 2, Asked::default()).moved && cursor.at == 0);
        press(Key::End, &mut cursor, 2, Asked::default());
        press(Key::ArrowDown, &mut cursor, 2, Asked::default());
        assert_eq!(cursor.at, 2);
        type_ahead(&mut cursor, "d", 1.0, &items);
        assert_eq!(cursor.at, 0);
        type_ahead(&mut cursor, "e", 1.2, &items);
        type_ahead(&mut cursor, "l", 1.4, &items);
        assert_eq!(cursor.at, 1, "“del”");
        type_ahead(&mut cursor, "d", 9.0, &items);
        assert_eq!(cursor.at, 0, "a letter alone goes on");
        assert!(press(Key::Enter, &mut cursor, 2, Asked::default()).take);
        assert!(press(Key::Escape, &mut cursor, 2, Asked::default()).close);
    }
}
