//! Guides in headings and lists: a heading a level, a heading a competency, "I …" statements, what interviewers look for.

use crate::import::draft::Expectation;
use crate::import::recognise::context::Context;
use crate::import::recognise::heading_kind::{HeadingKind, classify};
use crate::import::recognise::meaning::{Label, Reading, Sentence};
use crate::import::recognise::text::{begins_with_any, squeeze, strip_number, trim_marks, word_count};
use crate::import::recognise::units::Unit;

use super::{is_level, says};

/// The fewest statements in the first person ("I mentor new hires") that make a list of them a guide.
const STATEMENTS: usize = 8;

pub(super) fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &mut [bool],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<Expectation> {
    let told = best(units, sentences, readings);
    let states = |n: usize| {
        units[n].is_item()
            && begins_with_any(&units[n].low, &["i", "i'm", "i've"])
            && units[n].words >= 4
            && !units[n].mark
    };
    // Stories, moments and notes are written in the first person too.
    let elsewhere = |n: usize| {
        matches!(
            contexts[n].heading_kind,
            Some(HeadingKind::Stories | HeadingKind::Questions | HeadingKind::Moments | HeadingKind::Notes)
        )
    };
    let guide = (0..units.len()).filter(|&n| !taken[n] && states(n) && !elsewhere(n)).count() >= STATEMENTS;
    let heads = level_heads(units, contexts);
    let by_level = levels_head(units, contexts, &heads);
    let mut out = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        if taken[n]
            || contexts[n].heads
            || unit.is_heading()
            || unit.is_cell()
            || unit.is_field()
            || unit.is_code()
            || unit.words < 2
        {
            continue;
        }
        let looked_for = contexts[n].heading_kind == Some(HeadingKind::LookingFor)
            && unit.is_item()
            && !unit.mark
            && told[n].1 != Label::Tip
            && told[n].1 != Label::Requirement;
        let stated = guide && states(n) && !elsewhere(n);
        let may = by_level || told[n].0 > 0 || looked_for || stated;
        let level = if may { level(n, unit, units, contexts, &heads) } else { None };
        let levelled = by_level && level.is_some() && unit.is_item() && !elsewhere(n);
        let read = told[n].0 > 0 && (level.is_some() || unit.is_item());
        if !(looked_for || stated || levelled || read) || !(says(&unit.text) || looked_for) {
            continue;
        }
        taken[n] = true;
        let (level, text) = level.unwrap_or_else(|| (String::new(), unit.text.clone()));
        out.push(Expectation {
            competency: competency(&contexts[n], units),
            level,
            text: squeeze(trim_marks(strip_number(&text))),
            line: unit.line,
        });
    }
    out
}

/// For each unit how far [`Label::Expectation`] stands out in it, and its first sentence's label.
fn best(units: &[Unit], sentences: &[Sentence], readings: &[Reading]) -> Vec<(i32, Label)> {
    let mut out = vec![(i32::MIN, Label::Other); units.len()];
    for (sentence, reading) in sentences.iter().zip(readings) {
        let entry = &mut out[sentence.unit];
        if entry.0 == i32::MIN {
            entry.1 = reading.label;
        }
        entry.0 = entry.0.max(reading.margin(Label::Expectation));
    }
    out
}

/// For each unit, whether it heads and is a level's name: looked at once, since all that stands below asks.
fn level_heads(units: &[Unit], contexts: &[Context]) -> Vec<bool> {
    let mut heads = vec![false; units.len()];
    for (n, unit) in units.iter().enumerate() {
        heads[n] = (contexts[n].heads || unit.is_heading())
            && unit.words <= 9
            && is_level(&name(&unit.text))
            && classify(&unit.text).is_none();
    }
    heads
}

/// Whether several headings over lists are names of levels.
fn levels_head(units: &[Unit], contexts: &[Context], heads: &[bool]) -> bool {
    let mut over: Option<usize> = None;
    for n in (0..units.len()).filter(|&n| units[n].is_item()) {
        let Some(head) = contexts[n].path.iter().rev().copied().find(|&at| heads[at]) else { continue };
        if over.is_some_and(|known| known != head) {
            return true;
        }
        over = Some(head);
    }
    false
}

/// The level that holds for a unit, by a label before its words or by the nearest heading that names one;
/// and its words.
fn level(
    n: usize,
    unit: &Unit,
    units: &[Unit],
    contexts: &[Context],
    heads: &[bool],
) -> Option<(String, String)> {
    for mark in [": ", " – ", " — ", " - "] {
        if let Some((label, rest)) = unit.text.split_once(mark)
            && word_count(label) <= 5
            && is_level(label)
            && word_count(rest) >= 3
        {
            return Some((name(label), rest.to_owned()));
        }
    }
    let head = contexts[n].path.iter().rev().copied().find(|&at| heads[at])?;
    Some((name(&units[head].text), unit.text.clone()))
}

fn name(text: &str) -> String {
    squeeze(trim_marks(strip_number(trim_marks(text))).trim_end_matches([':', '：', ' ']))
}

fn competency(context: &Context, units: &[Unit]) -> String {
    if let Some(name) = context.principles.first() {
        return name.clone();
    }
    context
        .path
        .iter()
        .rev()
        .map(|&at| name(&units[at].text))
        .find(|name| {
            classify(name) != Some(HeadingKind::LookingFor) && !is_level(name) && word_count(name) <= 10
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, BlockKind, Document};

    #[test]
    fn a_heading_a_level_is_a_guide() {
        let item = || BlockKind::Item { depth: 0, number: None };
        let document = Document {
            blocks: vec![
                Block::plain(BlockKind::Heading(2), "Junior Engineer", 1),
                Block::plain(BlockKind::Heading(3), "Delivery", 2),
                Block::plain(item(), "Ships small changes with some help", 3),
                Block::plain(BlockKind::Heading(2), "Senior Engineer", 4),
                Block::plain(BlockKind::Heading(3), "Delivery", 5),
                Block::plain(item(), "Owns a service from plan to running it", 6),
            ],
            ..Document::default()
        };
        let units = crate::import::recognise::units::units(&document);
        let catalog = crate::domain::catalog::Catalog::default();
        let contexts = crate::import::recognise::context::contexts(
            &units,
            &crate::import::recognise::principles::Principles::new(&catalog),
        );
        let found = find(&units, &contexts, &mut vec![false; units.len()], &[], &[]);
        let got: Vec<(&str, &str)> =
            found.iter().map(|e| (e.level.as_str(), e.competency.as_str())).collect();
        assert_eq!(got, [("Junior Engineer", "Delivery"), ("Senior Engineer", "Delivery")]);
    }
}
