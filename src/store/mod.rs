//! The data folder: journals of attempts and moments, documents, backups; nothing acknowledged is
//! lost, nothing unreadable is destroyed.
//!
//! * [`Store::open`] reads a folder and hands out its [`Contents`], with a [`Notice`] for everything
//!   that could not be read. Such bytes stay where they are.
//! * Attempts and moments are lines in `journal/<device>.jsonl`, each with a checksum of its own.
//!   A device only ever appends to its own file; a call returns when the line is on the disk. All
//!   devices' files are merged when they are read, in whatever order they come.
//! * Profile, banks, overlays, stories, imports, mock interviews and recordings are JSON files, replaced as a whole. What
//!   is on disk is a type of its own with a version ([`schema`]), never a domain type, and keeps the fields it does not know.
//! * One program at a time writes to a folder; a second one reads.
//!
//! Invariant: bytes that were not understood are copied to `recovered/` before their file is replaced,
//! and only [`Store::erase`] takes bytes out of a journal for good.

mod altered;
mod backup;
pub mod check;
mod documents;
mod durable;
mod entries;
mod erase;
mod error;
mod folder;
mod journal;
mod load;
mod lock;
mod merge;
mod opening;
mod private;
pub mod schema;
mod sounds;
mod together;

pub use altered::{Altered, Earlier};
pub use backup::{BackupInfo, BackupKind};
pub use durable::save_as;
pub use erase::{Erase, ErasePreview, ErasedFile, KEPT_DAYS};
pub use error::{Notice, SaveAsError, SetAside, StoreError};
pub use folder::{default_data_dir, default_state_dir};
pub use opening::{Access, Contents, Stamp, Store};
pub use schema::attempt::{AttemptBody, AttemptProblem};
pub use schema::bank::{BankDoc, parse_bank};
pub use schema::friend_round::{ROUND_SCORES_FORMAT, is_round_scores, parse_round_scores};
pub use schema::scores::{SCORES_FORMAT, ScoresProblem, is_scores, parse_scores};
pub use sounds::{create as create_sound, file as sound_file, room as room_for_sound};
