//! The voice: reads a text aloud with a program of the system's, or one that the person named.

mod program;

use std::ffi::OsString;
use std::fmt;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::program::{Running, Start};
pub use program::{Call, PLACE, Program, VoiceError};

/// How often a running program is looked at. That it ended is known so much later at most.
const LOOK: Duration = Duration::from_millis(30);
/// How long one that was stopped may take to be gone before the next one starts all the same, and how
/// long dropping a [`Voice`] waits.
const GOING: Duration = Duration::from_secs(1);

/// How long a program may take over one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// However short the text is.
    pub base: Duration,
    /// For each character besides.
    pub per_character: Duration,
}

impl Limit {
    /// Half a minute to begin, and then a sixth of a second a character, as a very slow voice speaks:
    /// 60 words of five letters and a blank in a minute.
    pub const USUAL: Self =
        Self { base: Duration::from_secs(30), per_character: Duration::from_nanos(166_666_667) };

    /// The time for this text.
    pub fn of(self, text: &str) -> Duration {
        let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        self.base.saturating_add(self.per_character.saturating_mul(characters))
    }
}

/// One text to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Its number, which comes back in every event about it.
    pub number: u64,
    /// The program's line, as [`Program::find`] takes it.
    pub command: String,
    /// What to read.
    pub text: String,
}

/// What the voice reports. Each utterance is started at most once and ends in exactly one of the four
/// last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoiceEvent {
    /// What [`Voice::look_for`] found: the program's path, or what to do, in words.
    Found {
        /// The path, or why there is none.
        program: Result<String, String>,
    },
    /// The program runs.
    Started {
        /// The utterance's number.
        number: u64,
    },
    /// It was read to the end.
    Ended {
        /// The utterance's number.
        number: u64,
    },
    /// It was stopped, as asked for; the program is gone.
    Stopped {
        /// The utterance's number.
        number: u64,
    },
    /// It was not read, or not to the end.
    Failed {
        /// The utterance's number.
        number: u64,
        /// The reason, for people.
        why: String,
    },
    /// There is no program to read it.
    Missing {
        /// The utterance's number.
        number: u64,
        /// What to do, for people.
        why: String,
    },
}

enum Request {
    LookFor(String),
    Speak(Utterance),
    Hush,
    Stop,
}

/// Reads aloud, one text at a time, on a thread named "voice". No call waits for the voice. Dropping it
/// stops what is being read, for which it waits a second at most.
pub struct Voice {
    requests: Sender<Request>,
    thread: Option<thread::JoinHandle<()>>,
}

impl fmt::Debug for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Voice").finish_non_exhaustive()
    }
}

impl Voice {
    /// Starts the thread; `events` is called on it. Programs are looked for in the folders of `path` (as
    /// in the variable PATH), and each text has the time that `limit` gives it.
    pub fn start<E>(path: Option<OsString>, limit: Limit, events: E) -> Self
    where
        E: FnMut(VoiceEvent) + Send + 'static,
    {
        let (requests, receiver) = channel();
        let mut desk =
            Desk { path, limit, events: Box::new(events), speaking: None, going: Vec::new(), next: None };
        let thread = thread::Builder::new().name("voice".to_owned()).spawn(move || desk.run(&receiver)).ok();
        Self { requests, thread }
    }

    /// Reports in [`VoiceEvent::Found`] what would read with this line.
    pub fn look_for(&self, command: String) {
        self.ask(Request::LookFor(command));
    }

    /// Reads a text; what is being read is stopped first. False if the system gave no thread: then
    /// nothing will be reported.
    pub fn speak(&self, utterance: Utterance) -> bool {
        self.ask(Request::Speak(utterance))
    }

    /// Stops what is being read.
    pub fn hush(&self) {
        self.ask(Request::Hush);
    }

    fn ask(&self, request: Request) -> bool {
        self.requests.send(request).is_ok()
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.ask(Request::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What is being read.
struct Speaking {
    number: u64,
    program: Program,
    run: Running,
    began: Instant,
    time: Duration,
}

/// A program that was told to go and has not been reaped.
struct Going {
    /// The utterance that was stopped, if it is one that has to be reported.
    number: Option<u64>,
    run: Running,
    since: Instant,
}

/// The thread's state.
struct Desk {
    path: Option<OsString>,
    limit: Limit,
    events: Box<dyn FnMut(VoiceEvent) + Send>,
    speaking: Option<Speaking>,
    going: Vec<Going>,
    next: Option<Utterance>,
}

impl Desk {
    fn run(&mut self, requests: &Receiver<Request>) {
        loop {
            let idle = self.speaking.is_none() && self.going.is_empty() && self.next.is_none();
            let request = if idle {
                requests.recv().map_err(RecvTimeoutError::from)
            } else {
                requests.recv_timeout(LOOK)
            };
            match request {
                Ok(Request::LookFor(command)) => {
                    let found = Program::find(&command, self.path.as_deref());
                    let program = found.map(|p| p.path().display().to_string()).map_err(|e| e.to_string());
                    (self.events)(VoiceEvent::Found { program });
                }
                Ok(Request::Speak(utterance)) => {
                    self.hush();
                    self.next = Some(utterance);
                }
                Ok(Request::Hush) => self.hush(),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Request::Stop) | Err(RecvTimeoutError::Disconnected) => return self.leave(),
            }
            self.look();
        }
    }

    /// Ends everything, waiting for it a little.
    fn leave(&mut self) {
        self.hush();
        let since = Instant::now();
        self.look();
        while !self.going.is_empty() && since.elapsed() < GOING {
            thread::sleep(LOOK);
            self.look();
        }
    }

    /// Stops what is being read and forgets what was to be read next.
    fn hush(&mut self) {
        if let Some(next) = self.next.take() {
            (self.events)(VoiceEvent::Stopped { number: next.number });
        }
        if let Some(speaking) = self.speaking.take() {
            let number = speaking.number;
            self.send_off(speaking, Some(number));
        }
    }

    fn send_off(&mut self, mut speaking: Speaking, number: Option<u64>) {
        let since = Instant::now();
        speaking.run.kill();
        self.going.push(Going { number, run: speaking.run, since });
        if let Some(arguments) = speaking.program.silence()
            && let Ok(run) = Running::plain(speaking.program.path(), arguments)
        {
            self.going.push(Going { number: None, run, since });
        }
    }

    /// Looks after what runs, what is going, and what comes next.
    fn look(&mut self) {
        let mut stopped = Vec::new();
        self.going.retain_mut(|going| {
            let there = matches!(going.run.ended(), Ok(None));
            if !there {
                stopped.extend(going.number);
            } else if going.since.elapsed() > GOING {
                going.run.kill();
            }
            there
        });
        for number in stopped {
            (self.events)(VoiceEvent::Stopped { number });
        }
        self.look_at_speaking();
        // Two voices never overlap, and what silences the last one must not silence this one.
        if self.going.iter().all(|going| going.since.elapsed() > GOING)
            && let Some(utterance) = self.next.take()
        {
            self.begin(&utterance);
        }
    }

    fn begin(&mut self, utterance: &Utterance) {
        let number = utterance.number;
        let program = match Program::find(&utterance.command, self.path.as_deref()) {
            Ok(program) => program,
            Err(e) => return (self.events)(VoiceEvent::Missing { number, why: e.to_string() }),
        };
        let call = program.call(&utterance.text);
        let arguments = call.arguments.into_iter().map(OsString::from).collect();
        match Running::start(Start { path: program.path(), arguments, input: call.input, output: None }) {
            Ok(run) => {
                (self.events)(VoiceEvent::Started { number });
                let time = self.limit.of(&utterance.text);
                self.speaking = Some(Speaking { number, program, run, began: Instant::now(), time });
            }
            Err(e) => {
                let why = format!(
                    "{} could not be started: {e}. Name another program under Settings.",
                    program.name()
                );
                (self.events)(VoiceEvent::Failed { number, why });
            }
        }
    }

    fn look_at_speaking(&mut self) {
        let Some(mut speaking) = self.speaking.take() else { return };
        let number = speaking.number;
        let name = speaking.program.name();
        match speaking.run.ended() {
            Ok(None) if speaking.began.elapsed() < speaking.time => self.speaking = Some(speaking),
            Ok(None) => {
                let secs = speaking.time.as_secs();
                let why = format!("{name} took longer than {secs} s and was stopped. Try it under Settings.");
                self.send_off(speaking, None);
                (self.events)(VoiceEvent::Failed { number, why });
            }
            Ok(Some(status)) if status.success() => (self.events)(VoiceEvent::Ended { number }),
            Ok(Some(status)) => {
                let said = speaking.run.last_words();
                let said = if said.is_empty() { String::new() } else { format!(" It said: {said}") };
                let why = format!("{name} failed ({status}). Try it under Settings.{said}");
                (self.events)(VoiceEvent::Failed { number, why });
            }
            Err(e) => {
                let why = format!("{name} was lost sight of: {e}. Try it under Settings.");
                self.send_off(speaking, None);
                (self.events)(VoiceEvent::Failed { number, why });
            }
        }
    }
}

#[cfg(all(test, unix))]
#[path = "voice_tests.rs"]
mod tests;
