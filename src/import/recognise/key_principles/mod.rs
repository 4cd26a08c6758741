//! Which principles matter most for this interview, by evidence: "the two which decide are …", "focus areas: …".
//!
//! ```text
//! sentence → tokens → mentions (what may be a name) → evidence (features) → learned weights → key or not
//! ```
//!
//! The weights are learned with the labels': `cargo run --release --example import_model -- train`.

mod evidence;
mod mentions;
mod stress;
mod tokens;
mod weighted;

use std::sync::OnceLock;

pub use stress::STRONG;

use crate::import::draft::{FoundText, FoundWeight};

use super::context::Context;
use super::heading_kind::{HeadingKind, classify};
use super::meaning::weights::Weights;
use super::meaning::{Label, Reading, Sentence, features};
use super::principles::Principles;
use super::text::{has_question_mark, lower, squeeze, strip_number, trim_marks, word_count};
use super::units::Unit;
use evidence::{Place, Spoken};
use mentions::{Mention, Namer};

/// The weight of a key principle; the others weigh 1.
pub const KEY: f64 = 3.0;

/// The most that are kept, those that stand out most: with more of them nothing is put above the others.
const MOST: usize = 7;

/// Sentences looked at in one document, and the longest of them in bytes: a line of a thousand names weighs none.
const SENTENCES: usize = 2_000;
const LONGEST: usize = 2_500;

/// How near to a sentence on weights the labels have to be. Chosen on the building part of the corpus.
const NEAR: i32 = -200;

/// How near where a sentence is taken for something else.
const CLOSE: i32 = -70;

/// How much more has to speak for a mention's being key than against it, in units of
/// [`super::meaning::weights::SCALE`]: below nought, since most of what a document names is not. Chosen on hands that
/// were not learned from.
const SURE: i32 = -25;

/// The learned weights: [`Label::Weight`] is key, [`Label::Other`] is not.
pub fn built_in() -> &'static Weights {
    static BUILT_IN: OnceLock<Weights> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        Weights::parse(include_bytes!("../../../../assets/import/keys.weights")).unwrap_or_else(Weights::none)
    })
}

/// What a document is read by.
pub struct Sources<'a> {
    /// Its units.
    pub units: &'a [Unit],
    /// Where each of them stands.
    pub contexts: &'a [Context],
    /// Which of them are something else already.
    pub taken: &'a [bool],
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// How they are read.
    pub readings: &'a [Reading],
    /// The names in play.
    pub principles: &'a Principles,
    /// The competencies of its guide.
    pub competencies: &'a [String],
}

/// A mention in its sentence, and how much more speaks for its being key than against it.
struct Weighed {
    sentence: usize,
    mention: Mention,
    /// Which of the sentence's runs of names it is in.
    run: usize,
    score: i32,
}

impl Sources<'_> {
    /// Whether a sentence may say what counts.
    fn may_tell(&self, n: usize) -> bool {
        let (sentence, reading) = (&self.sentences[n], &self.readings[n]);
        let elsewhere = matches!(
            reading.label,
            Label::Question
                | Label::Probe
                | Label::AskThem
                | Label::Story
                | Label::Moment
                | Label::Expectation
                | Label::Boilerplate
                | Label::Credential
                | Label::Topic
        );
        let heading = self.contexts[sentence.unit].heading_kind;
        // A note below a guide's grid is taken with it.
        let noted = reading.margin(Label::Weight) > CLOSE && !self.units[sentence.unit].is_cell();
        sentence.text.len() <= LONGEST
            && (!self.taken[sentence.unit] || noted)
            && !self.units[sentence.unit].is_code()
            && !self.units[sentence.unit].is_field()
            && !has_question_mark(&sentence.text)
            && !matches!(heading, Some(HeadingKind::AskThem | HeadingKind::Stories))
            && !reading.is_unread()
            && (!elsewhere || noted)
            && reading.margin(Label::Weight) > NEAR
    }

    /// Gives each mention of the sentences that may tell: the sentence, and which of its mentions.
    fn each(&self, take: &mut dyn FnMut(&Spoken<'_>, usize)) {
        let namer = Namer::new(self.units, self.principles, &headed(self), self.competencies);
        let mut leads = vec![i32::MIN; self.units.len()];
        for (sentence, reading) in self.sentences.iter().zip(self.readings) {
            let lead = &mut leads[sentence.unit];
            *lead = (*lead).max(reading.margin(Label::Weight));
        }
        let place = Place {
            sentences: self.sentences,
            units: self.units,
            contexts: self.contexts,
            readings: self.readings,
            leads: &leads,
        };
        let telling = (0..self.sentences.len()).filter(|&n| self.may_tell(n)).take(SENTENCES);
        for spoken in telling.map(|n| Spoken::of(n, &namer, &place)) {
            for mention in 0..spoken.mentions.len() {
                // All of a list in a row, with no word that puts them above others, is what the list is.
                let run = spoken.run_of(mention);
                if spoken.is_stressed(run) || !namer.is_whole_list(&spoken.mentions[spoken.runs[run].clone()])
                {
                    take(&spoken, mention);
                }
            }
        }
    }
}

/// Finds the principles that the text puts above others.
pub fn find(sources: &Sources<'_>, weights: &Weights) -> Vec<FoundWeight> {
    let mut weighed: Vec<Weighed> = Vec::new();
    sources.each(&mut |spoken, mention| {
        let mut scores = [0; Label::COUNT];
        spoken.features(mention, &mut |name| weights.add(features::hash(name), &mut scores));
        weighed.push(Weighed {
            sentence: spoken.at,
            mention: spoken.mentions[mention].clone(),
            run: spoken.run_of(mention),
            score: scores[Label::Weight as usize] - scores[Label::Other as usize],
        });
    });
    together_in_a_run(&mut weighed);
    weighed.retain(|w| w.score > SURE);
    weighed.sort_by_key(|w| std::cmp::Reverse(w.score));
    let mut seen = std::collections::HashSet::new();
    weighed.retain(|w| seen.insert(lower(&w.mention.name)));
    weighed.truncate(MOST);
    weighed.sort_by_key(|w| (w.sentence, w.mention.tokens.start));
    let told = weighed.into_iter().map(|w| (w.mention.name, sources.sentences[w.sentence].line));
    let mut out: Vec<FoundWeight> = Vec::new();
    let stated = weighted::find(sources.units, |name| sources.principles.knows(name));
    for (principle, line) in told.chain(stated) {
        let low = lower(&principle);
        if !out.iter().any(|known| lower(&known.principle) == low) {
            out.push(FoundWeight { principle, weight: KEY, line });
        }
    }
    out.truncate(MOST);
    out
}

/// What commas and "and" join is key together or not at all: each name has the mean of its run.
fn together_in_a_run(weighed: &mut [Weighed]) {
    for run in weighed.chunk_by_mut(|a, b| (a.sentence, a.run) == (b.sentence, b.run)) {
        let count = i32::try_from(run.len()).unwrap_or(i32::MAX);
        let mean = run.iter().map(|w| w.score).sum::<i32>() / count;
        for weighed in run {
            weighed.score = mean;
        }
    }
}

/// A mention with its features, as the trainer wants it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its sentence, counted from 0.
    pub sentence: usize,
    /// The name.
    pub name: String,
    /// Its features by name.
    pub features: Vec<String>,
}

/// The mentions of a document: what the weights are trained on.
pub fn samples(sources: &Sources<'_>) -> Vec<Sample> {
    let mut out = Vec::new();
    sources.each(&mut |spoken, mention| {
        let mut names: Vec<String> = Vec::new();
        spoken.features(mention, &mut |name| names.push(name.to_owned()));
        names.sort_unstable();
        names.dedup();
        let name = spoken.mentions[mention].name.clone();
        out.push(Sample { sentence: spoken.at, name, features: names });
    });
    out
}

/// Short lines that the document sets as headings or labels.
fn headed(sources: &Sources<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (sentence, reading) in sources.sentences.iter().zip(sources.readings) {
        let unit = &sources.units[sentence.unit];
        let short = (1..=6).contains(&unit.words) && unit.low.chars().count() >= 5;
        if reading.label != Label::Heading || !short || classify(&unit.text).is_some() || out.len() >= 200 {
            continue;
        }
        let name = squeeze(trim_marks(strip_number(trim_marks(&unit.text))).trim_end_matches([':', ' ']));
        if !out.contains(&name) && !name.is_empty() {
            out.push(name);
        }
    }
    out
}

/// Principles named together in one sentence of running text, where nothing says what weighs more: what a
/// letter takes the trouble to name may be what counts. The first sentence that names most of them.
pub fn together(sources: &Sources<'_>) -> Vec<FoundText> {
    let (mut best, mut line): (Vec<String>, u32) = (Vec::new(), 0);
    for (sentence, reading) in sources.sentences.iter().zip(sources.readings) {
        let unit = &sources.units[sentence.unit];
        let told = matches!(
            reading.label,
            Label::Tip | Label::Weight | Label::Stage | Label::Note | Label::Scheduling | Label::Other
        );
        if !told || reading.is_unread() || unit.is_heading() || unit.mark || word_count(&sentence.text) < 6 {
            continue;
        }
        let found = sources.principles.mentioned(&sentence.text);
        if (2..=MOST).contains(&found.len()) && found.len() > best.len() {
            (best, line) = (found, sentence.line);
        }
    }
    best.into_iter().map(|text| FoundText { text, line }).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};
    use crate::import::document::{Block, BlockKind, Document};

    fn keys(lines: &[&str]) -> Vec<String> {
        let line = |text: &&str| Block::plain(BlockKind::Paragraph, *text, 1);
        let document = Document { blocks: lines.iter().map(line).collect(), ..Document::default() };
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let draft = crate::import::recognise::recognise(&document, &catalog);
        draft.weights.into_iter().map(|w| w.principle).collect()
    }

    #[test]
    fn what_a_letter_puts_first_is_key_and_a_list_of_all_is_not() {
        let values = "Our values are Open Door, Steady Hands, Kindness and Plain Talk.";
        assert_eq!(
            keys(&[
                "Hi Ines,",
                values,
                "For this role Steady Hands and Plain Talk matter most to the panel."
            ]),
            ["Steady Hands", "Plain Talk"]
        );
        assert_eq!(keys(&["Hi Ines,", values, "See you on Tuesday."]), Vec::<String>::new());
        assert_eq!(
            keys(&["Hi Ines,", "For this role they weigh Dive Deep and Custumer Obsession most heavily."]),
            ["Dive Deep", "Customer Obsession"]
        );
    }
}
