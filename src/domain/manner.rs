//! How an interviewer goes about it.

use strum::EnumCount;

/// How an interviewer goes about it: which probes, and how strictly by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount)]
pub enum Manner {
    /// Friendly and patient.
    Warm,
    /// Says little.
    Terse,
    /// Doubts what it hears.
    Sceptical,
    /// Writes while the candidate speaks, and is silent after it.
    NoteTaker,
    /// Looks elsewhere, and comes back. Only where it is chosen.
    Distracted,
}

impl Manner {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Warm, Self::Terse, Self::Sceptical, Self::NoteTaker, Self::Distracted];
    /// Those that a plan draws: nobody is sent somebody distracted unasked.
    pub const DRAWN: [Self; 4] = [Self::Warm, Self::Terse, Self::Sceptical, Self::NoteTaker];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Terse => "terse",
            Self::Sceptical => "sceptical",
            Self::NoteTaker => "note-taker",
            Self::Distracted => "distracted",
        }
    }

    /// The word it is shown as.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoteTaker => "silent note-taker",
            Self::Warm | Self::Terse | Self::Sceptical | Self::Distracted => self.id(),
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
            Self::NoteTaker => {
                "Silent note-taker: writes while you speak, asks every follow-up, and shows you nothing."
            }
            Self::Distracted => {
                "Distracted: looks at a screen, asks few follow-ups, and comes back to you. You chose this."
            }
        }
    }

    /// How somebody plays an interviewer of this manner, told to them.
    pub fn how_to_play(self) -> &'static str {
        match self {
            Self::Warm => {
                "Be friendly and patient. Let an answer run, and ask at the end what else there is."
            }
            Self::Terse => {
                "Say little. Stop an answer that runs 30 s over, ask the last follow-up, and go on."
            }
            Self::Sceptical => "Doubt what you hear. Ask how they know, and ask why after a short reply.",
            Self::NoteTaker => {
                "Write while they speak and show nothing. After an answer, wait 5 to 10 s before you go on."
            }
            Self::Distracted => "Look away now and then, and come back. Ask few follow-ups.",
        }
    }

    /// How many seconds behind the plan an interview may get before probes are cut short.
    pub fn patience_secs(self) -> u32 {
        match self {
            Self::Warm => 240,
            Self::NoteTaker | Self::Distracted => 180,
            Self::Sceptical => 120,
            Self::Terse => 60,
        }
    }
}
