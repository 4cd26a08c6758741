//! The banks: switched on, looked through, searched, edited, and each edit taken back.

use eframe::egui::{self, Key, Modifiers};
use greenroom::app::model::Screen;
use greenroom::domain::bank::Question;
use greenroom::domain::overlay::Overlay;
use greenroom::store::Store;

use super::support::{Room, RoomOptions};

fn room() -> Room {
    Room::new(&RoomOptions::default())
}

/// At the page of Dive Deep in Amazon's bank, where every answer so far was given; how many questions it has.
fn at_dive_deep(room: &mut Room) -> usize {
    room.go(Key::Num5);
    room.click("Open Amazon leadership principles");
    let all = room.model().open_bank().unwrap().questions_of("dive-deep").count();
    let fresh = all - room.stored().len();
    room.click(&format!("Open Dive Deep: {all} questions, {fresh} never asked"));
    all
}

fn overlays(room: &Room) -> Vec<Overlay> {
    Store::read(&room.folder, room.model().now.wall.into()).unwrap().overlays
}

/// The question with this id, as the person wants it.
fn question(room: &Room, id: &str) -> Question {
    room.model().catalog.question(id).unwrap().question.clone()
}

/// Presses a button that is named with its question.
fn click_of(room: &mut Room, button: &str, question: &Question) {
    room.click(&format!("{button}: {}", question.text));
}

/// Types at the end of a field.
fn append(room: &mut Room, field: &str, text: &str) {
    room.type_into(field, "");
    room.press_with(Modifiers::COMMAND, Key::A);
    room.press(Key::ArrowRight);
    room.harness.event(egui::Event::Text(text.to_owned()));
    room.harness.run();
}

#[test]
fn a_framework_that_is_switched_on_is_asked_from() {
    let mut room = room();
    room.go(Key::Num5);
    assert!(room.says("Frameworks") && room.says("Roles") && room.says("Openers and closers"));
    assert!(!room.says("Yours"), "there is none yet");
    assert!(room.says("320 questions, 320 never asked · 16 principles"));
    let in_play = |room: &Room, name: &str| room.model().catalog.in_play().iter().any(|p| p.name == name);
    assert!(!in_play(&room, "Conflict"));
    room.click_any("Ask from General competencies");
    assert!(in_play(&room, "Conflict") && in_play(&room, "Dive Deep"), "one framework or several");
    room.click_any("Ask from Amazon leadership principles");
    assert!(in_play(&room, "Conflict") && !in_play(&room, "Dive Deep"));
    room.go(Key::Num1);
    room.press(Key::Space);
    assert_eq!(room.model().stage.as_ref().unwrap().rehearsal.brief.drawn.bank, "general");
}

#[test]
fn a_principles_page_says_what_it_means_and_how_it_differs() {
    let mut room = room();
    let all = at_dive_deep(&mut room);
    let bank = room.model().open_bank().unwrap().clone();
    let principle = bank.principle("dive-deep").unwrap().clone();
    assert!(room.says(&principle.meaning));
    assert!(room.says("They listen for") && room.says(&principle.signs[3]));
    assert!(room.says("Common ways to miss") && room.says(&principle.misses[2]));
    let (other, words) = principle.differs.first_key_value().unwrap();
    let other = &bank.principle(other).unwrap().name;
    assert!(room.says(&format!("From {other}: {words}")));
    let first = bank.questions_of("dive-deep").next().unwrap().clone();
    assert!(room.says(&first.text) && room.says(&format!("↳ {}", first.probes[0])));
    click_of(&mut room, "Rehearse this", &first);
    assert_eq!(room.model().stage.as_ref().unwrap().rehearsal.brief.drawn.id, first.id);
    room.answer(20);
    room.score_all(Key::Num4);
    room.go(Key::Num5);
    assert!(
        room.says(&format!("{all} questions, {} never asked", all - 1)),
        "the page is found again as it was left"
    );
    assert!(room.says("last asked today"));
}

#[test]
fn escape_goes_back_one_step_at_a_time() {
    let mut room = room();
    at_dive_deep(&mut room);
    let first = question(&room, "dive-deep-01");
    click_of(&mut room, "Edit…", &first);
    // The field has the keyboard; Esc takes it away first.
    room.press(Key::Escape);
    assert!(room.model().browse.editing.is_some());
    room.press(Key::Escape);
    assert!(room.model().browse.editing.is_none() && room.model().browse.principle.is_some());
    room.press(Key::Escape);
    assert!(room.model().browse.principle.is_none() && room.model().browse.bank.is_some());
    room.press(Key::Escape);
    assert!(room.model().browse.bank.is_none());
    assert_eq!(room.model().screen, Screen::Banks);
    assert!(overlays(&room).is_empty(), "looking changes nothing");
    room.click("Open Amazon leadership principles");
    room.go(Key::Num5);
    assert!(room.says("Frameworks"), "the screen's own key shows the list");
}

#[test]
fn a_search_finds_words_and_principles_and_goes_to_the_question() {
    let mut room = room();
    room.go(Key::Num5);
    room.click("Open Amazon leadership principles");
    room.type_into("Words in a question, or a principle's name", "dive DEEP");
    let found = room.model().browse.found.len();
    assert!(found >= 20 && room.says(&format!("{found} of 320 questions")));
    let last = question(&room, "dive-deep-20");
    room.click(&format!("Go to: {}", last.text));
    assert_eq!(room.model().browse.principle.as_deref(), Some("dive-deep"));
    assert!(room.says(&last.text));
    room.press(Key::Escape);
    assert!(room.says(&format!("{found} of 320 questions")), "back at what was found");
    room.type_into("Words in a question, or a principle's name", " zebra");
    assert!(room.says("None of 320 questions holds all of these words"));
}

#[test]
fn many_finds_are_not_all_laid_out() {
    let mut room = room();
    room.go(Key::Num5);
    room.click("Open Amazon leadership principles");
    room.type_into("Words in a question, or a principle's name", "a");
    let more = room.model().browse.found.len() - 50;
    assert!(room.says(&format!("and {more} more; type another word")));
}

#[test]
fn a_question_is_edited_drilled_kept_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (data, state) = (folder.path().join("data"), folder.path().join("state"));
    let mut room = Room::open(&RoomOptions::default(), &data, &state);
    at_dive_deep(&mut room);
    let came = question(&room, "dive-deep-01");
    click_of(&mut room, "Edit…", &came);
    append(&mut room, "Question", " Take two minutes. ");
    append(&mut room, "Follow-ups, one a line", "\nAnd then? \n");
    assert_eq!(overlays(&room), [], "written a second after the last key");
    room.wait(2);
    let text = format!("{} Take two minutes.", came.text);
    let mut probes = came.probes.clone();
    probes.push("And then?".to_owned());
    let kept = overlays(&room)[0].edited["dive-deep-01"].clone();
    assert_eq!((&kept.text, &kept.probes), (&text, &probes), "blanks are not kept");
    // Nothing that is being typed is lost to tidying.
    append(&mut room, "Follow-ups, one a line", "Last one");
    let typed = room.model().overlays[0].edited["dive-deep-01"].probes.clone();
    assert_eq!(typed.last().map(String::as_str), Some("Last one"));
    room.click("Done");
    probes.push("Last one".to_owned());
    assert!(room.says("in your words") && room.says("↳ Last one"));
    let mine = question(&room, "dive-deep-01");
    assert_eq!((&mine.text, &mine.probes), (&text, &probes));
    drop(room);

    let mut again = Room::open(&RoomOptions::default(), &data, &state);
    at_dive_deep(&mut again);
    click_of(&mut again, "Rehearse this", &mine);
    assert!(again.says("Take two minutes."));
    assert_eq!(again.model().stage.as_ref().unwrap().rehearsal.brief.drawn.probes, probes);
    again.answer(20);
    again.score_all(Key::Num4);
    again.go(Key::Num5);
    click_of(&mut again, "Take my edit back", &mine);
    assert_eq!(question(&again, "dive-deep-01"), came);
    assert!(overlays(&again).is_empty() && !data.join("overlays/amazon.json").exists());
    again.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(question(&again, "dive-deep-01"), mine, "taking back can be undone");
    click_of(&mut again, "Take my edit back", &mine);
    assert!(overlays(&again).is_empty());
    assert_eq!(again.stored()[0].question.text, text, "the answer keeps the words it was asked in");
}

#[test]
fn what_was_typed_is_asked_even_before_it_is_written() {
    let mut room = room();
    at_dive_deep(&mut room);
    let came = question(&room, "dive-deep-01");
    click_of(&mut room, "Edit…", &came);
    append(&mut room, "Question", " With figures.");
    room.press_with(Modifiers::COMMAND, Key::K);
    room.harness.event(egui::Event::Text("with figures".to_owned()));
    room.harness.run();
    room.press(Key::Enter);
    assert!(room.says("With figures."));
    let drawn = &room.model().stage.as_ref().unwrap().rehearsal.brief.drawn;
    assert_eq!(drawn.text, format!("{} With figures.", came.text));
}

#[test]
fn an_edit_that_is_undone_by_hand_or_blank_is_none() {
    let mut room = room();
    at_dive_deep(&mut room);
    let came = question(&room, "dive-deep-01");
    click_of(&mut room, "Edit…", &came);
    append(&mut room, "Question", " ");
    room.click("Done");
    assert!(overlays(&room).is_empty() && room.model().overlays.iter().all(Overlay::is_empty));
    click_of(&mut room, "Edit…", &came);
    room.press_with(Modifiers::COMMAND, Key::A);
    room.press(Key::Backspace);
    assert_eq!(room.model().overlays[0].edited["dive-deep-01"].text, "");
    room.press(Key::Escape);
    room.go(Key::Num1);
    assert_eq!(question(&room, "dive-deep-01"), came);
    assert!(overlays(&room).is_empty() && room.model().browse.editing.is_none());
}

#[test]
fn a_question_is_never_asked_again_until_it_is() {
    let mut room = room();
    at_dive_deep(&mut room);
    let first = question(&room, "dive-deep-01");
    let questions = |room: &Room| room.model().catalog.questions_of("Dive Deep").len();
    let before = questions(&room);
    click_of(&mut room, "Never ask", &first);
    assert_eq!(questions(&room), before - 1);
    assert!(overlays(&room)[0].hidden.contains("dive-deep-01"));
    assert!(room.says("never asked again, as you said"));
    click_of(&mut room, "Ask it again", &first);
    assert_eq!(questions(&room), before);
    assert!(overlays(&room).is_empty());
}

#[test]
fn a_question_is_added_asked_deleted_and_put_back() {
    let mut room = room();
    let all = at_dive_deep(&mut room);
    room.click("Add a question…");
    room.wait(2);
    assert!(overlays(&room).is_empty(), "without words it is not kept");
    append(&mut room, "Question", "When did you count by hand?");
    append(&mut room, "Follow-ups, one a line", "What did it show?");
    room.wait(2);
    let added = overlays(&room)[0].added[0].clone();
    assert!(added.id.starts_with("amazon-own-") && added.id.len() == "amazon-own-".len() + 8, "{}", added.id);
    assert_eq!(
        (added.text.as_str(), added.principles.as_slice()),
        ("When did you count by hand?", &["dive-deep".to_owned()][..])
    );
    room.click("Done");
    assert!(room.says("added by you") && room.says(&format!("{0} questions, {0} never asked", all + 1)));
    click_of(&mut room, "Rehearse this", &added);
    assert!(room.says("When did you count by hand?"));
    room.press(Key::Escape);
    room.press(Key::D);
    room.go(Key::Num5);
    click_of(&mut room, "Edit…", &added);
    room.click("Delete this question");
    assert!(overlays(&room).is_empty() && room.says("The question was deleted."));
    assert!(room.model().catalog.question(&added.id).is_none());
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(overlays(&room)[0].added, std::slice::from_ref(&added));
    assert_eq!(question(&room, &added.id), added);
}

#[test]
fn a_question_left_without_words_is_forgotten() {
    let mut room = room();
    at_dive_deep(&mut room);
    room.click("Add a question…");
    room.click("Done");
    assert!(room.model().overlays.iter().all(Overlay::is_empty) && overlays(&room).is_empty());
}

#[test]
fn an_edit_that_the_disk_does_not_take_is_tried_again() {
    let mut room = room();
    at_dive_deep(&mut room);
    room.failing.set(true);
    let first = question(&room, "dive-deep-01");
    click_of(&mut room, "Never ask", &first);
    assert!(room.says("The edit is not saved"));
    let second = question(&room, "dive-deep-02");
    click_of(&mut room, "Edit…", &second);
    append(&mut room, "Question", " Be brief.");
    room.wait(2);
    room.failing.set(false);
    room.click("Try to save again");
    let kept = &overlays(&room)[0];
    assert!(kept.hidden.contains("dive-deep-01") && kept.edited.contains_key("dive-deep-02"));
    assert!(!room.says("The edit is not saved"));
}

#[test]
fn what_the_candidate_asks_is_shown_by_round_and_not_rehearsed() {
    let mut room = room();
    room.go(Key::Num5);
    room.click("Open Openers and closers");
    let bank = room.model().open_bank().unwrap().clone();
    let n = bank.questions_of("questions-to-ask").count();
    room.click(&format!("Open Questions to ask: {n} questions"));
    assert!(room.says("Recruiter") && room.says("Hiring manager"));
    assert!(!room.says("Rehearse this") && !room.says("Never ask"));
    let first = bank.questions_of("questions-to-ask").next().unwrap();
    click_of(&mut room, "Edit…", first);
    append(&mut room, "Question", " Please.");
    room.wait(2);
    assert!(overlays(&room)[0].edited[&first.id].text.ends_with("Please."));
}

#[test]
fn a_principle_that_is_only_named_is_described_by_the_bank_that_does() {
    let mut room = room();
    room.go(Key::Num5);
    room.click("Open Software engineer");
    let bank = room.model().open_bank().unwrap().clone();
    let named = bank.principles.iter().find(|p| p.meaning.is_empty()).unwrap();
    let label = {
        let n = bank.questions_of(&named.id).count();
        let s = if n == 1 { "question" } else { "questions" };
        format!("Open {}: {n} {s}, {n} never asked", named.name)
    };
    room.click(&label);
    assert!(room.says("Described in "));
    assert!(room.says("They listen for"));
}

#[test]
fn a_bank_of_ones_own_is_edited_over_and_its_file_stays_as_it_was() {
    let mut room = room();
    room.go(Key::Num5);
    let file = room.folder.join("../team.json");
    let text = r#"{"format": "greenroom-bank/1", "id": "my-team", "title": "My team",
        "principles": [{"id": "calm", "name": "Calm"}],
        "questions": [{"id": "calm-01", "principles": ["calm"], "text": "When were you calm?", "probes": ["Why?"]}]}"#;
    std::fs::write(&file, text).unwrap();
    room.type_into("Path of the file", &file.display().to_string());
    room.click("Add this file");
    assert!(room.says("Yours"));
    let before = std::fs::read(room.folder.join("banks/my-team.json")).unwrap();
    room.click("Open My team");
    room.click("Open Calm: 1 question, 1 never asked");
    let calm = question(&room, "calm-01");
    click_of(&mut room, "Edit…", &calm);
    append(&mut room, "Question", " Honestly?");
    room.click("Done");
    assert_eq!(question(&room, "calm-01").text, "When were you calm? Honestly?");
    assert_eq!(std::fs::read(room.folder.join("banks/my-team.json")).unwrap(), before);
    assert_eq!(overlays(&room)[0].bank, "my-team");
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.click("Take away");
    assert!(room.model().bank("my-team").is_none());
    assert_eq!(overlays(&room).len(), 1, "kept for when the bank is back");
}
