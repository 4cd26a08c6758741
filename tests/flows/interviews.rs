//! Several interviews: named, switched, copied, archived and removed, in the window and on the disk.

use chrono::NaiveDate;
use eframe::egui::Key;
use egui_kittest::kittest::Queryable;
use greenroom::domain::profile::{InterviewStage, Profile};
use greenroom::store::Store;

use super::support::{Room, RoomOptions, fill};

fn kept(room: &Room) -> Profile {
    Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.profile
}

fn named() -> Room {
    let options = RoomOptions::default();
    Room::prepared(&options, |folder| {
        fill(folder, 4, options.wall);
        let now = chrono::DateTime::parse_from_rfc3339(options.wall).unwrap();
        let (mut store, contents) =
            Store::open(folder, &folder.with_extension("before"), now.into()).unwrap();
        let mut profile = contents.has.profile;
        "Northwind Trains".clone_into(&mut profile.target.company);
        "Operations manager".clone_into(&mut profile.target.role);
        let date = NaiveDate::from_ymd_opt(2026, 7, 9);
        profile.target.stages =
            vec![InterviewStage { name: "Phone screen".to_owned(), date, ..InterviewStage::default() }];
        store.write_profile(&profile).unwrap();
    })
}

/// Picks an entry of the list of interviews by its first letters.
fn pick(room: &mut Room, letters: &str) {
    room.click_any("Which interview");
    for letter in letters.chars() {
        room.harness.event(eframe::egui::Event::Text(letter.to_string()));
        room.harness.run();
    }
    room.press(Key::Enter);
    room.wait(2);
}

#[test]
fn todays_first_line_switches_copies_and_archives() {
    let mut room = named();
    assert!(room.says("Phone screen in 9 days · Northwind Trains, Operations manager"));
    pick(&mut room, "copy");
    assert!(room.says("Operations manager · no date set"));
    assert_eq!(kept(&room).kept[0].target.company, "Northwind Trains");
    room.press(Key::I);
    room.type_into("Company", "Halden Clinics");
    room.press(Key::Escape);
    room.press(Key::Escape);
    pick(&mut room, "north");
    assert!(room.says("Phone screen in 9 days · Northwind Trains"));
    assert_eq!(room.model().notebook.attempts.len(), 4, "attempts are everybody's");
    pick(&mut room, "archive");
    assert!(
        room.says("Halden Clinics, Operations manager · no date set"),
        "the one that is left takes its place"
    );
    let profile = kept(&room);
    assert!(profile.kept.len() == 1 && profile.kept[0].archived);
    assert_eq!(profile.target.company, "Halden Clinics");
}

#[test]
fn an_archived_interview_is_removed_and_put_back() {
    let mut room = named();
    pick(&mut room, "archive");
    assert!(room.says("Which interview is it for?"));
    room.press(Key::I);
    room.click("Remove");
    room.press(Key::Escape);
    assert!(room.says("The interview was removed."));
    room.wait(2);
    assert_eq!(kept(&room).kept.len(), 0);
    room.press_with(eframe::egui::Modifiers::COMMAND, Key::Z);
    room.wait(2);
    assert_eq!(kept(&room).kept[0].target.company, "Northwind Trains");
}

#[test]
fn the_palette_switches_and_what_a_company_has_heard_is_marked_on_stage() {
    let mut room = named();
    let story =
        room.model().notebook.stories.iter().find(|story| story.missing().is_empty()).unwrap().clone();
    room.press(Key::I);
    room.click_any("Stories that Northwind Trains has heard");
    room.click_any(story.shown_title());
    room.press(Key::Escape);
    room.wait(2);
    assert!(kept(&room).target.heard.contains(&story.id));
    pick(&mut room, "another");
    assert!(kept(&room).target.heard.is_empty(), "it belongs to the one interview");
    room.press_with(eframe::egui::Modifiers::COMMAND, Key::K);
    room.harness.event(eframe::egui::Event::Text("switch north".to_owned()));
    room.harness.run();
    room.press(Key::Enter);
    assert!(room.says("Northwind Trains"));
    let principle = story.principles[0].clone();
    room.press_with(eframe::egui::Modifiers::COMMAND, Key::K);
    room.harness.event(eframe::egui::Event::Text(principle));
    room.harness.run();
    room.press(Key::Enter);
    room.press(Key::ArrowDown);
    assert!(room.says("Northwind Trains has heard it"));
}

#[test]
fn a_day_is_picked_from_the_calendar() {
    let mut room = named();
    room.press(Key::I);
    room.click("Stage 1: calendar…");
    room.click("Month after");
    room.click("Thursday 20 August 2026");
    room.press(Key::Escape);
    room.wait(2);
    assert_eq!(kept(&room).target.stages[0].date, NaiveDate::from_ymd_opt(2026, 8, 20));
}

#[test]
fn at_two_hundred_per_cent_the_sheet_fits_and_what_is_next_is_in_sight() {
    let options = RoomOptions { zoom: 2.0, ..RoomOptions::default() };
    let mut room = Room::prepared(&options, |folder| fill(folder, 20, options.wall));
    let window = room.harness.ctx.content_rect();
    let next = room.harness.get_all_by_label_contains("Next: ").next().unwrap().rect();
    assert!(window.contains_rect(next), "{next:?} in {window:?}");
    room.press(Key::I);
    assert_eq!(room.clipped(), Vec::<String>::new());
}
