//! The banks: switched on, looked through, searched, edited, and each edit taken back.

use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use greenroom::domain::bank::Question;
use greenroom::domain::overlay::Overlay;
use greenroom::store::{Contents, Store};

use super::screens::typed;
use super::support::{Room, RoomOptions};

/// The name of a field that is there while a question is edited, and only then.
const FIELD: &str = "Follow-ups, one a line";

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

fn on_disk(room: &Room) -> Contents {
    Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap()
}

fn overlays(room: &Room) -> Vec<Overlay> {
    on_disk(room).has.overlays
}

/// Whether the page shows a question of these words with these follow-ups.
fn shows(room: &Room, text: &str, probes: &[String]) -> bool {
    room.is_headed(text) && probes.iter().all(|probe| room.is_headed(&format!("↳ {probe}")))
}

/// How many rows the search within a bank shows.
fn rows_found(room: &Room) -> usize {
    room.harness.query_all_by_label_contains("Go to: ").count()
}

/// The question with this id, as the person wants it.
fn question(room: &Room, id: &str) -> Question {
    room.model().notebook.catalog().question(id).unwrap().question.clone()
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
    assert!(room.says("Frameworks") && room.says("Roles") && room.says("In any interview"));
    assert!(!room.says("Yours"), "there is none yet");
    assert!(room.says("320 questions, 320 never asked · 16 principles"));
    // The readiness screen has a row for each principle in play.
    let in_play = |room: &mut Room| {
        room.go(Key::Num3);
        let rows = ["Conflict", "Dive Deep"].map(|name| room.says(&format!("Start this drill: {name}")));
        room.go(Key::Num5);
        rows
    };
    assert_eq!(in_play(&mut room), [false, true]);
    room.click_any("Ask from General competencies");
    assert_eq!(in_play(&mut room), [true, true], "one framework or several");
    room.click_any("Ask from Amazon leadership principles");
    room.click_any("Ask from Plain questions");
    assert_eq!(in_play(&mut room), [true, false]);
    room.go(Key::Num1);
    room.press(Key::Space);
    let built_in = greenroom::banks::built_in().unwrap();
    let general = built_in.iter().find(|bank| bank.id == "general").unwrap();
    assert!(room.says("Begin the answer") && general.questions.iter().any(|q| room.is_headed(&q.text)));
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
    assert!(room.says("Begin the answer") && room.is_headed(&first.text));
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
    assert!(room.says(FIELD));
    room.press(Key::Escape);
    assert!(!room.says(FIELD) && room.says("Add a question…"));
    room.press(Key::Escape);
    assert!(!room.says("Add a question…") && room.says("← All banks"));
    room.press(Key::Escape);
    assert!(!room.says("← All banks") && room.says("Frameworks"));
    assert!(room.is_headed("Banks"));
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
    let found = rows_found(&room);
    assert!(found >= 20 && room.is_headed(&format!("{found} of 320 questions")));
    let last = question(&room, "dive-deep-20");
    room.click(&format!("Go to: {}", last.text));
    assert!(room.says("← Amazon leadership principles") && room.is_headed("Dive Deep"));
    assert!(room.says(&last.text));
    room.press(Key::Escape);
    assert!(room.is_headed(&format!("{found} of 320 questions")), "back at what was found");
    room.type_into("Words in a question, or a principle's name", " zebra");
    assert!(room.says("None of 320 questions holds all of these words"));
}

#[test]
fn many_finds_are_not_all_laid_out() {
    let mut room = room();
    room.go(Key::Num5);
    room.click("Open Amazon leadership principles");
    room.type_into("Words in a question, or a principle's name", "a");
    assert_eq!(rows_found(&room), 50);
    let found = (51..=320).find(|n| room.is_headed(&format!("{n} of 320 questions")));
    let more = found.expect("more than are laid out") - 50;
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
    assert!(typed(&room, FIELD).ends_with("\nAnd then? \nLast one"), "{}", typed(&room, FIELD));
    room.click("Done");
    probes.push("Last one".to_owned());
    assert!(room.says("in your words") && shows(&room, &text, &probes));
    let kept = overlays(&room)[0].edited["dive-deep-01"].clone();
    assert_eq!((&kept.text, &kept.probes), (&text, &probes));
    let mine = question(&room, "dive-deep-01");
    drop(room);

    let mut again = Room::open(&RoomOptions::default(), &data, &state);
    at_dive_deep(&mut again);
    click_of(&mut again, "Rehearse this", &mine);
    assert!(again.says("Take two minutes."));
    // Three are asked: the first two, and the last, which is the hardest.
    let asked = [&probes[0], &probes[1], &probes[4]].map(String::as_str);
    assert_eq!(again.model().rehearsal().unwrap().brief.drawn.probes, asked);
    again.answer(20);
    again.score_all(Key::Num4);
    again.go(Key::Num5);
    click_of(&mut again, "Take my edit back", &mine);
    assert!(shows(&again, &came.text, &came.probes) && !again.says("↳ Last one"));
    assert!(overlays(&again).is_empty() && !data.join("overlays/amazon.json").exists());
    again.press_with(Modifiers::COMMAND, Key::Z);
    assert!(shows(&again, &text, &probes), "taking back can be undone");
    assert_eq!(overlays(&again)[0].edited["dive-deep-01"], kept);
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
    assert!(room.says("Begin the answer"));
    assert!(room.is_headed(&format!("{} With figures.", came.text)));
}

#[test]
fn an_edit_that_is_undone_by_hand_or_blank_is_none() {
    let mut room = room();
    at_dive_deep(&mut room);
    let came = question(&room, "dive-deep-01");
    click_of(&mut room, "Edit…", &came);
    append(&mut room, "Question", " ");
    room.click("Done");
    assert!(overlays(&room).is_empty());
    assert!(!room.says("in your words") && !room.says("Take my edit back"));
    click_of(&mut room, "Edit…", &came);
    room.press_with(Modifiers::COMMAND, Key::A);
    room.press(Key::Backspace);
    assert_eq!(typed(&room, "Question"), "");
    room.press(Key::Escape);
    room.go(Key::Num1);
    assert!(overlays(&room).is_empty() && room.model().browse.editing.is_none());
    room.go(Key::Num5);
    assert!(shows(&room, &came.text, &came.probes) && !room.says("in your words"));
}

#[test]
fn a_question_is_never_asked_again_until_it_is() {
    let mut room = room();
    at_dive_deep(&mut room);
    let first = question(&room, "dive-deep-01");
    // The palette finds what can be asked.
    let is_found = |room: &mut Room| {
        room.press_with(Modifiers::COMMAND, Key::K);
        room.harness.event(egui::Event::Text(first.text.clone()));
        room.harness.run();
        let found = room.says(&format!("Question: {}", first.text));
        room.press(Key::Escape);
        found
    };
    assert!(is_found(&mut room));
    click_of(&mut room, "Never ask", &first);
    assert!(!is_found(&mut room));
    assert!(overlays(&room)[0].hidden.iter().eq(["dive-deep-01"]), "it and no other");
    assert!(room.says("never asked again, as you said"));
    click_of(&mut room, "Ask it again", &first);
    assert!(is_found(&mut room));
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
    assert!(!room.says(&added.text));
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(overlays(&room)[0].added, std::slice::from_ref(&added));
    assert!(shows(&room, &added.text, &added.probes));
}

#[test]
fn a_question_left_without_words_is_forgotten() {
    let mut room = room();
    at_dive_deep(&mut room);
    room.click("Add a question…");
    room.click("Done");
    assert!(room.model().notebook.overlays.iter().all(Overlay::is_empty) && overlays(&room).is_empty());
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
    assert!(room.is_headed("When were you calm? Honestly?"));
    assert_eq!(std::fs::read(room.folder.join("banks/my-team.json")).unwrap(), before);
    assert_eq!(overlays(&room)[0].bank, "my-team");
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.click("Remove");
    assert!(!room.says("Open My team") && on_disk(&room).has.banks.is_empty());
    assert_eq!(overlays(&room).len(), 1, "kept for when the bank is back");
}
