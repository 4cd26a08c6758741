//! How alike two texts are, by the words that carry their meaning: one measure for near-duplicates
//! wherever they are looked for.

mod index;
pub(super) mod words;

use std::collections::HashMap;

pub use index::{Index, LEAST};
use words::content;

/// A question reduced to what is compared: its stems and the runs of four letters in them, each as
/// sorted numbers.
pub(super) struct Reduced {
    stems: Vec<u32>,
    runs: Vec<u32>,
}

#[derive(Default)]
pub(super) struct Reducer {
    numbers: HashMap<String, u32>,
}

impl Reducer {
    fn number(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(text).or_insert(next)
    }

    pub(super) fn reduce(&mut self, text: &str) -> Reduced {
        let stems = content(text);
        let letters: Vec<char> = stems.join(" ").chars().collect();
        let runs = letters.windows(4.min(letters.len().max(1))).map(|w| w.iter().collect::<String>());
        let runs = runs.map(|run| self.number(format!("~{run}"))).collect();
        let stems = stems.into_iter().map(|stem| self.number(stem)).collect();
        Reduced { stems: sorted(stems), runs: sorted(runs) }
    }
}

fn sorted(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// What two sorted lists share, of all that is in either (P. Jaccard, 1901); 0 for two empty ones.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let either = a.len() + b.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// The mean of what the stems and what the runs of letters share: stems see through word order, runs
/// through endings that the stemmer missed.
pub(super) fn alike(a: &Reduced, b: &Reduced) -> f64 {
    f64::midpoint(jaccard(&a.stems, &b.stems), jaccard(&a.runs, &b.runs))
}

/// How alike two texts are, 0 to 1, whatever their order.
pub fn similarity(a: &str, b: &str) -> f64 {
    let mut reducer = Reducer::default();
    let (a, b) = (reducer.reduce(a), reducer.reduce(b));
    alike(&a, &b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rewordings_are_too_alike() {
        for (a, b) in [
            (
                "Tell me about a time you disagreed with your manager.",
                "Describe a situation where you disagreed with a manager. What happened?",
            ),
            ("When did a number surprise you?", "Give me an example of a surprising number."),
            (
                "Tell me about a deadline you missed. What did you do?",
                "Describe a time when you were missing a deadline.",
            ),
            (
                "How did you win back a customer who had decided to leave?",
                "Tell me about winning back a customer who decided they would leave.",
            ),
        ] {
            let similarity = similarity(a, b);
            assert!(similarity > 0.6, "{similarity:.2}: {a} {b}");
        }
    }

    #[test]
    fn one_theme_is_not_one_question() {
        for (a, b) in [
            (
                "Tell me about a deadline you missed because you said yes too often.",
                "Tell me about a deadline you moved, and how you told the customer.",
            ),
            (
                "When did you disagree with your manager in front of the team?",
                "When did your manager change a decision because of a figure you brought?",
            ),
            ("Tell me about your worst hire.", "Tell me about the hire you had to argue longest for."),
        ] {
            let similarity = similarity(a, b);
            assert!(similarity < 0.45, "{similarity:.2}: {a} {b}");
        }
    }

    proptest! {
        #[test]
        fn similarity_is_a_share_and_has_no_direction(a in "[a-z ?]{0,60}", b in "[a-z ?]{0,60}") {
            let one = similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&one));
            prop_assert!((one - similarity(&b, &a)).abs() < 1e-12);
        }

        #[test]
        fn a_text_is_wholly_like_itself(a in "[a-z]{1,9}( [a-z]{1,9}){0,9}") {
            prop_assert!((similarity(&a, &a) - 1.0).abs() < 1e-12);
        }
    }
}
