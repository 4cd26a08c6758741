//! Reading a file behind the wall: the same as on the spot, and no file brings down, holds or fills the program that asks.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "wall/hostile.rs"]
mod hostile;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use greenroom::app::effect::{Effect, Event};
use greenroom::app::importing::{ImportJob, ImportReport, ImportSource};
use greenroom::app::jobs::{Jobs, Threads};
use greenroom::banks::built_in;
use greenroom::domain::catalog::Catalog;
use greenroom::domain::profile::Profile;
use greenroom::reader::{COMMAND, Here, Imported, Reader, Refused, Request, Source, Wall, Wanted};
use greenroom::store::Store;
use uuid::Uuid;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::new(built_in().unwrap(), &Profile::default()));

fn wall() -> Wall {
    Wall::of(PathBuf::from(env!("CARGO_BIN_EXE_greenroom")))
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
}

fn read(reader: &dyn Reader, source: &Source, wanted: Wanted) -> Result<Option<Imported>, Refused> {
    reader.read(&Request { source, wanted, catalog: &CATALOG, now: now() }, &|| false)
}

fn no_id() -> Uuid {
    Uuid::nil()
}

/// A review without the ids, which are new each time.
fn without_ids(mut review: greenroom::domain::review::Review) -> greenroom::domain::review::Review {
    review.id = Uuid::nil();
    for item in &mut review.items {
        if let greenroom::domain::review::Body::Moment { id, .. } = &mut item.body {
            *id = Uuid::nil();
        }
    }
    review
}

#[test]
fn a_file_reads_the_same_behind_the_wall_as_here() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import/files");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 5);
    let here = Here { new_id: no_id };
    for path in files {
        let source = Source::File(path.clone());
        match (read(&here, &source, Wanted::DraftAndReview), read(&wall(), &source, Wanted::DraftAndReview)) {
            (Ok(Some(Imported::Draft(a, Some(b)))), Ok(Some(Imported::Draft(c, Some(d))))) => {
                assert_eq!(a, c, "{}", path.display());
                assert_eq!(without_ids(*b), without_ids(*d), "{}", path.display());
            }
            (Err(a), Err(b)) => assert_eq!(a, b),
            (a, b) => panic!("{}: {a:?} here, {b:?} behind the wall", path.display()),
        }
    }
}

#[test]
fn pasted_text_a_bank_and_a_friends_scores_come_through() {
    let text = Source::Text("Tell me about a time you changed your mind.\n".to_owned());
    let Ok(Some(Imported::Review(review))) = read(&wall(), &text, Wanted::Review) else { panic!("a review") };
    assert_eq!(review.origin.name, "Pasted text");
    assert_eq!((review.items.len(), review.made), (1, now()));

    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("own.json");
    let questions = r#"[{"id": "q", "principles": ["p"], "text": "Tell me about a time you waited."}]"#;
    let doc = format!(
        r#"{{"format": "greenroom-bank/1", "id": "own", "title": "Own", "principles": [{{"id": "p", "name": "P"}}], "questions": {questions}}}"#
    );
    fs::write(&bank, doc).unwrap();
    let Ok(Some(Imported::Bank(read_bank))) = read(&wall(), &Source::File(bank.clone()), Wanted::Review)
    else {
        panic!("a bank")
    };
    assert_eq!((read_bank.id.as_str(), read_bank.questions.len()), ("own", 1));
    fs::write(&bank, r#"{"format": "greenroom-bank/1", "id": 3}"#).unwrap();
    let refused = read(&wall(), &Source::File(bank), Wanted::Review).unwrap_err();
    assert!(refused.bank && refused.why.contains("own.json"), "{refused:?}");

    let scores = format!(
        r#"{{"format": "greenroom-scores/1", "packet": "{0}", "attempt": "{0}", "question": "Q?", "by": "A friend", "at": "2026-06-30T20:00:00+02:00", "scores": {{"result": 4}}, "note": "Good."}}"#,
        Uuid::from_u128(7)
    );
    let Ok(Some(Imported::Scores(given))) = read(&wall(), &Source::Text(scores), Wanted::Review) else {
        panic!("scores")
    };
    let here = read(&Here { new_id: no_id }, &Source::Text(String::new()), Wanted::Review);
    assert!(here.is_err(), "nothing was pasted");
    assert_eq!((given.attempt, given.given.note.as_deref()), (Uuid::from_u128(7), Some("Good.")));
}

/// None takes the program that asks with it, longer than the limit, or without words that a person can act on.
#[test]
fn no_hostile_file_brings_the_program_down_or_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in hostile::all() {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let begun = Instant::now();
        let read = read(&wall(), &Source::File(path.clone()), Wanted::Review);
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(45), "{name} took {took:?}");
        println!("{name}: {took:.2?}, {}", read.as_ref().map_or_else(|e| e.why.as_str(), |_| "read"));
        if let Err(refused) = read {
            assert_eq!(refused.name, name);
            let says_what_to_do =
                ["Split it", "Save it", "save it", "Export it", "export it", "paste it", "check that"];
            assert!(
                says_what_to_do.iter().any(|words| refused.why.contains(words)),
                "{name}: {}",
                refused.why
            );
        }
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn an_import_that_is_stopped_ends_the_process_that_reads() {
    let (_, bytes) = hostile::all().into_iter().find(|(name, _)| *name == "letters-for-ever.pdf").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.pdf");
    fs::write(&path, bytes).unwrap();
    let source = Source::File(path);
    // Of a name of its own, so that it is told apart from those that other tests have at work.
    let program = folder.path().join("reader-to-be-stopped");
    link(&program);
    let begun = Instant::now();
    let request = Request { source: &source, wanted: Wanted::Review, catalog: &CATALOG, now: now() };
    let read = Wall::of(program.clone()).read(&request, &|| begun.elapsed() > Duration::from_millis(200));
    assert!(matches!(read, Ok(None)), "{read:?}");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(processes_of(&program), 0, "no process goes on reading");
}

/// The window's own threads: a hostile file is refused, the next one is read, and stopping one ends it at once.
#[test]
fn the_windows_threads_go_on_after_a_hostile_file() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) =
        Store::open(&folder.path().join("data"), &folder.path().join("state"), now().into()).unwrap();
    let mut threads = Threads::start(store, Arc::new(wall()), Arc::new(|| {}));
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        ImportSource::File(path.display().to_string())
    };
    let hostile =
        hostile::all().into_iter().find(|(name, _)| *name == "claims-four-billion-strings.xlsx").unwrap();
    let long = hostile::all().into_iter().find(|(name, _)| *name == "saves-for-ever.pdf").unwrap();
    let job = |number, given| ImportJob { number, given, catalog: Arc::new(CATALOG.clone()), now: now() };
    let notes = b"Tell me about a time you changed your mind.\n";
    let given = vec![file("bad.xlsx", &hostile.1), file("good.md", notes)];
    threads.perform(Effect::Import(job(1, given)));
    let (mut refused, mut read) = (0, 0);
    until_done(&mut threads, 1, |report| match report {
        ImportReport::NotRead(_) => refused += 1,
        ImportReport::Read(_) => read += 1,
        ImportReport::Reading(_) | ImportReport::Done => {}
    });
    assert_eq!((refused, read), (1, 1));
    threads.perform(Effect::Import(job(2, vec![file("long.pdf", &long.1)])));
    let begun = Instant::now();
    std::thread::sleep(Duration::from_millis(300));
    threads.perform(Effect::CancelImport(2));
    until_done(&mut threads, 2, |report| assert!(!matches!(report, ImportReport::Read(_)), "{report:?}"));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    threads.finish();
}

/// Takes the reports of an import until it is over.
fn until_done(threads: &mut Threads, number: u64, mut take: impl FnMut(ImportReport)) {
    let begun = Instant::now();
    loop {
        for event in threads.events() {
            match event {
                Event::Import(of, ImportReport::Done) if of == number => return,
                Event::Import(of, report) if of == number => take(report),
                _ => {}
            }
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "it never ends");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A process that never answers is given up, and what is told names the time.
#[cfg(unix)]
#[test]
fn a_process_that_never_answers_is_given_up() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("sleeps");
    fs::write(&program, "#!/bin/sh\nexec /bin/sleep 60\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let wall = Wall::of(program).waiting(Duration::from_secs(1));
    let refused = read(&wall, &Source::Text("Why?".to_owned()), Wanted::Review).unwrap_err();
    assert!(refused.why.contains("more than 1 seconds"), "{}", refused.why);
    let refused =
        read(&Wall::of(folder.path().join("none")), &Source::Text("Why?".to_owned()), Wanted::Review);
    assert!(refused.unwrap_err().why.contains("could not be started"));
}

#[test]
fn what_is_no_request_is_refused_in_words() {
    for given in [&b""[..], b"{}\n", b"\xff\xfe\n", b"[1, 2"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_greenroom"))
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(given).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(1));
        assert!(done.stdout.is_empty());
        assert!(String::from_utf8_lossy(&done.stderr).contains("the request could not be read"));
    }
}

/// The limits are there before a byte of the file is read.
#[cfg(target_os = "linux")]
#[test]
fn the_process_limits_itself_before_it_reads() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_greenroom"))
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let begun = Instant::now();
    let told = loop {
        let told = fs::read_to_string(&limits).unwrap();
        let files = told.lines().find(|line| line.starts_with("Max open files")).unwrap_or_default();
        if files.split_whitespace().nth(3) == Some("3") || begun.elapsed() > Duration::from_secs(20) {
            break told;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    let soft = |name: &str| {
        let line =
            told.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {told}"));
        line[name.len()..].split_whitespace().next().unwrap().to_owned()
    };
    assert!(soft("Max address space").parse::<u64>().unwrap() <= 1 << 30, "{told}");
    assert_eq!(soft("Max cpu time"), "30");
    assert_eq!(soft("Max open files"), "3");
    assert_eq!(soft("Max file size"), "0");
    assert_eq!(soft("Max core file size"), "0");
}

#[cfg(unix)]
fn link(program: &std::path::Path) {
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_greenroom"), program).unwrap();
}

#[cfg(not(unix))]
fn link(program: &std::path::Path) {
    fs::copy(env!("CARGO_BIN_EXE_greenroom"), program).unwrap();
}

/// How many processes were started as `program`, where the system lists them.
fn processes_of(program: &std::path::Path) -> usize {
    let Ok(processes) = fs::read_dir("/proc") else { return 0 };
    let name = program.display().to_string();
    let lines = processes.filter_map(|process| fs::read_to_string(process.ok()?.path().join("cmdline")).ok());
    lines.filter(|line| line.starts_with(&name)).count()
}
