//! `greenroom plan`: the shape, and that it keeps to what was set and changes nothing.

use chrono::NaiveDate;
use greenroom::domain::profile::{InterviewStage, Practice, Profile};

use crate::common::{Room, attempt, keys, time};

const NOW: &str = "2026-06-30T19:00:00+02:00";

fn room(interview: &str) -> Room {
    let room = Room::with(&[attempt("Dive Deep", "q1", "2026-06-30T10:00:00+02:00", 3)]);
    let mut profile = Profile::default();
    let date = Some(interview.parse::<NaiveDate>().unwrap());
    profile.target.stages =
        vec![InterviewStage { name: "Loop".to_owned(), date, ..InterviewStage::default() }];
    profile.target.key_principles.insert("Dive Deep".to_owned(), 3.0);
    profile.settings.practice =
        Practice { minutes_a_day: 20, days_off: [false, false, false, true, false, false, false] };
    room.with_store(|store, _| store.write_profile(&profile).unwrap());
    room
}

#[test]
fn the_plan_has_a_day_for_each_day_and_keeps_to_the_minutes() {
    let plan = room("2026-07-10").run_unchanged(&["plan", "--json", "--now", NOW]).json();
    assert_eq!(
        keys(&plan),
        [
            "days",
            "days_off",
            "format",
            "interview",
            "left_out",
            "minutes_a_day",
            "minutes_to_fit",
            "now",
            "principles"
        ]
    );
    assert_eq!((&plan["format"], &plan["minutes_a_day"]), (&"greenroom-plan/1".into(), &20.into()));
    assert_eq!(time(plan["now"].as_str().unwrap()), time(NOW));
    assert_eq!(plan["days_off"][0], "thursday");
    assert_eq!(plan["interview"]["stage"], "Loop");
    let days = plan["days"].as_array().unwrap();
    assert_eq!(
        (days.len(), &days[0]["date"], &days[10]["date"]),
        (11, &"2026-06-30".into(), &"2026-07-10".into())
    );
    let kinds: Vec<&str> = days.iter().map(|day| day["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[2], "off");
    assert_eq!(kinds[9..], ["eve", "interview"]);
    for day in days {
        let items = day["items"].as_array().unwrap();
        let secs: u64 = items.iter().map(|item| item["seconds"].as_u64().unwrap()).sum();
        assert!(secs <= 20 * 60 && day["minutes"] == secs / 60, "{day}");
        assert!(items.iter().all(|item| keys(item) == ["done", "principle", "seconds", "task"]));
    }
    let done: Vec<&str> = days[0]["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["done"] == true)
        .map(|i| i["principle"].as_str().unwrap())
        .collect();
    assert_eq!(done, ["Dive Deep"], "today's answer counts");
    assert_eq!(plan["principles"], 16);
    assert!(
        !plan["left_out"].as_array().unwrap().is_empty() && plan["minutes_to_fit"].as_u64().unwrap() > 20
    );
}

#[test]
fn without_a_date_seven_days_are_planned_and_it_says_so() {
    let room = Room::new();
    let plan = room.run_unchanged(&["plan", "--json", "--now", NOW]).json();
    assert!(plan["interview"].is_null() && plan["minutes_to_fit"].is_null());
    assert_eq!(plan["days"].as_array().unwrap().len(), 7);
    let told = room.run_unchanged(&["plan", "--now", NOW]);
    assert!(told.out.starts_with("No date is set: these are the next 7 days"), "{told:?}");
    assert!(told.out.contains("Tue 30 Jun, 28 min: "), "{told:?}");
}

#[test]
fn the_plain_plan_says_what_does_not_fit() {
    let done = room("2026-07-05").run(&["plan", "--now", NOW]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.contains("At 20 minutes a day ") && done.out.contains("these do not: "), "{}", done.out);
    assert!(done.out.contains("Thu 2 Jul: day off\n"), "{}", done.out);
    assert!(
        done.out.contains("Sat 4 Jul, the eve, 10 min: warm-up ×2 · the sheet for the interview\n"),
        "{}",
        done.out
    );
    assert_eq!(room("2026-07-05").run(&["plan", "--now", "tomorrow"]).code, 2);
}
