//! Which of many sentences is the closest to one: a near-duplicate is shown beside its twin.

use std::collections::HashMap;

use super::words::{is_common, stem, words};
use super::{jaccard, sorted};

/// How alike two sentences are at least to be found. Measured on the built-in banks, whose questions
/// all ask for something else: no two of one bank reach it.
pub const LEAST: f64 = 0.6;
/// Most sentences that one word may lead to. A word found in more is not looked by: in a file of tens of
/// thousands of like questions that would take seconds, and misses twins only there.
const MOST_LEADS: usize = 400;

/// Sentences, looked up by what they share with another.
///
/// They are compared by their stems alone, the half of [`super::similarity`] that an index can look by;
/// what the runs of letters add is worth its time only where each is compared with each.
#[derive(Clone, Debug, Default)]
pub struct Index {
    sets: Vec<Vec<u32>>,
    /// What is known of each word as it is written, in lower case: a text has few words that are new.
    words: HashMap<String, Word>,
    stems: HashMap<String, u32>,
    /// By the number of a stem: the sentences that hold it.
    leads: Vec<Vec<usize>>,
}

/// A word's stem, and whether it is grammar or frame.
#[derive(Clone, Copy, Debug)]
struct Word {
    stem: u32,
    common: bool,
}

impl Index {
    /// Adds a sentence and gives its number, from 0.
    pub fn add(&mut self, text: &str) -> usize {
        let at = self.sets.len();
        let set = self.stems_of(text);
        for &stem in &set {
            self.leads[stem as usize].push(at);
        }
        self.sets.push(set);
        at
    }

    /// The numbers of the stems that carry the meaning, sorted; of all stems if none does: as
    /// [`super::words::content`], from memory.
    fn stems_of(&mut self, text: &str) -> Vec<u32> {
        let found: Vec<Word> = words(text).map(|word| self.word(&word)).collect();
        let carry: Vec<u32> = found.iter().filter(|word| !word.common).map(|word| word.stem).collect();
        sorted(if carry.is_empty() { found.iter().map(|word| word.stem).collect() } else { carry })
    }

    fn word(&mut self, word: &str) -> Word {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let stem = *self.stems.entry(stem(word)).or_insert(next);
        self.leads.resize_with(self.stems.len(), Vec::new);
        let found = Word { stem, common: is_common(word) };
        self.words.insert(word.to_owned(), found);
        found
    }

    /// The sentence that is most alike `text` and how alike, [`LEAST`] to 1; the first of several.
    ///
    /// Two sets that are so alike share at least one of the rarest words of either, as many as are left
    /// when [`LEAST`] of them are set aside; so only these are looked by (prefix filtering; Chaudhuri,
    /// Ganti and Kaushik, 2006). Words in more than 400 sentences (`MOST_LEADS`) are left out of it.
    pub fn closest(&mut self, text: &str) -> Option<(usize, f64)> {
        let all = self.stems_of(text);
        let mut by_rarity = all.clone();
        by_rarity.sort_by_key(|&stem| self.leads[stem as usize].len());
        // LEAST of them, rounded up.
        let spared = (6 * all.len()).div_ceil(10);
        let looked_by = (all.len() + 1).saturating_sub(spared);
        let mut best: Option<(usize, f64)> = None;
        for &word in by_rarity.iter().take(looked_by) {
            let leads = &self.leads[word as usize];
            if leads.len() > MOST_LEADS {
                continue;
            }
            for &at in leads {
                let alike = jaccard(&all, &self.sets[at]);
                if alike >= LEAST
                    && best.is_none_or(|(first, most)| alike > most || (alike >= most && at < first))
                {
                    best = Some((at, alike));
                }
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words_is_close_and_another_is_not() {
        let mut all = Index::default();
        all.add("Tell me about a time you missed a deadline.");
        all.add("Describe a disagreement with your manager.");
        let (at, alike) = all.closest("When did you miss a deadline?").unwrap_or_default();
        assert!(at == 0 && alike > 0.6, "{at} {alike}");
        assert_eq!(all.closest("How did you disagree with a customer about pay?"), None);
        assert_eq!(all.closest("Which film did you like?"), None);
    }

    #[test]
    fn looking_by_rare_words_misses_nothing() {
        let words = ["ship", "late", "price", "crew", "port", "fuel", "storm", "rope"];
        let sentence = |n: usize| {
            let of = |i: usize| words[(n * 7 + i * (n % 5 + 1)) % words.len()];
            format!("{} {} {} {}", of(0), of(1), of(2), of(3))
        };
        let all: Vec<String> = (0..60).map(sentence).collect();
        let mut alike = Index::default();
        for text in &all {
            alike.add(text);
        }
        for text in &all {
            let mut one = Index::default();
            one.add(text);
            let best = all.iter().filter_map(|other| one.closest(other)).map(|(_, a)| a).fold(0.0, f64::max);
            let found = alike.closest(text).map_or(0.0, |(_, a)| a);
            assert!((found - best).abs() < 1e-9, "{text}: {found} {best}");
        }
    }

    #[test]
    fn no_two_questions_of_a_bank_are_twins() {
        for bank in crate::banks::built_in().unwrap_or_default() {
            let mut known = Index::default();
            for question in &bank.questions {
                let twin = known.closest(&question.text);
                assert_eq!(twin, None, "{}: {}", question.id, question.text);
                known.add(&question.text);
            }
        }
    }

    #[test]
    fn the_same_sentence_is_wholly_alike() {
        let mut all = Index::default();
        all.add("Why did you leave your last team?");
        assert_eq!(all.closest("Why did you leave your last team?"), Some((0, 1.0)));
    }
}
