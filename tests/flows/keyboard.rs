//! The keyboard everywhere: pages scroll by key and follow the focus, an open list owns all keys.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::support::{Room, RoomOptions};

fn room() -> Room {
    Room::new(&RoomOptions::default())
}

/// Where the topmost thing called so lies.
fn top_of(room: &Room, label: &str) -> f32 {
    let all = room.harness.query_all_by_label_contains(label);
    all.map(|node| node.rect().top()).fold(f32::INFINITY, f32::min)
}

#[test]
fn a_page_scrolls_by_key_and_follows_the_focus() {
    let mut room = room();
    room.go(Key::Num7);
    let top = top_of(&room, "Quiet mode");
    room.press(Key::PageDown);
    let down = top_of(&room, "Quiet mode");
    assert!(down < top - 200.0, "a page down: {top} → {down}");
    room.press(Key::Home);
    assert!((top_of(&room, "Quiet mode") - top).abs() < 1.0, "home is the top");
    room.press(Key::ArrowDown);
    assert!(top_of(&room, "Quiet mode") < top);
    room.press(Key::End);
    let end = top_of(&room, "Erase everything for good");
    assert!(end < room.harness.ctx.content_rect().bottom(), "the end is in sight: {end}");
    room.press(Key::Home);
    // By Tab alone to the last thing on the page: it is in sight whenever it has the keyboard.
    let bottom = room.harness.ctx.content_rect().bottom();
    for n in 0..140 {
        room.press(Key::Tab);
        let focused = room
            .harness
            .ctx
            .memory(eframe::egui::Memory::focused)
            .and_then(|id| room.harness.ctx.read_response(id));
        if let Some(response) = focused {
            assert!(response.rect.top() < bottom && response.rect.bottom() > 0.0, "{n}: {:?}", response.rect);
        }
    }
}

#[test]
fn an_open_list_owns_every_key() {
    let mut room = room();
    room.go(Key::Num2);
    room.click("Change…");
    room.click_any("What is asked");
    assert!(room.says("Dive Deep"));
    for key in [Key::End, Key::Home, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        room.press(key);
    }
    // Enter takes the second; it starts no rehearsal, and Escape closes no panel but the list.
    room.press(Key::Enter);
    assert!(room.is_headed("Rehearse") && room.says("What is asked"));
    let second = room.model().notebook.readiness_table().rows[0].name.clone();
    assert!(room.says(&second));
    room.click_any("What is asked");
    room.press(Key::Escape);
    assert!(room.is_headed("Rehearse") && room.says("What is asked"), "only the list is closed");
}

#[test]
fn the_palette_is_walked_by_arrows_and_found_by_beginnings() {
    let mut room = room();
    room.press_with(Modifiers::COMMAND, Key::K);
    room.harness.event(Event::Text("divedeep".to_owned()));
    room.harness.run();
    assert!(room.says("Principle: Dive Deep"));
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.press_with(Modifiers::COMMAND, Key::K);
    room.press(Key::ArrowDown);
    room.press(Key::Enter);
    // The second entry is the warm-up.
    assert!(room.says("Warm-up") || room.says("warm-up"), "the chosen one, not the first");
}

#[test]
fn the_keys_begin_with_those_of_the_place_one_is_in() {
    let mut room = room();
    room.go(Key::Num3);
    room.press(Key::F1);
    assert!(top_of(&room, "Readiness") < top_of(&room, "Think"), "the screen's own come first");
    room.press(Key::End);
    assert!(top_of(&room, "Close") < room.harness.ctx.content_rect().bottom(), "the end is reached by key");
}

#[test]
fn the_interview_is_named_by_keyboard_alone() {
    let mut room = room();
    room.press(Key::I);
    room.harness.event(Event::Text("Northwind".to_owned()));
    room.harness.run();
    room.press(Key::Tab);
    room.harness.event(Event::Text("Operations manager".to_owned()));
    room.harness.run();
    room.press(Key::Escape);
    room.press(Key::Escape);
    assert!(room.says("Northwind, Operations manager · no date set"));
}

#[test]
fn what_was_picked_lately_comes_first_in_the_palette() {
    let mut room = room();
    let open = |room: &mut Room| room.press_with(Modifiers::COMMAND, Key::K);
    open(&mut room);
    room.harness.event(Event::Text("readiness".to_owned()));
    room.harness.run();
    room.press(Key::Enter);
    assert!(room.is_headed("Readiness"));
    room.go(Key::Num1);
    open(&mut room);
    room.press(Key::Enter);
    assert!(room.is_headed("Readiness"), "the first row is the last one picked");
}

#[test]
fn chords_lead_out_of_a_text_field() {
    let mut room = room();
    room.go(Key::Num2);
    room.type_into("Words in the question, or a principle", "number");
    room.go(Key::Num5);
    assert!(room.is_headed("Banks"));
}
