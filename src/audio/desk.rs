//! The mixing desk: what sounds at which sample. Pure, so that any sequence of pulls can be tried on it.

use std::sync::Arc;
use std::time::Duration;

use super::fit::Fit;
use super::tones::{Sound, Tones};

/// Frames made at a time, and so between two looks at the clock: 1.3 ms at 48 kHz.
pub(super) const BLOCK: usize = 64;
/// A cue later than this when its turn comes is dropped: a burst of old cues after a stall would only
/// mislead.
pub(super) const CUE_GRACE: Duration = Duration::from_millis(300);
/// Cues kept without asking for memory while the device waits.
const ROOM: usize = 256;
/// Sounds that may overlap; beyond it the oldest gives way.
const VOICES: usize = 16;
/// Seconds in which the volume moves to a new setting: at once to the ear, and no click.
const RAMP_SECS: f32 = 0.010;

/// What the desk is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Order {
    /// Play `sound` at the moment `at`, unless it is later than `grace` by then.
    Play { at: Duration, sound: Sound, grace: Duration },
    /// Drop everything that has not started.
    Cancel,
    /// The volume, 0 to 1 (0 when muted).
    Gain(f32),
    /// The device ran dry: its place in the track is no longer known.
    Refit,
}

#[derive(Debug, Clone, Copy)]
struct Due {
    at: Duration,
    sound: Sound,
    grace: Duration,
}

/// A sound that is playing, or starts in this block.
#[derive(Debug, Clone, Copy)]
struct Voice {
    sound: Sound,
    next: usize,
    /// Frames of silence before it starts; less than a block.
    wait: usize,
}

/// The track's state between two pulls.
#[derive(Debug)]
pub(super) struct Desk {
    fit: Fit,
    tones: Arc<Tones>,
    /// Frames made so far.
    position: u64,
    /// Latest first, so that the next one comes off the end.
    due: Vec<Due>,
    voices: Vec<Voice>,
    gain: f32,
    gain_target: f32,
    gain_step: f32,
}

impl Desk {
    /// A silent desk for a device at `rate` hertz that pulls `buffer_frames` in one go (0 if not known).
    pub(super) fn new(rate: u32, buffer_frames: u32, tones: Arc<Tones>, gain: f32) -> Self {
        Self {
            fit: Fit::new(rate, buffer_frames),
            tones,
            position: 0,
            due: Vec::with_capacity(ROOM),
            voices: Vec::with_capacity(VOICES),
            gain,
            gain_target: gain,
            gain_step: 1.0 / (RAMP_SECS * rate as f32),
        }
    }

    pub(super) fn take(&mut self, order: Order) {
        match order {
            Order::Play { at, sound, grace } => {
                let place = self.due.partition_point(|due| due.at > at);
                self.due.insert(place, Due { at, sound, grace });
            }
            Order::Cancel => self.due.clear(),
            Order::Gain(gain) => self.gain_target = gain,
            Order::Refit => self.fit.forget(),
        }
    }

    /// Makes the next block of mono samples, which the device pulled at `now`.
    pub(super) fn fill(&mut self, now: Duration, block: &mut [f32; BLOCK]) {
        self.fit.pulled(now, self.position);
        self.start_due(now);
        block.fill(0.0);
        let tones = &self.tones;
        self.voices.retain_mut(|voice| {
            let rest = &tones.of(voice.sound)[voice.next..];
            let out = &mut block[voice.wait..];
            for (sample, tone) in out.iter_mut().zip(rest) {
                *sample += tone;
            }
            voice.next += out.len().min(rest.len());
            voice.wait = 0;
            voice.next < tones.of(voice.sound).len()
        });
        for sample in block.iter_mut() {
            let step = (self.gain_target - self.gain).clamp(-self.gain_step, self.gain_step);
            self.gain += step;
            *sample = (*sample * self.gain).clamp(-1.0, 1.0);
        }
        self.position += BLOCK as u64;
    }

    /// Starts the cues whose sample lies in this block, or should have lain in an earlier one.
    fn start_due(&mut self, now: Duration) {
        while let Some(due) = self.due.last().copied() {
            let ahead = self.fit.sample_at(due.at).saturating_sub(self.position);
            let Some(wait) = usize::try_from(ahead).ok().filter(|wait| *wait < BLOCK) else {
                return;
            };
            self.due.pop();
            if now.saturating_sub(due.at) > due.grace {
                continue;
            }
            if self.voices.len() == VOICES {
                self.voices.remove(0);
            }
            self.voices.push(Voice { sound: due.sound, next: 0, wait });
        }
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
