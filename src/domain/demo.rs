//! A made-up practice history: believable, the same for the same seed, and labelled as made up.

use std::collections::HashMap;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use rand::{Rng, RngExt};
use rand_distr::{Distribution, Normal};
use uuid::{Builder, Uuid};

use super::attempt::{AskedQuestion, Attempt, Outcome, ProbeRecord};
use super::catalog::Catalog;
use super::draw::{DrawInput, History, Scope, draw};
use super::profile::{InterviewStage, Profile, Target};
use super::readiness::Readiness;
use super::rubric::{Dimension, Score};
use super::star::{Budget, PerSection, Section};
use super::story::Story;

/// The words that label a made-up attempt.
pub const LABEL: &str = "Made up by greenroom demo.";
/// Answers a day at most, so that a long history goes back far enough to be believed.
const A_DAY: usize = 6;

/// The target, the settings and the stories of a made-up candidate whose interview is 11 days off.
pub fn profile(today: NaiveDate) -> Profile {
    let mut target = Target {
        company: "Example Works (demo)".to_owned(),
        role: "Senior manager".to_owned(),
        framework: None,
        stages: vec![
            InterviewStage {
                name: "Phone screen".to_owned(),
                date: today.checked_add_days(Days::new(11)),
                format: "video, one interviewer".to_owned(),
                minutes: Some(60),
            },
            InterviewStage {
                name: "Loop".to_owned(),
                date: today.checked_add_days(Days::new(25)),
                ..InterviewStage::default()
            },
        ],
        ..Target::default()
    };
    for name in ["Dive Deep", "Deliver Results", "Hire and Develop the Best", "Earn Trust"] {
        target.key_principles.insert(name.to_owned(), Target::KEY_WEIGHT);
    }
    Profile { target, ..Profile::default() }
}

/// Two made-up stories, one complete and one begun.
pub fn stories(now: DateTime<FixedOffset>, rng: &mut impl Rng) -> Vec<Story> {
    let mut invoices = Story::new(uuid(rng).to_string(), now);
    "The invoices that did not add up (demo)".clone_into(&mut invoices.title);
    invoices.principles = vec!["Dive Deep".to_owned(), "Ownership".to_owned()];
    let texts = [
        "In my second month the monthly total was off by 2 % and nobody could say why.",
        "Finding the cause was mine; the close was due in four days.",
        "I compared 400 invoices line by line with the shipping records, found that returns were booked twice, and gave up a planned report to fix the import first.",
        "The difference fell from 2 % to nothing in the next close, and the check I wrote has caught three errors since.",
    ];
    for (section, text) in Section::ALL.into_iter().zip(texts) {
        text.clone_into(&mut invoices.sections[section]);
    }
    let mut hire = Story::new(uuid(rng).to_string(), now);
    "The first analyst I hired (demo)".clone_into(&mut hire.title);
    hire.principles = vec!["Hire and Develop the Best".to_owned()];
    "A team of five without anybody who could write a query."
        .clone_into(&mut hire.sections[Section::Situation]);
    vec![invoices, hire]
}

/// `count` made-up attempts that end shortly before `now`, sorted by time.
///
/// Each principle has an ability of its own that grows with practice; scores scatter around it.
pub fn attempts(
    catalog: &Catalog,
    count: usize,
    now: DateTime<FixedOffset>,
    rng: &mut impl Rng,
) -> Vec<Attempt> {
    let mut ability: HashMap<String, f64> = HashMap::new();
    let mut history = History::default();
    let mut attempts = Vec::with_capacity(count);
    for i in 0..count {
        let started = started(i, count, now, rng);
        let input = DrawInput { catalog, readiness: &|_| Readiness::NONE, history: &history, now: started };
        let Some(drawn) = draw(&input, &Scope::InPlay, rng) else { break };
        history.note(&drawn.id, &drawn.principle, started);
        let start = 2.0 + rng.random::<f64>() * 1.2;
        let skill = ability.entry(drawn.principle.clone()).or_insert(start);
        *skill += (4.3 - *skill) * 0.08;
        let question = AskedQuestion { id: Some(drawn.id), text: drawn.text };
        let mut attempt = Attempt::new(uuid(rng), question, drawn.principle, started);
        speak(&mut attempt, *skill, &drawn.probes, rng);
        attempt.note = Some(LABEL.to_owned());
        attempts.push(attempt);
    }
    attempts.sort_by_key(|a| (a.started, a.id));
    attempts
}

/// When the `i`th of `count` was given: up to six an evening, some evenings left out.
fn started(i: usize, count: usize, now: DateTime<FixedOffset>, rng: &mut impl Rng) -> DateTime<FixedOffset> {
    let back = (count - 1 - i) / A_DAY;
    // Every third day or so was missed.
    let days = i64::try_from(back + back / 2).unwrap_or(0);
    let slot = i64::try_from((count - 1 - i) % A_DAY).unwrap_or(0);
    let jitter = rng.random_range(0..6);
    now - TimeDelta::days(days) - TimeDelta::minutes(20 + slot * 9 + jitter)
}

/// Fills in times, probes and scores.
fn speak(attempt: &mut Attempt, skill: f64, probes: &[String], rng: &mut impl Rng) {
    let planned = Budget::default().planned_secs().0.map(f64::from);
    let spent = planned.map(|secs| (secs * (0.7 + 0.7 * rng.random::<f64>())).round());
    attempt.planned_secs = Some(PerSection(planned));
    attempt.section_secs = Some(PerSection(spent));
    attempt.answer_secs = Some(spent.iter().sum());
    for text in probes.iter().take(3) {
        let held = rng.random::<f64>() < skill / 5.0;
        let outcome = if held { Outcome::Held } else { Outcome::Stuck };
        let secs = f64::from(rng.random_range(15..50u8));
        attempt.probes.push(ProbeRecord { text: text.clone(), secs, outcome });
    }
    for dimension in Dimension::ALL {
        attempt.scores.set(dimension, scatter(skill, rng));
    }
    if rng.random_range(0..3u8) == 0 {
        attempt.predicted = scatter(skill + 0.4, rng);
    }
    if rng.random_range(0..2u8) == 0 {
        let lines =
            ["open with the number", "say what I gave up", "name who disagreed", "stop at three minutes"];
        attempt.next_time = Some(lines[rng.random_range(0..lines.len())].to_owned());
    }
}

/// A whole score scattered around `skill`.
fn scatter(skill: f64, rng: &mut impl Rng) -> Option<Score> {
    let score = Normal::new(skill, 0.7).map_or(skill, |normal| normal.sample(rng)).round().clamp(1.0, 5.0);
    (1..=5u8).find(|&whole| f64::from(whole) >= score).and_then(Score::new)
}

fn uuid(rng: &mut impl Rng) -> Uuid {
    Builder::from_random_bytes(rng.random()).into_uuid()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::catalog::tests::bank;
    use super::super::draw::SeededRng;
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn the_same_seed_gives_the_same_labelled_history() {
        let catalog = Catalog::new(vec![bank("x", &["A", "B", "C"], 5)], &Profile::default());
        let now = DateTime::parse_from_rfc3339("2026-06-30T20:00:00+02:00").unwrap();
        let make = || attempts(&catalog, 50, now, &mut SeededRng::seed_from_u64(4));
        let history = make();
        assert_eq!(history, make());
        assert_eq!(history.len(), 50);
        assert!(history.iter().all(|a| a.started < now && a.note.as_deref() == Some(LABEL)));
        assert!(history.windows(2).all(|w| w[0].started <= w[1].started));
    }
}
