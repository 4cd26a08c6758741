//! Forty answers of known order, scored by four readers by each version of the rubric's anchors alone: do they agree,
//! and is the order found again? `cargo test --test rubric -- --nocapture` prints the table.
//!
//! `tests/rubric/answers.json` is by one writer who knew neither version; eight questions, five answers each, of quality
//! 1 to 5. `readings.json` holds what each reader gave, in the order of the dimensions. All of them were language models
//! with a part to play and no sight of one another: they agree more than people would.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use greenroom::domain::rubric::{Dimension, Rubric, Score, Scores};
use rand::{Rng, SeedableRng};
use serde_json::Value;

type Reading = BTreeMap<String, [u8; 6]>;

fn readings(version: &str) -> Vec<Reading> {
    let all: BTreeMap<String, Vec<Reading>> =
        serde_json::from_str(include_str!("rubric/readings.json")).unwrap();
    all[version].clone()
}

/// Each answer's key, with the set it belongs to and its quality in it.
fn answers() -> Vec<(String, u64, u64)> {
    let all: Vec<Value> = serde_json::from_str(include_str!("rubric/answers.json")).unwrap();
    let of = |answer: &Value| {
        let number = |field: &str| answer[field].as_u64().unwrap();
        (answer["key"].as_str().unwrap().to_owned(), number("set"), number("quality"))
    };
    all.iter().map(of).collect()
}

/// Cohen's kappa with quadratic weights, 1 less the mean square difference over the one expected by chance; the mean over
/// all pairs of readers.
fn kappa(readers: &[Reading], keys: &[&str], dimension: usize) -> f64 {
    let score = |reader: &Reading, key: &str| f64::from(reader[key][dimension]);
    let mut sum = 0.0;
    let mut pairs = 0.0;
    for (i, one) in readers.iter().enumerate() {
        for other in &readers[i + 1..] {
            let n = keys.len() as f64;
            let seen: f64 = keys.iter().map(|k| (score(one, k) - score(other, k)).powi(2)).sum::<f64>() / n;
            let by_chance =
                |a: &&str| keys.iter().map(|b| (score(one, a) - score(other, b)).powi(2)).sum::<f64>();
            let chance: f64 = keys.iter().map(by_chance).sum::<f64>() / (n * n);
            sum += if chance > 0.0 { 1.0 - seen / chance } else { 1.0 };
            pairs += 1.0;
        }
    }
    sum / pairs
}

/// The lower end of the middle 95 % over resampled answers.
fn lower_end(readers: &[Reading], keys: &[&str], dimension: usize) -> f64 {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    let mut drawn: Vec<f64> = (0..120)
        .map(|_| {
            let sample: Vec<&str> = keys
                .iter()
                .map(|_| keys[usize::try_from(rng.next_u64() % keys.len() as u64).unwrap()])
                .collect();
            kappa(readers, &sample, dimension)
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    drawn[3]
}

fn mean(reader: &Reading, key: &str, rubric: Rubric) -> f64 {
    let mut scores = Scores::by(rubric);
    for (dimension, value) in Dimension::ALL.into_iter().zip(reader[key]) {
        scores.set(dimension, Score::new(value));
    }
    scores.mean().unwrap()
}

/// The share of pairs within a set that the mean of the readers puts in the known order; equals count half.
fn order(readers: &[Reading], rubric: Rubric) -> f64 {
    let answers = answers();
    let (mut right, mut pairs) = (0.0, 0.0);
    for reader in readers {
        for (a, set, better) in &answers {
            for (b, ..) in answers.iter().filter(|(_, other, worse)| other == set && worse < better) {
                let difference = mean(reader, a, rubric) - mean(reader, b, rubric);
                right += if difference > 0.0 {
                    1.0
                } else if difference < 0.0 {
                    0.0
                } else {
                    0.5
                };
                pairs += 1.0;
            }
        }
    }
    right / pairs
}

#[test]
fn readers_agree_on_each_dimension_and_find_the_known_order_again() {
    let answers = answers();
    assert_eq!(answers.len(), 40);
    let keys: Vec<&str> = answers.iter().map(|(key, ..)| key.as_str()).collect();
    let mut orders = Vec::new();
    for (version, rubric) in [("1", Rubric::FIRST), ("2", Rubric::SECOND)] {
        let readers = readings(version);
        assert_eq!(readers.len(), 4);
        for (at, dimension) in Dimension::ALL.into_iter().enumerate() {
            let (kappa, low) = (kappa(&readers, &keys, at), lower_end(&readers, &keys, at));
            println!("rubric {version}, {dimension}: weighted kappa {kappa:.2}, lower end {low:.2}");
            assert!(rubric == Rubric::FIRST || kappa >= 0.6 && low >= 0.45, "{dimension}");
        }
        let order = order(&readers, rubric);
        println!("rubric {version}: {:.1} % of pairs in the known order", order * 100.0);
        orders.push(order);
    }
    assert!(orders[1] > orders[0] && orders[1] > 0.9, "{orders:?}");
}
