//! Draft → review: each item with its excerpt, its principles and what is much like it already.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::document::Document;
use super::draft::{self, Draft, FoundQuestion, FoundStory};
use crate::domain::alike::Index;
use crate::domain::bank::{Bank, Question};
use crate::domain::catalog::{Catalog, fold_name};
use crate::domain::date_words;
use crate::domain::profile::Target;
use crate::domain::review::{Besides, Body, Choice, Field, Item, Origin, Review, Twin};
use crate::domain::star::PerSection;

/// Most characters of the source shown beside an item.
const EXCERPT: usize = 240;

/// The review of a draft that was recognised in `document`. Nothing is decided yet but what Enter
/// would take: all that was asked or told in the text, and nothing that is in the banks word for word
/// or was derived. `new_id` gives the id of the import and of each moment.
pub fn review(
    document: &Document,
    draft: Draft,
    catalog: &Catalog,
    made: DateTime<FixedOffset>,
    new_id: fn() -> Uuid,
) -> Review {
    let excerpts = Excerpts::of(document);
    let mut items = Items { excerpts, found: Vec::new() };
    let names = Names::of(catalog);
    for (field, found) in [(Field::Company, draft.company), (Field::Role, draft.role)] {
        if let Some(found) = found {
            items.add(Body::Target { field, text: found.text }, found.line, "named at the head of the file");
        }
    }
    for named in draft.named_together {
        let body = Body::Weight { principle: named.text, weight: Target::KEY_WEIGHT };
        items.add(body, named.line, "named together with others in one sentence; take it if it matters most");
    }
    for weight in draft.weights {
        let body = Body::Weight { principle: weight.principle, weight: weight.weight };
        items.add(body, weight.line, "said to matter most");
    }
    for stage in draft.interview.into_iter().filter(|stage| !stage.is_break()) {
        let draft::FoundStage { stage: name, minutes, interviewers, rounds, line } = stage;
        // The day stands beside the name, where it is written at all.
        let date = date_words::find(items.excerpts.at(line), made.date_naive());
        items.add(
            Body::Stage { name, date, minutes, interviewers, rounds },
            line,
            "says how the interview is held",
        );
    }
    let (asked, derived): (Vec<_>, Vec<_>) =
        draft.questions.into_iter().partition(|q| q.origin == draft::Origin::Asked);
    items.questions(asked);
    for story in draft.stories {
        items.add_story(story);
    }
    for moment in draft.moments {
        items.add(Body::Moment { text: moment.text, id: new_id() }, moment.line, "one-line memory");
    }
    for tip in draft.tips {
        let principles = names.in_text(&tip.text);
        items.add(Body::Tip { text: tip.text, principles }, tip.line, "advice on answering");
    }
    for found in draft.expectations {
        let draft::Expectation { competency, level, text, line } = found;
        items.add(Body::Expectation { text, competency, level }, line, "criterion to meet");
    }
    for ask in draft.ask_them {
        items.add(Body::AskThem { text: ask.text }, ask.line, "question for the interviewer");
    }
    for note in draft.notes {
        items.add(Body::Note { text: note.text }, note.line, "note on the interview");
    }
    // After all that was asked, so that a derived question is the twin of an asked one and never the
    // reverse.
    items.questions(derived);
    let mut items = items.found;
    find_twins(&mut items, catalog);
    Review {
        id: new_id(),
        origin: Origin { name: draft.source.name, kind: draft.source.kind, digest: None },
        made,
        own: None,
        level: None,
        accepted: None,
        items,
        warnings: draft.warnings,
        was: BTreeMap::new(),
    }
}

struct Items {
    excerpts: Excerpts,
    found: Vec<Item>,
}

impl Items {
    fn add(&mut self, body: Body, line: u32, why: &str) {
        let id = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
        let excerpt = self.excerpts.at(line).to_owned();
        let (choice, why) = (Choice::Take, why.to_owned());
        self.found.push(Item {
            id,
            body,
            choice,
            stored: false,
            line,
            excerpt,
            why,
            twin: None,
            proposed: Vec::new(),
        });
    }

    fn questions(&mut self, questions: Vec<FoundQuestion>) {
        for question in questions {
            let FoundQuestion { text, principles, proposed, origin, probes, checklist, line, why, .. } =
                question;
            let derived = origin == draft::Origin::Derived;
            self.add(Body::Question { text, principles, probes, checklist, derived }, line, &why);
            if let Some(item) = self.found.last_mut() {
                item.proposed = proposed;
                if derived {
                    item.choice = Choice::Leave;
                }
            }
        }
    }

    fn add_story(&mut self, story: FoundStory) {
        let FoundStory {
            title,
            question,
            principles,
            situation,
            task,
            action,
            result,
            opening,
            remember,
            retired,
            missing,
            line,
        } = story;
        let why = if missing.is_empty() {
            "story with all four sections".to_owned()
        } else {
            format!("story; still missing: {}", missing.join(", "))
        };
        let sections = PerSection([situation, task, action, result]);
        let besides = Besides { opening, remember, retired };
        self.add(Body::Story { title, question, principles, sections, besides }, line, &why);
    }
}

/// Marks questions that the banks, or earlier lines of the file, have already.
fn find_twins(items: &mut [Item], catalog: &Catalog) {
    let mut known = Index::default();
    let banks: Vec<(&Question, &Bank)> = catalog
        .banks()
        .iter()
        .flat_map(|bank| bank.questions.iter().map(move |question| (question, &**bank)))
        .collect();
    for (question, _) in &banks {
        known.add(&question.text);
    }
    let mut earlier: Vec<u32> = Vec::new();
    for item in items {
        let Body::Question { text, .. } = &item.body else { continue };
        if let Some((at, alike)) = known.closest(text) {
            item.twin = Some(match banks.get(at) {
                Some((question, bank)) => Twin::Bank {
                    question: question.id.clone(),
                    text: question.text.clone(),
                    bank: bank.title.clone(),
                    alike,
                },
                None => Twin::Item { id: earlier[at - banks.len()], alike },
            });
            if alike >= Twin::SAME && item.choice == Choice::Take {
                item.choice = Choice::Merged;
            }
        }
        known.add(text);
        earlier.push(item.id);
    }
}

/// The names of the principles in banks that are on, ready to be looked for in a text.
struct Names {
    /// Folded name or other name, with a space on each side → the principle's name.
    folded: Vec<(String, String)>,
}

impl Names {
    fn of(catalog: &Catalog) -> Self {
        let mut folded = Vec::new();
        for principle in catalog.enabled_banks().flat_map(|bank| &bank.principles) {
            for name in principle.aka.iter().chain([&principle.name]) {
                folded.push((format!(" {} ", fold_name(name)), catalog.canonical(&principle.name)));
            }
        }
        Self { folded }
    }

    /// The principles that the text names.
    fn in_text(&self, text: &str) -> Vec<String> {
        let hay = format!(" {} ", fold_name(text));
        let mut found: Vec<String> = Vec::new();
        for (folded, name) in &self.folded {
            if hay.contains(folded.as_str()) && !found.contains(name) {
                found.push(name.clone());
            }
        }
        found
    }
}

/// The document's text by line.
struct Excerpts {
    /// Sorted by line.
    blocks: Vec<(u32, String)>,
}

impl Excerpts {
    fn of(document: &Document) -> Self {
        let mut blocks: Vec<(u32, String)> = Vec::new();
        for block in &document.blocks {
            for (line, text) in (block.line..).zip(block.text().split('\n')) {
                let text = text.trim();
                if !text.is_empty() {
                    blocks.push((line, text.chars().take(EXCERPT).collect()));
                }
            }
        }
        blocks.sort_by_key(|(line, _)| *line);
        Self { blocks }
    }

    /// What stands on `line`, or on the nearest line above it.
    fn at(&self, line: u32) -> &str {
        let first = self.blocks.partition_point(|(at, _)| *at < line);
        match self.blocks.get(first) {
            Some((at, text)) if *at == line => text,
            _ => first.checked_sub(1).map_or("", |before| self.blocks[before].1.as_str()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::banks::built_in;
    use crate::domain::profile::Profile;
    use crate::domain::review::Kind;
    use crate::import::{formats, recognise};

    fn review_of(text: &str) -> Review {
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let document = formats::read("notes.md", text.as_bytes()).unwrap();
        let draft = recognise::recognise(&document, &catalog);
        let made = DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap();
        review(&document, draft, &catalog, made, Uuid::now_v7)
    }

    #[test]
    fn items_carry_their_excerpt_and_their_twin() {
        let known = built_in().unwrap()[0].questions[0].text.clone();
        let text = format!(
            "# Dive Deep\n\n- *{known}*\n- *Tell me about a figure that three teams disputed.*\n- *Tell me about a figure three teams disputed.*\n"
        );
        let review = review_of(&text);
        let asked: Vec<&Item> = review.items.iter().filter(|i| i.kind() == Kind::Asked).collect();
        assert_eq!(asked.len(), 3, "{:?}", review.items);
        assert_eq!(asked[0].choice, Choice::Merged, "the bank has it word for word");
        assert!(matches!(&asked[0].twin, Some(Twin::Bank { text, .. }) if *text == known));
        assert_eq!(asked[1].excerpt, "Tell me about a figure that three teams disputed.");
        assert_eq!((asked[1].choice, &asked[1].twin), (Choice::Take, &None));
        assert!(matches!(asked[2].twin, Some(Twin::Item { id, .. }) if id == asked[1].id));
        assert!(review.own.is_none() && review.waits());
    }

    #[test]
    fn tips_know_the_principles_they_name() {
        let review = review_of(
            "# Tips from the recruiter\n\n- Bring numbers for Dive Deep & ownership answers.\n- Use \"I\", not \"we\".\n",
        );
        let tips: Vec<&Item> = review.items.iter().filter(|i| i.kind() == Kind::Tip).collect();
        assert_eq!(tips[0].principles(), ["Ownership", "Dive Deep"]);
        assert!(tips[1].principles().is_empty());
    }
}
