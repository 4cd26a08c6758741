//! Where speech is heard, on sentences joined with silences of known length, in quiet and in noise.
//!
//! The lines in `audio::record::activity` were chosen on 28 other clips; nothing was chosen on these.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

#[path = "sound/spoken.rs"]
mod spoken;

use greenroom::audio::record::{speech, syllables};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;
use spoken::{RATE, clip, joined, speaks};

/// The goal for an edge, in seconds.
const EDGE: f64 = 0.15;

/// Sentences without a stop in them, so that the only pauses are those between them. With the syllables that a dictionary
/// gives them.
const SENTENCES: [(&str, usize); 6] = [
    ("My manager gave the whole team a new plan on Monday", 14),
    ("I went along all the narrow lanes near our warehouse", 13),
    ("Nine lorries waited in the rain until noon", 11),
    ("We never knew who owned the blue ledger", 10),
    ("I wrote one rule and read it aloud every morning", 13),
    ("Eleven orders were gone and none came again", 12),
];
const VOICES: [(&str, u32); 4] =
    [("en-us", 150), ("en-gb-x-rp", 130), ("en-us+f3", 170), ("en-gb-scotland", 190)];
const SILENCES: [f64; 7] = [1.3, 0.5, 0.8, 2.0, 0.6, 1.1, 1.0];

fn told(folder: &std::path::Path, voice: &str, speed: u32) -> (Vec<i16>, Vec<(f64, f64)>) {
    let clips: Vec<Vec<i16>> = SENTENCES.iter().map(|(text, _)| clip(folder, voice, speed, text)).collect();
    joined(&clips, &SILENCES)
}

/// The greatest distance of an edge of a sentence from where it was heard, and how many pauses were heard that are not
/// between sentences and as long as one counts.
fn off(heard: &[(f64, f64)], spans: &[(f64, f64)]) -> (f64, usize) {
    let mut most: f64 = 0.0;
    for &(from, to) in spans {
        let nearest = |edge: f64, edges: &mut dyn Iterator<Item = f64>| {
            edges.map(|heard| (heard - edge).abs()).fold(f64::INFINITY, f64::min)
        };
        most = most.max(nearest(from, &mut heard.iter().map(|span| span.0)));
        most = most.max(nearest(to, &mut heard.iter().map(|span| span.1)));
    }
    let inside = |at: f64| spans.iter().any(|(from, to)| at > from + EDGE && at < to - EDGE);
    let pauses = heard.windows(2).filter(|pair| pair[1].0 - pair[0].1 >= 0.25 && inside(pair[0].1));
    (most, pauses.count())
}

/// Noise of this root mean square; brown where `brown`, as of a fan.
fn noise(length: usize, rms: f64, brown: bool) -> Vec<f64> {
    let mut rng = ChaCha12Rng::seed_from_u64(7);
    let mut last = 0.0;
    let raw: Vec<f64> = (0..length)
        .map(|_| {
            let white: f64 = rng.random_range(-1.0..1.0);
            last = if brown { last * 0.98 + white * 0.2 } else { white };
            last
        })
        .collect();
    let own = (raw.iter().map(|x| x * x).sum::<f64>() / raw.len() as f64).sqrt();
    raw.into_iter().map(|x| x / own * rms).collect()
}

fn with(frames: &[i16], noise: &[f64], gain: f64) -> Vec<i16> {
    frames.iter().zip(noise).map(|(frame, noise)| (f64::from(*frame) * gain + noise) as i16).collect()
}

#[test]
fn edges_of_speech_are_found_within_0_15_s() {
    if !speaks() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut too_many = 0;
    for (voice, speed) in VOICES {
        let (frames, spans) = told(folder.path(), voice, speed);
        let quiet = noise(frames.len(), 10.0, false);
        let hiss = noise(frames.len(), 200.0, false);
        let fan = noise(frames.len(), 200.0, true);
        for (what, noise, gain) in
            [("quiet", &quiet, 1.0), ("far away", &quiet, 0.1), ("hiss", &hiss, 1.0), ("fan", &fan, 1.0)]
        {
            let heard = speech(&with(&frames, noise, gain));
            let (most, pauses) = off(&heard, &spans);
            println!("{voice}, {what}: edges within {most:.3} s, {pauses} pauses too many");
            assert!(most <= EDGE, "{voice}, {what}: {most} s; {heard:?} for {spans:?}");
            too_many += pauses;
        }
    }
    // In noise a soft syllable can fall below the line; a sentence in fifty may have a pause that is none.
    assert!(too_many <= 2, "{too_many} pauses too many in 96 sentences");
}

#[test]
fn noise_alone_and_keys_are_no_speech() {
    let frames = vec![0; (RATE * 10) as usize];
    for rms in [5.0, 100.0, 1_000.0] {
        for brown in [false, true] {
            let secs: f64 =
                speech(&with(&frames, &noise(frames.len(), rms, brown), 1.0)).iter().map(|s| s.1 - s.0).sum();
            assert!(secs < 0.5, "{rms}, brown {brown}: {secs} s");
        }
    }
    // Four keys a second, each a click and its ringing.
    let mut keys = vec![0_i16; (RATE * 10) as usize];
    for at in (4_000..keys.len() - 1_000).step_by(4_000) {
        for n in 0..600 {
            let fade = (-(n as f64) / 120.0).exp();
            keys[at + n] = ((n as f64 * 1.9).sin() * 9_000.0 * fade) as i16;
        }
    }
    let heard: f64 =
        speech(&with(&keys, &noise(keys.len(), 10.0, false), 1.0)).iter().map(|s| s.1 - s.0).sum();
    assert!(heard < 0.5, "{heard} s of keys");
}

#[test]
fn syllables_are_counted_alike_however_loud_it_is_and_twice_as_fast_is_twice_as_many_a_second() {
    if !speaks() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let rate = |speed: u32, gain: f64| {
        let (frames, spans) = told(folder.path(), "en-us", speed);
        let heard = with(&frames, &noise(frames.len(), 10.0, false), gain);
        let talk: f64 = spans.iter().map(|span| span.1 - span.0).sum();
        (syllables(&heard, &spans).len(), talk)
    };
    let said: usize = SENTENCES.iter().map(|(_, syllables)| syllables).sum();
    let (usual, talk) = rate(140, 1.0);
    println!("{usual} of {said} syllables counted");
    assert!((0.6..=1.3).contains(&(usual as f64 / said as f64)), "{usual} of {said}");
    let (quiet, _) = rate(140, 0.2);
    assert!((quiet as f64 / usual as f64 - 1.0).abs() < 0.1, "{quiet}, {usual}");
    let (fast, short) = rate(230, 1.0);
    let (slower, faster) = (usual as f64 / talk, fast as f64 / short);
    let ratio = faster / slower;
    let true_ratio = talk / short;
    println!("pace: {ratio:.2} times as fast where it is {true_ratio:.2}");
    assert!((ratio / true_ratio - 1.0).abs() < 0.15, "{ratio}, {true_ratio}");
}
