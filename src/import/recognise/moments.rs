//! One-line memories, on a worksheet or loose among notes: stories to be.

use crate::import::draft::FoundText;

use super::context::Context;
use super::heading_kind::HeadingKind;
use super::language;
use super::meaning::{Label, Reading, Sentence};
use super::text::{
    begins_with_any, has_any, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count,
};
use super::units::Unit;

/// How far the model may be from reading a moment in a worksheet; in a line that stands by itself; and in a sentence
/// among others. Chosen on hands that were not learned from.
const FAR: i32 = -90;
const NEAR: i32 = -20;
const SURE: i32 = 10;

/// From where on a memory is beyond doubt: where a document has one, others stand near it.
const BEYOND_DOUBT: i32 = 25;

/// Finds the moments; marks the units they take.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &mut [bool],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<FoundText> {
    let mut told = vec![i32::MIN; units.len()];
    let mut of = vec![0..0; units.len()];
    for (at, (sentence, reading)) in sentences.iter().zip(readings).enumerate() {
        // What stands too far down to be read is one only where a worksheet says so.
        let margin = if reading.is_unread() { FAR + 1 } else { reading.margin(Label::Moment) };
        told[sentence.unit] = told[sentence.unit].max(margin);
        let first = if of[sentence.unit].is_empty() { at } else { of[sentence.unit].start };
        of[sentence.unit] = first..at + 1;
    }
    let some = told.iter().any(|told| *told > BEYOND_DOUBT);
    let least = if some { NEAR } else { SURE };
    let mut out = Vec::new();
    // The heading looked at last, for the lines below it ask the same.
    let mut known: Option<(usize, Option<HeadingKind>, bool)> = None;
    for (n, unit) in units.iter().enumerate() {
        let context = &contexts[n];
        if taken[n] || context.heads || unit.is_heading() {
            continue;
        }
        let worksheet = context.path.last().is_some_and(|&at| {
            let here = known
                .filter(|(heading, heading_kind, _)| (*heading, *heading_kind) == (at, context.heading_kind));
            let worksheet =
                here.map_or_else(|| in_worksheet(context.heading_kind, &units[at].low), |known| known.2);
            known = Some((at, context.heading_kind, worksheet));
            worksheet
        });
        let below = worksheet && told[n] > FAR && !unit.is_cell();
        let alone = told[n] > least && of[n].len() == 1 && unit.label.is_none();
        if below || alone {
            let found = fitting(&unit.text);
            taken[n] |= found.is_some();
            out.extend(found.map(|text| FoundText { text, line: unit.line }));
            continue;
        }
        // A mail or a note says in one of its sentences what could be told.
        for at in of[n].clone().filter(|&at| readings[at].margin(Label::Moment) > SURE) {
            let found = fitting(&sentences[at].text);
            out.extend(found.map(|text| FoundText { text, line: unit.line }));
        }
    }
    out
}

/// A memory without its mark and number, if it can be one.
fn fitting(text: &str) -> Option<String> {
    let text = squeeze(trim_marks(strip_number(trim_marks(text))));
    let low = lower(&text);
    let fits = (2..=40).contains(&word_count(&text))
        && !has_question_mark(&text)
        && !begins_with_any(
            &low,
            &[
                "step", "list", "write", "think of", "choose", "pick", "select", "map", "for each", "your ",
                "whether ", "ob ",
            ],
        );
    (fits && language::opener(&text) != Some(language::Opener::Telling) && !text.starts_with('['))
        .then_some(text)
}

/// The nearest heading decides; a worksheet's later steps are instructions again.
fn in_worksheet(heading_kind: Option<HeadingKind>, low: &str) -> bool {
    let asks_to_list = has_any(low, &["moments", "memories", "moment"])
        || (has_any(low, &["list", "write down", "brainstorm"])
            && has_any(
                low,
                &[
                    "experiences",
                    "examples",
                    "events",
                    "achievements",
                    "accomplishments",
                    "stories",
                    "projects",
                    "times",
                ],
            ));
    asks_to_list
        || (heading_kind == Some(HeadingKind::Moments)
            && !has_any(low, &["step", "instructions", "how", "tips", "example"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, BlockKind, Document};

    #[test]
    fn numbered_memories_below_a_step_are_moments() {
        let catalog = crate::domain::catalog::Catalog::default();
        let item = |n| BlockKind::Item { depth: 0, number: Some(n) };
        let document = Document {
            blocks: vec![
                Block::plain(BlockKind::Heading(3), "Step 1. List 10-15 moments", 1),
                Block::plain(item(1), "The night the pump failed", 2),
                Block::plain(item(2), "Moved the archive in a week", 3),
                Block::plain(BlockKind::Heading(3), "Step 2. Map them", 4),
                Block::plain(item(1), "Put each against a principle", 5),
            ],
            ..Document::default()
        };
        let units = super::super::units::units(&document);
        let contexts =
            super::super::context::contexts(&units, &super::super::principles::Principles::new(&catalog));
        let mut taken = vec![false; units.len()];
        let sentences = super::super::meaning::sentences::sentences(&units, &contexts);
        let readings = vec![Reading::default(); sentences.len()];
        let found = find(&units, &contexts, &mut taken, &sentences, &readings);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "The night the pump failed");
    }
}
