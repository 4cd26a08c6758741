//! The screens of questions: plain words, levels, a bank of one's own, and what an answer can sound like.

use super::support::Room;
use super::{Scene, go};
use eframe::egui::Key;

/// The scenes.
pub const SCENES: &[Scene] = &[
    ("questions-plain", 60, |room| {
        start(room, "customer-obsession-01");
        room.wait(4);
        room.press(Key::G);
    }),
    ("questions-level", 60, |room| {
        go(room, Key::Num1);
        room.press(Key::I);
        room.click_any("Level");
    }),
    ("questions-scope", 60, |room| {
        aim(room);
        start(room, "customer-obsession-01");
        answer(room);
        room.show("Scope: smaller");
    }),
    ("questions-whole", 60, |room| {
        start(room, "customer-obsession-01");
        answer(room);
        room.press(Key::Enter);
        while room.model().rehearse.closed.is_none() {
            room.wait(1);
            room.press(Key::Space);
            answer(room);
            room.press(Key::Enter);
            room.wait(1);
        }
        room.show("What a whole answer can sound like");
        room.click_any("What a whole answer can sound like");
        room.show("What it can sound like");
    }),
    ("questions-own-new", 60, |room| {
        go(room, Key::Num5);
        room.click("Write a bank…");
        room.wait(1);
    }),
    ("questions-own", 60, |room| {
        own(room);
        room.click("Done");
    }),
    ("questions-own-question", 60, |room| {
        own(room);
        room.click("Done");
        room.click("Open Keep your word: 0 questions");
        room.wait(1);
        room.click("Add a question…");
        room.wait(1);
        room.type_into("Question", "Tell me about a promise that became expensive.");
        room.show("Delete this question");
    }),
];

fn aim(room: &mut Room) {
    go(room, Key::Num1);
    room.press(Key::I);
    room.click_any("Level");
    for _ in 0..4 {
        room.press(Key::ArrowDown);
    }
    room.press(Key::Enter);
    room.wait(2);
    room.press(Key::Escape);
}

/// Begins with this question of Amazon's bank.
fn start(room: &mut Room, question: &str) {
    go(room, Key::Num5);
    room.click("Open Amazon leadership principles");
    let bank = room.model().open_bank().expect("it was opened");
    let found = bank.question(question).expect("it has this question");
    let name = bank.principle(&found.principles[0]).expect("it is listed").name.clone();
    let counts = greenroom::ui::screens::banks::fresh_words(
        room.model(),
        bank,
        bank.questions_of(&found.principles[0]),
    );
    let label = format!("Rehearse this: {}", found.text);
    room.click(&format!("Open {name}: {counts}"));
    room.click(&label);
    room.wait(1);
}

/// Tells an answer and scores it.
fn answer(room: &mut Room) {
    room.wait(12);
    room.press(Key::Space);
    room.wait(140);
    room.press(Key::Enter);
    for _ in 0..3 {
        room.wait(8);
        room.press(Key::Enter);
    }
    for key in [Key::Num4, Key::Num3, Key::Num5, Key::Num4, Key::Num4, Key::Num3] {
        room.press(key);
    }
}

fn own(room: &mut Room) {
    go(room, Key::Num5);
    room.click("Write a bank…");
    room.wait(1);
    room.type_into("Title, such as the company", "Northwind Rail");
    room.type_into("Principle 1: name", "Keep your word");
    room.type_into("Principle 1: what it means, in a line", "Promise what you can do, and do it.");
    room.click("Add a principle");
    room.wait(1);
    room.type_into("Principle 2: name", "Ask the driver");
    room.type_into("Principle 2: what it means, in a line", "Who does the work knows where it hurts.");
}
