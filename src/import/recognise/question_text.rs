//! The words of a question without the numbers, labels, quotes and marks around them.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::language::{self, Opener};
use super::principles::Principles;
use super::text::{has_question_mark, lower, squeeze, strip_number, trim_marks, unquote, word_count};

/// A label before a text, by what it says the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// "Question:", "Q1:".
    Question,
    /// "Follow-up:".
    Probe,
    /// "Answer:", "A:".
    Answer,
    /// "Principle:", "Tags:".
    Principle,
}

/// A text whose number, label, quotes and tags were taken off and noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The text without them.
    pub text: String,
    /// What the label before it said.
    pub label: Option<Label>,
    /// Principles in brackets or tags beside it.
    pub principles: Vec<String>,
    /// It stood in quotes.
    pub quoted: bool,
    /// It was numbered.
    pub numbered: bool,
    /// The words in lower case.
    pub low: String,
    /// How many words there are.
    pub words: usize,
    /// How they open.
    pub opener: Option<Opener>,
    /// They ask by a question mark.
    pub mark: bool,
}

#[rustfmt::skip]
const LABELS: &[(&str, Label)] = &[
    ("follow-up questions", Label::Probe), ("follow up questions", Label::Probe),
    ("follow-up question", Label::Probe), ("follow up question", Label::Probe),
    ("follow-ups", Label::Probe), ("follow ups", Label::Probe), ("follow-up", Label::Probe),
    ("follow up", Label::Probe), ("followup", Label::Probe), ("followups", Label::Probe),
    ("probes", Label::Probe), ("probe", Label::Probe), ("probing questions", Label::Probe),
    ("nachfrage", Label::Probe), ("nachfragen", Label::Probe), ("seguimiento", Label::Probe),
    ("追问", Label::Probe), ("追問", Label::Probe), ("深掘り", Label::Probe),
    ("interview question", Label::Question), ("sample question", Label::Question),
    ("example question", Label::Question), ("behavioral question", Label::Question),
    ("behavioural question", Label::Question), ("the question", Label::Question),
    ("question", Label::Question), ("prompt", Label::Question), ("pregunta", Label::Question),
    ("frage", Label::Question), ("pergunta", Label::Question), ("질문", Label::Question),
    ("问题", Label::Question), ("質問", Label::Question), ("問題", Label::Question), ("问", Label::Question),
    ("sample answer", Label::Answer), ("example answer", Label::Answer), ("my answer", Label::Answer),
    ("answer", Label::Answer), ("response", Label::Answer), ("respuesta", Label::Answer),
    ("antwort", Label::Answer), ("réponse", Label::Answer), ("resposta", Label::Answer),
    ("回答", Label::Answer), ("答案", Label::Answer), ("答", Label::Answer),
    ("leadership principles", Label::Principle), ("leadership principle", Label::Principle),
    ("principles", Label::Principle), ("principle", Label::Principle), ("principals", Label::Principle),
    ("principal", Label::Principle), ("competency", Label::Principle), ("competencies", Label::Principle),
    ("tags", Label::Principle), ("tag", Label::Principle), ("maps to", Label::Principle),
    ("lps", Label::Principle), ("lp", Label::Principle), ("category", Label::Principle),
    ("categories", Label::Principle), ("theme", Label::Principle), ("topic", Label::Principle),
    ("tests", Label::Principle), ("shows", Label::Principle), ("demonstrates", Label::Principle),
    ("principio", Label::Principle), ("prinzip", Label::Principle), ("原则", Label::Principle),
    ("考察", Label::Principle),
];

/// The words of [`LABELS`] that make a line one to look at closely.
#[rustfmt::skip]
pub const LABEL_WORDS: &[&str] = &[
    "interview question", "sample question", "example question", "behavioral question",
    "behavioural question", "the question", "question", "prompt", "pregunta", "frage", "pergunta", "질문",
    "问题", "質問", "問題", "问", "leadership principles", "leadership principle", "principles", "principle",
    "principals", "principal", "competency", "competencies", "tags", "tag", "maps to", "lps", "lp",
    "category", "categories", "theme", "topic", "tests", "shows", "demonstrates", "principio", "prinzip",
    "原则", "考察",
];

/// The label a text begins with, and what follows it.
pub fn split_label(text: &str) -> Option<(Label, String)> {
    let bare = text.trim_start_matches(['*', '_', '[', '【', ' ']);
    let head = bare.char_indices().nth(32).map_or(bare, |(end, _)| &bare[..end]);
    let low = lower(head);
    for (word, label) in labels_like(&low) {
        let Some(tail) = low.strip_prefix(word) else { continue };
        if tail.chars().next().is_some_and(|c| c.is_alphabetic() && !word.chars().all(super::text::is_cjk)) {
            continue;
        }
        let Some((at, _)) = bare.char_indices().nth(word.chars().count()) else { continue };
        if let Some(rest) = after_mark(&bare[at..]) {
            return Some((*label, rest));
        }
    }
    // Q1: … / Q - … / A: …
    let mut chars = bare.chars();
    let label = match chars.next()? {
        'Q' | 'q' | 'P' => Label::Question,
        'A' => Label::Answer,
        _ => return None,
    };
    let rest = after_mark(chars.as_str())?;
    if bare.starts_with('P') && !rest.starts_with('¿') {
        return None;
    }
    Some((label, rest))
}

/// The labels whose first letter is that of the text (lower case), in their order.
fn labels_like(low: &str) -> &'static [(&'static str, Label)] {
    static BY_LETTER: OnceLock<HashMap<char, Vec<(&'static str, Label)>>> = OnceLock::new();
    let table = BY_LETTER.get_or_init(|| {
        let mut table: HashMap<char, Vec<(&'static str, Label)>> = HashMap::new();
        for (word, label) in LABELS {
            table.entry(word.chars().next().unwrap_or_default()).or_default().push((word, *label));
        }
        table
    });
    low.chars().next().and_then(|first| table.get(&first)).map_or(&[], Vec::as_slice)
}

/// What follows a label's number and its colon, stop, dash or bracket.
fn after_mark(text: &str) -> Option<String> {
    let text = text
        .trim_start_matches([' ', '#', '.'])
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start();
    let text = if text.starts_with(['(', '（']) {
        text.find([')', '）']).map_or(text, |end| text[end..].trim_start_matches([')', '）', ' ']))
    } else {
        text
    };
    let text = text.trim_start_matches(['*', '_', ']', '】', ' ']);
    let rest = [":", "：", ".", ")", "-", "–", "—", "|"].iter().find_map(|m| text.strip_prefix(m))?;
    Some(rest.trim_start_matches(['*', '_', ':', ' ']).trim().to_owned())
}

/// Takes a text apart: number, label, quotes, tags, links.
pub fn clean(raw: &str, principles: &Principles) -> Cleaned {
    let mut out = Cleaned::default();
    let without_links = strip_links(raw);
    let mut text = without_card_marks(trim_marks(&without_links));
    // Marks stand around each other in any order (`Q1: "…" (Ownership)`), so each round may lay others
    // bare.
    for _ in 0..4 {
        let before = text.clone();
        let plain = strip_number(&text);
        if plain != text {
            out.numbered = true;
            text = trim_marks(plain).to_owned();
        }
        if let Some((label, rest)) = split_label(&text) {
            out.label = out.label.or(Some(label));
            trim_marks(&rest).clone_into(&mut text);
        }
        let inner = unquote(&text);
        if inner != text {
            out.quoted = true;
            text = trim_marks(inner).to_owned();
        }
        let (rest, names) = principles.take_tags(&text);
        if !names.is_empty() && !rest.is_empty() {
            for name in names {
                if !out.principles.contains(&name) {
                    out.principles.push(name);
                }
            }
            trim_marks(&rest).clone_into(&mut text);
        }
        if text == before {
            break;
        }
    }
    text = cut_remark(&text);
    text = lead_topic(&text);
    out.text = squeeze(text.trim_matches(|c: char| matches!(c, '*' | '_' | '`') || c.is_whitespace()));
    if let Some(rest) = dangling_quote(&out.text) {
        out.quoted = true;
        out.text = rest;
    }
    out.low = lower(&out.text);
    out.words = word_count(&out.text);
    out.opener = language::opener_of(&out.low);
    out.mark = has_question_mark(&out.text);
    out
}

/// Without what notes apps write into a line for themselves: a card's tags and dates, "✅ 2026-03-01", a gap's
/// brackets, the "[a]" of a comment.
fn without_card_marks(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some((before, rest)) = text.split_once("{{c").filter(|(_, rest)| rest.contains("}}")) {
        let Some((inside, after)) = rest.split_once("}}") else { break };
        let word = inside.split_once("::").map_or("", |(_, word)| word.split("::").next().unwrap_or(""));
        text = format!("{before}{word}{after}");
    }
    if let Some(at) = text.find(" #card") {
        text.truncate(at);
    }
    loop {
        let bare = text.trim_end();
        let last = bare.rsplit(' ').next().unwrap_or("");
        let before = bare[..bare.len() - last.len()].trim_end();
        let dated = last.len() == 10
            && last.chars().all(|c| c.is_ascii_digit() || c == '-')
            && before.ends_with(['✅', '📅', '⏳', '🛫', '➕']);
        let comment = last.len() == 3
            && last.starts_with('[')
            && last.ends_with(']')
            && last[1..2].chars().all(|c| c.is_ascii_lowercase());
        if !(dated || comment) || before.is_empty() {
            return text;
        }
        text = before.trim_end_matches(['✅', '📅', '⏳', '🛫', '➕', ' ']).to_owned();
    }
}

/// A closing quote whose opening one went with a label, or the other way round.
fn dangling_quote(text: &str) -> Option<String> {
    if text.is_ascii() && !text.as_bytes().contains(&b'"') {
        return None;
    }
    let quotes = text.chars().filter(|c| matches!(c, '"' | '“' | '”')).count();
    if quotes != 1 {
        return None;
    }
    let bare = text.trim_matches(['"', '“', '”']);
    (bare.len() < text.len()).then(|| bare.trim().to_owned())
}

fn strip_links(text: &str) -> String {
    if !text.contains("http") && !text.contains("www.") {
        return text.to_owned();
    }
    text.split(' ').filter(|w| !w.contains("://") && !w.starts_with("www.")).collect::<Vec<_>>().join(" ")
}

/// "Why did you stay? - done" is the question without its remark.
fn cut_remark(text: &str) -> String {
    if !text.contains(['?', '？']) {
        return text.to_owned();
    }
    for dash in [" - ", " – ", " — ", " -> ", " → "] {
        if let Some((before, after)) = text.split_once(dash)
            && before.trim_end_matches(['"', '”', '“', '»', '」']).ends_with(['?', '？'])
            && !has_question_mark(after)
        {
            return unquote(before).trim_end_matches(['"', '”', '“']).to_owned();
        }
    }
    text.to_owned()
}

/// "Teamwork: Tell me about …" and "Conflict – How do you …" without the topic.
fn lead_topic(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| matches!(byte, b':' | b'-')) {
        return text.to_owned();
    }
    for mark in [": ", "： ", "：", " - ", " – ", " — "] {
        if let Some((before, after)) = text.split_once(mark)
            && word_count(before) <= 5
            && word_count(after) >= 3
            && !before.contains(['"', '“', '?'])
            && language::opener(before).is_none()
            && matches!(
                language::opener(unquote(after)),
                Some(Opener::Telling | Opener::Word | Opener::Verb | Opener::Imperative)
            )
            && (has_question_mark(after) || language::opener(unquote(after)) == Some(Opener::Telling))
        {
            return unquote(after).to_owned();
        }
    }
    text.to_owned()
}

/// Whether a word is "Q" or "Q12".
pub fn lettered(low: &str) -> bool {
    low.as_bytes().contains(&b'q')
        && low.split(|c: char| !c.is_alphanumeric()).any(|word| {
            word.strip_prefix('q').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};

    #[test]
    fn questions_come_out_bare() {
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let p = Principles::new(&catalog);
        for (raw, text) in [
            ("Q1: Why did you stay?", "Why did you stay?"),
            ("### Q12. Why did you stay?", "Why did you stay?"),
            ("**Question:** \"Tell me about a detour\"", "Tell me about a detour"),
            ("3) “Tell me about a detour”", "Tell me about a detour"),
            ("7. Why did you stay? - done!", "Why did you stay?"),
            ("“Why did you stay?” — heard twice", "Why did you stay?"),
            ("Why did you stay? [Ownership]", "Why did you stay?"),
            ("Ownership: Tell me about a detour", "Tell me about a detour"),
            ("Teamwork: Tell me about a detour", "Tell me about a detour"),
            ("Pregunta 2: ¿Por qué te quedaste?", "¿Por qué te quedaste?"),
            ("Tell me about a detour https://example.org/x", "Tell me about a detour"),
        ] {
            assert_eq!(clean(raw, &p).text, text, "{raw}");
        }
        assert_eq!(clean("A: I stayed", &p).label, Some(Label::Answer));
        assert_eq!(clean("Follow-up: What then?", &p).label, Some(Label::Probe));
        assert_eq!(clean("Questions came up often", &p).label, None);
    }
}
