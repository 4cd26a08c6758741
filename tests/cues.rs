//! Cues as they are heard: a private sound server records what the player plays, and onsets are held against deadlines.
//!
//! Needs `pulseaudio`, `parec` and ALSA's pulse plugin (Debian: pulseaudio, pulseaudio-utils, libasound2-plugins).
//! Without them the tests say so and pass, unless `CI` or `GREENROOM_REQUIRE_SOUND` is set: then they fail.
//! `GREENROOM_CUES=300` measures that many cues instead of the usual few.
//!
//! The sound server is chosen by environment variables, so the player runs in a child process: this same test binary,
//! asked for [`player_in_a_child_process`] alone. Both processes read the system's monotonic clock.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::env;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use greenroom::audio::{AudioEvent, Cue, Player, Sound};
#[path = "sound/server.rs"]
mod server;
use server::{Running, in_home, now, sound_tools, start_server, wait_for};

/// Set in the child process only.
const CHILD: &str = "GREENROOM_CUE_CHILD";
/// What the child's own lines start with; the test harness prints others.
const MARK: &str = "cue-child ";
/// Samples a second of the recording.
const RATE: u32 = 48_000;
/// The goal, in seconds: a cue against its deadline, the constant latency apart.
const GOAL: f64 = 0.020;
/// A call that takes longer than this, in microseconds, would be felt in the window. It takes a few; the rest is room
/// for a busy machine.
const STALL_MICROS: u64 = 250_000;

fn sleep_until(moment: f64) {
    thread::sleep(Duration::try_from_secs_f64(moment - now().as_secs_f64()).unwrap_or_default());
}

/// A recording in progress.
struct Recording {
    process: Running,
    heard: Arc<Mutex<Heard>>,
}

#[derive(Default)]
struct Heard {
    samples: Vec<i16>,
    /// Least of arrival less samples heard by then, in seconds: the moment of sample 0, a constant apart.
    start: Option<f64>,
}

impl Recording {
    fn start(home: &Path) -> Self {
        let child = in_home("parec", home)
            .args(["-d", "spk.monitor", "--raw", "--format=s16le", "--channels=1", "--latency-msec=10"])
            .arg(format!("--rate={RATE}"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut process = Running(child);
        let mut out = process.0.stdout.take().unwrap();
        let heard = Arc::new(Mutex::new(Heard::default()));
        let shared = Arc::clone(&heard);
        thread::spawn(move || {
            let mut buffer = [0_u8; 4_096];
            let mut odd = Vec::new();
            while let Ok(count @ 1..) = out.read(&mut buffer) {
                let arrival = now().as_secs_f64();
                odd.extend_from_slice(&buffer[..count]);
                let whole = odd.len() / 2 * 2;
                let mut heard = shared.lock().unwrap();
                heard
                    .samples
                    .extend(odd[..whole].chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])));
                odd.drain(..whole);
                let start = arrival - heard.samples.len() as f64 / f64::from(RATE);
                heard.start = Some(heard.start.map_or(start, |least| least.min(start)));
            }
        });
        let recording = Self { process, heard };
        wait_for("the recording", || recording.heard.lock().unwrap().start);
        recording
    }

    /// Ends the recording; the moments at which sounds began, on the monotonic clock.
    fn onsets(mut self) -> Vec<f64> {
        self.process.end();
        let heard = self.heard.lock().unwrap();
        let start = heard.start.unwrap();
        let mut onsets = Vec::new();
        let mut silent = usize::MAX;
        for (i, sample) in heard.samples.iter().enumerate() {
            // 2 % of full scale: a tick passes it within 2 ms of its start.
            if sample.unsigned_abs() > 655 {
                if silent > RATE as usize / 20 {
                    onsets.push(start + i as f64 / f64::from(RATE));
                }
                silent = 0;
            } else {
                silent = silent.saturating_add(1);
            }
        }
        onsets
    }
}

/// The player in its child process.
struct Remote {
    process: Running,
    input: ChildStdin,
    answers: Receiver<String>,
    events: Receiver<String>,
}

impl Remote {
    fn start(home: &Path) -> Self {
        let child = in_home(env::current_exe().unwrap(), home)
            .args(["--exact", "player_in_a_child_process", "--ignored", "--nocapture", "--test-threads=1"])
            .env(CHILD, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut process = Running(child);
        let input = process.0.stdin.take().unwrap();
        let output = BufReader::new(process.0.stdout.take().unwrap());
        let (answer, answers) = channel();
        let (tell, events) = channel();
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                // The harness may have left its own words at the start of the line.
                if let Some((_, words)) = line.split_once(MARK) {
                    // Fails only when the test has ended and no longer listens.
                    let _ = match words.strip_prefix("took ") {
                        Some(micros) => answer.send(micros.to_owned()),
                        None => tell.send(words.to_owned()),
                    };
                }
            }
        });
        Self { process, input, answers, events }
    }

    /// Gives a command, and checks that the player returned from it at once.
    fn ask(&mut self, command: &str) {
        writeln!(self.input, "{command}").unwrap();
        let took = self.answers.recv_timeout(Duration::from_secs(15)).unwrap();
        let micros: u64 = took.parse().unwrap();
        assert!(micros < STALL_MICROS, "`{command}` took {micros} µs");
    }

    fn schedule(&mut self, moments: &[f64]) {
        let mut command = "schedule".to_owned();
        for moment in moments {
            write!(command, " {moment:.9}").unwrap();
        }
        self.ask(&command);
    }

    /// What the next event says, which must be of the kind `word`.
    fn expect(&self, word: &str) -> String {
        let event = self.events.recv_timeout(Duration::from_secs(15)).unwrap();
        let said = event.strip_prefix(word);
        said.unwrap_or_else(|| panic!("{word} was expected, and this came: {event}")).trim().to_owned()
    }
}

/// Not a test: the child process of the others.
#[test]
#[ignore = "the other tests run this in a child process"]
fn player_in_a_child_process() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let say = |words: &str| println!("{MARK}{words}");
    let player = Player::start(now, move |event| {
        say(&match event {
            AudioEvent::Ready { device } => format!("ready {device}"),
            AudioEvent::NoDevice { why } => format!("nodevice {why}"),
            AudioEvent::Lost { why } => format!("lost {why}"),
        });
    });
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let mut words = line.split_whitespace();
        let command = words.next().unwrap();
        let cues: Vec<Cue> = words
            .map(|word| Cue { at: Duration::from_secs_f64(word.parse().unwrap()), sound: Sound::Boundary })
            .collect();
        let before = std::time::Instant::now();
        match command {
            "schedule" => player.schedule(cues),
            "prepare" => player.prepare(),
            "cancel" => player.cancel(),
            "now" => player.play_now(Sound::Boundary),
            "volume" => player.set_volume(1.0),
            "unmute" => player.set_muted(false),
            // As a window does that is busy with something else.
            "burn" => drop(thread::spawn(|| {
                let mut number = 1_u64;
                loop {
                    number = std::hint::black_box(number.wrapping_mul(3));
                }
            })),
            other => panic!("no such command: {other}"),
        }
        say(&format!("took {}", before.elapsed().as_micros()));
    }
}

/// Middle, 99th percentile and greatest of the absolute values, in milliseconds.
fn summary(errors: &[f64]) -> (f64, f64, f64) {
    let mut sizes: Vec<f64> = errors.iter().map(|error| error.abs() * 1e3).collect();
    sizes.sort_by(f64::total_cmp);
    let at = |percent: usize| sizes[(sizes.len() * percent).div_ceil(100) - 1];
    (at(50), at(99), at(100))
}

#[test]
fn every_cue_is_heard_within_20_ms_of_its_deadline_busy_or_not() {
    if !sound_tools(&["pulseaudio", "parec"]) {
        return;
    }
    let count: usize = env::var("GREENROOM_CUES").ok().and_then(|count| count.parse().ok()).unwrap_or(12);
    let home = tempfile::tempdir().unwrap();
    let _server = start_server(home.path());
    let recording = Recording::start(home.path());
    let mut player = Remote::start(home.path());
    player.ask("volume");
    player.ask("unmute");
    player.ask("prepare");
    player.expect("ready");

    // A sink that was idle takes up to 2 s to play its first sample.
    let start = now().as_secs_f64() + 2.5;
    let deadlines: Vec<f64> =
        (0..count).map(|i| start + i as f64 * 0.35 + (i as f64 * 0.618_034).fract() * 0.1).collect();
    let mut sent = 0;
    let mut batch = 1;
    while sent < count {
        let next = &deadlines[sent..(sent + batch).min(count)];
        // From 0.05 to 0.2 s ahead, at another place in the device's buffer each time.
        sleep_until(next[0] - 0.05 - (sent as f64 * 0.414_214).fract() * 0.15);
        if sent >= count / 2 && sent < count / 2 + batch {
            player.ask("burn");
        }
        player.schedule(next);
        sent += next.len();
        batch = batch % 3 + 1;
    }
    let last = deadlines[count - 1];
    sleep_until(last + 0.2);
    player.schedule(&[last + 0.5, last + 0.6]);
    player.ask("cancel");
    sleep_until(last + 0.8);
    let events: Vec<String> = player.events.try_iter().collect();
    drop(player);
    let onsets = recording.onsets();
    assert!(events.is_empty(), "the device did not stay: {events:?}");

    let missing: Vec<String> = deadlines
        .iter()
        .enumerate()
        .filter(|(_, deadline)| !onsets.iter().any(|onset| (0.0..0.3).contains(&(onset - **deadline))))
        .map(|(i, deadline)| format!("{i} at {:.2} s", deadline - start))
        .collect();
    assert!(missing.is_empty(), "cues not heard: {}", missing.join(", "));
    assert_eq!(onsets.len(), count, "one sound for each cue, and none for those cancelled");
    let raw: Vec<f64> = onsets.iter().zip(&deadlines).map(|(onset, deadline)| onset - deadline).collect();
    let mut sorted = raw.clone();
    sorted.sort_by(f64::total_cmp);
    let latency = sorted[count / 2];
    let errors: Vec<f64> = raw.iter().map(|raw| raw - latency).collect();
    let (median, p99, max) = summary(&errors);
    println!(
        "{count} cues: latency {:.1} ms; error: median {median:.2} ms, 99th percentile {p99:.2} ms, greatest {max:.2} ms",
        latency * 1e3
    );
    // The goal is the 99th percentile; one in fifty is let off, so none in a short run.
    let off = errors.iter().filter(|error| error.abs() > GOAL).count();
    assert!(off <= count / 50, "{off} of {count} cues are more than 20 ms off: {errors:.4?}");
}

#[test]
fn a_server_that_dies_is_reported_and_one_that_is_back_is_used_again() {
    if !sound_tools(&["pulseaudio", "parec"]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut server = start_server(home.path());
    let mut player = Remote::start(home.path());
    player.ask("prepare");
    player.expect("ready");
    player.schedule(&[now().as_secs_f64() + 60.0]);

    server.end();
    let why = player.expect("lost");
    assert!(why.contains("sound device"), "{why}");
    for command in ["now", "cancel", "volume", "unmute", "prepare"] {
        player.ask(command);
    }
    player.schedule(&[now().as_secs_f64() + 30.0]);

    let _server = start_server(home.path());
    player.expect("ready");
}

#[test]
fn without_a_server_there_is_no_device_and_every_call_returns_at_once() {
    if !sound_tools(&["pulseaudio", "parec"]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut player = Remote::start(home.path());
    player.schedule(&[now().as_secs_f64() + 0.1]);
    for command in ["now", "cancel", "volume", "unmute", "prepare"] {
        player.ask(command);
    }
    let why = player.expect("nodevice");
    assert!(why.contains("sound device"), "{why}");
    player.ask("now");
    // Said once, and the child is still alive.
    let again = player.events.recv_timeout(Duration::from_millis(300));
    assert!(again.is_err(), "{again:?}");
    assert!(player.process.0.try_wait().unwrap().is_none());
}
