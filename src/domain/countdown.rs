//! Clocks that count: a stopwatch that pauses, and the answer's clock with its STAR sections.
//!
//! Time comes in as a [`Mono`], a monotonic reading that also runs while the computer sleeps.

use std::time::Duration;

use super::star::{PerSection, Section};

/// A monotonic reading: the time since some fixed moment, never going back.
pub type Mono = Duration;

/// Counts the time it is running.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stopwatch {
    ran: Duration,
    since: Option<Mono>,
}

impl Stopwatch {
    /// A stopwatch that starts at `now`.
    pub fn started(now: Mono) -> Self {
        Self { ran: Duration::ZERO, since: Some(now) }
    }

    /// A stopwatch that has run for `ran` and stands still.
    pub fn paused_at(ran: Duration) -> Self {
        Self { ran, since: None }
    }

    /// How long it has run.
    pub fn elapsed(&self, now: Mono) -> Duration {
        self.ran + self.since.map_or(Duration::ZERO, |since| now.saturating_sub(since))
    }

    /// Whether it is running.
    pub fn is_running(&self) -> bool {
        self.since.is_some()
    }

    /// Stops counting; no effect if it stands still.
    pub fn pause(&mut self, now: Mono) {
        *self = Self::paused_at(self.elapsed(now));
    }

    /// Goes on counting; no effect if it is running.
    pub fn resume(&mut self, now: Mono) {
        self.since.get_or_insert(now);
    }

    /// When it will have run for `elapsed`; `None` if it stands still. A moment that has passed
    /// gives the reading at which it did, or the start of this run.
    pub fn reaches(&self, elapsed: Duration) -> Option<Mono> {
        self.since.map(|since| (since + elapsed).saturating_sub(self.ran))
    }

    /// Takes `length` back, as if it had not run for so long.
    pub fn take_back(&mut self, length: Duration, now: Mono) {
        let running = self.is_running();
        *self = Self::paused_at(self.elapsed(now).saturating_sub(length));
        if running {
            self.resume(now);
        }
    }
}

/// The clock of one answer: the whole, and each section's share as the speaker says where they are.
///
/// An answer opens in the situation. Until a section key is pressed nothing is known of the
/// sections, and [`AnswerClock::section_times`] says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerClock {
    /// The whole answer.
    pub watch: Stopwatch,
    lit: Section,
    /// What the whole had run to when the lit section was entered.
    lit_at: Duration,
    spent: PerSection<Duration>,
    marked: bool,
}

impl AnswerClock {
    /// An answer that starts at `now`.
    pub fn started(now: Mono) -> Self {
        Self {
            watch: Stopwatch::started(now),
            lit: Section::Situation,
            lit_at: Duration::ZERO,
            spent: PerSection::default(),
            marked: false,
        }
    }

    /// An answer taken up again where it stood, standing still. `sections` is `None` if no section
    /// key had been pressed.
    pub fn restored(elapsed: Duration, lit: Section, sections: Option<PerSection<Duration>>) -> Self {
        Self {
            watch: Stopwatch::paused_at(elapsed),
            lit,
            lit_at: elapsed,
            spent: sections.unwrap_or_default(),
            marked: sections.is_some(),
        }
    }

    /// The section the speaker is in.
    pub fn lit(&self) -> Section {
        self.lit
    }

    /// Whether a section key has been pressed.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// The speaker says they are in `section`, at any time and also backwards.
    pub fn mark(&mut self, section: Section, now: Mono) {
        self.spent = self.times(now);
        self.lit_at = self.watch.elapsed(now);
        self.lit = section;
        self.marked = true;
    }

    /// Time by section so far, `None` if no section key was pressed.
    pub fn section_times(&self, now: Mono) -> Option<PerSection<Duration>> {
        self.marked.then(|| self.times(now))
    }

    /// Time in the lit section so far, over all visits to it.
    pub fn lit_time(&self, now: Mono) -> Duration {
        self.times(now)[self.lit]
    }

    /// Takes these times back from the sections they were spent in, and from the whole.
    pub fn take_back(&mut self, lengths: PerSection<Duration>, now: Mono) {
        let mut spent = self.times(now);
        for (section, &length) in lengths.iter() {
            spent[section] = spent[section].saturating_sub(length);
        }
        self.watch.take_back(lengths.0.iter().sum(), now);
        self.spent = spent;
        self.lit_at = self.watch.elapsed(now);
    }

    fn times(&self, now: Mono) -> PerSection<Duration> {
        let mut times = self.spent;
        times[self.lit] += self.watch.elapsed(now).saturating_sub(self.lit_at);
        times
    }
}

/// What a clock shows: whole seconds left, or whole seconds over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remaining {
    /// Seconds left, counted so that the last second shows 1.
    Left(u64),
    /// Seconds past the end.
    Over(u64),
}

impl Remaining {
    /// What is left of `planned` after `elapsed`.
    pub fn of(planned: Duration, elapsed: Duration) -> Self {
        match planned.checked_sub(elapsed) {
            Some(left) if !left.is_zero() => {
                Self::Left(left.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX))
            }
            _ => Self::Over(elapsed.saturating_sub(planned).as_secs()),
        }
    }

    /// "1:48" while time is left, "+0:12" when it is over.
    pub fn clock(self) -> String {
        match self {
            Self::Left(secs) => clock(secs),
            Self::Over(secs) => format!("+{}", clock(secs)),
        }
    }

    /// Whether the end has passed.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Over(_))
    }
}

/// A time that was measured, in seconds, as [`clock`] tells it: to the nearest second, as it is stored.
/// (A clock that runs shows the seconds that have passed; it never rounds up.)
pub fn clock_of(secs: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not negative, below 2^53
    let whole = secs.clamp(0.0, 1e9).round() as u64;
    clock(whole)
}

/// Minutes and seconds, "1:48"; from an hour on hours too, "1:00:05".
pub fn clock(secs: u64) -> String {
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(s: u64) -> Duration {
        Duration::from_secs(s)
    }

    #[test]
    fn a_pause_does_not_count() {
        let mut watch = Stopwatch::started(secs(100));
        watch.pause(secs(110));
        watch.pause(secs(500));
        assert_eq!(watch.elapsed(secs(600)), secs(10));
        assert_eq!(watch.reaches(secs(30)), None);
        watch.resume(secs(1000));
        watch.resume(secs(1005));
        assert_eq!(watch.elapsed(secs(1010)), secs(20));
        assert_eq!(watch.reaches(secs(30)), Some(secs(1020)));
    }

    #[test]
    fn sections_add_up_to_the_whole_also_backwards_and_over_pauses() {
        let mut clock = AnswerClock::started(secs(0));
        assert_eq!(clock.section_times(secs(9)), None);
        clock.mark(Section::Action, secs(30));
        clock.watch.pause(secs(40));
        clock.mark(Section::Task, secs(55));
        clock.watch.resume(secs(60));
        clock.mark(Section::Action, secs(65));
        clock.mark(Section::Result, secs(80));
        let times = clock.section_times(secs(90));
        assert_eq!(times, Some(PerSection([secs(30), secs(5), secs(25), secs(10)])));
        assert_eq!(clock.watch.elapsed(secs(90)), secs(70));
        assert_eq!(clock.lit_time(secs(90)), secs(10));
    }

    #[test]
    fn time_is_taken_back_from_where_it_was_spent() {
        let mut clock = AnswerClock::started(secs(0));
        clock.mark(Section::Task, secs(10));
        clock.mark(Section::Action, secs(50));
        clock.take_back(PerSection([secs(0), secs(30), secs(0), secs(0)]), secs(60));
        assert_eq!(clock.section_times(secs(60)), Some(PerSection([secs(10), secs(10), secs(10), secs(0)])));
        assert_eq!(clock.watch.elapsed(secs(61)), secs(31));
    }

    #[test]
    fn the_face_never_shows_zero_left() {
        let face = |ms| Remaining::of(secs(180), Duration::from_millis(ms)).clock();
        assert_eq!(face(0), "3:00");
        assert_eq!(face(1), "3:00");
        assert_eq!(face(1000), "2:59");
        assert_eq!(face(179_999), "0:01");
        assert_eq!(face(180_000), "+0:00");
        assert_eq!(face(192_500), "+0:12");
        assert_eq!(clock(3605), "1:00:05");
    }
}
