//! Questions from the topics a role brief says to know, with the brief's own points as what to listen for.

use crate::import::draft::{FoundQuestion, Origin};

use super::context::Context;
use super::language;
use super::text::{begins_with_any, has_any, has_cjk, lower, squeeze, strip_number, trim_marks, word_count};
use super::units::Unit;
use super::verbs;

/// The most topics taken of one file.
const MOST: usize = 40;

/// The most points kept of one topic.
const POINTS: usize = 8;

/// Headings over what one should know.
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "topics", "topic areas", "knowledge areas", "areas of knowledge", "technical areas", "subject areas",
    "subject matter", "domain knowledge", "key concepts", "concepts to know", "what to know",
    "things to know", "you should know", "technical topics", "knowledge",
];

/// Finds the topics that have points below them or after a colon.
pub fn find(units: &[Unit], contexts: &[Context], taken: &[bool]) -> Vec<(FoundQuestion, u32)> {
    let mut out: Vec<(FoundQuestion, u32)> = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        if taken[n] || !unit.is_item() || unit.words > 60 || out.len() >= MOST {
            continue;
        }
        // The nearest heading decides; an item that heads points stands below it itself.
        let below = contexts[n].path.iter().rev().find(|&&at| !units[at].is_item());
        if !below.is_some_and(|&at| units[at].words <= 8 && has_any(&units[at].low, TOPICS)) {
            continue;
        }
        let text = squeeze(trim_marks(strip_number(trim_marks(&unit.text))));
        let (name, rest) = text.split_once([':', '：']).unwrap_or((&text, ""));
        let mut points: Vec<String> = rest.split([',', ';']).map(point).collect();
        let nested = units[n + 1..].iter().take_while(|next| next.is_item() && next.depth > unit.depth);
        points.extend(nested.take(POINTS).map(|next| point(&next.text)));
        points.retain(|point| (1..=16).contains(&word_count(point)));
        points.truncate(POINTS);
        if points.len() < 2 {
            continue;
        }
        let Some(text) = question(name) else { continue };
        let why = "made from a topic to know".to_owned();
        out.push((
            FoundQuestion { text, origin: Origin::Derived, probes: points, why, ..FoundQuestion::default() },
            unit.line,
        ));
    }
    out
}

fn point(text: &str) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(text))).trim_end_matches(['.', ';', ',']));
    text.strip_prefix("and ").map_or(text.clone(), str::to_owned)
}

/// "Crew planning" asks how one would approach it, "Planning a crew" how one would plan it.
fn question(name: &str) -> Option<String> {
    let name = squeeze(trim_marks(name));
    let low = lower(&name);
    let unfit = !(1..=6).contains(&word_count(&name))
        || has_cjk(&name)
        || name.contains(['(', ')', '/', '"', '?', '.', ','])
        || language::opener(&name).is_some()
        || begins_with_any(
            &low,
            &["know", "be", "understand", "knowledge", "the ability", "other", "e.g", "i", "we"],
        )
        || has_any(&low, &["etc", "you", "your", "our", "misc", "general", "experience", "degree"]);
    if unfit {
        return None;
    }
    let (first, rest) = name.split_once(' ').unwrap_or((&name, ""));
    if let Some(base) = verbs::base(first) {
        // "Plan" and "Plans" may be nouns; only the gerund with an object says what is done.
        let gerund = verbs::form(first, base) == verbs::Form::Gerund;
        return match word_count(rest) {
            0 if gerund => Some(format!("Walk me through how you would approach {low}.")),
            2.. if gerund => Some(format!("Walk me through how you would {base} {rest}.")),
            _ => None,
        };
    }
    // A word of small letters after its first loses its capital; names and short forms keep theirs.
    let plain = first.len() > 1 && first.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    let later = rest.split(' ').any(|word| word.starts_with(char::is_uppercase));
    let topic = if plain && !later { low } else { name };
    Some(format!("Walk me through how you would approach {topic}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, BlockKind, Document};

    #[test]
    fn topics_ask_how_and_keep_their_points() {
        let item = |depth| BlockKind::Item { depth, number: None };
        let document = Document {
            blocks: vec![
                Block::plain(BlockKind::Heading(2), "Topics to know", 1),
                Block::plain(item(0), "Tide tables: reading them, their errors, local lore", 2),
                Block::plain(item(0), "Planning a crew for the winter", 3),
                Block::plain(item(1), "Rest between watches", 4),
                Block::plain(item(1), "Who stands in", 5),
                Block::plain(item(0), "Know the harbour: its berths, its bars", 6),
                Block::plain(item(0), "Ropes", 7),
            ],
            ..Document::default()
        };
        let units = super::super::units::units(&document);
        let catalog = crate::domain::catalog::Catalog::default();
        let contexts =
            super::super::context::contexts(&units, &super::super::principles::Principles::new(&catalog));
        let found = find(&units, &contexts, &vec![false; units.len()]);
        let texts: Vec<&str> = found.iter().map(|(question, _)| question.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Walk me through how you would approach tide tables.",
                "Walk me through how you would plan a crew for the winter."
            ]
        );
        assert_eq!(found[0].0.probes, ["reading them", "their errors", "local lore"]);
        assert_eq!(found[1].0.probes, ["Rest between watches", "Who stands in"]);
    }
}
