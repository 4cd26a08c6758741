//! One spoken answer to one question, with its probes and scores, as it is remembered.

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::level::Scope;
use super::rubric::{Score, Scores};
use super::second_scores::{FriendScores, Rescored};
use super::star::{PerSection, Section};

/// The question as it was put. The text is the attempt's own copy: a bank may change or go away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedQuestion {
    /// The bank's id for it, if it came from a bank.
    pub id: Option<String>,
    /// The words that were shown.
    pub text: String,
}

impl AskedQuestion {
    /// What tells one question from another: the id, or the text where there is none.
    pub fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.text)
    }
}

/// The kind of practice an attempt belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A drill: a question, up to three probes, scores.
    #[default]
    Drill,
    /// A warm-up: spoken, never scored.
    WarmUp,
    /// An answer of a mock phone screen, scored after the interview.
    Phone,
    /// An answer of a mock loop, scored after its round.
    Loop,
    /// A story told at a length of its own, one of several; evidence for nothing.
    Shorter,
    /// One section told again against its own budget; evidence for nothing.
    Part,
    /// A mode of a later version, kept as it was written.
    Other(String),
}

impl Mode {
    /// The word it is stored under.
    pub fn id(&self) -> &str {
        match self {
            Self::Drill => "drill",
            Self::WarmUp => "warm-up",
            Self::Phone => "phone",
            Self::Loop => "loop",
            Self::Shorter => "shorter",
            Self::Part => "part",
            Self::Other(other) => other,
        }
    }

    /// Whether an answer of this kind is asked about further and scored.
    pub fn is_scored(&self) -> bool {
        match self {
            Self::Drill | Self::Phone | Self::Loop | Self::Other(_) => true,
            Self::WarmUp | Self::Shorter | Self::Part => false,
        }
    }

    /// Whether it tells a story, or a part of one, for its own sake: no question of a bank was asked.
    pub fn is_retold(&self) -> bool {
        matches!(self, Self::Shorter | Self::Part)
    }

    /// The mode stored under `id`; one that is not known is kept by name.
    pub fn from_id(id: &str) -> Self {
        match id {
            "drill" => Self::Drill,
            "warm-up" => Self::WarmUp,
            "phone" => Self::Phone,
            "loop" => Self::Loop,
            "shorter" => Self::Shorter,
            "part" => Self::Part,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// How a probe ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Answered.
    Held,
    /// The answer had already covered it.
    Already,
    /// No answer came.
    Stuck,
    /// The person stopped the ladder; not the same as stuck.
    Ended,
}

impl Outcome {
    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Already => "already",
            Self::Stuck => "stuck",
            Self::Ended => "ended",
        }
    }

    /// The outcome stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Held, Self::Already, Self::Stuck, Self::Ended].into_iter().find(|o| o.id() == id)
    }

    /// Whether the answer stood: told now, or told before.
    pub fn survived(self) -> bool {
        matches!(self, Self::Held | Self::Already)
    }
}

/// A follow-up that was asked, how long the reply took and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct ProbeRecord {
    /// The words that were shown.
    pub text: String,
    /// Seconds spoken.
    pub secs: f64,
    /// How it ended.
    pub outcome: Outcome,
}

/// One spoken answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Its own id, for life; an edit keeps it.
    pub id: Uuid,
    /// The question as it was put.
    pub question: AskedQuestion,
    /// The name of the principle it was asked under, the one it counts for.
    pub principle: String,
    /// The session it was part of.
    pub session: Option<Uuid>,
    /// The kind of practice.
    pub mode: Mode,
    /// When the question was shown, with the offset of the place it was shown at.
    pub started: DateTime<FixedOffset>,
    /// Seconds planned by section.
    pub planned_secs: Option<PerSection<f64>>,
    /// Seconds spoken by section; absent, never guessed, if no section key was pressed.
    pub section_secs: Option<PerSection<f64>>,
    /// Seconds of the whole answer, probes not included.
    pub answer_secs: Option<f64>,
    /// The follow-ups that were asked, in order.
    pub probes: Vec<ProbeRecord>,
    /// The self-scores.
    pub scores: Scores,
    /// The mean score the person expected before answering.
    pub predicted: Option<Score>,
    /// The attempt this one did again. It halves the weight (see [`super::readiness`]).
    pub redo_of: Option<Uuid>,
    /// The id of the story that was told.
    pub story: Option<String>,
    /// What the person wrote about it.
    pub note: Option<String>,
    /// The rest of "next time I will …".
    pub next_time: Option<String>,
    /// The scope of the story, as the person noted it.
    pub scope: Option<Scope>,
    /// Whether the question was shown in plain words too.
    pub plain_words: bool,
    /// The same answer scored once more, blind. It never counts as evidence.
    pub rescored: Option<Rescored>,
    /// What others scored it. They never count as the person's own.
    pub friend_scores: Vec<FriendScores>,
}

impl Attempt {
    /// An attempt of which only the required facts are known.
    pub fn new(id: Uuid, question: AskedQuestion, principle: String, started: DateTime<FixedOffset>) -> Self {
        Self {
            id,
            question,
            principle,
            session: None,
            mode: Mode::Drill,
            started,
            planned_secs: None,
            section_secs: None,
            answer_secs: None,
            probes: Vec::new(),
            scores: Scores::default(),
            predicted: None,
            redo_of: None,
            story: None,
            note: None,
            next_time: None,
            scope: None,
            plain_words: false,
            rescored: None,
            friend_scores: Vec::new(),
        }
    }

    /// How many probes the answer held under, and how many were put to the end.
    /// A probe at which the person stopped the ladder counts for neither.
    pub fn depth_survived(&self) -> (usize, usize) {
        let put = self.probes.iter().filter(|p| p.outcome != Outcome::Ended);
        (put.clone().filter(|p| p.outcome.survived()).count(), put.count())
    }

    /// Whether it counts as evidence: it carries at least one score, and the whole of an answer was given.
    pub fn is_evidence(&self) -> bool {
        self.scores.count() > 0 && !self.mode.is_retold()
    }

    /// The section that was told by itself, if that is what it was: the one that had time.
    pub fn part(&self) -> Option<Section> {
        let planned = self.planned_secs.filter(|_| self.mode == Mode::Part)?;
        planned.iter().find(|(_, secs)| **secs > 0.0).map(|(section, _)| section)
    }
}

/// A one-line memory, a story to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Its own id, for life.
    pub id: Uuid,
    /// The memory's words.
    pub text: String,
    /// When it was noted down.
    pub noted: DateTime<FixedOffset>,
    /// The attempt during which it was marked.
    pub attempt: Option<Uuid>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn probe(outcome: Outcome) -> ProbeRecord {
        ProbeRecord { text: "Why?".to_owned(), secs: 10.0, outcome }
    }

    #[test]
    fn ended_is_not_stuck() {
        let started = DateTime::parse_from_rfc3339("2026-01-02T03:04:05+01:00").unwrap();
        let question = AskedQuestion { id: None, text: "What?".to_owned() };
        let mut attempt = Attempt::new(Uuid::nil(), question, "Dive Deep".to_owned(), started);
        attempt.probes = vec![probe(Outcome::Held), probe(Outcome::Already), probe(Outcome::Ended)];
        assert_eq!(attempt.depth_survived(), (2, 2));
        attempt.probes[2].outcome = Outcome::Stuck;
        assert_eq!(attempt.depth_survived(), (2, 3));
    }

    #[test]
    fn words_on_disk_read_back() {
        for outcome in [Outcome::Held, Outcome::Already, Outcome::Stuck, Outcome::Ended] {
            assert_eq!(Outcome::from_id(outcome.id()), Some(outcome));
        }
        let modes = [Mode::Drill, Mode::WarmUp, Mode::Phone, Mode::Loop, Mode::Shorter, Mode::Part];
        for mode in modes.into_iter().chain([Mode::Other("panel".to_owned())]) {
            assert_eq!(Mode::from_id(mode.id()), mode);
        }
    }
}
