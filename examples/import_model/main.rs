//! Trains the weights of the import's model on the corpus, and says how good they are on hands left out.
//!
//! ```sh
//! cargo run --release --example import_model -- train            # writes assets/import/labels.weights
//! cargo run --release --example import_model -- curves           # a hand left out, at 28, 56, 112 documents
//! cargo run --release --example import_model -- folds DIR        # for each hand weights that never saw it
//! cargo run --release --example import_model -- fold DIR HAND…   # for these hands weights that saw none of them
//! cargo run --release --example import_model -- small DIR HAND…  # of these, those for key principles and stages only
//! cargo run --release --example import_model -- import FILE      # its draft by the fold of its hand (IMPORT_FOLDS=DIR)
//! cargo run --release --example import_model -- read FILE        # how that fold reads its sentences
//! cargo run --release --example import_model -- units FILE…      # the sentences to be labelled
//! cargo run --release --example import_model -- agree DIR DIR    # how far two who labelled the same agree
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used)] // a tool for developers stops where something is wrong

mod corpus;
mod keys;
mod learn;
mod logistic;
mod measure;
mod principles;
mod small;
mod stages;

use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["train"] => train(),
        ["principles"] => print!("{}", principles::learn()),
        ["small", folder, hands @ ..] => learn_small(Path::new(folder), hands),
        ["folds", folder] => folds(Path::new(folder)),
        ["fold", folder, hands @ ..] if !hands.is_empty() => fold(Path::new(folder), hands),
        ["import", file] | ["import", file, "--json"] => import(Path::new(file)),
        ["read", file] => read(Path::new(file)),
        ["curves"] => measure::curves(&corpus::read()),
        ["units", files @ ..] if !files.is_empty() => {
            for file in files {
                corpus::print_units(Path::new(file));
            }
        }
        ["agree", one, other] => measure::agreement(Path::new(one), Path::new(other)),
        _ => eprintln!(
            "usage: import_model train | curves | folds DIR | fold DIR HAND… | small DIR HAND… | import FILE | units FILE… | agree DIR DIR"
        ),
    }
}

fn train() {
    let documents = corpus::read();
    let hash = corpus::hash();
    let all: Vec<&corpus::Labelled> = documents.iter().collect();
    let assets = corpus::root().join("assets/import");
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(assets.join(name), bytes).expect("the asset can be written");
        println!("{name}: {} bytes", bytes.len());
    };
    write("labels.weights", &learn::learn(&all, hash, learn::Kind::Chain).to_bytes());
    let small = small::learn(&all, &small::halves(&all), hash);
    write("keys.weights", &small.keys.to_bytes());
    write("stages.weights", &small.stages.to_bytes());
    write("principles.tsv", principles::learn().as_bytes());
}

/// Writes `<hand>.weights` for each hand, learned from all the others.
fn folds(folder: &Path) {
    let documents = corpus::read();
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let hands: std::collections::BTreeSet<&str> = documents.iter().map(|d| d.hand.as_str()).collect();
    for hand in hands {
        let others: Vec<&corpus::Labelled> = documents.iter().filter(|d| d.hand != hand).collect();
        let weights = learn::learn(&others, 0, learn::Kind::Chain);
        std::fs::write(folder.join(format!("{hand}.weights")), weights.to_bytes())
            .expect("it can be written");
        println!("{hand}: {} documents of others", others.len());
    }
}

/// Writes the small weights for these hands, learned from none of them; FOLDER keeps the halves' weights.
fn learn_small(folder: &Path, hands: &[&str]) {
    use greenroom::import::recognise::meaning::weights::Weights;
    let documents = corpus::read();
    let others: Vec<&corpus::Labelled> =
        documents.iter().filter(|d| !hands.contains(&d.hand.as_str())).collect();
    let kept = [0, 1].map(|half| folder.join(format!("half{half}")));
    if !kept.iter().all(|path| path.exists()) {
        for (weights, path) in small::halves(&others).iter().zip(&kept) {
            std::fs::write(path, weights.to_bytes()).expect("it can be written");
        }
    }
    let halves =
        kept.map(|path| Weights::parse(&std::fs::read(path).expect("it can be read")).expect("weights"));
    write_small(folder, hands, &small::learn(&others, &halves, 0));
    println!("{} documents of others", others.len());
}

fn write_small(folder: &Path, hands: &[&str], small: &small::Small) {
    for hand in hands {
        for (ending, weights) in [("keys", &small.keys), ("stages", &small.stages)] {
            let path = folder.join(format!("{hand}.{ending}"));
            std::fs::write(path, weights.to_bytes()).expect("it can be written");
        }
    }
}

/// Writes all weights for these hands, learned from none of them: minutes instead of an hour.
fn fold(folder: &Path, hands: &[&str]) {
    let documents = corpus::read();
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let others: Vec<&corpus::Labelled> =
        documents.iter().filter(|d| !hands.contains(&d.hand.as_str())).collect();
    let labels = learn::learn(&others, 0, learn::Kind::Chain);
    for hand in hands {
        std::fs::write(folder.join(format!("{hand}.weights")), labels.to_bytes()).expect("it can be written");
    }
    write_small(folder, hands, &small::learn(&others, &small::halves(&others), 0));
    println!("{} documents of others", others.len());
}

/// Prints the draft of a document as weights see it that never saw a document of its hand. The hand is
/// the folder that holds its `files`.
fn import(file: &Path) {
    let (document, catalog) = corpus::document(file);
    let [labels, keys, stages] = ["weights", "keys", "stages"].map(|ending| fold_of(file, ending));
    let learned = greenroom::import::recognise::Learned { labels: &labels, keys: &keys, stages: &stages };
    let draft = greenroom::import::recognise::recognise_with(&document, &catalog, &learned);
    println!("{}", serde_json::to_string_pretty(&draft).expect("a draft is JSON"));
}

/// Prints each sentence with the labels that stand out in it.
fn read(file: &Path) {
    use greenroom::import::recognise::meaning::{Label, readings};
    let (document, catalog) = corpus::document(file);
    for (text, reading) in readings(&document, &catalog, &fold_of(file, "weights")) {
        let mut labels = Label::ALL.to_vec();
        labels.sort_by_key(|label| -reading.margin(*label));
        let told: Vec<String> =
            labels.iter().take(3).map(|l| format!("{l:?} {}", reading.margin(*l))).collect();
        println!("{:40} {text}", told.join(", "));
    }
}

fn fold_of(file: &Path, ending: &str) -> greenroom::import::recognise::meaning::weights::Weights {
    use greenroom::import::recognise::meaning::weights::Weights;
    let hand = file.parent().and_then(Path::parent).and_then(Path::file_name).expect("HAND/files/FILE");
    let folds = std::env::var_os("IMPORT_FOLDS").expect("IMPORT_FOLDS names the folder of the folds");
    let bytes = std::fs::read(Path::new(&folds).join(hand).with_extension(ending)).expect("the hand's fold");
    Weights::parse(&bytes).expect("weights of this version")
}
