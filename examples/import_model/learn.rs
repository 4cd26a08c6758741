//! Learning the weights: a linear-chain conditional random field (Lafferty and others, 2001)
//! fitted by L-BFGS, or the same without transitions, which is multinomial logistic regression.

use std::collections::HashMap;

use crfs::train::Trainer;
use crfs::{Attribute, Model};
use greenroom::import::recognise::meaning::{Label, features, weights::Weights};

use crate::corpus::Labelled;

/// How strongly weights are held near nought. Chosen by `curves`.
const C2: f64 = 1.0;
/// A feature that fewer documents have says nothing about others.
const LEAST_DOCUMENTS: usize = 2;
const ITERATIONS: usize = 120;

/// What is fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Each sentence by itself.
    Alone,
    /// Sentences in their order.
    Chain,
}

/// The weights that fit these documents best.
pub fn learn(documents: &[&Labelled], corpus: u64, kind: Kind) -> Weights {
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    for (n, document) in documents.iter().enumerate() {
        for feature in document.samples.iter().flat_map(|s| &s.features) {
            let entry = seen.entry(feature).or_insert((usize::MAX, 0));
            if entry.0 != n {
                *entry = (n, entry.1 + 1);
            }
        }
    }
    let mut trainer = Trainer::lbfgs();
    trainer.params_mut().set_c2(C2).unwrap();
    trainer.params_mut().set_max_iterations(ITERATIONS).unwrap();
    for document in documents {
        let (mut items, mut labels): (Vec<Vec<Attribute>>, Vec<String>) = (Vec::new(), Vec::new());
        let mut flush = |items: &mut Vec<Vec<Attribute>>, labels: &mut Vec<String>| {
            if !items.is_empty() {
                trainer.append(items, labels).expect("as many labels as sentences");
            }
            items.clear();
            labels.clear();
        };
        for (sample, wanted) in document.samples.iter().zip(&document.labels) {
            // Nobody labelled it: the chain ends here.
            let Some(label) = wanted.first() else {
                flush(&mut items, &mut labels);
                continue;
            };
            items.push(
                sample
                    .features
                    .iter()
                    .filter(|f| seen[f.as_str()].1 >= LEAST_DOCUMENTS)
                    .map(|f| Attribute::new(f.as_str(), 1.0))
                    .collect(),
            );
            labels.push(label.letter().to_string());
            if kind == Kind::Alone {
                flush(&mut items, &mut labels);
            }
        }
        flush(&mut items, &mut labels);
    }
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    trainer.train(file.path()).expect("the trainer ends");
    let bytes = std::fs::read(file.path()).expect("the model can be read");
    of_dump(&Model::new(&bytes).expect("the model is whole"), corpus)
}

/// The weights of a model, from the text it prints of itself: its only way to give them out.
fn of_dump(model: &Model<'_>, corpus: u64) -> Weights {
    let mut dump = Vec::new();
    model.dump(&mut dump).expect("written to memory");
    let dump = String::from_utf8(dump).expect("features are UTF-8");
    let mut transitions = [[0.0; Label::COUNT]; Label::COUNT];
    let mut states: Vec<(u32, Label, f64)> = Vec::new();
    let mut part = "";
    let label = |text: &str| text.chars().next().and_then(Label::of).expect("a label's letter");
    for line in dump.lines() {
        if let Some(name) = line.strip_suffix(" = {") {
            part = match name {
                "TRANSITIONS" => "transitions",
                "STATE_FEATURES" => "states",
                _ => "",
            };
            continue;
        }
        let Some((source, target)) = line.rsplit_once(" --> ").filter(|_| !part.is_empty()) else { continue };
        let source = source.trim_start().split_once(") ").map_or("", |(_, source)| source);
        let (target, weight) = target.split_once(": ").expect("a weight");
        let weight: f64 = weight.parse().expect("a number");
        if part == "transitions" {
            transitions[label(source) as usize][label(target) as usize] = weight;
        } else {
            states.push((features::hash(source), label(target), weight));
        }
    }
    Weights::of(corpus, states, &transitions)
}
