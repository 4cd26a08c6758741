//! The data folder's layout, where it is by default, its version, and this device's id.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::altered::NOT_AS_SAVED;
use super::durable;
use super::entries::FOLDERS;
use super::error::{SetAside, StoreError};
use super::schema::folder::{FOLDER_VERSION, FolderDoc};
use super::schema::parse_document;
use super::schema::sum::{self, Sum};

/// The most bytes an id may have that names a file.
const MAX_ID: usize = 120;

/// Where everything in a data folder lies.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub root: PathBuf,
}

#[allow(missing_docs)] // names of files and folders
impl Layout {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
    pub(crate) fn folder_doc(&self) -> PathBuf {
        self.root.join("folder.json")
    }
    pub(crate) fn profile(&self) -> PathBuf {
        self.root.join("profile.json")
    }
    /// A folder of documents, of [`FOLDERS`].
    pub(crate) fn documents(&self, folder: &str) -> PathBuf {
        self.root.join(folder)
    }
    pub(crate) fn document_folders(&self) -> [PathBuf; FOLDERS.len()] {
        FOLDERS.map(|folder| self.documents(folder))
    }
    pub(crate) fn journals(&self) -> PathBuf {
        self.root.join("journal")
    }
    pub(crate) fn journal(&self, device: Uuid) -> PathBuf {
        self.journals().join(format!("{device}.jsonl"))
    }
    pub(crate) fn runnings(&self) -> PathBuf {
        self.root.join("running")
    }
    pub(crate) fn running(&self, device: Uuid) -> PathBuf {
        self.runnings().join(format!("{device}.json"))
    }
    pub(crate) fn recordings(&self) -> PathBuf {
        self.root.join("recordings")
    }
    pub(crate) fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }
    pub(crate) fn recovered(&self) -> PathBuf {
        self.root.join("recovered")
    }
    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// The path as the person is shown it: relative to the data folder, with `/`.
    pub(crate) fn label(&self, path: &Path) -> String {
        let inner = path.strip_prefix(&self.root).unwrap_or(path);
        inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// The data folder unless `--data` names one: `GREENROOM_DATA`, else the platform's.
///
/// # Errors
/// [`StoreError::NoHome`] if there is neither.
pub fn default_data_dir() -> Result<PathBuf, StoreError> {
    from_environment("GREENROOM_DATA")
        .or_else(|| Some(project()?.data_dir().to_owned()))
        .ok_or(StoreError::NoHome)
}

/// The folder for what belongs to this computer alone, such as its device id: `GREENROOM_STATE`, else
/// the platform's. It is never within the data folder.
///
/// # Errors
/// [`StoreError::NoHome`] if there is neither.
pub fn default_state_dir() -> Result<PathBuf, StoreError> {
    let of_platform = || {
        let project = project()?;
        // Where the platform has no state folder, its local data folder may be the data folder itself.
        let beside = || project.data_local_dir().with_file_name("greenroom-state");
        Some(project.state_dir().map_or_else(beside, Path::to_owned))
    };
    from_environment("GREENROOM_STATE").or_else(of_platform).ok_or(StoreError::NoHome)
}

fn from_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from)
}

fn project() -> Option<directories::ProjectDirs> {
    // A home that is not a place of its own would be another one wherever the program is started.
    directories::ProjectDirs::from("", "", "greenroom").filter(|dirs| dirs.data_dir().is_absolute())
}

/// The version that `folder.json` names.
#[derive(Debug)]
pub(crate) enum Version {
    /// There is no `folder.json` yet.
    Absent,
    /// This version, or an older one.
    Known,
    /// A later one.
    Later(u32),
    /// It cannot be read.
    Unreadable(SetAside),
}

/// Reads the folder's version.
pub(crate) fn version(layout: &Layout) -> Result<Version, StoreError> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let path = layout.folder_doc();
    let bytes = match durable::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Version::Absent),
        Err(e) => return Err(StoreError::read(&path)(e)),
    };
    // A later version may have another format; its number must be found all the same.
    if let Ok(head) = serde_json::from_slice::<Head>(&bytes)
        && head.format.starts_with("greenroom-folder/")
        && head.version > FOLDER_VERSION
    {
        return Ok(Version::Later(head.version));
    }
    Ok(match parse_document::<FolderDoc>("folder.json", &bytes) {
        Ok(_) if sum::check(&bytes) == Sum::Differs => {
            Version::Unreadable(SetAside::new("folder.json", None, NOT_AS_SAVED))
        }
        Ok(doc) if doc.version > 0 => Version::Known,
        Ok(_) => Version::Unreadable(SetAside::new("folder.json", None, "its version is 0")),
        Err(aside) => Version::Unreadable(aside),
    })
}

/// What `folder.json` says, where it can be read.
pub(crate) fn doc(layout: &Layout) -> Option<FolderDoc> {
    let bytes = durable::read(&layout.folder_doc()).ok()?;
    parse_document::<FolderDoc>("folder.json", &bytes).ok()
}

/// The id under which this computer and user writes into this data folder.
pub(crate) struct Device {
    pub id: Uuid,
    /// Why the id could not be kept for the next start, if it could not.
    pub unkept: Option<StoreError>,
}

/// Finds this device's id in the state folder, or makes one. Each data folder has its own, so that
/// copies of one folder never meet under the same id.
pub(crate) fn device(state: &Path, root: &Path) -> Device {
    let path = device_path(state, root);
    if let Some(doc) = durable::read(&path).ok().and_then(|b| serde_json::from_slice::<DeviceDoc>(&b).ok()) {
        return Device { id: doc.device, unkept: None };
    }
    new_device(state, root)
}

/// Makes a new id, as after a restore: the old one's count of lines must not run twice.
pub(crate) fn new_device(state: &Path, root: &Path) -> Device {
    let id = Uuid::new_v4();
    let doc = DeviceDoc { format: "greenroom-device/1".to_owned(), device: id };
    let unkept = serde_json::to_vec(&doc)
        .map_err(StoreError::from)
        .and_then(|bytes| durable::replace(&device_path(state, root), &bytes))
        .err();
    Device { id, unkept }
}

#[derive(Serialize, Deserialize)]
struct DeviceDoc {
    format: String,
    device: Uuid,
}

/// Where the ids are kept, one a data folder.
pub(crate) fn devices(state: &Path) -> PathBuf {
    state.join("devices")
}

fn device_path(state: &Path, root: &Path) -> PathBuf {
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    // A home folder that two computers share holds one id for each, where the system names itself.
    let machine = fs::read("/etc/machine-id").unwrap_or_default();
    let key = fnv64(&[machine.trim_ascii(), b"\0", root.as_os_str().as_encoded_bytes()].concat());
    devices(state).join(format!("{key:016x}.json"))
}

/// FNV-1a in 64 bits: enough to tell a few folders apart.
fn fnv64(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether a path that a file names leads to a place within the folder it belongs to, and nowhere else.
pub(crate) fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// Checks that an id can name a file on every platform.
pub(crate) fn check_file_id(id: &str) -> Result<(), StoreError> {
    let stem = id.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let reserved =
        ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt");
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.is_empty()
        || id.len() > MAX_ID
        || reserved
        || !id.chars().all(plain)
        || id.starts_with('.')
        || id.ends_with('.')
    {
        return Err(StoreError::BadId { id: id.to_owned(), limit: MAX_ID });
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_cannot_name_a_file_are_refused() {
        for bad in ["", "../x", "a/b", "a\\b", ".hidden", "con", "LPT1", "nul.x", "x.", "a:b", "a\nb"] {
            assert!(check_file_id(bad).is_err(), "{bad:?}");
        }
        for good in ["amazon", "a-1_b.c", "Größe", "company", "com"] {
            assert!(check_file_id(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn a_device_keeps_its_id_for_each_folder() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("state");
        let id = |name: &str| device(&state, &dir.path().join(name)).id;
        assert_eq!(id("a"), id("a"));
        assert_ne!(id("a"), id("b"));
        assert!(device(&state, &dir.path().join("a")).unkept.is_none());
    }

    #[test]
    fn a_state_folder_that_cannot_be_written_is_told() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("state"), b"in the way").unwrap();
        assert!(device(&dir.path().join("state"), dir.path()).unkept.is_some());
    }
}
