//! A plan in words, the same on screen, in a calendar and on the command line.

use super::{Day, DayKind, FARTHEST_DAYS, Plan, Task, UNDATED_DAYS};
use crate::domain::words::listed;

/// Of more principles that do not fit than this, only the first are named.
const MOST_NAMED: usize = 6;

/// The tasks of one kind on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayEntry {
    /// The task in words: "Dive Deep", "outline a Dive Deep story", "warm-up".
    pub words: String,
    /// How many.
    pub times: usize,
    /// How many of them are done.
    pub done: usize,
}

impl DayEntry {
    /// "✓ Dive Deep ×2": the sign says that all are done.
    pub fn text(&self) -> String {
        let Self { words, times, done } = self;
        let counted = if *times > 1 { format!("{words} ×{times}") } else { words.clone() };
        match *done {
            0 => counted,
            n if n == *times => format!("✓ {counted}"),
            n => format!("{counted}, {n} done"),
        }
    }
}

impl Task {
    /// The task in words, as a list has it.
    pub fn words(&self) -> String {
        match self {
            Self::Outline(name) => outline_words(name),
            Self::Answer(name) => name.clone(),
            Self::WarmUp => "warm-up".to_owned(),
            Self::Sheet => "the sheet for the interview".to_owned(),
            Self::Find => "find a story, ten times".to_owned(),
        }
    }
}

/// "outline a Dive Deep story", "outline an Ownership story".
pub fn outline_words(principle: &str) -> String {
    let vowel = principle.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']);
    format!("outline {} {principle} story", if vowel { "an" } else { "a" })
}

impl Day {
    /// Its tasks, those of one kind together, in the order in which they first come.
    pub fn entries(&self) -> Vec<DayEntry> {
        let mut entries: Vec<(&Task, DayEntry)> = Vec::new();
        for item in &self.items {
            let at = entries.iter().position(|(task, _)| **task == item.task).unwrap_or_else(|| {
                entries.push((&item.task, DayEntry { words: item.task.words(), times: 0, done: 0 }));
                entries.len() - 1
            });
            entries[at].1.times += 1;
            entries[at].1.done += usize::from(item.done);
        }
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Its tasks in one line: "✓ Dive Deep ×2 · Deliver Results"; what the day is where there is none.
    pub fn list(&self) -> String {
        let entries: Vec<String> = self.entries().iter().map(DayEntry::text).collect();
        match self.kind {
            _ if !entries.is_empty() => entries.join(" · "),
            DayKind::Off => "day off".to_owned(),
            DayKind::Practice => "nothing due".to_owned(),
            DayKind::Eve | DayKind::Interview => "nothing: the time given is too short".to_owned(),
        }
    }

    /// The day in one line: "Wed 1 Jul, 28 min: Dive Deep ×2 · Deliver Results".
    pub fn line(&self) -> String {
        let date = self.date.format("%a %-d %b");
        let what = match self.kind {
            DayKind::Practice | DayKind::Off => "",
            DayKind::Eve => ", the eve",
            DayKind::Interview => ", the interview",
        };
        if self.items.is_empty() {
            format!("{date}{what}: {}", self.list())
        } else {
            format!("{date}{what}, {} min: {}", self.minutes(), self.list())
        }
    }
}

impl Plan {
    /// How far the plan goes, where that is not to the interview.
    pub fn reach_words(&self) -> Option<String> {
        let Some(interview) = &self.interview else {
            return Some(format!(
                "No date is set: these are the next {UNDATED_DAYS} days, spaced as for an interview in two weeks."
            ));
        };
        let first = self.days.first()?.date;
        let days = (interview.date - first).num_days();
        (days >= FARTHEST_DAYS).then(|| {
            format!("{} is {days} days off: these are the first {} days.", interview.name, self.days.len())
        })
    }

    /// What does not fit, in one sentence; `None` if all does.
    pub fn left_out_words(&self) -> Option<String> {
        let n = self.left_out.len();
        if n == 0 {
            return None;
        }
        let name = |left: &super::LeftOut| match left.planned {
            0 => left.principle.clone(),
            planned => format!("{} ({planned} of the {} answers it needs)", left.principle, left.needs),
        };
        let named = if n > MOST_NAMED { MOST_NAMED - 1 } else { n };
        let mut names: Vec<String> = self.left_out[..named].iter().map(name).collect();
        if n > named {
            names.push(format!("{} more", n - named));
        }
        let do_not = if n == 1 { "this does not" } else { "these do not" };
        let would = match self.minutes_to_fit {
            Some(minutes) => format!("{minutes} minutes a day would fit all"),
            None => "for all of it there are too few days left, however long each is".to_owned(),
        };
        Some(format!(
            "At {} minutes a day {} of {} principles fit; {do_not}: {}; {would}.",
            self.minutes_a_day,
            self.principles - n,
            self.principles,
            listed(names)
        ))
    }

    /// What today asks for where its list is empty or done.
    pub fn rest_words(&self) -> &'static str {
        match self.today() {
            Some(day) if day.items.iter().any(|item| item.done) && day.left().next().is_none() => {
                "Today's list is done."
            }
            Some(day) if day.kind == DayKind::Off => "A day off.",
            _ => "Nothing is due today.",
        }
    }
}
