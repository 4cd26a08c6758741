//! What hangs on something past is told in the past: "had to speak up when a date slips" → "slipped".

use super::english::takes_verb;
use super::verbs::{self, VerbForm};
use crate::import::recognise::text::lower;

/// Words that open what hangs on the clause.
#[rustfmt::skip]
const OPENS: &[&str] = &[
    "when", "who", "which", "that", "if", "where", "because", "whether", "what", "how", "until", "while", "than",
    "before", "after", "unless", "whose", "whom", "as", "why", "since", "although", "though", "so", "whatever", "whoever",
];

/// Verbs that help others, in the present and in the past.
const HELPING: &[(&str, &str)] = &[
    ("is", "was"),
    ("are", "were"),
    ("isn't", "wasn't"),
    ("aren't", "weren't"),
    ("has", "had"),
    ("have", "had"),
    ("hasn't", "hadn't"),
    ("haven't", "hadn't"),
    ("does", "did"),
    ("do", "did"),
    ("doesn't", "didn't"),
    ("don't", "didn't"),
    ("can", "could"),
    ("cannot", "could not"),
    ("can't", "couldn't"),
    ("will", "would"),
    ("won't", "wouldn't"),
    ("it's", "it was"),
    ("they're", "they were"),
    ("you're", "you were"),
    ("they've", "they had"),
    ("you've", "you had"),
    ("they'll", "they would"),
    ("nobody's", "nobody was"),
    ("may", "might"),
];

/// Verbs whose form in -s is not several things as well.
#[rustfmt::skip]
const SURELY: &[&str] = &[
    "say", "become", "exceed", "reach", "pull", "stop", "keep", "come", "go", "get", "make", "take", "want", "bring",
    "fail", "seem", "happen", "allow", "ask", "tell", "think", "know", "own", "depend", "find", "mean", "begin", "grow", "lose",
    "leave", "arrive", "need", "slip", "remain", "stay", "understand", "agree", "disagree", "believe", "refuse", "suit", "improve",
    "serve", "matter", "belong", "put", "give", "hear", "feel", "buy", "sell", "pay", "suffer", "prefer", "expect", "threaten", "land", "look",
];

/// Who does something in a clause that hangs on another.
const WHO: &[&str] = &[
    "who",
    "which",
    "that",
    "they",
    "you",
    "people",
    "others",
    "everybody",
    "everyone",
    "nobody",
    "it",
    "somebody",
    "someone",
    "what",
    "he",
    "she",
];

/// The clause with everything after its first "when", "who", "that" … in the past. The verbs before that are
/// left as they are.
pub(super) fn backshifted(clause: &str) -> String {
    let words: Vec<&str> = clause.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    // Whether we are behind such a word, whether a verb keeps its form, and whether it stands beside one
    // before.
    let (mut inside, mut infinitive, mut linked) = (false, false, false);
    for (n, word) in words.iter().enumerate() {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        let mark = &word[bare.len()..];
        let low = lower(bare);
        let before = n.checked_sub(1).map(|at| lower(words[at].trim_end_matches(','))).unwrap_or_default();
        let helping = HELPING.iter().find(|(now, _)| *now == low).map(|(_, past)| *past);
        let shifted = if !inside {
            None
        } else if infinitive || before == "to" {
            // "what to do", "asked to say", "did not move": the verb keeps its form.
            None
        } else if let Some(past) = helping {
            Some(past.to_owned())
        } else {
            verbs::base(&low).and_then(|base| match verbs::form(&low, base) {
                VerbForm::Third => is_verb(&words, n).then(|| verbs::past(base)),
                VerbForm::Base => (WHO.contains(&before.as_str()) || linked).then(|| verbs::past(base)),
                VerbForm::Gerund => None,
            })
        };
        if inside {
            // "does not move", "can say": what follows a helping verb keeps its form until another word
            // comes.
            infinitive = match low.as_str() {
                "do" | "does" | "don't" | "doesn't" | "can" | "can't" | "cannot" | "will" | "won't"
                | "may" | "to" | "must" | "should" | "could" | "would" | "might" => true,
                "not" | "also" | "never" | "only" => infinitive,
                _ => false,
            };
            linked = matches!(low.as_str(), "and" | "or" | "but") && linked_after(&words, n);
        }
        out.push(shifted.map_or_else(|| (*word).to_owned(), |past| format!("{past}{mark}")));
        if n > 0 && OPENS.contains(&low.as_str()) {
            inside = true;
        }
    }
    out.join(" ")
}

/// Whether a word in -s is what somebody does rather than several things: "a date slips", "who keeps it".
fn is_verb(words: &[&str], n: usize) -> bool {
    let at = |n: usize| words.get(n).map(|word| lower(word.trim_end_matches([',', '.']))).unwrap_or_default();
    let (before, next) = (at(n - 1), at(n + 1));
    if before.ends_with("'s") || matches!(before.as_str(), "which" | "what" | "whose" | "how") {
        return matches!(before.as_str(), "which" | "what")
            && HELPING.iter().all(|(now, _)| *now != next)
            && (takes_verb(&next) || matches!(next.as_str(), "it" | "them"));
    }
    if WHO.contains(&before.as_str()) || before.ends_with("ly") {
        return true;
    }
    if matches!(before.as_str(), "the" | "a" | "of" | "in" | "for" | "with" | "by" | "on" | "your" | "our") {
        return false;
    }
    if verbs::base(&at(n)).is_some_and(|base| SURELY.contains(&base)) {
        return true;
    }
    // "the depot manager closes the gate": one who does it, and what it is done to.
    let one = (2..=4).any(|back| {
        n >= back
            && matches!(
                at(n - back).as_str(),
                "a" | "an" | "the" | "another" | "this" | "your" | "their" | "its" | "no"
            )
    });
    one && !before.ends_with('s') && (takes_verb(&next) || matches!(next.as_str(), "it" | "them"))
}

/// Whether what "and" joins are verbs: a form in -s before what a verb takes.
fn linked_after(words: &[&str], and: usize) -> bool {
    let Some(next) = words.get(and + 1) else { return false };
    let low = lower(next.trim_end_matches(','));
    verbs::base(&low).is_some_and(|base| verbs::form(&low, base) == VerbForm::Third)
        && words.get(and + 2).is_some_and(|after| takes_verb(after) || matches!(*after, "it" | "them"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_on_the_past_is_past() {
        for (now, past) in [
            ("speak up when a date slips", "speak up when a date slipped"),
            (
                "hold the line even if the truck is two days late",
                "hold the line even if the truck was two days late",
            ),
            ("write proposals which change priorities", "write proposals which changed priorities"),
            ("drop work that does not move a number", "drop work that did not move a number"),
            ("choose what to do when nobody can say", "choose what to do when nobody could say"),
            ("influence teams who report to others", "influence teams who reported to others"),
            ("explain the plan to the board", "explain the plan to the board"),
        ] {
            assert_eq!(backshifted(now), past);
        }
    }
}
