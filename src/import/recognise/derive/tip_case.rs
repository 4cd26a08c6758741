//! The case that a tip wants brought: "one where it went wrong", "a lease you got signed", "something that slipped".

use super::article;
use super::clause;
use super::english::LONGEST;
use super::verbs;
use crate::import::recognise::text::{has_any, lower};

/// What opens the naming of a case.
const ONE: &[&str] = &["a", "an", "one", "1", "something"];

/// Kinds of case that are a time rather than a thing.
const TIMES: &[&str] = &[
    "",
    "story",
    "example",
    "case",
    "situation",
    "moment",
    "time",
    "occasion",
    "day",
    "instance",
    "one",
    "answer",
    "tale",
];

/// Words that are no part of a thing's name, so that what follows them is no clause of it.
const NO_NAME: &[&str] = &[
    "of",
    "in",
    "to",
    "for",
    "with",
    "and",
    "or",
    "on",
    "at",
    "by",
    "from",
    "about",
    "as",
    "is",
    "are",
    "was",
    "were",
    "not",
    "how",
    "why",
    "lot",
    "bit",
    "rest",
    "way",
    "reason",
    "moment",
    "panel",
    "team",
    "role",
    "job",
    "question",
    "interview",
    "interviewer",
    "should",
    "be",
    "must",
    "will",
    "would",
    "can",
    "may",
    "something",
    "someone",
    "it",
    "they",
    "he",
    "she",
    "there",
];

/// Words by which somebody asks for a case, or tells one to have it.
#[rustfmt::skip]
const WANTED: &[&str] = &[
    "hear", "hearing", "bring", "have", "prepare", "pick", "choose", "show", "tell", "ready", "think", "want", "wants", "like", "likes",
    "love", "loves", "ask", "asks", "expect", "expects", "look", "looks", "listen", "should be", "interested", "curious", "use", "give",
    "talk", "walk", "wish", "dig", "digs", "remember", "mind",
];

/// The question about the case that a tip names, if it names one; `unwanted` says of a place whether what
/// stands there is what nobody wants to hear.
pub(super) fn question(text: &str, low: &str, unwanted: impl Fn(usize) -> bool) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let lows: Vec<&str> = low.split(' ').collect();
    if words.len() != lows.len() {
        return None;
    }
    let mut at = 0;
    for n in 0..words.len() {
        let begins = at;
        at += lows[n].len() + 1;
        if !ONE.contains(&lows[n]) {
            continue;
        }
        // "one of them where", "at least one where": elliptic, and asked for by its place alone.
        let asked = has_any(&low[..begins], WANTED)
            || n == 0
            || lows[..n].ends_with(&["at", "least"])
            || n == 1 && lows[0] == "and";
        if !asked || unwanted(begins) {
            continue;
        }
        if let Some(question) = named(&words, &lows, n) {
            return Some(question);
        }
    }
    None
}

/// The case that is named from the word at `n` on.
fn named(words: &[&str], lows: &[&str], n: usize) -> Option<String> {
    let bare = |n: usize| lows.get(n).map_or("", |word| word.trim_end_matches(','));
    let pronoun = lows[n] == "something";
    let opens = (n + 1..=n + 4).find(|&at| {
        matches!(bare(at), "where" | "when" | "that" | "which" | "who" | "you" | "you've")
            || at == n + 2 && bare(n + 1) == "time"
    })?;
    let name: Vec<&str> =
        (n + 1..opens).map(bare).filter(|word| !matches!(*word, "ready" | "prepared")).collect();
    if name.iter().any(|word| NO_NAME.contains(word)) || pronoun && !name.is_empty() {
        return None;
    }
    let rest = clause::short(&words[opens..].join(" "), LONGEST);
    let rest = super::tip::without_order(&rest);
    let low = lower(&rest);
    let after: Vec<&str> = low.split(' ').collect();
    if after.len() < 3
        || has_any(
            &low,
            &[
                "still",
                "remember",
                "candidate",
                "i",
                "we",
                "us",
                "our",
                "my",
                "panel",
                "interview",
                "can",
                "will",
            ],
        )
    {
        return None;
    }
    let noun = name.last().copied().unwrap_or("");
    let kind = name.join(" ");
    let verb = after.get(1).copied().unwrap_or("");
    let is_past = |word: &str| {
        verbs::is_past(word)
            || word.ends_with("ed")
            || matches!(word, "was" | "were" | "had" | "did" | "didn't" | "got" | "went" | "been")
    };
    let told = after.iter().any(|word| is_past(word));
    let thing = |rest: &str| {
        if pronoun {
            return format!("Tell me about something {rest}.");
        }
        format!("Tell me about {} {kind} {rest}.", article::article(&kind))
    };
    match after[0] {
        "where" | "when" if told && TIMES.contains(&noun) => {
            Some(format!("Tell me about a time when {}.", rest.split_once(' ')?.1))
        }
        "where" | "when" if told && !pronoun => Some(thing(&rest)),
        "that" | "which" if is_past(verb) && (pronoun || !TIMES.contains(&noun)) => Some(thing(&rest)),
        "you" | "you've" if (is_past(verb) || after[0] == "you've") && !TIMES.contains(&noun) && !pronoun => {
            Some(thing(&rest))
        }
        // "a time a tenant was let down"
        _ if noun == "time" && told && after[0] != "you" => Some(format!("Tell me about a time {rest}.")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_asked_for_in_the_words_of_the_tip() {
        for (tip, want) in [
            ("at least one where things went wrong", Some("Tell me about a time when things went wrong.")),
            ("tell her about a lease you got signed", Some("Tell me about a lease you got signed.")),
            (
                "think about a time a tenant was badly let down",
                Some("Tell me about a time a tenant was badly let down."),
            ),
            (
                "bring something that went sideways on you",
                Some("Tell me about something that went sideways on you."),
            ),
            (
                "prepare 1 incident that did not go well",
                Some("Tell me about an incident that did not go well."),
            ),
            ("there is a lift that will take you up", None),
            ("the panel has a member who was new", None),
        ] {
            assert_eq!(question(tip, tip, |_| false).as_deref(), want, "{tip}");
        }
    }
}
