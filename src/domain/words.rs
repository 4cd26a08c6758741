//! What the numbers say, in sentences: the window, the reports and the commands use the same ones.

use chrono::{DateTime, FixedOffset};

use super::draw::ago;
use super::readiness::{READY_QUESTIONS, Readiness, State, answers_to_ready};

/// "1 answer", "4 answers".
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// As [`count`], for a noun with a plural of its own: "1 story", "4 stories".
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The plain headline of one principle with its evidence: "Counts as 2.9 of 5. You gave yourself 4.0
/// over 3 answers, the last yesterday; about 3 more like these reach ready."
pub fn headline(r: &Readiness, now: DateTime<FixedOffset>) -> String {
    let (Some(mean), Some(given), Some(last)) = (r.mean, r.given, r.last) else {
        return if r.answers == 0 {
            "Not practised yet.".to_owned()
        } else {
            "Practised so long ago that it says nothing about today.".to_owned()
        };
    };
    let answers = count(r.answers, "answer");
    let mut text = format!(
        "Counts as {:.1} of 5. You gave yourself {given:.1} over {answers}, the last {}",
        r.low,
        ago(last, now)
    );
    // What friends' scores make of it, where a tenth of a point shows.
    if (mean - given).abs() >= 0.05 {
        text = format!("{text}, which counts as {mean:.1} by your friends' scores");
    }
    match (r.state, answers_to_ready(r)) {
        (State::Ready, _) => text.push_str("; ready."),
        (_, Some(1)) => text.push_str("; about 1 more like these reaches ready."),
        (_, Some(n)) => text = format!("{text}; about {n} more like these reach ready."),
        (_, None) => text.push_str("; answers like these do not reach ready, better ones do."),
    }
    if r.questions < READY_QUESTIONS && r.state != State::Ready {
        text = format!("{text} Ready also needs {READY_QUESTIONS} different questions.");
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
    }

    #[test]
    fn the_headline_names_its_evidence() {
        let r = Readiness {
            state: State::Building,
            estimate: 3.5,
            low: 2.94,
            high: 4.0,
            answers: 3,
            questions: 3,
            mean: Some(4.0),
            given: Some(4.0),
            last: Some(now() - TimeDelta::days(1)),
            weight: 2.8,
            set_aside: 0,
        };
        assert_eq!(
            headline(&r, now()),
            "Counts as 2.9 of 5. You gave yourself 4.0 over 3 answers, the last yesterday; about 2 more like these reach ready."
        );
        let few = Readiness {
            state: State::TooFew,
            answers: 1,
            questions: 1,
            mean: Some(2.0),
            given: Some(2.0),
            ..r
        };
        assert_eq!(
            headline(&few, now()),
            "Counts as 2.9 of 5. You gave yourself 2.0 over 1 answer, the last yesterday; answers like these do not reach ready, better ones do. Ready also needs 3 different questions."
        );
        let corrected = Readiness { mean: Some(3.6), ..r };
        assert!(
            headline(&corrected, now()).contains("yesterday, which counts as 3.6 by your friends' scores; ")
        );
        assert!(
            headline(&Readiness { state: State::Ready, ..r }, now()).ends_with("the last yesterday; ready.")
        );
        assert_eq!(headline(&Readiness::NONE, now()), "Not practised yet.");
        let long_ago = Readiness { answers: 2, ..Readiness::NONE };
        assert!(headline(&long_ago, now()).starts_with("Practised so long ago"));
    }
}
