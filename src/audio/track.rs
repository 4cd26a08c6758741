//! The silent track: an endless source that only the device pulls, with the desk's cues on it.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use rodio::Source;

use super::desk::{BLOCK, Desk, Order};

/// The track as rodio pulls it: interleaved samples that never end.
pub(super) struct Track<C> {
    desk: Desk,
    clock: C,
    orders: Receiver<Order>,
    /// Blocks made so far, for whoever watches that the device still pulls.
    pulls: Arc<AtomicU64>,
    block: [f32; BLOCK],
    frame: usize,
    channel: u16,
    channels: NonZero<u16>,
    rate: NonZero<u32>,
}

impl<C: Fn() -> Duration> Track<C> {
    /// A track in the device's own shape, so that rodio passes its samples through unchanged.
    pub(super) fn new(
        desk: Desk,
        clock: C,
        orders: Receiver<Order>,
        pulls: Arc<AtomicU64>,
        channels: NonZero<u16>,
        rate: NonZero<u32>,
    ) -> Self {
        Self { desk, clock, orders, pulls, block: [0.0; BLOCK], frame: BLOCK, channel: 0, channels, rate }
    }

    fn refill(&mut self) {
        while let Ok(order) = self.orders.try_recv() {
            self.desk.take(order);
        }
        self.desk.fill((self.clock)(), &mut self.block);
        self.frame = 0;
        self.pulls.fetch_add(1, Ordering::Relaxed);
    }
}

impl<C: Fn() -> Duration> Iterator for Track<C> {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.frame == BLOCK {
            self.refill();
        }
        // Left and right only: a mono cue does not belong on a subwoofer or behind the listener.
        let sample = if self.channel < 2 { self.block[self.frame] } else { 0.0 };
        self.channel += 1;
        if self.channel == self.channels.get() {
            self.channel = 0;
            self.frame += 1;
        }
        Some(sample)
    }
}

impl<C: Fn() -> Duration> Source for Track<C> {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        self.channels
    }

    fn sample_rate(&self) -> NonZero<u32> {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::sync::mpsc::channel;

    use super::*;
    use crate::audio::desk::CUE_GRACE;
    use crate::audio::tones::{Sound, Tones};

    #[test]
    fn a_cue_goes_to_left_and_right_and_nowhere_else() {
        let (send, orders) = channel();
        let pulls = Arc::new(AtomicU64::new(0));
        let desk = Desk::new(48_000, 0, Arc::new(Tones::new(48_000)), 1.0);
        let shape = (NonZero::new(4).unwrap(), NonZero::new(48_000).unwrap());
        let mut track =
            Track::new(desk, || Duration::from_secs(1), orders, Arc::clone(&pulls), shape.0, shape.1);
        send.send(Order::Play { at: Duration::from_secs(1), sound: Sound::Boundary, grace: CUE_GRACE })
            .unwrap();

        let samples: Vec<f32> = track.by_ref().take(4 * 4_800).collect();
        assert!(samples.iter().any(|x| x.abs() > 0.05));
        assert!(samples.chunks(4).all(|f| f[0].to_bits() == f[1].to_bits() && f[2] == 0.0 && f[3] == 0.0));
        assert_eq!(pulls.load(Ordering::Relaxed), 4_800 / BLOCK as u64);
        assert!(track.next().is_some(), "the track never ends");
    }
}
