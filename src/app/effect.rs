//! What the update asks the threads to do, and what they report back.

use uuid::Uuid;

use crate::audio::listen::Heard;
use crate::audio::transcribe::TranscribeEvent;
use crate::audio::{AudioEvent, Cue, Sound, Utterance, VoiceEvent};
use crate::domain::notebook::{Change, Entry, Key};
use crate::domain::rehearsal::Checkpoint;
use crate::store;

use super::exporting::{ExportJob, ExportReport};
use super::importing::{ImportJob, ImportReport};
use super::recording::{ListenJob, RecordJob, RecorderEvent, Studied, TranscribeJob};

pub use crate::store::KEPT_DAYS;

/// Something to be done outside the model.
#[derive(Debug)]
pub enum Effect {
    /// To the store's thread.
    Store(StoreJob),
    /// To the audio thread.
    Audio(AudioJob),
    /// Open a dialog to choose files to import.
    PickImport,
    /// Read what was given and report on each.
    Import(ImportJob),
    /// Stop the import with this number.
    CancelImport(u64),
    /// Read this aloud, in place of what is being read.
    Speak(Utterance),
    /// Stop reading aloud.
    Hush,
    /// Say what program would read aloud with this line; blank for whatever is found.
    FindVoice(String),
    /// Make what was asked for and write it to a file: the one typed, or one chosen in a dialog.
    SaveFile(Box<ExportJob>),
    /// To the recorder.
    Record(RecordJob),
    /// To the listener.
    Listen(ListenJob),
    /// Look the recording of this attempt through.
    Study(Uuid),
    /// To the program that writes down.
    Transcribe(TranscribeJob),
    /// Make the window full screen, or not.
    FullScreen(bool),
}

/// Something for the store to do. Each is answered by one event.
#[derive(Clone, Debug)]
pub enum StoreJob {
    /// Write a change of what the person has; one of several entries is one change on the disk too.
    Write(Change),
    /// Remember the running attempt.
    WriteRunning(Box<Checkpoint>),
    /// Forget the running attempt.
    ClearRunning,
    /// Become the one who writes, where the folder was only read so far.
    Regain,
    /// Erase for good.
    Erase(Erase),
    /// Keep this document as it stands, though it is not as it was saved.
    KeepAltered(String),
    /// Put this document back as the newest backup has it.
    RestoreAltered(String),
    /// Make a backup if the last is a day old.
    BackUpIfDue,
    /// Make a backup now.
    BackUp,
    /// Restore the backup of this name.
    Restore(String),
    /// List the backups.
    ListBackups,
    /// Say exactly what erasing would take.
    PreviewErase(Erase),
}

impl StoreJob {
    /// What it stores, or takes away, that the person typed, said or scored. All else is made again, asked for again, or
    /// only read.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        let change = if let Self::Write(change) = self { Some(change) } else { None };
        change.into_iter().flat_map(Change::keys)
    }

    /// Whether it stores an attempt.
    pub fn puts_attempt(&self) -> bool {
        let puts = |(key, entry): &(Key, Option<Entry>)| matches!(key, Key::Attempt(_)) && entry.is_some();
        matches!(self, Self::Write(change) if change.parts().iter().any(puts))
    }
}

/// What is to be erased for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erase {
    /// One attempt.
    Attempt(Uuid),
    /// The recording of this attempt.
    Recording(Uuid),
    /// The stories, imports, mock interviews and banks that were removed and are still kept.
    Removed,
    /// Everything in the data folder.
    Everything,
}

/// Something for the audio thread to do.
#[derive(Debug)]
pub enum AudioJob {
    /// Be ready to sound soon.
    Prepare,
    /// Replace what is scheduled.
    Schedule(Vec<Cue>),
    /// Sound now.
    Play(Sound),
    /// Set the volume (0 to 1) and whether it is muted.
    Volume(f32, bool),
}

/// What a thread reports.
#[derive(Debug)]
pub enum Event {
    /// A store job is done: it is on disk.
    Stored(StoreJob),
    /// A store job failed; nothing of it was lost, the job comes back.
    NotStored(StoreJob, String),
    /// The backups there are, the newest first.
    Backups(Vec<BackupRow>),
    /// Exactly what erasing would take, in words.
    ErasePreview(String),
    /// One attempt was erased for good.
    Erased(Uuid),
    /// The recording of this attempt was erased for good.
    RecordingErased(Uuid),
    /// What the recorder reports.
    Recorded(RecorderEvent),
    /// What became of listening.
    Heard(Heard),
    /// A recording was looked through.
    Studied(Studied),
    /// What the program that writes down came to.
    Transcribed(TranscribeEvent),
    /// What the store has to say about the job it just did.
    Notices(Vec<store::Notice>),
    /// The folder was restored, or everything was erased: this is what it holds now.
    Reloaded(Box<store::Contents>, String),
    /// The folder can be written, or a document in it was restored: this is what it holds now.
    Regained(Box<store::Contents>),
    /// What happened to the sound.
    Audio(AudioEvent),
    /// What became of reading aloud.
    Voice(VoiceEvent),
    /// The person chose these files; none if they closed the dialog.
    ImportPicked(Vec<String>),
    /// No dialog to choose files came up.
    NoDialog,
    /// The import with this number has got so far.
    Import(u64, ImportReport),
    /// How the export with this number went.
    Exported(u64, ExportReport),
    /// The system's theme is dark (or light).
    SystemTheme(bool),
}

/// One backup as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRow {
    /// The name it is restored by.
    pub name: String,
    /// What is shown of it: when, how large, whether it was verified.
    pub text: String,
}
