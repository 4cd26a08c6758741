//! Readiness and story coverage by principle, worked out when something changes, not in a frame.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use super::attempt::Attempt;
use super::calibration::{Calibration, answer_differences};
use super::catalog::Catalog;
use super::friend::friend_correction;
use super::readiness::{Readiness, readiness};
use super::rubric::Rubric;
use super::story::Story;

/// One principle's row on the dashboard.
#[derive(Clone, Debug, PartialEq)]
pub struct PrincipleRow {
    /// The principle's name.
    pub name: String,
    /// Whether the target names it as a key principle.
    pub key: bool,
    /// The estimate.
    pub readiness: Readiness,
    /// Complete stories that can be told for it.
    pub stories: usize,
    /// Questions in enabled banks.
    pub questions: usize,
}

/// The readiness table: every principle with its readiness, as the dashboard shows it.
#[derive(Clone, Debug, Default)]
pub struct ReadinessTable {
    /// Key principles first, then the weakest first; principles that are not in play but have
    /// answers (of an earlier framework, or typed by hand) among them.
    pub rows: Vec<PrincipleRow>,
    /// The readiness of every principle with attempts, in play or not.
    readiness: HashMap<String, Readiness>,
    /// The indices of each principle's attempts.
    attempts: HashMap<String, Vec<usize>>,
    /// When it was worked out.
    pub at: Option<DateTime<FixedOffset>>,
    /// Scored answers left out because they are dated in the future.
    pub set_aside: usize,
    /// Scored answers, and how many of them an older rubric scored.
    pub by_older_rubric: (usize, usize),
    /// How the person's own scores compare with predictions, a second look and friends.
    pub calibration: Calibration,
    /// How many points the person's own scores are too high by their friends' (negative: too low);
    /// `None` before friends have scored enough answers.
    pub correction: Option<f64>,
    /// How many answers at least one friend has scored too.
    pub by_friends: usize,
}

impl ReadinessTable {
    /// Works out the readiness table at `now`. `attempts` must be sorted by (started, id). Friends'
    /// scores correct the person's own once there are enough of them
    /// ([`super::friend::friend_correction`]).
    pub fn new(
        attempts: &[Attempt],
        stories: &[Story],
        catalog: &Catalog,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let by_friends = answer_differences(attempts);
        let correction = friend_correction(&by_friends);
        let mut indices: HashMap<String, Vec<usize>> = HashMap::new();
        let mut names: HashMap<&str, String> = HashMap::new();
        // A story told for its own sake is nobody's answer.
        for (i, attempt) in attempts.iter().enumerate().filter(|(_, attempt)| !attempt.mode.is_retold()) {
            let name =
                names.entry(&attempt.principle).or_insert_with(|| catalog.canonical(&attempt.principle));
            match indices.get_mut(name.as_str()) {
                Some(list) => list.push(i),
                None => {
                    indices.insert(name.clone(), vec![i]);
                }
            }
        }
        let readiness: HashMap<String, Readiness> = indices
            .iter()
            .map(|(name, list)| {
                (name.clone(), readiness(list.iter().map(|&i| &attempts[i]), now, correction.unwrap_or(0.0)))
            })
            .collect();
        let in_play = catalog.in_play();
        let mut others: Vec<&String> =
            readiness.keys().filter(|name| in_play.iter().all(|p| p.name != **name)).collect();
        others.sort();
        let complete = |name: &str| stories.iter().filter(|s| s.tells(name) && s.is_complete()).count();
        let row = |name: &str, key| PrincipleRow {
            name: name.to_owned(),
            key,
            readiness: readiness.get(name).copied().unwrap_or(Readiness::NONE),
            stories: complete(name),
            questions: catalog.questions_of(name).len(),
        };
        let mut rows: Vec<PrincipleRow> = in_play
            .iter()
            .map(|p| row(&p.name, p.key))
            .chain(others.into_iter().map(|name| row(name, false)))
            .collect();
        // A stable sort: among equals the framework's order stays.
        rows.sort_by(|a, b| b.key.cmp(&a.key).then(a.readiness.low.total_cmp(&b.readiness.low)));
        let set_aside = readiness.values().map(|r| r.set_aside).sum();
        let calibration = Calibration::new(attempts, now);
        let scored = || attempts.iter().filter(|attempt| attempt.is_evidence());
        let older = scored().filter(|attempt| attempt.scores.rubric() < Rubric::CURRENT).count();
        let by_older_rubric = (scored().count(), older);
        Self {
            rows,
            readiness,
            attempts: indices,
            at: Some(now),
            set_aside,
            by_older_rubric,
            calibration,
            correction,
            by_friends: by_friends.len(),
        }
    }

    /// What every own mean is lowered by before it counts, in points of 1 to 5; 0 before friends have
    /// scored enough.
    pub fn correction(&self) -> f64 {
        self.correction.unwrap_or(0.0)
    }

    /// The readiness of the principle of this name.
    pub fn readiness(&self, name: &str) -> Readiness {
        self.readiness.get(name).copied().unwrap_or(Readiness::NONE)
    }

    /// The indices of the attempts at the principle of this name, the oldest first.
    pub fn attempts_of(&self, name: &str) -> &[usize] {
        self.attempts.get(name).map_or(&[], Vec::as_slice)
    }
}
