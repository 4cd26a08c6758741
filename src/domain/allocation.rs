//! Which story to tell for which principle in which round, so that the same company hears none twice.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset};
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::mock::plan::MockPlan;
use super::readiness::days_between;
use super::readiness_table::PrincipleRow;
use super::story::Story;
use super::story::telling::Tellings;
use super::tunables::{HALF_LIFE_DAYS, PRIOR_MEAN};

/// What a place that is covered counts, against what makes one story better than another: more than all places together
/// can differ by, so that no place goes without for the sake of a better story elsewhere.
const COVERED: i64 = 1_000_000;
/// What one point of strength counts.
const A_POINT: f64 = 1000.0;
/// What a story counts that was told just now; half of it after [`HALF_LIFE_DAYS`].
const FRESH: f64 = 500.0;
/// What a story counts more where the principle is the first it is kept under.
const FIRST: i64 = 400;

/// A place in an interview where a story is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The round, counted from 0.
    pub round: usize,
    /// The principle's name.
    pub principle: String,
    /// Whether it is a key principle: it is covered before others.
    pub key: bool,
}

/// What decides which story fits best.
#[derive(Clone, Copy, Debug)]
pub struct Fitting<'a> {
    /// How often, when and how well they were told.
    pub tellings: &'a Tellings,
    /// The ids of those that the company has heard.
    pub heard: &'a BTreeSet<String>,
    /// Today.
    pub now: DateTime<FixedOffset>,
}

/// The story proposed for one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Allotted<'a> {
    /// The place.
    pub slot: Slot,
    /// The story; `None` if no complete one can be told for it.
    pub story: Option<&'a Story>,
    /// The round in which another place has it already, where none is left that is its own.
    pub again: Option<usize>,
    /// Whether the company has heard it: proposed only where nothing else is there.
    pub heard: bool,
}

/// Proposes a complete story for each place; stories that are not complete, or retired, are passed over.
///
/// As many places as can be are given a story of their own that the company has not heard, those of key principles first;
/// among such proposals the one is taken whose stories are the strongest, the freshest and the most to the point, by the
/// Hungarian algorithm (H. W. Kuhn, Naval Research Logistics Quarterly 2, 1955; J. Munkres, Journal of the SIAM 5, 1957).
/// What is left is given the best story that is told elsewhere too, else one that the company has heard.
pub fn allocate<'a>(slots: Vec<Slot>, stories: &'a [Story], fitting: &Fitting<'_>) -> Vec<Allotted<'a>> {
    let complete: Vec<&Story> = stories.iter().filter(|story| story.is_complete()).collect();
    let unheard: Vec<&Story> =
        complete.iter().copied().filter(|story| !fitting.heard.contains(&story.id)).collect();
    let own = assign(&slots, &unheard, fitting);
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (slot, story) in slots.iter().zip(&own) {
        if let Some(story) = story {
            places.entry(story.id.as_str()).or_insert(slot.round);
        }
    }
    let place = |(slot, own): (Slot, Option<&'a Story>)| {
        let best = |stories: &[&'a Story]| {
            let telling = stories.iter().copied().filter(|story| story.tells(&slot.principle));
            telling.max_by_key(|story| fit(story, &slot.principle, fitting))
        };
        let story = own.or_else(|| best(&unheard)).or_else(|| best(&complete));
        let again = story.filter(|_| own.is_none()).and_then(|story| places.get(story.id.as_str()).copied());
        let heard = story.is_some_and(|story| fitting.heard.contains(&story.id));
        Allotted { slot, story, again, heard }
    };
    slots.into_iter().zip(own).map(place).collect()
}

/// The best assignment: for each place a story of its own, or none.
fn assign<'a>(slots: &[Slot], stories: &[&'a Story], fitting: &Fitting<'_>) -> Vec<Option<&'a Story>> {
    if slots.is_empty() || stories.is_empty() {
        return vec![None; slots.len()];
    }
    // Each place could go without: as many columns more as there are places.
    let weights = slots.iter().map(|slot| {
        let told = stories.iter().map(|story| worth(story, slot, slots.len(), fitting));
        told.chain(std::iter::repeat_n(0, slots.len())).collect::<Vec<i64>>()
    });
    let Ok(weights) = Matrix::from_rows(weights) else { return vec![None; slots.len()] };
    let (_, chosen) = kuhn_munkres(&weights);
    let story = |(place, at): (usize, usize)| {
        let story = stories.get(at).copied()?;
        story.tells(&slots[place].principle).then_some(story)
    };
    chosen.into_iter().enumerate().map(story).collect()
}

/// What it is worth to tell the story in this place; below nothing where it cannot be told there.
fn worth(story: &Story, slot: &Slot, slots: usize, fitting: &Fitting<'_>) -> i64 {
    if !story.tells(&slot.principle) {
        return -1;
    }
    #[allow(clippy::cast_possible_wrap)] // a loop has a few dozen places at most
    let covered = if slot.key { COVERED * (slots as i64 + 1) } else { COVERED };
    covered + fit(story, &slot.principle, fitting)
}

/// How well a story that can be told for the principle suits it.
fn fit(story: &Story, principle: &str, fitting: &Fitting<'_>) -> i64 {
    let telling = fitting.tellings.get(&story.id);
    let strength = telling.strength.unwrap_or(PRIOR_MEAN);
    let fresh =
        telling.last.map_or(0.0, |last| (-days_between(last, fitting.now).max(0.0) / HALF_LIFE_DAYS).exp2());
    #[allow(clippy::cast_possible_truncation)] // a few thousand
    let told = (strength * A_POINT + fresh * FRESH).round() as i64;
    told + if story.principles.first().is_some_and(|first| first == principle) { FIRST } else { 0 }
}

/// A place for each of these principles, in one round.
pub fn one_round<'a>(rows: impl IntoIterator<Item = &'a PrincipleRow>) -> Vec<Slot> {
    rows.into_iter().map(|row| Slot { round: 0, principle: row.name.clone(), key: row.key }).collect()
}

/// The places of a planned interview from this question of this round on, both counted from 0: each question is one.
pub fn of_plan(plan: &MockPlan, from: (usize, usize), is_key: impl Fn(&str) -> bool) -> Vec<Slot> {
    let places = plan.rounds.iter().enumerate().flat_map(|(round, planned)| {
        let questions = planned.questions.iter().enumerate();
        questions.map(move |(question, asked)| ((round, question), &asked.drawn.principle))
    });
    let left = places.filter(|(at, _)| *at >= from);
    left.map(|((round, _), name)| Slot { round, principle: name.clone(), key: is_key(name) }).collect()
}

/// The places of a loop of which nobody knows who asks what: each key principle in two rounds, the others once, two or
/// three to a round as real loops have them. `rows` are in the order of their importance.
pub fn of_loop(rows: &[&PrincipleRow], rounds: usize) -> Vec<Slot> {
    let keys = rows.iter().filter(|row| row.key);
    let once = rows.iter().take(rounds * 3);
    let room = (rounds * 3).saturating_sub(rows.len());
    let dealt = once.chain(keys.take(room)).enumerate();
    let mut slots: Vec<Slot> = dealt
        .map(|(at, row)| Slot { round: at % rounds.max(1), principle: row.name.clone(), key: row.key })
        .collect();
    // Where both turns of a key principle fell into one round, the second moves on.
    for at in 0..slots.len() {
        let is_twice = |slots: &[Slot], at: usize| {
            slots[..at].iter().any(|s| s.round == slots[at].round && s.principle == slots[at].principle)
        };
        if rounds > 1 && is_twice(&slots, at) {
            slots[at].round = (slots[at].round + 1) % rounds;
        }
    }
    slots.sort_by_key(|slot| slot.round);
    slots
}

#[cfg(test)]
#[path = "allocation_tests.rs"]
mod tests;
