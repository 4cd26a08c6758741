//! The stories' screens, over a packet of ten half-written ones.

use eframe::egui::{self, Key};

use super::support::Room;
use super::{Scene, go};

/// The scenes.
pub const SCENES: &[Scene] = &[
    ("stories-list", 60, |room| stories(room, Key::Num1)),
    ("stories-coverage", 60, |room| stories(room, Key::Num2)),
    ("stories-hole", 60, |room| {
        stories(room, Key::Num2);
        room.press(Key::ArrowDown);
        room.press(Key::Enter);
        room.press(Key::End);
    }),
    ("stories-loop", 60, |room| stories(room, Key::Num3)),
    ("stories-moments", 60, |room| stories(room, Key::Num4)),
    ("stories-prompt", 60, |room| {
        stories(room, Key::Num4);
        room.press(Key::E);
        room.wait(40);
    }),
    ("stories-to-ask", 60, |room| stories(room, Key::Num5)),
    ("stories-one", 60, |room| {
        stories(room, Key::Num1);
        room.press(Key::ArrowDown);
        room.press(Key::Enter);
    }),
    ("stories-checks", 60, |room| {
        stories(room, Key::Num1);
        room.press(Key::ArrowDown);
        room.press(Key::Enter);
        room.press(Key::PageDown);
        room.press(Key::PageDown);
    }),
    ("stories-told", 60, |room| {
        stories(room, Key::Num1);
        retold(room);
        room.click("Open the story");
        room.press(Key::End);
    }),
    ("stories-shorter", 60, |room| {
        stories(room, Key::Num1);
        retold(room);
    }),
    ("stories-telling", 60, |room| {
        stories(room, Key::Num1);
        tell(room, "Tell it shorter");
    }),
    ("stories-part", 60, |room| {
        stories(room, Key::Num1);
        tell(room, "Tell only the Result");
        room.press(Key::Space);
        room.wait(12);
    }),
    ("stories-find", 60, |room| stories(room, Key::Num6)),
    ("stories-found", 60, |room| {
        stories(room, Key::Num6);
        find(room, 10, 0);
    }),
    ("find-look", 60, |room| {
        stories(room, Key::Num6);
        find(room, 0, 1);
    }),
    ("find-say", 60, |room| {
        stories(room, Key::Num6);
        find(room, 0, 2);
    }),
    ("find-choose", 60, |room| {
        stories(room, Key::Num6);
        find(room, 0, 3);
    }),
    ("find-name", 60, |room| {
        stories(room, Key::Num6);
        find(room, 0, 4);
    }),
    ("find-told", 60, |room| {
        stories(room, Key::Num6);
        find(room, 0, 5);
    }),
    ("stories-think", 60, |room| {
        stories(room, Key::Num1);
        think(room, "Deliver Results");
        room.press(Key::ArrowDown);
    }),
    ("stories-score", 60, |room| {
        stories(room, Key::Num1);
        think(room, "Deliver Results");
        room.press(Key::ArrowDown);
        room.press(Key::Space);
        room.wait(40);
        room.press(Key::Enter);
        room.press(Key::E);
    }),
];

/// A packet of ten half-written stories, imported, and this page of the stories.
fn stories(room: &mut Room, page: Key) {
    let packet = include_str!("../../tests/stories/packet.md");
    room.harness.event(egui::Event::Paste(packet.to_owned()));
    room.harness.run();
    room.press(Key::Y);
    room.press(Key::Enter);
    go(room, Key::Num4);
    room.press(page);
}

/// Opens the peak's story and does this with it.
fn tell(room: &mut Room, button: &str) {
    let peak = room.model().notebook.stories.iter().find(|story| story.title == "Corrie Lane peak");
    let id = peak.expect("the packet has it").id.clone();
    while room.model().story.open.as_ref() != Some(&id) {
        room.press(Key::Escape);
        room.press(Key::ArrowDown);
        for _ in 0..room.model().story.rows.iter().position(|row| *row == id).unwrap() {
            room.press(Key::ArrowDown);
        }
        room.press(Key::Enter);
    }
    room.click(button);
}

/// A story told at four lengths.
fn retold(room: &mut Room) {
    tell(room, "Tell it shorter");
    for (at, secs) in [48, 24, 17, 9].into_iter().enumerate() {
        room.press(Key::Space);
        for key in [Key::Num1, Key::Num2, Key::Num3, Key::Num4] {
            // The shortest begins with what was done.
            if at < 3 || matches!(key, Key::Num3 | Key::Num4) {
                room.press(key);
                room.wait(secs);
            }
        }
        room.press(Key::Enter);
    }
}

/// So many questions of the drill of finding stories, and so many steps into the next.
fn find(room: &mut Room, questions: usize, steps: usize) {
    if questions == 0 {
        room.press(Key::F);
        room.wait(4);
        let keys = [Key::Space, Key::Enter, Key::Num2, Key::Num1];
        for key in &keys[..steps.saturating_sub(1)] {
            room.press(*key);
            room.wait(1);
        }
        return;
    }
    for limit in [6, 3] {
        room.press(Key::F);
        for at in 0..questions as u64 {
            room.wait(limit + at % 5);
            let story = if at % 4 == 3 { Key::Num0 } else { Key::Num2 };
            for key in [Key::Space, Key::Enter, story, Key::Num1, Key::Enter] {
                room.press(key);
                room.wait(1);
            }
        }
    }
}

/// Thinks about a question of this principle.
fn think(room: &mut Room, principle: &str) {
    go(room, Key::Num3);
    while room.model().readiness.chosen.as_deref() != Some(principle) {
        room.press(Key::ArrowDown);
    }
    room.press(Key::Enter);
}
