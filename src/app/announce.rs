//! What a screen reader says of itself: what is new on stage, what is not saved, and the answer to a key.

use std::time::Duration;

use uuid::Uuid;

use crate::domain::countdown::Mono;
use crate::domain::rehearsal::ScoreStep;

/// While an answer is being spoken at most one thing is said unasked in so long a time.
pub const QUIET_FOR: Duration = Duration::from_secs(30);
/// How long what was said stays where a screen reader finds it; it says it when it comes up.
const STAYS: Duration = Duration::from_secs(1);
/// How long the time stays in sight after it was asked for.
pub const TIME_SHOWN: Duration = Duration::from_secs(5);

/// Something to be said aloud by a screen reader. A new one has another number, though its words be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its number.
    pub number: u64,
    /// Its words.
    pub text: String,
    /// When it came up.
    at: Mono,
}

/// How the running clock stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cue {
    /// Before the last fifth.
    #[default]
    Before,
    /// Within the last fifth.
    LastFifth,
    /// Past the end.
    Over,
}

/// What there is to be heard, as it was looked at last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// The attempt, and its phase by number: thinking, answering, then the probes.
    pub(super) part: Option<(Uuid, usize)>,
    /// Whether the question may be read out.
    pub(super) shown: bool,
    pub(super) cue: Cue,
    /// What the interviewer said when moving on.
    pub(super) line: Option<String>,
    /// Whether something could not be stored.
    pub(super) unsaved: bool,
    /// The step of scoring.
    pub(super) step: Option<ScoreStep>,
}

/// What is said aloud, and what was.
#[derive(Clone, Debug, Default)]
pub struct Announcer {
    /// What waits for a pause in what the screen reader says.
    pub polite: Option<Announcement>,
    /// What cuts in.
    pub assertive: Option<Announcement>,
    /// When the time was asked for.
    pub time_asked: Option<Mono>,
    number: u64,
    pub(super) heard: Heard,
    /// When something was last said unasked while an answer was being spoken.
    pub(super) last_unasked: Option<Mono>,
    /// What could not be said then; the newest.
    pub(super) waits: Option<String>,
}

impl Announcer {
    /// Says the answer to a key of the person's own, at once.
    pub(super) fn answer(&mut self, text: impl Into<String>, now: Mono) {
        self.polite = Some(self.numbered(text.into(), now));
    }

    /// Says what must not wait.
    pub(super) fn cut_in(&mut self, text: String, now: Mono) {
        self.assertive = Some(self.numbered(text, now));
    }

    fn numbered(&mut self, text: String, at: Mono) -> Announcement {
        self.number += 1;
        Announcement { number: self.number, text, at }
    }

    /// Says it, unless something was said a short while ago and an answer is being spoken.
    pub(super) fn unasked(&mut self, text: String, speaking: bool, now: Mono) {
        if speaking && !self.may_speak(now) {
            self.waits = Some(text);
            return;
        }
        self.last_unasked = speaking.then_some(now);
        self.waits = None;
        self.answer(text, now);
    }

    /// Whether nothing was said unasked for long enough.
    pub(super) fn may_speak(&self, now: Mono) -> bool {
        self.last_unasked.is_none_or(|at| now.saturating_sub(at) >= QUIET_FOR)
    }

    /// Takes away what has been said, and the time once it has been seen.
    pub(super) fn forget(&mut self, now: Mono) {
        let old = |said: &mut Announcement| now.saturating_sub(said.at) >= STAYS;
        self.polite.take_if(old);
        self.assertive.take_if(old);
        self.time_asked.take_if(|at| now.saturating_sub(*at) >= TIME_SHOWN);
    }

    /// When something of this changes by itself.
    pub fn due(&self) -> Option<Mono> {
        let waits = self.waits.as_ref().and(self.last_unasked).map(|at| at + QUIET_FOR);
        let shown = self.time_asked.map(|at| at + TIME_SHOWN);
        let said = self.polite.iter().chain(&self.assertive).map(|said| said.at + STAYS);
        waits.into_iter().chain(shown).chain(said).min()
    }

    /// Whether the time is in sight because it was asked for.
    pub fn shows_time(&self, now: Mono) -> bool {
        self.time_asked.is_some_and(|at| now.saturating_sub(at) < TIME_SHOWN)
    }
}
