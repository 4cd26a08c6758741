//! Recordings as the screens show them: what records just now, what is listened to, what is being written down.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::audio::record::RecordEvent;
use crate::domain::countdown::Mono;
use crate::domain::recording::delivery::Span;
use crate::domain::recording::usual::Told;
use crate::domain::recording::{Beat, Recording, told};
use crate::domain::star::Section;

pub use crate::audio::listen::Speed;

/// How long a trial of the microphone is, in seconds.
pub const TRIAL_SECS: u64 = 5;
/// How many bars a waveform has.
pub const BARS: usize = 400;

/// Something for the recorder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordJob {
    /// Open the microphone for this attempt; nothing is kept yet.
    Begin {
        /// The number that comes back in every event about it.
        number: u64,
        /// The attempt.
        attempt: Uuid,
        /// The microphone's name; the system's own choice if none.
        microphone: Option<String>,
    },
    /// Keep what comes from now on.
    Keep,
    /// Keep nothing until the next [`Self::Keep`].
    Hold,
    /// Report where in the recording it is.
    Mark(u32),
    /// End it.
    End,
    /// Try the microphone out; nothing of it reaches the disk.
    Try {
        /// Its number.
        number: u64,
        /// The microphone's name.
        microphone: Option<String>,
    },
    /// List the microphones.
    List,
}

/// Something for the listener.
#[derive(Clone, Debug, PartialEq)]
pub enum ListenJob {
    /// Play this.
    Play {
        /// The number that comes back in every event about it.
        number: u64,
        /// What.
        what: Playing,
        /// Which part of it, in seconds.
        span: Span,
        /// How fast.
        speed: Speed,
    },
    /// Go on at this speed.
    Speed(Speed),
    /// Stop.
    Stop,
}

/// What is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Playing {
    /// The recording of this attempt.
    Attempt(Uuid),
    /// The trial of the microphone.
    Trial(Arc<[i16]>),
}

/// Something for the program that writes down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TranscribeJob {
    /// Say what this line names.
    Find(String),
    /// Write the recording of this attempt down.
    Write {
        /// The number that comes back in every event about it.
        number: u64,
        /// The attempt.
        attempt: Uuid,
        /// The program's line.
        command: String,
        /// How long the recording is, in seconds.
        secs: u64,
    },
    /// Stop.
    Cancel,
}

/// What was found when a recording was looked through.
#[derive(Clone, Debug, PartialEq)]
pub struct Studied {
    /// The attempt.
    pub attempt: Uuid,
    /// What was found, or why it could not be read.
    pub found: Result<Found, String>,
}

/// What a recording sounds like.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its loudness over time, [`BARS`] values from 0 to 1.
    pub bars: Arc<[f32]>,
    /// Where speech was heard.
    pub speech: Vec<Span>,
    /// Where syllables were heard, in seconds.
    pub syllables: Vec<f64>,
}

/// The part of a rehearsal that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Thinking: the microphone is open and nothing is kept.
    Think,
    /// Answering; the section, if one was marked.
    Answer(Option<Section>),
    /// The reply to the probe with this index.
    Probe(usize),
}

/// How a recording stands, as the stage shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Light {
    /// The microphone is being opened, or gives nothing yet.
    Opening,
    /// It is open and nothing is kept.
    Ready,
    /// It records.
    On,
    /// It waits while the clock stands.
    Paused,
    /// It would record, but the microphone gives nothing.
    Stalled,
    /// It records silence.
    Silent,
    /// The person stopped it; what was said is kept.
    Stopped,
    /// It ended by itself, or did not begin.
    Failed,
}

/// The recording of an attempt while it is on stage.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // what it was told, each by itself
pub struct Tape {
    /// The number it goes by in events.
    pub number: u64,
    /// The attempt.
    pub attempt: Uuid,
    /// What it has been told to do.
    pub(super) keeping: bool,
    /// Whether it was told to end.
    pub(super) ended: bool,
    /// Where the rehearsal was when it was last looked at.
    pub(super) place: Option<Place>,
    /// What was marked, by number.
    pub(super) marked: Vec<Beat>,
    /// The cues of the phases: the beat each began with, and its cues by seconds from it and length.
    pub(super) cues: Vec<(Beat, Vec<(f64, f64)>)>,
    /// How many moments had been marked when it was last looked at.
    pub(super) moments: usize,
    /// When it was asked for.
    pub(super) began: Mono,
    /// How many frames it had before it was gone on with.
    pub(super) before: u64,
    /// The microphone's name.
    pub(super) microphone: String,
    /// Whether somebody else's speech may be in it.
    pub(super) other_speech: bool,
    /// How it stands.
    pub light: Light,
}

impl Tape {
    /// How it stands while all is well.
    pub(super) fn fine(&self) -> Light {
        match (self.keeping, self.place) {
            (true, _) => Light::On,
            (false, None | Some(Place::Think)) => Light::Ready,
            (false, Some(Place::Answer(_) | Place::Probe(_))) => Light::Paused,
        }
    }

    /// Whether it was told to end, or ended.
    pub fn is_over(&self) -> bool {
        self.ended
    }
}

/// A trial of the microphone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MicrophoneTrial {
    /// The number it goes by in events.
    pub number: u64,
    /// Whether it goes on.
    pub going: bool,
    /// How loud it is just now, 0 to 1, and the most so far.
    pub level: f32,
    /// The loudest so far.
    pub loudest: f32,
    /// What was heard, once it is over.
    pub heard: Option<Arc<[i16]>>,
    /// Why it failed, if it did.
    pub why: String,
}

impl MicrophoneTrial {
    /// What the loudest says, in words. A voice at an arm's length peaks between a tenth and nine tenths of the range.
    pub fn verdict(&self) -> &'static str {
        match self.loudest {
            loudest if loudest <= 0.001 => {
                "Nothing was heard. Is the microphone muted, or another one meant?"
            }
            loudest if loudest < 0.05 => "Very quiet. Move closer, or turn the microphone up.",
            loudest if loudest > 0.98 => "Too loud: it is clipped. Move away, or turn the microphone down.",
            _ => "Loud enough.",
        }
    }
}

/// What is listened to.
#[derive(Clone, Debug, PartialEq)]
pub struct Listening {
    /// The number it goes by in events.
    pub number: u64,
    /// The attempt; none for the trial.
    pub attempt: Option<Uuid>,
    /// The part that is played, in seconds.
    pub span: Span,
    /// How far it has got, in seconds of the recording.
    pub at: f64,
}

/// How a transcript comes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WritingDown {
    /// The number it goes by in events.
    pub number: u64,
    /// The attempt.
    pub attempt: Uuid,
}

/// All about recordings that is not in the notebook.
#[derive(Debug, Default)]
pub struct RecordingView {
    /// The microphones there are, once they were asked for.
    pub microphones: Option<Vec<String>>,
    /// The trial of the microphone.
    pub trial: Option<MicrophoneTrial>,
    /// When the trial is to end.
    pub(super) trial_ends: Option<Mono>,
    /// The recording on stage, and those that are still being ended.
    pub(super) tapes: Vec<Tape>,
    /// The attempts whose recordings wait for them to be stored.
    pub(super) pending: BTreeSet<Uuid>,
    /// The attempts whose recordings are to be dropped once they are stored and left.
    pub dropped: BTreeSet<Uuid>,
    /// How the recordings were told, by time, with the pace of each: worked out when they change.
    pub told: Vec<Told>,
    /// Whether they changed since.
    pub(super) stale: bool,
    /// What the transcript of the open answer tells: worked out when it, its story or the page changes.
    pub facts: Option<told::Told>,
    /// The answer that it was worked out for, and how old its story was then.
    pub(super) facts_of: Option<(Uuid, Option<DateTime<FixedOffset>>)>,
    /// The answer whose page is open.
    pub(super) page: Option<Uuid>,
    /// The last number given out.
    pub(super) last: u64,
    /// The sounds on this computer, with their bytes.
    pub sounds: BTreeMap<Uuid, u64>,
    /// Whether a screen reader is on.
    pub screen_reader: bool,
    /// What is listened to.
    pub listening: Option<Listening>,
    /// How fast.
    pub speed: Speed,
    /// Where the open recordings were listened to last, in seconds.
    pub places: BTreeMap<Uuid, f64>,
    /// The loudness of recordings that were looked at.
    pub waves: BTreeMap<Uuid, Arc<[f32]>>,
    /// The recordings that are being looked through, and those that could not be.
    pub(super) studying: Vec<Uuid>,
    pub(super) unreadable: BTreeSet<Uuid>,
    /// What the line in the settings names.
    pub program: Option<Result<String, String>>,
    /// What is being written down.
    pub writing: Option<WritingDown>,
    /// The attempt that the open one is compared with.
    pub compared: Option<Uuid>,
    /// Whether the transcript of the open recording is being mended.
    pub mending: bool,
}

impl RecordingView {
    /// The recording of the attempt that is on stage, if one was begun.
    pub fn tape(&self, attempt: Uuid) -> Option<&Tape> {
        self.tapes.iter().rfind(|tape| tape.attempt == attempt)
    }

    pub(super) fn tape_mut(&mut self, attempt: Uuid) -> Option<&mut Tape> {
        self.tapes.iter_mut().rfind(|tape| tape.attempt == attempt)
    }

    /// Whether the sound of this attempt could not be read.
    pub fn is_unreadable(&self, attempt: Uuid) -> bool {
        self.unreadable.contains(&attempt)
    }

    /// Where the recording of this attempt is played, in seconds, if it is.
    pub fn playing(&self, attempt: Uuid) -> Option<f64> {
        self.listening.as_ref().filter(|l| l.attempt == Some(attempt)).map(|l| l.at)
    }
}

/// What is asked for about recordings.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordingCommand {
    /// Play this part of an attempt's recording, or stop if it plays.
    Play(Uuid, Span),
    /// Go to this moment of a recording, in seconds; goes on playing from there if it played.
    Seek(Uuid, f64),
    /// Stop.
    Stop,
    /// So fast.
    SetSpeed(Speed),
    /// Try the microphone out.
    TryMicrophone,
    /// Hear what the trial heard.
    HearTrial,
    /// List the microphones anew.
    ListMicrophones,
    /// Have the recording of this attempt written down.
    WriteDown(Uuid),
    /// Stop writing down.
    CancelWriting,
    /// Mend the transcript of the open recording, or enough of it.
    Mend(bool),
    /// The transcript of this attempt as it is typed.
    SetTranscript(Uuid, String),
    /// Drop the transcript of this attempt; it can be undone.
    DropTranscript(Uuid),
    /// Drop the recording of this attempt; it can be undone.
    Drop(Uuid),
    /// Compare the open attempt with this one, or with none.
    Compare(Option<Uuid>),
    /// A screen reader came, or went.
    ScreenReader(bool),
}

/// The recorder's event about a number, or the list of microphones.
pub type RecorderEvent = crate::audio::record::Recorded;

/// Megabytes, the rest of one counted as one.
pub fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

/// Looks a recording through: its loudness over time, and where speech is heard.
pub(super) fn study(attempt: Uuid, path: &std::path::Path) -> Studied {
    let found = crate::audio::record::read(path).map(|frames| {
        let speech = crate::audio::record::speech(&frames);
        Found {
            bars: bars(&frames),
            syllables: crate::audio::record::syllables(&frames, &speech),
            speech: speech.into_iter().map(|(from, to)| Span::new(from, to)).collect(),
        }
    });
    Studied { attempt, found }
}

/// The loudness over time.
fn bars(frames: &[i16]) -> Arc<[f32]> {
    let size = frames.len().div_ceil(BARS).max(1);
    let bar = |frames: &[i16]| {
        let sum: f64 = frames.iter().map(|frame| f64::from(*frame).powi(2)).sum();
        // The square root of the root mean square: a quiet voice is seen too.
        #[allow(clippy::cast_possible_truncation)] // 0 to 1
        let bar = ((sum / frames.len() as f64).sqrt() / f64::from(i16::MAX)).sqrt() as f32;
        bar
    };
    frames.chunks(size).map(bar).collect()
}

/// What is told of an event that ends or troubles a recording; nothing where all is well.
pub(super) fn trouble(event: &RecordEvent) -> Option<String> {
    Some(match event {
        RecordEvent::NotBegun { why } => {
            format!("This answer is not recorded: {why}. The rehearsal goes on.")
        }
        RecordEvent::Stalled => {
            "The microphone gives no sound. The recording waits for it; the rehearsal goes on.".to_owned()
        }
        RecordEvent::Silent => "The microphone gives only silence. It may be muted.".to_owned(),
        RecordEvent::Broke { why, .. } => {
            format!(
                "The recording ended early: {why}. What was said before is kept, and the rehearsal goes on."
            )
        }
        _ => return None,
    })
}

/// The recordings that can be laid beside that of an attempt, the newest first.
pub fn comparable<'a>(
    recordings: &'a [Recording],
    alike: impl Fn(Uuid) -> bool + 'a,
    open: Uuid,
) -> impl Iterator<Item = &'a Recording> {
    recordings.iter().rev().filter(move |recording| recording.attempt != open && alike(recording.attempt))
}
