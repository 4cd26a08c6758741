//! Where speech is heard in a recording: edges by loudness, and whether it is a voice by a small network.
//!
//! Either alone is not good enough. Loudness has its edges within 0.05 s on a quiet room's recordings and takes every
//! key for a word; the network tells keys and hum from a voice and bridges pauses of 0.4 s, or begins a quarter of a
//! second late.

use earshot::Detector;

/// The rate that samples must have, in frames a second; the network was trained at it.
pub const RATE: u32 = 16_000;

/// Frames looked at together: what the network takes. 16 ms.
const HOP: usize = 256;
/// Hops a second.
const HOPS: f64 = RATE as f64 / HOP as f64;

/// Where between the quiet and the loud the line lies above which something is heard.
const LINE: f64 = 0.3;
/// How far above the quiet that line lies at the least, in dB: hiss stays below.
const LEAST_RISE: f64 = 6.0;
/// Hops of silence within a sound that are closed before its length counts. 0.1 s: the stop of a "p" or "t".
const STOP: usize = 6;
/// The fewest hops that a sound needs to be one: a key is shorter than a word. 0.064 s.
const LEAST: usize = 4;
/// From which score on the network says that a hop has voice in it; its own recommendation.
const VOICED: f32 = 0.5;
/// The share of a sound's hops with voice in them from which it is speech.
const VOICED_SHARE: f64 = 0.3;
/// The level that speech is brought to before the network hears it, as a root mean square: it was trained on speech
/// near a microphone and does not hear what is 20 dB quieter.
const LEVEL: f64 = 3000.0;
/// The most that quiet speech is amplified by for it.
const MOST_GAIN: f64 = 30.0;

/// Where speech is heard in `samples` at [`RATE`]: begin and end in seconds, in order.
pub fn speech(samples: &[i16]) -> Vec<(f64, f64)> {
    let power: Vec<f64> = samples.chunks_exact(HOP).map(mean_square).collect();
    let loudness: Vec<f64> = power.iter().map(|power| 10.0 * (power + 1.0).log10()).collect();
    let Some((quiet, loud)) = range(&loudness) else { return Vec::new() };
    let line = (quiet + (loud - quiet) * LINE).max(quiet + LEAST_RISE);
    let heard = loudness.iter().map(|loudness| *loudness >= line);
    let voiced = voiced(samples, 10_f64.powf(loud / 20.0));
    runs(heard)
        .into_iter()
        .filter(|&(from, to)| to - from >= LEAST)
        .filter(|&(from, to)| share(&voiced[from..to]) >= VOICED_SHARE)
        .map(|(from, to)| (from as f64 / HOPS, to as f64 / HOPS))
        .collect()
}

/// The least fall and rise of loudness between two syllables, in dB (de Jong and Wempe, "Praat script to detect syllable
/// nuclei", Behavior Research Methods 41, 2009).
const DIP: f64 = 2.0;

/// Where syllables have their loudest moment, in seconds, within `speech`: peaks of loudness with a dip of 2 dB between
/// them. Their number is proportional to how many syllables were said rather than equal to it, so a pace made of it is
/// only for comparing one's own recordings with each other.
pub fn syllables(samples: &[i16], speech: &[(f64, f64)]) -> Vec<f64> {
    let power: Vec<f64> = samples.chunks_exact(HOP).map(mean_square).collect();
    // Three hops together: 48 ms, shorter than any syllable and longer than a voice's own beat.
    let smooth = |at: usize| {
        let around = &power[at.saturating_sub(1)..(at + 2).min(power.len())];
        10.0 * (around.iter().sum::<f64>() / around.len() as f64 + 1.0).log10()
    };
    let mut found = Vec::new();
    for &(from, to) in speech {
        let hops = (from * HOPS) as usize..((to * HOPS) as usize).min(power.len());
        // The lowest since the last peak, the highest since then, and where.
        let (mut low, mut high, mut peak) = (f64::NEG_INFINITY, f64::NEG_INFINITY, None);
        for at in hops {
            let loudness = smooth(at);
            if loudness > high {
                (high, peak) = (loudness, Some(at));
            }
            if high - loudness >= DIP {
                if high - low >= DIP {
                    found.extend(peak.map(|at| at as f64 / HOPS));
                }
                (low, high, peak) = (loudness, loudness, None);
            } else if peak.is_none() || loudness < low {
                low = low.min(loudness);
            }
        }
        if high - low >= DIP {
            found.extend(peak.map(|at| at as f64 / HOPS));
        }
    }
    found
}

fn mean_square(hop: &[i16]) -> f64 {
    hop.iter().map(|&sample| f64::from(sample).powi(2)).sum::<f64>() / hop.len() as f64
}

/// The loudness of the quiet and of the loud parts: the 10th and the 95th of a hundred.
fn range(loudness: &[f64]) -> Option<(f64, f64)> {
    let mut sorted = loudness.to_vec();
    sorted.sort_by(f64::total_cmp);
    let of = |percent: usize| sorted.get(sorted.len() * percent / 100).copied();
    Some((of(10)?, of(95)?))
}

/// Whether each hop has voice in it, with `loud`, a root mean square, brought to [`LEVEL`].
fn voiced(samples: &[i16], loud: f64) -> Vec<bool> {
    let gain = (LEVEL / loud.max(1.0)).min(MOST_GAIN) as f32 / -f32::from(i16::MIN);
    let mut detector = Detector::default_boxed();
    let mut hop = [0.0_f32; HOP];
    let hops = samples.chunks_exact(HOP).map(|samples| {
        for (to, from) in hop.iter_mut().zip(samples) {
            *to = (f32::from(*from) * gain).clamp(-1.0, 1.0);
        }
        detector.predict_f32(&hop) >= VOICED
    });
    hops.collect()
}

/// The runs of hops that are heard, with stops closed: the first hop and the one after the last.
fn runs(heard: impl Iterator<Item = bool>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (hop, _) in heard.enumerate().filter(|(_, heard)| *heard) {
        match runs.last_mut() {
            Some(last) if hop - last.1 <= STOP => last.1 = hop + 1,
            _ => runs.push((hop, hop + 1)),
        }
    }
    runs
}

fn share(voiced: &[bool]) -> f64 {
    voiced.iter().filter(|voiced| **voiced).count() as f64 / voiced.len().max(1) as f64
}
