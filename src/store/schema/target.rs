//! The interviews within `profile.json`: the one that is prepared for, and those kept beside it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::asked::{self, DraftDoc, LogDoc, PutOffDoc};
use super::{Extra, carry_extra};
use crate::domain::interviews::KeptInterview;
use crate::domain::level::Level;
use crate::domain::profile::{InterviewStage, Target};
use crate::domain::to_ask::ToAsk;

/// The target; the fields are those of [`Target`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct TargetDoc {
    pub company: String,
    pub role: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<String>,
    pub stages: Vec<StageDoc>,
    /// The key principles.
    pub principles: Vec<KeyPrincipleDoc>,
    /// The level aimed at, as the person set it; left out where they did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The level aimed at, as an imported guide calls it; empty if none is.
    pub guide_level: String,
    /// The ids of the stories the company has heard; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
    /// What to stress in a story, by the story's id; left out where there is nothing.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub angles: BTreeMap<String, String>,
    /// What the person wants to ask, and what they changed about the questions offered; left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to_ask: Vec<ToAskDoc>,
    /// What its stages asked; left out where nothing was written down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logs: Vec<LogDoc>,
    /// The stages about which nothing asks any more; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub put_off: Vec<PutOffDoc>,
    /// Whether nothing asks what was asked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub never_logs: bool,
    /// What is typed about a stage and not saved as questions yet; left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked_drafts: Vec<DraftDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A stage; the fields are those of [`InterviewStage`], the date as `2026-01-31`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StageDoc {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub format: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl StageDoc {
    /// The document of a stage.
    pub fn of(stage: &InterviewStage) -> Self {
        Self {
            name: stage.name.clone(),
            date: stage.date,
            format: stage.format.clone(),
            minutes: stage.minutes,
            extra: Extra::new(),
        }
    }

    /// The stage.
    pub fn to_stage(&self) -> InterviewStage {
        InterviewStage {
            name: self.name.clone(),
            date: self.date,
            format: self.format.clone(),
            minutes: self.minutes,
        }
    }
}

/// A key principle with its weight in the draw.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct KeyPrincipleDoc {
    pub name: String,
    /// Absent means [`Target::KEY_WEIGHT`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A question to ask the interviewer; the fields are those of [`ToAsk`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct ToAskDoc {
    pub id: String,
    pub text: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub round: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answer: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ToAskDoc {
    /// The document of a question to ask.
    pub fn of(ask: &ToAsk) -> Self {
        let ToAsk { id, text, round, answer, gone } = ask.clone();
        Self { id, text, round, answer, gone, extra: Extra::new() }
    }

    /// The question to ask.
    pub fn to_ask(&self) -> ToAsk {
        ToAsk {
            id: self.id.clone(),
            text: self.text.clone(),
            round: self.round.clone(),
            answer: self.answer.clone(),
            gone: self.gone,
        }
    }
}

/// An interview that is kept; the fields are those of [`KeptInterview`] and its target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct KeptInterviewDoc {
    pub id: Uuid,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    pub target: TargetDoc,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl KeptInterviewDoc {
    /// The document of a kept interview.
    pub fn of(kept: &KeptInterview) -> Self {
        Self {
            id: kept.id,
            archived: kept.archived,
            target: TargetDoc::of(&kept.target),
            extra: Extra::new(),
        }
    }

    /// The interview, and in `doubts` a sentence for each value that was not taken.
    pub fn to_kept(&self, doubts: &mut Vec<String>) -> KeptInterview {
        KeptInterview { id: self.id, archived: self.archived, target: self.target.to_target(doubts) }
    }

    /// Takes over from what is on disk the fields that this version does not know.
    pub fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        self.target.carry_over(old.target);
    }
}

impl TargetDoc {
    /// The fields that are left out where there is nothing to say.
    pub const OPTIONAL: &[&str] =
        &["framework", "level", "heard", "angles", "to_ask", "logs", "put_off", "never_logs", "asked_drafts"];

    /// The document of a target.
    pub fn of(target: &Target) -> Self {
        let principle = |(name, weight): (&String, &f64)| KeyPrincipleDoc {
            name: name.clone(),
            weight: weight.is_finite().then_some(*weight),
            extra: Extra::new(),
        };
        Self {
            company: target.company.clone(),
            role: target.role.clone(),
            framework: target.framework.clone(),
            stages: target.stages.iter().map(StageDoc::of).collect(),
            principles: target.key_principles.iter().map(principle).collect(),
            level: target.level.map(|level| level.id().to_owned()),
            guide_level: target.guide_level.clone().unwrap_or_default(),
            heard: target.heard.iter().cloned().collect(),
            angles: target.angles.clone(),
            to_ask: target.to_ask.iter().map(ToAskDoc::of).collect(),
            logs: target.logs.iter().map(LogDoc::of).collect(),
            put_off: target.put_off.iter().map(PutOffDoc::of).collect(),
            never_logs: target.never_logs,
            asked_drafts: target.asked_drafts.iter().map(DraftDoc::of).collect(),
            extra: Extra::new(),
        }
    }

    /// The target, and in `doubts` a sentence for each value that is out of its range and was not taken.
    pub fn to_target(&self, doubts: &mut Vec<String>) -> Target {
        let mut key_principles = BTreeMap::new();
        for principle in &self.principles {
            let mut weight = principle.weight.unwrap_or(Target::KEY_WEIGHT);
            if !weight.is_finite() || weight < 0.0 {
                doubts.push(format!(
                    "the weight of “{}” is {weight}, but 0 or more is allowed; {} is used",
                    principle.name,
                    Target::KEY_WEIGHT
                ));
                weight = Target::KEY_WEIGHT;
            }
            key_principles.insert(principle.name.clone(), weight);
        }
        let level = self.level.as_deref().and_then(|word| {
            let known = Level::from_id(word);
            if known.is_none() {
                let all = Level::ALL.map(Level::id).join(", ");
                doubts.push(format!("the level is “{word}”, which is not one of {all}; none is used"));
            }
            known
        });
        Target {
            company: self.company.clone(),
            role: self.role.clone(),
            framework: self.framework.clone(),
            stages: self.stages.iter().map(StageDoc::to_stage).collect(),
            key_principles,
            level,
            guide_level: Some(self.guide_level.clone()).filter(|level| !level.is_empty()),
            heard: self.heard.iter().cloned().collect(),
            angles: self.angles.clone(),
            to_ask: self.to_ask.iter().map(ToAskDoc::to_ask).collect(),
            logs: self.logs.iter().filter_map(|log| log.to_log(doubts)).collect(),
            put_off: self.put_off.iter().map(PutOffDoc::to_put_off).collect(),
            never_logs: self.never_logs,
            asked_drafts: self.asked_drafts.iter().map(DraftDoc::to_draft).collect(),
        }
    }

    /// Takes over from what is on disk the fields that this version does not know.
    pub fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        let mut stages: Vec<StageDoc> = old.stages;
        for stage in &mut self.stages {
            if let Some(at) = stages.iter().position(|s| s.name == stage.name) {
                carry_extra(&mut stage.extra, stages.remove(at).extra);
            }
        }
        let mut principles: BTreeMap<_, _> = old.principles.into_iter().map(|p| (p.name, p.extra)).collect();
        for principle in &mut self.principles {
            carry_extra(&mut principle.extra, principles.remove(&principle.name).unwrap_or_default());
        }
        let mut to_ask: BTreeMap<_, _> = old.to_ask.into_iter().map(|ask| (ask.id, ask.extra)).collect();
        for ask in &mut self.to_ask {
            carry_extra(&mut ask.extra, to_ask.remove(&ask.id).unwrap_or_default());
        }
        asked::carry_over(&mut self.logs, old.logs);
    }
}
