//! A private sound server for tests: one speaker that can be recorded, one microphone that can be fed.
//!
//! Needs `pulseaudio`, `parec` and ALSA's pulse plugin (Debian: pulseaudio, pulseaudio-utils, libasound2-plugins).
//! Without them tests say so and pass, unless `CI` or `GREENROOM_REQUIRE_SOUND` is set: then they fail.
#![allow(dead_code)] // each test program uses its own part of this

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The system's monotonic clock, the same in every process.
pub fn now() -> Duration {
    let time = clock_gettime(ClockId::Monotonic);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}

/// Whether the tools are there; says so if not, and fails where sound is required.
pub fn sound_tools(tools: &[&'static str]) -> bool {
    let missing: Vec<&str> =
        tools.iter().copied().filter(|tool| Command::new(tool).arg("--version").output().is_err()).collect();
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(" and ");
    let required = env::var_os("CI").is_some() || env::var_os("GREENROOM_REQUIRE_SOUND").is_some();
    assert!(!required, "{missing} not installed, and sound is required here");
    println!("skipped: {missing} not installed");
    false
}

/// A process that ends with the test, panicking or not.
pub struct Running(pub Child);

impl Running {
    pub fn end(&mut self) {
        // Either fails only if the process has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// A command that sees only the sound server of `home`, and no configuration of the person's own.
pub fn in_home(program: impl AsRef<std::ffi::OsStr>, home: &Path) -> Command {
    fs::write(home.join(".asoundrc"), "pcm.!default pulse\nctl.!default pulse\n").unwrap();
    let mut command = Command::new(program);
    command
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("XDG_CONFIG_HOME", home)
        .env("PULSE_RUNTIME_PATH", home)
        .env("PULSE_SERVER", format!("unix:{}", home.join("socket").display()))
        .stderr(Stdio::null());
    command
}

/// Starts a sound server with one speaker, "spk", that can be recorded, and one microphone, "mic", that hears what is
/// played to "micfeed".
pub fn start_server(home: &Path) -> Running {
    let socket = home.join("socket");
    let _ = fs::remove_file(&socket);
    let child = in_home("pulseaudio", home)
        .args(["-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes", "--use-pid-file=no"])
        .args(["-L", "module-null-sink sink_name=spk rate=48000 channels=2"])
        .args(["-L", "module-null-sink sink_name=micfeed rate=48000 channels=1"])
        .args(["-L", "module-remap-source source_name=mic master=micfeed.monitor"])
        .args(["-L", &format!("module-native-protocol-unix auth-anonymous=1 socket={}", socket.display())])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let server = Running(child);
    wait_for("the sound server's socket", || socket.exists().then_some(()));
    server
}

pub fn wait_for<T>(what: &str, mut ready: impl FnMut() -> Option<T>) -> T {
    let end = now() + Duration::from_secs(15);
    loop {
        if let Some(value) = ready() {
            return value;
        }
        assert!(now() < end, "{what} did not come");
        thread::sleep(Duration::from_millis(5));
    }
}
