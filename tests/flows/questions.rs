//! Plain words, the level and a story's scope, a bank that is written in the window, and what an answer can sound like.

use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;
use greenroom::domain::level::{Level, Reach};
use greenroom::store::{Contents, Store};

use super::support::{Room, RoomOptions};

fn room() -> Room {
    Room::new(&RoomOptions::default())
}

/// Begins with the question of which there is a whole example.
fn begin(room: &mut Room) {
    room.go(Key::Num5);
    room.click("Open Amazon leadership principles");
    let (text, row) = {
        let bank = room.model().open_bank().unwrap();
        let counts = greenroom::ui::screens::banks::fresh_words(
            room.model(),
            bank,
            bank.questions_of("customer-obsession"),
        );
        let text = bank.question("customer-obsession-01").unwrap().text.clone();
        (text, format!("Open Customer Obsession: {counts}"))
    };
    room.click(&row);
    room.click(&format!("Rehearse this: {text}"));
}

fn contents(room: &Room) -> Contents {
    Store::read(&room.folder, room.model().now.wall.into()).unwrap()
}

#[test]
fn plain_words_come_at_a_key_and_are_noted() {
    let mut room = room();
    begin(&mut room);
    let plain = {
        let catalog = room.model().notebook.catalog();
        catalog.glosses("customer-obsession-01")[0].1.to_owned()
    };
    assert!(!room.says(&plain), "not before they are asked for");
    room.press(Key::G);
    assert!(room.says(&plain));
    room.press(Key::G);
    assert!(!room.says(&plain));
    room.answer(20);
    room.score_all(Key::Num4);
    let attempt = &room.stored()[0];
    assert!(attempt.plain_words, "that they were shown stays noted");
    assert_eq!(attempt.scope, None, "no level, no scope");
}

#[test]
fn an_answer_that_was_given_without_them_says_nothing_of_them() {
    let mut room = room();
    begin(&mut room);
    room.answer(20);
    room.press(Key::G);
    room.score_all(Key::Num4);
    assert!(!room.stored()[0].plain_words, "the key does nothing once the answer is over");
}

#[test]
fn examples_come_after_ones_own_score_and_never_before() {
    let mut room = room();
    begin(&mut room);
    assert!(!room.says("What a whole answer can sound like"));
    room.answer(20);
    assert!(!room.says("What a whole answer can sound like"));
    room.score_all(Key::Num4);
    assert!(room.says("What it can sound like"), "on the close");
    assert!(!room.says("The same story, told as most people tell it"), "folded until it is wanted");
    room.click_any("What a whole answer can sound like");
    assert!(room.says("The same story, told as most people tell it"));
    room.go(Key::Num6);
    room.press(Key::ArrowDown);
    room.press(Key::Enter);
    assert!(room.says("Customer Obsession: a 2 and a 4, part by part"), "on the answer's page");
}

#[test]
fn the_level_aimed_at_asks_for_a_storys_scope() {
    let mut room = room();
    room.go(Key::Num1);
    room.press(Key::I);
    room.click_any("Level");
    for _ in 0..4 {
        room.press(Key::ArrowDown);
    }
    room.press(Key::Enter);
    room.wait(2);
    room.press(Key::Escape);
    assert_eq!(contents(&room).has.profile.target.level, Some(Level::Manager));
    begin(&mut room);
    room.answer(20);
    for _ in 0..6 {
        room.press(Key::Num4);
    }
    room.click("Scope: smaller");
    room.press(Key::Enter);
    let scope = room.stored()[0].scope.unwrap();
    assert_eq!((scope.level, scope.reach), (Level::Manager, Reach::Below));
}

#[test]
fn a_bank_is_written_by_keyboard_alone() {
    let mut room = room();
    room.go(Key::Num5);
    room.show("Write a bank…");
    room.harness.get_by_label("Write a bank…").focus();
    room.harness.run();
    room.press(Key::Enter);
    assert!(room.says("Untitled bank"));
    let type_in = |room: &mut Room, text: &str| {
        room.harness.event(eframe::egui::Event::Text(text.to_owned()));
        room.harness.run();
    };
    type_in(&mut room, "Northwind Rail");
    room.press(Key::Tab);
    type_in(&mut room, "Keep your word");
    room.press(Key::Tab);
    type_in(&mut room, "Promise what you can do, and do it.");
    // Past "Remove" to the next principle, which comes up to be named.
    for value in ["Ask the driver", "Own the delay", "Leave it tidy", "Say it early"] {
        for _ in 0..2 {
            room.press(Key::Tab);
        }
        room.press(Key::Space);
        type_in(&mut room, value);
        room.press(Key::Tab);
    }
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.wait(2);
    let banks = contents(&room).has.banks;
    let names: Vec<&str> = banks[0].principles.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Keep your word", "Ask the driver", "Own the delay", "Leave it tidy", "Say it early"]);
    assert_eq!(
        (banks[0].title.as_str(), banks[0].framework.as_ref()),
        ("Northwind Rail", Some(&banks[0].id))
    );
}

#[test]
fn a_bank_of_ones_own_is_asked_from_and_an_empty_one_is_none() {
    let mut room = room();
    room.go(Key::Num5);
    room.click("Write a bank…");
    room.click("← All banks");
    room.wait(2);
    assert!(contents(&room).has.banks.is_empty() && !room.says("Yours"), "nothing was written");
    room.click("Write a bank…");
    room.type_into("Title, such as the company", "Northwind");
    room.type_into("Principle 1: name", "Keep your word");
    room.click("Done");
    room.click("Prepare for these principles");
    room.wait(2);
    let id = contents(&room).has.banks[0].id.clone();
    assert_eq!(contents(&room).has.profile.target.framework, Some(id));
    room.click("Open Keep your word: 0 questions");
    room.click("Add a question…");
    room.type_into("Question", "Tell me about a promise that became expensive.");
    room.click_any("manager");
    room.click("Done");
    room.wait(2);
    let added = contents(&room).has.overlays[0].added[0].clone();
    assert_eq!(added.levels.named(), [Level::Manager]);
    room.go(Key::Num1);
    room.press(Key::Space);
    assert!(room.is_headed("Tell me about a promise that became expensive."));
    let probes = &room.model().rehearsal().unwrap().brief.drawn.probes;
    assert_eq!(probes.len(), 3, "the interviewer has follow-ups of their own: {probes:?}");
}

#[test]
fn the_keys_are_let_go_of_once_a_level_is_chosen() {
    let mut room = room();
    room.go(Key::Num1);
    room.press(Key::I);
    room.click_any("Level");
    room.press(Key::ArrowDown);
    room.press(Key::Enter);
    room.wait(1);
    let focused = |room: &Room| room.harness.ctx.memory(eframe::egui::Memory::focused);
    let list = focused(&room);
    assert!(list.is_some(), "the list keeps the focus");
    room.press(Key::Tab);
    assert_ne!(focused(&room), list, "Tab goes on");
    room.press_with(eframe::egui::Modifiers::SHIFT, Key::Tab);
    assert_eq!(focused(&room), list, "and back");
}

#[test]
fn enter_goes_on_through_the_fields_of_a_bank() {
    let mut room = room();
    room.go(Key::Num5);
    room.click("Write a bank…");
    let type_in = |room: &mut Room, text: &str| {
        room.harness.event(eframe::egui::Event::Text(text.to_owned()));
        room.harness.run();
        room.press(Key::Enter);
        room.harness.run();
    };
    for text in ["Northwind", "Keep your word", "Do what you said.", "Own the delay", "Say that it is yours."]
    {
        type_in(&mut room, text);
    }
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.wait(2);
    let bank = contents(&room).has.banks[0].clone();
    let written: Vec<(&str, &str)> =
        bank.principles.iter().map(|p| (p.name.as_str(), p.meaning.as_str())).collect();
    assert_eq!(bank.title, "Northwind");
    assert_eq!(
        written,
        [("Keep your word", "Do what you said."), ("Own the delay", "Say that it is yours.")],
        "a principle without a name is none"
    );
}
