//! Greenroom's start, memory and rest against its floor, `examples/hello.rs`, in turn in one run under
//! a virtual display: `cargo build --release --example hello && cargo bench --bench start`.
//!
//! Start is from the process's start to the first pixels on the screen, seen from outside, so neither
//! program is changed for it. `GREENROOM_BENCH_SECS` (30) is the age at which memory is read.

#![cfg_attr(target_os = "linux", allow(clippy::unwrap_used, clippy::expect_used))]

#[cfg(target_os = "linux")]
#[path = "../tests/support/display.rs"]
mod display;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: this measurement reads Linux's /proc and needs Xvfb");
}

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::display::{Display, Guarded, missing, poll};

    /// Starts measured of each program.
    const STARTS: usize = 15;
    /// What a program does in its first seconds is its start, not its rest.
    const SETTLED: Duration = Duration::from_secs(8);
    const GREENROOM: &str = env!("CARGO_BIN_EXE_greenroom");

    /// What is measured: a program with its arguments.
    struct Subject {
        name: &'static str,
        program: PathBuf,
        args: Vec<String>,
        state: PathBuf,
    }

    impl Subject {
        fn start(&self, display: &Display) -> Guarded {
            let mut command = display.command(&self.program);
            command.args(&self.args).env("GREENROOM_STATE", &self.state);
            Guarded(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
        }
    }

    fn subjects(temp: &Path) -> Vec<Subject> {
        let state = temp.join("state");
        let hello = std::env::current_exe().unwrap().parent().unwrap().join("../examples/hello");
        assert!(hello.is_file(), "the floor is not built; run cargo build --release --example hello first");
        let mut subjects =
            vec![Subject { name: "hello", program: hello, args: Vec::new(), state: state.clone() }];
        for (name, attempts) in [("greenroom, empty", None), ("greenroom, 10,000", Some("10000"))] {
            let folder = temp.join(name).display().to_string();
            if let Some(attempts) = attempts {
                let made = Command::new(GREENROOM)
                    .args(["demo", "--attempts", attempts, "--seed", "1", "--data", &folder])
                    .env("GREENROOM_STATE", &state)
                    .stdout(Stdio::null())
                    .status()
                    .unwrap();
                assert!(made.success());
            }
            let args = vec!["--data".to_owned(), folder];
            subjects.push(Subject { name, program: GREENROOM.into(), args, state: state.clone() });
        }
        subjects
    }

    /// Milliseconds from the process's start to the first pixels.
    fn first_pixels(subject: &Subject, display: &Display) -> f64 {
        poll("a blank screen", || display.is_blank().then_some(()));
        let from = Instant::now();
        let _running = subject.start(display);
        while display.is_blank() {
            assert!(from.elapsed() < Duration::from_mins(1), "{} draws nothing", subject.name);
            thread::sleep(Duration::from_millis(1));
        }
        from.elapsed().as_secs_f64() * 1e3
    }

    /// What a process uses at rest.
    struct Rest {
        resident_mb: f64,
        own_mb: f64,
        cpu_ms_a_second: f64,
        wakes_a_second: f64,
    }

    /// Memory at `age`, and what was used from when things had settled until then.
    fn rest(subject: &Subject, display: &Display, age: Duration) -> Rest {
        poll("a blank screen", || display.is_blank().then_some(()));
        let from = Instant::now();
        let running = subject.start(display);
        let process = PathBuf::from(format!("/proc/{}", running.0.id()));
        thread::sleep(SETTLED.saturating_sub(from.elapsed()));
        let (cpu_before, wakes_before, since) = (cpu_ms(&process), wakes(&process), Instant::now());
        thread::sleep(age.saturating_sub(from.elapsed()));
        let secs = since.elapsed().as_secs_f64();
        Rest {
            resident_mb: field(&process.join("status"), "VmRSS:") / 1024.0,
            own_mb: field(&process.join("status"), "RssAnon:") / 1024.0,
            cpu_ms_a_second: (cpu_ms(&process) - cpu_before) / secs,
            wakes_a_second: (wakes(&process) - wakes_before) / secs,
        }
    }

    fn field(file: &Path, name: &str) -> f64 {
        let text = fs::read_to_string(file).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// Milliseconds on the CPU, all threads; Linux counts them by the hundredth of a second.
    fn cpu_ms(process: &Path) -> f64 {
        let text = fs::read_to_string(process.join("stat")).unwrap();
        let fields: Vec<&str> = text.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u32 = fields[11..13].iter().map(|field| field.parse::<u32>().unwrap()).sum();
        f64::from(ticks) * 10.0
    }

    /// How often the window's thread has gone to sleep: no frame is drawn without it waking.
    fn wakes(process: &Path) -> f64 {
        let id = process.file_name().unwrap();
        field(&process.join("task").join(id).join("status"), "voluntary_ctxt_switches:")
    }

    fn median(mut values: Vec<f64>) -> f64 {
        values.sort_unstable_by(f64::total_cmp);
        values[values.len() / 2]
    }

    pub fn main() {
        let missing = missing();
        if !missing.is_empty() {
            println!("skipped: not installed: {}", missing.join(", "));
            return;
        }
        let secs = std::env::var("GREENROOM_BENCH_SECS").map_or(30, |secs| secs.parse().unwrap());
        let temp = tempfile::tempdir().unwrap();
        let display = Display::start();
        let subjects = subjects(temp.path());
        let mut starts = vec![Vec::new(); subjects.len()];
        // The first round fills the caches of the system, and makes the day's backup.
        for round in 0..=STARTS {
            for (subject, starts) in subjects.iter().zip(&mut starts) {
                let time = first_pixels(subject, &display);
                if round > 0 {
                    starts.push(time);
                }
            }
        }
        let rests: Vec<Rest> =
            subjects.iter().map(|s| rest(s, &display, Duration::from_secs(secs))).collect();
        println!(
            "| program | start, median ms | ratio | resident at {secs} s, MB | ratio | of it its own, MB | CPU at rest, ms a second | wakes a second |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        let starts: Vec<f64> = starts.into_iter().map(median).collect();
        for ((subject, start), rest) in subjects.iter().zip(&starts).zip(&rests) {
            println!(
                "| {} | {start:.0} | {:.2} | {:.0} | {:.2} | {:.0} | {:.2} | {:.2} |",
                subject.name,
                start / starts[0],
                rest.resident_mb,
                rest.resident_mb / rests[0].resident_mb,
                rest.own_mb,
                rest.cpu_ms_a_second,
                rest.wakes_a_second,
            );
        }
    }
}
