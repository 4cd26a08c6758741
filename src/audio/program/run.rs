//! One run of a program: fed, listened to up to a bound, and ended with all it started.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How much of what a program says on standard error is remembered, in bytes; the last of it.
const REMEMBERED: usize = 4096;
/// The most that is told of it, in characters.
const TOLD: usize = 200;
/// How long the last words of a program that has ended are waited for.
const LAST_WORDS: Duration = Duration::from_millis(200);
/// How long the rest of what it wrote is waited for: another program may hold its output open.
const LAST_OUTPUT: Duration = Duration::from_secs(2);

/// How a program is started.
#[derive(Debug)]
pub(in crate::audio) struct Start<'a> {
    /// Its file.
    pub(in crate::audio) path: &'a Path,
    /// Its arguments, one element each.
    pub(in crate::audio) arguments: Vec<OsString>,
    /// What it is given on standard input.
    pub(in crate::audio) input: Option<String>,
    /// The most bytes that are taken from its standard output; none, then it has none.
    pub(in crate::audio) output: Option<usize>,
}

/// A program that runs.
pub(in crate::audio) struct Running {
    child: Child,
    errors: Option<Receiver<String>>,
    output: Option<Receiver<Option<Vec<u8>>>>,
    /// Whether it wrote more than it may.
    too_much: Arc<AtomicBool>,
}

impl Running {
    /// Starts a program.
    ///
    /// # Errors
    /// The system's, if it cannot be started.
    pub(in crate::audio) fn start(start: Start<'_>) -> io::Result<Self> {
        let piped = |is: bool| if is { Stdio::piped() } else { Stdio::null() };
        let mut command = Command::new(start.path);
        command.args(start.arguments).stdout(piped(start.output.is_some())).stderr(Stdio::piped());
        command.stdin(piped(start.input.is_some()));
        let mut run = Self { child: spawn(command)?, errors: None, output: None, too_much: Arc::default() };
        if let Err(e) = run.attend(start.input, start.output) {
            run.kill();
            let _ = run.child.wait();
            return Err(e);
        }
        Ok(run)
    }

    /// Starts the program at `path` with these arguments, without anything to read or to say.
    ///
    /// # Errors
    /// The system's, if it cannot be started.
    pub(in crate::audio) fn plain(path: &Path, arguments: &[&str]) -> io::Result<Self> {
        let mut command = Command::new(path);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self { child: spawn(command)?, errors: None, output: None, too_much: Arc::default() })
    }

    /// Feeds it and reads what it says, each on a thread: a pipe that is full would hold it up, or us.
    fn attend(&mut self, input: Option<String>, most: Option<usize>) -> io::Result<()> {
        if let (Some(mut pipe), Some(input)) = (self.child.stdin.take(), input) {
            thread::Builder::new().name("program input".to_owned()).spawn(move || {
                // A program that does not read to the end says so by how it ends.
                let _ = pipe.write_all(input.as_bytes());
            })?;
        }
        if let Some(pipe) = self.child.stderr.take() {
            let (sender, receiver) = channel();
            thread::Builder::new().name("program errors".to_owned()).spawn(move || {
                let _ = sender.send(last_words(pipe));
            })?;
            self.errors = Some(receiver);
        }
        if let (Some(pipe), Some(most)) = (self.child.stdout.take(), most) {
            let (sender, receiver) = channel();
            let too_much = Arc::clone(&self.too_much);
            thread::Builder::new().name("program output".to_owned()).spawn(move || {
                let _ = sender.send(up_to(most, pipe, &too_much));
            })?;
            self.output = Some(receiver);
        }
        Ok(())
    }

    /// Whether it wrote more than it may; what comes is let go.
    pub(in crate::audio) fn wrote_too_much(&self) -> bool {
        self.too_much.load(Ordering::Relaxed)
    }

    /// What it wrote on standard output, once it has ended; nothing if that was more than it may.
    pub(in crate::audio) fn output(&self) -> Option<Vec<u8>> {
        let output = self.output.as_ref()?;
        output.recv_timeout(LAST_OUTPUT).unwrap_or_else(|_| Some(Vec::new()))
    }

    /// How it ended, if it has; it is reaped by then.
    pub(in crate::audio) fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// The last line it said on standard error; empty if there is none.
    pub(in crate::audio) fn last_words(&self) -> String {
        self.errors.as_ref().and_then(|errors| errors.recv_timeout(LAST_WORDS).ok()).unwrap_or_default()
    }

    /// Ends it and what it started, at once. It still has to be reaped.
    pub(in crate::audio) fn kill(&mut self) {
        // Its id is its own until it is reaped, so nothing else can be hit.
        #[cfg(unix)]
        {
            let group = rustix::process::Pid::from_child(&self.child);
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
    }
}

fn spawn(mut command: Command) -> io::Result<Child> {
    // A group of its own, so that what it starts can be ended with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Reads to the end and returns the last line that says something.
fn last_words(mut pipe: impl Read) -> String {
    let mut kept: Vec<u8> = Vec::new();
    let mut buffer = [0; 1024];
    loop {
        match pipe.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => {
                kept.extend(&buffer[..n]);
                kept.drain(..kept.len().saturating_sub(REMEMBERED));
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    let text = String::from_utf8_lossy(&kept);
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    line.chars().filter(|c| !c.is_control()).take(TOLD).collect()
}

/// All that comes, if it is not more than `most` bytes. What is more is read on and let go, so that nothing blocks.
fn up_to(most: usize, mut pipe: impl Read, too_much: &AtomicBool) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    let mut buffer = [0; 8 << 10];
    let mut is_more = false;
    loop {
        match pipe.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) if !is_more && kept.len() + n <= most => kept.extend(&buffer[..n]),
            Ok(_) => {
                is_more = true;
                too_much.store(true, Ordering::Relaxed);
                kept = Vec::new();
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    (!is_more).then_some(kept)
}
