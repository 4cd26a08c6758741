//! Writing that has reached the disk when it returns: append, replace, remove, and the folder's own sync.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use uuid::Uuid;

use super::error::{SaveAsError, StoreError};
use super::private;

/// How the names of files begin that were being written when the program stopped. They were never
/// acknowledged, so they may be removed.
pub(crate) const TEMP_PREFIX: &str = ".greenroom-tmp-";

/// Makes what a folder lists durable. Folders cannot be synced on Windows, where a rename is.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(StoreError::sync(folder))?;
    }
    Ok(())
}

/// Makes `folder` and the folders above it that are missing, and syncs the folders they are listed in.
pub(crate) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    if folder.exists() {
        return Err(StoreError::NotAFolder { path: folder.to_owned() });
    }
    if let Some(parent) = folder.parent().filter(|p| !p.as_os_str().is_empty()) {
        make_folder(parent)?;
    }
    match private::create_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        Err(e) => return Err(StoreError::write(folder)(e)),
        Ok(()) => {}
    }
    folder.parent().filter(|p| !p.as_os_str().is_empty()).map_or(Ok(()), sync_folder)
}

/// Most bytes of a file that is read whole: 256 MiB. The largest documents that are written have some 40.
const MOST_READ: u64 = 256 << 20;

/// Reads a file whole. What is no file, as a pipe or a device that a link leads to, may never end: it is refused.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    if found.len() > MOST_READ {
        return Err(io::Error::other(format!("it is larger than {} MB", MOST_READ >> 20)));
    }
    fs::read(path)
}

/// Where a document is written that is to stand at `path`: a link keeps leading where the person made it lead.
fn behind_link(path: &Path) -> PathBuf {
    let is_link = path.symlink_metadata().is_ok_and(|found| found.is_symlink());
    if is_link { path.canonicalize().unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() }
}

/// A name beside `path` for what is still being written.
pub(crate) fn temp_beside(path: &Path) -> PathBuf {
    path.with_file_name(format!("{TEMP_PREFIX}{}", Uuid::new_v4().simple()))
}

/// Whether this is the name of an unfinished write.
pub(crate) fn is_temp(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(TEMP_PREFIX))
}

/// Replaces `path` by `bytes`: temp file in the same folder, sync, rename, folder sync.
/// Whatever happens, `path` holds either the old bytes or the new ones.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace_quickly(path, bytes)?;
    behind_link(path).parent().map_or(Ok(()), sync_folder)
}

/// As [`replace`], without the folder's sync: after a power cut the old bytes may be back.
pub(crate) fn replace_quickly(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let path = &*behind_link(path);
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
    }
    let temp = temp_beside(path);
    // The person knows the file, not what it is called while it is written.
    let named = |error| match error {
        StoreError::Write { source, .. } => StoreError::write(path)(source),
        StoreError::Sync { source, .. } => StoreError::sync(path)(source),
        other => other,
    };
    let written = write_synced(&temp, bytes).map_err(named).and_then(|()| {
        private::keep_mode(path, &temp);
        fs::rename(&temp, path).map_err(StoreError::write(path))
    });
    if written.is_err() {
        // Best effort: the error that matters is the first one.
        let _ = fs::remove_file(&temp);
    }
    written
}

/// Writes a new file and syncs it; its folder is not synced.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file =
        private::options().write(true).create_new(true).open(path).map_err(StoreError::write(path))?;
    file.write_all(bytes).map_err(StoreError::write(path))?;
    file.sync_all().map_err(StoreError::sync(path))
}

/// Writes `bytes` to a file that the person named, outside the data folder: temp file beside it, sync,
/// rename, folder sync. Whatever happens, the file holds the old bytes or the new ones. What is there
/// already is only replaced if `replace` says so, and only if it is a file.
///
/// # Errors
/// [`SaveAsError`]: why not, with what to do about it.
pub fn save_as(path: &Path, bytes: &[u8], replace: bool) -> Result<(), SaveAsError> {
    let shown = || path.to_owned();
    // A link keeps leading where it leads.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(SaveAsError::IsAFolder { path: shown() });
    }
    match target.symlink_metadata() {
        Ok(_) if !replace => return Err(SaveAsError::Exists { path: shown() }),
        Ok(found) if !found.is_file() => return Err(SaveAsError::NotAFile { path: shown() }),
        _ => {}
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(SaveAsError::NoFolder { folder: folder.to_owned() });
    }
    sweep(folder);
    let failed = |source: io::Error| SaveAsError::Write { path: shown(), source };
    let temp = temp_beside(&target);
    let written = write_all_synced(&temp, bytes)
        .and_then(|()| if replace { fs::rename(&temp, &target) } else { rename_to_new(&temp, &target) });
    if let Err(source) = written {
        // Best effort: the error that matters is the first one.
        let _ = fs::remove_file(&temp);
        let taken = source.kind() == io::ErrorKind::AlreadyExists && !replace;
        return Err(if taken { SaveAsError::Exists { path: shown() } } else { failed(source) });
    }
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(failed)?;
    }
    Ok(())
}

/// After this long nobody is writing any more.
const STALE: Duration = Duration::from_hours(1);

/// Removes what an earlier export was writing into a folder of the person's when it was killed. Best effort.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let age = entry.metadata().ok().and_then(|found| found.modified().ok()?.elapsed().ok());
        if is_temp(&path) && age.is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Renames unless the new name is taken, also by somebody who was quicker.
fn rename_to_new(temp: &Path, target: &Path) -> io::Result<()> {
    match fs::hard_link(temp, target) {
        Ok(()) => fs::remove_file(temp),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(e),
        // A disk without links: look, then rename.
        Err(_) if target.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(temp, target),
    }
}

fn write_all_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Removes a file if it is there, and syncs its folder. Says whether it was there.
pub(crate) fn remove(path: &Path) -> Result<bool, StoreError> {
    match fs::remove_file(path) {
        Ok(()) => {
            path.parent().map_or(Ok(()), sync_folder)?;
            Ok(true)
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(StoreError::write(path)(e)),
    }
}

/// Removes the file that says what is under way: it is done. The folder's sync, which keeps a power cut from bringing the
/// file back, may fail; what was done is done all the same.
pub(crate) fn strike_out(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(StoreError::write(path)(e)),
        _ => {}
    }
    let _ = path.parent().map_or(Ok(()), sync_folder);
    Ok(())
}

/// Appends `bytes` to `path` and returns when they are on the disk. A last line that was cut off, or
/// that may have been (`suspect_tail`), is ended by a newline first, so that it harms nothing.
///
/// The file is opened anew each time: should a sync tool have replaced it meanwhile, the bytes go to
/// the file that has the name now. Its length makes no difference to the cost.
pub(crate) fn append(path: &Path, bytes: &[u8], suspect_tail: bool) -> Result<(), StoreError> {
    let (mut file, is_new) = open_to_append(path)?;
    let mut tail_is_open = suspect_tail;
    if !is_new && !suspect_tail {
        tail_is_open = ends_without_newline(&mut file).map_err(StoreError::read(path))?;
    }
    if tail_is_open {
        let mut with_newline = Vec::with_capacity(bytes.len() + 1);
        with_newline.push(b'\n');
        with_newline.extend_from_slice(bytes);
        file.write_all(&with_newline).map_err(StoreError::write(path))?;
    } else {
        file.write_all(bytes).map_err(StoreError::write(path))?;
    }
    file.sync_data().map_err(StoreError::sync(path))?;
    if is_new {
        path.parent().map_or(Ok(()), sync_folder)?;
    }
    Ok(())
}

fn open_to_append(path: &Path) -> Result<(File, bool), StoreError> {
    match OpenOptions::new().read(true).append(true).open(path) {
        Ok(file) => return Ok((file, false)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => return Err(StoreError::write(path)(e)),
    }
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
    }
    let file = private::options()
        .read(true)
        .append(true)
        .create(true)
        .open(path)
        .map_err(StoreError::write(path))?;
    Ok((file, true))
}

fn ends_without_newline(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// Whether a file can be made in `folder`; the probe is removed again.
pub(crate) fn probe_writable(folder: &Path) -> io::Result<()> {
    let probe = temp_beside(&folder.join("probe"));
    private::options().write(true).create_new(true).open(&probe)?;
    fs::remove_file(&probe)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_open_tail_is_ended_first() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/x.jsonl");
        append(&path, b"one", false).unwrap();
        append(&path, b"two\n", false).unwrap();
        append(&path, b"three\n", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one\ntwo\n\nthree\n");
    }

    #[test]
    fn replacing_leaves_no_temp_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.json");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        fs::create_dir(dir.path().join("folder.json")).unwrap();
        assert!(replace(&dir.path().join("folder.json"), b"three").is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_saved_for_the_person_replaces_nothing_unasked() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.csv");
        save_as(&path, b"one", false).unwrap();
        assert!(matches!(save_as(&path, b"two", false), Err(SaveAsError::Exists { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        save_as(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(matches!(save_as(dir.path(), b"x", true), Err(SaveAsError::IsAFolder { .. })));
        let nowhere = dir.path().join("no/out.csv");
        assert!(matches!(save_as(&nowhere, b"x", true), Err(SaveAsError::NoFolder { .. })));
        // Somebody took the name between the look and the rename.
        let temp = dir.path().join("temp");
        fs::write(&temp, b"late").unwrap();
        assert_eq!(rename_to_new(&temp, &path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        fs::remove_file(&temp).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no temp file is left");
    }

    #[test]
    fn what_a_killed_export_left_is_swept_away_and_what_is_being_written_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let (old, new) = (dir.path().join(".greenroom-tmp-old"), dir.path().join(".greenroom-tmp-new"));
        fs::write(&new, b"half").unwrap();
        let file = File::create(&old).unwrap();
        file.set_modified(std::time::SystemTime::now() - 2 * STALE).unwrap();
        save_as(&dir.path().join("out.csv"), b"whole", false).unwrap();
        assert!(!old.exists() && new.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_keeps_leading_where_it_leads_and_no_device_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let (file, link) = (dir.path().join("file"), dir.path().join("link"));
        fs::write(&file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(matches!(save_as(&link, b"new", false), Err(SaveAsError::Exists { .. })));
        save_as(&link, b"new", true).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(link.is_symlink());
        let device = Path::new("/dev/null");
        assert!(matches!(save_as(device, b"x", true), Err(SaveAsError::NotAFile { .. })));
    }

    #[test]
    fn a_file_in_the_way_of_a_folder_is_named() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("journal"), b"x").unwrap();
        let error = replace(&dir.path().join("journal/x"), b"y").unwrap_err();
        assert!(matches!(error, StoreError::NotAFolder { .. }), "{error}");
    }
}
