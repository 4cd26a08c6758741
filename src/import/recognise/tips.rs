//! Advice on answering: lists under headings of advice, and sentences that advise wherever they stand.

use crate::import::draft::FoundText;

use super::context::Context;
use super::section::Section;
use super::signs;
use super::text::{begins_with_any, has_any, lower, squeeze, strip_number, trim_marks, word_count};
use super::units::Unit;

/// Finds the tips among the units that nothing else has taken.
pub fn find(units: &[Unit], contexts: &[Context], taken: &[bool]) -> Vec<FoundText> {
    let mut out: Vec<FoundText> = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for (n, unit) in units.iter().enumerate() {
        let context = &contexts[n];
        if taken[n] || unit.is_heading() || unit.is_cell() || unit.is_field() {
            open = None;
            continue;
        }
        let section = context.section;
        let advice = matches!(section, Some(Section::Tips | Section::Donts));
        if advice && !context.heads && !unit.is_code() && is_tip(unit, context, units) {
            let text = words_of(unit, section == Some(Section::Donts));
            // What is nested or said below a tip explains it.
            if let Some((first, is_item)) = open
                && continues(unit, &units[first], is_item)
                && let Some(last) = out.last_mut()
            {
                let fits = word_count(&last.text) + word_count(&text) <= 60;
                if fits {
                    last.text = format!("{} {}", last.text, text);
                    continue;
                }
            }
            open = Some((n, unit.is_item()));
            out.push(FoundText { text, line: unit.line });
            continue;
        }
        open = None;
        if let Some(text) = advises(unit, context) {
            out.push(FoundText { text, line: unit.line });
        }
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|tip| seen.insert(lower(&tip.text)));
    out
}

fn words_of(unit: &Unit, dont: bool) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(&unit.text))));
    let low = lower(&text);
    let negative = begins_with_any(
        &low,
        &["don't", "do not", "never", "avoid", "no ", "not ", "stop", "resist", "refrain"],
    ) || has_any(&low, &["don't", "instead of", "not"]);
    if dont && !negative && !text.is_empty() {
        let mut chars = text.chars();
        let first: String = chars.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
        let capital_word =
            text.split(' ').next().is_some_and(|w| w.len() > 1 && w.chars().all(|c| !c.is_lowercase()));
        return if capital_word || text.starts_with("I ") {
            format!("Don't: {text}")
        } else {
            format!("Don't: {first}{}", chars.as_str())
        };
    }
    text
}

fn is_tip(unit: &Unit, context: &Context, units: &[Unit]) -> bool {
    let words = unit.words;
    let low = unit.low.as_str();
    if !(2..=90).contains(&words)
        || boiler(low)
        || low.starts_with("http")
        || unit.spans.iter().all(|s| s.link || s.text.trim().is_empty())
    {
        return false;
    }
    if unit.text.ends_with('?') && !unit.is_item() {
        return false;
    }
    // Prose under advice counts when it advises or follows a list's item.
    unit.is_item()
        || starts_numbered(unit)
        || unit.bold_lead().is_some()
        || directs(low)
        || context.path.last().is_some_and(|&at| !units[at].is_heading())
        || words >= 6
}

fn starts_numbered(unit: &Unit) -> bool {
    strip_number(&unit.text) != unit.text
}

fn continues(unit: &Unit, first: &Unit, is_item: bool) -> bool {
    unit.depth > first.depth || (is_item && unit.block == first.block) || (unit.italic && !unit.is_item())
}

fn boiler(low: &str) -> bool {
    has_any(
        low,
        &["click", "subscribe", "download", "good luck", "sign up", "copyright", "all rights reserved"],
    )
}

#[rustfmt::skip]
const DIRECTS: &[&str] = &[
    "use", "prepare", "quantify", "practice", "practise", "be specific", "be concise", "be honest",
    "be ready", "be prepared", "avoid", "don't", "do not", "never", "always", "remember", "focus on",
    "make sure", "ensure", "try to", "keep", "start with", "start every", "say", "speak", "show", "bring",
    "have", "think of", "aim for", "aim to", "include", "give", "highlight", "emphasize", "emphasise",
    "listen", "take a", "pause", "structure", "tailor", "research", "review", "tell stories", "lead with",
    "limit", "write", "pick", "choose", "mention", "expect", "note that", "read", "know", "understand",
    "learn", "memorize", "map", "admit",
];

fn directs(low: &str) -> bool {
    let low = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    begins_with_any(low.strip_prefix("please ").unwrap_or(low), DIRECTS)
}

/// What advice on answering speaks of.
#[rustfmt::skip]
pub const ABOUT: &[&str] = &[
    "star", "star format", "star method", "quantifiable", "quantify", "metrics", "data points", "'i'",
    "\"i\"", "“i”", "i versus we", "i not we", "i vs we", "not well received", "examples per",
    "stories per", "examples for each", "stories for each", "stories for every", "example per",
    "per principle", "per leadership", "for each principle", "for every principle", "for each leadership",
    "star stories", "measurable", "specific examples", "concrete examples", "one of the problems you will",
    "problems you will be expected", "bar raiser", "follow-up questions", "out loud", "aloud",
    "your answers", "your answer", "your examples", "your stories", "each story", "your story",
    "interviewers will", "interviewer will", "we look for", "you will be assessed", "you will be asked",
    "be prepared to", "don't be afraid", "take your time", "same example", "same story", "ejemplos",
    "beispiele", "concise",
];

/// How advice is put.
#[rustfmt::skip]
const SAYS: &[&str] = &[
    "should", "must", "will be expected", "you'll want", "not well received", "recommend", "recommended",
    "encourage", "encouraged", "prefer", "need to", "expected to", "at least", "important to", "helpful",
    "best to", "look for", "will ask", "be prepared", "versus", "never", "avoid", "rather than",
    "please use",
];

/// A sentence that advises outside any list of advice: about examples, numbers, "I" and "we", stories a principle.
fn advises(unit: &Unit, context: &Context) -> Option<String> {
    if matches!(
        context.section,
        Some(
            Section::Boilerplate
                | Section::AskThem
                | Section::Questions
                | Section::Requirements
                | Section::LookingFor
                | Section::Template
                | Section::BadExamples
                | Section::Notes
                | Section::Faq
        )
    ) || unit.is_code()
        || context.heads
    {
        return None;
    }
    let about = unit.hints(signs::ADVICE);
    if !about && !unit.spans.iter().any(|span| span.bold) {
        return None;
    }
    let text = squeeze(trim_marks(strip_number(trim_marks(&unit.text))));
    let low = lower(&text);
    let words = word_count(&text);
    if !(4..=90).contains(&words) {
        return None;
    }
    let lead = unit.bold_lead().or_else(|| unit.bold.then(|| text.clone())).map(|l| lower(&l));
    let labelled = lead.is_some_and(|l| {
        begins_with_any(
            &l,
            &[
                "tip",
                "important",
                "critical",
                "note",
                "pro tip",
                "remember",
                "advice",
                "key",
                "hint",
                "warning",
                "caution",
            ],
        )
    });
    let says = low.split(". ").any(directs) || has_any(&low, SAYS);
    let bold_numbered = starts_numbered(unit) && unit.bold;
    (labelled && (about || says) || about && says || bold_numbered && (about || says)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, BlockKind, Document};

    fn tips(blocks: Vec<Block>) -> Vec<String> {
        let catalog = crate::domain::catalog::Catalog::default();
        let document = Document { blocks, ..Document::default() };
        let units = super::super::units::units(&document);
        let contexts =
            super::super::context::contexts(&units, &super::super::principles::Principles::new(&catalog));
        find(&units, &contexts, &vec![false; units.len()]).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn lists_of_advice_keep_their_sense() {
        let item = BlockKind::Item { depth: 0, number: None };
        let found = tips(vec![
            Block::plain(BlockKind::Heading(3), "❌ Don't:", 1),
            Block::plain(item.clone(), "Ramble on", 2),
            Block::plain(BlockKind::Heading(3), "Tips", 3),
            Block::plain(item, "Name your numbers", 4),
        ]);
        assert_eq!(found, ["Don't: ramble on", "Name your numbers"]);
    }

    #[test]
    fn advice_in_a_letter_is_found_and_chat_is_not() {
        let found = tips(vec![
            Block::plain(
                BlockKind::Paragraph,
                "Please use \"I\" rather than \"we\", we want to hear what was yours.",
                1,
            ),
            Block::plain(BlockKind::Paragraph, "It was lovely to meet you on Monday.", 2),
        ]);
        assert_eq!(found.len(), 1);
    }
}
