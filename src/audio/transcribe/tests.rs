//! Programs that write down: one that does, and every kind that does not.

#![allow(clippy::unwrap_used)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A program of this name, a shell script.
    fn program(&self, name: &str, script: &str) {
        let path = self.folder.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn started(&self, patience: Patience) -> (Transcriber, Receiver<TranscribeEvent>) {
        let (say, said) = channel();
        let path = self.folder.path().as_os_str().to_owned();
        (Transcriber::start(Some(path), patience, move |event| say.send(event).unwrap()), said)
    }

    /// What comes last of this line for a recording whose path is not an easy one.
    fn last(&self, command: &str, patience: Patience) -> TranscribeEvent {
        let (transcriber, said) = self.started(patience);
        let wav = self.folder.path().join("a b'$(touch x).wav");
        let dictation =
            Dictation { number: 7, command: command.to_owned(), wav, length: Duration::from_millis(10) };
        assert!(transcriber.write(dictation));
        loop {
            match said.recv_timeout(Duration::from_secs(30)).unwrap() {
                TranscribeEvent::Started { number: 7 } => {}
                last => return last,
            }
        }
    }

    fn failure(&self, command: &str) -> String {
        match self.last(command, Patience::USUAL) {
            TranscribeEvent::Failed { number: 7, why } => why,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_the_program_writes_comes_back_and_the_path_is_one_argument_never_a_shells() {
    let room = Room::new();
    room.program("hear", r#"printf '%s|' "$@""#);
    let path = room.folder.path().join("a b'$(touch x).wav").display().to_string();
    let expect = [
        ("hear -m \"my model\" -f {wav} -np", format!("-m|my model|-f|{path}|-np|")),
        ("hear --in={wav}", format!("--in={path}|")),
        ("hear", format!("{path}|")),
    ];
    for (line, output) in expect {
        let last = room.last(line, Patience::USUAL);
        let TranscribeEvent::Done { program, written, .. } = last else { panic!("{last:?}") };
        assert_eq!((program.as_str(), written.text), ("hear", output));
    }
    assert!(!room.folder.path().join("x").exists());
}

#[test]
fn a_script_goes_by_its_own_name() {
    let name = |line: &str| Program::find(line, Some(OsStr::new("/bin"))).unwrap().name();
    assert_eq!(name("sh \"/opt/my tools/hear.sh\" {wav}"), "hear.sh");
    assert_eq!(name("sh -c {wav}"), "sh");
}

#[test]
fn a_program_that_is_missing_or_not_named_is_told() {
    let room = Room::new();
    assert!(room.failure("  ").starts_with("No program was named"));
    assert!(room.failure("nowhere {wav}").contains("no program “nowhere”"));
    assert!(room.failure("a 'b").contains("not closed"));
}

#[test]
fn one_that_fails_is_told_with_its_last_words() {
    let room = Room::new();
    room.program("hear", "echo half; echo model not found >&2; exit 3");
    let why = room.failure("hear");
    assert!(why.contains("hear failed") && why.ends_with("It said: model not found"), "{why}");
}

#[test]
fn one_that_writes_nothing_or_nonsense_is_told() {
    let room = Room::new();
    room.program("hear", "exit 0");
    assert_eq!(room.failure("hear"), "hear ended, but it wrote nothing.");
    room.program("hear", "head -c 4000 /dev/urandom");
    assert_eq!(room.failure("hear"), "hear ended, but what it wrote is no text.");
}

#[test]
fn one_that_never_ends_is_stopped_with_all_it_started() {
    let room = Room::new();
    room.program("hear", "sleep 600 & echo $! > \"$0.pid\"; wait");
    let patience = Patience { base: Duration::from_millis(700), factor: 1 };
    let last = room.last("hear", patience);
    assert!(matches!(&last, TranscribeEvent::Failed { why, .. } if why.contains("took longer")), "{last:?}");
    let pid = fs::read_to_string(room.folder.path().join("hear.pid")).unwrap();
    let gone = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
        stat.is_empty() || stat.contains(") Z ")
    };
    let since = Instant::now();
    while !gone() && since.elapsed() < Duration::from_secs(5) {
        thread::sleep(LOOK);
    }
    assert!(gone());
}

#[test]
fn one_that_writes_without_end_gives_nothing_and_blocks_nobody() {
    let room = Room::new();
    room.program("hear", "head -c 20000000 /dev/zero | tr '\\0' a");
    assert!(room.failure("hear").contains("more than 8 MB"));
}

#[test]
fn one_that_is_slow_can_be_stopped_and_another_begun() {
    let room = Room::new();
    room.program("slow", "sleep 600");
    room.program("hear", "echo done");
    let (transcriber, said) = room.started(Patience::USUAL);
    let dictation = |number, command: &str| Dictation {
        number,
        command: command.to_owned(),
        wav: PathBuf::from("a.wav"),
        length: Duration::ZERO,
    };
    transcriber.write(dictation(1, "slow"));
    transcriber.write(dictation(2, "hear"));
    transcriber.write(dictation(3, "slow"));
    let next = || said.recv_timeout(Duration::from_secs(30)).unwrap();
    assert_eq!(next(), TranscribeEvent::Started { number: 1 });
    assert_eq!(next(), TranscribeEvent::Stopped { number: 1 });
    assert_eq!(next(), TranscribeEvent::Started { number: 2 });
    // The second is done or was stopped, whichever came first.
    next();
    assert_eq!(next(), TranscribeEvent::Started { number: 3 });
    transcriber.cancel();
    assert_eq!(next(), TranscribeEvent::Stopped { number: 3 });
    drop(transcriber);
    assert!(said.recv_timeout(Duration::from_secs(5)).is_err());
}

#[test]
fn what_a_line_names_is_told() {
    let room = Room::new();
    room.program("hear", "");
    let (transcriber, said) = room.started(Patience::USUAL);
    transcriber.look_for("hear {wav}".to_owned());
    let path = room.folder.path().join("hear").display().to_string();
    let found = said.recv_timeout(Duration::from_secs(30)).unwrap();
    assert_eq!(found, TranscribeEvent::Found { program: Ok(path) });
}
