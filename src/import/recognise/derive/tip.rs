//! The question that an English tip makes: what the panel wants to hear is asked for.

use super::english::LONGEST;
use super::verbs::{self, VerbForm};
use super::{Made, Manner, clause, coordination, frames, tip_case};
use crate::import::recognise::text::{begins_with_any, has_any, lower, squeeze, word_count};

/// How a question within a tip begins.
#[rustfmt::skip]
const HOW: &[&str] = &[
    "how you've", "how you have", "how you'd", "how you would", "how you", "what you've", "what you",
    "why you", "which of your", "when you last",
];

/// What stands before the thing a tip wants to hear about.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "like to hear about", "love to hear about", "hear about", "expect to talk about", "ready to talk about", "prepared to talk about", "able to talk about",
    "ask you to talk about", "tell us about", "tell them about", "tell me about", "asks about", "ask about", "ask you about",
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
    "and", "or", "for", "want", "-", "–", "look at", "consider", "think about",
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
        .or_else(|| {
            tip_case::question(&text, &low, |at| is_unwanted(&low, at)).and_then(|said| made_tip(&said))
        })
        .or_else(|| brought(&text, &low))
        .or_else(|| problem(&text, &low))
        .or_else(|| within(tip))
}

/// Whom a sentence looks for, in its midst.
const WHOM: &[&str] = &[
    "someone who",
    "somebody who",
    "anyone who",
    "anybody who",
    "people who",
    "a person who",
    "the person who",
    "candidates who",
    "those who",
    "you've",
    "you have",
];

/// What stands before "you've …" where it is wished for rather than described or a condition.
const WISHES: &[&str] = &[
    "know", "hear", "show", "see", "say", "think", "believe", "evidence", "proof", "ideally", "and", "or",
    "means",
];

/// The question about whom a sentence looks for: "… anybody who can explain a cost without slides".
pub(super) fn within(text: &str) -> Option<Made> {
    let text = clause::whole(text);
    let low = lower(&text);
    if low.len() != text.len() {
        return None;
    }
    let at = WHOM.iter().filter_map(|whom| find_word(&low, whom)).filter(|at| *at > 0).min()?;
    let before = low[..at].trim_end_matches([' ', ',']).rsplit([' ', ',']).next().unwrap_or("");
    let own = low.get(at..).is_some_and(|rest| rest.starts_with("you"));
    // "a programme you've rebuilt" is about the programme.
    let told = low[..at].trim_end().ends_with([',', ':', ';', '–', '—', '-']) || WISHES.contains(&before);
    if own && !told {
        return None;
    }
    let rest = text.get(at..)?;
    // What the lead list does not know it takes for "someone who".
    let known = ["anyone who", "anybody who", "candidates who", "those who", "the person who"]
        .iter()
        .find_map(|whom| low.get(at..)?.strip_prefix(whom));
    match known {
        Some(after) => question_of(&format!("someone who{}", rest.get(rest.len() - after.len()..)?)),
        None => question_of(rest),
    }
}

fn question_of(rest: &str) -> Option<Made> {
    super::english::question(rest).filter(|made| made.manner != Manner::Thin)
}

/// "hear how you …", "weight on what you did …".
fn asked(text: &str, low: &str) -> Option<Made> {
    let (at, _) = HOW
        .iter()
        .filter_map(|how| find_word(low, how).map(|at| (at, *how)))
        .min_by_key(|(at, how)| (*at, std::cmp::Reverse(how.len())))?;
    let before = low[..at].trim_end_matches([',', ':', ' ']);
    // "say in two sentences why you …": the verb may stand a few words before.
    let near: Vec<&str> = before.rsplit(' ').take(5).collect();
    let says = before.is_empty()
        || SAY.iter().any(|say| before.ends_with(say))
        || near.iter().any(|word| matches!(*word, "ask" | "asks" | "say" | "explain" | "hear"))
        || before.ends_with(['-', '–', '—']);
    let rest = without_order(&clause::short(text.get(at..).unwrap_or(""), LONGEST));
    // "what you did in the first day or two": of what is not said.
    let what =
        begins_with_any(&lower(&rest), &["what you did", "what you'd", "what you would", "what you do"]);
    let placed = has_any(
        &lower(&rest),
        &["when", "if", "where", "because", "about", "that", "differently", "first", "today", "instead"],
    );
    let fits = says
        && (!what || placed && !lower(&rest).ends_with("each"))
        && word_count(&rest) >= 4
        && !has_any(&lower(&rest), &["i", "we", "us", "our", "my", "can prepare", "would like to"])
        && !rest.contains('?');
    if !fits {
        return None;
    }
    let low = lower(&rest);
    for would in ["how you'd ", "how you would "] {
        if low.starts_with(would) {
            let how = rest.get(would.len()..)?;
            return made_tip(&format!("Walk me through how you would {how}."));
        }
    }
    if let Some(last) = rest.strip_prefix("when you last ") {
        return made_tip(&format!("Tell me about the last time you {last}."));
    }
    made_tip(&format!("Tell me {}.", clause::small(&rest)))
}

/// "love to hear about somebody who …", "an example where you …".
fn about(text: &str, low: &str) -> Option<Made> {
    for about in ABOUT {
        let Some(at) = find_word(low, about) else { continue };
        if is_unwanted(low, at) {
            return None;
        }
        let rest = text.get(at + about.len()..).unwrap_or("").trim_start_matches([',', ':', ' ']);
        let rest = preferred(&without_order(&clause::short(rest, LONGEST)), &low[..at]);
        let low_rest = lower(&rest);
        if word_count(&rest) < 2
            || has_any(
                &low_rest,
                &["i", "we", "us", "our", "each", "per", "every", "interviewers", "your own example"],
            )
        {
            continue;
        }
        if frames::is_no_thing(&low_rest)
            && !begins_with_any(&low_rest, &["how", "what", "when", "who", "people", "time"])
            && !about.ends_with("where")
            && !about.ends_with("when")
        {
            return None;
        }
        let rest = clause::small(&rest);
        let made = if about.ends_with("where") || about.ends_with("when") || about.ends_with("which") {
            format!("Tell me about a time when {rest}.")
        } else if about.ends_with("how") {
            format!("Tell me how {rest}.")
        } else if begins_with_any(&low_rest, &["what was", "what is", "what were", "what's", "when", "where"])
        {
            return None;
        } else if begins_with_any(&low_rest, &["how", "what", "why"]) {
            format!("Tell me {rest}.")
        } else if begins_with_any(&low_rest, &["you", "you've", "you'd"]) {
            if word_count(&rest) < 5 || begins_with_any(&low_rest, &["you've got", "you'd"]) {
                return None;
            }
            format!("Tell me about a time {rest}.")
        } else if let Some(doing) = doing(&rest) {
            doing
        } else {
            format!("Tell me about {rest}.")
        };
        // Other frames rarely sound right when they are read aloud, so these are kept and not proposed.
        let told = ["Tell me about a time", "Tell me about someone", "Tell me about somebody", "Tell me how"];
        let doubtful = !told.iter().any(|begin| made.starts_with(begin));
        return made_tip(&made)
            .map(|made| if doubtful { Made { manner: Manner::Doubtful, ..made } } else { made });
    }
    None
}

/// "influencing technical people": what one has done, asked for as a time.
fn doing(what: &str) -> Option<String> {
    let first = what.split(' ').next()?;
    let base = verbs::base(first).filter(|base| verbs::form(first, base) == VerbForm::Gerund)?;
    Some(match coordination::past(base, what) {
        Some(past) => format!("Tell me about a time you {past}."),
        None => format!("Tell me about your experience of {what}."),
    })
}

/// "A time you stuck at something boring", "a decision you got wrong".
fn time(text: &str, low: &str) -> Option<Made> {
    for time in TIMES {
        let Some(at) = find_word(low, time) else { continue };
        if is_unwanted(low, at) {
            return None;
        }
        let rest = clause::short(text.get(at..).unwrap_or(""), LONGEST);
        let rest = preferred(&without_order(&rest), &low[..at]);
        let rest = if time.starts_with("where") {
            format!("a time {}", rest.replacen("where ", "", 1))
        } else {
            rest
        };
        // "a time you learn anything": not one that was.
        let verb = rest.split(' ').skip_while(|word| *word != "you").nth(1).unwrap_or("");
        let now = verbs::base(verb)
            .is_some_and(|base| verbs::form(verb, base) == VerbForm::Base && verbs::past(base) != verb);
        if word_count(&rest) >= 5
            && !now
            && !has_any(&lower(&rest), &["i", "we", "us", "our", "my", "can", "could", "need", "will", "'d"])
        {
            return made_tip(&format!("Tell me about {}.", clause::small(&rest)));
        }
    }
    None
}

/// "rather hear about X than about Y": X.
fn preferred(rest: &str, before: &str) -> String {
    let prefers = has_any(before, &["rather", "sooner", "prefer", "better"]);
    let end = rest.find(" than ").filter(|_| prefers);
    rest[..end.unwrap_or(rest.len())].to_owned()
}

/// Whether what stands at a place is what nobody wants to hear: "a story where all went to plan is no use".
fn is_unwanted(low: &str, at: usize) -> bool {
    let before: Vec<&str> = low[..at].split(' ').rev().take(7).collect();
    let refused = before.iter().any(|word| {
        word.ends_with("n't")
            || matches!(*word, "not" | "never" | "avoid" | "skip" | "without" | "nobody" | "less")
    });
    refused
        || has_any(
            low,
            &[
                "no use",
                "useless",
                "bores",
                "tells us nothing",
                "worth little",
                "worth nothing",
                "is not enough",
                "isn't enough",
                "less interesting",
                "not interested",
                "won't help",
                "fails",
                "scores low",
                "scores badly",
                "red flag",
                "a warning sign",
                "everything went",
                "all along",
            ],
        )
}

/// "a time you cut the spend, and write down before and after": the order at its end is none of the question;
/// nor is a second time.
pub(super) fn without_order(text: &str) -> String {
    let order = text.match_indices(", and ").find(|(at, and)| {
        let next = text[at + and.len()..].split(' ').next().unwrap_or("");
        verbs::base(next)
            .is_some_and(|base| verbs::form(next, base) == VerbForm::Base && verbs::past(base) != next)
    });
    let end = [
        ", a time ",
        ", because it ",
        ", because they ",
        ", because we ",
        ", since it ",
        ", so ",
        ", then ",
        ", and who ",
    ]
    .iter()
    .filter_map(|stop| text.find(stop));
    let end = order.map(|(at, _)| at).into_iter().chain(end).min();
    text[..end.unwrap_or(text.len())].to_owned()
}

/// "bring one or two real failures and what you do differently since".
fn brought(text: &str, low: &str) -> Option<Made> {
    for bring in ["bring", "have", "prepare", "pick", "choose", "think of"] {
        let Some(at) = find_word(low, bring).filter(|at| *at < 40) else { continue };
        let rest = clause::short(text.get(at + bring.len()..).unwrap_or("").trim_start(), LONGEST);
        let rest = rest.replacen(" ready where ", " where ", 1).replacen(" ready ", " ", 1);
        let rest = rest.split(" - ").next().unwrap_or("").to_owned();
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
    let text = &clause::generalise(text);
    let low = lower(text);
    // "them", "it", "the bad one": whoever hears the question does not know what these are.
    let asked = ["what it was", "what it took", "there is", "there was", "there were", "there are"]
        .iter()
        .fold(low.clone(), |text, known| text.replace(known, ""));
    let unknown = low.ends_with(" one.")
        || begins_with_any(
            &low,
            &["tell me what you can", "tell me what you would need", "tell me what you could"],
        )
        || has_any(&asked, &["them", "they", "he", "she", "this", "these", "those", "there"])
        || first_it(&asked);
    let fits = (7..=34).contains(&word_count(text))
        && !unknown
        && !has_any(&low, &["we", "us", "our", "i", "please", "practise", "practice", "write down"])
        && !text.contains(['?', '"', '“']);
    fits.then(|| Made { text: squeeze(text), manner: Manner::Told })
}

/// Whether "it" stands before anything that it could be.
fn first_it(low: &str) -> bool {
    let Some((before, _)) = low.split_once(" it ").or_else(|| low.split_once(" it.")) else { return false };
    !has_any(before, &["a", "an", "something", "the", "your", "one", "someone"])
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
