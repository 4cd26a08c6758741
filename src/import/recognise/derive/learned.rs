//! Which principle words speak for, as learned from the corpus and the banks: one weight a word and principle.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::import::recognise::text::{is_cjk, lower};

/// A weight of 1.0 as it is stored.
pub const SCALE: f64 = 16.0;

/// Lengths of the beginnings that words are known by: endings say little of the subject.
const BEGINNINGS: [usize; 2] = [5, 6];

/// The learned weights: a logistic model over the words of a requirement, a duty, a tip or a question,
/// fitted to the principles that careful readers gave them
/// (`cargo run --release --example import_model -- train`).
#[derive(Debug, Default)]
pub struct Learned {
    /// The principles' names.
    pub names: Vec<String>,
    weights: HashMap<String, Vec<(usize, i32)>>,
}

impl Learned {
    /// The weights that come with the program.
    pub fn built_in() -> &'static Self {
        static PARSED: OnceLock<Learned> = OnceLock::new();
        PARSED.get_or_init(|| Self::parse(include_str!("../../../../assets/import/principles.tsv")))
    }

    /// Reads the asset: a line of names, then a line for each beginning of a word with the weights that are
    /// not nought (`number of the name:weight`). Lines that begin with "# " are remarks.
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines().filter(|line| !line.starts_with("# "));
        let names = lines.next().unwrap_or("").split('\t').map(str::to_owned).collect();
        let weights = lines
            .filter_map(|line| {
                let (feature, values) = line.split_once('\t')?;
                let values = values.split(' ').filter_map(|value| {
                    let (name, weight) = value.split_once(':')?;
                    Some((name.parse().ok()?, weight.parse().ok()?))
                });
                Some((feature.to_owned(), values.collect()))
            })
            .collect();
        Self { names, weights }
    }

    /// How much the text speaks for each principle, in 1/[`SCALE`], and how many of its words are known.
    pub fn scores(&self, text: &str) -> (Vec<i32>, usize) {
        let mut scores = vec![0; self.names.len()];
        let mut known = 0;
        let features = features(text);
        for feature in std::iter::once("bias").chain(features.iter().map(String::as_str)) {
            let Some(values) = self.weights.get(feature) else { continue };
            known += usize::from(feature != "bias");
            for &(name, weight) in values {
                if let Some(score) = scores.get_mut(name) {
                    *score += weight;
                }
            }
        }
        (scores, known)
    }

    /// The word of the text that speaks most for the principle of this number.
    pub fn word(&self, text: &str, name: usize) -> Option<String> {
        let low = lower(text);
        let words = low.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        words
            .filter_map(|word| {
                let weight: i32 = features(word)
                    .iter()
                    .filter_map(|feature| self.weights.get(feature))
                    .flatten()
                    .filter(|(at, _)| *at == name)
                    .map(|(_, weight)| weight)
                    .sum();
                (weight > 0).then_some((weight, word))
            })
            .max_by_key(|(weight, word)| (*weight, std::cmp::Reverse(*word)))
            .map(|(_, word)| word.to_owned())
    }
}

/// What is looked at of a text: the beginnings of its words, pairs of letters in scripts without gaps.
/// Each once.
pub fn features(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |feature: String| {
        if !out.contains(&feature) {
            out.push(feature);
        }
    };
    for word in lower(text).split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().any(|c| is_cjk(*c)) {
            letters.windows(2).for_each(|pair| add(pair.iter().collect()));
            continue;
        }
        for length in BEGINNINGS {
            add(letters.iter().take(length).collect());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_their_beginnings() {
        assert_eq!(features("Negotiated terms"), ["negot", "negoti", "terms"]);
        assert_eq!(features("交渉力"), ["交渉", "渉力"]);
        let learned = Learned::parse("# made up\nConflict\tFrugality\nbias\t1:-2\nnegot\t0:20 1:3\n");
        assert_eq!(learned.scores("negotiating"), (vec![20, 1], 1));
        assert_eq!(learned.word("We negotiate", 0).as_deref(), Some("negotiate"));
        assert_eq!(learned.scores("nothing here"), (vec![0, -2], 0));
    }

    #[test]
    fn the_asset_is_whole() {
        let learned = Learned::built_in();
        assert!(learned.names.len() >= 20 && learned.weights.len() > 500);
    }
}
