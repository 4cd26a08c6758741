//! What the recording's thread decides: what is kept, when sound has stalled or is silent, when it ends, what is told.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::super::device::Alarm;
use super::activity::RATE;
use super::rate::ToRate;
use super::source::{Sounding, Source, SourceError};
use super::take::{Take, TakeError};

/// How often sound is taken from the line.
pub(super) const TICK: Duration = Duration::from_millis(50);
/// How long a device may give nothing, or nothing but zeros, before the person is told.
const PATIENCE: Duration = Duration::from_millis(1_800);
/// The least room that must be left on the disk, in bytes: the rest of an evening's answers, and all else that is saved.
const LEAST_ROOM: u64 = 200 << 20;
/// How long the last sound that a device holds is waited for.
const LAST_SOUND: Duration = Duration::from_secs(1);
/// How often the room is looked at while a recording goes on.
const LOOK_AT_ROOM: Duration = Duration::from_secs(10);
/// How many frames the clock and the device may be apart without any being lost: a fifth of a second.
const SLACK_FRAMES: u64 = RATE as u64 / 5;
/// The most that is kept of a trial, in seconds.
const TRIAL_SECS: u32 = 30;

/// What a recording reports. None of it needs an answer. Frames are those of the recording, [`RATE`] a second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordEvent {
    /// The microphone gives sound.
    Ready {
        /// The microphone's name.
        device: String,
    },
    /// It could not begin.
    NotBegun {
        /// The reason, for people.
        why: String,
    },
    /// The microphone gives nothing; the recording waits for it.
    Stalled,
    /// The microphone gives nothing but silence: it may be muted.
    Silent,
    /// Sound comes again.
    Sounds,
    /// What was marked lies here.
    Marked {
        /// The number it was marked by.
        mark: u32,
        /// Where, in frames.
        frame: u64,
    },
    /// How loud it is in a trial, twenty times a second.
    Level {
        /// The greatest sample since the last one, of a thousand.
        per_mille: u16,
    },
    /// It ended before it was asked to. What was recorded is kept.
    Broke {
        /// The reason, for people.
        why: String,
        /// Frames that are kept.
        frames: u64,
        /// Frames that should be in it and are not.
        lost: u64,
    },
    /// It ended as asked.
    Ended {
        /// Frames that are kept; none, then there is no file.
        frames: u64,
        /// Frames that should be in it and are not: silence stands for them where the device gave none.
        lost: u64,
    },
    /// A trial ended.
    Tried {
        /// What was heard.
        frames: Arc<[i16]>,
    },
}

/// A file that is made when the first frame is to be kept.
pub struct Place {
    /// Where it lies. One that is there already is gone on with.
    pub path: PathBuf,
    /// Makes it.
    pub create: fn(&std::path::Path) -> io::Result<File>,
    /// How many bytes are free there, where that can be told.
    pub room: fn(&std::path::Path) -> Option<u64>,
}

/// What becomes of the sound.
pub(super) enum Keep {
    /// A recording.
    File(Place),
    /// A trial: nothing of it reaches the disk.
    Trial,
}

/// Where it has got to.
enum Sink {
    Not(Keep),
    Take(Place, Box<Take>),
    Trial(Vec<i16>),
}

/// What the microphone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sound {
    Awaited,
    Fine,
    Stalled,
    Silent,
}

/// A recording that goes on.
pub(super) struct Engine<S: Source, E> {
    sounding: Sounding<S::Stream>,
    sink: Sink,
    rate: ToRate,
    events: E,
    sound: Sound,
    /// Whether a first sound came.
    is_ready: bool,
    /// Since when it is kept, while it is, and how long it was kept before.
    kept_since: Option<Duration>,
    kept_secs: Duration,
    /// When the last frame came, and the last that was not zero.
    frame_at: Duration,
    heard_at: Duration,
    room_at: Duration,
    /// Frames of silence in place of what the device did not give, and up to when there are such.
    filled: u64,
    filled_to: Duration,
    /// Frames that were said before it was held and are still to come.
    tail: usize,
    /// Frames that were said before it was kept and are still to come.
    skip: usize,
    /// When it ends at the latest, if it is to end.
    ends_at: Option<Duration>,
    /// Frames of a recording that is gone on with.
    before: u64,
    /// Frames of the device that were kept.
    given: u64,
    taken: Vec<i16>,
    made: Vec<i16>,
}

impl<S: Source, E: Fn(RecordEvent)> Engine<S, E> {
    /// Opens the microphone; nothing is kept yet. `None` if that fails, which is reported.
    pub(super) fn begin(
        source: &mut S,
        device: Option<&str>,
        keep: Keep,
        alarm: Alarm,
        events: E,
        now: Duration,
    ) -> Option<Self> {
        if let Keep::File(place) = &keep
            && (place.room)(&place.path).is_some_and(|room| room < LEAST_ROOM)
        {
            let why = "less than 200 MB are free on the disk; make room, and the next answer is recorded";
            events(RecordEvent::NotBegun { why: why.to_owned() });
            return None;
        }
        let opened = source.open(device, alarm).and_then(|sounding| {
            let rate = ToRate::new(sounding.rate)
                .ok_or_else(|| SourceError::Refused(format!("it gives {} frames a second", sounding.rate)))?;
            Ok((sounding, rate))
        });
        match opened {
            Ok((sounding, rate)) => Some(Self {
                sounding,
                sink: Sink::Not(keep),
                rate,
                events,
                sound: Sound::Awaited,
                is_ready: false,
                kept_since: None,
                kept_secs: Duration::ZERO,
                frame_at: now,
                heard_at: now,
                room_at: now,
                filled: 0,
                filled_to: Duration::ZERO,
                taken: Vec::new(),
                made: Vec::new(),
                given: 0,
                tail: 0,
                skip: 0,
                ends_at: None,
                before: 0,
            }),
            Err(why) => {
                events(RecordEvent::NotBegun { why: why.to_string() });
                None
            }
        }
    }

    /// From `at` on what comes is kept.
    pub(super) fn keep(mut self, at: Duration, now: Duration) -> Option<Self> {
        if self.kept_since.is_some() {
            return Some(self);
        }
        // What waits in the line was said before.
        self = self.tick(now)?;
        if let Err(why) = self.open_sink() {
            (self.events)(RecordEvent::NotBegun { why: why.to_string() });
            return None;
        }
        self.kept_since = Some(at);
        // What the device still holds of the time before is not kept.
        self.skip = self.frames_of(self.waiting(at, now)).saturating_sub(self.tail);
        Some(self)
    }

    /// What comes is not kept until [`Self::keep`].
    pub(super) fn hold(mut self, now: Duration) -> Option<Self> {
        self = self.tick(now)?;
        if let Err(why) = self.fill_up(now) {
            self.break_off(why.to_string());
            return None;
        }
        if let Some(since) = self.kept_since.take() {
            self.kept_secs += now.saturating_sub(since);
            // What the device still holds of it comes later, unless silence stands for it already.
            let due = if self.waits() { 0 } else { self.frames_of(self.waiting(now, now)) };
            self.tail = due.saturating_sub(self.skip);
            self.skip = 0;
        }
        Some(self)
    }

    /// Reports where in the recording it is.
    pub(super) fn mark(mut self, mark: u32, at: Duration, now: Duration) -> Option<Self> {
        self = self.tick(now)?;
        let missing = match self.kept_since {
            None => 0,
            // While nothing comes, silence will stand for the time since.
            Some(since) if self.waits() => {
                frames_in(at.saturating_sub(since.max(self.frame_at).max(self.filled_to)))
            }
            // What the device still holds, but for what of that is not kept.
            Some(_) => frames_in(self.waiting(at, now)).saturating_sub(self.in_recording(self.skip)),
        };
        let frame = self.frames() + self.in_recording(self.tail) + missing;
        (self.events)(RecordEvent::Marked { mark, frame });
        Some(self)
    }

    /// Takes what has come by the moment `now` to the disk. Gives the recording back while it goes on.
    pub(super) fn tick(mut self, now: Duration) -> Option<Self> {
        let mut taken = std::mem::take(&mut self.taken);
        self.sounding.drain.take(&mut taken);
        let peak = taken.iter().map(|frame| frame.unsigned_abs()).max();
        if self.is_trial() {
            let peak = u32::from(peak.unwrap_or(0).min(i16::MAX as u16)) * 1000 / i16::MAX as u32;
            (self.events)(RecordEvent::Level { per_mille: peak as u16 });
        }
        let came = taken.len();
        let put = self.fill(came, now).and_then(|()| self.put(&taken));
        self.taken = taken;
        if came > 0 {
            self.frame_at = now;
        }
        if peak > Some(0) {
            self.heard_at = now;
        }
        if let Err(why) = put {
            self.break_off(why.to_string());
            return None;
        }
        if !self.has_room(now) {
            self.finish(Some("less than 100 MB are free on the disk".to_owned()));
            return None;
        }
        self.listen(came, peak > Some(0), now);
        self.over(now)
    }

    /// Ends it: what waits in the line, and what the device still holds, is taken first. Gives the recording back as long
    /// as that is waited for.
    pub(super) fn end(self, now: Duration) -> Option<Self> {
        let mut engine = self.hold(now)?;
        engine.ends_at = Some(now + LAST_SOUND);
        engine.over(now)
    }

    /// Finishes it, if it is to end and nothing is waited for any more.
    fn over(self, now: Duration) -> Option<Self> {
        match self.ends_at {
            Some(ends) if self.tail == 0 || now >= ends => {
                self.finish(None);
                None
            }
            Some(_) | None => Some(self),
        }
    }

    /// The device is gone: what has come is kept.
    pub(super) fn lose(self, why: String, now: Duration) {
        if let Some(engine) = self.hold(now) {
            engine.finish(Some(why));
        }
    }

    /// Whether nothing comes.
    fn waits(&self) -> bool {
        matches!(self.sound, Sound::Awaited | Sound::Stalled)
    }

    /// The device's frames as frames of the recording.
    fn in_recording(&self, frames: usize) -> u64 {
        frames as u64 * u64::from(RATE) / u64::from(self.sounding.rate)
    }

    /// How much of the time up to `at` the device still holds.
    fn waiting(&self, at: Duration, now: Duration) -> Duration {
        self.sounding.drain.counts.age().saturating_sub(now.saturating_sub(at))
    }

    /// The device's frames in so much time; never many, whatever it tells.
    fn frames_of(&self, time: Duration) -> usize {
        (time.min(PATIENCE).as_secs_f64() * f64::from(self.sounding.rate)) as usize
    }

    fn is_trial(&self) -> bool {
        matches!(self.sink, Sink::Trial(_) | Sink::Not(Keep::Trial))
    }

    /// Frames kept so far, with those that the resampler still holds.
    fn frames(&self) -> u64 {
        let made = (self.given * u64::from(RATE) + u64::from(self.sounding.rate) / 2)
            / u64::from(self.sounding.rate);
        self.before + made + self.filled
    }

    /// Frames that should be in it and are not: what stands for silence, what found no room, and what is missing from
    /// the time that was kept, as after an overrun of the device's own.
    fn lost(&self) -> u64 {
        let dropped = self.sounding.drain.counts.lost() * u64::from(RATE) / u64::from(self.sounding.rate);
        let missing = frames_in(self.kept_secs).saturating_sub(self.frames() - self.before);
        self.filled + if missing > SLACK_FRAMES { missing.max(dropped) } else { dropped }
    }

    fn open_sink(&mut self) -> Result<(), TakeError> {
        let not = std::mem::replace(&mut self.sink, Sink::Trial(Vec::new()));
        self.sink = match not {
            Sink::Not(Keep::File(place)) => {
                let take = if place.path.exists() {
                    Take::go_on(&place.path, RATE)?
                } else {
                    let file = (place.create)(&place.path);
                    Take::begin(file.map_err(|error| TakeError::Failed(error.into()))?, RATE)?
                };
                self.before = u64::from(take.frames());
                Sink::Take(place, Box::new(take))
            }
            Sink::Not(Keep::Trial) => Sink::Trial(Vec::new()),
            begun => begun,
        };
        Ok(())
    }

    /// Puts silence where the device gave nothing, so that the recording's time goes on as the clock's.
    fn fill(&mut self, came: usize, now: Duration) -> Result<(), TakeError> {
        let Some(since) = self.kept_since.filter(|_| came > 0) else { return Ok(()) };
        if !matches!(self.sound, Sound::Awaited | Sound::Stalled) {
            return Ok(());
        }
        let secs = came as f64 / f64::from(self.sounding.rate);
        let from = now.saturating_sub(Duration::from_secs_f64(secs));
        self.put_silence(from.saturating_sub(since.max(self.frame_at).max(self.filled_to)))
    }

    /// The same up to `now`, where nothing came any more.
    fn fill_up(&mut self, now: Duration) -> Result<(), TakeError> {
        match self.kept_since.filter(|_| self.waits() && !matches!(self.sink, Sink::Not(_))) {
            Some(since) => {
                let silence = now.saturating_sub(since.max(self.frame_at).max(self.filled_to));
                self.filled_to = now;
                self.put_silence(silence)
            }
            None => Ok(()),
        }
    }

    fn put_silence(&mut self, length: Duration) -> Result<(), TakeError> {
        let missing = frames_in(length);
        self.filled += missing;
        let mut left = usize::try_from(missing).unwrap_or(0);
        while left > 0 {
            let block = left.min(RATE as usize);
            write(&mut self.sink, &vec![0; block])?;
            left -= block;
        }
        Ok(())
    }

    fn put(&mut self, taken: &[i16]) -> Result<(), TakeError> {
        // First what was still due when it was held, then what was said since, which is not kept.
        let (due, rest) = taken.split_at(self.tail.min(taken.len()));
        self.tail -= due.len();
        self.write_on(due)?;
        if self.kept_since.is_none() {
            return Ok(());
        }
        let skipped = self.skip.min(rest.len());
        self.skip -= skipped;
        self.write_on(&rest[skipped..])
    }

    fn write_on(&mut self, taken: &[i16]) -> Result<(), TakeError> {
        self.given += taken.len() as u64;
        let mut made = std::mem::take(&mut self.made);
        made.clear();
        self.rate.push(taken, &mut made);
        let written = write(&mut self.sink, &made);
        self.made = made;
        written
    }

    /// Whether the disk has room to go on, as far as it tells.
    fn has_room(&mut self, now: Duration) -> bool {
        let Sink::Take(place, _) = &self.sink else { return true };
        if now.saturating_sub(self.room_at) < LOOK_AT_ROOM {
            return true;
        }
        self.room_at = now;
        (place.room)(&place.path).is_none_or(|room| room >= LEAST_ROOM / 2)
    }

    /// Reports how it ended; `why` where it was not asked to.
    fn finish(mut self, why: Option<String>) {
        let mut rest = Vec::new();
        self.rate.end(&mut rest);
        let last = write(&mut self.sink, &rest);
        let lost = self.lost();
        let (saved, ended) = match std::mem::replace(&mut self.sink, Sink::Trial(Vec::new())) {
            Sink::Trial(heard) => {
                (self.events)(RecordEvent::Tried { frames: heard.into() });
                return;
            }
            Sink::Not(Keep::Trial) => {
                (self.events)(RecordEvent::Tried { frames: Arc::default() });
                return;
            }
            Sink::Not(Keep::File(_)) => (0, Ok(0)),
            Sink::Take(_, take) => (u64::from(take.saved()), last.and_then(|()| take.end())),
        };
        let (frames, failed) = match ended {
            Ok(frames) => (u64::from(frames), None),
            Err(error) => (saved, Some(error.to_string())),
        };
        (self.events)(match failed.or(why) {
            Some(why) => RecordEvent::Broke { why, frames, lost },
            None => RecordEvent::Ended { frames, lost },
        });
    }

    /// The disk takes no more: what was saved before is kept.
    fn break_off(self, why: String) {
        let frames = if let Sink::Take(_, take) = &self.sink { u64::from(take.saved()) } else { 0 };
        let lost = self.lost() + self.frames().saturating_sub(frames);
        (self.events)(RecordEvent::Broke { why, frames, lost });
    }

    /// Reports what the microphone does, once for each change.
    fn listen(&mut self, came: usize, heard: bool, now: Duration) {
        let is_over = |since: Duration| now.saturating_sub(since) >= PATIENCE;
        if came > 0 && !self.is_ready {
            self.is_ready = true;
            self.heard_at = now;
            (self.events)(RecordEvent::Ready { device: self.sounding.device.clone() });
        }
        let sound = match self.sound {
            Sound::Awaited if came > 0 => {
                self.sound = Sound::Fine;
                return;
            }
            was => {
                if is_over(self.frame_at) {
                    Sound::Stalled
                } else if was != Sound::Awaited && is_over(self.heard_at) {
                    Sound::Silent
                } else if heard || (was == Sound::Stalled && came > 0) {
                    Sound::Fine
                } else {
                    was
                }
            }
        };
        if sound != self.sound {
            self.sound = sound;
            (self.events)(match sound {
                Sound::Stalled => RecordEvent::Stalled,
                Sound::Silent => RecordEvent::Silent,
                Sound::Fine | Sound::Awaited => RecordEvent::Sounds,
            });
        }
    }
}

/// The frames of a recording in so much time.
fn frames_in(time: Duration) -> u64 {
    (time.as_secs_f64() * f64::from(RATE)).round() as u64
}

fn write(sink: &mut Sink, frames: &[i16]) -> Result<(), TakeError> {
    match sink {
        Sink::Take(_, take) => take.push(frames),
        Sink::Trial(heard) => {
            let room = (TRIAL_SECS * RATE) as usize - heard.len().min((TRIAL_SECS * RATE) as usize);
            heard.extend(&frames[..frames.len().min(room)]);
            Ok(())
        }
        Sink::Not(_) => Ok(()),
    }
}

#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;
