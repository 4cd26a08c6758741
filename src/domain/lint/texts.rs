//! Whether questions and probes read as somebody would say them: form, one ask, length, own probes.

use std::collections::HashMap;

use super::asks::{MOST_ASKS, asks_of, is_prompt, opens_question, sentences, stray_ask};
use super::{Finding, Location, MOST_SECONDS, MOST_WORDS, Notes, Rule, Severity, Standard};
use crate::domain::alike::words::words;
use crate::domain::bank::{Bank, Question};

/// Probes that fit any question, and so dig into none.
#[rustfmt::skip]
const STOCK: &[&str] = &[
    "and then", "anything else", "can you elaborate", "can you elaborate on that",
    "can you expand on that", "can you give an example", "can you give me an example",
    "can you give me more detail", "can you say more", "can you say more about that",
    "can you tell me more", "can you tell me more about that", "could you elaborate",
    "could you tell me more", "go on", "how did it end", "how did it go", "how did that go",
    "how did that make you feel", "how did you feel", "how did you feel about that",
    "how did you handle it", "how did you handle that", "how so", "is there anything else",
    "please elaborate", "say more", "tell me more", "tell me more about that", "what did you do",
    "what did you do next", "what did you learn", "what did you learn from it",
    "what did you learn from that", "what did you learn from this", "what do you mean by that",
    "what happened", "what happened next", "what happened then", "what was the impact",
    "what was the outcome", "what was the result", "what was your role", "what would you do differently",
    "what would you do differently next time", "why", "why is that", "why not", "why was that",
];

pub(super) fn look(notes: &mut Notes<'_>) {
    let least = Standard::of(notes.bank).probes;
    for question in &notes.bank.questions {
        form(notes, question);
        one_question(notes, question);
        length(notes, question, "it", &question.text);
        probes(notes, question, least);
    }
}

/// What is wrong with how `text` begins and ends, if anything.
fn fault_of_form(text: &str) -> Option<(Severity, &'static str)> {
    if text.split_whitespace().collect::<Vec<_>>().join(" ") != text {
        return Some((Severity::Warning, "has spaces or line breaks too many; put one space between words"));
    }
    if text.chars().next().is_some_and(char::is_lowercase) {
        return Some((Severity::Warning, "begins with a small letter; begin with a capital"));
    }
    let last = *sentences(text).last()?;
    let prompt = is_prompt(last);
    let question = opens_question(last);
    if last.ends_with("..") || last.ends_with(['!', '…', ':', ',', ';']) || !last.ends_with(['?', '.']) {
        return Some((
            Severity::Error,
            "does not end as a question or a prompt; end it with a question mark, or a full stop after a prompt such as “Tell me …”",
        ));
    }
    if last.ends_with('.') && !prompt {
        return Some(if question {
            (Severity::Error, "asks but ends with a full stop; end it with a question mark")
        } else {
            (Severity::Error, "ends with a statement; let the question or the prompt come last")
        });
    }
    if last.ends_with('?') && prompt && !question {
        return Some((
            Severity::Warning,
            "is a prompt but ends with a question mark; end it with a full stop",
        ));
    }
    None
}

/// Openings that get no story: nothing is asked, or what somebody would do and not what they did.
const NO_STORY: &[(&str, &str)] = &[
    ("think of", "sets a thought and asks nothing; said aloud, silence follows: begin with “Tell me about”"),
    ("suppose", "asks what somebody would do, and not what they did; ask for an occasion"),
    ("imagine", "asks what somebody would do, and not what they did; ask for an occasion"),
];

fn form(notes: &mut Notes<'_>, question: &Question) {
    let low = question.text.to_lowercase();
    if let Some((_, fault)) = NO_STORY.iter().find(|(opening, _)| low.starts_with(opening)) {
        notes.question(question, Rule::Form, Severity::Warning, format!("it {fault}"));
    }
    if let Some((severity, fault)) = fault_of_form(&question.text) {
        notes.question(question, Rule::Form, severity, format!("it {fault}"));
    }
    for probe in &question.probes {
        if let Some((severity, fault)) = fault_of_form(probe) {
            notes.question(question, Rule::Form, severity, format!("its probe “{probe}” {fault}"));
        }
    }
}

fn one_question(notes: &mut Notes<'_>, question: &Question) {
    let asks = asks_of(&question.text);
    if asks.len() > MOST_ASKS {
        let words = format!(
            "it asks {} things; ask for the story and at most {} things about it, and make the rest probes",
            asks.len(),
            MOST_ASKS - 1
        );
        notes.question(question, Rule::OneQuestion, Severity::Error, words);
    } else if let Some(stray) = stray_ask(&question.text) {
        let words = format!(
            "“{stray}” begins a second question: it does not go on from what comes before; make it a question of its own or a probe"
        );
        notes.question(question, Rule::OneQuestion, Severity::Error, words);
    }
}

fn length(notes: &mut Notes<'_>, question: &Question, what: &str, text: &str) {
    let words = text.split_whitespace().count();
    if words > MOST_WORDS {
        let words = format!(
            "{what} has {words} words, and {MOST_WORDS} are what can be said in {MOST_SECONDS} s; cut it"
        );
        notes.question(question, Rule::Length, Severity::Error, words);
    }
}

fn probes(notes: &mut Notes<'_>, question: &Question, least: usize) {
    let n = question.probes.len();
    if n < least {
        let has = match n {
            0 => "no probe".to_owned(),
            1 => "1 probe".to_owned(),
            n => format!("{n} probes"),
        };
        let words = format!("it has {has}; write at least {least} that dig into this question");
        notes.question(question, Rule::Probes, Severity::Warning, words);
    }
    let to_ask = notes.bank.is_to_ask(question);
    for probe in &question.probes {
        if STOCK.binary_search(&normal(probe).as_str()).is_ok() {
            let words = format!("its probe “{probe}” fits any question; ask about something in this one");
            notes.question(question, Rule::Probes, Severity::Warning, words);
        }
        // What a person asks an interviewer may run on.
        if !to_ask && asks_two_things(probe) {
            let words = format!("its probe “{probe}” asks two things; ask the one that is harder to answer");
            notes.question(question, Rule::Probes, Severity::Warning, words);
        }
        length(notes, question, &format!("its probe “{probe}”"), probe);
    }
}

/// Whether a probe asks a second thing: in a sentence or clause of its own, or after "and". The same word again weighs one
/// thing against another: "What was the gap between what you saw and what you would accept?".
fn asks_two_things(probe: &str) -> bool {
    let low = probe.to_lowercase();
    let second = |word: &str| {
        low.split_once(&format!(" and {word} ")).is_some_and(|(before, _)| words(before).all(|w| w != word))
    };
    asks_of(probe).len() > 1
        || ["who", "what", "how", "why", "when", "which", "where"].into_iter().any(second)
}

/// A probe's words alone, so that case and marks do not hide a repeat.
fn normal(probe: &str) -> String {
    words(probe).collect::<Vec<_>>().join(" ")
}

/// Finds probes that stand more than once, in one question or in several.
pub(super) fn probes_across(banks: &[Bank], others: &[&Bank], findings: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let given = others.iter().flat_map(|b| &b.questions);
    for question in given {
        for probe in &question.probes {
            seen.entry(normal(probe)).or_insert(&question.id);
        }
    }
    for (nth, bank) in banks.iter().enumerate() {
        for question in &bank.questions {
            for probe in &question.probes {
                let key = normal(probe);
                match seen.get(&key) {
                    Some(_) if STOCK.binary_search(&key.as_str()).is_ok() => {}
                    Some(first) => findings.push(Finding {
                        nth,
                        bank: bank.id.clone(),
                        place: Location::Question(question.id.clone()),
                        rule: Rule::Probes,
                        severity: Severity::Warning,
                        words: format!(
                            "its probe “{probe}” stands at {first} already; ask what only this question can be asked"
                        ),
                    }),
                    None => {
                        seen.insert(key, &question.id);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stock_probes_are_in_order() {
        assert!(STOCK.is_sorted());
    }

    #[test]
    fn probes_that_ask_two_things_are_told_apart() {
        for two in [
            "What did it cost, and who paid?",
            "Who knew and when did they say so?",
            "Who paid? What did it cost?",
        ] {
            assert!(asks_two_things(two), "{two}");
        }
        for one in [
            "Who, if anyone, objected?",
            "What did you give up for it?",
            "How did you and your manager split it?",
            "What was the gap between what you saw and what you would accept?",
        ] {
            assert!(!asks_two_things(one), "{one}");
        }
    }

    #[test]
    fn forms_are_told_apart() {
        for sound in [
            "Tell me about it.",
            "Why us?",
            "Walk me through it. What tipped you off?",
            "Tell me, why did you leave?",
            "How often, and for how long?",
        ] {
            assert_eq!(fault_of_form(sound), None, "{sound}");
        }
        for (text, severity) in [
            ("Tell me about it", Severity::Error),
            ("Tell me about it!", Severity::Error),
            ("Tell me about it…", Severity::Error),
            ("Why us? I wonder about that.", Severity::Error),
            ("Why did you leave.", Severity::Error),
            ("Tell me about a launch?", Severity::Warning),
            ("why us?", Severity::Warning),
            ("Why  us?", Severity::Warning),
        ] {
            assert_eq!(fault_of_form(text).map(|f| f.0), Some(severity), "{text}");
        }
    }
}
