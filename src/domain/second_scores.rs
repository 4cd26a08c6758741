//! Scores beside the person's own first ones: their own again, blind, and a friend's.

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::attempt::Attempt;
use super::rubric::{Dimension, Scores};

/// The same answer scored once more, a day or more later, with the first scores out of sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rescored {
    /// When it was scored again.
    pub at: DateTime<FixedOffset>,
    /// The scores given the second time.
    pub scores: Scores,
}

/// What somebody else scored an answer, from a scoring packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FriendScores {
    /// The name they gave.
    pub by: String,
    /// When they scored it.
    pub at: DateTime<FixedOffset>,
    /// Their scores.
    pub scores: Scores,
    /// Their remark.
    pub note: Option<String>,
    /// The packet the scores came from.
    pub packet: Option<Uuid>,
}

impl FriendScores {
    /// Whether `other` is of the same friend, whatever the case of the letters and the spaces around.
    pub fn is_by(&self, other: &Self) -> bool {
        self.friend() == other.friend()
    }

    fn friend(&self) -> String {
        self.by.trim().to_lowercase()
    }
}

/// A friend's file: scores, and the answer they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FriendFile {
    /// The attempt that was scored.
    pub attempt: Uuid,
    /// The words of the question, as the packet showed them.
    pub question: String,
    /// The scores.
    pub given: FriendScores,
}

/// Why a friend's file was not added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdded {
    /// No attempt has this id.
    #[error(
        "these scores are for an answer to “{question}” that is not in this data folder. It may be another person's, \
         or deleted here; open the folder it came from, or undo the deletion, and add the file again"
    )]
    UnknownAttempt {
        /// The question the scores are for.
        question: String,
    },
    /// The attempt's question is another one.
    #[error(
        "these scores are for an answer to “{theirs}”, but here that answer is to “{ours}”. \
         Make a new packet and ask for the scores again"
    )]
    OtherQuestion {
        /// The question the scores are for.
        theirs: String,
        /// The question of the attempt.
        ours: String,
    },
}

/// What adding a friend's scores did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// They stand beside the others.
    New,
    /// They took the place of those that the same friend gave in the same packet.
    Instead(FriendScores),
    /// The very same scores were there already; nothing changed.
    Same,
}

/// The attempt that a friend's scores are for.
///
/// # Errors
/// [`NotAdded`], if there is none, or its question is another one.
pub fn attempt_of<'a>(
    scores: &FriendFile,
    mut attempts: impl Iterator<Item = &'a Attempt>,
) -> Result<&'a Attempt, NotAdded> {
    let theirs = scores.question.clone();
    let Some(attempt) = attempts.find(|attempt| attempt.id == scores.attempt) else {
        return Err(NotAdded::UnknownAttempt { question: theirs });
    };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    if words(&attempt.question.text) == words(&theirs) {
        Ok(attempt)
    } else {
        Err(NotAdded::OtherQuestion { theirs, ours: attempt.question.text.clone() })
    }
}

/// Adds a friend's scores to those of an attempt. A second file of the same friend and packet takes
/// the place of the first.
pub fn add(scores: &mut Vec<FriendScores>, given: FriendScores) -> Added {
    let of_packet = |known: &&mut FriendScores| known.packet == given.packet && known.is_by(&given);
    match scores.iter_mut().find(of_packet) {
        Some(known) if *known == given => Added::Same,
        Some(known) => Added::Instead(std::mem::replace(known, given)),
        None => {
            scores.push(given);
            Added::New
        }
    }
}

/// Undoes an [`add`]: `given` goes, and what it stood in place of comes back.
pub fn take_back(scores: &mut Vec<FriendScores>, given: &FriendScores, instead_of: Option<FriendScores>) {
    if let Some(at) = scores.iter().position(|known| known == given) {
        match instead_of {
            Some(before) => scores[at] = before,
            None => {
                scores.remove(at);
            }
        }
    }
}

/// The latest scores of each friend, in the order their names first came.
pub fn by_friend(scores: &[FriendScores]) -> Vec<&FriendScores> {
    let mut latest: Vec<&FriendScores> = Vec::new();
    for given in scores {
        match latest.iter_mut().find(|known| known.is_by(given)) {
            Some(known) if known.at <= given.at => *known = given,
            Some(_) => {}
            None => latest.push(given),
        }
    }
    latest
}

/// The mean of `a` less `b` over the dimensions that both score, -4 to 4; `None` if there is none.
/// Comparing only these, a dimension that one of them left unset shifts nothing.
pub fn difference(a: &Scores, b: &Scores) -> Option<f64> {
    let gaps: Vec<f64> = Dimension::ALL.into_iter().filter_map(|d| difference_on(d, a, b)).collect();
    (!gaps.is_empty()).then(|| gaps.iter().sum::<f64>() / gaps.len() as f64)
}

/// The score of `a` less that of `b` on one dimension, if both score it.
pub fn difference_on(dimension: Dimension, a: &Scores, b: &Scores) -> Option<f64> {
    Some(f64::from(a.get(dimension)?.value()) - f64::from(b.get(dimension)?.value()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::attempt::AskedQuestion;
    use super::super::rubric::Score;
    use super::*;
    use proptest::prelude::*;

    fn at(hour: u32) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-06-30T{hour:02}:00:00+02:00")).unwrap()
    }

    fn all(score: u8) -> Scores {
        let mut scores = Scores::default();
        for d in Dimension::ALL {
            scores.set(d, Score::new(score));
        }
        scores
    }

    fn given(by: &str, packet: u128, hour: u32, score: u8) -> FriendScores {
        let packet = Some(Uuid::from_u128(packet));
        FriendScores { by: by.to_owned(), at: at(hour), scores: all(score), note: None, packet }
    }

    #[test]
    fn a_second_file_of_the_same_friend_and_packet_takes_the_place_of_the_first() {
        let mut others = Vec::new();
        assert_eq!(add(&mut others, given("Anna", 1, 9, 3)), Added::New);
        assert_eq!(add(&mut others, given("Anna", 1, 9, 3)), Added::Same);
        assert_eq!(add(&mut others, given(" anna ", 1, 10, 4)), Added::Instead(given("Anna", 1, 9, 3)));
        assert_eq!(add(&mut others, given("Ben", 1, 11, 4)), Added::New);
        assert_eq!(add(&mut others, given("Anna", 2, 12, 5)), Added::New);
        assert_eq!(others.len(), 3);
        let latest: Vec<f64> = by_friend(&others).iter().filter_map(|o| o.scores.mean()).collect();
        assert_eq!(latest, [5.0, 4.0], "each friend once, the latest");
    }

    #[test]
    fn scores_for_another_answer_are_not_added() {
        let question = AskedQuestion { id: None, text: "What broke?".to_owned() };
        let attempts = [Attempt::new(Uuid::from_u128(7), question, "Dive Deep".to_owned(), at(8))];
        let scores = |attempt, question: &str| FriendFile {
            attempt: Uuid::from_u128(attempt),
            question: question.to_owned(),
            given: given("Anna", 1, 9, 3),
        };
        assert!(attempt_of(&scores(7, "What  broke?\n"), attempts.iter()).is_ok());
        let unknown = attempt_of(&scores(8, "What broke?"), attempts.iter()).unwrap_err();
        assert_eq!(unknown, NotAdded::UnknownAttempt { question: "What broke?".to_owned() });
        let other = attempt_of(&scores(7, "Who broke it?"), attempts.iter()).unwrap_err();
        assert!(matches!(other, NotAdded::OtherQuestion { .. }));
    }

    #[test]
    fn only_what_both_scored_is_compared() {
        let mut half = Scores::default();
        half.set(Dimension::Depth, Score::new(2));
        assert_eq!(difference(&all(4), &half), Some(2.0));
        assert_eq!(difference(&half, &all(4)), Some(-2.0));
        assert_eq!(difference(&all(4), &Scores::default()), None);
        assert_eq!(difference_on(Dimension::Fit, &all(4), &half), None);
    }

    proptest! {
        #[test]
        fn what_was_added_can_be_taken_back(
            before in prop::collection::vec((0u8..4, 0u128..3, 1u8..=5), 0..8),
            (name, packet, score) in (0u8..4, 0u128..3, 1u8..=5),
        ) {
            let make = |(name, packet, score): (u8, u128, u8)| given(&format!("F{name}"), packet, 9, score);
            let mut others = Vec::new();
            for one in before {
                add(&mut others, make(one));
            }
            let was = others.clone();
            let new = make((name, packet, score));
            match add(&mut others, new.clone()) {
                Added::New => take_back(&mut others, &new, None),
                Added::Instead(old) => take_back(&mut others, &new, Some(old)),
                Added::Same => {}
            }
            prop_assert_eq!(others, was);
        }
    }
}
