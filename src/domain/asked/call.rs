//! The questions of a call, out of its transcript in one of the two usual formats for subtitles, with speakers or without.

use std::collections::HashMap;

/// A question of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallQuestion {
    /// Its words.
    pub text: String,
    /// Whether it stands by itself; a follow-up to what was just said does not, and is left out unless it is taken.
    pub is_main: bool,
}

/// Whether a text is a transcript with times: that is what both formats have in common.
pub fn is_transcript(text: &str) -> bool {
    let head: Vec<&str> = text.trim_start_matches('\u{feff}').lines().take(40).collect();
    let times = head.iter().filter(|line| is_time(line)).count();
    times >= 2 || (times == 1 && head.first().is_some_and(|line| line.starts_with("WEBVTT")))
}

fn is_time(line: &str) -> bool {
    line.split_once("-->").is_some_and(|(from, to)| {
        let clock = |text: &str| text.trim().starts_with(|c: char| c.is_ascii_digit()) && text.contains(':');
        clock(from) && clock(to)
    })
}

/// What one person says until another speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Turn {
    who: String,
    text: String,
}

/// The questions that were asked of the candidate, who is the one that says most; of all sentences where nobody is named.
pub fn questions(text: &str) -> Vec<CallQuestion> {
    let turns = turns(text);
    let mut said: HashMap<&str, usize> = HashMap::new();
    for turn in &turns {
        *said.entry(&turn.who).or_default() += turn.text.split_whitespace().count();
    }
    let candidate = said.iter().max_by_key(|(who, words)| (**words, **who)).map(|(who, _)| *who);
    let candidate = candidate.filter(|_| said.len() > 1).map(str::to_owned);
    let asking = turns.iter().filter(|turn| Some(&turn.who) != candidate.as_ref());
    let mut found: Vec<CallQuestion> = Vec::new();
    for turn in asking {
        let mut joins = false;
        let mut before = String::new();
        for sentence in sentences(&turn.text) {
            // "Not everybody will like it. Give me an example of that."
            let leaning = points_back(&sentence) && !before.is_empty();
            let whole = if leaning { format!("{before} {sentence}") } else { sentence.clone() };
            let asked = question(&whole);
            let marked = sentence.ends_with('?');
            match asked {
                // What is asked in one breath is one question.
                Some(more) if joins && marked => {
                    if let Some(last) = found.last_mut() {
                        last.text = format!("{} {}", last.text, more.text);
                        last.is_main |= more.is_main;
                    }
                }
                Some(more) if !found.iter().any(|known| known.text == more.text) => found.push(more),
                _ => {}
            }
            joins = marked && found.last().is_some_and(|last| whole.ends_with(tail(&last.text)));
            before = sentence;
        }
    }
    found
}

/// The last words of a text, to tell whether a sentence is the end of it.
fn tail(text: &str) -> &str {
    text.char_indices().rev().nth(11).map_or(text, |(at, _)| &text[at..])
}

/// Whether a short request asks for an example of what was said just before.
fn points_back(sentence: &str) -> bool {
    let low = sentence.to_lowercase();
    let short = sentence.split_whitespace().count() <= 8;
    short && starts_with_any(&low, ASKS) && ["that", "one", "it"].iter().any(|word| last_word(&low) == *word)
        || short && low.starts_with("give me an example") && low.len() < 24
}

fn last_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).unwrap_or("")
}

// -- The formats -------------------------------------------------------------------------------

fn turns(text: &str) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut who = String::new();
    let mut names: HashMap<String, usize> = HashMap::new();
    let cues = cues(text);
    for cue in &cues {
        if let Some((name, _)) = named(cue) {
            *names.entry(name).or_default() += 1;
        }
    }
    for cue in cues {
        // A name comes more than once; "Note: …" does not.
        let (name, words) = match named(&cue) {
            Some((name, words)) if names[&name] > 1 || cue.starts_with('<') => (Some(name), words),
            _ => (None, cue),
        };
        if let Some(name) = name {
            who = name;
        }
        match turns.last_mut().filter(|turn| turn.who == who) {
            Some(turn) => {
                turn.text.push(' ');
                turn.text.push_str(&words);
            }
            None => turns.push(Turn { who: who.clone(), text: words }),
        }
    }
    turns
}

/// The texts of the cues, each in one line.
fn cues(text: &str) -> Vec<String> {
    let mut cues = Vec::new();
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if !is_time(line) {
            continue;
        }
        let mut words: Vec<&str> = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.is_empty() && !is_time(line)) {
            words.push(line);
        }
        cues.push(words.join(" "));
    }
    cues
}

/// The speaker of a cue and what they say: `<v Name>words</v>`, `Name: words`, `NAME - words`.
fn named(cue: &str) -> Option<(String, String)> {
    if let Some(rest) = cue.strip_prefix("<v") {
        let (name, words) = rest.split_once('>')?;
        let words = words.replace("</v>", "");
        return Some((name.trim().to_owned(), words.trim().to_owned()));
    }
    let split = |mark: &str| cue.split_once(mark).map(|(name, words)| (name.trim(), words.trim()));
    let is_name = |name: &str| {
        let words = name.split_whitespace().count();
        (1..=4).contains(&words)
            && name.chars().next().is_some_and(char::is_uppercase)
            && !name.contains(['.', '?', ','])
    };
    let capitals = |name: &&str| !name.chars().any(char::is_lowercase);
    let by_colon = split(": ").filter(|(name, _)| is_name(name));
    let by_dash = || split(" - ").filter(|(name, _)| is_name(name) && capitals(name));
    let (name, words) = by_colon.or_else(by_dash)?;
    Some((name.to_owned(), words.to_owned()))
}

// -- The questions -----------------------------------------------------------------------------

/// What asks for a story or an account without a question mark.
#[rustfmt::skip]
const ASKS: &[&str] = &[
    "tell me", "tell us", "talk me through", "talk us through", "talk to me about", "talk to us about", "talk about",
    "walk me through", "walk us through", "take me through", "take us through", "give me", "give us", "describe",
    "share ", "think of a time", "think about a time", "explain",
];
/// What leads to such a request.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "i'd love to hear", "i would love to hear", "i'd like to hear", "i would like to hear", "i'd like you to", "i want to hear",
    "i'd be interested", "i'm interested", "i'm curious", "i am curious", "really interested to hear", "can you tell",
    "could you tell", "can you give", "could you give", "can you describe", "could you describe", "can you walk",
    "could you walk", "can you talk", "could you talk", "can you think of", "could you share", "can you share",
    "would you tell", "would you describe", "maybe you can tell", "perhaps you could", "maybe we can start", "let's start with",
    "a time when", "a time you", "a time where", "a situation where", "a situation when", "a situation in which", "an example of",
    "have you ever", "have you had to", "when have you", "what made you", "what would you do", "how would you", "how have you",
    "how do you", "what was the last time", "the last time you", "do you know the difference", "what do you understand", "what is your view", "what's your view", "what's a decision", "what is a decision",
];
/// What begins a question.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "what", "why", "how", "when", "which", "where", "who", "have", "has", "had", "did", "do", "does", "are", "is", "was",
    "were", "would", "could", "can", "should",
];
/// What a speaker says before the question begins.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "okay", "ok", "so", "right", "well", "um", "uh", "erm", "er", "and", "but", "now", "great", "good", "lovely", "perfect",
    "brilliant", "thanks", "thank you", "yeah", "yes", "sure", "cool", "alright", "all right", "then", "next", "first",
    "next one", "next question", "my next question is", "another one", "last one", "the next", "first of all", "fine",
    "interesting", "mm", "hmm", "mhm", "like", "maybe", "to start", "you know", "i guess", "just",
];
/// What is asked about the call, the day and the terms, and not of the candidate's work.
#[rustfmt::skip]
const TALK: &[&str] = &[
    "hear me", "see me", "hear you", "see you", "how are you", "how's your", "how is your", "how was your", "weather",
    "questions for me", "questions for us", "ask me", "ask us", "want to know", "like to know from", "salary", "notice",
    "start date", "could you start", "can you start", "able to start", "visa", "licence", "license", "timeline",
    "in process", "other offers", "other process", "days a week", "does that make sense", "is that ok", "is that right",
    "are you there", "shall we", "shall i", "ready to", "have i lost", "is it ok", "on mute", "pronounce", "a good time",
    "can i take", "is that better", "is that clear", "anything else you", "anything to drink", "find us", "the band", "expectation",
    "paying", "get away", "half term", "holiday", "weekend", "are we good", "you with me", "still there", "make sense",
    "did you get", "is that all right", "where are you based", "where are you guys", "see my screen", "connection", "right to work",
    "what questions", "any questions", "far to go", "reference", "contacting", "recording", "come back to",
];

/// What points back to what was just said.
const BACK: &[&str] = &["that", "it", "he", "she", "they", "them", "him", "her", "this"];

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty())
}

/// The question in a sentence, if it is one that is asked of a candidate.
fn question(sentence: &str) -> Option<CallQuestion> {
    let text = trimmed(sentence);
    let low = text.to_lowercase().replace('’', "'");
    let marked = text.ends_with('?');
    let words = low.split_whitespace().count();
    let asks = starts_with_any(&low, ASKS) || LEADS.iter().any(|lead| low.contains(lead));
    let begins = low.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|first| WORDS.contains(&first));
    if words < 4 && !(marked && words > 1) || TALK.iter().any(|talk| low.contains(talk)) {
        return None;
    }
    let is_question = asks && words >= 5 || marked || begins && words >= 5 && low.contains("you");
    let is_why =
        low.starts_with("why ") && words >= 4 || low.contains(", why ") || low.contains(" but, why ");
    let wonders = words_of(&low).any(|word| WORDS[..8].contains(&word));
    let to_candidate = low.contains("you") || asks || marked && begins && words >= 7;
    // "How did you measure that?" leans on what was just said; in a longer one the word points within it.
    let leans = words < 12 && words_of(&low).any(|word| BACK.contains(&word));
    let requests = starts_with_any(&low, ASKS) || low.contains("a time ") || low.contains("a situation ");
    let stands = requests || asks && words >= 8 || begins && words >= 9 || marked && wonders && words >= 8;
    let is_main = is_why || to_candidate && stands && (!leans || requests);
    (is_question && !is_tag(&low)).then_some(CallQuestion { text, is_main })
}

/// "…, don't you?": a statement that looks for a nod.
fn is_tag(low: &str) -> bool {
    let Some(end) = low.rsplit(',').next().filter(|_| low.contains(',')) else { return false };
    let words: Vec<&str> = end.trim().trim_end_matches('?').split_whitespace().collect();
    matches!(words.as_slice(), ["right" | "yeah" | "no" | "correct"])
        || matches!(words.as_slice(), [aux, "you" | "it" | "they" | "we" | "i" | "he" | "she"] if aux.ends_with("n't"))
}

fn starts_with_any(text: &str, of: &[&str]) -> bool {
    let low = text.to_lowercase();
    of.iter().any(|words| low.starts_with(words))
}

/// The sentence without what is said before the question begins.
fn trimmed(sentence: &str) -> String {
    let mut text = sentence.trim();
    loop {
        let low = text.to_lowercase();
        let filler =
            FILLERS.iter().filter(|filler| low.starts_with(**filler)).max_by_key(|filler| filler.len());
        let Some(rest) = filler.and_then(|filler| text.get(filler.len()..)) else { break };
        let cut = rest.trim_start_matches([',', '.', '…', '-', ' ']);
        if cut.len() == rest.len() || cut.is_empty() {
            break;
        }
        text = cut;
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The sentences of a turn. Where a recogniser set no mark, a request that begins in the middle begins a sentence.
fn sentences(text: &str) -> Vec<String> {
    let text = text.replace("[laughter]", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let ends =
            matches!(c, '.' | '?' | '!') && text[at + 1..].chars().next().is_none_or(|next| next == ' ');
        if ends {
            found.push(text[from..=at].trim().to_owned());
            from = at + 1;
        }
    }
    found.push(text[from..].trim().to_owned());
    found.retain(|sentence| !sentence.is_empty());
    found.into_iter().flat_map(|sentence| apart(&sentence)).collect()
}

/// A long run of words without a mark, cut before each thing that asks.
fn apart(sentence: &str) -> Vec<String> {
    const LONG: usize = 24;
    if sentence.split_whitespace().count() <= LONG {
        return vec![sentence.to_owned()];
    }
    // Only letters of ASCII change, so that places in the one are places in the other.
    let low = sentence.to_ascii_lowercase();
    let begins = ASKS.iter().chain(LEADS);
    let mut cuts: Vec<usize> = begins.flat_map(|words| low.match_indices(words).map(|(at, _)| at)).collect();
    cuts.retain(|at| *at == 0 || low.as_bytes()[at - 1] == b' ');
    cuts.sort_unstable();
    // Two that overlap ("tell me about a time you") are one.
    cuts.dedup_by(|later, first| *later < *first + 40);
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().filter(|cut| *cut > 0) {
        parts.push(sentence[from..cut].trim().to_owned());
        from = cut;
    }
    parts.push(sentence[from..].trim().to_owned());
    parts.retain(|part| !part.is_empty());
    // Without a mark nobody knows where the question ends and the answer begins.
    for part in parts.iter_mut().filter(|part| !part.ends_with('?')) {
        *part = part.split_whitespace().take(LONG).collect::<Vec<_>>().join(" ");
    }
    parts
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NURSE: &str = include_str!("../../../tests/asked/nurse.vtt");
    const FINANCE: &str = include_str!("../../../tests/asked/finance.srt");
    const PRODUCT: &str = include_str!("../../../tests/asked/product.srt");

    fn mains(text: &str) -> Vec<String> {
        questions(text).into_iter().filter(|asked| asked.is_main).map(|asked| asked.text).collect()
    }

    #[test]
    fn both_formats_are_known_and_notes_are_not() {
        for text in [NURSE, FINANCE, PRODUCT] {
            assert!(is_transcript(text) && is_transcript(&format!("\u{feff}{text}")));
        }
        assert!(!is_transcript("why us\nconflict --> how solved\n"));
    }

    /// How many of each made-up call's questions are found, and how many others. These three were learned from; what it does
    /// on calls that nobody who builds has read stands in docs/design.md.
    #[test]
    fn questions_of_the_interviewer_are_found_and_small_talk_is_not() {
        let asked = |text: &str, words: &[&str]| {
            let found = mains(text);
            words.iter().filter(|words| found.iter().any(|question| question.contains(**words))).count()
        };
        let nurse = ["run through your career", "worst shift", "wasn't performing", "duty of candour"];
        assert_eq!(asked(NURSE, &nurse), 4, "{:#?}", mains(NURSE));
        let finance =
            ["tell a board something", "leave the theatre", "difficult relationship", "donated goods"];
        assert_eq!(asked(FINANCE, &finance), 4, "{:#?}", mains(FINANCE));
        let product = ["engineering said no", "way more requests", "launch that flopped"];
        assert_eq!(asked(PRODUCT, &product), 3, "{:#?}", mains(PRODUCT));
        for text in [NURSE, FINANCE, PRODUCT] {
            let found = mains(text);
            assert!(found.len() <= 12, "{found:#?}");
            for talk in ["hear me", "see me", "notice period", "don't you", "ask me"] {
                assert!(!found.iter().any(|question| question.contains(talk)), "{talk}: {found:#?}");
            }
        }
    }

    #[test]
    fn names_are_told_in_each_of_the_usual_ways() {
        let times = "00:01.000 --> 00:02.000";
        let call = |a: &str, b: &str| {
            format!("WEBVTT\n\n{times}\n{a}\n\n{times}\n{b}\n\n{times}\n{a}\n\n{times}\n{b}\n")
        };
        let question = "Tell me about a time you failed at something.";
        let long = "I failed at a great many things, and will you ask me about each and every one of them?";
        for (ask, answer) in [
            (format!("<v Ana>{question}</v>"), format!("<v Bo>{long}</v>")),
            (format!("Ana: {question}"), format!("Bo: {long}")),
            (format!("ANA - {question}"), format!("BO - {long}")),
        ] {
            assert_eq!(mains(&call(&ask, &answer)), [question], "{ask}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_dropped_breaks_it(text in "(\\PC|\n|-->|00:00|<v |: ){0,200}") {
            let _ = is_transcript(&text);
            let _ = questions(&text);
        }
    }
}
