//! The weights of the import's model and the corpus they were learned from fit together.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../examples/import_model/corpus.rs"]
#[allow(dead_code)] // the trainer uses all of it
mod corpus;

use greenroom::import::recognise::meaning::Label;
use greenroom::import::recognise::meaning::weights::Weights;

#[test]
fn the_weights_were_learned_from_this_corpus() {
    assert_eq!(
        Weights::built_in().corpus,
        corpus::hash(),
        "documents or labels have changed: cargo run --release --example import_model -- train"
    );
}

#[test]
fn the_weights_of_key_principles_were_learned_from_this_corpus() {
    let keys = greenroom::import::recognise::key_principles::built_in();
    assert_eq!(
        keys.corpus,
        corpus::hash(),
        "documents or labels have changed: cargo run --release --example import_model -- train"
    );
    assert!(!keys.is_empty());
}

#[test]
fn the_weights_of_stages_were_learned_from_this_corpus() {
    let stages = greenroom::import::recognise::interview::built_in();
    assert_eq!(
        stages.corpus,
        corpus::hash(),
        "documents or labels have changed: cargo run --release --example import_model -- train"
    );
    assert!(!stages.is_empty());
}

#[test]
fn the_principles_words_were_learned_from_this_corpus() {
    let asset = include_str!("../assets/import/principles.tsv");
    let hash = format!("corpus {:016x}", corpus::hash());
    assert!(
        asset.lines().next().unwrap_or("").ends_with(&hash),
        "documents have changed: cargo run --release --example import_model -- train"
    );
}

#[test]
fn labels_stand_by_their_sentences_and_the_weights_know_them() {
    let weights = Weights::built_in();
    let (mut labelled, mut sentences, mut right) = (0_usize, 0_usize, 0_usize);
    let mut seen = std::collections::BTreeMap::new();
    for document in corpus::read() {
        let read = document.read_by(weights);
        sentences += document.samples.len();
        for (label, wanted) in read.iter().zip(&document.labels).filter(|(_, wanted)| !wanted.is_empty()) {
            labelled += 1;
            right += usize::from(wanted.contains(label));
            *seen.entry(wanted[0]).or_insert(0_usize) += 1;
        }
    }
    assert!(labelled * 100 >= sentences * 98, "{labelled} of {sentences} sentences are labelled");
    assert!(right * 100 >= labelled * 95, "{right} of {labelled} labels are read as they were learned");
    assert_eq!(seen.len(), Label::COUNT, "every label is learned from something: {seen:?}");
}
