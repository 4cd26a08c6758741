//! The question that an English tip makes: what the panel wants to hear is asked for.

use super::english::LONGEST;
use super::{Made, Manner, clause};
use crate::import::recognise::text::{begins_with_any, has_any, lower, squeeze, word_count};

/// How a question within a tip begins.
#[rustfmt::skip]
const HOW: &[&str] = &[
    "how you've", "how you have", "how you", "how she", "what you've", "what you", "why you",
    "when you", "which of your", "where you",
];

/// What stands before the thing a tip wants to hear about.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "like to hear about", "love to hear about", "hear about", "to talk about", "talk about",
    "tell us about", "tell them about", "tell me about", "asks about", "ask about", "ask you about",
    "be asked about", "be asked for", "an example of", "examples of", "one example where",
    "go deep on", "goes deep on", "dig into", "digs into", "drill into", "press you on", "grill you on", "curious about", "come back to", "interested in hearing about", "spend time on", "questions on", "questions about",
    "an example where", "example where", "examples where", "an example when", "an example how",
    "a story about", "stories about", "a story where", "story where", "one story where",
    "stories where", "a story in which", "a case where", "cases where", "one situation where",
    "situation where", "situations where", "an example", "a story of",
];

/// What stands before a question that somebody wants answered.
#[rustfmt::skip]
const SAY: &[&str] = &[
    "tell us", "tell them", "tell him", "tell her", "show us", "show", "say", "explain", "describe",
    "hear", "know", "see", "understand", "interested in", "asks", "ask", "ask you", "asks you", "asking", "wants", "listen for", "listens for", "listening for", "look for", "looks for", "looking for", "care", "cares", "curious", "check", "checks", "test", "tests", "weigh", "weighs", "judge", "judges", "matters", "counts", "them", "you", "he", "she", "they", "on", "about", "into", "is", "like", "of",
    "and", "or", "for", "want", "-", "–", "look at",
];

/// How a tip names a time to tell of.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "a time when you", "a time you", "the time you", "a moment when you", "a day when you",
    "a case you", "something you", "someone you", "somebody you", "a decision you", "a mistake you",
    "one thing you", "a project you", "an occasion when you", "a person you", "a situation you",
    "where you had", "where you",
];

/// The question that a tip makes: "they will want to hear how you …" asks how.
pub(super) fn question(tip: &str) -> Option<Made> {
    let text = clause::whole(tip);
    let low = lower(&text);
    if low.len() != text.len() || has_any(&low, &["your cv", "the link", "parking", "dress", "wear", "visa"])
    {
        return None;
    }
    about(&text, &low)
        .or_else(|| asked(&text, &low))
        .or_else(|| time(&text, &low))
        .or_else(|| brought(&text, &low))
        .or_else(|| problem(&text, &low))
}

/// "hear how you …", "weight on what you did …".
fn asked(text: &str, low: &str) -> Option<Made> {
    let (at, _) = HOW
        .iter()
        .filter_map(|how| find_word(low, how).map(|at| (at, *how)))
        .min_by_key(|(at, how)| (*at, std::cmp::Reverse(how.len())))?;
    let before = low[..at].trim_end_matches([',', ':', ' ']);
    let says =
        before.is_empty() || SAY.iter().any(|say| before.ends_with(say)) || before.ends_with(['-', '–', '—']);
    let rest = clause::short(text.get(at..).unwrap_or(""), LONGEST);
    let fits = says
        && word_count(&rest) >= 4
        && !has_any(&lower(&rest), &["i", "we", "us", "our", "my", "can prepare", "would like to"])
        && !rest.contains('?');
    if fits { made_tip(&format!("Tell me {}.", clause::small(&rest))) } else { None }
}

/// "love to hear about somebody who …", "an example where you …".
fn about(text: &str, low: &str) -> Option<Made> {
    for about in ABOUT {
        let Some(at) = find_word(low, about) else { continue };
        let rest = text.get(at + about.len()..).unwrap_or("").trim_start_matches([',', ':', ' ']);
        let rest = clause::short(rest, LONGEST);
        let low_rest = lower(&rest);
        if word_count(&rest) < 2
            || has_any(
                &low_rest,
                &["i", "we", "us", "our", "each", "per", "every", "interviewers", "your own example"],
            )
        {
            continue;
        }
        let rest = clause::small(&rest);
        let made = if about.ends_with("where") || about.ends_with("when") || about.ends_with("which") {
            format!("Tell me about a time when {rest}.")
        } else if about.ends_with("how") {
            format!("Tell me how {rest}.")
        } else if begins_with_any(&low_rest, &["how", "what", "why", "when", "where"]) {
            format!("Tell me {rest}.")
        } else if begins_with_any(&low_rest, &["you"]) {
            format!("Tell me about a time {rest}.")
        } else {
            format!("Tell me about {rest}.")
        };
        return made_tip(&made);
    }
    None
}

/// "A time you stuck at something boring", "a decision you got wrong".
fn time(text: &str, low: &str) -> Option<Made> {
    for time in TIMES {
        let Some(at) = find_word(low, time) else { continue };
        let rest = clause::short(text.get(at..).unwrap_or(""), LONGEST);
        let rest = if time.starts_with("where") {
            format!("a time {}", rest.replacen("where ", "", 1))
        } else {
            rest
        };
        if word_count(&rest) >= 5
            && !has_any(&lower(&rest), &["i", "we", "us", "our", "my", "can", "could", "need", "will", "'d"])
        {
            return made_tip(&format!("Tell me about {}.", clause::small(&rest)));
        }
    }
    None
}

/// "bring one or two real failures and what you do differently since".
fn brought(text: &str, low: &str) -> Option<Made> {
    for bring in ["bring", "have", "prepare", "pick", "choose", "think of"] {
        let Some(at) = find_word(low, bring).filter(|at| *at < 40) else { continue };
        let rest = clause::short(text.get(at + bring.len()..).unwrap_or("").trim_start(), LONGEST);
        let low_rest = lower(&rest);
        if has_any(
            &low_rest,
            &[
                "fail",
                "failure",
                "failures",
                "mistake",
                "mistakes",
                "conflict",
                "disagreement",
                "decision",
                "setback",
                "error",
                "went wrong",
                "project",
                "situation",
            ],
        ) && !has_any(
            &low_rest,
            &["i", "we", "us", "our", "star", "examples", "stories", "per", "each", "for every"],
        ) {
            return made_tip(&format!("Tell me about {}.", clause::small(&rest)));
        }
    }
    None
}

/// "One of the problems you will be expected to solve is …" asks how one would.
fn problem(text: &str, low: &str) -> Option<Made> {
    let at = low.find("expected to solve is ")? + "expected to solve is ".len();
    let what = clause::short(text.get(at..).unwrap_or(""), LONGEST);
    let fits = (2..=18).contains(&word_count(&what))
        && !begins_with_any(&lower(&what), &["how", "that", "to", "we", "what", "why"])
        && !has_any(&lower(&what), &["we", "us", "our"]);
    fits.then(|| Made {
        text: format!("Walk me through how you would approach {what}."),
        manner: Manner::Told,
    })
}

fn made_tip(text: &str) -> Option<Made> {
    let low = lower(text);
    let fits = (6..=34).contains(&word_count(text))
        && !has_any(&low, &["we", "us", "our", "i"])
        && !text.contains(['?', '"', '“']);
    fits.then(|| Made { text: squeeze(text), manner: Manner::Told })
}

fn find_word(low: &str, phrase: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = low[from..].find(phrase) {
        let start = from + at;
        let end = start + phrase.len();
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if !touches(low[..start].chars().next_back()) && !touches(low[end..].chars().next()) {
            return Some(start);
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tips_ask_what_they_want_to_hear() {
        for (tip, want) in [
            (
                "They will want to hear how you have grown a team around a problem.",
                "Tell me how you have grown a team around a problem.",
            ),
            (
                "The panel puts a lot of weight on what you did when nobody was watching the rate",
                "Tell me what you did when nobody was watching the rate.",
            ),
            ("Pace - tell us what you dropped.", "Tell me what you dropped."),
            (
                "I would love to hear about somebody who did not have to listen to you",
                "Tell me about somebody who did not have to listen to you.",
            ),
        ] {
            let made = question(tip).map(|made| made.text);
            if want.split(' ').count() < 6 {
                assert_eq!(made, None, "{tip}: too short to ask");
            } else {
                assert_eq!(made.as_deref(), Some(want), "{tip}");
            }
        }
        assert_eq!(question("Keep answers to two minutes."), None);
    }
}
