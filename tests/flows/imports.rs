//! Importing: from what is dropped, pasted or typed to a rehearsal on the key principles, and back.

use std::fs;

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Key};
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::domain::bank::ASKED_IN_OWN;
use greenroom::domain::profile::{InterviewStage, Profile};
use greenroom::domain::review::{Item, Kind};
use greenroom::store::{Contents, Store};

use super::screens::typed;
use super::support::{Room, RoomOptions};

/// A made-up preparation packet of the kinds that people keep.
const PACKET: &str = "# Interview at Larkspur Freight\n\n\
## Tips from the recruiter\n\n\
1. **Some of the most important principles for this role are Dive Deep, Deliver Results and Hire and Develop the Best.**\n\
2. **Any example without quantifiable impact is not well received.**\n\
3. **Use \"I\", not \"we\".**\n\n\
The phone interview takes 45-60 minutes.\n\n\
## Dive Deep\n\n\
- *Tell me about a time a number that everybody trusted turned out to be wrong.*\n\
\t- The pallet count\n\
\t\t- **Situation:** The depot reported 412 pallets and we could find 380. **Task:** I had to find the gap before the audit. **Action:** I counted two aisles by hand and compared the scans. **Result:** The scanner counted returns twice; we wrote off 12,000 less.\n\n\
## Deliver Results\n\n\
- *Describe a deadline that you had to move.*\n\n\
## Questions to ask\n\n\
- How do you decide which route to close?\n";

fn room() -> Room {
    Room::new(&RoomOptions::default())
}

fn on_disk(room: &Room) -> Contents {
    Store::read(&room.folder, room.model().now.wall.into()).unwrap()
}

/// The items of the only import that this holds for, as the disk has them.
fn items(room: &Room, is_it: impl Fn(&Item) -> bool) -> Vec<Item> {
    let imports = on_disk(room).has.imports;
    assert_eq!(imports.len(), 1);
    imports[0].items.iter().filter(|item| is_it(item)).cloned().collect()
}

fn paste(room: &mut Room, text: &str) {
    room.harness.event(egui::Event::Paste(text.to_owned()));
    room.harness.run();
}

/// Steps down to an item of the open review.
fn choose(room: &mut Room, id: u32) {
    for _ in 0..200 {
        if room.model().importing.open.as_ref().unwrap().chosen_item() == Some(id) {
            return;
        }
        room.press(Key::ArrowDown);
    }
    panic!("item {id} is not shown");
}

fn packet(room: &Room) -> String {
    let path = room.folder.with_file_name("packet.md");
    fs::write(&path, PACKET).unwrap();
    path.display().to_string()
}

fn import_by_path(room: &mut Room, path: &str) {
    room.go(Key::Num5);
    room.type_into("Path of the file", path);
    room.click("Add this file");
}

#[test]
fn a_packet_goes_from_file_to_a_rehearsal_on_its_key_principles_by_keyboard() {
    let mut room = room();
    let path = packet(&room);
    import_by_path(&mut room, &path);
    assert!(room.says("Is this about your own interview?"));
    assert!(on_disk(&room).has.banks.is_empty(), "nothing is taken over before it is accepted");
    room.press(Key::Enter);
    assert!(on_disk(&room).has.banks.is_empty(), "nor before it is said whose interview it is");
    room.press(Key::Y);
    room.press(Key::Enter);
    let contents = on_disk(&room);
    let target = &contents.has.profile.target;
    let keys: Vec<&str> = target.key_principles.keys().map(String::as_str).collect();
    assert_eq!(keys, ["Deliver Results", "Dive Deep", "Hire and Develop the Best"]);
    assert_eq!(target.stages[0].minutes, Some(60));
    assert_eq!(contents.has.stories.len(), 1);
    assert_eq!(contents.has.stories[0].principles, ["Dive Deep"]);
    assert!(contents.has.stories[0].missing().is_empty());
    let texts: Vec<&str> = contents.has.banks[0].questions.iter().map(|q| q.text.as_str()).collect();
    assert!(texts.contains(&"Describe a deadline that you had to move."), "{texts:?}");
    assert!(room.says("The interview"), "the sheet shows what was found");
    room.press(Key::Escape);
    assert!(room.is_headed("Today"));
    room.press(Key::Space);
    assert!(room.says("Begin the answer") && keys.iter().any(|key| room.is_headed(key)));
    assert!(room.says("Tip: "), "a tip is shown while thinking");
    room.answer(20);
    assert!(room.says("Tip: "), "and another while scoring");
}

#[test]
fn a_file_seen_before_says_so_doubles_nothing_and_offers_what_is_new() {
    let mut room = room();
    let path = packet(&room);
    import_by_path(&mut room, &path);
    room.press(Key::Escape);
    import_by_path(&mut room, &path);
    assert!(room.is_headed("packet.md"), "the review that waits is opened again");
    assert_eq!(on_disk(&room).has.imports.len(), 1);
    room.press(Key::Y);
    room.press(Key::Enter);
    room.press(Key::Escape);
    let before = on_disk(&room);
    import_by_path(&mut room, &path);
    assert!(room.says("Nothing in packet.md is new"), "{:?}", room.model().importing.outcome);
    let after = on_disk(&room);
    assert_eq!(
        (after.has.stories, after.has.banks, after.has.imports.len()),
        (before.has.stories, before.has.banks, 1)
    );
    // A line more: what is new is offered, and what is here is left out.
    fs::write(&path, PACKET.to_owned() + "- Who decides what is built next?\n").unwrap();
    import_by_path(&mut room, &path);
    assert!(room.is_headed("packet.md") && room.says("here already, from an earlier import"));
    assert_eq!(room.model().open_review().unwrap().to_add(), 1);
}

#[test]
fn items_are_left_and_edited_and_the_review_survives_quitting() {
    let folder = tempfile::tempdir().unwrap();
    let (data, state) = (folder.path().join("data"), folder.path().join("state"));
    let mut room = Room::open(&RoomOptions::default(), &data, &state);
    paste(&mut room, PACKET);
    assert!(room.is_headed("Pasted text") && room.says("Is this about your own interview?"));
    let asked = items(&room, |item| item.kind() == Kind::Asked)[0].clone();
    choose(&mut room, asked.id);
    let row = |word: &str| format!("{word}: {}", asked.text());
    assert!(room.says(&row("to add")));
    room.press(Key::Space);
    assert!(room.says(&row("skipped")) && !room.says(&row("to add")));
    room.press(Key::ArrowDown);
    room.press(Key::E);
    room.type_into("Question", " Why?");
    assert_eq!(typed(&room, "Question"), "Describe a deadline that you had to move. Why?");
    room.press(Key::Escape);
    room.press(Key::Escape);
    assert!(!room.says("← The whole review"));
    assert!(room.says("Is this about your own interview?"), "first the field");
    room.press(Key::Escape);
    assert!(room.says("Waiting for your review") && !room.says("Is this about your own interview?"));
    // Quit and come back: the review waits on Today as it was left.
    room.wait(2);
    drop(room);
    let mut again = Room::open(&RoomOptions::default(), &data, &state);
    assert!(again.says("waits for your review"));
    again.click("Review…");
    again.press(Key::Y);
    again.press(Key::Enter);
    let texts: Vec<String> = on_disk(&again).has.banks[0].questions.iter().map(|q| q.text.clone()).collect();
    assert_eq!(texts, ["Describe a deadline that you had to move. Why?"]);
}

#[test]
fn an_import_is_taken_back_and_answers_stay() {
    let mut room = room();
    let path = packet(&room);
    import_by_path(&mut room, &path);
    room.press(Key::Y);
    room.press(Key::Enter);
    room.press(Key::Escape);
    room.press(Key::Space);
    room.answer(20);
    room.score_all(Key::Num4);
    room.press(Key::Escape);
    room.press(Key::D);
    room.go(Key::Num5);
    room.click("Undo import");
    let contents = on_disk(&room);
    assert!(contents.has.banks.is_empty() && contents.has.stories.is_empty());
    assert!(
        contents.has.profile.target.key_principles.is_empty()
            && contents.has.profile.target.stages.is_empty()
    );
    assert_eq!(contents.has.attempts.len(), 1, "the answer keeps its own copy of the question");
    assert!(contents.has.imports[0].waits() && contents.has.imports[0].stored() == 0);
    assert!(room.says("Waiting for your review"));
    room.click("Throw away");
    assert!(on_disk(&room).has.imports.is_empty());
    assert!(room.folder.join("recovered").read_dir().unwrap().count() > 0, "the bytes are kept");
}

#[test]
fn what_is_not_ones_own_gives_questions_and_no_target() {
    let mut room = room();
    paste(&mut room, PACKET);
    room.press(Key::N);
    room.press(Key::Enter);
    let contents = on_disk(&room);
    assert_eq!(contents.has.banks.len(), 1);
    assert!(contents.has.stories.is_empty() && contents.has.profile.target.is_empty());
}

#[test]
fn a_file_with_nothing_in_it_is_told_and_stores_nothing() {
    let mut room = room();
    let path = room.folder.with_file_name("shopping.txt");
    fs::write(&path, "Milk\nBread\nTwo lemons\n").unwrap();
    import_by_path(&mut room, &path.display().to_string());
    assert!(room.says("Not imported") && room.says("shopping.txt"));
    import_by_path(&mut room, "/nowhere/at/all.md");
    assert!(room.says("cannot be opened"));
    assert!(on_disk(&room).has.imports.is_empty());
}

#[test]
fn what_the_disk_does_not_take_is_tried_again() {
    let mut room = room();
    let path = packet(&room);
    import_by_path(&mut room, &path);
    room.press(Key::Y);
    room.failing.set(true);
    room.press(Key::Enter);
    assert!(room.says("not saved") || room.says("Not saved"));
    room.failing.set(false);
    room.press(Key::Escape);
    room.click("Try to save again");
    let contents = on_disk(&room);
    assert_eq!((contents.has.banks.len(), contents.has.stories.len()), (1, 1));
    assert!(!contents.has.imports[0].waits());
}

#[test]
fn nothing_is_imported_in_the_middle_of_an_answer() {
    let mut room = room();
    room.press(Key::Space);
    paste(&mut room, PACKET);
    assert!(room.says("Begin the answer") && on_disk(&room).has.imports.is_empty());
}

#[test]
fn a_level_is_chosen_and_what_it_expects_is_shown_while_scoring() {
    let mut room = room();
    let guide = "| Competency | IC4 | IC5 |\n|---|---|---|\n\
        | Dive Deep | Checks figures before using them | Finds causes across teams |\n\
        | Ownership | Sees a task through to its end | Sees a product through to its end |\n";
    let path = room.folder.with_file_name("levels.md");
    fs::write(&path, guide).unwrap();
    import_by_path(&mut room, &path.display().to_string());
    room.press(Key::Y);
    let choices = room.harness.query_all_by_role(Role::RadioButton);
    let choices = choices.filter_map(|node| node.accesskit_node().label());
    let levels: Vec<String> = choices.filter(|label| label.starts_with("IC")).collect();
    assert_eq!(levels, ["IC4", "IC5"]);
    room.press(Key::L);
    room.press(Key::L);
    room.press(Key::Enter);
    let review = &on_disk(&room).has.imports[0];
    assert_eq!(review.level.as_deref(), Some("IC5"));
    let texts: Vec<&str> = review.expectations_for(|name| name == "Dive Deep").collect();
    assert_eq!(texts, ["Finds causes across teams"]);
}

/// A recruiter's letter with a question that stands under no principle, and a stage that is named already.
const LETTER: &str = "Subject: Interview for Yard Supervisor at Harbour Loop\n\nHello Sam,\n\n\
We score Dive Deep and Ownership in this talk, so have something for both of them ready.\n\n\
The phone screen takes 45 minutes.\n\n\
Questions we asked last time:\n\n\
- Tell me about a night when nothing on the quay went as planned.\n\
- Tell me about a time you persuaded people who did not report to you.\n\n\
Best,\nRae\n";

#[test]
fn what_was_asked_in_ones_own_interview_is_asked_first_and_sorted_later() {
    let mut room = Room::prepared(&RoomOptions::default(), |folder| {
        let now = chrono::DateTime::parse_from_rfc3339("2026-06-30T18:00:00+02:00").unwrap();
        let (mut store, _) = Store::open(folder, &folder.with_file_name("state"), now.into()).unwrap();
        let mut profile = Profile::default();
        profile
            .target
            .stages
            .push(InterviewStage { name: "Phone screen".to_owned(), ..InterviewStage::default() });
        store.write_profile(&profile).unwrap();
    });
    paste(&mut room, LETTER);
    room.press(Key::Y);
    let asked = items(&room, |item| item.kind() == Kind::Asked);
    assert_eq!(asked.len(), 2);
    assert!(room.says("no principle yet"));
    room.press(Key::Enter);
    let target = on_disk(&room).has.profile.target;
    assert_eq!((target.company.as_str(), target.role.as_str()), ("Harbour Loop", "Yard Supervisor"));
    assert_eq!(target.stages.len(), 1, "the stage that is named is filled");
    assert_eq!(target.stages[0].minutes, Some(45));
    assert!(room.says("First, asked in your own interview and not rehearsed yet: 2 questions"));
    room.press(Key::Space);
    assert!(room.says("Begin the answer") && room.is_headed(ASKED_IN_OWN));
    assert!(room.says("It was asked in your own interview"));
    room.press(Key::Escape);
    room.press(Key::D);
    // Its principle is set where the import is, and then it is drawn as others are.
    room.go(Key::Num5);
    room.click("Show…");
    choose(&mut room, asked[0].id);
    assert!(room.says(&format!("added: {}", asked[0].text())));
    room.press(Key::E);
    room.click_any("Add a principle");
    room.click_any("Ownership");
    let bank = &on_disk(&room).has.banks[0];
    let question = &bank.questions[0];
    assert_eq!(question.principles, ["ownership"]);
}

#[test]
fn proposals_are_used_and_kinds_are_changed_by_hand() {
    let mut room = room();
    paste(&mut room, LETTER);
    room.press(Key::Y);
    let waiting = items(&room, Item::waits_for_principle);
    let id = waiting.first().expect("its words speak for a principle").id;
    choose(&mut room, id);
    assert!(room.says("Proposed by its words"));
    room.press(Key::P);
    assert!(!room.says("Proposed by its words"));
    room.wait(2);
    assert_eq!(items(&room, Item::waits_for_principle), waiting[1..]);
    room.press(Key::E);
    room.click_any("It is one of");
    room.click_any("Notes");
    room.wait(2);
    assert_eq!(on_disk(&room).has.imports[0].item(id).unwrap().kind(), Kind::Note);
    // The list takes some frames to close.
    room.harness.key_press(Key::Escape);
    room.harness.run_steps(32);
    assert!(!room.says("← The whole review") && room.says("← All banks"));
    room.press(Key::Enter);
    assert!(on_disk(&room).has.imports[0].item(id).unwrap().stored);
}

#[test]
fn where_no_key_principle_is_found_they_can_be_picked() {
    let mut room = room();
    paste(
        &mut room,
        "# Interview questions\n\n- Tell me about a time you mended a pump that nobody else could mend.\n- Tell me about a time you said no to a customer.\n",
    );
    room.press(Key::Y);
    assert!(room.says("does not say which principles matter most"));
    room.click_any("Add a key principle");
    room.click_any("Earn Trust");
    assert!(!room.says("does not say which principles matter most"));
    room.wait(2);
    assert_eq!(items(&room, |item| item.kind() == Kind::Weight).len(), 1);
}
