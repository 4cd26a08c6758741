//! Every command that writes, with every one of its file operations failing in turn, or being its last.
//!
//! A shim between the program and the C library counts the operations below the data and state folders and lets one fail.
//! `cargo test --test faults -- --nocapture` prints a table.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "store/room.rs"]
#[allow(dead_code)]
mod room;
#[path = "faults/steps.rs"]
mod steps;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use greenroom::store::{Contents, Store};
use room::{holds, stamp};
use steps::{SECRET, STEPS, Step};

/// How an operation fails.
#[derive(Clone, Copy, Debug)]
struct Fault {
    name: &'static str,
    errno: i32,
    /// Whether those after it fail too.
    on: bool,
}

const FAULTS: [Fault; 6] = [
    Fault { name: "killed", errno: 0, on: false },
    Fault { name: "no space, from there on", errno: 28, on: true },
    Fault { name: "no space, once", errno: 28, on: false },
    Fault { name: "input/output error", errno: 5, on: false },
    Fault { name: "not allowed, from there on", errno: 13, on: true },
    Fault { name: "read-only from there on", errno: 30, on: true },
];

/// Builds the shim into `folder`.
fn shim(folder: &Path) -> PathBuf {
    let library = folder.join("shim.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).status();
    assert!(built.unwrap().success());
    library
}

/// What a run left behind.
struct Ran {
    killed: bool,
    /// What the step said: "done", or why not.
    said: Option<Result<(), String>>,
    operations: u64,
}

struct Bench {
    shim: PathBuf,
    template: PathBuf,
    work: PathBuf,
}

impl Bench {
    fn new(dir: &Path) -> Self {
        let bench = Self { shim: shim(dir), template: dir.join("template"), work: dir.join("work") };
        // A computer's id belongs to a folder's path, so it is furnished where it will be used.
        steps::furnish(&bench.work);
        fs::rename(&bench.work, &bench.template).unwrap();
        bench
    }

    /// Does `step` on a fresh copy of the template with the `at`-th operation failing.
    fn run(&self, step: &Step, at: u64, fault: Fault) -> Ran {
        let _ = fs::remove_dir_all(&self.work);
        copy(&self.template, &self.work);
        let count = self.work.with_extension("count");
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "does_one_step", "--ignored", "--nocapture"])
            .env("STEP", step.name)
            .env("STEP_FOLDER", &self.work)
            .env("LD_PRELOAD", &self.shim)
            .env("FAULT_DIR", &self.work)
            .env("FAULT_AT", at.to_string())
            .env("FAULT_ERRNO", fault.errno.to_string())
            .env("FAULT_COUNT", &count);
        if fault.on {
            command.env("FAULT_ON", "1");
        }
        let done = command.output().unwrap();
        let out = String::from_utf8_lossy(&done.stdout).into_owned();
        let said = out.lines().find_map(|line| {
            let said = line.split_once("STEP SAID ")?.1;
            Some(if said == "done" { Ok(()) } else { Err(said.to_owned()) })
        });
        let killed = done.status.signal() == Some(9);
        assert!(killed || said.is_some(), "{} at {at}, {}: {done:?}", step.name, fault.name);
        let operations = fs::read_to_string(&count).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        Ran { killed, said, operations }
    }

    fn open(&self) -> (Store, Contents) {
        Store::open(&self.work.join("data"), &self.work.join("state"), stamp()).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The files below `folder` that hold `text`.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else if holds(&fs::read(&path).unwrap(), text) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Not a test of its own: what [`Bench::run`] starts under the shim.
#[test]
#[ignore = "started by the others"]
fn does_one_step() {
    let Ok(name) = std::env::var("STEP") else { return };
    let folder = PathBuf::from(std::env::var_os("STEP_FOLDER").unwrap());
    let step = STEPS.iter().find(|step| step.name == name).unwrap();
    let done = Store::open(&folder.join("data"), &folder.join("state"), stamp())
        .and_then(|(mut store, contents)| (step.does)(&mut store, &contents));
    match done {
        Ok(()) => println!("STEP SAID done"),
        Err(why) => println!("STEP SAID {}", why.to_string().replace('\n', " ")),
    }
}

#[test]
fn no_failing_file_operation_loses_damages_or_leaves_anything() {
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::new(dir.path());
    let (mut runs, mut killed, mut refused) = (0, 0, 0);
    let mut faults_found = Vec::new();
    for step in &STEPS {
        let sound = bench.run(step, 0, FAULTS[0]);
        assert_eq!(sound.said, Some(Ok(())), "{}", step.name);
        assert!(sound.operations > 2, "{}: the shim sees the operations", step.name);
        let mut of_step = 0;
        for fault in FAULTS {
            for at in 1..=sound.operations {
                let ran = bench.run(step, at, fault);
                of_step += 1;
                killed += usize::from(ran.killed);
                refused += usize::from(matches!(ran.said, Some(Err(_))));
                for wrong in after(&bench, step, &ran) {
                    faults_found.push(format!(
                        "{} at {at} of {}, {}: {wrong}",
                        step.name, sound.operations, fault.name
                    ));
                }
            }
        }
        println!("{:<24} {:>3} operations, {of_step:>4} runs", step.name, sound.operations);
        runs += of_step;
    }
    println!("{runs} runs: {killed} killed, {refused} refused, {} violations", faults_found.len());
    assert!(faults_found.is_empty(), "{}", faults_found.join("\n"));
}

/// What does not hold after a run.
fn after(bench: &Bench, step: &Step, ran: &Ran) -> Vec<String> {
    let mut wrong = Vec::new();
    let begun = bench.work.join("data/.greenroom-erasing").exists();
    let unfinished = matches!(&ran.said, Some(Err(why)) if why.contains("some of it is erased"));
    if step.name.starts_with("erase") && unfinished && !begun {
        wrong.push("it says that it goes on, and nothing is written down".to_owned());
    }
    let (store, contents) = bench.open();
    wrong.extend(steps::lasting(&contents, step));
    if ran.said == Some(Ok(())) {
        wrong.extend((step.did)(&contents));
    }
    if let Some(texts) = step.erases {
        let left: Vec<String> = texts.iter().flat_map(|text| holding(&bench.work, text)).collect();
        let must_be_gone = ran.said == Some(Ok(())) || begun;
        if must_be_gone && !left.is_empty() {
            wrong.push(format!("it was to be erased and is still in {left:?}"));
        }
        // What an answer after it says is about the answer.
        let about_erasing = !step.name.ends_with("then answer");
        if !must_be_gone && left.is_empty() && !ran.killed && about_erasing {
            wrong.push("it says that nothing was erased, and it is gone".to_owned());
        }
    }
    wrong.extend(
        store
            .list_backups()
            .into_iter()
            .filter_map(|b| Some(format!("backup {} is broken: {}", b.name, b.broken?))),
    );
    drop(store);
    let again = bench.open().1;
    if again.notices.iter().any(|notice| notice.text.contains("interrupted")) {
        wrong.push(format!("what was interrupted is not finished by one start: {:?}", again.notices));
    }
    let temps = holding_names(&bench.work, ".greenroom-tmp-");
    if !temps.is_empty() {
        wrong.push(format!("unfinished files stay: {temps:?}"));
    }
    wrong
}

/// The files and folders below `folder` whose names begin with `start`.
fn holding_names(folder: &Path, start: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with(start) {
            found.push(path.display().to_string());
        } else if path.is_dir() {
            found.extend(holding_names(&path, start));
        }
    }
    found
}

/// The shim itself: without it every run would pass.
#[test]
fn the_shim_lets_an_operation_fail() {
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::new(dir.path());
    let step = STEPS.iter().find(|step| step.name == "put an attempt").unwrap();
    let ran = bench.run(step, 1, FAULTS[1]);
    assert!(matches!(&ran.said, Some(Err(why)) if why.contains("No space")), "{:?}", ran.said);
    assert!(bench.run(step, 3, FAULTS[0]).killed);
    assert!(!holding(&bench.template, SECRET).is_empty(), "there is something to be erased");
}
