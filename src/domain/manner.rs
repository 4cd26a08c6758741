//! How an interviewer goes about it.

use strum::EnumCount;

/// How an interviewer goes about it: which probes, and how strictly by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount)]
pub enum Manner {
    /// Friendly and patient.
    Warm,
    /// Says little.
    Terse,
    /// Doubts what it hears.
    Sceptical,
}

impl Manner {
    /// All three.
    pub const ALL: [Self; Self::COUNT] = [Self::Warm, Self::Terse, Self::Sceptical];

    /// The word it is stored under and shown as.
    pub fn id(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Terse => "terse",
            Self::Sceptical => "sceptical",
        }
    }

    /// The manner stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|manner| manner.id() == id)
    }

    /// What to expect of an interviewer of this manner, in one line.
    pub fn line(self) -> &'static str {
        match self {
            Self::Warm => {
                "Warm: asks the easier follow-ups, lets an answer run, and asks what else there is."
            }
            Self::Terse => "Terse: says little, asks only the hardest follow-up, and moves on quickly.",
            Self::Sceptical => {
                "Sceptical: asks every follow-up, doubts the result, and keeps you close to the clock."
            }
        }
    }

    /// How many seconds behind the plan an interview may get before probes are cut short.
    pub fn patience_secs(self) -> u32 {
        match self {
            Self::Warm => 240,
            Self::Terse => 60,
            Self::Sceptical => 120,
        }
    }
}
