//! What is taken away from the window: what was asked for, made and written on whatever thread it is called.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::domain::attempt::Attempt;
use crate::domain::mock::record::Mock;
pub use crate::export::form::PageForm;
use crate::export::formats::ExportInput;
pub use crate::export::formats::{ByBank, FORMATS, Format, Purpose, Selection};
pub use crate::export::friend_round::{RoundPage, confidential, round_file_name, round_html};
use crate::export::packet::{Packet, Recording, packet_file_name, packet_html};
use crate::export::page::Page;
use crate::store::{save_as, sound_file};

use super::importing::at_home;

/// What the person wants made. Each is made from [`ExportInput`] alone, on a thread of its own.
#[derive(Clone, Debug)]
pub enum Export {
    /// One of the table's formats.
    Format {
        /// Which.
        format: &'static Format,
        /// Which part of the data.
        part: Selection,
    },
    /// A page that is there already, in a form of the person's choice.
    Page {
        /// The page.
        page: Box<Page>,
        /// The name its file is proposed, without an ending.
        name: &'static str,
        /// How it is written.
        form: PageForm,
    },
    /// A scoring packet for a friend.
    Packet {
        /// Its own id, random.
        id: Uuid,
        /// The answer.
        attempt: Box<Attempt>,
        /// What its principle means, where a bank says it.
        meaning: Option<String>,
        /// Whether its recording goes with it.
        sound: bool,
    },
    /// A mock interview for a friend to play the interviewer in.
    FriendRound {
        /// The mock interview.
        mock: Box<Mock>,
        /// Company and role, where they are to be named.
        about: Option<String>,
    },
    /// A copy of the sound of an answer's recording.
    Sound {
        /// The answer.
        attempt: Box<Attempt>,
    },
}

impl Export {
    /// All answers with their scores, those that are not saved too: what can be taken to a safe place.
    pub fn all_answers() -> Option<Self> {
        let format = crate::export::formats::find("attempts-json")?;
        Some(Self::Format { format, part: Selection::default() })
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        match self {
            Self::Format { format, .. } => format.title,
            Self::Page { page, .. } => &page.title,
            Self::Packet { .. } => "Scoring packet for a friend",
            Self::FriendRound { .. } => "Interview for a friend to lead",
            Self::Sound { .. } => "The sound of a recording",
        }
    }

    /// The name that a file of it is proposed.
    pub fn file_name(&self) -> String {
        match self {
            Self::Format {
                format: Format { by_bank: ByBank::Must, file, .. },
                part: Selection { bank: Some(id), .. },
            } => {
                format!("{id}.{}", ending(file))
            }
            Self::Format { format, .. } => format.file.to_owned(),
            Self::Page { name, form, .. } => format!("{name}.{}", form.ending()),
            Self::Packet { attempt, .. } => packet_file_name(attempt),
            Self::FriendRound { mock, .. } => round_file_name(mock),
            Self::Sound { attempt } => {
                packet_file_name(attempt).replace("packet-", "answer-").replace(".html", ".wav")
            }
        }
    }

    /// How the names of its files end, without the point.
    pub fn ending(&self) -> String {
        ending(&self.file_name()).to_owned()
    }

    /// Its bytes; `sounds` is the folder of the recordings.
    ///
    /// # Errors
    /// Why it cannot be made, in words for the person.
    pub fn make(&self, given: &ExportInput, sounds: &Path) -> Result<Vec<u8>, String> {
        match self {
            Self::Format { format, part } => format.make(given, part).map_err(|e| e.to_string()),
            Self::Page { page, form, .. } => form.write(page, given.made).map_err(|e| e.to_string()),
            Self::Packet { id, attempt, meaning, sound } => {
                let recording = if *sound {
                    Some(Recording { mime: "audio/wav".to_owned(), bytes: sound_of(sounds, attempt.id)? })
                } else {
                    None
                };
                let (meaning, recording) = (meaning.as_deref(), recording.as_ref());
                Ok(packet_html(&Packet { id: *id, attempt, meaning, recording }).into_bytes())
            }
            Self::FriendRound { mock, about } => {
                let (catalog, about) = (&given.catalog, about.as_deref());
                Ok(round_html(RoundPage { mock, catalog, about, made: given.made }).into_bytes())
            }
            Self::Sound { attempt } => sound_of(sounds, attempt.id),
        }
    }
}

/// The bytes of a recording.
fn sound_of(sounds: &Path, attempt: Uuid) -> Result<Vec<u8>, String> {
    let path = sound_file(sounds, attempt);
    std::fs::read(&path).map_err(|e| format!("the recording cannot be read: {e}"))
}

fn ending(file: &str) -> &str {
    file.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Everything that making and writing needs, so that it depends on nothing else.
#[derive(Debug)]
pub struct ExportJob {
    /// Its number; the report carries it.
    pub number: u64,
    /// What to make.
    pub what: Export,
    /// The path that was typed; `None` asks by a dialog.
    pub path: Option<String>,
    /// What to make it from.
    pub given: ExportInput,
}

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportReport {
    /// It is on disk.
    Saved {
        /// Where.
        path: String,
        /// How large, in bytes.
        bytes: usize,
    },
    /// It is not, and why, in words for the person.
    NotSaved(String),
    /// No file was chosen: the dialog was closed, or never came up.
    NotChosen,
}

/// What the person chose, and whether what is there may be replaced: a dialog has asked about that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    path: PathBuf,
    replace: bool,
}

impl Destination {
    /// A path that was typed: nothing is replaced. `~` and what is not absolute begin at the person's
    /// home; in a folder the file gets the name that is proposed.
    pub fn typed(path: &str, what: &Export) -> Self {
        let mut path = at_home(Path::new(path.trim()));
        if path.is_relative() {
            path = at_home(&Path::new("~").join(path));
        }
        if path.is_dir() {
            path.push(what.file_name());
        }
        Self { path, replace: false }
    }

    /// A path chosen in a dialog, which asks before replacing. Without an ending it gets the right one,
    /// and since the dialog did not ask about that name, nothing is replaced then.
    pub fn chosen(mut path: PathBuf, what: &Export) -> Self {
        let replace = path.extension().is_some();
        if !replace {
            path.set_extension(what.ending());
        }
        Self { path, replace }
    }
}

/// Makes what was asked for and writes it. Waits for the disk: not on the window's thread.
pub fn run(what: &Export, given: &ExportInput, sounds: &Path, place: &Destination) -> ExportReport {
    let made = what.make(given, sounds).and_then(|bytes| {
        save_as(&place.path, &bytes, place.replace).map_err(|e| e.to_string()).map(|()| bytes.len())
    });
    match made {
        Ok(bytes) => ExportReport::Saved { path: place.path.display().to_string(), bytes },
        Err(why) => ExportReport::NotSaved(why),
    }
}

/// What the window knows of taking away.
#[derive(Debug)]
pub struct Exporting {
    /// The id of the chosen format.
    pub format: &'static str,
    /// The id of the chosen bank.
    pub bank: Option<String>,
    /// The path being typed.
    pub path: String,
    /// How many were asked for so far.
    pub jobs: u64,
    /// The number and the title of the last that is not done yet.
    pub running: Option<(u64, String)>,
    /// What [`super::model::Modal::SaveAs`] asks about.
    pub asked: Option<Box<Export>>,
    /// How the last one went: where it lies, or why it does not.
    pub outcome: Option<Result<String, String>>,
}

impl Default for Exporting {
    fn default() -> Self {
        let format = FORMATS.first().map_or("", |format| format.id);
        Self { format, bank: None, path: String::new(), jobs: 0, running: None, asked: None, outcome: None }
    }
}

impl Exporting {
    /// The chosen format.
    pub fn chosen(&self) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.id == self.format)
    }
}

/// A size as it is told: bytes, then KiB, then MiB.
pub fn size_words(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn export(id: &str, bank: Option<&str>) -> Export {
        let format = FORMATS.iter().find(|format| format.id == id).unwrap();
        Export::Format { format, part: Selection { bank: bank.map(str::to_owned), ..Selection::default() } }
    }

    #[test]
    fn files_are_proposed_a_name() {
        assert_eq!(export("attempts-csv", None).file_name(), "greenroom-attempts.csv");
        assert_eq!(export("bank", Some("amazon")).file_name(), "amazon.json");
        assert_eq!(export("stories", None).ending(), "md");
    }

    #[test]
    fn a_typed_path_replaces_nothing_and_a_chosen_one_only_what_was_asked_about() {
        let dir = tempfile::tempdir().unwrap();
        let what = export("attempts-csv", None);
        let folder = dir.path().display().to_string();
        let place = Destination::typed(&format!(" {folder} "), &what);
        assert_eq!(place, Destination { path: dir.path().join("greenroom-attempts.csv"), replace: false });
        assert!(Destination::typed("out.csv", &what).path.is_absolute());
        assert!(Destination::typed("~/out.csv", &what).path.is_absolute());
        let chosen = Destination::chosen(dir.path().join("mine.txt"), &what);
        assert_eq!(chosen, Destination { path: dir.path().join("mine.txt"), replace: true });
        let chosen = Destination::chosen(dir.path().join("mine"), &what);
        assert_eq!(chosen, Destination { path: dir.path().join("mine.csv"), replace: false });
    }

    #[test]
    fn sizes_are_told_with_their_unit() {
        let told = [7, 1024, 1025, 1_048_576, 5_500_000].map(size_words);
        assert_eq!(told, ["7 bytes", "1 KiB", "2 KiB", "1.0 MiB", "5.2 MiB"]);
    }
}
