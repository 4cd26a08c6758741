//! What a plan is made from: the time that is left and given, and what each principle still needs.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::super::attempt::{Attempt, Mode};
use super::super::catalog::Catalog;
use super::super::find::FindDue;
use super::super::profile::{Practice, Profile};
use super::super::readiness::{Readiness, State, answers_to_ready, days_between, readiness};
use super::super::readiness_table::ReadinessTable;
use super::{Day, FIRST_ANSWERS, Interview, MOST_ANSWERS, Plan, Task, secs_of};

/// Whether a complete story tells a principle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoryTold {
    /// One did before today, or none is asked for.
    #[default]
    Told,
    /// It was on today's list, and one does by now.
    WrittenToday,
    /// None does.
    Missing,
}

/// What is known about one principle. "At dawn" is the beginning of today: today's list is made from
/// it, so that the list stays as it is while it is worked off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// The principle's name.
    pub name: String,
    /// Whether it is a key principle.
    pub key: bool,
    /// How much it counts: weight × (5 − lower edge), at dawn.
    pub need: f64,
    /// Answers it needed at dawn.
    pub needed_at_dawn: usize,
    /// Answers it needs now.
    pub needed: usize,
    /// The day of the last scored answer before today.
    pub last: Option<NaiveDate>,
    /// Scored answers today, redos apart.
    pub answered_today: usize,
    /// Whether a complete story tells it; asked for key principles only.
    pub story: StoryTold,
}

/// Everything a plan is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Today.
    pub today: NaiveDate,
    /// The next dated stage, today or later.
    pub interview: Option<Interview>,
    /// The time the person gives.
    pub practice: Practice,
    /// Seconds a scored answer takes.
    pub answer_secs: u64,
    /// Seconds a warm-up takes.
    pub warm_up_secs: u64,
    /// The principles in play that have questions, in the order of their frameworks.
    pub principles: Vec<Wanted>,
    /// Warm-ups today.
    pub warm_ups_today: usize,
    /// Whether a drill of finding stories belongs on today's list.
    pub find: FindDue,
}

impl Facts {
    /// What is true at `now`. `readiness_table` is worked out from the same `attempts`, which are sorted by
    /// (started, id). `before` is the plan until now: a story that was on today's list and is there by
    /// now is marked as done and not forgotten.
    pub fn gather(
        now: DateTime<FixedOffset>,
        profile: &Profile,
        catalog: &Catalog,
        readiness_table: &ReadinessTable,
        attempts: &[Attempt],
        find: FindDue,
        before: &Plan,
    ) -> Self {
        let dawn = dawn(now);
        let today = now.date_naive();
        let before = before.today().filter(|day| day.date == today);
        let stage = profile.target.next_stage(today);
        let interview = stage.map(|(stage, date)| {
            let name = if stage.name.trim().is_empty() { "Interview" } else { stage.name.trim() };
            Interview { name: name.to_owned(), date }
        });
        let ahead = interview.as_ref().map_or(0, |i| (i.date - today).num_days()) as f64;
        let mut principles = Vec::new();
        for known in catalog.in_play() {
            if catalog.questions_of(&known.name).is_empty() {
                continue;
            }
            let of_it = readiness_table.attempts_of(&known.name).iter().map(|&i| &attempts[i]);
            // Attempts dated after now, by a clock that was wrong, are passed over.
            let todays: Vec<&Attempt> = of_it
                .clone()
                .rev()
                .skip_while(|a| a.started > now)
                .take_while(|a| a.started >= dawn)
                .filter(|a| a.is_evidence())
                .collect();
            let current = readiness_table.readiness(&known.name);
            // Without an answer today the readiness at dawn is today's, a few hours younger: no need to
            // add all answers up again.
            let at_dawn = if todays.is_empty() {
                current.after_days(-readiness_table.at.map_or(0.0, |at| days_between(dawn, at)))
            } else {
                readiness(of_it.filter(|a| a.started < dawn), dawn, readiness_table.correction())
            };
            let needed_at_dawn = answers_needed(&at_dawn.after_days(ahead));
            principles.push(Wanted {
                name: known.name.clone(),
                key: known.key,
                need: known.weight * (5.0 - at_dawn.low),
                needed_at_dawn,
                needed: if todays.is_empty() {
                    needed_at_dawn
                } else {
                    answers_needed(&current.after_days(ahead))
                },
                last: at_dawn.last.map(|last| last.with_timezone(now.offset()).date_naive()),
                answered_today: todays.iter().filter(|a| a.redo_of.is_none()).count(),
                story: if known.key { told(&known.name, readiness_table, before) } else { StoryTold::Told },
            });
        }
        let warm_ups =
            attempts.iter().rev().skip_while(|a| a.started > now).take_while(|a| a.started >= dawn);
        Self {
            today,
            interview,
            practice: profile.settings.practice.clone(),
            answer_secs: secs_of(&profile.settings),
            warm_up_secs: profile.settings.budget.total_secs.into(),
            principles,
            find,
            warm_ups_today: warm_ups.filter(|a| a.mode == Mode::WarmUp).count(),
        }
    }
}

/// The beginning of today, where the person is.
fn dawn(now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let midnight = now.date_naive().and_time(NaiveTime::MIN);
    midnight.and_local_timezone(*now.offset()).single().unwrap_or(now)
}

/// Answers that a principle still needs to be ready, no more than [`MOST_ANSWERS`].
fn answers_needed(readiness: &Readiness) -> usize {
    match readiness.state {
        State::Ready => 0,
        _ => answers_to_ready(readiness).unwrap_or(FIRST_ANSWERS).min(MOST_ANSWERS),
    }
}

fn told(name: &str, readiness_table: &ReadinessTable, before: Option<&Day>) -> StoryTold {
    let complete = readiness_table.rows.iter().find(|row| row.name == name).map_or(0, |row| row.stories);
    let listed = |day: &Day| day.items.iter().any(|i| matches!(&i.task, Task::Outline(of) if of == name));
    match complete {
        0 => StoryTold::Missing,
        _ if before.is_some_and(listed) => StoryTold::WrittenToday,
        _ => StoryTold::Told,
    }
}
