//! What a session's answers come to: what was done, what moved, and the one thing to fix.

use std::fmt::Write;

use uuid::Uuid;

use super::attempt::{Attempt, Mode};
use super::countdown::clock_of;
use super::readiness::Readiness;
use super::rubric::{Dimension, Scores};
use super::star::{PerSection, Section};
use super::words::{count, counted};

pub use super::tunables::{GOOD_MEAN, LONG_SHARE, SHORT_SHARE};

/// The close of a session: what it came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evening {
    /// Answers that were stored, redos among them.
    pub answers: usize,
    /// Seconds spoken: answers and follow-ups.
    pub spoken_secs: f64,
    /// Follow-ups that the answers held under, and how many were put.
    pub held: (usize, usize),
    /// The mean of the scored answers' means, as the person gave them, 1 to 5.
    pub given: Option<f64>,
    /// Where the time went, over the answers that measured it.
    pub sections: Option<SectionTimes>,
    /// What the person expected against what they gave.
    pub predicted: Option<Predicted>,
    /// What the person means to do better: the last sentence for each principle, in the order of the answers.
    pub promises: Vec<Promise>,
    /// The principles that were scored, and what they counted as before and count as now.
    pub moved: Vec<Moved>,
    /// Answers given again, with the try before.
    pub retries: Vec<Retry>,
    /// The one thing to fix; `None` where nothing stands out, or nothing was scored.
    pub fix: Option<Fix>,
    /// The scored answer with the lowest mean.
    pub weakest: Option<Uuid>,
    /// Whether nothing but warm-ups was answered: they are not scored.
    pub warm_up: bool,
}

/// Seconds planned and spoken in each section, added up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SectionTimes {
    /// Seconds planned.
    pub planned: PerSection<f64>,
    /// Seconds spoken.
    pub spoken: PerSection<f64>,
    /// Over how many answers.
    pub answers: usize,
}

/// Predictions against the scores that were given afterwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicted {
    /// Over how many answers.
    pub answers: usize,
    /// The mean of what was expected, 1 to 5.
    pub expected: f64,
    /// The mean of what was given, 1 to 5.
    pub given: f64,
}

/// A sentence that was promised: the rest of "next time I will …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The principle it was written under.
    pub principle: String,
    /// The rest of the sentence.
    pub words: String,
}

/// How one principle moved over a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The principle's name.
    pub principle: String,
    /// Its readiness before its first answer.
    pub before: Readiness,
    /// Its readiness now.
    pub after: Readiness,
}

/// One try at a question, as far as another is compared with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Try {
    /// Its scores.
    pub scores: Scores,
    /// Seconds of the answer.
    pub answer_secs: Option<f64>,
    /// Seconds planned for it.
    pub planned_secs: Option<f64>,
    /// Seconds spoken by section.
    pub section_secs: Option<PerSection<f64>>,
    /// Follow-ups held, and put.
    pub held: (usize, usize),
}

/// An answer given again.
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    /// The question.
    pub question: String,
    /// The try before.
    pub before: Try,
    /// The new try.
    pub after: Try,
}

/// The one thing to fix, and the answer it shows in most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fix {
    /// The weakness that shows.
    pub what: Weakness,
    /// The answer to give again.
    pub attempt: Uuid,
}

/// What is weakest in an evening's answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weakness {
    /// An answer was over before it had told much.
    Short {
        /// Seconds spoken.
        spoken: f64,
        /// Seconds planned.
        planned: f64,
    },
    /// An answer took far longer than planned.
    Long {
        /// Seconds spoken.
        spoken: f64,
        /// Seconds planned.
        planned: f64,
    },
    /// A dimension's mean is the lowest.
    Dimension {
        /// The dimension.
        dimension: Dimension,
        /// Its mean, 1 to 5.
        mean: f64,
        /// Over how many answers.
        answers: usize,
    },
}

impl Try {
    /// What of `attempt` is compared.
    pub fn of(attempt: &Attempt) -> Self {
        Self {
            scores: attempt.scores,
            answer_secs: attempt.answer_secs,
            planned_secs: attempt.planned_secs.map(|planned| planned.0.iter().sum()),
            section_secs: attempt.section_secs,
            held: attempt.depth_survived(),
        }
    }

    /// The try in a line, to think with before trying again: "3.8, 0:26 of 3:00, lowest Delivery 3".
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.scores.mean().map(|mean| format!("{mean:.1}")));
        parts.extend(self.time_words());
        let scored = Dimension::ALL.into_iter().filter_map(|d| Some((d, self.scores.get(d)?.value())));
        let lowest = scored.min_by_key(|(_, value)| *value);
        parts.extend(lowest.filter(|(_, value)| *value < 5).map(|(d, value)| format!("lowest {d} {value}")));
        parts.join(", ")
    }

    fn time_words(&self) -> Option<String> {
        let secs = clock_of(self.answer_secs?);
        Some(self.planned_secs.map_or(secs.clone(), |planned| format!("{secs} of {}", clock_of(planned))))
    }
}

impl Retry {
    /// What changed: "3.8 → 4.2; Result 3 → 4; 0:26 → 2:10 of 3:00; Action 7 → 64 s".
    pub fn words(&self) -> String {
        let Self { before, after, .. } = self;
        let mut parts = Vec::new();
        if let (Some(was), Some(is)) = (before.scores.mean(), after.scores.mean()) {
            parts.push(format!("{was:.1} → {is:.1}"));
        }
        for dimension in Dimension::ALL {
            match (before.scores.get(dimension), after.scores.get(dimension)) {
                (Some(was), Some(is)) if was != is => {
                    parts.push(format!("{dimension} {} → {}", was.value(), is.value()));
                }
                _ => {}
            }
        }
        if let (Some(was), Some(is)) = (before.answer_secs, after.time_words()) {
            parts.push(format!("{} → {is}", clock_of(was)));
        }
        if let (Some(was), Some(is)) = (before.section_secs, after.section_secs) {
            let moved = |section: &Section| (is[*section] - was[*section]).abs();
            // Backwards, so that of equals the earlier one is named.
            let most = Section::ALL.into_iter().rev().max_by(|a, b| moved(a).total_cmp(&moved(b)));
            if let Some(section) = most.filter(|section| moved(section) >= MOVED_SECS) {
                parts.push(format!("{section} {:.0} → {:.0} s", was[section], is[section]));
            }
        }
        let (was, is) = (before.held, after.held);
        if was.1 > 0 && is.1 > 0 && was != is {
            parts.push(format!("probes held {} of {} → {} of {}", was.0, was.1, is.0, is.1));
        }
        if parts.is_empty() { "Neither try was scored or timed.".to_owned() } else { parts.join("; ") }
    }
}

/// From so many seconds on a section's change is worth a word.
const MOVED_SECS: f64 = 3.0;

impl Weakness {
    /// What stands out, and what to do about it the next time, in two sentences.
    pub fn words(&self) -> String {
        match *self {
            Self::Short { spoken, planned } => format!(
                "You spoke {} of {}. Give it again, and stay with each part until its time is up.",
                clock_of(spoken),
                clock_of(planned)
            ),
            Self::Long { spoken, planned } => format!(
                "You spoke {}, and {} was planned. Give it again, and stop at the result.",
                clock_of(spoken),
                clock_of(planned)
            ),
            Self::Dimension { dimension, mean, answers } => format!(
                "{dimension} was lowest, {mean:.1} of 5 over {}. {}",
                count(answers, "answer"),
                dimension.remedy()
            ),
        }
    }
}

impl Weakness {
    /// The same without the score, for quiet mode.
    pub fn advice(&self) -> String {
        match self {
            Self::Dimension { dimension, .. } => format!("{dimension}. {}", dimension.remedy()),
            Self::Short { .. } | Self::Long { .. } => self.words(),
        }
    }
}

impl Evening {
    /// What `attempts`, as they are stored now and in the order they were given, came to. `moved` are the
    /// principles scored; `first` finds the try that another did again.
    pub fn of<'a>(
        attempts: &[&Attempt],
        moved: Vec<Moved>,
        first: impl Fn(Uuid) -> Option<&'a Attempt>,
    ) -> Self {
        let scored: Vec<&Attempt> = attempts.iter().copied().filter(|a| a.is_evidence()).collect();
        let depth = attempts.iter().map(|attempt| attempt.depth_survived());
        let retries = attempts.iter().filter_map(|attempt| {
            let before = Try::of(first(attempt.redo_of?)?);
            Some(Retry { question: attempt.question.text.clone(), before, after: Try::of(attempt) })
        });
        Self {
            answers: attempts.len(),
            spoken_secs: attempts.iter().map(|attempt| spoken_secs(attempt)).sum(),
            held: depth.fold((0, 0), |sum, (held, put)| (sum.0 + held, sum.1 + put)),
            given: mean(scored.iter().filter_map(|attempt| attempt.scores.mean())),
            sections: section_times(attempts),
            predicted: predicted(&scored),
            promises: promises(attempts),
            moved,
            retries: retries.collect(),
            fix: fix(&scored),
            weakest: scored.iter().min_by(|a, b| own_mean(a).total_cmp(&own_mean(b))).map(|a| a.id),
            warm_up: !attempts.is_empty() && attempts.iter().all(|attempt| attempt.mode == Mode::WarmUp),
        }
    }

    /// What was done, in a sentence or two: "4 answers, 11 min aloud with probes, 5 of 7 probes held. You
    /// gave yourself 3.0; you had expected 3.5." `quiet` leaves the scores out.
    pub fn words(&self, quiet: bool) -> String {
        let mut words = format!("{}, {} aloud", count(self.answers, "answer"), aloud(self.spoken_secs));
        let (held, put) = self.held;
        if put > 0 {
            let _ = write!(words, " with probes, {held} of {} held", counted(put, "probe", "probes"));
        }
        words.push('.');
        if let Some(given) = self.given.filter(|_| !quiet) {
            let _ = write!(words, " You gave yourself {given:.1} of 5");
            if let Some(Predicted { answers, expected, given }) = self.predicted {
                let where_asked = if answers == self.answers {
                    String::new()
                } else {
                    format!(" and gave {given:.1} where you were asked beforehand")
                };
                let _ = write!(words, "; you had expected {expected:.1}{where_asked}");
            }
            words.push('.');
        }
        words
    }
}

fn own_mean(attempt: &Attempt) -> f64 {
    attempt.scores.mean().unwrap_or(f64::INFINITY)
}

/// "40 s", "11 min": to the minute from one minute on.
fn aloud(secs: f64) -> String {
    if secs < 60.0 { format!("{secs:.0} s") } else { format!("{:.0} min", secs / 60.0) }
}

/// Seconds spoken in an attempt, its probes too.
pub fn spoken_secs(attempt: &Attempt) -> f64 {
    attempt.answer_secs.unwrap_or(0.0) + attempt.probes.iter().map(|probe| probe.secs).sum::<f64>()
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0_usize), |(sum, n), value| (sum + value, n + 1));
    (n > 0).then(|| sum / n as f64)
}

fn section_times(attempts: &[&Attempt]) -> Option<SectionTimes> {
    let none = SectionTimes { planned: PerSection::default(), spoken: PerSection::default(), answers: 0 };
    let times = attempts.iter().fold(none, |mut times, attempt| {
        if let (Some(planned), Some(spoken)) = (attempt.planned_secs, attempt.section_secs) {
            for section in Section::ALL {
                times.planned[section] += planned[section];
                times.spoken[section] += spoken[section];
            }
            times.answers += 1;
        }
        times
    });
    (times.answers > 0).then_some(times)
}

fn predicted(scored: &[&Attempt]) -> Option<Predicted> {
    let both: Vec<(f64, f64)> = scored
        .iter()
        .filter_map(|attempt| Some((f64::from(attempt.predicted?.value()), attempt.scores.mean()?)))
        .collect();
    let expected = mean(both.iter().map(|(expected, _)| *expected))?;
    let given = mean(both.iter().map(|(_, given)| *given))?;
    Some(Predicted { answers: both.len(), expected, given })
}

fn promises(attempts: &[&Attempt]) -> Vec<Promise> {
    let mut promises: Vec<Promise> = Vec::new();
    for attempt in attempts {
        let Some(words) = attempt.next_time.as_deref().map(str::trim).filter(|words| !words.is_empty())
        else {
            continue;
        };
        promises.retain(|known| known.principle != attempt.principle);
        promises.push(Promise { principle: attempt.principle.clone(), words: words.to_owned() });
    }
    promises
}

/// What to fix: an answer that hardly was one goes before one that did not end, and both before scores,
/// which say little of such an answer. What was given again already is not asked for a third time.
fn fix(scored: &[&Attempt]) -> Option<Fix> {
    let done_again = |attempt: &Attempt| {
        attempt.redo_of.is_some() || scored.iter().any(|other| other.redo_of == Some(attempt.id))
    };
    let left: Vec<&Attempt> = scored.iter().copied().filter(|attempt| !done_again(attempt)).collect();
    let timed = left.iter().filter_map(|attempt| {
        let planned: f64 = attempt.planned_secs?.0.iter().sum();
        let spoken = attempt.answer_secs?;
        (planned > 0.0).then_some((attempt.id, spoken, planned))
    });
    let share = |&(_, spoken, planned): &(Uuid, f64, f64)| spoken / planned;
    let by_share = |a: &(Uuid, f64, f64), b: &(Uuid, f64, f64)| share(a).total_cmp(&share(b));
    if let Some((attempt, spoken, planned)) =
        timed.clone().min_by(by_share).filter(|t| share(t) < SHORT_SHARE)
    {
        return Some(Fix { what: Weakness::Short { spoken, planned }, attempt });
    }
    if let Some((attempt, spoken, planned)) = timed.max_by(by_share).filter(|t| share(t) > LONG_SHARE) {
        return Some(Fix { what: Weakness::Long { spoken, planned }, attempt });
    }
    let (dimension, mean, answers) = weakest_dimension(&left).filter(|(_, mean, _)| *mean < GOOD_MEAN)?;
    let score =
        |attempt: &&Attempt| attempt.scores.get(dimension).map_or(u8::MAX, super::rubric::Score::value);
    let attempt = left.iter().min_by_key(|attempt| score(attempt))?.id;
    Some(Fix { what: Weakness::Dimension { dimension, mean, answers }, attempt })
}

/// The dimension with the lowest mean over `attempts`, that mean (1 to 5), and over how many.
pub fn weakest_dimension(attempts: &[&Attempt]) -> Option<(Dimension, f64, usize)> {
    Dimension::ALL
        .into_iter()
        .filter_map(|dimension| {
            let scores = attempts.iter().filter_map(|a| a.scores.get(dimension));
            let scores: Vec<f64> = scores.map(|score| f64::from(score.value())).collect();
            Some((dimension, mean(scores.iter().copied())?, scores.len()))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::attempt::{AskedQuestion, Outcome, ProbeRecord};
    use super::super::rubric::Score;
    use super::*;

    /// An answer of `secs` of 100 s planned, all dimensions at `score` but depth.
    fn answer(id: u128, secs: f64, score: u8, depth: u8) -> Attempt {
        let started = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let question = AskedQuestion { id: None, text: format!("{id}?") };
        let mut attempt = Attempt::new(Uuid::from_u128(id), question, "Dive Deep".to_owned(), started);
        for dimension in Dimension::ALL {
            attempt.scores.set(dimension, Score::new(score));
        }
        attempt.scores.set(Dimension::Depth, Score::new(depth));
        attempt.planned_secs = Some(PerSection([25.0; 4]));
        attempt.section_secs = Some(PerSection([secs / 4.0; 4]));
        attempt.answer_secs = Some(secs);
        attempt
    }

    fn evening(attempts: &[&Attempt]) -> Evening {
        Evening::of(attempts, Vec::new(), |id| attempts.iter().copied().find(|a| a.id == id))
    }

    #[test]
    fn what_was_done_is_told_first() {
        let (mut one, mut two) = (answer(1, 100.0, 3, 3), answer(2, 90.0, 4, 4));
        let probe = |outcome| ProbeRecord { text: "Why?".to_owned(), secs: 25.0, outcome };
        one.probes = vec![probe(Outcome::Held), probe(Outcome::Stuck), probe(Outcome::Ended)];
        (one.predicted, two.predicted) = (Score::new(4), Score::new(3));
        (one.next_time, two.next_time) = (Some("say the number".to_owned()), Some(" breathe ".to_owned()));
        let done = evening(&[&one, &two]);
        assert_eq!(
            done.words(false),
            "2 answers, 4 min aloud with probes, 1 of 2 probes held. You gave yourself 3.5 of 5; you had expected 3.5."
        );
        assert!(!done.words(true).contains("of 5"));
        assert_eq!(
            done.promises,
            [Promise { principle: "Dive Deep".to_owned(), words: "breathe".to_owned() }]
        );
        let sections = done.sections.unwrap();
        assert_eq!((sections.planned.0, sections.answers), ([50.0; 4], 2));
    }

    #[test]
    fn an_answer_that_hardly_was_one_is_fixed_before_its_scores() {
        let (short, long, shallow) = (answer(1, 26.0, 4, 4), answer(2, 180.0, 4, 4), answer(3, 95.0, 4, 2));
        let all = [&short, &long, &shallow];
        assert_eq!(evening(&all).fix.map(|fix| fix.attempt), Some(short.id));
        let what = evening(&all[1..]).fix.unwrap().what;
        assert_eq!(what, Weakness::Long { spoken: 180.0, planned: 100.0 });
        let fix = evening(&all[2..]).fix.unwrap();
        assert!(
            fix.what.words().starts_with("Depth was lowest, 2.0 of 5 over 1 answer. "),
            "{}",
            fix.what.words()
        );
        assert_eq!(evening(&[&answer(4, 100.0, 4, 4)]).fix, None, "nothing stands out");
    }

    #[test]
    fn what_was_given_again_is_compared_and_not_asked_for_once_more() {
        let first = answer(1, 26.0, 3, 3);
        let mut again = answer(2, 90.0, 3, 4);
        again.redo_of = Some(first.id);
        let done = evening(&[&first, &again]);
        assert_eq!(done.fix, None);
        assert_eq!(
            done.retries[0].words(),
            "3.0 → 3.2; Depth 3 → 4; 0:26 → 1:30 of 1:40; Situation 6 → 22 s"
        );
        assert_eq!(done.retries[0].before.words(), "3.0, 0:26 of 1:40, lowest Result 3");
    }

    #[test]
    fn a_warm_up_has_no_score_and_nothing_to_fix() {
        let mut warm = answer(1, 60.0, 3, 3);
        (warm.mode, warm.scores) = (Mode::WarmUp, Scores::default());
        let done = evening(&[&warm]);
        assert!(done.warm_up && done.fix.is_none() && done.given.is_none());
        assert_eq!(done.words(false), "1 answer, 1 min aloud.");
    }
}
