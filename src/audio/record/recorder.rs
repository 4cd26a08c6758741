//! The handle that the rest of the program holds, and the thread named "recorder" behind it.

use std::fmt;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::super::device::Alarm;
use super::engine::{Engine, Keep, Place, RecordEvent, TICK};
use super::microphone::{Microphone, microphones};

/// What the recorder's thread reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// About the recording with this number.
    Of(u64, RecordEvent),
    /// The microphones that there are.
    Microphones(Vec<String>),
}

/// How long dropping a [`Recorder`] waits at most.
const GOING: Duration = Duration::from_secs(3);

enum Request {
    Begin(u64, Option<String>, Keep),
    Keep(Duration),
    Hold,
    Mark(u32, Duration),
    End,
    List,
    /// The device of this recording is gone.
    Trouble(u64, String),
    Stop,
}

type Going<'a> = Engine<Microphone, Box<dyn Fn(RecordEvent) + 'a>>;

/// Records. Every call returns at once and none can fail: what goes wrong is a [`RecordEvent`]. Dropping it ends the
/// recording, keeps it, and waits until it is on the disk, but not for ever.
pub struct Recorder {
    requests: Sender<Request>,
    clock: Box<dyn Fn() -> Duration + Send>,
    thread: Option<thread::JoinHandle<()>>,
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
        C: Fn() -> Duration + Send + Clone + 'static,
        E: Fn(Recorded) + Send + 'static,
    {
        let (requests, receiver) = channel();
        let (back, calls) = (requests.clone(), clock.clone());
        // Without a thread the requests go nowhere.
        let started = thread::Builder::new().name("recorder".to_owned()).spawn(move || {
            let (mut source, mut number) = (Microphone, 0_u64);
            let mut going: Option<Going<'_>> = None;
            loop {
                let request = match going {
                    Some(_) => receiver.recv_timeout(TICK),
                    None => receiver.recv().map_err(RecvTimeoutError::from),
                };
                let now = clock();
                going = match (request, going) {
                    (Ok(Request::Begin(new, device, keep)), was) => {
                        finish(was, &clock);
                        number = new;
                        let back = back.clone();
                        let alarm = Alarm::new(move |why| {
                            // The thread may have ended in the meantime: then nobody minds.
                            let _ = back.send(Request::Trouble(new, why));
                        });
                        let events = &events;
                        let tell: Box<dyn Fn(RecordEvent)> =
                            Box::new(move |event| events(Recorded::Of(new, event)));
                        let device = device.as_deref();
                        Engine::begin(&mut source, device, keep, alarm, tell, now)
                    }
                    (Ok(Request::Keep(at)), Some(engine)) => engine.keep(at, now),
                    (Ok(Request::Hold), Some(engine)) => engine.hold(now),
                    (Ok(Request::Mark(mark, at)), Some(engine)) => engine.mark(mark, at, now),
                    (Ok(Request::End), Some(engine)) => engine.end(now),
                    (Ok(Request::Trouble(of, why)), Some(engine)) if of == number => {
                        engine.lose(why, now);
                        None
                    }
                    (Ok(Request::List), was) => {
                        events(Recorded::Microphones(microphones()));
                        was
                    }
                    (Ok(Request::Stop) | Err(RecvTimeoutError::Disconnected), was) => {
                        finish(was, &clock);
                        return;
                    }
                    (_, was) => was.and_then(|engine| engine.tick(now)),
                };
            }
        });
        Self { requests, clock: Box::new(calls), thread: started.ok() }
    }

    /// Opens the microphone of this name, or the system's own choice; nothing is kept before [`Recorder::keep`]. A
    /// recording that goes on is ended first. `number` comes back in every event about it.
    pub fn begin(&self, number: u64, device: Option<String>, place: Place) {
        self.ask(Request::Begin(number, device, Keep::File(place)));
    }

    /// The same for a trial, of which nothing reaches the disk; it is kept from its first frame.
    pub fn try_out(&self, number: u64, device: Option<String>) {
        self.ask(Request::Begin(number, device, Keep::Trial));
        self.keep();
    }

    /// From now on what is said is kept.
    pub fn keep(&self) {
        self.ask(Request::Keep((self.clock)()));
    }

    /// Nothing is kept until [`Recorder::keep`]; the microphone stays open.
    pub fn hold(&self) {
        self.ask(Request::Hold);
    }

    /// Has it reported where in the recording it is now.
    pub fn mark(&self, mark: u32) {
        self.ask(Request::Mark(mark, (self.clock)()));
    }

    /// Ends the recording and keeps it.
    pub fn end(&self) {
        self.ask(Request::End);
    }

    /// Has the microphones listed.
    pub fn list(&self) {
        self.ask(Request::List);
    }

    fn ask(&self, request: Request) {
        // Fails only when there is no thread.
        let _ = self.requests.send(request);
    }
}

/// Ends a recording, and waits for the last of its sound.
fn finish(going: Option<Going<'_>>, clock: impl Fn() -> Duration) {
    let mut ending = going.and_then(|engine| engine.end(clock()));
    while let Some(engine) = ending {
        thread::sleep(TICK / 5);
        ending = engine.tick(clock());
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.ask(Request::Stop);
        // A device that hangs must not hang the program: what was said is on the disk but for its last half second.
        let since = Instant::now();
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) && since.elapsed() < GOING {
            thread::sleep(TICK / 5);
        }
    }
}
