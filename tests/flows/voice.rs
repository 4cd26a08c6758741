//! Questions read aloud, with events made up in the voice's place; and the notes beside the stage.

use std::path::Path;

use chrono::DateTime;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::app::effect::Event;
use greenroom::audio::{Utterance, VoiceEvent};
use greenroom::domain::profile::{Profile, Voice};
use greenroom::domain::star::PerSection;
use greenroom::domain::story::Story;
use greenroom::store::Store;

use super::screens::{is_on, typed};
use super::support::{Asked, Room, RoomOptions};

const COMMAND: &str = "my-voice --slowly {text}";

/// Fills a folder with a profile whose voice is on, and with so many stories.
fn fill(folder: &Path, voice: Voice, stories: usize) {
    let now = DateTime::parse_from_rfc3339(RoomOptions::default().wall).unwrap();
    let (mut store, _) = Store::open(folder, &folder.with_extension("filler"), now.into()).unwrap();
    let mut profile = Profile::default();
    profile.settings.voice = voice;
    store.write_profile(&profile).unwrap();
    for n in 0..stories {
        let mut story = Story::new(format!("story-{n}"), now);
        story.title = format!("The story of release {n}");
        story.sections =
            PerSection(["We were late.", "I had to say so.", "", "We shipped."].map(str::to_owned));
        story.sections.0[2] = "I cut the scope and told them why. ".repeat(20);
        store.write_story(&story).unwrap();
    }
}

fn speaking(hide_question: bool) -> Room {
    let voice = Voice { on: true, command: COMMAND.to_owned(), hide_question };
    Room::prepared(&RoomOptions::default(), |folder| fill(folder, voice, 0))
}

fn question(room: &Room) -> String {
    room.model().rehearsal().unwrap().brief.drawn.text.clone()
}

/// Takes what the voice was asked for since the last look.
fn asked(room: &Room) -> Vec<Asked> {
    room.spoken.0.take()
}

/// Expects that the voice was just asked to read the question on stage, and nothing else, and returns
/// its number.
fn read(room: &Room) -> u64 {
    let asked = asked(room);
    let [Asked::Speak(Utterance { number, command, text })] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((command.as_str(), text), (COMMAND, &question(room)));
    *number
}

fn report(room: &mut Room, event: VoiceEvent) {
    room.report(Event::Voice(event));
}

fn is_shown(room: &Room) -> bool {
    let shown = room.says(&question(room));
    assert_eq!(shown, !room.says("Listen: the question is being read."));
    shown
}

/// Leaves the stage, so that notices are shown, and counts those about the voice.
fn told(room: &mut Room) -> usize {
    room.press(Key::Escape);
    room.press(Key::D);
    room.harness.query_all_by_role_and_label(Role::Label, "Voice").count()
}

#[test]
fn nothing_is_read_until_it_is_switched_on() {
    let mut room = Room::new(&RoomOptions::default());
    room.press(Key::Space);
    room.press(Key::H);
    assert_eq!(asked(&room), []);
    assert!(is_shown(&room) && !room.says("Hear it again"));
}

#[test]
fn a_question_is_read_once_and_no_longer_than_somebody_listens() {
    let mut room = speaking(false);
    room.press(Key::Space);
    let number = read(&room);
    assert!(is_shown(&room));
    report(&mut room, VoiceEvent::Started { number });
    room.wait(10);
    assert_eq!(asked(&room), [], "once");
    room.press(Key::Space);
    assert_eq!(asked(&room), [Asked::Hush], "the answer begins");
    room.wait(20);
    room.press(Key::Enter);
    room.press(Key::E);
    assert_eq!(asked(&room), []);
    room.score_all(Key::Num3);
    // The next question; this time the voice comes to its end before the answer.
    let number = read(&room);
    report(&mut room, VoiceEvent::Ended { number });
    room.press(Key::Space);
    assert_eq!(asked(&room), [], "there is nothing to stop");
}

#[test]
fn skipping_reads_the_next_one_and_leaving_stops_the_voice() {
    let mut room = speaking(false);
    room.press(Key::Space);
    let first = read(&room);
    room.press(Key::S);
    let asked_for = asked(&room);
    let [Asked::Hush, Asked::Speak(utterance)] = &asked_for[..] else { panic!("{asked_for:?}") };
    assert_eq!(utterance.text, question(&room));
    assert!(utterance.number > first);
    room.press(Key::Escape);
    assert_eq!(asked(&room), [Asked::Hush]);
    room.press(Key::D);
    assert_eq!(asked(&room), []);
    assert!(room.is_headed("Rehearse"), "off the stage");
}

#[test]
fn a_pause_stops_the_voice_and_only_a_restart_reads_again() {
    let mut room = speaking(true);
    room.press(Key::Space);
    read(&room);
    assert!(!is_shown(&room));
    room.press(Key::P);
    assert_eq!(asked(&room), [Asked::Hush]);
    assert!(is_shown(&room), "what is not heard is read");
    room.press(Key::P);
    assert_eq!(asked(&room), []);
    room.press(Key::Escape);
    room.press(Key::Enter);
    assert_eq!(asked(&room), [], "resumed");
    room.press(Key::Escape);
    room.press(Key::T);
    read(&room);
    assert!(!is_shown(&room), "asked anew");
}

#[test]
fn the_question_stays_hidden_while_it_is_read() {
    let mut room = speaking(true);
    room.press(Key::Space);
    let number = read(&room);
    assert!(!is_shown(&room) && room.says("Listen: the question is being read."));
    report(&mut room, VoiceEvent::Started { number });
    room.wait(3);
    assert!(!is_shown(&room));
    report(&mut room, VoiceEvent::Ended { number });
    assert!(is_shown(&room) && !room.says("Listen:"));
    // Once more: what has been seen is not hidden again.
    room.press(Key::H);
    let again = read(&room);
    assert!(again > number && is_shown(&room));
    room.press(Key::H);
    assert_eq!(asked(&room).len(), 1);
}

#[test]
fn a_key_or_the_answer_shows_the_hidden_question() {
    let mut room = speaking(true);
    room.press(Key::Space);
    let number = read(&room);
    room.press(Key::Q);
    assert!(is_shown(&room));
    assert_eq!(asked(&room), [], "the voice goes on");
    report(&mut room, VoiceEvent::Ended { number });
    room.press(Key::S);
    assert!(!is_shown(&room));
    room.click("Show the question");
    assert!(is_shown(&room));
    room.press(Key::S);
    asked(&room);
    assert!(!is_shown(&room));
    room.press(Key::Space);
    assert_eq!(asked(&room), [Asked::Hush]);
    assert!(is_shown(&room));
}

#[test]
fn a_slow_voice_is_told_once_and_the_question_is_shown() {
    let mut room = speaking(true);
    room.press(Key::Space);
    let number = read(&room);
    report(&mut room, VoiceEvent::Started { number });
    let patience = 8 + question(&room).chars().count() as u64 / 8;
    room.wait(patience - 2);
    assert!(!is_shown(&room));
    room.wait(4);
    assert!(is_shown(&room) && room.says("The voice is slow, so the question is shown"));
    assert_eq!(asked(&room), [], "it may still be heard");
    report(&mut room, VoiceEvent::Ended { number });
    // One that does not even begin is slow too.
    room.press(Key::S);
    assert!(!is_shown(&room));
    room.wait(8 + question(&room).chars().count() as u64 / 8 + 2);
    assert!(is_shown(&room));
    assert_eq!(told(&mut room), 1);
}

#[test]
fn a_failing_voice_is_told_once_and_the_question_is_shown() {
    let mut room = speaking(true);
    room.press(Key::Space);
    for n in 0..3 {
        let number = room.model().voice.last;
        report(&mut room, VoiceEvent::Started { number });
        assert!(!is_shown(&room), "question {n}");
        let why = format!("my-voice failed (exit status: {n}).");
        report(&mut room, VoiceEvent::Failed { number, why });
        assert!(is_shown(&room) && room.says("The voice failed, so read the question"));
        room.press(Key::S);
    }
    assert_eq!(told(&mut room), 1);
    assert!(room.says("my-voice failed (exit status: 0)."));
}

#[test]
fn a_missing_voice_says_what_to_install() {
    let mut room = speaking(true);
    room.press(Key::Space);
    let number = read(&room);
    let why = "No voice program was found. Install espeak-ng or speech-dispatcher, or name a program.";
    report(&mut room, VoiceEvent::Missing { number, why: why.to_owned() });
    assert!(is_shown(&room));
    assert_eq!(told(&mut room), 1);
    assert!(room.says(why));
    room.go(Key::Num7);
    assert!(room.is_headed(&format!("△ {why}")), "and where the voice is set up");
}

#[test]
fn what_is_reported_of_an_earlier_reading_changes_nothing() {
    let mut room = speaking(true);
    room.press(Key::Space);
    let first = read(&room);
    room.press(Key::S);
    asked(&room);
    report(&mut room, VoiceEvent::Stopped { number: first });
    report(&mut room, VoiceEvent::Failed { number: first, why: "late".to_owned() });
    assert!(!is_shown(&room));
    room.press(Key::Space);
    assert_eq!(asked(&room), [Asked::Hush], "the second one is still being read");
    assert_eq!(told(&mut room), 0);
}

#[test]
fn a_resumed_attempt_is_read_when_its_clock_goes_on() {
    let temp = tempfile::tempdir().unwrap();
    let (folder, state) = (temp.path().join("data"), temp.path().join("state"));
    fill(&folder, Voice { on: true, command: COMMAND.to_owned(), hide_question: true }, 0);
    let mut room = Room::open(&RoomOptions::default(), &folder, &state);
    room.press(Key::Space);
    room.wait(6);
    room.dead.set(true);
    drop(room);
    let mut room = Room::open(&RoomOptions::default(), &folder, &state);
    room.click("Resume it");
    assert_eq!(asked(&room), []);
    assert!(is_shown(&room));
    room.press(Key::P);
    read(&room);
}

#[test]
fn the_voice_is_set_up_and_tried_under_settings() {
    let temp = tempfile::tempdir().unwrap();
    let (folder, state) = (temp.path().join("data"), temp.path().join("state"));
    let mut room = Room::open(&RoomOptions::default(), &folder, &state);
    room.go(Key::Num7);
    assert_eq!(asked(&room), [Asked::Find(String::new())]);
    let why = "Install espeak-ng or speech-dispatcher, or name a program.";
    report(&mut room, VoiceEvent::Found { program: Err(why.to_owned()) });
    assert!(room.says(why));
    report(&mut room, VoiceEvent::Found { program: Ok("/usr/bin/espeak-ng".to_owned()) });
    assert!(room.says("This reads: /usr/bin/espeak-ng"));
    room.click_any("Read each question aloud");
    room.click_any("Hide the question while it is read, as on a telephone");
    room.type_into("Program that reads", "espeak-ng -v 'en gb'");
    let last = asked(&room).pop();
    assert_eq!(last, Some(Asked::Find("espeak-ng -v 'en gb'".to_owned())));
    room.press(Key::Escape);

    room.click("Try the voice");
    let tried = asked(&room);
    let [Asked::Speak(Utterance { number, command, .. })] = &tried[..] else { panic!("{tried:?}") };
    let number = *number;
    assert_eq!(command, "espeak-ng -v 'en gb'");
    report(&mut room, VoiceEvent::Started { number });
    assert!(room.says("It reads: Tell me about a time"));
    room.click("Stop the voice");
    assert_eq!(asked(&room), [Asked::Hush]);
    report(&mut room, VoiceEvent::Stopped { number });
    assert!(room.says("It was stopped."));
    room.click("Try the voice");
    let number = room.model().voice.last;
    report(&mut room, VoiceEvent::Failed { number, why: "espeak-ng failed.".to_owned() });
    assert!(room.says("espeak-ng failed."));
    assert!(!room.says("Dismiss"), "it is said where it was tried");
    room.click("Try the voice");
    asked(&room);
    room.go(Key::Num1);
    assert_eq!(asked(&room), [Asked::Hush], "the screen was left");
    room.wait(3);
    drop(room);

    let mut room = Room::open(&RoomOptions::default(), &folder, &state);
    room.go(Key::Num7);
    assert!(is_on(&room, "Read each question aloud"));
    assert!(is_on(&room, "Hide the question while it is read, as on a telephone"));
    assert_eq!(typed(&room, "Program that reads"), "espeak-ng -v 'en gb'");
}

// -- Notes beside the stage --------------------------------------------------------------------

fn with_stories(options: &RoomOptions, stories: usize) -> Room {
    Room::prepared(options, |folder| fill(folder, Voice::default(), stories))
}

/// Where what says these words stands.
fn place(room: &Room, words: &str) -> Rect {
    room.harness.query_all_by_label_contains(words).next().unwrap_or_else(|| panic!("{words}")).rect()
}

/// Where the clock stands, which says these words.
fn clock(room: &Room, words: &str) -> Rect {
    let shows = |text: &str| text.contains(':') && text.ends_with(words);
    let mut nodes = room.harness.query_all_by_role(Role::Label);
    let node = nodes.find(|node| {
        let node = node.accesskit_node();
        node.value().or(node.label()).is_some_and(|text| shows(&text))
    });
    node.unwrap_or_else(|| panic!("no clock: {words}")).rect()
}

#[test]
fn notes_open_and_close_beside_the_stage_and_move_nothing() {
    let mut room = with_stories(&RoomOptions::default(), 3);
    room.press(Key::Space);
    for (words, go_on) in [(" to think", Key::Space), (" left", Key::Enter), (" left", Key::E)] {
        let text = question(&room);
        let (before, asked_at) = (clock(&room, words), place(&room, &text));
        room.press(Key::O);
        assert!(
            room.says("Your notes")
                && room.says("The story of release 0")
                && room.says("Situation: We were late.")
        );
        assert!(room.says("Questions to ask") && room.says("What surprised you in your first month here?"));
        let notes = place(&room, "Your notes");
        let open = clock(&room, words);
        assert_eq!(open.min, before.min, "the clock stays where it was");
        assert!(open.right() < notes.left(), "{open} {notes}");
        assert!(place(&room, &text).right() <= notes.left(), "the question makes way");
        room.press(Key::Escape);
        assert!(!room.says("Your notes") && !room.says("Leave the stage?"));
        assert_eq!((clock(&room, words), place(&room, &text)), (before, asked_at));
        room.press(Key::O);
        room.press(Key::O);
        assert!(!room.says("Your notes"));
        room.press(go_on);
    }
    // Scoring has none.
    room.press(Key::O);
    assert!(!room.says("Your notes"));
    room.press(Key::Escape);
    assert!(room.says("Leave the stage?"));
}

#[test]
fn notes_scroll_by_keys_and_leave_the_other_keys_alone() {
    let mut room = with_stories(&RoomOptions::default(), 12);
    room.press(Key::Space);
    room.press(Key::O);
    let top = |room: &Room| place(room, "The story of release 0").top();
    let start = top(&room);
    room.press(Key::ArrowDown);
    let step = start - top(&room);
    assert!(step > 20.0, "{step}");
    room.press(Key::ArrowUp);
    assert!((top(&room) - start).abs() < 1.0);
    room.press(Key::PageDown);
    assert!(start - top(&room) > 4.0 * step);
    room.press(Key::PageUp);
    assert!((top(&room) - start).abs() < 1.0);
    assert_eq!(room.model().rehearsal().unwrap().story, None, "the arrows chose no story");
    room.press(Key::Space);
    assert!(room.says("Mark a moment"), "the answer has begun");
    assert!(room.says("Your notes"), "they stay open");
    room.press(Key::ArrowRight);
    assert!(room.says("Task: What was yours to do"));
    room.press(Key::O);
    room.press(Key::O);
    assert!((top(&room) - start).abs() < 1.0);
}

#[test]
fn where_there_is_no_room_beside_it_the_clock_stays_above_the_notes() {
    for (size, zoom) in [((500.0, 400.0), 1.0), ((900.0, 600.0), 2.0)] {
        let size = eframe::egui::vec2(size.0, size.1);
        let mut room = with_stories(&RoomOptions { size, zoom, ..RoomOptions::default() }, 2);
        room.press(Key::Space);
        room.press(Key::Space);
        room.press(Key::O);
        assert!(clock(&room, " left").bottom() <= place(&room, "Your notes").top());
        let window = room.harness.ctx.content_rect();
        assert!(window.contains_rect(place(&room, "The story of release 0")), "{window}");
        room.press(Key::Escape);
        assert!(!room.says("Your notes"));
    }
}

#[test]
fn without_stories_the_notes_say_where_they_come_from() {
    let mut room = with_stories(&RoomOptions::default(), 0);
    room.press(Key::Space);
    room.click("Notes");
    assert!(room.says("No story is written yet."));
    room.click("Close");
    assert!(!room.says("Your notes"));
}
