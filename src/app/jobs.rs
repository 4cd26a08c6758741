//! The named threads: the store, the sound, the voice, recordings, the dialogs and the theme. Each reports through an
//! event.

use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{self, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, Local};

use crate::audio::voice::Limit;
use crate::audio::{Player, Utterance, Voice, VoiceEvent};

use super::sounds::Sounds;
use crate::store::{self, BackupKind, Contents, Notice, Stamp, Store, StoreError};

use super::clock;
use super::effect::{AudioJob, BackupRow, Effect, Erase, Event, StoreJob};
use super::exporting::{self, Destination, ExportJob, ExportReport};
use super::importing::{self, ImportJob, ImportReport, Reader, Refused};

/// A dialog that says within this time that nothing was chosen never came up.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// Does what the update asks for, and hands back what was reported.
pub trait Jobs {
    /// Starts on `effect`; never waits.
    fn perform(&mut self, effect: Effect);
    /// What has been reported since the last call.
    fn events(&mut self) -> Vec<Event>;
    /// Waits until everything handed in has been done; called once, when the window closes.
    fn finish(&mut self);
}

/// Wakes the window.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The real threads.
pub struct Threads {
    store: Option<Sender<StoreJob>>,
    store_thread: Option<thread::JoinHandle<()>>,
    player: Player,
    voice: Option<Voice>,
    /// What has to do with recordings.
    sounds: Option<Sounds>,
    sender: Sender<Event>,
    receiver: Receiver<Event>,
    wake: Wake,
    /// Reads what is imported.
    reader: Arc<dyn Reader>,
    /// The number of the last import that was cancelled; those before it are over.
    cancelled: Arc<AtomicU64>,
    /// The exports that were started, each with whether it has come to its writing.
    exports: Vec<(Arc<AtomicBool>, thread::JoinHandle<()>)>,
}

impl Threads {
    /// Starts the threads. `reader` reads what is imported; `wake` is called after each report.
    pub fn start(store: Store, reader: Arc<dyn Reader>, wake: Wake) -> Self {
        let (sender, receiver) = channel();
        let player = {
            let (sender, wake) = (sender.clone(), Arc::clone(&wake));
            Player::start(clock::monotonic, move |event| {
                // The window may be gone by now; then nobody needs the report.
                let _ = sender.send(Event::Audio(event));
                wake();
            })
        };
        let voice = {
            let (sender, wake) = (sender.clone(), Arc::clone(&wake));
            Voice::start(std::env::var_os("PATH"), Limit::USUAL, move |event| {
                let _ = sender.send(Event::Voice(event));
                wake();
            })
        };
        let sounds = Sounds::new(store.sounds(), sender.clone(), Arc::clone(&wake));
        let (store_sender, jobs) = channel();
        let store_thread = {
            let (sender, wake) = (sender.clone(), Arc::clone(&wake));
            let mut desk = StoreDesk::new(store);
            thread::Builder::new().name("store".to_owned()).spawn(move || {
                for job in jobs {
                    for event in desk.perform(job, Local::now().fixed_offset().into()) {
                        let _ = sender.send(event);
                    }
                    wake();
                }
            })
        };
        let mut threads = Self {
            store: Some(store_sender),
            store_thread: None,
            player,
            voice: Some(voice),
            sounds: Some(sounds),
            sender,
            receiver,
            wake,
            reader,
            cancelled: Arc::default(),
            exports: Vec::new(),
        };
        match store_thread {
            Ok(handle) => threads.store_thread = Some(handle),
            // Every job then fails with words of its own when its send fails.
            Err(_) => threads.store = None,
        }
        let (sender, wake) = (threads.sender.clone(), Arc::clone(&threads.wake));
        super::theme::watch(move |dark| {
            let _ = sender.send(Event::SystemTheme(dark));
            wake();
        });
        threads
    }

    /// Has what is to be imported read, on a thread of its own.
    fn import(&self, job: ImportJob) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let (cancelled, reader) = (Arc::clone(&self.cancelled), Arc::clone(&self.reader));
        let number = job.number;
        let read = move || {
            let is_cancelled = || cancelled.load(Ordering::Relaxed) >= job.number;
            importing::run(&job, &*reader, &is_cancelled, &mut |report| {
                let _ = sender.send(Event::Import(job.number, report));
                wake();
            });
        };
        if let Err(e) = thread::Builder::new().name("import".to_owned()).spawn(read) {
            let why = format!("a thread could not be started: {e}. Close other programs and try again.");
            let refused = Refused { name: "Import".to_owned(), bank: false, why };
            let _ = self.sender.send(Event::Import(number, ImportReport::NotRead(refused)));
            let _ = self.sender.send(Event::Import(number, ImportReport::Done));
        }
    }

    fn speak(&self, utterance: Utterance) {
        let number = utterance.number;
        if !self.voice.as_ref().is_some_and(|voice| voice.speak(utterance)) {
            let why =
                "the system gave no thread for the voice. Close other programs and start Greenroom again.";
            let failed = VoiceEvent::Failed { number, why: why.to_owned() };
            let _ = self.sender.send(Event::Voice(failed));
        }
    }

    /// Makes and writes an export on a thread of its own, which also waits for the dialog.
    fn save_file(&mut self, job: ExportJob) {
        let number = job.number;
        // Some systems want the dialog begun on the window's thread; it is waited for elsewhere.
        let asked = job.path.is_none().then(|| {
            let ending = job.what.ending();
            rfd::AsyncFileDialog::new()
                .set_title(job.what.title())
                .set_file_name(job.what.file_name())
                .add_filter(ending.to_uppercase(), &[ending])
                .save_file()
        });
        let writing = Arc::new(AtomicBool::new(false));
        let (sender, wake, begun) = (self.sender.clone(), Arc::clone(&self.wake), Arc::clone(&writing));
        let sounds = self.sounds.as_ref().map(|sounds| sounds.folder().to_owned()).unwrap_or_default();
        let work = move || {
            let place = match (&job.path, asked) {
                (Some(path), _) => Some(Destination::typed(path, &job.what)),
                (None, Some(dialog)) => {
                    wait_for(dialog).map(|file| Destination::chosen(PathBuf::from(file.path()), &job.what))
                }
                (None, None) => None,
            };
            let report = place.map_or(ExportReport::NotChosen, |place| {
                begun.store(true, Ordering::Relaxed);
                exporting::run(&job.what, &job.given, &sounds, &place)
            });
            let _ = sender.send(Event::Exported(number, report));
            wake();
        };
        self.exports.retain(|(_, thread)| !thread.is_finished());
        match thread::Builder::new().name("export".to_owned()).spawn(work) {
            Ok(thread) => self.exports.push((writing, thread)),
            Err(e) => {
                let why = format!("a thread could not be started: {e}; close other programs and try again");
                let _ = self.sender.send(Event::Exported(number, ExportReport::NotSaved(why)));
            }
        }
    }

    fn of_sounds(&mut self, work: impl FnOnce(&mut Sounds)) {
        if let Some(sounds) = &mut self.sounds {
            work(sounds);
        }
    }

    /// Runs `work` on a thread of its own and reports what it returns.
    fn spawn(&self, name: &str, work: impl FnOnce() -> Event + Send + 'static) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        // A thread that cannot be started leaves the screen as it is; the button can be pressed again.
        let _ = thread::Builder::new().name(name.to_owned()).spawn(move || {
            let _ = sender.send(work());
            wake();
        });
    }
}

impl Jobs for Threads {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Store(job) => {
                let back = job.clone();
                if self.store.as_ref().is_none_or(|store| store.send(job).is_err()) {
                    let why =
                        "The part of the program that saves has stopped. Close Greenroom and start it again.";
                    let _ = self.sender.send(Event::NotStored(back, why.to_owned()));
                }
            }
            Effect::Audio(job) => perform_audio(&self.player, job),
            Effect::Speak(utterance) => self.speak(utterance),
            Effect::Hush => {
                if let Some(voice) = &self.voice {
                    voice.hush();
                }
            }
            Effect::FindVoice(command) => {
                if let Some(voice) = &self.voice {
                    voice.look_for(command);
                }
            }
            Effect::PickImport => self.spawn("dialog", || {
                let asked = Instant::now();
                let files = rfd::FileDialog::new().set_title("Files to import").pick_files();
                // Nobody closes a dialog so soon: where the system has none, none is told as chosen at once.
                if files.is_none() && asked.elapsed() < NO_DIALOG {
                    return Event::NoDialog;
                }
                let files = files.unwrap_or_default();
                Event::ImportPicked(files.iter().map(|path| path.display().to_string()).collect())
            }),
            Effect::Import(job) => self.import(job),
            Effect::CancelImport(number) => {
                self.cancelled.fetch_max(number, Ordering::Relaxed);
            }
            Effect::SaveFile(job) => self.save_file(*job),
            Effect::Record(job) => self.of_sounds(|sounds| sounds.record(job)),
            Effect::Listen(job) => self.of_sounds(|sounds| sounds.listen(job)),
            Effect::Study(attempt) => self.of_sounds(|sounds| sounds.study(attempt)),
            Effect::Transcribe(job) => self.of_sounds(|sounds| sounds.transcribe(job)),
            // The shell does this one, which needs the window.
            Effect::FullScreen(_) => {}
        }
    }

    fn events(&mut self) -> Vec<Event> {
        self.receiver.try_iter().collect()
    }

    fn finish(&mut self) {
        // Nobody goes on talking after the window has closed.
        self.voice = None;
        // What was said last is on the disk when this is done.
        self.sounds = None;
        // Nor is a file read on; one whose disk does not answer is not waited for, its process ends with this one.
        self.cancelled.store(u64::MAX, Ordering::Relaxed);
        self.store = None;
        if let Some(thread) = self.store_thread.take() {
            let _ = thread.join();
        }
        // A dialog that is still open is not waited for.
        for (writing, thread) in self.exports.drain(..) {
            if writing.load(Ordering::Relaxed) {
                let _ = thread.join();
            }
        }
    }
}

/// Waits on this thread until `future` is done.
fn wait_for<F: Future>(future: F) -> F::Output {
    struct Unpark(thread::Thread);
    impl task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = task::Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

fn perform_audio(player: &Player, job: AudioJob) {
    match job {
        AudioJob::Prepare => player.prepare(),
        AudioJob::Schedule(cues) => {
            player.cancel();
            if !cues.is_empty() {
                player.schedule(cues);
            }
        }
        AudioJob::Play(sound) => player.play_now(sound),
        AudioJob::Volume(volume, muted) => {
            player.set_volume(volume);
            player.set_muted(muted);
        }
    }
}

/// Does the store's jobs, one after the other.
pub struct StoreDesk {
    store: Store,
}

impl StoreDesk {
    /// A desk for this store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Does one job and reports on it, with what the store has to say besides.
    pub fn perform(&mut self, job: StoreJob, now: Stamp) -> Vec<Event> {
        let mut events = vec![self.perform_one(job, now)];
        let notices = self.store.take_notices();
        if !notices.is_empty() {
            events.push(Event::Notices(notices));
        }
        events
    }

    fn perform_one(&mut self, job: StoreJob, now: Stamp) -> Event {
        let store = &mut self.store;
        let done = match &job {
            StoreJob::Write(change) => store.write(change, now),
            StoreJob::RestoreAltered(file) => {
                // What is not saved, and what is on stage, goes on: the folder is only looked at anew.
                return match store.restore_altered(file, now) {
                    Ok(contents) => Event::Regained(Box::new(contents)),
                    Err(e) => Event::NotStored(job, e.to_string()),
                };
            }
            StoreJob::BackUpIfDue => store.backup_if_due(now).map(|_| ()),
            StoreJob::BackUp => store.backup_now(now).map(|_| ()),
            StoreJob::Erase(Erase::Attempt(id)) => {
                return match store.erase(store::Erase::Attempt(*id), now) {
                    Ok(_) => Event::Erased(*id),
                    Err(e) => Event::NotStored(job, e.to_string()),
                };
            }
            StoreJob::Erase(Erase::Recording(id)) => {
                return match store.erase(store::Erase::Recording(*id), now) {
                    Ok(_) => Event::RecordingErased(*id),
                    Err(e) => Event::NotStored(job, e.to_string()),
                };
            }
            StoreJob::Erase(Erase::Removed) => {
                return match store.erase(store::Erase::Removed, now) {
                    Ok(_) => Event::Notices(vec![Notice::new("What you removed", "It is erased for good.")]),
                    Err(e) => Event::NotStored(job, e.to_string()),
                };
            }
            StoreJob::Erase(Erase::Everything) => {
                return reloaded(
                    store.erase(store::Erase::Everything, now),
                    job,
                    "Everything was erased for good.",
                );
            }
            StoreJob::Regain => {
                return match store.regain(now) {
                    Ok(Some(contents)) => Event::Regained(Box::new(contents)),
                    Ok(None) => Event::Stored(job),
                    Err(e) => Event::NotStored(job, e.to_string()),
                };
            }
            StoreJob::PreviewErase(what) => return preview(store, *what),
            StoreJob::Restore(name) => {
                return reloaded(store.restore(name, now), job, "The backup was restored.");
            }
            StoreJob::ListBackups => return self.backups(),
            StoreJob::WriteRunning(running) => store.write_running(running),
            StoreJob::ClearRunning => store.clear_running(),
            StoreJob::KeepAltered(file) => store.keep_altered(file),
        };
        match done {
            Ok(()) if matches!(job, StoreJob::BackUp | StoreJob::BackUpIfDue) => self.backups(),
            Ok(()) => Event::Stored(job),
            Err(e) => Event::NotStored(job, e.to_string()),
        }
    }

    fn backups(&self) -> Event {
        let row = |backup: store::BackupInfo| BackupRow { text: backup_text(&backup), name: backup.name };
        Event::Backups(self.store.list_backups().into_iter().map(row).collect())
    }
}

fn reloaded(done: Result<Contents, StoreError>, job: StoreJob, text: &str) -> Event {
    match done {
        Ok(contents) => Event::Reloaded(Box::new(contents), text.to_owned()),
        Err(e) => Event::NotStored(job, e.to_string()),
    }
}

fn preview(store: &Store, what: Erase) -> Event {
    let what = match what {
        Erase::Attempt(id) => store::Erase::Attempt(id),
        Erase::Recording(id) => store::Erase::Recording(id),
        Erase::Removed => store::Erase::Removed,
        Erase::Everything => store::Erase::Everything,
    };
    Event::ErasePreview(match store.erase_preview(what) {
        Ok(preview) => preview_text(&preview),
        Err(e) => format!("What would go could not be worked out: {e}"),
    })
}

fn preview_text(preview: &store::ErasePreview) -> String {
    let counted = [
        (preview.attempts, "attempt", "attempts"),
        (preview.moments, "moment", "moments"),
        (preview.stories, "story", "stories"),
        (preview.imports, "import", "imports"),
        (preview.mocks, "mock interview", "mock interviews"),
        (preview.finds, "drill of finding stories", "drills of finding stories"),
        (preview.recordings, "recording", "recordings"),
        (preview.banks, "bank of your own", "banks of your own"),
        (preview.overlays, "edited bank", "edited banks, which stay as they came"),
        (preview.lines, "journal line", "journal lines, older versions and backups counted"),
    ];
    let what: Vec<String> = counted
        .iter()
        .filter(|(n, _, _)| *n > 0)
        .map(|(n, one, many)| crate::domain::words::counted(*n, one, many))
        .collect();
    if what.is_empty() && preview.files.is_empty() {
        return "There is nothing of that kind.".to_owned();
    }
    let files = preview.files.len();
    let mut text = format!("{}; in {files} files:", what.join(", "));
    for file in preview.files.iter().take(8) {
        let part = if file.stays { " (stays, without what was said in it)" } else { "" };
        text = format!("{text}\n• {}{part}", file.file);
    }
    if files > 8 {
        text = format!("{text}\n• and {} more", files - 8);
    }
    if !preview.stays.is_empty() {
        text = format!("{text}\nNot Greenroom's, so it stays: {}", preview.stays.join(", "));
    }
    text
}

fn backup_text(backup: &store::BackupInfo) -> String {
    let kind = match backup.kind {
        BackupKind::Daily => "daily",
        BackupKind::Weekly => "weekly",
        BackupKind::Manual => "made by you",
        BackupKind::BeforeRestore => "made before a restore",
    };
    let made = DateTime::parse_from_rfc3339(&backup.made).map_or_else(
        |_| backup.name.clone(),
        |at| at.with_timezone(&Local).format("%-d %b %Y, %H:%M").to_string(),
    );
    let kib = backup.bytes.div_ceil(1024);
    let state = match &backup.broken {
        None => "verified".to_owned(),
        Some(why) => format!("damaged: {why}"),
    };
    format!("{made} · {kind} · {} files, {kib} KiB · {state}", backup.files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ready once another thread has woken it.
    struct Later(Arc<AtomicBool>, bool);

    impl Future for Later {
        type Output = u8;
        fn poll(mut self: std::pin::Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<u8> {
            if self.0.load(Ordering::SeqCst) {
                return Poll::Ready(7);
            }
            if !std::mem::replace(&mut self.1, true) {
                let (ready, waker) = (Arc::clone(&self.0), context.waker().clone());
                let wake = move || {
                    ready.store(true, Ordering::SeqCst);
                    waker.wake();
                };
                assert!(thread::Builder::new().name("waker".to_owned()).spawn(wake).is_ok());
            }
            Poll::Pending
        }
    }

    #[test]
    fn what_another_thread_wakes_is_waited_for() {
        assert_eq!(wait_for(std::future::ready(1)), 1);
        assert_eq!(wait_for(Later(Arc::default(), false)), 7);
    }
}
