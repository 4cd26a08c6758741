//! What is on disk of what the person did, and what is not.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::countdown::Mono;
use crate::domain::notebook::Key;

/// Whether what the person did is on disk.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// What could not be stored, or taken away; tried again as it is by then.
    pub failed: BTreeSet<Key>,
    /// What is being typed, with the time to write it.
    pub typed: BTreeMap<Key, Mono>,
    /// Whether an attempt has reached the disk since the last question was shown.
    pub saved: bool,
}
