//! Text that means nothing for a rehearsal: pay, legal lines, links, scheduling, page furniture.

use super::context::Context;
use super::heading_kind::HeadingKind;
use super::meaning::{Label, Reading, Sentence};
use super::signs;
use super::text::{begins_with_any, has_any, lower};
use super::units::Unit;

/// Phrases of page furniture: cookies, menus, buttons.
#[rustfmt::skip]
pub const FURNITURE: &[&str] = &[
    "print your doc", "print this", "cookie", "cookies", "sign in", "log in", "back to top",
    "table of contents", "all rights reserved", "unsubscribe", "view in browser", "view this email",
    "share this", "follow us", "subscribe", "powered by", "skip to content", "skip to main", "next page",
    "previous page", "edit this page", "page not found", "icon picker", "report this job", "apply now",
    "easy apply", "show more", "show less", "see all jobs", "read more", "privacy policy", "terms of use",
    "terms of service", "was this helpful", "was this page helpful", "did you find what you",
    "do you want to print",
];

/// Phrases of pay, law and greetings.
#[rustfmt::skip]
pub const LEGAL: &[&str] = &[
    "equal opportunity employer", "equal employment opportunity", "without regard to", "protected veteran",
    "reasonable accommodation", "base salary", "salary range", "pay range", "base pay",
    "compensation package", "sign-on payments", "background check", "criminal histories", "kind regards",
    "best regards", "sent from my", "confidentiality notice",
];

/// How sure the reading of a sentence below a heading over pay or links has to be to stand all the same: what
/// follows such a heading may be a paragraph with a heading of its own in its first words.
const STANDS: i32 = 30;

/// Marks the units that no recogniser should look at.
pub fn mark(
    units: &[Unit],
    contexts: &[Context],
    taken: &mut [bool],
    sentences: &[Sentence],
    readings: &[Reading],
) {
    let mut stands = vec![false; units.len()];
    for (sentence, reading) in sentences.iter().zip(readings) {
        let tells = matches!(
            reading.label,
            Label::Stage | Label::Tip | Label::Weight | Label::Question | Label::Topic | Label::Expectation
        );
        stands[sentence.unit] |= tells && reading.margin(reading.label) > STANDS;
    }
    for (n, unit) in units.iter().enumerate() {
        let below = contexts[n].heading_kind == Some(HeadingKind::Boilerplate) && !contexts[n].heads;
        if below && !stands[n] || is_boilerplate(unit) {
            taken[n] = true;
        }
    }
}

/// Whether the unit is boilerplate by its own words.
pub fn is_boilerplate(unit: &Unit) -> bool {
    let words = unit.words;
    let all_link = unit.spans.iter().any(|s| s.link)
        && unit.spans.iter().all(|s| s.link || s.text.trim().is_empty() || s.text.trim().len() <= 2);
    let low = unit.low.as_str();
    if all_link
        && words <= 12
        && !low.contains('?')
        && !begins_with_any(low, &["tell me", "describe", "give me"])
    {
        return true;
    }
    if low.starts_with("http") && !low.contains(' ') {
        return true;
    }
    if words <= 18 && unit.hints(signs::FURNITURE) {
        return true;
    }
    unit.hints(signs::LEGAL) && !low.starts_with("tell me")
}

/// Whether the unit arranges a time rather than a rehearsal.
pub fn schedules(text: &str) -> bool {
    let low = lower(text);
    has_any(
        &low,
        &[
            "available",
            "availability",
            "calendar",
            "reschedule",
            "time slot",
            "time slots",
            "time zone",
            "dial in",
            "dial-in",
            "zoom link",
            "meeting link",
            "let me know",
            "looking forward",
            "does that work",
            "works for you",
            "work for you",
            "hear from you",
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, BlockKind, Document};

    #[test]
    fn furniture_is_marked_and_questions_are_not() {
        let unit = |text: &str| {
            let document =
                Document { blocks: vec![Block::plain(BlockKind::Paragraph, text, 1)], ..Document::default() };
            super::super::units::units(&document).remove(0)
        };
        assert!(is_boilerplate(&unit("Want to print your doc?")));
        assert!(is_boilerplate(&unit("We are an equal opportunity employer and consider everyone")));
        assert!(!is_boilerplate(&unit("Tell me about a time you cut a budget")));
        assert!(schedules("When are you available next week?"));
    }
}
