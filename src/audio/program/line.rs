//! A program's line as a person types it: split into words, and where the program lies. Never through a shell.

use std::ffi::OsStr;
use std::path::PathBuf;

/// A quote in a line has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A quote in the program's line is not closed. Close it, or leave it out.")]
pub struct OpenQuote;

/// Splits a program's line into words. Blanks set words apart; what stands in "double" or 'single'
/// quotes belongs to one word, blanks and the other kind of quote included, and may touch what stands
/// beside it. Nothing else means anything: no backslash, no variable, no `~`, no `|`.
///
/// # Errors
/// [`OpenQuote`].
pub fn words(line: &str) -> Result<Vec<String>, OpenQuote> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                // An empty pair of quotes is an empty word.
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            Some(_) | None => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return Err(OpenQuote);
    }
    words.extend(word);
    Ok(words)
}

/// Where the program of this name lies. A name with a folder in it is taken as it stands; any other is
/// looked for in the folders of `path`, of which those that are not whole paths are passed over.
pub(in crate::audio) fn locate(name: &str, path: Option<&OsStr>) -> Option<PathBuf> {
    if name.contains(std::path::is_separator) {
        return runnable(PathBuf::from(name));
    }
    if name.is_empty() {
        return None;
    }
    let mut folders = std::env::split_paths(path?).filter(|folder| folder.is_absolute());
    folders.find_map(|folder| runnable(folder.join(name)))
}

#[cfg(unix)]
fn runnable(path: PathBuf) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let about = std::fs::metadata(&path).ok()?;
    (about.is_file() && about.permissions().mode() & 0o111 != 0).then_some(path)
}

/// On Windows only programs proper: a script would be run by the command shell.
#[cfg(not(unix))]
fn runnable(path: PathBuf) -> Option<PathBuf> {
    let program = |path: &std::path::Path| {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
        matches!(ending.as_str(), "exe" | "com") && path.is_file()
    };
    if program(&path) {
        return Some(path);
    }
    let with_ending = PathBuf::from(format!("{}.exe", path.display()));
    program(&with_ending).then_some(with_ending)
}
