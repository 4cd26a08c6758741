//! The drill of finding a story in ten seconds: ten questions, a story and a principle for each, and what they say over time.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, RngExt};
use uuid::Uuid;

use super::attempt::AskedQuestion;
use super::catalog::Catalog;
use super::countdown::{Mono, Stopwatch};
use super::plan::{Plan, Task};
use super::story::Story;

/// Questions of one drill.
pub const QUESTIONS: usize = 10;
/// After how many seconds looking for a story ends by itself: one of these, as set.
pub const LIMITS: [u64; 3] = [10, 20, 30];
/// Principles to choose among.
pub const CHOICES: usize = 4;
/// Seconds that a drill of ten questions takes, about half a minute each.
pub const DRILL_SECS: u64 = 5 * 60;
/// Complete stories that a drill takes to be worth its time.
pub const FEWEST_STORIES: usize = 3;
/// Days after which it comes again. Own choice: often enough to see it move, seldom enough to be glad of it.
pub const EVERY_DAYS: i64 = 2;
/// A key is ignored for so long after a question came: it was meant for the one before.
const SETTLE: Duration = Duration::from_millis(300);

/// A question to find a story for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindQuestion {
    /// The question.
    pub question: AskedQuestion,
    /// The principle it is asked under.
    pub principle: String,
    /// The principles to choose among, that one with them.
    pub choices: Vec<String>,
}

/// What came of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The question.
    pub question: AskedQuestion,
    /// The principle it is asked under.
    pub principle: String,
    /// Seconds until the person had one; the limit where they had none.
    pub secs: f64,
    /// Whether they had one in time.
    pub in_time: bool,
    /// The id of the story they chose.
    pub story: Option<String>,
    /// The principle they took it for; `None` if they did not say.
    pub named: Option<String>,
}

/// A drill, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct FindRecord {
    /// Its own id.
    pub id: Uuid,
    /// When it was begun.
    pub made: DateTime<FixedOffset>,
    /// Seconds after which looking ended by itself.
    pub limit_secs: u64,
    /// What came of each question that was finished.
    pub found: Vec<Found>,
}

/// The phase that a drill is in.
#[derive(Clone, Debug, PartialEq)]
pub enum FindPhase {
    /// The question is being read out; the clock has not begun.
    Listen,
    /// The clock runs.
    Look(Stopwatch),
    /// The first sentence is said aloud, unhurried.
    Say,
    /// The story is chosen.
    Choose,
    /// The principle is named.
    Name,
    /// What it was is told.
    Told,
    /// All questions are done.
    Over,
}

/// A drill while it runs: a pure state machine that is told the time.
#[derive(Clone, Debug, PartialEq)]
pub struct Find {
    /// What is kept of it.
    pub record: FindRecord,
    questions: Vec<FindQuestion>,
    phase: FindPhase,
    began: Mono,
    /// How many questions were gone past.
    past: usize,
    /// Seconds and whether in time, of the question at hand.
    looked: Option<(f64, bool)>,
    /// The story chosen for the question at hand.
    pub story: Option<String>,
    /// The principle named for it.
    named: Option<String>,
}

impl Find {
    /// A drill over these questions, the first of which is shown at `now`.
    pub fn new(record: FindRecord, questions: Vec<FindQuestion>, now: Mono) -> Self {
        let phase = if questions.is_empty() { FindPhase::Over } else { FindPhase::Listen };
        Self { record, questions, phase, began: now, past: 0, looked: None, story: None, named: None }
    }

    /// The phase it is in.
    pub fn phase(&self) -> &FindPhase {
        &self.phase
    }

    /// The question at hand.
    pub fn question(&self) -> Option<&FindQuestion> {
        self.questions.get(self.past)
    }

    /// Which question it is, counted from 1, and of how many.
    pub fn place(&self) -> (usize, usize) {
        ((self.past + 1).min(self.questions.len()), self.questions.len())
    }

    /// How many questions were gone past: another one each time it grows.
    pub fn past(&self) -> usize {
        self.past
    }

    /// What came of looking: seconds, and whether in time.
    pub fn looked(&self) -> Option<(f64, bool)> {
        self.looked
    }

    /// The principle that was named.
    pub fn named(&self) -> Option<&str> {
        self.named.as_deref()
    }

    /// The limit.
    pub fn limit(&self) -> Duration {
        Duration::from_secs(self.record.limit_secs)
    }

    /// The question is there to be read, or has been read out: the clock begins.
    pub fn start(&mut self, now: Mono) {
        if self.phase == FindPhase::Listen {
            self.enter(FindPhase::Look(Stopwatch::started(now)), now);
        }
    }

    /// Ends looking when the limit has passed. The time beyond it, as when the computer slept, is not counted.
    pub fn tick(&mut self, now: Mono) {
        if let FindPhase::Look(watch) = &self.phase
            && watch.elapsed(now) >= self.limit()
        {
            self.looked = Some((self.limit().as_secs_f64(), false));
            self.enter(FindPhase::Say, now);
        }
    }

    /// "I have one."
    pub fn have_one(&mut self, now: Mono) {
        self.tick(now);
        if let FindPhase::Look(watch) = &self.phase
            && self.is_settled(now)
        {
            let secs = (watch.elapsed(now).as_secs_f64() * 10.0).round() / 10.0;
            self.looked = Some((secs, true));
            self.enter(FindPhase::Say, now);
        }
    }

    /// The first sentence was said.
    pub fn said(&mut self, now: Mono) {
        if self.phase == FindPhase::Say && self.is_settled(now) {
            self.enter(FindPhase::Choose, now);
        }
    }

    /// This story it was, or none.
    pub fn choose(&mut self, story: Option<String>, now: Mono) {
        if self.phase == FindPhase::Choose && self.is_settled(now) {
            self.story = story;
            self.enter(FindPhase::Name, now);
        }
    }

    /// This principle it is, by its number among the choices, counted from 1. With it the question is answered, and what
    /// came of it is kept.
    pub fn name(&mut self, number: usize, now: Mono) {
        if self.phase != FindPhase::Name || !self.is_settled(now) {
            return;
        }
        let (Some(asked), Some((secs, in_time))) = (self.question().cloned(), self.looked) else { return };
        let Some(choice) = number.checked_sub(1).and_then(|at| asked.choices.get(at)) else { return };
        self.named = Some(choice.clone());
        self.record.found.push(Found {
            question: asked.question,
            principle: asked.principle,
            secs,
            in_time,
            story: self.story.clone(),
            named: self.named.clone(),
        });
        self.enter(FindPhase::Told, now);
    }

    /// On to the next question.
    pub fn next(&mut self, now: Mono) {
        if self.phase != FindPhase::Told || !self.is_settled(now) {
            return;
        }
        self.past += 1;
        (self.looked, self.story, self.named) = (None, None, None);
        let phase = if self.question().is_some() { FindPhase::Listen } else { FindPhase::Over };
        self.enter(phase, now);
    }

    /// Whether the phase began long enough ago for a key to be meant for it.
    fn is_settled(&self, now: Mono) -> bool {
        now.saturating_sub(self.began) >= SETTLE
    }

    fn enter(&mut self, phase: FindPhase, now: Mono) {
        self.phase = phase;
        self.began = now;
    }
}

/// Questions for a drill: of principles in play, key principles twice as often, none twice; each with three principles it
/// could be mistaken for, those first that its bank says it is told apart from.
pub fn questions(catalog: &Catalog, rng: &mut impl Rng) -> Vec<FindQuestion> {
    let with_questions = catalog.in_play().iter().filter(|p| !catalog.questions_of(&p.name).is_empty());
    let principles: Vec<(&str, bool)> = with_questions.map(|p| (p.name.as_str(), p.key)).collect();
    let mut asked: Vec<FindQuestion> = Vec::new();
    // Drawn until there are enough, or nothing new comes any more.
    for _ in 0..QUESTIONS * 20 {
        if asked.len() == QUESTIONS {
            break;
        }
        let weight = |(_, key): &(&str, bool)| if *key { 2.0 } else { 1.0 };
        let Ok((name, _)) = principles.choose_weighted(rng, weight) else { break };
        let of = catalog.questions_of(name);
        let Some(found) = of.choose(rng) else { continue };
        let id = Some(found.question.id.clone());
        if asked.iter().any(|known| known.question.id == id) {
            continue;
        }
        let also: Vec<String> = found.question.principles.iter().map(|p| catalog.canonical(p)).collect();
        asked.push(FindQuestion {
            question: AskedQuestion { id, text: found.question.text.clone() },
            principle: (*name).to_owned(),
            choices: choices(catalog, name, &also, rng),
        });
    }
    asked
}

/// Four principles to choose among, in no order. `also` are those that the question is asked under too: none of them would
/// be wrong.
fn choices(catalog: &Catalog, principle: &str, also: &[String], rng: &mut impl Rng) -> Vec<String> {
    let near: Vec<String> = catalog
        .principle(principle)
        .map(|known| known.differs.keys().map(|other| catalog.canonical(other)).collect())
        .unwrap_or_default();
    let mut others: Vec<String> = catalog.in_play().iter().map(|p| p.name.clone()).collect();
    others.retain(|name| name != principle && !also.contains(name));
    others.shuffle(rng);
    // One or two of those it is mistaken for, so that they do not give it away.
    let close = 1 + usize::from(rng.random_bool(0.5));
    let (mut chosen, rest): (Vec<String>, Vec<String>) =
        others.into_iter().partition(|name| near.contains(name));
    chosen.truncate(close);
    chosen.extend(rest);
    chosen.truncate(CHOICES - 1);
    chosen.push(principle.to_owned());
    chosen.shuffle(rng);
    chosen
}

/// Whether a drill belongs on today's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindDue {
    /// No.
    #[default]
    Not,
    /// It is due.
    Due,
    /// It was due at dawn, and one was done today.
    Done,
}

impl FindDue {
    /// With enough stories that were complete at dawn, some days after the last one; once it is on today's list in `before`,
    /// the plan until now, it stays there. `finds` are sorted by time.
    pub fn of(stories: &[Story], finds: &[FindRecord], now: DateTime<FixedOffset>, before: &Plan) -> Self {
        let today = now.date_naive();
        let is_old = |story: &&Story| story.said.with_timezone(now.offset()).date_naive() < today;
        let at_dawn = stories.iter().filter(|story| story.is_complete()).filter(is_old).count();
        let listed = before.today().filter(|day| day.date == today);
        let is_listed = listed.is_some_and(|day| day.items.iter().any(|item| item.task == Task::Find));
        if at_dawn < FEWEST_STORIES && !is_listed {
            return Self::Not;
        }
        let day = |find: &FindRecord| find.made.with_timezone(now.offset()).date_naive();
        let mut done = finds.iter().filter(|find| !find.found.is_empty());
        let before = done.clone().map(day).filter(|day| *day < today).max();
        if before.is_some_and(|last| (today - last).num_days() < EVERY_DAYS) {
            Self::Not
        } else if done.any(|find| day(find) == today) {
            Self::Done
        } else {
            Self::Due
        }
    }
}

/// What all drills say together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FindTrends {
    /// The drills, the oldest first: when, the median of the seconds, how many were in time, of how many.
    pub drills: Vec<(DateTime<FixedOffset>, f64, usize, usize)>,
    /// How often one principle was taken for another: what it was, what it was taken for, how often; the most often first.
    pub mistaken: Vec<(String, String, usize)>,
    /// How often each story was chosen, by its id, the most often first.
    pub chosen: Vec<(String, usize)>,
    /// The questions for which no story was found, the newest first.
    pub without: Vec<AskedQuestion>,
}

impl FindTrends {
    /// What these drills, sorted by time, say.
    pub fn of(records: &[FindRecord]) -> Self {
        let mut trends = Self::default();
        let mut mistaken: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
        for record in records.iter().filter(|record| !record.found.is_empty()) {
            let in_time = record.found.iter().filter(|found| found.in_time).count();
            trends.drills.push((record.made, median(&record.found), in_time, record.found.len()));
            for found in &record.found {
                if let Some(named) = found.named.as_deref().filter(|named| *named != found.principle) {
                    *mistaken.entry((&found.principle, named)).or_default() += 1;
                }
                if let Some(story) = &found.story {
                    *chosen.entry(story).or_default() += 1;
                }
                // The last time counts.
                trends.without.retain(|known| known.key() != found.question.key());
                if found.story.is_none() {
                    trends.without.insert(0, found.question.clone());
                }
            }
        }
        trends.mistaken =
            mistaken.into_iter().map(|((was, named), n)| (was.to_owned(), named.to_owned(), n)).collect();
        trends.mistaken.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
        trends.chosen = chosen.into_iter().map(|(story, n)| (story.to_owned(), n)).collect();
        trends.chosen.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        trends
    }
}

/// The median of the seconds.
pub fn median(found: &[Found]) -> f64 {
    let mut secs: Vec<f64> = found.iter().map(|found| found.secs).collect();
    secs.sort_by(f64::total_cmp);
    match secs.len() {
        0 => 0.0,
        n if n % 2 == 1 => secs[n / 2],
        n => f64::midpoint(secs[n / 2 - 1], secs[n / 2]),
    }
}

#[cfg(test)]
#[path = "find_tests.rs"]
mod tests;
