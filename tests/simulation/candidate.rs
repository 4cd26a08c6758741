//! A made-up candidate: what they can do, how they learn and forget, and how they score themselves.
//!
//! Skill is on the rubric's scale of 1 to 5: the mean score that a fair scorer would give on average.
//!
//! - **Abilities differ.** The candidate's general level is Normal(2.7, 0.35); each principle starts at
//!   that level plus Normal(0, 0.4), within 1.2 to 4.2. The ceiling is Normal(4.5, 0.15).
//! - **Learning.** An answer takes the principle a share of the way to the ceiling: log-normal, median
//!   0.10, spread 0.3. A second answer to the same principle on one day teaches 0.7 of the first, a third
//!   0.49 and so on: practice that is spread out teaches more (Cepeda et al., Psychological Bulletin 132,
//!   2006). Every other principle gains 0.04 of that share: structure and delivery carry over.
//! - **Forgetting.** Each night a principle loses a share of what it gained since the start, uniform in 1
//!   to 4 % by candidate, unless it was answered that day.
//! - **An answer** scatters around the skill by Normal(0, 0.15) for the day, Normal(0, 0.25) for the
//!   question (the same each time it is asked) and, by dimension, a profile of the candidate's own
//!   (spread 0.3).
//! - **Self-scores** are whole numbers 1 to 5 on six dimensions: the answer, plus the leniency (0, +0.3,
//!   +0.6 or +1.0), plus Normal(0, 0.2) for the principle, which never averages out, plus Normal(0, 0.4)
//!   for the answer as a whole and Normal(0, 0.5) for each dimension. So the mean of one answer scatters
//!   around the skill by about 0.6, or 0.55 within one principle: that is what the model's `s` = 0.7 has
//!   to cover. Self-ratings are known to agree only weakly with measured skill (Zell and Krizan,
//!   Perspectives on Psychological Science 9, 2014).
//! - **A friend** scores the same answer on their own: Normal(0, 0.4) for the answer, Normal(0, 0.5) for
//!   each dimension, whole numbers; no leniency unless a table says so.

use greenroom::domain::draw::SeededRng;
use greenroom::domain::rubric::{Dimension, Score, Scores};
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, StandardNormal};

/// The spread of a friend's and of the candidate's own judgement of one answer, in points.
const JUDGEMENT: f64 = 0.4;
/// The spread of a score on one dimension around that, in points.
const DIMENSION: f64 = 0.5;
/// What a further answer to the same principle on the same day teaches, as a share of the one before.
const MASSED: f64 = 0.7;
/// What every other principle gains, as a share.
const CARRY_OVER: f64 = 0.04;

/// What is the same for all candidates of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kind {
    /// How many points too high they score themselves.
    pub leniency: f64,
    /// How many points too high their friend scores them.
    pub friend_leniency: f64,
    /// A skill that every principle has and keeps, with no misjudgement: nobody learns or forgets.
    pub steady: Option<f64>,
    /// Whether they have stopped learning, at a general level of Normal(3.3, 0.35), and forget nothing. The
    /// hardest case for the lower edge: no progress makes up for scores that are too high.
    pub plateau: bool,
}

/// One made-up person.
pub struct Candidate {
    kind: Kind,
    rng: SeededRng,
    start: Vec<f64>,
    skill: Vec<f64>,
    ceiling: f64,
    rate: f64,
    fade: f64,
    profile: [f64; 6],
    misjudged: Vec<f64>,
    ease: Vec<Vec<f64>>,
    day_form: f64,
    today: Vec<i32>,
}

fn normal(rng: &mut SeededRng, mean: f64, spread: f64) -> f64 {
    let z: f64 = StandardNormal.sample(rng);
    mean + spread * z
}

impl Candidate {
    /// The candidate of this number: the same person whatever policy draws for them.
    pub fn new(number: u64, kind: Kind, principles: usize, questions: usize) -> Self {
        let mut traits = SeededRng::seed_from_u64(number);
        let rng = &mut traits;
        let level = normal(rng, if kind.plateau { 3.3 } else { 2.7 }, 0.35);
        let start: Vec<f64> = (0..principles).map(|_| normal(rng, level, 0.4).clamp(1.2, 4.2)).collect();
        let profile = std::array::from_fn(|_| normal(rng, 0.0, 0.3));
        let middle = profile.iter().sum::<f64>() / 6.0;
        let mut one = Self {
            kind,
            skill: start.clone(),
            start,
            ceiling: normal(rng, 4.5, 0.15).min(5.0),
            rate: 0.10 * normal(rng, 0.0, 0.3).exp(),
            fade: 0.01 + 0.03 * rng.random::<f64>(),
            profile: profile.map(|p: f64| p - middle),
            misjudged: (0..principles).map(|_| normal(rng, 0.0, 0.2)).collect(),
            ease: (0..principles).map(|_| (0..questions).map(|_| normal(rng, 0.0, 0.25)).collect()).collect(),
            day_form: normal(rng, 0.0, 0.15),
            today: vec![0; principles],
            rng: SeededRng::seed_from_u64(number ^ 0x5eed),
        };
        if kind.plateau || kind.steady.is_some() {
            (one.rate, one.fade) = (0.0, 0.0);
        }
        if let Some(skill) = kind.steady {
            one.start = vec![skill; principles];
            one.skill.clone_from(&one.start);
            one.misjudged.fill(0.0);
        }
        one
    }

    /// The true skill at this principle, 1 to 5.
    pub fn skill(&self, principle: usize) -> f64 {
        self.skill[principle]
    }

    /// Answers the question, scores it and learns from it: the own scores and a friend's.
    pub fn answer(&mut self, principle: usize, question: usize) -> (Scores, Scores) {
        let answer = self.skill[principle] + self.day_form + self.ease[principle][question];
        let own = self.kind.leniency + self.misjudged[principle];
        let scores = (self.judge(answer + own), self.judge(answer + self.kind.friend_leniency));
        self.learn(principle);
        scores
    }

    fn judge(&mut self, answer: f64) -> Scores {
        let seen = normal(&mut self.rng, answer, JUDGEMENT);
        let mut scores = Scores::default();
        for (dimension, own) in Dimension::ALL.into_iter().zip(self.profile) {
            let score = normal(&mut self.rng, seen + own, DIMENSION).round().clamp(1.0, 5.0);
            let whole = (1..=5u8).find(|&whole| f64::from(whole) >= score);
            scores.set(dimension, whole.and_then(Score::new));
        }
        scores
    }

    fn learn(&mut self, practised: usize) {
        let share = self.rate * MASSED.powi(self.today[practised]);
        self.today[practised] += 1;
        for (principle, skill) in self.skill.iter_mut().enumerate() {
            let share = if principle == practised { share } else { share * CARRY_OVER };
            *skill += share * (self.ceiling - *skill).max(0.0);
        }
    }

    /// A night passes.
    pub fn sleep(&mut self) {
        for ((skill, start), answers) in self.skill.iter_mut().zip(&self.start).zip(&mut self.today) {
            if *answers == 0 {
                *skill -= self.fade * (*skill - start);
            }
            *answers = 0;
        }
        self.day_form = normal(&mut self.rng, 0.0, 0.15);
    }
}
