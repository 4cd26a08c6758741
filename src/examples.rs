//! The example answers that come with the program, embedded in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::example::{Examples, MarginNote, Pair, SectionPairs, Spoken, WholeAnswer};
use crate::domain::rubric::{Dimension, Score, Scores};
use crate::domain::star::PerSection;

const ANSWERS: &str = include_str!("../assets/examples/answers.json");
const SECTIONS: &str = include_str!("../assets/examples/sections.json");

/// The examples, read once when they are first looked for. A test makes sure that they can be read; else there are none.
static EXAMPLES: LazyLock<Examples> = LazyLock::new(|| read(ANSWERS, SECTIONS).unwrap_or_default());

/// All examples.
pub fn examples() -> &'static Examples {
    &EXAMPLES
}

/// `greenroom-examples/1`: whole answers in one file, pairs in another.
#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    answers: Vec<Answer>,
    pairs: Vec<Pairs>,
}

#[derive(Deserialize)]
struct Answer {
    question: String,
    strong: Said,
    weak: Said,
}

#[derive(Deserialize)]
struct Said {
    sections: Four<String>,
    notes: Vec<Note>,
    scores: BTreeMap<String, u8>,
}

#[derive(Deserialize)]
struct Note {
    on: String,
    says: String,
}

#[derive(Deserialize)]
struct Pairs {
    question: String,
    principle: String,
    sections: Four<TwoAndFour>,
}

#[derive(Deserialize)]
struct TwoAndFour {
    two: String,
    four: String,
    says: String,
}

#[derive(Deserialize)]
struct Four<T> {
    situation: T,
    task: T,
    action: T,
    result: T,
}

impl<T> Four<T> {
    fn sections<U>(self, of: impl Fn(T) -> U) -> PerSection<U> {
        PerSection([self.situation, self.task, self.action, self.result].map(of))
    }
}

fn read(answers: &str, sections: &str) -> Result<Examples, serde_json::Error> {
    let answers: File = serde_json::from_str(answers)?;
    let sections: File = serde_json::from_str(sections)?;
    Ok(Examples {
        answers: answers.answers.into_iter().map(whole).collect(),
        pairs: sections.pairs.into_iter().map(pairs).collect(),
    })
}

fn whole(answer: Answer) -> WholeAnswer {
    WholeAnswer { question: answer.question, strong: spoken(answer.strong), weak: spoken(answer.weak) }
}

fn spoken(said: Said) -> Spoken {
    let mut scores = Scores::default();
    for (dimension, score) in said.scores {
        if let Some(dimension) = Dimension::from_id(&dimension) {
            scores.set(dimension, Score::new(score));
        }
    }
    let notes = said.notes.into_iter().map(|note| MarginNote { on: note.on, says: note.says });
    Spoken { sections: said.sections.sections(|text| text), notes: notes.collect(), scores }
}

fn pairs(pairs: Pairs) -> SectionPairs {
    let pair = |pair: TwoAndFour| Pair { two: pair.two, four: pair.four, says: pair.says };
    SectionPairs {
        question: pairs.question,
        principle: pairs.principle,
        sections: pairs.sections.sections(pair),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::catalog::Catalog;
    use crate::domain::profile::Profile;

    #[test]
    fn they_can_be_read_and_are_of_questions_that_are_there() {
        let examples = read(ANSWERS, SECTIONS).unwrap();
        let catalog = Catalog::new(crate::banks::built_in().unwrap(), &Profile::default());
        assert_eq!(examples.answers.len(), 12);
        for whole in &examples.answers {
            assert!(catalog.question(&whole.question).is_some(), "{}", whole.question);
            assert!(
                (350..=450).contains(&whole.strong.words()),
                "{}: {}",
                whole.question,
                whole.strong.words()
            );
            assert!((250..=400).contains(&whole.weak.words()), "{}: {}", whole.question, whole.weak.words());
            let mean = |spoken: &Spoken| spoken.scores.mean().unwrap();
            assert!(mean(&whole.strong) > mean(&whole.weak) + 1.0, "{}", whole.question);
            for spoken in [&whole.strong, &whole.weak] {
                assert_eq!(spoken.scores.count(), 6);
                assert!(spoken.notes.len() >= 4, "{}", whole.question);
                let all = spoken.sections.0.join("\n");
                for note in &spoken.notes {
                    assert_eq!(all.matches(&note.on).count(), 1, "{}: {}", whole.question, note.on);
                }
            }
        }
        let amazon = catalog.banks().iter().find(|bank| bank.id == "amazon").unwrap();
        let of: Vec<&str> = examples.pairs.iter().map(|pairs| pairs.principle.as_str()).collect();
        let principles: Vec<&str> = amazon.principles.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(of, principles, "one for each of Amazon's principles");
        for pairs in &examples.pairs {
            assert!(catalog.question(&pairs.question).is_some(), "{}", pairs.question);
            for pair in &pairs.sections.0 {
                assert!(!pair.two.is_empty() && !pair.four.is_empty() && !pair.says.is_empty());
            }
        }
    }
}
