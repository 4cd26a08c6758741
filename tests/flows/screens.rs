//! Each screen: empty, filled, narrow, magnified; and what can be done on it.

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::app::model::Screen;
use greenroom::domain::rubric::Dimension;
use greenroom::store::Store;

use super::support::{Room, RoomOptions};

const SCREENS: [(Key, Screen); 7] = [
    (Key::Num1, Screen::Today),
    (Key::Num2, Screen::Rehearse),
    (Key::Num3, Screen::Readiness),
    (Key::Num4, Screen::Stories),
    (Key::Num5, Screen::Banks),
    (Key::Num6, Screen::History),
    (Key::Num7, Screen::Settings),
];

fn room() -> Room {
    Room::new(&RoomOptions::default())
}

/// What stands in the field of this name.
pub(super) fn typed(room: &Room, field: &str) -> String {
    let found = room.harness.query_all_by_label(field).find_map(|node| {
        let node = node.accesskit_node();
        let is_field = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
        is_field.then(|| node.value().unwrap_or_default())
    });
    found.unwrap_or_else(|| panic!("no field called {field}"))
}

/// Whether what has this name is chosen, or switched on.
pub(super) fn is_on(room: &Room, name: &str) -> bool {
    let mut all = room.harness.query_all_by_label(name);
    all.any(|node| node.accesskit_node().toggled() == Some(Toggled::True))
}

/// A room in which one question was answered.
fn practised() -> Room {
    let mut room = room();
    room.press(Key::Space);
    room.answer(60);
    room.score_all(Key::Num4);
    room.press(Key::Escape);
    room.press(Key::D);
    room
}

#[test]
fn every_screen_is_a_key_away_empty_and_filled() {
    for made in [room as fn() -> Room, practised] {
        let mut room = made();
        for (key, screen) in SCREENS {
            room.go(key);
            assert!(room.is_headed(screen.name()), "{}", screen.name());
            for (_, other) in SCREENS.into_iter().filter(|(_, other)| *other != screen) {
                assert!(!room.is_headed(other.name()), "{} on {}", other.name(), screen.name());
            }
        }
    }
}

#[test]
fn every_screen_can_be_drawn_narrow_and_magnified_in_both_themes() {
    for (size, zoom) in [((500.0, 400.0), 1.0), ((900.0, 600.0), 2.0), ((1920.0, 1080.0), 1.0)] {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let size = egui::vec2(size.0, size.1);
            let mut room = Room::new(&RoomOptions { size, theme, zoom, ..RoomOptions::default() });
            for (key, screen) in SCREENS {
                room.go(key);
                assert!(room.is_headed(screen.name()), "{}", screen.name());
                assert_eq!(room.clipped(), [""; 0], "{} at {size} × {zoom}", screen.name());
            }
            room.go(Key::Num1);
            room.press(Key::Space);
            room.answer(30);
            room.score_all(Key::Num3);
            assert_eq!(room.stored().len(), 1);
        }
    }
}

#[test]
fn below_600_points_the_rail_is_a_menu() {
    let mut room = Room::new(&RoomOptions { size: egui::vec2(560.0, 600.0), ..RoomOptions::default() });
    room.click("Menu: Today");
    room.click("Banks");
    assert!(room.is_headed("Banks") && !room.is_headed("Today"));
}

#[test]
fn empty_screens_teach_and_offer_one_action() {
    let mut room = room();
    for (key, words) in [
        (Key::Num3, "It starts with one scored answer"),
        (Key::Num4, "This will hold your own examples"),
        (Key::Num6, "This will list every answer"),
    ] {
        room.go(key);
        assert!(room.says(words), "{words}");
    }
    room.click("Start a rehearsal");
    assert!(room.says("Begin the answer"));
}

#[test]
fn readiness_shows_the_evidence_and_starts_a_drill() {
    let mut room = practised();
    let principle = room.stored()[0].principle.clone();
    room.go(Key::Num3);
    room.click(&format!("{principle}: 1 answer, no figure yet, you gave 4.0 of 5, 0 complete stories"));
    assert!(room.says("1 answer, you gave 4.0; 2 more before it counts. The last today."));
    assert!(room.says(&format!("{principle} over time: 1 scored answer.")));
    room.click("Start this drill");
    assert!(room.says("Begin the answer") && room.is_headed(&principle));
    room.press(Key::Escape);
    room.press(Key::D);
    room.go(Key::Num3);
    room.click("Start this drill: Think Big");
    assert!(room.says("Begin the answer") && room.is_headed("Think Big"));
}

#[test]
fn history_finds_opens_edits_deletes_undoes_and_erases() {
    let mut room = practised();
    let question = room.stored()[0].question.text.clone();
    let label = greenroom::ui::screens::history::row_label(room.model(), &room.model().notebook.attempts[0]);
    room.go(Key::Num6);
    room.type_into("Show answers that hold these words", "no such words");
    assert!(room.says("No answer is of this kind and holds all of these words"));
    room.press_with(Modifiers::COMMAND, Key::A);
    room.press(Key::Backspace);
    room.press(Key::Escape);
    room.click(&label);
    assert!(room.says(&question));
    room.click_any("Depth 2 of 5");
    room.click("← All answers");
    let stored = room.stored();
    assert_eq!(stored[0].scores.get(Dimension::Depth).map(greenroom::domain::rubric::Score::value), Some(2));
    assert_eq!(stored.len(), 1, "an edit supersedes");

    open_newest(&mut room);
    room.click("Delete");
    assert!(room.stored().is_empty() && room.says("The attempt was deleted."));
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(room.stored().len(), 1);

    open_newest(&mut room);
    room.click("Erase for good…");
    assert!(room.says("This cannot be undone."));
    room.click("Erase for good");
    assert!(room.stored().is_empty() && room.says("This will list every answer"));
    assert!(!journal_holds(&room, &question));
}

/// What is typed into an old answer is on disk while it is typed, is one edit to undo, and can be taken back.
#[test]
fn an_edit_in_the_history_is_saved_as_it_is_typed() {
    let mut room = practised();
    let before = room.stored();
    room.go(Key::Num6);
    open_newest(&mut room);
    room.type_into("Note", "The number came late");
    room.wait(2);
    assert_eq!(room.stored()[0].note.as_deref(), Some("The number came late"), "the page is still open");
    room.click("Leave it as it was");
    assert_eq!(room.stored(), before);
    room.type_into("Note", "The number");
    room.wait(2);
    room.type_into("Note", " was wrong");
    room.click("Save and go back");
    assert_eq!(room.stored()[0].note.as_deref(), Some("The number was wrong"));
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(room.stored(), before, "one undo for all of it");
    // Typed, written, and taken back by hand just before the page is left.
    open_newest(&mut room);
    room.type_into("Note", "x");
    room.wait(2);
    assert_eq!(room.stored()[0].note.as_deref(), Some("x"));
    room.press(Key::Backspace);
    room.click("← All answers");
    assert_eq!(room.stored(), before);
}

fn open_newest(room: &mut Room) {
    let newest = room.model().notebook.attempts.last().unwrap();
    let label = greenroom::ui::screens::history::row_label(room.model(), newest);
    room.click(&label);
}

fn journal_holds(room: &Room, words: &str) -> bool {
    std::fs::read_dir(room.folder.join("journal"))
        .unwrap()
        .any(|entry| std::fs::read_to_string(entry.unwrap().path()).is_ok_and(|text| text.contains(words)))
}

#[test]
fn the_target_is_typed_and_kept() {
    let mut room = room();
    room.press(Key::I);
    room.type_into("Company", "Acme");
    room.click_any("Dive Deep");
    room.click("Add a stage");
    room.type_into("Stage 1: name", "Phone screen");
    room.type_into("Stage 1: date", "11 Jul");
    room.wait(2);
    let profile = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.profile;
    assert_eq!(profile.target.company, "Acme");
    assert_eq!(profile.target.key_principles.get("Dive Deep"), Some(&3.0));
    assert_eq!(profile.target.stages[0].date.unwrap().to_string(), "2026-07-11");
    room.press(Key::Escape);
    room.press(Key::Escape);
    assert!(room.says("Phone screen in 11 days"));
    room.go(Key::Num3);
    let rows = room.harness.query_all_by_label_contains("Start this drill: ");
    let first = rows.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap();
    let first = first.accesskit_node().label().unwrap();
    assert_eq!(first, "Start this drill: Dive Deep", "key principles come first");
}

#[test]
fn settings_hold_for_the_next_rehearsal_and_are_kept() {
    let mut room = room();
    room.go(Key::Num7);
    room.click_any("1:30 min");
    room.click_any("Dark");
    room.click_any("Quiet mode: keep scores, do not show them");
    room.wait(2);
    let profile = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.profile;
    assert_eq!(profile.settings.budget.total_secs, 90);
    assert!(profile.settings.quiet);
    room.go(Key::Num1);
    room.press(Key::Space);
    room.press(Key::Space);
    assert!(room.says("1:30 left") || room.says("1:29 left"));
}

#[test]
fn quiet_mode_keeps_scores_and_hides_them() {
    let mut room = room();
    room.go(Key::Num7);
    room.click_any("Quiet mode: keep scores, do not show them");
    room.go(Key::Num1);
    room.press(Key::Space);
    room.answer(30);
    room.score_all(Key::Num4);
    room.press(Key::Escape);
    room.press(Key::D);
    assert!(room.says("quiet mode is on"));
    assert_eq!(room.stored()[0].scores.mean(), Some(4.0));
    room.go(Key::Num3);
    assert!(!room.says("of 5,"));
    room.go(Key::Num6);
    assert!(room.says("hidden") && !room.says("4.0 of 5"));
}

#[test]
fn a_bank_is_switched_off_and_one_of_ones_own_is_added() {
    let mut room = room();
    room.go(Key::Num5);
    room.click_any("Ask from Amazon leadership principles");
    room.click_any("Ask from Plain questions");
    room.go(Key::Num1);
    room.press(Key::Space);
    assert!(room.is_headed("Today") && room.says("No question to ask"));
    room.go(Key::Num5);
    let file = room.folder.join("../my team.json");
    let text = r#"{"format": "greenroom-bank/1", "id": "my-team", "title": "My team",
        "principles": [{"id": "calm", "name": "Calm"}],
        "questions": [{"id": "calm-01", "principles": ["calm"], "text": "When were you calm?", "probes": ["Why?"]}]}"#;
    std::fs::write(&file, text).unwrap();
    room.type_into("Path of the file", &file.display().to_string());
    room.click("Add this file");
    assert!(room.folder.join("banks/my-team.json").exists());
    room.go(Key::Num1);
    room.press(Key::Space);
    assert!(room.says("When were you calm?"));
}

#[test]
fn a_file_that_is_no_bank_is_told_and_not_added() {
    let mut room = room();
    room.go(Key::Num5);
    let file = room.folder.join("../broken.json");
    std::fs::write(&file, "{\"format\": \"greenroom-bank/1\"").unwrap();
    room.type_into("Path of the file", &file.display().to_string());
    room.click("Add this file");
    assert!(room.says("Bank not added") && room.says("broken.json"));
}

#[test]
fn a_story_is_written_kept_and_told() {
    let mut room = room();
    room.go(Key::Num3);
    room.press(Key::ArrowDown);
    let principle = room.model().readiness.chosen.clone().unwrap();
    room.go(Key::Num4);
    room.click("Write a story");
    room.type_into("Title", "The import");
    room.click_any("Add a principle");
    room.click(&principle);
    room.type_into("Situation: about 0:00 of 0:27", "Nothing added up.");
    room.wait(2);
    let stories = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.stories;
    assert_eq!((stories[0].title.as_str(), &stories[0].principles[0]), ("The import", &principle));
    room.press(Key::Escape);
    room.go(Key::Num3);
    room.press(Key::Enter);
    room.press(Key::ArrowDown);
    assert!(room.is_headed("✓ The import"), "the story that is meant");
    room.answer(20);
    room.score_all(Key::Num4);
    assert_eq!(room.stored()[0].story, Some(stories[0].id.clone()));
}

#[test]
fn the_keys_are_shown_and_the_palette_finds() {
    let mut room = room();
    room.press(Key::F1);
    assert!(room.says("Begin the answer") && room.says("Outside text fields"));
    room.press(Key::Escape);
    room.press_with(Modifiers::SHIFT, Key::Questionmark);
    assert!(room.says("Begin the answer"));
    room.press(Key::Escape);
    assert!(!room.says("Begin the answer"));
    room.press_with(Modifiers::COMMAND, Key::K);
    room.harness.event(egui::Event::Text("go to history".to_owned()));
    room.harness.run();
    room.press(Key::Enter);
    assert!(room.is_headed("History"));
}

#[test]
fn a_text_field_owns_its_keys_but_not_the_palettes() {
    let mut room = room();
    room.press(Key::I);
    room.type_into("Company", "a w ? 1");
    room.press(Key::Space);
    room.press(Key::W);
    assert!(room.is_headed("The interview") && !room.says("Outside text fields"));
    assert_eq!(typed(&room, "Company"), "a w ? 1");
    room.press_with(Modifiers::COMMAND, Key::K);
    assert!(room.says("Enter takes"));
    room.press(Key::Escape);
    assert!(!room.says("Enter takes"), "the palette's own field does not hold Esc");
}

#[test]
fn zoom_is_a_setting() {
    let mut room = room();
    // What is drawn and what is kept.
    let zooms = |room: &mut Room| {
        room.wait(2);
        let profile = Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.profile;
        [room.harness.ctx.zoom_factor(), profile.settings.zoom]
    };
    room.press_with(Modifiers::COMMAND, Key::Plus);
    assert!(zooms(&mut room).iter().all(|zoom| (zoom - 1.1).abs() < 1e-6));
    room.press_with(Modifiers::COMMAND, Key::Num0);
    assert!(zooms(&mut room).iter().all(|zoom| (zoom - 1.0).abs() < 1e-6));
}

#[test]
fn a_moment_without_words_is_not_stored_and_stops_nothing() {
    let mut room = room();
    room.go(Key::Num4);
    room.press(Key::Num4);
    room.click("Write a moment");
    room.wait(2);
    assert!(!room.says("Not saved"));
    // The new field has the keyboard.
    room.harness.event(egui::Event::Text("The Sunday call".to_owned()));
    room.harness.run();
    room.wait(2);
    let moments = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.moments;
    assert_eq!(moments.len(), 1);
    assert_eq!(moments[0].text, "The Sunday call");
}

#[test]
fn a_story_that_is_left_blank_is_none() {
    let mut room = room();
    room.press(Key::Space);
    room.answer(10);
    room.press(Key::F);
    assert!(room.says("Fix the story"));
    room.click("Close");
    assert!(room.model().notebook.stories.is_empty());
    room.score_all(Key::Num4);
    assert_eq!(room.stored()[0].story, None);
}

#[test]
fn history_is_listed_by_day_and_kind_and_an_answer_is_given_again() {
    let mut room = room();
    for score in [Key::Num3, Key::Num4] {
        room.press(Key::Space);
        room.answer(20);
        room.score_all(score);
        room.press(Key::Escape);
        room.press(Key::D);
        room.press(Key::Escape);
    }
    room.go(Key::Num6);
    assert!(room.says("Tuesday 30 June 2026 · 2 answers, 1 min aloud"));
    room.click_any("Once more");
    assert!(room.says("0 of 2 answers") && room.says("No answer is of this kind"));
    room.click_any("All");
    open_newest(&mut room);
    let question = room.model().notebook.attempts.last().unwrap().question.text.clone();
    room.click("Answer it again");
    assert!(room.says(&question) && room.says("once more") && room.says("Your first try: 4.0"));
    room.answer(30);
    room.score_all(Key::Num5);
    assert_eq!(room.stored()[2].redo_of, Some(room.stored()[1].id));
    room.go(Key::Num6);
    room.click_any("Once more");
    assert!(room.says("1 of 3 answers"));
}

#[test]
fn an_edit_of_an_answer_is_undone() {
    let mut room = room();
    room.press(Key::Space);
    room.answer(20);
    room.score_all(Key::Num3);
    room.press(Key::Escape);
    room.press(Key::D);
    room.go(Key::Num6);
    open_newest(&mut room);
    room.type_into("Next time I will …", "name the number");
    room.click("Save and go back");
    assert_eq!(room.stored()[0].next_time.as_deref(), Some("name the number"));
    assert!(room.says("The answer was changed."));
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(room.stored()[0].next_time, None);
}

#[test]
fn a_short_answer_is_one_question_with_one_probe() {
    let mut room = room();
    room.press(Key::F);
    assert!(room.says("1 of 1"));
    room.press(Key::Space);
    assert!(room.says("1:30"));
    room.wait(20);
    room.press(Key::Enter);
    assert!(room.says("Probe 1 of 1"));
}
