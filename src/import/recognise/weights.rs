//! Which principles matter most for this interview: "the most important for this role are …".

use crate::import::draft::FoundWeight;

use super::context::Context;
use super::principles::Principles;
use super::section::Section;
use super::signs;
use super::text::{has_any, word_count};
use super::units::Unit;

/// The weight of a key principle; the others weigh 1.
pub const KEY: f64 = 3.0;

/// How a text puts some principles above others.
#[rustfmt::skip]
pub const STRONG: &[&str] = &[
    "most important", "key principles", "key principals", "key leadership principles", "key competencies",
    "especially important", "particularly important", "will focus on", "focus on the following",
    "focusing on", "main focus", "emphasis on", "emphasise", "emphasize", "prioritise", "prioritize",
    "core principles for", "most relevant", "is #1", "critical principles", "more weight", "weighs most",
    "weigh most", "most weight", "heavily on", "will assess", "will be assessing", "will be assessed on",
    "assigned principles", "assess you on", "más importantes", "wichtigsten", "les plus importants",
    "mais importantes", "最重要", "最も重要", "primarily on", "pay special attention", "pay particular attention",
];

/// Finds the principles that the text puts above others.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &[bool],
    principles: &Principles,
) -> Vec<FoundWeight> {
    let mut out: Vec<FoundWeight> = Vec::new();
    let stressed: Vec<bool> = units.iter().map(stresses).collect();
    for (n, unit) in units.iter().enumerate() {
        if taken[n]
            || unit.is_cell()
            || unit.is_code()
            || unit.mark
            || matches!(contexts[n].section, Some(Section::AskThem))
        {
            continue;
        }
        // Below a heading or a line with a colon that stresses what is listed.
        let below = !stressed[n] && unit.is_item() && contexts[n].path.last().is_some_and(|&at| stressed[at]);
        if !(stressed[n] || below) || unit.words > 90 {
            continue;
        }
        let names =
            if below { principles.named(&unit.text) } else { principles.listed(after_stress(&unit.text)) };
        let mut names = names;
        if names.is_empty() && !below && !contexts[n].heads {
            names = principles.listed(&unit.text);
        }
        for principle in names {
            if !out.iter().any(|w| w.principle == principle) {
                out.push(FoundWeight { principle, weight: KEY, line: unit.line });
            }
        }
    }
    // All of a framework stressed is none stressed.
    if out.len() > 8 { Vec::new() } else { out }
}

fn stresses(unit: &Unit) -> bool {
    if !unit.hints(signs::STRESS) {
        return false;
    }
    let low = unit.low.as_str();
    has_any(
        low,
        &[
            "principle",
            "principles",
            "principal",
            "principals",
            "lp",
            "lps",
            "competency",
            "competencies",
            "values",
            "for this role",
            "for the role",
            "for this position",
            "for this team",
            "for this interview",
            "role",
            "principios",
            "prinzipien",
        ],
    ) || low.contains('原')
        || low.contains("リーダーシップ")
}

/// What follows the stress: names stand after "are", "is" or a colon if anywhere.
fn after_stress(text: &str) -> &str {
    let low = text.to_lowercase();
    for mark in [" are ", " are, ", " are: ", " is ", ": ", "：", " on "] {
        if let Some(at) = low.find(mark)
            && text.is_char_boundary(at)
            && low.len() == text.len()
            && word_count(&text[..at]) >= 3
        {
            return &text[at..];
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};
    use crate::import::document::{Block, BlockKind, Document};

    #[test]
    fn the_most_important_ones_weigh_three() {
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let principles = Principles::new(&catalog);
        let text = "3. Some of the most important principals for this role are, Dive Deep, Deliver Result & Hire and Develop the Best.";
        let document =
            Document { blocks: vec![Block::plain(BlockKind::Paragraph, text, 7)], ..Document::default() };
        let units = super::super::units::units(&document);
        let contexts = super::super::context::contexts(&units, &principles);
        let found = find(&units, &contexts, &[false], &principles);
        let names: Vec<&str> = found.iter().map(|w| w.principle.as_str()).collect();
        assert_eq!(names, ["Dive Deep", "Deliver Results", "Hire and Develop the Best"]);
        assert!((found[0].weight - 3.0).abs() < 1e-9 && found[0].line == 7);
    }
}
