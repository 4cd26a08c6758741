//! What the meeting after a mock interview says: where votes and scores disagree, what nobody could judge, the decision.

use super::super::countdown::clock_of;
use super::debrief::{Evidence, RoundLine};
use super::decision::Decision;
use super::record::Vote;

/// The meeting. Who said what is in the debrief's rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Where a vote and the scores, or the time, beside it disagree; one sentence each.
    pub doubts: Vec<String>,
    /// The principles that were planned and got no answer long enough to judge.
    pub unjudged: Vec<String>,
    /// What the votes come to.
    pub decision: Decision,
}

impl Meeting {
    /// The meeting about these rounds and what they heard for each principle.
    pub(super) fn of(rounds: &[RoundLine], principles: &[Evidence]) -> Self {
        let judged = |name: &str| {
            let mut answers = rounds.iter().flat_map(|round| &round.answers);
            answers.any(|answer| answer.principle == name && answer.can_be_judged())
        };
        let unjudged = principles.iter().map(|evidence| &evidence.principle).filter(|name| !judged(name));
        // Where nobody voted as the interviewer, a friend did who was one.
        let vote = |round: &RoundLine| {
            let own = round.vote.as_ref().map(|(vote, _)| *vote);
            own.or_else(|| round.friends.first().map(|friend| friend.vote))
        };
        let votes: Vec<_> = rounds.iter().map(|round| (round.role, vote(round))).collect();
        let doubts =
            rounds.iter().flat_map(|round| doubt(round).into_iter().chain(marked(round)).chain(twice(round)));
        Self {
            doubts: doubts.collect(),
            unjudged: unjudged.cloned().collect(),
            decision: Decision::of(&votes),
        }
    }
}

/// The mean score, 1 to 5, under which a vote for it, or from which on a vote against it, needs a reason beyond the scores.
/// Own choice, by the anchors: 3 is "some of it", 4 is what *ready* asks for.
fn bound(vote: Vote) -> f64 {
    match vote {
        Vote::StrongNo | Vote::Yes => 3.0,
        Vote::No => 3.5,
        Vote::StrongYes => 4.0,
    }
}

/// The answers that were marked as reaching the bar although they were too short to judge.
fn marked(round: &RoundLine) -> Vec<String> {
    let answers = round.answers.iter().filter(|answer| !answer.can_be_judged());
    let high = answers.filter_map(|answer| Some((answer, answer.mark.filter(|mark| mark.reaches())?)));
    high.map(|(answer, mark)| {
        let secs = clock_of(answer.answer_secs.unwrap_or_default());
        format!("{}: {} on an answer of {secs} min.", answer.principle, mark.value())
    })
    .collect()
}

/// The stories that one interviewer was told twice.
fn twice(round: &RoundLine) -> Vec<String> {
    let told: Vec<&String> = round.answers.iter().filter_map(|answer| answer.story.as_ref()).collect();
    let again =
        |(at, story): &(usize, &&String)| told[..*at].iter().filter(|other| other == story).count() == 1;
    let words = |story: &String| format!("{} heard “{story}” twice.", round.who());
    told.iter().enumerate().filter(again).map(|(_, story)| words(story)).collect()
}

/// In what way a round's vote and its evidence disagree.
fn doubt(round: &RoundLine) -> Option<String> {
    let (vote, _) = round.vote.as_ref()?;
    let (who, name) = (round.who(), vote.name());
    if round.answers.is_empty() {
        return Some(format!("{who}: {name}, and no answer was heard."));
    }
    if !round.answers.iter().any(super::debrief::AnswerLine::can_be_judged) {
        return Some(format!("{who}: {name}, and no answer was long enough to judge."));
    }
    let mean = round.mean()?;
    let disagrees = match vote {
        Vote::Yes | Vote::StrongYes => mean < bound(*vote),
        Vote::No | Vote::StrongNo => mean >= bound(*vote),
    };
    disagrees.then(|| format!("{who}: {name} beside a mean score of {mean:.1} of 5."))
}
