//! Which sample of the track belongs to which moment of the clock, worked out from when the device pulls.

use std::time::Duration;

/// Slices of the window over which the earliest pull counts.
const SLICES: usize = 8;
/// Seconds in one slice; the window is about one second. Short enough to follow a sound card that runs
/// 0.1 % off (1 ms), or an unreported underrun; long enough to hold some twenty pulls at the default
/// buffer.
const SLICE_SECS: f64 = 0.125;
/// Seconds between two pulls that part one buffer's pulls from the next one's.
const BURST_GAP_SECS: f64 = 0.003;
/// Seconds without a pull after which the old fit says nothing any more: the device has certainly run dry.
const STALL_SECS: f64 = 0.150;

/// The fit `moment = offset + sample / rate`.
///
/// A device pulls a whole buffer in one go, and may be late to do it but never early. So the least of
/// `pull time − samples pulled / rate`, seen just before the end of each buffer, is the offset; what
/// lies above it is the buffer's quantisation or a late thread. The least is taken over a sliding
/// window, so drift is followed.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    rate: f64,
    slices: [f64; SLICES],
    /// Number of the slice in use, counted from the clock's epoch.
    slice: u64,
    last_pull: f64,
    burst_start: u64,
    burst_frames: u64,
    /// The device reported an underrun, or nothing was pulled yet.
    stale: bool,
}

impl Fit {
    /// A fit for a device at `rate` hertz that is expected to pull `buffer_frames` in one go (0 if not
    /// known).
    pub(super) fn new(rate: u32, buffer_frames: u32) -> Self {
        Self {
            rate: f64::from(rate),
            slices: [f64::INFINITY; SLICES],
            slice: 0,
            last_pull: f64::NEG_INFINITY,
            burst_start: 0,
            burst_frames: u64::from(buffer_frames),
            stale: true,
        }
    }

    /// Forgets the fit: the device has lost its place, so that the next pull starts afresh.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// Takes in that sample number `sample` was pulled at `now`. Must be called in order, before
    /// anything is placed.
    pub(super) fn pulled(&mut self, now: Duration, sample: u64) {
        let now = now.as_secs_f64();
        let gap = now - self.last_pull;
        self.last_pull = now;
        if gap > BURST_GAP_SECS && sample > self.burst_start {
            self.burst_frames = sample - self.burst_start;
            self.burst_start = sample;
        }
        let mut end = sample;
        if self.stale || gap > STALL_SECS.max(4.0 * self.burst_frames as f64 / self.rate) {
            self.slices = [f64::INFINITY; SLICES];
            self.stale = false;
            // This is the start of a buffer; its end, which is what counts, is still to be pulled.
            end += self.burst_frames;
        }
        self.turn_to(now);
        let seen = now - end as f64 / self.rate;
        let slot = &mut self.slices[slot_of(self.slice)];
        *slot = slot.min(seen);
    }

    /// Opens the slice that `now` belongs to, and empties those skipped.
    fn turn_to(&mut self, now: f64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "seconds of a clock, eight a second"
        )]
        let slice = (now / SLICE_SECS) as u64;
        let newer = slice.saturating_sub(self.slice).min(SLICES as u64);
        for back in 0..newer {
            self.slices[slot_of(slice - back)] = f64::INFINITY;
        }
        self.slice = self.slice.max(slice);
    }

    /// The sample that belongs to the moment `at`; 0 for moments before the track began.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, which is what is meant"
    )]
    pub(super) fn sample_at(&self, at: Duration) -> u64 {
        let offset = self.slices.iter().copied().fold(f64::INFINITY, f64::min);
        ((at.as_secs_f64() - offset) * self.rate).round() as u64
    }
}

/// The slot a slice lives in.
#[expect(clippy::cast_possible_truncation, reason = "below SLICES")]
const fn slot_of(slice: u64) -> usize {
    (slice % SLICES as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 48_000;
    const BLOCK: u64 = 64;

    /// Pulls one buffer of `frames` at `secs`, block by block; returns the next sample.
    fn pull(fit: &mut Fit, secs: f64, from: u64, frames: u64) -> u64 {
        for block in 0..frames / BLOCK {
            fit.pulled(Duration::from_secs_f64(secs + block as f64 * 2e-6), from + block * BLOCK);
        }
        from + frames
    }

    fn secs(fit: &Fit, at: f64) -> f64 {
        fit.sample_at(Duration::from_secs_f64(at)) as f64 / f64::from(RATE)
    }

    #[test]
    fn late_pulls_do_not_move_the_fit() {
        let mut fit = Fit::new(RATE, 2_048);
        let mut sample = 0;
        for buffer in 0..100_u32 {
            // Four in five pulls are late, by up to 33 ms.
            let late = f64::from(buffer % 5) * 0.008_3;
            sample = pull(&mut fit, 10.0 + f64::from(buffer) * 2_048.0 / 48_000.0 + late, sample, 2_048);
        }
        // The first buffer ended at sample 2,048 at 10 s.
        let error = secs(&fit, 14.5) - (4.5 + 2_048.0 / 48_000.0);
        assert!(error.abs() < 0.002, "off by {error} s");
    }

    #[test]
    fn after_a_stall_the_first_buffer_already_has_the_new_fit() {
        let mut fit = Fit::new(RATE, 0);
        let mut sample = 0;
        for buffer in 0..40_u32 {
            sample = pull(&mut fit, f64::from(buffer) * 2_048.0 / 48_000.0, sample, 2_048);
        }
        let stalled = 20.0;
        fit.pulled(Duration::from_secs_f64(stalled), sample);
        let error = secs(&fit, stalled) - (sample + 2_048) as f64 / 48_000.0;
        assert!(error.abs() < 0.002, "off by {error} s");
    }

    #[test]
    fn a_shift_nobody_reported_is_followed_within_the_window() {
        let mut fit = Fit::new(RATE, 0);
        let mut sample = 0;
        for buffer in 0..80_u32 {
            let shift = if buffer < 40 { 0.0 } else { 0.08 };
            sample = pull(&mut fit, 1.0 + f64::from(buffer) * 2_048.0 / 48_000.0 + shift, sample, 2_048);
        }
        let error = secs(&fit, 5.0) - (5.0 - 1.08 + 2_048.0 / 48_000.0);
        assert!(error.abs() < 0.002, "off by {error} s");
    }

    #[test]
    fn a_moment_before_the_track_is_sample_zero() {
        let mut fit = Fit::new(RATE, 0);
        fit.pulled(Duration::from_secs(5), 0);
        assert_eq!(fit.sample_at(Duration::from_secs(1)), 0);
    }
}
