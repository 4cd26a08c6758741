//! Erasing everything that is Greenroom's in a data folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::backup::RESTORING;
use crate::store::documents;
use crate::store::durable;
use crate::store::error::StoreError;
use crate::store::folder::Layout;
use crate::store::journal::read::{self, walk};
use crate::store::load;
use crate::store::together::TOGETHER;

use super::written_down::ERASING;
use super::{ErasePreview, ErasedFile};

/// The folders that are Greenroom's alone.
fn own_folders(layout: &Layout) -> Vec<PathBuf> {
    let others = [layout.journals(), layout.backups(), layout.recovered(), layout.runnings()];
    others.into_iter().chain(layout.document_folders()).collect()
}

/// The files and folders at the top that are Greenroom's, the lock and what is written down of the erasing apart, and those that are not.
fn top(layout: &Layout) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let entries = fs::read_dir(&layout.root).into_iter().flatten().flatten().map(|e| e.path());
    let folders = own_folders(layout);
    // What is written down of the erasing goes when it is done.
    let apart = [layout.lock(), layout.root.join(ERASING)];
    let mut all: Vec<PathBuf> = entries.filter(|p| !apart.contains(p)).collect();
    all.sort();
    all.into_iter().partition(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_json = Path::new(&name).extension().is_some_and(|e| e == "json");
        folders.contains(path)
            || durable::is_temp(path)
            || [RESTORING, TOGETHER].contains(&name.as_str())
            || (is_json && (name.starts_with("profile") || name.starts_with("folder")))
    })
}

pub(super) fn preview(layout: &Layout) -> ErasePreview {
    let journals = load::journals(layout);
    let documents = documents::load(layout);
    let (attempts, moments) = journals.merged.count_live();
    let (ours, others) = top(layout);
    let mut files = Vec::new();
    let mut lines = 0;
    let mut add = |path: &Path| {
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl")) {
            // A file that cannot be read goes all the same; its lines are not counted.
            let _ = read::read_file(path, &mut |_, _| lines += 1);
        }
        files.push(ErasedFile { file: layout.label(path), lines: None, stays: false });
    };
    for path in ours {
        if path.is_dir() {
            walk(&path, &mut |path, _| add(path));
        } else {
            add(&path);
        }
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    ErasePreview {
        attempts,
        moments,
        banks: documents.has.banks.len(),
        overlays: documents.has.overlays.len(),
        stories: documents.has.stories.len(),
        imports: documents.has.imports.len(),
        mocks: documents.has.mocks.len(),
        finds: documents.has.finds.len(),
        recordings: documents.has.recordings.len(),
        lines,
        files,
        stays: others.iter().map(|p| layout.label(p)).collect(),
    }
}

/// Takes it away, whatever of it is there.
pub(super) fn erase(layout: &Layout) -> Result<(), StoreError> {
    for path in top(layout).0 {
        let kind = fs::symlink_metadata(&path).map_err(StoreError::read(&path))?;
        let removed = if kind.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(StoreError::write(&path))?;
    }
    durable::sync_folder(&layout.root)
}
