//! The morning after a stage: what was asked is written down, sorted, held against what was rehearsed, and weighed.

use chrono::{DateTime, NaiveDate};
use eframe::egui::Key;
use greenroom::app::model::Modal;
use greenroom::domain::asked::{StageEnd, Went};
use greenroom::domain::profile::{InterviewStage, Profile, Target};
use greenroom::domain::story::Story;
use greenroom::store::Store;

use super::support::{Room, RoomOptions};

const WALL: &str = "2026-07-04T08:00:00+02:00";

/// A profile with a call the day before, and a story.
fn room() -> Room {
    let options = RoomOptions { wall: WALL, ..RoomOptions::default() };
    Room::prepared(&options, |data| {
        let state = data.with_extension("filler");
        let now = DateTime::parse_from_rfc3339(WALL).unwrap();
        let (mut store, _) = Store::open(data, &state, now.into()).unwrap();
        let stage = |name: &str, day: u32| InterviewStage {
            name: name.to_owned(),
            date: NaiveDate::from_ymd_opt(2026, 7, day),
            ..InterviewStage::default()
        };
        let stages = vec![stage("Phone screen", 3), stage("Loop", 20)];
        let target = Target { company: "Northwind".to_owned(), stages, ..Target::default() };
        store.write_profile(&Profile { target, ..Profile::default() }).unwrap();
        let story = Story { title: "The outage".to_owned(), ..Story::new("outage".to_owned(), now) };
        store.write_story(&story).unwrap();
    })
}

fn target(room: &Room) -> Target {
    Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.profile.target
}

#[test]
fn what_was_asked_is_written_down_by_keyboard_and_weighs_from_then_on() {
    let mut room = room();
    assert!(room.says("What did they ask in “Phone screen”?"));
    room.press(Key::A);
    assert_eq!(room.model().modal, Some(Modal::Asked));
    room.type_into(
        "What they asked",
        "1. disagreed with my manager\nwhy do you want to leave\ninterviewer was nice",
    );
    room.click("Go on");
    let rows = &room.model().asked_sheet.as_ref().unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.take).collect::<Vec<_>>(), [true, true, false]);
    let near = rows[0].near.clone().unwrap();
    assert!(near.text.contains("manager") || near.text.contains("disagree"), "{near:?}");
    assert!(rows[0].is_near, "all its words of weight are there: it is taken to be that one");
    room.click_any("Question 1 went badly");
    room.click("Save");
    assert!(room.says("These questions now come up more often"));
    let kept = target(&room);
    let log = &kept.logs[0];
    assert_eq!((log.stage.as_str(), log.lines.len()), ("Phone screen", 2));
    assert_eq!(log.lines[0].question.as_deref(), Some(near.id.as_str()));
    assert_eq!(log.lines[0].went, Some(Went::Badly));
    let catalog = room.model().notebook.catalog();
    assert!(catalog.is_really_asked(&near.id));
    let own = catalog.question(log.lines[1].question.as_deref().unwrap()).unwrap();
    assert_eq!(
        (own.bank.title.as_str(), own.question.text.as_str()),
        ("Really asked", "why do you want to leave")
    );
    // Put in other words and saved again, it takes the place of what it was, and what was said of it stays.
    room.click("Change it");
    room.click("Go on");
    let rows = &room.model().asked_sheet.as_ref().unwrap().rows;
    assert_eq!(rows[0].line.went, Some(Went::Badly));
    room.type_into("Question 2 in your words", " that job");
    room.click("Save");
    let own: Vec<String> = room
        .model()
        .notebook
        .banks
        .iter()
        .filter(|bank| bank.title == "Really asked")
        .flat_map(|bank| bank.questions.iter().map(|question| question.text.clone()))
        .collect();
    assert_eq!(own, ["why do you want to leave that job"]);
    room.click("Close what was asked");
    assert!(!room.says("What did they ask in"), "it is offered once");
}

#[test]
fn a_transcript_is_read_where_lines_are_typed() {
    let mut room = room();
    room.press(Key::A);
    let call = include_str!("../asked/finance.srt");
    room.type_into("What they asked", call);
    room.click("Go on");
    let rows = &room.model().asked_sheet.as_ref().unwrap().rows;
    let taken: Vec<&str> = rows.iter().filter(|row| row.take).map(|row| row.line.text.as_str()).collect();
    assert!(taken.iter().any(|text| text.contains("tell a board something")), "{taken:#?}");
    assert!(!rows.iter().any(|row| row.line.text.contains("Can you hear me")));
    room.wait(3);
    assert!(target(&room).asked_drafts.is_empty(), "what others said in it is not kept");
    assert!(!room.model().asked_sheet.as_ref().unwrap().text.contains("-->"));
}

#[test]
fn not_now_and_never_are_kept_and_what_is_typed_survives_esc() {
    let mut room = self::room();
    room.press(Key::A);
    room.type_into("What they asked", "why us");
    room.press(Key::Escape);
    room.press(Key::Escape);
    assert_eq!(room.model().modal, None);
    room.wait(3);
    let drafts: Vec<String> = target(&room).asked_drafts.into_values().collect();
    assert_eq!(drafts, ["why us"], "nothing typed is lost");
    room.press(Key::A);
    assert_eq!(room.model().asked_sheet.as_ref().unwrap().text, "why us");
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.click("Not now");
    assert!(!room.says("What did they ask in") && target(&room).put_off.len() == 1);
    let mut room = self::room();
    room.click("Never ask what was asked");
    assert!(!room.says("What did they ask in") && target(&room).never_logs);
}

#[test]
fn a_no_ends_the_plan_without_figures_and_a_story_that_was_told_counts_as_heard() {
    let mut room = room();
    room.press(Key::A);
    room.type_into("What they asked", "why us");
    room.click("Go on");
    room.click_any("Story told to question 1");
    room.click_any("The outage");
    room.click("Save");
    assert!(target(&room).heard.contains("outage"), "the next round gets another");
    room.click_any("a no");
    assert!(room.says("Then this one is over") && !room.says("Against what you rehearsed"));
    room.click("Close what was asked");
    let profile = Store::read(&room.folder, room.clock.0.get().wall.into()).unwrap().has.profile;
    assert!(profile.target.is_empty() && profile.kept[0].archived);
    assert_eq!(profile.kept[0].target.logs[0].end, StageEnd::No);
    assert!(
        room.model()
            .notebook
            .catalog()
            .is_really_asked(profile.kept[0].target.logs[0].lines[0].question.as_deref().unwrap())
    );
}
