//! Words of a text: split, cut to their stems, and told apart into those that carry the meaning.

use std::borrow::Cow;

/// Words that every question may use without asking for the same thing as another: grammar, and the
/// frame of a behavioural question ("tell me about a time when you …").
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "although", "am", "an", "and", "any", "anybody",
    "anyone", "anything", "are", "as", "ask", "asked", "at", "away", "back", "be", "became", "because",
    "become", "been", "before", "behind", "being", "both", "but", "by", "came", "can", "case", "come",
    "could", "describe", "did", "didn't", "do", "does", "doing", "done", "down", "each", "else", "end",
    "ended", "even", "ever", "every", "everybody", "everyone", "everything", "example", "few", "first", "for",
    "from", "gave", "get", "give", "given", "go", "got", "had", "happened", "has", "have", "having", "he",
    "her", "him", "his", "how", "i", "if", "in", "instance", "into", "is", "it", "its", "itself", "just",
    "kept", "last", "made", "make", "many", "may", "me", "might", "moment", "more", "most", "much",
    "must", "my", "named", "no", "nobody", "none", "not", "nothing", "occasion", "of", "off", "on",
    "once", "one", "only", "or", "other", "others", "our", "out", "over", "own", "people", "pick",
    "rather", "same", "saw", "say", "see", "share", "she", "should", "situation", "so", "some", "somebody",
    "someone", "something", "still", "such", "take", "taken", "talk", "tell", "than", "that", "the",
    "their", "them", "themselves", "then", "there", "these", "they", "thing", "things", "think", "this",
    "those", "through", "time", "to", "told", "too", "took", "turned", "until", "up", "us", "very",
    "walk", "want", "wanted", "was", "wasn't", "way", "we", "went", "were", "what", "when", "where",
    "whether", "which", "while", "who", "whole", "whom", "whose", "why", "will", "with", "without",
    "work", "would", "you", "your", "yours", "yourself",
];

/// Endings that forms of a word differ in, the longer before those they end in.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "ations", "ation", "ments", "ment", "ings", "ing", "edly", "ies", "ied", "ers", "ed", "er", "es", "ly", "s",
];

/// The words of `text` in lower case, with apostrophes made straight; hyphens part words.
pub(in crate::domain) fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter_map(|word| {
        let word = word.trim_matches(['\'', '’']);
        // Most words are as they should be: nothing is copied.
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let word = if word.chars().all(plain) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.replace('’', "'").to_lowercase())
        };
        (!word.is_empty()).then_some(word)
    })
}

/// Whether `word`, in lower case, is grammar or frame.
pub(in crate::domain) fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

/// The stems of the words that carry the meaning, in order; all stems if none does.
pub(in crate::domain) fn content(text: &str) -> Vec<String> {
    let found: Vec<String> = words(text).filter(|w| !is_common(w)).map(|w| stem(&w)).collect();
    if found.is_empty() { words(text).map(|w| stem(&w)).collect() } else { found }
}

/// A word without its commonest endings, so that "measured", "measures" and "measuring" are one. It
/// only has to bring forms of a word together; what is left need not be a word.
pub(in crate::domain) fn stem(word: &str) -> String {
    let word = word.trim_end_matches("'s");
    let enough = |rest: &str| rest.chars().count() >= 3 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let mut stem = word;
    let mut doubles = false;
    for ending in ENDINGS {
        let Some(rest) = word.strip_suffix(ending) else { continue };
        if enough(rest) && !(*ending == "s" && rest.ends_with('s')) {
            stem = rest;
            doubles = matches!(*ending, "ing" | "ings" | "ed" | "er" | "ers");
            break;
        }
    }
    // "stopped" and "stop", "decide" and "deciding", "carry" and "carried".
    let mut chars: Vec<char> = stem.chars().collect();
    let n = chars.len();
    if doubles && n > 3 && chars[n - 1] == chars[n - 2] && !"aeiouls".contains(chars[n - 1]) {
        chars.pop();
    }
    if chars.len() > 3 && chars.last().is_some_and(|c| "eyi".contains(*c)) {
        chars.pop();
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_words_are_in_order() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["measure", "measured", "measures", "measuring", "measurement"][..],
            &["stop", "stopped", "stopping", "stops"],
            &["decide", "decided", "deciding"],
            &["carry", "carried", "carries"],
            &["manager's", "managers", "manager"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
        assert_ne!(stem("customer"), stem("custom-made"));
        assert_eq!(stem("less"), "less");
    }

    #[test]
    fn the_frame_carries_no_meaning() {
        assert_eq!(content("Tell me about a time when a number surprised you."), ["numb", "surpris"]);
        assert_eq!(content("What did you do?"), ["what", "did", "you", "do"]);
    }
}
