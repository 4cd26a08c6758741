//! What the scores 1 to 5 stand for, in each version of the rubric.

use super::{Dimension, Rubric};
use crate::domain::attempt::Attempt;
use crate::domain::star::PerSection;
use crate::domain::story::signs::is_about_people;

/// What can prove a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A number.
    Figure,
    /// What somebody then did or said: the principle is about people or honesty, where a number is often none.
    Person,
}

/// What the anchors of an answer depend on, beside the dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Yardstick {
    /// The rubric.
    pub rubric: Rubric,
    /// What can prove the result.
    pub proof: Proof,
    /// Seconds planned by section, where there is a plan.
    pub planned: Option<PerSection<f64>>,
}

/// Of the planned time, by how much an answer may be off for 5 on delivery, for 4 and for 3. At 3:00 that is 15, 30 and
/// 60 s: what an interviewer does not notice, notices, and has to make up for.
const OFF: [f64; 3] = [1.0 / 12.0, 1.0 / 6.0, 1.0 / 3.0];
/// The share of the time planned for situation and task within which a setting is brief.
const BRIEF: f64 = 2.0 / 3.0;

impl Yardstick {
    /// The one that `attempt` is scored by.
    pub fn of(attempt: &Attempt) -> Self {
        let person = is_about_people(&attempt.principle) || is_about_failing(&attempt.principle);
        let proof = if person { Proof::Person } else { Proof::Figure };
        Self { rubric: attempt.scores.rubric(), proof, planned: attempt.planned_secs }
    }

    /// What the scores 1 to 5 stand for on `dimension`, in at most nine words each. From the second version on each names
    /// something that can be pointed at in what was said, or the clock.
    pub fn anchors(&self, dimension: Dimension) -> [String; 5] {
        if self.rubric < Rubric::SECOND {
            return first(dimension).map(str::to_owned);
        }
        match dimension {
            Dimension::Result => self.result(),
            Dimension::Depth => [
                "No decision told",
                "A decision, but no reason for it",
                "A decision and its reason",
                "Reason, and the option that was turned down",
                "That, and what the choice cost or risked",
            ]
            .map(str::to_owned),
            Dimension::Ownership => [
                "Only “we” or others act",
                "One act told as “I”, the rest “we”",
                "Acts told as “I”; who decided stays open",
                "The main decision told as mine",
                "That, and what others did, told apart",
            ]
            .map(str::to_owned),
            Dimension::Fit => [
                "Another subject",
                "The principle shows in a side remark",
                "It shows in something I did",
                "It shows in the main decision",
                "It does, and that cost me something",
            ]
            .map(str::to_owned),
            Dimension::Setting => self.setting(),
            Dimension::Delivery => self.delivery(),
        }
    }

    fn result(&self) -> [String; 5] {
        let (some, proven) = match self.proof {
            Proof::Figure => {
                ("A definite outcome, or a number without a before", "A number, and what it was before")
            }
            Proof::Person => {
                ("A definite outcome; nobody's reaction told", "What somebody then did or said, or a number")
            }
        };
        [
            "No outcome told",
            "An outcome in general words: “it went well”",
            some,
            proven,
            "That, and something I have done differently since",
        ]
        .map(str::to_owned)
    }

    fn setting(&self) -> [String; 5] {
        let planned = self.planned.map(|secs| secs.0[0] + secs.0[1]).filter(|secs| *secs > 0.0);
        let (late, timely, brief) = match planned {
            Some(secs) => {
                let (most, brief) = (fives(secs), fives(secs * BRIEF));
                (format!("past {most} s"), format!("within {most} s"), format!("within {brief} s"))
            }
            None => (
                "after a long run-up".to_owned(),
                "in six sentences".to_owned(),
                "in three sentences".to_owned(),
            ),
        };
        [
            "The problem stays unsaid".to_owned(),
            "The problem, without stake or my task".to_owned(),
            format!("Problem, stake and task, {late}"),
            format!("All three {timely}"),
            format!("All three {brief}"),
        ]
    }

    fn delivery(&self) -> [String; 5] {
        let planned: Option<f64> = self.planned.map(|secs| secs.0.iter().sum()).filter(|secs| *secs > 0.0);
        let Some(planned) = planned else {
            return [
                "No order: breaks off or starts again",
                "Goes back twice or more",
                "In order, ending anywhere",
                "In order, ending on the result",
                "That, and nothing told twice",
            ]
            .map(str::to_owned);
        };
        let [near, off, far] = OFF.map(|share| fives(planned * share));
        [
            "No order: breaks off or starts again".to_owned(),
            format!("Goes back twice, or over {far} s off"),
            format!("In order, {off} to {far} s off"),
            format!("In order, within {off} s of the plan"),
            format!("In order, within {near} s, ending on the result"),
        ]
    }
}

/// Whether a principle's name is about what went wrong: whom it touched tells more than a number that fell.
fn is_about_failing(principle: &str) -> bool {
    let low = principle.to_lowercase();
    ["fail", "setback", "mistake", "resilien", "bouncing back"].iter().any(|word| low.contains(word))
}

/// Whole seconds in steps of five, at least five: nobody hears the difference.
fn fives(secs: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // an answer is at most 30 minutes
    let fives = (secs / 5.0).round().max(1.0) as u32;
    fives * 5
}

/// The anchors of the first version.
fn first(dimension: Dimension) -> [&'static str; 5] {
    match dimension {
        Dimension::Result => [
            "No result told",
            "A result, but vague: “it went well”",
            "A clear result without a number",
            "A number, and what it was before",
            "A number, its effect, and what lasted",
        ],
        Dimension::Depth => [
            "Stayed on the surface",
            "Steps listed, no reason given",
            "One decision with its reason",
            "Trade-offs named; most probes held",
            "Trade-offs, obstacles, doubts; every probe held",
        ],
        Dimension::Ownership => [
            "Only “we”; my part unclear",
            "Mostly “we”, one act of mine",
            "My part clear when asked",
            "My part clear from the start",
            "My decisions, my mistakes, others credited",
        ],
        Dimension::Fit => [
            "A story about something else",
            "Touches the principle in passing",
            "Fits, though the link is left unsaid",
            "Fits well; the principle drives a choice",
            "Could not be told for another principle",
        ],
        Dimension::Setting => [
            "A listener would be lost",
            "Clear only after a long run-up",
            "Clear, but too long or too thin",
            "Clear within the planned time",
            "Clear in two sentences, stakes included",
        ],
        Dimension::Delivery => [
            "Wandered; no order to it",
            "Order hard to follow, or far over time",
            "Some order; somewhat over or under time",
            "Clear order, close to time",
            "Clear order, on time, easy to hear",
        ],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn yardsticks() -> Vec<Yardstick> {
        let plans = [
            None,
            Some(PerSection([27.0, 18.0, 108.0, 27.0])),
            Some(PerSection([180.0, 120.0, 1_200.0, 300.0])),
        ];
        let mut all = Vec::new();
        for rubric in [Rubric::FIRST, Rubric::SECOND] {
            for proof in [Proof::Figure, Proof::Person] {
                all.extend(plans.map(|planned| Yardstick { rubric, proof, planned }));
            }
        }
        all
    }

    #[test]
    fn anchors_have_at_most_nine_words_and_differ() {
        for yardstick in yardsticks() {
            for dimension in Dimension::ALL {
                let anchors = yardstick.anchors(dimension);
                for (i, anchor) in anchors.iter().enumerate() {
                    assert!(anchor.split_whitespace().count() <= 9, "{anchor}");
                    assert!(!anchors[..i].contains(anchor), "{anchor}");
                }
            }
        }
    }

    #[test]
    fn the_clock_stands_in_seconds_where_there_is_one() {
        let planned = Some(PerSection([27.0, 18.0, 108.0, 27.0]));
        let yardstick = Yardstick { rubric: Rubric::SECOND, proof: Proof::Figure, planned };
        assert_eq!(yardstick.anchors(Dimension::Setting)[4], "All three within 30 s");
        assert_eq!(yardstick.anchors(Dimension::Delivery)[3], "In order, within 30 s of the plan");
        let loose = Yardstick { planned: None, ..yardstick };
        assert!(!loose.anchors(Dimension::Delivery).concat().contains(" s "), "no clock, no seconds");
    }

    #[test]
    fn a_result_without_a_number_reaches_four_where_it_is_about_people() {
        let people = Yardstick { rubric: Rubric::SECOND, proof: Proof::Person, planned: None };
        assert_eq!(people.anchors(Dimension::Result)[3], "What somebody then did or said, or a number");
        let first = Yardstick { rubric: Rubric::FIRST, ..people };
        assert_eq!(first.anchors(Dimension::Result)[3], "A number, and what it was before");
    }
}
