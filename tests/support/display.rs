//! A display nobody sees: starts Xvfb on a free number, reads its pixels, presses keys with xdotool.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask};

/// The display's size in pixels.
pub const SIZE: (usize, usize) = (1280, 800);
/// How long anything may take before it counts as not happening.
const PATIENCE: Duration = Duration::from_mins(1);

/// The programs that are needed and not installed.
pub fn missing() -> Vec<&'static str> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let here = |name: &&str| std::env::split_paths(&path).any(|dir| dir.join(name).is_file());
    ["Xvfb", "xdotool", "strace"].into_iter().filter(|name| !here(name)).collect()
}

/// Asks every 20 ms until there is an answer; panics with `what` if there is none for a minute.
pub fn poll<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let from = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(from.elapsed() < PATIENCE, "waited a minute in vain for {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A program that is killed when this goes out of scope, a panic included.
pub struct Guarded(pub Child);

impl Drop for Guarded {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display of its own. It ends when this goes out of scope.
pub struct Display {
    name: String,
    pixels: File,
    /// Where the pixels begin in the file, and the bytes of one row.
    first: u64,
    row: usize,
    _server: Guarded,
    _frame_buffer: tempfile::TempDir,
}

impl Display {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // The server writes the number that it found free to descriptor 1.
        let server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x800x24", "-fbdir"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Guarded(server);
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        // The screen as an X window dump: 25 numbers of 4 bytes, a name, the colours, the rows.
        let pixels = File::open(folder.path().join("Xvfb_screen0")).unwrap();
        let mut header = [0; 100];
        pixels.read_exact_at(&mut header, 0).unwrap();
        let number_at = |i: usize| u32::from_be_bytes(header[4 * i..4 * i + 4].try_into().unwrap());
        let first = u64::from(number_at(0)) + 12 * u64::from(number_at(19));
        let row = number_at(12) as usize;
        Self {
            name: format!(":{}", number.trim()),
            pixels,
            first,
            row,
            _server: server,
            _frame_buffer: folder,
        }
    }

    /// A command whose window opens here, drawn without a graphics card.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env("DISPLAY", &self.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        command
    }

    /// The pixels of every `step`th row.
    pub fn rows(&self, step: usize) -> Vec<u8> {
        let mut all = Vec::new();
        let mut row = vec![0; 4 * SIZE.0];
        for y in (0..SIZE.1).step_by(step) {
            self.pixels.read_exact_at(&mut row, self.first + (y * self.row) as u64).unwrap();
            all.extend_from_slice(&row);
        }
        all
    }

    /// Whether nothing has been drawn: the bare screen is black.
    pub fn is_blank(&self) -> bool {
        self.rows(40).chunks_exact(4).all(|pixel| pixel[..3] == [0, 0, 0])
    }

    /// Runs xdotool with these arguments; what it printed if it succeeded.
    pub fn try_xdotool(&self, args: &[&str]) -> Option<String> {
        let done = self.command("xdotool").args(args).output().unwrap();
        done.status.success().then(|| String::from_utf8(done.stdout).unwrap())
    }

    /// Waits until a window of this title is there, and gives it the keyboard.
    pub fn focus(&self, title: &str) -> u32 {
        let pattern = format!("^{title}$");
        let search = || {
            let found = self.try_xdotool(&["search", "--onlyvisible", "--name", &pattern])?;
            found.lines().next()?.parse::<u32>().ok()
        };
        let window = poll("the window", search);
        poll("the keyboard", || self.try_xdotool(&["windowfocus", &window.to_string()]));
        window
    }

    /// A window's property, as the server keeps it.
    pub fn property(&self, window: u32, name: &str) -> Vec<u8> {
        let (connection, _) = x11rb::connect(Some(&self.name)).unwrap();
        let atom = connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let asked = connection.get_property(false, window, atom, AtomEnum::ANY, 0, u32::MAX).unwrap();
        asked.reply().unwrap().value
    }

    /// Presses a key, by the name that xdotool has for it.
    pub fn key(&self, key: &str) {
        self.try_xdotool(&["key", key]).expect("a key that xdotool knows");
    }

    /// Asks the window to close, as the cross in a title bar does.
    pub fn ask_to_close(&self, window: u32) {
        let (connection, _) = x11rb::connect(Some(&self.name)).unwrap();
        let atom = |name: &[u8]| connection.intern_atom(false, name).unwrap().reply().unwrap().atom;
        let (protocols, delete) = (atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"));
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        connection.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
        connection.flush().unwrap();
    }
}
