//! `running/<device>.json`: the checkpoint of the answer that is on stage.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::attempt::{ProbeBody, ScopeBody, ScoresBody, SectionSecs};
use super::drawn::DrawnDoc;
use super::running_first::FirstDoc;
use super::{Document, Extra, OutcomeWord, ScoreField, Secs, carry_extra, parse_document};
use crate::domain::attempt::{Mode, Outcome, ProbeRecord};
use crate::domain::rehearsal::{Brief, Checkpoint, CheckpointPhase, THINK_SECS};
use crate::domain::star::{Budget, PerSection, Section, Shares};
use crate::store::error::SetAside;

/// The content of a checkpoint: what was decided before the attempt began, where it stands, and what it holds so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunningDoc {
    /// `greenroom-running/2`.
    pub format: String,
    /// The attempt's id.
    pub attempt: Uuid,
    /// The question.
    pub question: DrawnDoc,
    /// When it was shown.
    pub shown: DateTime<FixedOffset>,
    /// The session, or the mock interview.
    pub session: Uuid,
    /// As in an attempt's body.
    pub mode: String,
    /// The attempt this one does again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redo_of: Option<Uuid>,
    /// Seconds planned for the answer.
    pub budget_secs: u32,
    /// Per cent by section, in telling order.
    pub shares: [u8; 4],
    /// Seconds to think.
    #[serde(default = "think_secs")]
    pub think_secs: u32,
    /// The most follow-ups.
    pub max_probes: u32,
    /// Whether the person is asked what they expect.
    #[serde(default)]
    pub ask_prediction: bool,
    /// The one section that is told, where it is not the whole answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// `think`, `answer`, `probe` or `score`.
    pub place: String,
    /// Seconds that this place had run.
    pub place_secs: Secs,
    /// Seconds of the answer, so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_secs: Option<Secs>,
    /// Seconds by section, if one was marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section_secs: Option<SectionSecs>,
    /// The section the speaker was in: `situation`, `task`, `action` or `result`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The follow-ups answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<ProbeBody>,
    /// The scores given.
    #[serde(default)]
    pub scores: ScoresBody,
    /// The score expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicted: Option<ScoreField>,
    /// The story chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// The note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The rest of "next time I will …".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_time: String,
    /// The scope of the story against the level aimed at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<ScopeBody>,
    /// Whether the question was shown in plain words too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plain_words: bool,
    /// Seconds that the interview's clock showed, of an answer in a mock interview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview_secs: Option<Secs>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for RunningDoc {
    const FORMAT: &'static str = "greenroom-running/2";

    fn id(&self) -> Option<&str> {
        None
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        self.question.carry_over(old.question);
        self.scores.carry_over(&old.scores);
        for (new, old) in self.probes.iter_mut().zip(old.probes) {
            carry_extra(&mut new.extra, old.extra);
        }
    }
}

impl RunningDoc {
    /// The document of this checkpoint.
    pub fn of(checkpoint: &Checkpoint) -> Self {
        let brief = &checkpoint.brief;
        let secs = |time: Duration| Secs(time.as_secs_f64());
        let probe = |p: &ProbeRecord| ProbeBody {
            text: p.text.clone(),
            secs: Secs(p.secs),
            outcome: OutcomeWord::Known(p.outcome),
            extra: Extra::new(),
        };
        Self {
            format: Self::FORMAT.to_owned(),
            attempt: brief.id,
            question: DrawnDoc::of(&brief.drawn),
            shown: brief.shown,
            session: brief.session,
            mode: brief.mode.id().to_owned(),
            redo_of: brief.redo_of,
            budget_secs: brief.budget.total_secs,
            shares: brief.budget.shares.percent(),
            think_secs: brief.think_secs,
            max_probes: brief.max_probes,
            ask_prediction: brief.ask_prediction,
            part: brief.part.map(|section| section.name().to_lowercase()),
            place: match checkpoint.place {
                CheckpointPhase::Think => "think",
                CheckpointPhase::Answer => "answer",
                CheckpointPhase::Probe(_) => "probe",
                CheckpointPhase::Score => "score",
            }
            .to_owned(),
            place_secs: secs(checkpoint.phase_time),
            answer_secs: checkpoint.answer_time.map(secs),
            section_secs: checkpoint
                .sections
                .as_ref()
                .map(|times| SectionSecs::from_domain(PerSection(times.0.map(|time| time.as_secs_f64())))),
            section: checkpoint.lit.map(|section| section.name().to_lowercase()),
            probes: checkpoint.probes.iter().map(probe).collect(),
            scores: ScoresBody::of(checkpoint.scores),
            predicted: checkpoint.predicted.map(ScoreField::Known),
            story: checkpoint.story.clone(),
            note: checkpoint.note.clone(),
            next_time: checkpoint.next_time.clone(),
            scope: checkpoint.scope.map(ScopeBody::of),
            plain_words: checkpoint.plain_words,
            interview_secs: checkpoint.interview.map(secs),
            extra: Extra::new(),
        }
    }

    /// The checkpoint that it holds; `file` is its name, for the words of an error.
    pub(crate) fn to_checkpoint(&self, file: &str) -> Result<Checkpoint, SetAside> {
        let fault = |place: &str, why: &str| SetAside::new(file, Some(place.to_owned()), why.to_owned());
        let time = |place: &str, secs: Secs| {
            let valid = secs.valid().and_then(|secs| Duration::try_from_secs_f64(secs).ok());
            valid.ok_or_else(|| fault(place, "it is not a number of seconds"))
        };
        let probes: Vec<ProbeRecord> = self
            .probes
            .iter()
            .map(|p| {
                let OutcomeWord::Known(outcome) = p.outcome else {
                    return Err(fault("probes", "an outcome is not known"));
                };
                let secs = p.secs.valid().ok_or_else(|| fault("probes", "it is not a number of seconds"))?;
                Ok(ProbeRecord { text: p.text.clone(), secs, outcome })
            })
            .collect::<Result<_, SetAside>>()?;
        let is_in = |word: &String| Section::ALL.into_iter().find(|s| s.name().eq_ignore_ascii_case(word));
        let sections = self.section_secs.as_ref().and_then(SectionSecs::to_domain);
        Ok(Checkpoint {
            brief: Brief {
                id: self.attempt,
                drawn: self.question.to_drawn(),
                shown: self.shown,
                session: self.session,
                mode: Mode::from_id(&self.mode),
                redo_of: self.redo_of,
                budget: Budget {
                    total_secs: self.budget_secs,
                    shares: Shares::new(self.shares)
                        .ok_or_else(|| fault("shares", "they do not add up to 100"))?,
                },
                think_secs: self.think_secs,
                max_probes: self.max_probes,
                ask_prediction: self.ask_prediction,
                part: self.part.as_ref().and_then(is_in),
            },
            place: match self.place.as_str() {
                "think" => CheckpointPhase::Think,
                "answer" => CheckpointPhase::Answer,
                "probe" => CheckpointPhase::Probe(probes.len()),
                _ => CheckpointPhase::Score,
            },
            phase_time: time("place_secs", self.place_secs)?,
            answer_time: self.answer_secs.map(|secs| time("answer_secs", secs)).transpose()?,
            sections: sections
                .map(|secs| {
                    let [a, b, c, d] = secs.0.map(|secs| time("section_secs", Secs(secs)));
                    Ok::<_, SetAside>(PerSection([a?, b?, c?, d?]))
                })
                .transpose()?,
            lit: self.section.as_ref().and_then(is_in),
            probes,
            scores: self.scores.known,
            predicted: match &self.predicted {
                Some(ScoreField::Known(score)) => Some(*score),
                Some(ScoreField::Other(_)) | None => None,
            },
            story: self.story.clone(),
            note: self.note.clone(),
            next_time: self.next_time.clone(),
            scope: self.scope.as_ref().and_then(ScopeBody::to_scope),
            plain_words: self.plain_words,
            interview: self.interview_secs.map(|secs| time("interview_secs", secs)).transpose()?,
        })
    }
}

/// Reads a checkpoint's bytes, of this version or the first.
pub(crate) fn parse_running(file: &str, bytes: &[u8]) -> Result<RunningDoc, SetAside> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    let is_first = serde_json::from_slice::<Head>(bytes).is_ok_and(|head| head.format == FirstDoc::FORMAT);
    if is_first {
        parse_document::<FirstDoc>(file, bytes)?.into_running(file)
    } else {
        parse_document::<RunningDoc>(file, bytes)
    }
}

fn think_secs() -> u32 {
    THINK_SECS
}

/// The word of an outcome as it stands in a file.
pub(super) fn outcome_word(word: String) -> OutcomeWord {
    Outcome::from_id(&word).map_or(OutcomeWord::Other(word), OutcomeWord::Known)
}

#[cfg(test)]
#[path = "running_tests.rs"]
mod tests;
