//! What is no story though labelled as one: definitions, placeholders, empty forms.

use super::principles::Principles;
use super::text::{begins_with_any, has_any, has_cjk, lower, squeeze, trim_marks, word_count};
use super::units::Unit;

/// A part's text without bullets, placeholder brackets and empty labels.
pub fn plain_part(text: &str) -> String {
    let mut text = trim_marks(text).trim();
    if let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        if word_count(inner) < 5 || asks_to_fill(inner) {
            return String::new();
        }
        text = inner.trim();
    }
    let numbered = super::text::strip_number(text);
    if let Some(inner) = numbered.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        return if word_count(inner) < 4 || asks_to_fill(inner) { String::new() } else { squeeze(inner) };
    }
    for lead in ["Example:", "e.g.,", "E.g.,", "e.g.:"] {
        text = text.strip_prefix(lead).unwrap_or(text).trim_start();
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let low = lower(bare);
    let empty_label = text.trim_end().ends_with(':') && word_count(bare) <= 3;
    if bare.is_empty()
        || empty_label
        || bare.chars().all(|c| c.is_ascii_digit())
        || ["tbd", "todo", "n/a", "tba", "xxx", "fill in", "to do", "待补充", "待填", "to be written"]
            .contains(&low.as_str())
        || all_underscores(text)
    {
        return String::new();
    }
    squeeze(text)
}

fn all_underscores(text: &str) -> bool {
    text.chars().filter(|c| *c == '_').count() >= 3 && word_count(&text.replace('_', " ")) <= 2
}

/// Whether a bracket tells the reader what to write.
fn asks_to_fill(inner: &str) -> bool {
    let low = lower(inner);
    begins_with_any(
        &low,
        &[
            "describe", "explain", "set the", "what", "your", "add", "use", "insert", "fill", "write",
            "specific", "when", "where", "who", "quantif", "continue", "the ", "briefly", "who,",
        ],
    )
}

#[rustfmt::skip]
const EXPLAINS: &[&str] = &[
    "describe", "explain", "set the", "set up", "outline", "share", "what", "detail", "provide", "state",
    "highlight", "give", "define", "discuss", "talk about", "tell", "focus on", "mention", "paint",
    "clarify", "summarize", "summarise", "start with", "lay out", "briefly", "where", "when did", "who",
    "how did", "quantify", "this is", "the context", "the situation", "the task", "the action",
    "the actions", "the result", "the results", "the outcome", "the problem", "the challenge",
    "the steps", "the specific", "your", "you ", "specific actions", "specific steps", "context",
    "background", "measurable", "one sentence", "two sentences", "1-2 sentences", "a brief", "a short",
    "describe la", "describe el", "explica", "beschreibe", "beschreiben sie", "erkläre", "erklären sie",
    "was ", "qué", "¿", "décrivez", "expliquez", "descreva", "explique", "描述", "说明", "介绍", "当时遇到",
    "采取了哪些", "得到了什么", "我的具体任务", "说明", "具体的", "どの", "何を", "どんな", "あなた",
];

/// Whether the parts explain what belongs in them rather than tell anything.
pub fn defines(parts: &[String; 4]) -> bool {
    let filled: Vec<String> = parts.iter().filter(|p| !p.is_empty()).map(|p| lower(p)).collect();
    if filled.is_empty() {
        return true;
    }
    let explaining = filled.iter().filter(|p| explains(p)).count();
    // Where half explain and somebody tells in the first person, it is a story with terse parts.
    let half = filled.len() > 2 && explaining * 2 == filled.len() && tells(parts);
    explaining * 2 >= filled.len() && !half
}

fn tells(parts: &[String; 4]) -> bool {
    parts.iter().any(|p| has_any(&lower(p), &["i", "my", "we", "our"]))
}

fn explains(part: &str) -> bool {
    let first = has_any(part, &["i", "my", "we", "our", "me", "i'd", "i'm", "yo", "mi", "ich", "wir"]);
    let you = has_any(part, &["you", "your", "you're", "deine", "ihre", "tu", "tus"]);
    let words = word_count(part);
    // "60 seconds", "two sentences": a form says how long a part may be.
    let timing = words <= 10
        && part.chars().any(|c| c.is_ascii_digit())
        && has_any(
            part,
            &[
                "seconds",
                "sec",
                "secs",
                "minutes",
                "min",
                "mins",
                "sentence",
                "sentences",
                "of your answer",
                "of the answer",
                "of your time",
                "of time",
                "words",
                "sekunden",
                "minuten",
                "sätze",
                "secondes",
                "phrases",
                "segundos",
                "minutos",
                "frases",
                "segundo",
            ],
        )
        || words <= 6 && part.chars().any(|c| c.is_ascii_digit()) && has_any_cjk(part, &["秒", "分", "文"]);
    let share = words <= 3 && part.contains('%');
    timing
        || share
        || (!first && (you || begins_with_any(part, EXPLAINS) && words <= 25))
        || part.starts_with(['?', '¿'])
        || part.ends_with(['?', '？']) && words <= 14
        || part.contains("...") && words <= 5
        || has_cjk(part) && (part.contains("你的") || part.contains("什么"))
}

fn has_any_cjk(part: &str, signs: &[&str]) -> bool {
    has_cjk(part) && signs.iter().any(|sign| part.contains(sign))
}

/// Whether a part has a gap to fill: "[Company]", "[what you did]", "<name>", "___".
fn has_gap(part: &str) -> bool {
    let bracketed = |open: char, close: char| {
        part.split(open).skip(1).any(|rest| {
            rest.split_once(close).is_some_and(|(inner, _)| {
                inner.chars().next().is_some_and(char::is_alphabetic)
                    && inner.chars().filter(|c| c.is_alphabetic()).count() > 2
                    && word_count(inner) <= 8
            })
        })
    };
    bracketed('[', ']') || bracketed('<', '>') || part.contains("___")
}

/// Whether the parts hold nothing of one's own: dots, brackets, a letter, gaps to fill.
pub fn holds_nothing(parts: &[String; 4]) -> bool {
    let gaps = parts.iter().filter(|part| has_gap(part)).count();
    if gaps > 1 {
        return true;
    }
    let words: usize = parts.iter().map(|p| word_count(p)).sum();
    let filled = parts.iter().filter(|p| !p.is_empty()).count();
    let dots = parts
        .iter()
        .filter(|p| p.trim_end().ends_with("...") || p.trim_end().ends_with('…'))
        .filter(|p| word_count(p) <= 4)
        .count();
    words < 4 || (filled > 0 && dots * 2 > filled)
}

/// A line of tags, or of names of principles, and nothing else.
pub fn is_tags(unit: &Unit, principles: &Principles) -> bool {
    let raw: String = unit.spans.iter().map(|span| span.text.as_str()).collect();
    let mut words = raw.split_whitespace().peekable();
    let names = [
        "values",
        "value",
        "principles",
        "principle",
        "tags",
        "competency",
        "behaviour",
        "behaviours",
        "use for",
        "lp",
        "lps",
        "valores",
        "werte",
        "valeurs",
    ];
    let labelled =
        unit.text.split_once([':', '：']).is_some_and(|(before, _)| names.contains(&lower(before).as_str()));
    labelled
        || words.peek().is_some() && words.all(|word| word.starts_with('#') && word.len() > 1)
        || unit.words <= 16 && !only_names(&unit.text, principles).is_empty()
}

/// The principles that a line names, if naming is all it does: "(Ownership / Dive Deep)", "LPs: Earn Trust".
pub fn only_names(text: &str, principles: &Principles) -> Vec<String> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let text =
        text.split_once(": ").filter(|(label, _)| word_count(label) <= 2).map_or(text, |(_, rest)| rest);
    let mut out = Vec::new();
    let parts =
        text.split([',', '/', '·', '|', '+', ';', '?']).map(str::trim).filter(|part| !part.is_empty());
    for part in parts {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        let words = word_count(part);
        // Most lines are far longer than any name, and looking one up costs more than counting.
        if words > principles.longest() + 1 {
            return Vec::new();
        }
        // A title with a tag behind a dash says more than the name.
        match principles.named(part).as_slice() {
            [name] if words <= word_count(name) + 1 => out.push(name.clone()),
            _ => return Vec::new(),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(texts: [&str; 4]) -> [String; 4] {
        texts.map(str::to_owned)
    }

    #[test]
    fn definitions_and_timings_are_no_stories() {
        assert!(defines(&parts([
            "Describe the context.",
            "What was your responsibility?",
            "Explain the steps you took.",
            "Share the outcome."
        ])));
        assert!(defines(&parts(["20 seconds", "10 seconds", "90 seconds", "30 seconds"])));
        assert!(!defines(&parts([
            "The lift broke.",
            "Get it going before noon.",
            "I rang two firms.",
            "It ran at eleven."
        ])));
        assert!(defines(&parts([
            "15-20 segundos",
            "15-20 segundos (qué tenías)",
            "45 segundos",
            "20 segundos"
        ])));
        assert!(holds_nothing(&parts([
            "At [Company] my lead wanted to use [Technology X].",
            "I was responsible for [your role].",
            "I [what you did].",
            "We [outcome]."
        ])));
        assert!(!defines(&parts(["Site down", "Find root cause", "I read the logs", "Up in 2 hours"])));
    }

    #[test]
    fn placeholders_are_empty() {
        for text in ["[Date]", "TBD", "1.", "- **Impact:**", "____", "[Describe what happened]", "…"] {
            assert_eq!(plain_part(text), "", "{text}");
        }
        assert_eq!(
            plain_part("[Example: the lift broke twice that week]"),
            "the lift broke twice that week".to_owned()
        );
    }
}
