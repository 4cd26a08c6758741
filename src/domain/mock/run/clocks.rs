//! The clocks of a mock interview: they tick, stop, go on, and where nobody is there they begin and end an answer.

use super::super::super::rehearsal::{GAP, Phase};
use super::{At, MockRun};

impl MockRun {
    /// To be called at least every few seconds. A longer silence counts, and is offered as a pause.
    pub fn tick(&mut self, at: At) {
        let silence = at.mono.saturating_sub(self.last_tick);
        self.last_tick = self.last_tick.max(at.mono);
        if silence > GAP && self.is_under_way() && self.clock.is_running() {
            *self.gap.get_or_insert_default() += silence;
        }
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.tick(at.mono);
        }
        // After a gap the person says first whether it counts.
        if self.gap.is_some() {
            return;
        }
        self.end_silence_when_over(at);
        if self.mock.plan.form.cuts_off() {
            self.cut_off_when_over(at);
        }
    }

    /// In a one-way interview the time begins an answer and ends it.
    fn cut_off_when_over(&mut self, at: At) {
        let Some(rehearsal) = self.rehearsal.as_ref().filter(|r| !r.is_paused()) else { return };
        let over = rehearsal.planned().is_some_and(|planned| rehearsal.elapsed(at.mono) >= planned);
        match rehearsal.phase() {
            Phase::Think(_) if over => self.begin(at),
            Phase::Answer(_) if over => self.finish_answer(at),
            _ => {}
        }
    }

    /// Makes the waiting gap a pause: both clocks take its time back.
    pub fn gap_was_pause(&mut self, at: At) {
        let Some(gap) = self.gap.take() else { return };
        self.clock.take_back(gap, at.mono);
        self.part.take_back(gap, at.mono);
        self.take_back_silence(gap, at);
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.gap_was_pause(at.mono);
        }
    }

    /// Lets the waiting gap count.
    pub fn gap_counts(&mut self) {
        self.gap = None;
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.gap_counts();
        }
    }

    /// Stops the interview's clock and the answer's.
    pub fn pause(&mut self, at: At) {
        self.tick(at);
        if self.is_under_way() {
            self.clock.pause(at.mono);
            self.part.pause(at.mono);
            if let Some(rehearsal) = &mut self.rehearsal {
                rehearsal.pause(at.mono);
            }
            self.hold_silence(at);
        }
    }

    /// Lets both go on.
    pub fn resume(&mut self, at: At) {
        self.last_tick = at.mono;
        if self.is_under_way() {
            self.clock.resume(at.mono);
            self.part.resume(at.mono);
            if self.silence.is_some() {
                self.go_on_being_silent(at);
            } else if let Some(rehearsal) = &mut self.rehearsal {
                rehearsal.resume(at.mono);
            }
        }
    }
}
