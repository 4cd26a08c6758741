//! The plan: a date and minutes are set, today's list is followed, a day is missed, the eve comes.

use std::time::Duration;

use chrono::TimeDelta;
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::domain::attempt::Mode;
use greenroom::domain::profile::{InterviewStage, Profile};
use greenroom::store::Store;

use super::support::{MadeUpClock, Room, RoomOptions, fill};

/// A room of a person whose phone screen is so many days off, with two key principles.
fn room(days: i64) -> Room {
    let options = RoomOptions::default();
    Room::prepared(&options, |folder| {
        let now = MadeUpClock::at(options.wall).0.get().wall;
        let mut profile = Profile::default();
        "Acme".clone_into(&mut profile.target.company);
        let date = Some(now.date_naive() + TimeDelta::days(days));
        profile.target.stages = vec![InterviewStage {
            name: "Phone screen".to_owned(),
            date,
            minutes: Some(60),
            ..InterviewStage::default()
        }];
        for name in ["Dive Deep", "Deliver Results"] {
            profile.target.key_principles.insert(name.to_owned(), 3.0);
        }
        let (mut store, _) = Store::open(folder, &folder.with_extension("state"), now.into()).unwrap();
        store.write_profile(&profile).unwrap();
    })
}

/// Whether a question of this principle is on stage.
fn is_asked(room: &Room, principle: &str) -> bool {
    room.says("Begin the answer") && room.is_headed(principle)
}

/// The lines of the days that come, from tomorrow on.
fn coming_days(room: &Room) -> Vec<String> {
    const WEEK: [&str; 7] = ["Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "];
    let labels = room.harness.query_all_by_role(Role::Label);
    let labels = labels.filter_map(|node| node.accesskit_node().value());
    labels.filter(|line| line.contains(": ") && WEEK.iter().any(|day| line.starts_with(day))).collect()
}

/// The minutes that such a line tells; none on a day on which nothing is planned.
fn minutes(line: &str) -> u64 {
    let told = line.split_once(" min: ").and_then(|(before, _)| before.rsplit(' ').next());
    told.map_or(0, |minutes| minutes.parse().unwrap())
}

fn left(room: &Room) -> Vec<String> {
    room.model().answers_left_today()
}

#[test]
fn a_date_and_minutes_are_set_and_the_plan_keeps_to_them() {
    let mut room = Room::new(&RoomOptions::default());
    assert!(room.says("The next 7 days; no date is set"));
    room.press(Key::I);
    room.click("Add a stage");
    room.type_into("Stage 1: name", "Loop");
    room.type_into("Stage 1: date", "10 July");
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.go(Key::Num7);
    room.click_any("Sunday");
    room.wait(2);
    assert!(room.model().notebook.plan().today().unwrap().minutes() <= 30);
    let profile = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.profile;
    assert!(profile.settings.practice.days_off[6]);
    room.go(Key::Num1);
    assert!(room.says("At 30 minutes a day") && room.says("principles fit; these do not: "));
    room.click_any("Day by day");
    assert!(room.says("Sun 5 Jul: day off") && room.says("Thu 9 Jul, the eve, 10 min: "));
    let days = coming_days(&room);
    assert_eq!(days.len(), 10, "{days:?}");
    assert!(days[9].starts_with("Fri 10 Jul, the interview"), "{days:?}");
    assert_eq!(days.iter().filter(|line| line.ends_with(": day off")).count(), 1);
    assert!(days.iter().all(|line| minutes(line) <= 30), "{days:?}");
}

#[test]
fn todays_list_is_followed_and_what_is_done_is_marked() {
    let mut room = room(11);
    // A key principle without a story is outlined before its first drill.
    assert!(room.says("Next: outline a Dive Deep story (6 min), then 3 questions (17 min)"));
    let list = left(&room);
    assert_eq!(list[..2], ["Dive Deep", "Deliver Results"]);
    room.press(Key::Enter);
    assert!(room.is_headed("Stories"));
    for section in [
        "Situation: about 0:00 of 0:27",
        "Task: about 0:00 of 0:18",
        "Action: about 0:00 of 1:48",
        "Result: about 0:00 of 0:27",
    ] {
        room.type_into(section, "Sales fell by 8 % in May.");
    }
    room.press(Key::Escape);
    room.go(Key::Num1);
    assert!(room.says("✓ outline a Dive Deep story"), "{}", room.model().notebook.plan().days[0].list());
    assert_eq!(left(&room), list, "the rest of the list stays");
    assert!(room.says("Next: outline a Deliver Results story"));
    // The answers may come first. The plan fixes the principles, the draw picks the questions.
    room.click("First the 3 questions");
    assert!(room.says("1 of 3") && room.says("Why this one: planned for today, not practised yet"));
    assert!(is_asked(&room, &list[0]));
    // Another question instead is one of the same principle.
    room.press(Key::S);
    assert!(is_asked(&room, &list[0]));
    room.answer(30);
    room.score_all(Key::Num4);
    assert!(room.says("2 of 3"));
    assert!(is_asked(&room, &list[1]));
    // Leaving keeps the rest for later.
    room.press(Key::Escape);
    room.press(Key::D);
    room.go(Key::Num1);
    assert_eq!(left(&room), list[1..]);
    assert!(room.says("✓ Dive Deep · Deliver Results"), "{}", room.model().notebook.plan().days[0].list());
    room.click("First the 2 questions");
    for _ in 0..2 {
        room.answer(30);
        room.score_all(Key::Num4);
    }
    assert!(room.says("Your evening") && room.says("2 answers, "));
    assert!(left(&room).is_empty());
    let asked: Vec<String> = room.stored().iter().map(|a| a.principle.clone()).collect();
    assert_eq!(asked, list);
}

#[test]
fn a_missed_day_leaves_no_backlog() {
    let mut room = room(11);
    let first = left(&room);
    room.clock.advance(Duration::from_hours(24));
    room.wait(1);
    let day = room.model().notebook.plan().today().unwrap().clone();
    assert_eq!(day.date.to_string(), "2026-07-01");
    assert_eq!(left(&room)[..2], first[..2], "what was missed is simply planned anew");
    assert!(day.minutes() <= 30);
    assert!(!room.says("missed") && !room.says("overdue") && !room.says("behind"));
    assert!(room.says("Phone screen in 10 days"));
}

#[test]
fn the_plan_is_proposed_where_it_is_not_an_outline_that_comes_first() {
    let options = RoomOptions::default();
    let mut room = Room::prepared(&options, |folder| fill(folder, 60, options.wall));
    let plan = room.model().notebook.plan();
    assert_eq!(plan.interview.as_ref().unwrap().name, "Phone screen");
    // What was done today is done, however long it took; the days to come keep to the minutes.
    assert!(plan.days[1..].iter().all(|day| day.minutes() <= 30));
    // Space starts what is set up, as ever.
    room.press(Key::Space);
    assert!(room.says("1 of 4") && !room.says("planned for today"));
}

#[test]
fn on_the_eve_there_are_two_warm_ups_and_the_sheet() {
    let mut room = room(1);
    assert!(room.says("Phone screen is tomorrow: two warm-ups and your sheet, nothing new."));
    assert!(!room.says("Instead:"));
    assert!(room.says("Next: a warm-up, not scored"));
    for n in 1..=2 {
        room.press(Key::Enter);
        room.press(Key::Space);
        room.wait(20);
        room.press(Key::Enter);
        assert_eq!(room.stored().len(), n);
        assert!(room.stored().iter().all(|a| a.mode == Mode::WarmUp));
        assert!(!room.says("Tomorrow's first question"), "nothing new on the day itself");
        room.press(Key::Escape);
    }
    assert!(room.says("✓ warm-up ×2 · the sheet for the interview"));
    room.press(Key::Enter);
    assert!(
        room.is_headed("Sheet for the interview") && room.says("Phone screen: Wednesday 1 July 2026, 60 min")
    );
    room.press(Key::Escape);
    assert!(!room.is_headed("Sheet for the interview"));
    // And on the day itself the same again.
    room.clock.advance(Duration::from_hours(14));
    room.wait(1);
    assert!(room.says("Phone screen is today: two warm-ups and your sheet, nothing new."));
    room.click("Sheet for the interview…");
    assert!(room.says("No story is complete yet"));
}
