//! Learning which of the names in a document matter most: from the gold lists, and the sentences labelled as saying so.

use std::collections::{BTreeSet, HashMap};

use greenroom::domain::catalog::fold_name;
use greenroom::import::recognise::key_principles::Sample;
use greenroom::import::recognise::key_samples;
use greenroom::import::recognise::meaning::{Label, features, weights::Weights};

use crate::corpus::{self, Labelled};

/// A smaller weight is left out.
const LEAST_WEIGHT: f64 = 0.15;
/// How strongly a weight is drawn to nought each time its feature is met.
const L2: f64 = 1e-4;
/// How far a first step goes.
const RATE: f64 = 0.1;
/// How often each mention is looked at.
const TURNS: usize = 30;
/// A feature that fewer documents have says nothing about others.
const LEAST_DOCUMENTS: usize = 2;

/// Which half a document is of, by its hand.
pub fn half(document: &Labelled) -> usize {
    usize::from(document.hand.bytes().last().unwrap_or(0) % 2)
}

/// The weights that tell best which names matter most in these documents; `halves` read the sentences of each half
/// and were learned from the other.
pub fn learn(documents: &[&Labelled], halves: &[Weights; 2], hash: u64) -> Weights {
    let examples: Vec<Vec<(Sample, bool)>> = documents.iter().map(|d| of(d, &halves[half(d)])).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for document in &examples {
        let features: BTreeSet<&str> =
            document.iter().flat_map(|(s, _)| &s.features).map(String::as_str).collect();
        for feature in features {
            *seen.entry(feature).or_default() += 1;
        }
    }
    // Each feature a number, the ones that say nothing left out.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut names: Vec<&str> = vec!["bias"];
    let mut rows: Vec<(Vec<usize>, bool)> = Vec::new();
    for (sample, key) in examples.iter().flatten() {
        let mut row = vec![0];
        for feature in sample.features.iter().map(String::as_str).filter(|f| seen[f] >= LEAST_DOCUMENTS) {
            let next = names.len();
            let number = *numbers.entry(feature).or_insert(next);
            if number == next {
                names.push(feature);
            }
            row.push(number);
        }
        rows.push((row, *key));
    }
    println!(
        "{} mentions, {} of them key, {} features",
        rows.len(),
        rows.iter().filter(|r| r.1).count(),
        names.len()
    );
    let fitted = fit(&rows, names.len());
    // What hardly weighs is left out: the asset stays small, and figures do not change.
    let weighty = names.iter().zip(fitted).filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT);
    let states = weighty.map(|(name, weight)| (features::hash(name), Label::Weight, weight));
    Weights::of(hash, states, &[[0.0; Label::COUNT]; Label::COUNT])
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

/// The mentions of a document, each with whether it is key. Where a name that matters is mentioned in a sentence
/// that does not say so, nothing is learned.
fn of(document: &Labelled, labels: &Weights) -> Vec<(Sample, bool)> {
    let Some(gold) = corpus::gold_of(&document.path) else { return Vec::new() };
    let keys: Vec<String> = gold["weights"]
        .as_array()
        .map(|names| names.iter().filter_map(|n| n.as_str()).map(fold_name).collect())
        .unwrap_or_default();
    let (read, catalog) = corpus::document(&document.path);
    let samples = key_samples(&read, &catalog, labels);
    let says = |n: usize| document.labels.get(n).is_some_and(|labels| labels.contains(&Label::Weight));
    // Where no sentence that names it was labelled so, any may be the one.
    let told: BTreeSet<String> =
        samples.iter().filter(|s| says(s.sentence)).map(|s| fold_name(&s.name)).collect();
    samples
        .into_iter()
        .filter_map(|sample| {
            let name = fold_name(&sample.name);
            if !keys.contains(&name) {
                return Some((sample, false));
            }
            (says(sample.sentence) || !told.contains(&name)).then_some((sample, true))
        })
        .collect()
}
