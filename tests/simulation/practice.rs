//! One candidate practises under one policy, and what is measured on the way.

use chrono::{DateTime, FixedOffset, TimeDelta};
use greenroom::domain::attempt::{AskedQuestion, Attempt};
use greenroom::domain::bank::{Bank, Evidence, Principle, Question};
use greenroom::domain::catalog::Catalog;
use greenroom::domain::draw::{DrawInput, Drawn, History, Scope, SeededRng, draw};
use greenroom::domain::friend::friend_correction;
use greenroom::domain::level::{Level, Levels};
use greenroom::domain::profile::{Profile, Target};
use greenroom::domain::readiness::{READY_EDGE, Readiness, State, readiness};
use rand::SeedableRng;
use uuid::Uuid;

use super::candidate::{Candidate, Kind};
use super::policy::{Policy, View};

/// Questions to each principle, as in the bank of leadership principles at its leanest.
pub const QUESTIONS: usize = 8;

/// What is practised, by whom and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Principles in play.
    pub principles: usize,
    /// How many of them are key principles.
    pub keys: usize,
    /// Answers a day.
    pub a_day: usize,
    /// Days, if the candidate is not done before.
    pub days: usize,
    /// Days that are gone through even after all that matters is ready, and over which all but the answers
    /// to ready are measured.
    pub at_least: usize,
    /// Days with answers; then the candidate stops, and forgets.
    pub practised: usize,
    /// The candidates.
    pub kind: Kind,
    /// How many of the answers, from the first on, a friend scores too.
    pub friend_scores: usize,
}

impl Case {
    /// Sixteen principles, four of them key, four answers a day.
    pub const USUAL: Self = Self {
        principles: 16,
        keys: 4,
        a_day: 4,
        days: 120,
        at_least: 40,
        practised: usize::MAX,
        kind: Kind { leniency: 0.0, friend_leniency: 0.0, steady: None, plateau: false },
        friend_scores: 0,
    };

    /// Twelve days of a candidate whose skill is `skill` at every principle and stays so.
    pub fn steady(skill: f64) -> Self {
        let kind = Kind { steady: Some(skill), ..Self::USUAL.kind };
        Self { days: 12, at_least: 12, kind, ..Self::USUAL }
    }

    fn catalog(&self) -> Catalog {
        catalog(self.principles, self.keys)
    }
}

/// Counts of what held among what was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    /// How often it held.
    pub held: usize,
    /// How often it was looked at.
    pub of: usize,
}

impl Share {
    fn note(&mut self, held: bool) {
        self.held += usize::from(held);
        self.of += 1;
    }
}

/// What one candidate's practice came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Answers until every key principle (every principle, where none is key) was truly ready at once:
    /// shown as ready while the true skill was at the ready mark. `None` if that never came.
    pub answers: Option<usize>,
    /// The most questions in a row that left any one principle in play out, within the first
    /// [`Case::at_least`] days.
    pub longest_unseen: usize,
    /// Principles never asked in these days.
    pub never: usize,
    /// Key principles shown as ready at the end of day 12.
    pub ready_by_12: usize,
    /// Of all principles with an answer, at the end of each day: the true skill was at or above the lower
    /// edge shown.
    pub edge: Share,
    /// The same, of principles with three answers or more.
    pub edge_of_many: Share,
    /// Of principles shown as ready, at the end of each day: the true skill was at the ready mark.
    pub ready: Share,
    /// The mean of all self-scores given.
    pub mean: f64,
    /// The correction in force at the end of [`Case::at_least`].
    pub correction: f64,
    /// Own mean less the friend's, for each answer that the friend scored.
    pub differences: Vec<f64>,
}

fn name(principle: usize) -> String {
    format!("Principle {principle:02}")
}

/// What questions want, by turns: near half a success, a quarter a failure.
const MIX: [Evidence; 7] = [
    Evidence::Success,
    Evidence::Failure,
    Evidence::Success,
    Evidence::Conflict,
    Evidence::Success,
    Evidence::Number,
    Evidence::Failure,
];

fn catalog(principles: usize, keys: usize) -> Catalog {
    let id = |p: usize| format!("p{p:02}");
    let bank = Bank {
        id: "made-up".to_owned(),
        title: "Made up".to_owned(),
        framework: Some("Made up".to_owned()),
        principles: (0..principles)
            .map(|p| Principle { id: id(p), name: name(p), ..Principle::default() })
            .collect(),
        questions: (0..principles * QUESTIONS)
            .map(|i| Question {
                id: format!("{i}"),
                principles: vec![id(i / QUESTIONS)],
                text: format!("Question {i}?"),
                // As in the banks that come with the program, and a third of them for a level of their own.
                evidence: Some(MIX[i % MIX.len()]),
                levels: Levels::new(if i % 3 == 0 { vec!["manager".to_owned()] } else { Vec::new() }),
                ..Question::default()
            })
            .collect(),
        ..Bank::default()
    };
    let mut profile = Profile::default();
    profile.target.level = Some(Level::Manager);
    for key in 0..keys {
        profile.target.key_principles.insert(name(key), Target::KEY_WEIGHT);
    }
    Catalog::new(vec![bank], &profile)
}

/// The state of one candidate's practice.
struct Practice<'a> {
    policy: Policy,
    catalog: &'a Catalog,
    history: History,
    attempts: Vec<Vec<Attempt>>,
    shown: Vec<Readiness>,
    today: Vec<i32>,
    differences: Vec<f64>,
    rng: SeededRng,
}

impl Practice<'_> {
    fn correction(&self) -> f64 {
        friend_correction(&self.differences).unwrap_or(0.0)
    }

    /// Works out what the app shows for every principle. Within an evening only the principle just answered
    /// is worked out anew: the others fade by less than a thousandth of an answer.
    fn look(&mut self, now: DateTime<FixedOffset>) {
        let correction = self.correction();
        self.shown = self.attempts.iter().map(|a| readiness(a, now, correction)).collect();
    }

    fn look_again(&mut self, principle: usize, now: DateTime<FixedOffset>) {
        self.shown[principle] = readiness(&self.attempts[principle], now, self.correction());
    }

    fn draw(&mut self, now: DateTime<FixedOffset>) -> Option<(usize, Drawn)> {
        let place = |name: &str| (0..self.attempts.len()).find(|&p| self.catalog.in_play()[p].name == name);
        let shown = |name: &str| place(name).map_or(Readiness::NONE, |p| self.shown[p]);
        let input = DrawInput { catalog: self.catalog, readiness: &shown, history: &self.history, now };
        let scope = if self.policy == Policy::Shipped {
            Scope::InPlay
        } else {
            let view = |p: usize| View {
                weight: self.catalog.in_play()[p].weight,
                readiness: self.shown[p],
                unseen: self.history.unseen_for(&self.catalog.in_play()[p].name),
                today: self.today[p],
            };
            let views: Vec<View> = (0..self.attempts.len()).map(view).collect();
            Scope::Principle(self.catalog.in_play()[self.policy.choose(&views, &mut self.rng)].name.clone())
        };
        let drawn = draw(&input, &scope, &mut self.rng)?;
        Some((place(&drawn.principle)?, drawn))
    }
}

fn begin() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T19:00:00+01:00").unwrap_or_default()
}

/// Lets the candidate of this number practise under `policy`.
pub fn practise(number: u64, policy: Policy, case: &Case) -> Outcome {
    let catalog = case.catalog();
    let mut candidate = Candidate::new(number, case.kind, case.principles, QUESTIONS);
    let mut practice = Practice {
        policy,
        catalog: &catalog,
        history: History::default(),
        attempts: vec![Vec::new(); case.principles],
        shown: vec![Readiness::NONE; case.principles],
        today: vec![0; case.principles],
        differences: Vec::new(),
        rng: SeededRng::seed_from_u64(number ^ 0xd4a3),
    };
    let mut outcome = Outcome::default();
    let mut last_seen = vec![0; case.principles];
    let (mut asked, mut sum) = (0, 0.0);
    let wanted = if case.keys == 0 { case.principles } else { case.keys };
    for day in 0..case.days {
        if day >= case.at_least && outcome.answers.is_some() {
            break;
        }
        for slot in 0..if day < case.practised { case.a_day } else { 0 } {
            let now = begin() + TimeDelta::days(days(day)) + TimeDelta::minutes(days(slot * 6));
            if slot == 0 || asked <= case.friend_scores {
                practice.look(now);
            }
            let Some((principle, drawn)) = practice.draw(now) else { return outcome };
            let question = drawn.id.parse::<usize>().unwrap_or(0) % QUESTIONS;
            let (own, friend) = candidate.answer(principle, question);
            if asked < case.friend_scores {
                practice.differences.extend(own.mean().zip(friend.mean()).map(|(own, friend)| own - friend));
            }
            practice.history.note(&drawn.id, &drawn.principle, now);
            let asked_question = AskedQuestion { id: Some(drawn.id), text: drawn.text };
            let id = Uuid::from_u128(asked as u128);
            let mut attempt = Attempt::new(id, asked_question, drawn.principle, now);
            attempt.scores = own;
            practice.attempts[principle].push(attempt);
            practice.today[principle] += 1;
            asked += 1;
            sum += own.mean().unwrap_or(0.0);
            if day < case.at_least {
                outcome.longest_unseen = outcome.longest_unseen.max(asked - 1 - last_seen[principle]);
            }
            last_seen[principle] = asked;
            practice.look_again(principle, now);
            let truly =
                |p: usize| practice.shown[p].state == State::Ready && candidate.skill(p) >= READY_EDGE;
            if outcome.answers.is_none() && (0..wanted).all(truly) {
                outcome.answers = Some(asked);
            }
        }
        if day < case.at_least {
            practice.look(begin() + TimeDelta::days(days(day)) + TimeDelta::hours(4));
            end_of_day(&mut outcome, &practice, &candidate);
        }
        if day + 1 == 12 {
            outcome.ready_by_12 = (0..case.keys).filter(|&p| practice.shown[p].state == State::Ready).count();
        }
        if day + 1 == case.at_least {
            let waiting = last_seen.iter().map(|seen| asked - seen).max().unwrap_or(0);
            outcome.longest_unseen = outcome.longest_unseen.max(waiting);
            outcome.never = last_seen.iter().filter(|&&seen| seen == 0).count();
            outcome.correction = practice.correction();
        }
        candidate.sleep();
        practice.today.fill(0);
    }
    outcome.mean = sum / asked as f64;
    outcome.differences = practice.differences;
    outcome
}

fn end_of_day(outcome: &mut Outcome, practice: &Practice<'_>, candidate: &Candidate) {
    for (p, shown) in practice.shown.iter().enumerate().filter(|(_, r)| r.answers > 0) {
        let holds = candidate.skill(p) >= shown.low;
        outcome.edge.note(holds);
        if shown.answers >= 3 {
            outcome.edge_of_many.note(holds);
        }
        if shown.state == State::Ready {
            outcome.ready.note(candidate.skill(p) >= READY_EDGE);
        }
    }
}

fn days(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
