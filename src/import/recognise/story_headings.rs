//! Headings that hold a story although one of their words sounds like something else.

use super::context::Context;
use super::heading_kind::{HeadingKind, classify};
use super::star::{self, StarPart};
use super::text::has_any;
use super::units::Unit;

/// Most units below a heading that are looked through for a story's labels.
const LONGEST_STORY: usize = 80;

/// Words of headings over forms.
const FORMS: &[&str] = &["template", "form", "worksheet", "vorlage", "plantilla", "modelo", "modèle"];

/// The section of a story, 0 to 3, that a label opens.
pub fn slot(part: StarPart) -> usize {
    match part {
        StarPart::Situation | StarPart::SituationTask => 0,
        StarPart::Task => 1,
        StarPart::Action => 2,
        StarPart::Result | StarPart::Learning => 3,
    }
}

/// What a story's own title can sound like by one of its words: "Redrawing the Harrowby rounds", "Not waiting for legal".
pub fn sounds_like(kind: Option<HeadingKind>) -> bool {
    matches!(kind, Some(HeadingKind::Format | HeadingKind::Boilerplate))
}

/// Whether such a heading holds a told story: three labels or more stand below it.
pub fn holds_a_story(n: usize, units: &[Unit], contexts: &[Context]) -> bool {
    let Some(holder) = holder(n, units, contexts) else { return false };
    // "Blank labels on the night shift" is no form, though it says "blank"; what stands in a form is none.
    let sounds_like_a_form = contexts[n].heading_kind == Some(HeadingKind::Template)
        && classify(&units[holder].text) == Some(HeadingKind::Template)
        && !has_any(&units[holder].low, FORMS);
    if !sounds_like(contexts[n].heading_kind) && !sounds_like_a_form {
        return false;
    }
    let below =
        (holder + 1..units.len()).take(LONGEST_STORY).take_while(|&at| contexts[at].path.contains(&holder));
    let mut slots = [false; 4];
    for label in below.flat_map(|at| star::labels(&units[at].text)) {
        slots[slot(label.1.part)] = true;
    }
    slots.iter().filter(|told| **told).count() >= 3
}

/// The heading above that is no label itself.
pub fn holder(n: usize, units: &[Unit], contexts: &[Context]) -> Option<usize> {
    let headings = contexts[n].path.iter().rev().copied().filter(|&at| units[at].is_heading());
    headings.into_iter().find(|&at| star::labels(&units[at].text).is_empty())
}
