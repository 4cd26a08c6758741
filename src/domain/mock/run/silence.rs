//! The silence after an answer in which an interviewer writes: the answer's clock stands still, the interview's goes on.

use std::time::Duration;

use super::super::super::countdown::{Remaining, Stopwatch};
use super::super::super::rehearsal::Phase;
use super::{At, MockRun};

/// A silence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Silence {
    watch: Stopwatch,
    length: Duration,
}

impl MockRun {
    /// The answer is over, and the interviewer writes for so long before they go on.
    pub fn fall_silent(&mut self, length: Duration, at: At) {
        let Some(rehearsal) = &mut self.rehearsal else { return };
        if matches!(rehearsal.phase(), Phase::Answer(_)) && self.silence.is_none() {
            rehearsal.pause(at.mono);
            self.silence = Some(Silence { watch: Stopwatch::started(at.mono), length });
        }
    }

    /// The speaker goes on speaking, because the silence asked for more.
    pub fn speak_on(&mut self, at: At) {
        self.break_silence(at);
    }

    /// How long the interviewer is still silent; `None` where they are not.
    pub fn silence_left(&self, at: At) -> Option<Remaining> {
        let silence = self.silence?;
        Some(Remaining::of(silence.length, silence.watch.elapsed(at.mono)))
    }

    /// Whether the interviewer is silent.
    pub fn is_silent(&self) -> bool {
        self.silence.is_some()
    }

    /// Ends the silence; the answer's clock goes on.
    pub(super) fn break_silence(&mut self, at: At) {
        if self.silence.take().is_some()
            && let Some(rehearsal) = &mut self.rehearsal
        {
            rehearsal.resume(at.mono);
        }
    }

    pub(super) fn end_silence_when_over(&mut self, at: At) {
        if self.silence.is_some_and(|silence| silence.watch.elapsed(at.mono) >= silence.length) {
            self.finish_answer(at);
        }
    }

    pub(super) fn hold_silence(&mut self, at: At) {
        if let Some(silence) = &mut self.silence {
            silence.watch.pause(at.mono);
        }
    }

    pub(super) fn take_back_silence(&mut self, gap: Duration, at: At) {
        if let Some(silence) = &mut self.silence {
            silence.watch.take_back(gap, at.mono);
        }
    }

    pub(super) fn go_on_being_silent(&mut self, at: At) {
        if let Some(silence) = &mut self.silence {
            silence.watch.resume(at.mono);
        }
    }
}
