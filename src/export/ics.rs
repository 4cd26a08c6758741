//! The plan as a calendar file (RFC 5545): a day of practice, and a stage of the interview, is an event each.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::domain::catalog::fold_name;
use crate::domain::plan::{Day, DayEntry, Plan};
use crate::domain::profile::{InterviewStage, Target};

/// The plan as text in the iCalendar format, lines ending in CR LF and folded at 75 octets.
///
/// Days on which something is left to do and all dated stages are whole-day events. A day's event
/// goes by its date, a stage's by company, role and name, so that a calendar that takes a later file
/// of the same plan changes its events and adds none twice. `made` is stamped on each of them; the
/// same input gives the same bytes.
pub fn ics(plan: &Plan, target: &Target, made: DateTime<FixedOffset>) -> String {
    let properties =
        [("VERSION", "2.0"), ("PRODID", "-//Greenroom//Greenroom//EN"), ("CALSCALE", "GREGORIAN")];
    let mut calendar = Calendar {
        properties: properties.map(|(key, value)| Property::new(key, value)).into(),
        components: Vec::new(),
    };
    let made = made.to_utc();
    for day in plan.days.iter().filter(|day| day.left().next().is_some()) {
        calendar.push(day_event(day, made));
    }
    let mut names: HashMap<String, usize> = HashMap::new();
    for stage in &target.stages {
        let Some(date) = stage.date else { continue };
        let who = format!("{} {} {}", target.company, target.role, stage.name);
        let name = fold_name(&who).replace(' ', "-");
        let times = names.entry(name.clone()).or_default();
        *times += 1;
        let uid = if *times == 1 {
            format!("greenroom-stage-{name}")
        } else {
            format!("greenroom-stage-{name}-{times}")
        };
        calendar.push(stage_event(stage, target, date, &uid, made));
    }
    folded(&calendar.to_string())
}

/// The same text with its lines folded at 75 octets: the crate lets the last piece of a line have 76.
fn folded(text: &str) -> String {
    const MOST: usize = 75;
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_inclusive("\r\n") {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > MOST && !letter.is_control() {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(letter);
            octets += letter.len_utf8();
        }
    }
    out
}

fn day_event(day: &Day, made: DateTime<Utc>) -> Event {
    let left = Day { items: day.left().cloned().collect(), ..day.clone() };
    let answers = left.answers_left().len();
    let what = match answers {
        _ if day.kind.is_close() => "warm up and read the sheet".to_owned(),
        0 => "outline a story".to_owned(),
        1 => "1 answer".to_owned(),
        n => format!("{n} answers"),
    };
    let lines: Vec<String> = left.entries().iter().map(DayEntry::text).collect();
    let uid = format!("greenroom-day-{}", day.date);
    let mut event = whole_day(day.date, &uid, made);
    event.summary(&format!("Greenroom: {what}, {} min", left.minutes()));
    event.description(&plain(&lines.join("\n")));
    // Practice may be at any hour: it does not make the day a busy one.
    event.add_property("TRANSP", "TRANSPARENT");
    event.done()
}

fn stage_event(
    stage: &InterviewStage,
    target: &Target,
    date: NaiveDate,
    uid: &str,
    made: DateTime<Utc>,
) -> Event {
    let said = |texts: &[&str], between: &str| {
        let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        texts.join(between)
    };
    let name = if stage.name.trim().is_empty() { "Interview" } else { stage.name.trim() };
    let minutes = stage.minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default();
    let mut event = whole_day(date, uid, made);
    event.summary(&plain(&said(&[name, &target.company], ", ")));
    let description = said(&[&target.role, &minutes, &stage.format], "\n");
    if !description.is_empty() {
        event.description(&plain(&description));
    }
    event.done()
}

fn whole_day(date: NaiveDate, uid: &str, made: DateTime<Utc>) -> Event {
    let mut event = Event::new();
    event.uid(uid).timestamp(made).starts(date);
    // The end is the first moment that is no longer part of it.
    if let Some(next) = date.succ_opt() {
        event.ends(next);
    }
    event.done()
}

/// Without the control characters that the format does not allow.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::plan::{Facts, Interview, Wanted, plan};
    use icalendar::{CalendarComponent, DatePerhapsTime};
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn made() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
    }

    fn target(name: &str) -> Target {
        let stage = |name: &str, day| InterviewStage {
            name: name.to_owned(),
            date: Some(date(day)),
            format: "video; one interviewer, \"calm\"".to_owned(),
            minutes: Some(60),
        };
        let stages = vec![
            stage(name, "2026-07-05"),
            stage(name, "2026-07-19"),
            InterviewStage { name: "Offer".to_owned(), ..InterviewStage::default() },
        ];
        Target { company: "Acme".to_owned(), role: "Lead".to_owned(), stages, ..Target::default() }
    }

    fn planned(principle: &str) -> Plan {
        let wanted = |name: &str, key| Wanted {
            name: name.to_owned(),
            key,
            needed: 4,
            needed_at_dawn: 4,
            ..Wanted::default()
        };
        let today = date("2026-06-30");
        plan(&Facts {
            today,
            interview: Some(Interview { name: "Loop".to_owned(), date: date("2026-07-05") }),
            practice: crate::domain::profile::Practice::default(),
            answer_secs: 340,
            warm_up_secs: 180,
            principles: vec![wanted(principle, true), wanted("Dive Deep", false)],
            warm_ups_today: 0,
            find: crate::domain::find::FindDue::Not,
        })
    }

    /// What the crate's own reader finds: uid, summary, description, first day, day after the last.
    fn read(text: &str) -> Vec<(String, String, String, NaiveDate, NaiveDate)> {
        let calendar: Calendar = text.parse().unwrap();
        let day = |when: Option<DatePerhapsTime>| when.unwrap().date_naive();
        let event = |component: &CalendarComponent| {
            let event = component.as_event().unwrap();
            assert_eq!(event.get_timestamp().unwrap(), made().to_utc());
            let said = |text: Option<&str>| text.unwrap_or_default().to_owned();
            let (from, to) = (day(event.get_start()), day(event.get_end()));
            (said(event.get_uid()), said(event.get_summary()), said(event.get_description()), from, to)
        };
        calendar.components.iter().map(event).collect()
    }

    #[test]
    fn each_day_and_each_stage_is_an_event() {
        let text = ics(&planned("Ownership"), &target("Phone screen"), made());
        let events = read(&text);
        let (uid, summary, description, from, to) = &events[0];
        assert_eq!(
            (uid.as_str(), summary.as_str()),
            ("greenroom-day-2026-06-30", "Greenroom: 2 answers, 11 min")
        );
        assert_eq!(description, "Ownership\nDive Deep");
        assert_eq!((*from, *to), (date("2026-06-30"), date("2026-07-01")));
        let stages: Vec<_> = events.iter().filter(|e| e.0.starts_with("greenroom-stage-")).collect();
        assert_eq!(stages.len(), 2, "one without a date is no event");
        assert_eq!(stages[0].0, "greenroom-stage-acme-lead-phone-screen");
        assert_eq!(stages[1].0, "greenroom-stage-acme-lead-phone-screen-2");
        assert_eq!(stages[0].1, "Phone screen, Acme");
        assert_eq!(stages[0].2, "Lead\n60 min\nvideo; one interviewer, \"calm\"");
        let eve = events.iter().find(|e| e.0 == "greenroom-day-2026-07-04").unwrap();
        assert_eq!(eve.1, "Greenroom: warm up and read the sheet, 10 min");
    }

    #[test]
    fn what_is_done_is_not_asked_for_again() {
        let mut plan = planned("Ownership");
        plan.days[0].items.iter_mut().for_each(|item| item.done = true);
        let events = read(&ics(&plan, &Target::default(), made()));
        assert!(events.iter().all(|event| event.0 != "greenroom-day-2026-06-30"));
    }

    proptest! {
        #[test]
        fn whatever_was_typed_comes_back(
            name in "\\PC{0,120}",
            words in "[ -~äöü界,;:\\\\\\n\\r\\t\"]{0,90}",
        ) {
            let mut target = target(&words);
            target.stages[0].format.clone_from(&name);
            let text = ics(&planned(&name), &target, made());
            prop_assert_eq!(&text, &ics(&planned(&name), &target, made()), "the same bytes");
            prop_assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
            }
            let events = read(&text);
            let mut uids: Vec<&String> = events.iter().map(|event| &event.0).collect();
            uids.sort();
            uids.dedup();
            prop_assert_eq!(uids.len(), events.len());
            let named = events[0].2.lines().any(|line| line == name);
            prop_assert!(named || name.is_empty(), "{:?}", events[0].2);
        }
    }
}
