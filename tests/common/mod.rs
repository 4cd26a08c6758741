//! Runs the real binary on a folder that goes away afterwards, and compares what it left behind.

#![allow(dead_code)] // each test program uses its own part of this

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use chrono::{DateTime, FixedOffset};
use greenroom::store::{Contents, Stamp, Store};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A data folder (not made yet) with a state folder and a home beside it.
pub struct Room {
    dir: TempDir,
}

/// What a command left behind when it ended.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    /// Standard output as one JSON value; the command must have gone well and said nothing else.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// The one line on standard error of a command that told a problem.
    #[track_caller]
    pub fn problem(&self) -> &str {
        assert_eq!(self.code, 1, "{self:?}");
        self.one_line()
    }

    /// The one line on standard error.
    #[track_caller]
    pub fn one_line(&self) -> &str {
        let line = self.err.strip_suffix('\n').unwrap_or_else(|| panic!("nothing was told: {self:?}"));
        assert!(!line.contains('\n'), "more than one line: {line}");
        line.strip_prefix("greenroom: ").unwrap_or_else(|| panic!("who says it? {line}"))
    }

    /// The ids that `greenroom log` acknowledged, in order.
    #[track_caller]
    pub fn saved(&self) -> Vec<String> {
        self.out.lines().map(saved_id).collect()
    }
}

/// The id in `{"saved": "<id>"}`, which is all the line may hold.
#[track_caller]
pub fn saved_id(line: &str) -> String {
    let value: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
    let id = value["saved"].as_str().unwrap_or_else(|| panic!("no id: {line}")).to_owned();
    assert_eq!(value, json!({"saved": id}), "and nothing else");
    id
}

impl Room {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// With these attempts logged.
    pub fn with(attempts: &[Value]) -> Self {
        let room = Self::new();
        room.logged(attempts);
        room
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn state(&self) -> PathBuf {
        self.dir.path().join("state")
    }

    /// A path within the data folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.data().join(name)
    }

    /// A path beside the data folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The binary with these arguments, kept away from the person's own folders and screen.
    pub fn bare(&self, args: &[&str]) -> Command {
        let home = self.dir.path().join("home");
        let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
        for name in ["GREENROOM_DATA", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, &home);
        }
        command.env("GREENROOM_STATE", self.state()).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The same on this room's data folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = self.bare(args);
        command.arg("--data").arg(self.data());
        command
    }

    pub fn run(&self, args: &[&str]) -> Done {
        finish(self.command(args), b"")
    }

    /// Runs with these bytes on standard input.
    pub fn feed(&self, args: &[&str], input: &[u8]) -> Done {
        finish(self.command(args), input)
    }

    /// Logs these bytes.
    pub fn log(&self, input: impl AsRef<[u8]>) -> Done {
        self.feed(&["log", "--stdin"], input.as_ref())
    }

    /// Logs these attempts, all of which must be saved, and gives their ids.
    #[track_caller]
    pub fn logged(&self, attempts: &[Value]) -> Vec<String> {
        let lines: Vec<String> = attempts.iter().map(Value::to_string).collect();
        let done = self.log(lines.join("\n"));
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{done:?}");
        assert_eq!(done.saved().len(), attempts.len(), "{done:?}");
        done.saved()
    }

    /// What the library finds in the folder.
    pub fn contents(&self) -> Contents {
        Store::read(&self.data(), stamp()).unwrap()
    }

    /// Opens the folder for writing, as this computer's window would, for as long as `work` takes.
    pub fn with_store<T>(&self, work: impl FnOnce(&mut Store, Contents) -> T) -> T {
        let _alone = alone();
        let (mut store, contents) = Store::open(&self.data(), &self.state(), stamp()).unwrap();
        work(&mut store, contents)
    }

    /// The only journal file.
    pub fn journal(&self) -> PathBuf {
        let mut files: Vec<_> =
            fs::read_dir(self.path("journal")).unwrap().map(|e| e.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files.pop().unwrap()
    }

    /// The journal's lines as JSON.
    pub fn lines(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.journal()).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Every file (with its bytes) and folder in the room: data, state and home.
    pub fn snapshot(&self) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut all = BTreeMap::new();
        collect(self.dir.path(), &mut all);
        all
    }

    /// Runs, and sees that not a byte of the room changed.
    #[track_caller]
    pub fn run_unchanged(&self, args: &[&str]) -> Done {
        let before = self.snapshot();
        let done = self.run(args);
        self.assert_same(&before);
        done
    }

    #[track_caller]
    pub fn assert_same(&self, before: &BTreeMap<PathBuf, Option<Vec<u8>>>) {
        let after = self.snapshot();
        let names = |all: &BTreeMap<PathBuf, _>| all.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(before), names(&after), "files came or went");
        for (path, bytes) in before {
            assert!(after[path] == *bytes, "{} changed", path.display());
        }
    }
}

/// Held while a store is open in this program, and while a program is started. Between its fork and its
/// exec a child has a copy of every open file, and with it the folder's lock, which would then outlive
/// the store by a moment.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts `command`; it has left this program's open files behind when this returns.
pub fn spawn(command: &mut Command) -> Child {
    let _alone = alone();
    command.spawn().unwrap()
}

fn collect(folder: &Path, all: &mut BTreeMap<PathBuf, Option<Vec<u8>>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.insert(path.clone(), None);
            collect(&path, all);
        } else {
            let bytes = fs::read(&path).unwrap();
            all.insert(path, Some(bytes));
        }
    }
}

/// Runs `command` to its end with `input`, whether it reads that or not.
pub fn finish(mut command: Command, input: &[u8]) -> Done {
    let mut child = spawn(command.stdin(Stdio::piped()));
    let mut stdin = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        scope.spawn(move || {
            // A command that refuses to start closes its end; that is for the caller to judge.
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().unwrap()
    });
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A `greenroom log --stdin` that is still waiting for input, and so holds the folder.
pub struct Holder {
    child: Child,
    stdin: Option<ChildStdin>,
    out: BufReader<ChildStdout>,
}

impl Holder {
    /// Starts it and waits until it has saved one attempt.
    pub fn start(room: &Room) -> Self {
        let mut command = room.command(&["log", "--stdin"]);
        let mut child = spawn(command.stdin(Stdio::piped()).stderr(Stdio::inherit()));
        let stdin = child.stdin.take();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut holder = Self { child, stdin, out };
        holder.save(&attempt("Dive Deep", "held", "2026-06-01T10:00:00+02:00", 3));
        holder
    }

    /// Gives it one attempt and waits for its id.
    pub fn save(&mut self, attempt: &Value) -> String {
        writeln!(self.stdin.as_mut().unwrap(), "{attempt}").unwrap();
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        saved_id(&line)
    }

    /// Ends its input; its exit code.
    pub fn end(mut self) -> i32 {
        drop(self.stdin.take());
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub fn stamp() -> Stamp {
    time("2026-07-01T09:00:00+02:00").into()
}

/// An attempt with every dimension at `score`, at the question `id`.
pub fn attempt(principle: &str, id: &str, started: &str, score: u8) -> Value {
    json!({
        "question": {"id": id, "text": format!("Tell me about {id}.")},
        "principle": principle,
        "started": started,
        "scores": {
            "result": score, "depth": score, "ownership": score,
            "fit": score, "setting": score, "delivery": score,
        },
    })
}

/// The keys of a JSON object, sorted.
#[track_caller]
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
