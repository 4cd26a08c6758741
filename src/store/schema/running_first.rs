//! The first form of a checkpoint, `greenroom-running/1`, which is only read: times in milliseconds, sections by number.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::attempt::{ProbeBody, ScoresBody, SectionSecs};
use super::drawn::DrawnDoc;
use super::running::{RunningDoc, outcome_word};
use super::{Document, Extra, ScoreField, Secs};
use crate::domain::rehearsal::THINK_SECS;
use crate::domain::rubric::{Dimension, Rubric, Score, Scores};
use crate::domain::star::{PerSection, Section};
use crate::store::error::SetAside;

/// The content of such a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct FirstDoc {
    format: String,
    body: FirstBody,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct FirstBody {
    v: u32,
    id: Uuid,
    question: DrawnDoc,
    shown: DateTime<FixedOffset>,
    session: Uuid,
    mode: String,
    redo_of: Option<Uuid>,
    budget_secs: u32,
    shares: [u8; 4],
    /// Absent in what was written before it could be set.
    think_secs: Option<u32>,
    max_probes: u32,
    ask_prediction: bool,
    place: String,
    phase_ms: u64,
    answer_ms: Option<u64>,
    section_ms: Option<[u64; 4]>,
    lit: Option<usize>,
    probes: Vec<FirstProbe>,
    scores: Vec<(String, u8)>,
    predicted: Option<u8>,
    story: Option<String>,
    note: String,
    next_time: String,
    /// Of an answer in a mock interview: what the interview's clock showed.
    mock_clock_ms: Option<u64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct FirstProbe {
    text: String,
    secs: f64,
    outcome: String,
}

impl Document for FirstDoc {
    const FORMAT: &'static str = "greenroom-running/1";

    fn id(&self) -> Option<&str> {
        None
    }

    fn carry_over(&mut self, _old: Self) {}
}

impl FirstDoc {
    /// The same in today's form.
    pub(super) fn into_running(self, file: &str) -> Result<RunningDoc, SetAside> {
        let body = self.body;
        let fault = |why: &str| SetAside::new(file, None, why.to_owned());
        if body.v != 1 {
            return Err(fault("a newer version wrote it"));
        }
        let mut scores = Scores::by(Rubric::FIRST);
        for (id, value) in &body.scores {
            let dimension = Dimension::from_id(id).ok_or_else(|| fault("a dimension is not known"))?;
            scores.set(dimension, Score::new(*value));
        }
        let probe = |p: FirstProbe| ProbeBody {
            text: p.text,
            secs: Secs(p.secs),
            outcome: outcome_word(p.outcome),
            extra: Extra::new(),
        };
        let section = |at: usize| Section::ALL.get(at).map(|section| section.name().to_lowercase());
        Ok(RunningDoc {
            format: RunningDoc::FORMAT.to_owned(),
            attempt: body.id,
            question: body.question,
            shown: body.shown,
            session: body.session,
            mode: body.mode,
            redo_of: body.redo_of,
            budget_secs: body.budget_secs,
            shares: body.shares,
            think_secs: body.think_secs.unwrap_or(THINK_SECS),
            max_probes: body.max_probes,
            ask_prediction: body.ask_prediction,
            part: None,
            place: body.place,
            place_secs: secs(body.phase_ms),
            answer_secs: body.answer_ms.map(secs),
            section_secs: body
                .section_ms
                .map(|times| SectionSecs::from_domain(PerSection(times.map(|ms| secs(ms).0)))),
            section: body.lit.and_then(section),
            probes: body.probes.into_iter().map(probe).collect(),
            scores: ScoresBody::of(scores),
            predicted: body.predicted.and_then(Score::new).map(ScoreField::Known),
            story: body.story,
            note: body.note,
            next_time: body.next_time,
            scope: None,
            plain_words: false,
            interview_secs: body.mock_clock_ms.map(secs),
            extra: Extra::new(),
        })
    }
}

#[allow(clippy::cast_precision_loss)] // milliseconds of an answer are far below 2^53
fn secs(ms: u64) -> Secs {
    Secs(ms as f64 / 1000.0)
}
