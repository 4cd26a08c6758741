//! Calm and access: the time at a key, what is hidden, three sections, and what a screen reader says of itself.

use std::time::Duration;

use eframe::egui::Key;
use eframe::egui::accesskit::Live;
use egui_kittest::kittest::{By, NodeT, Queryable};
use greenroom::domain::profile::Settings;
use greenroom::domain::star::{Shares, Structure};
use greenroom::store::Store;

use super::support::{Room, RoomOptions};

fn room(set: impl FnOnce(&mut Settings)) -> Room {
    let options = RoomOptions::default();
    Room::prepared(&options, |folder| {
        let now = chrono::DateTime::parse_from_rfc3339(options.wall).unwrap();
        let (mut store, contents) =
            Store::open(folder, &folder.with_extension("before"), now.into()).unwrap();
        let mut profile = contents.has.profile;
        set(&mut profile.settings);
        store.write_profile(&profile).unwrap();
    })
}

/// What a screen reader finds that is said of itself, with how urgent it is; the line that reads charts out is not on
/// stage.
fn said(room: &Room) -> Vec<(String, Live)> {
    let nodes = room.harness.query_all(By::new());
    nodes
        .filter_map(|node| {
            let node = node.accesskit_node();
            (node.live() != Live::Off).then(|| (node.value().unwrap_or_default(), node.live()))
        })
        .collect()
}

fn is_said(room: &Room, words: &str) -> bool {
    said(room).iter().any(|(text, live)| text.contains(words) && *live == Live::Polite)
}

#[test]
fn what_is_new_on_stage_is_said_and_then_gone() {
    let mut room = room(|_| {});
    room.press(Key::Space);
    let question = room.model().rehearsal().unwrap().brief.drawn.text.clone();
    assert!(is_said(&room, &format!("Question: {question}")), "{:?}", said(&room));
    room.wait(2);
    assert_eq!(said(&room), [], "it is not found a second time");
    room.press(Key::Space);
    assert!(is_said(&room, "Answer begun, 3:00"));
    room.wait(20);
    room.press(Key::Num3);
    assert!(is_said(&room, "Action, 0:00 of 1:48"));
    room.press(Key::Enter);
    assert!(is_said(&room, "Probe 1 of 3: "));
    room.press(Key::E);
    assert!(is_said(&room, "Scores. Result: "));
    room.press(Key::Num4);
    assert!(is_said(&room, "Depth: "));
    room.press(Key::Escape);
    room.press(Key::D);
    assert_eq!(said(&room), [], "what was said on stage does not follow the person out");
}

#[test]
fn while_answering_at_most_one_thing_is_said_unasked_in_thirty_seconds() {
    let mut room = room(|set| set.budget.total_secs = 90);
    room.press(Key::Space);
    room.press(Key::Space);
    let mut heard = Vec::new();
    for second in 1..=120 {
        room.wait(1);
        for (text, _) in said(&room) {
            heard.push((second, text));
        }
    }
    heard.dedup_by(|a, b| a.1 == b.1);
    let texts: Vec<&str> = heard.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["Last fifth, 0:18 left", "0:12 over the plan"], "{heard:?}");
    assert!(heard[1].0 - heard[0].0 >= 30, "{heard:?}");
    // The answer to a key is always said.
    room.press(Key::T);
    assert!(is_said(&room, "over 1:30"), "{:?}", said(&room));
    room.press(Key::Num4);
    assert!(is_said(&room, "Result, "));
}

#[test]
fn what_is_not_saved_cuts_in() {
    let mut room = room(|_| {});
    room.press(Key::Space);
    room.answer(20);
    room.failing.set(true);
    room.score_all(Key::Num3);
    let loud: Vec<String> =
        said(&room).into_iter().filter(|(_, live)| *live == Live::Assertive).map(|(text, _)| text).collect();
    assert_eq!(loud.len(), 1, "{loud:?}");
    assert!(loud[0].starts_with("Not saved: The disk is full"), "{loud:?}");
}

#[test]
fn a_hidden_clock_comes_at_a_key_and_in_the_last_fifth() {
    let mut room = room(|set| set.calm.hide_clock = true);
    room.press(Key::Space);
    assert!(room.says("The clock is hidden until the last fifth. T shows it.") && !room.says("to think"));
    room.press(Key::Space);
    room.wait(10);
    assert!(!room.says(" left") && !room.says("so far"));
    room.press(Key::T);
    assert!(room.says("2:50 left") || room.says("2:49 left"));
    assert!(is_said(&room, " left of 3:00"));
    room.wait(6);
    assert!(!room.says(" left"), "it goes again");
    room.wait(130);
    assert!(room.says("left · last fifth"));
}

#[test]
fn a_hidden_principle_is_named_by_nothing_until_the_score() {
    let mut room = room(|set| set.calm.hide_principle = true);
    room.press(Key::Space);
    let principle = room.model().rehearsal().unwrap().brief.drawn.principle.clone();
    let names = |room: &Room| room.says(&principle) || room.says("Why this one");
    assert!(!names(&room));
    room.press(Key::ArrowDown);
    assert!(!names(&room) && room.says("To recall one"));
    room.press(Key::Space);
    assert!(!names(&room));
    room.press(Key::Enter);
    assert!(!names(&room));
    room.press(Key::E);
    assert!(room.says(&principle), "the score names it");
}

#[test]
fn three_sections_are_told_by_three_keys_and_kept_as_situation_action_result() {
    let mut room = room(|set| set.budget.shares = set.budget.shares.told_as(Structure::Car));
    room.press(Key::Space);
    room.press(Key::Space);
    assert!(
        room.says("Context: Where were you, what was yours to do") && room.says("when you reach the action")
    );
    room.wait(30);
    room.press(Key::Num2);
    assert!(room.says("Action: What did you decide") && !room.says("Task"));
    room.wait(60);
    room.press(Key::ArrowRight);
    room.wait(20);
    room.press(Key::Num4);
    assert!(room.says("Result: What changed"), "there is no fourth section");
    room.press(Key::Enter);
    room.press(Key::E);
    room.score_all(Key::Num3);
    let stored = room.stored();
    let (planned, spent) = (stored[0].planned_secs.unwrap(), stored[0].section_secs.unwrap());
    assert_eq!((planned.0[1], spent.0[1]), (0.0, 0.0));
    assert!(spent.0[0] >= 30.0 && spent.0[2] >= 60.0 && spent.0[3] >= 20.0, "{spent:?}");
    assert_eq!(Structure::of_planned(&planned), Structure::Car);
}

#[test]
fn shares_are_kept_with_three_sections_too() {
    let room = room(|set| set.budget.shares = Shares::new([30, 0, 60, 10]).unwrap());
    assert_eq!(room.model().notebook.profile.settings.budget.shares.percent(), [30, 0, 60, 10]);
    assert_eq!(room.model().notices, []);
}

#[test]
fn without_a_time_to_think_nothing_counts_down() {
    let mut room = room(|set| set.calm.think_secs = 0);
    room.press(Key::Space);
    room.wait(90);
    assert!(room.says("1:30 of thinking; begin when you are ready") && !room.says("over"));
    room.clock.advance(Duration::from_millis(400));
    room.press(Key::T);
    assert!(is_said(&room, "of thinking"));
}

#[test]
fn five_minutes_to_think_count_down() {
    let mut room = room(|set| set.calm.think_secs = 300);
    room.press(Key::Space);
    room.wait(10);
    assert!(room.says("4:50 to think") || room.says("4:49 to think"));
}

#[test]
fn the_index_of_the_settings_goes_to_a_part_and_tab_goes_on_from_there() {
    let mut room = room(|_| {});
    room.go(Key::Num7);
    room.click("Go to Calm");
    let heading = room.harness.get_all_by_label("Calm").find(|node| node.rect().top() > 0.0).unwrap();
    assert!((50.0..200.0).contains(&heading.rect().top()), "{:?}", heading.rect());
    room.press(Key::Tab);
    let focused = room.harness.ctx.memory(eframe::egui::Memory::focused).unwrap();
    let rect = room.harness.ctx.read_response(focused).unwrap().rect;
    assert!(rect.top() > 60.0 && rect.top() < 300.0, "{rect:?}");
}

/// Where the first node of this name lies.
fn place_of(room: &Room, words: &str) -> eframe::egui::Rect {
    room.harness.query_all_by_label_contains(words).next().unwrap_or_else(|| panic!("{words}")).rect()
}

#[test]
fn at_two_hundred_per_cent_question_clock_and_strip_are_in_sight_and_nothing_hangs_over() {
    let options = RoomOptions { zoom: 2.0, ..RoomOptions::default() };
    let mut room = Room::new(&options);
    room.press(Key::Space);
    room.answer(20);
    room.score_all(Key::Num3);
    // The second question: by now it is also said that the first was saved.
    let question = room.model().rehearsal().unwrap().brief.drawn.text.clone();
    assert_eq!(room.clipped(), Vec::<String>::new());
    room.press(Key::Space);
    room.wait(10);
    assert_eq!(room.clipped(), Vec::<String>::new());
    let window = room.harness.ctx.content_rect();
    let done = place_of(&room, "Done");
    for words in [question.as_str(), "left", "Situation, 0:27 planned"] {
        let rect = place_of(&room, words);
        assert!(
            rect.top() >= window.top() && rect.bottom() <= done.top() + 1.0,
            "{words}: {rect:?} {done:?}"
        );
    }
}
