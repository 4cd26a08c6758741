//! One run of a voice program: fed, listened to for what it says went wrong, and ended with all it started.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::program::{Call, Program};

/// How much of what a program says on standard error is remembered, in bytes; the last of it.
const REMEMBERED: usize = 4096;
/// The most that is told of it, in characters.
const TOLD: usize = 200;
/// How long the last words of a program that has ended are waited for.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// A program that runs.
pub(super) struct SpeakingProgram {
    child: Child,
    errors: Option<Receiver<String>>,
}

impl SpeakingProgram {
    /// Starts `program` for one text.
    ///
    /// # Errors
    /// The system's, if it cannot be started.
    pub(super) fn start(program: &Program, call: Call) -> io::Result<Self> {
        let mut command = Command::new(program.path());
        command.args(call.arguments).stdout(Stdio::null()).stderr(Stdio::piped());
        command.stdin(if call.input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut run = Self { child: spawn(command)?, errors: None };
        if let Err(e) = run.attend(call.input) {
            run.kill();
            let _ = run.child.wait();
            return Err(e);
        }
        Ok(run)
    }

    /// Starts `program` with these arguments, without anything to read.
    ///
    /// # Errors
    /// The system's, if it cannot be started.
    pub(super) fn plain(program: &Program, arguments: &[&str]) -> io::Result<Self> {
        let mut command = Command::new(program.path());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self { child: spawn(command)?, errors: None })
    }

    /// Feeds it and reads its errors, each on a thread: a pipe that is full would hold it up, or us.
    fn attend(&mut self, input: Option<String>) -> io::Result<()> {
        if let (Some(mut pipe), Some(input)) = (self.child.stdin.take(), input) {
            thread::Builder::new().name("voice text".to_owned()).spawn(move || {
                // A program that does not read to the end says so by how it ends.
                let _ = pipe.write_all(input.as_bytes());
            })?;
        }
        if let Some(pipe) = self.child.stderr.take() {
            let (sender, receiver) = channel();
            thread::Builder::new().name("voice errors".to_owned()).spawn(move || {
                let _ = sender.send(last_words(pipe));
            })?;
            self.errors = Some(receiver);
        }
        Ok(())
    }

    /// How it ended, if it has; it is reaped by then.
    pub(super) fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// The last line it said on standard error; empty if there is none.
    pub(super) fn last_words(&self) -> String {
        self.errors.as_ref().and_then(|errors| errors.recv_timeout(LAST_WORDS).ok()).unwrap_or_default()
    }

    /// Ends it and what it started, at once. It still has to be reaped.
    pub(super) fn kill(&mut self) {
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
