//! Writing down what was said, with a program that the person named: one recording at a time, bounded in time and words.

mod output;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

pub use output::{Timed, Written};

use super::program::{OpenQuote, Running, Start, locate, words};

/// What stands for the recording's path in a program's line.
pub const PLACE: &str = "{wav}";
/// The most that a program may write, in bytes: a day's talk with the time of each word.
pub const MOST_OUTPUT: usize = 8 << 20;

/// How often a running program is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// How long one that was stopped may take to be gone.
const GOING: Duration = Duration::from_secs(1);

/// How long a program may take over one recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// However short it is: a large model takes its time to load.
    pub base: Duration,
    /// Times the recording's own length.
    pub factor: u32,
}

impl Patience {
    /// Two minutes, and ten times as long as was spoken: a large model on an old computer.
    pub const USUAL: Self = Self { base: Duration::from_mins(2), factor: 10 };

    fn over(self, length: Duration) -> Duration {
        self.base.saturating_add(length.saturating_mul(self.factor))
    }
}

/// Why nothing can be written down, worded for the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProgramError {
    /// No program was named.
    #[error("No program was named that writes recordings down. Name one under Settings.")]
    NoneNamed,
    /// The program that was named is not there, or cannot be run.
    #[error("There is no program “{0}” to run. Correct the name or give its whole path.")]
    NotThere(String),
    /// A quote in the line has no end.
    #[error(transparent)]
    OpenQuote(#[from] OpenQuote),
}

/// A program that writes down, as its line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    path: PathBuf,
    arguments: Vec<String>,
}

impl Program {
    /// The program that `line` names, looked for in the folders of `path` (as in the variable PATH). [`PLACE`] in an
    /// argument stands for the recording; without it the recording is the last argument.
    ///
    /// # Errors
    /// If there is no such program.
    pub fn find(line: &str, path: Option<&std::ffi::OsStr>) -> Result<Self, ProgramError> {
        let mut words = words(line)?.into_iter();
        let name = words.next().ok_or(ProgramError::NoneNamed)?;
        let Some(path) = locate(&name, path) else { return Err(ProgramError::NotThere(name)) };
        let mut arguments: Vec<String> = words.collect();
        if !arguments.iter().any(|argument| argument.contains(PLACE)) {
            arguments.push(PLACE.to_owned());
        }
        Ok(Self { path, arguments })
    }

    /// The path of the program's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The program's name: that of its file, or of the script that an interpreter runs.
    pub fn name(&self) -> String {
        let of = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let script = self.arguments.first().map(Path::new);
        let is_script =
            |path: &&Path| path.extension().is_some_and(|ending| ending == "py" || ending == "sh");
        script.filter(is_script).map_or_else(|| of(&self.path), of)
    }

    /// Its arguments for one recording.
    pub fn arguments(&self, wav: &Path) -> Vec<OsString> {
        let fill = |argument: &String| {
            let mut filled = OsString::new();
            for (at, part) in argument.split(PLACE).enumerate() {
                if at > 0 {
                    filled.push(wav);
                }
                filled.push(part);
            }
            filled
        };
        self.arguments.iter().map(fill).collect()
    }
}

/// One recording to write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dictation {
    /// Its number, which comes back in every event about it.
    pub number: u64,
    /// The program's line, as [`Program::find`] takes it.
    pub command: String,
    /// The recording.
    pub wav: PathBuf,
    /// How long it is.
    pub length: Duration,
}

/// What the transcriber reports. Each dictation ends in exactly one of the last three.
#[derive(Debug, Clone, PartialEq)]
pub enum TranscribeEvent {
    /// What [`Transcriber::look_for`] found: the program's path, or what to do, in words.
    Found {
        /// The path, or why there is none.
        program: Result<String, String>,
    },
    /// The program runs.
    Started {
        /// The dictation's number.
        number: u64,
    },
    /// The program is done.
    Done {
        /// The dictation's number.
        number: u64,
        /// The program's name.
        program: String,
        /// What it wrote.
        written: Written,
    },
    /// It was stopped, as asked for.
    Stopped {
        /// The dictation's number.
        number: u64,
    },
    /// Nothing was written down.
    Failed {
        /// The dictation's number.
        number: u64,
        /// The reason, for people.
        why: String,
    },
}

enum Request {
    LookFor(String),
    Write(Dictation),
    Cancel,
    Stop,
}

/// Writes recordings down on a thread named "transcriber". No call waits. Dropping it stops what runs.
pub struct Transcriber {
    requests: Sender<Request>,
    thread: Option<thread::JoinHandle<()>>,
}

impl fmt::Debug for Transcriber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transcriber").finish_non_exhaustive()
    }
}

impl Transcriber {
    /// Starts the thread; `events` is called on it. Programs are looked for in the folders of `path`.
    pub fn start<E>(path: Option<OsString>, patience: Patience, events: E) -> Self
    where
        E: Fn(TranscribeEvent) + Send + 'static,
    {
        let (requests, receiver) = channel();
        let mut desk = Desk { path, patience, events, running: None };
        let thread =
            thread::Builder::new().name("transcriber".to_owned()).spawn(move || desk.run(&receiver)).ok();
        Self { requests, thread }
    }

    /// Reports in [`TranscribeEvent::Found`] what this line names.
    pub fn look_for(&self, command: String) {
        let _ = self.requests.send(Request::LookFor(command));
    }

    /// Writes one down; what is being written down is stopped first. False if the system gave no thread: then nothing
    /// will be reported.
    pub fn write(&self, dictation: Dictation) -> bool {
        self.requests.send(Request::Write(dictation)).is_ok()
    }

    /// Stops it.
    pub fn cancel(&self) {
        let _ = self.requests.send(Request::Cancel);
    }
}

impl Drop for Transcriber {
    fn drop(&mut self) {
        let _ = self.requests.send(Request::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Writing {
    number: u64,
    name: String,
    run: Running,
    began: Instant,
    time: Duration,
}

struct Desk<E> {
    path: Option<OsString>,
    patience: Patience,
    events: E,
    running: Option<Writing>,
}

impl<E: Fn(TranscribeEvent)> Desk<E> {
    fn run(&mut self, requests: &Receiver<Request>) {
        loop {
            let request = if self.running.is_none() {
                requests.recv().map_err(RecvTimeoutError::from)
            } else {
                requests.recv_timeout(LOOK)
            };
            match request {
                Ok(Request::LookFor(command)) => {
                    let found = Program::find(&command, self.path.as_deref());
                    let program = found.map(|p| p.path().display().to_string()).map_err(|e| e.to_string());
                    (self.events)(TranscribeEvent::Found { program });
                }
                Ok(Request::Write(dictation)) => {
                    self.cancel();
                    self.begin(&dictation);
                }
                Ok(Request::Cancel) => self.cancel(),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Request::Stop) | Err(RecvTimeoutError::Disconnected) => return self.cancel(),
            }
            self.look();
        }
    }

    fn begin(&mut self, dictation: &Dictation) {
        let number = dictation.number;
        let program = match Program::find(&dictation.command, self.path.as_deref()) {
            Ok(program) => program,
            Err(e) => return self.fail(number, e.to_string()),
        };
        let arguments = program.arguments(&dictation.wav);
        let start = Start { path: program.path(), arguments, input: None, output: Some(MOST_OUTPUT) };
        let name = program.name();
        match Running::start(start) {
            Ok(run) => {
                (self.events)(TranscribeEvent::Started { number });
                let time = self.patience.over(dictation.length);
                self.running = Some(Writing { number, name, run, began: Instant::now(), time });
            }
            Err(e) => {
                self.fail(
                    number,
                    format!("{name} could not be started: {e}. Name another program under Settings."),
                );
            }
        }
    }

    fn cancel(&mut self) {
        if let Some(writing) = self.running.take() {
            let number = writing.number;
            send_off(writing);
            (self.events)(TranscribeEvent::Stopped { number });
        }
    }

    fn look(&mut self) {
        let Some(mut writing) = self.running.take() else { return };
        let (number, name) = (writing.number, writing.name.clone());
        match writing.run.ended() {
            Ok(_) if writing.run.wrote_too_much() => {
                send_off(writing);
                self.fail(number, format!("{name} wrote more than 8 MB and was stopped; nothing was taken."));
            }
            Ok(None) if writing.began.elapsed() < writing.time => self.running = Some(writing),
            Ok(None) => {
                let minutes = writing.time.as_secs().div_ceil(60);
                send_off(writing);
                self.fail(number, format!("{name} took longer than {minutes} min and was stopped."));
            }
            Ok(Some(status)) if status.success() => match writing.run.output() {
                None => self.fail(number, format!("{name} wrote more than 8 MB; nothing was taken.")),
                Some(output) => match output::read(&String::from_utf8_lossy(&output)) {
                    Ok(written) => {
                        (self.events)(TranscribeEvent::Done { number, program: name, written });
                    }
                    Err(why) => self.fail(number, format!("{name} ended, but {why}.")),
                },
            },
            Ok(Some(status)) => {
                let said = writing.run.last_words();
                let said = if said.is_empty() { String::new() } else { format!(" It said: {said}") };
                self.fail(number, format!("{name} failed ({status}).{said}"));
            }
            Err(e) => {
                send_off(writing);
                self.fail(number, format!("{name} was lost sight of: {e}."));
            }
        }
    }

    fn fail(&self, number: u64, why: String) {
        (self.events)(TranscribeEvent::Failed { number, why });
    }
}

/// Ends the program with all it started, and waits a little until it is gone.
fn send_off(mut writing: Writing) {
    writing.run.kill();
    let since = Instant::now();
    while matches!(writing.run.ended(), Ok(None)) && since.elapsed() < GOING {
        thread::sleep(LOOK);
    }
}

#[cfg(all(test, unix))]
#[path = "tests.rs"]
mod tests;
