//! An attempt's body as a journal line carries it and as `greenroom log --stdin` takes it.

use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::second_scores::{self, FriendScoresBody, RescoredBody};
use super::{Extra, OutcomeWord, ScoreField, Secs, carry_extra};
use crate::domain::attempt::{AskedQuestion, Attempt, Mode, ProbeRecord};
use crate::domain::level::{Level, Reach, Scope};
use crate::domain::rubric::{Dimension, Rubric, Scores};
use crate::domain::star::PerSection;

/// The body of an `attempt.put`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AttemptBody {
    /// The question as it was put. Required.
    #[serde(default)]
    pub question: QuestionBody,
    /// The name of the principle it was asked under. Required.
    #[serde(default)]
    pub principle: String,
    /// The session's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Uuid>,
    /// `drill`, `warm-up`, `phone` or `loop` (an answer of a mock interview), `shorter` (a story told at a
    /// length of its own) or `part` (one section by itself), or the word of a later version; absent means `drill`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// RFC 3339 with offset. Required.
    #[serde(default)]
    pub started: String,
    /// Seconds planned by section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_secs: Option<SectionSecs>,
    /// Seconds spoken by section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section_secs: Option<SectionSecs>,
    /// Seconds of the whole answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_secs: Option<Secs>,
    /// The follow-ups, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<ProbeBody>,
    /// The self-scores.
    #[serde(default, skip_serializing_if = "ScoresBody::is_empty")]
    pub scores: ScoresBody,
    /// The score expected before answering, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicted: Option<ScoreField>,
    /// The attempt this one did again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redo_of: Option<Uuid>,
    /// The id of the story that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// What the person wrote about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The rest of "next time I will …".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_time: Option<String>,
    /// The scope of the story against the level aimed at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<ScopeBody>,
    /// Whether the question was shown in plain words too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plain_words: bool,
    /// The same answer scored once more, blind. It never counts as the person's own first scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<RescoredBody>,
    /// What others scored it. They never count as the person's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<FriendScoresBody>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `scope` in an attempt's body: words of [`Level`] and [`Reach`]; what is not known is kept and does nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct ScopeBody {
    pub level: String,
    pub reach: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ScopeBody {
    pub(super) fn of(scope: Scope) -> Self {
        Self { level: scope.level.id().to_owned(), reach: scope.reach.id().to_owned(), extra: Extra::new() }
    }

    pub(super) fn to_scope(&self) -> Option<Scope> {
        Some(Scope { level: Level::from_id(&self.level)?, reach: Reach::from_id(&self.reach)? })
    }
}

/// The question in an attempt's body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QuestionBody {
    /// The bank's id for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The words. Required.
    #[serde(default)]
    pub text: String,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Seconds by section; a section that is left out counts as 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // the four sections
pub struct SectionSecs {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<Secs>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Secs>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Secs>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Secs>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl SectionSecs {
    fn all(&self) -> [Option<Secs>; 4] {
        [self.situation, self.task, self.action, self.result]
    }

    pub(super) fn from_domain(secs: PerSection<f64>) -> Self {
        let [situation, task, action, result] = secs.0.map(|s| Some(Secs(s)));
        Self { situation, task, action, result, extra: Extra::new() }
    }

    /// `None` if no section is given, or one is not a number of seconds.
    pub(super) fn to_domain(&self) -> Option<PerSection<f64>> {
        let all = self.all();
        all.iter().any(Option::is_some).then_some(())?;
        let mut secs = [0.0; 4];
        for (to, from) in secs.iter_mut().zip(all) {
            *to = from.unwrap_or_default().valid()?;
        }
        Some(PerSection(secs))
    }
}

/// A follow-up in an attempt's body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProbeBody {
    /// The words.
    #[serde(default)]
    pub text: String,
    /// Seconds spoken.
    #[serde(default)]
    pub secs: Secs,
    /// How it ended.
    #[serde(default)]
    pub outcome: OutcomeWord,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Scores by dimension; those of unknown dimensions, and values that are no score, are kept apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoresBody {
    /// The scores this version knows.
    pub known: Scores,
    /// Everything else, by its key.
    pub other: Extra,
}

impl ScoresBody {
    fn is_empty(&self) -> bool {
        self.known.count() == 0 && self.other.is_empty()
    }

    pub(super) fn of(known: Scores) -> Self {
        Self { known, other: Extra::new() }
    }

    /// Looks for a key that is no dimension and a value that is no score. `field` is where they stand.
    pub(super) fn check(&self, field: &str) -> Result<(), AttemptProblem> {
        match self.other.iter().next() {
            None => Ok(()),
            Some((key, value)) if Dimension::from_id(key).is_some() => {
                Err(AttemptProblem::Score { field: format!("{field}.{key}"), found: value.to_string() })
            }
            Some((key, _)) => Err(AttemptProblem::Dimension { found: key.clone() }),
        }
    }

    /// Takes over from `old` what this version does not know and the person has not set since.
    pub(super) fn carry_over(&mut self, old: &Self) {
        for (key, value) in &old.other {
            let is_set = Dimension::from_id(key).is_some_and(|d| self.known.get(d).is_some());
            if !is_set {
                self.other.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
    }
}

impl Serialize for ScoresBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        // The first version is what scores without a version are by.
        if self.known.count() > 0 && self.known.rubric() > Rubric::FIRST {
            map.serialize_entry(RUBRIC, &self.known.rubric().number())?;
        }
        for (dimension, score) in self.known.iter() {
            map.serialize_entry(dimension.id(), &score.value())?;
        }
        for (key, value) in &self.other {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// The key of the rubric's version among the scores; absent means the first.
pub(super) const RUBRIC: &str = "rubric";

/// The rubric of this version; `None` if it is not a number that one can have.
pub(super) fn rubric_of(value: &Value) -> Option<Rubric> {
    value.as_u64().and_then(|n| u8::try_from(n).ok()).and_then(Rubric::new)
}

/// A key of `scores`, read without an allocation where it is known.
enum ScoreKey {
    Rubric,
    Known(Dimension),
    Other(String),
}

impl<'de> Deserialize<'de> for ScoreKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = ScoreKey;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a dimension")
            }
            fn visit_str<E>(self, key: &str) -> Result<ScoreKey, E> {
                if key == RUBRIC {
                    return Ok(ScoreKey::Rubric);
                }
                Ok(Dimension::from_id(key).map_or_else(|| ScoreKey::Other(key.to_owned()), ScoreKey::Known))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

impl<'de> Deserialize<'de> for ScoresBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScoresVisitor;
        impl<'de> Visitor<'de> for ScoresVisitor {
            type Value = ScoresBody;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("scores by dimension")
            }
            fn visit_unit<E>(self) -> Result<ScoresBody, E> {
                Ok(ScoresBody::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ScoresBody, A::Error> {
                let mut scores = ScoresBody::default();
                let mut rubric = Rubric::FIRST;
                while let Some(key) = map.next_key::<ScoreKey>()? {
                    let value: Value = map.next_value()?;
                    match (key, value) {
                        (_, Value::Null) => {}
                        (ScoreKey::Rubric, value) => match rubric_of(&value) {
                            Some(known) => rubric = known,
                            None => drop(scores.other.insert(RUBRIC.to_owned(), value)),
                        },
                        (ScoreKey::Other(key), value) => {
                            scores.other.insert(key, value);
                        }
                        (ScoreKey::Known(dimension), value) => match ScoreField::from_value(value) {
                            ScoreField::Known(score) => scores.known.set(dimension, Some(score)),
                            ScoreField::Other(value) => {
                                scores.other.insert(dimension.id().to_owned(), value);
                            }
                        },
                    }
                }
                if scores.known.count() > 0 {
                    scores.known = scores.known.read_by(rubric);
                }
                Ok(scores)
            }
        }
        deserializer.deserialize_any(ScoresVisitor)
    }
}

/// What is wrong with an attempt's body, worded for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttemptProblem {
    /// Not JSON, or a field of the wrong kind.
    #[error("it cannot be read as an attempt: {reason} (column {column})")]
    Json {
        /// What is wrong.
        reason: String,
        /// Where, counted from 1.
        column: usize,
    },
    /// A required field is absent or empty.
    #[error("“{field}” is missing or empty; it is required")]
    Missing {
        /// The field.
        field: &'static str,
    },
    /// `started` is not a time with an offset.
    #[error(
        "“started” is “{found}”, which is not a time with an offset; write it as 2026-01-31T18:05:00+01:00"
    )]
    Started {
        /// What stood there.
        found: String,
    },
    /// Another time is none with an offset.
    #[error(
        "“{field}” is “{found}”, which is not a time with an offset; write it as 2026-01-31T18:05:00+01:00"
    )]
    Time {
        /// The field, such as `again.at`.
        field: String,
        /// What stood there.
        found: String,
    },
    /// Seconds are negative.
    #[error("“{field}” is {found}; seconds are 0 or more")]
    Seconds {
        /// The field, such as `probes[0].secs`.
        field: String,
        /// What stood there.
        found: String,
    },
    /// A score's key is not one of the six dimensions.
    #[error(
        "“scores” names “{found}”; the dimensions are result, depth, ownership, fit, setting and delivery"
    )]
    Dimension {
        /// What stood there.
        found: String,
    },
    /// A score is not a whole number from 1 to 5.
    #[error("“{field}” is {found}; a score is a whole number from 1 to 5")]
    Score {
        /// The field, such as `scores.depth`.
        field: String,
        /// What stood there.
        found: String,
    },
    /// A probe's outcome is not one of the four words.
    #[error("“probes[{index}].outcome” is “{found}”; it is one of held, already, stuck and ended")]
    Outcome {
        /// The probe, counted from 0.
        index: usize,
        /// What stood there.
        found: String,
    },
}

impl AttemptBody {
    /// Reads a body from JSON text, without checking it further; see [`Self::check`].
    ///
    /// # Errors
    /// [`AttemptProblem::Json`], with the column in `json`.
    pub fn from_json(json: &str) -> Result<Self, AttemptProblem> {
        serde_json::from_str(json).map_err(|e| AttemptProblem::Json {
            reason: crate::store::error::json_reason(&e),
            column: e.column(),
        })
    }

    /// The body of an attempt.
    pub fn from_attempt(attempt: &Attempt) -> Self {
        let probe = |p: &ProbeRecord| ProbeBody {
            text: p.text.clone(),
            secs: Secs(p.secs),
            outcome: OutcomeWord::Known(p.outcome),
            extra: Extra::new(),
        };
        Self {
            question: QuestionBody {
                id: attempt.question.id.clone(),
                text: attempt.question.text.clone(),
                extra: Extra::new(),
            },
            principle: attempt.principle.clone(),
            session: attempt.session,
            mode: Some(attempt.mode.id().to_owned()),
            started: attempt.started.to_rfc3339(),
            planned_secs: attempt.planned_secs.map(SectionSecs::from_domain),
            section_secs: attempt.section_secs.map(SectionSecs::from_domain),
            answer_secs: attempt.answer_secs.map(Secs),
            probes: attempt.probes.iter().map(probe).collect(),
            scores: ScoresBody::of(attempt.scores),
            predicted: attempt.predicted.map(ScoreField::Known),
            redo_of: attempt.redo_of,
            story: attempt.story.clone(),
            note: attempt.note.clone(),
            next_time: attempt.next_time.clone(),
            scope: attempt.scope.map(ScopeBody::of),
            plain_words: attempt.plain_words,
            again: attempt.rescored.as_ref().map(RescoredBody::from_domain),
            others: attempt.friend_scores.iter().map(FriendScoresBody::from_domain).collect(),
            extra: Extra::new(),
        }
    }

    /// Looks for everything that is not as the format says. Unknown fields are no fault.
    ///
    /// # Errors
    /// The first problem, in the order of the fields.
    pub fn check(&self) -> Result<(), AttemptProblem> {
        self.required()?;
        self.check_seconds()?;
        for (index, probe) in self.probes.iter().enumerate() {
            if let OutcomeWord::Other(found) = &probe.outcome {
                return Err(AttemptProblem::Outcome { index, found: found.clone() });
            }
        }
        self.scores.check("scores")?;
        if let Some(again) = &self.again {
            again.check()?;
        }
        for (index, other) in self.others.iter().enumerate() {
            other.check(index)?;
        }
        match &self.predicted {
            Some(ScoreField::Other(value)) => {
                Err(AttemptProblem::Score { field: "predicted".to_owned(), found: value.to_string() })
            }
            _ => Ok(()),
        }
    }

    fn required(&self) -> Result<DateTime<FixedOffset>, AttemptProblem> {
        for (field, text) in [
            ("question.text", &self.question.text),
            ("principle", &self.principle),
            ("started", &self.started),
        ] {
            if text.trim().is_empty() {
                return Err(AttemptProblem::Missing { field });
            }
        }
        DateTime::parse_from_rfc3339(&self.started)
            .map_err(|_| AttemptProblem::Started { found: self.started.clone() })
    }

    fn check_seconds(&self) -> Result<(), AttemptProblem> {
        let check = |field: String, secs: Option<Secs>| match secs {
            Some(secs) if secs.valid().is_none() => {
                Err(AttemptProblem::Seconds { field, found: secs.0.to_string() })
            }
            _ => Ok(()),
        };
        for (field, sections) in [("planned_secs", &self.planned_secs), ("section_secs", &self.section_secs)]
        {
            let all = sections.as_ref().map(SectionSecs::all).unwrap_or_default();
            for (name, secs) in ["situation", "task", "action", "result"].into_iter().zip(all) {
                check(format!("{field}.{name}"), secs)?;
            }
        }
        check("answer_secs".to_owned(), self.answer_secs)?;
        for (index, probe) in self.probes.iter().enumerate() {
            check(format!("probes[{index}].secs"), Some(probe.secs))?;
        }
        Ok(())
    }

    /// The attempt this is the body of, if everything is as the format says.
    ///
    /// # Errors
    /// See [`Self::check`].
    pub fn try_into_attempt(self, id: Uuid) -> Result<Attempt, AttemptProblem> {
        self.check()?;
        self.into_attempt_leniently(id)
    }

    /// The attempt this is the body of, leaving out what this version does not know: scores of other
    /// dimensions, probes with other outcomes, seconds that are none.
    ///
    /// # Errors
    /// If a required field is absent or cannot be read.
    pub fn into_attempt_leniently(self, id: Uuid) -> Result<Attempt, AttemptProblem> {
        let started = self.required()?;
        let probe = |p: ProbeBody| match p.outcome {
            OutcomeWord::Known(outcome) => {
                Some(ProbeRecord { text: p.text, secs: p.secs.valid().unwrap_or(0.0), outcome })
            }
            OutcomeWord::Other(_) => None,
        };
        Ok(Attempt {
            id,
            question: AskedQuestion { id: self.question.id, text: self.question.text },
            principle: self.principle,
            session: self.session,
            mode: self.mode.map_or(Mode::Drill, |m| Mode::from_id(&m)),
            started,
            planned_secs: self.planned_secs.and_then(|s| s.to_domain()),
            section_secs: self.section_secs.and_then(|s| s.to_domain()),
            answer_secs: self.answer_secs.and_then(Secs::valid),
            probes: self.probes.into_iter().filter_map(probe).collect(),
            scores: self.scores.known,
            predicted: match self.predicted {
                Some(ScoreField::Known(score)) => Some(score),
                _ => None,
            },
            redo_of: self.redo_of,
            story: self.story,
            note: self.note,
            next_time: self.next_time,
            scope: self.scope.as_ref().and_then(ScopeBody::to_scope),
            plain_words: self.plain_words,
            rescored: self.again.as_ref().and_then(RescoredBody::to_domain),
            friend_scores: self.others.iter().filter_map(FriendScoresBody::to_domain).collect(),
        })
    }

    /// Whether it holds something that the domain's attempt cannot.
    pub(crate) fn has_unknown(&self) -> bool {
        let sections = |s: &Option<SectionSecs>| s.as_ref().is_some_and(|s| !s.extra.is_empty());
        !self.extra.is_empty()
            || !self.question.extra.is_empty()
            || !self.scores.other.is_empty()
            || sections(&self.planned_secs)
            || sections(&self.section_secs)
            || self.again.as_ref().is_some_and(RescoredBody::has_unknown)
            || self.others.iter().any(FriendScoresBody::has_unknown)
            || matches!(self.predicted, Some(ScoreField::Other(_)))
            || self.probes.iter().any(|p| !p.extra.is_empty() || matches!(p.outcome, OutcomeWord::Other(_)))
    }

    /// Takes over from the attempt's last body what this version does not know.
    pub(crate) fn carry_over(&mut self, old: &Self) {
        carry_extra(&mut self.extra, old.extra.clone());
        carry_extra(&mut self.question.extra, old.question.extra.clone());
        for (new, old) in
            [(&mut self.planned_secs, &old.planned_secs), (&mut self.section_secs, &old.section_secs)]
        {
            if let (Some(new), Some(old)) = (new, old) {
                carry_extra(&mut new.extra, old.extra.clone());
            }
        }
        self.scores.carry_over(&old.scores);
        match (&mut self.again, &old.again) {
            (Some(new), Some(old)) => new.carry_over(old),
            // The domain never saw it.
            (new @ None, Some(old)) if old.to_domain().is_none() => *new = Some(old.clone()),
            _ => {}
        }
        second_scores::carry_over(&mut self.others, &old.others);
        if self.predicted.is_none() && matches!(old.predicted, Some(ScoreField::Other(_))) {
            self.predicted.clone_from(&old.predicted);
        }
        for (index, probe) in old.probes.iter().enumerate() {
            if matches!(probe.outcome, OutcomeWord::Other(_)) {
                // The domain never saw it; put it back where it was.
                self.probes.insert(index.min(self.probes.len()), probe.clone());
            } else if let Some(new) = self.probes.get_mut(index).filter(|new| new.text == probe.text) {
                carry_extra(&mut new.extra, probe.extra.clone());
            }
        }
    }
}
