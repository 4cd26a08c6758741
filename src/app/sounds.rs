//! The threads of recordings: the recorder, the listener, the program that writes down. Each is begun when it is first
//! needed: who records nothing has none of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use uuid::Uuid;

use crate::audio::listen::{Clip, Listener, Sound};
use crate::audio::record::{Place, Recorder};
use crate::audio::transcribe::{Dictation, Patience, TranscribeEvent, Transcriber};
use crate::store::{create_sound, room_for_sound, sound_file};

use super::clock;
use super::effect::Event;
use super::jobs::Wake;
use super::recording::{ListenJob, Playing, RecordJob, Studied, TranscribeJob, study};

/// What has to do with recordings.
pub(super) struct Sounds {
    folder: PathBuf,
    sender: Sender<Event>,
    wake: Wake,
    recorder: Option<Recorder>,
    listener: Option<Listener>,
    transcriber: Option<Transcriber>,
}

impl Sounds {
    /// With the sounds in this folder; nothing is started yet.
    pub(super) fn new(folder: PathBuf, sender: Sender<Event>, wake: Wake) -> Self {
        Self { folder, sender, wake, recorder: None, listener: None, transcriber: None }
    }

    /// The folder of the sounds.
    pub(super) fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// What reports an event.
    fn report<T: 'static>(&self, event: fn(T) -> Event) -> impl Fn(T) + Send + 'static {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        move |what| {
            // The window may be gone by now; then nobody needs the report.
            let _ = sender.send(event(what));
            wake();
        }
    }

    pub(super) fn record(&mut self, job: RecordJob) {
        let report = self.report(Event::Recorded);
        let recorder = self.recorder.get_or_insert_with(|| Recorder::start(clock::monotonic, report));
        match job {
            RecordJob::Begin { number, attempt, microphone } => {
                let path = sound_file(&self.folder, attempt);
                recorder.begin(
                    number,
                    microphone,
                    Place { path, create: create_sound, room: room_for_sound },
                );
            }
            RecordJob::Keep => recorder.keep(),
            RecordJob::Hold => recorder.hold(),
            RecordJob::Mark(mark) => recorder.mark(mark),
            RecordJob::End => recorder.end(),
            RecordJob::Try { number, microphone } => recorder.try_out(number, microphone),
            RecordJob::List => recorder.list(),
        }
    }

    pub(super) fn listen(&mut self, job: ListenJob) {
        let report = self.report(Event::Heard);
        let listener = self.listener.get_or_insert_with(|| Listener::start(report));
        match job {
            ListenJob::Play { number, what, span, speed } => {
                let sound = match what {
                    Playing::Attempt(attempt) => Sound::File(sound_file(&self.folder, attempt)),
                    Playing::Trial(frames) => Sound::Memory(frames),
                };
                listener.play(number, Clip { sound, from_secs: span.start, to_secs: span.end }, speed);
            }
            ListenJob::Speed(speed) => listener.set_speed(speed),
            ListenJob::Stop => listener.stop(),
        }
    }

    /// Looks a recording through, on a thread of its own.
    pub(super) fn study(&self, attempt: Uuid) {
        let report = self.report(Event::Studied);
        let path = sound_file(&self.folder, attempt);
        let work = move || report(study(attempt, &path));
        if let Err(e) = thread::Builder::new().name("study".to_owned()).spawn(work) {
            let why = format!("a thread could not be started: {e}");
            let _ = self.sender.send(Event::Studied(Studied { attempt, found: Err(why) }));
        }
    }

    pub(super) fn transcribe(&mut self, job: TranscribeJob) {
        let report = self.report(Event::Transcribed);
        let transcriber = self
            .transcriber
            .get_or_insert_with(|| Transcriber::start(std::env::var_os("PATH"), Patience::USUAL, report));
        match job {
            TranscribeJob::Find(command) => transcriber.look_for(command),
            TranscribeJob::Write { number, attempt, command, secs } => {
                let wav = sound_file(&self.folder, attempt);
                let dictation = Dictation { number, command, wav, length: Duration::from_secs(secs) };
                if !transcriber.write(dictation) {
                    let why = "the system gave no thread. Close other programs and start Greenroom again.";
                    let failed = TranscribeEvent::Failed { number, why: why.to_owned() };
                    let _ = self.sender.send(Event::Transcribed(failed));
                }
            }
            TranscribeJob::Cancel => transcriber.cancel(),
        }
    }
}
