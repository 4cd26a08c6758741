//! What a mock interview came to: votes opened, evidence by principle, stories told twice, time, and what
//! to work on.

use super::super::attempt::{Attempt, Outcome, ProbeRecord};
use super::super::countdown::clock_of;
use super::super::draw::Scope;
use super::super::evening::weakest_dimension;
use super::super::rubric::Dimension;
use super::super::tunables::{ANSWER_TO_JUDGE, REPLY_TO_HOLD};
use super::super::words::counted;
use super::marks::Mark;
use super::meeting::Meeting;
use super::people::{Person, role_in_words};
use super::plan::{Manner, MockForm, Role};
use super::record::{Answer, FriendVote, FriendWords, LeftOutBy, Mock, Told, Vote};

/// An answer this much longer than planned is over time: a fifth, the share at which the cue warns.
const OVER: f64 = 1.2;
/// Under this mean score (1 to 5) a principle or a dimension is worth working on first.
const WEAK_MEAN: f64 = 3.5;
/// How many things to work on are named.
const TO_DO: usize = 3;

/// One answer of a round as it went. Seconds are those spoken, probes apart.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerLine {
    /// The question's words.
    pub question: String,
    /// The id of the question.
    pub question_id: String,
    /// The principle it was asked under.
    pub principle: String,
    /// Seconds planned for the answer.
    pub planned_secs: f64,
    /// Seconds spoken; absent if they were not measured, or the answer was erased.
    pub answer_secs: Option<f64>,
    /// Probes held and probes put. A word or two holds nothing ([`REPLY_TO_HOLD`], [`ANSWER_TO_JUDGE`]).
    pub depth: (usize, usize),
    /// The mean of its scores, 1 to 5.
    pub mean: Option<f64>,
    /// What it told, in words: a story's title, or those typed.
    pub story: Option<String>,
    /// How often "I" and how often "we" stand in what was written about it; absent where nothing was.
    pub i_to_we: Option<(usize, usize)>,
    /// Its mark in a competency interview.
    pub mark: Option<Mark>,
}

impl AnswerLine {
    /// How much of the planned time it took, 1 being all of it.
    pub fn share(&self) -> Option<f64> {
        self.answer_secs.filter(|_| self.planned_secs > 0.0).map(|secs| secs / self.planned_secs)
    }

    /// Whether it was long enough to judge. One whose time was not measured is taken to be.
    pub fn can_be_judged(&self) -> bool {
        self.answer_secs.is_none_or(|secs| secs >= ANSWER_TO_JUDGE)
    }
}

/// One round as it went.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundLine {
    /// The interviewer's first name; empty where they have none.
    pub name: String,
    /// The interviewer's role.
    pub role: Role,
    /// The interviewer's manner.
    pub manner: Manner,
    /// The vote and its reason; absent if none was cast.
    pub vote: Option<(Vote, String)>,
    /// What friends voted who heard it.
    pub friends: Vec<FriendVote>,
    /// Seconds planned.
    pub planned_secs: f64,
    /// Seconds it took; absent if it was not held.
    pub secs: Option<f64>,
    /// Its answers.
    pub answers: Vec<AnswerLine>,
    /// Questions for which there was no time.
    pub no_time: usize,
    /// Questions that the person left out.
    pub skipped: usize,
}

impl RoundLine {
    /// The interviewer in words: "Amara, bar raiser".
    pub fn who(&self) -> String {
        if self.name.is_empty() {
            self.role.name().to_owned()
        } else {
            format!("{}, {}", self.name, role_in_words(self.role))
        }
    }

    /// Whether its answers are marked in place of a vote.
    pub fn is_marked(&self) -> bool {
        self.answers.iter().any(|answer| answer.mark.is_some())
    }

    /// The mean of its answers' means, 1 to 5.
    pub fn mean(&self) -> Option<f64> {
        let means: Vec<f64> = self.answers.iter().filter_map(|answer| answer.mean).collect();
        mean(&means)
    }

    /// Probes held and probes put in all of it.
    pub fn depth(&self) -> (usize, usize) {
        self.answers.iter().map(|answer| answer.depth).fold((0, 0), add)
    }
}

/// The evidence for one principle across the rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The principle's name.
    pub principle: String,
    /// Answers given under it.
    pub answers: usize,
    /// The rounds in which it was answered, each once, counted from 0.
    pub rounds: Vec<usize>,
    /// The mean of those answers' means, 1 to 5; absent without a score.
    pub mean: Option<f64>,
    /// Probes held and probes put.
    pub depth: (usize, usize),
}

/// A story that several interviewers heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Its title, or the words typed.
    pub story: String,
    /// Who heard it, in order.
    pub heard_by: Vec<Role>,
}

/// One thing to work on, with the drill for it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkOn {
    /// What to work on, in a sentence.
    pub what: String,
    /// The evidence for it, in a sentence.
    pub why: String,
    /// The questions to drill.
    pub drill: Scope,
}

/// The debrief of a mock interview: what it came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Debrief {
    /// Phone screen or loop.
    pub form: MockForm,
    /// Whether it was ended before its last round was over.
    pub left_early: bool,
    /// The rounds, in their order.
    pub rounds: Vec<RoundLine>,
    /// The principles that were planned, the weakest first, those without a score last.
    pub principles: Vec<Evidence>,
    /// Stories told to more than one interviewer.
    pub repeated: Vec<Repeated>,
    /// "I" and "we" in all that was written; absent where nothing was.
    pub i_to_we: Option<(usize, usize)>,
    /// What the meeting after it says.
    pub meeting: Meeting,
    /// What friends said who heard it.
    pub friends: Vec<FriendWords>,
    /// Up to three things to work on, the most pressing first.
    pub work_on: Vec<WorkOn>,
}

impl Debrief {
    /// The debrief of `mock`, whose interviewers are `people`. `attempt` finds an answer as it is stored now, `title` a
    /// story's title. Votes are there only once the mock has come to its debrief.
    pub fn of<'a>(
        mock: &Mock,
        people: &[Person],
        attempt: impl Fn(uuid::Uuid) -> Option<&'a Attempt>,
        title: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let words = |told: &Told| match told {
            Told::Story(id) => title(id).unwrap_or_else(|| "A story that is no longer there".to_owned()),
            Told::Words(words) => words.trim().to_owned(),
        };
        let found = |answer: &Answer| answer.attempt.and_then(&attempt);
        let line = |round: usize, answer: &Answer| {
            let planned = mock.planned(round, answer)?;
            let told = answer.told.as_ref().map(&words);
            let line = answer_line(&planned.drawn, planned.answer_secs, found(answer), told);
            Some(AnswerLine { mark: answer.mark, ..line })
        };
        let rounds: Vec<RoundLine> = mock
            .plan
            .rounds
            .iter()
            .zip(&mock.rounds)
            .enumerate()
            .map(|(i, (plan, course))| {
                let by = |who| course.left_out.iter().filter(|(_, by)| *by == who).count();
                let opened = course.ballot.as_ref().and_then(|ballot| ballot.opened(mock));
                RoundLine {
                    name: people.get(i).map(|person| person.name.clone()).unwrap_or_default(),
                    role: plan.role,
                    manner: plan.manner,
                    vote: opened.map(|(vote, reason)| (vote, reason.to_owned())),
                    friends: if mock.is_over() { course.friends.clone() } else { Vec::new() },
                    planned_secs: plan.secs().into(),
                    secs: course.secs,
                    answers: course.answers.iter().filter_map(|answer| line(i, answer)).collect(),
                    no_time: by(LeftOutBy::Interviewer),
                    skipped: by(LeftOutBy::Person),
                }
            })
            .collect();
        let repeated: Vec<Repeated> = mock
            .retold()
            .into_iter()
            .map(|retold| Repeated {
                story: words(&retold.told),
                heard_by: retold.rounds.iter().map(|&round| mock.plan.rounds[round].role).collect(),
            })
            .collect();
        let principles = evidence(mock, &rounds);
        let attempts: Vec<&Attempt> = mock.answers().filter_map(|(_, answer)| found(answer)).collect();
        let work_on = work_on(&rounds, &principles, &attempts, &repeated);
        let i_to_we = rounds.iter().flat_map(|r| &r.answers).filter_map(|a| a.i_to_we).reduce(add);
        Self {
            form: mock.plan.form,
            left_early: mock.left_early,
            meeting: Meeting::of(&rounds, &principles),
            friends: mock.friends.clone(),
            rounds,
            principles,
            repeated,
            i_to_we,
            work_on,
        }
    }
}

fn add(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    (a.0 + b.0, a.1 + b.1)
}

fn answer_line(
    drawn: &super::super::draw::Drawn,
    planned: u32,
    attempt: Option<&Attempt>,
    story: Option<String>,
) -> AnswerLine {
    let written: Option<String> = attempt.and_then(|a| a.note.clone()).filter(|text| !text.trim().is_empty());
    AnswerLine {
        question: drawn.text.clone(),
        question_id: drawn.id.clone(),
        principle: drawn.principle.clone(),
        planned_secs: planned.into(),
        answer_secs: attempt.and_then(|a| a.answer_secs),
        depth: attempt.map_or((0, 0), depth),
        mean: attempt.and_then(|a| a.scores.mean()),
        story,
        i_to_we: written.map(|text| i_to_we(&text)),
        mark: None,
    }
}

/// Probes held and probes put, where a reply of a word or two, or one after an answer of a sentence, holds nothing.
pub fn depth(attempt: &Attempt) -> (usize, usize) {
    let told = attempt.answer_secs.is_none_or(|secs| secs >= ANSWER_TO_JUDGE);
    let holds = |probe: &&ProbeRecord| {
        // A friend who puts it does not time the reply.
        let untimed = probe.secs <= 0.0;
        let replied = untimed || probe.outcome == Outcome::Already || probe.secs >= REPLY_TO_HOLD;
        probe.outcome.survived() && told && replied
    };
    (attempt.probes.iter().filter(holds).count(), attempt.depth_survived().1)
}

/// How often the speaker says "I" and how often "we", with their short forms ("I've", "we're").
pub fn i_to_we(text: &str) -> (usize, usize) {
    let text = text.to_lowercase().replace('’', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.fold((0, 0), |(i, we), word| match word.trim_matches('\'').split('\'').next() {
        Some("i") => (i + 1, we),
        Some("we") => (i, we + 1),
        _ => (i, we),
    })
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn evidence(mock: &Mock, rounds: &[RoundLine]) -> Vec<Evidence> {
    let mut names: Vec<&String> = Vec::new();
    for name in mock.plan.rounds.iter().flat_map(|round| &round.principles) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let of = |name: &String| {
        let answers: Vec<(usize, &AnswerLine)> = rounds
            .iter()
            .enumerate()
            .flat_map(|(i, round)| round.answers.iter().map(move |answer| (i, answer)))
            .filter(|(_, answer)| answer.principle == *name)
            .collect();
        let mut where_asked: Vec<usize> = answers.iter().map(|(round, _)| *round).collect();
        where_asked.dedup();
        let means: Vec<f64> = answers.iter().filter_map(|(_, answer)| answer.mean).collect();
        Evidence {
            principle: name.clone(),
            answers: answers.len(),
            rounds: where_asked,
            mean: mean(&means),
            depth: answers.iter().map(|(_, answer)| answer.depth).fold((0, 0), add),
        }
    };
    let mut all: Vec<Evidence> = names.into_iter().map(of).collect();
    all.sort_by(|a, b| a.mean.unwrap_or(f64::INFINITY).total_cmp(&b.mean.unwrap_or(f64::INFINITY)));
    all
}

/// The most pressing first: a weak principle, a weak dimension, an answer over time, probes that did not
/// hold, a story heard twice, a principle never answered; then the other principles. Each drill once.
fn work_on(
    rounds: &[RoundLine],
    principles: &[Evidence],
    attempts: &[&Attempt],
    repeated: &[Repeated],
) -> Vec<WorkOn> {
    let mut list: Vec<WorkOn> = Vec::new();
    let answers = || rounds.iter().flat_map(|round| &round.answers);
    let principle = |e: &Evidence| e.mean.map(|mean| weak_principle(e, mean));
    let weak = |e: &&Evidence| e.mean.is_some_and(|mean| mean < WEAK_MEAN);
    let mut add = |work: Option<WorkOn>| {
        if let Some(work) = work
            && list.len() < TO_DO
            && list.iter().all(|other| other.drill != work.drill)
        {
            list.push(work);
        }
    };
    add(principles.iter().find(weak).and_then(principle));
    add(weakest_dimension(attempts).filter(|(_, mean, _)| *mean < WEAK_MEAN).and_then(
        |(dimension, mean, n)| Some(weak_dimension(dimension, mean, n, lowest_on(dimension, attempts)?)),
    ));
    let over = answers().filter(|a| a.share().is_some_and(|share| share >= OVER));
    add(over.max_by(|a, b| a.share().unwrap_or(0.0).total_cmp(&b.share().unwrap_or(0.0))).map(too_long));
    let lost = |e: &&Evidence| e.depth.1 - e.depth.0;
    add(principles.iter().filter(|e| lost(e) > 0).max_by_key(lost).map(shallow));
    for story in repeated {
        let again = answers().filter(|a| a.story.as_ref() == Some(&story.story)).nth(1);
        add(again.map(|answer| told_again(story, answer)));
    }
    for unanswered in principles.iter().filter(|e| e.answers == 0) {
        add(Some(WorkOn {
            what: format!("Answer a question about {}.", unanswered.principle),
            why: "It was planned, and no answer was given.".to_owned(),
            drill: Scope::Principle(unanswered.principle.clone()),
        }));
    }
    for scored in principles {
        add(principle(scored));
    }
    for unscored in principles.iter().filter(|e| e.mean.is_none() && e.answers > 0) {
        add(Some(WorkOn {
            what: format!("Answer another question about {}.", unscored.principle),
            why: "Its answers are not scored.".to_owned(),
            drill: Scope::Principle(unscored.principle.clone()),
        }));
    }
    list
}

fn weak_principle(evidence: &Evidence, mean: f64) -> WorkOn {
    let answers = counted(evidence.answers, "answer", "answers");
    WorkOn {
        what: format!("Practise {}.", evidence.principle),
        why: format!("You gave yourself {mean:.1} of 5 over {answers}."),
        drill: Scope::Principle(evidence.principle.clone()),
    }
}

/// The answer with the lowest score on this dimension, the latest among equals.
fn lowest_on<'a>(dimension: Dimension, attempts: &[&'a Attempt]) -> Option<&'a Attempt> {
    let scored = attempts.iter().rev().filter_map(|a| Some((a.scores.get(dimension)?, *a)));
    scored.min_by_key(|(score, _)| score.value()).map(|(_, attempt)| attempt)
}

fn weak_dimension(dimension: Dimension, mean: f64, n: usize, lowest: &Attempt) -> WorkOn {
    let drill = match &lowest.question.id {
        Some(id) => Scope::Question(id.clone()),
        None => Scope::Principle(lowest.principle.clone()),
    };
    let name = dimension.name().to_lowercase();
    WorkOn {
        what: format!("Work on {name}: {}", dimension.asks()),
        why: format!("It is {mean:.1} of 5 over {}.", counted(n, "answer", "answers")),
        drill,
    }
}

fn too_long(answer: &AnswerLine) -> WorkOn {
    let spoken = answer.answer_secs.unwrap_or(0.0);
    WorkOn {
        what: format!("Tell it in the time planned: “{}”", answer.question),
        why: format!("It took {} of {} planned.", clock_of(spoken), clock_of(answer.planned_secs)),
        drill: Scope::Question(answer.question_id.clone()),
    }
}

fn shallow(evidence: &Evidence) -> WorkOn {
    let (held, put) = evidence.depth;
    WorkOn {
        what: format!("Hold under follow-ups about {}.", evidence.principle),
        why: format!("You held {held} of {put} follow-ups."),
        drill: Scope::Principle(evidence.principle.clone()),
    }
}

fn told_again(story: &Repeated, answer: &AnswerLine) -> WorkOn {
    let roles: Vec<String> = story.heard_by.iter().map(|role| role.name().to_lowercase()).collect();
    WorkOn {
        what: format!("Find another story for {}.", answer.principle),
        why: format!("“{}” was heard by the {}.", story.story, roles.join(" and the ")),
        drill: Scope::Principle(answer.principle.clone()),
    }
}

#[cfg(test)]
#[path = "debrief_tests.rs"]
mod tests;
