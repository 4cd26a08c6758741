//! The plan within a mock interview's document, in its own copy: banks may change or go away.

use serde::{Deserialize, Serialize};

use super::super::Extra;
use super::super::drawn::DrawnDoc;
use super::{Fault, fault, unknown};
use crate::domain::mock::plan::{Manner, MockForm, MockPlan, Opening, Planned, Role, Round, Seat};
use crate::domain::star::Shares;

/// A plan; the fields are those of [`MockPlan`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PlanDoc {
    /// `phone`, `loop`, `panel`, `competency`, `one-way` or `recruiter`.
    pub form: String,
    pub seed: u64,
    /// Per cent by section.
    pub shares: [u8; 4],
    pub rounds: Vec<RoundDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A planned round; the fields are those of [`Round`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct RoundDoc {
    pub role: String,
    pub manner: String,
    /// Who sits beside them on a panel.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<SeatDoc>,
    pub minutes: u32,
    pub principles: Vec<String>,
    pub opening: String,
    pub opening_secs: u32,
    pub intro_secs: u32,
    pub questions: Vec<PlannedDoc>,
    /// What is asked besides where there is time left.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spare: Vec<PlannedDoc>,
    pub own_secs: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ask_them: Vec<String>,
    pub close_secs: u32,
    pub break_minutes: u32,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A place on a panel beside the chair.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SeatDoc {
    pub role: String,
    pub manner: String,
}

/// A planned question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the fields are those of `Planned`
pub struct PlannedDoc {
    #[serde(flatten)]
    pub drawn: DrawnDoc,
    pub answer_secs: u32,
    /// Whether it was asked because there was time left.
    #[serde(rename = "spare", skip_serializing_if = "std::ops::Not::not")]
    pub is_spare: bool,
}

impl PlanDoc {
    pub(super) fn of(plan: &MockPlan) -> Self {
        Self {
            form: plan.form.id().to_owned(),
            seed: plan.seed,
            shares: plan.shares.percent(),
            rounds: plan.rounds.iter().map(RoundDoc::of).collect(),
            extra: Extra::new(),
        }
    }

    pub(super) fn to_plan(&self) -> Result<MockPlan, Fault> {
        if self.rounds.is_empty() {
            return Err(fault("plan.rounds", "there are none".to_owned()));
        }
        let rounds: Result<Vec<Round>, Fault> =
            self.rounds.iter().enumerate().map(|(n, round)| round.to_round(n)).collect();
        Ok(MockPlan {
            form: MockForm::from_id(&self.form).ok_or_else(|| unknown("plan.form", &self.form))?,
            seed: self.seed,
            shares: Shares::new(self.shares)
                .ok_or_else(|| fault("plan.shares", "they do not add up to 100".to_owned()))?,
            rounds: rounds?,
        })
    }
}

impl RoundDoc {
    fn of(round: &Round) -> Self {
        Self {
            role: round.role.id().to_owned(),
            manner: round.manner.id().to_owned(),
            others: round.others.iter().copied().map(SeatDoc::of).collect(),
            minutes: round.minutes,
            principles: round.principles.clone(),
            opening: round.opening.text.clone(),
            opening_secs: round.opening.secs,
            intro_secs: round.intro_secs,
            questions: round.questions.iter().map(PlannedDoc::of).collect(),
            spare: round.spare.iter().map(PlannedDoc::of).collect(),
            own_secs: round.own_secs,
            ask_them: round.ask_them.clone(),
            close_secs: round.close_secs,
            break_minutes: round.break_minutes,
            extra: Extra::new(),
        }
    }

    fn to_round(&self, n: usize) -> Result<Round, Fault> {
        let place = |field: &str| format!("plan.rounds[{n}].{field}");
        Ok(Round {
            role: Role::from_id(&self.role).ok_or_else(|| unknown(&place("role"), &self.role))?,
            manner: Manner::from_id(&self.manner).ok_or_else(|| unknown(&place("manner"), &self.manner))?,
            others: self
                .others
                .iter()
                .map(|seat| seat.to_seat(&place("others")))
                .collect::<Result<_, Fault>>()?,
            minutes: self.minutes,
            principles: self.principles.clone(),
            opening: Opening { text: self.opening.clone(), secs: self.opening_secs },
            intro_secs: self.intro_secs,
            questions: self.questions.iter().map(PlannedDoc::to_planned).collect(),
            spare: self.spare.iter().map(PlannedDoc::to_planned).collect(),
            own_secs: self.own_secs,
            ask_them: self.ask_them.clone(),
            close_secs: self.close_secs,
            break_minutes: self.break_minutes,
        })
    }
}

impl SeatDoc {
    fn of(seat: Seat) -> Self {
        Self { role: seat.role.id().to_owned(), manner: seat.manner.id().to_owned() }
    }

    fn to_seat(&self, place: &str) -> Result<Seat, Fault> {
        Ok(Seat {
            role: Role::from_id(&self.role).ok_or_else(|| unknown(place, &self.role))?,
            manner: Manner::from_id(&self.manner).ok_or_else(|| unknown(place, &self.manner))?,
        })
    }
}

impl PlannedDoc {
    fn of(planned: &Planned) -> Self {
        Self {
            drawn: DrawnDoc::of(&planned.drawn),
            answer_secs: planned.answer_secs,
            is_spare: planned.spare,
        }
    }

    fn to_planned(&self) -> Planned {
        Planned { drawn: self.drawn.to_drawn(), answer_secs: self.answer_secs, spare: self.is_spare }
    }
}
