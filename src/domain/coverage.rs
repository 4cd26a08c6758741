//! Which principles have stories to tell: story by principle, what is still missing, and which stories might fill a hole.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::words::{content, is_common, stem, words};
use super::catalog::Catalog;
use super::readiness_table::PrincipleRow;
use super::story::Story;
use super::words::listed;

/// Complete stories that a principle should have: one to tell and one for the interviewer who asks "another time?"
/// (design, section 3.4). More than the upper end cost more to keep than they are worth.
pub const GOAL: std::ops::RangeInclusive<usize> = 2..=3;

/// The most stories that are named as what might fit a principle.
pub const MOST_FITS: usize = 4;

/// Words that a story has to share with a principle before it is named as one that might fit.
const FEWEST_SHARED: usize = 2;

/// How rare such a word has to be: at most one principle in four is spoken of with it.
const RARE: f64 = 1.386;

/// What a story is to a principle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// It is not kept under it.
    #[default]
    No,
    /// It is, and is not complete.
    Begun,
    /// It is, and can be told.
    Complete,
}

/// One principle's row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// The principle's name.
    pub name: String,
    /// Whether it is a key principle.
    pub key: bool,
    /// What each story is to it, in the order of [`Coverage::stories`].
    pub told: Vec<Told>,
    /// How many complete stories it has.
    pub complete: usize,
    /// How many that are begun.
    pub begun: usize,
}

impl CoverageRow {
    /// How many complete stories are missing to the goal.
    pub fn short_of_goal(&self) -> usize {
        GOAL.start().saturating_sub(self.complete)
    }

    /// What it has, in words: "2 complete, 1 begun".
    pub fn words(&self) -> String {
        match (self.complete, self.begun) {
            (0, 0) => "no story".to_owned(),
            (complete, 0) => format!("{complete} complete"),
            (complete, begun) => format!("{complete} complete, {begun} begun"),
        }
    }
}

/// The matrix of stories and principles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The ids of the stories that are not retired, those first that tell the most.
    pub stories: Vec<String>,
    /// The principles: those that are short of the goal first, key principles before others, else in their own order.
    pub rows: Vec<CoverageRow>,
}

impl Coverage {
    /// Worked out from the principles in their order and all stories.
    pub fn of(principles: &[PrincipleRow], stories: &[Story]) -> Self {
        let mut kept: Vec<&Story> = stories.iter().filter(|story| !story.retired).collect();
        kept.sort_by_key(|story| std::cmp::Reverse(story.principles.len()));
        let complete: Vec<bool> = kept.iter().map(|story| story.is_complete()).collect();
        let mut rows: Vec<CoverageRow> = principles
            .iter()
            .map(|principle| {
                let told = kept.iter().zip(&complete).map(|(story, complete)| {
                    match (story.tells(&principle.name), complete) {
                        (false, _) => Told::No,
                        (true, false) => Told::Begun,
                        (true, true) => Told::Complete,
                    }
                });
                let told: Vec<Told> = told.collect();
                let count = |kind: Told| told.iter().filter(|told| **told == kind).count();
                let (complete, begun) = (count(Told::Complete), count(Told::Begun));
                CoverageRow { name: principle.name.clone(), key: principle.key, told, complete, begun }
            })
            .collect();
        // Stable: among equals the order of the dashboard stays.
        rows.sort_by_key(|row| (!row.key, std::cmp::Reverse(row.short_of_goal())));
        Self { stories: kept.iter().map(|story| story.id.clone()).collect(), rows }
    }

    /// The principles without a complete story: the key principles if there are any, else all.
    pub fn holes(&self) -> Vec<&CoverageRow> {
        let any_key = self.rows.iter().any(|row| row.key);
        self.rows.iter().filter(|row| row.complete == 0 && (row.key || !any_key)).collect()
    }

    /// The matrix in one sentence.
    pub fn words(&self) -> String {
        let holes = self.holes();
        let of_goal = self.rows.iter().filter(|row| row.short_of_goal() == 0).count();
        let goal = format!(
            "{of_goal} of {} principles have {} complete stories or more.",
            self.rows.len(),
            GOAL.start()
        );
        let of_key =
            if self.rows.iter().any(|row| row.key) { "Key principles without one" } else { "None yet" };
        match holes.len() {
            0 => goal,
            n if n > 4 => format!("{goal} {of_key}: {n}."),
            _ => format!("{goal} {of_key}: {}.", listed(holes.iter().map(|row| row.name.as_str()))),
        }
    }
}

/// A story that might be told for a principle that it is not kept under, or that is begun for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The story's id.
    pub story: String,
    /// Why it might fit.
    pub why: String,
}

/// The stories that might fill a hole, the likeliest first: those begun for it, then those that speak of what its bank
/// says it is about.
pub fn fits(principle: &str, stories: &[Story], catalog: &Catalog) -> Vec<Fit> {
    let mut fits: Vec<(f64, Fit)> = Vec::new();
    let vocabularies = vocabularies(catalog);
    let name = catalog.canonical(principle);
    for story in stories.iter().filter(|story| !story.retired) {
        if story.tells(&name) {
            let missing = story.missing();
            if !missing.is_empty() {
                let sections = listed(missing.iter().map(|section| section.name().to_lowercase()));
                let why = format!("begun for it; still missing: {sections}");
                fits.push((f64::INFINITY, Fit { story: story.id.clone(), why }));
            }
            continue;
        }
        if let Some((worth, shared)) = speaks_of(story, &name, &vocabularies) {
            let why = format!("speaks of {}", listed(shared.iter().map(|word| format!("“{word}”"))));
            fits.push((worth, Fit { story: story.id.clone(), why }));
        }
    }
    fits.sort_by(|a, b| b.0.total_cmp(&a.0));
    // Those that were begun are all named.
    let begun = fits.iter().filter(|(worth, _)| worth.is_infinite()).count();
    fits.into_iter().map(|(_, fit)| fit).take(begun + MOST_FITS).collect()
}

/// The stems that each principle in play is spoken of with: its name, meaning and signs. Its questions would bring in
/// words that any story may use.
fn vocabularies(catalog: &Catalog) -> BTreeMap<String, BTreeSet<String>> {
    let of = |known: &super::catalog::InPlay| {
        let mut text = known.name.clone();
        if let Some(principle) = catalog.principle(&known.name) {
            text = format!("{text} {} {}", principle.meaning, principle.signs.join(" "));
        }
        (known.name.clone(), content(&text).into_iter().collect())
    };
    catalog.in_play().iter().map(of).collect()
}

/// What a story's sharing words with a principle is worth, and the words; nothing where it says as much of others.
fn speaks_of(
    story: &Story,
    principle: &str,
    vocabularies: &BTreeMap<String, BTreeSet<String>>,
) -> Option<(f64, Vec<String>)> {
    let own = vocabularies.get(principle)?;
    let text = story.words();
    let mut seen = BTreeSet::new();
    let mut shared: Vec<(f64, String)> = Vec::new();
    for word in words(&text).filter(|word| !is_common(word)) {
        let stem = stem(&word);
        if !own.contains(&stem) || !seen.insert(stem.clone()) {
            continue;
        }
        // A word that many principles are spoken of with says nothing.
        let spread = vocabularies.values().filter(|of| of.contains(&stem)).count().max(1);
        let rarity = (vocabularies.len() as f64 / spread as f64).ln();
        if spread == 1 || rarity >= RARE {
            shared.push((rarity, word.into_owned()));
        }
    }
    if shared.len() < FEWEST_SHARED {
        return None;
    }
    shared.sort_by(|a, b| b.0.total_cmp(&a.0));
    let worth = shared.iter().map(|(rarity, _)| rarity).sum();
    Some((worth, shared.into_iter().take(4).map(|(_, word)| word).collect()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::readiness::Readiness;
    use super::super::star::PerSection;
    use super::*;

    fn row(name: &str, key: bool) -> PrincipleRow {
        PrincipleRow { name: name.to_owned(), key, readiness: Readiness::NONE, stories: 0, questions: 1 }
    }

    fn story(id: &str, principles: &[&str], complete: bool) -> Story {
        let when = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let result = if complete { "Told." } else { "" };
        Story {
            principles: principles.iter().map(|p| (*p).to_owned()).collect(),
            sections: PerSection(["Told.", "Told.", "Told.", result].map(str::to_owned)),
            ..Story::new(id.to_owned(), when)
        }
    }

    #[test]
    fn holes_of_key_principles_come_first_and_are_named() {
        let stories = [story("a", &["B", "C"], true), story("b", &["A"], false)];
        let coverage = Coverage::of(&[row("B", true), row("A", true), row("C", false)], &stories);
        assert_eq!(coverage.stories, ["a", "b"]);
        let rows: Vec<(&str, String)> =
            coverage.rows.iter().map(|row| (row.name.as_str(), row.words())).collect();
        assert_eq!(rows[0], ("A", "0 complete, 1 begun".to_owned()));
        assert_eq!(rows[1], ("B", "1 complete".to_owned()));
        assert_eq!(coverage.rows[0].told, [Told::No, Told::Begun]);
        assert_eq!(
            coverage.words(),
            "0 of 3 principles have 2 complete stories or more. Key principles without one: A."
        );
    }

    #[test]
    fn a_retired_story_covers_nothing() {
        let mut old = story("a", &["A"], true);
        old.retired = true;
        let coverage = Coverage::of(&[row("A", false)], &[old]);
        assert_eq!((coverage.stories.len(), coverage.rows[0].complete), (0, 0));
    }

    #[test]
    fn a_story_that_speaks_of_it_is_named_with_the_words() {
        let banks: Vec<_> =
            crate::banks::built_in().unwrap().into_iter().filter(|b| b.id == "amazon").collect();
        let mut profile = super::super::profile::Profile::default();
        profile.target.framework = Some("amazon".to_owned());
        let catalog = Catalog::new(banks.into_iter().map(std::sync::Arc::new).collect(), &profile);
        let mut complaint = story("a", &["Ownership"], true);
        complaint.sections.0[2] = "I read every ticket and visited the customers who had left.".to_owned();
        let mut other = story("b", &["Ownership"], true);
        other.sections.0[2] = "I wrote a script.".to_owned();
        let begun = story("c", &["Customer Obsession"], false);
        let found = fits("Customer Obsession", &[other, complaint, begun], &catalog);
        assert_eq!(found.iter().map(|fit| fit.story.as_str()).collect::<Vec<_>>(), ["c", "a"], "{found:?}");
        assert_eq!(found[0].why, "begun for it; still missing: result");
        assert!(found[1].why.starts_with("speaks of “"), "{found:?}");
    }
}
