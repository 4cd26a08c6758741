//! The days of a plan, what each is for, and when a principle may come back.

use chrono::{Days, NaiveDate};

use super::{DayKind, FARTHEST_DAYS, Facts, UNDATED_DAYS, UNDATED_REMAINING};

/// The fewest and the most days between two returns to a principle, `remaining` days before the
/// interview: 20 to 40 % of them, a day at least.
pub fn gap_days(remaining: i64) -> (i64, i64) {
    let remaining = remaining.clamp(1, FARTHEST_DAYS);
    let fewest = (remaining + 4) / 5;
    (fewest, (remaining * 2 / 5).max(fewest))
}

/// One day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) date: NaiveDate,
    pub(super) kind: DayKind,
    /// Seconds the person gives.
    pub(super) secs: u64,
}

/// The days from today on.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    pub(super) slots: Vec<Slot>,
    today: NaiveDate,
    interview: Option<NaiveDate>,
}

impl Calendar {
    pub(super) fn new(facts: &Facts, minutes_a_day: u32) -> Self {
        let today = facts.today;
        let interview = facts.interview.as_ref().map(|interview| interview.date);
        let days = match interview {
            Some(date) => ((date - today).num_days() + 1).clamp(1, FARTHEST_DAYS).unsigned_abs(),
            None => UNDATED_DAYS,
        };
        let practice = super::super::profile::Practice { minutes_a_day, ..facts.practice.clone() };
        let slot = |n: u64| {
            let date = today.checked_add_days(Days::new(n))?;
            let kind = match interview.map(|interview| (interview - date).num_days()) {
                Some(0) => DayKind::Interview,
                Some(1) => DayKind::Eve,
                _ if practice.is_off(date) => DayKind::Off,
                _ => DayKind::Practice,
            };
            Some(Slot { date, kind, secs: practice.secs_on(date) })
        };
        Self { slots: (0..days).map_while(slot).collect(), today, interview }
    }

    /// Seconds for practice by day: none on the eve and on the day itself.
    pub(super) fn free(&self) -> Vec<u64> {
        self.slots.iter().map(|slot| if slot.kind.is_close() { 0 } else { slot.secs }).collect()
    }

    fn remaining(&self, date: NaiveDate) -> i64 {
        self.interview.map_or(UNDATED_REMAINING, |interview| (interview - date).num_days())
    }

    /// The days, by their index, on which a principle that was practised on day `at` may come back.
    /// Where all days within bounds are off, that is the first day after them that is not.
    pub(super) fn returns(&self, at: usize) -> (usize, usize) {
        let (fewest, most) = gap_days(self.remaining(self.slots[at].date));
        let (fewest, most) = (index(fewest), index(most));
        let (from, to) = (at + fewest, at + most);
        let open = |n: &usize| self.slots.get(*n).is_some_and(|slot| slot.secs > 0);
        match (from..self.slots.len()).find(open) {
            Some(first) => (from, to.max(first)),
            None => (from, to),
        }
    }

    /// The first day, by its index, on which a principle may come back that was last practised on
    /// `last`, before today.
    pub(super) fn due(&self, last: Option<NaiveDate>) -> usize {
        last.map_or(0, |last| index(gap_days(self.remaining(last)).0 - (self.today - last).num_days()))
    }
}

fn index(days: i64) -> usize {
    usize::try_from(days).unwrap_or(0)
}
