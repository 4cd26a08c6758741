//! Document → draft: runs the recognisers in order, each taking the units it is sure of.

#![warn(clippy::disallowed_methods)]

mod ask_them;
mod boilerplate;
mod columns;
mod context;
pub mod derive;
mod employer;
mod expectations;
mod halves;
mod heading_kind;
pub mod interview;
pub mod key_principles;
mod language;
mod mail;
pub mod meaning;
mod moments;
mod name_places;
mod own_stories;
mod phrases;
mod principle_text;
mod principles;
mod prose_stories;
mod question_lead;
mod question_parts;
mod question_text;
mod question_topic;
mod questions;
mod rows;
mod screening;
mod settled;
mod signs;
mod star;
mod stories;
mod story_checks;
mod story_headings;
mod story_stubs;
mod story_title;
mod tags;
mod text;
mod tips;
mod tongue;
mod units;
mod values;

use std::collections::HashSet;

use crate::domain::catalog::Catalog;

use super::document::Document;
use super::draft::{Draft, FORMAT, FoundQuestion, FoundStage, FoundStory, FoundText, FoundWeight, Source};
use meaning::weights::Weights;

/// What the document holds for a rehearsal, under the principles that `catalog` knows.
///
/// Every item carries its line. Nothing is stored; a document in which nothing was found gives a
/// draft with a warning.
pub fn recognise(document: &Document, catalog: &Catalog) -> Draft {
    recognise_with(document, catalog, &Learned::built_in())
}

/// What was learned from documents.
#[derive(Clone, Copy, Debug)]
pub struct Learned<'a> {
    /// What a sentence is.
    pub labels: &'a Weights,
    /// Which principles matter most.
    pub keys: &'a Weights,
    /// Which lengths of time are those of stages, and whose counts are whose.
    pub stages: &'a Weights,
}

/// What reads a document by weights of its own: to find something, or to gather what is learned from.
struct Learners<'a> {
    keys: &'a mut dyn FnMut(&key_principles::Sources<'_>) -> Vec<FoundWeight>,
    stages: &'a mut dyn FnMut(&interview::Sources<'_>) -> Vec<FoundStage>,
}

impl Learned<'static> {
    /// What comes with the program.
    pub fn built_in() -> Self {
        Self { labels: Weights::built_in(), keys: key_principles::built_in(), stages: interview::built_in() }
    }
}

/// As [`recognise`], with other weights than those that come with the program: how weights are measured.
pub fn recognise_with(document: &Document, catalog: &Catalog, learned: &Learned<'_>) -> Draft {
    let mut draft = if document.kind == own_stories::KIND {
        own(document)
    } else {
        let mut find = Learners {
            keys: &mut |sources| key_principles::find(sources, learned.keys),
            stages: &mut |sources| interview::find(sources, learned.stages),
        };
        found(document, catalog, learned.labels, &mut find)
    };
    if is_empty(&draft) {
        draft.warnings.push(
            "Nothing to rehearse was found in this file; check that it holds questions, tips or stories."
                .to_owned(),
        );
    }
    draft
}

/// What the weights for key principles and for stages are learned from in a document.
pub fn learned_samples(
    document: &Document,
    catalog: &Catalog,
    labels: &Weights,
) -> (Vec<key_principles::Sample>, Vec<interview::Sample>) {
    let (mut keys, mut stages) = (Vec::new(), Vec::new());
    let mut gather = Learners {
        keys: &mut |sources| {
            keys = key_principles::samples(sources);
            Vec::new()
        },
        stages: &mut |sources| {
            stages = interview::samples(sources);
            Vec::new()
        },
    };
    found(document, catalog, labels, &mut gather);
    (keys, stages)
}

/// A draft in which nothing was found yet.
fn blank(document: &Document) -> Draft {
    Draft {
        format: FORMAT.to_owned(),
        source: Source {
            name: document.name.clone(),
            kind: document.kind.to_owned(),
            encoding: document.encoding.clone(),
        },
        warnings: document.warnings.clone(),
        ..Draft::default()
    }
}

/// What stands in a file of stories that Greenroom wrote.
fn own(document: &Document) -> Draft {
    let (stories, notes) = own_stories::find(document);
    Draft { stories, notes, ..blank(document) }
}

/// A stub before a story of the same title is the beginning of that story, cut from it. Two that both say what was
/// done are two tellings and stay apart.
fn join_halves(stories: &mut Vec<FoundStory>) {
    stories.dedup_by(|story, stub| {
        let told = [&stub.task, &stub.action, &stub.result].into_iter().any(|part| !part.is_empty());
        if told || stub.title.is_empty() || text::lower(&stub.title) != text::lower(&story.title) {
            return false;
        }
        let mut whole = std::mem::take(story);
        if !stub.situation.is_empty() {
            whole.situation = format!("{}\n{}", stub.situation.trim(), whole.situation);
        }
        if !whole.situation.is_empty() {
            whole.missing.retain(|section| section != "situation" || stub.missing.contains(section));
        }
        whole.line = stub.line;
        if whole.question.is_empty() {
            whole.question = std::mem::take(&mut stub.question);
        }
        for principle in std::mem::take(&mut stub.principles) {
            if !whole.principles.contains(&principle) {
                whole.principles.push(principle);
            }
        }
        *stub = whole;
        true
    });
}

/// The most questions of a file for which principles are proposed: nobody sorts more by hand.
const PROPOSED_FOR: usize = 300;

/// What is found in a file from anywhere.
fn found(document: &Document, catalog: &Catalog, labels: &Weights, learners: &mut Learners<'_>) -> Draft {
    let units = units::units(document);
    let (principles, contexts) = place(&units, catalog);
    let sentences = meaning::sentences::sentences(&units, &contexts);
    let readings = meaning::read(&sentences, &units, &contexts, &principles, labels);
    let mut taken = vec![false; units.len()];
    boilerplate::mark(&units, &contexts, &mut taken, &sentences, &readings);

    let rows = rows::rows(&units);
    rows::mark_stories(&rows, &units, &mut taken);
    let expectations = expectations::find(&units, &contexts, &mut taken, &sentences, &readings);
    let said = questions::margins_by_unit(units.len(), &sentences, &readings);
    let from_rows = rows::find(&rows, &units, &contexts, &principles, &taken, &said);
    let moments = moments::find(&units, &contexts, &mut taken, &sentences, &readings);
    let mut stories = stories::find(&units, &contexts, &principles, &mut taken);
    stories.extend(prose_stories::find(&units, &contexts, &principles, &mut taken, &sentences, &readings));
    stories.retain(|story| !story_stubs::is_form(story, &units, &contexts));
    stories.sort_by_key(|story| story.line);
    join_halves(&mut stories);
    let stubs = story_stubs::find(&stories, &units, &contexts, &principles, &mut taken);
    stories.extend(stubs);
    let found = questions::find(&units, &contexts, &taken, &principles, &sentences, &readings, &said);

    // Under a heading of questions, and on a card, also "What are your salary expectations?" is rehearsed.
    let practised = |n: usize| contexts[n].heading_kind == Some(heading_kind::HeadingKind::Questions);
    let mut questions = found.questions;
    questions.retain(|(n, question)| {
        practised(*n)
            || !screening::asks_for_a_fact(&question.text) && !screening::asks_oneself(&question.text)
    });
    let mut competencies: Vec<String> = expectations.iter().map(|e| e.competency.clone()).collect();
    competencies.sort_unstable();
    competencies.dedup();
    competencies.retain(|name| (1..=6).contains(&text::word_count(name)));
    // What a column or a field names is written out.
    for (_, question) in &mut questions {
        question_topic::settle(question, &principles, &competencies);
    }
    let in_rows: HashSet<usize> = from_rows.questions.iter().map(|(n, _)| *n).collect();
    questions.extend(from_rows.questions);
    name(&mut questions, &in_rows, &units, &principles, &competencies);
    let mut questions = question_parts::without_repeats(questions);
    for (n, question) in &questions {
        // A paragraph that asks in one of its sentences may advise in the others.
        taken[*n] |= text::word_count(&question.text) * 10 >= units[*n].words * 6;
    }
    let kept: Vec<FoundText> = found.notes.into_iter().chain(from_rows.notes).collect();
    let mut ask_them = found.ask_them;
    ask_them.extend(from_rows.ask_them);
    for (n, asked) in &ask_them {
        taken[*n] |= text::word_count(&asked.text) * 10 >= units[*n].words * 6;
    }
    let mut tips = tips::find(&units, &contexts, &taken, &sentences, &readings);
    tips.extend(from_rows.tips);
    stories.extend(from_rows.stories);

    let sources = derive::Sources {
        units: &units,
        contexts: &contexts,
        taken: &taken,
        sentences: &sentences,
        readings: &readings,
        expectations: &expectations,
    };
    // What is made of words that are not understood is asked in nobody's interview.
    let foreign = tongue::warning(&units);
    let derived = if foreign.is_some() { Vec::new() } else { derive::find(&sources, &principles) };
    let unsorted = questions.iter_mut().filter(|(_, question)| question.principles.is_empty());
    for (_, question) in unsorted.take(PROPOSED_FOR) {
        question.proposed = derive::principle::names(&question.text, &principles);
    }
    let key_sources = key_principles::Sources {
        units: &units,
        contexts: &contexts,
        taken: &taken,
        sentences: &sentences,
        readings: &readings,
        principles: &principles,
        competencies: &competencies,
    };
    let weights = (learners.keys)(&key_sources);
    let named_together = if weights.is_empty() { key_principles::together(&key_sources) } else { Vec::new() };
    let stage_sources = interview::Sources {
        units: &units,
        contexts: &contexts,
        taken: &taken,
        sentences: &sentences,
        readings: &readings,
    };
    let employer::Employer { company, role } = employer::find(&units, &document.sender);

    let mut draft = Draft {
        company,
        role,
        questions: questions.into_iter().map(|(_, q)| q).chain(derived).collect(),
        weights,
        named_together,
        tips,
        expectations,
        stories,
        moments,
        interview: (learners.stages)(&stage_sources),
        ask_them: ask_them.into_iter().map(|(_, q)| q).collect(),
        notes: notes(&units, &contexts, &taken, kept),
        ..blank(document)
    };
    mail::read_once(&mut draft, &units);
    draft.warnings.extend(foreign);
    draft
}

/// Gives questions the principles that stand nearest to them: their codes, the names on their own lines and in their
/// sentences. A column or a field for principles says what it holds, so that those `in_rows` keep theirs.
fn name(
    questions: &mut [(usize, FoundQuestion)],
    in_rows: &HashSet<usize>,
    units: &[units::Unit],
    principles: &principles::Principles,
    competencies: &[String],
) {
    for (n, question) in questions.iter_mut() {
        question_topic::by_code(question, &units[*n].text, principles);
    }
    questions.sort_by_key(|(n, _)| *n);
    let mut led = question_lead::by_lead(questions, units, principles, competencies);
    for ((n, _), led) in questions.iter().zip(&mut led) {
        *led |= in_rows.contains(n);
    }
    question_lead::without_lone_headings(questions, &led, principles, competencies);
    for (n, question) in questions.iter_mut() {
        question_lead::by_sentence(question, &units[*n], principles);
    }
}

/// The principles that the banks and the document name, and where each unit stands below them.
fn place(units: &[units::Unit], catalog: &Catalog) -> (principles::Principles, Vec<context::Context>) {
    let principles = principles::Principles::new(catalog);
    let contexts = context::contexts(units, &principles);
    let (mut own, mut codes) = (settled::names(values::named(units, &contexts)), tags::legend(units));
    own.extend(name_places::public(units));
    // "V2 Pace": a number with a letter is as good as letters; a number alone counts anything.
    let numbered = name_places::coded(units).into_iter().flatten();
    codes.extend(numbered.filter(|(code, _)| code.starts_with(|c: char| c.is_ascii_uppercase())));
    if own.is_empty() && codes.is_empty() {
        return (principles, contexts);
    }
    let principles = principles.with_own(&own).with_codes(&codes);
    let contexts = context::contexts(units, &principles);
    (principles, contexts)
}

/// Notes on a call or an interview, and the notes below questions to ask.
fn notes(
    units: &[units::Unit],
    contexts: &[context::Context],
    taken: &[bool],
    mut found: Vec<FoundText>,
) -> Vec<FoundText> {
    for (n, unit) in units.iter().enumerate() {
        let here = contexts[n].heading_kind == Some(heading_kind::HeadingKind::Notes)
            && !contexts[n].heads
            && !taken[n]
            && !unit.is_heading();
        if here && unit.words >= 3 {
            found.push(FoundText { text: unit.text.clone(), line: unit.line });
        }
    }
    found.sort_by_key(|note| note.line);
    found
}

fn is_empty(draft: &Draft) -> bool {
    draft.questions.is_empty()
        && draft.weights.is_empty()
        && draft.tips.is_empty()
        && draft.expectations.is_empty()
        && draft.stories.is_empty()
        && draft.moments.is_empty()
        && draft.interview.is_empty()
        && draft.ask_them.is_empty()
        && draft.notes.is_empty()
}

#[cfg(test)]
#[path = "recognise_tests.rs"]
mod tests;
