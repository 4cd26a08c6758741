//! What the recording's thread decides: when sound has stalled or is silent, when the disk is full, what is reported.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::super::device::Alarm;
use super::source::{Sounding, Source, SourceError};
use super::take::{Take, TakeError};

/// How often sound is taken from the line.
pub(super) const TICK: Duration = Duration::from_millis(50);
/// How long a device may give nothing, or nothing but zeros, before the person is told. A sound server that was idle
/// takes up to 1.9 s for its first sample, so the wait for that one is longer.
const PATIENCE: Duration = Duration::from_millis(1_800);
/// How long the first sound may take.
const FIRST_PATIENCE: Duration = Duration::from_secs(4);

/// What a recording reports. None of it needs an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordEvent {
    /// The first sound came.
    Began {
        /// The microphone's name.
        device: String,
        /// Frames a second.
        rate: u32,
        /// When the first frame was spoken, on the clock.
        at: Duration,
    },
    /// It could not begin.
    NotBegun {
        /// The reason, for people.
        why: String,
    },
    /// The microphone gives nothing; the recording waits for it.
    Stalled,
    /// The microphone gives nothing but silence: it may be muted.
    Silent,
    /// Sound comes again.
    Sounds,
    /// It ended before it was asked to. What was recorded is kept.
    Broke {
        /// The reason, for people.
        why: String,
        /// Frames that are kept.
        frames: u32,
        /// Frames that the device gave and that are not in it.
        lost: u64,
    },
    /// It ended as asked.
    Ended {
        /// Frames that are kept.
        frames: u32,
        /// Frames that the device gave and that are not in it.
        lost: u64,
    },
}

/// How loud it is just now, readable from any thread without waiting.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU32>);

impl Meter {
    /// The greatest sample of the last tick, 0 to 1.
    pub fn peak(&self) -> f32 {
        f32::from_bits(self.0.load(Ordering::Relaxed))
    }

    fn set(&self, peak: f32) {
        self.0.store(peak.to_bits(), Ordering::Relaxed);
    }
}

/// What the microphone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sound {
    Awaited,
    Fine,
    Stalled,
    Silent,
}

/// A recording that goes on.
pub(super) struct Engine<S: Source, E> {
    sounding: Sounding<S::Stream>,
    take: Take,
    meter: Meter,
    events: E,
    sound: Sound,
    /// When the last frame came, and the last that was not zero.
    frame_at: Duration,
    heard_at: Duration,
    frames: Vec<i16>,
}

impl<S: Source, E: Fn(RecordEvent)> Engine<S, E> {
    /// Opens the microphone and begins to record into `file`; nothing, if either fails, which is reported.
    pub(super) fn begin(
        source: &mut S,
        device: Option<&str>,
        file: File,
        meter: Meter,
        alarm: Alarm,
        events: E,
        now: Duration,
    ) -> Option<Self> {
        let opened = source.open(device, alarm).map_err(|why: SourceError| why.to_string());
        let begun = opened.and_then(|sounding| {
            let take = Take::begin(file, sounding.rate).map_err(|why| why.to_string())?;
            Ok((sounding, take))
        });
        match begun {
            Ok((sounding, take)) => Some(Self {
                sounding,
                take,
                meter,
                events,
                sound: Sound::Awaited,
                frame_at: now,
                heard_at: now,
                frames: Vec::new(),
            }),
            Err(why) => {
                events(RecordEvent::NotBegun { why });
                None
            }
        }
    }

    /// Takes what has come by the moment `now` to the disk. Gives the recording back while it goes on.
    pub(super) fn tick(mut self, now: Duration) -> Option<Self> {
        let mut frames = std::mem::take(&mut self.frames);
        self.sounding.drain.take(&mut frames);
        let peak = frames.iter().map(|frame| frame.unsigned_abs()).max();
        self.meter.set(f32::from(peak.unwrap_or(0)) / f32::from(i16::MAX));
        let pushed = self.take.push(&frames);
        if peak.is_some() {
            self.frame_at = now;
        }
        if peak > Some(0) {
            self.heard_at = now;
        }
        let came = frames.len();
        self.frames = frames;
        match pushed {
            Ok(()) => {
                self.listen(came, now);
                Some(self)
            }
            Err(why) => {
                self.break_off(&why);
                None
            }
        }
    }

    /// Ends it: what waits in the line is taken first.
    pub(super) fn end(self, now: Duration) {
        if let Some(mut engine) = self.tick(now) {
            let (frames, lost) = (engine.take.frames(), engine.sounding.drain.counts.lost());
            engine.meter.set(0.0);
            match engine.take.end() {
                Ok(_) => (engine.events)(RecordEvent::Ended { frames, lost }),
                Err(why) => (engine.events)(RecordEvent::Broke { why: why.to_string(), frames, lost }),
            }
            drop(engine.sounding.stream);
        }
    }

    /// The device is gone: what has come is kept.
    pub(super) fn lose(self, why: String, now: Duration) {
        if let Some(engine) = self.tick(now) {
            let (frames, lost) = (engine.take.frames(), engine.sounding.drain.counts.lost());
            engine.meter.set(0.0);
            let why = engine.take.end().err().map_or(why, |error| error.to_string());
            (engine.events)(RecordEvent::Broke { why, frames, lost });
        }
    }

    fn break_off(&self, why: &TakeError) {
        self.meter.set(0.0);
        let (frames, lost) =
            (self.take.saved(), self.sounding.drain.counts.given() - u64::from(self.take.saved()));
        (self.events)(RecordEvent::Broke { why: why.to_string(), frames, lost });
    }

    /// Reports what the microphone does, once for each change.
    fn listen(&mut self, came: usize, now: Duration) {
        let patience = if self.sound == Sound::Awaited { FIRST_PATIENCE } else { PATIENCE };
        let is_over = |since: Duration| now.saturating_sub(since) >= patience;
        let sound = match self.sound {
            Sound::Awaited if came > 0 => {
                let secs = came as f64 / f64::from(self.sounding.rate);
                (self.events)(RecordEvent::Began {
                    device: self.sounding.device.clone(),
                    rate: self.sounding.rate,
                    at: now.saturating_sub(Duration::from_secs_f64(secs)),
                });
                self.heard_at = now;
                self.sound = Sound::Fine;
                return;
            }
            was => {
                if is_over(self.frame_at) {
                    Sound::Stalled
                } else if was != Sound::Awaited && is_over(self.heard_at) {
                    Sound::Silent
                } else if self.heard_at == now {
                    Sound::Fine
                } else {
                    was
                }
            }
        };
        if sound != self.sound {
            self.sound = sound;
            (self.events)(match sound {
                Sound::Stalled => RecordEvent::Stalled,
                Sound::Silent => RecordEvent::Silent,
                Sound::Fine | Sound::Awaited => RecordEvent::Sounds,
            });
        }
    }
}

#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;
