//! What each sentence or item of a document is: structure by rules, meaning by evidence learned from a corpus.
//!
//! ```text
//! units + contexts → sentences → features → weights → decode → a Reading for each sentence
//! ```
//!
//! The weights are an asset, trained by `cargo run --release --example import_model -- train` on the
//! documents under `tests/import/corpus`. All arithmetic is on integers, so that a document reads the
//! same on every machine.

pub(super) mod cells;
pub(super) mod classes;
pub mod decode;
pub mod features;
pub mod label;
mod of_document;
pub mod sentences;
pub mod weights;

pub use label::Label;
pub use sentences::Sentence;

use super::context::Context;
use super::principles::Principles;
use super::units::{Unit, units};
use crate::domain::catalog::Catalog;
use crate::import::document::Document;

pub(super) use features::Features;
use weights::Weights;

/// The sentences beyond this many are not read by the model: a document of a person has some hundred,
/// a book that was dropped has no advice for one interview.
const MOST: usize = 6_000;

/// How many labels there are beside one.
const OTHERS: i32 = 17;

/// The reading of one sentence: its label, and how far each label stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The label on the best path through the document.
    pub label: Label,
    /// For each label, how far the best path through it stands above the best one that avoids it, in
    /// units of [`weights::SCALE`]. Above nought exactly for [`Reading::label`].
    pub margins: [i32; Label::COUNT],
}

impl Reading {
    /// Whether the sentence stands too far down a very long document to have been read.
    pub fn is_unread(&self) -> bool {
        *self == Self::default()
    }

    /// How far this label stands above all others; negative where another one stands above it.
    pub fn margin(&self, label: Label) -> i32 {
        self.margins[label as usize]
    }
}

/// Reads each sentence.
pub(super) fn read(
    sentences: &[Sentence],
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
    weights: &Weights,
) -> Vec<Reading> {
    let mut features = Features::new(sentences, units, contexts, principles);
    let read = sentences.len().min(MOST);
    let mut emissions = Vec::with_capacity(read);
    for n in 0..read {
        let mut scores = [0_i32; Label::COUNT];
        features.each(n, &mut |feature| weights.add(feature, &mut scores));
        emissions.push(scores);
    }
    let mut readings = decode::decode(&emissions, weights.transitions());
    readings.resize(sentences.len(), Reading::default());
    readings
}

/// What weighed most for `label` in the sentence at `n`, in words: two or three of its features. Nothing for one that
/// stands too far down to have been read.
pub(super) fn why(n: usize, label: Label, features: &mut Features<'_>) -> String {
    if n >= MOST {
        return String::new();
    }
    let weights = Weights::built_in();
    let mut told: Vec<(i32, String)> = Vec::new();
    features.each_named(n, &mut |feature, name| {
        if let Some(words) = features::in_words(name) {
            let mut scores = [0_i32; Label::COUNT];
            weights.add(feature, &mut scores);
            let others: i32 = scores.iter().sum::<i32>() - scores[label as usize];
            let over = scores[label as usize] - others / OTHERS;
            if over > 0 {
                told.push((over, words));
            }
        }
    });
    told.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut out: Vec<String> = Vec::new();
    for (_, words) in told {
        let said = out.iter().any(|known| known.contains(&words) || words.contains(known.as_str()));
        if !said {
            out.push(words);
        }
        if out.len() == 3 {
            break;
        }
    }
    out.join(", ")
}

/// A sentence with its features, as the trainer and the labelling want it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The sentence's words.
    pub text: String,
    /// Its line in the decoded text, from 1.
    pub line: u32,
    /// What it is in form: "heading", "item", "cell", "field", "code" or "text".
    pub form: &'static str,
    /// The headings above it, outermost first.
    pub path: Vec<String>,
    /// Its features by name.
    pub features: Vec<String>,
}

/// How weights read each sentence of a document: its words, and what it is.
pub fn readings(document: &Document, catalog: &Catalog, weights: &Weights) -> Vec<(String, Reading)> {
    let units = units(document);
    let (principles, contexts) = super::place(&units, catalog);
    let sentences = sentences::sentences(&units, &contexts);
    let readings = read(&sentences, &units, &contexts, &principles, weights);
    sentences.into_iter().map(|s| s.text).zip(readings).collect()
}

/// The sentences of a document with their features: what the model is trained on.
pub fn samples(document: &Document, catalog: &Catalog) -> Vec<Sample> {
    let units = units(document);
    let (principles, contexts) = super::place(&units, catalog);
    let sentences = sentences::sentences(&units, &contexts);
    let mut features = Features::new(&sentences, &units, &contexts, &principles);
    (0..sentences.len())
        .map(|n| {
            let sentence = &sentences[n];
            let mut names = Vec::new();
            features.each_named(n, &mut |_, name| names.push(name.to_owned()));
            names.sort_unstable();
            names.dedup();
            Sample {
                text: sentence.text.clone(),
                line: sentence.line,
                form: sentence.form.word(),
                path: contexts[sentence.unit].path.iter().map(|&at| units[at].text.clone()).collect(),
                features: names,
            }
        })
        .collect()
}
