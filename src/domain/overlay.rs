//! Overlays: what the person changed about a bank's questions, apart from the bank, so that it can be taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bank::{Bank, Evidence, Question};
use super::level::Levels;

/// The person's words for a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The words of the question; blank leaves the bank's.
    pub text: String,
    /// Its follow-ups; blank ones do not count.
    pub probes: Vec<String>,
}

impl Edited {
    /// The words of `question`.
    pub fn of(question: &Question) -> Self {
        Self { text: question.text.clone(), probes: question.probes.clone() }
    }

    fn tidied(&self) -> Self {
        Self { text: self.text.trim().to_owned(), probes: tidy_lines(&self.probes) }
    }

    /// Whether this says the same as `question`, blanks apart.
    pub fn says_the_same(&self, question: &Question) -> bool {
        self.tidied() == Self::of(question).tidied()
    }
}

/// Adds what is not there yet.
fn add_missing(all: &mut Vec<String>, more: &[String]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

fn tidy_lines(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What an imported question gave to the question of a bank that it is much like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The id of the bank's question.
    pub question: String,
    /// What it came from, so that it can be taken back: the id the imported question would have had.
    pub from: String,
    /// Follow-ups, asked after the bank's own.
    pub probes: Vec<String>,
    /// The ids of more principles of the same bank that it asks about.
    pub principles: Vec<String>,
}

/// What the person changed about one bank.
///
/// A question's id never changes its meaning: what is here for a question that the bank no longer
/// has is kept and does nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// The bank's id.
    pub bank: String,
    /// The person's words, by the question's id.
    pub edited: BTreeMap<String, Edited>,
    /// The ids of the questions never to be drawn.
    pub hidden: BTreeSet<String>,
    /// Questions of the person's own, asked after the bank's. Their ids are [`Overlay::own_id`]s.
    pub added: Vec<Question>,
    /// What imports gave to the bank's questions.
    pub joined: Vec<Joined>,
}

impl Overlay {
    /// An overlay of the bank with this id that changes nothing.
    pub fn new(bank: &str) -> Self {
        Self { bank: bank.to_owned(), ..Self::default() }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.edited.is_empty() && self.hidden.is_empty() && self.added.is_empty() && self.joined.is_empty()
    }

    /// The id of a question added to the bank with this id, from 32 bits of chance:
    /// `amazon-own-1a2b3c4d`.
    pub fn own_id(bank: &str, chance: u32) -> String {
        format!("{bank}-own-{chance:08x}")
    }

    /// The question with this id that was added here.
    pub fn added(&self, id: &str) -> Option<&Question> {
        self.added.iter().find(|q| q.id == id)
    }

    /// Gives the question with this id other words, as typed.
    pub fn write(&mut self, id: &str, words: Edited) {
        match self.added.iter_mut().find(|q| q.id == id) {
            Some(question) => (question.text, question.probes) = (words.text, words.probes),
            None => {
                self.edited.insert(id.to_owned(), words);
            }
        }
    }

    /// Says of the question with this id, which was added here, which levels it suits and what it wants.
    pub fn tag(&mut self, id: &str, levels: Levels, evidence: Option<Evidence>) {
        if let Some(question) = self.added.iter_mut().find(|q| q.id == id) {
            (question.levels, question.evidence) = (levels, evidence);
        }
    }

    /// Without what says nothing: blank lines, questions without words.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let edited = self.edited.iter().map(|(id, words)| (id.clone(), words.tidied()));
        let mut added = self.added.clone();
        for question in &mut added {
            question.text = question.text.trim().to_owned();
            question.probes = tidy_lines(&question.probes);
        }
        added.retain(|q| !q.text.is_empty());
        Self { edited: edited.filter(|(_, words)| !words.text.is_empty()).collect(), added, ..self.clone() }
    }

    /// The bank as the person wants it; one with another id is left as it is.
    #[must_use]
    pub fn apply(&self, mut bank: Bank) -> Bank {
        if bank.id != self.bank {
            return bank;
        }
        let mine = self.tidied();
        for question in &mut bank.questions {
            if let Some(words) = mine.edited.get(&question.id) {
                (question.text, question.probes) = (words.text.clone(), words.probes.clone());
                // Other words are not what the plain ones stand for.
                bank.gloss.values_mut().for_each(|of| drop(of.remove(&question.id)));
            }
        }
        for joined in &mine.joined {
            let known: Vec<String> =
                joined.principles.iter().filter(|id| bank.principle(id).is_some()).cloned().collect();
            if let Some(question) = bank.questions.iter_mut().find(|q| q.id == joined.question) {
                add_missing(&mut question.probes, &joined.probes);
                add_missing(&mut question.principles, &known);
            }
        }
        for mut question in mine.added {
            question.principles.retain(|id| bank.principle(id).is_some());
            if !question.principles.is_empty() && bank.question(&question.id).is_none() {
                bank.questions.push(question);
            }
        }
        for question in &mut bank.questions {
            question.hidden = mine.hidden.contains(&question.id);
        }
        bank
    }
}

/// The banks as the person wants them.
pub fn applied(banks: impl IntoIterator<Item = Arc<Bank>>, overlays: &[Overlay]) -> Vec<Arc<Bank>> {
    let apply = |bank: Arc<Bank>| match overlays.iter().find(|overlay| overlay.bank == bank.id) {
        Some(overlay) => Arc::new(overlay.apply(Arc::unwrap_or_clone(bank))),
        None => bank,
    };
    banks.into_iter().map(apply).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::catalog::Catalog;
    use super::super::catalog::tests::bank;
    use super::super::profile::{Profile, Target};
    use super::super::to_ask::to_ask;
    use super::*;

    fn words(text: &str, probes: &[&str]) -> Edited {
        Edited { text: text.to_owned(), probes: probes.iter().map(|p| (*p).to_owned()).collect() }
    }

    fn own(text: &str) -> Question {
        Question {
            id: Overlay::own_id("one", 0x1a),
            principles: vec!["calm".to_owned()],
            text: text.to_owned(),
            ..Question::default()
        }
    }

    #[test]
    fn an_overlay_that_changes_nothing_changes_nothing() {
        let before = bank("one", &["Calm", "Grit"], 2);
        assert_eq!(Overlay::new("one").apply(before.clone()), before);
        assert!(Overlay::new("one").is_empty());
    }

    #[test]
    fn words_are_replaced_and_everything_else_stays() {
        let before = bank("one", &["Calm"], 2);
        let mut overlay = Overlay::new("one");
        overlay.write("one-calm-1", words(" When did you stay calm? ", &["Why? ", "", "  "]));
        let after = overlay.apply(before.clone());
        assert_eq!(after.questions[0].text, "When did you stay calm?");
        assert_eq!(after.questions[0].probes, ["Why?"]);
        let question = Question {
            text: before.questions[0].text.clone(),
            probes: before.questions[0].probes.clone(),
            ..after.questions[0].clone()
        };
        assert_eq!(question, before.questions[0], "its id and principles are the bank's");
        assert_eq!(after.questions[1], before.questions[1]);
    }

    #[test]
    fn a_blank_edit_leaves_the_banks_words() {
        let before = bank("one", &["Calm"], 1);
        let mut overlay = Overlay::new("one");
        overlay.write("one-calm-1", words("  ", &["Why?"]));
        assert_eq!(overlay.apply(before.clone()), before);
        assert!(overlay.tidied().is_empty());
        assert!(
            words("When did Calm matter, number 1? ", &["Why?", "How much?", "", "Who else?"])
                .says_the_same(&before.questions[0])
        );
    }

    #[test]
    fn a_hidden_question_stays_in_the_bank_and_is_not_drawn() {
        let mut overlay = Overlay::new("one");
        overlay.hidden.insert("one-calm-1".to_owned());
        let catalog = Catalog::new(
            applied([bank("one", &["Calm"], 2), bank("two", &["Calm"], 1)].map(Arc::new), &[overlay]),
            &Profile::default(),
        );
        let drawn: Vec<&str> =
            catalog.questions_of("Calm").iter().map(|bq| bq.question.id.as_str()).collect();
        assert_eq!(drawn, ["one-calm-2", "two-calm-1"]);
        assert!(catalog.question("one-calm-1").unwrap().question.hidden);
        assert_eq!(catalog.search("number 1").count(), 1);
        assert_eq!(to_ask(&Target::default(), &[], &catalog), [], "hidden is not for the candidate to ask");
    }

    #[test]
    fn an_added_question_is_asked_once_it_has_words() {
        let mut overlay = Overlay::new("one");
        overlay.added.push(own(""));
        assert_eq!(overlay.apply(bank("one", &["Calm"], 1)).questions.len(), 1);
        overlay.write(&overlay.added[0].id.clone(), words("When did calm help?", &["Whom?"]));
        assert!(overlay.edited.is_empty(), "an added question is changed where it is");
        let after = overlay.apply(bank("one", &["Calm"], 1));
        assert_eq!((after.questions[1].id.as_str(), after.questions.len()), ("one-own-0000001a", 2));
        assert_eq!(after.check(), Ok(()));
    }

    #[test]
    fn what_is_for_questions_that_are_gone_is_kept_and_ignored() {
        let before = bank("one", &["Grit"], 1);
        let mut overlay = Overlay::new("one");
        overlay.write("one-calm-1", words("When?", &[]));
        overlay.hidden.insert("one-calm-2".to_owned());
        overlay.added.push(own("Of a principle that is gone?"));
        assert_eq!(overlay.apply(before.clone()), before);
        assert_eq!(overlay.tidied(), overlay);
        // An id never changes its meaning: the bank's question wins over one that was added.
        let mut clash = Overlay::new("one");
        clash.added.push(Question { id: "one-grit-1".to_owned(), ..own("Another?") });
        clash.added[0].principles = vec!["grit".to_owned()];
        assert_eq!(clash.apply(before.clone()), before);
    }

    #[test]
    fn an_overlay_of_another_bank_is_not_applied() {
        let mut overlay = Overlay::new("two");
        overlay.hidden.insert("one-calm-1".to_owned());
        let before = bank("one", &["Calm"], 1);
        assert_eq!(overlay.apply(before.clone()), before);
    }
}
