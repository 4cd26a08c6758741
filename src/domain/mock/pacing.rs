//! How an interviewer keeps to the time: what comes next, what is left out, and what they say about it.

use std::time::Duration;

use super::generate::WHOLE_MINUTES;
use super::plan::{ASKING_SECS, REPLY_SECS, Round};

/// Seconds that stay for the candidate's own questions whatever is left out, in a whole round.
const OWN_SECS: u32 = 180;
/// The same in a shortened round.
const OWN_SECS_SHORT: u32 = 90;

/// Where an interview goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Onward {
    /// The question asked next; `None` for the candidate's own questions.
    pub question: Option<usize>,
    /// The questions before it for which there is no time.
    pub left_out: Vec<usize>,
    /// What the interviewer says.
    pub said: Option<String>,
}

/// Seconds of the round for questions after `elapsed`; negative when it is late.
fn spare(round: &Round, elapsed: Duration) -> i64 {
    let floor = if round.minutes >= WHOLE_MINUTES { OWN_SECS } else { OWN_SECS_SHORT };
    i64::from(round.secs()) - seconds(elapsed) - i64::from(round.close_secs + round.own_secs.min(floor))
}

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX / 4)
}

/// Seconds that the plan had used up after so many probes of a question.
fn planned_by(round: &Round, question: usize, probes: usize) -> i64 {
    let before: u32 = round.questions.iter().take(question).map(super::plan::Planned::secs).sum();
    let answer = round.questions.get(question).map_or(0, |q| q.answer_secs);
    let probes = i64::try_from(probes).unwrap_or(0) * i64::from(REPLY_SECS);
    i64::from(round.intro_secs + before + ASKING_SECS + answer) + probes
}

/// Whether the interviewer asks one more probe to this question, of which `done` are answered.
///
/// They do not when there is no time for it, nor when the next question would then no longer fit, nor
/// when the interview is further behind its plan than they have patience for. Where the next question
/// does not fit in any case, they rather go deeper here.
pub(super) fn another_probe(round: &Round, elapsed: Duration, question: usize, done: usize) -> bool {
    let spare = spare(round, elapsed);
    let reply = i64::from(REPLY_SECS);
    if spare < reply {
        return false;
    }
    let Some(next) = round.questions.get(question + 1).map(|next| i64::from(next.least_secs())) else {
        return true;
    };
    if spare < next {
        return true;
    }
    let behind = seconds(elapsed) - planned_by(round, question, done);
    spare - reply >= next && behind <= i64::from(round.manner.patience_secs())
}

/// Seconds that the interview is ahead of its plan after `done` probes of a question; negative when it is behind.
pub(super) fn ahead(round: &Round, elapsed: Duration, question: usize, done: usize) -> i64 {
    planned_by(round, question, done) - seconds(elapsed)
}

/// Whether there is time for one more question with a reply, once all that were planned are asked.
pub(super) fn spare_fits(round: &Round, elapsed: Duration) -> bool {
    let next = round.spare.first().map(|planned| i64::from(planned.least_secs() + REPLY_SECS));
    next.is_some_and(|secs| spare(round, elapsed) >= secs)
}

/// What comes after a question, from the one with index `from` on. `asked` are the principles answered
/// in this round so far, `cut` says that probes were left out just now.
///
/// When not all that is left fits, a second question about a principle is left out before the only one
/// about another.
pub(super) fn onward(round: &Round, elapsed: Duration, from: usize, asked: &[&str], cut: bool) -> Onward {
    let spare = spare(round, elapsed);
    let name = |i: usize| round.questions[i].drawn.principle.as_str();
    let mut rest: Vec<usize> = (from..round.questions.len()).collect();
    let least =
        |rest: &[usize]| -> i64 { rest.iter().map(|&i| i64::from(round.questions[i].least_secs())).sum() };
    while !rest.is_empty() && least(&rest) > spare {
        let again = |at: &usize| {
            asked.contains(&name(rest[*at])) || rest[..*at].iter().any(|&i| name(i) == name(rest[*at]))
        };
        let out = (0..rest.len()).rev().find(again).unwrap_or(rest.len() - 1);
        rest.remove(out);
    }
    let question = rest.first().copied();
    let left_out: Vec<usize> = (from..question.unwrap_or(round.questions.len())).collect();
    let left = time_left(i64::from(round.secs()) - seconds(elapsed));
    let out = match left_out.len() {
        1 => "one question".to_owned(),
        n => format!("{n} questions"),
    };
    let said = match (question, left_out.is_empty(), cut) {
        (_, true, false) => None,
        (Some(_), true, true) => Some(format!("We have {left}, so I will go on to the next question.")),
        (Some(_), false, _) => {
            Some(format!("We have {left}, so I will leave out {out} and ask about something else."))
        }
        (None, true, true) => {
            Some(format!("We have {left}, so I will stop there. What would you like to ask me?"))
        }
        (None, false, _) => {
            Some(format!("We have {left}, so I will leave out {out}. What would you like to ask me?"))
        }
    };
    Onward { question, left_out, said }
}

/// "8 minutes left", "a minute left", "no time left".
fn time_left(secs: i64) -> String {
    match secs {
        ..=0 => "no time left".to_owned(),
        1..=89 => "a minute left".to_owned(),
        secs => format!("{} minutes left", (secs + 30) / 60),
    }
}
