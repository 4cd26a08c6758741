//! Logistic regression over named features: what the small weights are fitted by.

use std::collections::{BTreeSet, HashMap};

use greenroom::import::recognise::meaning::{Label, features, weights::Weights};

/// A smaller weight is left out.
const LEAST_WEIGHT: f64 = 0.15;
/// How strongly a weight is drawn to nought each time its feature is met.
const L2: f64 = 1e-4;
/// How far a first step goes.
const RATE: f64 = 0.1;
/// How often each example is looked at.
const TURNS: usize = 30;
/// A feature that fewer documents have says nothing about others.
const LEAST_DOCUMENTS: usize = 2;

/// What is to be decided, by its features, and how it was decided by a person.
pub struct Example {
    /// Its features by name.
    pub features: Vec<String>,
    /// What is right.
    pub yes: bool,
}

/// The weights of each feature that tell best in the examples of these documents.
pub fn learn(documents: &[Vec<Example>], what: &str) -> Vec<(String, f64)> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for document in documents {
        let features: BTreeSet<&str> =
            document.iter().flat_map(|example| &example.features).map(String::as_str).collect();
        for feature in features {
            *seen.entry(feature).or_default() += 1;
        }
    }
    // Each feature a number, the ones that say nothing left out.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut names: Vec<&str> = Vec::new();
    let mut rows: Vec<(Vec<usize>, bool)> = Vec::new();
    for example in documents.iter().flatten() {
        let known = example.features.iter().map(String::as_str).filter(|f| seen[f] >= LEAST_DOCUMENTS);
        let row = known.map(|feature| {
            let next = names.len();
            let number = *numbers.entry(feature).or_insert(next);
            if number == next {
                names.push(feature);
            }
            number
        });
        rows.push((row.collect(), example.yes));
    }
    let yes = rows.iter().filter(|(_, yes)| *yes).count();
    println!("{what}: {} examples, {yes} of them so, {} features", rows.len(), names.len());
    let fitted = fit(&rows, names.len());
    // What hardly weighs is left out: the asset stays small, and figures do not change.
    let weighty = names.into_iter().zip(fitted).filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT);
    weighty.map(|(name, weight)| (name.to_owned(), weight)).collect()
}

/// The asset of these weights, which speak for `label`.
pub fn weights(corpus: u64, label: Label, learned: impl IntoIterator<Item = (String, f64)>) -> Weights {
    let features = learned.into_iter().map(|(name, weight)| (features::hash(&name), label, weight));
    Weights::of(corpus, features, &[[0.0; Label::COUNT]; Label::COUNT])
}

/// Logistic regression by `AdaGrad` (Duchi and others, 2011): the rows in turn, in an order that is always the same.
fn fit(rows: &[(Vec<usize>, bool)], features: usize) -> Vec<f64> {
    let mut weights = vec![0.0_f64; features];
    let mut squares = vec![1e-6_f64; features];
    // A step that shares no factor with the number of rows visits each of them once a turn.
    let step = (rows.len() / 2..rows.len() + 2).find(|step| gcd(*step, rows.len()) == 1).unwrap_or(1);
    for turn in 0..TURNS {
        let mut at = turn * 7919 % rows.len();
        for _ in 0..rows.len() {
            let (row, key) = &rows[at];
            at = (at + step) % rows.len();
            let sum: f64 = row.iter().map(|&f| weights[f]).sum();
            let miss = 1.0 / (1.0 + (-sum).exp()) - if *key { 1.0 } else { 0.0 };
            for &feature in row {
                let slope = miss + L2 * weights[feature];
                squares[feature] += slope * slope;
                weights[feature] -= RATE * slope / squares[feature].sqrt();
            }
        }
    }
    weights
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
