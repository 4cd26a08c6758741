//! Where recorded sound comes from: a microphone, or what a test makes up. It never waits for whoever takes the sound.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rtrb::{Consumer, Producer, RingBuffer};

use super::super::device::Alarm;

/// Seconds of sound that may wait for the disk before frames are lost.
const WAITING_SECS: usize = 4;

/// Further back than any device holds sound: moments before the line was made have a number too.
const BEFORE: Duration = Duration::from_mins(1);

/// How many frames found no room, and how old the newest is.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    lost: Arc<AtomicU64>,
    base: Instant,
    /// When the newest frame reached the microphone, in nanoseconds from [`BEFORE`] `base`; 0 while that is not known.
    newest: Arc<AtomicU64>,
}

impl Counts {
    fn new() -> Self {
        Self { lost: Arc::default(), base: Instant::now(), newest: Arc::default() }
    }

    /// How long ago the newest frame reached the microphone; zero where the device does not tell.
    pub(super) fn age(&self) -> Duration {
        match self.newest.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            newest => (self.base.elapsed() + BEFORE).saturating_sub(Duration::from_nanos(newest)),
        }
    }

    /// Frames that the device gave and that found no room.
    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

/// The end that the device's own thread feeds. It neither locks nor waits.
pub(super) struct Feed {
    ring: Producer<i16>,
    counts: Counts,
}

/// The end that the recording's thread takes from.
pub(super) struct Drain {
    ring: Consumer<i16>,
    /// What of it is not here.
    pub(super) counts: Counts,
}

/// Both ends, for a device of `rate` frames a second.
pub(super) fn line(rate: u32) -> (Feed, Drain) {
    let (producer, consumer) = RingBuffer::new(rate as usize * WAITING_SECS);
    let counts = Counts::new();
    (Feed { ring: producer, counts: counts.clone() }, Drain { ring: consumer, counts })
}

impl Feed {
    /// The newest frame reached the microphone so long ago.
    pub(super) fn newest(&self, age: Duration) {
        let at = (self.counts.base.elapsed() + BEFORE).saturating_sub(age).as_nanos();
        self.counts.newest.store(u64::try_from(at).unwrap_or(0), Ordering::Relaxed);
    }

    /// Takes interleaved samples of `channels` channels, −1 to 1, and makes one of them: their mean.
    pub(super) fn push(&mut self, samples: impl ExactSizeIterator<Item = f32>, channels: u16) {
        let channels = usize::from(channels.max(1));
        let frames = samples.len() / channels;
        let mut samples = samples;
        for _ in 0..frames {
            let sum: f32 = samples.by_ref().take(channels).sum();
            let frame = (sum / channels as f32).clamp(-1.0, 1.0) * f32::from(i16::MAX);
            if self.ring.push(frame as i16).is_err() {
                self.counts.lost.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

impl Drain {
    /// Takes all that is there into `frames`, which is emptied first.
    pub(super) fn take(&mut self, frames: &mut Vec<i16>) {
        frames.clear();
        while let Ok(frame) = self.ring.pop() {
            frames.push(frame);
        }
    }
}

/// Why no sound can be had.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The system names no microphone.
    #[error("no microphone was found; connect one, or go on without a recording")]
    None,
    /// The one that was chosen is not there.
    #[error("the microphone “{0}” is not connected; choose another under Settings")]
    Gone(String),
    /// There is one, but it does not open.
    #[error("the microphone could not be opened ({0}); check the system's sound settings")]
    Refused(String),
}

/// An open source of sound.
pub(super) struct Sounding<S> {
    /// Keeps it open; closes it when dropped.
    pub(super) _stream: S,
    /// Its name, for people.
    pub(super) device: String,
    /// Frames a second.
    pub(super) rate: u32,
    /// Where its frames come out.
    pub(super) drain: Drain,
}

/// Whatever sound can be taken from.
pub(super) trait Source {
    /// What keeps it open.
    type Stream;

    /// Opens the microphone of this name, or the system's own choice. May take long; only the recording's thread calls
    /// it.
    ///
    /// # Errors
    ///
    /// [`SourceError`] if there is none, or it does not open.
    fn open(&mut self, device: Option<&str>, alarm: Alarm) -> Result<Sounding<Self::Stream>, SourceError>;
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn channels_become_one_and_every_frame_is_counted() {
        let (mut feed, mut drain) = line(100);
        feed.push([1.0, 0.0, -1.0, -1.0, 0.5, -0.5, 9.0, 9.0].into_iter(), 2);
        let mut frames = vec![7];
        drain.take(&mut frames);
        assert_eq!(frames, [16_383, -32_767, 0, 32_767]);
        assert_eq!(drain.counts.lost(), 0);
    }

    #[test]
    fn what_finds_no_room_is_counted_as_lost_and_what_was_there_stays() {
        let (mut feed, mut drain) = line(100);
        feed.push((0..450_u16).map(|n| f32::from(n) / 32_767.0), 1);
        let mut frames = Vec::new();
        drain.take(&mut frames);
        assert_eq!(frames.len(), 400);
        assert_eq!(frames[..3], [0, 1, 2]);
        assert_eq!(drain.counts.lost(), 50);
        feed.push([0.0].into_iter(), 1);
        drain.take(&mut frames);
        assert_eq!(frames, [0]);
    }
}
