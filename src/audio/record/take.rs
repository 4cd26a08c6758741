//! One recording on the disk: 16-bit mono WAV whose header is right twice a second, so that a crash costs half a second.

use std::fs::File;
use std::io::{BufWriter, ErrorKind};
use std::path::Path;

use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

use super::activity::RATE;

/// How often the header is brought up to what was written, in parts of a second.
const SAVES_A_SECOND: u32 = 2;

/// The most frames that the header of a WAV file can count.
const MOST_FRAMES: usize = (u32::MAX as usize - 44) / 2;

/// Why a recording cannot go on. What was saved before stays readable.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Four gibibytes, the most a WAV file holds: 37 hours.
    #[error("it is as long as a WAV file can be")]
    TooLong,
    /// The file could not be written.
    #[error("it could not be written ({0})")]
    Failed(hound::Error),
}

impl From<hound::Error> for TakeError {
    fn from(error: hound::Error) -> Self {
        match &error {
            hound::Error::IoError(io) if io.kind() == ErrorKind::StorageFull => Self::Full,
            _ => Self::Failed(error),
        }
    }
}

/// A recording that is being written.
pub struct Take {
    writer: WavWriter<BufWriter<File>>,
    rate: u32,
    unsaved: u32,
}

impl Take {
    /// Begins one in an empty `file`, at `rate` frames a second.
    ///
    /// # Errors
    ///
    /// [`TakeError`] if the header cannot be written.
    pub fn begin(file: File, rate: u32) -> Result<Self, TakeError> {
        let spec =
            WavSpec { channels: 1, sample_rate: rate, bits_per_sample: 16, sample_format: SampleFormat::Int };
        let mut writer = WavWriter::new(BufWriter::new(file), spec)?;
        writer.flush()?;
        Ok(Self { writer, rate, unsaved: 0 })
    }

    /// Goes on with the one at `path`, after what was saved of it.
    ///
    /// # Errors
    ///
    /// [`TakeError`] if it is no recording at `rate`, or cannot be written.
    pub fn go_on(path: &Path, rate: u32) -> Result<Self, TakeError> {
        let writer = WavWriter::append(path)?;
        let spec = writer.spec();
        if (spec.channels, spec.sample_rate, spec.bits_per_sample) != (1, rate, 16) {
            return Err(TakeError::Failed(hound::Error::Unsupported));
        }
        Ok(Self { writer, rate, unsaved: 0 })
    }

    /// Adds frames; they are safe from a crash of the program within half a second of sound.
    ///
    /// # Errors
    ///
    /// [`TakeError`]; the recording then holds what was saved before.
    pub fn push(&mut self, frames: &[i16]) -> Result<(), TakeError> {
        // Past it the header's own count would begin anew.
        if self.frames() as usize + frames.len() > MOST_FRAMES {
            return Err(TakeError::TooLong);
        }
        for &frame in frames {
            self.writer.write_sample(frame)?;
            self.unsaved += 1;
            if self.unsaved >= self.rate / SAVES_A_SECOND {
                self.writer.flush()?;
                self.unsaved = 0;
            }
        }
        Ok(())
    }

    /// How many frames were added.
    pub fn frames(&self) -> u32 {
        self.writer.duration()
    }

    /// How many frames are safe from a crash of the program.
    pub fn saved(&self) -> u32 {
        self.frames() - self.unsaved
    }

    /// Ends it. Tells how many frames it has.
    ///
    /// # Errors
    ///
    /// [`TakeError`] if the last half second could not be written.
    pub fn end(self) -> Result<u32, TakeError> {
        let frames = self.frames();
        self.writer.finalize()?;
        Ok(frames)
    }
}

/// All frames of the recording at `path`.
///
/// # Errors
/// Why it cannot be read, for people.
pub fn read(path: &Path) -> Result<Vec<i16>, String> {
    let mut reader = WavReader::open(path).map_err(|error| format!("the sound cannot be read: {error}"))?;
    let spec = reader.spec();
    if (spec.channels, spec.sample_rate, spec.bits_per_sample) != (1, RATE, 16) {
        return Err("the sound is not as Greenroom records".to_owned());
    }
    // What was cut off at the end is left out.
    Ok(reader.samples().map_while(Result::ok).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::mem;

    use super::*;

    fn counted(frames: u32) -> Vec<i16> {
        (0..frames).map(|n| i16::try_from(n % 30_000).unwrap()).collect()
    }

    fn read(path: &Path) -> Vec<i16> {
        super::read(path).unwrap()
    }

    #[test]
    fn every_frame_comes_back_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wav");
        let frames = counted(50_001);
        let mut take = Take::begin(File::create(&path).unwrap(), 16_000).unwrap();
        for block in frames.chunks(777) {
            take.push(block).unwrap();
        }
        assert_eq!(take.end().unwrap(), 50_001);
        assert_eq!(read(&path), frames);
    }

    #[test]
    fn a_crash_costs_half_a_second_at_most_wherever_it_comes() {
        let folder = tempfile::tempdir().unwrap();
        for spoken in [0, 1, 7_999, 8_000, 20_000, 31_999] {
            let path = folder.path().join(format!("{spoken}.wav"));
            let frames = counted(spoken);
            let mut take = Take::begin(File::create(&path).unwrap(), 16_000).unwrap();
            take.push(&frames).unwrap();
            // As a crash leaves it: nothing is flushed on the way out.
            mem::forget(take);
            let kept = read(&path);
            assert!(kept.len() + 8_000 > frames.len(), "{} of {spoken}", kept.len());
            assert_eq!(kept, frames[..kept.len()]);
        }
    }

    #[test]
    fn one_that_was_cut_short_goes_on_after_what_was_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wav");
        let mut take = Take::begin(File::create(&path).unwrap(), 16_000).unwrap();
        take.push(&counted(20_000)).unwrap();
        mem::forget(take);
        let saved = read(&path);
        let mut take = Take::go_on(&path, 16_000).unwrap();
        assert_eq!(take.frames() as usize, saved.len());
        take.push(&[7; 3_000]).unwrap();
        take.end().unwrap();
        assert_eq!(read(&path), [saved, vec![7; 3_000]].concat());
        assert!(Take::go_on(&path, 48_000).is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        assert!(matches!(Take::begin(full, 16_000), Err(TakeError::Full)));
    }
}
