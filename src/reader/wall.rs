//! The near side of the wall: starts the process that reads, hands it the file, waits for one answer, ends it.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::words::grouped;
use crate::import::{self, limits};

use super::wire::{Answer, RequestLine};
use super::{COMMAND, Imported, MAX_ANSWER, MAX_WAIT, Reader, Refused, Request, Source, confine};

/// How often a reader that waits looks whether it was cancelled.
const TICK: Duration = Duration::from_millis(20);
/// How much of what the process says on standard error is kept, in bytes.
const MAX_SAID: u64 = 4096;

/// A reader that reads each file in a process of its own.
#[derive(Clone, Debug)]
pub struct Wall {
    program: PathBuf,
    wait: Duration,
}

impl Wall {
    /// The process is this program itself, as it was started, even if another version is installed meanwhile.
    pub fn of_this_program() -> Self {
        let itself = Path::new("/proc/self/exe");
        let program = if cfg!(target_os = "linux") && itself.exists() {
            itself.to_owned()
        } else {
            std::env::current_exe().unwrap_or_else(|_| PathBuf::from("greenroom"))
        };
        Self::of(program)
    }

    /// The process is `program`, a greenroom.
    pub fn of(program: PathBuf) -> Self {
        Self { program, wait: MAX_WAIT }
    }

    /// Waits this long for a file, not [`MAX_WAIT`].
    #[must_use]
    pub fn waiting(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if cfg!(unix) {
            // It needs nothing of ours. One heap, whose address space is counted once and not for each thread.
            command.env_clear().env("MALLOC_ARENA_MAX", "1").current_dir("/");
        }
        command
    }
}

impl Reader for Wall {
    fn read(&self, request: &Request<'_>, cancelled: &dyn Fn() -> bool) -> Result<Option<Imported>, Refused> {
        let name = request.source.name();
        let refused = |why: String| Refused { name: name.clone(), bank: false, why };
        let given = Given::open(request.source).map_err(refused)?;
        let mut line = serde_json::to_vec(&RequestLine::of(request))
            .map_err(|e| refused(format!("it could not be handed on: {e}.")))?;
        line.push(b'\n');
        let child = self.command().spawn().map_err(|e| refused(not_started(&e)))?;
        let mut process = Process::of(child);
        let answer = process.exchange(line, given).map_err(|e| refused(not_started(&e)))?;
        let begun = Instant::now();
        let bytes = loop {
            match answer.recv_timeout(TICK) {
                Ok(bytes) => break bytes,
                Err(RecvTimeoutError::Disconnected) => break Vec::new(),
                Err(RecvTimeoutError::Timeout) if cancelled() => return Ok(None),
                Err(RecvTimeoutError::Timeout) if begun.elapsed() > self.wait => {
                    return Err(refused(too_slow(self.wait)));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        match serde_json::from_slice::<Answer>(&bytes) {
            Ok(answer) => answer.given(&name).map(Some),
            Err(_) => Err(refused(process.why_silent())),
        }
    }
}

/// What is handed over after the request.
enum Given {
    File(File),
    Text(Vec<u8>),
}

impl Given {
    fn open(source: &Source) -> Result<Self, String> {
        Ok(match source {
            Source::File(path) => Self::File(import::open(path)?),
            Source::Text(text) => Self::Text(text.clone().into_bytes()),
        })
    }
}

/// The process behind the wall. It ends when this is dropped.
struct Process {
    child: Child,
    said: Option<Receiver<Vec<u8>>>,
    #[cfg(windows)]
    _job: Option<win32job::Job>,
}

impl Process {
    fn of(child: Child) -> Self {
        #[cfg(windows)]
        let job = ends_with_us(&child);
        Self {
            child,
            said: None,
            #[cfg(windows)]
            _job: job,
        }
    }

    /// Hands over `line` and what is given, on threads that end with the process, and listens.
    fn exchange(&mut self, line: Vec<u8>, given: Given) -> std::io::Result<Receiver<Vec<u8>>> {
        let (Some(stdin), Some(stdout), Some(stderr)) =
            (self.child.stdin.take(), self.child.stdout.take(), self.child.stderr.take())
        else {
            return Err(std::io::Error::other("it has no pipes"));
        };
        named("hand over", move || hand_over(stdin, &line, given))?;
        let (sender, said) = channel();
        named("hear", move || {
            let _ = sender.send(hear(stderr));
        })?;
        self.said = Some(said);
        let (sender, answer) = channel();
        named("listen", move || {
            let _ = sender.send(listen(stdout));
        })?;
        Ok(answer)
    }

    /// Why there is no answer, by how the process ended and what it said.
    fn why_silent(&mut self) -> String {
        // Whatever it is still at after its output has ended is of no use.
        let _ = self.child.kill();
        let ended = self.child.wait();
        let said = self.said.take().and_then(|said| said.recv_timeout(Duration::from_secs(1)).ok());
        let said = String::from_utf8_lossy(&said.unwrap_or_default()).into_owned();
        why(ended.ok(), &said)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Fails only if it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(|_| ())
}

/// Fails where the process has ended already; its answer then tells more.
fn hand_over(mut stdin: ChildStdin, line: &[u8], given: Given) {
    let _ = stdin.write_all(line).and_then(|()| match given {
        Given::Text(text) => stdin.write_all(&text),
        Given::File(file) => {
            std::io::copy(&mut file.take(limits::MAX_BYTES as u64 + 1), &mut stdin).map(|_| ())
        }
    });
}

fn listen(stdout: ChildStdout) -> Vec<u8> {
    let mut answer = Vec::new();
    // One byte more, so that an answer that is cut is no answer.
    let _ = stdout.take(MAX_ANSWER + 1).read_to_end(&mut answer);
    answer
}

fn hear(mut stderr: ChildStderr) -> Vec<u8> {
    let mut said = Vec::new();
    let _ = stderr.by_ref().take(MAX_SAID).read_to_end(&mut said);
    // What is said beyond that is let go, so that nobody waits for it to be heard.
    let _ = std::io::copy(&mut stderr, &mut std::io::sink());
    said
}

fn not_started(error: &std::io::Error) -> String {
    format!("the process that reads files could not be started: {error}. Close other programs and try again.")
}

fn too_slow(wait: Duration) -> String {
    limits::ImportError::TooSlow { seconds: wait.as_secs() }.to_string()
}

/// What a process that ended without an answer died of, in words for the person.
fn why(ended: Option<ExitStatus>, said: &str) -> String {
    let killed = ended.is_some_and(|status| signal(status) == Some(KILLED));
    if ended.is_some_and(|status| signal(status) == Some(OUT_OF_TIME)) {
        return too_slow(super::MAX_CPU);
    }
    if said.contains("memory allocation of")
        || said.contains("capacity overflow")
        || (killed && said.is_empty())
    {
        let most = grouped(usize::try_from(confine::memory_share() >> 20).unwrap_or(usize::MAX));
        return format!(
            "Reading the file took more than {most} MB of memory, so it was given up. \
             Split it, or export it as text and open that."
        );
    }
    if said.contains("overflowed its stack") {
        return "The file is nested too deep to be read. Export it as text and open that.".to_owned();
    }
    "The file could not be read: it brought down what reads it. \
     Open it where it was made and save it again, or export it as text and open that."
        .to_owned()
}

/// SIGKILL, which the system also sends where memory has run out.
const KILLED: i32 = 9;
/// SIGXCPU: the limit on processor time.
const OUT_OF_TIME: i32 = if cfg!(any(target_os = "linux", target_os = "macos")) { 24 } else { i32::MAX };

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// A job that ends the process when this program ends, however that comes.
#[cfg(windows)]
fn ends_with_us(child: &Child) -> Option<win32job::Job> {
    use std::os::windows::io::AsRawHandle;
    let mut info = win32job::ExtendedLimitInfo::new();
    info.limit_kill_on_job_close();
    let job = win32job::Job::create_with_limit_info(&info).ok()?;
    job.assign_process(child.as_raw_handle() as isize).ok()?;
    Some(job)
}
