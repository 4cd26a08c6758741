//! The shipped draw and its rivals: ways to choose the principle that is asked next.
//!
//! All choose among the same principles from what the app shows; the question within the principle is
//! always the shipped draw's. A rival "with the floor" asks a principle that was unseen for 2·P questions
//! first, as the shipped draw does.

use greenroom::domain::draw::{STARVED_ROUNDS, SeededRng};
use greenroom::domain::readiness::{
    BAND_Z, PRIOR_MEAN, PRIOR_WEIGHT, READY_EDGE, Readiness, SPREAD, State, answers_to_ready,
};
use rand::RngExt;
use rand_distr::{Distribution, StandardNormal};

/// What a policy may look at for one principle.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// 3 for a key principle, 1 for others.
    pub weight: f64,
    /// What the app shows.
    pub readiness: Readiness,
    /// Questions asked since it was.
    pub unseen: usize,
    /// Answers to it today.
    pub today: i32,
}

/// A way to choose the principle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Policy {
    /// The draw as it ships: [`greenroom::domain::draw::draw`].
    Shipped,
    /// Any principle, equally often.
    Uniform,
    /// Any principle, in proportion to its weight.
    Weighted,
    /// The lowest lower edge, whatever the weight.
    Weakest,
    /// The greatest weight, among these the lowest lower edge.
    WeakestKey,
    /// Thompson sampling of weight × (5 − skill). With all three at 1 this is the first form.
    Need {
        /// The sample's spread, in standard errors.
        spread: f64,
        /// What a ready principle's need counts.
        ready: f64,
        /// What it counts after each answer to it today.
        spacing: f64,
    },
    /// the first form, but the second best sample every other time (top-two Thompson; Russo, Operations Research
    /// 68, 2020).
    TopTwo,
    /// Weight × (5 − lower edge), the optimist's bound of need (UCB; Auer et al., Machine Learning 47, 2002),
    /// with the shares of [`Self::Need`].
    Ucb {
        /// What a ready principle's need counts.
        ready: f64,
        /// What it counts after each answer to it today.
        spacing: f64,
    },
    /// Thompson sampling of weight × (what is missing to the ready mark).
    Gap,
    /// Weight × the gain in the lower edge that one more answer like the last ones would bring, for
    /// principles that are not ready (knowledge gradient; Frazier et al., SIAM J. Control 47, 2008).
    LookAhead,
    /// Weight by answers still missing to ready: the shortest first (an index in the sense of Whittle,
    /// J. Applied Probability 25A, 1988).
    Shortest,
}

impl Policy {
    /// All, the shipped one first.
    pub const ALL: [Self; 16] = [
        Self::Shipped,
        Self::Uniform,
        Self::Weighted,
        Self::Weakest,
        Self::WeakestKey,
        Self::FIRST_FORM,
        Self::Need { spread: 0.5, ready: 1.0, spacing: 1.0 },
        Self::READY_ONLY,
        Self::Need { spread: 1.0, ready: 0.25, spacing: 0.9 },
        Self::Need { spread: 0.5, ready: 0.25, spacing: 0.7 },
        Self::TopTwo,
        Self::Ucb { ready: 1.0, spacing: 1.0 },
        Self::UCB_SPACED,
        Self::Gap,
        Self::LookAhead,
        Self::Shortest,
    ];
    /// the first form.
    pub const FIRST_FORM: Self = Self::Need { spread: 1.0, ready: 1.0, spacing: 1.0 };
    /// the first form, with less need when ready.
    pub const READY_ONLY: Self = Self::Need { spread: 1.0, ready: 0.25, spacing: 1.0 };
    /// UCB with what the shipped draw has besides sampling.
    pub const UCB_SPACED: Self = Self::Ucb { ready: 0.25, spacing: 0.9 };

    /// What the table calls it.
    pub fn name(self) -> String {
        let name = match self {
            Self::FIRST_FORM => "Thompson need (the first form)",
            Self::Need { spread, ready, spacing } => {
                return format!("Thompson need: spread {spread}, ready × {ready}, spaced {spacing}");
            }
            Self::Ucb { ready, spacing } => return format!("UCB need: ready × {ready}, spaced {spacing}"),
            Self::Shipped => "as shipped",
            Self::Uniform => "uniform",
            Self::Weighted => "uniform by weight",
            Self::Weakest => "pure weakest first",
            Self::WeakestKey => "weakest key principle first",
            Self::TopTwo => "top-two Thompson need",
            Self::Gap => "Thompson gap to ready",
            Self::LookAhead => "one-step look-ahead",
            Self::Shortest => "fewest answers to ready",
        };
        name.to_owned()
    }

    /// Whether it runs with the starvation floor.
    pub fn has_floor(self) -> bool {
        !matches!(self, Self::Uniform | Self::Weighted | Self::Weakest)
    }

    /// The index of the principle to ask. Not for [`Self::Shipped`], which draws by itself.
    pub fn choose(self, views: &[View], rng: &mut SeededRng) -> usize {
        let limit = STARVED_ROUNDS * views.len();
        if self.has_floor()
            && let Some(starved) = greatest(views, |v| v.unseen as f64).filter(|&i| views[i].unseen >= limit)
        {
            return starved;
        }
        // Ties are broken by chance.
        let mut by = |score: &mut dyn FnMut(&View, &mut SeededRng) -> f64| {
            let scores: Vec<f64> = views.iter().map(|v| score(v, rng) + 1e-6 * rng.random::<f64>()).collect();
            best(&scores)
        };
        match self {
            Self::Uniform | Self::Shipped => by(&mut |_, rng| rng.random()),
            // The least of exponential times at these rates (Efraimidis and Spirakis, 2006).
            Self::Weighted => by(&mut |v, rng| rng.random::<f64>().ln() / v.weight),
            Self::Weakest => by(&mut |v, _| -v.readiness.low),
            Self::WeakestKey => by(&mut |v, _| 100.0 * v.weight - v.readiness.low),
            Self::Need { spread, ready, spacing } => by(&mut |v, rng| {
                let need = v.weight * (5.0 - skill(&v.readiness, spread, rng));
                need * unless_ready(v, ready) * spacing.powi(v.today)
            }),
            Self::TopTwo => {
                let needs: Vec<f64> =
                    views.iter().map(|v| v.weight * (5.0 - skill(&v.readiness, 1.0, rng))).collect();
                let first = best(&needs);
                if views.len() == 1 || rng.random::<bool>() {
                    return first;
                }
                let second: Vec<f64> =
                    needs.iter().enumerate().map(|(i, n)| if i == first { f64::MIN } else { *n }).collect();
                best(&second)
            }
            Self::Ucb { ready, spacing } => by(&mut |v, _| {
                v.weight * (5.0 - v.readiness.low) * unless_ready(v, ready) * spacing.powi(v.today)
            }),
            Self::Gap => by(&mut |v, rng| {
                v.weight
                    * (READY_EDGE + 0.75 - skill(&v.readiness, 1.0, rng)).max(0.0)
                    * unless_ready(v, 0.25)
            }),
            Self::LookAhead => by(&mut |v, _| v.weight * gain(&v.readiness) * unless_ready(v, 0.1)),
            Self::Shortest => by(&mut |v, _| v.weight / missing(&v.readiness)),
        }
    }
}

fn greatest(views: &[View], score: impl Fn(&View) -> f64) -> Option<usize> {
    (!views.is_empty()).then(|| best(&views.iter().map(score).collect::<Vec<_>>()))
}

/// The index of the greatest, the first among equals.
fn best(scores: &[f64]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

fn skill(readiness: &Readiness, spread: f64, rng: &mut SeededRng) -> f64 {
    let z: f64 = StandardNormal.sample(rng);
    (readiness.estimate + spread * readiness.standard_error() * z).clamp(1.0, 5.0)
}

fn unless_ready(view: &View, ready: f64) -> f64 {
    if view.readiness.state == State::Ready { ready } else { 1.0 }
}

/// How much one more answer like the last ones would lift the lower edge, in points.
fn gain(readiness: &Readiness) -> f64 {
    // Before the first answer, one at the middle of the scale is expected.
    let mean = readiness.mean.unwrap_or(3.0);
    let weight = readiness.weight;
    let edge = |w: f64| {
        let worth = PRIOR_WEIGHT + w;
        (PRIOR_WEIGHT * mean.min(PRIOR_MEAN) + w * mean) / worth - BAND_Z * SPREAD / worth.sqrt()
    };
    edge(weight + 1.0) - edge(weight)
}

/// About how many more answers reach ready.
fn missing(readiness: &Readiness) -> f64 {
    match readiness.state {
        State::Ready => 60.0,
        State::NotPractised => 10.0,
        _ => answers_to_ready(readiness).map_or(40.0, |n| n as f64),
    }
}
