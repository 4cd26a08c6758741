//! What was imported for a question: tips, what a guide expects, what a good answer touches.

use super::model::Model;

impl Model {
    /// The tips, and what is expected, for a question of this principle: one tip to think with, one to
    /// score with, another each time.
    pub(super) fn advice(&self, principle: &str) -> (Vec<String>, Vec<String>) {
        let tips: Vec<&str> = self.imports.iter().flat_map(|review| review.tips_for(principle)).collect();
        let turn = self.attempts.len();
        let mut chosen: Vec<String> = Vec::new();
        for n in [turn, turn + 1].into_iter().take(tips.len()) {
            chosen.push(tips[n % tips.len()].to_owned());
        }
        let is_it = |name: &str| self.catalog.canonical(name) == principle;
        let expected = self.imports.iter().flat_map(|review| review.expectations_for(is_it));
        (chosen, expected.map(str::to_owned).collect())
    }

    /// What a good answer to the question of this id touches, as its source lists it.
    pub(super) fn checklist(&self, question: &str) -> Vec<String> {
        self.catalog.question(question).map(|found| found.question.checklist.clone()).unwrap_or_default()
    }
}
