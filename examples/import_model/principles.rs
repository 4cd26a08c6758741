//! Learning which words speak for which principle: from the corpus's gold lists and the banks.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use crfs::train::Trainer;
use crfs::{Attribute, Model};
use greenroom::import::recognise::derive::learned::{SCALE, features};
use serde_json::Value;

use crate::corpus;

/// The banks whose principles are learned: the others' have too few examples.
const BANKS: [&str; 2] = ["amazon", "general"];
/// Names that gold lists use for a principle of the banks.
const ALSO: [(&str, &str); 6] = [
    ("Leadership", "Team leadership"),
    ("Developing others", "Hire and Develop the Best"),
    ("Problem solving", "Dive Deep"),
    ("Decision making", "Are Right, A Lot"),
    ("Negotiation", "Influence without authority"),
    ("Collaboration", "Teamwork"),
];
/// How strongly weights are held near nought; chosen leaving one hand of fifteen out.
const C2: f64 = 2.0;
/// A feature seen less often says nothing.
const LEAST: usize = 3;

/// A text with the principles that are right for it.
type Example = (String, Vec<String>);

/// The asset's text, learned from everything that is there.
pub fn learn() -> String {
    let banks = greenroom::banks::built_in().expect("the banks are sound");
    let banks: Vec<_> = banks.iter().filter(|bank| BANKS.contains(&bank.id.as_str())).collect();
    let names: Vec<String> = banks.iter().flat_map(|bank| &bank.principles).map(|p| p.name.clone()).collect();
    let mut examples: Vec<Example> = Vec::new();
    for bank in &banks {
        for principle in &bank.principles {
            let said = std::iter::once(&principle.meaning).chain(&principle.signs);
            examples.extend(said.map(|text| (text.clone(), vec![principle.name.clone()])));
        }
        for question in &bank.questions {
            let of = question.principles.iter().filter_map(|id| bank.principle(id)).map(|p| p.name.clone());
            examples.push((format!("{} {}", question.text, question.probes.join(" ")), of.collect()));
        }
    }
    examples.extend(corpus::gold().iter().flat_map(of_gold));
    fit(&names, &examples)
}

/// What a gold list says: requirements with any principles that would be right, questions with theirs.
fn of_gold(gold: &Value) -> Vec<Example> {
    let list = |key: &str| gold[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let derived = list("derive").into_iter().map(|one| {
        let names = one["principles"].as_array().cloned().unwrap_or_default();
        (text(&one["from"]), names.iter().map(text).collect())
    });
    let asked = list("questions").into_iter().map(|one| (text(&one["text"]), vec![text(&one["principle"])]));
    derived.chain(asked).collect()
}

/// A multinomial logistic model: each principle of each example is one item by itself.
fn fit(names: &[String], examples: &[Example]) -> String {
    let number = |name: &String| {
        let name = ALSO.iter().find(|(also, _)| also == name).map_or(name.as_str(), |(_, known)| *known);
        names.iter().position(|known| known == name)
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (text, _) in examples {
        for feature in features(text) {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let mut trainer = Trainer::lbfgs();
    trainer.params_mut().set_c2(C2).unwrap();
    trainer.params_mut().set_max_iterations(100).unwrap();
    for (text, wanted) in examples {
        let mut items: Vec<Attribute> = features(text)
            .into_iter()
            .filter(|feature| counts[feature] >= LEAST)
            .map(|feature| Attribute::new(feature, 1.0))
            .collect();
        items.push(Attribute::new("bias", 1.0));
        for at in wanted.iter().filter_map(number) {
            trainer.append(&[items.clone()], &[at.to_string()]).expect("one label an item");
        }
    }
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    trainer.train(file.path()).expect("the trainer ends");
    let bytes = std::fs::read(file.path()).expect("the model can be read");
    let mut dump = Vec::new();
    Model::new(&bytes).expect("the model is whole").dump(&mut dump).expect("written to memory");
    written(names, &String::from_utf8(dump).expect("features are UTF-8"))
}

/// The asset's text, from what a model prints of itself.
fn written(names: &[String], dump: &str) -> String {
    let states = dump.split_once("STATE_FEATURES = {").map_or("", |(_, states)| states);
    let mut weights: BTreeMap<&str, BTreeMap<usize, i32>> = BTreeMap::new();
    for line in states.lines() {
        let Some((source, target)) = line.rsplit_once(" --> ") else { continue };
        let feature = source.trim_start().split_once(") ").map_or("", |(_, source)| source);
        let Some((name, weight)) = target.split_once(": ") else { continue };
        let weight: f64 = weight.parse().expect("a number");
        #[allow(clippy::cast_possible_truncation)] // weights are a few units
        let weight = (weight * SCALE).round() as i32;
        if weight != 0 {
            weights.entry(feature).or_default().insert(name.parse().expect("a number"), weight);
        }
    }
    let mut out = format!(
        "# Learned by `cargo run --release --example import_model -- train`; corpus {:016x}\n{}\n",
        corpus::hash(),
        names.join("\t")
    );
    for (feature, values) in weights {
        let values: Vec<String> = values.iter().map(|(name, weight)| format!("{name}:{weight}")).collect();
        let _ = writeln!(out, "{feature}\t{}", values.join(" "));
    }
    out
}
