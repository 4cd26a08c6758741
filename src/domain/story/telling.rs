//! What became of a story: how often it was told, when, and how strong it was; worked out from the attempts.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use super::super::attempt::{Attempt, Mode};
use super::super::readiness::{days_between, full_weight};
use super::super::tunables::HALF_LIFE_DAYS;

/// From so many tellings on a story is told often: a warning when it is chosen once more.
pub const OFTEN: usize = 3;

/// What became of one story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// How often it was told in an answer; tellings at other lengths and parts apart.
    pub times: usize,
    /// When it was told last, at whatever length.
    pub last: Option<DateTime<FixedOffset>>,
    /// Its strength: the mean of the scores of the answers that told it, 1 to 5, in which newer and fuller answers weigh
    /// more, as they do for readiness (design, section 6). `None` before one was scored.
    pub strength: Option<f64>,
    /// How many of the answers were scored.
    pub scored: usize,
    /// The attempts that told it, by their indices, the oldest first; tellings at other lengths and parts too.
    pub attempts: Vec<usize>,
}

/// The same of every story that was told, by its id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tellings {
    by_story: HashMap<String, Telling>,
    /// The story of the last answer that told one, of whatever kind.
    last: Option<String>,
}

const NEVER: &Telling = &Telling { times: 0, last: None, strength: None, scored: 0, attempts: Vec::new() };

impl Tellings {
    /// Worked out from all attempts, sorted by (started, id).
    pub fn of(attempts: &[Attempt]) -> Self {
        let mut all = Self::default();
        let mut sums: HashMap<&str, (f64, f64)> = HashMap::new();
        let newest = attempts.last().map(|attempt| attempt.started);
        for (at, attempt) in attempts.iter().enumerate() {
            let Some(id) = &attempt.story else { continue };
            let telling = all.by_story.entry(id.clone()).or_default();
            telling.attempts.push(at);
            all.last = Some(id.clone());
            if attempt.mode == Mode::Part {
                continue;
            }
            // Told at several lengths it is fresh, and was told to nobody.
            telling.last = Some(attempt.started);
            if attempt.mode.is_retold() {
                continue;
            }
            telling.times += 1;
            if let Some(mean) = attempt.scores.mean().filter(|_| attempt.is_evidence()) {
                telling.scored += 1;
                let age = newest.map_or(0.0, |newest| days_between(attempt.started, newest));
                let weight = full_weight(attempt) * (-age / HALF_LIFE_DAYS).exp2();
                let sum = sums.entry(id).or_default();
                *sum = (sum.0 + weight * mean, sum.1 + weight);
            }
        }
        for (id, (sum, weight)) in sums {
            if let Some(telling) = all.by_story.get_mut(id) {
                telling.strength = (weight > 0.0).then(|| sum / weight);
            }
        }
        all
    }

    /// What became of the story with this id.
    pub fn get(&self, story: &str) -> &Telling {
        self.by_story.get(story).unwrap_or(NEVER)
    }

    /// The story that was told last of all.
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::attempt::AskedQuestion;
    use super::super::super::rubric::{Dimension, Score};
    use super::*;
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn attempt(days: i64, story: Option<&str>, score: Option<u8>) -> Attempt {
        let first = DateTime::parse_from_rfc3339("2026-06-01T12:00:00+02:00").unwrap();
        let question = AskedQuestion { id: None, text: "?".to_owned() };
        let id = Uuid::from_u128(days.unsigned_abs().into());
        let mut attempt = Attempt::new(id, question, "Calm".to_owned(), first + TimeDelta::days(days));
        attempt.story = story.map(str::to_owned);
        for dimension in Dimension::ALL {
            attempt.scores.set(dimension, score.and_then(Score::new));
        }
        attempt
    }

    #[test]
    fn newer_answers_weigh_more_and_unscored_ones_count_as_told() {
        let all = [
            attempt(0, Some("a"), Some(2)),
            attempt(1, Some("b"), None),
            attempt(21, Some("a"), Some(4)),
            attempt(22, None, Some(5)),
        ];
        let tellings = Tellings::of(&all);
        let a = tellings.get("a");
        assert_eq!((a.times, a.scored, a.attempts.clone()), (2, 2, vec![0, 2]));
        // Half-life 21 days: 4 weighs twice what 2 does.
        assert!((a.strength.unwrap() - 10.0 / 3.0).abs() < 1e-9);
        assert_eq!(tellings.get("b").strength, None);
        assert_eq!(tellings.get("b").times, 1);
        assert_eq!(tellings.get("c"), NEVER);
        assert_eq!(tellings.last(), Some("a"));
    }

    #[test]
    fn a_part_is_no_telling_and_gives_no_strength() {
        let mut part = attempt(3, Some("a"), Some(1));
        part.mode = Mode::Part;
        let tellings = Tellings::of(&[attempt(0, Some("a"), Some(4)), part]);
        assert_eq!(tellings.get("a").times, 1);
        assert_eq!(tellings.get("a").strength, Some(4.0));
        assert_eq!(tellings.get("a").attempts, [0, 1]);
    }
}
