//! The main job: a drill from the first key to the closing page.

use std::time::Duration;

use eframe::egui::{Event, Key};
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::audio::Sound;
use greenroom::domain::attempt::{Mode, Outcome};
use greenroom::domain::rehearsal::Phase;
use greenroom::domain::rubric::{Dimension, Yardstick};
use greenroom::domain::star::Section;
use greenroom::store::{Contents, Store};

use super::support::{Room, RoomOptions};

fn room() -> Room {
    Room::new(&RoomOptions::default())
}

fn on_disk(room: &Room) -> Contents {
    Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap()
}

/// The words of the question on stage.
fn question(room: &Room) -> String {
    room.model().rehearsal().unwrap().brief.drawn.text.clone()
}

/// The seconds that the clock on stage says are left.
pub(super) fn left(room: &Room) -> u64 {
    let found = room.harness.query_all_by_label_contains(" left").find_map(|node| {
        let said = node.accesskit_node().value()?;
        let (minutes, secs) = said.strip_suffix(" left")?.split_once(':')?;
        Some(60 * minutes.parse::<u64>().ok()? + secs.parse::<u64>().ok()?)
    });
    found.expect("a clock that says what is left")
}

#[test]
fn a_whole_drill_by_keyboard_alone() {
    let mut room = room();
    room.press(Key::Space);
    assert!(room.says("1 of 4") && room.says("Why this one:"));
    room.wait(12);
    assert!(room.says("0:48 to think") || room.says("0:47 to think"));
    room.press(Key::Space);
    room.wait(31);
    room.press(Key::ArrowRight);
    assert!(room.says("Task: What was yours to do, not the team's?"));
    room.wait(20);
    room.press(Key::Num3);
    room.wait(100);
    room.press(Key::Num4);
    room.wait(20);
    room.press(Key::Enter);
    for key in [Key::Enter, Key::A, Key::X] {
        room.wait(20);
        room.press(key);
    }
    assert!(room.says("What came of it, who can tell"));
    for key in [Key::Num3, Key::Num4, Key::Num5, Key::Num4, Key::Num0, Key::Num2] {
        room.press(key);
    }
    // The field for the closing line has the keyboard by now; letters go into it.
    room.harness.event(Event::Text("open with the number".to_owned()));
    room.harness.run();
    room.press(Key::Enter);

    let stored = room.stored();
    assert_eq!(stored.len(), 1);
    let attempt = &stored[0];
    assert_eq!(attempt.next_time.as_deref(), Some("open with the number"));
    assert_eq!(attempt.scores.count(), 5);
    assert_eq!(attempt.scores.get(Dimension::Setting), None, "0 leaves it unset");
    let outcomes: Vec<Outcome> = attempt.probes.iter().map(|p| p.outcome).collect();
    assert_eq!(outcomes, [Outcome::Held, Outcome::Already, Outcome::Stuck]);
    let sections = attempt.section_secs.unwrap();
    assert!((sections[Section::Situation] - 31.0).abs() <= 2.0, "{sections:?}");
    assert!((sections[Section::Action] - 100.0).abs() <= 2.0, "{sections:?}");
    assert!((attempt.answer_secs.unwrap() - sections.0.iter().sum::<f64>()).abs() < 0.01);

    // The next question is already on stage; three more close the session.
    assert!(room.says("2 of 4") && room.says("Last answer saved"));
    for _ in 0..3 {
        room.answer(60);
        room.score_all(Key::Num4);
    }
    assert!(
        room.says("Your evening") && room.says("4 answers, 7 min aloud with probes, 2 of 3 probes held.")
    );
    assert!(room.says("You gave yourself 3.9 of 5") && room.says("… open with the number"));
    assert!(room.says("You spoke 1:00 of 3:00. Give it again"));
    assert!(room.says("Tomorrow's first question"));
    assert!(room.says("One thing to fix"));
    assert_eq!(room.stored().len(), 4);
    room.press(Key::Escape);
    assert!(room.says("The road: ") && !room.says("Weakest"));
    room.go(Key::Num3);
    let row = format!("{}: ", attempt.principle);
    assert!(room.says(&row) && !room.says(&format!("{row}not practised")), "{row}");
}

#[test]
fn the_same_drill_by_pointer() {
    let mut room = room();
    room.click("Start");
    room.click("Begin the answer");
    room.wait(30);
    room.click("Task, 0:18 planned, not marked");
    room.click("Done");
    room.click("End probes");
    for _ in 0..6 {
        let asked = match room.model().rehearsal().unwrap().phase() {
            Phase::Score(greenroom::domain::rehearsal::ScoreStep::Dimension(d)) => *d,
            other => panic!("{other:?}"),
        };
        let attempt = room.model().rehearsal().unwrap().attempt(room.model().now.mono);
        room.click(&format!("4: {}", Yardstick::of(&attempt).anchors(asked)[3]));
    }
    room.click("Save and go on");
    let stored = room.stored();
    assert_eq!(stored[0].scores.mean(), Some(4.0));
    assert!(stored[0].section_secs.is_some());
}

#[test]
fn pointer_and_keyboard_can_take_turns() {
    let mut room = room();
    room.click("Start");
    room.press(Key::Space);
    room.click("Next section");
    room.press(Key::ArrowRight);
    room.press(Key::Space);
    assert!(room.says("Paused"), "a button that was pressed does not keep the keyboard");
    room.press(Key::Space);
    room.press(Key::Enter);
    room.click("Already answered");
    room.press(Key::Enter);
    assert!(room.says("Probe 3 of 3"), "one key or press, one probe");
}

#[test]
fn a_button_reached_by_tab_owns_space_and_enter() {
    let mut room = room();
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(3);
    // Done, then Pause.
    room.press(Key::Tab);
    room.press(Key::Tab);
    room.press(Key::Enter);
    assert!(room.says("Paused"), "Enter pressed the button, it did not end the answer");
}

#[test]
fn without_a_section_key_section_seconds_are_absent() {
    let mut room = room();
    room.press(Key::Space);
    room.answer(70);
    room.score_all(Key::Num3);
    let stored = room.stored();
    assert_eq!(stored[0].section_secs, None);
    assert!((stored[0].answer_secs.unwrap() - 70.0).abs() <= 2.0);
}

#[test]
fn the_clock_counts_on_past_the_end_and_never_cuts_off() {
    let mut room = room();
    room.press(Key::Space);
    room.wait(75);
    assert!(room.says("over; begin when you are ready") && room.says("Begin the answer"));
    room.press(Key::Space);
    room.wait(192);
    assert!(room.says("+0:1") && room.says("over the plan"));
    assert!(room.says("Mark a moment"), "the answer goes on");
}

#[test]
fn a_stopped_process_counts_and_can_be_made_a_pause() {
    let mut room = room();
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(10);
    // Nothing looks at the clock for a minute: the process was stopped, or the computer slept.
    room.clock.advance(Duration::from_mins(1));
    room.harness.run();
    assert!(room.says("Greenroom was stopped for 1:0"));
    assert!(left(&room) <= 180 - 70, "{}", left(&room));
    room.press(Key::P);
    assert!((180 - 13..=180 - 10).contains(&left(&room)), "{}", left(&room));
    assert!(!room.says("Greenroom was stopped for"));
}

#[test]
fn setting_the_wall_clock_does_not_touch_the_countdown() {
    let mut room = room();
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(10);
    let wall = room.model().now.wall;
    room.clock.set_wall(wall - chrono::TimeDelta::days(400));
    room.wait(10);
    assert!(room.says("2:39 left") || room.says("2:40 left"));
    assert!(!room.says("Greenroom was stopped for"));
}

#[test]
fn pause_stops_the_clock_and_leaving_asks() {
    let mut room = room();
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(10);
    room.press(Key::Space);
    assert!(room.says("Paused"));
    room.wait(100);
    room.press(Key::Space);
    room.press(Key::Escape);
    assert!(room.says("Leave the stage?"));
    room.wait(100);
    room.press(Key::Enter);
    assert!(room.says("2:49 left") || room.says("2:50 left"), "neither pause counted");
}

#[test]
fn restart_skip_keep_and_drop_keep_or_drop_data_as_they_say() {
    let mut room = room();
    room.press(Key::Space);
    let first = question(&room);
    room.press(Key::Space);
    room.wait(30);
    room.press(Key::Escape);
    room.press(Key::T);
    assert!(room.is_headed(&first) && room.says("Begin the answer"));
    room.press(Key::S);
    assert!(!room.says(&first) && room.says("Begin the answer"));
    assert!(room.stored().is_empty());
    room.press(Key::Space);
    room.wait(42);
    room.press(Key::Escape);
    room.press(Key::K);
    assert!(room.is_headed("Your evening"), "off the stage");
    let kept = room.stored();
    assert_eq!((kept.len(), kept[0].is_evidence()), (1, false));
    assert!((kept[0].answer_secs.unwrap() - 42.0).abs() <= 2.0);
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(5);
    room.press(Key::Escape);
    room.press(Key::D);
    assert!(room.is_headed("Rehearse"), "off the stage");
    assert_eq!(room.stored().len(), 1);
}

#[test]
fn enter_just_after_a_phase_began_and_key_repeats_are_ignored() {
    let mut room = room();
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(5);
    room.press(Key::Enter);
    assert!(room.says("Probe 1 of 3"));
    room.clock.advance(Duration::from_millis(200));
    room.harness.key_press(Key::Enter);
    room.harness.run();
    assert!(room.says("Probe 1 of 3"), "200 ms after the phase began");
    room.clock.advance(Duration::from_secs(1));
    room.harness.key_down(Key::Enter);
    room.harness.run();
    assert!(room.says("Probe 2 of 3"));
    for _ in 0..5 {
        room.clock.advance(Duration::from_secs(1));
        room.harness.key_down(Key::Enter);
        room.harness.run();
    }
    assert!(room.says("Probe 2 of 3"), "the key was held down");
}

#[test]
fn what_was_meant_to_be_better_comes_back() {
    let mut room = room();
    room.go(Key::Num3);
    room.press(Key::ArrowDown);
    room.press(Key::Enter);
    room.answer(30);
    for _ in 0..6 {
        room.press(Key::Num3);
    }
    room.harness.event(Event::Text("breathe first".to_owned()));
    room.harness.run();
    room.press(Key::Enter);
    let principle = room.stored()[0].principle.clone();
    assert!(
        room.says("Begin the answer") && room.is_headed(&principle),
        "the drill stays with its principle"
    );
    assert!(room.says("Next time I will breathe first"));
}

#[test]
fn a_prediction_is_asked_on_every_third_attempt() {
    let mut room = room();
    room.press(Key::Space);
    for n in 1..=3 {
        assert_eq!(room.says("What mean score do you expect"), n == 3, "attempt {n}");
        if n == 3 {
            room.press(Key::Num4);
        }
        room.answer(20);
        room.score_all(Key::Num3);
    }
    let predicted: Vec<Option<u8>> =
        room.stored().iter().map(|a| a.predicted.map(greenroom::domain::rubric::Score::value)).collect();
    assert_eq!(predicted, [None, None, Some(4)]);
}

#[test]
fn a_warm_up_is_kept_and_is_no_evidence() {
    let mut room = room();
    room.press(Key::W);
    assert!(room.says("warm-up, not scored"));
    room.press(Key::Space);
    room.wait(40);
    room.press(Key::Enter);
    let stored = room.stored();
    assert_eq!((stored.len(), &stored[0].mode, stored[0].is_evidence()), (1, &Mode::WarmUp, false));
    assert!(room.says("Warm.") && room.says("1 answer, 40 s aloud."));
}

#[test]
fn the_weakest_answer_can_be_done_once_more() {
    let mut room = room();
    room.press(Key::Space);
    for score in [Key::Num4, Key::Num2, Key::Num4, Key::Num4] {
        room.answer(120);
        room.score_all(score);
    }
    let weakest = room.stored().into_iter().find(|a| a.scores.mean() == Some(2.0)).unwrap();
    room.press(Key::R);
    assert!(
        room.says("once more")
            && room.says(" was lowest, ")
            && room.says("Your first try: 2.0, 2:00 of 3:00, lowest Result 2")
    );
    room.answer(150);
    room.score_all(Key::Num5);
    let stored = room.stored();
    let again = stored.iter().find(|a| a.redo_of.is_some()).unwrap();
    assert_eq!((again.redo_of, &again.question), (Some(weakest.id), &weakest.question));
    assert!(room.says("5 answers") && room.says("Before and after"));
    assert!(room.says("2.0 → 5.0; Result 2 → 5; Depth 2 → 5") && room.says("2:00 → 2:30 of 3:00"));
}

#[test]
fn cues_are_planned_when_the_answer_begins_and_taken_back_by_a_pause() {
    let mut room = room();
    room.press(Key::Space);
    room.press(Key::Space);
    let begun = room.model().now.mono;
    let last = |room: &Room| room.heard.0.borrow().last().cloned().unwrap();
    let cues = last(&room);
    let sounds: Vec<Sound> = cues.iter().map(|c| c.sound).collect();
    assert_eq!(sounds, [Sound::LastFifth, Sound::TimeUp]);
    let at = |i: usize| cues[i].at.checked_sub(begun).unwrap().as_secs_f64();
    assert!((at(0) - 144.0).abs() < 1.0 && (at(1) - 180.0).abs() < 1.0);
    room.wait(100);
    assert_eq!(last(&room), cues, "nothing is scheduled anew while the clock just runs");
    room.press(Key::ArrowRight);
    assert_eq!(last(&room), cues, "a section key moves no cue");
    room.press(Key::Space);
    assert!(last(&room).is_empty());
    room.wait(50);
    room.press(Key::Space);
    assert!(last(&room)[0].at.checked_sub(cues[0].at).unwrap().as_secs_f64() > 49.0);
}

#[test]
fn a_moment_marked_while_answering_waits_under_stories() {
    let mut room = room();
    room.press(Key::Space);
    room.press(Key::Space);
    room.wait(42);
    room.press(Key::M);
    assert!(room.says("Moment marked at 0:4"));
    let moments = on_disk(&room).has.moments;
    assert_eq!(moments.len(), 1);
    room.press(Key::Escape);
    room.press(Key::D);
    room.go(Key::Num4);
    room.press(Key::Num4);
    room.click(&format!("Make it a story: {}", moments[0].text));
    room.wait(2);
    let stories = on_disk(&room).has.stories;
    assert_eq!((stories.len(), &stories[0].title), (1, &moments[0].text));
}

#[test]
fn a_question_can_be_chosen_by_its_words() {
    let mut room = room();
    room.go(Key::Num2);
    let wanted = room.model().notebook.built_in()[0].questions[17].clone();
    room.type_into("Words in the question, or a principle", &wanted.text);
    room.click(&format!("Ask: {}", wanted.text));
    assert!(room.says("Begin the answer") && room.is_headed(&wanted.text));
}

#[test]
fn the_lowest_scores_propose_a_promise_that_one_key_takes() {
    let mut room = room();
    room.press(Key::Space);
    room.answer(20);
    for score in [Key::Num4, Key::Num2, Key::Num5, Key::Num5, Key::Num3, Key::Num5] {
        room.press(score);
    }
    assert!(room.says("Next time I will name one thing I gave up, and why"));
    room.press_with(eframe::egui::Modifiers::COMMAND, Key::Num1);
    room.press(Key::Enter);
    assert_eq!(room.stored()[0].next_time.as_deref(), Some("name one thing I gave up, and why"));
}
