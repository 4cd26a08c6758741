//! What the update asks the threads to do, and what they report back.

use uuid::Uuid;

use crate::audio::{AudioEvent, Cue, Sound, Utterance, VoiceEvent};
use crate::domain::attempt::{Attempt, Moment};
use crate::domain::bank::Bank;
use crate::domain::mock::record::Mock;
use crate::domain::overlay::Overlay;
use crate::domain::profile::Profile;
use crate::domain::review::Review;
use crate::domain::story::Story;
use crate::store;

use super::exporting::{ExportJob, ExportReport};
use super::importing::{ImportJob, ImportReport};
use super::model::Erase;

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
    /// Make the window full screen, or not.
    FullScreen(bool),
}

/// Something for the store to do. Each is answered by one event.
#[derive(Clone, Debug)]
pub enum StoreJob {
    /// Store an attempt, new or edited.
    PutAttempt(Box<Attempt>),
    /// Delete an attempt.
    DeleteAttempt(Uuid),
    /// Store a moment, new or edited.
    PutMoment(Box<Moment>),
    /// Delete a moment.
    DeleteMoment(Uuid),
    /// Store the profile.
    WriteProfile(Box<Profile>),
    /// Store a story.
    WriteStory(Box<Story>),
    /// Take a story away.
    RemoveStory(String),
    /// Store a bank.
    WriteBank(Box<Bank>),
    /// Take a bank away.
    RemoveBank(String),
    /// Store what the person changed about a bank.
    WriteOverlay(Box<Overlay>),
    /// Take away what the person changed about the bank with this id.
    RemoveOverlay(String),
    /// Store an import, under review or accepted.
    WriteImport(Box<Review>),
    /// Take an import away.
    RemoveImport(Uuid),
    /// Store a mock interview as it stands.
    WriteMock(Box<Mock>),
    /// Take a mock interview away.
    RemoveMock(Uuid),
    /// Do all of these as one change: after whatever interruption all of it is stored, or none.
    Together(Vec<StoreJob>),
    /// Remember the running attempt.
    WriteRunning(serde_json::Value),
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
