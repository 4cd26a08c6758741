//! What is decided before an attempt begins, and what has to be remembered to take it up again.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::domain::attempt::{Mode, ProbeRecord};
use crate::domain::draw::Drawn;
use crate::domain::level::Scope;
use crate::domain::rubric::{Score, Scores};
use crate::domain::star::{Budget, PerSection, Section};

/// What was decided before the attempt began.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// The attempt's id.
    pub id: Uuid,
    /// The question, and why it was drawn.
    pub drawn: Drawn,
    /// When it was shown.
    pub shown: DateTime<FixedOffset>,
    /// The session it is part of.
    pub session: Uuid,
    /// The kind of practice.
    pub mode: Mode,
    /// The attempt it does again.
    pub redo_of: Option<Uuid>,
    /// The budget: the seconds of the answer and their shares.
    pub budget: Budget,
    /// Seconds to think, which count down, then up; with none the clock of thinking counts up from the start.
    pub think_secs: u32,
    /// The most follow-ups to ask.
    pub max_probes: u32,
    /// Whether the person is asked what score they expect.
    pub ask_prediction: bool,
    /// The one section that is told, where it is not the whole answer; the budget is then all its own.
    pub part: Option<Section>,
}

/// The phase a checkpoint was made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckpointPhase {
    /// Thinking.
    Think,
    /// Answering.
    Answer,
    /// Answering the probe with this index.
    Probe(usize),
    /// Scoring.
    Score,
}

/// What has to be remembered to take a running attempt up again.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// What was decided before the attempt began.
    pub brief: Brief,
    /// The phase.
    pub place: CheckpointPhase,
    /// How long the phase had run.
    pub phase_time: Duration,
    /// How long the answer was, or is so far.
    pub answer_time: Option<Duration>,
    /// Time by section, if any was marked.
    pub sections: Option<PerSection<Duration>>,
    /// The section the speaker was in.
    pub lit: Option<Section>,
    /// The follow-ups answered.
    pub probes: Vec<ProbeRecord>,
    /// The scores given.
    pub scores: Scores,
    /// The score expected.
    pub predicted: Option<Score>,
    /// The story chosen.
    pub story: Option<String>,
    /// The note.
    pub note: String,
    /// The closing line.
    pub next_time: String,
    /// The scope of the story against the level aimed at.
    pub scope: Option<Scope>,
    /// Whether the question was shown in plain words too.
    pub plain_words: bool,
    /// Of an answer in a mock interview: what the interview's clock showed.
    pub interview: Option<Duration>,
}
