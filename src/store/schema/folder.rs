//! `folder.json`: which version of the layout the data folder has.

use serde::{Deserialize, Serialize};

use super::{Document, Extra, carry_extra};

/// The version of the layout that this Greenroom writes.
pub const FOLDER_VERSION: u32 = 1;

/// The content of `folder.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FolderDoc {
    /// `greenroom-folder/1`.
    pub format: String,
    /// The layout's version; a greater one than [`FOLDER_VERSION`] is opened for reading only.
    pub version: u32,
    /// When the folder was made, RFC 3339.
    #[serde(default)]
    pub created: String,
    /// Whether what lies in the folder was made its owner's alone, once; what the person allows after that stays.
    #[serde(default)]
    pub private: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for FolderDoc {
    const FORMAT: &'static str = "greenroom-folder/1";

    fn id(&self) -> Option<&str> {
        None
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
    }
}

impl FolderDoc {
    /// A new folder's, made at `created` (RFC 3339).
    pub fn new(created: String) -> Self {
        Self {
            format: Self::FORMAT.to_owned(),
            version: FOLDER_VERSION,
            created,
            private: true,
            extra: Extra::new(),
        }
    }
}
