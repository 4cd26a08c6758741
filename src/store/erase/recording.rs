//! Erasing one recording: the sound, what is known of it, and copies of either.

use uuid::Uuid;

use crate::store::durable;
use crate::store::error::StoreError;
use crate::store::folder::Layout;
use crate::store::sounds;

use super::{ErasePreview, ErasedFile};

pub(super) fn preview(layout: &Layout, attempt: Uuid) -> ErasePreview {
    let files = sounds::traces(layout, attempt);
    let file = |path: &std::path::PathBuf| ErasedFile { file: layout.label(path), lines: None, stays: false };
    ErasePreview {
        recordings: usize::from(!files.is_empty()),
        files: files.iter().map(file).collect(),
        ..ErasePreview::default()
    }
}

pub(super) fn erase(layout: &Layout, attempt: Uuid) -> Result<(), StoreError> {
    sounds::traces(layout, attempt).iter().try_for_each(|path| durable::remove(path).map(|_| ()))
}
