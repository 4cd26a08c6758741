//! The days on which one principle is practised: the best spaced run of visits that the free time allows.

use super::MOST_A_DAY;
use super::calendar::Calendar;

/// A visit to a principle: the day, by its index, and the answers given on it.
pub(super) type Visit = (usize, usize);

/// How days are preferred where several would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taste {
    /// The early ones: what is behind one cannot be missed.
    Early,
    /// Those with the most time left, so that more fits in all.
    Even,
}

/// The run of visits that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought {
    /// Answers wanted.
    pub(super) answers: usize,
    /// The first day, by its index.
    pub(super) from: usize,
    /// The last day for the first visit, where it is itself a return.
    pub(super) first_by: Option<usize>,
    /// Seconds an answer takes.
    pub(super) secs: u64,
    /// The most answers on a day.
    pub(super) a_day: usize,
}

/// What a second answer to the same principle on one day costs, in days of delay: spacing them is
/// worth that much.
const CROWDED: u64 = 20;

/// The cheapest way to have given so many answers by a visit on this day.
#[derive(Clone, Copy, Debug)]
struct Step {
    cost: u64,
    answers: usize,
    /// Where the visit before was, and how many answers had been given by then.
    before: Option<(usize, usize)>,
}

/// The run with the most answers, up to those wanted; of such, the one with the most to its taste.
pub(super) fn chain(
    calendar: &Calendar,
    free: &[u64],
    given: &[u64],
    sought: &Sought,
    taste: Taste,
) -> Vec<Visit> {
    let wanted = sought.answers;
    let returns: Vec<(usize, usize)> = (0..free.len()).map(|day| calendar.returns(day)).collect();
    // best[day][answers]
    let mut best: Vec<Vec<Option<Step>>> = vec![vec![None; wanted + 1]; free.len()];
    for day in sought.from..free.len() {
        for answers in 1..=sought.a_day.min(MOST_A_DAY).min(wanted) {
            if answers as u64 * sought.secs > free[day] {
                break;
            }
            let cost = cost(day, answers, free, given, sought.secs, taste);
            if sought.first_by.is_none_or(|by| day <= by) {
                improve(&mut best[day][answers], Step { cost, answers, before: None });
            }
            for earlier in sought.from..day {
                let (from, to) = returns[earlier];
                if day < from || day > to {
                    continue;
                }
                for had in 1..=wanted - answers {
                    if let Some(step) = best[earlier][had] {
                        let step = Step { cost: step.cost + cost, answers, before: Some((earlier, had)) };
                        improve(&mut best[day][had + answers], step);
                    }
                }
            }
        }
    }
    let end = (1..=wanted).rev().find_map(|answers| {
        let days = (0..best.len()).filter_map(|day| Some((best[day][answers]?.cost, day)));
        days.min().map(|(_, day)| (day, answers))
    });
    trace(&best, end)
}

fn improve(slot: &mut Option<Step>, step: Step) {
    if slot.is_none_or(|known| step.cost < known.cost) {
        *slot = Some(step);
    }
}

fn trace(best: &[Vec<Option<Step>>], end: Option<(usize, usize)>) -> Vec<Visit> {
    let mut visits = Vec::new();
    let mut at = end;
    while let Some((day, answers)) = at {
        let Some(step) = best[day][answers] else { break };
        visits.push((day, step.answers));
        at = step.before;
    }
    visits.reverse();
    visits
}

fn cost(day: usize, answers: usize, free: &[u64], given: &[u64], secs: u64, taste: Taste) -> u64 {
    let more = answers as u64 - 1;
    let crowded = CROWDED * more * more;
    let day_cost = day as u64;
    match taste {
        Taste::Early => day_cost + crowded,
        Taste::Even => {
            let used = given[day].saturating_sub(free[day]) + answers as u64 * secs;
            // The square makes two half full days better than a full and an empty one.
            let load = 100 * used / given[day].max(1);
            day_cost + crowded + load * load
        }
    }
}
