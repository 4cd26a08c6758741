//! British spelling, by a list of words that is built in.
//!
//! The list is SCOWL's British one up to size 60 (`assets/words`), a list and not a dictionary program:
//! it needs no crate, it is looked up where it lies in the binary without being unpacked, and its
//! licence is permissive.

use super::{Location, Notes, Rule, Severity};

/// One word a line, in order of bytes.
const LIST: &str = include_str!("../../../assets/words/en-GB.txt");

/// Words of the trade that the list does not have, in order.
#[rustfmt::skip]
const TRADE: &[&str] = &[
    "backend", "chatbot", "codebase", "codebases", "cybersecurity", "dataset", "datasets", "debrief", "debriefs", "email",
    "emails", "frontend", "handover", "handovers", "headcount", "microservice", "microservices",
    "offboarding", "onboard", "onboarded", "onboarding", "postmortem", "refactor", "refactored",
    "refactoring", "retrospectives", "roadmap", "roadmaps", "rollout", "rollouts", "runbook", "runbooks",
    "signoff", "spreadsheet", "spreadsheets", "startup", "startups", "timesheet", "timesheets", "upsell", "upselling", "upskill",
    "workaround", "workarounds", "workflow", "workflows", "workstream", "workstreams",
];

/// How American spellings become British ones, tried at every place in a word.
const AMERICAN: &[(&str, &str)] = &[
    ("iz", "is"),
    ("yz", "ys"),
    ("or", "our"),
    ("er", "re"),
    ("og", "ogue"),
    ("ens", "enc"),
    ("l", "ll"),
    ("ll", "l"),
    ("dgm", "dgem"),
    ("sk", "sc"),
    ("ward", "wards"),
    ("gram", "gramme"),
];

/// Whether `word`, in lower case, is in the list or of the trade.
pub fn is_british_word(word: &str) -> bool {
    in_list(word) || TRADE.binary_search(&word).is_ok()
}

/// Looks the word up by halving the text of the list.
fn in_list(word: &str) -> bool {
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        // The line that holds the middle.
        let middle = low.midpoint(high);
        let start =
            LIST.as_bytes()[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        let end =
            LIST.as_bytes()[middle..].iter().position(|&b| b == b'\n').map_or(LIST.len(), |at| middle + at);
        match LIST[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Whether a word of a text, without its marks, is spelt well. Names, figures and words in capitals
/// are nobody's business; of a possessive the owner counts.
fn sound(word: &str, opens: bool) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    if word.chars().any(|c| !c.is_alphabetic() && c != '\'' && c != '’') || !word.is_ascii() && lower == word
    {
        return true;
    }
    let bare = lower.trim_end_matches("'s").trim_end_matches('\'');
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    (capital && !opens)
        || word.chars().skip(1).any(char::is_uppercase)
        || is_british_word(&lower)
        || is_british_word(bare)
        || bare.chars().count() == 1
}

/// What the writer may have meant: a British spelling, else a word one slip away.
fn meant(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let british = AMERICAN.iter().flat_map(|(from, to)| {
        let word = &word;
        word.match_indices(from)
            .map(move |(at, _)| format!("{}{to}{}", &word[..at], &word[at + from.len()..]))
    });
    british.into_iter().chain(one_slip_away(&word)).find(|w| is_british_word(w))
}

/// The words that come of swapping two neighbours, leaving out, changing or adding a letter.
fn one_slip_away(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut found: Vec<Vec<char>> = Vec::new();
    for at in 1..letters.len() {
        let mut swapped = letters.clone();
        swapped.swap(at - 1, at);
        found.push(swapped);
    }
    for at in 0..letters.len() {
        let mut shorter = letters.clone();
        shorter.remove(at);
        found.push(shorter);
    }
    for letter in 'a'..='z' {
        for at in 0..=letters.len() {
            let mut longer = letters.clone();
            longer.insert(at, letter);
            found.push(longer);
        }
    }
    for letter in 'a'..='z' {
        for at in 0..letters.len() {
            let mut other = letters.clone();
            other[at] = letter;
            found.push(other);
        }
    }
    found.into_iter().map(|letters| letters.into_iter().collect()).collect()
}

/// The words of `text` that are not in the list, each once.
fn misspelt(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut opens = true;
    for chunk in text.split_whitespace() {
        for word in chunk.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
            let word = word.trim_matches(['\'', '’']);
            if word.is_empty() {
                continue;
            }
            if !sound(word, opens) && !found.contains(&word) {
                found.push(word);
            }
            opens = false;
        }
        if chunk.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '?', '!', ':']) {
            opens = true;
        }
    }
    found
}

pub(super) fn look(notes: &mut Notes<'_>) {
    let bank = notes.bank;
    let mut texts: Vec<(Location, &str)> = Vec::new();
    for principle in &bank.principles {
        let all = std::iter::once(&principle.meaning)
            .chain(&principle.signs)
            .chain(&principle.misses)
            .chain(principle.differs.values());
        texts.extend(all.map(|text| (Location::Principle(principle.id.clone()), text.as_str())));
    }
    for question in &bank.questions {
        let all = std::iter::once(&question.text).chain(&question.probes);
        texts.extend(all.map(|text| (Location::Question(question.id.clone()), text.as_str())));
    }
    for (place, text) in texts {
        for word in misspelt(text) {
            let words = match meant(word) {
                Some(better) => format!("“{word}” is not in the British word list; “{better}” is"),
                None => format!(
                    "“{word}” is not in the British word list; correct it, unless it is a term you need"
                ),
            };
            notes.note(place.clone(), Rule::Spelling, Severity::Warning, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(LIST.lines().is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()));
        assert!(TRADE.is_sorted());
        assert!(LIST.ends_with('\n'));
    }

    #[test]
    fn british_words_are_known_and_american_ones_are_not() {
        let first = LIST.lines().next().unwrap_or_default();
        let last = LIST.lines().last().unwrap_or_default();
        for word in [first, last, "organise", "colour", "judgement", "programme", "didn't", "onboarding"] {
            assert!(is_british_word(word), "{word}");
        }
        for word in ["organize", "color", "judgment", "", "zzz", "a\nb"] {
            assert!(!is_british_word(word), "{word}");
        }
    }

    #[test]
    fn names_figures_and_owners_pass() {
        assert_eq!(
            misspelt("Acme's NPS fell by 12% in Q3. The manager’s team didn't see it; the teams' leads did."),
            [""; 0]
        );
        assert_eq!(misspelt("Teh custmer left. Recieve it."), ["Teh", "custmer", "Recieve"]);
    }

    #[test]
    fn a_better_spelling_is_offered() {
        for (word, better) in [
            ("organization", "organisation"),
            ("favorite", "favourite"),
            ("judgment", "judgement"),
            ("skeptic", "sceptic"),
            ("neighboring", "neighbouring"),
            ("custmer", "customer"),
            ("recieve", "receive"),
        ] {
            assert_eq!(meant(word).as_deref(), Some(better), "{word}");
        }
        assert_eq!(meant("qqqqqq"), None);
    }

    proptest! {
        #[test]
        fn every_word_of_the_list_is_found(nth in 0_usize..77_000) {
            let word = LIST.lines().nth(nth).unwrap_or_default();
            prop_assert!(in_list(word), "{}", word);
            let without = format!("{word}qx");
            prop_assert!(!in_list(&without));
        }
    }
}
