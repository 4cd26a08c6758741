//! Draws every screen at several sizes, light and dark, into PNG files: `cargo run --example gallery -- DIR [NAME …]`.
//!
//! No display is needed; a software Vulkan driver is. Names choose screens by their beginning.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod interviews;
mod questions;
mod recording;
mod stories;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;

use eframe::egui::{self, Key, Modifiers};
use support::{Room, RoomOptions, fill};

/// A screen to draw: its name, how many answers are in the folder, and how to get there.
pub type Scene = (&'static str, usize, fn(&mut Room));

const SCENES: &[Scene] = &[
    ("today-empty", 0, |_| {}),
    ("today", 60, |_| {}),
    ("today-days", 60, |room| {
        room.show("Day by day");
        click(room, "Day by day");
        room.show("Planned anew from what is true each day; nothing piles up.");
    }),
    ("today-eve", 60, |room| {
        room.clock.advance(std::time::Duration::from_hours(10 * 24));
        room.wait(1);
    }),
    ("today-sheet", 60, |room| {
        room.clock.advance(std::time::Duration::from_hours(10 * 24));
        room.wait(1);
        room.click("Sheet for the interview…");
    }),
    ("interview", 60, |room| room.press(Key::I)),
    ("interview-calendar", 60, |room| {
        room.press(Key::I);
        room.click("Stage 1: calendar…");
    }),
    ("rehearse", 60, |room| go(room, Key::Num2)),
    ("rehearse-change", 60, |room| {
        go(room, Key::Num2);
        click(room, "Change…");
    }),
    ("stage-think", 60, |room| {
        room.press(Key::Space);
        room.wait(12);
    }),
    ("stage-recall", 60, |room| {
        go(room, Key::Num1);
        room.press(Key::Space);
        room.press(Key::ArrowDown);
    }),
    ("stage-story", 60, |room| {
        room.press(Key::Space);
        room.press(Key::ArrowDown);
        room.wait(20);
        room.press(Key::Space);
        room.wait(31);
        room.press(Key::Num3);
        room.wait(20);
    }),
    ("settings-calm", 60, |room| {
        go(room, Key::Num7);
        room.click("Go to Calm");
    }),
    ("stage-answer", 60, answer),
    ("stage-over", 60, |room| {
        answer(room);
        room.wait(130);
    }),
    ("stage-menu", 60, |room| {
        answer(room);
        room.press(Key::Escape);
    }),
    ("stage-probe", 60, |room| {
        answer(room);
        room.press(Key::Enter);
        room.wait(9);
    }),
    ("stage-notes", 60, |room| {
        answer(room);
        room.press(Key::O);
    }),
    ("stage-listen", 60, |room| {
        go(room, Key::Num7);
        room.click_any("Read each question aloud");
        room.click_any("Hide the question while it is read, as on a telephone");
        go(room, Key::Num1);
        room.press(Key::Space);
        room.wait(3);
    }),
    ("settings-voice", 60, |room| {
        go(room, Key::Num7);
        room.show("Try the voice");
    }),
    ("stage-score", 60, score),
    ("stage-next-time", 60, |room| {
        score(room);
        for _ in 0..4 {
            room.press(Key::Num4);
        }
    }),
    ("closed", 60, |room| {
        for _ in 0..4 {
            one_answer(room);
        }
    }),
    ("readiness-empty", 0, |room| go(room, Key::Num3)),
    ("readiness-1", 1, |room| go(room, Key::Num3)),
    ("readiness-5", 5, |room| go(room, Key::Num3)),
    ("readiness-60", 60, |room| go(room, Key::Num3)),
    ("readiness-10000", 10_000, |room| go(room, Key::Num3)),
    ("readiness-chosen", 60, |room| {
        go(room, Key::Num3);
        room.press(Key::ArrowDown);
    }),
    ("readiness-table", 60, |room| {
        go(room, Key::Num3);
        room.press(Key::ArrowDown);
        let chosen = room.model().readiness.chosen.clone().expect("the first row is chosen");
        room.click(&format!("The same as a table: {chosen}"));
        room.show(&format!("Copy the table: {chosen}"));
    }),
    ("over-time-empty", 0, |room| readiness(room, "Over time")),
    ("over-time-1", 1, |room| readiness(room, "Over time")),
    ("over-time", 60, |room| readiness(room, "Over time")),
    ("over-time-small", 60, |room| {
        readiness(room, "Over time");
        room.show("All principles");
    }),
    ("over-time-10000", 10_000, |room| readiness(room, "Over time")),
    ("over-time-10000-small", 10_000, |room| {
        readiness(room, "Over time");
        room.show("Key principles first (◆), then the weakest. One axis for all: 1 to 5, the same days. Press one to see it large.");
    }),
    ("time-empty", 0, |room| readiness(room, "Where the time goes")),
    ("time", 60, |room| readiness(room, "Where the time goes")),
    ("time-latest", 60, |room| time_at(room, "The latest answers")),
    ("time-trend", 60, |room| time_at(room, "Result")),
    ("time-depth", 60, |room| time_at(room, "Probe depth survived")),
    ("time-calendar", 60, |room| time_at(room, "Calendar of practice")),
    ("time-dimensions", 60, |room| time_at(room, "Scores by dimension")),
    ("time-10000", 10_000, |room| time_at(room, "Calendar of practice")),
    ("calibration", 60, |room| {
        friend(room);
        readiness(room, "Calibration");
        room.show("Score it again, blind");
    }),
    ("calibration-tables", 60, |room| {
        friend(room);
        readiness(room, "Calibration");
        room.show("The same as a table: Predicted against given");
    }),
    ("again", 60, again),
    ("again-saved", 60, |room| {
        again(room);
        for key in [Key::Num2, Key::Num4, Key::Num3, Key::Num3, Key::Enter] {
            room.press(key);
        }
    }),
    ("stories-empty", 0, |room| go(room, Key::Num4)),
    ("stories", 60, |room| go(room, Key::Num4)),
    ("undo-offered", 60, |room| {
        delete_a_story(room);
    }),
    ("undone", 60, |room| {
        delete_a_story(room);
        room.press_with(Modifiers::COMMAND, Key::Z);
    }),
    ("done-again", 60, |room| {
        delete_a_story(room);
        room.press_with(Modifiers::COMMAND, Key::Z);
        room.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }),
    ("story", 60, |room| {
        go(room, Key::Num4);
        click(room, "Open story: The invoices that did not add up (demo)");
    }),
    ("banks", 60, |room| go(room, Key::Num5)),
    ("banks-list", 60, |room| {
        go(room, Key::Num5);
        room.show("Ask from Amazon leadership principles");
    }),
    ("bank", 60, |room| {
        go(room, Key::Num5);
        room.click("Open Amazon leadership principles");
    }),
    ("principle", 60, principle),
    ("question", 60, |room| {
        principle(room);
        room.show(&first_question(room, "Edit…"));
    }),
    ("question-edit", 60, |room| {
        principle(room);
        room.click(&first_question(room, "Edit…"));
        room.type_into("Question", " With figures.");
    }),
    ("bank-search", 60, |room| {
        go(room, Key::Num5);
        room.click("Open Amazon leadership principles");
        room.type_into("Words in a question, or a principle's name", "deadline");
    }),
    ("import-review", 60, review),
    ("import-review-own", 60, |room| {
        review(room);
        room.press(Key::Y);
        for _ in 0..5 {
            room.press(Key::ArrowDown);
        }
    }),
    ("import-edit", 60, |room| {
        review(room);
        room.press(Key::Y);
        for _ in 0..4 {
            room.press(Key::ArrowDown);
        }
        room.press(Key::E);
    }),
    ("import-taken", 60, |room| {
        review(room);
        room.press(Key::Y);
        room.press(Key::Enter);
    }),
    ("import-waiting", 0, |room| {
        review(room);
        room.press(Key::Escape);
        go(room, Key::Num1);
    }),
    ("import-done", 60, |room| {
        review(room);
        room.press(Key::Y);
        room.press(Key::Enter);
        go(room, Key::Num5);
    }),
    ("import-tip", 0, |room| {
        review(room);
        room.press(Key::Y);
        room.press(Key::Enter);
        room.press(Key::Space);
        room.wait(5);
    }),
    ("history-empty", 0, |room| go(room, Key::Num6)),
    ("history", 10_000, |room| go(room, Key::Num6)),
    ("history-open", 60, |room| {
        go(room, Key::Num6);
        let newest = room.model().notebook.attempts.last().expect("the history is not empty");
        let label = greenroom::ui::screens::history::row_label(room.model(), newest);
        click(room, &label);
    }),
    ("history-beside", 60, |room| {
        friend(room);
        go(room, Key::Num6);
        let newest = room.model().notebook.attempts.last().expect("the history is not empty");
        let label = greenroom::ui::screens::history::row_label(room.model(), newest);
        click(room, &label);
    }),
    ("settings", 60, |room| go(room, Key::Num7)),
    ("settings-takeaway", 60, |room| {
        go(room, Key::Num7);
        room.show("Save there");
    }),
    ("settings-takeaway-bank", 60, |room| {
        go(room, Key::Num7);
        room.click_any("One bank (JSON)");
        room.type_into("Or type its path", "/nowhere/at/all/bank.json");
        room.click("Save there");
        room.show("Save there");
    }),
    ("settings-practice", 60, |room| {
        go(room, Key::Num7);
        room.show("Sunday");
    }),
    ("keys", 60, |room| room.press(Key::F1)),
    ("palette", 60, |room| room.press_with(Modifiers::COMMAND, Key::K)),
];

/// At the page of the first principle of the first bank.
fn principle(room: &mut Room) {
    go(room, Key::Num5);
    room.click("Open Amazon leadership principles");
    let bank = room.model().open_bank().expect("it was opened");
    let counts =
        greenroom::ui::screens::banks::fresh_words(room.model(), bank, bank.questions_of("dive-deep"));
    room.click(&format!("Open Dive Deep: {counts}"));
}

/// What this button of the first question about Dive Deep is called.
fn first_question(room: &Room, button: &str) -> String {
    let bank = room.model().open_bank().expect("it was opened");
    let question = bank.question("dive-deep-01").expect("it has this question");
    format!("{button}: {}", question.text)
}

/// At this view of the readiness screen.
fn readiness(room: &mut Room, view: &str) {
    go(room, Key::Num3);
    room.click_any(view);
}

/// Where the time goes, scrolled to the foot of the figure of this title.
fn time_at(room: &mut Room, title: &str) {
    readiness(room, "Where the time goes");
    room.show(&format!("The same as a table: {title}"));
}

/// Two friends' scores for the newest answer, pasted.
fn friend(room: &mut Room) {
    let newest = room.model().notebook.attempts.last().expect("the history is not empty");
    let (id, question) = (newest.id, newest.question.text.clone());
    for (by, score) in [("Anna", 2), ("Ben", 3)] {
        let file = serde_json::json!({
            "format": "greenroom-scores/1", "packet": "0198c0de-0000-7000-8000-000000000001", "attempt": id,
            "question": question, "by": by, "at": "2026-06-30T18:59:00+02:00", "note": "Say the number first.",
            "scores": {"result": score, "depth": score, "ownership": 4, "fit": score, "setting": 3},
        });
        room.harness.event(egui::Event::Paste(file.to_string()));
        room.harness.run();
    }
}

/// In the middle of scoring an answer again.
fn again(room: &mut Room) {
    readiness(room, "Calibration");
    room.click("Score it again, blind");
    room.press(Key::Num3);
    room.press(Key::Num4);
}

/// Deletes a story from its page.
fn delete_a_story(room: &mut Room) {
    go(room, Key::Num4);
    let title = room.model().notebook.stories[0].shown_title().to_owned();
    room.click_any(&title);
    room.show("Delete this story");
    room.click("Delete this story");
}

/// Goes to a screen by its key.
pub fn go(room: &mut Room, key: Key) {
    room.press_with(Modifiers::COMMAND, key);
}

/// The review of the preparation packet that the tests import.
fn review(room: &mut Room) {
    let packet = include_str!("../../tests/import/files/packet.md");
    room.harness.event(egui::Event::Paste(packet.to_owned()));
    room.harness.run();
}

fn click(room: &mut Room, label: &str) {
    use egui_kittest::kittest::Queryable;
    room.harness.get_by_label(label).click();
    room.harness.run();
}

fn answer(room: &mut Room) {
    room.press(Key::Space);
    room.wait(20);
    room.press(Key::Space);
    room.wait(31);
    room.press(Key::ArrowRight);
    room.wait(20);
    room.press(Key::ArrowRight);
    room.wait(21);
}

fn score(room: &mut Room) {
    answer(room);
    room.press(Key::Enter);
    for key in [Key::Enter, Key::A, Key::X] {
        room.wait(20);
        room.press(key);
    }
    room.press(Key::Num3);
}

fn one_answer(room: &mut Room) {
    if room.model().stage.is_none() {
        room.press(Key::Space);
    }
    room.press(Key::Space);
    for (key, secs) in [(Key::Num1, 34), (Key::Num2, 16), (Key::Num3, 71), (Key::Num4, 22)] {
        room.press(key);
        room.wait(secs);
    }
    room.press(Key::Enter);
    room.press(Key::Enter);
    room.press(Key::E);
    for key in [Key::Num3, Key::Num4, Key::Num2, Key::Num4, Key::Num4, Key::Num3, Key::Enter] {
        room.press(key);
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().unwrap_or_else(|| "target/gallery".to_owned()));
    let wanted: Vec<String> = args.collect();
    std::fs::create_dir_all(&folder).unwrap();
    let sizes = [
        ("900x600", egui::vec2(900.0, 600.0), 1.0),
        ("1440x900", egui::vec2(1440.0, 900.0), 1.0),
        ("500x600", egui::vec2(500.0, 600.0), 1.0),
        ("900x600-at-200", egui::vec2(900.0, 600.0), 2.0),
    ];
    for (name, answers, arrive) in SCENES
        .iter()
        .chain(stories::SCENES)
        .chain(recording::SCENES)
        .chain(questions::SCENES)
        .chain(interviews::SCENES)
    {
        if !wanted.is_empty() && !wanted.iter().any(|w| name.starts_with(w.as_str())) {
            continue;
        }
        for (size_name, size, zoom) in sizes {
            for (theme_name, theme) in [("light", egui::Theme::Light), ("dark", egui::Theme::Dark)] {
                let options = RoomOptions { size, zoom, theme, render: true, ..RoomOptions::default() };
                let mut room = Room::prepared(&options, |data| fill(data, *answers, options.wall));
                room.harness.run();
                arrive(&mut room);
                let file = folder.join(format!("{name}-{size_name}-{theme_name}.png"));
                room.harness.render().expect("a software Vulkan driver").save(&file).unwrap();
                println!("{}", file.display());
            }
        }
    }
}
