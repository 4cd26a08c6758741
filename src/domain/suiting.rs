//! Which questions suit: the level aimed at, the mix of an evening, and who asks.

use super::bank::{Bank, Evidence, Question};
use super::catalog::{BankQuestion, Catalog};
use super::level::{Level, Levels};
use super::tunables::{EVIDENCE_AGAIN, LEVEL_BESIDE, LEVEL_NAMED, SAME_EVIDENCE_MOST};

/// How much a question of these levels is drawn for somebody who aims at `aim`: 1 for one that suits every level, more the
/// fewer others are named beside theirs, up to [`LEVEL_NAMED`] for theirs alone; [`LEVEL_BESIDE`] where only one next to
/// it is, else 0. What only people with reports can answer is 0 for all others.
pub fn level_weight(levels: &Levels, aim: Option<Level>) -> f64 {
    let Some(aim) = aim else { return 1.0 };
    let named = levels.named();
    if levels.suits(aim) {
        let all = Level::ALL.len();
        let named = if named.is_empty() { all } else { named.len() };
        return 1.0 + (LEVEL_NAMED - 1.0) * (all - named) as f64 / (all - 1) as f64;
    }
    let beside = named.iter().any(|level| (*level as i8 - aim as i8).abs() == 1);
    if beside && (aim.leads() || !levels.wants_power()) { LEVEL_BESIDE } else { 0.0 }
}

/// How much a question that wants `evidence` is drawn after those that wanted `lately`: [`EVIDENCE_AGAIN`] for
/// each of the same kind, and 0 once [`SAME_EVIDENCE_MOST`] of them were a failure or a conflict as it is, so that no
/// evening goes from defeat to defeat.
pub fn evidence_weight(evidence: Option<Evidence>, lately: &[Evidence]) -> f64 {
    let Some(evidence) = evidence else { return 1.0 };
    let same = lately.iter().filter(|before| **before == evidence).count();
    let heavy = matches!(evidence, Evidence::Failure | Evidence::Conflict);
    if heavy && same >= SAME_EVIDENCE_MOST { 0.0 } else { (0..same).map(|_| EVIDENCE_AGAIN).product() }
}

/// Those of `questions` that suit the level aimed at; all of them where none does.
pub fn suiting<'a>(catalog: &Catalog, questions: Vec<BankQuestion<'a>>) -> Vec<BankQuestion<'a>> {
    let suits = |bq: &BankQuestion<'_>| level_weight(&bq.question.levels, catalog.aims_at()) > 0.0;
    if questions.iter().any(suits) { questions.into_iter().filter(suits).collect() } else { questions }
}

/// How well a question suits an interviewer whose word is `word` ([`Question::round`]): 0 where the bank names that word,
/// 1 where it names none or any, 2 where it is another's.
pub fn round_rank(question: &Question, word: &str) -> u8 {
    match question.round.as_deref() {
        Some(round) if round == word => 0,
        None | Some(Bank::ANY_ROUND) => 1,
        Some(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(words: &[&str]) -> Levels {
        Levels::new(words.iter().map(|w| (*w).to_owned()).collect())
    }

    #[test]
    fn power_is_asked_of_those_who_have_it() {
        let manager = levels(&["manager", "executive"]);
        for level in [Level::Early, Level::Individual, Level::SeniorIndividual] {
            assert_eq!(level_weight(&manager, Some(level)).to_bits(), 0.0_f64.to_bits(), "{level:?}");
        }
        assert!(level_weight(&manager, Some(Level::Manager)) >= 1.0);
        assert!(level_weight(&manager, None) >= 1.0, "where no level is known nothing is left out");
        let expert = levels(&["senior-individual"]);
        assert!((level_weight(&expert, Some(Level::Manager)) - LEVEL_BESIDE).abs() < 1e-12);
        assert!((level_weight(&expert, Some(Level::Individual)) - LEVEL_BESIDE).abs() < 1e-12);
        assert!(level_weight(&expert, Some(Level::Early)) < 1e-12);
        assert!((level_weight(&levels(&["any"]), Some(Level::Early)) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_third_failure_waits() {
        let twice = [Evidence::Failure, Evidence::Success, Evidence::Failure];
        assert!(evidence_weight(Some(Evidence::Failure), &twice) < 1e-12);
        assert!(evidence_weight(Some(Evidence::Success), &twice) > 0.0);
        assert!((evidence_weight(None, &twice) - 1.0).abs() < 1e-12);
    }
}
