//! A run of attempts, and what it comes to at the end.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::attempt::{Attempt, Mode};
use super::draw::Scope;
use super::evening::{Evening, Moved};
use super::readiness::Readiness;
use super::star::Budget;

/// What a session is going to be; one line on screen, every part of which can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The scope: which questions may come.
    pub scope: Scope,
    /// How many questions are asked.
    pub questions: u32,
    /// The seconds of each answer and their shares.
    pub budget: Budget,
    /// The most follow-ups (probes) to each.
    pub probes: u32,
    /// Drill or warm-up.
    pub mode: Mode,
}

/// A session while it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its own id, which its attempts carry.
    pub id: Uuid,
    /// What it was set up to be.
    pub setup: Setup,
    /// The ids of the attempts stored so far, redos too.
    pub attempts: Vec<Uuid>,
    /// How many questions have been answered; a redo is not another question.
    pub answered: u32,
    /// What each principle counted as before its first answer in this session.
    before: BTreeMap<String, Readiness>,
}

impl Session {
    /// A session that has not asked anything yet.
    pub fn new(id: Uuid, setup: Setup) -> Self {
        Self { id, setup, attempts: Vec::new(), answered: 0, before: BTreeMap::new() }
    }

    /// Whether all questions have been answered.
    pub fn is_over(&self) -> bool {
        self.answered >= self.setup.questions
    }

    /// Where the next question comes from: of a plan, what of it is left.
    pub fn scope(&self) -> Scope {
        match &self.setup.scope {
            Scope::Planned(names) => {
                let asked = (self.answered as usize).min(names.len());
                Scope::Planned(names[asked..].to_vec())
            }
            scope => scope.clone(),
        }
    }

    /// Notes an attempt about to be stored, and what its principle counted as until then.
    pub fn note(&mut self, attempt: &Attempt, before: Readiness) {
        self.attempts.push(attempt.id);
        self.answered += u32::from(attempt.redo_of.is_none());
        self.before.entry(attempt.principle.clone()).or_insert(before);
    }

    /// What the session came to. `attempts` are its own as they are stored now, `first` finds the try that
    /// another did again, `readiness` is today's, by principle name.
    pub fn evening<'a>(
        &self,
        attempts: &[&Attempt],
        first: impl Fn(Uuid) -> Option<&'a Attempt>,
        readiness: impl Fn(&str) -> Readiness,
    ) -> Evening {
        let is_scored = |name: &str| attempts.iter().any(|a| a.is_evidence() && a.principle == name);
        let moved = self
            .before
            .iter()
            .filter(|(name, _)| is_scored(name))
            .map(|(name, before)| Moved { principle: name.clone(), before: *before, after: readiness(name) })
            .collect();
        Evening::of(attempts, moved, first)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::attempt::AskedQuestion;
    use super::super::rubric::{Dimension, Score};
    use super::*;

    fn attempt(id: u128, result: u8, depth: u8) -> Attempt {
        let started = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let question = AskedQuestion { id: None, text: "?".to_owned() };
        let mut attempt = Attempt::new(Uuid::from_u128(id), question, "Dive Deep".to_owned(), started);
        attempt.scores.set(Dimension::Result, Score::new(result));
        attempt.scores.set(Dimension::Depth, Score::new(depth));
        attempt
    }

    fn two_questions() -> Setup {
        Setup { scope: Scope::InPlay, questions: 2, budget: Budget::default(), probes: 3, mode: Mode::Drill }
    }

    #[test]
    fn the_evening_knows_what_moved() {
        let mut session = Session::new(Uuid::nil(), two_questions());
        let (one, two) = (attempt(1, 2, 4), attempt(2, 3, 5));
        session.note(&one, Readiness::NONE);
        assert!(!session.is_over());
        session.note(&two, Readiness { estimate: 3.0, ..Readiness::NONE });
        assert!(session.is_over());
        let evening =
            session.evening(&[&one, &two], |_| None, |_| Readiness { estimate: 3.5, ..Readiness::NONE });
        assert_eq!((evening.moved.len(), evening.fix.map(|fix| fix.attempt)), (1, Some(one.id)));
        assert_eq!(evening.moved[0].before, Readiness::NONE, "the first answer's before is kept");
    }

    #[test]
    fn a_planned_session_goes_on_to_the_next_principle() {
        let names =
            |from: usize| Scope::Planned(["A", "B"][from..].iter().map(|n| (*n).to_owned()).collect());
        let mut session = Session::new(Uuid::nil(), Setup { scope: names(0), ..two_questions() });
        assert_eq!(session.scope(), names(0));
        let mut again = attempt(3, 2, 2);
        again.redo_of = Some(Uuid::from_u128(1));
        session.note(&again, Readiness::NONE);
        assert_eq!(session.scope(), names(0), "a redo is none of the plan's answers");
        session.note(&attempt(1, 3, 3), Readiness::NONE);
        assert_eq!(session.scope(), names(1));
    }

    #[test]
    fn a_redo_is_not_another_question() {
        let mut session = Session::new(Uuid::nil(), two_questions());
        let mut again = attempt(3, 2, 2);
        again.redo_of = Some(Uuid::from_u128(1));
        session.note(&again, Readiness::NONE);
        assert_eq!((session.answered, session.attempts.len()), (0, 1));
    }
}
