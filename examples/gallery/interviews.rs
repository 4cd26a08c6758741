//! The screens of mock interviews in their forms, of the debrief, and of writing down what a real one asked.

use super::support::Room;
use super::{Scene, go};
use eframe::egui::{self, Key, Modifiers};
use greenroom::domain::mock::record::InterviewPart;
use greenroom::domain::rehearsal::Phase;

/// The scenes.
pub const SCENES: &[Scene] = &[
    ("mock-setup", 60, |room| {
        room.press(Key::L);
        room.press(Key::Num4);
    }),
    ("mock-change", 60, |room| {
        room.press(Key::L);
        room.press(Key::Num3);
        room.click("Change round 2");
    }),
    ("mock-list", 60, |room| {
        mock_at(room, &|place, round| round == 1 && place == InterviewPart::Door);
        room.press(Key::Escape);
        room.press(Key::L);
        room.show("Other forms");
    }),
    ("mock-intro", 60, |room| mock_at(room, &|place, _| place == InterviewPart::Intro)),
    ("mock-round", 60, |room| {
        mock_at(room, &|place, _| matches!(place, InterviewPart::Question(_)));
        room.press(Key::Space);
        room.wait(40);
        room.press(Key::ArrowRight);
        room.wait(21);
    }),
    ("mock-probe", 60, |room| {
        mock_at(room, &|place, round| matches!(place, InterviewPart::Question(_)) && round == 1);
        room.press(Key::Space);
        room.wait(40);
        room.press(Key::Enter);
        room.wait(9);
    }),
    ("mock-own", 60, |room| mock_at(room, &|place, _| place == InterviewPart::Own)),
    ("mock-menu", 60, |room| {
        mock_at(room, &|place, _| matches!(place, InterviewPart::Question(_)));
        room.press(Key::Escape);
    }),
    ("mock-score", 60, |room| {
        mock_at(room, &|place, round| round == 1 && matches!(place, InterviewPart::Score(_)));
        room.press(Key::T);
        room.press(Key::Num1);
    }),
    ("mock-told", 60, |room| {
        mock_at(room, &|place, round| round == 1 && matches!(place, InterviewPart::Score(_)));
        room.press(Key::T);
    }),
    ("mock-vote", 60, |room| {
        mock_at(room, &|place, _| place == InterviewPart::Vote);
        room.press(Key::Num3);
        room.press(Key::Enter);
    }),
    ("mock-rest", 60, |room| {
        mock_at(room, &|place, round| round == 1 && place == InterviewPart::Door);
        room.wait(70);
    }),
    ("mock-debrief", 60, |room| mock_at(room, &|_, _| false)),
    ("mock-debrief-foot", 60, |room| {
        mock_at(room, &|_, _| false);
        room.show("Close the debrief");
    }),
    ("mock-practise", 60, |room| {
        mock_at(room, &|_, _| false);
        room.press(Key::Enter);
    }),
    ("mock-verdict", 60, |room| {
        mock_at(room, &|_, _| false);
        room.press(Key::Enter);
        room.show("By principle");
    }),
    ("mock-one-way", 60, |room| {
        form(room, "one-way");
        room.press(Key::Enter);
    }),
    ("mock-cut-off", 60, |room| {
        form(room, "one-way");
        room.press(Key::Enter);
        room.press(Key::Enter);
        room.wait(130);
    }),
    ("mock-panel", 60, |room| form(room, "panel")),
    ("mock-marks", 60, |room| {
        form(room, "competency");
        on_to(room, &|place, _| place == InterviewPart::Vote);
        room.press(Key::Num5);
        room.press(Key::Num3);
        room.press(Key::Enter);
    }),
    ("mock-friend", 60, |room| {
        room.press(Key::P);
        room.press(Key::F);
    }),
    ("asked-write", 60, |room| {
        go(room, Key::Num1);
        room.press(Key::A);
        room.type_into("What they asked", LINES);
    }),
    ("asked-sort", 60, |room| {
        go(room, Key::Num1);
        room.press(Key::A);
        room.type_into("What they asked", LINES);
        room.click("Go on");
    }),
    ("asked-saved", 60, |room| {
        go(room, Key::Num1);
        room.press(Key::A);
        room.type_into("What they asked", LINES);
        room.click("Go on");
        room.click("Save");
    }),
];

const LINES: &str =
    "1. disagreed with my manager (went on too long)\nwhy do I want to leave\ninterviewer was nice";

/// At the door of an interview of this form, found by its name.
fn form(room: &mut Room, name: &str) {
    room.press_with(Modifiers::COMMAND, Key::K);
    room.harness.event(egui::Event::Text(format!("set up {name}")));
    room.harness.run();
    room.press(Key::Enter);
    room.press(Key::Enter);
}

/// A shortened loop, gone through until `here` holds of where it stands and in which round; to its
/// debrief if it never does.
fn mock_at(room: &mut Room, here: &dyn Fn(InterviewPart, usize) -> bool) {
    for key in [Key::L, Key::Num2, Key::H, Key::Enter] {
        room.press(key);
    }
    on_to(room, here);
}

/// Goes on with the interview on stage until `here` holds of where it stands and in which round.
fn on_to(room: &mut Room, here: &dyn Fn(InterviewPart, usize) -> bool) {
    while let Some(running) = room.model().interview() {
        let (place, round) = (running.run.place(), running.run.mock().round);
        if here(place, round) {
            return;
        }
        let phase = running.run.rehearsal().map(|rehearsal| rehearsal.phase().clone());
        match (place, phase) {
            (_, Some(Phase::Think(_))) => room.press(Key::Space),
            (_, Some(Phase::Answer(_))) => {
                room.wait(100);
                room.press(Key::Enter);
            }
            (_, Some(_)) => {
                room.wait(20);
                room.press(Key::Enter);
            }
            (InterviewPart::Score(_), None) => {
                for key in
                    [Key::T, Key::Num1, Key::Num3, Key::Num4, Key::Num2, Key::Num4, Key::Num3, Key::Num5]
                {
                    room.press(key);
                }
                room.press(Key::Enter);
            }
            (InterviewPart::Vote, None) => {
                room.press(Key::Num3);
                room.harness.event(egui::Event::Text("Clear action, and the number came late".to_owned()));
                room.harness.run();
                room.press(Key::Enter);
            }
            _ => room.press(Key::Enter),
        }
    }
}
