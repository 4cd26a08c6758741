//! The bank's question nearest to one that was remembered: by the words that carry the meaning, the rarer the heavier.

use std::collections::{BTreeSet, HashMap};

use super::super::alike::words::content;

/// Under this likeness nothing is proposed. Chosen on made-up lines: half of a short line's weight is one rare word.
pub const LEAST: f64 = 0.38;

/// Where one word alone is in common, it has to be nearly all of both.
const ALONE: f64 = 0.8;

/// Questions, looked up by the words they share with a line.
#[derive(Clone, Debug, Default)]
pub struct Nearest {
    sets: Vec<BTreeSet<String>>,
    /// The weight of each set.
    sizes: Vec<f64>,
    counts: HashMap<String, usize>,
}

impl Nearest {
    /// Over these texts; a result is a place among them.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut nearest = Self::default();
        for text in texts {
            let set: BTreeSet<String> = content(text).into_iter().collect();
            for stem in &set {
                *nearest.counts.entry(stem.clone()).or_default() += 1;
            }
            nearest.sets.push(set);
        }
        nearest.sizes = nearest.sets.iter().map(|set| nearest.size(set)).collect();
        nearest
    }

    /// The heaviness of a stem: the logarithm of how many texts there are for each that has it (Spärck Jones, "A statistical
    /// interpretation of term specificity", Journal of Documentation 28, 1972).
    fn weight(&self, stem: &str) -> f64 {
        let with = self.counts.get(stem).copied().unwrap_or(0);
        ((self.sets.len() + 1) as f64 / (with + 1) as f64).ln().powi(2)
    }

    fn size(&self, set: &BTreeSet<String>) -> f64 {
        set.iter().map(|stem| self.weight(stem)).sum()
    }

    /// The nearest text and how near it is, 0 to 1: the cosine of the weighted words. The first among equals.
    pub fn find(&self, line: &str) -> Option<(usize, f64)> {
        let wanted: BTreeSet<String> = content(line).into_iter().collect();
        let own = self.size(&wanted);
        let mut best: Option<(usize, f64)> = None;
        for (at, set) in self.sets.iter().enumerate() {
            let both: f64 = set.intersection(&wanted).map(|stem| self.weight(stem)).sum();
            if both <= 0.0 {
                continue;
            }
            let near = both / (own * self.sizes[at]).sqrt();
            // One word in common says little, unless it is nearly all there is.
            if set.intersection(&wanted).count() < 2 && near < ALONE {
                continue;
            }
            if best.is_none_or(|(_, most)| near > most) {
                best = Some((at, near));
            }
        }
        best.filter(|(_, near)| *near >= LEAST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_sentence_finds_its_question() {
        let texts = [
            "Tell me about a time you disagreed with your manager.",
            "Tell me about a time you missed a deadline.",
            "When did a customer leave because of you?",
            "How do you decide what to do first?",
        ];
        let nearest = Nearest::of(texts.into_iter());
        assert_eq!(nearest.find("missed deadline, what then").map(|(at, _)| at), Some(1));
        assert_eq!(nearest.find("disagreed w/ my manager").map(|(at, _)| at), Some(0));
        assert_eq!(nearest.find("favourite colour"), None);
        assert_eq!(nearest.find("why do I want to leave"), None, "of a customer who left it says nothing");
    }
}
