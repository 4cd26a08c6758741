//! Mock interviews through the real screens, by keyboard, with a made-up clock.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::domain::attempt::Mode;
use greenroom::domain::mock::record::{InterviewPart, Mock, Told, Vote};
use greenroom::domain::rehearsal::Phase;
use greenroom::store::Store;

use super::screens::{is_on, typed};
use super::support::{Room, RoomOptions, fill};

/// A reason that nothing else on screen says.
const REASON: &str = "zebra crossing reason";

fn room() -> Room {
    Room::new(&RoomOptions::default())
}

fn with_history() -> Room {
    let options = RoomOptions::default();
    Room::prepared(&options, |data| fill(data, 20, options.wall))
}

fn place(room: &Room) -> InterviewPart {
    room.model().interview().unwrap().run.place()
}

fn mock(room: &Room) -> &Mock {
    room.model().interview().unwrap().run.mock()
}

fn stored(room: &Room) -> Vec<Mock> {
    Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.mocks
}

fn letters(room: &mut Room, text: &str) {
    room.harness.event(Event::Text(text.to_owned()));
    room.harness.run();
}

/// What the interview's clock says.
fn interview_clock(room: &Room) -> String {
    let mut clocks = room.harness.query_all_by_label_contains("Interview: ");
    clocks.next().and_then(|node| node.accesskit_node().value()).expect("the interview's clock")
}

/// All that a screen reader would be told.
fn everything_said(room: &Room) -> String {
    let mut all = String::new();
    for node in room.harness.root().children_recursive() {
        let node = node.accesskit_node();
        for words in [node.label(), node.value(), node.description()].into_iter().flatten() {
            all.push_str(&words);
            all.push('\n');
        }
    }
    all
}

/// Every field and box to choose from has a name.
fn all_inputs_are_named(room: &Room) {
    for node in room.harness.root().children_recursive() {
        let node = node.accesskit_node();
        let input = matches!(
            node.role(),
            Role::TextInput
                | Role::MultilineTextInput
                | Role::ComboBox
                | Role::SpinButton
                | Role::CheckBox
                | Role::RadioButton
                | Role::Button
        );
        assert!(
            !input || node.label().is_some_and(|label| !label.trim().is_empty()),
            "{:?} has no name",
            node.role()
        );
    }
}

/// A shortened loop set up and begun by keys.
fn start_loop(room: &mut Room) {
    room.press(Key::L);
    room.press(Key::Num2);
    room.press(Key::H);
    all_inputs_are_named(room);
    room.press(Key::Enter);
}

/// The keys that lead on from where the mock stands; an answer takes `secs`.
fn step(room: &mut Room, secs: u64, story: &str) {
    match place(room) {
        InterviewPart::Question(_) => {
            let phase = room.model().interview().unwrap().run.rehearsal().unwrap().phase().clone();
            match phase {
                Phase::Think(_) => room.press(Key::Space),
                Phase::Answer(_) => {
                    room.wait(secs);
                    room.press(Key::ArrowRight);
                    room.press(Key::Enter);
                }
                _ => {
                    room.wait(5);
                    room.press(Key::Enter);
                }
            }
        }
        InterviewPart::Score(_) => {
            room.press(Key::T);
            room.press(Key::W);
            letters(room, story);
            room.press(Key::Enter);
            for key in [Key::Num3, Key::Num4, Key::Num2, Key::Num4, Key::Num0, Key::Num3] {
                room.press(key);
            }
            letters(room, "the number first");
            room.press(Key::Enter);
        }
        InterviewPart::Vote => {
            room.press(Key::Num1);
            letters(room, REASON);
            room.press(Key::Enter);
        }
        InterviewPart::Debrief => panic!("it is over"),
        _ => room.press(Key::Enter),
    }
}

#[test]
fn a_shortened_loop_by_keyboard_alone_from_target_to_debrief() {
    let mut room = with_history();
    room.go(Key::Num2);
    assert!(room.says("Other forms"));
    start_loop(&mut room);
    assert!(room.says("Round 1 of 2") && room.says("Next: "));
    let plan = stored(&room)[0].plan.clone();
    assert_eq!(plan.rounds.len(), 2);
    assert!(plan.rounds.iter().all(|round| round.minutes < 40));
    room.press(Key::Enter);
    assert!(room.says("Introduction: left") && room.says("Interview: "));
    room.wait(30);
    room.press(Key::Enter);
    assert!(room.says("Question: to think"), "both clocks say what they are");
    let mut stages = Vec::new();
    for _ in 0..200 {
        if room.model().interview().is_none() {
            break;
        }
        if stages.last() != Some(&place(&room)) {
            stages.push(place(&room));
            all_inputs_are_named(&room);
        }
        let sealed = mock(&room).rounds.iter().any(|course| course.ballot.is_some());
        if sealed && place(&room) != InterviewPart::Vote {
            let said = everything_said(&room);
            assert!(!said.contains(REASON) && !said.contains("Strong no"), "{said}");
        }
        step(&mut room, 60, "The outage");
    }
    assert!(room.says("Debrief of a mock loop"), "{stages:?}");
    let said = everything_said(&room);
    assert!(said.contains(REASON) && said.contains("Strong no"), "the votes are open");
    assert!(said.contains("What each interviewer heard") && !said.contains("by a loop's rules"), "{said}");
    room.press(Key::Enter);
    let said = everything_said(&room);
    assert!(said.contains("was heard by the") && said.contains("What to practise"));
    assert!(said.contains("Your own votes, by a loop's rules") && said.contains("No offer."), "{said}");
    let kept = stored(&room);
    assert!(kept[0].is_over() && !kept[0].left_early);
    let answers = kept[0].answers().count();
    let attempts: Vec<_> = room.stored().into_iter().filter(|a| a.mode == Mode::Loop).collect();
    assert_eq!(attempts.len(), answers);
    assert!(attempts.iter().all(|a| a.scores.count() == 2 && a.section_secs.is_some()));
    all_inputs_are_named(&room);
    // One key drills the first thing to work on; afterwards the debrief is still there.
    room.press(Key::Enter);
    assert!(room.says("Begin the answer"));
    room.press(Key::Escape);
    room.press(Key::D);
    assert!(room.says("Debrief of a mock loop"));
    room.press(Key::Escape);
    assert!(room.says("Open the debrief"));
}

#[test]
fn a_loop_is_left_between_rounds_and_taken_up_after_a_restart() {
    let mut room = room();
    start_loop(&mut room);
    while place(&room) != InterviewPart::Door || mock(&room).round == 0 {
        step(&mut room, 30, "The outage");
    }
    assert!(room.says("left of the break") && room.says("The last vote is sealed"));
    room.wait(20);
    room.press(Key::Escape);
    assert!(room.says("Everything is kept and waits as it stands"));
    room.press(Key::L);
    assert!(room.is_headed("Rehearse") && room.says("Go on: Loop, round 2 of 2 is next"));
    let temp = tempfile::tempdir().unwrap();
    let copied = temp.path().join("data");
    copy(&room.folder, &copied);
    drop(room);
    let options = RoomOptions { wall: "2026-07-01T08:00:00+02:00", ..RoomOptions::default() };
    let mut room = Room::open(&options, &copied, &temp.path().join("state"));
    room.harness.run();
    assert!(room.says("Loop, round 2 of 2 is next"), "Today says that it waits");
    assert!(!everything_said(&room).contains(REASON));
    room.press(Key::G);
    assert!(room.says("Round 2 of 2") && room.says("Next: ") && room.says("Go in"));
    room.press(Key::Enter);
    assert!(room.says("Introduction: left"));
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.file_name() != "lock" {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_phone_screen_with_a_written_story_and_a_typed_seed() {
    let mut room = with_history();
    room.press(Key::P);
    assert!(room.says("Phone screen: "));
    room.press(Key::H);
    room.click_any("Make the same plan again");
    let field = "Plan number: the same number gives the same plan again";
    room.type_into(field, "x");
    assert!(room.says("A plan number is a whole number"), "a refusal in words");
    room.press(Key::Escape);
    room.press(Key::A);
    assert!(!room.says("A plan number is a whole number"));
    let seed = typed(&room, field);
    room.press(Key::Enter);
    assert_eq!(stored(&room)[0].plan.seed.to_string(), seed);
    for _ in 0..200 {
        match place(&room) {
            InterviewPart::Score(_) => break,
            _ => step(&mut room, 45, ""),
        }
    }
    let first = room.model().told_list()[0].shown_title().to_owned();
    room.press(Key::T);
    assert!(room.says("Which story did you tell?"));
    all_inputs_are_named(&room);
    room.press(Key::ArrowDown);
    room.press(Key::ArrowUp);
    room.press(Key::Enter);
    assert!(room.is_headed(&format!("You told: {first}")));
    assert!(!room.says("Told before to"), "the same interviewer");
    while room.model().interview().is_some() {
        step(&mut room, 45, "A few words");
    }
    assert!(room.says("Debrief of a mock phone screen"));
    assert!(room.says("Strong no") && room.says(REASON));
    let kept = &stored(&room)[0];
    assert_eq!(kept.rounds[0].ballot.as_ref().unwrap().opened(kept), Some((Vote::StrongNo, REASON)));
}

#[test]
fn a_story_told_to_two_interviewers_is_warned_of() {
    let mut room = with_history();
    start_loop(&mut room);
    while !matches!(place(&room), InterviewPart::Score(0)) {
        step(&mut room, 10, "");
    }
    room.press(Key::T);
    room.press(Key::Num1);
    let Some(Told::Story(id)) = mock(&room).rounds[0].answers[0].told.clone() else { panic!("it was told") };
    assert!(room.says("You told: ") && !room.says("Told before to"));
    while mock(&room).round == 0 || !matches!(place(&room), InterviewPart::Score(0)) {
        // Each answer of the first round after this one told something else.
        if matches!(place(&room), InterviewPart::Score(0)) {
            for _ in 0..6 {
                room.press(Key::ArrowRight);
            }
            room.press(Key::Enter);
        } else {
            step(&mut room, 10, "Another one");
        }
    }
    room.press(Key::T);
    room.press(Key::W);
    letters(&mut room, "one of its own");
    room.press(Key::Enter);
    assert!(!room.says("Told before to"), "it is new to both");
    // The list says which were told before; its numbers go by this answer's principle.
    let list: Vec<String> = room.model().told_list().iter().map(|story| story.id.clone()).collect();
    let number = list.iter().position(|other| *other == id).unwrap();
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];
    room.press(Key::T);
    assert!(room.says("told before"));
    room.press(keys[number]);
    assert!(room.says("Told before to the") && room.says("in round 1"));
    room.press(Key::T);
    room.press(Key::Num0);
    assert!(!room.says("Told before to") && !room.says("You told: "));
}

#[test]
fn the_plan_is_changed_by_hand_and_what_cannot_be_is_told() {
    let mut room = room();
    room.press_with(Modifiers::COMMAND, Key::K);
    letters(&mut room, "set up a loop");
    room.press(Key::Enter);
    let seed = "Make the same plan again";
    assert!(room.says(seed), "the palette leads there too");
    room.press(Key::Num3);
    assert!(room.says("Loop: 3 rounds, "));
    room.click("Change round 1");
    all_inputs_are_named(&room);
    let other = if is_on(&room, "terse") { "warm" } else { "terse" };
    assert!(!is_on(&room, other));
    room.click_any(other);
    assert!(is_on(&room, other));
    let minutes = |room: &Room| {
        let field = room.harness.get_by_role_and_label(Role::SpinButton, "Length of this round");
        field.accesskit_node().numeric_value().unwrap()
    };
    let before = minutes(&room);
    room.click("More: Length of this round");
    assert!((minutes(&room) - before - 5.0).abs() < 0.1, "{before} {}", minutes(&room));
    room.press(Key::Escape);
    assert!(!room.says(seed) && room.says("Other forms"));
}

#[test]
fn pausing_notes_and_the_menu_work_as_in_a_drill() {
    let mut room = with_history();
    start_loop(&mut room);
    room.press(Key::Enter);
    room.press(Key::O);
    assert!(room.says("Your notes"));
    room.press(Key::Escape);
    assert!(!room.says("Your notes") && !room.says("Leave the mock interview?"));
    room.press(Key::Space);
    assert!(room.says("Paused"));
    room.press(Key::Enter);
    let before = interview_clock(&room);
    room.wait(2);
    assert!(!room.says("Paused") && interview_clock(&room) != before, "going on lets both clocks run");
    room.press(Key::Space);
    room.wait(20);
    room.press(Key::Num2);
    room.press(Key::M);
    assert!(room.says("Moment marked"));
    room.press(Key::Escape);
    assert!(room.says("Both clocks stand still."));
    room.press(Key::Enter);
    let before = interview_clock(&room);
    room.wait(2);
    assert!(!room.says("Paused") && interview_clock(&room) != before);
    room.press(Key::Escape);
    room.press(Key::K);
    assert!(room.says("Debrief of a mock loop") && room.says("ended before its last round was over"));
    assert_eq!(stored(&room)[0].answers().count(), 1, "the running answer was kept");
}

#[test]
fn questions_are_read_aloud_and_hidden_as_in_a_drill() {
    use super::support::Asked;
    let mut room = room();
    room.go(Key::Num7);
    room.click_any("Read each question aloud");
    room.click_any("Hide the question while it is read, as on a telephone");
    room.go(Key::Num1);
    room.press(Key::P);
    room.press(Key::Enter);
    room.press(Key::Enter);
    room.press(Key::Enter);
    let text = mock(&room).question().unwrap().1.drawn.text.clone();
    let spoken = room.spoken.0.borrow().clone();
    assert!(
        spoken.iter().any(|asked| matches!(asked, Asked::Speak(utterance) if utterance.text == text)),
        "{spoken:?}"
    );
    assert!(!room.says(&text) && room.says("Listen: the question is being read."));
    room.press(Key::Q);
    assert!(room.says(&text));
}

#[test]
fn quiet_mode_keeps_votes_and_scores_out_of_the_debrief() {
    let mut room = room();
    room.go(Key::Num7);
    room.click_any("Quiet mode: keep scores, do not show them");
    room.go(Key::Num1);
    room.press(Key::P);
    room.press(Key::H);
    room.press(Key::Enter);
    while room.model().interview().is_some() {
        step(&mut room, 30, "The outage");
    }
    let said = everything_said(&room);
    assert!(said.contains("Votes and scores are kept and not shown"), "{said}");
    assert!(!said.contains("Mean score") && !said.contains("of 5") && !said.contains(REASON));
}

#[test]
fn the_debrief_is_saved_in_each_format() {
    let mut room = room();
    room.press(Key::P);
    room.press(Key::H);
    room.press(Key::Enter);
    while room.model().interview().is_some() {
        step(&mut room, 30, "The outage");
    }
    let temp = tempfile::tempdir().unwrap();
    for (name, ending, begins) in [("Markdown", "md", "#"), ("HTML", "html", "<!"), ("PDF", "pdf", "%PDF")] {
        let file = temp.path().join(format!("debrief.{ending}"));
        *room.dialog.borrow_mut() = Some(file.clone());
        room.click("Save or print…");
        room.click_any(name);
        room.click("Save as…");
        if room.model().modal.is_some() {
            room.press(Key::Escape);
        }
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
}

#[test]
fn a_friend_leads_a_planned_interview_and_their_file_opens_the_debrief() {
    let mut room = room();
    room.press(Key::P);
    room.press(Key::H);
    room.press(Key::F);
    assert!(
        room.says("Save: Interview for a friend to lead") && room.says("No story, answer or score of yours")
    );
    assert!(room.says("Name what you prepare for"), "what goes out is said before");
    all_inputs_are_named(&room);
    let temp = tempfile::tempdir().unwrap();
    let file = temp.path().join("friend.html");
    *room.dialog.borrow_mut() = Some(file.clone());
    room.click("Save as…");
    if room.model().modal.is_some() {
        room.press(Key::Escape);
    }
    let html = std::fs::read_to_string(&file).unwrap();
    assert!(html.contains("greenroom-round/1") && html.contains("\"about\":\"\""));
    let mock = stored(&room).pop().unwrap();
    assert!(mock.is_new() && mock.for_friend, "it waits");
    assert!(room.says("Phone screen, a friend leads it"));
    room.go(Key::Num1);
    assert!(!room.says("It waits as you left it."), "not for the person");
    let question = mock.plan.rounds[0].questions[0].drawn.text.clone();
    let sent = serde_json::json!({
        "format": "greenroom-round-scores/1", "packet": mock.id, "by": "Omar",
        "at": "2026-06-30T20:00:00+02:00", "rubric": 2, "keep": "the pauses",
        "rounds": [{"n": 0, "vote": "yes", "reason": "clear", "answers": [
            {"n": 0, "question": question, "secs": 150, "scores": {"result": 4}}]}]
    });
    super::calibration::drop_file(&mut room, "round-omar.json", &sent);
    assert!(room.says("1 answer and 1 vote added beside your own."), "{}", everything_said(&room));
    let said = everything_said(&room);
    assert!(said.contains("Omar says Yes: “clear”") && said.contains("Omar, keep: the pauses"), "{said}");
    room.press(Key::Enter);
    assert!(everything_said(&room).contains("On to the next stage."));
    // At the next think the friend's line stands under their name, and only then.
    room.press(Key::Escape);
    room.press(Key::Space);
    assert!(room.says("Omar, keep: the pauses"), "{}", everything_said(&room));
}
