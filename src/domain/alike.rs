//! How alike two sentences are, and which of many is the closest: near-duplicates are shown beside their twin.

use std::collections::HashMap;

/// Words that say nothing about what a question asks for.
const COMMON: &[&str] = &[
    "a", "about", "an", "and", "are", "as", "at", "be", "can", "could", "describe", "did", "do", "example",
    "for", "from", "give", "had", "have", "how", "i", "in", "is", "it", "me", "of", "on", "or", "share",
    "tell", "that", "the", "this", "time", "to", "us", "was", "were", "what", "when", "where", "which",
    "with", "would", "you", "your",
];
/// How alike two sentences are at least to be found. Measured on the built-in banks, whose questions
/// all ask for something else: no two of one bank reach it.
pub const LEAST: f64 = 0.6;
/// Most sentences that one word may lead to. A word found in more is not looked by: in a file of tens of
/// thousands of like questions that would take seconds, and misses twins only there.
const MOST_LEADS: usize = 400;

/// Sentences, looked up by what they share with another.
///
/// Two sentences are as alike as the share of their content words that both have (Jaccard's index
/// over sets of words, lower case, a plural's or past tense's ending taken off).
#[derive(Clone, Debug, Default)]
pub struct Alike {
    sets: Vec<Vec<u32>>,
    ids: HashMap<String, u32>,
    leads: Vec<Vec<usize>>,
}

impl Alike {
    /// Adds a sentence and gives its number, from 0.
    pub fn add(&mut self, text: &str) -> usize {
        let at = self.sets.len();
        let mut set: Vec<u32> = content_words(text)
            .map(|word| {
                let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
                *self.ids.entry(word).or_insert(next)
            })
            .collect();
        set.sort_unstable();
        set.dedup();
        self.leads.resize_with(self.ids.len(), Vec::new);
        for &word in &set {
            self.leads[word as usize].push(at);
        }
        self.sets.push(set);
        at
    }

    /// The sentence that is most alike `text` and how alike, [`LEAST`] to 1; the first of several.
    ///
    /// Two sets that are so alike share at least one of the rarest words of either, as many as are left
    /// when [`LEAST`] of them are set aside; so only these are looked by (prefix filtering; Chaudhuri,
    /// Ganti and Kaushik, 2006). Words in more than 400 sentences (`MOST_LEADS`) are left out of it.
    pub fn closest(&self, text: &str) -> Option<(usize, f64)> {
        let (mut known, mut unknown) = (Vec::new(), 0_usize);
        for word in content_words(text) {
            match self.ids.get(&word) {
                Some(&id) => known.push(id),
                None => unknown += 1,
            }
        }
        known.sort_unstable();
        known.dedup();
        let mut by_rarity = known.clone();
        by_rarity.sort_by_key(|&word| self.leads[word as usize].len());
        let all = known.len() + unknown;
        // LEAST of them, rounded up.
        let spared = (6 * all).div_ceil(10);
        // Words that no sentence has are the rarest.
        let looked_by = (all + 1).saturating_sub(spared + unknown);
        let mut best: Option<(usize, f64)> = None;
        for &word in by_rarity.iter().take(looked_by) {
            let leads = &self.leads[word as usize];
            if leads.len() > MOST_LEADS {
                continue;
            }
            for &at in leads {
                let alike = jaccard(&known, unknown, &self.sets[at]);
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

/// `a` and `b` sorted; `only_a` more words that are in `a` alone.
fn jaccard(a: &[u32], only_a: usize, b: &[u32]) -> f64 {
    let both = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let either = a.len() + only_a + b.len() - both;
    both as f64 / either.max(1) as f64
}

fn content_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !COMMON.contains(&word.as_str()))
        .map(|word| stem(&word).to_owned())
}

/// The word without the ending of a plural, a past tense or a gerund.
fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 4
        {
            return stem;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words_is_close_and_another_is_not() {
        let mut all = Alike::default();
        all.add("Tell me about a time you missed a deadline.");
        all.add("Describe a disagreement with your manager.");
        let (at, alike) = all.closest("When did you miss a deadline?").unwrap_or_default();
        assert!(at == 0 && alike > 0.6, "{at} {alike}");
        assert_eq!(all.closest("How did you disagree with a manager about pay?"), None);
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
        let mut alike = Alike::default();
        for text in &all {
            alike.add(text);
        }
        for text in &all {
            let mut one = Alike::default();
            one.add(text);
            let best = all.iter().filter_map(|other| one.closest(other)).map(|(_, a)| a).fold(0.0, f64::max);
            let found = alike.closest(text).map_or(0.0, |(_, a)| a);
            assert!((found - best).abs() < 1e-9, "{text}: {found} {best}");
        }
    }

    #[test]
    fn no_two_questions_of_a_bank_are_twins() {
        for bank in crate::banks::built_in().unwrap_or_default() {
            let mut known = Alike::default();
            for question in &bank.questions {
                let twin = known.closest(&question.text);
                assert_eq!(twin, None, "{}: {}", question.id, question.text);
                known.add(&question.text);
            }
        }
    }

    #[test]
    fn the_same_sentence_is_wholly_alike() {
        let mut all = Alike::default();
        all.add("Why did you leave your last team?");
        assert_eq!(all.closest("Why did you leave your last team?"), Some((0, 1.0)));
    }
}
