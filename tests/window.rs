//! The real window under a virtual display: one question rehearsed by keyboard alone, then found by
//! `greenroom report`; a process that was stopped meanwhile; a clean end.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/display.rs"]
mod display;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use display::{Display, Guarded, missing, poll};
use serde_json::{Value, json};

/// Longer than the 300 ms for which Enter is ignored after a phase began.
const SETTLE: Duration = Duration::from_millis(350);
/// How long the process stands still: longer than the 5 s from which on a gap is offered as a pause.
const STOPPED: Duration = Duration::from_millis(6_200);
const NEXT_TIME: &str = "name the number first";

/// The running program and its folders.
struct Room<'a> {
    display: &'a Display,
    program: Guarded,
    window: u32,
    folder: PathBuf,
    state: PathBuf,
    errors: PathBuf,
}

impl<'a> Room<'a> {
    fn open(display: &'a Display, temp: &Path) -> Self {
        Self::open_as(display, temp, display.command(env!("CARGO_BIN_EXE_greenroom")))
    }

    /// Opened by `command`, to which the program's arguments are added.
    fn open_as(display: &'a Display, temp: &Path, mut command: Command) -> Self {
        let (folder, state, errors) = (temp.join("data"), temp.join("state"), temp.join("errors"));
        let program = command
            .arg("--data")
            .arg(&folder)
            .env("GREENROOM_STATE", &state)
            .stderr(File::create(&errors).unwrap())
            .spawn()
            .unwrap();
        let mut program = Guarded(program);
        poll("the first frame", || {
            let ended = program.0.try_wait().unwrap();
            assert!(ended.is_none(), "it ended: {}", fs::read_to_string(&errors).unwrap());
            (!display.is_blank()).then_some(())
        });
        let window = display.focus("Greenroom");
        Self { display, program, window, folder, state, errors }
    }

    fn key(&self, key: &str) {
        self.display.key(key);
    }

    /// Enter, late enough after the phase began to be taken as meant.
    fn enter(&self) {
        thread::sleep(SETTLE);
        self.key("Return");
    }

    /// The picture once it has stood still for half a second.
    fn settled(&self) -> Vec<u8> {
        let (mut last, mut since) = (self.display.rows(4), Instant::now());
        poll("a picture that stands still", || {
            let now = self.display.rows(4);
            if now != last {
                (last, since) = (now, Instant::now());
            }
            (since.elapsed() >= Duration::from_millis(500)).then(|| last.clone())
        })
    }

    /// Waits until the checkpoint on disk is as wanted. It is written within a second of a change,
    /// so a key pressed after this comes to a window that has taken the change in.
    fn until(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        poll(what, || {
            let file = fs::read_dir(self.folder.join("running")).ok()?.find_map(|entry| {
                let path = entry.ok()?.path();
                path.extension().is_some_and(|e| e == "json").then_some(path)
            })?;
            let running: Value = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
            wanted(&running).then_some(running)
        })
    }

    fn until_place(&self, place: &str) {
        self.until(place, |running| running["place"] == place);
    }

    fn signal(&self, signal: &str) {
        // The shell's own `kill`: a small system has no program of that name.
        let kill = format!("kill {signal} {}", self.program.0.id());
        let done = Command::new("sh").args(["-c", &kill]).status().unwrap();
        assert!(done.success());
    }

    /// What a command answers.
    fn command(&self, args: &[&str]) -> Value {
        let done = Command::new(env!("CARGO_BIN_EXE_greenroom"))
            .args(args)
            .arg("--data")
            .arg(&self.folder)
            .env("GREENROOM_STATE", &self.state)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    /// The principle that has an answer, once one is stored.
    fn reported(&self) -> Option<Value> {
        let report = self.command(&["report", "--json"]);
        report["principles"].as_array().unwrap().iter().find(|row| row["answers"] != 0).cloned()
    }

    /// The bodies of the attempts in the journal.
    fn attempts(&self) -> Vec<Value> {
        let journals = fs::read_dir(self.folder.join("journal")).unwrap();
        let lines: Vec<String> = journals
            .flat_map(|entry| {
                let text = fs::read_to_string(entry.unwrap().path()).unwrap();
                text.lines().map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        let parsed = lines.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
        parsed.filter(|line| line["kind"] == "attempt.put").map(|line| line["body"].clone()).collect()
    }

    /// Closes the window and waits for the end.
    fn close(mut self) {
        self.display.ask_to_close(self.window);
        let status = poll("the end", || self.program.0.try_wait().unwrap());
        let errors = fs::read_to_string(&self.errors).unwrap();
        assert!(status.success(), "{status}: {errors}");
        assert!(!errors.contains("panicked"), "{errors}");
    }
}

/// Whether a program that is needed is not installed. Where it must be, that fails.
fn is_to_be_skipped() -> bool {
    let missing = missing();
    if missing.is_empty() {
        return false;
    }
    let must = ["CI", "GREENROOM_REQUIRE_WINDOW"].iter().any(|name| std::env::var_os(name).is_some());
    assert!(!must, "not installed: {}; the README names the packages", missing.join(", "));
    println!("skipped: not installed: {}", missing.join(", "));
    true
}

#[test]
fn one_question_is_rehearsed_by_keyboard_and_found_in_the_report() {
    if is_to_be_skipped() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let display = Display::start();
    let room = Room::open(&display, temp.path());
    assert_eq!(
        display.property(room.window, "WM_CLASS"),
        b"greenroom\0greenroom\0",
        "what the menu entry names"
    );
    let icon = display.property(room.window, "_NET_WM_ICON");
    let side = 128_u32.to_ne_bytes();
    assert_eq!((&icon[..8], icon.len()), (&[side, side].concat()[..], 8 + 4 * 128 * 128));
    go_round_the_screens(&room);

    room.key("space");
    room.until_place("think");
    assert!(room.reported().is_none());
    let began = Instant::now();
    room.key("space");
    room.until_place("answer");
    room.key("3");
    room.until("the action", |running| running["section"] == "action");
    room.signal("-STOP");
    thread::sleep(STOPPED);
    room.signal("-CONT");
    let stopped = STOPPED.as_secs_f64();
    room.until("the stopped time", |running| running["place_secs"].as_f64() >= Some(stopped));
    room.key("c");
    room.enter();
    room.until_place("probe");
    let answered = began.elapsed();

    room.enter();
    room.until("the second probe", |running| probes(running) == 1);
    room.key("a");
    room.until("the third probe", |running| probes(running) == 2);
    room.key("x");
    room.until_place("score");

    for digit in ["4", "3", "4", "5", "2", "3"] {
        room.key(digit);
    }
    // With the version of the rubric they are by.
    room.until("six scores", |running| running["scores"].as_object().is_some_and(|all| all.len() == 7));
    display.try_xdotool(&["type", "--delay", "10", NEXT_TIME]).unwrap();
    room.until("the closing line", |running| running["next_time"] == NEXT_TIME);
    room.enter();

    let row = poll("the attempt in the report", || room.reported());
    assert_eq!(row["answers"], 1);
    // Setting and delivery count half.
    assert!((row["mean"].as_f64().unwrap() - 3.7).abs() < 1e-9, "{row}");
    let attempts = room.attempts();
    assert_eq!(attempts.len(), 1, "{attempts:?}");
    let attempt = &attempts[0];
    assert_eq!(attempt["principle"], row["principle"]);
    let scores =
        json!({"rubric": 2, "result": 4, "depth": 3, "ownership": 4, "fit": 5, "setting": 2, "delivery": 3});
    assert_eq!(attempt["scores"], scores);
    assert_eq!(attempt["next_time"], NEXT_TIME);
    let outcomes: Vec<&Value> =
        attempt["probes"].as_array().unwrap().iter().map(|probe| &probe["outcome"]).collect();
    assert_eq!(outcomes, ["held", "already", "stuck"]);
    // Stored in whole seconds.
    let stopped = STOPPED.as_secs_f64().floor();
    let secs = attempt["answer_secs"].as_f64().unwrap();
    assert!((stopped..=answered.as_secs_f64().ceil()).contains(&secs), "{secs} s");
    assert!(attempt["section_secs"]["action"].as_f64().unwrap() >= stopped, "{attempt}");

    room.close();
}

/// How many follow-ups the checkpoint holds.
fn probes(running: &Value) -> usize {
    running["probes"].as_array().map_or(0, Vec::len)
}

/// Ctrl and a digit go to a screen and back, each time to the same picture. Asked for again if the
/// window was still busy with its first frames.
fn go_round_the_screens(room: &Room) {
    let go = |key| {
        room.key(key);
        room.settled()
    };
    poll("two screens in turn", || {
        let [readiness, today, again, back] = ["ctrl+3", "ctrl+1", "ctrl+3", "ctrl+1"].map(go);
        (readiness != today && readiness == again && today == back).then_some(())
    });
}

/// The mock interview as it stands on disk.
fn mock(room: &Room) -> Option<Value> {
    let file = fs::read_dir(room.folder.join("mocks")).ok()?.next()?.ok()?.path();
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

/// Where the mock interview stands: the place, and the question or answer it is at.
fn place(room: &Room) -> Option<(String, Value)> {
    let mock = mock(room)?;
    Some((mock["place"].as_str()?.to_owned(), mock["at"].clone()))
}

/// Presses these keys in turn, again and again, until the mock interview has gone on from `from`.
fn go_on(room: &Room, from: &(String, Value), keys: &[&str]) {
    let mut keys = keys.iter().cycle();
    poll(&format!("what comes after {from:?}"), || {
        room.key(keys.next().unwrap());
        thread::sleep(SETTLE);
        (place(room).as_ref() != Some(from)).then_some(())
    });
}

#[test]
fn a_shortened_phone_screen_goes_from_its_setup_to_its_debrief_by_keyboard() {
    if !missing().is_empty() {
        println!("skipped: what is missing is told by the other test");
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let display = Display::start();
    let room = Room::open(&display, temp.path());
    go_round_the_screens(&room);
    for key in ["p", "h", "Return"] {
        room.key(key);
        room.settled();
    }
    poll("a mock interview that has begun", || mock(&room));
    // Each step has a minute of its own.
    while let Some(at) = place(&room).filter(|(place, _)| place != "debrief") {
        match at.0.as_str() {
            "question" => go_on(&room, &at, &["Return", "Return", "e"]),
            // Six digits score an answer; the closing line then has the keyboard, and Enter saves.
            "score" => go_on(&room, &at, &["4", "3", "4", "5", "2", "3", "Return"]),
            "vote" => {
                room.key("3");
                thread::sleep(SETTLE);
                display.try_xdotool(&["type", "--delay", "10", "clear action"]).unwrap();
                go_on(&room, &at, &["Return"]);
            }
            _ => go_on(&room, &at, &["Return"]),
        }
    }
    let over = mock(&room).unwrap();
    let course = &over["rounds"][0];
    assert_eq!((&course["vote"]["vote"], &course["vote"]["reason"]), (&json!("yes"), &json!("clear action")));
    let asked = over["plan"]["rounds"][0]["questions"].as_array().unwrap().len();
    let stored = poll("all answers in the journal", || {
        let mut ids: Vec<Value> = room.attempts().iter().map(|a| a["question"]["id"].clone()).collect();
        ids.sort_by_key(ToString::to_string);
        ids.dedup();
        (ids.len() == asked).then(|| room.attempts())
    });
    assert!(stored.iter().all(|attempt| attempt["mode"] == "phone"), "{stored:?}");
    room.close();
}

/// What `strace` saw of the sockets that a program and all it started asked for.
fn sockets(trace: &Path) -> Vec<String> {
    let text = fs::read_to_string(trace).unwrap();
    text.lines().filter(|line| line.contains("socket(")).map(str::to_owned).collect()
}

/// The window with an answer, and the commands that read files and write them: every socket that is asked for is local.
#[test]
fn a_whole_session_opens_no_network_connection() {
    if is_to_be_skipped() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let display = Display::start();
    let traced = |name: &str| {
        let mut command = display.command("strace");
        let trace = temp.path().join(name);
        command.args(["-f", "-qq", "-e", "trace=socket", "-o"]).arg(&trace);
        command.arg(env!("CARGO_BIN_EXE_greenroom"));
        (command, trace)
    };
    let (command, of_window) = traced("window.trace");
    let room = Room::open_as(&display, temp.path(), command);
    go_round_the_screens(&room);
    room.key("space");
    room.until_place("think");
    room.key("space");
    room.until_place("answer");
    room.enter();
    room.until_place("probe");
    room.display.ask_to_close(room.window);
    let Room { mut program, folder, state, .. } = room;
    poll("the end", || program.0.try_wait().unwrap());

    let notes = temp.path().join("notes.md");
    fs::write(&notes, "# Dive Deep\n\n- Tell me about a time you were wrong.\n").unwrap();
    let (mut command, of_import) = traced("import.trace");
    command.args(["import", "--accept"]).arg(&notes).arg("--data").arg(&folder);
    assert!(command.env("GREENROOM_STATE", &state).status().unwrap().success());
    let (mut command, of_export) = traced("export.trace");
    command
        .args(["export", "report-html", "--out"])
        .arg(temp.path().join("report.html"))
        .arg("--data")
        .arg(&folder);
    assert!(command.env("GREENROOM_STATE", &state).status().unwrap().success());

    let window = sockets(&of_window);
    assert!(!window.is_empty(), "the window speaks to its display, so the trace sees sockets");
    for line in window.iter().chain(&sockets(&of_import)).chain(&sockets(&of_export)) {
        assert!(line.contains("AF_UNIX"), "{line}");
    }
}
