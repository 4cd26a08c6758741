//! Speech for tests, from espeak-ng: clips trimmed to their own sound and joined with silences of known length.
#![allow(dead_code)] // each test program uses its own part of this
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::unwrap_used)] // seconds and samples

use std::env;
use std::path::Path;
use std::process::Command;

/// Frames a second.
pub const RATE: u32 = 16_000;
/// What is quieter than this share of a clip's greatest sample at its ends is no part of it: the ear takes it for silence.
const SILENT: f64 = 0.03;

/// Whether espeak-ng is there; says so if not, and fails where it is required.
pub fn speaks() -> bool {
    if Command::new("espeak-ng").arg("--version").output().is_ok() {
        return true;
    }
    let required = env::var_os("CI").is_some() || env::var_os("GREENROOM_REQUIRE_SOUND").is_some();
    assert!(!required, "espeak-ng not installed, and speech is required here");
    println!("skipped: espeak-ng not installed");
    false
}

/// A sentence, from its first sound to its last.
pub fn clip(folder: &Path, voice: &str, words_a_minute: u32, text: &str) -> Vec<i16> {
    let path = folder.join("clip.wav");
    let speed = words_a_minute.to_string();
    let done =
        Command::new("espeak-ng").args(["-v", voice, "-s", &speed, "-w"]).arg(&path).arg(text).status();
    assert!(done.unwrap().success(), "espeak-ng has no voice {voice}");
    let mut reader = hound::WavReader::open(&path).unwrap();
    let rate = reader.spec().sample_rate;
    let frames: Vec<f64> = reader.samples::<i16>().map(|frame| f64::from(frame.unwrap())).collect();
    // Between two samples on a line: what that adds lies far above the voice.
    let length = (frames.len() as f64 * f64::from(RATE) / f64::from(rate)) as usize;
    let at = |n: usize| {
        let place = n as f64 * f64::from(rate) / f64::from(RATE);
        let (low, share) = (place as usize, place.fract());
        let next = frames.get(low + 1).copied().unwrap_or(0.0);
        (frames[low] * (1.0 - share) + next * share) as i16
    };
    trimmed(&(0..length).map(at).collect::<Vec<_>>())
}

/// A clip without the silence at its ends.
fn trimmed(frames: &[i16]) -> Vec<i16> {
    let most = frames.iter().map(|frame| frame.unsigned_abs()).max().unwrap_or(0);
    let heard = |frame: &i16| f64::from(frame.unsigned_abs()) > f64::from(most) * SILENT;
    let from = frames.iter().position(heard).unwrap_or(0);
    let to = frames.iter().rposition(heard).map_or(0, |last| last + 1);
    frames[from..to].to_vec()
}

/// Clips with a silence before each and one at the end, and where each clip lies, in seconds.
pub fn joined(clips: &[Vec<i16>], silences: &[f64]) -> (Vec<i16>, Vec<(f64, f64)>) {
    assert_eq!(silences.len(), clips.len() + 1);
    let (mut all, mut spans) = (Vec::new(), Vec::new());
    let silence = |secs: f64| vec![0_i16; (secs * f64::from(RATE)) as usize];
    for (clip, secs) in clips.iter().zip(silences) {
        all.extend(silence(*secs));
        let from = all.len();
        all.extend(clip);
        spans.push((from as f64 / f64::from(RATE), all.len() as f64 / f64::from(RATE)));
    }
    all.extend(silence(silences[clips.len()]));
    (all, spans)
}

/// A sweep from 500 to 3,000 Hz in 0.05 s, which is found to a few frames.
pub fn chirp(rate: u32) -> Vec<i16> {
    let secs = 0.05;
    let frames = (secs * f64::from(rate)) as u32;
    let at = |n: u32| {
        let time = f64::from(n) / f64::from(rate);
        let turns = 500.0 * time + (3_000.0 - 500.0) / secs * time * time / 2.0;
        ((turns * std::f64::consts::TAU).sin() * 20_000.0) as i16
    };
    (0..frames).map(at).collect()
}

/// Where `what` lies best in `frames`, in seconds, from so many seconds on up to so many.
pub fn find(what: &[i16], frames: &[i16], from: f64, to: f64) -> f64 {
    let frame = |secs: f64| ((secs * f64::from(RATE)) as usize).min(frames.len().saturating_sub(what.len()));
    let alike = |at: usize, every: usize| -> i64 {
        let pairs = what.iter().zip(&frames[at..]).step_by(every);
        pairs.map(|(a, b)| i64::from(*a) * i64::from(*b)).sum()
    };
    // First roughly, which is a quarter of the work.
    let rough = (frame(from)..frame(to)).step_by(2).max_by_key(|at| alike(*at, 2)).unwrap_or(0);
    let near = rough.saturating_sub(4)..(rough + 5).min(frames.len().saturating_sub(what.len()) + 1);
    near.max_by_key(|at| alike(*at, 1)).unwrap_or(0) as f64 / f64::from(RATE)
}

/// Writes frames as a WAV file at `rate`.
pub fn write(path: &Path, frames: &[i16], rate: u32) {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec).unwrap();
    for frame in frames {
        writer.write_sample(*frame).unwrap();
    }
    writer.finalize().unwrap();
}
