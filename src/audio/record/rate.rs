//! Brings what a microphone gives to the one rate that recordings are kept at.

use rubato::audioadapter_buffers::direct::SequentialSlice;
use rubato::{
    Async, FixedAsync, Indexing, Resampler, SincInterpolationParameters, SincInterpolationType,
    WindowFunction,
};

use super::activity::RATE;

/// Frames that are brought over together. 11 ms at 48 kHz.
const BLOCK: usize = 512;

/// From a device's rate to [`RATE`], without a frame too many or too few: after `n` frames at the device's rate and
/// [`Self::end`] there are `n` × [`RATE`] ÷ rate, to the nearest.
pub(super) struct ToRate {
    /// None where the device runs at that rate anyway.
    filter: Option<Filter>,
    from: u32,
    given: u64,
    made: u64,
}

struct Filter {
    resampler: Async<f32>,
    waiting: Vec<f32>,
    out: Vec<f32>,
    /// Frames at the beginning that are the filter's own delay.
    delay: usize,
}

impl ToRate {
    /// From `from` frames a second; `None` if that is no rate that can be brought over.
    pub(super) fn new(from: u32) -> Option<Self> {
        let filter = if from == RATE { None } else { Some(Filter::new(from)?) };
        Some(Self { filter, from, given: 0, made: 0 })
    }

    /// Takes frames in; what can be told of them by now goes to `to`.
    pub(super) fn push(&mut self, frames: &[i16], to: &mut Vec<i16>) {
        self.given += frames.len() as u64;
        let before = to.len();
        match &mut self.filter {
            None => to.extend_from_slice(frames),
            Some(filter) => {
                filter.waiting.extend(frames.iter().map(|&frame| f32::from(frame)));
                while filter.waiting.len() >= BLOCK {
                    filter.step(to);
                }
            }
        }
        self.made += (to.len() - before) as u64;
    }

    /// The rest goes to `to`, and what is pushed next begins anew.
    pub(super) fn end(&mut self, to: &mut Vec<i16>) {
        let due = self.due();
        let before = to.len();
        if let Some(filter) = &mut self.filter {
            while self.made + ((to.len() - before) as u64) < due {
                filter.waiting.resize(BLOCK, 0.0);
                filter.step(to);
            }
            filter.begin();
        }
        let rest = usize::try_from(due.saturating_sub(self.made)).unwrap_or(0);
        to.truncate(before + rest);
        (self.given, self.made) = (0, 0);
    }

    /// How many frames there are in the end of what was pushed so far.
    fn due(&self) -> u64 {
        (self.given * u64::from(RATE) + u64::from(self.from) / 2) / u64::from(self.from)
    }
}

impl Filter {
    fn new(from: u32) -> Option<Self> {
        let ratio = f64::from(RATE) / f64::from(from);
        // 128 taps at the lower rate keep what lies above 8 kHz 80 dB down; a voice has its words below 7 kHz.
        let parameters = SincInterpolationParameters {
            sinc_len: 128,
            f_cutoff: None,
            interpolation: SincInterpolationType::Linear,
            oversampling_factor: 256,
            window: WindowFunction::BlackmanHarris2,
        };
        let resampler = Async::new_sinc(ratio, 1.0, &parameters, BLOCK, 1, FixedAsync::Input).ok()?;
        let out = vec![0.0; resampler.output_frames_max()];
        let mut filter = Self { resampler, waiting: Vec::new(), out, delay: 0 };
        filter.begin();
        Some(filter)
    }

    fn begin(&mut self) {
        self.resampler.reset();
        self.waiting.clear();
        self.delay = self.resampler.output_delay();
    }

    /// Brings one block over.
    fn step(&mut self, to: &mut Vec<i16>) {
        let room = self.out.len();
        let made = SequentialSlice::new(&self.waiting[..BLOCK], 1, BLOCK).ok().and_then(|from| {
            let mut out = SequentialSlice::new_mut(&mut self.out, 1, room).ok()?;
            self.resampler.process_into_buffer(&from, &mut out, None::<&Indexing>).ok()
        });
        self.waiting.drain(..BLOCK);
        // It refuses only blocks of another size.
        let made = made.map_or(0, |(_, made)| made);
        let skipped = self.delay.min(made);
        self.delay -= skipped;
        to.extend(self.out[skipped..made].iter().map(|frame| frame.round() as i16));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn tone(rate: u32, hertz: f64, secs: f64) -> Vec<i16> {
        let frames = (f64::from(rate) * secs) as u32;
        let at = |n: u32| f64::from(n) / f64::from(rate) * hertz * std::f64::consts::TAU;
        (0..frames).map(|n| (at(n).sin() * 10_000.0) as i16).collect()
    }

    fn brought(rate: u32, frames: &[i16], block: usize) -> Vec<i16> {
        let (mut to, mut out) = (ToRate::new(rate).unwrap(), Vec::new());
        frames.chunks(block).for_each(|frames| to.push(frames, &mut out));
        to.end(&mut out);
        out
    }

    #[test]
    fn no_frame_is_too_many_and_none_too_few() {
        for rate in [8_000, 16_000, 22_050, 44_100, 48_000, 96_000] {
            for frames in [0, 1, 511, 512, 4_800, 48_001] {
                let due = (frames as f64 * 16_000.0 / f64::from(rate)).round();
                let made = brought(rate, &vec![100; frames], 777).len();
                assert!((made as f64 - due).abs() < 0.6, "{frames} at {rate}: {made}, not {due}");
            }
        }
    }

    #[test]
    fn a_tone_stays_where_it_was_and_what_cannot_be_kept_is_gone() {
        for rate in [44_100, 48_000] {
            let (kept, like) = (brought(rate, &tone(rate, 440.0, 1.0), 480), tone(16_000, 440.0, 1.0));
            let off = kept.iter().zip(&like).skip(200).take(15_000);
            let most = off.map(|(a, b)| (i32::from(*a) - i32::from(*b)).abs()).max().unwrap();
            // A frame is a step of 1,728 at the steepest: it is less than one off.
            assert!(most < 1_500, "at {rate}: {most}");
            let above = brought(rate, &tone(rate, 12_000.0, 1.0), 480);
            assert!(above.iter().skip(200).take(15_000).all(|frame| frame.abs() < 20), "at {rate}");
        }
    }

    #[test]
    fn it_begins_anew_after_its_end() {
        let (mut to, mut out) = (ToRate::new(48_000).unwrap(), Vec::new());
        to.push(&tone(48_000, 300.0, 0.5), &mut out);
        to.end(&mut out);
        let first = std::mem::take(&mut out);
        to.push(&tone(48_000, 300.0, 0.5), &mut out);
        to.end(&mut out);
        assert_eq!(first, out);
    }
}
