//! Puts outlines and answers on days: today's list from what was true at dawn, the days after from now.

use super::super::find::{DRILL_SECS, FindDue};
use super::calendar::{Calendar, Slot};
use super::chain::{Sought, Taste, Visit, chain};
use super::{
    Day, DayKind, Facts, Item, LeftOut, MOST_A_DAY, OUTLINE_SECS, OUTLINE_SHARE, SHEET_SECS, StoryTold, Task,
    WARM_UPS, Wanted,
};

/// What is wanted of one principle.
#[derive(Clone, Copy, Debug)]
struct Wish {
    key: bool,
    /// Whether it was ever answered.
    practised: bool,
    sought: Sought,
}

/// Where outlines and answers go, principles by their place in the order of need.
#[derive(Clone, Debug)]
struct Layout {
    /// (day, principle)
    outlines: Vec<(usize, usize)>,
    /// By principle.
    visits: Vec<Vec<Visit>>,
}

impl Layout {
    fn answers_on(&self, day: usize, principle: usize) -> usize {
        self.visits[principle].iter().filter(|visit| visit.0 == day).map(|visit| visit.1).sum()
    }
}

/// The days of the plan at `minutes_a_day`, and what does not fit.
pub(super) fn arrange(facts: &Facts, minutes_a_day: u32) -> (Vec<Day>, Vec<LeftOut>) {
    let calendar = Calendar::new(facts, minutes_a_day);
    let mut order: Vec<&Wanted> = facts.principles.iter().collect();
    // A stable sort: among equals the framework's order stays.
    order.sort_by(|a, b| b.key.cmp(&a.key).then(b.need.total_cmp(&a.need)));
    let mut free = calendar.free();
    let find = find_item(&calendar, facts, &mut free);
    let at_dawn = lay_out(&calendar, &dawn_wishes(&calendar, facts, &order), free, &|p| {
        order[p].story != StoryTold::Told
    });
    let mut today = todays_items(&calendar, facts, &order, &at_dawn);
    today.extend(find);
    let layout = if today.iter().any(|item| item.done) {
        rest_of_the_days(&calendar, facts, &order, &today)
    } else {
        at_dawn
    };
    let mut days: Vec<Day> = Vec::new();
    for (n, slot) in calendar.slots.iter().enumerate() {
        let items = match n {
            _ if slot.kind.is_close() => close_items(slot, facts, n == 0),
            0 => today.clone(),
            _ => day_items(n, facts, &order, &layout),
        };
        days.push(Day { date: slot.date, kind: slot.kind, items });
    }
    // On the eve it is too late for more, and without a date there is time.
    let counts = facts.interview.is_some() && days.first().is_some_and(|day| !day.kind.is_close());
    let left_out = if counts { left_out(&order, &days) } else { Vec::new() };
    (days, left_out)
}

/// The drill of finding stories, where it is due and the day has the time beside an answer; it takes that time.
fn find_item(calendar: &Calendar, facts: &Facts, free: &mut [u64]) -> Option<Item> {
    let is_practice = calendar.slots.first().is_some_and(|slot| slot.kind == DayKind::Practice);
    let first = free.first_mut().filter(|secs| **secs >= DRILL_SECS + facts.answer_secs && is_practice)?;
    let done = match facts.find {
        FindDue::Not => return None,
        FindDue::Due => false,
        FindDue::Done => true,
    };
    *first -= DRILL_SECS;
    Some(Item { task: Task::Find, secs: DRILL_SECS, done })
}

fn dawn_wishes(calendar: &Calendar, facts: &Facts, order: &[&Wanted]) -> Vec<Wish> {
    let wish = |wanted: &&Wanted| {
        let from = calendar.due(wanted.last);
        wish(facts, wanted, wanted.needed_at_dawn, from, None)
    };
    order.iter().map(wish).collect()
}

/// Without a date there is time enough: one answer a day to each.
fn wish(facts: &Facts, wanted: &Wanted, answers: usize, from: usize, first_by: Option<usize>) -> Wish {
    let a_day = if facts.interview.is_some() { MOST_A_DAY } else { 1 };
    let practised = wanted.last.is_some() || wanted.answered_today > 0;
    Wish {
        key: wanted.key,
        practised,
        sought: Sought { answers, from, first_by, secs: facts.answer_secs, a_day },
    }
}

/// The days after today, from what is true now: what is on today's list and not done yet is done there.
fn rest_of_the_days(calendar: &Calendar, facts: &Facts, order: &[&Wanted], today: &[Item]) -> Layout {
    let mut free = calendar.free();
    if let Some(first) = free.first_mut() {
        *first = 0;
    }
    let on_list =
        |task: &Task, all: bool| today.iter().filter(|i| i.task == *task && (all || !i.done)).count();
    let wish = |wanted: &&Wanted| {
        let task = Task::Answer(wanted.name.clone());
        let answers = wanted.needed.saturating_sub(on_list(&task, false));
        if on_list(&task, true) > 0 {
            let (from, to) = calendar.returns(0);
            wish(facts, wanted, answers, from, Some(to))
        } else {
            wish(facts, wanted, answers, calendar.due(wanted.last).max(1), None)
        }
    };
    let wishes: Vec<Wish> = order.iter().map(wish).collect();
    lay_out(calendar, &wishes, free, &|p| {
        order[p].story == StoryTold::Missing && on_list(&Task::Outline(order[p].name.clone()), true) == 0
    })
}

/// First the outlines, then the answers.
fn lay_out(
    calendar: &Calendar,
    wishes: &[Wish],
    mut free: Vec<u64>,
    needs_story: &dyn Fn(usize) -> bool,
) -> Layout {
    let missing = (0..wishes.len()).filter(|&p| needs_story(p));
    let outlines = place_outlines(missing, &mut free);
    let mut wishes = wishes.to_vec();
    for &(day, principle) in &outlines {
        // The outline comes before the first drill, not before every one.
        let wish = &mut wishes[principle];
        if !wish.practised {
            wish.sought.from = wish.sought.from.max(day);
        }
    }
    let worth = |visits: &[Vec<Visit>]| {
        let answers = |p: usize| answers_in(&visits[p]);
        let full = |p: &usize| answers(*p) >= wishes[*p].sought.answers;
        let all = 0..wishes.len();
        (
            all.clone().filter(|&p| wishes[p].key).filter(full).count(),
            all.clone().filter(full).count(),
            all.map(answers).sum::<usize>(),
        )
    };
    // Early is better, key principles above all; spread out only where more fits that way.
    let mut visits = share(calendar, &free, &wishes, (Taste::Early, Taste::Early));
    for tastes in [(Taste::Early, Taste::Even), (Taste::Even, Taste::Even)] {
        let other = share(calendar, &free, &wishes, tastes);
        if worth(&other) > worth(&visits) {
            visits = other;
        }
    }
    Layout { outlines, visits }
}

/// Outlines on the first days that have the time; where more than one comes on a day, they leave the
/// greater part of it for answers.
fn place_outlines(missing: impl Iterator<Item = usize>, free: &mut [u64]) -> Vec<(usize, usize)> {
    let most: Vec<u64> = free.iter().map(|secs| (secs * OUTLINE_SHARE / 100 / OUTLINE_SECS).max(1)).collect();
    let mut outlines: Vec<(usize, usize)> = Vec::new();
    for principle in missing {
        let on = |day: usize, all: &[(usize, usize)]| all.iter().filter(|o| o.0 == day).count() as u64;
        let day = (0..free.len()).find(|&day| free[day] >= OUTLINE_SECS && on(day, &outlines) < most[day]);
        if let Some(day) = day {
            free[day] -= OUTLINE_SECS;
            outlines.push((day, principle));
        }
    }
    outlines
}

fn answers_in(visits: &[Visit]) -> usize {
    visits.iter().map(|visit| visit.1).sum()
}

/// The time as it is given out.
struct Sharing<'a> {
    calendar: &'a Calendar,
    wishes: &'a [Wish],
    /// For key principles, and for the others.
    tastes: (Taste, Taste),
    /// Seconds for answers by day, before any was placed.
    given: Vec<u64>,
    free: Vec<u64>,
    visits: Vec<Vec<Visit>>,
}

impl Sharing<'_> {
    fn find(&self, principle: usize, answers: usize, free: &[u64]) -> Vec<Visit> {
        let sought = Sought { answers, ..self.wishes[principle].sought };
        let taste = if self.wishes[principle].key { self.tastes.0 } else { self.tastes.1 };
        let find = |sought| chain(self.calendar, free, &self.given, &sought, taste);
        let visits = find(sought);
        // Late is better than never.
        if visits.is_empty() { find(Sought { first_by: None, ..sought }) } else { visits }
    }

    /// How many answers its own spacing would allow if nothing else were planned.
    fn possible(&self, principle: usize, answers: usize) -> usize {
        answers_in(&self.find(principle, answers, &self.given))
    }

    fn place(&mut self, principle: usize, visits: Vec<Visit>) {
        for (day, answers) in &visits {
            self.free[*day] -= *answers as u64 * self.wishes[principle].sought.secs;
        }
        self.visits[principle] = visits;
    }

    fn take_back(&mut self, principle: usize) -> Vec<Visit> {
        let visits = std::mem::take(&mut self.visits[principle]);
        for (day, answers) in &visits {
            self.free[*day] += *answers as u64 * self.wishes[principle].sought.secs;
        }
        visits
    }

    /// Places all its answers, or none.
    fn place_all(&mut self, principle: usize, answers: usize) -> bool {
        let visits = self.find(principle, answers, &self.free);
        let all = answers_in(&visits) >= answers;
        if all {
            self.place(principle, visits);
        }
        all
    }

    /// Places as many more of its answers as there is time for.
    fn top_up(&mut self, principle: usize) {
        let before = self.take_back(principle);
        let more = self.find(principle, self.wishes[principle].sought.answers, &self.free);
        let better = answers_in(&more) > answers_in(&before);
        self.place(principle, if better { more } else { before });
    }
}

/// Gives the time out: to key principles the same number each as far as it goes, then to the others
/// one after the other, first to those that fit as a whole.
fn share(calendar: &Calendar, free: &[u64], wishes: &[Wish], tastes: (Taste, Taste)) -> Vec<Vec<Visit>> {
    let mut sharing = Sharing {
        calendar,
        wishes,
        tastes,
        given: free.to_vec(),
        free: free.to_vec(),
        visits: vec![Vec::new(); wishes.len()],
    };
    let keys: Vec<usize> = (0..wishes.len()).filter(|&p| wishes[p].key).collect();
    let others: Vec<usize> = (0..wishes.len()).filter(|&p| !wishes[p].key).collect();
    let possible: Vec<usize> =
        (0..wishes.len()).map(|p| sharing.possible(p, wishes[p].sought.answers)).collect();
    let most = keys.iter().map(|&p| possible[p]).max().unwrap_or(0);
    // From the most down, so that the first number of answers that all key principles can have is the
    // greatest.
    for level in (1..=most).rev() {
        let all = keys.iter().all(|&p| sharing.place_all(p, possible[p].min(level)));
        if all {
            break;
        }
        // With nothing lower to try, what could be placed stays.
        if level > 1 {
            for &p in &keys {
                sharing.take_back(p);
            }
        }
    }
    for &p in &keys {
        if sharing.visits[p].is_empty() {
            sharing.place_all(p, possible[p].min(1));
        }
    }
    for &p in &keys {
        sharing.top_up(p);
    }
    for &p in &others {
        sharing.place_all(p, possible[p]);
    }
    for &p in &others {
        sharing.top_up(p);
    }
    sharing.visits
}

// -- The things of a day -----------------------------------------------------------------------

fn day_items(day: usize, facts: &Facts, order: &[&Wanted], layout: &Layout) -> Vec<Item> {
    let outlines = layout.outlines.iter().filter(|outline| outline.0 == day).map(|&(_, p)| Item {
        task: Task::Outline(order[p].name.clone()),
        secs: OUTLINE_SECS,
        done: false,
    });
    let counts: Vec<usize> = (0..order.len()).map(|p| layout.answers_on(day, p)).collect();
    let answers = interleave(counts).into_iter().map(|p| Item {
        task: Task::Answer(order[p].name.clone()),
        secs: facts.answer_secs,
        done: false,
    });
    outlines.chain(answers).collect()
}

/// An order in which the same comes twice in a row only where nothing else is left: each time that of
/// which most is left, the first of several.
fn interleave(mut counts: Vec<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    loop {
        let left = || counts.iter().enumerate().filter(|&(_, &n)| n > 0);
        let other = left().filter(|&(p, _)| order.last() != Some(&p));
        let next = other.max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(&a.0))).or_else(|| left().next());
        let Some((next, _)) = next else { return order };
        counts[next] -= 1;
        order.push(next);
    }
}

/// Today's list as it was at dawn, with what is done. What was done besides took time as well: for
/// that the end of the list goes.
fn todays_items(calendar: &Calendar, facts: &Facts, order: &[&Wanted], at_dawn: &Layout) -> Vec<Item> {
    let mut items = day_items(0, facts, order, at_dawn);
    for wanted in order {
        let answer = Task::Answer(wanted.name.clone());
        let mut answered = wanted.answered_today;
        for item in items.iter_mut().filter(|item| item.task == answer).take(answered) {
            item.done = true;
            answered -= 1;
        }
        let besides = Item { task: answer, secs: facts.answer_secs, done: true };
        items.extend(std::iter::repeat_n(besides, answered));
        let outline = Task::Outline(wanted.name.clone());
        if wanted.story == StoryTold::WrittenToday {
            items.iter_mut().filter(|item| item.task == outline).for_each(|item| item.done = true);
        }
    }
    let given = calendar.slots.first().map_or(0, |slot| slot.secs);
    while items.iter().map(|item| item.secs).sum::<u64>() > given {
        let Some(last) = items.iter().rposition(|item| !item.done) else { break };
        items.remove(last);
    }
    items
}

/// The eve, and the day itself: two warm-ups and the sheet, as far as the time goes.
fn close_items(slot: &Slot, facts: &Facts, today: bool) -> Vec<Item> {
    let mut left = slot.secs;
    let mut room = |secs: u64| {
        let fits = secs <= left;
        left -= if fits { secs } else { 0 };
        fits
    };
    // If time is short, one warm-up and the sheet come before the second warm-up.
    let first = usize::from(room(facts.warm_up_secs));
    let sheet = room(SHEET_SECS);
    let warm_ups = first + (1..WARM_UPS).filter(|_| first > 0 && room(facts.warm_up_secs)).count();
    let warm_up = |n: usize| Item {
        task: Task::WarmUp,
        secs: facts.warm_up_secs,
        done: today && n < facts.warm_ups_today,
    };
    let sheet = sheet.then_some(Item { task: Task::Sheet, secs: SHEET_SECS, done: false });
    (0..warm_ups).map(warm_up).chain(sheet).collect()
}

fn left_out(order: &[&Wanted], days: &[Day]) -> Vec<LeftOut> {
    let planned = |name: &str| {
        let items = days.iter().flat_map(Day::left);
        items.filter(|item| matches!(&item.task, Task::Answer(of) if of == name)).count()
    };
    let left_out = |wanted: &&Wanted| {
        let planned = planned(&wanted.name);
        let missing = planned < wanted.needed;
        missing.then(|| LeftOut { principle: wanted.name.clone(), needs: wanted.needed, planned })
    };
    order.iter().filter_map(left_out).collect()
}
