//! The sounds themselves, worked out from sines so that no sound file has to be shipped.

use std::f32::consts::{PI, TAU};

use strum::EnumCount;

/// One of the sounds that Greenroom makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumCount)]
pub enum Sound {
    /// One soft wooden note: the last fifth of the time begins.
    LastFifth,
    /// Two falling chimes: the planned time is over.
    TimeUp,
    /// A short soft tick: a planned section boundary.
    Boundary,
}

impl Sound {
    /// Every sound, in the order in which they are listed above.
    pub const ALL: [Self; Self::COUNT] = [Self::LastFifth, Self::TimeUp, Self::Boundary];

    /// How long it sounds, in seconds.
    pub const fn secs(self) -> f32 {
        score(self).1
    }

    /// The sound's place in [`Sound::ALL`].
    pub(super) const fn index(self) -> usize {
        match self {
            Self::LastFifth => 0,
            Self::TimeUp => 1,
            Self::Boundary => 2,
        }
    }
}

/// One struck note: a fundamental with two quieter, quicker partials above it, which make what it is of.
struct Note {
    /// Seconds from the start of the sound.
    at: f32,
    /// Hertz.
    pitch: f32,
    /// Peak of the fundamental, of full scale.
    level: f32,
    /// Seconds in which the fundamental falls to 1/e.
    decay: f32,
    /// The partials.
    of: Partials,
}

/// Partials as (multiple of the pitch, part of the level, part of the decay).
type Partials = [(f32, f32, f32); 3];

/// Seconds of rise: long enough not to click, short enough that the ear hears one moment.
const ATTACK: f32 = 0.010;
/// Seconds of fade at the very end, where the decay has not quite reached zero.
const RELEASE: f32 = 0.030;
/// Octave and twelfth, as in a soft bell.
const BELL: Partials = [(1.0, 1.0, 1.0), (2.0, 0.22, 0.5), (3.0, 0.08, 0.3)];
/// As a wooden bar that is cut so that its second partial lies two octaves above, as in a marimba (Rossing, Science of
/// Percussion Instruments, 2000); what lies above dies at once.
const WOOD: Partials = [(1.0, 1.0, 1.0), (4.0, 0.16, 0.2), (9.2, 0.03, 0.08)];

const LAST_FIFTH: &[Note] = &[Note { at: 0.0, pitch: 523.25, level: 0.50, decay: 0.16, of: WOOD }];
const TIME_UP: &[Note] = &[
    Note { at: 0.0, pitch: 659.26, level: 0.40, decay: 0.30, of: BELL },
    Note { at: 0.30, pitch: 440.00, level: 0.45, decay: 0.40, of: BELL },
];
const BOUNDARY: &[Note] = &[Note { at: 0.0, pitch: 1174.66, level: 0.28, decay: 0.030, of: WOOD }];

/// The notes of a sound, and its length in seconds.
const fn score(sound: Sound) -> (&'static [Note], f32) {
    match sound {
        Sound::LastFifth => (LAST_FIFTH, 0.9),
        Sound::TimeUp => (TIME_UP, 2.0),
        Sound::Boundary => (BOUNDARY, 0.16),
    }
}

/// The sound as mono samples at `sample_rate` hertz, within −1..1 (the loudest peaks near 0.6), from
/// silence to silence. The same rate always gives the same samples.
pub(super) fn render(sound: Sound, sample_rate: u32) -> Vec<f32> {
    let (notes, secs) = score(sound);
    let rate = sample_rate as f32;
    // From 0.2 s at 8 kHz to 2 s at 384 kHz: far inside what f32 and usize hold.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small, positive count")]
    let len = (secs * rate) as usize;
    (0..len)
        .map(|i| {
            let at = i as f32 / rate;
            let left = (len - 1 - i) as f32 / rate;
            let sum: f32 = notes.iter().map(|note| strike(note, at - note.at, rate)).sum();
            sum * smooth(left / RELEASE)
        })
        .collect()
}

/// The note's value `since` seconds after it was struck.
fn strike(note: &Note, since: f32, rate: f32) -> f32 {
    if since < 0.0 {
        return 0.0;
    }
    let body: f32 = note
        .of
        .iter()
        // A partial above half the sample rate would fold back as a false tone.
        .filter(|(multiple, ..)| note.pitch * multiple < rate / 2.0)
        .map(|(multiple, level, decay)| {
            level * (-since / (note.decay * decay)).exp() * (TAU * note.pitch * multiple * since).sin()
        })
        .sum();
    note.level * body * smooth(since / ATTACK)
}

/// A raised cosine from 0 at 0 to 1 at 1 and beyond.
fn smooth(part: f32) -> f32 {
    if part >= 1.0 { 1.0 } else { 0.5 - 0.5 * (PI * part.max(0.0)).cos() }
}

/// Every sound at one sample rate, made before the device asks for the first sample.
#[derive(Debug)]
pub(super) struct Tones([Vec<f32>; Sound::ALL.len()]);

impl Tones {
    /// All sounds at `sample_rate` hertz.
    pub(super) fn new(sample_rate: u32) -> Self {
        Self(Sound::ALL.map(|sound| render(sound, sample_rate)))
    }

    pub(super) fn of(&self, sound: Sound) -> &[f32] {
        &self.0[sound.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: [u32; 5] = [8_000, 22_050, 44_100, 48_000, 192_000];

    #[test]
    fn no_sound_clips_and_every_sound_can_be_heard() {
        for rate in RATES {
            for sound in Sound::ALL {
                let peak = render(sound, rate).iter().fold(0.0_f32, |peak, x| peak.max(x.abs()));
                assert!((0.1..0.8).contains(&peak), "{sound:?} at {rate} Hz peaks at {peak}");
            }
        }
    }

    #[test]
    fn every_sound_starts_and_ends_in_silence_and_never_jumps() {
        for sound in Sound::ALL {
            let samples = render(sound, 48_000);
            assert!(samples[..8].iter().all(|x| x.abs() < 0.002), "{sound:?} starts with a click");
            assert!(
                samples[samples.len() - 8..].iter().all(|x| x.abs() < 0.002),
                "{sound:?} ends with a click"
            );
            // The steepest honest slope here is a 1.2 kHz sine with partials: about 0.1 a sample.
            let jump = samples.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0_f32, f32::max);
            assert!(jump < 0.12, "{sound:?} jumps by {jump}");
        }
    }

    #[test]
    fn a_sound_lasts_as_long_at_any_rate() {
        for sound in Sound::ALL {
            for rate in RATES {
                let secs = render(sound, rate).len() as f32 / rate as f32;
                assert!((secs - score(sound).1).abs() < 0.001);
            }
        }
    }

    #[test]
    fn the_sounds_differ_in_length_and_pitch() {
        // Zero crossings in the first 100 ms stand for the pitch.
        let crossings = |sound| {
            render(sound, 48_000)[480..4_800].windows(2).filter(|w| w[0] < 0.0 && w[1] >= 0.0).count()
        };
        for (i, a) in Sound::ALL.into_iter().enumerate() {
            for b in Sound::ALL.into_iter().skip(i + 1) {
                assert_ne!(render(a, 48_000).len(), render(b, 48_000).len());
                assert!(crossings(a).abs_diff(crossings(b)) >= 10, "{a:?} and {b:?} sound alike");
            }
        }
    }

    #[test]
    fn all_is_in_index_order() {
        for (i, sound) in Sound::ALL.into_iter().enumerate() {
            assert_eq!(sound.index(), i);
        }
    }
}
