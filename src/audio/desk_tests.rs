//! The desk against made-up devices: late pulls, stalls, pauses, volume.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::*;

const RATE: u32 = 48_000;

/// A device that pulls whole buffers, each up to `jitter` late, and plays without a gap.
struct Device {
    desk: Desk,
    buffer: u64,
    jitter: f64,
    /// Seconds on the clock at which the first buffer is due to be pulled.
    start: f64,
    /// How much faster than its nominal rate the device really runs (1e-4 is 100 ppm).
    drift: f64,
    seed: u64,
    buffers: u64,
    heard: Vec<f32>,
}

impl Device {
    fn new(buffer: u64, jitter: f64, seed: u64) -> Self {
        let desk = Desk::new(RATE, 0, Arc::new(Tones::new(RATE)), 1.0);
        Self { desk, buffer, jitter, start: 1_000.0, drift: 0.0, seed, buffers: 0, heard: Vec::new() }
    }

    /// A number from 0 to 1, from a small linear congruential generator (Knuth's MMIX constants).
    fn chance(&mut self) -> f64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The device's true rate.
    fn rate(&self) -> f64 {
        f64::from(RATE) * (1.0 + self.drift)
    }

    /// The moment at which the next buffer is due to be pulled.
    fn now(&self) -> f64 {
        self.start + (self.buffers * self.buffer) as f64 / self.rate()
    }

    fn pull(&mut self) {
        // Most wake-ups are nearly on time, some are late.
        let late = self.jitter * self.chance().powi(3);
        let at = self.now() + late;
        let mut block = [0.0; BLOCK];
        for i in 0..self.buffer / BLOCK as u64 {
            self.desk.fill(Duration::from_secs_f64(at + i as f64 * 3e-6), &mut block);
            self.heard.extend_from_slice(&block);
        }
        self.buffers += 1;
    }

    fn run_until(&mut self, moment: f64) {
        while self.now() < moment {
            self.pull();
        }
    }

    fn schedule(&mut self, at: f64, sound: Sound) {
        self.desk.take(Order::Play { at: Duration::from_secs_f64(at), sound, grace: CUE_GRACE });
    }

    /// When each sound began, on the clock, less the device's latency.
    fn onsets(&self) -> Vec<f64> {
        let mut onsets = Vec::new();
        let mut silent = usize::MAX;
        for (i, sample) in self.heard.iter().enumerate() {
            if *sample == 0.0 {
                silent = silent.saturating_add(1);
            } else {
                if silent > 480 {
                    onsets.push(self.start + i as f64 / self.rate());
                }
                silent = 0;
            }
        }
        onsets
    }

    fn loudest(&self, from: f64, to: f64) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positions in a short recording"
        )]
        let index = |at: f64| (((at - self.start) * self.rate()) as usize).min(self.heard.len());
        self.heard[index(from)..index(to)].iter().fold(0.0, |peak, x| peak.max(x.abs()))
    }
}

/// Onset less deadline, less the median of that: what the ear gets apart from the constant latency.
fn errors(onsets: &[f64], deadlines: &[f64]) -> Vec<f64> {
    assert_eq!(onsets.len(), deadlines.len());
    let raw: Vec<f64> = onsets.iter().zip(deadlines).map(|(onset, deadline)| onset - deadline).collect();
    let mut sorted = raw.clone();
    sorted.sort_by(f64::total_cmp);
    let median = sorted[sorted.len() / 2];
    raw.iter().map(|error| error - median).collect()
}

/// Runs `count` cues, each scheduled on its own at an odd moment before its deadline; the worst error,
/// in seconds.
fn worst_error(device: &mut Device, count: usize) -> f64 {
    device.run_until(device.start + 1.5);
    let mut deadlines = Vec::new();
    for _ in 0..count {
        let lead = 0.002 + 0.2 * device.chance();
        let deadline = device.now() + lead;
        device.schedule(deadline, Sound::Boundary);
        deadlines.push(deadline);
        device.run_until(deadline + 0.25);
    }
    errors(&device.onsets(), &deadlines).into_iter().map(f64::abs).fold(0.0, f64::max)
}

#[test]
fn three_hundred_cues_at_the_default_buffer_keep_their_moments() {
    let mut device = Device::new(2_048, 0.030, 7);
    device.drift = 2e-4;
    let worst = worst_error(&mut device, 300);
    assert!(worst < 0.010, "a cue was {:.1} ms off", worst * 1e3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_the_buffer_and_the_jitter_cues_are_within_20_ms(
        buffer in prop::sample::select(vec![256_u64, 512, 1_024, 2_048, 4_096, 8_192]),
        jitter in 0.0..0.040_f64,
        drift in -3e-4..3e-4_f64,
        seed in any::<u64>(),
    ) {
        let mut device = Device::new(buffer, jitter, seed);
        device.drift = drift;
        let worst = worst_error(&mut device, 25);
        prop_assert!(worst < 0.020, "a cue was {:.1} ms off", worst * 1e3);
    }
}

#[test]
fn cancel_drops_what_has_not_started_and_lets_the_rest_ring_out() {
    let mut device = Device::new(2_048, 0.0, 1);
    device.run_until(1_001.0);
    device.schedule(1_001.2, Sound::LastFifth);
    device.schedule(1_002.0, Sound::TimeUp);
    device.run_until(1_001.5);
    device.desk.take(Order::Cancel);
    device.run_until(1_005.0);
    assert_eq!(device.onsets().len(), 1);
    assert!(device.loudest(1_001.6, 1_001.8) > 0.0, "what sounded rings out");
    assert!(device.loudest(1_003.0, 1_005.0) == 0.0, "what was cancelled stays silent");
}

#[test]
fn a_schedule_moved_by_a_pause_plays_at_the_new_moments_only() {
    let mut device = Device::new(2_048, 0.010, 3);
    device.run_until(1_001.0);
    for at in [1_001.3, 1_002.3, 1_003.3] {
        device.schedule(at, Sound::Boundary);
    }
    device.run_until(1_002.0);
    device.desk.take(Order::Cancel);
    device.run_until(1_009.0);
    for at in [1_009.3, 1_010.3] {
        device.schedule(at, Sound::Boundary);
    }
    device.run_until(1_012.0);
    let off = errors(&device.onsets(), &[1_001.3, 1_009.3, 1_010.3]);
    assert!(off.iter().all(|error| error.abs() < 0.010), "{off:?}");
}

#[test]
fn cues_come_in_the_order_of_their_moments_not_of_their_scheduling() {
    let mut device = Device::new(2_048, 0.0, 1);
    device.run_until(1_001.0);
    for at in [1_003.0, 1_001.5, 1_002.2] {
        device.schedule(at, Sound::Boundary);
    }
    device.run_until(1_004.0);
    let off = errors(&device.onsets(), &[1_001.5, 1_002.2, 1_003.0]);
    assert!(off.iter().all(|error| error.abs() < 0.002), "{off:?}");
}

#[test]
fn after_a_stall_old_cues_are_skipped_and_later_ones_are_on_time() {
    let mut device = Device::new(2_048, 0.0, 1);
    device.run_until(1_001.0);
    for at in [1_001.5, 1_003.0, 1_003.5, 1_004.0, 1_007.0, 1_008.0] {
        device.schedule(at, Sound::Boundary);
    }
    device.run_until(1_002.0);
    // Nothing is pulled for three seconds, and nothing heard.
    let played = device.heard.len();
    device.start += 3.0;
    device.run_until(1_009.0);
    let onsets: Vec<f64> = device.onsets();
    assert_eq!(onsets.len(), 3, "one before the stall, two after it: {onsets:?}");
    assert!(device.heard[played..played + 48_000].iter().all(|x| *x == 0.0), "no burst of old cues");
    assert!((onsets[2] - onsets[1] - 1.0).abs() < 0.002);
    assert!((onsets[1] - 1_007.0 - (onsets[0] - 3.0 - 1_001.5)).abs() < 0.005, "the latency is what it was");
}

#[test]
fn an_overdue_cue_within_the_grace_plays_at_once() {
    let mut device = Device::new(2_048, 0.0, 1);
    device.run_until(1_001.0);
    let now = device.now();
    device.schedule(now - 0.2, Sound::Boundary);
    device.schedule(now - 0.4, Sound::TimeUp);
    device.run_until(1_003.0);
    let onsets = device.onsets();
    assert_eq!(onsets.len(), 1);
    assert!((onsets[0] - now).abs() < 0.001);
}

#[test]
fn volume_and_mute_act_on_what_is_sounding_without_a_click() {
    let mut device = Device::new(512, 0.0, 1);
    device.run_until(1_001.0);
    device.schedule(1_001.1, Sound::TimeUp);
    device.run_until(1_001.5);
    let before = device.heard.len();
    assert!(device.loudest(1_001.45, 1_001.5) > 0.05);
    device.desk.take(Order::Gain(0.0));
    device.run_until(1_001.6);
    let after = &device.heard[before - 1..];
    let jump = after.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0_f32, f32::max);
    assert!(jump < 0.05, "muting jumps by {jump}");
    // 480 frames are the 10 ms of the ramp.
    assert!(after[482..].iter().all(|x| *x == 0.0), "muted is silent");

    device.desk.take(Order::Gain(0.5));
    device.run_until(1_001.9);
    assert!(device.loudest(1_001.7, 1_001.9) > 0.01, "unmuted is heard again");
}

#[test]
fn many_sounds_at_once_stay_within_full_scale() {
    let mut device = Device::new(2_048, 0.0, 1);
    device.run_until(1_001.0);
    for i in 0..40 {
        device.schedule(1_001.1 + f64::from(i) * 0.001, Sound::LastFifth);
    }
    device.run_until(1_004.0);
    let loudest = device.loudest(1_001.0, 1_004.0);
    assert!(loudest > 0.5 && loudest <= 1.0, "{loudest}");
}
