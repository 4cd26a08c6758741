//! Documents that the person removed: kept in `recovered/` until a day, then gone, or erased before.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

use crate::store::durable;
use crate::store::error::StoreError;
use crate::store::folder::{Layout, is_inside};
use crate::store::journal::read::walk;
use crate::store::sounds;

use super::{ErasePreview, ErasedFile};

/// How long a removed document is kept, in days: long enough to miss it, and to find it again.
pub const KEPT_DAYS: usize = 30;
/// What the file beside a removed document says of why it is there.
pub(crate) const REASON: &str = "it was removed in Greenroom";
/// What stands in its name before the day on which it goes.
const GOES: &str = ".goes-";

/// The name of the copy of a removed document, whose usual copy would be `copy`: it says the day on which it goes.
pub(crate) fn dated(copy: &Path, today: NaiveDate) -> PathBuf {
    let day = today.checked_add_days(Days::new(KEPT_DAYS as u64)).unwrap_or(NaiveDate::MAX);
    let stem = copy.file_stem().unwrap_or_default().to_string_lossy();
    copy.with_file_name(format!("{stem}{GOES}{day}.json"))
}

/// The day on which a copy goes, if it does.
fn day(copy: &Path) -> Option<NaiveDate> {
    let stem = copy.file_stem()?.to_str()?;
    NaiveDate::parse_from_str(stem.rsplit_once(GOES)?.1, "%Y-%m-%d").ok()
}

/// A copy in `recovered/` with the file that says why it is there.
#[derive(Clone, Debug)]
pub(crate) struct Copy {
    pub path: PathBuf,
    pub reason: PathBuf,
    /// The path within the data folder of what it is a copy of.
    pub of: String,
    removed: bool,
    goes: Option<NaiveDate>,
}

/// All copies whose file beside them tells what they are of.
pub(crate) fn copies(layout: &Layout) -> Vec<Copy> {
    let mut found = Vec::new();
    walk(&layout.recovered(), &mut |path, _| {
        if path.extension().is_none_or(|e| e != "json") {
            return;
        }
        let reason = path.with_extension("reason.txt");
        let text = fs::read_to_string(&reason).unwrap_or_default();
        let of = text.strip_prefix("A copy of ").and_then(|rest| rest.split_once(", kept because "));
        if let Some((of, why)) = of.filter(|(of, _)| is_inside(of)) {
            found.push(Copy {
                path: path.to_owned(),
                of: of.to_owned(),
                removed: why.starts_with(REASON),
                goes: day(path),
                reason,
            });
        }
    });
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The documents that were removed and are still kept somewhere, in `recovered/` or in a backup: their paths within the
/// data folder, each once. One that is there again is none.
pub(crate) fn documents(layout: &Layout) -> Vec<String> {
    let mut found: Vec<String> = copies(layout).into_iter().filter(|c| c.removed).map(|c| c.of).collect();
    for backup in backups(layout) {
        let within = Layout::new(&backup);
        for folder in within.document_folders() {
            walk(&folder, &mut |path, _| {
                if path.extension().is_some_and(|e| e == "json") {
                    found.push(within.label(path));
                }
            });
        }
    }
    found.retain(|of| !layout.root.join(of).exists());
    found.sort();
    found.dedup();
    found
}

fn backups(layout: &Layout) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(layout.backups()).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir())
}

/// Lets go what has had its day, and gives a day to what was removed by a Greenroom that gave none. Best effort: what
/// stays is looked at again at the next start.
pub(crate) fn let_go(layout: &Layout, today: NaiveDate) {
    for copy in copies(layout).into_iter().filter(|copy| copy.removed) {
        match copy.goes {
            Some(day) if day <= today => {
                // First the copy: without the file beside it nobody would know what it is.
                let _ = durable::remove(&copy.path).and_then(|_| durable::remove(&copy.reason));
            }
            Some(_) => {}
            None => {
                let named = dated(&copy.path, today);
                // First the file that tells why, so that the copy is never without it.
                let _ = fs::copy(&copy.reason, named.with_extension("reason.txt"))
                    .and_then(|_| fs::rename(&copy.path, &named))
                    .and_then(|()| fs::remove_file(&copy.reason));
            }
        }
    }
}

/// Every file that holds one of these removed documents: the copies, whatever they were kept for, and those in backups.
/// Of one that is there again, only the copies that were kept when it was removed.
pub(crate) fn files(layout: &Layout, removed: &[String]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let is_gone = |of: &str| !layout.root.join(of).exists();
    for copy in copies(layout) {
        if copy.removed || (removed.contains(&copy.of) && is_gone(&copy.of)) {
            files.extend([copy.path, copy.reason]);
        }
    }
    for backup in backups(layout) {
        let gone = removed.iter().filter(|of| is_gone(of));
        files.extend(gone.map(|of| backup.join(of)).filter(|path| path.exists()));
    }
    files.extend(sounds::removed_files(layout));
    files
}

/// Takes them away.
pub(crate) fn erase(layout: &Layout, removed: &[String]) -> Result<(), StoreError> {
    for path in files(layout, removed) {
        durable::remove(&path)?;
    }
    Ok(())
}

/// What erasing them takes away.
pub(super) fn preview(layout: &Layout) -> ErasePreview {
    let mut preview = ErasePreview::default();
    let removed = documents(layout);
    for of in &removed {
        match of.split('/').next() {
            Some("stories") => preview.stories += 1,
            Some("imports") => preview.imports += 1,
            Some("mocks") => preview.mocks += 1,
            Some("finds") => preview.finds += 1,
            Some("recordings") => preview.recordings += 1,
            Some("overlays") => preview.overlays += 1,
            _ => preview.banks += 1,
        }
    }
    let file = |path: PathBuf| ErasedFile { file: layout.label(&path), lines: None, stays: false };
    preview.files = files(layout, &removed).into_iter().map(file).collect();
    preview
}
