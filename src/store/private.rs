//! Who may read what is stored: its owner alone. Files are made so, a person's own choice is kept, and a folder of
//! before is made so once.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

/// How files are made here: read and written by their owner alone, where the system knows owners.
pub(crate) fn options() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Makes a folder that its owner alone may enter.
pub(crate) fn create_dir(folder: &Path) -> io::Result<()> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Gives `new`, which is about to take the place of `old`, what `old` allows: who was let in or shut out by the person
/// stays so. Best effort: a disk that keeps no such thing keeps the file all the same.
pub(crate) fn keep_mode(old: &Path, new: &Path) {
    if cfg!(unix)
        && let Ok(found) = fs::symlink_metadata(old)
        && found.is_file()
    {
        let _ = fs::set_permissions(new, found.permissions());
    }
}

/// Takes from everybody but the owner what `folder`, and all that lies in it, allowed them. Links are left alone, and so
/// is what cannot be changed: it belongs to somebody else.
#[cfg(unix)]
pub(crate) fn tighten(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(found) = fs::symlink_metadata(folder) else { return };
    if found.is_symlink() {
        return;
    }
    let mode = found.permissions().mode();
    if mode & 0o077 != 0 {
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode & 0o700));
    }
    if found.is_dir() {
        let inside = fs::read_dir(folder).into_iter().flatten().flatten();
        inside.for_each(|entry| tighten(&entry.path()));
    }
}

/// Nothing: this system has no such thing as a mode.
#[cfg(not(unix))]
pub(crate) fn tighten(_folder: &Path) {}
