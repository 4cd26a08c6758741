//! The data folder under the faults it must survive: cuts, flipped bits, full disks, two instances,
//! other versions, other devices, restores and erasures.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "store/documents.rs"]
mod documents;
#[path = "store/folder.rs"]
mod folder;
#[path = "store/imports.rs"]
mod imports;
#[path = "store/journal.rs"]
mod journal;
#[path = "store/keep.rs"]
mod keep;
#[path = "store/mocks.rs"]
mod mocks;
#[path = "store/private.rs"]
mod private;
#[path = "store/recordings.rs"]
mod recordings;
#[path = "store/room.rs"]
mod room;
#[path = "store/others.rs"]
mod second_scores;
