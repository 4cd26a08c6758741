//! The labelled documents under `tests/import/corpus`: one folder a hand, with `files`, `gold` and `labels`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use greenroom::domain::{catalog::Catalog, profile::Profile};
use greenroom::import::document::Document;
use greenroom::import::formats;
use greenroom::import::recognise::meaning::weights::Weights;
use greenroom::import::recognise::meaning::{Label, Sample, decode, features, samples};

/// A document with a label for each of its sentences.
pub struct Labelled {
    /// Who wrote it.
    pub hand: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its sentences.
    pub samples: Vec<Sample>,
    /// For each sentence, the labels that are right: none where nobody labelled it.
    pub labels: Vec<Vec<Label>>,
}

impl Labelled {
    /// The labels that weights give its sentences.
    pub fn read_by(&self, weights: &Weights) -> Vec<Label> {
        let emissions: Vec<[i32; Label::COUNT]> = self
            .samples
            .iter()
            .map(|sample| {
                let mut scores = [0; Label::COUNT];
                for name in &sample.features {
                    weights.add(features::hash(name), &mut scores);
                }
                scores
            })
            .collect();
        decode::decode(&emissions, weights.transitions()).into_iter().map(|reading| reading.label).collect()
    }
}

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn hands() -> Vec<PathBuf> {
    let mut hands: Vec<PathBuf> = std::fs::read_dir(root().join("tests/import/corpus"))
        .expect("the corpus is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.join("labels").is_dir())
        .collect();
    hands.sort();
    hands
}

/// The hash of all documents and labels, as the weights carry it.
pub fn hash() -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for hand in hands() {
        for folder in ["files", "labels"] {
            for (name, bytes) in files(&hand.join(folder)) {
                for byte in name.bytes().chain(bytes) {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
                }
            }
        }
    }
    hash
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            let path = entry.expect("it can be listed").path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("it can be read"))
        })
        .collect()
}

/// All labelled documents, by hand and name.
pub fn read() -> Vec<Labelled> {
    let mut out = Vec::new();
    for hand in hands() {
        let name_of = hand.file_name().unwrap().to_string_lossy().into_owned();
        for (name, bytes) in files(&hand.join("labels")) {
            let file = name.strip_suffix(".tsv").expect("labels are .tsv").to_owned();
            let labels = String::from_utf8(bytes).expect("labels are UTF-8");
            let path = hand.join("files").join(&file);
            let samples = samples_of(&path);
            let labels = aligned(&samples, &labels, &file);
            out.push(Labelled { hand: name_of.clone(), path, samples, labels });
        }
    }
    out
}

/// The gold list of a document, if it has one.
pub fn gold_of(path: &Path) -> Option<serde_json::Value> {
    let name = path.file_name()?.to_string_lossy();
    let gold = path.parent()?.parent()?.join("gold").join(format!("{name}.json"));
    serde_json::from_slice(&std::fs::read(gold).ok()?).ok()
}

/// All gold lists.
pub fn gold() -> Vec<serde_json::Value> {
    let folders = hands().into_iter().map(|hand| hand.join("gold")).filter(|folder| folder.is_dir());
    folders
        .flat_map(|folder| files(&folder).into_values())
        .map(|bytes| serde_json::from_slice(&bytes).expect("gold is JSON"))
        .collect()
}

/// A file's document, and the catalogue of a new user.
pub fn document(path: &Path) -> (Document, Catalog) {
    let banks = greenroom::banks::built_in().expect("the banks are sound");
    let catalog = Catalog::new(banks, &Profile::default());
    let name = path.file_name().unwrap().to_string_lossy();
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let document = formats::read(&name, &bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    (document, catalog)
}

/// The sentences of a file.
pub fn samples_of(path: &Path) -> Vec<Sample> {
    let (document, catalog) = document(path);
    samples(&document, &catalog)
}

/// How the label files quote a sentence.
pub fn quoted(text: &str) -> String {
    text.chars().take(48).map(|c| if c == '\t' { ' ' } else { c }).collect()
}

/// The labels of a file's lines (`letters<TAB>first words`), each for its sentence. A line whose
/// sentence is no longer there is passed over, a sentence without a line stays without a label.
fn aligned(samples: &[Sample], labels: &str, file: &str) -> Vec<Vec<Label>> {
    let lines: Vec<(&str, &str)> = labels.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut out = vec![Vec::new(); samples.len()];
    let (mut at, mut lost) = (0, 0);
    for (letters, words) in lines {
        match (at..samples.len().min(at + 60)).find(|&n| quoted(&samples[n].text) == words) {
            Some(n) => {
                out[n] = letters.chars().filter_map(Label::of).collect();
                at = n + 1;
            }
            None => lost += 1,
        }
    }
    if lost > 0 {
        eprintln!("{file}: {lost} labels stand by no sentence");
    }
    out
}

/// Prints the sentences of a file, numbered, with what they are in form and the heading above.
pub fn print_units(path: &Path) {
    println!("# {}", path.file_name().unwrap().to_string_lossy());
    for (n, sample) in samples_of(path).iter().enumerate() {
        let above = sample.path.last().map_or(String::new(), |text| text.chars().take(40).collect());
        println!("{n}\t{}\t[{above}]\t{}", sample.form, sample.text);
    }
}
