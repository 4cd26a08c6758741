//! Which of the names in a document matter most, by the gold lists and the sentences labelled as saying so.

use std::collections::BTreeSet;

use greenroom::domain::catalog::fold_name;
use greenroom::import::recognise::key_principles::Sample;
use greenroom::import::recognise::meaning::Label;

use crate::corpus::{self, Labelled};
use crate::logistic::Example;

/// The mentions of a document, each with whether it is key. Where a name that matters is mentioned in a sentence
/// that does not say so, nothing is learned.
pub fn examples(document: &Labelled, samples: Vec<Sample>) -> Vec<Example> {
    let Some(gold) = corpus::gold_of(&document.path) else { return Vec::new() };
    let keys: Vec<String> = gold["weights"]
        .as_array()
        .map(|names| names.iter().filter_map(|n| n.as_str()).map(fold_name).collect())
        .unwrap_or_default();
    let says = |n: usize| document.labels.get(n).is_some_and(|labels| labels.contains(&Label::Weight));
    // Where no sentence that names it was labelled so, any may be the one.
    let told: BTreeSet<String> =
        samples.iter().filter(|s| says(s.sentence)).map(|s| fold_name(&s.name)).collect();
    samples
        .into_iter()
        .filter_map(|sample| {
            let name = fold_name(&sample.name);
            if !keys.contains(&name) {
                return Some(Example { features: sample.features, yes: false });
            }
            let says = says(sample.sentence) || !told.contains(&name);
            says.then_some(Example { features: sample.features, yes: true })
        })
        .collect()
}
