//! A stretch of a recording as it is heard: read piece by piece, brought to its speed, handed on through a line.

use std::fs::File;
use std::io::BufReader;
use std::num::{NonZeroU16, NonZeroU32};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use hound::WavReader;
use rtrb::{Consumer, Producer, RingBuffer};
use wsola::TimeStretch;

use super::super::record::RATE;
use super::listener::{Clip, Sound};

/// Seconds of sound that are made ahead.
const AHEAD_SECS: f64 = 0.5;
/// Frames that are read at a time.
const BLOCK: usize = 2_048;

/// The end that reads.
pub(super) struct Reel {
    from: From,
    /// None at the usual speed.
    stretch: Option<TimeStretch>,
    speed: f64,
    line: Producer<f32>,
    ready: Vec<f32>,
    taken: usize,
    read_to_end: bool,
    start_secs: f64,
    shared: Arc<Shared>,
}

/// The end that the device takes from: one channel at [`RATE`]. It neither locks nor waits; where nothing is ready there
/// is silence.
pub(super) struct Tape {
    line: Consumer<f32>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// Frames that the device took.
    heard: AtomicU64,
    /// Nobody listens any more.
    over: AtomicBool,
}

enum From {
    File(Box<WavReader<BufReader<File>>>, u32),
    Memory(Arc<[i16]>, usize, usize),
}

impl Reel {
    /// The stretch of `clip` from `start_secs` on, at `speed` times the usual one.
    pub(super) fn new(clip: &Clip, start_secs: f64, speed: f64) -> Result<(Self, Tape), String> {
        let frame = |secs: f64| (secs.max(0.0) * f64::from(RATE)) as u64;
        let (start, end) = (frame(start_secs), frame(clip.to_secs));
        let from = match &clip.sound {
            Sound::File(path) => {
                let mut reader = WavReader::open(path).map_err(|error| unreadable(&error))?;
                let spec = reader.spec();
                if (spec.channels, spec.sample_rate, spec.bits_per_sample) != (1, RATE, 16) {
                    return Err("it is not as Greenroom records".to_owned());
                }
                let len = u64::from(reader.duration());
                let start = u32::try_from(start.min(len)).unwrap_or(u32::MAX);
                reader.seek(start).map_err(|error| error.to_string())?;
                let left = u32::try_from(end.min(len)).unwrap_or(u32::MAX).saturating_sub(start);
                From::File(Box::new(reader), left)
            }
            Sound::Memory(frames) => {
                let within = |frame: u64| usize::try_from(frame).unwrap_or(usize::MAX).min(frames.len());
                From::Memory(Arc::clone(frames), within(start), within(end))
            }
        };
        let (producer, consumer) = RingBuffer::new((f64::from(RATE) * AHEAD_SECS) as usize);
        let shared = Arc::new(Shared::default());
        let reel = Self {
            from,
            stretch: stretch(speed),
            speed,
            line: producer,
            ready: Vec::new(),
            taken: 0,
            read_to_end: false,
            start_secs,
            shared: Arc::clone(&shared),
        };
        Ok((reel, Tape { line: consumer, shared }))
    }

    /// Makes as much ahead as there is room for.
    pub(super) fn wind(&mut self) {
        loop {
            while self.taken < self.ready.len() {
                if self.line.push(self.ready[self.taken]).is_err() {
                    return;
                }
                self.taken += 1;
            }
            if self.read_to_end {
                return;
            }
            self.make();
        }
    }

    /// Where in the recording the device is, in seconds.
    pub(super) fn position(&self) -> f64 {
        let heard = self.shared.heard.load(Ordering::Relaxed) as f64;
        self.start_secs + heard * self.speed / f64::from(RATE)
    }

    /// Whether all of it was taken.
    pub(super) fn is_over(&self) -> bool {
        self.read_to_end && self.taken == self.ready.len() && self.line.is_full_of_room()
    }

    /// The next block, at its speed.
    fn make(&mut self) {
        self.ready.clear();
        self.taken = 0;
        let block = self.from.read();
        self.read_to_end = block.len() < BLOCK;
        let Some(stretch) = &mut self.stretch else {
            self.ready = block;
            return;
        };
        stretch.push(&block);
        if self.read_to_end {
            stretch.set_draining();
        }
        let least = stretch.min_output_buff_size();
        // Twice slower is the most that a block grows by.
        let mut out = vec![0.0; least * (2 * BLOCK).div_ceil(least).max(2)];
        // It has nothing to give until enough was pushed.
        while let Ok(made) = stretch.pull(&mut out) {
            self.ready.extend_from_slice(&out[..made]);
            if made < out.len() {
                break;
            }
        }
    }
}

/// What a line holds is known by the room in it.
trait Room {
    fn is_full_of_room(&self) -> bool;
}

impl Room for Producer<f32> {
    fn is_full_of_room(&self) -> bool {
        self.slots() == self.buffer().capacity()
    }
}

impl Drop for Reel {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
    }
}

impl From {
    /// The next block; shorter at the end, and where the rest cannot be read.
    fn read(&mut self) -> Vec<f32> {
        let as_heard = |frame: i16| f32::from(frame) / -f32::from(i16::MIN);
        match self {
            Self::File(reader, left) => {
                let most = BLOCK.min(*left as usize);
                let block: Vec<f32> =
                    reader.samples().take(most).map_while(Result::ok).map(as_heard).collect();
                *left -= most as u32;
                block
            }
            Self::Memory(frames, from, to) => {
                let end = (*from + BLOCK).min(*to).max(*from);
                let block = frames[*from..end].iter().map(|&frame| as_heard(frame)).collect();
                *from = end;
                block
            }
        }
    }
}

impl Iterator for Tape {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.shared.over.load(Ordering::Relaxed) {
            return None;
        }
        let Ok(frame) = self.line.pop() else { return Some(0.0) };
        self.shared.heard.fetch_add(1, Ordering::Relaxed);
        Some(frame)
    }
}

fn unreadable(error: &hound::Error) -> String {
    match error {
        hound::Error::IoError(io) if io.kind() == std::io::ErrorKind::NotFound => {
            "the sound is not on this computer".to_owned()
        }
        _ => format!("the sound cannot be read: {error}"),
    }
}

fn stretch(speed: f64) -> Option<TimeStretch> {
    if (speed - 1.0).abs() < 0.001 {
        return None;
    }
    let mut stretch = TimeStretch::new(NonZeroU32::new(RATE)?, NonZeroU16::MIN).ok()?;
    stretch.set_tempo(speed as f32);
    Some(stretch)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// `secs` of a tone of 200 Hz.
    fn tone(secs: f64) -> Arc<[i16]> {
        let at = |n: u32| f64::from(n) / f64::from(RATE) * 200.0 * std::f64::consts::TAU;
        (0..(secs * f64::from(RATE)) as u32).map(|n| (at(n).sin() * 8_000.0) as i16).collect()
    }

    fn clip(frames: Arc<[i16]>, to_secs: f64) -> Clip {
        Clip { sound: Sound::Memory(frames), from_secs: 0.0, to_secs }
    }

    /// All that the device gets, which takes it as fast as it can.
    fn played(clip: &Clip, start: f64, speed: f64) -> (Vec<f32>, f64) {
        let (mut reel, mut tape) = Reel::new(clip, start, speed).unwrap();
        let mut heard = Vec::new();
        while !reel.is_over() {
            reel.wind();
            while tape.line.slots() > 0 {
                heard.extend(tape.next());
            }
        }
        (heard, reel.position())
    }

    fn crossings(heard: &[f32]) -> usize {
        heard.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count()
    }

    #[test]
    fn at_the_usual_speed_every_frame_is_heard_as_it_is() {
        let frames = tone(3.0);
        let (heard, end) = played(&clip(Arc::clone(&frames), 2.5), 1.0, 1.0);
        assert_eq!(heard.len(), 24_000);
        assert!(
            heard.iter().zip(&frames[16_000..]).all(|(a, b)| (a * 32_768.0 - f32::from(*b)).abs() < 0.01)
        );
        assert!((end - 2.5).abs() < 0.001);
    }

    #[test]
    fn faster_or_slower_it_takes_another_time_at_the_same_pitch() {
        for speed in [0.75, 1.25, 1.5, 2.0] {
            let (heard, end) = played(&clip(tone(4.0), 4.0), 0.0, speed);
            let secs = heard.len() as f64 / f64::from(RATE);
            assert!((secs - 4.0 / speed).abs() < 0.1, "{speed}: {secs} s");
            let hertz = crossings(&heard) as f64 / secs;
            assert!((hertz - 200.0).abs() < 4.0, "{speed}: {hertz} Hz");
            assert!((end - 4.0).abs() < 0.15, "{speed}: ends at {end}");
        }
    }

    #[test]
    fn what_is_wound_off_gives_silence_until_there_is_more_and_then_nothing() {
        let (mut reel, mut tape) = Reel::new(&clip(tone(0.01), 9.0), 0.0, 1.0).unwrap();
        assert_eq!(tape.next(), Some(0.0));
        assert!(reel.position() < f64::EPSILON, "silence is no progress");
        reel.wind();
        assert_eq!(tape.by_ref().take(161).count(), 161);
        assert!(reel.is_over());
        drop(reel);
        assert_eq!(tape.next(), None);
    }

    #[test]
    fn a_file_that_is_not_there_or_no_recording_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wav");
        let clip = Clip { sound: Sound::File(path.clone()), from_secs: 0.0, to_secs: 1.0 };
        let told = Reel::new(&clip, 0.0, 1.0).map(|_| ()).unwrap_err();
        assert_eq!(told, "the sound is not on this computer");
        std::fs::write(&path, b"RIFF").unwrap();
        assert!(Reel::new(&clip, 0.0, 1.0).is_err());
    }
}
