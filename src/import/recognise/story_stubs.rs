//! Stories of which only the title is there yet: headings among a person's other stories.

use crate::import::draft::FoundStory;

use super::context::Context;
use super::heading_kind::{HeadingKind, classify};
use super::principles::Principles;
use super::stories::{SECTIONS, heading_title};
use super::story_headings::holder;
use super::units::Unit;

/// How many stories stand beside a heading that is a story's by its place.
const SIBLINGS: usize = 2;

/// Most words below a title that say only that the rest is to be written.
const REMARK: usize = 25;

/// Whether a story stands below a heading that a form leaves open: "Story #10: [Title - e.g. …]".
pub fn is_form(story: &FoundStory, units: &[Unit], contexts: &[Context]) -> bool {
    let at = units.partition_point(|unit| unit.line < story.line);
    let above =
        if units.get(at).is_some_and(Unit::is_heading) { Some(at) } else { holder(at, units, contexts) };
    let open =
        above.is_some_and(|at| ["[title", "[your", "[name"].iter().any(|open| units[at].low.contains(open)));
    open && story.missing.len() >= 2
}

/// The headings of a section of stories that hold none yet, where their neighbours do. The units are marked
/// as taken.
pub fn find(
    stories: &[FoundStory],
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
    taken: &mut [bool],
) -> Vec<FoundStory> {
    let parent = |n: usize| contexts[n].path.iter().rev().copied().find(|&at| units[at].is_heading());
    let told: Vec<usize> = stories
        .iter()
        .filter_map(|story| {
            let at = units.partition_point(|unit| unit.line < story.line);
            if units.get(at)?.is_heading() { Some(at) } else { holder(at, units, contexts) }
        })
        .collect();
    let mut out = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        if !unit.is_heading()
            || taken[n]
            || told.contains(&n)
            || unit.words > 14
            || contexts[n].names
            || unit.text.contains(['[', ':'])
        {
            continue;
        }
        let Some(above) = parent(n) else { continue };
        let siblings = told.iter().filter(|&&at| parent(at) == Some(above) && units[at].kind == unit.kind);
        if classify(&units[above].text) != Some(HeadingKind::Stories)
            || classify(&unit.text).is_some()
            || siblings.count() < SIBLINGS
        {
            continue;
        }
        let below = (n + 1..units.len()).take_while(|&at| contexts[at].path.contains(&n));
        let below: Vec<usize> = below.collect();
        let words: usize = below.iter().map(|&at| units[at].words).sum();
        let (bare, tags) = principles.take_tags(&unit.text);
        let title = heading_title(bare.trim_end_matches(['?', ' ', '…', '.']));
        if words > REMARK || title.is_empty() {
            continue;
        }
        taken[n] = true;
        out.push(FoundStory {
            title,
            principles: tags,
            missing: SECTIONS.iter().map(|s| (*s).to_owned()).collect(),
            line: unit.line,
            ..FoundStory::default()
        });
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::banks::built_in;
    use crate::domain::catalog::Catalog;
    use crate::domain::profile::Profile;
    use crate::import::formats;
    use crate::import::recognise::recognise;

    #[test]
    fn a_title_among_stories_is_a_story_to_write() {
        let text = "# My stories\n\n## 1. The late ferry\nSituation: the ferry was late in March and forty people stood on the quay.\nTask: get them home before the tide turned.\nAction: I rang two skippers and a bus firm and split the group.\nResult: all were home by nine, and the firm kept the contract.\n\n## 2. The wrong crane\nSituation: the crane that came in June was too small for the lift.\nTask: keep the day's plan for the yard.\nAction: I swapped two lifts and moved a crew.\nResult: one hour lost instead of eight.\n\n## 3. Ravi and the forklift\ntodo, ring Ravi first\n";
        let document = formats::read("notes.md", text.as_bytes()).unwrap();
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let titles: Vec<String> =
            recognise(&document, &catalog).stories.into_iter().map(|story| story.title).collect();
        assert_eq!(titles, ["The late ferry", "The wrong crane", "Ravi and the forklift"]);
    }
}
