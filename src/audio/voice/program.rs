//! Which program reads aloud, and how it is given the text: as a list of arguments, never through a shell.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::super::program::{OpenQuote, locate, words};

/// What stands for the text in a program's line.
pub const PLACE: &str = "{text}";

/// Why nothing can be read aloud, worded for the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VoiceError {
    /// No program was named, and none that is known is installed.
    #[error("No voice program was found. Install espeak-ng or speech-dispatcher, or name a program.")]
    NoneFound,
    /// The program that was named is not there, or cannot be run.
    #[error(
        "There is no program “{0}” to run. Correct the name or give its whole path, or leave the field empty."
    )]
    NotThere(String),
    /// A quote in the line has no end.
    #[error(transparent)]
    OpenQuote(#[from] OpenQuote),
}

/// How a program takes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// In place of [`PLACE`] in its arguments.
    Place,
    /// On standard input, ended by a line break.
    Input,
    /// As one line on standard input.
    Line,
}

/// A program whose way with text is known.
struct Known {
    name: &'static str,
    arguments: &'static [&'static str],
    takes: Takes,
    /// The arguments that silence it; for one whose sound comes from a service, which goes on by itself.
    silence: &'static [&'static str],
}

/// In the order they are looked for. On standard input no other user sees the text in the list of
/// processes. The argument of spd-say would be read as a format ("100 %…"), so it is used as a pipe.
const KNOWN: [Known; 3] = [
    Known { name: "say", arguments: &["-f", "-"], takes: Takes::Input, silence: &[] },
    Known {
        name: "spd-say",
        arguments: &["--wait", "--pipe-mode"],
        takes: Takes::Line,
        silence: &["--stop"],
    },
    Known { name: "espeak-ng", arguments: &["--stdin"], takes: Takes::Input, silence: &[] },
];

/// A program that reads aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    path: PathBuf,
    arguments: Vec<String>,
    takes: Takes,
    silence: &'static [&'static str],
}

/// How a program is started for one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its arguments, one element each.
    pub arguments: Vec<String>,
    /// What it is given on standard input; nothing where the text is among the arguments.
    pub input: Option<String>,
}

impl Program {
    /// The program that `line` names, looked for in the folders of `path` (as in the variable PATH);
    /// where `line` is blank, the first of say (on macOS only), spd-say and espeak-ng that is there.
    ///
    /// `line` is a program and its arguments, as [`words`](super::super::program::words) splits it. [`PLACE`] in an argument stands
    /// for the text; without it the three known programs are given the text in their own way and any
    /// other on standard input.
    ///
    /// # Errors
    /// A quote that is not closed, or that there is no such program.
    pub fn find(line: &str, path: Option<&OsStr>) -> Result<Self, VoiceError> {
        let mut words = words(line)?.into_iter();
        let Some(name) = words.next() else {
            let here = |known: &&Known| known.name != "say" || cfg!(target_os = "macos");
            let found = KNOWN.iter().filter(here).find_map(|known| {
                let path = locate(known.name, path)?;
                Some(Self::known(known, path, Vec::new()))
            });
            return found.ok_or(VoiceError::NoneFound);
        };
        let Some(path) = locate(&name, path) else { return Err(VoiceError::NotThere(name)) };
        let arguments: Vec<String> = words.collect();
        if arguments.iter().any(|argument| argument.contains(PLACE)) {
            return Ok(Self { path, arguments, takes: Takes::Place, silence: &[] });
        }
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        Ok(match KNOWN.iter().find(|known| known.name == stem) {
            Some(known) => Self::known(known, path, arguments),
            None => Self { path, arguments, takes: Takes::Input, silence: &[] },
        })
    }

    fn known(known: &Known, path: PathBuf, mut arguments: Vec<String>) -> Self {
        arguments.extend(known.arguments.iter().map(|&argument| argument.to_owned()));
        Self { path, arguments, takes: known.takes, silence: known.silence }
    }

    /// The path of the program's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The program's name: that of its file.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// How it is started to read `text`. The text arrives as it is, but for three things: zero bytes
    /// are left out, for no argument can hold one; what would be taken for an option or a command at
    /// its beginning gets a blank before it; and for spd-say, which reads by the line, each line break
    /// is a blank.
    pub fn call(&self, text: &str) -> Call {
        let text = text.replace('\0', "");
        match self.takes {
            Takes::Place => {
                let fill = |argument: &String| {
                    let filled = argument.replace(PLACE, &text);
                    let option = argument.starts_with(PLACE) && filled.starts_with(['-', '/', '@', '+']);
                    if option { format!(" {filled}") } else { filled }
                };
                Call { arguments: self.arguments.iter().map(fill).collect(), input: None }
            }
            Takes::Input => Call { arguments: self.arguments.clone(), input: Some(text + "\n") },
            Takes::Line => {
                let line = text.replace(['\r', '\n'], " ");
                // Its pipe takes a line that begins so for a command to the service.
                let guard = if line.starts_with("!-!") { " " } else { "" };
                Call { arguments: self.arguments.clone(), input: Some(format!("{guard}{line}\n")) }
            }
        }
    }

    /// The arguments with which it is run once more after it was stopped, where its sound goes on by
    /// itself.
    pub fn silence(&self) -> Option<&'static [&'static str]> {
        (!self.silence.is_empty()).then_some(self.silence)
    }
}
