//! The questions within a sentence or a line: what is quoted, and several that stand on one line.

use std::collections::HashSet;

use crate::import::draft::FoundQuestion;

use super::language::{self, Opener};
use super::principles::Principles;
use super::question_text::{Cleaned, clean};

/// The questions within a sentence that reads as one: what is quoted in it, where that asks, else all of it.
pub fn within(text: &str, probe: i32, principles: &Principles) -> Vec<(Cleaned, i32)> {
    let quoted: Vec<(Cleaned, i32)> = quotes(text)
        .into_iter()
        .map(|inner| clean(inner, principles))
        .filter(|inner| inner.words >= 3 && (inner.mark || inner.opener.is_some()))
        .map(|inner| (inner, probe))
        .collect();
    if !quoted.is_empty() {
        return quoted;
    }
    let cleaned = clean(text, principles);
    let fits = (2..=90).contains(&cleaned.words)
        && !placeholder(&cleaned.text)
        && !cleaned.text.ends_with([':', '：']);
    if fits { vec![(cleaned, probe)] } else { Vec::new() }
}

/// Whether something in quotes asks to be told of something, or asks the reader.
pub fn quotes_a_question(text: &str) -> bool {
    quotes(text).iter().any(|inner| {
        let words = super::text::word_count(inner);
        match language::opener(inner) {
            Some(Opener::Telling) => words >= 5,
            Some(Opener::Word | Opener::Verb) => {
                words >= 5
                    && super::text::has_question_mark(inner)
                    && language::speaks_to_you(&super::text::lower(inner))
            }
            _ => false,
        }
    })
}

/// Words after which a letter says what is asked, whoever asks it.
#[rustfmt::skip]
const ASKED: &[&str] = &[
    "asks", "ask", "asked", "asking", "asks everyone", "ask you", "asks you", "you to", "people to", "question is", "question was", "one is", "it was", "version of", "versions of", "is usually", "answer for", "ready for",
    "answer to", "something like", "always", "fragt", "frage", "fragen", "frage ist", "demande", "question est", "pregunta", "pregunta es", "preguntan", "respuesta a", "misma", "pergunta",
    "pergunta é", "perguntam", "resposta para",
];

/// The question that a sentence of a letter tells of without quotes: "she asks when was the last time you …?",
/// "la primera es ¿cuándo fue …?", "and from Ravi it was describe a metric you stopped trusting".
pub fn told_of(text: &str) -> Option<&str> {
    if let Some(at) = text.find('¿').filter(|at| *at > 0) {
        let end = text[at..].find('?').map_or(text.len(), |end| at + end + 1);
        return (super::text::word_count(&text[at..end]) >= 4).then(|| &text[at..end]);
    }
    let low = super::text::lower_in_place(text);
    let begins = low.match_indices(' ').map(|(at, _)| at + 1);
    let mut told = begins.filter(|at| {
        let before = low[..*at].trim_end_matches([' ', ':', ',']);
        let words = || super::text::word_count(&text[*at..]);
        let ends = || text.trim_end().ends_with('?');
        ASKED.iter().any(|cue| {
            before.ends_with(cue) && !before[..before.len() - cue.len()].ends_with(char::is_alphanumeric)
        }) && match language::opener(&text[*at..]) {
            Some(Opener::Telling) => words() >= 6 && language::speaks_to_you(&low[*at..]),
            Some(Opener::Word | Opener::Verb) => words() >= 4 && ends(),
            _ => false,
        }
    });
    let at = told.next()?;
    // What is told after it is another matter.
    let end = [". ", " – ", " — ", "; ", ", that one"].iter().filter_map(|mark| text[at..].find(mark)).min();
    Some(text[at..end.map_or(text.len(), |end| at + end)].trim_end_matches(['.', ',', ' ']))
}

/// Several questions on one line: each longer one by itself, the shorter ones as follow-ups.
pub fn one_by_one(part: (Cleaned, i32), principles: &Principles) -> Vec<(Cleaned, i32)> {
    let texts = apart(&part.0.text);
    if texts.len() < 2 {
        return vec![part];
    }
    let named = part.0.principles.clone();
    let mut out = Vec::new();
    for (n, text) in texts.into_iter().enumerate() {
        let mut cleaned = clean(text, principles);
        if cleaned.principles.is_empty() {
            cleaned.principles.clone_from(&named);
        }
        let own = n == 0 || cleaned.words >= 6 && cleaned.opener.is_some();
        if cleaned.words >= 2 {
            out.push((cleaned, if own { part.1 } else { i32::MAX }));
        }
    }
    out
}

/// The pieces of a line between "//", "||", and numbers within it; between "/" where a question opens
/// after it.
fn apart(text: &str) -> Vec<&str> {
    let mut out = vec![text];
    for mark in [" // ", " || ", " -> ", " → "] {
        out = out.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let mut cut: Vec<&str> = Vec::new();
    for part in out {
        let mut from = 0;
        for (at, _) in part.match_indices(' ') {
            if at < from {
                continue;
            }
            let rest = &part[at + 1..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let numbered = (1..=2).contains(&digits)
                && rest[digits..].starts_with([')', '.'])
                && rest[digits + 1..].starts_with(' ')
                && super::text::ends_sentence(&part[from..at])
                && language::opener(rest[digits + 1..].trim_start()).is_some();
            let slashed = rest.starts_with("/ ")
                && matches!(
                    language::opener(rest[2..].trim_start()),
                    Some(Opener::Telling | Opener::Word | Opener::Verb)
                )
                && super::text::ends_sentence(&part[from..at]);
            // A sentence that asks for another telling is another question.
            let retold = super::text::ends_sentence(&part[from..at])
                && language::opener(rest) == Some(Opener::Telling)
                && asks_for_a_time(rest)
                && asks_for_a_time(&part[from..at]);
            if retold {
                cut.push(&part[from..at]);
                from = at + 1;
            } else if numbered {
                cut.push(&part[from..at]);
                from = at + 1 + digits + 1;
            } else if slashed {
                cut.push(&part[from..at]);
                from = at + 3;
            }
        }
        cut.push(&part[from..]);
    }
    cut.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether the first sentence asks to be told of a time, an example or the like.
fn asks_for_a_time(text: &str) -> bool {
    let end = text.find(['.', '?', '!']).unwrap_or(text.len());
    super::text::has_any(
        &super::text::lower(&text[..end]),
        &[
            "time",
            "example",
            "situation",
            "occasion",
            "vez",
            "beispiel",
            "exemple",
            "ejemplo",
            "exemplo",
            "situación",
        ],
    )
}

/// What stands in quotes.
fn quotes(text: &str) -> Vec<&str> {
    const PAIRS: [(char, char); 5] = [('“', '”'), ('„', '“'), ('«', '»'), ('「', '」'), ('"', '"')];
    let mut out = Vec::new();
    for (open, close) in PAIRS {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at + open.len_utf8()) {
            let Some(end) = text[start..].find(close).map(|at| start + at) else { break };
            out.push(&text[start..end]);
            from = end + close.len_utf8();
        }
        if !out.is_empty() {
            break;
        }
    }
    out
}

/// Whether the text stands for one that is still to be filled in.
pub fn placeholder(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | ']' | '<' | '>'));
    (inner.starts_with('[') && inner.ends_with(']')) || (inner.starts_with('<') && inner.ends_with('>'))
}

/// The same words under the same principle once; a repeat without a principle gives way to one with.
pub fn without_repeats(found: Vec<(usize, FoundQuestion)>) -> Vec<(usize, FoundQuestion)> {
    let key = |text: &str| {
        if text.is_ascii() {
            let words =
                text.split_ascii_whitespace().filter(|word| word.bytes().any(|b| b.is_ascii_alphanumeric()));
            let mut key = String::with_capacity(text.len() + 1);
            for word in words {
                key.extend(word.chars().filter(char::is_ascii_alphanumeric));
                key.push(' ');
            }
            key.pop();
            key.make_ascii_lowercase();
            return key;
        }
        super::text::squeeze(
            &text
                .chars()
                .filter(|c| c.is_alphanumeric() || c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect::<String>(),
        )
    };
    let mut seen: HashSet<(String, Vec<String>)> = HashSet::new();
    found.into_iter().filter(|(_, q)| seen.insert((key(&q.text), q.principles.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_told_without_quotes() {
        assert_eq!(
            told_of("La primera es siempre la misma: ¿cuándo le diste una mala noticia a un cliente?"),
            Some("¿cuándo le diste una mala noticia a un cliente?")
        );
        assert_eq!(
            told_of("The lady from safety asks when was the last time you walked past a hazard?"),
            Some("when was the last time you walked past a hazard?")
        );
        assert_eq!(told_of("They will ask what you would do differently."), None);
        assert_eq!(told_of("Could you confirm which day works for you?"), None);
    }
}
