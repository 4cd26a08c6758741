//! Which follow-ups are put: a question's own, and the interviewer's, by manner and by what the scores lack so far.
//!
//! A bank's probes climb: a fact, the speaker's own part or reason, then what is hardest to answer. Beside them an
//! interviewer has a few that fit any story. A bank may not use those (its lint says so); an interviewer always did.
//! Which wording comes is taken from the question's id, so that a plan reads the same again.

use super::attempt::Attempt;
use super::manner::Manner;
use super::rubric::Dimension;
use super::tunables::{LACKS_ANSWERS, LACKS_MEAN, LACKS_SCORED};

/// The most probes to one question.
pub const MAX_PROBES: usize = 6;

/// What a follow-up that fits any story is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Universal {
    /// The speaker's own part.
    Part,
    /// Why this and not something else.
    Reason,
    /// What it cost.
    Price,
    /// What has changed since.
    Now,
    /// A second example.
    Another,
    /// Whether a figure holds.
    Figure,
    /// Whatever the speaker still wants to say.
    More,
}

impl Universal {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Part, Self::Reason, Self::Price, Self::Now, Self::Another, Self::Figure, Self::More];

    /// The wordings.
    pub fn lines(self) -> [&'static str; 3] {
        match self {
            Self::Part => [
                "What was yours in that, and not the team's?",
                "Which part would not have happened without you?",
                "Where you say “we”, what did you do yourself?",
            ],
            Self::Reason => [
                "Why that, and not something else?",
                "What else could you have done at that point?",
                "Which other way did you turn down?",
            ],
            Self::Price => ["What did it cost?", "What did you give up for it?", "Who paid for that choice?"],
            Self::Now => [
                "What do you do differently because of it?",
                "If it began again tomorrow, what would you do first?",
                "When did you last use what that taught you?",
            ],
            Self::Another => [
                "Give me another example, a short one.",
                "Tell me about a second time, more briefly.",
                "Where else have you done that?",
            ],
            Self::Figure => [
                "How sure are you of that result?",
                "How would I check that if I called them?",
                "What else could explain that outcome?",
            ],
            Self::More => [
                "Is there anything you would like to add?",
                "Take your time. What else matters here?",
                "Was there more to it that you want me to know?",
            ],
        }
    }

    /// The wording for the question with this id.
    fn line(self, id: &str) -> String {
        let lines = self.lines();
        // FNV-1a: the same everywhere, and neighbours differ.
        let hash = id
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        let at = usize::try_from(hash % lines.len() as u64).unwrap_or(0);
        lines[at].to_owned()
    }

    /// What to put to somebody whose answers are weak on `dimension`; none where it is form, which no follow-up mends.
    fn after(dimension: Dimension) -> Option<Self> {
        match dimension {
            Dimension::Result => Some(Self::Now),
            Dimension::Depth => Some(Self::Reason),
            Dimension::Ownership => Some(Self::Part),
            Dimension::Fit => Some(Self::Another),
            Dimension::Setting | Dimension::Delivery => None,
        }
    }
}

/// The dimension that the latest answers lack most: the lowest mean under [`LACKS_MEAN`] over the last
/// [`LACKS_ANSWERS`] that count, each with [`LACKS_SCORED`] scores or more. `attempts` are sorted by time.
pub fn lacks<'a>(attempts: impl DoubleEndedIterator<Item = &'a Attempt>) -> Option<Dimension> {
    let latest: Vec<&Attempt> = attempts.rev().filter(|a| a.is_evidence()).take(LACKS_ANSWERS).collect();
    let mean = |dimension: Dimension| {
        let scores: Vec<f64> =
            latest.iter().filter_map(|a| a.scores.get(dimension)).map(|s| f64::from(s.value())).collect();
        let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
        (scores.len() >= LACKS_SCORED && mean < LACKS_MEAN).then_some((dimension, mean))
    };
    let low = Dimension::ALL.into_iter().filter_map(mean);
    low.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(dimension, _)| dimension)
}

/// The follow-ups of a drill: at most `most` of the question's own, the last of them always, since it is the hardest.
/// Where it has fewer, the interviewer's take the open places; where the answers lack something, the first fact gives
/// way to a follow-up after that.
pub fn drill(id: &str, own: &[String], most: usize, lacks: Option<Dimension>) -> Vec<String> {
    let wanted = lacks.and_then(Universal::after);
    if most == 0 {
        return Vec::new();
    }
    let mut ladder = climbing(own, most);
    // The bank's own follow-ups ask for the speaker's part already.
    if let Some(universal) = wanted.filter(|u| *u != Universal::Part && ladder.len() > 2) {
        ladder[0] = universal.line(id);
    }
    let usual = [Universal::Part, Universal::Reason, Universal::Price];
    for universal in wanted.into_iter().chain(usual) {
        let line = universal.line(id);
        if ladder.len() < most && !ladder.contains(&line) {
            ladder.push(line);
        }
    }
    ladder
}

/// The follow-ups that an interviewer of this manner puts: a warm one half of the question's own and then whatever the
/// speaker wants to add; a terse one the hardest alone; a sceptical one all, and doubts the result before the hardest; a
/// note-taker all; a distracted one the first.
/// It goes by these alone, so that a plan's number gives the same plan whatever was rehearsed since; what the answers
/// lack comes in when the interview begins ([`doubt`]).
pub fn interview(id: &str, own: &[String], manner: Manner) -> Vec<String> {
    let mut ladder = match manner {
        Manner::Warm => {
            let mut ladder = own[..own.len().div_ceil(2).min(3)].to_vec();
            ladder.push(Universal::More.line(id));
            ladder
        }
        Manner::Terse => vec![own.last().cloned().unwrap_or_else(|| Universal::Price.line(id))],
        Manner::NoteTaker => {
            let mut ladder = own[..own.len().min(MAX_PROBES)].to_vec();
            if ladder.is_empty() {
                ladder.push(Universal::Part.line(id));
            }
            ladder
        }
        Manner::Distracted => vec![own.first().cloned().unwrap_or_else(|| Universal::Another.line(id))],
        Manner::Sceptical => {
            let mut ladder = own[..own.len().min(MAX_PROBES - 1)].to_vec();
            ladder.insert(ladder.len().saturating_sub(1), Universal::Figure.line(id));
            ladder
        }
    };
    ladder.dedup();
    ladder
}

/// A sceptic's ladder doubts what the answers lack, in place of the result; their number stays.
pub fn doubt(id: &str, ladder: &mut [String], lacks: Dimension) {
    let Some(wanted) = Universal::after(lacks).map(|universal| universal.line(id)) else { return };
    let usual = Universal::Figure.line(id);
    if !ladder.contains(&wanted)
        && let Some(line) = ladder.iter_mut().find(|line| **line == usual)
    {
        *line = wanted;
    }
}

/// At most `most` of `own` in their order, the last always among them.
fn climbing(own: &[String], most: usize) -> Vec<String> {
    let Some((last, before)) = own.split_last() else { return Vec::new() };
    let mut ladder = before[..before.len().min(most - 1)].to_vec();
    ladder.push(last.clone());
    ladder
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::attempt::AskedQuestion;
    use super::super::rubric::Score;
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn own(n: usize) -> Vec<String> {
        (1..=n).map(|i| format!("own {i}?")).collect()
    }

    fn dimensions() -> impl Strategy<Value = Option<Dimension>> {
        prop::option::of(prop::sample::select(Dimension::ALL.to_vec()))
    }

    proptest! {
        #[test]
        fn a_drill_keeps_to_its_number_and_ends_on_the_hardest(
            n in 0usize..7, most in 0usize..4, lacks in dimensions(), id in "[a-z]{1,9}",
        ) {
            let ladder = drill(&id, &own(n), most, lacks);
            prop_assert_eq!(ladder.len(), most);
            if n >= most && most > 0 {
                prop_assert_eq!(ladder.last().unwrap(), &format!("own {n}?"));
            }
            let mut once = ladder.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(once.len(), ladder.len(), "none comes twice");
            prop_assert_eq!(drill(&id, &own(n), most, lacks), ladder, "the same again");
        }

        #[test]
        fn every_interviewer_asks_something_and_not_too_much(n in 0usize..9, id in "[a-z]{1,9}") {
            for manner in Manner::ALL {
                let ladder = interview(&id, &own(n), manner);
                prop_assert!((1..=MAX_PROBES).contains(&ladder.len()), "{ladder:?}");
            }
        }
    }

    #[test]
    fn manners_go_about_it_differently() {
        let warm = interview("q", &own(3), Manner::Warm);
        assert_eq!(warm[..2], own(2)[..]);
        assert!(Universal::More.lines().contains(&warm[2].as_str()), "a warm one lets the speaker finish");
        assert_eq!(interview("q", &own(3), Manner::Terse), ["own 3?"], "a terse one asks the hardest");
        let sceptical = interview("q", &own(3), Manner::Sceptical);
        assert!(Universal::Figure.lines().contains(&sceptical[2].as_str()) && sceptical[3] == "own 3?");
    }

    #[test]
    fn what_the_scores_lack_is_asked_after() {
        let lacking = drill("q", &own(3), 3, Some(Dimension::Depth));
        assert!(Universal::Reason.lines().contains(&lacking[0].as_str()), "{lacking:?}");
        assert_eq!(lacking[1..], own(3)[1..]);
        let usual = interview("q", &own(3), Manner::Sceptical);
        let mut doubting = usual.clone();
        doubt("q", &mut doubting, Dimension::Ownership);
        assert!(Universal::Part.lines().contains(&doubting[2].as_str()), "{doubting:?}");
        assert_eq!((&doubting[..2], &doubting[3..]), (&usual[..2], &usual[3..]));
        assert_eq!(drill("q", &own(3), 3, Some(Dimension::Delivery)), own(3), "no follow-up mends form");
    }

    #[test]
    fn an_imported_question_without_follow_ups_has_the_interviewers() {
        let ladder = drill("import-1", &[], 3, None);
        assert_eq!(ladder.len(), 3);
        assert!(Universal::Part.lines().contains(&ladder[0].as_str()));
    }

    #[test]
    fn the_lowest_of_the_latest_answers_is_what_is_lacking() {
        let at = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let attempt = |n: u128, depth: u8, result: u8| {
            let question = AskedQuestion { id: None, text: "?".to_owned() };
            let mut attempt = Attempt::new(Uuid::from_u128(n), question, "Dive Deep".to_owned(), at);
            attempt.scores.set(Dimension::Depth, Score::new(depth));
            attempt.scores.set(Dimension::Result, Score::new(result));
            attempt
        };
        let two: Vec<Attempt> = (0..2).map(|n| attempt(n, 2, 4)).collect();
        assert_eq!(lacks(two.iter()), None, "too few to say");
        let three: Vec<Attempt> = (0..3).map(|n| attempt(n, 2, 3)).collect();
        assert_eq!(lacks(three.iter()), Some(Dimension::Depth));
        let better: Vec<Attempt> = (0..13).map(|n| attempt(n, if n < 3 { 1 } else { 4 }, 5)).collect();
        assert_eq!(lacks(better.iter()), None, "what was long ago does not count");
    }

    #[test]
    fn wordings_are_short_and_stand_once() {
        let mut all: Vec<&str> = Universal::ALL.into_iter().flat_map(Universal::lines).collect();
        assert!(all.iter().all(|line| line.split_whitespace().count() <= 12));
        let n = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n);
    }
}
