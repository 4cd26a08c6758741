//! A run of attempts, and what it comes to at the end.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::attempt::{Attempt, Mode};
use super::draw::Scope;
use super::readiness::Readiness;
use super::rubric::Dimension;
use super::star::Budget;

/// What a session is going to be; one line on screen, every part of which can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Which questions may come.
    pub scope: Scope,
    /// How many.
    pub questions: u32,
    /// The seconds of each answer and their shares.
    pub budget: Budget,
    /// The most follow-ups to each.
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

    /// What the session came to. `attempts` are its own as they are stored now; `readiness` is
    /// today's, by principle name.
    pub fn debrief(&self, attempts: &[&Attempt], readiness: impl Fn(&str) -> Readiness) -> Debrief {
        let scored: Vec<&Attempt> = attempts.iter().copied().filter(|a| a.is_evidence()).collect();
        let moved = self
            .before
            .iter()
            .filter(|(name, _)| scored.iter().any(|a| a.principle == **name))
            .map(|(name, before)| Moved { principle: name.clone(), before: *before, after: readiness(name) })
            .collect();
        let mean = |a: &Attempt| a.scores.mean().unwrap_or(f64::INFINITY);
        Debrief {
            moved,
            weakest_dimension: weakest_dimension(&scored),
            weakest_attempt: scored.iter().min_by(|a, b| mean(a).total_cmp(&mean(b))).map(|a| a.id),
        }
    }
}

/// How one principle moved over a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The principle's name.
    pub principle: String,
    /// Before its first answer.
    pub before: Readiness,
    /// Now.
    pub after: Readiness,
}

/// What a session came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Debrief {
    /// The principles that were scored.
    pub moved: Vec<Moved>,
    /// The dimension with the lowest mean, that mean, and over how many answers.
    pub weakest_dimension: Option<(Dimension, f64, usize)>,
    /// The attempt with the lowest mean: the one to do again.
    pub weakest_attempt: Option<Uuid>,
}

/// The dimension with the lowest mean over `attempts`, that mean (1 to 5), and over how many.
pub fn weakest_dimension(attempts: &[&Attempt]) -> Option<(Dimension, f64, usize)> {
    Dimension::ALL
        .into_iter()
        .filter_map(|dimension| {
            let scores: Vec<f64> = attempts
                .iter()
                .filter_map(|a| a.scores.get(dimension))
                .map(|s| f64::from(s.value()))
                .collect();
            let n = scores.len();
            (n > 0).then(|| (dimension, scores.iter().sum::<f64>() / n as f64, n))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::attempt::AskedQuestion;
    use super::super::rubric::Score;
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
    fn the_debrief_finds_what_is_weakest() {
        let mut session = Session::new(Uuid::nil(), two_questions());
        let (one, two) = (attempt(1, 2, 4), attempt(2, 3, 5));
        session.note(&one, Readiness::NONE);
        assert!(!session.is_over());
        session.note(&two, Readiness { estimate: 3.0, ..Readiness::NONE });
        assert!(session.is_over());
        let debrief = session.debrief(&[&one, &two], |_| Readiness { estimate: 3.5, ..Readiness::NONE });
        assert_eq!(debrief.weakest_dimension, Some((Dimension::Result, 2.5, 2)));
        assert_eq!(debrief.weakest_attempt, Some(one.id));
        assert_eq!(debrief.moved.len(), 1);
        assert_eq!(debrief.moved[0].before, Readiness::NONE, "the first answer's before is kept");
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
