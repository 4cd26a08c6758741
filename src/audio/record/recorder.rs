//! The handle that the rest of the program holds, and the thread named "recorder" behind it.

use std::fmt;
use std::fs::File;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::super::device::Alarm;
use super::engine::{Engine, Meter, RecordEvent, TICK};
use super::microphone::Microphone;

enum Request {
    Begin(Option<String>, File),
    End,
    /// The device of this recording is gone.
    Trouble(u64, String),
    Stop,
}

/// Records. Every call returns at once and none can fail: what goes wrong is a [`RecordEvent`]. Dropping it ends the
/// recording and keeps it.
pub struct Recorder {
    requests: Sender<Request>,
    meter: Meter,
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}

impl Recorder {
    /// Starts the thread. No microphone is opened before [`Recorder::begin`].
    ///
    /// `clock` is a monotonic clock of any epoch; `events` is called on the thread. Should the system refuse a thread,
    /// every later call is without effect and `events` is dropped.
    pub fn start<C, E>(clock: C, events: E) -> Self
    where
        C: Fn() -> Duration + Send + 'static,
        E: Fn(RecordEvent) + Send + 'static,
    {
        let (requests, receiver) = channel();
        let (back, meter) = (requests.clone(), Meter::default());
        let shown = meter.clone();
        // Without a thread the requests go nowhere.
        let _ = thread::Builder::new().name("recorder".to_owned()).spawn(move || {
            let (mut source, mut number) = (Microphone, 0_u64);
            let mut going: Option<Engine<Microphone, &E>> = None;
            loop {
                let request = match going {
                    Some(_) => receiver.recv_timeout(TICK),
                    None => receiver.recv().map_err(RecvTimeoutError::from),
                };
                going = match (request, going) {
                    (Ok(Request::Begin(device, file)), was) => {
                        if let Some(engine) = was {
                            engine.end(clock());
                        }
                        number += 1;
                        let (number, back) = (number, back.clone());
                        let alarm = Alarm::new(move |why| {
                            // The thread may have ended in the meantime: then nobody minds.
                            let _ = back.send(Request::Trouble(number, why));
                        });
                        let device = device.as_deref();
                        Engine::begin(&mut source, device, file, shown.clone(), alarm, &events, clock())
                    }
                    (Ok(Request::End), Some(engine)) => {
                        engine.end(clock());
                        None
                    }
                    (Ok(Request::Trouble(of, why)), Some(engine)) if of == number => {
                        engine.lose(why, clock());
                        None
                    }
                    (Ok(Request::Stop) | Err(RecvTimeoutError::Disconnected), was) => {
                        if let Some(engine) = was {
                            engine.end(clock());
                        }
                        return;
                    }
                    (_, was) => was.and_then(|engine| engine.tick(clock())),
                };
            }
        });
        Self { requests, meter }
    }

    /// Records into an empty `file`, from the microphone of this name or the system's own choice. One that goes on is
    /// ended first.
    pub fn begin(&self, device: Option<String>, file: File) {
        self.ask(Request::Begin(device, file));
    }

    /// Ends the recording and keeps it.
    pub fn end(&self) {
        self.ask(Request::End);
    }

    /// How loud it is just now.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    fn ask(&self, request: Request) {
        // Fails only when there is no thread.
        let _ = self.requests.send(request);
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.ask(Request::Stop);
    }
}
