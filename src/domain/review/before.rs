//! What of a review is here already: from the same file, imported before, or from another one.

use super::{Body, Choice, Field, Item, Review, Twin};
use crate::domain::attempt::Moment;
use crate::domain::catalog::fold_name;
use crate::domain::profile::Target;
use crate::domain::story::Story;
use crate::domain::words::counted;

/// What is here, to be compared with.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    /// The imports, under review and accepted.
    pub imports: &'a [Review],
    /// The stories.
    pub stories: &'a [Story],
    /// The moments.
    pub moments: &'a [Moment],
    /// The target.
    pub target: &'a Target,
}

impl Present<'_> {
    /// The import that was read from the same bytes, the newest of several.
    pub fn same_file(&self, review: &Review) -> Option<&Review> {
        let digest = review.origin.digest.as_deref()?;
        let same = self.imports.iter().filter(|other| other.id != review.id);
        same.filter(|other| other.origin.digest.as_deref() == Some(digest)).max_by_key(|other| other.made)
    }

    /// The import that an item was taken from before; it is still here.
    fn taken_from(&self, item: &Item) -> Option<&Review> {
        self.imports.iter().find(|import| {
            import.items.iter().any(|known| {
                let was_taken = known.stored || (known.choice == Choice::Merged && !import.waits());
                was_taken && is_same(&known.body, &item.body) && self.is_still_here(import, known)
            })
        })
    }

    /// Whether what an item became was not deleted since.
    fn is_still_here(&self, import: &Review, item: &Item) -> bool {
        match &item.body {
            Body::Story { .. } => {
                let id = import.story_id(item.id);
                self.stories.iter().any(|story| story.id == id)
            }
            Body::Moment { id, .. } => self.moments.iter().any(|moment| moment.id == *id),
            Body::Weight { principle, .. } => {
                self.target.key_principles.keys().any(|key| fold_name(key) == fold_name(principle))
            }
            Body::Target { field: Field::Company, .. } => !self.target.company.trim().is_empty(),
            Body::Target { field: Field::Role, .. } => !self.target.role.trim().is_empty(),
            Body::Stage { name, .. } => self.target.stages.iter().any(|stage| stage.name == *name),
            _ => true,
        }
    }
}

/// Whether two items say the same. Questions are compared with all banks, elsewhere.
fn is_same(a: &Body, b: &Body) -> bool {
    match (a, b) {
        (
            Body::Story { title: at, question: aq, sections: a, .. },
            Body::Story { title: bt, question: bq, sections: b, .. },
        ) => (at, aq, a) == (bt, bq, b),
        (Body::Moment { text: a, .. }, Body::Moment { text: b, .. })
        | (Body::Tip { text: a, .. }, Body::Tip { text: b, .. })
        | (Body::AskThem { text: a }, Body::AskThem { text: b })
        | (Body::Note { text: a }, Body::Note { text: b }) => a == b,
        (
            Body::Expectation { text: a, competency: ac, level: al },
            Body::Expectation { text: b, competency: bc, level: bl },
        ) => (a, ac, al) == (b, bc, bl),
        (Body::Weight { .. } | Body::Target { .. } | Body::Stage { .. }, _) => a == b,
        _ => false,
    }
}

impl Review {
    /// Leaves what is here already, so that importing a file again adds what is new in it and doubles nothing. What was
    /// left is told in a warning; the person can take it all the same.
    pub fn leave_what_is_here(&mut self, present: &Present<'_>) {
        let mut left = 0;
        for item in self.items.iter_mut().filter(|item| item.choice == Choice::Take && !item.stored) {
            if let Some(import) = present.taken_from(item) {
                item.choice = Choice::Leave;
                item.why = format!("here already, from {} of {}", import.origin.name, day(import));
                left += 1;
            }
        }
        let in_a_bank = |item: &&Item| matches!(item.twin, Some(Twin::Bank { .. }));
        let merged = self.items.iter().filter(|i| i.choice == Choice::Merged).filter(in_a_bank).count();
        let here = counted(left + merged, "item is", "items are");
        let told = match present.same_file(self) {
            Some(before) => format!(
                "You imported this file before, on {}. {here} here already and left out; what is new is offered.",
                day(before)
            ),
            None if left > 0 => format!("{here} here already, from an earlier import, and left out."),
            None => return,
        };
        self.warnings.insert(0, told);
    }
}

/// The day on which an import was read.
pub fn day(import: &Review) -> String {
    import.made.format("%-d %b %Y").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::review::{Besides, Origin};
    use crate::domain::star::PerSection;
    use chrono::DateTime;
    use uuid::Uuid;

    fn review(id: u128, digest: &str, bodies: Vec<Body>) -> Review {
        let item = |(id, body): (usize, Body)| Item {
            id: u32::try_from(id).unwrap(),
            body,
            choice: Choice::Take,
            stored: false,
            line: 1,
            excerpt: String::new(),
            why: "found".to_owned(),
            twin: None,
            proposed: Vec::new(),
        };
        Review {
            id: Uuid::from_u128(id),
            origin: Origin {
                name: "notes.md".to_owned(),
                kind: "markdown".to_owned(),
                digest: Some(digest.to_owned()),
            },
            made: DateTime::parse_from_rfc3339("2026-03-03T18:05:00+01:00").unwrap(),
            own: Some(true),
            level: None,
            accepted: None,
            items: bodies.into_iter().enumerate().map(item).collect(),
            warnings: vec!["a warning".to_owned()],
            was: std::collections::BTreeMap::new(),
        }
    }

    fn bodies() -> Vec<Body> {
        let sections = PerSection(["s".to_owned(), "t".to_owned(), "a".to_owned(), "r".to_owned()]);
        vec![
            Body::Story {
                title: "T".to_owned(),
                question: String::new(),
                principles: vec![],
                sections,
                besides: Besides::default(),
            },
            Body::Moment { text: "M".to_owned(), id: Uuid::from_u128(9) },
            Body::Tip { text: "Be brief.".to_owned(), principles: vec![] },
            Body::Note { text: "Bring a pen.".to_owned() },
        ]
    }

    fn moment(id: u128) -> Moment {
        let noted = DateTime::parse_from_rfc3339("2026-03-03T18:05:00+01:00").unwrap();
        Moment { id: Uuid::from_u128(id), text: "M".to_owned(), noted, attempt: None }
    }

    #[test]
    fn a_file_imported_again_doubles_nothing_and_offers_what_is_new() {
        let mut first = review(1, "d", bodies());
        first.items.iter_mut().for_each(|item| item.stored = true);
        let stories = [Story::new(first.story_id(0), first.made)];
        let (imports, moments) = ([first], [moment(9)]);
        let present =
            Present { imports: &imports, stories: &stories, moments: &moments, target: &Target::default() };
        let mut again = bodies();
        again.push(Body::AskThem { text: "What is the team like?".to_owned() });
        let mut again = review(2, "d", again);
        again.leave_what_is_here(&present);
        let taken: Vec<u32> = again.items.iter().filter(|i| i.choice == Choice::Take).map(|i| i.id).collect();
        assert_eq!((taken, again.to_add()), (vec![4], 1));
        assert_eq!(again.items[0].why, "here already, from notes.md of 3 Mar 2026");
        let told = "You imported this file before, on 3 Mar 2026. 4 items are here already and left out; what is new is offered.";
        assert_eq!(again.warnings, [told, "a warning"]);
    }

    #[test]
    fn what_was_deleted_since_is_offered_again_and_another_file_is_compared_too() {
        let mut first = review(1, "d", bodies());
        first.items.iter_mut().for_each(|item| item.stored = true);
        let imports = [first];
        // The story and the moment are gone.
        let present = Present { imports: &imports, stories: &[], moments: &[], target: &Target::default() };
        let mut other = review(2, "another", bodies());
        other.leave_what_is_here(&present);
        let left: Vec<u32> = other.items.iter().filter(|i| i.choice == Choice::Leave).map(|i| i.id).collect();
        assert_eq!(left, [2, 3]);
        assert_eq!(other.warnings[0], "2 items are here already, from an earlier import, and left out.");
        let mut fresh = review(3, "fresh", vec![Body::Note { text: "Bring two pens.".to_owned() }]);
        fresh.leave_what_is_here(&present);
        assert_eq!((fresh.to_add(), fresh.warnings), (1, vec!["a warning".to_owned()]));
    }
}
