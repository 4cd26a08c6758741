//! Where each unit stands: below which headings, in what kind of section, under which principle.

use std::sync::Arc;

use super::halves::halves;
use super::heading_kind::{HeadingKind, classify};
use super::language;
use super::principles::Principles;
use super::star;
use super::text::{has_any, has_question_mark, strip_number, trim_marks, unquote, word_count};
use super::units::Unit;

/// One heading above a unit.
#[derive(Clone, Debug)]
struct Above {
    unit: usize,
    level: u8,
    heading_kind: Option<HeadingKind>,
    principles: Arc<[String]>,
}

/// The context of a unit: the headings above it, and what they say of it.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The units that are the headings above it, outermost first.
    pub path: Arc<[usize]>,
    /// What the nearest heading that says so announces.
    pub heading_kind: Option<HeadingKind>,
    /// The principles in force.
    pub principles: Arc<[String]>,
    /// The unit that named them.
    pub principle_unit: Option<usize>,
    /// This unit is itself a heading, real or in effect.
    pub heads: bool,
    /// It heads with a principle's name.
    pub names: bool,
}

/// What a title says over a file of advice; "Preparation" says less.
const PLAINLY_TIPS: &[&str] = &[
    "tip",
    "tips",
    "advice",
    "do's",
    "dos",
    "how to answer",
    "consejos",
    "tipps",
    "conseils",
    "dicas",
    "hints",
];

/// Bold lines and labels rank below all real headings, list items that head a nested list below these.
const LINE_LEVEL: u8 = 8;
const ITEM_LEVEL: u8 = 20;

/// The context of each unit.
pub fn contexts(units: &[Unit], principles: &Principles) -> Vec<Context> {
    let mut stack: Vec<Above> = Vec::new();
    let mut out = Vec::with_capacity(units.len());
    let told = tells_stories(units);
    let mut place = Context::default();
    let mut stale = false;
    let headings = halves(units.len(), |range| {
        let heads = |n: usize| heading(&units[n], n, units.get(n + 1), principles);
        range.map(|n| if told && star_label(&units[n]) { None } else { heads(n) }).collect()
    });
    for ((n, unit), above) in units.iter().enumerate().zip(headings) {
        stale |= close(&mut stack, unit);
        let heads = above.is_some();
        let names = above.as_ref().is_some_and(|a| !a.principles.is_empty());
        // A heading's own context is that of the place it stands in.
        if let Some(above) = &above {
            stale |= close_to(&mut stack, above.level);
        }
        if stale {
            place = below(&stack);
            stale = false;
        }
        let mut context = place.clone();
        (context.heads, context.names) = (heads, names);
        if let Some(above) = above {
            if names {
                context.principles = above.principles.clone();
                context.principle_unit = Some(n);
            }
            stack.push(above);
            stale = true;
        }
        out.push(context);
    }
    out
}

/// Whether the document labels situations and actions: else "Results" is a heading like any other.
fn tells_stories(units: &[Unit]) -> bool {
    let has = |wanted: star::StarPart| units.iter().any(|u| u.label.is_some_and(|l| l.part == wanted));
    (has(star::StarPart::Situation) || has(star::StarPart::SituationTask)) && has(star::StarPart::Action)
}

/// Whether the unit is a story's label standing as a heading, which opens no section.
fn star_label(unit: &Unit) -> bool {
    unit.label.is_some_and(|l| !l.letter || unit.text.len() <= 3)
}

/// Ends the headings that do not reach to this unit; whether there were any.
fn close(stack: &mut Vec<Above>, unit: &Unit) -> bool {
    let level = match unit.kind {
        crate::import::document::BlockKind::Heading(level) => level,
        _ if unit.is_cell() || unit.is_field() => 7,
        _ => return close_items(stack, unit),
    };
    close_to(stack, level)
}

fn close_to(stack: &mut Vec<Above>, level: u8) -> bool {
    let before = stack.len();
    while stack.last().is_some_and(|top| top.level >= level) {
        stack.pop();
    }
    stack.len() < before
}

/// A nested list ends where its depth does.
fn close_items(stack: &mut Vec<Above>, unit: &Unit) -> bool {
    if unit.is_code() {
        return false;
    }
    close_to(stack, if unit.is_item() { ITEM_LEVEL + unit.depth } else { ITEM_LEVEL })
}

fn below(stack: &[Above]) -> Context {
    let named = stack.iter().rev().find(|a| !a.principles.is_empty());
    // What a title says of a file of advice ends where a principle begins.
    let reaches = |a: &&Above| a.level > 1 || named.is_none() || a.heading_kind != Some(HeadingKind::Tips);
    let heading_kind = stack.iter().rev().filter(reaches).find_map(|a| a.heading_kind);
    Context {
        path: stack.iter().map(|a| a.unit).collect(),
        heading_kind,
        principles: named.map(|a| a.principles.clone()).unwrap_or_default(),
        principle_unit: named.map(|a| a.unit),
        ..Context::default()
    }
}

/// The unit as a heading, if it is one in form or in effect.
fn heading(unit: &Unit, n: usize, next: Option<&Unit>, principles: &Principles) -> Option<Above> {
    let text = clean(&unit.text);
    let level = level(unit, text, next, principles)?;
    let mut named =
        if unit.is_heading() || word_count(text) <= 14 { principles.named(text) } else { Vec::new() };
    if named.is_empty() {
        named = principles.named(without_gloss(text));
    }
    if named.is_empty() && unit.is_paragraph() {
        named.extend(defined(text, principles));
    }
    let (rest, tagged) = if named.is_empty() { principles.take_tags(text) } else { (text.to_owned(), named) };
    let asks = is_question_like(text);
    // Questions for the candidate to ask are that, even where a bank has a topic of the name.
    let ask_them = !tagged.is_empty() && classify(text) == Some(HeadingKind::AskThem);
    let tagged = if ask_them { Vec::new() } else { tagged };
    let heading_kind = if ask_them {
        Some(HeadingKind::AskThem)
    } else if asks && !unit.text.ends_with(':')
        || (!tagged.is_empty() && rest == text && classify(text) != Some(HeadingKind::Questions))
    {
        None
    } else {
        classify(&unit.text)
    };
    // A title names the whole file, templates and method pages included; what stands in it may differ.
    let broad = |s: &HeadingKind| match s {
        HeadingKind::Template | HeadingKind::StarMethod | HeadingKind::Notes => true,
        HeadingKind::Tips => !has_any(&unit.low, PLAINLY_TIPS),
        // "Tramontana Pay: my notes" is no heading over pay.
        HeadingKind::Boilerplate => unit.words > 2,
        _ => false,
    };
    let heading_kind = heading_kind.filter(|s| level > 1 || !broad(s));
    Some(Above { unit: n, level, heading_kind, principles: tagged.into() })
}

fn clean(text: &str) -> &str {
    trim_marks(strip_number(trim_marks(unquote(text))))
}

/// A name without what a bracket at its end says of it.
fn without_gloss(text: &str) -> &str {
    let end = text.trim_end_matches(['.', ':', ' ']);
    if !end.ends_with([')', '）']) {
        return text;
    }
    end.split(['(', '（']).next().map(str::trim).filter(|name| !name.is_empty()).unwrap_or(text)
}

/// The principle that a line names and then says the meaning of.
fn defined(text: &str, principles: &Principles) -> Option<String> {
    let (name, meaning) = text.split_once([':', '：']).or_else(|| text.split_once(" – "))?;
    let names =
        if word_count(name) <= 6 && word_count(meaning) > 2 { principles.named(name) } else { Vec::new() };
    (names.len() == 1).then(|| names.into_iter().next()).flatten()
}

fn is_question_like(text: &str) -> bool {
    has_question_mark(text) && language::opener(text).is_some() && word_count(text) > 2
        || matches!(language::opener(text), Some(language::Opener::Telling))
}

fn level(unit: &Unit, text: &str, next: Option<&Unit>, principles: &Principles) -> Option<u8> {
    use crate::import::document::BlockKind;
    match unit.kind {
        BlockKind::Heading(level) => return Some(level),
        BlockKind::Cell { .. } | BlockKind::Field { .. } | BlockKind::Code => return None,
        BlockKind::Paragraph | BlockKind::Item { .. } => {}
    }
    // "3. Ownership (think long term)" above points without numbers; "Ownership: leaders are owners."
    // above a list.
    let follows = next.is_some_and(|next| {
        let another = matches!(next.kind, BlockKind::Item { number: Some(_), .. } | BlockKind::Heading(_));
        next.depth >= unit.depth && (!another || next.block == unit.block)
    });
    let numbered = matches!(unit.kind, BlockKind::Item { number: Some(_), .. });
    if numbered
        && follows
        && super::tags::opens_with_code(text, principles).is_none()
        && !principles.named(without_gloss(text)).is_empty()
    {
        return Some(LINE_LEVEL + 1);
    }
    if unit.is_paragraph() && next.is_some_and(Unit::is_item) && defined(text, principles).is_some() {
        return Some(LINE_LEVEL + 1);
    }
    // Only an item with a list below it can head anything.
    if unit.is_item() && next.is_none_or(|next| next.depth <= unit.depth) {
        return None;
    }
    let colon = text.ends_with([':', '：']);
    if unit.words > 32 || (unit.italic && !unit.bold && !colon) {
        return None;
    }
    let words = word_count(text);
    if words > 16 || is_question_like(text) {
        return None;
    }
    if !unit.is_item() && !colon && text.ends_with(['.', '!', '。', ',']) {
        return None;
    }
    // "[N] What do you do first": a question with its code, not a name.
    let coded = super::principle_text::first_bracket(strip_number(trim_marks(&unit.text)))
        .is_some_and(|(code, after)| code.chars().count() <= 5 && word_count(&after) >= 3)
        || super::tags::opens_with_code(text, principles).is_some()
        || text.contains('?')
        || super::tags::ends_with_code(text, principles).is_some();
    let names = || words <= 10 && !coded && !principles.named(text).is_empty();
    // "TEAMWORK (panel likes it)": the remark is no part of the heading.
    let text = without_gloss(text);
    let shouts = words >= 1
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(char::is_lowercase)
        && !super::text::has_cjk(text)
        && text.len() > 3;
    if unit.is_item() {
        // An item heads what is nested below it.
        return (words <= 10 && (colon || unit.bold || names() || classify(text).is_some()))
            .then_some(ITEM_LEVEL + unit.depth);
    }
    let short_title = || words <= 8 && next.is_some_and(Unit::is_item) && classify(text).is_some();
    let names = names();
    (names || colon && words <= 14 || unit.bold || shouts || short_title())
        .then_some(LINE_LEVEL + u8::from(!unit.bold && !shouts && !names))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};
    use crate::import::document::{Block, BlockKind, Document};

    #[test]
    fn principle_and_section_reach_down_and_end() {
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let principles = Principles::new(&catalog);
        let item = BlockKind::Item { depth: 0, number: None };
        let document = Document {
            blocks: vec![
                Block::plain(BlockKind::Heading(2), "Dive Deep", 1),
                Block::plain(BlockKind::Paragraph, "Example questions:", 2),
                Block::plain(item.clone(), "Why?", 3),
                Block::plain(BlockKind::Heading(2), "Questions to ask", 4),
                Block::plain(item, "How is it?", 5),
            ],
            ..Document::default()
        };
        let units = super::super::units::units(&document);
        let contexts = contexts(&units, &principles);
        assert_eq!(*contexts[2].principles, ["Dive Deep".to_owned()]);
        assert_eq!(contexts[2].heading_kind, Some(HeadingKind::Questions));
        assert!(contexts[4].principles.is_empty());
        assert_eq!(contexts[4].heading_kind, Some(HeadingKind::AskThem));
    }
}
