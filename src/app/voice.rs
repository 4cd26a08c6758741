//! Reading questions aloud, as the screens show it: what reads, whether it speaks, and what is hidden meanwhile.

use crate::domain::countdown::Mono;

/// What is said when the voice is tried.
pub const SAMPLE: &str = "Tell me about a time you changed your mind. What made you change it?";

/// How the reading of a text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadingState {
    /// It was asked for.
    Asked,
    /// The program runs.
    Speaking,
    /// It was read to the end.
    Ended,
    /// It was stopped.
    Stopped,
    /// It was not read, or not to the end.
    Failed,
}

/// The reading of the question on stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAloud {
    /// The number it goes by in events.
    pub number: u64,
    /// How it stands.
    pub state: ReadingState,
    /// Whether the question is hidden until it has ended.
    pub hidden: bool,
    /// When it is shown although the voice has not ended.
    pub patience_ends: Mono,
    /// Whether that has come to pass.
    pub slow: bool,
}

/// What came of trying the voice under Settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The number it goes by in events.
    pub number: u64,
    /// How it stands.
    pub state: ReadingState,
    /// Why it failed, if it did.
    pub why: String,
}

/// The voice, as the model knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoiceView {
    /// The path of the program that would read, or what to do; `None` until it has been looked for.
    pub found: Option<Result<String, String>>,
    /// The number of the last text that was to be read.
    pub last: u64,
    /// The number of the text that is being read.
    pub speaking: Option<u64>,
    /// What came of trying it.
    pub trial: Option<Trial>,
    /// Whether the person was told that it does not work.
    pub told: bool,
}
