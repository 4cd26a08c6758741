//! What a text asks: its sentences, the asks in them, and whether they belong together.

use crate::domain::alike::words::{is_common, stem, words};

/// Verbs that open a prompt: "Tell me about …".
#[rustfmt::skip]
const PROMPTS: &[&str] = &[
    "bring", "choose", "compare", "convince", "define", "describe", "explain", "give", "go", "guess",
    "imagine", "introduce", "let", "list", "look", "name", "outline", "pick", "put", "recall", "say",
    "share", "show", "sketch", "suppose", "take", "talk", "teach", "tell", "think", "try", "walk",
];
/// Prompts that only set a scene for the ask that follows: "Suppose we offered you the job."
#[rustfmt::skip]
const SCENES: &[&str] = &[
    "imagine", "let", "pick", "suppose", "take", "think",
];
/// Words that open a question, directly or turned round.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "how", "is", "may", "might",
    "should", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will",
    "would",
];
/// Words that point back to what was just said.
#[rustfmt::skip]
const BACKWARD: &[&str] = &[
    "afterwards", "again", "else", "he", "her", "him", "his", "it", "its", "one", "she",
    "so", "their", "them", "then", "these", "they", "this", "those",
];
/// Words that come before a "that" which points back.
#[rustfmt::skip]
const LEADING_IN: &[&str] = &[
    "about", "after", "at", "because", "before", "behind", "by", "do", "for", "from", "in", "like", "of", "on", "than",
    "to", "with",
];
/// Verbs that stand before the one who acts, in a question turned round.
#[rustfmt::skip]
const TURNED: &[&str] = &[
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "should", "was", "were",
    "will", "would",
];
/// Words that set off for a story of their own.
#[rustfmt::skip]
const STORY: &[&str] = &[
    "best", "biggest", "ever", "favourite", "greatest", "hardest", "proudest", "strongest", "toughest", "weakest",
    "worst",
];
/// The most words with a meaning that a second ask may bring in without pointing back: "What tipped
/// you off?" goes on, "How do you like to receive feedback?" begins anew.
const MOST_NEW: usize = 1;
/// The same for an ask that stays in the past, as the story before it: "Where did you draw the line?"
const MOST_NEW_OF_STORY: usize = 3;
/// The most asks in one question: the story, and two things about it.
pub(super) const MOST_ASKS: usize = 3;

/// The sentences of `text`, each with the mark it ends in.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let ends = bytes.get(after).is_none_or(u8::is_ascii_whitespace);
        if matches!(c, '.' | '?' | '!' | '…') && ends {
            found.push(text[start..after].trim());
            start = after;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Whether a sentence tells the listener to tell something, perhaps after an opening phrase: "To start
/// us off, tell me …".
pub(super) fn is_prompt(sentence: &str) -> bool {
    let begins = |part: &str| {
        let first =
            words(part).find(|w| !matches!(w.as_ref(), "please" | "now" | "so" | "and" | "then" | "just"));
        first.is_some_and(|w| PROMPTS.contains(&w.as_ref()))
    };
    sentence.split([',', ';', ':']).any(begins)
}

/// Whether a sentence asks at all.
pub(super) fn asks(sentence: &str) -> bool {
    sentence.ends_with('?') || is_prompt(sentence)
}

/// Whether words of a question open some part of the sentence: "Tell me, why did you leave?"
pub(super) fn opens_question(sentence: &str) -> bool {
    let begins = |part: &str| {
        let first = words(part).find(|w| !matches!(w.as_ref(), "and" | "or" | "but" | "so" | "then"));
        first.is_some_and(|w| OPENERS.contains(&w.as_ref()))
    };
    sentence.split([',', ';', ':', '–', '—']).any(begins)
}

/// The asks of a text in order: sentences that ask, parted where a comma or semicolon and "and" or "but"
/// begin another question; "or" only offers a choice. A scene that is set for the next ask is a part of
/// that ask.
pub(super) fn asks_of(text: &str) -> Vec<String> {
    let mut asks_found: Vec<String> = Vec::new();
    let mut scene: Option<&str> = None;
    for sentence in sentences(text).into_iter().filter(|s| asks(s)) {
        let sets_scene =
            !sentence.ends_with('?') && words(sentence).next().is_some_and(|w| SCENES.contains(&w.as_ref()));
        if sets_scene && scene.is_none() {
            scene = Some(sentence);
            continue;
        }
        for (i, part) in clauses(sentence).into_iter().enumerate() {
            match scene.take().filter(|_| i == 0) {
                Some(scene) => asks_found.push(format!("{scene} {part}")),
                None => asks_found.push(part),
            }
        }
    }
    asks_found.extend(scene.map(str::to_owned));
    asks_found
}

/// The parts of a sentence that ask: "…, and how did it end", "… and what is your weakness".
fn clauses(sentence: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in sentence.split_inclusive([',', ';']) {
        let mut first = words(part);
        let joined = first.next().is_some_and(|w| matches!(w.as_ref(), "and" | "but"));
        let opens = |w: &str| OPENERS.contains(&w) || PROMPTS.contains(&w);
        let another = joined && first.next().as_deref().is_some_and(opens);
        let parts = at_bare_and(part);
        for (i, part) in parts.into_iter().enumerate() {
            match found.last_mut() {
                Some(last) if i == 0 && !another => last.push_str(part),
                _ => found.push(part.to_owned()),
            }
        }
    }
    found
}

/// Parts text before an "and" that a turned-round question follows: a question word and a verb.
fn at_bare_and(text: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, _) in text.match_indices(" and ") {
        let mut after = words(&text[at + " and ".len()..]);
        let asks = after.next().is_some_and(|w| OPENERS.contains(&w.as_ref()))
            && after.next().is_some_and(|w| TURNED.contains(&w.as_ref()));
        if asks && at > start {
            parts.push(&text[start..at]);
            start = at;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The first ask that does not go on from what was said before it, if there is one. An ask goes on if
/// it points back ("it", "them"), takes up a word, brings in at most [`MOST_NEW`] words with a meaning,
/// or, of a story, stays in the past with at most [`MOST_NEW_OF_STORY`]. One that begins a story of its
/// own has to point back, or take up a word.
pub(super) fn stray_ask(text: &str) -> Option<String> {
    let mut known: Vec<String> = Vec::new();
    for (i, ask) in asks_of(text).iter().enumerate() {
        let mut new: Vec<String> = words(ask).filter(|w| !is_common(w)).map(|w| stem(&w)).collect();
        new.sort_unstable();
        new.dedup();
        let takes_up = !is_prompt(ask) && new.iter().any(|s| known.contains(s));
        let most = if is_past(ask) { MOST_NEW_OF_STORY } else { MOST_NEW };
        let little = new.len() <= most && !begins_story(ask);
        if i > 0 && !points_back(ask) && !takes_up && !little {
            return Some(ask.trim().to_owned());
        }
        known.extend(new);
    }
    None
}

/// Whether an ask sets off for a story: a prompt, "have you ever", "your biggest".
fn begins_story(ask: &str) -> bool {
    is_prompt(ask) || words(ask).any(|w| STORY.contains(&w.as_ref()))
}

/// Whether an ask leans on what was said before it.
fn points_back(ask: &str) -> bool {
    let words: Vec<_> = words(ask).collect();
    (0..words.len()).any(|i| {
        let before = i.checked_sub(1).and_then(|b| words.get(b)).map_or("", AsRef::as_ref);
        let after = words.get(i + 1).map_or("", AsRef::as_ref);
        match words[i].as_ref() {
            // "What did that cost?", not "the goal that mattered".
            "that" => before.is_empty() || LEADING_IN.contains(&before) || TURNED.contains(&before),
            // "How did you get there?", not "Is there a rule?"
            "there" => !TURNED.contains(&before),
            // "Which did you keep?": which of them.
            "which" => after == "of" || TURNED.contains(&after),
            word => BACKWARD.contains(&word),
        }
    })
}

/// Whether an ask is about something that is over, as a story is.
fn is_past(ask: &str) -> bool {
    words(ask).any(|w| matches!(w.as_ref(), "did" | "had" | "was" | "were"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_their_marks() {
        assert_eq!(sentences("Sales fell by 2.5 per cent. Why? "), ["Sales fell by 2.5 per cent.", "Why?"]);
        assert_eq!(sentences("no mark"), ["no mark"]);
    }

    #[test]
    fn prompts_are_told_from_statements() {
        for prompt in ["Tell me about it.", "To start us off, tell me a little.", "Now walk me through it."] {
            assert!(is_prompt(prompt), "{prompt}");
        }
        for statement in ["I have read your application.", "You told me about it.", "Why us?"] {
            assert!(!is_prompt(statement), "{statement}");
        }
    }

    #[test]
    fn one_question_may_go_on() {
        for text in [
            "Tell me about a launch that slipped. What did you do, and how did it end?",
            "I have read your application. What does it leave out?",
            "Suppose we offered you the job tomorrow. Pay aside, what could make you say no?",
            "Walk me through a decision you had to reverse. What tipped you off?",
            "Give me an example of errors that you brought down. From what level to what level?",
            "Describe a launch that was at risk. Where did you draw the line?",
            "Why did you leave your last job, or why do you want to leave this one?",
            "Which decisions would be mine to make, and which would you want to hear about?",
            "How do you review your decisions? Give me one you went back to.",
        ] {
            assert_eq!(stray_ask(text), None, "{text}");
            assert!(asks_of(text).len() <= MOST_ASKS, "{text}");
        }
    }

    #[test]
    fn two_questions_are_found() {
        for text in [
            "Tell me about a launch that slipped. How do you like to receive feedback?",
            "Why do you want this job, and what is your biggest weakness?",
            "When did you last lead a team? Which programming languages do you know?",
            "Tell me about a time you failed. What was your greatest achievement?",
            "Tell me about a conflict and how do you deal with pressure?",
            "Describe a conflict. Tell me about a launch.",
            "Tell me about a conflict, and describe your style of leadership.",
            "Walk me through a launch. What is the goal that drives you?",
        ] {
            assert!(stray_ask(text).is_some(), "{text}: {:?}", asks_of(text));
        }
        let many = "What went wrong? What did you do? Who helped you? What did you learn from it?";
        assert_eq!(asks_of(many).len(), 4);
    }
}
