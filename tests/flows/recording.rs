//! Recordings through the window: the light on stage, hearing, comparing, writing down, scoring again, the settings.

#![allow(clippy::float_cmp, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use std::io::Write;
use std::path::Path;

use chrono::{DateTime, TimeDelta};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::app::effect::Event;
use greenroom::app::model::Screen;
use greenroom::app::recording::{Found, ListenJob, Playing, RecordJob, Speed, Studied, TranscribeJob};
use greenroom::audio::listen::{Heard, ListenEvent};
use greenroom::audio::record::{RecordEvent, Recorded};
use greenroom::audio::transcribe::{TranscribeEvent, Written};
use greenroom::domain::attempt::{AskedQuestion, Attempt};
use greenroom::domain::profile::Profile;
use greenroom::domain::recording::delivery::Span;
use greenroom::domain::recording::{Beat, Mark, RATE, Recording};
use greenroom::domain::rubric::{Dimension, Score};
use greenroom::domain::star::Section;
use greenroom::domain::story::Story;
use greenroom::store::{Store, create_sound, sound_file};
use uuid::Uuid;

use super::support::{Room, RoomOptions};

const ID: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

/// A profile that records, and two answers of the day before to one question, both recorded: a minute, with sections.
pub fn fill(folder: &Path) {
    let now = DateTime::parse_from_rfc3339(RoomOptions::default().wall).unwrap();
    let (mut store, _) = Store::open(folder, &folder.with_extension("filler"), now.into()).unwrap();
    let mut profile = Profile::default();
    profile.settings.record.on = true;
    profile.settings.record.headphones = true;
    "hear {wav}".clone_into(&mut profile.settings.record.command);
    store.write_profile(&profile).unwrap();
    for (id, hours, result_at) in [(ID, 26, 45.0), (OTHER, 30, 50.0)] {
        let started = now - TimeDelta::hours(hours);
        let question = AskedQuestion { id: None, text: "When did a number surprise you?".to_owned() };
        let mut attempt = Attempt::new(id, question, "Dive Deep".to_owned(), started);
        attempt.answer_secs = Some(60.0);
        attempt.scores.set(Dimension::Result, Score::new(2));
        store.put_attempts(&[attempt], now.into()).unwrap();
        let marks = [
            (0.0, Beat::Answer),
            (10.0, Beat::Section(Section::Task)),
            (20.0, Beat::Section(Section::Action)),
            (30.0, Beat::Moment),
            (result_at, Beat::Section(Section::Result)),
            (60.0, Beat::Probe(0)),
        ];
        let recording = Recording {
            microphone: "Desk".to_owned(),
            frames: 70 * u64::from(RATE),
            marks: marks.map(|(at, beat)| Mark { at, beat }).to_vec(),
            speech: Some(vec![Span::new(2.0, 30.0), Span::new(33.5, 58.0)]),
            syllables: Some(200),
            ..Recording::new(id, started)
        };
        store.write_recording(&recording).unwrap();
        create_sound(&sound_file(&store.sounds(), id)).unwrap().write_all(b"RIFF a voice").unwrap();
    }
}

fn recorded() -> Room {
    let mut room = Room::prepared(&RoomOptions::default(), fill);
    go(&mut room, Screen::History);
    room
}

fn go(room: &mut Room, screen: Screen) {
    let key = if screen == Screen::History { Key::Num6 } else { Key::Num7 };
    room.press_with(Modifiers::COMMAND, key);
    assert_eq!(room.model().screen, screen);
}

/// The page of the first answer.
fn open() -> Room {
    let mut room = recorded();
    let row = room.harness.query_all_by_role(Role::Button).find_map(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        (label.contains("17:00") && label.contains("recorded")).then_some(label)
    });
    room.click(&row.unwrap());
    let bars = vec![0.4; 400].into();
    let found = Found { bars, speech: Vec::new(), syllables: Vec::new() };
    assert_eq!(room.studied.take(), [ID]);
    room.report(Event::Studied(Studied { attempt: ID, found: Ok(found) }));
    room
}

#[test]
fn the_stage_says_that_it_records_and_v_stops_it() {
    let mut room = Room::prepared(&RoomOptions::default(), fill);
    room.press(Key::F);
    assert!(matches!(room.recorder.take()[..], [RecordJob::Begin { number: 1, .. }]));
    let says = |room: &mut Room, event| room.report(Event::Recorded(Recorded::Of(1, event)));
    says(&mut room, RecordEvent::Ready { device: "Desk".to_owned() });
    assert!(room.says("Ready to record; V stops it"));
    room.wait(1);
    room.press(Key::Enter);
    assert_eq!(room.recorder.take(), [RecordJob::Keep, RecordJob::Mark(0)]);
    assert!(room.says("Recording; V stops it"));
    says(&mut room, RecordEvent::Marked { mark: 0, frame: 0 });
    says(&mut room, RecordEvent::Silent);
    assert!(room.says("△ Only silence from the microphone"));
    room.press(Key::V);
    assert_eq!(room.recorder.take(), [RecordJob::End]);
    assert!(room.says("Recording stopped; it is kept"));
}

#[test]
fn a_recording_is_heard_by_keyboard_alone() {
    let mut room = open();
    assert!(room.says("1:10 long · Desk"));
    assert!(!room.says("Listening the next day judges fairer: today you still hear what you meant to say."));
    assert!(room.listener.take().is_empty(), "nothing plays by itself");
    let wave = room.harness.get_by_role(Role::Slider);
    assert!(wave.accesskit_node().label().unwrap().starts_with("Recording, 1:10 long; it stands at 0:00"));
    wave.focus();
    room.harness.run_steps(2);
    room.press(Key::ArrowRight);
    room.press(Key::ArrowRight);
    room.press(Key::Space);
    let jobs = room.listener.take();
    let [ListenJob::Play { number, what: Playing::Attempt(ID), span, speed: Speed::Usual }] = &jobs[..]
    else {
        panic!("{jobs:?}")
    };
    assert_eq!(*span, Span::new(10.0, 70.0));
    let number = *number;
    room.report(Event::Heard(Heard { number, event: ListenEvent::At { millis: 12_000 } }));
    assert!(room.says("0:12 of 1:10"));
    room.press(Key::Space);
    assert_eq!(room.listener.take(), [ListenJob::Stop]);
    room.click("▶ The result only");
    let jobs = room.listener.take();
    assert!(
        matches!(&jobs[..], [ListenJob::Play { span, .. }] if *span == Span::new(45.0, 60.0)),
        "{jobs:?}"
    );
    room.click_any("1.5 ×");
    assert_eq!(room.listener.take(), [ListenJob::Speed(Speed::Fast)]);
    room.click("Play from…");
    room.click_any("Moment you marked at 0:30");
    let jobs = room.listener.take();
    assert!(
        matches!(&jobs[..], [ListenJob::Play { span, speed: Speed::Fast, .. }] if span.start == 30.0),
        "{jobs:?}"
    );
}

#[test]
fn it_is_told_how_it_was_told_and_what_is_too_thin() {
    let room = open();
    assert!(room.says("0:53 of talk and 0:04 of pauses; the first word after 2.0 s."));
    assert!(room.says("The longest pause: 3.5 s, at 0:30."));
    assert!(room.says("25 % of the talk went to the result."));
    assert!(room.says("Pace is told against your own usual, from 3 other recordings on."));
}

#[test]
fn what_is_heard_is_mended_in_the_story_that_was_told() {
    let mut room = Room::prepared(&RoomOptions::default(), |folder| {
        fill(folder);
        let now = DateTime::parse_from_rfc3339(RoomOptions::default().wall).unwrap();
        let (mut store, loaded) = Store::open(folder, &folder.with_extension("filler"), now.into()).unwrap();
        let mut story = Story::new("labels".to_owned(), now);
        "The labels".clone_into(&mut story.title);
        store.write_story(&story).unwrap();
        let told = loaded.has.attempts.iter().find(|attempt| attempt.id == ID).cloned().unwrap();
        store.put_attempts(&[Attempt { story: Some("labels".to_owned()), ..told }], now.into()).unwrap();
    });
    go(&mut room, Screen::History);
    room.click_any("17:00");
    assert!(room.says("Answer: 1:00 · recorded, below"));
    room.click("Open the story: The labels");
    assert_eq!(room.model().screen, Screen::Stories);
    assert_eq!(room.model().story.open.as_deref(), Some("labels"));
}

#[test]
fn two_recordings_are_laid_side_by_side_and_heard_in_turn() {
    let mut room = open();
    room.click("Compare with…");
    room.click_any("29 Jun, 13:00, the same question: When did a number surprise you?");
    assert_eq!(room.studied.take(), [OTHER]);
    assert_eq!(room.harness.query_all_by_role(Role::Slider).count(), 2);
    assert!(room.says("Result: talk, pauses"));
    room.click("▶ Result, the other, 10 s");
    let jobs = room.listener.take();
    assert!(
        matches!(&jobs[..], [ListenJob::Play { what: Playing::Attempt(OTHER), span, .. }] if *span == Span::new(50.0, 60.0)),
        "{jobs:?}"
    );
    room.click("Stop comparing");
    assert_eq!(room.harness.query_all_by_role(Role::Slider).count(), 1);
    assert_eq!(room.listener.take(), [ListenJob::Stop]);
}

#[test]
fn it_is_written_down_mended_and_found_in_the_history() {
    let mut room = open();
    room.click("Write it down");
    let jobs = room.transcriber.take();
    let [TranscribeJob::Write { number, attempt: ID, command, secs: 70 }] = &jobs[..] else {
        panic!("{jobs:?}")
    };
    assert_eq!(command, "hear {wav}");
    let number = *number;
    assert!(room.says("It is being written down…"));
    let written = Written { text: "I counted the returns by hand.".to_owned(), timed: Vec::new() };
    let done = TranscribeEvent::Done { number, program: "hear".to_owned(), written };
    room.report(Event::Transcribed(done));
    assert!(room.says("As hear heard it") && room.says("I counted the returns by hand."));
    assert!(room.says("“I” 1 time, “we” 0 times."));
    room.click("Mend the text");
    room.type_into("Transcript", " Twice.");
    room.click("Done mending");
    room.click("← All answers");
    room.type_into("Show answers that hold these words", "twice");
    assert_eq!(room.model().history.found, 1);
}

#[test]
fn scored_again_it_is_heard_without_the_old_scores() {
    let mut room = open();
    room.click("Score it again, blind…");
    assert!(room.says("What you said"));
    assert_eq!(room.harness.query_all_by_role(Role::Slider).count(), 1);
    assert!(!room.says("At first"));
    room.click("▶ Play");
    assert!(matches!(&room.listener.take()[..], [ListenJob::Play { what: Playing::Attempt(ID), .. }]));
}

#[test]
fn dropped_it_is_brought_back_and_erased_it_is_gone() {
    let mut room = open();
    room.click("Drop the recording");
    assert!(room.model().notebook.recording(ID).is_none());
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert!(room.model().notebook.recording(ID).is_some());
    assert!(room.folder.join(format!("recordings/{ID}.wav")).exists());
    room.click("Erase the recording for good…");
    assert!(room.says("Erase for good?"));
    room.click("Erase for good");
    assert!(room.model().notebook.recording(ID).is_none() && room.model().notebook.attempt(ID).is_some());
    assert!(!room.folder.join(format!("recordings/{ID}.wav")).exists());
    assert!(!room.folder.join(format!("recordings/{ID}.json")).exists());
}

#[test]
fn the_packet_for_a_friend_carries_it_only_if_one_says_so() {
    for sound in [false, true] {
        let mut room = open();
        room.click("Scoring packet for a friend…");
        if sound {
            room.click_any("With the recording, 3 MB");
        }
        let path = room.folder.with_file_name("packet.html");
        *room.dialog.borrow_mut() = Some(path.clone());
        room.click("Save as…");
        let page = std::fs::read_to_string(&path).unwrap();
        assert_eq!(page.contains("<audio"), sound);
    }
}

#[test]
fn the_microphone_is_tried_and_heard_under_settings() {
    let mut room = Room::prepared(&RoomOptions::default(), fill);
    go(&mut room, Screen::Settings);
    room.click("Try the microphone, 5 s");
    let jobs = room.recorder.take();
    let [RecordJob::Try { number, microphone: None }] = jobs[..] else { panic!("{jobs:?}") };
    let says = |room: &mut Room, event| room.report(Event::Recorded(Recorded::Of(number, event)));
    says(&mut room, RecordEvent::Ready { device: "Desk".to_owned() });
    says(&mut room, RecordEvent::Level { per_mille: 300 });
    assert!(room.says("Say something for 5 s…"));
    room.wait(6);
    assert_eq!(room.recorder.take(), [RecordJob::End]);
    says(&mut room, RecordEvent::Tried { frames: vec![7; 16_000].into() });
    assert!(room.says("Loud enough."));
    room.click("▶ Hear it");
    assert!(matches!(&room.listener.take()[..], [ListenJob::Play { what: Playing::Trial(_), .. }]));
    room.click("List the microphones");
    assert_eq!(room.recorder.take(), [RecordJob::List]);
    room.report(Event::Recorded(Recorded::Microphones(vec!["Headset".to_owned()])));
    room.click_any("Microphone: Headset");
    assert_eq!(room.model().notebook.profile.settings.record.microphone, "Headset");
    assert!(room.says("Microphone: Headset"));
}

#[test]
fn settings_say_what_recordings_take_and_what_would_go_first() {
    let mut room = Room::prepared(&RoomOptions::default(), fill);
    go(&mut room, Screen::Settings);
    assert!(room.says("29 Jun 2026, Dive Deep, 3 MB"));
    room.report(Event::Transcribed(TranscribeEvent::Found { program: Ok("/usr/bin/hear".to_owned()) }));
    assert!(room.says("This writes down: /usr/bin/hear. It may itself use the network."));
}
